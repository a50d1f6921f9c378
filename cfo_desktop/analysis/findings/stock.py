"""A finding about goods: more money lies on the shelves than the sales need."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from cfo_desktop.analysis.findings.past import YEAR
from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed

MOVING = 4
"""Of the last six months: a stock that is counted once a year tells nothing in between."""
LATELY = 6
MONTHS = 3
"""Months that the goods sold are averaged over."""
LEAST_MONTHS = 9
"""Whole months until six ends of a month can be held against each other."""
GROWTH = 0.35
"""A third more days of stock than usual: less is a delivery on the month's last day."""
SPREADS = 2.5
EXCESS = 0.1
"""Of a month's sales: less tied up is no money to speak of."""
_MONTH_DAYS = 30


def tied_up(past: Past) -> Iterator[Weighed]:
    """Yield that the goods in stock last clearly longer than they used to.

    Days of stock at a month's end: the stock against the cost of the goods sold in the three
    months before. Figures: ``stock``, ``days`` and ``usual`` (days of stock now, and the middle of
    up to twelve earlier ends of a month), ``sold`` (cost of the goods sold in the last three
    months), ``excess`` (the stock beyond ``usual`` days of it). Enough: nine whole months, with
    movements in the stock in four of the last six. A season that was as full last year is none.
    """
    months = past.months[-YEAR - MONTHS :]
    codes = past.history.codes(Group.STOCK)
    moved = past.moved(codes, months)
    if len(months) < LEAST_MONTHS or sum(map(bool, moved[-LATELY:])) < MOVING:
        return
    sold = past.moved(past.history.codes(Group.COST_OF_SALES), months)
    after = past.moved(codes, [month for month in past.history.months if month > months[-1]])
    ends = [sum(past.history.balances.get(code, 0) for code in codes) - sum(after)]
    for each in reversed(moved[1:]):
        ends.insert(0, ends[0] - each)
    days = [
        _days(ends[place], sum(sold[place - MONTHS + 1 : place + 1]))
        for place in range(MONTHS - 1, len(months))
    ]
    now, earlier = days[-1], [each for each in days[:-1] if each]
    if not now or not earlier:
        return
    usual = statistics.median_low(earlier)
    season = days[-1 - YEAR] if len(days) > YEAR else 0
    base = max(usual, season)
    quarter = sum(sold[-MONTHS:])
    excess = ends[-1] - quarter * usual // (MONTHS * _MONTH_DAYS)
    calm = SPREADS * statistics.pstdev(earlier)
    least = max(GROWTH * base, calm, 1.0)
    times = min((now - base) / least, excess / (EXCESS * past.turnover))
    if times < 1:
        return
    account = max(sorted(codes), key=lambda code: past.history.balances.get(code, 0))
    finding = Finding(
        FindingCode.STOCK_TIED_UP,
        Severity.WATCH,
        months[-1].last_day,
        excess,
        {
            "stock": past.money(ends[-1]),
            "days": now,
            "usual": usual,
            "sold": past.money(quarter),
            "excess": past.money(excess),
        },
        (),
        Action(ActionKind.ACCOUNT, account),
        account=account,
    )
    yield Weighed(finding, times)


def _days(stock: int, sold: int) -> int:
    """Return how many days a stock lasts, in whole days; 0 where nothing was sold."""
    return stock * MONTHS * _MONTH_DAYS // sold if sold > 0 and stock > 0 else 0
