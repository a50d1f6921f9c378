"""The charts show the report's own figures, in axes of round numbers."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.reports import charts
from tests.reports import samples

AMOUNTS = st.integers(-(10**18), 10**18)


@given(AMOUNTS, AMOUNTS)
def test_axes_enclose_every_value_in_a_few_round_steps(low: int, high: int) -> None:
    low, high = sorted((low, high))
    ticks = charts.round_steps(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 0 in ticks
    assert 1 <= len(ticks) <= 8
    if len(ticks) > 1:
        (step,) = {after - before for before, after in itertools.pairwise(ticks)}
        assert str(step).rstrip("0") in ("1", "2", "5")


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 0, (0,)),
        (0, 5, (0, 1, 2, 3, 4, 5)),
        (0, 455_980, (0, 100_000, 200_000, 300_000, 400_000, 500_000)),
        (-142_300, 500_000, (-200_000, 0, 200_000, 400_000, 600_000)),
        (-7, -3, (-8, -6, -4, -2, 0)),
    ],
)
def test_axes(low: int, high: int, ticks: tuple[int, ...]) -> None:
    assert charts.round_steps(low, high) == ticks


def test_expenses_are_sorted_and_add_up() -> None:
    report = samples.monthly_report()
    bars = charts.expenses_by_kind(report.income, most=4)
    names = [account.code for account, _ in bars.bars]
    assert names == ["5010", "6010", "6020"]
    assert bars.rest_count == 8
    assert bars.total == sum(amount for _, amount in bars.bars) + bars.rest
    whole = charts.expenses_by_kind(report.income, most=11)
    assert (len(whole.bars), whole.rest_count, whole.rest) == (11, 0, 0)
    assert whole.total == bars.total == 7_517_255


def test_an_expense_that_came_back_stands_last() -> None:
    report = samples.with_amounts(samples.monthly_report(), lambda amount: -amount)
    amounts = [amount for _, amount in charts.expenses_by_kind(report.income, most=20).bars]
    assert amounts == sorted(amounts, reverse=True)
    assert max(amounts) < 0


def test_takings_have_one_place_for_each_day() -> None:
    columns = charts.daily_takings(samples.monthly_report())
    assert columns.starts[0] == dt.date(2026, 11, 1)
    assert columns.starts[-1] == dt.date(2026, 11, 30)
    assert [row[0] for row in columns.values] == list(samples.monthly_report().daily_takings)
    assert charts.daily_takings(samples.empty_month()).empty


def test_the_trend_ends_with_the_month_of_the_report() -> None:
    report = samples.monthly_report()
    columns = charts.sales_and_profit(report)
    assert len(columns.starts) == 13
    assert columns.starts[-1] == dt.date(2026, 11, 1)
    assert columns.values[-1] == (report.figures["sales"], report.figures["profit"])
    assert columns.series == ("sales", "profit")
