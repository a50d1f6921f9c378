"""Values of the financial statements and of the monthly report; amounts in the book's currency."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.period import Month


@dataclass(frozen=True, slots=True)
class TrialBalanceLine:
    """One account and its balance, minor units of the book's currency, debit positive."""

    account: Account
    balance: int


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """Every account with a balance at the end of ``at``; the two totals are equal."""

    at: dt.date
    currency: str
    lines: tuple[TrialBalanceLine, ...]

    @property
    def debit(self) -> int:
        """Sum of the debit balances."""
        return sum(line.balance for line in self.lines if line.balance > 0)

    @property
    def credit(self) -> int:
        """Sum of the credit balances, as a positive number."""
        return -sum(line.balance for line in self.lines if line.balance < 0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a financial statement.

    ``account`` is ``None`` for a computed line, whose ``code`` then names it in the texts (such as
    ``profit_of_the_year``). ``compare`` and ``compare_year`` are the same figure one period (of as
    many months) and one year earlier.
    """

    code: str
    account: Account | None
    amount: int
    compare: int = 0
    compare_year: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; ``name`` is a key of the texts (``sales``, ``cash``, ...)."""

    name: str
    lines: tuple[Line, ...]
    total: int
    compare: int = 0
    compare_year: int = 0


@dataclass(frozen=True, slots=True)
class FinancialStatement:
    """An income statement, balance sheet or cash-flow statement.

    Signs are as a reader expects: income and expenses positive in the income statement, assets,
    liabilities and equity positive in the balance sheet, money in positive in the cash flow.
    """

    name: str
    """``income``, ``balance_sheet`` or ``cash_flow``."""
    currency: str
    period: Month | None
    """The last month of the period; a balance sheet has a day, ``at``, instead."""
    at: dt.date | None
    sections: tuple[Section, ...]

    def total(self, section: str) -> int:
        """Return one section's total, 0 where it is absent."""
        return next((part.total for part in self.sections if part.name == section), 0)


class Scope(enum.Enum):
    """Which entries a figure of a period is made of."""

    EARNED = "earned"
    """Those of the period without the year's closing."""
    FLOWED = "flowed"
    """Those of the period without closings and opening balances: what really moved."""
    OPENED = "opened"
    """What was there before the period, and the opening balances written down in it."""
    HELD = "held"
    """All up to the period's end."""
    OF_THE_YEAR = "of_the_year"
    """All of the fiscal year up to the period's end."""
    BEFORE_THE_YEAR = "before_the_year"
    """All before the fiscal year."""


@dataclass(frozen=True, slots=True)
class Source:
    """The accounts a figure adds up, by code, the sign it shows them with, and which entries."""

    codes: frozenset[str]
    sign: int
    scope: Scope


@dataclass(frozen=True, slots=True)
class Share:
    """One entry and what of a figure it makes, in minor units, signed as the figure is."""

    entry: Entry
    amount: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The entries that a figure is made of; everything below adds up to ``total``."""

    first: dt.date
    last: dt.date
    carried: int
    """What was there before ``first``."""
    shares: tuple[Share, ...]
    """The newest first."""
    more: int
    """How many older entries of the period are not listed."""
    more_amount: int
    """What these make of the figure."""

    @property
    def total(self) -> int:
        """Return the figure."""
        listed = sum(share.amount for share in self.shares)
        return self.carried + listed + self.more_amount


@dataclass(frozen=True, slots=True)
class PartyTotal:
    """What one customer paid, or one supplier was paid, in the month; minor units."""

    party: str
    amount: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What may still change the figures of a period once the owner has decided."""

    payments: int
    """Those up to the period's end that no account was given to yet."""
    pairs: int
    """Those that may be one payment, booked twice until they are linked."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """The money of the last weeks and of the days to come, as of ``forecast.today``."""

    forecast: Forecast
    cash_days: tuple[tuple[dt.date, int], ...]
    """The money there was at the end of each of the last days, ``forecast.today`` among them."""
    cushion: int
    """The least money that the owner wants to have, minor units."""


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """Everything the month-end PDF prints; computed beforehand, the printer adds nothing."""

    book: BookInfo
    month: Month
    income: FinancialStatement
    balance_sheet: FinancialStatement
    cash_flow: FinancialStatement
    daily_takings: tuple[int, ...]
    """Takings of each day of the month, the first at index 0."""
    monthly_sales: tuple[tuple[Month, int, int], ...]
    """(month, sales, profit) for up to thirteen months, the report's own last."""
    customers: tuple[PartyTotal, ...]
    suppliers: tuple[PartyTotal, ...]
    uncategorised: tuple[OpenItem, ...]
    uncategorised_total: int
    uncategorised_count: int
    figures: Mapping[str, int]
    """The five figures that matter: ``sales``, ``profit``, ``cash``, ``owed_to_us``, ``we_owe``;
    and each with ``_before`` for the month before, ``sales_year``,
    ``profit_year`` of the same month a year before (absent where the book did not exist)."""
    head: Head
    printed_on: dt.date
    accounts: Mapping[str, Account] = field(default_factory=dict)
    """By code: findings and what is expected name them."""
    noticed_at: dt.date | None = None
    """The day that ``findings`` hold for: the month's last, or the present day before that;
    ``None`` where nobody looked, as in a month before the book or one still to come."""
    findings: tuple[Finding, ...] = ()
    """What stood out then, what matters most first; what the owner put off is not among them."""
    ahead: Ahead | None = None
    """Of the present month and of the one before, as the books stand today; a forecast made for a
    day long past would say nothing that has not come true or false since."""

    @property
    def running(self) -> bool:
        """Whether the month was not over when the report was printed."""
        return Month.of(self.printed_on) == self.month and self.printed_on < self.month.last_day

    @property
    def until(self) -> dt.date:
        """The day that the figures stand for: the last one, or that of printing while it runs."""
        return self.printed_on if self.running else self.month.last_day
