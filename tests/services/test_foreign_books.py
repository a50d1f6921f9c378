"""Imports other programs' books whole, twice, locked and broken, and takes them back."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.period import Month
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import foreign_books
from cfo_desktop.services import imports
from cfo_desktop.services.books import Book
from tests.services.made_shop import balances
from tests.services.made_shop import codes
from tests.services.made_shop import verified

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "statements"
BEANCOUNT = """
option "operating_currency" "CNY"
2026-01-01 open Assets:Bank CNY
2026-01-01 open Assets:Dollars USD
2026-01-01 open Income:Sales
2026-01-01 open Expenses:Rent
2026-01-02 * "guests" "takings"
  Assets:Bank       120.00 CNY
  Income:Sales     -120.00 CNY
2026-01-02 * "guests" "takings"
  Assets:Bank       120.00 CNY
  Income:Sales     -120.00 CNY
2026-02-03 * "landlord" "rent"
  Expenses:Rent      80.00 CNY
  Assets:Bank
2026-02-04 * "dollars bought"
  Assets:Dollars     10.00 USD @ 7.10 CNY
  Assets:Bank       -71.00 CNY
"""
LEDGER = """
2026-01-02 guests
    Assets:Bank        CNY 120.00
    Income:Sales

2026-02-03 landlord
    Expenses:Rent       CNY 80.00
    Assets:Bank
"""


def whole(file: ImportedFile) -> tuple[int, int, int, int]:
    """Return (read, new, duplicate, rejected) of a report that adds up."""
    assert file.read == file.new + file.duplicate + file.skipped + file.rejected == len(file.rows)
    return file.read, file.new, file.duplicate, file.rejected


def by_name(book: Book) -> dict[str, int]:
    """Return {account name: balance in its own currency}."""
    found = chart.balances(book)
    return {
        account.name: found[account.code]
        for account in chart.all_accounts(book)
        if found.get(account.code)
    }


@pytest.fixture
def beancount(tmp_path: Path) -> Path:
    path = tmp_path / "shop.beancount"
    path.write_text(BEANCOUNT, encoding="utf-8")
    return path


def test_a_beancount_book_comes_over_whole(book: Book, beancount: Path) -> None:
    (file,) = imports.import_files(book, files=[beancount]).files
    assert whole(file) == (4, 4, 0, 0)
    assert file.format == "beancount"
    found = by_name(book)
    assert found["Assets:Bank"] == 24000 - 8000 - 7100
    assert found["Assets:Dollars"] == 1000
    assert found["Income:Sales"] == -24000
    verified(book)


def test_a_ledger_journal_comes_over_whole(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "shop.journal"
    path.write_text(LEDGER, encoding="utf-8")
    (file,) = imports.import_files(book, files=[path]).files
    assert whole(file) == (2, 2, 0, 0)
    assert by_name(book) == {"Assets:Bank": 4000, "Income:Sales": -12000, "Expenses:Rent": 8000}


def test_a_book_twice_adds_nothing_and_taken_back_leaves_nothing(
    book: Book, beancount: Path
) -> None:
    preview = imports.preview(book, files=[beancount])
    assert books.head(book).entries == 0
    result = imports.import_files(book, files=[beancount])
    assert preview.files == result.files
    assert whole(imports.import_files(book, files=[beancount]).files[0]) == (4, 0, 4, 0)
    assert imports.undo(book, batch=result.batch) == 4
    assert balances(book) == {}
    assert chart.balances(book) == {}
    assert whole(imports.import_files(book, files=[beancount]).files[0]) == (4, 4, 0, 0)
    verified(book)


def test_transactions_of_a_locked_period_are_rejected(book: Book, beancount: Path) -> None:
    books.lock_period(book, through=Month(2026, 1))
    (file,) = imports.import_files(book, files=[beancount]).files
    assert whole(file) == (4, 2, 0, 2)
    assert codes(file.faults) == ["period_locked"] * 2
    assert [each.state for each in file.rows] == [RowState.REJECTED] * 2 + [RowState.NEW] * 2
    assert min(entry.draft.day for entry in entries.page(book)) == dt.date(2026, 2, 3)


def test_a_transaction_whose_prices_do_not_add_up_is_rejected_not_hidden(
    book: Book, tmp_path: Path
) -> None:
    """The exchange accounts would take up any difference without a word."""
    path = tmp_path / "shop.beancount"
    path.write_text(BEANCOUNT.replace("-71.00 CNY", "-61.00 CNY"), encoding="utf-8")
    (file,) = imports.import_files(book, files=[path]).files
    assert whole(file) == (4, 3, 0, 1)
    assert by_name(book).get("Assets:Dollars") is None
    verified(book)


def test_a_broken_gnucash_file_is_a_fault_of_the_file(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.gnucash"
    path.write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    (file,) = imports.import_files(book, files=[path]).files
    assert file.refused
    assert codes(file.faults) == ["gnucash_unreadable"]


def test_a_gnucash_fraction_over_nothing_is_a_fault(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.gnucash"
    made = dbapi2.connect(str(path))
    made.executescript(
        """
        CREATE TABLE accounts (guid, name, account_type, parent_guid, commodity_guid);
        CREATE TABLE commodities (guid, namespace, mnemonic);
        CREATE TABLE transactions (guid, currency_guid, post_date, enter_date, description);
        CREATE TABLE splits (guid, tx_guid, account_guid, memo, value_num, value_denom,
                             quantity_num, quantity_denom);
        CREATE TABLE slots (obj_guid, name, gdate_val);
        INSERT INTO commodities VALUES ('c', 'CURRENCY', 'CNY');
        INSERT INTO accounts VALUES ('a', 'Bank', 'BANK', NULL, 'c');
        INSERT INTO transactions VALUES ('t', 'c', '2026-01-02', '2026-01-02', 'x');
        INSERT INTO splits VALUES ('s', 't', 'a', '', 5, 0, 5, 0);
        """
    )
    made.commit()
    made.close()
    (file,) = imports.import_files(book, files=[path]).files
    assert file.new == 0
    assert file.refused or file.rejected


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the folder shared/fixtures is not there")
def test_a_published_gnucash_book_comes_over_and_goes_again(book: Book) -> None:
    result = imports.import_files(book, files=[PUBLISHED / "gnucash-simple.gnucash"])
    (file,) = result.files
    read, new, _, rejected = whole(file)
    assert new > 0
    assert read == new + rejected
    verified(book)
    imports.undo(book, batch=result.batch)
    assert chart.balances(book) == {}
    verified(book)


def test_a_packed_file_is_told_by_what_is_in_it(tmp_path: Path) -> None:
    contents = {
        b"<?xml version='1.0'?>\n<gnc-v2>": True,
        b"2026-01-01 open Assets:Cash CNY\n": True,
        b"Date,Payee,Amount\n2026-03-02,Takings,120.50\n": False,
        b"": False,
    }
    for number, (content, expected) in enumerate(contents.items()):
        path = tmp_path / f"{number}.gz"
        path.write_bytes(gzip.compress(content))
        assert foreign_books.is_one(path) is expected
    damaged = tmp_path / "damaged.gz"
    damaged.write_bytes(b"\x1f\x8b\x08\xff\xff")
    assert not foreign_books.is_one(damaged)
