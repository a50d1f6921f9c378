"""The invoices of a book: written and received, valid and void."""

from __future__ import annotations

from dataclasses import dataclass

from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import Invoice
from cfo_desktop.domain.invoice import InvoiceStatus
from cfo_desktop.domain.invoice import Trader
from cfo_desktop.domain.money import Money
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import invoices as kept
from cfo_desktop.store import ledger
from cfo_desktop.store.invoices import KeptInvoice


@dataclass(frozen=True, slots=True)
class BookInvoice:
    """An invoice of the book, and the number of its entry (``None`` for a void one)."""

    direction: Direction
    invoice: Invoice
    entry: int | None


def all_invoices(book: Book, *, direction: Direction | None = None) -> list[BookInvoice]:
    """Return the invoices that the book knows, of one direction or of both, in order of days."""
    ways = [direction] if direction else list(Direction)
    currency = info(book).currency
    with database.mapped_errors():
        rows = [row for way in ways for row in kept.known(book.store.connection, way.value)]
    return sorted((_invoice(row, currency) for row in rows), key=lambda each: each.invoice.day)


def _invoice(row: KeptInvoice, currency: str) -> BookInvoice:
    party = Trader(row.party, row.party_tax_id)
    invoice = Invoice(
        place="",
        number=row.number,
        day=row.day,
        net=Money(currency, row.net),
        tax=Money(currency, row.tax),
        gross=Money(currency, row.gross),
        seller=party,
        buyer=party,
        code=row.code,
        status=InvoiceStatus(row.status),
    )
    return BookInvoice(Direction(row.direction), invoice, row.entry)


def take_back(connection: database.Connection, batch: str, *, recorded_at: int) -> None:
    """Forget the invoices of an import, inside the transaction that takes it back.

    What it had listed as void and reversed is posted anew, as part of the import it came with.
    """
    for invoice, entry, first in kept.drop(connection, batch):
        booked = ledger.entry(connection, entry)
        (number,) = ledger.post(connection, [booked.draft], recorded_at=recorded_at, batch=first)
        kept.restore(connection, invoice, entry=number)
