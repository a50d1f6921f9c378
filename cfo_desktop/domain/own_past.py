"""A month beside the shop's own past months: each figure with its usual range."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.period import Month


class Standing(enum.StrEnum):
    """How a figure stands beside its own past."""

    BELOW = "below"
    USUAL = "usual"
    ABOVE = "above"
    UNKNOWN = "unknown"
    """There are too few past months to tell what is usual."""


class PastFigure(enum.StrEnum):
    """What is looked at."""

    TAKINGS = "takings"
    """All sales, in minor units."""
    MARGIN = "margin"
    """What is left of sales after the goods, in thousandths of the sales."""
    COST = "cost"
    """One account of costs, in minor units."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One figure of a month; minor units, or thousandths where it is the margin.

    ``low`` and ``high`` are what it usually is between, ``middle`` the middle of it. ``year_ago``
    is the same days of that month a year earlier. ``None`` where the past does not tell.
    """

    figure: PastFigure
    account: Account | None
    """Of a cost."""
    now: int | None
    low: int | None
    middle: int | None
    high: int | None
    year_ago: int | None
    year_share: int | None = None
    """Of the takings: this month's thousandths of a whole year's, as in the years before."""

    @property
    def standing(self) -> Standing:
        """How it stands."""
        if self.now is None or self.low is None or self.high is None:
            return Standing.UNKNOWN
        if self.now < self.low:
            return Standing.BELOW
        return Standing.ABOVE if self.now > self.high else Standing.USUAL


@dataclass(frozen=True, slots=True)
class MonthBeside:
    """One month up to a day, beside as many days of past months.

    Of a month that is not over, goods are booked when they are bought and sales until its end, so
    that less is left of them than at the end; of the same days of past months likewise.
    """

    month: Month
    until: dt.date
    months: int
    """How many past months it is beside."""
    since: Month | None
    """The first of them."""
    known: int
    """How many it would be beside if each could be told day by day, as the latest are."""
    seasonal: bool
    """Whether their amounts were first made comparable by the season."""
    benchmarks: tuple[Benchmark, ...]
    sales_accounts: tuple[str, ...] = ()
    """Codes of the accounts that the takings are booked on."""
    goods_accounts: tuple[str, ...] = ()
    """Of those that goods are booked on once they are sold."""

    @property
    def whole(self) -> bool:
        """Whether the month is over."""
        return self.until == self.month.last_day

    @property
    def margin_runs(self) -> bool:
        """Whether what is left of sales is told of a month that is not over."""
        return not self.whole and any(
            each.figure is PastFigure.MARGIN and each.now is not None for each in self.benchmarks
        )


@dataclass(frozen=True, slots=True)
class OwnPast:
    """The last whole month and the present one so far, each beside its own past."""

    today: dt.date
    currency: str
    last: MonthBeside | None
    present: MonthBeside | None
    """``None`` on the last day of a month, when ``last`` is that month, and without entries."""
