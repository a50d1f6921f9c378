"""What is said of loans, held against the ledger and a plain division."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Activity
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.services import accounts
from cfo_desktop.services import entries
from cfo_desktop.services import ground
from cfo_desktop.services import reports
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from tests.services.asking.saying import ask
from tests.services.asking.saying import in_one_language
from tests.services.asking.saying import keys
from tests.services.asking.saying import language_of
from tests.services.asking.saying import minor
from tests.services.asking.saying import opened
from tests.services.made_shop import post

TODAY = dt.date(2026, 10, 31)
pytestmark = pytest.mark.usefixtures("on_demo_day")


def chart_of(book: Book) -> dict[str, Account]:
    return {each.code: each for each in accounts.all_accounts(book)}


def loan_entries(book: Book) -> dict[int, tuple[dt.date, int]]:
    """Return {entry: (day, money that left)} of every instalment in the ledger."""
    chart = chart_of(book)
    found = {}
    for each in entries.page(book, limit=100_000):
        lines = each.draft.postings
        if any(chart[x.account].group == "loan" and x.value.minor > 0 for x in lines):
            cash = sum(x.value.minor for x in lines if chart[x.account].group == "cash")
            found[each.number] = (each.draft.day, -cash)
    return found


def test_what_is_owed_to_whom_and_what_comes(demo_shop: Book) -> None:
    answer = ask(demo_shop, Tool.LOAN)
    in_one_language(answer, demo_shop, language_of(demo_shop))
    assert keys(answer) == ["loan.owed_to", "loan.next", "loan.coming", "loan.covered"]
    lines = reports.trial_balance(demo_shop, at=TODAY).lines
    (owed,) = [-each.balance for each in lines if each.account.group == "loan"]
    assert minor(answer, "owed") == owed
    assert answer.facts["owed"].sense is Sense.WE_OWE
    paid = loan_entries(demo_shop)
    movements = ground.read(demo_shop).forecast.movements
    coming = [-each.amount for each in movements if each.entry == max(paid)]
    assert minor(answer, "instalment") == coming[0]
    assert abs(coming[0] - paid[max(paid)][1]) * 50 < coming[0]
    assert answer.facts["day"].figure == dt.date(2026, 11, 5)
    assert answer.facts["payments"].figure == 3
    assert minor(answer, "total") == sum(coming)
    assert answer.actions == (Action(ActionKind.WHAT_IF, "loan"),)


def test_the_cover_is_the_cash_flow_statements(demo_shop: Book) -> None:
    answer = ask(demo_shop, Tool.LOAN)
    months = [Month.of(TODAY).plus(-back) for back in range(6)]
    within = {n: each for n, each in loan_entries(demo_shop).items() if Month.of(each[0]) in months}
    assert answer.facts["months"].figure == len(months)
    assert set(answer.facts["instalments"].place.rows) == set(within)
    assert minor(answer, "instalments") == sum(amount for _, amount in within.values())
    operating = 0
    for month in months:
        flow = reports.cash_flow(demo_shop, month=month)
        (section,) = [each for each in flow.sections if each.name == Activity.OPERATING]
        operating += section.total
    chart = chart_of(demo_shop)
    interest = sum(
        line.value.minor
        for number in within
        for line in entries.entry(demo_shop, number=number).draft.postings
        if chart[line.account].group == "finance"
    )
    assert minor(answer, "money") == operating + interest
    left = minor(answer, "money") - minor(answer, "instalments")
    assert minor(answer, "left") == left


def test_a_new_loan_is_divided_by_its_months(demo_shop: Book) -> None:
    left = minor(ask(demo_shop, Tool.LOAN), "left") // 6
    amount = left * 20
    answer = ask(demo_shop, Tool.LOAN, amount=Decimal(amount) / 100)
    in_one_language(answer, demo_shop, language_of(demo_shop))
    assert keys(answer) == ["loan.takes", "loan.bears", "loan.terms", "loan.owed_to"]
    assert answer.table
    own = info(demo_shop).currency
    assert [(line.name, line.figures) for line in answer.table.lines] == [
        (TextName(f"over_{months}"), (Money(own, round(Fraction(amount, months))),))
        for months in (12, 24, 36)
    ]
    assert minor(answer, "left") == left
    assert answer.facts["months"].figure == 24
    more = ask(demo_shop, Tool.LOAN, amount=Decimal(left) * 37 / 100)
    assert keys(more)[1] == "loan.too_much"


def test_a_book_without_a_loan_says_so(book: Book) -> None:
    opened(book, "1000", TODAY - dt.timedelta(days=6))
    assert keys(ask(book, Tool.LOAN)) == ["loan.none"]
    answer = ask(book, Tool.LOAN, amount=Decimal(1200))
    assert keys(answer) == ["loan.takes", "loan.unknown", "loan.terms", "loan.none"]
    assert minor(answer, "most") == 10_000


def test_an_empty_book_reckons_a_loan_all_the_same(book: Book) -> None:
    assert keys(ask(book, Tool.LOAN, amount=Decimal(1200)))[0] == "loan.takes"


def shop_with_loans(book: Book, sales: str) -> None:
    """Post five months of a shop that borrowed twice and pays back 100 a month."""
    first = dt.date(2026, 6, 1)
    opened(book, "9000", first)
    post(book, "1020", "2500", "5000", day=first, party="城东农商银行")
    post(book, "1020", "2510", "800", day=first, party="老王")
    for number in range(5):
        month = Month(2026, 6).plus(number)
        post(book, "1020", "4010", sales, day=month.first_day)
        post(book, "6110", "1020", "500", day=month.first_day, party="房东")
        post(book, "2500", "1020", "100", day=month.last_day, party="城东农商银行")
    post(book, "2510", "1020", "50", day=TODAY, party="老王")


def test_several_loans_are_told_one_by_one(book: Book) -> None:
    shop_with_loans(book, "900")
    answer = ask(book, Tool.LOAN)
    assert keys(answer)[0] == "loan.owed"
    assert minor(answer, "owed") == 525_000
    assert answer.table
    assert {line.name: line.figures for line in answer.table.lines} == {
        AccountName("2500"): (Money("CNY", 450_000),),
        AccountName("2510"): (Money("CNY", 75_000),),
    }


@pytest.mark.parametrize(
    ("sales", "cover", "new"),
    [("900", "covered", "bears"), ("550", "short", "nothing_left")],
)
def test_a_business_that_earns_less_than_its_instalments(
    book: Book, sales: str, cover: str, new: str
) -> None:
    shop_with_loans(book, sales)
    answer = ask(book, Tool.LOAN)
    assert f"loan.{cover}" in keys(answer)
    earned = 5 * (Decimal(sales) - 500) - 550
    assert minor(answer, "left" if earned >= 0 else "missing") == abs(earned) * 100
    assert f"loan.{new}" in keys(ask(book, Tool.LOAN, amount=Decimal(1000)))
