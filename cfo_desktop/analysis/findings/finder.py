"""Puts all families of findings together: what stands out in the books of one month."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping

from cfo_desktop.analysis.findings import cash
from cfo_desktop.analysis.findings import costs
from cfo_desktop.analysis.findings import customers
from cfo_desktop.analysis.findings import dependence
from cfo_desktop.analysis.findings import duplicates
from cfo_desktop.analysis.findings import missing
from cfo_desktop.analysis.findings import prices
from cfo_desktop.analysis.findings import reconciled
from cfo_desktop.analysis.findings import stock
from cfo_desktop.analysis.findings import subscriptions
from cfo_desktop.analysis.findings import takings
from cfo_desktop.analysis.findings import unusual
from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.domain.debts import Debts
from cfo_desktop.domain.finding import Circumstances
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Weighed
from cfo_desktop.domain.finding import in_order
from cfo_desktop.domain.history import History

STEP = 1.25
"""What one "not useful" raises the threshold of its code by: two halve what is found, or nearly."""
MOST = 3.0
"""No code is silenced for good: what is three times the threshold is always told."""

_FAMILIES: tuple[Callable[[Past], Iterator[Weighed]], ...] = (
    cash.runs_short,
    cash.tax_due,
    cash.loan_cover,
    customers.overdue,
    customers.pay_later,
    takings.broken,
    missing.find,
    costs.margin_falling,
    costs.rising,
    prices.risen,
    unusual.find,
    duplicates.find,
    subscriptions.creep,
    dependence.on_customer,
    dependence.on_supplier,
    stock.tied_up,
    reconciled.behind,
)
_TOLD_BY = {FindingCode.DUPLICATE_PAYMENT, FindingCode.SUPPLIER_PRICE}
"""Codes that say what is unusual about an entry better than "unusual" does."""


def weigh(history: History, debts: Debts, circumstances: Circumstances) -> list[Weighed]:
    """Return what stands out at the end of ``history.today``, what matters most first.

    That is everything over its threshold, before the owner raised any: see ``is_told``.
    ``debts`` and ``circumstances.forecast`` are of the same day. Each code names the past it needs
    in its module; on less it finds nothing, and in an empty book nothing is found.
    """
    if history.first_day is None:
        return []
    past = Past(history, debts, circumstances)
    found = _once([each for family in _FAMILIES for each in family(past)])
    return sorted(found, key=lambda each: in_order(each.finding))


def is_told(weighed: Weighed, not_useful: Mapping[FindingCode, int]) -> bool:
    """Say whether a finding is over the threshold that the owner raised; ``not_useful`` by code."""
    return weighed.times >= min(STEP ** not_useful.get(weighed.finding.code, 0), MOST)


def _once(found: list[Weighed]) -> list[Weighed]:
    """Leave out unusual entries that another finding tells already.

    Before thresholds are raised: a finding that is not wanted must not come back by another name.
    """
    told = {entry for each in found if each.finding.code in _TOLD_BY for entry in each.finding.rows}
    return [
        each
        for each in found
        if each.finding.code is not FindingCode.UNUSUAL_ENTRY
        or not told.intersection(each.finding.rows)
    ]
