"""Idle cash of an open book: what is not needed for how long, by the forecast and the cushion."""

from __future__ import annotations

from cfo_desktop.analysis import idle_cash
from cfo_desktop.domain.idle_cash import IdleCash
from cfo_desktop.services import cushion
from cfo_desktop.services import ground
from cfo_desktop.services.books import Book


def read(book: Book) -> IdleCash:
    """Return everything that a screen of idle cash shows."""
    found = ground.read(book)
    return idle_cash.of(
        found.history,
        found.forecast,
        cushion=found.cushion,
        rate=cushion.rate(book),
        tax=found.tax,
    )
