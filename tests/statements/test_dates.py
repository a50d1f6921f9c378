"""Dates as banks print them, and which number is the month."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.statements import dates
from cfo_desktop.statements.dates import DateStyle
from cfo_desktop.statements.dates import Order

YMD, DMY, MDY = DateStyle(Order.YMD), DateStyle(Order.DMY), DateStyle(Order.MDY)


@pytest.mark.parametrize(
    ("text", "style", "day", "time"),
    [
        ("2024-01-31", YMD, "2024-01-31", ""),
        ("2024/1/3", YMD, "2024-01-03", ""),
        ("2024.01.31.", YMD, "2024-01-31", ""),
        ("20240131", YMD, "2024-01-31", ""),
        ("20240131093015", YMD, "2024-01-31", "09:30:15"),
        ("2024年1月31日", YMD, "2024-01-31", ""),
        ("2024年01月31日 09:30:15", YMD, "2024-01-31", "09:30:15"),
        ("2024-01-31 09:30", YMD, "2024-01-31", "09:30:00"),
        ("2024-01-31T09:30:15.123Z", YMD, "2024-01-31", "09:30:15"),
        ("2024-01-31T23:30:15+08:00", YMD, "2024-01-31", "23:30:15"),
        ("31.01.24", DMY, "2024-01-31", ""),
        ("31/01/2024 9:05:00 PM", DMY, "2024-01-31", "21:05:00"),
        ("01/31/2024", MDY, "2024-01-31", ""),
        ("31012024", DMY, "2024-01-31", ""),
        ("2024-01-31", MDY, "2024-01-31", ""),
        ("31 Jan 2024", YMD, "2024-01-31", ""),
        ("31-Jan-24", YMD, "2024-01-31", ""),
        ("1st March 2024", YMD, "2024-03-01", ""),
        ("Jan 31, 2024", YMD, "2024-01-31", ""),
        ("Mon, 31 Jan 2024", YMD, "2024-01-31", ""),
        ("31. März 2024", YMD, "2024-03-31", ""),
        ("15 févr. 2024", YMD, "2024-02-15", ""),
        ("31/01/99", DMY, "1999-01-31", ""),
    ],
)
def test_reads(text: str, style: DateStyle, day: str, time: str) -> None:
    found = dates.parse(text, style)
    assert found
    assert (found.day.isoformat(), found.time) == (day, time)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2024-13-01",
        "2024-02-30",
        "31",
        "1.96",
        "12:30",
        "20240199",
        "99999999",
        "0000-01-01",
    ],
)
def test_refuses_what_is_no_date(text: str) -> None:
    assert dates.parse(text, YMD) is None


@pytest.mark.parametrize(
    ("texts", "month_first", "order", "ambiguous"),
    [
        (["2024-01-31", "2024-02-01"], False, Order.YMD, False),
        (["13/01/2024", "01/02/2024"], True, Order.DMY, False),
        (["01/13/2024", "01/02/2024"], False, Order.MDY, False),
        (["01.02.2024", "03.02.2024"], True, Order.DMY, False),
        # all up to the twelfth: the order of rows tells
        (["01/02/2024", "05/02/2024", "02/03/2024"], True, Order.DMY, True),
        (["01/02/2024", "01/05/2024", "02/03/2024"], False, Order.MDY, True),
        (["03/01/2024", "12/02/2024", "01/12/2024"], True, Order.DMY, True),
        # rows in order either way: those nearer to each other
        (["05/01/2024", "05/02/2024", "05/03/2024"], False, Order.MDY, True),
        # nothing tells: custom
        (["03/04/2024"], True, Order.MDY, True),
        (["03/04/2024"], False, Order.DMY, True),
        (["04/04/2024"], False, Order.DMY, False),
    ],
)
def test_the_column_decides(
    texts: list[str], *, month_first: bool, order: Order, ambiguous: bool
) -> None:
    assert dates.infer(texts, month_first=month_first) == DateStyle(order, ambiguous)


@given(
    st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2049, 12, 31)), min_size=1),
    st.sampled_from([("%d/%m/%Y", Order.DMY), ("%m/%d/%Y", Order.MDY), ("%Y-%m-%d", Order.YMD)]),
)
def test_a_column_with_a_day_over_twelve_is_read_exactly(
    days: list[dt.date], written: tuple[str, Order]
) -> None:
    form, _order = written
    texts = [day.strftime(form) for day in days]
    style = dates.infer(texts, month_first=False)
    if any(day.day > 12 for day in days):
        read = [found.day for text in texts if (found := dates.parse(text, style))]
        assert read == days


def test_dates_without_a_year_belong_to_the_statement_s_month() -> None:
    style = DateStyle(Order.YMD, year=2024, month=1)
    assert dates.parse("12/29", style) == dates.Moment(dt.date(2023, 12, 29))
    assert dates.parse("01/03", style) == dates.Moment(dt.date(2024, 1, 3))


@pytest.mark.parametrize(
    ("text", "time"),
    [("", ""), ("9:05", "09:05:00"), ("175717", "17:57:17"), ("下午 1:02", "13:02:00")],
)
def test_times(text: str, time: str) -> None:
    assert dates.parse_time(text) == time


@pytest.mark.parametrize("text", ["25:00", "abc", "12:60", "999999"])
def test_no_times(text: str) -> None:
    assert dates.parse_time(text) is None
