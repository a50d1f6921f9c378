"""The invoices that a book, or the import under way, knows: so that each is booked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import Invoice
from cfo_desktop.domain.invoice import InvoiceStatus
from cfo_desktop.domain.invoice import Trader
from cfo_desktop.domain.papers import number_key
from cfo_desktop.domain.party_names import name_key
from cfo_desktop.store import database
from cfo_desktop.store import invoices as kept
from cfo_desktop.store.invoices import KeptInvoice


@dataclass(frozen=True, slots=True)
class Known:
    """An invoice that is known; one of the import under way can still be left out of it."""

    kept: KeptInvoice
    leave_out: Callable[[], None] | None = None

    @property
    def is_void(self) -> bool:
        """Whether it is known as void."""
        return self.kept.status == InvoiceStatus.VOID


class KnownInvoices:
    """Asked for what is known of an invoice; reads the book's at the first question."""

    def __init__(self, connection: database.Connection) -> None:
        self._connection = connection
        self._found: dict[Direction, dict[str, list[Known]]] = {}

    def of(self, direction: Direction, invoice: Invoice) -> list[Known]:
        """Return what is known of the invoice with this number, of this party and day.

        Numbers repeat under another code; a list may leave the code out, or a void one's party. A
        bill that was read from paper may spell its number or its party otherwise.
        """
        party = invoice.party(direction)
        return [
            known
            for known in self._by_number(direction)[number_key(invoice.number)]
            if known.kept.day == invoice.day
            and _may_be_same(invoice.code, known.kept.code)
            and _is_party(party, known.kept)
        ]

    def add(self, direction: Direction, known: Known) -> None:
        """Know an invoice from now on."""
        self._by_number(direction)[number_key(known.kept.number)].append(known)

    def _by_number(self, direction: Direction) -> dict[str, list[Known]]:
        if direction not in self._found:
            by_number: dict[str, list[Known]] = defaultdict(list)
            for row in kept.known(self._connection, direction.value):
                by_number[number_key(row.number)].append(Known(row))
            self._found[direction] = by_number
        return self._found[direction]


def _is_party(party: Trader, known: KeptInvoice) -> bool:
    """Tell whether an invoice's other side is that of a known one, by name or tax number."""
    if party.tax_id and party.tax_id == known.party_tax_id:
        return True
    return _may_be_same(party.name, known.party) or name_key(party.name) == name_key(known.party)


def _may_be_same(text: str, other: str) -> bool:
    return text == other or not text or not other
