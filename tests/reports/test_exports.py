"""The tables we export hold every posting to the unit, stream, and are harmless in spreadsheets."""

from __future__ import annotations

import builtins
import csv
import datetime as dt
import io
import itertools
import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from python_calamine import CalamineWorkbook

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.reports import export_csv
from cfo_desktop.reports import exports
from cfo_desktop.reports import workbook
from cfo_desktop.reports.workbook import Sheet
from tests.reports import ledgers
from tests.reports.ledgers import Ledger

EXPORTS = {
    "beancount": exports.beancount,
    "hledger": exports.hledger,
    "csv": exports.csv,
    "xlsx": exports.xlsx,
}
some = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])


def small(entries: int = 3) -> Ledger:
    """Return a ledger of one currency, its amounts 0.01, 0.02, ..."""
    accounts = (
        Account("1010", "Cash in the till", "库存现金", Group.CASH, "CNY"),
        Account("4010", "Sales", "销售收入", Group.SALES, "CNY", closed_on=dt.date(2030, 1, 1)),
    )
    made = tuple(
        Entry(
            number,
            Draft(
                dt.date(2026, 11, 1) + dt.timedelta(days=number % 28),
                "=SUM(A1)",
                (
                    Posting.plain("1010", Money("CNY", number)),
                    Posting.plain("4010", Money("CNY", -number)),
                ),
                party="张堃",
            ),
        )
        for number in range(1, entries + 1)
    )
    return Ledger(BookInfo("Shop", "CNY", "shop", 1, dt.date(2026, 1, 1)), accounts, made)


def exported(kind: str, ledger: Ledger) -> bytes:
    return b"".join(EXPORTS[kind](ledger.book, ledger.accounts, ledger.entries))


# --- CSV ----------------------------------------------------------------------------------


def csv_rows(ledger: Ledger) -> list[dict[str, str]]:
    text = exported("csv", ledger).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_of_the_table() -> None:
    ledger = small(1)
    data = exported("csv", ledger)
    assert data.startswith(b"\xef\xbb\xbfentry,date,account,")
    assert data.endswith(b"\r\n")
    assert csv_rows(ledger)[1] == {
        "entry": "1",
        "date": "2026-11-02",
        "account": "4010",
        "account_name": "Sales",
        "account_name_zh": "销售收入",
        "amount": "-0.01",
        "currency": "CNY",
        "value": "-0.01",
        "value_currency": "CNY",
        "party": "张堃",
        "narration": "'=SUM(A1)",
        "status": "posted",
        "reverses": "",
        "reversed_by": "",
        "completes": "",
        "batch": "",
    }


@given(ledger=ledgers.ledgers())
@example(ledger=ledgers.nasty())
@some
def test_the_table_holds_every_posting_and_text(ledger: Ledger) -> None:
    rows = iter(csv_rows(ledger))
    for entry in ledger.entries:
        for line in entry.draft.postings:
            row = next(rows)
            assert (row["entry"], row["date"]) == (str(entry.number), str(entry.draft.day))
            assert (row["amount"], row["value"]) == (str(line.amount), str(line.value))
            assert row["currency"] == line.amount.currency
            assert row["party"] == export_csv.guarded(entry.draft.party)
            assert row["narration"] == export_csv.guarded(entry.draft.narration)
            assert row["status"] == export_csv.status(entry)
    assert next(rows, None) is None


@given(ledger=ledgers.ledgers())
@example(ledger=ledgers.nasty())
@some
def test_no_text_starts_a_formula(ledger: Ledger) -> None:
    texts = ("account", "account_name", "account_name_zh", "party", "narration", "batch")
    for row in csv_rows(ledger):
        for name in texts:
            assert not row[name].startswith(("=", "+", "-", "@", "\t", "\r")), name


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@SUM", "\tx", "\rx", "＝1"])
def test_guards(text: str) -> None:
    assert export_csv.guarded(text) == f"'{text}"
    assert export_csv.guarded(f"x{text}") == f"x{text}"


@pytest.mark.parametrize(
    ("reverses", "reversed_by", "status"),
    [(None, None, "posted"), (1, None, "reversal"), (None, 5, "reversed"), (1, 5, "reversed")],
)
def test_status(reverses: int | None, reversed_by: int | None, status: str) -> None:
    lines = small(1).entries[0].draft.postings
    draft = Draft(dt.date(2026, 11, 1), "", lines, reverses=reverses)
    assert export_csv.status(Entry(3, draft, reversed_by=reversed_by)) == status


# --- Excel --------------------------------------------------------------------------------


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return {name: [list(row) for row in rows] for name, rows in found.items()}


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return archive.read(name).decode()


def test_a_workbook() -> None:
    found = sheets(exported("xlsx", small(2)))
    assert list(found) == ["Accounts", "Entries", "Trial balance"]
    assert found["Accounts"][2] == [
        "4010",
        "Sales",
        "销售收入",
        "income",
        "sales",
        "CNY",
        dt.date(2030, 1, 1),
    ]
    assert found["Entries"][1][:11] == [
        1.0,
        dt.date(2026, 11, 2),
        "1010",
        "Cash in the till",
        "库存现金",
        0.01,
        "CNY",
        0.01,
        "张堃",
        "=SUM(A1)",
        "posted",
    ]
    assert found["Trial balance"][1:] == [
        ["1010", "Cash in the till", "库存现金", 0.03, "CNY", 0.03, ""],
        ["4010", "Sales", "销售收入", -0.03, "CNY", "", 0.03],
        ["", "Total", "合计", "", "CNY", 0.03, 0.03],
    ]


@given(ledger=ledgers.ledgers())
@example(ledger=ledgers.nasty())
@some
def test_the_workbook_holds_every_amount_exactly(ledger: Ledger) -> None:
    """Excel computes with doubles, but the file itself has all the digits."""
    data = exported("xlsx", ledger)
    xml = part(data, "xl/worksheets/sheet2.xml")
    found = re.findall(r'<c r="F\d+" s="(\d)"><v>([^<]*)</v>', xml)
    lines = [line for entry in ledger.entries for line in entry.draft.postings]
    assert [amount for _, amount in found] == [str(line.amount) for line in lines]
    assert [int(style) - 3 for style, _ in found] == [
        minor_digits(line.amount.currency) for line in lines
    ]
    balances = Counter[str]()
    for row in sheets(data)["Trial balance"][1:-1]:
        balances[str(row[0])] += int(Decimal(repr(row[3])).scaleb(minor_digits(str(row[4]))))
    assert {code: minor for code, minor in balances.items() if minor} == {
        code: minor for code, minor in ledger.balances(ledgers.DAYS[-1]).items() if minor
    }


def test_every_text_stays_a_text() -> None:
    texts = ["=1+1", "  two ", "a\r\nb", "<&>\"'", "\x01\ufffe", "_x0041_", "2026-01-01", "007"]
    made = Sheet("Texts", [("Text", 20)], [[text] for text in texts])
    data = b"".join(workbook.pieces([made]))
    assert [row[0] for row in sheets(data)["Texts"][1:]] == [
        "=1+1",
        "  two ",
        "a\nb",
        "<&>\"'",
        "��",
        "_x0041_",
        "2026-01-01",
        "007",
    ]


@pytest.mark.parametrize(
    ("day", "serial"),
    [
        (dt.date(1900, 1, 1), 1),
        (dt.date(1900, 2, 28), 59),
        (dt.date(1900, 3, 1), 61),
        (dt.date(2026, 11, 30), 46356),
    ],
)
def test_days_count_as_excel_counts_them(day: dt.date, serial: int) -> None:
    data = b"".join(workbook.pieces([Sheet("Days", [("Day", 12)], [[day]])]))
    assert f"<v>{serial}</v>" in part(data, "xl/worksheets/sheet1.xml")


def test_heads_stay_in_view() -> None:
    xml = part(exported("xlsx", small()), "xl/worksheets/sheet2.xml")
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in xml
    assert xml.index("<sheetViews>") < xml.index("<cols>") < xml.index("<sheetData>")


def test_rows_that_excel_would_not_open_go_on_in_a_second_sheet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)
    found = sheets(exported("xlsx", small(5)))
    assert list(found) == ["Accounts", "Entries", "Entries 2", "Entries 3", "Trial balance"]
    assert [len(rows) for rows in found.values()] == [3, 5, 5, 3, 4]
    assert found["Entries 2"][0] == found["Entries"][0]
    monkeypatch.setattr(workbook, "MOST_ROWS", 11)
    assert "Entries 2" not in sheets(exported("xlsx", small(5)))


# --- all of them --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EXPORTS)
def test_an_empty_book_has_an_export(kind: str) -> None:
    empty = Ledger(small().book, small().accounts, ())
    assert b"Sales" in exported(kind, empty) or kind in ("csv", "xlsx")
    if kind == "xlsx":
        assert len(sheets(exported(kind, empty))["Entries"]) == 1


@pytest.mark.parametrize("kind", EXPORTS)
def test_the_same_book_gives_the_same_bytes(kind: str) -> None:
    assert exported(kind, ledgers.nasty()) == exported(kind, ledgers.nasty())


@pytest.mark.parametrize("kind", EXPORTS)
def test_entries_are_read_while_the_file_is_written(kind: str) -> None:
    """The first pieces come long before the last entry was asked for."""
    taken = 0

    def entries() -> Iterator[Entry]:
        nonlocal taken
        for entry in itertools.cycle(small().entries):
            taken += 1
            if taken > 200_000:
                pytest.fail("the export holds everything back")
            yield entry

    ledger = small()
    pieces = EXPORTS[kind](ledger.book, ledger.accounts, entries())
    first = next(pieces)
    assert 0 < len(first) < 1_000_000


@pytest.mark.parametrize("kind", EXPORTS)
def test_nothing_is_written_but_what_is_handed_on(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No temporary file ever holds the book in clear."""

    def refuse(*arguments: object, **options: object) -> None:
        pytest.fail(f"a file was opened: {arguments}")

    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(io, "open", refuse)
    monkeypatch.setattr(os, "open", refuse)
    assert exported(kind, small(2_000))
