"""A month beside the shop's own past: the ranges are those of its own months alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.analysis import own_past
from cfo_desktop.domain.own_past import Benchmark
from cfo_desktop.domain.own_past import MonthBeside
from cfo_desktop.domain.own_past import PastFigure
from cfo_desktop.domain.own_past import Standing
from cfo_desktop.domain.period import Month
from tests.analysis import little_shop
from tests.analysis.little_shop import entry

TODAY = dt.date(2026, 11, 15)


def beside(sales: list[int], today: dt.date = TODAY) -> tuple[MonthBeside, MonthBeside | None]:
    """Return the last month and the present one of a shop with these months of sales."""
    first = Month.of(today).plus(-len(sales))
    found = own_past.of(little_shop.history(little_shop.months(first, sales), today))
    assert found.last is not None
    return found.last, found.present


def of(month: MonthBeside, figure: PastFigure) -> Benchmark:
    return next(each for each in month.benchmarks if each.figure is figure)


@given(st.lists(st.integers(1_000, 10**7), min_size=1, max_size=20))
def test_the_usual_range_is_that_of_the_months_before(sales: list[int]) -> None:
    last, _ = beside(sales)
    takings = of(last, PastFigure.TAKINGS)
    assert takings.now == sales[-1]
    past = [Fraction(each) for each in sales[:-1]]
    assert last.months == len(past)
    if len(past) < 6:
        assert takings.standing is Standing.UNKNOWN
        return
    assert takings.low == own_past.quantile(past, Fraction(1, 10))
    assert takings.low is not None
    assert takings.high is not None
    assert min(past) <= takings.low <= takings.high <= max(past)
    expected = Standing.USUAL
    if sales[-1] < takings.low:
        expected = Standing.BELOW
    elif sales[-1] > takings.high:
        expected = Standing.ABOVE
    assert takings.standing is expected


def test_margin_and_large_costs() -> None:
    last, _ = beside([100_000] * 10)
    margin = of(last, PastFigure.MARGIN)
    assert (margin.now, margin.low, margin.high) == (400, 400, 400)
    costs = [each for each in last.benchmarks if each.figure is PastFigure.COST]
    named = [(each.account.code, each.now) for each in costs if each.account]
    # Wear and interest are under two per cent of the sales.
    assert named == [("rent", 10_000), ("wages", 8_000)]


def test_the_season_is_taken_out_once_two_years_are_known() -> None:
    season = [100_000 + 10_000 * (number % 12) for number in range(12)] * 2
    last, _ = beside([*season, season[0]])
    takings = of(last, PastFigure.TAKINGS)
    assert last.seasonal
    assert (takings.low, takings.high) == (season[0], season[0])
    assert takings.standing is Standing.USUAL
    assert takings.year_ago == season[12]
    share = Fraction(1000 * season[0], sum(season[:12]))
    assert takings.year_share == round(share)


def test_this_month_so_far_is_beside_the_same_days() -> None:
    drafts = little_shop.months(Month(2025, 11), [100_000] * 12)
    drafts.append(entry(dt.date(2026, 11, 3), {"sales": -70_000}))
    found = own_past.of(little_shop.history(drafts, TODAY))
    assert found.present is not None
    assert not found.present.whole
    takings = of(found.present, PastFigure.TAKINGS)
    assert (takings.now, takings.low, takings.high) == (70_000, 100_000, 100_000)
    assert takings.standing is Standing.BELOW
    assert takings.year_ago == 100_000
    wages = [each for each in found.present.benchmarks if each.account]
    # Wages are paid on the 20th: nothing of them by the 15th, in no month.
    assert "wages" not in {each.account.code for each in wages if each.account}


def test_on_the_last_day_of_a_month_it_is_over() -> None:
    _, present = beside([100_000] * 3, dt.date(2026, 11, 30))
    assert present is None or present.month != Month(2026, 11)


def test_an_empty_book_has_no_past() -> None:
    found = own_past.of(little_shop.history([], TODAY))
    assert found.last is None
    assert found.present is None


def test_a_running_month_is_told_as_such_and_beside_which_months() -> None:
    drafts = little_shop.months(Month(2025, 7), [100_000] * 16)
    drafts += [entry(dt.date(2026, 11, 3), {"sales": -70_000, "goods": 60_000})]
    history = little_shop.history(drafts, TODAY)
    known = dataclasses.replace(history, days_from=dt.date(2025, 10, 1))
    found = own_past.of(known)
    assert found.last is not None
    assert found.present is not None
    assert (found.last.months, found.last.known) == (15, 15)
    assert (found.present.months, found.present.known) == (13, 16)
    assert found.present.since == Month(2025, 10)
    assert not found.last.margin_runs
    assert found.present.margin_runs
    # Of the same days of the months before, the goods were bought by the 12th too.
    assert of(found.present, PastFigure.MARGIN).low == 400
    assert of(found.present, PastFigure.MARGIN).now == 143
