"""Idle cash is never more than the low band leaves above the cushion."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.analysis import idle_cash
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.history import History
from cfo_desktop.domain.idle_cash import DAYS
from cfo_desktop.domain.tax import TaxForm
from cfo_desktop.domain.tax import TaxPace
from cfo_desktop.domain.tax import TaxPeriod
from cfo_desktop.domain.tax import TaxPlan
from cfo_desktop.domain.tax import TaxRate
from cfo_desktop.domain.tax import TaxSummary
from tests.analysis import little_shop
from tests.analysis.little_shop import entry

TODAY = dt.date(2026, 11, 15)


def shop(bank: int, till: int = 0) -> History:
    if not bank + till:
        return little_shop.history([], TODAY)
    lines = {"opening": -bank - till, "bank": bank, "till": till}
    return little_shop.history([entry(TODAY, lines)], TODAY)


def forecast(lows: list[int], *, reliable: bool = True) -> Forecast:
    days = tuple(
        ForecastDay(TODAY + dt.timedelta(days=number), low, low + 100, low + 200)
        for number, low in enumerate(lows, 1)
    )
    return Forecast(TODAY, "GBP", 0, days, (), reliable)


def owed(minor: int, *, due: dt.date = TODAY + dt.timedelta(days=100)) -> TaxSummary:
    """Return a summary of one period that owes an amount."""
    form = TaxForm(
        first=TODAY,
        last=TODAY,
        due=due,
        over=True,
        posted=True,
        takings=0,
        net=0,
        percents=(),
        exempt=False,
        threshold=None,
        on_sales=minor,
        on_purchases=0,
        other=0,
        paid=0,
        aside=0,
    )
    plan = TaxPlan(
        "vat",
        TaxPeriod.QUARTER,
        15,
        included=True,
        rates=(TaxRate(TODAY.replace(day=1), Decimal(20)),),
    )
    return TaxSummary(
        today=TODAY,
        currency="GBP",
        plan=plan,
        posted=True,
        forms=(form,),
        carried=0,
        ahead=0,
        balance=minor,
        aside=0,
    )


@given(
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.lists(st.integers(-(10**9), 10**9), min_size=90, max_size=90),
    st.integers(0, 10**9),
    st.integers(0, 10**8),
)
def test_idle_is_never_over_the_low_band_less_the_cushion(
    bank: int, till: int, lows: list[int], cushion: int, for_tax: int
) -> None:
    found = idle_cash.of(
        shop(bank, till), forecast(lows), cushion=cushion, rate=None, tax=owed(for_tax)
    )
    assert [span.days for span in found.spans] == list(DAYS)
    before = None
    for span in found.spans:
        least = min(*lows[: span.days], bank + till)
        assert span.low == least
        assert span.least == least - till
        assert span.idle == max(0, min(least - till - cushion - for_tax, bank))
        assert before is None or span.idle <= before
        before = span.idle
        if span.on > TODAY:
            assert lows[(span.on - TODAY).days - 1] == span.low


def test_nothing_is_idle_where_the_forecast_is_not_reliable() -> None:
    found = idle_cash.of(shop(10**6), forecast([10**6] * 90, reliable=False), cushion=0, rate=None)
    assert found.spans == ()


def test_a_short_forecast_tells_as_far_as_it_goes() -> None:
    found = idle_cash.of(shop(10**6), forecast([10**6] * 30), cushion=0, rate=None)
    assert [span.days for span in found.spans] == [7, 30]


def test_interest_is_simple_over_365_days() -> None:
    found = idle_cash.of(
        shop(10_000_00), forecast([10_000_00] * 90), cushion=0, rate=Decimal("3.65")
    )
    assert [span.earns for span in found.spans] == [7_00, 30_00, 60_00, 90_00]


def test_tax_that_is_owed_is_not_idle() -> None:
    found = idle_cash.of(
        shop(10_000), forecast([8_000] * 90), cushion=1_000, rate=None, tax=owed(2_500)
    )
    assert {span.idle for span in found.spans} == {4_500}


def test_tax_that_the_forecast_pays_within_the_span_is_not_counted_again() -> None:
    due = TODAY + dt.timedelta(days=40)
    found = idle_cash.of(
        shop(10_000),
        forecast([8_000] * 39 + [5_500] * 51),
        cushion=1_000,
        rate=None,
        tax=owed(2_500, due=due),
    )
    assert [span.for_tax for span in found.spans] == [2_500, 2_500, 0, 0]
    assert {span.idle for span in found.spans} == {4_500}


def test_tax_at_this_pace_is_told_with_its_day() -> None:
    due = TODAY + dt.timedelta(days=60)
    pace = TaxPace(
        last=TODAY,
        due=due,
        net=0,
        exempt=False,
        threshold=None,
        amount=600,
        certain=100,
        paid=0,
        aside=0,
    )
    found = idle_cash.of(
        shop(10_000),
        forecast([8_000] * 90),
        cushion=0,
        rate=None,
        tax=replace(owed(100, due=due), pace=pace),
    )
    assert (found.for_tax, found.tax_ahead, found.tax_due) == (100, 500, due)


def test_money_in_the_till_is_not_there_to_be_put_away() -> None:
    found = idle_cash.of(shop(10_000, 3_000), forecast([8_000] * 90), cushion=1_000, rate=None)
    assert {span.idle for span in found.spans} == {4_000}


@pytest.mark.parametrize(
    ("lows", "answer"),
    [([9_000] * 90, "both"), ([9_000] * 45 + [0] * 45, "first"), ([0] * 90, "nothing")],
)
def test_it_is_answered_what_may_be_put_away(lows: list[int], answer: str) -> None:
    found = idle_cash.of(shop(10_000), forecast(lows), cushion=1_000, rate=None)
    assert found.answer == answer
    assert list(found.asked) == [30, 60]
