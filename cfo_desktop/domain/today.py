"""What a shop's owner sees first: today's figures, what they are held against, the first steps."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.backup import BackupNotice
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.schedule import Occurrence

CHART_DAYS = 30
"""Days of takings that Today draws, the present one included."""
SOON_DAYS = 14
"""Days after the present one whose repeated entries Today shows."""
_FOUR_WEEKS = dt.timedelta(weeks=4)
YEAR_OF_WEEKS = dt.timedelta(weeks=52)
"""From a day to the same weekday about a year before."""


class Span(enum.StrEnum):
    """The stretches up to the present day that takings are summed over; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    def until(self, day: dt.date) -> Stretch:
        """Return the stretch of this kind that ends with ``day``."""
        if self is Span.DAY:
            return Stretch(day, day)
        if self is Span.WEEK:
            return Stretch(day - dt.timedelta(days=day.weekday()), day)
        return Stretch(day.replace(day=1), day)

    def before(self, day: dt.date) -> tuple[Stretch, Stretch]:
        """Return what ``until(day)`` is held against: about a month and about a year earlier.

        Days and weeks are held against the same weekdays, 4 and 52 weeks before; a month against
        the same days of last month and of the month a year ago, as far as those months go.
        """
        now = self.until(day)
        if self is not Span.MONTH:
            return now.earlier(_FOUR_WEEKS), now.earlier(YEAR_OF_WEEKS)
        return _same_days(day, months=-1), _same_days(day, months=-12)


def _same_days(day: dt.date, *, months: int) -> Stretch:
    month = Month.of(day).plus(months)
    return Stretch(month.first_day, month.first_day.replace(day=min(day.day, month.last_day.day)))


@dataclass(frozen=True, slots=True)
class Takings:
    """Takings of a stretch in minor units; ``None`` where the books began after a stretch did."""

    now: int
    month_before: int | None
    year_before: int | None


@dataclass(frozen=True, slots=True)
class Holding:
    """What an account holds, or what is owed on it, positive as its reader thinks of it.

    ``amount`` is in minor units of the account's currency, ``value`` in those of the book's.
    """

    account: Account
    amount: int
    value: int


class Step(enum.StrEnum):
    """What a new book asks of its owner, in this order."""

    CODE = "code"
    OPENING = "opening"
    STATEMENT = "statement"
    SORTED = "sorted"
    REPORT = "report"


class StepState(enum.StrEnum):
    """How far a step is."""

    DONE = "done"
    OPEN = "open"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The first steps of a book and whether the owner wants to see them."""

    states: Mapping[Step, StepState]
    hidden: bool

    @property
    def shown(self) -> bool:
        """Whether there is something to do that the owner did not put away."""
        return not self.hidden and StepState.OPEN in self.states.values()


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the room Today shows, as the ledger stood at the end of ``day``."""

    day: dt.date
    currency: str
    entries: int
    """How many the ledger has."""
    cash: tuple[Holding, ...]
    owed_to_shop: tuple[Holding, ...]
    owed_by_shop: tuple[Holding, ...]
    takings: Mapping[Span, Takings]
    by_day: tuple[tuple[dt.date, int], ...]
    """Takings of each of the last ``CHART_DAYS`` days, oldest first, 0 included."""
    by_day_before: tuple[int | None, ...]
    """Those of the same weekdays 52 weeks before, ``None`` where the books began later."""
    sales_account: str | None
    """The code of the one account that all sales are on; ``None`` where several or none are."""
    unsorted: int
    pairs: int
    guesses: int
    latest: tuple[Entry, ...]
    needs_review: frozenset[int]
    steps: FirstSteps
    repeats: tuple[Occurrence, ...]
    """What repeats and is due, or will be within ``SOON_DAYS``, oldest first."""
    backup: BackupNotice | None
    """What the owner should know of their backups; ``None`` where all is well."""


@dataclass(frozen=True, slots=True)
class OpeningBooked:
    """An opening entry as the questions show it: positive minor units by account code."""

    entry: int
    day: dt.date
    amounts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OpeningForm:
    """The questions about the first day: whom to ask for, and what is booked already."""

    currency: str
    accounts: tuple[Account, ...]
    booked: OpeningBooked | None
    elsewhere: Mapping[str, int]
    """{account code: minor units, debit positive} that other opening entries hold."""
