"""Idle cash of an open book: what is not needed for how long, by the forecast and the cushion."""

from __future__ import annotations

from cfo_desktop.analysis import idle_cash
from cfo_desktop.domain.idle_cash import IdleCash
from cfo_desktop.services import cushion
from cfo_desktop.services import ground
from cfo_desktop.services import tax
from cfo_desktop.services.books import Book


def read(book: Book) -> IdleCash:
    """Return everything that a screen of idle cash shows."""
    found = ground.read(book)
    owed = tax.summary(book, found.history)
    return idle_cash.of(
        found.history,
        found.forecast,
        cushion=found.cushion,
        rate=cushion.rate(book),
        for_tax=owed.owed if owed else 0,
        pace=owed.pace if owed else None,
    )
