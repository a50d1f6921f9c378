"""Findings as answers tell them: each figure a fact, with what it counts and what it may mean."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping

from cfo_desktop.domain import finding_texts
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode

_UNITS: Mapping[str, Unit] = {
    "invoices": Unit.INVOICES,
    "customers": Unit.CUSTOMERS,
    "payments": Unit.PAYMENTS,
    "months": Unit.MONTHS,
    "times": Unit.TIMES,
    "new": Unit.PAYMENTS,
    "dearer": Unit.PAYMENTS,
}
"""{unit of the texts of findings: what it counts}; all others count days."""
_SENSES: Mapping[tuple[FindingCode, str], Sense] = {
    (FindingCode.CASH_SHORT, "short"): Sense.SHORT,
    (FindingCode.TAX_DUE, "amount"): Sense.WE_OWE,
    (FindingCode.TAX_DUE, "missing"): Sense.WE_OWE,
    (FindingCode.OVERDUE, "amount"): Sense.OWED_TO_US,
    (FindingCode.PAYS_LATER, "open"): Sense.OWED_TO_US,
    (FindingCode.PAYS_LATER, "later"): Sense.UP,
    (FindingCode.NO_TAKINGS, "less"): Sense.DOWN,
    (FindingCode.MARGIN_FALLING, "lost"): Sense.DOWN,
    (FindingCode.COST_RISING, "more"): Sense.UP,
    (FindingCode.COST_RISING, "rise"): Sense.UP,
    (FindingCode.SUPPLIER_PRICE, "more"): Sense.UP,
    (FindingCode.SUPPLIER_PRICE, "rise"): Sense.UP,
    (FindingCode.SUBSCRIPTIONS, "more"): Sense.UP,
    (FindingCode.SUBSCRIPTIONS, "year"): Sense.UP,
    (FindingCode.STOCK_TIED_UP, "excess"): Sense.UP,
}
"""What may be said of a figure of a finding beyond its size."""


def facts(finding: Finding) -> Iterable[tuple[str, Fact]]:
    """Yield everything that fills the places of a finding's texts."""
    accounts = (finding.account,) if finding.account else ()
    place = Place(rows=finding.rows, accounts=accounts, party=finding.party)
    for name, figure in finding.figures.items():
        sense = _SENSES.get((finding.code, name), Sense.NONE)
        yield name, Fact(figure, sense, _unit(name, figure), place)
    if finding.account:
        yield "account", Fact(AccountName(finding.account), place=place)
    about = finding.party if finding.party or not finding.account else AccountName(finding.account)
    yield "party", Fact(about, place=place)


def _unit(name: str, figure: Figure) -> Unit:
    if not isinstance(figure, int):
        return Unit.NONE
    if name == "weekday":
        return Unit.WEEKDAY
    return _UNITS.get(finding_texts.UNITS.get(name, "days"), Unit.DAYS)
