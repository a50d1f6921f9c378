"""What changes would do: each moves what it should by exactly what it should, and nothing else."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.analysis import loans
from cfo_desktop.analysis import what_if
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.what_if import Loan
from cfo_desktop.domain.what_if import PlanLine
from cfo_desktop.domain.what_if import PlanMonth
from cfo_desktop.domain.what_if import Purchase
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.domain.what_if import Shift
from cfo_desktop.domain.what_if import WhatIf
from tests.analysis import little_shop

TODAY = dt.date(2026, 11, 15)
SEASON = [90, 80, 95, 100, 105, 110, 100, 90, 95, 100, 110, 160]
PERCENTS = st.decimals(-50, 50, places=1, allow_nan=False)


def shop(number: int = 12, today: dt.date = TODAY) -> History:
    """Return a shop whose sales follow the season for so many whole months."""
    first = Month.of(today).plus(-number)
    sales = [1000 * SEASON[first.plus(back).number - 1] for back in range(number)]
    return little_shop.history(little_shop.months(first, sales), today)


def tried(scenario: Scenario, **more: object) -> WhatIf:
    """Return a scenario in a shop of twelve months; sales are all to the day centre."""
    history = shop()
    customers = {"day centre": dict.fromkeys(history.months, 12000)}
    return what_if.of(history, scenario, customers=customers, **more)  # type: ignore[arg-type]


def differences(found: WhatIf) -> list[dict[PlanLine, int]]:
    """Return {line: difference} of each month, those of nothing left out."""
    return [
        {
            line: after.lines[line] - before.lines[line]
            for line in PlanLine
            if after.lines[line] != before.lines[line]
        }
        for before, after in zip(found.before.months, found.after.months, strict=True)
    ]


def test_nothing_changed_is_todays_plan() -> None:
    found = tried(Scenario())
    assert found.before == found.after
    assert found.before.opening == shop().cash()
    assert len(found.before.months) == 13


@given(st.integers(1, 40), st.integers(1, 36))
def test_the_cash_of_each_month_is_the_one_before_and_what_moves(past: int, ahead: int) -> None:
    plan = what_if.of(shop(past), Scenario(), customers={}, months=ahead).before
    cash = plan.opening
    for month in plan.months:
        cash += month.moves
        assert month.cash == cash
    assert [month.whole for month in plan.months] == [False, *[True] * ahead]


def test_with_a_year_known_each_month_is_what_it_was() -> None:
    found = tried(Scenario())
    assert found.seasonal
    for plan in found.before.months[1:]:
        sold = 1000 * SEASON[plan.month.number - 1]
        assert plan.lines[PlanLine.SALES] == sold
        assert plan.lines[PlanLine.COST_OF_SALES] == -sold * 3 // 5
        assert plan.lines[PlanLine.RENT] == -10_000
        assert plan.lines[PlanLine.WAGES] == -8_000
        assert plan.profit == sold - sold * 3 // 5 - 10_000 - 8_000 - 500 - 1_000
        assert plan.moves == plan.profit + 1_000 - 3_000 + plan.lines[PlanLine.LOAN]


def test_rent_goes_on_as_it_was_of_late() -> None:
    drafts = little_shop.months(Month(2025, 11), [100_000] * 12)
    drafts += [little_shop.entry(dt.date(2026, month, 2), {"rent": 3_000}) for month in (8, 9, 10)]
    found = what_if.of(little_shop.history(drafts, TODAY), Scenario(), customers={})
    assert {month.lines[PlanLine.RENT] for month in found.before.months} == {-13_000}


def test_with_less_than_a_year_each_month_is_the_average() -> None:
    found = what_if.of(shop(4), Scenario(), customers={})
    assert not found.seasonal
    average = round(sum(1000 * SEASON[number - 1] for number in (7, 8, 9, 10)) / 4)
    assert {plan.lines[PlanLine.SALES] for plan in found.before.months[1:]} == {average}


def test_a_loan_of_the_books_is_paid_back_until_nothing_is_owed() -> None:
    plan = tried(Scenario(), months=24).before
    owed = 30_000 - 12 * 2_000
    assert -sum(month.lines[PlanLine.LOAN] for month in plan.months) == owed


def test_what_is_left_of_the_month_has_its_days_share_and_what_is_still_to_come() -> None:
    rest = tried(Scenario()).before.months[0]
    assert rest.month == Month(2026, 11)
    assert rest.lines[PlanLine.SALES] == 110_000 // 2
    # Nothing of November is booked yet, so rent and wages are still to come.
    assert rest.lines[PlanLine.RENT] == -10_000
    paid = shop().months[Month(2026, 11)]
    assert not paid
    on_the_last = what_if.of(shop(today=dt.date(2026, 11, 30)), Scenario(), customers={})
    assert not any(on_the_last.before.months[0].lines.values())


def test_an_empty_book_has_a_plan_of_nothing() -> None:
    found = what_if.of(little_shop.history([], TODAY), Scenario(), customers={})
    assert found.averaged == 0
    assert {month.cash for month in found.after.months} == {0}


def whole(found: WhatIf) -> list[tuple[PlanMonth, PlanMonth]]:
    """Return (before, after) of the whole months; what is left of the present one is the same."""
    pairs = list(zip(found.before.months, found.after.months, strict=True))
    assert pairs[0][0] == pairs[0][1]
    return pairs[1:]


@given(st.integers(-5_000, 50_000))
def test_rent_moves_by_its_amount_and_nothing_else(minor: int) -> None:
    found = tried(Scenario(rent=Shift(minor=minor)))
    expected = {PlanLine.RENT: -minor} if minor else {}
    assert differences(found)[1:] == [expected] * 12
    assert found.after.profit == found.before.profit - 12 * minor


@given(PERCENTS)
def test_wages_move_by_their_share_and_nothing_else(percent: Decimal) -> None:
    for before, after in whole(tried(Scenario(wages=Shift(percent=percent)))):
        assert after.lines[PlanLine.WAGES] == round(-8_000 * (1 + percent / 100))
        assert {**after.lines, PlanLine.WAGES: 0} == {**before.lines, PlanLine.WAGES: 0}


@given(PERCENTS, PERCENTS)
def test_a_price_moves_sales_alone_and_lost_sales_also_goods(price: Decimal, sold: Decimal) -> None:
    for before, after in whole(tried(Scenario(price=price, sales=sold))):
        volume = 1 + sold / 100
        sales, goods = before.lines[PlanLine.SALES], before.lines[PlanLine.COST_OF_SALES]
        assert after.lines[PlanLine.SALES] == round(sales * volume * (1 + price / 100))
        assert after.lines[PlanLine.COST_OF_SALES] == round(goods * volume)
        rest = {PlanLine.SALES: 0, PlanLine.COST_OF_SALES: 0}
        assert {**after.lines, **rest} == {**before.lines, **rest}


@given(st.integers(1, 10**9), st.integers(1, 12))
def test_a_purchase_is_paid_in_parts_that_sum_to_its_price(minor: int, parts: int) -> None:
    purchase = Purchase(dt.date(2026, 12, 20), minor, parts)
    found = tried(Scenario(purchases=(purchase,)))
    moved = differences(found)
    assert sum(each.get(PlanLine.PURCHASE, 0) for each in moved) == -minor
    assert all(each.keys() <= {PlanLine.PURCHASE} for each in moved)
    assert found.after.profit == found.before.profit
    paid = [-each.get(PlanLine.PURCHASE, 0) for each in moved[1 : parts + 1]]
    assert max(paid) - min(paid) <= 1


def test_what_should_have_been_bought_already_is_bought_now() -> None:
    purchase = Purchase(dt.date(2025, 1, 1), 700)
    assert differences(tried(Scenario(purchases=(purchase,))))[0] == {PlanLine.PURCHASE: -700}


LOANS = st.builds(
    Loan,
    st.integers(1, 10**12),
    st.decimals(0, 100, places=2, allow_nan=False),
    st.integers(1, 360),
)


@given(LOANS)
def test_a_loan_is_paid_back_exactly(loan: Loan) -> None:
    schedule = loans.schedule(loan)
    assert len(schedule) == loan.months
    assert sum(each.principal for each in schedule) == loan.minor
    assert schedule[-1].left == 0
    left = loan.minor
    for each in schedule:
        assert each.interest == round(left * loan.percent / 1200)
        assert each.principal >= 0
        left -= each.principal
        assert each.left == left
    if loan.minor > 10**6:
        assert len({each.amount for each in schedule[:-1]}) <= 1


def test_a_known_loan() -> None:
    schedule = loans.schedule(Loan(20_000_00, Decimal("6.5"), 24))
    assert schedule[0].amount == 890_93
    assert schedule[0].interest == 108_33


@given(LOANS)
def test_a_loan_moves_money_and_interest_alone(loan: Loan) -> None:
    found = tried(Scenario(loans=(loan,)), months=60)
    moved = differences(found)
    paid = found.schedules[0][:59]
    total = sum(each.get(PlanLine.LOAN, 0) for each in moved)
    assert total == loan.minor - sum(each.principal for each in paid)
    interest = sum(each.interest for each in paid)
    assert found.after.profit == found.before.profit - interest
    cash = found.after.months[-1].cash - found.before.months[-1].cash
    assert cash == total - interest


def test_a_customer_lost_takes_its_sales_and_their_goods() -> None:
    for each in differences(tried(Scenario(lost=("Day Centre",))))[1:]:
        assert each == {PlanLine.SALES: -12_000, PlanLine.COST_OF_SALES: 7_200}


def test_a_suppliers_price_moves_what_was_bought_of_it() -> None:
    found = tried(Scenario(suppliers=(("dairy", Decimal(10)),)))
    dearer = round(sum(1000 * each * 3 // 5 for each in SEASON) / 12 / 10)
    for each in differences(found)[1:]:
        assert each.keys() == {PlanLine.COST_OF_SALES}
        assert abs(each[PlanLine.COST_OF_SALES] + dearer) <= 1


def test_who_is_not_in_the_books_changes_nothing_and_is_named() -> None:
    found = tried(Scenario(lost=("Nobody",), suppliers=(("Noone", Decimal(5)),)))
    assert found.unknown == ("Nobody", "Noone")
    assert found.after == found.before


def test_the_lowest_month_and_where_the_cushion_goes() -> None:
    found = tried(Scenario(purchases=(Purchase(dt.date(2027, 2, 1), 10**8),)), cushion=100)
    assert found.before.under(found.cushion) is None
    under = found.after.under(found.cushion)
    assert under is not None
    assert under.month == Month(2027, 2)
    assert found.after.lowest.cash == min(month.cash for month in found.after.months)


def ahead(*, reliable: bool = True) -> Forecast:
    """Return a forecast of 90 days that loses 10 a day from the shop's cash."""
    opening = shop().cash()
    days = tuple(
        ForecastDay(
            TODAY + dt.timedelta(days=n), opening - 20 * n, opening - 10 * n, opening + 20 * n
        )
        for n in range(1, 91)
    )
    return Forecast(TODAY, "GBP", opening, days, (), reliable)


def test_the_first_months_end_with_what_the_forecast_expects_and_later_ones_go_on() -> None:
    plain, found = tried(Scenario()), tried(Scenario(), forecast=ahead())
    opening = shop().cash()
    ends = [month.cash for month in found.before.months]
    assert ends[:3] == [opening - 150, opening - 460, opening - 770]
    assert found.forecast_until == Month(2027, 1)
    assert found.before == found.after
    off = ends[2] - plain.before.months[2].cash
    assert all(
        month.cash - usual.cash == off
        for month, usual in zip(found.before.months[2:], plain.before.months[2:], strict=True)
    )
    assert found.before.profit == plain.before.profit
    cash = opening
    for month in found.before.months:
        cash += month.moves
        assert month.cash == cash


@given(
    st.builds(
        Scenario,
        rent=st.builds(Shift, st.integers(-5_000, 50_000)),
        price=PERCENTS,
        purchases=st.just((Purchase(dt.date(2026, 11, 20), 700, 3),)),
        loans=st.just((Loan(9_000, Decimal(6), 24),)),
    )
)
def test_changes_move_the_same_whether_or_not_there_is_a_forecast(scenario: Scenario) -> None:
    plain, found = tried(scenario), tried(scenario, forecast=ahead())
    assert differences(found) == differences(plain)
    moved = [
        after.cash - before.cash
        for each in (plain, found)
        for before, after in zip(each.before.months, each.after.months, strict=True)
    ]
    assert moved[:13] == moved[13:]


def test_a_forecast_that_cannot_be_relied_on_changes_nothing() -> None:
    assert tried(Scenario(), forecast=ahead(reliable=False)) == tried(Scenario())


def test_it_is_told_when_changes_begin() -> None:
    found = tried(Scenario(rent=Shift(1), loans=(Loan(9_000, Decimal(6), 24),)))
    assert found.begins == Month(2026, 12)
    (loan,) = found.scenario.loans
    assert found.taken_up(loan) == Month(2026, 12)
    moved = [each.get(PlanLine.LOAN, 0) for each in differences(found)]
    assert moved[1] == 9_000
    assert moved[2] < 0
    assert found.taken_up(Loan(1, Decimal(6), 24, dt.date(2027, 3, 9))) == Month(2027, 3)
    assert found.taken_up(Loan(1, Decimal(6), 24, dt.date(2020, 3, 9))) == Month(2026, 11)
    assert found.scenario.lasting
    assert not Scenario(purchases=(Purchase(TODAY, 1),), loans=(loan,)).lasting


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("percent_invalid", lambda: Shift(percent=Decimal(-101))),
        ("percent_invalid", lambda: Scenario(price=Decimal(2000))),
        ("percent_invalid", lambda: Loan(1, Decimal(-1), 1)),
        ("planned_amount_invalid", lambda: Loan(0, Decimal(1), 1)),
        ("instalments_invalid", lambda: Loan(1, Decimal(1), 0)),
        ("planned_amount_invalid", lambda: Purchase(TODAY, 0)),
        ("instalments_invalid", lambda: Purchase(TODAY, 1, 0)),
    ],
)
def test_what_cannot_be_is_refused(code: str, make: object) -> None:
    with pytest.raises(UserError) as caught:
        make()  # type: ignore[operator]
    assert caught.value.code == code
