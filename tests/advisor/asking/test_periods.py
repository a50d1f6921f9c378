"""Days are read as people say them, in both languages."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.advisor.asking import periods_en
from cfo_desktop.advisor.asking import periods_zh

TODAY = dt.date(2026, 6, 17)  # a Wednesday
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_days = st.dates(dt.date(2000, 1, 1), dt.date(2039, 12, 31))


def _told(text: str) -> str:
    module = periods_en if text.isascii() else periods_zh
    return " ".join(
        f"{each.stretch.first}..{each.stretch.last}" for each in module.find(text.lower(), TODAY)
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("what did I sell today", "2026-06-17..2026-06-17"),
        ("sales the day before yesterday", "2026-06-15..2026-06-15"),
        ("last week", "2026-06-08..2026-06-14"),
        ("this month so far", "2026-06-01..2026-06-30"),
        ("takings in december", "2025-12-01..2025-12-31"),
        ("how was May?", "2026-05-01..2026-05-31"),
        ("may I ask who owes me", ""),
        ("the last 30 days", "2026-05-19..2026-06-17"),
        ("the last 3 months", "2026-03-01..2026-05-31"),
        ("since March", "2026-03-01..2026-06-17"),
        ("from 3 to 9 May", "2026-05-03..2026-05-09"),
        ("between 1 April and 15 May", "2026-04-01..2026-04-01 2026-05-15..2026-05-15"),
        ("the second quarter of 2025", "2025-04-01..2025-06-30"),
        ("first half of this year", "2026-01-01..2026-06-30"),
        ("on Monday", "2026-06-15..2026-06-15"),
        ("by the end of next month", "2026-07-31..2026-07-31"),
        ("in two weeks", "2026-06-18..2026-07-01"),
        ("31 April", "2026-04-01..2026-04-30"),  # no such day: the month
        ("what did I spend in summer", "2026-06-01..2026-08-31"),
        ("sales in the winter", "2025-12-01..2026-02-28"),
        ("in spring 2025", "2025-03-01..2025-05-31"),
        ("去年夏天", "2025-06-01..2025-08-31"),
        ("秋季", "2025-09-01..2025-11-30"),
        ("上个月", "2026-05-01..2026-05-31"),
        ("三月份", "2026-03-01..2026-03-31"),
        ("去年12月", "2025-12-01..2025-12-31"),
        ("5月3号到9号", "2026-05-03..2026-05-09"),
        ("上周五", "2026-06-12..2026-06-12"),
        ("最近三个月", "2026-03-01..2026-05-31"),
        ("今年以来", "2026-01-01..2026-06-17"),
        ("下半年", "2026-07-01..2026-12-31"),
        ("春节前", "2027-02-06..2027-02-06"),
        ("大前天", "2026-06-14..2026-06-14"),
        ("5月上旬", "2026-05-01..2026-05-10"),
        ("二零二五年", "2025-01-01..2025-12-31"),
    ],
)
def test_said_days(text: str, days: str) -> None:
    assert _told(text) == days


@given(_days)
def test_a_full_date_is_that_day(day: dt.date) -> None:
    same = f"{day}..{day}"
    assert _told(f"on {day.isoformat()}") == same
    assert _told(f"on {day.day} {_MONTHS[day.month - 1]} {day.year}") == same
    assert _told(f"on {_MONTHS[day.month - 1]} {day.day}, {day.year}") == same
    assert _told(f"{day.year}年{day.month}月{day.day}日") == same


@given(_days)
def test_a_date_without_year_is_the_latest_that_came(day: dt.date) -> None:
    told = _told(f"{day.month}月{day.day}号")
    if (day.month, day.day) == (2, 29):
        return
    found = dt.date.fromisoformat(told.split("..")[0])
    assert (found.month, found.day) == (day.month, day.day)
    assert TODAY - dt.timedelta(days=366) < found <= TODAY


@given(st.text(max_size=120))
def test_no_text_breaks_the_reader(text: str) -> None:
    for module in (periods_en, periods_zh):
        found = module.find(text.lower(), TODAY)
        assert all(each.stretch.first <= each.stretch.last for each in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
