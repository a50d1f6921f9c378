"""Holds the statements of a year and a half of the demo shop against its ledger and each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import Line
from cfo_desktop.reports import monthly_pdf
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import demo
from cfo_desktop.services import entries
from cfo_desktop.services import findings
from cfo_desktop.services import forecasts
from cfo_desktop.services import reports
from cfo_desktop.services.books import Book
from cfo_desktop.store import ledger
from tests.services.made_shop import post
from tests.services.made_shop import verified

END = Month(2026, 6)
MONTHS = [END.plus(-back) for back in range(20)]


@pytest.fixture(scope="module", params=["en", "zh_CN"])
def shop_book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Book]:
    """The demo shop up to the end of a month, its first year closed; nobody writes to it."""
    book = demo.create(tmp_path_factory.mktemp("demo") / "book", locale=request.param, end=END)
    entries.close_year(book, year_end=Month(2025, 12))
    yield book
    book.store.close()


@pytest.fixture(scope="module")
def posted(shop_book: Book) -> list[Entry]:
    return list(ledger.all_entries(shop_book.store.connection))


def summed(book: Book, posted: list[Entry], first: dt.date, last: dt.date) -> Counter[Group]:
    """Add up the values by group the slow way, the year's closing left out."""
    group_of = {account.code: account.group for account in chart.all_accounts(book)}
    retained = chart.with_role(book, role=Role.RETAINED).code
    totals: Counter[Group] = Counter()
    for entry in posted:
        lines = entry.draft.postings
        if first <= entry.draft.day <= last and not any(line.account == retained for line in lines):
            for line in lines:
                totals[group_of[line.account]] += line.value.minor
    return totals


def total(made: FinancialStatement, name: str) -> tuple[int, int, int]:
    (section,) = [part for part in made.sections if part.name == name]
    return section.total, section.compare, section.compare_year


def test_the_books_hold(shop_book: Book) -> None:
    verified(shop_book)


def test_debits_equal_credits_on_every_day(shop_book: Book) -> None:
    for back in range(0, 600, 37):
        day = END.last_day - dt.timedelta(days=back)
        made = reports.trial_balance(shop_book, at=day)
        assert made.debit == made.credit
        assert sum(line.balance for line in made.lines) == 0


def test_the_income_statement_is_the_sum_of_its_entries(
    shop_book: Book, posted: list[Entry]
) -> None:
    for month in MONTHS:
        made = reports.income(shop_book, month=month)
        found = summed(shop_book, posted, month.first_day, month.last_day)
        assert made.total("sales") == -found[Group.SALES]
        assert made.total("cost_of_sales") == found[Group.COST_OF_SALES]
        nominal = [g for g in Group if g.kind in {Kind.INCOME, Kind.EXPENSE}]
        assert made.total("profit") == -sum(found[group] for group in nominal)


def test_the_columns_beside_are_the_statements_of_their_own_months(shop_book: Book) -> None:
    month = Month(2026, 1)  # the month before it holds the closing
    for verb in (reports.income, reports.cash_flow):
        made = verb(shop_book, month=month)
        before = verb(shop_book, month=month.plus(-1))
        year = verb(shop_book, month=month.plus(-12))
        for section in made.sections:
            assert section.compare == before.total(section.name)
            assert section.compare_year == year.total(section.name)
    sheet = reports.balance_sheet(shop_book, at=month.last_day)
    before = reports.balance_sheet(shop_book, at=month.plus(-1).last_day)
    year = reports.balance_sheet(shop_book, at=month.plus(-12).last_day)
    for section in sheet.sections:
        assert section.compare == before.total(section.name)
        assert section.compare_year == year.total(section.name)


def test_the_balance_sheet_balances_on_every_day(shop_book: Book) -> None:
    for back in range(0, 600, 37):
        made = reports.balance_sheet(shop_book, at=END.last_day - dt.timedelta(days=back))
        assert total(made, "assets") == total(made, "liabilities_and_equity")


def opened_in(book: Book, posted: list[Entry], month: Month) -> int:
    """Add up the cash that a month's opening balances wrote down."""
    opening = chart.with_role(book, role=Role.OPENING).code
    cash = {account.code for account in chart.all_accounts(book) if account.group is Group.CASH}
    return sum(
        line.value.minor
        for entry in posted
        if Month.of(entry.draft.day) == month
        and any(line.account == opening for line in entry.draft.postings)
        for line in entry.draft.postings
        if line.account in cash
    )


def test_the_cash_flow_ties_to_the_balance_sheet(shop_book: Book, posted: list[Entry]) -> None:
    for month in MONTHS:
        made = reports.cash_flow(shop_book, month=month)
        flows = [total(made, name) for name in ("operating", "investing", "financing")]
        assert tuple(map(sum, zip(*flows, strict=True))) == total(made, "change")
        end = reports.balance_sheet(shop_book, at=month.last_day)
        start = reports.balance_sheet(shop_book, at=month.plus(-1).last_day)
        assert made.total("closing_cash") == end.total("cash")
        opened = opened_in(shop_book, posted, month)
        assert made.total("opening_cash") == start.total("cash") + opened


def test_the_profit_in_the_cash_flow_is_that_of_the_income_statement(shop_book: Book) -> None:
    for month in (Month(2025, 12), END):
        lines = [
            line.amount
            for section in reports.cash_flow(shop_book, month=month).sections
            for line in section.lines
            if line.code == "profit_of_the_month"
        ]
        assert lines == [reports.income(shop_book, month=month).total("profit")]


def test_the_balance_sheet_tells_the_years_apart(shop_book: Book) -> None:
    sheet = reports.balance_sheet(shop_book, at=END.last_day)
    lines = {line.code: line.amount for section in sheet.sections for line in section.lines}
    months = [Month(2026, number) for number in range(1, 7)]
    profit = sum(reports.income(shop_book, month=month).total("profit") for month in months)
    assert lines["profit_of_the_year"] == profit
    assert "profit_of_earlier_years" not in lines  # closed into retained earnings


def test_the_monthly_report_says_what_the_statements_say(
    shop_book: Book, posted: list[Entry]
) -> None:
    report = reports.monthly_report(shop_book, month=END)
    assert report.income == reports.income(shop_book, month=END)
    assert report.balance_sheet == reports.balance_sheet(shop_book, at=END.last_day)
    assert report.cash_flow == reports.cash_flow(shop_book, month=END)
    figures = report.figures
    assert figures["sales"] == report.income.total("sales")
    assert figures["cash"] == report.balance_sheet.total("cash")
    assert figures["sales_before"] == reports.income(shop_book, month=END.plus(-1)).total("sales")
    assert figures["profit_year"] == reports.income(shop_book, month=END.plus(-12)).total("profit")
    assert len(report.daily_takings) == 30
    assert all(takings > 0 for takings in report.daily_takings)
    assert [month for month, _, _ in report.monthly_sales] == [
        END.plus(-back) for back in range(12, -1, -1)
    ]
    for month, sales, profit in report.monthly_sales:
        made = reports.income(shop_book, month=month)
        assert (sales, profit) == (made.total("sales"), made.total("profit"))
    assert report.uncategorised_count == len(report.uncategorised) == 3
    assert report.uncategorised_total == sum(item.amount for item in report.uncategorised)
    suppliers = [line.amount for line in report.suppliers]
    assert suppliers == sorted(suppliers, reverse=True)
    assert report.head.entries == len(posted)


def test_the_report_holds_what_the_services_find(
    shop_book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    for today, expected in (
        (END.last_day, True),
        (END.plus(1).last_day, True),
        (END.plus(2).first_day, False),
    ):
        monkeypatch.setenv("CFO_TODAY", today.isoformat())
        report = reports.monthly_report(shop_book, month=END)
        noticed = findings.read(shop_book, month=END)
        assert noticed.findings
        assert report.findings == noticed.findings
        assert report.noticed_at == noticed.ground.history.today == END.last_day
        assert (report.ahead is not None) is expected
        if report.ahead is not None:
            assert report.ahead.forecast == forecasts.read(shop_book)
            assert report.ahead.forecast.today == today
            money = sum(line.amount for line in cash_lines(shop_book, today))
            assert report.ahead.cash_days[-1] == (today, money)


def cash_lines(book: Book, at: dt.date) -> list[Line]:
    """Return the lines of the money in the balance sheet of a day."""
    (section,) = [
        part for part in reports.balance_sheet(book, at=at).sections if part.name == "cash"
    ]
    return list(section.lines)


def test_nobody_looks_into_months_without_a_book(
    book: Book, shop_book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_TODAY", END.last_day.isoformat())
    for month in (END.plus(1), Month(1999, 5)):
        assert reports.monthly_report(shop_book, month=month).noticed_at is None
    empty = reports.monthly_report(book, month=END)
    assert monthly_pdf.render(empty, language="en").startswith(b"%PDF")


def test_a_month_before_the_book_began_is_empty(shop_book: Book) -> None:
    month = Month(1999, 5)
    assert reports.income(shop_book, month=month).total("profit") == 0
    assert total(reports.balance_sheet(shop_book, at=month.last_day), "assets") == (0, 0, 0)
    report = reports.monthly_report(shop_book, month=month)
    assert "sales_before" not in report.figures
    assert report.monthly_sales == ()


@pytest.mark.parametrize("month", [Month(1900, 1), Month(2200, 12)])
def test_the_edges_of_the_calendar_have_reports_too(shop_book: Book, month: Month) -> None:
    reports.monthly_report(shop_book, month=month)
    reports.trial_balance(shop_book, at=month.first_day)
    reports.balance_sheet(shop_book, at=month.first_day)


def test_the_29th_of_february_is_compared_with_the_28th(book: Book) -> None:
    post(book, "1010", "4010", "5", day=dt.date(2023, 2, 28))
    made = reports.balance_sheet(book, at=dt.date(2024, 2, 29))
    assert total(made, "assets") == (500, 500, 500)


def test_an_export_of_no_known_kind_is_refused(book: Book) -> None:
    with pytest.raises(UserError) as caught:
        reports.export(book, kind="pdf", target=book.folder.parent / "x")
    assert (caught.value.code, caught.value.data) == ("export_unknown", {"kind": "pdf"})
