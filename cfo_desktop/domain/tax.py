"""Tax on sales: how it is reckoned, what it is on, what falls due, and what is put aside."""

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

_ALL = Decimal(100)
_LAST_DUE_DAY = 31


@dataclass(frozen=True, slots=True)
class TaxDue:
    """Tax of one period; minor units of the book's currency, positive.

    ``put_aside`` is the money on the account named for it, or what was paid already.
    """

    first: dt.date
    last: dt.date
    due: dt.date
    amount: int
    put_aside: int
    paid: int = 0
    """What was paid of it already; ``put_aside`` holds it too."""


class TaxPeriod(enum.StrEnum):
    """How long one return covers."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        """How many months it has."""
        return 1 if self is TaxPeriod.MONTH else 3

    def start(self, month: Month) -> Month:
        """Return the first month of the period that a month lies in; quarters are the year's."""
        return month.plus(-((month.number - 1) % self.months))


@dataclass(frozen=True, slots=True)
class TaxRate:
    """A rate from a day on, which is the first of a month.

    ``percent`` is of the price without tax. A period whose sales without tax are no more than
    ``threshold`` a month (minor units of the book's currency) is free of tax; ``None``: none is.
    Raises ``UserError`` (``percent_invalid``, ``tax_threshold_invalid``, ``tax_rate_starts``).
    """

    first: dt.date
    percent: Decimal
    threshold: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is no rate."""
        if not 0 <= self.percent <= _ALL:
            raise UserError("percent_invalid", text=f"{self.percent:f}")
        if self.threshold is not None and not 0 <= self.threshold <= MAX_MINOR:
            raise UserError("tax_threshold_invalid")
        if self.first.day != 1:
            raise UserError("tax_rate_starts", date=self.first.isoformat())


@dataclass(frozen=True, slots=True)
class TaxPlan:
    """How an owner's tax on sales is reckoned.

    ``due_day`` is of the month after the period, or its last day where it is shorter. With
    ``included`` the takings contain the tax, else it comes on top. ``purchases`` is the rate that
    bought goods contain and that can be deducted, where the books do not post it themselves;
    ``None`` where nothing can be. Money is put aside on ``account``. Periods before that of
    ``since`` are taken to be settled, where the books do not tell the tax themselves.
    Raises ``UserError`` (``tax_due_day_invalid``, ``tax_rate_missing``, ``percent_invalid``).
    """

    preset: str
    period: TaxPeriod
    due_day: int
    included: bool
    rates: tuple[TaxRate, ...]
    """By their first days, the oldest first."""
    purchases: Decimal | None = None
    account: str | None = None
    since: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be reckoned with."""
        if not 1 <= self.due_day <= _LAST_DUE_DAY:
            raise UserError("tax_due_day_invalid", day=self.due_day)
        if not self.rates:
            raise UserError("tax_rate_missing")
        if self.purchases is not None and not 0 <= self.purchases <= _ALL:
            raise UserError("percent_invalid", text=f"{self.purchases:f}")

    def rate(self, month: Month) -> TaxRate | None:
        """Return the rate of a month; ``None`` before the first."""
        begun = [rate for rate in self.rates if rate.first <= month.first_day]
        return max(begun, key=lambda rate: rate.first, default=None)

    def with_rate(self, percent: Decimal, *, today: dt.date, first: dt.date | None) -> TaxPlan:
        """Return the plan with a further rate from ``first`` on; the threshold stays.

        Without ``first`` the rate that holds today is another.
        """
        holds = self.rate(Month.of(first or today)) or self.rates[0]
        new = replace(holds, percent=percent, first=first or holds.first)
        rest = [rate for rate in self.rates if rate.first != new.first]
        return replace(self, rates=tuple(sorted([*rest, new], key=lambda rate: rate.first)))

    def with_threshold(self, threshold: int | None, *, today: dt.date) -> TaxPlan:
        """Return the plan with another threshold of the rate that holds today."""
        holds = self.rate(Month.of(today)) or self.rates[0]
        rates = (
            replace(rate, threshold=threshold) if rate is holds else rate for rate in self.rates
        )
        return replace(self, rates=tuple(rates))

    def begun(self, today: dt.date) -> TaxPlan:
        """Return the plan of an owner who begins with it today: what was due before is settled."""
        present = self.period.start(Month.of(today))
        past = self.due(present.plus(-1)) < today
        return replace(
            self, since=(present if past else present.plus(-self.period.months)).first_day
        )

    def due(self, last: Month) -> dt.date:
        """Return the day that the tax of a period which ends with ``last`` is due."""
        following = last.plus(1)
        day = min(self.due_day, following.last_day.day)
        return following.first_day.replace(day=day)


@dataclass(frozen=True, slots=True)
class TaxWanted:
    """What an owner wants changed of how tax is reckoned; ``None`` leaves a thing as it is.

    Another preset begins anew, with the account and the settled days of before. ``percent`` holds
    from ``first`` on, or in place of the rate that holds today. Of ``purchases`` and ``threshold``
    0 is none, of ``account`` the empty code.
    """

    preset: str | None = None
    percent: Decimal | None = None
    first: dt.date | None = None
    threshold: int | None = None
    period: TaxPeriod | None = None
    due_day: int | None = None
    included: bool | None = None
    purchases: Decimal | None = None
    account: str | None = None
    since: dt.date | None = None

    def applied(self, plan: TaxPlan, *, today: dt.date) -> TaxPlan:
        """Return ``plan``, which is of the preset that is wanted, with everything else changed."""
        if self.percent is not None:
            holds = plan.rate(Month.of(self.first or today))
            if holds is None or holds.percent != self.percent:
                plan = plan.with_rate(self.percent, today=today, first=self.first)
        if self.threshold is not None:
            plan = plan.with_threshold(self.threshold or None, today=self.first or today)
        return replace(
            plan,
            period=self.period or plan.period,
            due_day=plan.due_day if self.due_day is None else self.due_day,
            included=plan.included if self.included is None else self.included,
            purchases=plan.purchases if self.purchases is None else self.purchases or None,
            account=plan.account if self.account is None else self.account or None,
            since=self.since or plan.since,
        )


@dataclass(frozen=True, slots=True)
class TaxPreset:
    """A way to reckon that ships with the program; the texts are {language: text}.

    ``plan`` is ``None`` where the owner has to say the rate. ``currency`` is the one that its
    thresholds are in, empty where it has none.
    """

    name: str
    title: Mapping[str, str]
    note: Mapping[str, str]
    source: Mapping[str, str]
    checked: dt.date
    currency: str
    period: TaxPeriod
    due_day: int
    included: bool
    rates: tuple[TaxRate, ...]
    """Empty where the owner has to say the rate."""


@dataclass(frozen=True, slots=True)
class PostedTax:
    """What one month's standing entries moved on the tax account, minor units.

    ``on_sales`` is tax that entries with sales added to the debt, ``on_purchases`` what entries
    with purchases took off it, ``paid`` what was paid to the tax office, ``other`` what else added
    to it: interest, corrections, tax that was let off (below zero).
    """

    on_sales: int = 0
    on_purchases: int = 0
    paid: int = 0
    other: int = 0

    @property
    def debt(self) -> int:
        """By how much all of it together raised what is owed."""
        return self.on_sales - self.on_purchases - self.paid + self.other


@dataclass(frozen=True, slots=True)
class TaxForm:
    """The summary of one period, as a return asks for it; minor units of the book's currency.

    ``takings`` = ``net`` + ``on_sales``, unless the period is ``exempt``: then the tax is nothing
    and the shop keeps it. ``amount`` is below zero where more can be deducted than is owed; that
    counts against other periods. ``paid`` is what was paid, or came off in such a way; ``aside``
    the money on the account for it that is meant for this period, the earliest first.
    """

    first: dt.date
    last: dt.date
    due: dt.date
    over: bool
    """Whether the period has ended."""
    posted: bool
    """Whether the books tell the tax themselves; else it is reckoned from the takings."""
    takings: int
    net: int
    percents: tuple[Decimal, ...]
    """The rates that held; none where the books tell the tax."""
    exempt: bool
    threshold: int | None
    """Of the whole period."""
    on_sales: int
    on_purchases: int
    other: int
    paid: int
    aside: int
    at_rate: int = 0
    """What the plan's rates make of ``net``, free of tax or not."""

    @property
    def partly(self) -> bool:
        """Whether entries seem to post the tax with part of the sales only: under half of it."""
        free = self.threshold is not None and self.net <= self.threshold
        return self.posted and not free and 2 * self.on_sales < self.at_rate

    @property
    def amount(self) -> int:
        """What the period owes."""
        return self.on_sales - self.on_purchases + self.other

    @property
    def open(self) -> int:
        """What of it is not paid."""
        return max(self.amount, 0) - self.paid

    @property
    def missing(self) -> int:
        """What of it is neither paid nor put aside."""
        return self.open - self.aside


class PaceKind(enum.StrEnum):
    """What comes of the threshold at this pace."""

    FREE = "free"
    """The period stays free of tax."""
    OVER = "over"
    """It sells more than is free."""
    PLAIN = "plain"
    """No sales are free."""


@dataclass(frozen=True, slots=True)
class TaxPace:
    """What the running period comes to at this pace: a guess beside its form; minor units.

    ``net`` are its sales without tax, which are held against the threshold. ``paid`` is what was
    paid for it already, ``aside`` the money on the account for it that no earlier period needs.
    """

    last: dt.date
    due: dt.date
    net: int
    exempt: bool
    threshold: int | None
    """Of the whole period."""
    amount: int
    """What the period will owe."""
    certain: int
    """What it owes so far."""
    paid: int
    aside: int

    @property
    def kind(self) -> PaceKind:
        """What comes of the threshold."""
        if self.exempt:
            return PaceKind.FREE
        return PaceKind.PLAIN if self.threshold is None else PaceKind.OVER

    @property
    def missing(self) -> int:
        """What of it is still to be put aside."""
        return self.amount - self.paid - self.aside

    @property
    def further(self) -> int:
        """What will be owed beyond what is owed so far and paid."""
        return max(0, self.amount - max(self.certain, self.paid))


@dataclass(frozen=True, slots=True)
class TaxSummary:
    """Every period since tax is reckoned, the latest first, on one day.

    ``carried`` is owed from before the first of them, as far as the books say. ``balance`` is what
    the ledger says is owed on the tax account; where the books tell the tax it is ``carried`` and
    all that is open, less ``ahead``: what was paid beyond.
    """

    today: dt.date
    currency: str
    plan: TaxPlan
    posted: bool
    forms: tuple[TaxForm, ...]
    carried: int
    ahead: int
    balance: int
    aside: int
    """The money on the account for it."""
    pace: TaxPace | None = None
    """Of the running period; ``None`` where there is none, or the books are too young."""
    sales_accounts: tuple[str, ...] = ()
    """Codes of the accounts that sales are booked on."""
    tax_account: str = ""
    """Code of the account of tax on sales; empty where there is none."""

    @property
    def owed(self) -> int:
        """What is not paid, whether or not it is due or put aside."""
        return self.carried + sum(form.open for form in self.forms)

    def owed_after(self, day: dt.date) -> int:
        """Return what of ``owed`` falls due after a day, or nobody knows when."""
        return max(0, self.carried + sum(form.open for form in self.forms if form.due > day))

    @property
    def settled(self) -> bool:
        """Whether ``today`` lies in what is taken to be settled, so that no period is told."""
        since = self.plan.since
        if self.posted or self.forms or since is None:
            return False
        return Month.of(self.today) < self.plan.period.start(Month.of(since))

    def dues(self) -> tuple[TaxDue, ...]:
        """Return what is not paid of every period, the earliest first; the present one so far."""
        return tuple(
            TaxDue(form.first, form.last, form.due, form.amount, form.paid + form.aside, form.paid)
            for form in reversed(self.forms)
            if form.open > 0
        )

    def coming(self) -> tuple[TaxDue, ...]:
        """Return the same, the running period with what it comes to at this pace."""
        pace, dues = self.pace, self.dues()
        if pace is None or pace.amount <= pace.paid:
            return dues
        first = self.plan.period.start(Month.of(pace.last)).first_day
        aside = pace.paid + pace.aside
        running = TaxDue(first, pace.last, pace.due, pace.amount, aside, pace.paid)
        return (*(due for due in dues if due.last != pace.last), running)

    @property
    def missing(self) -> int:
        """What is neither paid nor put aside of all periods together."""
        return sum(form.missing for form in self.forms)


@dataclass(frozen=True, slots=True)
class TaxPage:
    """What a screen about tax shows: the presets, the owner's plan, and what comes of it."""

    presets: tuple[TaxPreset, ...]
    plan: TaxPlan | None = None
    summary: TaxSummary | None = None
