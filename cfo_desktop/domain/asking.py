"""Questions and answers: a typed question's tool and arguments, and what the books say to it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.report import Breakdown


class Tool(enum.StrEnum):
    """What a question can be answered by; each reads the book and changes nothing."""

    PROFIT = "profit"
    REVENUE = "revenue"
    EXPENSES = "expenses"
    CASH = "cash"
    RECEIVABLES = "receivables"
    PAYABLES = "payables"
    TOP_PRODUCTS = "top_products"
    TOP_CUSTOMERS = "top_customers"
    TOP_SUPPLIERS = "top_suppliers"
    AFFORD = "afford"
    FORECAST = "forecast"
    COMPARE = "compare"
    TAX = "tax"
    STOCK = "stock"
    LOAN = "loan"
    UNUSUAL = "unusual"
    ADVICE = "advice"
    NONE = "none"
    """What no shop's books can answer."""


class Measure(enum.StrEnum):
    """What two periods are compared by."""

    PROFIT = "profit"
    REVENUE = "revenue"
    EXPENSES = "expenses"


class Kind(enum.StrEnum):
    """A kind of expense as people name it; the accounts of a book are found by it."""

    RENT = "rent"
    WAGES = "wages"
    UTILITIES = "utilities"
    ADVERTISING = "advertising"
    TRANSPORT = "transport"
    INSURANCE = "insurance"
    REPAIRS = "repairs"
    FEES = "fees"
    SUPPLIES = "supplies"
    GOODS = "goods"
    TELEPHONE = "telephone"
    DRAWINGS = "drawings"
    """What the owner took out: no cost, though people ask for it as one."""


class Pot(enum.StrEnum):
    """A place where money lies, as people name it; the accounts of a book are found by it."""

    TILL = "till"
    BANK = "bank"
    SAVINGS = "savings"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    CARDS = "cards"
    """Card takings that have not reached the bank."""


class By(enum.StrEnum):
    """What is held against its like where the best or the worst is asked for."""

    DAY = "day"
    WEEKDAY = "weekday"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a question names; ``None`` and empty for what it leaves out."""

    period: Stretch | None = None
    other: Stretch | None = None
    """The period that ``period`` is compared with."""
    measure: Measure | None = None
    kind: Kind | None = None
    horizon: dt.date | None = None
    """The last day to come that is asked about."""
    amount: Decimal | None = None
    """In the book's currency."""
    party: str = ""
    """A name as the book writes it."""
    count: int | None = None
    """How many are wanted."""
    pot: Pot | None = None
    """The place of money that alone is asked about."""
    by: By | None = None
    """Whether the best day, day of the week or month is asked for."""
    monthly: bool = False
    """Whether ``amount`` is paid every month and not once."""
    lost: bool = False
    """Whether those who stopped coming are asked for."""
    overview: bool = False
    """Whether it is asked how the shop stands, and not what to do."""


class Sense(enum.StrEnum):
    """What may be said of a figure beyond its size: who owes whom, which way it moved."""

    NONE = "none"
    OWED_TO_US = "owed_to_us"
    WE_OWE = "we_owe"
    UP = "up"
    DOWN = "down"
    SAME = "same"
    LOSS = "loss"
    SHORT = "short"
    ENOUGH = "enough"
    IN = "in"
    """What was sold to a party, paid or not."""
    OUT = "out"
    """What was bought from a party, paid or not."""


class Unit(enum.StrEnum):
    """What a whole number counts."""

    NONE = "none"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    INVOICES = "invoices"
    BILLS = "bills"
    PAYMENTS = "payments"
    ENTRIES = "entries"
    CUSTOMERS = "customers"
    SUPPLIERS = "suppliers"
    FINDINGS = "findings"
    INSTALMENTS = "instalments"
    TIMES = "times"
    WEEKDAY = "weekday"
    """No count but a day of the week, 0 for Monday."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure leads to; what is not said is empty."""

    rows: tuple[int, ...] = ()
    """Numbers of the entries it was made of."""
    accounts: tuple[str, ...] = ()
    """Codes of the accounts whose registers show it."""
    stretch: Stretch | None = None
    party: str = ""


@dataclass(frozen=True, slots=True)
class AccountName:
    """The name of an account, in whichever language it is shown."""

    code: str


@dataclass(frozen=True, slots=True)
class TextName:
    """A name that the texts hold: a key of ``answers.toml`` under ``name``."""

    key: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One exact figure of an answer, the days that it is about, or a name (a ``str``: a party)."""

    figure: Figure | Stretch | AccountName | TextName
    sense: Sense = Sense.NONE
    unit: Unit = Unit.NONE
    """Of a whole number."""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One plain sentence: a key of the texts, and {placeholder in it: name of the fact}."""

    key: str
    facts: Mapping[str, str] = field(default_factory=dict)
    of_finding: bool = False
    """Whether the key is one of the texts of findings: the same words as on Today."""
    opens: bool = False
    """Whether it begins a paragraph."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer's table: a name (a ``str``: a party), and the figures beside it."""

    name: str | AccountName | TextName | Month | Source
    figures: tuple[Figure | None, ...]
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; ``heads`` are keys of the texts under ``head``, that of the names first."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    chart: bool = False
    """Whether bars of the first figures say more than the figures alone (a row of months)."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A further question that one click asks."""

    tool: Tool
    arguments: Arguments = Arguments()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the books say to a question, before anybody words it."""

    tool: Tool
    arguments: Arguments
    """With the period that was taken where the question named none."""
    facts: Mapping[str, Fact]
    said: tuple[Sentence, ...]
    """What is said, the answer itself first."""
    table: Table | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    held: bool = True
    """Whether the books hold such data at all."""
    findings: tuple[Finding, ...] = ()
    """Those that it tells, in their order: each begins a paragraph and has a button of its own."""
    actions: tuple[Action, ...] = ()
    """What else the program can start from here: ``finding_texts.action`` has the words."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a figure was reckoned from that no entries add up to; ``place`` is what stands behind.

    Each sentence is a key of ``answers.toml`` under ``explain`` and the facts of its placeholders.
    """

    said: tuple[tuple[str, Mapping[str, Fact]], ...]
    parts: tuple[Line, ...] = ()
    """What it is put together from, or reckoned with."""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where one figure comes from: in words, by account or kind of money, and entry by entry."""

    facts: Mapping[str, Fact]
    said: tuple[Sentence, ...]
    table: Table | None = None
    """What each account, or each kind of expected money, makes of it."""
    rows: Breakdown | None = None
    """The entries behind it, the newest first, and how many more there are."""
    whole: bool = False
    """Whether ``rows`` add up to the figure, to the minor unit."""


@dataclass(frozen=True, slots=True)
class Background:
    """What a text about an answer is held against beside its facts."""

    today: dt.date
    currency: str
    accounts: Mapping[str, Account]
    """By code."""
    parties: frozenset[str]
    """All of the book: none may be named that the facts do not name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was understood, and what the books say to it."""

    question: str
    language: str
    tool: Tool | None
    """``None`` where it could mean several things: the owner chooses among ``choices``."""
    arguments: Arguments
    choices: tuple[Tool, ...] = ()
    """What it may mean, the likeliest first."""
    answer: Answer | None = None
    background: Background | None = None
    """Of an answer."""


@dataclass(frozen=True, slots=True)
class Worded:
    """What a model made of an answer: only sentences that were checked against its facts."""

    model: str = ""
    """Its name; empty where none is there."""
    sentences: tuple[str, ...] = ()
    dropped: int = 0
    """Sentences that did not pass the check, and are shown nowhere."""
