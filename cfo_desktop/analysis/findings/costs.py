"""Findings about what the shop earns: a margin that falls, costs that rise beyond their history."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from cfo_desktop.analysis.findings.past import YEAR
from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.analysis.findings.past import entries
from cfo_desktop.analysis.findings.past import ratio
from cfo_desktop.analysis.findings.past import spread
from cfo_desktop.analysis.findings.shifts import Shift
from cfo_desktop.analysis.findings.shifts import shift
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed

RECENT = 2
"""Months that a change must have lasted: one dear month has many innocent reasons."""
SPANS = (2, 3)
"""Latest months that a margin is judged on: a small fall shows only in the longer one."""
MARGIN_MONTHS = 6
"""Months before those that are judged."""
FALL = 0.03
"""Three points of margin: less is what a week of offers does."""
FALL_SPREADS = 2.2
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

    Two or three whole months against up to twelve before (six are enough). Figures: ``now`` and
    ``before`` (margin, ratios of sales), ``points`` (the fall, in thousandths of sales), ``lost``
    (what the old margin would have left more in these months), ``sales`` (of these months),
    ``months`` (2 or 3).
    """
    costs = past.history.codes(Group.COST_OF_SALES)
    best: tuple[float, int, Shift] | None = None
    for recent in SPANS:
        months = past.months[-YEAR - recent :]
        if len(months) < MARGIN_MONTHS + recent:
            continue
        found = shift(past.moved(costs, months), past.sales(months), recent=recent)
        if found is None or found.part_before <= 0:
            continue
        fall = found.now - found.before
        times = fall / max(FALL, FALL_SPREADS * found.spread)
        if times >= max(1.0, best[0] if best else 0.0) and not _was_so(past, costs, found, recent):
            best = times, recent, found
    if best is not None:
        yield Weighed(_margin(past, costs, best[2], best[1]), best[0])


def _margin(past: Past, costs: frozenset[str], found: Shift, recent: int) -> Finding:
    months = past.months[-YEAR - recent :]

    def moved(code: str) -> float:
        parts = past.moved({code}, months)
        return sum(parts[-recent:]) / found.whole - sum(parts[:-recent]) / found.whole_before

    account = max(sorted(costs), key=moved)
    lost = (found.part * found.whole_before - found.part_before * found.whole) // found.whole_before
    since, last = months[-recent].first_day, months[-1].last_day
    rows = [row for row in past.rows_of({account}) if since <= row.day <= last and row.value > 0]
    return Finding(
        FindingCode.MARGIN_FALLING,
        Severity.WATCH,
        last,
        lost,
        {
            "now": ratio(found.whole - found.part, found.whole),
            "before": ratio(found.whole_before - found.part_before, found.whole_before),
            "points": ratio(lost, found.whole),
            "lost": past.money(lost),
            "sales": past.money(found.whole),
            "months": recent,
        },
        entries(rows),
        Action(ActionKind.ACCOUNT, account),
        account=account,
    )


def _was_so(past: Past, costs: frozenset[str], found: Shift, recent: int) -> bool:
    """Tell whether the same months last year fell, too: the season does it."""
    months = past.months[-YEAR - recent : -YEAR]
    if len(months) < recent:
        return False
    sales = sum(past.sales(months))
    share = sum(past.moved(costs, months)) / sales if sales > 0 else 0.0
    return share - found.before >= SEASON * (found.now - found.before)


def rising(past: Past) -> Iterator[Weighed]:
    """Yield costs that were beyond their own history in both of the last two whole months.

    Each month is held against the middle of up to twelve months before, against the same month
    last year where that was dearer; to a cost that goes with the sales more is granted as they
    grew. Figures: ``now`` (the last
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
    for account in sorted(codes):
        amounts = past.moved({account}, months)
        before = amounts[:-RECENT]
        if sum(amount > 0 for amount in before) >= USED * len(before):
            times = _beyond(past, account, amounts, _granted(amounts, sales))
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


def _granted(amounts: list[int], sales: list[int]) -> list[float]:
    """Return by how much sales allow a cost to be above usual in each of the last months.

    Nothing unless the cost is steadier as a share of the sales than as an amount: rent is not
    dearer in December.
    """
    usual = statistics.median_low(sales[:-RECENT])
    if usual <= 0 or min(sales) <= 0:
        return [1.0] * RECENT
    before = list(zip(amounts[:-RECENT], sales[:-RECENT], strict=True))
    plain = _unsteady([float(amount) for amount, _ in before])
    share = _unsteady([amount / sold for amount, sold in before])
    goes_along = share < plain
    return [max(1.0, sold / usual) if goes_along else 1.0 for sold in sales[-RECENT:]]


def _unsteady(values: list[float]) -> float:
    """Return the spread against the middle."""
    middle = statistics.median(values)
    return spread(values) / middle if middle > 0 else 0.0


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
