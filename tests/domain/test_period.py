"""Holds months, fiscal years and stored days to the calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.period import FIRST_DAY
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.period import days_after
from cfo_desktop.domain.period import fiscal_year_start
from cfo_desktop.domain.period import parse_day

DAYS = st.dates(FIRST_DAY, LAST_DAY)
MONTHS = DAYS.map(Month.of)


@given(DAYS, DAYS)
def test_stored_days_read_back_and_sort_as_days_do(one: dt.date, other: dt.date) -> None:
    assert day_from_key(day_key(one)) == one
    assert (day_key(one) < day_key(other)) == (one < other)
    assert day_key(one) // 100 == Month.of(one).key


@given(DAYS)
def test_a_month_holds_its_days(day: dt.date) -> None:
    month = Month.of(day)
    assert month.first_day <= day <= month.last_day
    assert Month.of(month.last_day + dt.timedelta(days=1)) == month.plus(1)
    assert Month.from_key(month.key) == month
    assert Month.parse(str(month)) == month


@given(MONTHS, st.integers(-600, 600))
def test_counting_months_goes_both_ways(month: Month, steps: int) -> None:
    assert month.plus(steps).plus(-steps) == month
    assert (month.plus(steps) > month) == (steps > 0)


@given(MONTHS, st.integers(1, 12))
def test_a_month_is_in_its_fiscal_year(month: Month, first_month: int) -> None:
    start = fiscal_year_start(month, first_month=first_month)
    assert start.number == first_month
    assert start <= month < start.plus(12)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13",
        "2026-00",
        "2026-1",
        "26-01",
        "2026-01-01",
        "2026/01",
        "",
        "２０２６-01",
        "2026-01\n",
        "0000-01",
        # Reports look a year back and a month ahead; no entry is there.
        "0001-01",
        "1899-12",
        "2201-01",
        "9999-12",
    ],
)
def test_what_is_no_month_of_a_ledger_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        Month.parse(text)
    assert caught.value.code == "month_invalid"
    assert caught.value.data == {"text": text}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-30", dt.date(2026, 11, 30)),
        ("2024-02-29", dt.date(2024, 2, 29)),
        ("1900-01-01", FIRST_DAY),
        ("2200-12-31", LAST_DAY),
    ],
)
def test_days_are_read(text: str, day: dt.date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-11-31", "30.11.2026", "", "1899-12-31", "2201-01-01", "0001-01-01"]
)
def test_what_is_no_day_of_a_ledger_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_day(text)
    assert caught.value.code == "date_invalid"
    assert caught.value.data == {"text": text}


def test_no_day_lies_after_the_last_that_books_know() -> None:
    assert days_after(dt.date(2026, 1, 30), 3) == dt.date(2026, 2, 2)
    assert days_after(LAST_DAY - dt.timedelta(days=1), 14) == LAST_DAY
    assert days_after(dt.date(2200, 12, 31), 1) == LAST_DAY
