"""Sales of the days to come at the present pace: as the latest weeks, and as a year ago."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month

_DAY = dt.timedelta(days=1)
_WEEKS = dt.timedelta(days=28)
"""Four whole weeks, so that every weekday counts the same."""
_LEAST = 14
"""Days of books below which nobody knows the pace."""
_YEAR = dt.timedelta(days=364)
"""A year in whole weeks."""


def by_month(history: History, *, until: dt.date) -> dict[Month, int] | None:
    """Return {month: sales} of the days after ``history.today`` up to ``until``, minor units.

    Where the books tell the same weeks of a year ago, each day to come sells what it sold then,
    times what the latest four weeks sold for each unit of theirs. Else it sells the average of a
    day of the latest weeks. ``None`` where the books are younger than two weeks.
    """
    if history.first_day is None:
        return None
    start = max(history.today - _WEEKS + _DAY, history.first_day, history.days_from)
    known = (history.today - start).days + 1
    if known < _LEAST:
        return None
    sold = _sold(history)
    latest = _sum(sold, start, history.today)
    then = _sum(sold, start - _YEAR, history.today - _YEAR)
    seasonal = start - _YEAR >= max(history.first_day, history.days_from) and then > 0
    ahead: dict[Month, Fraction] = {}
    day = history.today + _DAY
    while day <= until:
        expected = Fraction(latest, known)
        if seasonal:
            expected = Fraction(latest, then) * sold.get(day - _YEAR, 0)
        ahead[Month.of(day)] = ahead.get(Month.of(day), Fraction(0)) + expected
        day += _DAY
    return {month: max(0, round(value)) for month, value in ahead.items()}


def _sold(history: History) -> dict[dt.date, int]:
    codes = history.codes(Group.SALES)
    return {
        day: -sum(value for code, value in moved.items() if code in codes)
        for day, moved in history.days.items()
    }


def _sum(sold: dict[dt.date, int], first: dt.date, last: dt.date) -> int:
    return sum(value for day, value in sold.items() if first <= day <= last)
