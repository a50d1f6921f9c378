"""Findings about single entries: an amount, a payee or a day that the books have not seen."""

from __future__ import annotations

import bisect
import math
import statistics
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.analysis.findings.past import ratio
from cfo_desktop.analysis.findings.past import spread
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed
from cfo_desktop.domain.history import Row

KNOWN = 6
"""Earlier payments that tell what a payee usually gets."""
KNOWN_NAMELESS = 12
"""The same for an account's payments without a name."""
TIMES = 3
BEYOND_LARGEST = 1.5
"""Against the usual amount, and against the largest one so far."""
SPREADS = 4
CALMEST = 0.1
"""The least spread (in logarithms) that amounts are taken to have."""
SHARE = 0.01
"""Of a month's sales: a smaller slip is not worth the owner's time."""
NEW_SHARE = 0.05
"""Of a month's sales: so much to somebody never paid before."""
NEW_TIMES = 3
"""Against what all but a tenth of the account's payments are below; where that is more, 1.5 times
the largest so far is enough."""
NEW_KNOWN_DAYS = 180
"""Days of rows until "never before" means something."""
DAY_ENTRIES = 100
"""Earlier payments until a weekday without any is a rule."""
DAY_LATELY = 2
"""More on that weekday within a month are a new habit."""
_TENTH = 0.9


def find(past: Past) -> Iterator[Weighed]:
    """Yield payments of the last month that stand out, each for one reason.

    Figures: ``value``; for ``amount``: ``usual`` (the middle of ``known`` earlier ones),
    ``largest`` (of them), ``known``, ``times`` (``value`` to ``usual``, ratio); for ``payee``:
    ``largest`` (on the account before, of ``known`` payments), ``known``; for ``day``: ``known``
    (payments before, none of which fell on this weekday), ``weekday`` (0 is Monday). ``day`` in
    all. Enough: six earlier payments to the payee; half a year of rows; a hundred payments.
    ``waiting`` (``value``, ``day``) is a large payment that nobody has sorted yet, whoever got it.
    """
    own = past.spent - {past.role(Role.DEPRECIATION), past.role(Role.FEES)}
    shut = _unused_weekdays(past, own)
    amounts: dict[str, list[int]] = {}
    told: set[int] = set()
    for row in past.new():
        if row.account not in own or row.entry in told or row.value < SHARE * past.turnover:
            continue
        found = _amount(past, row) or _payee(past, row, amounts) or _day(past, row, shut)
        if found is not None:
            told.add(row.entry)
            yield found
    yield from _waiting(past)


def _waiting(past: Past) -> Iterator[Weighed]:
    """Tell of large payments that wait for an account: no account is there to hold them against."""
    if past.known_days < NEW_KNOWN_DAYS:
        return
    for item in past.circumstances.waiting:
        times = item.amount / (NEW_SHARE * past.turnover)
        if times >= 1 and past.new_from <= item.day <= past.today:
            row = Row(item.entry, item.day, item.text, "", "", item.amount)
            yield Weighed(_finding(past, row, "waiting", {}), times)


def _finding(past: Past, row: Row, variant: str, figures: dict[str, Figure]) -> Finding:
    return Finding(
        FindingCode.UNUSUAL_ENTRY,
        Severity.WATCH if row.value >= NEW_SHARE * past.turnover else Severity.NOTE,
        row.day,
        row.value,
        {"value": past.money(row.value), "day": row.day, **figures},
        (row.entry,),
        Action(ActionKind.SORT if variant == "waiting" else ActionKind.ENTRY, str(row.entry)),
        party=row.party,
        account=row.account,
        variant=variant,
    )


def _amount(past: Past, row: Row) -> Weighed | None:
    known = [
        each.value
        for each in past.by_party[row.account, row.party]
        if each.value > 0 and each.day < row.day
    ]
    if len(known) < (KNOWN if row.party else KNOWN_NAMELESS):
        return None
    usual, largest = statistics.median_low(known), max(known)
    calm = max(CALMEST, spread(math.log(value) for value in known))
    times = min(
        row.value / (TIMES * usual),
        row.value / (BEYOND_LARGEST * largest),
        math.log(row.value / usual) / (SPREADS * calm),
        row.value / (SHARE * past.turnover),
    )
    if times < 1:
        return None
    figures: dict[str, Figure] = {
        "usual": past.money(usual),
        "largest": past.money(largest),
        "known": len(known),
        "times": ratio(row.value, usual),
    }
    return Weighed(_finding(past, row, "amount", figures), times)


def _payee(past: Past, row: Row, amounts: dict[str, list[int]]) -> Weighed | None:
    """Tell of a large payment to somebody new, held against the account's payments before."""
    first = past.first_of.get(row.party)
    if not row.party or first is None or first.entry != row.entry:
        return None
    if past.known_days < NEW_KNOWN_DAYS or row.value < NEW_SHARE * past.turnover:
        return None
    if row.account not in amounts:
        amounts[row.account] = _before(past, row.account)
    known = amounts[row.account]
    bar = (
        min(NEW_TIMES * known[int(_TENTH * len(known))], BEYOND_LARGEST * known[-1]) if known else 1
    )
    times = min(row.value / bar, row.value / (NEW_SHARE * past.turnover))
    if times < 1:
        return None
    figures: dict[str, Figure] = {
        "largest": past.money(known[-1] if known else 0),
        "known": len(known),
    }
    return Weighed(_finding(past, row, "payee", figures), times)


def _before(past: Past, account: str) -> list[int]:
    """Return what was paid on an account before the last month, the smallest first."""
    rows = past.rows_of({account})
    return sorted(row.value for row in rows if row.day < past.new_from and row.value > 0)


def _unused_weekdays(past: Past, own: frozenset[str]) -> tuple[frozenset[int], int]:
    """Return the weekdays on which nothing was ever paid before this month, and of how many."""
    codes = own | past.history.codes(Group.PAYABLE)
    rows = past.history.rows
    end = bisect.bisect_left(rows, past.new_from, key=lambda row: row.day)
    used = [0] * 7
    last = -1
    for row in rows[:end]:
        if row.value > 0 and row.entry != last and row.account in codes:
            used[row.day.weekday()] += 1
            last = row.entry
    if sum(used) < DAY_ENTRIES:
        return frozenset(), 0
    unused = {weekday for weekday, count in enumerate(used) if not count}
    lately: dict[int, set[int]] = {weekday: set() for weekday in unused}
    for row in rows[end:]:
        if row.account in codes and row.value > 0 and row.day.weekday() in unused:
            lately[row.day.weekday()].add(row.entry)
    kept = [weekday for weekday in unused if len(lately[weekday]) <= DAY_LATELY]
    return frozenset(kept), sum(used)


def _day(past: Past, row: Row, shut: tuple[Sequence[int] | frozenset[int], int]) -> Weighed | None:
    weekdays, known = shut
    if row.day.weekday() not in weekdays:
        return None
    figures: dict[str, Figure] = {"known": known, "weekday": row.day.weekday()}
    times = row.value / (SHARE * past.turnover)
    return Weighed(_finding(past, row, "day", figures), times)
