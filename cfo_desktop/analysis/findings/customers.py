"""Findings about what customers owe: debts that are overdue, and habits that get worse."""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.debts import PartyDebts
from cfo_desktop.domain.debts import Payment
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed

OVERDUE_SHARE = 0.03
"""Of a month's sales: what is overdue above it is worth a call."""
GRACE = 10
"""Days beyond the terms and the customer's own habit: a bank holiday and a week-end are no news."""
LONG_OVERDUE = 60
"""Days after which an unpaid invoice is often never paid."""
NAMED = 3
"""Customers told one by one; the rest are told together."""
RECENT_DAYS = 92
"""A quarter: what "of late" means for a customer's habit."""
RECENT_LEAST = 2
EARLIER_LEAST = 4
"""Payments that a habit, and a change of it, is read from."""
LATER_DAYS = 7
LATER_SHARE = 0.2
"""Later by a week and a fifth: less is what post and week-ends make."""
LATER_ERRORS = 2.2
"""Beyond what chance makes of so few payments: times the standard error of two medians."""
UNEVEN = 3.0
"""Days: the least spread that a customer's payments are taken to have."""
_MEDIAN = 1.25
"""The standard error of a median against that of a mean."""


def overdue(past: Past) -> Iterator[Weighed]:
    """Yield customers with invoices past their day, the largest one by one, the rest together.

    Only who is later than their own habit too makes a finding; the figures then are all that is
    past its terms. Figures: ``amount``, ``invoices``, ``oldest`` (the day of the oldest), ``days``
    (that it is overdue). Variants: ``one``; ``others`` with ``customers`` in place of a party.
    """
    least = OVERDUE_SHARE * past.turnover
    late: list[tuple[int, PartyDebts]] = []
    for each in past.debts.customers.values():
        sure = sum(debt.left for debt in each.open if _late(past.today, each, debt)) - each.ahead
        if sure > 0:
            late.append((sure, each))
    late.sort(key=lambda pair: (-pair[0], pair[1].party))
    named = [pair for pair in late[:NAMED] if pair[0] >= least and pair[1].party]
    for sure, each in named:
        yield Weighed(_overdue(past, _due(past.today, each), party=each.party), sure / least)
    rest = [pair for pair in late if pair not in named]
    sure = sum(amount for amount, _ in rest)
    if sure >= least:
        debts = [debt for _, each in rest for debt in _due(past.today, each)]
        yield Weighed(_overdue(past, debts, customers=len(rest)), sure / least)


def _late(today: dt.date, each: PartyDebts, debt: Debt) -> bool:
    habit = debt.day + dt.timedelta(days=each.usual_days)
    return max(debt.due, habit) + dt.timedelta(days=GRACE) < today


def _due(today: dt.date, each: PartyDebts) -> list[Debt]:
    return [debt for debt in each.open if debt.due < today]


def _overdue(past: Past, debts: Sequence[Debt], *, party: str = "", customers: int = 0) -> Finding:
    oldest = min(debts, key=lambda debt: (debt.due, debt.day))
    days = (past.today - oldest.due).days
    amount = sum(debt.left for debt in debts)
    figures: dict[str, Figure] = {
        "amount": past.money(amount),
        "invoices": len(debts),
        "oldest": oldest.day,
        "days": days,
    }
    if not party:
        figures["customers"] = customers
    rows = sorted({(debt.day, debt.entry) for debt in debts if debt.entry is not None})
    return Finding(
        FindingCode.OVERDUE,
        Severity.ACT if days >= LONG_OVERDUE else Severity.WATCH,
        oldest.due,
        amount,
        figures,
        tuple(entry for _, entry in rows),
        Action(ActionKind.PARTY, party)
        if party
        else Action(ActionKind.ACCOUNT, _account(past, debts)),
        party=party,
        variant="one" if party else "others",
    )


def _account(past: Past, debts: Sequence[Debt]) -> str:
    """Return the account that most of these debts stand on."""
    entries = {debt.entry for debt in debts}
    codes = [
        row.account
        for row in past.history.rows
        if row.entry in entries and past.groups[row.account] is Group.RECEIVABLE
    ]
    return max(sorted(set(codes)), key=codes.count, default="")


def pay_later(past: Past) -> Iterator[Weighed]:
    """Yield customers who of late take clearly longer to pay than they did before.

    Figures: ``before`` and ``now`` (days that paying usually took), ``later`` (days),
    ``payments`` (of late), ``amount`` (of the invoices paid of late), ``open`` (that is still to
    come from them). Enough: four payments before and two in the last quarter, one in this month.
    """
    since = past.today - dt.timedelta(days=RECENT_DAYS)
    for each in past.debts.customers.values():
        known = [payment for payment in each.paid if payment.entry is not None]
        earlier = [payment.took for payment in known if payment.paid <= since]
        recent = [payment for payment in known if payment.paid > since]
        enough = len(earlier) >= EARLIER_LEAST and len(recent) >= RECENT_LEAST
        if enough and each.party and recent[-1].paid >= past.new_from:
            yield from _later(past, each, recent, earlier)


def _later(
    past: Past, each: PartyDebts, recent: Sequence[Payment], earlier: Sequence[int]
) -> Iterator[Weighed]:
    before = statistics.median_low(earlier)
    now = statistics.median_low([payment.took for payment in recent])
    uneven = max(UNEVEN, statistics.pstdev(earlier))
    error = _MEDIAN * uneven * math.sqrt(1 / len(earlier) + 1 / len(recent))
    least = max(LATER_DAYS, LATER_SHARE * before, LATER_ERRORS * error)
    if now - before < least:
        return
    amount = sum(payment.amount for payment in recent)
    still = sum(debt.left for debt in each.open)
    rows = sorted(
        {payment.entry for payment in recent if payment.entry is not None}
        | {payment.paid_by for payment in recent}
    )
    finding = Finding(
        FindingCode.PAYS_LATER,
        Severity.WATCH,
        recent[-1].paid,
        still or amount // len(recent),
        {
            "before": before,
            "now": now,
            "later": now - before,
            "payments": len(recent),
            "amount": past.money(amount),
            "open": past.money(still),
        },
        tuple(rows),
        Action(ActionKind.PARTY, each.party),
        party=each.party,
    )
    yield Weighed(finding, (now - before) / least)
