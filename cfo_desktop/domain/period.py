"""Days, months and fiscal years: the periods that reports cover and locks close."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from cfo_desktop.base.errors import UserError

FIRST_DAY = dt.date(1900, 1, 1)
LAST_DAY = dt.date(2200, 12, 31)
"""Every entry lies between the two; what lies outside is a slip of the keyboard."""

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month; ``number`` is 1 to 12."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``2026-11``; raise ``UserError("month_invalid")``."""
        match = _MONTH.fullmatch(text)
        month = cls(int(match[1]), int(match[2])) if match else cls(0, 0)
        in_year = 1 <= month.number <= 12  # noqa: PLR2004 - months of a year
        if not in_year or not cls.of(FIRST_DAY) <= month <= cls.of(LAST_DAY):
            raise UserError("month_invalid", text=text)
        return month

    @classmethod
    def of(cls, day: dt.date) -> Month:
        """Return the month that ``day`` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def from_key(cls, key: int) -> Month:
        """Return the month of a stored key, ``YYYYMM``."""
        return cls(key // 100, key % 100)

    @property
    def key(self) -> int:
        """The month as it is stored: ``YYYYMM``."""
        return self.year * 100 + self.number

    @property
    def first_day(self) -> dt.date:
        """The month's first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def last_day(self) -> dt.date:
        """The month's last day."""
        return dt.date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def plus(self, months: int) -> Month:
        """Return the month ``months`` later (earlier where negative)."""
        index = self.year * 12 + self.number - 1 + months
        return Month(index // 12, index % 12 + 1)

    def __str__(self) -> str:
        """Return ``2026-11``."""
        return f"{self.year:04d}-{self.number:02d}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from ``first`` to ``last``, both included."""

    first: dt.date
    last: dt.date

    def earlier(self, by: dt.timedelta) -> Stretch:
        """Return the stretch as long, ``by`` earlier."""
        return Stretch(self.first - by, self.last - by)


def fiscal_year_start(month: Month, *, first_month: int) -> Month:
    """Return the first month of the fiscal year of ``month`` (``first_month`` 1 to 12)."""
    year = month.year if month.number >= first_month else month.year - 1
    return Month(year, first_month)


def day_key(day: dt.date) -> int:
    """Return a day as it is stored: ``YYYYMMDD``, which sorts, and holds its month in front."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_from_key(key: int) -> dt.date:
    """Return the day of a stored key."""
    return dt.date(key // 10_000, key // 100 % 100, key % 100)


def days_after(day: dt.date, days: int) -> dt.date:
    """Return the day ``days`` later, the last one that books know where that is earlier."""
    return day + dt.timedelta(days=min(days, max((LAST_DAY - day).days, 0)))


def parse_day(text: str) -> dt.date:
    """Read an ISO 8601 date; raise ``UserError("date_invalid")``."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise UserError("date_invalid", text=text) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UserError("date_invalid", text=text)
    return day
