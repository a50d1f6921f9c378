"""Findings about leaning on one customer or one supplier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.analysis.findings.past import entries
from cfo_desktop.analysis.findings.past import ratio
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed
from cfo_desktop.domain.history import Row
from cfo_desktop.domain.period import Month

MONTHS = 6
"""Half a year: one large order is no dependence."""
LEAST_MONTHS = 3
CUSTOMER_SHARE = 0.4
"""Of all sales: losing so much closes most shops."""
SUPPLIER_SHARE = 0.6
"""Of all goods: a shop has its main wholesaler, but not all its shelves from one."""


def on_customer(past: Past) -> Iterator[Weighed]:
    """Yield a customer with invoices for much of all sales.

    Figures: ``share`` (ratio), ``amount`` (of the invoices), ``total`` (all sales), ``months``.
    Enough: three whole months, of which six at most are looked at.
    """
    months = _known(past)
    if len(months) < LEAST_MONTHS:
        return
    total = sum(past.sales(months))
    sold = _by_party(past.rows_of(past.history.codes(Group.SALES)), months)
    yield from _leaning(past, sold, total, sign=-1, months=months)


def on_supplier(past: Past) -> Iterator[Weighed]:
    """Yield a supplier of much of all goods; figures as for a customer, ``total`` of goods."""
    months = _known(past)
    if len(months) < LEAST_MONTHS:
        return
    goods = _by_party((row for rows in past.bought.values() for row in rows), months)
    total = sum(row.value for rows in goods.values() for row in rows)
    yield from _leaning(past, goods, total, sign=1, months=months)


def _known(past: Past) -> Sequence[Month]:
    """Return the latest whole months whose rows are known."""
    return [month for month in past.months if month.first_day >= past.history.days_from][-MONTHS:]


def _by_party(rows: Iterable[Row], months: Sequence[Month]) -> dict[str, list[Row]]:
    first, last = months[0].first_day, months[-1].last_day
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if first <= row.day <= last:
            found[row.party].append(row)
    return found


def _leaning(
    past: Past, by_party: dict[str, list[Row]], total: int, *, sign: int, months: Sequence[Month]
) -> Iterator[Weighed]:
    least = SUPPLIER_SHARE if sign > 0 else CUSTOMER_SHARE
    code = FindingCode.DEPENDS_ON_SUPPLIER if sign > 0 else FindingCode.DEPENDS_ON_CUSTOMER
    for party, rows in by_party.items():
        amount = sign * sum(row.value for row in rows)
        if not party or amount <= 0 or amount < least * total:
            continue
        finding = Finding(
            code,
            Severity.NOTE,
            months[-1].last_day,
            amount,
            {
                "share": ratio(amount, total),
                "amount": past.money(amount),
                "total": past.money(total),
                "months": len(months),
            },
            entries(rows),
            Action(ActionKind.PARTY, party),
            party=party,
        )
        # what is left without this party: half as much left is twice the threshold
        left = max(total - amount, 1)
        yield Weighed(finding, (1 - least) * total / left)
