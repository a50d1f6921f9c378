"""The cash forecast: each day to come with what is expected, a band, and what it is made of."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

DAYS = 90
"""How far ahead the forecast looks."""
LOW_PERCENT = 10
HIGH_PERCENT = 90
"""The band: of a hundred days to come, so many should end below ``low`` and below ``high``."""


class Source(enum.StrEnum):
    """Where an expected movement of money comes from."""

    INVOICE = "invoice"
    """An open invoice, on the day its customer is expected to pay."""
    BILL = "bill"
    """An open bill, on the day the shop is expected to pay it."""
    SCHEDULE = "schedule"
    """An entry that repeats."""
    RHYTHM = "rhythm"
    """What came regularly before: rent, wages, an instalment, a subscription."""
    TAKINGS = "takings"
    """Sales paid at once, by weekday and season."""
    FUTURE_INVOICE = "future_invoice"
    """What customers will pay on invoices still to be written."""
    PURCHASES = "purchases"
    """What suppliers will be paid for goods still to be bought."""
    TAX = "tax"
    """Tax that falls due."""
    OTHER = "other"
    """What else usually comes in and goes out, known as a sum alone."""


HABITS = frozenset({Source.TAKINGS, Source.PURCHASES, Source.FUTURE_INVOICE, Source.OTHER})
"""Sums of habit: a line for each day of them would hide what is known by name."""
NAMED_DAYS = 30
"""How far ahead a list tells what is known by name."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of money that is expected on a day; minor units, positive for money in.

    ``entry`` is the invoice or bill, or the latest entry of the rhythm, ``schedule`` the number of
    the schedule; movements that are sums of habit (takings, purchases, other) have neither.
    """

    day: dt.date
    amount: int
    source: Source
    party: str = ""
    account: str = ""
    entry: int | None = None
    schedule: int | None = None


@dataclass(frozen=True, slots=True)
class ForecastDay:
    """The money there will be at the end of a day: minor units of the book's currency."""

    date: dt.date
    low: int
    expected: int
    high: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The cash of the days after ``today``.

    ``expected`` of a day is ``opening`` and every movement up to it, to the minor unit.
    """

    today: dt.date
    currency: str
    opening: int
    """The money there is at the end of ``today``."""
    days: tuple[ForecastDay, ...]
    movements: tuple[Movement, ...]
    """In the order of days."""
    reliable: bool
    """Whether the past is long enough for the band to mean what it says."""

    @property
    def lowest(self) -> ForecastDay | None:
        """The day with the least expected money, the first of several; ``None`` without days."""
        return min(self.days, key=lambda each: (each.expected, each.date), default=None)

    def until(self, days: int) -> Forecast:
        """Return the first ``days`` days of it: the same figures, whatever else is looked at."""
        last = self.today + dt.timedelta(days=days)
        movements = tuple(each for each in self.movements if each.day <= last)
        return replace(self, days=self.days[:days], movements=movements)

    def weeks(self) -> tuple[ForecastDay, ...]:
        """Return the last day of each week from ``today`` on, and of the forecast."""
        last = len(self.days)
        return tuple(
            day for number, day in enumerate(self.days, 1) if number % _WEEK == 0 or number == last
        )

    def named(self, *, days: int = NAMED_DAYS) -> tuple[Movement, ...]:
        """Return what is known by name of the next ``days``, in the order of days."""
        return tuple(each for each in self._near(days) if each.source not in HABITS)

    def habits(self, *, days: int = NAMED_DAYS) -> dict[Source, int]:
        """Return the sum of each habit over the next ``days``, by name of the source."""
        sums: dict[Source, int] = {}
        for each in self._near(days):
            if each.source in HABITS:
                sums[each.source] = sums.get(each.source, 0) + each.amount
        return dict(sorted(sums.items()))

    def _near(self, days: int) -> Iterator[Movement]:
        until = self.today + dt.timedelta(days=min(days, len(self.days)))
        return (each for each in self.movements if each.day <= until)

    def short_on(self, cushion: int = 0) -> ForecastDay | None:
        """Return the first day whose low band is under ``cushion``."""
        return next((each for each in self.days if each.low < cushion), None)
