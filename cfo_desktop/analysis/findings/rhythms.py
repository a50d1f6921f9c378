"""Payments that come again: how often, and when the next one is expected."""

from __future__ import annotations

import datetime as dt
import itertools
import statistics
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.history import Row
from cfo_desktop.domain.period import Month

OCCURRENCES = 4
"""Payments that make a rhythm: three gaps alike are hardly chance."""
LATEST = 6
"""The latest payments, which the rhythm is read from: it may have been another one before."""
_GAPS = {1: (24, 38), 2: (54, 68), 3: (83, 99)}
"""{months: days between two payments that come every so many months, a week-end to and fro}."""
_WEEK = (5, 9)


@dataclass(frozen=True, slots=True)
class Payment:
    """What one day's rows moved together on an account for a party, minor units."""

    day: dt.date
    amount: int
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The latest payments of a series that comes every so many months, or every week."""

    payments: tuple[Payment, ...]
    months: int
    """0 where it comes every week."""
    next: dt.date
    strays: int
    """Days by which a payment strayed from its day so far."""


def payments(rows: Iterable[Row]) -> list[Payment]:
    """Return what was spent day by day, the oldest first; days that balance out are left out."""
    found: dict[dt.date, tuple[int, tuple[int, ...]]] = {}
    for row in rows:
        amount, entries = found.get(row.day, (0, ()))
        found[row.day] = amount + row.value, (*entries, row.entry)
    return [
        Payment(day, amount, tuple(dict.fromkeys(entries)))
        for day, (amount, entries) in sorted(found.items())
        if amount > 0
    ]


def rhythm(known: Sequence[Payment]) -> Rhythm | None:
    """Return the rhythm of the latest payments; ``None`` where they have none."""
    latest = tuple(known[-LATEST:])
    if len(latest) < OCCURRENCES:
        return None
    gaps = [(b.day - a.day).days for a, b in itertools.pairwise(latest)]
    if all(_WEEK[0] <= gap <= _WEEK[1] for gap in gaps):
        return Rhythm(latest, 0, latest[-1].day + dt.timedelta(days=7), 2)
    for months, (least, most) in _GAPS.items():
        if all(least <= gap <= most for gap in gaps):
            return _monthly(latest, months)
    return None


def _monthly(latest: tuple[Payment, ...], months: int) -> Rhythm:
    """Count the days of the month from the month's turn, so that the 31st and the 1st are near."""
    places = [_place(payment.day) for payment in latest]
    middle = statistics.median_low(places)
    strays = max(abs(place - middle) for place in places)
    last = latest[-1].day
    # a payment on the 30th for the month that begins two days later belongs to that month
    turn = Month.of(last) if _place(last) > 0 else Month.of(last).plus(1)
    due = turn.plus(months)
    expected = due.first_day + dt.timedelta(days=middle - 1)
    return Rhythm(latest, months, min(expected, due.last_day), strays)


_LATE_IN_MONTH = 16


def _place(day: dt.date) -> int:
    """Return the day of the month; its second half is counted back from the month's end."""
    if day.day < _LATE_IN_MONTH:
        return day.day
    return day.day - Month.of(day).last_day.day
