"""Where a figure comes from: the rows add up to it, and the words are said in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from cfo_desktop.base import texts
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Explanation
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.today import Span
from cfo_desktop.services import books
from cfo_desktop.services import ground
from cfo_desktop.services import reports
from cfo_desktop.services import today
from cfo_desktop.services.asking import earning
from cfo_desktop.services.asking import explaining
from cfo_desktop.services.books import Book
from tests.services.asking.saying import Show
from tests.services.asking.saying import ask
from tests.services.asking.saying import check_said
from tests.services.asking.saying import language_of
from tests.services.asking.saying import opened
from tests.services.made_shop import post

TODAY = dt.date(2026, 10, 31)
pytestmark = pytest.mark.usefixtures("on_demo_day")
OCTOBER = Month(2026, 10)


def explain(book: Book, place: Place, figure: int | None = None) -> Explanation:
    own = books.info(book).currency
    found = explaining.explain(book, place, figure=None if figure is None else Money(own, figure))
    return checked(found, book)


def checked(found: Explanation, book: Book) -> Explanation:
    for language in texts.LANGUAGES:
        check_said(found, book, language)
    assert found.said
    if found.rows:
        assert len(found.rows.shares) <= 50
        days = [share.entry.draft.day for share in found.rows.shares]
        assert days == sorted(days, reverse=True)
    return found


def profit_of(book: Book, period: Stretch) -> Answer:
    return earning.profit(book, Arguments(period=period))


def keys(found: Explanation) -> list[str]:
    return [each.key.removeprefix("explain.") for each in found.said]


def parts(found: Explanation) -> int:
    """Return the sum of an explanation's table."""
    assert found.table
    return sum(
        each.minor for line in found.table.lines for each in line.figures if isinstance(each, Money)
    )


def words(found: Explanation, book: Book) -> str:
    return answer_texts.plain(found, "en", Show(book, "en"), today=TODAY)


@pytest.mark.parametrize("months", [1, 3])
def test_every_figure_of_a_statement_is_the_sum_of_its_rows(demo_shop: Book, months: int) -> None:
    statements: tuple[FinancialStatement, ...] = (
        reports.income(demo_shop, month=OCTOBER, months=months),
        reports.balance_sheet(demo_shop, at=TODAY, months=months),
        reports.cash_flow(demo_shop, month=OCTOBER, months=months),
    )
    said = set()
    for statement in statements:
        for section in statement.sections:
            figures = [("", section.total), *((line.code, line.amount) for line in section.lines)]
            for line, amount in figures:
                found = checked(
                    explaining.explain_line(
                        demo_shop,
                        statement=statement.name,
                        section=section.name,
                        line=line,
                        month=OCTOBER,
                        months=months,
                    ),
                    demo_shop,
                )
                assert found.rows
                assert found.rows.total == amount, (statement.name, section.name, line)
                if found.table and line != "fixed_assets":
                    assert parts(found) == amount, (statement.name, section.name, line)
                said |= {(statement.name, line or section.name, keys(found)[0])}
    assert ("income", "profit", "formula.profit") in said
    assert ("cash_flow", "operating", "formula.operating") in said
    assert {key for _, _, key in said} >= {"line", "section"}


def test_every_money_of_an_answer_can_be_explained(demo_shop: Book) -> None:
    answers: list[Answer] = [
        profit_of(demo_shop, Stretch(dt.date(2026, 8, 1), dt.date(2026, 9, 30))),
        ask(demo_shop, Tool.FORECAST),
        ask(demo_shop, Tool.AFFORD, amount=Decimal(500)),
        ask(demo_shop, Tool.LOAN),
        ask(demo_shop, Tool.ADVICE),
    ]
    for answer in answers:
        places = [
            (fact.place, fact.figure)
            for fact in answer.facts.values()
            if isinstance(fact.figure, Money)
        ]
        if answer.table:
            places += [
                (line.place, each)
                for line in answer.table.lines
                for each in line.figures
                if isinstance(each, Money)
            ]
        for place, figure in places:
            found = explain(demo_shop, place, figure.minor)
            if found.whole:
                assert found.rows
                assert found.rows.total == figure.minor
            if answer.tool is Tool.PROFIT and place.accounts:
                assert found.whole or found.rows, place


def test_a_profit_is_what_was_earned_less_what_was_spent(demo_shop: Book) -> None:
    answer = profit_of(demo_shop, Stretch(dt.date(2026, 9, 1), dt.date(2026, 9, 30)))
    profit = answer.facts["profit"]
    assert isinstance(profit.figure, Money)
    found = explain(demo_shop, profit.place, profit.figure.minor)
    assert found.whole
    assert keys(found) == ["earned_less_spent", "listed"]
    earned, spent = found.facts["earned"].figure, found.facts["spent"].figure
    assert isinstance(earned, Money)
    assert isinstance(spent, Money)
    assert earned.minor - spent.minor == profit.figure.minor == parts(found)
    assert found.rows
    assert len(found.rows.shares) == 50
    assert found.facts["entries"].figure == 50 + found.rows.more


def test_figures_of_today_are_what_their_accounts_hold(demo_shop: Book) -> None:
    shown = today.read(demo_shop)
    for holding, key in (
        *((each, "held_money") for each in shown.cash),
        *((each, "held_owed_to_us") for each in shown.owed_to_shop),
        *((each, "held_we_owe") for each in shown.owed_by_shop),
    ):
        found = explain(demo_shop, Place(accounts=(holding.account.code,)), holding.value)
        assert found.whole
        assert keys(found)[0] == key
    for span in Span:
        now = span.until(TODAY)
        place = Place(accounts=(shown.sales_account or "",), stretch=now)
        found = explain(demo_shop, place)
        assert keys(found)[0] == "earned"
    cash = tuple(each.account.code for each in shown.cash)
    total = sum(each.value for each in shown.cash)
    together = explain(demo_shop, Place(accounts=cash, stretch=Stretch(TODAY, TODAY)), total)
    assert together.whole
    assert parts(together) == total


def test_expected_money_is_todays_and_what_comes_and_goes(demo_shop: Book) -> None:
    answer = ask(demo_shop, Tool.FORECAST)
    day = ground.read(demo_shop).forecast.days[-1]
    fact = answer.facts["expected"]
    found = explain(demo_shop, fact.place, day.expected)
    assert keys(found) == ["ahead"]
    amounts = {
        name: each.figure.minor
        for name, each in found.facts.items()
        if isinstance(each.figure, Money)
    }
    assert amounts["now"] + amounts["comes"] - amounts["goes"] == amounts["expected"]
    assert amounts["expected"] == day.expected
    assert parts(found) == day.expected - amounts["now"]
    assert keys(explain(demo_shop, fact.place, day.low)) == ["ahead", "low"]
    assert keys(explain(demo_shop, fact.place, day.high)) == ["ahead", "high"]


def test_invoices_add_up_to_what_is_late(demo_shop: Book) -> None:
    party = "St Bride's Day Centre" if language_of(demo_shop) == "en" else "槐荫社区食堂"
    late = ask(demo_shop, Tool.FORECAST, party=party).facts["late"]
    assert isinstance(late.figure, Money)
    found = explain(demo_shop, late.place, late.figure.minor)
    assert found.whole
    assert keys(found) == ["sum"]
    some = explain(demo_shop, late.place, late.figure.minor + 1)
    assert not some.whole
    assert keys(some) == ["behind"]


def test_a_partys_entries_are_listed(open_demo: Callable[[str], Book]) -> None:
    book = open_demo("en")
    found = explain(book, Place(party="Tamar Vale Wholesale"))
    assert keys(found) == ["party", "listed"]
    assert {share.entry.draft.party for share in found.rows.shares} == {  # type: ignore[union-attr]
        "Tamar Vale Wholesale"
    }
    nobody = explain(book, Place(party="Nobody Known"))
    assert keys(nobody) == ["nothing"]
    assert keys(explain(book, Place())) == ["nothing"]


def test_a_small_book_by_hand(book: Book) -> None:
    opened(book, "1000", dt.date(2026, 9, 20))
    post(book, "6110", "1020", "300", day=dt.date(2026, 10, 2), party="房东")
    post(book, "1020", "4010", "80", day=dt.date(2026, 10, 3))
    money = explain(book, Place(accounts=("1020",)), 78_000)
    assert money.whole
    assert words(money, book) == (
        "This is the money on these accounts at the end of 2026-10-31. "
        "It was 1,000.00 before 2026-10-01 and has gone down by 220.00 since, with 2 entries."
    )
    rent = explain(book, Place(accounts=("6110",), stretch=Stretch(dt.date(2026, 10, 1), TODAY)))
    assert keys(rent) == ["spent"]
    assert rent.rows
    assert rent.rows.total == 30_000
    paid = explain(
        book,
        Place(accounts=("6110",), stretch=Stretch(dt.date(2026, 10, 1), TODAY), party="房东"),
        30_000,
    )
    assert paid.whole
    moved = explain(
        book, Place(accounts=("1020",), stretch=Stretch(dt.date(2026, 10, 1), TODAY)), -22_000
    )
    assert moved.whole
    assert keys(moved) == ["moved"]
    assert explain(book, Place(accounts=("1020",)), 5).whole is False


def test_days_without_entries_are_said_to_be_so(demo_shop: Book) -> None:
    empty = Stretch(dt.date(2001, 1, 1), dt.date(2001, 1, 31))
    account = today.read(demo_shop).sales_account
    found = explain(demo_shop, Place(accounts=(account or "",), stretch=empty), 0)
    assert keys(found) == ["nothing_within"]
