"""This month and the last of an open book, beside its own past."""

from __future__ import annotations

from cfo_desktop.analysis import own_past
from cfo_desktop.domain.own_past import OwnPast
from cfo_desktop.services import history
from cfo_desktop.services.books import Book


def read(book: Book) -> OwnPast:
    """Return everything that a screen of benchmarks shows."""
    return own_past.of(history.read(book))
