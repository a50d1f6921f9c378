"""Findings: what analysis noticed, with exact figures, the rows they came from and what to do."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import NamedTuple

from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.tax import TaxDue


class FindingCode(enum.StrEnum):
    """What can be noticed, in the order of how soon it hurts."""

    CASH_SHORT = "cash_short"
    DUPLICATE_PAYMENT = "duplicate_payment"
    TAX_DUE = "tax_due"
    OVERDUE = "overdue"
    PAYS_LATER = "pays_later"
    NO_TAKINGS = "no_takings"
    MISSING_ENTRY = "missing_entry"
    LOAN_COVER_THIN = "loan_cover_thin"
    MARGIN_FALLING = "margin_falling"
    COST_RISING = "cost_rising"
    SUPPLIER_PRICE = "supplier_price"
    UNUSUAL_ENTRY = "unusual_entry"
    SUBSCRIPTIONS = "subscriptions"
    DEPENDS_ON_CUSTOMER = "depends_on_customer"
    DEPENDS_ON_SUPPLIER = "depends_on_supplier"
    STOCK_TIED_UP = "stock_tied_up"
    NOT_RECONCILED = "not_reconciled"


class Severity(enum.StrEnum):
    """How much it matters, the most first."""

    ACT = "act"
    """Money is lost, or will be short, unless something is done now."""
    WATCH = "watch"
    NOTE = "note"


class ActionKind(enum.StrEnum):
    """What the program can start; ``Action.target`` says on what."""

    FORECAST = "forecast"
    """Show the forecast; the target is a day."""
    PARTY = "party"
    """Show a party's entries; the target is its name."""
    ACCOUNT = "account"
    """Show an account's register; the target is its code."""
    ENTRY = "entry"
    """Show an entry; the target is its number."""
    SORT = "sort"
    """Give a payment that waits its account; the target is its entry's number."""
    RECORD = "record"
    """Begin an entry; the target is the code of the account that it is missing on."""
    RECONCILE = "reconcile"
    """Begin to reconcile an account; the target is its code."""
    IMPORT = "import"
    """Bring in what is missing; no target."""
    WHAT_IF = "what_if"
    """Try what a change would do; the target is the change's kind."""
    TAX = "tax"
    """Show the tax that falls due; no target."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the program can start."""

    kind: ActionKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share or a change in thousandths; ``-125`` is 12.5 % less."""

    per_mille: int


Figure = Money | Ratio | dt.date | int | str
"""An exact figure of a finding: an amount, a ratio, a day, a count (of days, entries …), or a
text that the books hold."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was noticed. ``figures`` fill the places of the texts of its code.

    A finding is about at most one ``party`` (a name) and one ``account`` (a code). ``variant``
    chooses among the texts of a code (the reason of an unusual entry, say).
    """

    code: FindingCode
    severity: Severity
    day: dt.date
    """What it is about: the day of the entry, the day the money runs short, ..."""
    stake: int
    """What is at stake in minor units of the book's currency: puts findings in order."""
    figures: Mapping[str, Figure]
    rows: tuple[int, ...]
    """Numbers of the entries that it came from, the oldest first."""
    action: Action
    party: str = ""
    account: str = ""
    variant: str = ""

    @property
    def key(self) -> str:
        """What the owner's decision about it is kept under: the same finding later has it again."""
        about = self.party or self.account
        if self.code in _OF_ENTRIES:
            about = ",".join(map(str, self.rows))
        elif self.code in _OF_DAYS:
            about = f"{about}@{self.day.isoformat()}"
        return f"{self.code}:{about}"


_OF_ENTRIES = frozenset({FindingCode.DUPLICATE_PAYMENT, FindingCode.UNUSUAL_ENTRY})
_OF_DAYS = frozenset({FindingCode.NO_TAKINGS, FindingCode.TAX_DUE, FindingCode.MISSING_ENTRY})

_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_ORDER = {code: place for place, code in enumerate(FindingCode)}


def in_order(finding: Finding) -> tuple[object, ...]:
    """Return what findings are sorted by: severity, what is at stake, the code, the key."""
    return (_RANK[finding.severity], -finding.stake, _ORDER[finding.code], finding.key)


class Weighed(NamedTuple):
    """A finding, and how many times over the threshold of its code it is (1 or more)."""

    finding: Finding
    times: float


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What findings are made of beside the history of the books."""

    forecast: Forecast
    cushion: int = 0
    """The least money that the owner wants to have, minor units."""
    reconciled: Mapping[str, dt.date | None] = field(default_factory=dict)
    """{code of an account that statements are imported for: the last day that is reconciled}."""
    taxes: tuple[TaxDue, ...] = ()
    waiting: tuple[OpenItem, ...] = ()
    """Payments that no account was given to yet; ``amount`` is positive for money that went out."""
