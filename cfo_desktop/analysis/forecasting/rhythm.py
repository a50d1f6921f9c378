"""What comes again and again: from past payments to the days and amounts of the next ones."""

from __future__ import annotations

import calendar
import datetime as dt
import statistics
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cfo_desktop.analysis.forecasting.past import Event
from cfo_desktop.domain.period import Month

_LEAST = 3
"""Times that something must have come before it is called a rhythm."""
_SEEN = 8
"""The latest times, which rhythm and amount are read from."""
_READ = 40
"""The latest payments, several of which may fall on a day."""
_REGULAR = 0.75
"""Share of the gaps that must fit."""
_AMOUNTS = 4
"""The latest amounts, of which the middle one is expected."""
_ALIVE = 1.6
"""A rhythm that has been silent for so many gaps is over."""
_MONTH_END = 31
_YEARLY_SPREAD = 0.35


@dataclass(frozen=True, slots=True)
class Interval:
    """A usual gap: between ``low`` and ``high`` days, or whole months."""

    low: int
    high: int
    days: int
    months: int = 0


_INTERVALS = (
    Interval(6, 8, 7),
    Interval(13, 15, 14),
    Interval(25, 36, 30, 1),
    Interval(56, 66, 61, 2),
    Interval(84, 98, 91, 3),
    Interval(355, 376, 365, 12),
)
_OF_GAP = {
    gap: interval for interval in _INTERVALS for gap in range(interval.low, interval.high + 1)
}
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Beat:
    """What is expected to come again: ``anchor`` is its day of the month, 31 for the last one."""

    interval: Interval
    last: dt.date
    anchor: int
    amount: int
    entry: int

    def days(self, *, after: dt.date, until: dt.date) -> Iterator[dt.date]:
        """Yield the days to come; one that is a little late comes on the day after ``after``."""
        step = 1
        while (day := self._nth(step)) <= until:
            if day > after:
                yield day
            elif step == 1 and (after - day).days * 3 <= self.interval.days:
                yield after + dt.timedelta(days=1)
            step += 1

    def _nth(self, step: int) -> dt.date:
        if not self.interval.months:
            return self.last + dt.timedelta(days=step * self.interval.days)
        month = Month.of(_month_of(self.last, self.anchor)).plus(step * self.interval.months)
        length = calendar.monthrange(month.year, month.number)[1]
        return dt.date(month.year, month.number, min(self.anchor, length))


def _month_of(day: dt.date, anchor: int) -> dt.date:
    """Return a day of the month that ``day`` stands for: the 2nd may be a late 30th."""
    if day.day - anchor > 15:  # noqa: PLR2004 - half a month
        return day + dt.timedelta(days=15)
    if anchor - day.day > 15:  # noqa: PLR2004 - half a month
        return day - dt.timedelta(days=15)
    return day


def find(events: Sequence[Event], *, start: dt.date, today: int) -> Beat | None:
    """Return the rhythm of payments to one party for one thing; ``None`` where there is none."""
    merged = _by_day(events[-_READ:])
    if len(merged) < 2:  # noqa: PLR2004 - one payment is no rhythm
        return None
    days = [day for day, _, _ in merged]
    gaps = [later - earlier for earlier, later in pairwise(days)]
    interval = _interval(gaps)
    if interval is None or today - days[-1] > _ALIVE * interval.days:
        return None
    amounts = [amount for _, amount, _ in merged]
    if len(merged) < _LEAST and not _yearly(interval, amounts):
        return None
    if len({amount > 0 for amount in amounts}) > 1:
        return None
    dates = [start + dt.timedelta(days=day) for day in days]
    anchor = _anchor(dates) if interval.months else 0
    amount = round(statistics.median(amounts[-_AMOUNTS:]))
    return Beat(interval, dates[-1], anchor, amount, merged[-1][2])


def _by_day(events: Sequence[Event]) -> list[Event]:
    """Return the latest days' payments, those of one day together."""
    found: list[Event] = []
    for day, amount, entry in reversed(events):
        if found and found[-1][0] == day:
            found[-1] = day, found[-1][1] + amount, found[-1][2]
        elif len(found) == _SEEN:
            break
        else:
            found.append((day, amount, entry))
    found.reverse()
    return found


def _interval(gaps: Sequence[int]) -> Interval | None:
    """Return the interval that enough of the gaps lie in: then the middle one of them does."""
    interval = _OF_GAP.get(sorted(gaps)[len(gaps) // 2])
    if interval is None:
        return None
    fits = sum(interval.low <= gap <= interval.high for gap in gaps)
    return interval if fits >= _REGULAR * len(gaps) else None


def _yearly(interval: Interval, amounts: Sequence[int]) -> bool:
    """Return whether two payments are enough: a year apart and much alike."""
    low, high = sorted(map(abs, amounts))
    return interval.months == _YEAR and high - low <= _YEARLY_SPREAD * high


def _anchor(dates: Sequence[dt.date]) -> int:
    """Return the usual day of the month: the middle one, counted around a month's end."""
    if all(day == Month.of(day).last_day for day in dates):
        return _MONTH_END
    numbers = [day.day for day in dates]
    turned = [number if number > 15 else number + 31 for number in numbers]  # noqa: PLR2004
    if max(numbers) - min(numbers) > 15 >= max(turned) - min(turned):  # noqa: PLR2004
        numbers = turned
    middle = round(statistics.median(numbers))
    return middle - 31 if middle > _MONTH_END else middle
