"""Idle cash of an open book: what is not needed for how long, by the forecast and the cushion."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.analysis import idle_cash
from cfo_desktop.domain.idle_cash import IdleCash
from cfo_desktop.domain.idle_cash import Spendable
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


def spendable(book: Book, *, day: dt.date) -> Spendable:
    """Return what could be paid on a day: see ``Spendable``, the one home of what is safe."""
    found = ground.read(book)
    return idle_cash.spendable(
        found.history, found.forecast, cushion=found.cushion, day=day, tax=found.tax
    )
