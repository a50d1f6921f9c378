"""Findings about takings: an open day without sales, and a day far below what is usual."""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.analysis.findings.past import ratio
from cfo_desktop.analysis.findings.past import spread
from cfo_desktop.domain import festivals
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed

LEARNT_WEEKS = 13
"""Weeks before the last month that the weekdays are learned from: one quarter, one season."""
LEAST_WEEKS = 8
OPEN_SHARE = 0.75
"""A weekday with sales in so many of its weeks is one on which the shop is open."""
BY_CHANCE = 0.02
"""How likely a gap may be in a shop that skips days now and then, to be told all the same."""
ADOPTED = 3
"""A weekday shut so often within a month is a new day of rest, not three faults."""
LOW_SHARE = 0.4
"""Of a weekday's usual takings: rain and roadworks cost half, so less than this is a break."""
LOW_SPREADS = 3.5
CALMEST = 0.08
"""The least spread (in logarithms) that days are taken to have."""
ABOUT_THEN = 7
"""Days by which a holiday of the shop's own moves from year to year."""
_ONE = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What the weekdays before the last month were like."""

    open: frozenset[int]
    missed: float
    """How often an open day had no sales, never 0: nobody has seen enough days for that."""
    usual: Mapping[int, int]
    """{weekday: middle takings}."""
    spread: float
    """Of the logarithm of takings about the weekday's usual ones."""


def broken(past: Past) -> Iterator[Weighed]:
    """Yield open days without sales, and days far below their weekday's usual takings.

    Figures of a gap: ``day``, ``last`` (its end), ``days`` (open days in it), ``usual`` (what these
    weekdays usually bring, together). Variants: ``day``, ``days``, ``since`` (it lasts until
    yesterday). Figures of ``low``: ``day``, ``takings``, ``usual``, ``less`` (ratio). There are no
    rows: takings are read by day. Today is not over, and not judged. Enough: eight weeks with
    sales before the last month. Festivals are forgiven unless the shop was open a year before, and
    so are gaps as long as one that the shop had about then last year.
    """
    pattern = _learn(past)
    if pattern is None:
        return
    for gap in _gaps(past, pattern):
        times = len(gap) * math.log(pattern.missed) / math.log(BY_CHANCE)
        if times >= 1 and not _as_last_year(past, gap):
            yield Weighed(_gap(past, pattern, gap), times)
    for day, minor in past.history.takings.items():
        if past.new_from <= day < past.today and minor > 0 and festivals.of(day) is None:
            yield from _low(past, pattern, day, minor)


def _learn(past: Past) -> _Pattern | None:
    takings = past.history.takings
    first = min(takings, default=past.today)
    start = max(first, past.new_from - dt.timedelta(weeks=LEARNT_WEEKS))
    days = [start + dt.timedelta(days=number) for number in range((past.new_from - start).days)]
    days = [day for day in days if festivals.of(day) is None]
    if len(days) < LEAST_WEEKS * 6:
        return None
    amounts: dict[int, list[int]] = defaultdict(list)
    for day in days:
        amounts[day.weekday()].append(takings.get(day, 0))
    share = {
        weekday: sum(amount > 0 for amount in each) / len(each) for weekday, each in amounts.items()
    }
    opened = frozenset(weekday for weekday, part in share.items() if part >= OPEN_SHARE)
    if not opened:
        return None
    judged = [amount for weekday in opened for amount in amounts[weekday]]
    usual = {
        weekday: statistics.median_low([each for each in amounts[weekday] if each > 0])
        for weekday in opened
    }
    logs = [
        math.log(amount / usual[weekday])
        for weekday in opened
        for amount in amounts[weekday]
        if amount > 0
    ]
    missed = (sum(amount <= 0 for amount in judged) + 0.5) / (len(judged) + 1)
    return _Pattern(opened, missed, usual, max(CALMEST, spread(logs)))


def _gaps(past: Past, pattern: _Pattern) -> list[list[dt.date]]:
    """Return the runs of open days without sales in the last month, today left out."""
    shut: dict[int, int] = defaultdict(int)
    runs: list[list[dt.date]] = [[]]
    day = past.new_from
    while day < past.today:
        if day.weekday() in pattern.open:
            if past.history.takings.get(day, 0) > 0:
                runs.append([])
            elif not _festival(past, day):
                runs[-1].append(day)
                shut[day.weekday()] += 1
        day += _ONE
    lone = [
        [each for each in run if len(run) > ADOPTED or shut[each.weekday()] < ADOPTED]
        for run in runs
    ]
    return [run for run in lone if run]


def _festival(past: Past, day: dt.date) -> bool:
    """Tell whether a day without sales is a festival on which the shop may well be shut."""
    if festivals.of(day) is None:
        return False
    before = festivals.year_before(day)
    known = before is not None and before >= min(past.history.takings, default=past.today)
    return not (known and before is not None and past.history.takings.get(before, 0) > 0)


def _as_last_year(past: Past, gap: Sequence[dt.date]) -> bool:
    """Tell whether the shop had such a gap about then a year before: its own holidays."""
    takings = past.history.takings
    if len(gap) < 2:  # noqa: PLR2004 - one day is no holiday
        return False
    start = gap[0] - dt.timedelta(days=364 + ABOUT_THEN)
    if start < min(takings, default=past.today):
        return False
    length = (gap[-1] - gap[0]).days + 1
    run = longest = 0
    for number in range(length + 2 * ABOUT_THEN):
        run = 0 if takings.get(start + dt.timedelta(days=number), 0) > 0 else run + 1
        longest = max(longest, run)
    return 2 * longest >= length and longest > 1


def _gap(past: Past, pattern: _Pattern, gap: Sequence[dt.date]) -> Finding:
    usual = sum(pattern.usual[day.weekday()] for day in gap)
    since = len(gap) > 1 and (past.today - gap[-1]).days <= 1
    account = past.role(Role.SALES)
    variant = "since" if since else "day" if len(gap) == 1 else "days"
    return Finding(
        FindingCode.NO_TAKINGS,
        Severity.WATCH,
        gap[0],
        usual,
        {"day": gap[0], "last": gap[-1], "days": len(gap), "usual": past.money(usual)},
        (),
        Action(ActionKind.IMPORT) if since else Action(ActionKind.RECORD, account),
        account=account,
        variant=variant,
    )


def _low(past: Past, pattern: _Pattern, day: dt.date, minor: int) -> Iterator[Weighed]:
    usual = pattern.usual.get(day.weekday())
    if usual is None or minor >= LOW_SHARE * usual:
        return
    fall = math.log(usual / minor)
    times = min(fall / (LOW_SPREADS * pattern.spread), fall / -math.log(LOW_SHARE))
    if times < 1:
        return
    account = past.role(Role.SALES)
    finding = Finding(
        FindingCode.NO_TAKINGS,
        Severity.NOTE,
        day,
        usual - minor,
        {
            "day": day,
            "takings": past.money(minor),
            "usual": past.money(usual),
            "less": ratio(usual - minor, usual),
        },
        (),
        Action(ActionKind.ACCOUNT, account),
        account=account,
        variant="low",
    )
    yield Weighed(finding, times)
