"""Findings about money to come: cash that runs short, tax that falls due, loans that weigh."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.analysis.findings.past import ratio
from cfo_desktop.domain.account import Activity
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed
from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.period import Month

SOON = 30
"""Days in which an owner must act: a loan or a customer who pays sooner takes weeks to arrange."""
DEEP = 0.05
"""Share of a month's sales that counts as one more threshold's worth of shortage."""
TAX_AHEAD = 30
"""Days before its day that tax is announced: a month's takings can still be put aside."""
TAX_URGENT = 14
COVER = 1.2
"""Operating money should be 1.2 times the instalments: what banks ask for at the least."""
COVER_MONTHS = 6
"""Months that operating money is read from: fewer swing with what was bought for the season."""
COVER_LEAST = 3
LUMP = 3
"""An instalment of so many times the usual one is a loan paid back early, not a burden."""


@dataclass(frozen=True, slots=True)
class LoanCover:
    """What the business brought in in cash in some months, and the instalments; minor units."""

    last: Month
    months: int
    money: int
    instalments: int
    """Paid back, with the interest that was paid with it."""
    rows: tuple[int, ...]
    """Numbers of the entries that paid them."""


def runs_short(past: Past) -> Iterator[Weighed]:
    """Yield the day on which the low band of the forecast is under the cushion.

    Figures: ``day`` (the first such day), ``days`` until it, ``low`` (the low band then),
    ``lowest_day`` and ``lowest`` (where the low band is least), ``short`` (what lacks there to the
    cushion), ``cushion``, ``now``. Variants: ``now`` (it is under already), ``likely`` (what is
    expected falls under it), ``possible`` (the low band alone), each with ``_out`` where the owner
    named no cushion: the money runs out. Enough: a reliable forecast.
    """
    forecast, cushion = past.circumstances.forecast, past.circumstances.cushion
    day = forecast.short_on(cushion) if forecast.reliable else None
    if day is None:
        return
    worst = min(forecast.days, key=lambda each: (each.low, each.date))
    expected = next((each for each in forecast.days if each.expected < cushion), None)
    likelihood = _likelihood(forecast.opening, cushion, expected)
    soon = expected and (expected.date - past.today).days <= SOON
    short = cushion - worst.low
    rows = {
        each.entry: each.day
        for each in forecast.movements
        if each.entry is not None and each.amount < 0 and each.day <= worst.date
    }
    finding = Finding(
        FindingCode.CASH_SHORT,
        Severity.ACT if likelihood == "now" or soon else Severity.WATCH,
        day.date,
        short,
        {
            "day": day.date,
            "days": (day.date - past.today).days,
            "low": past.money(day.low),
            "lowest_day": worst.date,
            "lowest": past.money(worst.low),
            "short": past.money(short),
            "cushion": past.money(cushion),
            "now": past.money(forecast.opening),
        },
        tuple(sorted(rows)),
        Action(ActionKind.FORECAST, day.date.isoformat()),
        variant=likelihood if cushion else f"{likelihood}_out",
    )
    yield Weighed(finding, 1 + short / (DEEP * past.turnover))


def _likelihood(opening: int, cushion: int, expected: ForecastDay | None) -> str:
    if opening < cushion:
        return "now"
    return "likely" if expected else "possible"


def tax_due(past: Past) -> Iterator[Weighed]:
    """Yield each tax that falls due soon, or was due and is not put aside or paid.

    Figures: ``amount``, ``put_aside``, ``missing``, ``due``, ``days`` until it (since it where it
    is past), ``first`` and ``last`` of the period. Variants: ``missing``, ``put_aside``, ``late``.
    """
    for tax in past.circumstances.taxes:
        days = (tax.due - past.today).days
        missing = max(0, tax.amount - tax.put_aside)
        late = days < 0
        if tax.amount <= 0 or days > TAX_AHEAD or (late and not missing):
            continue
        urgent = missing and days <= TAX_URGENT
        least = Severity.WATCH if missing else Severity.NOTE
        finding = Finding(
            FindingCode.TAX_DUE,
            Severity.ACT if urgent else least,
            tax.due,
            missing,
            {
                "amount": past.money(tax.amount),
                "put_aside": past.money(tax.put_aside),
                "missing": past.money(missing),
                "due": tax.due,
                "days": abs(days),
                "first": tax.first,
                "last": tax.last,
            },
            (),
            Action(ActionKind.TAX),
            variant="late" if late else "missing" if missing else "put_aside",
        )
        yield Weighed(finding, TAX_AHEAD / max(1, days))


def loan_cover(past: Past) -> Iterator[Weighed]:
    """Yield loans whose instalments take nearly all that the business earns in cash.

    Operating money is every movement of money but loans, capital, drawings and things bought to
    keep; interest paid with an instalment is counted with the instalment. Figures: ``money``,
    ``instalments``, ``left`` (may be negative), ``cover`` (ratio), ``months``. Variants: ``short``
    (less than the instalments), ``thin``. Enough: three whole months with instalments in each.
    """
    found = cover(past)
    if found is None or found.money >= COVER * found.instalments:
        return
    money, service = found.money, found.instalments
    finding = Finding(
        FindingCode.LOAN_COVER_THIN,
        Severity.ACT if money < service else Severity.WATCH,
        found.last.last_day,
        service,
        {
            "money": past.money(money),
            "instalments": past.money(service),
            "left": past.money(money - service),
            "cover": ratio(money, service),
            "months": found.months,
        },
        found.rows,
        Action(ActionKind.WHAT_IF, "loan"),
        variant="short" if money < service else "thin",
    )
    yield Weighed(finding, COVER * service / max(money, service // 10, 1))


def cover(past: Past) -> LoanCover | None:
    """Return how the business bore its instalments of late; ``None`` where too little is known."""
    months = past.months[-COVER_MONTHS:]
    paid = _instalments(past)
    with_any = {(day.year, day.month) for day, _, _, _ in paid}
    while months and (months[0].year, months[0].number) not in with_any:
        months = months[1:]
    if len(months) < COVER_LEAST:
        return None
    first, last = months[0].first_day, months[-1].last_day
    within = [each for each in paid if first <= each[0] <= last]
    if len({(day.year, day.month) for day, _, _, _ in within}) < len(months):
        return None
    interest = sum(extra for _, _, _, extra in within)
    return LoanCover(
        months[-1],
        len(months),
        interest + _earned(past, months),
        sum(amount for _, _, amount, _ in within),
        tuple(sorted({entry for _, entry, _, _ in within})),
    )


def usual_money(past: Past) -> tuple[int, int] | None:
    """Return what the business brought in in cash in its latest whole months, and how many.

    Minor units, six months at most: every movement of money but loans, capital, drawings and
    things bought to keep. ``None`` where fewer than three months are known.
    """
    months = past.months[-COVER_MONTHS:]
    return (_earned(past, months), len(months)) if len(months) >= COVER_LEAST else None


def _earned(past: Past, months: Sequence[Month]) -> int:
    """Return what every movement of money but loans, capital, drawings and assets brought in."""
    wears_out = past.role(Role.DEPRECIATION)  # a cost that no money leaves for
    operating = [
        code
        for code, group in past.groups.items()
        if group.activity is Activity.OPERATING and code != wears_out
    ]
    return -sum(past.moved(operating, months))


def _instalments(past: Past) -> list[tuple[dt.date, int, int, int]]:
    """Return (day, entry, paid with its interest, the interest) of each regular instalment."""
    loans = past.history.codes(Group.LOAN)
    capital: dict[tuple[dt.date, int], int] = defaultdict(int)
    for row in past.rows_of(loans):
        if row.value > 0:
            capital[row.day, row.entry] += row.value
    if not capital:
        return []
    interest: dict[int, int] = defaultdict(int)
    numbers = {entry for _, entry in capital}
    for row in past.rows_of(past.history.codes(Group.FINANCE)):
        if row.entry in numbers and row.value > 0:
            interest[row.entry] += row.value
    usual = statistics.median(capital.values())
    return [
        (day, entry, amount + interest[entry], interest[entry])
        for (day, entry), amount in sorted(capital.items())
        if amount <= LUMP * usual
    ]
