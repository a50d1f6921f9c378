"""Customers: who comes, how often, for how much, who stopped; which sales and hours earn."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.period import Month

MONTHS = 24
"""So many months back customers are looked at, the present one included."""
_YEAR = 12
_FEW = 5


class Segment(enum.StrEnum):
    """What a customer is to the shop; each is exactly one, the first that fits.

    *Rhythm* is the customer's own: the average days between the days it bought something, known
    from three such days on. It never counts as less than a week: whoever comes daily may be away
    for some days.
    """

    GONE = "gone"
    """Bought on three days or more and has been away for over three times its rhythm."""
    SLIPPING = "slipping"
    """The same, away for over twice its rhythm."""
    NEW = "new"
    """Bought for the first time in the last 90 days, and the books are older than that."""
    BIG = "big"
    """Of those still coming, the few who together bought half of what all of them did."""
    REGULAR = "regular"
    """Has a rhythm and keeps to it."""
    PASSING = "passing"
    """Bought once or twice, longer ago."""


@dataclass(frozen=True, slots=True)
class PartyMonth:
    """What one party bought in one month: minor units, positive for sales.

    ``days`` is on how many days of it, of which ``first`` and ``last`` are the outer ones; none
    where it only gave goods back.
    """

    party: str
    month: Month
    sales: int
    days: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class HourSales:
    """Sales whose statement tells the time, by hour of the day; minor units."""

    hour: int
    sales: int
    payments: int


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer; amounts in minor units over the months that are looked at.

    ``monthly`` is what it bought a month between its first and its last month, both counted: of
    one who stopped, what it used to bring. ``rhythm`` are its usual days between two visits.
    Both are ``None`` where it came on fewer than three days: one visit tells nothing of a month.
    """

    name: str
    segment: Segment
    first: dt.date
    last: dt.date
    visits: int
    rhythm: int | None
    away: int
    """Days since the last visit."""
    sales: int
    monthly: int | None


@dataclass(frozen=True, slots=True)
class SalesKind:
    """One account of sales: this year's twelve months to date and the twelve before.

    ``before`` has as many of its months as the books do: see ``CustomerPage.months_before``.
    """

    account: Account
    sales: int
    before: int | None
    """``None`` where the books have none of them."""


@dataclass(frozen=True, slots=True)
class Discount:
    """What a discount must bring to earn as much as without it, from the last whole months.

    ``sales``, ``cost`` and ``margin`` are averages of a month. ``more_goods`` are the further goods
    to sell, in per cent, and ``more_sales`` the further takings of a month, rounded up; both
    ``None`` where each sale would cost more than it brings, so that no number of them is enough.
    """

    percent: Decimal
    months: int
    sales: int
    cost: int
    more_goods: Decimal | None
    more_sales: int | None

    @property
    def margin(self) -> int:
        """What is left of a month's sales after the goods."""
        return self.sales - self.cost


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """Everything about customers on one day, from the first of ``since`` on.

    ``since`` is no earlier than the books begin.
    ``total`` is the ledger's sales of those months: of the customers, ``unnamed`` (sold without a
    name) and ``left_out`` (names that are no customers: wallets, card companies, platforms).
    """

    today: dt.date
    currency: str
    since: Month
    customers: tuple[Customer, ...]
    """The best first."""
    total: int
    unnamed: int
    left_out: Mapping[str, int]
    kinds: tuple[SalesKind, ...]
    hours: tuple[HourSales, ...]
    """Empty where no import tells the time of a sale."""
    begins: Month | None = None
    """The first month of the books; ``None`` while they are empty."""
    discount: Discount | None = None
    sales_accounts: tuple[str, ...] = ()
    """Codes of the accounts that all of it is booked on."""

    def of(self, segment: Segment) -> tuple[Customer, ...]:
        """Return the customers of a segment, the best first."""
        return tuple(each for each in self.customers if each.segment is segment)

    @property
    def instead_of_gone(self) -> tuple[Customer, ...]:
        """Where nobody is gone: the best of those who are slipping away, a few at most."""
        return () if self.of(Segment.GONE) else self.of(Segment.SLIPPING)[:_FEW]

    @property
    def kinds_since(self) -> Month:
        """The first month of ``kinds``: they are told of twelve months at most, to date."""
        first = Month.of(self.today).plus(1 - _YEAR)
        return max(first, self.begins) if self.begins else first

    @property
    def months_before(self) -> int:
        """How many of the twelve months before the last twelve the books have."""
        if self.begins is None:
            return 0
        first = Month.of(self.today).plus(1 - MONTHS)
        late = (self.begins.year - first.year) * _YEAR + self.begins.number - first.number
        return min(max(_YEAR - late, 0), _YEAR)

    @property
    def partly_before(self) -> bool:
        """Whether the books have some of those months, and not all."""
        return 0 < self.months_before < _YEAR
