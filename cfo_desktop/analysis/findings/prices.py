"""Findings about suppliers: a steady price that stepped up, bills that grew faster than sales."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.analysis.findings.past import Weighed
from cfo_desktop.analysis.findings.past import entries
from cfo_desktop.analysis.findings.past import ratio
from cfo_desktop.analysis.findings.rhythms import Payment
from cfo_desktop.analysis.findings.rhythms import payments
from cfo_desktop.analysis.findings.shifts import RECENT
from cfo_desktop.analysis.findings.shifts import shift
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.history import Row
from cfo_desktop.domain.period import Month

STEADY = 4
"""Equal payments in a row that make a price."""
ALIKE = 0.01
"""Amounts that differ by less are the same price."""
STEP = 0.04
"""A rise by less is what prices do every year."""
LEAP = 0.6
"""A rise by more is another thing bought, or a slip of the keyboard: an unusual entry."""
STEP_LEAST = 0.0005
"""Of a month's sales, each time: less is not worth a call."""
GROWTH = 0.12
"""Bills that grew by an eighth against the sales: less is a change of the season's mix."""
GROWTH_SPREADS = 3
GROWTH_LEAST = 0.01
"""Of the sales of the same months."""
SHARED = 0.5
"""Where the other suppliers' bills fell by half as much, buying moved: no price rose."""
LEAST_MONTHS = 5
MOST_MONTHS = 10


def risen(past: Past) -> Iterator[Weighed]:
    """Yield suppliers who became dearer, each once: by a step, or against the sales.

    Figures of ``step`` (a price that was the same four times and then rose within the last month):
    ``before``, ``now``, ``more``, ``rise`` (ratio), ``day``. Figures of ``bills`` (two months
    against up to ten before them; five are enough): ``bills`` (the two months'), ``share`` and
    ``share_before`` (of the sales), ``rise`` (of that share), ``more`` (what the bills of the two
    months are above the old share).
    """
    codes = past.history.codes(Group.OPERATING, Group.COST_OF_SALES, Group.STOCK)
    own = past.role(Role.DEPRECIATION)
    stepped: set[str] = set()
    for (account, party), rows in past.by_party.items():
        if party and account in codes and account != own and rows[-1].day >= past.new_from:
            found = list(_step(past, payments(rows), account=account, party=party))
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
    known_from = max(past.history.days_from, past.history.first_day or past.today)
    months = [month for month in past.months if month.first_day >= known_from]
    months = months[-MOST_MONTHS - RECENT :]
    if len(months) < LEAST_MONTHS + RECENT:
        return
    bought = _bought(past, months)
    sales = past.sales(months)
    every = [sum(each[place] for each, _ in bought.values()) for place in range(len(months))]
    whole = shift(every, sales)
    for party, (bills, rows) in bought.items():
        found = shift(bills, sales)
        if found is None or whole is None or party in stepped or min(bills) <= 0:
            continue
        rise = found.now - found.before
        more = (found.part * found.whole_before - found.part_before * found.whole) // max(
            1, found.whole_before
        )
        least = max(GROWTH * found.before, GROWTH_SPREADS * found.spread, GROWTH_LEAST)
        if rise < least or whole.now - whole.before < SHARED * rise:
            continue
        finding = Finding(
            FindingCode.SUPPLIER_PRICE,
            Severity.WATCH,
            months[-1].last_day,
            more,
            {
                "bills": past.money(found.part),
                "share": ratio(found.part, found.whole),
                "share_before": ratio(found.part_before, found.whole_before),
                "rise": ratio(
                    found.part * found.whole_before - found.part_before * found.whole,
                    found.part_before * found.whole,
                ),
                "more": past.money(more),
            },
            entries(row for row in rows if row.day >= months[-RECENT].first_day),
            Action(ActionKind.PARTY, party),
            party=party,
            variant="bills",
        )
        yield Weighed(finding, rise / least)


def _bought(past: Past, months: Sequence[Month]) -> dict[str, tuple[list[int], list[Row]]]:
    """Return each supplier's goods by month, and their rows; what only left the stock is none."""
    places = {(month.year, month.number): place for place, month in enumerate(months)}
    found: dict[str, tuple[list[int], list[Row]]] = defaultdict(lambda: ([0] * len(months), []))
    for row in bought(past):
        place = places.get((row.day.year, row.day.month))
        if place is not None and row.party:
            bills, rows = found[row.party]
            bills[place] += row.value
            rows.append(row)
    return found


def bought(past: Past) -> Iterator[Row]:
    """Yield the rows of goods bought: into stock, or at once to the cost of sales."""
    stock = past.history.codes(Group.STOCK)
    left = {row.entry for row in past.rows_of(stock) if row.value < 0}
    for row in past.rows_of(past.history.codes(Group.COST_OF_SALES, Group.STOCK)):
        if row.entry not in left:
            yield row
