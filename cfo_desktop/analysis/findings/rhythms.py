"""Payments that come again: how often, and when the next one is expected."""

from __future__ import annotations

import datetime as dt
import itertools
import statistics
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cfo_desktop.domain.history import Row
from cfo_desktop.domain.period import Month

OCCURRENCES = 4
"""Payments that make a rhythm: three gaps alike are hardly chance."""
LATEST = 6
"""The latest payments, which the rhythm is read from: it may have been another one before."""
MOST = 64
"""Rows of a year and more beyond which a payee has no monthly rhythm: it is paid every week."""
_GAPS = {1: (24, 38), 2: (54, 68), 3: (83, 99)}
"""{months: days between two payments that come every so many months, a week-end to and fro}."""
_WEEK = (5, 9)


class Payment(NamedTuple):
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
    found: dict[dt.date, Payment] = {}
    for row in rows:
        day = row.day
        known = found.get(day)
        if known is None:
            found[day] = Payment(day, row.value, (row.entry,))
        else:
            entries = known.entries if row.entry in known.entries else (*known.entries, row.entry)
            found[day] = Payment(day, known.amount + row.value, entries)
    return [found[day] for day in sorted(found) if found[day].amount > 0]


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
    """Count each payment's day from the last one's around the month, where 31 and 1 are near."""
    last = latest[-1].day
    places = [(payment.day.day - last.day + _HALF) % _AROUND - _HALF for payment in latest]
    middle = statistics.median_low(places)
    due = Month.of(last).plus(months)
    expected = due.first_day + dt.timedelta(days=min(last.day, due.last_day.day) - 1 + middle)
    return Rhythm(latest, months, expected, max(abs(place - middle) for place in places))


_AROUND = 30
_HALF = 15
"""Days of a month, and half of them."""
