"""The habits that an open book shows: paying, spending, buying, paydays."""

from __future__ import annotations

from cfo_desktop.analysis import habits
from cfo_desktop.domain.habits import Habits
from cfo_desktop.services import findings
from cfo_desktop.services.books import Book


def read(book: Book) -> Habits:
    """Return the habits as of today."""
    noticed = findings.read(book)
    return habits.find(noticed.history, noticed.debts)
