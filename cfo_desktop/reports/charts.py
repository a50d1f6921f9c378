"""What the charts show, as plain values: drawn alike on paper and on screen, so figures agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import MonthlyReport

_TICKS = 5
"""About how many round amounts an axis names."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts of accounts, the largest first, in minor units.

    ``rest`` adds up the ``rest_count`` accounts that were left out; ``total`` covers both.
    """

    bars: tuple[tuple[Account, int], ...]
    rest: int
    rest_count: int
    total: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Amounts over time: ``values[place][series]`` in minor units.

    ``series`` names texts of the reports (``sales``, ``profit``); ``starts`` holds the day on which
    each place (a day or a month) begins.
    """

    series: tuple[str, ...]
    starts: tuple[dt.date, ...]
    values: tuple[tuple[int, ...], ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(any(row) for row in self.values)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Round amounts that enclose every value and zero, from the lowest up."""
        amounts = [amount for row in self.values for amount in row]
        return round_steps(min(amounts, default=0), max(amounts, default=0))


def expenses_by_kind(income: FinancialStatement, *, most: int) -> Bars:
    """Return what was spent by account, in at most ``most`` parts: the last may be the rest."""
    costs = [
        (line.account, line.amount)
        for section in income.sections
        for line in section.lines
        if line.account and line.account.kind is Kind.EXPENSE and line.amount
    ]
    costs.sort(key=lambda cost: (-cost[1], cost[0].code))
    kept = costs if len(costs) <= most else costs[: most - 1]
    left_out = [amount for _, amount in costs[len(kept) :]]
    total = sum(amount for _, amount in costs)
    return Bars(tuple(kept), sum(left_out), len(left_out), total)


def daily_takings(report: MonthlyReport) -> Columns:
    """Return the takings of each day of the report's month."""
    first = report.month.first_day
    return Columns(
        ("takings",),
        tuple(first + dt.timedelta(days=index) for index in range(len(report.daily_takings))),
        tuple((amount,) for amount in report.daily_takings),
    )


def sales_and_profit(report: MonthlyReport) -> Columns:
    """Return sales and profit of up to thirteen months, the report's own last."""
    return Columns(
        ("sales", "profit"),
        tuple(month.first_day for month, _, _ in report.monthly_sales),
        tuple((sales, profit) for _, sales, profit in report.monthly_sales),
    )


def round_steps(low: int, high: int) -> tuple[int, ...]:
    """Return about five amounts around both and zero, 1, 2 or 5 times a power of ten apart."""
    low, high = min(low, 0), max(high, 0)
    step, power = 1, 1
    while (high - low) > step * _TICKS:
        step, power = _next_step(step, power)
    first, last = low // step, -(-high // step)
    return tuple(index * step for index in range(first, last + 1))


def _next_step(step: int, power: int) -> tuple[int, int]:
    factor = step // power
    if factor == 5:
        return power * 10, power * 10
    return power * (2 if factor == 1 else 5), power
