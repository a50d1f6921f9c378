"""Tax over a real book: what the tax account moved and why, the plan that is kept, the presets."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from cfo_desktop.base import texts
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.tax import PostedTax
from cfo_desktop.domain.tax import TaxDue
from cfo_desktop.domain.tax import TaxPeriod
from cfo_desktop.services import entries
from cfo_desktop.services import history
from cfo_desktop.services import tax
from cfo_desktop.services.books import Book
from cfo_desktop.store import ledger
from cfo_desktop.store import tax as kept
from tests.services.made_shop import balances
from tests.services.made_shop import post

TODAY = dt.date(2026, 11, 15)
JULY = dt.date(2026, 7, 10)


@pytest.fixture(autouse=True)
def present_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", TODAY.isoformat())


def _lines(book: Book, day: dt.date, gets: dict[str, str], gives: dict[str, str]) -> int:
    draft = entries.simple(
        book,
        day=day,
        narration="x",
        debits=list(gets.items()),
        credits=list(gives.items()),
    )
    return entries.post(book, draft=draft)


def _dues(book: Book, past: History) -> tuple[TaxDue, ...]:
    found = tax.summary(book, past)
    return found.dues() if found else ()


def _busy(book: Book) -> None:
    """Post something of every kind on the tax account."""
    entries.opening_balances(book, day=dt.date(2026, 6, 1), amounts={"2100": "-7.00", "1020": "50"})
    _lines(book, JULY, {"1010": "113.00"}, {"4010": "100.00", "2100": "13.00"})
    _lines(book, JULY, {"5010": "50.00", "2100": "6.50"}, {"2010": "56.50"})
    _lines(book, JULY, {"6310": "10.00", "2100": "1.30"}, {"1020": "11.30"})
    _lines(book, JULY, {"4010": "10.00", "2100": "1.30"}, {"1010": "11.30"})
    post(book, "2100", "1020", "7.00", day=dt.date(2026, 7, 15))
    waits = post(book, "1390", "1020", "2.00", day=dt.date(2026, 8, 15))
    entries.categorise(book, number=waits, account="2100")
    post(book, "2100", "4510", "0.40", day=dt.date(2026, 8, 20))
    wrong = post(book, "2100", "1020", "900.00", day=dt.date(2026, 8, 21))
    entries.reverse(book, number=wrong)


def test_each_movement_of_the_tax_account_is_told_by_what_stands_against_it(book: Book) -> None:
    _busy(book)
    assert kept.posted(book.store.connection, dt.date(2024, 1, 1), TODAY) == {
        Month(2026, 7): PostedTax(on_sales=11_70, on_purchases=7_80, paid=7_00),
        Month(2026, 8): PostedTax(paid=2_00, other=-40),
    }


def test_the_summary_ties_to_the_tax_account(book: Book) -> None:
    _busy(book)
    tax.change_plan(book, tax.planned(book, "cn-general"))
    summary = tax.read(book).summary
    assert summary is not None
    assert summary.posted
    assert summary.balance == -balances(book)["2100"]
    open_ = sum(form.open for form in summary.forms)
    assert summary.carried + open_ - summary.ahead == summary.balance
    july = summary.forms[-1]
    assert (july.first, july.due) == (dt.date(2026, 7, 1), dt.date(2026, 8, 15))
    assert (july.takings, july.net) == (101_70, 90_00)
    assert july.amount == 3_90


def test_findings_are_told_what_is_not_paid_and_idle_cash_what_is_owed(book: Book) -> None:
    post(book, "1010", "4010", "120.00", day=JULY)
    past = history.read(book)
    assert _dues(book, past) == ()
    assert tax.summary(book, past) is None
    plan = tax.planned(book, "vat", percent=Decimal(20))
    tax.change_plan(book, replace(plan, since=dt.date(2026, 7, 1), account="1060"))
    past = history.read(book)
    (due,) = _dues(book, past)
    assert (due.amount, due.put_aside, due.due) == (20_00, 0, dt.date(2026, 10, 30))
    summary = tax.summary(book, past)
    assert summary is not None
    assert summary.owed == 20_00
    post(book, "1060", "1010", "15.00", day=TODAY)
    (due,) = _dues(book, history.read(book))
    assert due.put_aside == 15_00


def test_a_plan_is_kept_and_forgotten(book: Book) -> None:
    assert tax.plan(book) is None
    wanted = replace(
        tax.planned(book, "cn-small"),
        period=TaxPeriod.MONTH,
        account="1060",
        purchases=Decimal("9.5"),
    )
    tax.change_plan(book, wanted)
    assert tax.plan(book) == wanted
    tax.change_plan(book, None)
    assert tax.plan(book) is None


@pytest.mark.parametrize("text", ["nonsense", "{}", '{"preset": 1}', "[]"])
def test_a_plan_that_cannot_be_read_is_none(book: Book, text: str) -> None:
    with book.store.transaction() as connection:
        ledger.set_value(connection, "tax_plan", text)
    assert tax.plan(book) is None


@pytest.mark.parametrize(
    ("code", "ask"),
    [
        ("tax_preset_unknown", lambda book: tax.planned(book, "moon")),
        ("tax_rate_missing", lambda book: tax.planned(book, "vat")),
        (
            "tax_account_no_money",
            lambda book: tax.change_plan(
                book, replace(tax.planned(book, "cn-small"), account="2100")
            ),
        ),
        (
            "account_unknown",
            lambda book: tax.change_plan(
                book, replace(tax.planned(book, "cn-small"), account="9999")
            ),
        ),
    ],
)
def test_what_cannot_be_is_refused(book: Book, code: str, ask: object) -> None:
    with pytest.raises(UserError) as caught:
        ask(book)  # type: ignore[operator]
    assert caught.value.code == code


def test_every_preset_says_in_both_languages_where_it_is_from_and_to_confirm_it() -> None:
    assert [preset.name for preset in tax.presets()] == list(tax.PRESETS)
    for preset in tax.presets():
        for said in (preset.title, preset.note, preset.source):
            assert set(said) == set(texts.LANGUAGES)
        assert "onfirm" in preset.note["en"]
        assert "税务机关" in preset.note["zh_CN"]
        assert preset.checked >= dt.date(2026, 11, 1)
        assert list(preset.rates) == sorted(preset.rates, key=lambda rate: rate.first)


def test_the_small_scale_payer_is_free_of_tax_up_to_its_threshold(book: Book) -> None:
    plan = replace(tax.planned(book, "cn-small"), since=dt.date(2026, 7, 1))
    tax.change_plan(book, plan)
    post(book, "1010", "4010", "303000.00", day=JULY)
    summary = tax.read(book).summary
    assert summary is not None
    assert summary.forms[-1].exempt
    assert not _dues(book, history.read(book))
    post(book, "1010", "4010", "2.02", day=JULY)
    (due,) = _dues(book, history.read(book))
    assert due.amount == 3_000_02


def test_the_owners_own_rate_is_the_one_that_holds_today(book: Book) -> None:
    assert [
        (rate.first.year, rate.percent)
        for rate in tax.planned(book, "cn-small", percent=Decimal(2)).rates
    ] == [(2023, Decimal(2)), (2028, Decimal(3))]
    later = tax.planned(book, "cn-small", percent=Decimal(2), first=dt.date(2027, 1, 1))
    assert [rate.percent for rate in later.rates] == [Decimal(1), Decimal(2), Decimal(3)]
    assert later.rates[1].threshold == later.rates[0].threshold


def test_what_is_owed_from_long_ago_is_carried(book: Book) -> None:
    _lines(book, dt.date(2022, 3, 1), {"1010": "113.00"}, {"4010": "100.00", "2100": "13.00"})
    _lines(book, JULY, {"1010": "226.00"}, {"4010": "200.00", "2100": "26.00"})
    tax.change_plan(book, tax.planned(book, "cn-general"))
    summary = tax.read(book).summary
    assert summary is not None
    assert (summary.carried, summary.balance) == (13_00, 39_00)
    assert summary.forms[-1].first == dt.date(2026, 7, 1)
