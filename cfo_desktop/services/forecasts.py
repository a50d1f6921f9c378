"""The cash forecast of an open book."""

from __future__ import annotations

from cfo_desktop.analysis import forecast
from cfo_desktop.domain.forecast import DAYS
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.services import ground
from cfo_desktop.services.books import Book


def read(book: Book, *, days: int = DAYS) -> Forecast:
    """Return the forecast of the ``days`` after today.

    It is the one that the findings go by, cut where fewer days are asked for: a day has one band.
    """
    found = ground.read(book)
    if days <= DAYS:
        return found.forecast.until(days)
    taxes = found.tax.coming() if found.tax else ()
    return forecast.forecast(found.history, found.debts, taxes=taxes, days=days)
