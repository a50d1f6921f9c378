"""The cash forecast of an open book."""

from __future__ import annotations

from cfo_desktop.analysis import debts
from cfo_desktop.analysis import forecast
from cfo_desktop.domain.debts import Debts
from cfo_desktop.domain.forecast import DAYS
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.history import History
from cfo_desktop.services import history
from cfo_desktop.services import terms
from cfo_desktop.services.books import Book


def read(book: Book, *, days: int = DAYS) -> Forecast:
    """Return the forecast of the ``days`` after today."""
    return of(book, history.read(book), days=days)


def of(book: Book, past: History, *, days: int = DAYS) -> Forecast:
    """Return the forecast of the ``days`` after ``past.today``; ``past`` is the book's."""
    return of_debts(book, past, debts.find(past, terms=terms.read(book)), days=days)


def of_debts(book: Book, past: History, owed: Debts, *, days: int = DAYS) -> Forecast:
    """Return the same where the debts are known; what it tried is kept while the book is open."""
    found, book.tried = forecast.again(past, owed, days=days, before=book.tried)
    return found
