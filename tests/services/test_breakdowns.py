"""Adds up the entries of every figure of every statement, and finds the figure again."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import Line
from cfo_desktop.domain.report import Section
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services import reports
from cfo_desktop.services.books import Book
from tests.services.made_shop import OWN
from tests.services.made_shop import Shop
from tests.services.made_shop import post

FIRST = Month(2024, 9)
MONTHS = 28
PERIODS = (1, 2, 3, 12)


def statements(book: Book, month: Month, months: int) -> tuple[FinancialStatement, ...]:
    return (
        reports.income(book, month=month, months=months),
        reports.balance_sheet(book, at=month.last_day, months=months),
        reports.cash_flow(book, month=month, months=months),
    )


def figures(made: FinancialStatement) -> Iterator[tuple[str, str, tuple[int, int, int]]]:
    """Yield (section, line, its three amounts) of every figure of a statement."""
    figure: Line | Section
    for section in made.sections:
        yield section.name, "", (section.total, section.compare, section.compare_year)
        for figure in section.lines:
            yield section.name, figure.code, (figure.amount, figure.compare, figure.compare_year)


def assert_all_add_up(book: Book, month: Month, months: int, *, limit: int = 1000) -> int:
    """Compare every figure with its entries; return how many entries were listed."""
    listed = 0
    for made in statements(book, month, months):
        for section, line, amounts in figures(made):
            for amount, back in zip(amounts, (0, months, 12), strict=True):
                found = reports.breakdown(
                    book,
                    statement=made.name,
                    section=section,
                    line=line,
                    month=month.plus(-back),
                    months=months,
                    limit=limit,
                )
                assert found.total == amount, (made.name, section, line, back)
                days = [share.entry.draft.day for share in found.shares]
                assert days == sorted(days, reverse=True)
                assert all(found.first <= day <= found.last for day in days)
                assert len(found.shares) <= limit
                listed += len(found.shares)
    at = month.last_day
    for balance in reports.trial_balance(book, at=at).lines:
        code = balance.account.code
        found = reports.account_breakdown(book, account=code, month=month, months=months)
        assert found.total == balance.balance
    return listed


@dataclasses.dataclass(frozen=True)
class Move:
    """A random payment: two accounts by their place in the chart, a day and an amount."""

    debit: int
    credit: int
    day: int
    minor: int


MOVES = st.lists(
    st.builds(
        Move,
        debit=st.integers(0, 200),
        credit=st.integers(0, 200),
        day=st.integers(0, MONTHS * 30),
        minor=st.integers(1, 10**7),
    ),
    min_size=1,
    max_size=40,
)


def book_of(shop: Shop, folder: Path, moves: Sequence[Move]) -> Book:
    book = shop.copy(folder)
    chart.add(book, code="1099", name="Dollars", group=Group.CASH, currency="USD")
    codes = [account.code for account in chart.all_accounts(book) if account.currency == OWN]
    start = FIRST.first_day
    drafts = [
        Draft(
            start + dt.timedelta(days=move.day),
            "Made up",
            (
                Posting.plain(codes[move.debit % len(codes)], Money(OWN, move.minor)),
                Posting.plain(codes[move.credit % len(codes)], Money(OWN, -move.minor)),
            ),
        )
        for move in moves
    ]
    entries.post_all(book, drafts=drafts)
    return book


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=MOVES,
    years_closed=st.sets(st.sampled_from([2024, 2025])),
    opening=st.integers(0, MONTHS * 30),
    view=st.tuples(
        st.integers(0, MONTHS - 13), st.sampled_from(PERIODS), st.sampled_from([1, 1000])
    ),
)
def test_every_figure_is_the_sum_of_its_entries(
    shop: Shop, moves: Sequence[Move], years_closed: set[int], opening: int, view: tuple[int, ...]
) -> None:
    back, months, limit = view
    with TemporaryDirectory() as name:
        book = book_of(shop, Path(name) / "book", moves)
        till = chart.with_role(book, role=Role.TILL).code
        day = FIRST.first_day + dt.timedelta(days=opening)
        entries.opening_balances(book, day=day, amounts={till: "310.25", "1099": "99.00"})
        post(book, chart.with_role(book, role=Role.RENT).code, till, "12.50", day=day)
        for year in sorted(years_closed):
            with contextlib.suppress(UserError):  # nothing was earned or spent by then
                entries.close_year(book, year_end=Month(year, 12))
        try:
            assert_all_add_up(book, FIRST.plus(MONTHS - back), months, limit=limit)
        finally:
            book.store.close()


def test_a_breakdown_lists_the_entries_of_its_own_column(book: Book) -> None:
    till = chart.with_role(book, role=Role.TILL).code
    rent = chart.with_role(book, role=Role.RENT).code
    days = [dt.date(2026, 3, 1), dt.date(2026, 2, 28), dt.date(2025, 3, 31)]
    numbers = [post(book, rent, till, "10.00", day=day) for day in days]
    for number, back in zip(numbers, (0, 1, 12), strict=True):
        found = reports.breakdown(
            book, statement="income", section="operating", line=rent,
            month=Month(2026, 3).plus(-back),
        )  # fmt: skip
        assert [(share.entry.number, share.amount) for share in found.shares] == [(number, 1000)]
    cash = reports.breakdown(
        book, statement="balance_sheet", section="cash", line=till, month=Month(2026, 3)
    )
    assert (cash.carried, [share.amount for share in cash.shares]) == (-2000, [-1000])


@pytest.mark.parametrize("months", PERIODS)
def test_several_months_are_the_sum_of_each(book: Book, months: int) -> None:
    till = chart.with_role(book, role=Role.TILL).code
    rent = chart.with_role(book, role=Role.RENT).code
    for back in range(30):
        post(book, rent, till, f"{back + 1}.00", day=Month(2026, 6).plus(-back).first_day)
    whole = reports.income(book, month=Month(2026, 6), months=months)
    one = [reports.income(book, month=Month(2026, 6).plus(-back)) for back in range(30)]
    profits = [each.total("profit") for each in one]
    (profit,) = [part for part in whole.sections if part.name == "profit"]
    assert profit.total == sum(profits[:months])
    assert profit.compare == sum(profits[months : 2 * months])
    assert profit.compare_year == sum(profits[12 : 12 + months])
    flow = reports.cash_flow(book, month=Month(2026, 6), months=months)
    assert flow.total("opening_cash") + flow.total("change") == flow.total("closing_cash")
