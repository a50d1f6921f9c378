"""Findings about what the shop earns: a margin that falls, costs that rise beyond their history."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from cfo_desktop.analysis.findings.past import YEAR
from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.analysis.findings.past import Weighed
from cfo_desktop.analysis.findings.past import entries
from cfo_desktop.analysis.findings.past import ratio
from cfo_desktop.analysis.findings.past import spread
from cfo_desktop.analysis.findings.shifts import RECENT
from cfo_desktop.analysis.findings.shifts import Shift
from cfo_desktop.analysis.findings.shifts import shift
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity

MARGIN_MONTHS = 6
"""Months before the two that are judged."""
FALL = 0.03
"""Three points of margin: less is what a week of offers does."""
FALL_SPREADS = 3
SEASON = 0.5
"""Where the same months last year were down by half as much, the season does it."""
RISE = 0.3
RISE_SPREADS = 3.5
RISE_LEAST = 0.008
"""Of two months' sales: dearer pens hurt nobody."""
CALM = 0.06
"""Of its usual amount: the least spread that a cost is taken to have."""
COST_MONTHS = 6
USED = 2 / 3
"""A cost that comes in fewer of its months is no running cost."""


def margin_falling(past: Past) -> Iterator[Weighed]:
    """Yield that less is left of the sales after the goods, and on which account.

    Two whole months against up to twelve before (six are enough). Figures: ``now`` and ``before``
    (margin, ratios of sales), ``points`` (the fall, in thousandths of sales), ``lost`` (what the
    old margin would have left more in the two months), ``sales`` (of the two months).
    """
    months = past.months[-YEAR - RECENT :]
    if len(months) < MARGIN_MONTHS + RECENT:
        return
    costs = past.history.codes(Group.COST_OF_SALES)
    sales = past.sales(months)
    found = shift(past.moved(costs, months), sales)
    if found is None or found.part_before <= 0:
        return
    fall = found.now - found.before
    least = max(FALL, FALL_SPREADS * found.spread)
    if fall < least or _was_so_last_year(past, costs, found):
        return
    account = max(sorted(costs), key=lambda code: _moved(past, code, found))
    lost = (found.part * found.whole_before - found.part_before * found.whole) // found.whole_before
    now = ratio(found.whole - found.part, found.whole)
    before = ratio(found.whole_before - found.part_before, found.whole_before)
    since = months[-RECENT].first_day
    finding = Finding(
        FindingCode.MARGIN_FALLING,
        Severity.WATCH,
        months[-1].last_day,
        lost,
        {
            "now": now,
            "before": before,
            "points": ratio(lost, found.whole),
            "lost": past.money(lost),
            "sales": past.money(found.whole),
        },
        entries(row for row in past.rows_of({account}) if row.day >= since and row.value > 0),
        Action(ActionKind.ACCOUNT, account),
        account=account,
    )
    yield Weighed(finding, fall / least)


def _moved(past: Past, code: str, found: Shift) -> float:
    """Return how many points of the sales an account's share moved."""
    months = past.months[-YEAR - RECENT :]
    part = past.moved({code}, months)
    return sum(part[-RECENT:]) / found.whole - sum(part[:-RECENT]) / found.whole_before


def _was_so_last_year(past: Past, costs: frozenset[str], found: Shift) -> bool:
    months = past.months[-YEAR - RECENT : -YEAR]
    if len(months) < RECENT:
        return False
    sales = sum(past.sales(months))
    share = sum(past.moved(costs, months)) / sales if sales > 0 else 0.0
    return share - found.before >= SEASON * (found.now - found.before)


def rising(past: Past) -> Iterator[Weighed]:
    """Yield costs that were beyond their own history in both of the last two whole months.

    Each month is held against the middle of up to twelve months before, against the same month
    last year where that was dearer, and more is granted as sales grew. Figures: ``now`` (the last
    month), ``previous`` (the one before it), ``usual`` (the middle of those before), ``more``
    (``now`` above ``usual``), ``rise`` (ratio), ``month`` (the last month's last day), ``months``
    (that ``usual`` is read from). Enough: six months before the two, two thirds with the cost.
    """
    months = past.months[-YEAR - RECENT :]
    if len(months) < COST_MONTHS + RECENT:
        return
    own = {past.role(Role.DEPRECIATION)}
    codes = past.history.codes(Group.OPERATING, Group.FINANCE) - own
    sales = past.sales(months)
    usual_sales = max(1, statistics.median_low(sales[:-RECENT]))
    growth = [max(1.0, each / usual_sales) for each in sales[-RECENT:]]
    for account in sorted(codes):
        amounts = past.moved({account}, months)
        before = amounts[:-RECENT]
        if sum(amount > 0 for amount in before) >= USED * len(before):
            times = _beyond(past, account, amounts, growth)
            if times >= 1:
                yield Weighed(_rising(past, account, amounts), times)


def _beyond(past: Past, account: str, amounts: list[int], growth: list[float]) -> float:
    """Return how many times the least rise both months are beyond what is usual."""
    before = amounts[:-RECENT]
    usual = statistics.median_low(before)
    calm = max(CALM * usual, spread(before))
    times = []
    for place, granted in zip(range(-RECENT, 0), growth, strict=True):
        last_year = past.moved({account}, [past.months[place].plus(-YEAR)])[0]
        base = max(usual, last_year) * granted
        least = max(RISE * base, RISE_SPREADS * calm, RISE_LEAST * past.turnover)
        times.append((amounts[place] - base) / least)
    return min(times)


def _rising(past: Past, account: str, amounts: list[int]) -> Finding:
    usual = statistics.median_low(amounts[:-RECENT])
    previous, now = amounts[-RECENT:]
    since = past.months[-RECENT].first_day
    last = past.months[-1].last_day
    rows = [row for row in past.rows_of({account}) if since <= row.day <= last]
    return Finding(
        FindingCode.COST_RISING,
        Severity.WATCH,
        last,
        now - usual,
        {
            "now": past.money(now),
            "previous": past.money(previous),
            "usual": past.money(usual),
            "more": past.money(now - usual),
            "rise": ratio(now - usual, usual),
            "month": last,
            "months": len(amounts) - RECENT,
        },
        entries(rows),
        Action(ActionKind.ACCOUNT, account),
        account=account,
    )
