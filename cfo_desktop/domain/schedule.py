"""Entries that repeat: the days they fall on, always counted from the first one."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.period import Month


class Every(enum.StrEnum):
    """How often an entry repeats."""

    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


_DAYS = {Every.DAILY: 1, Every.WEEKLY: 7, Every.FORTNIGHTLY: 14}
_MONTHS = {Every.MONTHLY: 1, Every.QUARTERLY: 3, Every.YEARLY: 12}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The days from ``first`` to ``last``, both counted; without ``last`` it goes on.

    A day that a month lacks is that month's last one: the 31st falls on 28 February and is the
    31st again in March, because each day is counted from ``first`` and never from the one before.
    Raises ``UserError("schedule_ends_early")`` where ``last`` is before ``first``.
    """

    every: Every
    first: dt.date
    last: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse to end before it began."""
        if self.last is not None and self.last < self.first:
            raise UserError("schedule_ends_early", date=self.last.isoformat())

    def nth(self, number: int) -> dt.date:
        """Return day ``number``, the first being 0, whether or not it is past the last."""
        if self.every in _DAYS:
            return self.first + dt.timedelta(days=number * _DAYS[self.every])
        month = Month.of(self.first).plus(number * _MONTHS[self.every])
        days = calendar.monthrange(month.year, month.number)[1]
        return dt.date(month.year, month.number, min(self.first.day, days))

    def days(self, *, until: dt.date, after: dt.date | None = None) -> Iterator[dt.date]:
        """Yield the days up to ``until`` in order, without those on or before ``after``."""
        end = min(until, self.last or LAST_DAY, LAST_DAY)
        number = 0 if after is None else self._number_near(after)
        while (day := self.nth(number)) <= end:
            if after is None or day > after:
                yield day
            number += 1

    def _number_near(self, day: dt.date) -> int:
        """Return the number of a day that is not after ``day``, or of the one that follows."""
        if self.every in _DAYS:
            return max(0, (day - self.first).days // _DAYS[self.every])
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        return max(0, months // _MONTHS[self.every])


@dataclass(frozen=True, slots=True)
class Schedule:
    """An entry that repeats. ``draft`` is its first occurrence."""

    number: int
    rhythm: Rhythm
    draft: Draft
    automatic: bool = False
    """Posted without being asked for, when the book is opened."""
    paused: bool = False
    next_day: dt.date | None = None
    """The first day that is neither posted nor skipped; ``None`` where it has ended."""

    def occurrence(self, day: dt.date, *, locked: bool = False) -> Occurrence:
        """Return what is to be posted on ``day``."""
        return Occurrence(self.number, replace(self.draft, day=day), self.automatic, locked)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One day of a schedule that is neither posted nor skipped."""

    schedule: int
    draft: Draft
    automatic: bool
    locked: bool
    """The day lies in a locked period: it can be skipped, not posted."""

    @property
    def day(self) -> dt.date:
        """The day it falls on."""
        return self.draft.day


def with_amount(draft: Draft, amount: Money) -> Draft:
    """Return ``draft`` about another amount: one sum that moves from one account to another.

    Raises ``UserError`` (``schedule_amount_fixed`` for an entry of more lines or currencies,
    ``amount_not_positive``).
    """
    first, *others = draft.postings
    if len(others) != 1 or first.amount != first.value or first.amount.currency != amount.currency:
        raise UserError("schedule_amount_fixed")
    if amount.minor <= 0:
        raise UserError("amount_not_positive", text=str(amount))
    return replace(draft, postings=_moving(draft.postings, amount))


def _moving(postings: Sequence[Posting], amount: Money) -> tuple[Posting, ...]:
    return tuple(
        Posting.plain(line.account, amount if line.amount.minor > 0 else -amount)
        for line in postings
    )
