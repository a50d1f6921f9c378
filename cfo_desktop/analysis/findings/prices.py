"""Findings about suppliers: a steady price that stepped up, bills that grew faster than sales."""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.analysis.findings.past import ratio
from cfo_desktop.analysis.findings.past import spread
from cfo_desktop.analysis.findings.rhythms import Payment
from cfo_desktop.analysis.findings.rhythms import payments
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed

STEADY = 4
"""Equal payments in a row that make a price."""
ALIKE = 0.01
"""Amounts that differ by less are the same price."""
STEP = 0.04
"""A rise by less is what prices do every year."""
LEAP = 0.6
"""A rise by more is another thing bought, or a slip of the keyboard: an unusual entry."""
STEP_LEAST = 0.0002
"""Of a month's sales, each time: less is not worth a call."""
GROWTH = 0.12
"""Bills that grew by an eighth against the sales: less is a change of the season's mix."""
GROWTH_SPREADS = 3
GROWTH_LEAST = 0.01
"""Of the sales of the same months."""
GROWTH_MOST = 1.0
"""Bills that more than doubled are for more goods, whatever became of the price."""
SHARED = 0.5
"""Where the other suppliers' bills fell by half as much, buying moved: no price rose."""
BILLS_DAYS = 62
"""Two months: one dear delivery has many innocent reasons."""
BILLS_LATELY = 2
BILLS_BEFORE = 6
"""Bills in those months, and before them, that a rise can be seen in."""


def risen(past: Past) -> Iterator[Weighed]:
    """Yield suppliers who became dearer, each once: by a step, or against the sales.

    Figures of ``step`` (a price that was the same four times and then rose within the last month):
    ``before``, ``now``, ``more``, ``rise`` (ratio), ``day``. Figures of ``bills`` (two months
    against all bills known before; two and six of them are enough): ``bills`` (together), ``since``
    (the first of them), ``share`` and ``share_before`` (of what was sold from the bill before the
    first of them to the last), ``rise`` (of that share), ``more`` (beyond the old share).
    """
    codes = past.history.codes(Group.OPERATING, Group.COST_OF_SALES, Group.STOCK)
    own = past.role(Role.DEPRECIATION)
    stepped: set[str] = set()
    for (account, party), rows in past.by_party.items():
        if party and account in codes and account != own and rows[-1].day >= past.new_from:
            found = list(_step(past, past.payments(account, party), account=account, party=party))
            stepped |= {party for _ in found}
            yield from found
    yield from _grown(past, stepped)


def _step(past: Past, known: Sequence[Payment], *, account: str, party: str) -> Iterator[Weighed]:
    new = [payment for payment in known if payment.day >= past.new_from]
    steady = known[: len(known) - len(new)][-STEADY:]
    # the step may be in the midst of the month: what still cost the old price is before it
    while new and steady and abs(new[0].amount - steady[-1].amount) <= ALIKE * steady[-1].amount:
        steady = [*steady, new.pop(0)][-STEADY:]
    if len(steady) < STEADY or not new:
        return
    amounts = [payment.amount for payment in steady]
    before, now = amounts[-1], new[0].amount
    rise = now - before
    if max(amounts) - min(amounts) > ALIKE * before or not STEP <= rise / before <= LEAP:
        return
    least = max(STEP * before, STEP_LEAST * past.turnover)
    if rise < least or any(payment.amount < now * (1 - ALIKE) for payment in new):
        return
    finding = Finding(
        FindingCode.SUPPLIER_PRICE,
        Severity.WATCH if rise >= 0.01 * past.turnover else Severity.NOTE,
        new[0].day,
        12 * rise,
        {
            "before": past.money(before),
            "now": past.money(now),
            "more": past.money(rise),
            "rise": ratio(rise, before),
            "day": new[0].day,
        },
        tuple(entry for payment in (*steady, *new) for entry in payment.entries),
        Action(ActionKind.PARTY, party),
        party=party,
        account=account,
        variant="step",
    )
    yield Weighed(finding, rise / least)


def _grown(past: Past, stepped: set[str]) -> Iterator[Weighed]:
    every = {party: payments(rows) for party, rows in past.bought.items()}
    sales, bought_by_all = _Sums(_sold(past)), _Sums(_by_day(every.values()))
    for party, bills in every.items():
        if party and party not in stepped and bills and bills[-1].day >= past.new_from:
            yield from _dearer(past, party, bills, bought_by_all, sales)


def _sold(past: Past) -> dict[dt.date, int]:
    codes = past.history.codes(Group.SALES)
    return {
        day: -sum(moved.get(code, 0) for code in codes) for day, moved in past.history.days.items()
    }


def _by_day(every: Iterable[Sequence[Payment]]) -> dict[dt.date, int]:
    found: dict[dt.date, int] = defaultdict(int)
    for bills in every:
        for bill in bills:
            found[bill.day] += bill.amount
    return found


class _Sums:
    """What any span of days moved together."""

    def __init__(self, moved: Mapping[dt.date, int]) -> None:
        self._days = sorted(moved)
        self._upto = [0, *itertools.accumulate(moved[day] for day in self._days)]

    def between(self, after: dt.date, last: dt.date) -> int:
        """Return what moved after one day up to another."""
        return (
            self._upto[bisect.bisect_right(self._days, last)]
            - self._upto[bisect.bisect_right(self._days, after)]
        )


def _dearer(
    past: Past,
    party: str,
    bills: Sequence[Payment],
    bought_by_all: _Sums,
    sales: _Sums,
) -> Iterator[Weighed]:
    """Hold a supplier's bills against what was sold since the bill before each of them."""
    since = past.today - dt.timedelta(days=BILLS_DAYS)
    start = next((place for place, bill in enumerate(bills) if bill.day > since), len(bills))
    if start < BILLS_BEFORE + 1 or len(bills) - start < BILLS_LATELY:
        return
    first, turn, last = bills[0].day, bills[start - 1].day, bills[-1].day
    sold, sold_before = sales.between(turn, last), sales.between(first, turn)
    lately = sum(bill.amount for bill in bills[start:])
    before = sum(bill.amount for bill in bills[1:start])
    pairs = [
        (bill.amount, sales.between(earlier.day, bill.day))
        for earlier, bill in itertools.pairwise(bills[:start])
    ]
    shares = [amount / each for amount, each in pairs if each > 0]
    if sold <= 0 or sold_before <= 0 or len(shares) < BILLS_BEFORE:
        return
    share = before / sold_before
    rise = lately / sold - share
    unsure = spread(shares) * math.sqrt(1 / (len(bills) - start) + 1 / len(shares))
    least = max(GROWTH * share, GROWTH_SPREADS * unsure, GROWTH_LEAST)
    others = bought_by_all.between(turn, last) - lately
    others_before = bought_by_all.between(first, turn) - before
    moved = others / sold - others_before / sold_before
    if not least <= rise <= GROWTH_MOST * share or moved < -SHARED * rise:
        return
    more = (lately * sold_before - before * sold) // sold_before
    finding = Finding(
        FindingCode.SUPPLIER_PRICE,
        Severity.WATCH,
        last,
        more,
        {
            "bills": past.money(lately),
            "since": bills[start].day,
            "share": ratio(lately, sold),
            "share_before": ratio(before, sold_before),
            "rise": ratio(lately * sold_before - before * sold, before * sold),
            "more": past.money(more),
        },
        tuple(entry for bill in bills[start:] for entry in bill.entries),
        Action(ActionKind.PARTY, party),
        party=party,
        variant="bills",
    )
    yield Weighed(finding, rise / least)
