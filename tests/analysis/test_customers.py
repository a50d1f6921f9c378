"""Customers: each is in one segment, all values are the ledger's, a discount is exact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.analysis import customers
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.customers import CustomerPage
from cfo_desktop.domain.customers import PartyMonth
from cfo_desktop.domain.customers import Segment
from cfo_desktop.domain.period import Month
from tests.analysis import little_shop
from tests.analysis.little_shop import entry

TODAY = dt.date(2026, 11, 15)
LONG_AGO = entry(dt.date(2025, 1, 2), {"sales": -1})


def parties(visits: Iterable[tuple[str, dt.date, int]]) -> list[PartyMonth]:
    """Return visits summed by party and month; those of less than nothing are goods given back."""
    found: dict[tuple[str, Month], list[tuple[dt.date, int]]] = {}
    for name, day, sales in visits:
        found.setdefault((name, Month.of(day)), []).append((day, sales))
    summed = []
    for (name, month), each in found.items():
        days = {day for day, sales in each if sales > 0}
        total = sum(sales for _, sales in each)
        first, last = min(days, default=None), max(days, default=None)
        summed.append(PartyMonth(name, month, total, len(days), first, last))
    return summed


def page(visits: Iterable[tuple[str, dt.date, int]], *, no: Iterable[str] = ()) -> CustomerPage:
    history = little_shop.history([LONG_AGO], TODAY)
    return customers.page(history, parties(visits), no_customers=set(no), hours=())


def regular(name: str, *, every: int, last: int, times: int = 10) -> list[tuple[str, dt.date, int]]:
    """Return visits of 5.00 so many days apart, the last so many days ago."""
    return [
        (name, TODAY - dt.timedelta(days=last + number * every), 500) for number in range(times)
    ]


VISITS = st.lists(
    st.tuples(
        st.sampled_from(["", "Ann", "ANN", "Bob", "Cat", "支付宝", "Dora"]),
        st.dates(dt.date(2025, 1, 1), TODAY),
        st.integers(-500, 5_000),
    ),
    max_size=60,
)


@given(VISITS)
def test_every_customer_is_in_one_segment_and_all_values_are_the_sales(
    visits: list[tuple[str, dt.date, int]],
) -> None:
    found = page(visits, no={"支付宝"})
    by_segment = [each for segment in Segment for each in found.of(segment)]
    assert sorted(by_segment, key=lambda each: each.name) == sorted(
        found.customers, key=lambda each: each.name
    )
    names = [each.name.casefold() for each in found.customers]
    assert len(set(names)) == len(names)
    bought = {name.casefold() for name, _, sales in visits if name and sales > 0} - {"支付宝"}
    assert set(names) == bought
    total = sum(sales for _, _, sales in visits)
    assert found.total == total
    rest = found.unnamed + sum(found.left_out.values())
    assert sum(each.sales for each in found.customers) + rest == total


@pytest.mark.parametrize(
    ("every", "last", "segment"),
    [
        (7, 14, Segment.REGULAR),
        (7, 15, Segment.SLIPPING),
        (7, 21, Segment.SLIPPING),
        (7, 22, Segment.GONE),
        (30, 60, Segment.REGULAR),
        (30, 61, Segment.SLIPPING),
        (30, 90, Segment.SLIPPING),
        (30, 91, Segment.GONE),
        # Half a year away instead of seven weeks.
        (52, 197, Segment.GONE),
        # Daily, yet away for a week or two: that is no reason to worry.
        (1, 14, Segment.REGULAR),
        (1, 15, Segment.SLIPPING),
    ],
)
def test_who_stays_away_is_told_by_its_own_rhythm(every: int, last: int, segment: Segment) -> None:
    steady = [
        *regular("Big", every=7, last=1, times=600),
        *regular("Al", every=every, last=last, times=99),
    ]
    found = page(steady)
    (al,) = [each for each in found.customers if each.name == "Al"]
    assert al.segment is segment
    assert (al.rhythm, al.away, al.visits) == (every, last, 99)


def test_new_big_and_passing() -> None:
    found = page(
        [
            *regular("Big", every=7, last=1, times=60),
            *regular("Steady", every=7, last=1, times=30),
            ("Once", TODAY - dt.timedelta(days=200), 100),
            ("Newcomer", TODAY - dt.timedelta(days=20), 100),
        ]
    )
    named = {each.name: each.segment for each in found.customers}
    assert named == {
        "Big": Segment.BIG,
        "Steady": Segment.REGULAR,
        "Once": Segment.PASSING,
        "Newcomer": Segment.NEW,
    }


def test_nobody_is_new_in_books_that_are() -> None:
    history = little_shop.history([entry(dt.date(2026, 10, 1), {"sales": -1})], TODAY)
    visits = parties([("Ann", dt.date(2026, 10, 1), 100), ("Bob", dt.date(2026, 10, 2), 900)])
    found = customers.page(history, visits, no_customers=(), hours=())
    assert {each.segment for each in found.customers} == {Segment.BIG, Segment.PASSING}


def test_what_they_used_to_bring_a_month_is_of_the_months_they_came() -> None:
    visits = [("Ann", dt.date(2026, month, 3), 900) for month in (2, 3, 5)]
    (ann,) = page(visits).customers
    assert ann.monthly == round(Fraction(2700, 4))
    assert ann.segment is Segment.GONE


def test_a_visit_or_two_tell_nothing_of_a_month() -> None:
    visits = [("Ann", dt.date(2026, 5, 15), 258), ("Bob", TODAY, 9), ("Bob", LONG_AGO.day, 9)]
    assert {each.monthly for each in page(visits).customers} == {None}


def test_where_nobody_is_gone_it_is_said_who_is_slipping() -> None:
    slipping = [each for n in range(7) for each in regular(f"Al {n}", every=7, last=15)]
    assert [each.name for each in page(slipping).instead_of_gone] == [f"Al {n}" for n in range(5)]
    assert page([*slipping, *regular("Cy", every=7, last=60)]).instead_of_gone == ()


@pytest.mark.parametrize(
    ("first", "since", "months"),
    [
        (dt.date(2026, 8, 3), Month(2026, 8), 0),
        (dt.date(2025, 11, 30), Month(2025, 11), 1),
        (dt.date(2025, 6, 2), Month(2025, 6), 6),
        (dt.date(2024, 12, 1), Month(2024, 12), 12),
        (dt.date(2020, 1, 1), Month(2024, 12), 12),
    ],
)
def test_the_months_looked_at_are_no_earlier_than_the_books(
    first: dt.date, since: Month, months: int
) -> None:
    history = little_shop.history([entry(first, {"sales": -50})], TODAY)
    found = customers.page(history, (), no_customers=(), hours=())
    assert (found.since, found.months_before) == (since, months)
    assert found.partly_before is (0 < months < 12)
    if months > 0 and first.year > 2020:
        assert [(each.sales, each.before) for each in found.kinds] == [(0, 50)]


def test_names_that_only_gave_back_are_left_out_and_named() -> None:
    found = page([("Ann", TODAY, -900)])
    assert not found.customers
    assert found.left_out == {"Ann": -900}


def test_kinds_of_sale_stand_beside_the_year_before() -> None:
    drafts = [
        entry(dt.date(2024, 12, 1), {"sales": -50}),
        entry(dt.date(2025, 11, 30), {"sales": -70}),
        entry(dt.date(2025, 12, 1), {"sales": -100}),
        entry(TODAY, {"online": -300}),
    ]
    found = customers.page(little_shop.history(drafts, TODAY), (), no_customers=(), hours=())
    assert [(each.account.code, each.sales, each.before) for each in found.kinds] == [
        ("online", 300, 0),
        ("sales", 100, 120),
    ]


@given(
    st.integers(1, 10**9),
    st.integers(1, 10**9),
    st.decimals("0.1", "99.9", places=1, allow_nan=False),
)
def test_a_discount_pays_for_itself_from_just_so_much_more(
    sales: int, cost: int, percent: Decimal
) -> None:
    drafts = [
        entry(dt.date(2026, month, 3), {"sales": -sales, "goods": cost}) for month in (8, 9, 10)
    ]
    found = customers.discount(little_shop.history(drafts, TODAY), percent)
    assert found is not None
    assert (found.sales, found.cost, found.months) == (sales, cost, 3)
    lowered = sales * (1 - Fraction(percent) / 100)
    if found.more_goods is None or found.more_sales is None:
        assert lowered <= cost
        return
    enough = 1 + Fraction(found.more_goods) / 100
    assert enough * (lowered - cost) >= sales - cost
    assert (enough - Fraction(1, 1000)) * (lowered - cost) < sales - cost or sales <= cost
    times = Fraction(sales - cost) / (lowered - cost)
    assert 0 <= found.more_sales - (lowered * times - sales) < 1


def test_a_known_discount() -> None:
    drafts = [
        entry(dt.date(2026, month, 3), {"sales": -1000_00, "goods": 600_00}) for month in (8, 9, 10)
    ]
    found = customers.discount(little_shop.history(drafts, TODAY), Decimal(10))
    assert found is not None
    # 400 is left of 1000; at 900 only 300 of them: a third more goods has to be sold.
    assert found.more_goods == Decimal("33.4")
    assert found.more_sales == 200_00
    at_cost = customers.discount(little_shop.history(drafts, TODAY), Decimal(40))
    assert at_cost is not None
    assert at_cost.more_goods is None


def test_without_cost_of_goods_nobody_knows_the_margin() -> None:
    drafts = [entry(dt.date(2026, month, 3), {"sales": -1000_00}) for month in (8, 9, 10)]
    assert customers.discount(little_shop.history(drafts, TODAY), Decimal(10)) is None


@pytest.mark.parametrize("percent", ["0", "100", "-5"])
def test_a_discount_of_nothing_or_all_is_refused(percent: str) -> None:
    with pytest.raises(UserError) as caught:
        customers.discount(little_shop.history([], TODAY), Decimal(percent))
    assert caught.value.code == "percent_invalid"
