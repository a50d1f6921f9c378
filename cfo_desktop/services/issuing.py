"""Quotes, invoices and credit notes of the shop: written, issued under a number, printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from cfo_desktop.base import files
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain import issuing as rules
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import InvoiceStatus
from cfo_desktop.domain.issuing import FIRST_NUMBERS
from cfo_desktop.domain.issuing import Buyer
from cfo_desktop.domain.issuing import Issued
from cfo_desktop.domain.issuing import IssuedKind
from cfo_desktop.domain.issuing import IssuedState
from cfo_desktop.domain.issuing import Series
from cfo_desktop.domain.issuing import Written
from cfo_desktop.domain.money import Money
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services import shop_details
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import invoices
from cfo_desktop.store import issuing as store
from cfo_desktop.store import ledger
from cfo_desktop.store import parties
from cfo_desktop.store import settlements
from cfo_desktop.store.invoices import KeptInvoice

_SERIES = "first_number_"
"""Keys of the book under which the owner's own first numbers are kept."""


def documents(book: Book) -> list[Issued]:
    """Return all that the shop wrote, the newest first."""
    with database.mapped_errors():
        return store.documents(book.store.connection)


def buyers(book: Book) -> tuple[Buyer, ...]:
    """Return whom the shop wrote to, as it last did, and then its other customers by name."""
    known = {each.written.buyer.name: each.written.buyer for each in reversed(documents(book))}
    with database.mapped_errors():
        sides = parties.sides(book.store.connection, after=0)
    others = {name for name, side in sides if side is Direction.SALE and name.strip()}
    return (*known.values(), *(Buyer(name) for name in sorted(others - set(known))))


def document(book: Book, *, number: int) -> Issued:
    """Return one of them by its number in the book; raise ``UserError("issued_missing")``."""
    with database.mapped_errors():
        return store.document(book.store.connection, number)


def save(
    book: Book, written: Written, *, draft: int | None = None, source: int | None = None
) -> int:
    """Keep a draft, a new one or as it is now; nothing is booked, and it has no number yet.

    ``source`` is the quote or the invoice that a new one is made of. Raises ``UserError``
    (``issuing_currency``, ``issued_missing``, ``issued_already``).
    """
    if written.currency != info(book).currency:
        raise UserError("issuing_currency", own=info(book).currency)
    if draft is None:
        with book.store.transaction() as connection:
            return store.add(connection, written, source=source)
    _only_draft(document(book, number=draft))
    with book.store.transaction() as connection:
        store.change(connection, draft, written)
    return draft


def delete(book: Book, *, draft: int) -> None:
    """Forget a draft; raise ``UserError("issued_already")`` for what has its number."""
    _only_draft(document(book, number=draft))
    with book.store.transaction() as connection:
        store.delete(connection, draft)


def issue(book: Book, *, draft: int) -> Issued:
    """Give a draft its number for good; an invoice or a credit note is booked with it.

    Raises ``UserError`` (``issued_already``, ``issuing_credit_more``, ``period_locked``, ...).
    """
    known = document(book, number=draft)
    _only_draft(known)
    kind, written = known.written.kind, known.written
    if kind is IssuedKind.CREDIT_NOTE:
        _check_credit(book, known)
    with book.store.transaction() as connection:
        wanted = series(book, kind)
        number = wanted.number(store.issued_count(connection, kind))
        entry = None
        if kind is not IssuedKind.QUOTE:
            (entry,) = ledger.post(
                connection,
                [_booking(book, written, number)],
                recorded_at=entries.recorded_now(),
            )
            invoices.add(connection, None, [_listed(written, number, entry)])
            if written.due is not None:
                settlements.set_due(connection, entry, written.due)
        store.issue(
            connection,
            draft,
            kind=kind,
            series=wanted,
            shop=shop_details.read(book),
            entry=entry,
        )
    return document(book, number=draft)


def invoice_of(book: Book, *, quote: int, day: dt.date, due: dt.date | None) -> int:
    """Make a draft invoice of a quote, and return its number in the book."""
    of = document(book, number=quote)
    if of.written.kind is not IssuedKind.QUOTE:
        raise UserError("issuing_no_quote")
    written = replace(of.written, kind=IssuedKind.INVOICE, day=day, due=due)
    return save(book, written, source=quote)


def credit(
    book: Book, *, invoice: int, day: dt.date, quantities: Mapping[int, Decimal] | None = None
) -> int:
    """Make the draft of a credit note, of a whole invoice or of some of its lines.

    ``quantities`` is as in ``domain.issuing.credit_note``.
    """
    of = document(book, number=invoice)
    if of.written.kind is not IssuedKind.INVOICE or of.state is not IssuedState.ISSUED:
        raise UserError("issuing_no_invoice")
    return save(book, rules.credit_note(of, day=day, quantities=quantities), source=invoice)


def series(book: Book, kind: IssuedKind) -> Series:
    """Return how the documents of a kind are numbered."""
    with database.mapped_errors():
        kept = ledger.values(book.store.connection)
    return Series.parse(kept.get(_SERIES + kind.value, FIRST_NUMBERS[kind]))


def begin_series(book: Book, kind: IssuedKind, *, first: str) -> None:
    """Number the documents of a kind from ``first`` on, such as ``2026-0117``.

    Raises ``UserError("issuing_number_used")`` once one was issued, ``issuing_number`` for what
    does not end in digits.
    """
    Series.parse(first)
    with book.store.transaction() as connection:
        if store.issued_count(connection, kind):
            raise UserError("issuing_number_used")
        ledger.set_value(connection, _SERIES + kind.value, first.strip())


def pdf(book: Book, *, number: int, language: str) -> bytes:
    """Return a document as a PDF in ``language``; a draft says that it is one."""
    from cfo_desktop.reports import issued_pdf  # loads reportlab: only where something is printed

    found = document(book, number=number)
    return issued_pdf.render(found, found.shop or shop_details.read(book), language=language)


def save_pdf(book: Book, *, number: int, target: Path, language: str) -> Path:
    """Write a document as a PDF where the owner said; raise ``UserError``."""
    files.write_atomically(target, pdf(book, number=number, language=language))
    return target


def _only_draft(found: Issued) -> None:
    if found.state is not IssuedState.DRAFT:
        raise UserError("issued_already", number=found.number)


def _check_credit(book: Book, note: Issued) -> None:
    """Refuse a credit note that takes back more than is left of its invoice."""
    if note.source is None:
        raise UserError("issuing_no_invoice")
    invoice = document(book, number=note.source)
    left = invoice.written.totals.gross - invoice.credited
    if invoice.state is not IssuedState.ISSUED or note.written.totals.gross > left:
        raise UserError("issuing_credit_more")


def _booking(book: Book, written: Written, number: str) -> Draft:
    """Return what is owed against sales and the tax on them; of a credit note the other way."""
    sums = written.totals
    sign = -1 if written.kind is IssuedKind.CREDIT_NOTE else 1
    lines = (
        (Role.RECEIVABLES, sums.gross),
        (Role.SALES, -sums.net),
        (Role.SALES_TAX, -sums.tax),
    )
    postings = tuple(
        Posting.plain(chart.with_role(book, role=role).code, Money(written.currency, sign * amount))
        for role, amount in lines
        if amount
    )
    words = entries.own_words(book, f"issued.{written.kind}", number=number)
    return Draft(written.day, words, postings, party=written.buyer.name.strip())


def _listed(written: Written, number: str, entry: int) -> KeptInvoice:
    """Return the invoice as lists of invoices know it, so that one of these books it no more."""
    sign = -1 if written.kind is IssuedKind.CREDIT_NOTE else 1
    sums = written.totals
    return KeptInvoice(
        Direction.SALE.value,
        "",
        number,
        written.day,
        written.buyer.name.strip(),
        written.buyer.tax_id,
        sign * sums.net,
        sign * sums.tax,
        sign * sums.gross,
        InvoiceStatus.VALID.value,
        entry,
    )
