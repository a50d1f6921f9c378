"""The days that a repeated entry falls on, and the entry about another amount."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.domain.schedule import with_amount

FIRSTS = st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31))
EVERY = st.sampled_from(list(Every))
SPAN = st.integers(0, 4000).map(lambda days: dt.timedelta(days=days))


def _days(every: Every, first: str, count: int) -> list[str]:
    rhythm = Rhythm(every, dt.date.fromisoformat(first))
    return [rhythm.nth(number).isoformat() for number in range(count)]


def test_the_31st_is_the_months_last_day_and_comes_back() -> None:
    assert _days(Every.MONTHLY, "2027-12-31", 5) == [
        "2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30",
    ]  # fmt: skip
    assert _days(Every.QUARTERLY, "2026-11-30", 3) == ["2026-11-30", "2027-02-28", "2027-05-30"]


def test_a_leap_day_comes_back_every_fourth_year() -> None:
    assert _days(Every.YEARLY, "2024-02-29", 5) == [
        "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29",
    ]  # fmt: skip


def test_weeks_are_counted_in_days() -> None:
    assert _days(Every.FORTNIGHTLY, "2026-12-24", 2) == ["2026-12-24", "2027-01-07"]
    assert _days(Every.WEEKLY, "2026-12-28", 2) == ["2026-12-28", "2027-01-04"]
    assert _days(Every.DAILY, "2027-02-28", 2) == ["2027-02-28", "2027-03-01"]


@given(FIRSTS, st.sampled_from([Every.MONTHLY, Every.QUARTERLY, Every.YEARLY]), st.integers(0, 300))
def test_a_month_has_its_day_or_its_last_one(first: dt.date, every: Every, number: int) -> None:
    step = {Every.MONTHLY: 1, Every.QUARTERLY: 3, Every.YEARLY: 12}[every]
    day = Rhythm(every, first).nth(number)
    assert Month.of(day) == Month.of(first).plus(step * number)
    assert day.day == min(first.day, calendar.monthrange(day.year, day.month)[1])


@given(FIRSTS, EVERY, SPAN, SPAN)
def test_days_after_a_day_are_those_that_are_left(
    first: dt.date, every: Every, before: dt.timedelta, span: dt.timedelta
) -> None:
    rhythm = Rhythm(every, first)
    after = first - dt.timedelta(days=40) + before
    until = after + span
    whole = list(rhythm.days(until=until))
    assert whole == sorted(set(whole))
    assert list(rhythm.days(until=until, after=after)) == [day for day in whole if day > after]


@given(FIRSTS, EVERY, SPAN)
def test_the_last_day_counts_and_none_follows(
    first: dt.date, every: Every, span: dt.timedelta
) -> None:
    last = Rhythm(every, first).nth(3)
    found = list(Rhythm(every, first, last).days(until=last + span))
    assert found[-1] == last
    assert len(found) == 4


def test_an_end_before_the_first_day_is_refused() -> None:
    with pytest.raises(UserError) as told:
        Rhythm(Every.DAILY, dt.date(2026, 1, 2), dt.date(2026, 1, 1))
    assert told.value.code == "schedule_ends_early"


RENT = Draft(
    dt.date(2026, 1, 1),
    "Rent",
    (
        Posting.plain("6110", Money("GBP", 85_000)),
        Posting.plain("1020", Money("GBP", -85_000)),
    ),
)


@given(st.integers(1, 10**9))
def test_another_amount_moves_the_same_way(minor: int) -> None:
    made = with_amount(RENT, Money("GBP", minor))
    assert [(line.account, line.value.minor) for line in made.postings] == [
        ("6110", minor),
        ("1020", -minor),
    ]


def test_an_amount_that_is_none_or_has_no_one_place_is_refused() -> None:
    with pytest.raises(UserError, match="amount_not_positive"):
        with_amount(RENT, Money("GBP", 0))
    three = (
        *RENT.postings,
        Posting.plain("6120", Money("GBP", 1)),
        Posting.plain("1010", Money("GBP", -1)),
    )
    for draft, amount in (
        (Draft(RENT.day, "", three), Money("GBP", 5)),
        (RENT, Money("USD", 5)),
    ):
        with pytest.raises(UserError, match="schedule_amount_fixed"):
            with_amount(draft, amount)
