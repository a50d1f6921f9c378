"""The names of an open book, ready to be looked for in questions."""

from __future__ import annotations

from cfo_desktop.advisor.asking.names import Parties
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import Trading
from cfo_desktop.services.books import head
from cfo_desktop.store import database
from cfo_desktop.store import parties


def read(book: Book) -> Parties:
    """Return the names of a book; only entries posted since the last time are read anew."""
    known = book.trading
    if known is None:
        known = book.trading = Trading(0, set(), Parties(customers=(), suppliers=()))
    newest = head(book).entries
    if newest != known.head:
        with database.mapped_errors():
            fresh = parties.sides(book.store.connection, after=known.head)
        known.head = newest
        if not fresh <= known.sides:
            known.sides |= fresh
            known.names = Parties(
                customers=_on(known.sides, Direction.SALE),
                suppliers=_on(known.sides, Direction.PURCHASE),
            )
    return known.names


def everyone(book: Book) -> frozenset[str]:
    """Return the names of all parties of a book."""
    read(book)
    return frozenset(party for party, _ in book.trading.sides) if book.trading else frozenset()


def _on(sides: set[tuple[str, Direction]], wanted: Direction) -> set[str]:
    return {party for party, side in sides if side is wanted}
