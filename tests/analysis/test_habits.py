"""Habits are what the rows say, and each names the entries that it came from."""

from __future__ import annotations

import datetime as dt

import pytest

from cfo_desktop.analysis import debts
from cfo_desktop.analysis import habits
from cfo_desktop.domain.habits import Habits
from cfo_desktop.domain.history import History
from cfo_desktop.domain.invoice import Direction
from tests.evaluation import forecast as evaluation

END = dt.date(2026, 10, 31)


@pytest.fixture(scope="module")
def history() -> History:
    return evaluation.demo_series("en", months=18, end=END).history(END)


@pytest.fixture(scope="module")
def found(history: History) -> Habits:
    return habits.find(history, debts.find(history))


def test_cycles_are_the_terms_that_the_shop_pays_by(history: History, found: Habits) -> None:
    assert found.payment is not None
    assert found.payment.direction is Direction.PURCHASE
    assert found.payment.parties == {
        "Hollin Dairy and Bakery": 30,
        "Northgate Drinks": 45,
        "Tamar Vale Wholesale": 14,
    }
    paid = sum(
        row.value
        for row in history.rows
        if row.account == "2010" and row.value > 0 and row.entry in found.payment.rows
    )
    assert found.payment.paid == paid


def test_most_goes_out_on_pay_and_rent_day(found: Habits) -> None:
    assert [peak.month_day for peak in found.peaks[:2]] == [27, 1]
    assert found.weekdays[0].weekday == 0
    assert sum(each.per_mille for each in found.weekdays) == pytest.approx(1000, abs=4)


def test_a_peak_is_the_money_of_its_rows(history: History, found: Habits) -> None:
    moved = debts.cash_of_entries(history)
    for peak in found.peaks:
        assert peak.amount == -sum(
            cash
            for (entry, day), cash in moved.items()
            if entry in peak.rows and cash < 0 and day.day == peak.month_day
        )


def test_suppliers_deliver_every_monday(found: Habits) -> None:
    first = found.purchases[0]
    assert (first.supplier, first.days) == ("Tamar Vale Wholesale", 7)
    assert first.last == dt.date(2026, 10, 26)


def test_wages_are_paid_on_the_27th(found: Habits) -> None:
    (payday,) = found.paydays
    assert (payday.month_day, payday.next) == (27, dt.date(2026, 11, 27))
    assert payday.amount > 0
    assert len(payday.rows) >= 12


def test_books_without_rows_have_no_habits(history: History) -> None:
    empty = evaluation.demo_series("en", months=18, end=END).history(dt.date(2020, 1, 1))
    nothing = habits.find(empty, debts.find(empty))
    assert nothing == Habits(dt.date(2020, 1, 1), None, None, (), (), (), ())
