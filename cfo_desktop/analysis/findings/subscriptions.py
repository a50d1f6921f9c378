"""A finding about small regular payments: what creeps up unseen, a little every month."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.analysis.findings.rhythms import MOST
from cfo_desktop.analysis.findings.rhythms import Payment
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed

HALF_YEAR = 182
"""Days back that today is held against: what was added within one season is still remembered."""
SMALL_SHARE = 0.02
"""Of a month's sales: a dearer payment is decided on, and does not creep."""
MONTH = (24, 38)
"""Days between two payments of a subscription."""
OCCURRENCES = 3
"""Payments until a new one is known to come again."""
ALIKE = 0.015
"""Two amounts that differ by less are the same price, give or take the exchange rate."""
STEADY = 0.6
"""Share of its payments that cost what the one before did: a price list, not a meter."""
RUNS = 40
"""Days since the last payment after which it has ended."""
MORE_SHARE = 0.25
"""Half a year brought a quarter more."""
MORE_LEAST = 0.001
"""Of a month's sales, each month."""
CHANGED = 2
"""One new subscription is a decision, two are a drift."""


@dataclass(frozen=True, slots=True)
class _Subscription:
    party: str
    account: str
    payments: tuple[Payment, ...]

    def at(self, day: dt.date) -> Payment | None:
        """Return the payment that ran on a day; ``None`` before the first and after the last."""
        known = [each for each in self.payments if each.day <= day]
        return known[-1] if known and (day - known[-1].day).days <= RUNS else None


def creep(past: Past) -> Iterator[Weighed]:
    """Yield that small regular payments cost clearly more a month than half a year ago.

    Figures: ``now`` and ``before`` (what one month's payments cost together, today's and those of
    half a year ago), ``more``, ``year`` (twelve times ``more``), ``count`` (that run today),
    ``new`` and ``dearer`` (how many). Rows are the payments that changed. Variants: ``new``,
    ``dearer``, ``both``. Enough: eight months of rows.
    """
    then = past.today - dt.timedelta(days=HALF_YEAR)
    if past.known_days < HALF_YEAR + 2 * RUNS:
        return
    known = list(_subscriptions(past))
    pairs = [(each.at(past.today), each.at(then)) for each in known]
    running = [today for today, _ in pairs if today]
    now = sum(today.amount for today in running)
    before = sum(earlier.amount for _, earlier in pairs if earlier)
    new = [today for today, earlier in pairs if today and not earlier]
    dearer = [
        today
        for today, earlier in pairs
        if today and earlier and today.amount > earlier.amount * (1 + ALIKE)
    ]
    more = now - before
    least = max(MORE_SHARE * before, MORE_LEAST * past.turnover)
    if len(new) + len(dearer) < CHANGED or more < least:
        return
    changed = sorted({(each.day, entry) for each in new + dearer for entry in each.entries})
    finding = Finding(
        FindingCode.SUBSCRIPTIONS,
        Severity.NOTE,
        past.today,
        12 * more,
        {
            "now": past.money(now),
            "before": past.money(before),
            "more": past.money(more),
            "year": past.money(12 * more),
            "count": len(running),
            "new": len(new),
            "dearer": len(dearer),
        },
        tuple(entry for _, entry in changed),
        Action(ActionKind.ENTRY, str(changed[-1][1])),
        variant="both" if new and dearer else "new" if new else "dearer",
    )
    yield Weighed(finding, more / least)


def _subscriptions(past: Past) -> Iterator[_Subscription]:
    left_out = {past.role(role) for role in (Role.RENT, Role.WAGES, Role.UTILITIES)}
    codes = past.history.codes(Group.OPERATING) - left_out - {past.role(Role.DEPRECIATION)}
    most = SMALL_SHARE * past.turnover
    for (account, party), rows in past.by_party.items():
        if account in codes and party and OCCURRENCES <= len(rows) <= MOST:
            known = past.payments(account, party)
            if _comes_again(known) and known[-1].amount <= most:
                yield _Subscription(party, account, tuple(known))


def _comes_again(known: Sequence[Payment]) -> bool:
    pairs = list(itertools.pairwise(known))
    if len(known) < OCCURRENCES:
        return False
    monthly = [MONTH[0] <= (b.day - a.day).days <= MONTH[1] for a, b in pairs]
    steady = [abs(b.amount - a.amount) <= ALIKE * a.amount for a, b in pairs]
    return sum(monthly) >= 0.8 * len(pairs) and sum(steady) >= STEADY * len(pairs)
