"""The morning letter says what the books say, in their order, and nothing that is no fact."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from cfo_desktop.base import texts
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain import finding_texts
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.advice import Letter
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import advice
from cfo_desktop.services import books
from cfo_desktop.services import cushion
from cfo_desktop.services import entries
from cfo_desktop.services import findings
from cfo_desktop.services import month_letter
from cfo_desktop.services import reports
from cfo_desktop.services.books import Book
from tests.services import only_facts
from tests.services.asking.saying import Show
from tests.services.asking.saying import check_sentences
from tests.services.asking.saying import language_of
from tests.services.asking.saying import ledger_cash
from tests.services.asking.saying import opened
from tests.services.made_shop import Shop
from tests.services.made_shop import post

TODAY = dt.date(2026, 10, 31)
pytestmark = pytest.mark.usefixtures("on_demo_day")


def said(letter: Letter, book: Book, language: str) -> str:
    return answer_texts.plain(letter, language, Show(book, language), today=letter.day)


def read(book: Book) -> Letter:
    """Return the letter of today, after holding it to its facts in both languages."""
    letter = advice.morning(book)
    for language in texts.LANGUAGES:
        check_sentences(letter, book, language)
        show = Show(book, language)
        accounts = [
            show.account(each.figure.code)
            for each in letter.facts.values()
            if isinstance(each.figure, AccountName)
        ]
        text = said(letter, book, language)
        pieces = answer_texts.sentences(letter, language, show, today=TODAY)
        own = [piece.text for each in pieces for piece in each if not piece.fact]
        only_facts.hold(text, letter.facts, names=accounts, own=own)
        for each in letter.findings:
            assert finding_texts.title(each, language, show) in text
            brings = finding_texts.brings(each, language, show)
            assert brings in text
    return letter


def keys(letter: Letter) -> list[str]:
    return [each.key for each in letter.said if not each.of_finding]


def minor(letter: Letter, name: str) -> int:
    figure = letter.facts[name].figure
    assert isinstance(figure, Money)
    return figure.minor


def test_the_letter_tells_how_the_shop_stands(demo_shop: Book) -> None:
    letter = read(demo_shop)
    assert (letter.shop, letter.day) == (books.info(demo_shop).name, TODAY)
    assert keys(letter)[:3] == ["letter.greeting", "cash.have", "letter.week_more"]
    assert minor(letter, "cash") == ledger_cash(demo_shop)
    statement = reports.income(demo_shop, month=Month.of(TODAY))
    assert minor(letter, "profit") == statement.total("profit")


def test_the_week_is_held_against_the_same_days_of_four_weeks(book: Book) -> None:
    monday = dt.date(2026, 10, 26)
    assert monday.weekday() == 0
    for weeks, amount in enumerate(("70", "10", "20", "30", "40.02")):
        day = monday - dt.timedelta(weeks=weeks)
        post(book, "1010", "4010", amount, day=day)
        post(book, "1010", "4010", "1000", day=day + dt.timedelta(days=5))  # Saturday: not over
    opened(book, "500", dt.date(2026, 9, 1))
    letter = read(book)
    assert letter.facts["when"].figure == Stretch(monday, TODAY - dt.timedelta(days=1))
    assert minor(letter, "takings") == 7_000
    assert minor(letter, "usual") == 2_500  # 100.02 / 4, half to even
    assert letter.facts["difference"].figure == Money("CNY", 4_500)
    assert letter.facts["difference"].sense is Sense.UP


def test_on_a_monday_the_week_before_is_told() -> None:
    assert advice._week(dt.date(2026, 10, 26)) == Stretch(
        dt.date(2026, 10, 19), dt.date(2026, 10, 25)
    )
    assert advice._week(dt.date(2026, 10, 27)) == Stretch(
        dt.date(2026, 10, 26), dt.date(2026, 10, 26)
    )


def test_three_findings_are_told_and_all_are_counted(open_demo: Callable[[str], Book]) -> None:
    book = open_demo("en")
    cushion.set_cushion(book, 2_000_000)
    post(book, "1390", "1020", "9000", day=TODAY, party="Nobody Known")
    post(book, "5010", "1020", "1834.56", day=TODAY - dt.timedelta(days=2), party="Tolbeck Ltd")
    post(book, "5010", "1020", "1834.56", day=TODAY - dt.timedelta(days=1), party="Tolbeck Ltd")
    found = findings.read(book).findings
    assert len(found) > 3
    letter = read(book)
    assert letter.findings == found[:3]
    assert "letter.first_of" in keys(letter)
    assert letter.facts["count"].figure == len(found)
    assert letter.facts["told"].figure == 3
    codes = {each.code for each in found}
    assert FindingCode.CASH_SHORT in codes
    assert "letter.enough" not in keys(letter)  # nothing is praised that a finding warns of


def test_what_was_put_off_is_not_in_the_letter(demo_shop: Book) -> None:
    for each in findings.read(demo_shop).findings:
        findings.put_off(demo_shop, key=each.key)
    letter = read(demo_shop)
    assert letter.findings == ()
    assert "letter.nothing" in keys(letter)
    other = "zh_CN" if language_of(demo_shop) == "en" else "en"
    assert said(letter, demo_shop, language_of(demo_shop)) != said(letter, demo_shop, other)


def test_an_empty_book_gets_a_letter_too(book: Book) -> None:
    assert keys(read(book)) == ["letter.greeting", "empty_book"]


@pytest.mark.parametrize("seed", range(20))
def test_letters_of_random_books_hold_only_facts(shop: Shop, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same book again
    book = shop.copy(tmp_path / "random")
    names = ["Corner Cafe", "7-Eleven", "一百货店", "Ten & One Ltd", "x\ny 5,000.00"]
    sides = [("1010", "4010")] * 6 + [
        ("1100", "4010"), ("1020", "1100"), ("5010", "2010"), ("2010", "1020"), ("6110", "1020"),
        ("1390", "1020"), ("5010", "1020"),
    ]  # fmt: skip
    first = TODAY - dt.timedelta(days=chance.choice([5, 40, 200]))
    opened(book, "5000", first)
    for _ in range(chance.randint(5, 120)):
        debit, credit = chance.choice(sides)
        amount = f"{chance.randint(100, 200_000) / 100:.2f}"
        day = first + dt.timedelta(days=chance.randint(0, (TODAY - first).days))
        party = chance.choice(names).replace("\n", " ") if debit != "1010" else ""
        post(book, debit, credit, amount, day=day, party=party)
    if chance.random() < 0.5:
        cushion.set_cushion(book, chance.randint(1, 1_000_000))
    letter = read(book)
    owed = [each for each in letter.findings if each.code is FindingCode.OVERDUE]
    for each in owed:
        if each.party:
            on_receivables = sum(
                line.value.minor
                for entry in entries.page(book, limit=1000, account="1100")
                if entry.draft.party == each.party
                for line in entry.draft.postings
                if line.account == "1100"
            )
            amount_late = each.figures["amount"]
            assert isinstance(amount_late, Money)
            assert amount_late.minor > 0
            assert on_receivables > 0
    books.close(book)


def test_the_months_letter_tells_the_figures_of_the_tables(demo_shop: Book) -> None:
    report = reports.monthly_report(demo_shop, month=Month(2026, 9))
    letter = month_letter.write(report)
    lines = {
        line.code: line for section in report.income.sections for line in section.lines
    }  # fmt: skip
    costs = [line for line in lines.values() if line.account and line.account.kind is Kind.EXPENSE]
    largest = max(abs(line.amount - line.compare) for line in costs)
    about = letter.facts["account"].figure
    assert isinstance(about, AccountName)
    line = lines[about.code]
    assert minor(letter, "now") == line.amount
    assert minor(letter, "difference") == abs(line.amount - line.compare) == largest
    up = line.amount > line.compare
    assert letter.facts["difference"].sense is (Sense.UP if up else Sense.DOWN)
    assert letter.facts["before"].figure == Stretch(dt.date(2026, 8, 1), dt.date(2026, 8, 31))
    assert letter.findings == report.findings[:1]
    for language in texts.LANGUAGES:
        check_sentences(letter, demo_shop, language)
        text = said(letter, demo_shop, language)
        assert 1 <= len(text.split("\n\n")) <= 3


def test_a_running_month_and_a_first_one_are_held_against_nothing(
    demo_shop: Book, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-10-15")
    running = month_letter.write(reports.monthly_report(demo_shop, month=Month(2026, 10)))
    post(book, "6110", "1020", "30", day=dt.date(2026, 9, 15))
    first = month_letter.write(reports.monthly_report(book, month=Month(2026, 9)))
    for letter in (running, first):
        assert not [each for each in keys(letter) if "more" in each or "less" in each]
