"""What if: the changes an owner tries, and the months to come beside those without them."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.money import MAX_MINOR
from cfo_desktop.domain.period import Month

MONTHS = 12
"""How far ahead is looked where nobody says otherwise."""
MOST_MONTHS = 60
MOST_INSTALMENTS = 600
_HUNDRED = Decimal(100)


class PlanLine(enum.StrEnum):
    """The lines of a month to come, in the order they are read; each is signed for the shop."""

    SALES = "sales"
    COST_OF_SALES = "cost_of_sales"
    OTHER_INCOME = "other_income"
    RENT = "rent"
    WAGES = "wages"
    OTHER_COSTS = "other_costs"
    INTEREST = "interest"
    DEPRECIATION = "depreciation"
    """A cost that no money leaves for."""
    PURCHASE = "purchase"
    """The bought thing itself: money, but no cost of the month."""
    LOAN = "loan"
    """Borrowed money that comes in or is paid back: no income and no cost."""
    DRAWINGS = "drawings"
    """What the owner takes out."""
    TIMING = "timing"
    """By how much the forecast expects more or less money at the month's end than all the other
    lines make: bills, invoices and what else is paid sooner or later than it is earned."""


NO_PROFIT = frozenset({PlanLine.PURCHASE, PlanLine.LOAN, PlanLine.DRAWINGS, PlanLine.TIMING})
"""Lines that move money and are no part of the profit."""
NO_CASH = frozenset({PlanLine.DEPRECIATION})
"""Lines that are part of the profit and move no money."""


@dataclass(frozen=True, slots=True)
class Shift:
    """More or less of something: by ``minor`` units a month, or by ``percent`` of what it is.

    Raises ``UserError`` (``percent_invalid``, ``amount_invalid``) for what nothing can be less by.
    """

    minor: int = 0
    percent: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        """Refuse to take away more than all there is, and what no amount can be."""
        if not -_HUNDRED <= self.percent <= 10 * _HUNDRED:
            raise UserError("percent_invalid", text=f"{self.percent:f}")
        if abs(self.minor) > MAX_MINOR:
            raise UserError("amount_invalid", text=str(self.minor))


@dataclass(frozen=True, slots=True)
class Purchase:
    """One thing to buy; paid on ``day``, or from then on in as many monthly ``instalments``."""

    day: dt.date
    minor: int
    instalments: int = 1

    def __post_init__(self) -> None:
        """Refuse what is no purchase."""
        if not 0 < self.minor <= MAX_MINOR:
            raise UserError("planned_amount_invalid")
        if not 1 <= self.instalments <= MOST_INSTALMENTS:
            raise UserError("instalments_invalid", limit=MOST_INSTALMENTS)


@dataclass(frozen=True, slots=True)
class Loan:
    """Money borrowed at ``percent`` a year and paid back in ``months`` equal instalments.

    It comes in the month of ``day`` (the first month to come without one); the first instalment
    is due a month later.
    """

    minor: int
    percent: Decimal
    months: int
    day: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse what no bank lends."""
        if not 0 < self.minor <= MAX_MINOR:
            raise UserError("planned_amount_invalid")
        if not 0 <= self.percent <= _HUNDRED:
            raise UserError("percent_invalid", text=f"{self.percent:f}")
        if not 1 <= self.months <= MOST_INSTALMENTS:
            raise UserError("instalments_invalid", limit=MOST_INSTALMENTS)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of a loan in minor units; ``left`` is owed after it."""

    number: int
    interest: int
    principal: int
    left: int

    @property
    def amount(self) -> int:
        """What is paid."""
        return self.interest + self.principal


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that is tried at once. Whatever has no day begins with the first whole month.

    ``price`` changes what is asked for the same goods; ``sales`` how much is sold, which is the
    owner's guess at what the price does to customers.
    """

    rent: Shift = Shift()
    wages: Shift = Shift()
    price: Decimal = Decimal(0)
    sales: Decimal = Decimal(0)
    purchases: tuple[Purchase, ...] = ()
    loans: tuple[Loan, ...] = ()
    lost: tuple[str, ...] = ()
    """Names of customers who buy no more."""
    suppliers: tuple[tuple[str, Decimal], ...] = ()
    """(name, per cent) of suppliers who change their prices."""

    @property
    def lasting(self) -> bool:
        """Whether it changes what every whole month is, and not only single days."""
        dated = replace(self, purchases=(), loans=())
        return dated != Scenario()

    def __post_init__(self) -> None:
        """Refuse shares of more than all."""
        for percent in (self.price, self.sales, *(each for _, each in self.suppliers)):
            Shift(percent=percent)


@dataclass(frozen=True, slots=True)
class PlanMonth:
    """One month to come; ``lines`` are minor units, positive for what is good for the shop.

    ``whole`` is false for what is left of the present month. ``cash`` is there at its end.
    """

    month: Month
    whole: bool
    lines: Mapping[PlanLine, int]
    cash: int

    @property
    def profit(self) -> int:
        """What is earned in the month."""
        return sum(value for line, value in self.lines.items() if line not in NO_PROFIT)

    @property
    def moves(self) -> int:
        """By how much the money changes in the month."""
        return sum(value for line, value in self.lines.items() if line not in NO_CASH)


@dataclass(frozen=True, slots=True)
class Plan:
    """The months to come on one assumption."""

    opening: int
    """The money there is today."""
    months: tuple[PlanMonth, ...]

    @property
    def profit(self) -> int:
        """What is earned in all whole months together."""
        return sum(each.profit for each in self.months if each.whole)

    @property
    def lowest(self) -> PlanMonth:
        """The month that ends with the least money, the first of several."""
        return min(self.months, key=lambda each: (each.cash, each.month))

    def under(self, cushion: int) -> PlanMonth | None:
        """Return the first month that ends with less money than ``cushion``."""
        return next((each for each in self.months if each.cash < cushion), None)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Today's plain continuation, and the same months with the scenario.

    ``averaged`` is how many whole months of the past the averages are made of, ``seasonal``
    whether each calendar month is told by its own past. ``unknown`` are names of customers or
    suppliers that the past months do not have. ``forecast_until`` is the last month whose end has
    the money that the forecast expects without changes; ``None`` where it cannot be relied on.
    """

    today: dt.date
    currency: str
    cushion: int
    averaged: int
    seasonal: bool
    scenario: Scenario
    before: Plan
    after: Plan
    schedules: tuple[tuple[Instalment, ...], ...] = ()
    """Of each loan of the scenario."""
    unknown: tuple[str, ...] = ()
    forecast_until: Month | None = None
    accounts: tuple[str, ...] = ()
    """Codes of the accounts that the money of today is on."""

    @property
    def begins(self) -> Month:
        """The first whole month, with which begins whatever has no day of its own."""
        return Month.of(self.today).plus(1)

    def taken_up(self, loan: Loan) -> Month:
        """Return the month that a loan comes in; its first instalment is due in the next."""
        if loan.day is None:
            return self.begins
        return max(Month.of(loan.day), Month.of(self.today))
