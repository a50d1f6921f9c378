"""The stretches that takings are held against."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.today import Span

DAYS = st.dates(dt.date(1902, 1, 1), dt.date(2199, 12, 31))


@given(DAYS, st.sampled_from([Span.DAY, Span.WEEK]))
def test_days_and_weeks_are_held_against_the_same_weekdays(day: dt.date, span: Span) -> None:
    now = span.until(day)
    for before in span.before(day):
        assert before.last < now.first
        assert before.last - before.first == now.last - now.first
        assert before.first.weekday() == now.first.weekday()


@given(DAYS)
def test_a_month_is_held_against_the_same_days_of_a_month(day: dt.date) -> None:
    for before in Span.MONTH.before(day):
        assert before.first.day == 1
        assert before.first.month == before.last.month
        assert before.last.day <= day.day
        cut_short = (before.last + dt.timedelta(days=1)).day == 1
        assert before.last.day == day.day or cut_short


@pytest.mark.parametrize(
    ("day", "last_month", "last_year"),
    [
        (
            dt.date(2028, 3, 31),
            Stretch(dt.date(2028, 2, 1), dt.date(2028, 2, 29)),
            Stretch(dt.date(2027, 3, 1), dt.date(2027, 3, 31)),
        ),
        (
            dt.date(2028, 2, 29),
            Stretch(dt.date(2028, 1, 1), dt.date(2028, 1, 29)),
            Stretch(dt.date(2027, 2, 1), dt.date(2027, 2, 28)),
        ),
        (
            dt.date(2026, 1, 1),
            Stretch(dt.date(2025, 12, 1), dt.date(2025, 12, 1)),
            Stretch(dt.date(2025, 1, 1), dt.date(2025, 1, 1)),
        ),
    ],
)
def test_short_months_and_new_years(day: dt.date, last_month: Stretch, last_year: Stretch) -> None:
    assert Span.MONTH.before(day) == (last_month, last_year)
