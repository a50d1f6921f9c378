"""What Today says beyond the plain figures: the money ahead, what falls due, what stands out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.debts import Debts
from cfo_desktop.domain.debts import Terms
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import Weighed
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.history import History
from cfo_desktop.domain.tax import TaxSummary

PAST_DAYS = 60
"""Days before the present one whose money is drawn beside the forecast."""
USUAL_MONTHS = 12
"""Whole months before the present one that say what is usual, where the books have them."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What was made of the books at the end of a day, before the owner said anything of it."""

    history: History
    debts: Debts
    forecast: Forecast
    tax: TaxSummary | None
    """``None`` where the owner never said how tax is reckoned."""
    cushion: int
    weighed: tuple[Weighed, ...]
    """Everything over its threshold, what matters most first."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was noticed at the end of a day, and what it was noticed from."""

    ground: Ground
    findings: tuple[Finding, ...]
    """What matters most first."""
    put_off: tuple[Finding, ...]
    """Those that the owner wants to see later, or called not useful."""


@dataclass(frozen=True, slots=True)
class Due:
    """One payment that falls due: ``amount`` in minor units, positive for money to be paid.

    In a calendar it may be money to come in: it is positive as well. Of a bill or an invoice there
    is its ``entry``, of what repeats its ``schedule``; what is known by its rhythm alone has
    neither, and tax has no party.
    """

    day: dt.date
    amount: int
    source: Source
    text: str
    account: str = ""
    entry: int | None = None
    schedule: int | None = None


@dataclass(frozen=True, slots=True)
class DueDay:
    """What falls due on one day: money to come in and money to be paid, the largest first."""

    day: dt.date
    comes_in: tuple[Due, ...]
    """Their amounts are positive, too."""
    goes_out: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What falls due up to a day, and what is late already, in the order of days."""

    today: dt.date
    until: dt.date
    currency: str
    days: tuple[DueDay, ...]
    """Days without anything are left out; those before ``today`` are late."""

    @property
    def late(self) -> tuple[DueDay, ...]:
        """The days before today: what should have been paid by now."""
        return tuple(each for each in self.days if each.day < self.today)

    @property
    def ahead(self) -> tuple[DueDay, ...]:
        """Today and the days to come."""
        return tuple(each for each in self.days if each.day >= self.today)


def sums(days: Sequence[DueDay]) -> tuple[int, int]:
    """Return what comes in and what goes out on these days together, both positive."""
    return (
        sum(each.amount for day in days for each in day.comes_in),
        sum(each.amount for day in days for each in day.goes_out),
    )


@dataclass(frozen=True, slots=True)
class Expense:
    """What was spent on an account in the present month so far, and in a usual whole month.

    Minor units; ``usual`` is the middle of the months before, ``None`` where there are fewer than
    three.
    """

    account: Account
    now: int
    usual: int | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything that the books say of the days to come, and what stands out of those before."""

    day: dt.date
    currency: str
    forecast: Forecast
    cash_days: tuple[tuple[dt.date, int], ...]
    """The money there was at the end of each of the last ``PAST_DAYS`` days, and of ``day``."""
    debts: Debts
    due: tuple[Due, ...]
    """What falls due within the next days, and what is late, in the order of days."""
    overdue: tuple[Debt, ...]
    """Invoices that should have been paid by now, the oldest first."""
    days_of_cash: int | None
    """How long the money lasts at the rate it was spent at lately, if nothing came in."""
    expenses: tuple[Expense, ...]
    """The largest first."""
    cushion: int
    """The least money that the owner wants to have, minor units."""
    terms: Terms
    """When debts are due where nobody said otherwise."""
    findings: tuple[Finding, ...]
    put_off: tuple[Finding, ...]
    """Those that the owner wants to see later, or called not useful."""
