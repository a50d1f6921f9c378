"""Customers over a real book: the store's sums are those of every entry, the list is a file."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.customers import Segment
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.services import accounts
from cfo_desktop.services import customers
from cfo_desktop.services import entries
from cfo_desktop.services import imports
from cfo_desktop.services.books import Book
from cfo_desktop.store import customers as kept
from cfo_desktop.store import ledger
from tests.services import made_shop
from tests.services.made_shop import Files
from tests.services.made_shop import Shop
from tests.services.made_shop import post

TODAY = dt.date(2026, 11, 15)
NAMES = ("", "Ann", "ANN", "Bob", "支付宝")
ONCE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def present_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", TODAY.isoformat())


SALES = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.dates(dt.date(2024, 11, 1), TODAY),
        st.integers(1, 9999),
        st.sampled_from(["paid", "invoice", "refund", "sorted", "moved", "taken back"]),
    ),
    max_size=12,
)


def _book_it(book: Book, name: str, day: dt.date, minor: int, kind: str) -> None:
    amount = f"{minor / 100:.2f}"
    if kind == "sorted":
        number = post(book, "1020", "1390", amount, day=day, party=name)
        entries.categorise(book, number=number, account="4010")
    elif kind == "moved":
        post(book, "1020", "1010", amount, day=day, party=name)
    elif kind == "refund":
        post(book, "4010", "1010", amount, day=day, party=name)
    else:
        debit = "1100" if kind == "invoice" else "1010"
        number = post(book, debit, "4020", amount, day=day, party=name)
        if kind == "taken back":
            entries.reverse(book, number=number)


def _plainly(book: Book) -> dict[tuple[str, Month], tuple[int, int]]:
    """Return {(party, month): (sales, days with a sale)} from every entry."""
    groups = {account.code: account.group for account in accounts.all_accounts(book)}
    sales: dict[tuple[str, Month], int] = defaultdict(int)
    days: dict[tuple[str, Month], set[dt.date]] = defaultdict(set)
    for entry in ledger.all_entries(book.store.connection):
        draft = entry.draft
        lines = [line for line in draft.postings if groups[line.account] is Group.SALES]
        if not lines:
            continue
        key = (draft.party, Month.of(draft.day))
        sold = -sum(line.value.minor for line in lines)
        sales[key] += sold
        if sold > 0 and entry.reversed_by is None and draft.reverses is None:
            days[key].add(draft.day)
    return {key: (sold, len(days[key])) for key, sold in sales.items()}


@ONCE
@given(SALES)
def test_the_store_sums_what_every_entry_says(
    shop: Shop, tmp_path_factory: pytest.TempPathFactory, sales: list[tuple[str, dt.date, int, str]]
) -> None:
    book = shop.copy(tmp_path_factory.mktemp("made") / "book")
    for each in sales:
        _book_it(book, *each)
    found = kept.by_party(book.store.connection, dt.date(2024, 1, 1), TODAY)
    told = {(each.party, each.month): (each.sales, each.days) for each in found}
    assert told == _plainly(book)
    page = customers.read(book)
    first = page.since.first_day
    ledgers = -sum(
        sold for (_, month), (sold, _) in _plainly(book).items() if month.first_day >= first
    )
    assert page.total == -ledgers
    named = sum(each.sales for each in page.customers)
    assert named + page.unnamed + sum(page.left_out.values()) == page.total
    book.store.close()


def test_a_closed_year_is_no_sale(book: Book) -> None:
    post(book, "1010", "4010", "50.00", day=dt.date(2025, 12, 1), party="Ann")
    before = customers.read(book).total
    entries.close_year(book, year_end=Month(2025, 12))
    assert customers.read(book).total == before == 50_00


def test_who_only_moves_the_shops_own_money_is_no_customer(book: Book) -> None:
    post(book, "1020", "1050", "80.00", day=dt.date(2026, 11, 2), party="Card House")
    post(book, "1010", "4010", "50.00", day=dt.date(2026, 11, 1), party="card house")
    post(book, "1010", "4010", "20.00", day=dt.date(2026, 11, 1), party="Square")
    post(book, "1010", "4010", "10.00", day=dt.date(2026, 11, 1), party="Ann")
    page = customers.read(book)
    assert [each.name for each in page.customers] == ["Ann"]
    assert page.left_out == {"Square": 20_00, "card house": 50_00}


def test_the_hour_is_that_of_the_statements_row(
    book: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = Files(tmp_path, monkeypatch)
    told = [("09:05:00", "12.00"), ("09:59", "8.00"), ("17:00", "30.00"), ("17:00", "-5.00")]
    rows = [
        StatementRow(f"row {number}", TODAY, Money.parse(amount, "CNY"), time=time)
        for number, (time, amount) in enumerate(told, 1)
    ]
    imports.import_files(book, files=[files.add("hours.csv", made_shop.statement(rows))])
    assert customers.read(book).hours == ()
    for entry in entries.open_items(book, at=TODAY):
        entries.categorise(book, number=entry.entry, account="4010")
    hours = [(each.hour, each.sales, each.payments) for each in customers.read(book).hours]
    assert hours == [(9, 20_00, 2), (17, 30_00, 1)]


def test_the_list_is_written_as_a_table_that_runs_nothing(book: Book, tmp_path: Path) -> None:
    for month in (2, 3, 4):
        post(book, "1010", "4010", "50.00", day=dt.date(2026, month, 1), party="=Ann(1)")
    gone = customers.read(book).of(Segment.GONE)
    path = tmp_path / "gone.csv"
    heads = [f"head {number}" for number in range(8)]
    customers.write_list(path, gone, heads=heads, currency="CNY")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.reader(stream))
    assert table == [
        heads,
        ["'=Ann(1)", "2026-02-01", "2026-04-01", "3", "30", "228", "150.00", "50.00"],
    ]
