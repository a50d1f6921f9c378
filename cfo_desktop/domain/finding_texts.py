"""What a finding says in either language: title, sentences, remedy, what it brings, the button."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from cfo_desktop.base import texts
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.money import Money

ROOM = "findings"
PARTS = ("title", "text", "remedy", "brings")
"""What is said of a finding, in this order."""

UNITS = {
    "invoices": "invoices",
    "customers": "customers",
    "payments": "payments",
    "known": "payments",
    "count": "payments",
    "months": "months",
    "occurrences": "times",
    "apart": "apart",
    "new": "new",
    "dearer": "dearer",
}
"""{figure that is a whole number: what it counts}; all others count days."""
_WITH_NONE = frozenset({"apart", "new", "dearer"})
"""Units that have words of their own for none."""


class Show(Protocol):
    """How a face writes what the texts are filled with, in the same language."""

    def money(self, money: Money) -> str:
        """Return an amount with its currency."""
        ...

    def ratio(self, ratio: Ratio) -> str:
        """Return a share or a change as a percentage."""
        ...

    def day(self, day: dt.date) -> str:
        """Return a date."""
        ...

    def number(self, number: int) -> str:
        """Return a whole number, grouped."""
        ...

    def account(self, code: str) -> str:
        """Return the name of an account."""
        ...


def title(finding: Finding, language: str, show: Show) -> str:
    """Return what was noticed, in one line without a full stop."""
    return _said(finding, language, show, "title")


def text(finding: Finding, language: str, show: Show) -> str:
    """Return one to three sentences with the figures, and why it matters."""
    return _said(finding, language, show, "text")


def remedy(finding: Finding, language: str, show: Show) -> str:
    """Return what could be done about it."""
    return _said(finding, language, show, "remedy")


def brings(finding: Finding, language: str, show: Show) -> str:
    """Return what doing so saves, brings in or prevents; empty where no figure says it."""
    return _said(finding, language, show, "brings") if says_what_it_brings(finding) else ""


def says_what_it_brings(finding: Finding) -> bool:
    """Tell whether an exact figure says what doing something about it brings."""
    return texts.holds("en", ROOM, key(finding, "brings"))


def button(finding: Finding, language: str) -> str:
    """Return the label of the button that starts its action."""
    return action(finding.action, language)


def action(wanted: Action, language: str) -> str:
    """Return the label of a button that starts something."""
    return texts.text(language, ROOM, f"button.{wanted.kind}")


def key(finding: Finding, part: str) -> str:
    """Return the key of a finding's ``title``, ``text``, ``remedy`` or ``brings``."""
    about = f"{finding.code}.{finding.variant}" if finding.variant else str(finding.code)
    return f"{about}.{part}"


def severity(level: Severity, language: str) -> str:
    """Return how much it matters, in two or three words."""
    return texts.text(language, ROOM, f"severity.{level}")


def _said(finding: Finding, language: str, show: Show, part: str) -> str:
    filled = {name: shown(name, each, language, show) for name, each in finding.figures.items()}
    account = show.account(finding.account) if finding.account else ""
    return texts.text(
        language,
        ROOM,
        key(finding, part),
        **filled,
        party=finding.party or account,
        account=account,
    )


def shown(name: str, figure: Figure, language: str, show: Show) -> str:
    """Return the figure of a finding that fills the place of its name."""
    if isinstance(figure, Money):
        return show.money(figure)
    if isinstance(figure, Ratio):
        return show.ratio(figure)
    if isinstance(figure, dt.date):
        return show.day(figure)
    if isinstance(figure, str):
        return figure
    if name == "weekday":
        return texts.text(language, ROOM, f"weekday.{figure}")
    unit = UNITS.get(name, "days")
    none = not figure and unit in _WITH_NONE
    form = "none" if none else "one" if figure == 1 else "many"
    return texts.text(language, ROOM, f"unit.{unit}.{form}", count=show.number(figure))


VARIANTS: dict[FindingCode, tuple[str, ...]] = {
    FindingCode.CASH_SHORT: ("now", "likely", "possible"),
    FindingCode.DUPLICATE_PAYMENT: ("paid", "bill", "again", "beyond"),
    FindingCode.TAX_DUE: ("missing", "put_aside", "late"),
    FindingCode.OVERDUE: ("one", "others"),
    FindingCode.NO_TAKINGS: ("day", "days", "since", "low"),
    FindingCode.MISSING_ENTRY: ("rent", "wages", "other"),
    FindingCode.LOAN_COVER_THIN: ("short", "thin"),
    FindingCode.SUPPLIER_PRICE: ("step", "bills"),
    FindingCode.UNUSUAL_ENTRY: ("amount", "payee", "day", "waiting"),
    FindingCode.SUBSCRIPTIONS: ("new", "dearer", "both"),
    FindingCode.NOT_RECONCILED: ("since", "never"),
}
"""The variants of each code that has texts of its own for them."""
