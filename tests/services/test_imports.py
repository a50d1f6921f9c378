"""Imports made-up statements in every order and state, and accounts for every row of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
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
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.rules import RuleForm
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import imports
from cfo_desktop.services import rules
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from tests.services.made_shop import DAY
from tests.services.made_shop import OWN
from tests.services.made_shop import Files
from tests.services.made_shop import Shop
from tests.services.made_shop import balances
from tests.services.made_shop import codes
from tests.services.made_shop import moved
from tests.services.made_shop import movements
from tests.services.made_shop import post
from tests.services.made_shop import postings
from tests.services.made_shop import row
from tests.services.made_shop import statement
from tests.services.made_shop import verified

ALIPAY = AccountHint("alipay", "shop@example.com", "Alipay", role=Role.WALLET_ALIPAY)
USD_BANK = AccountHint("boc", "6217-USD", "Dollar account")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    return Files(tmp_path, monkeypatch)


def everything(book: Book) -> list[str]:
    """Return the whole database as SQL."""
    connection = book.store.connection
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()  # what a virtual table holds lies in tables of its own
    return [
        f"{name} {connection.execute(f'SELECT * FROM {name}').fetchall()}"  # noqa: S608
        for (name,) in tables
    ]


def counted(file: ImportedFile) -> tuple[int, int, int, int, int]:
    """Return (read, new, duplicate, skipped, rejected) of a report that adds up."""
    assert file.read == file.new + file.duplicate + file.skipped + file.rejected
    assert len(file.rows) == file.read
    states = Counter(each.state for each in file.rows)
    assert states[RowState.NEW] == file.new
    assert states[RowState.DUPLICATE] == file.duplicate
    assert states[RowState.SKIPPED] == file.skipped
    assert states[RowState.REJECTED] == file.rejected
    return file.read, file.new, file.duplicate, file.skipped, file.rejected


# One file


def test_a_statement_becomes_entries(book: Book, files: Files) -> None:
    path = files.add(
        "march.csv",
        statement(
            [
                row("1200.00", party="guests", narration="takings", place="row 2"),
                row("-800.00", day=DAY + dt.timedelta(days=1), party="landlord", place="row 3"),
            ]
        ),
    )
    result = imports.import_files(book, files=[path])
    (file,) = result.files
    assert counted(file) == (2, 2, 0, 0, 0)
    assert (file.file, file.format, file.profile) == ("march.csv", "csv", "made-up")
    assert file.account_is_new
    assert str(file.movement) == "400.00"
    assert [each.place for each in file.rows] == ["row 2", "row 3"]
    assert balances(book) == {file.account: 40000, "1390": -40000}
    assert entries.entry(book, number=1).batch == result.batch
    assert entries.entry(book, number=1).draft.party == "guests"
    assert len(entries.open_items(book, at=LAST_DAY)) == 2
    (batch,) = imports.batches(book)
    assert (batch.id, batch.files, batch.entries, batch.undone) == (
        result.batch,
        ("march.csv",),
        2,
        False,
    )
    verified(book)


def test_the_same_file_twice_adds_nothing(book: Book, files: Files) -> None:
    path = files.add("a.csv", statement([row("5"), row("-7", party="x"), row("5")]))
    imports.import_files(book, files=[path])
    before = everything(book)
    again = imports.import_files(book, files=[path])
    assert again.batch == ""
    assert counted(again.files[0]) == (3, 0, 3, 0, 0)
    assert str(again.files[0].movement) == "0.00"
    assert everything(book) == before


def test_the_same_file_twice_in_one_import_adds_it_once(book: Book, files: Files) -> None:
    made = statement([row("5"), row("-7", party="x")])
    result = imports.import_files(book, files=[files.add("a.csv", made), files.add("b.csv", made)])
    assert [counted(file) for file in result.files] == [(2, 2, 0, 0, 0), (2, 0, 2, 0, 0)]
    assert balances(book)["1390"] == 200


def test_equal_rows_of_one_day_stay_two(book: Book, files: Files) -> None:
    """Two teas at the same price are two sales."""
    path = files.add("a.csv", statement([row("3.50", party="tea")] * 2))
    (file,) = imports.import_files(book, files=[path]).files
    assert counted(file) == (2, 2, 0, 0, 0)
    assert balances(book)[file.account] == 700


def test_a_preview_changes_nothing_and_says_the_same(book: Book, files: Files) -> None:
    rules.add(book, form=RuleForm("6120", contains="grid"))
    path = files.add(
        "a.csv",
        statement([row("-5", party="grid"), row("6")]),
        statement([row("9", currency="USD")], account=USD_BANK, currency="USD"),
    )
    before = everything(book), (book.folder / "anchor-1.json").read_bytes()
    database_file = (book.folder / "ledger-1.db").read_bytes()
    preview = imports.preview(book, files=[path])
    assert (everything(book), (book.folder / "anchor-1.json").read_bytes()) == before
    assert (book.folder / "ledger-1.db").read_bytes() == database_file
    result = imports.import_files(book, files=[path])
    assert preview.batch == ""
    assert preview.files == result.files


def test_every_row_is_accounted_for(book: Book, files: Files) -> None:
    made = statement(
        [
            row("5", place="row 2"),
            row("0", place="row 3"),
            row("5", place="row 4", party="x" * 900),
        ],
        skipped=(SkippedRow("row 5", "row_closed"),),
        rejected=(Fault("row_bad", "row 6"),),
        warnings=(Fault("odd", "row 2"),),
        checks=(Check("count", ok=False, expected="6", found="5"),),
    )
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    assert counted(file) == (5, 2, 0, 1, 2)
    assert codes(file.faults) == ["row_bad", "entry_zero_line", "odd"]
    assert [fault.place for fault in file.faults] == ["row 6", "row 3", "row 2"]
    assert [check.ok for check in file.checks] == [False]
    assert not file.refused
    long = entries.entry(book, number=2).draft
    assert len(long.party) == 500
    assert long.party.endswith("…")


def test_a_file_that_cannot_be_read_books_nothing(book: Book, files: Files) -> None:
    good = files.add("good.csv", statement([row("5")]))
    bad = files.add_read("bad.csv", ReadFile("", "", fault=Fault("file_unreadable")))
    result = imports.import_files(book, files=[bad, good])
    assert result.files[0].refused
    assert codes(result.files[0].faults) == ["file_unreadable"]
    assert counted(result.files[0]) == (0, 0, 0, 0, 0)
    assert counted(result.files[1]) == (1, 1, 0, 0, 0)


def test_a_profile_that_is_asked_for_must_be_found(book: Book, files: Files) -> None:
    path = files.add("a.csv", statement([row("5")]))
    result = imports.import_files(book, files=[path], profile="boc")
    assert codes(result.files[0].faults) == ["profile_other"]
    assert books.head(book).entries == 0
    assert imports.import_files(book, files=[path], profile="made-up").files[0].new == 1


@pytest.mark.parametrize("phase", [1, 2], ids=["reading", "posting"])
def test_cancelling_books_nothing(book: Book, files: Files, phase: int) -> None:
    paths = [files.add(f"{n}.csv", statement([row(str(n + 1))])) for n in range(3)]
    seen: list[float] = []

    def progress(done: int, total: int) -> None:
        seen.append(done / total)
        if seen.count(0) == phase:
            raise UserError("cancelled")

    before = everything(book)
    with pytest.raises(UserError):
        imports.import_files(book, files=paths, progress=progress)
    assert everything(book) == before
    assert seen[:-1] == sorted(seen[:-1])
    assert seen[-1] == 0


def test_a_large_import_is_one_batch(book: Book, files: Files) -> None:
    made = statement([row("1", day=DAY + dt.timedelta(days=n % 200)) for n in range(900)])
    result = imports.import_files(book, files=[files.add("a.csv", made)])
    assert counted(result.files[0]) == (900, 900, 0, 0, 0)
    verified(book)
    assert imports.undo(book, batch=result.batch) == 900
    assert balances(book) == {}
    verified(book)


# Accounts


def test_an_account_once_known_stays_the_same(book: Book, files: Files) -> None:
    first = imports.import_files(book, files=[files.add("a.csv", statement([row("5")]))]).files[0]
    second = imports.import_files(book, files=[files.add("b.csv", statement([row("6")]))]).files[0]
    assert second.account == first.account
    assert (first.account_is_new, second.account_is_new) == (True, False)
    other = statement([row("7")], account=AccountHint("boc", "9999", "Other"))
    third = imports.import_files(book, files=[files.add("c.csv", other)]).files[0]
    assert third.account != first.account


def test_the_chosen_account_is_remembered(book: Book, files: Files) -> None:
    path = files.add("a.csv", statement([row("5")]))
    imports.import_files(book, files=[path], account="1020")
    (file,) = imports.import_files(book, files=[files.add("b.csv", statement([row("6")]))]).files
    assert (file.account, file.account_is_new) == ("1020", False)
    assert balances(book)["1020"] == 1100
    with pytest.raises(UserError) as caught:
        imports.import_files(book, files=[path], account="9999")
    assert caught.value.code == "account_unknown"


def test_a_card_in_a_wallet_and_the_banks_own_file_are_one_account(
    book: Book, files: Files
) -> None:
    card = AccountHint("icbc", "9876", "ICBC(9876)")
    wallet = statement([row("-5", account=card)], account=ALIPAY)
    imports.import_files(book, files=[files.add("a.csv", wallet)])
    masked = statement([row("7")], account=AccountHint("icbc", "6222****9876", "ICBC"))
    (file,) = imports.import_files(book, files=[files.add("b.csv", masked)]).files
    assert not file.account_is_new
    assert balances(book)[file.account] == 200
    other = statement([row("7")], account=AccountHint("icbc", "6222****1111", "ICBC"))
    (another,) = imports.import_files(book, files=[files.add("c.csv", other)]).files
    assert another.account_is_new


def test_tables_without_a_number_are_told_apart_by_their_names(book: Book, files: Files) -> None:
    def booked(title: str, amount: str) -> str:
        made = statement([row(amount)], account=AccountHint("table-1a2b", "", title))
        return imports.import_files(book, files=[files.add("x.csv", made)]).files[0].account

    first = booked("river bank 2026-10", "5")
    assert booked("river bank 2026-11", "6") == first
    assert booked("hill bank 2026-11", "7") != first


def test_what_is_owed_on_a_card_is_no_cash(book: Book, files: Files) -> None:
    card = AccountHint("ccb-credit", "", "建设银行信用卡")
    made = statement([row("-5", account=card), row("-6", counter=card, kind=RowKind.TRANSFER)])
    imports.import_files(book, files=[files.add("a.csv", made)])
    (owed,) = [found for found in chart.all_accounts(book) if found.name == "建设银行信用卡"]
    assert owed.group is Group.OTHER_CURRENT_LIABILITY
    assert balances(book)[owed.code] == 100


def test_the_pots_of_all_wallets_are_savings_in_any_order(book: Book, files: Files) -> None:
    pots = [AccountHint(name, "", name, Role.SAVINGS) for name in ("alipay-yuebao", "wechat-lqt")]
    rows = [row("5", account=pot) for pot in pots]
    imports.import_files(book, files=[files.add("a.csv", statement(rows, account=ALIPAY))])
    assert balances(book)[chart.with_role(book, role=Role.SAVINGS).code] == 1000


def test_what_an_account_in_other_money_held_before_is_told_too(book: Book, files: Files) -> None:
    euros = Money.parse("15568.27", "EUR")
    made = statement([row("-5", currency="EUR")], currency="EUR", opening=euros)
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    assert (file.new, file.opening_to_book) == (1, euros)
    before = DAY - dt.timedelta(days=1)
    entries.opening_balances(book, day=before, amounts={file.account: str(euros)})
    assert chart.balances(book)[file.account] == 1_556_327
    verified(book)


def test_what_an_account_held_before_is_told_until_it_is_booked(book: Book, files: Files) -> None:
    opening = Money.parse("100", OWN)
    path = files.add("a.csv", statement([row("5")], opening=opening))
    (seen,) = imports.preview(book, files=[path]).files
    (file,) = imports.import_files(book, files=[path]).files
    assert seen.opening_to_book == file.opening_to_book == opening
    (again,) = imports.import_files(book, files=[path]).files
    assert again.opening_to_book is None
    before = DAY - dt.timedelta(days=1)
    entries.opening_balances(book, day=before, amounts={file.account: "100"})
    longer = files.add("b.csv", statement([row("5"), row("6")], opening=opening))
    (later,) = imports.import_files(book, files=[longer]).files
    assert (later.new, later.opening_to_book) == (1, None)


def test_a_wallet_goes_to_the_charts_own_account(book: Book, files: Files) -> None:
    made = statement([row("5")], account=ALIPAY)
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    assert file.account == chart.with_role(book, role=Role.WALLET_ALIPAY).code
    assert not file.account_is_new
    second = AccountHint("alipay", "other@example.com", "Alipay", role=Role.WALLET_ALIPAY)
    (other,) = imports.import_files(
        book, files=[files.add("b.csv", statement([row("5")], account=second))]
    ).files
    assert other.account != file.account


def test_a_file_in_another_currency_than_its_account_is_refused(book: Book, files: Files) -> None:
    path = files.add("a.csv", statement([row("5", currency="USD")], currency="USD"))
    (file,) = imports.import_files(book, files=[path], account="1020").files
    assert file.refused
    assert codes(file.faults) == ["account_currency"]


def test_a_file_that_names_no_currency_is_read_in_that_of_its_account(
    book: Book, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first time the owner chose the account; the second time the book remembers it."""
    chart.add(book, code="1025", name="Yen", group=Group.CASH, currency="JPY")
    read = files.read

    class ByCurrency(dict[str, ReadFile]):
        def __getitem__(self, name: str) -> ReadFile:
            currency = files.currencies[-1] or "CNY"
            made = [row("1000", currency=currency), row("-300", currency=currency, party="x")]
            return ReadFile("csv", "made-up", (statement(made, currency=None),))

    files.read = ByCurrency(read)
    path = files.add("a.csv")
    first = imports.import_files(book, files=[path], account="1025").files[0]
    assert counted(first) == (2, 2, 0, 0, 0)
    assert chart.balances(book)["1025"] == 700
    second = imports.import_files(book, files=[path]).files[0]
    assert second.account == "1025"
    assert counted(second) == (2, 0, 2, 0, 0)
    assert chart.balances(book)["1025"] == 700


def test_a_row_in_another_currency_than_its_account_is_rejected(book: Book, files: Files) -> None:
    made = statement([row("5", currency="USD", place="row 2"), row("6", place="row 3")])
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    assert counted(file) == (2, 1, 0, 0, 1)
    assert [(fault.code, fault.place) for fault in file.faults] == [("account_currency", "row 2")]
    assert balances(book)[file.account] == 600


def test_a_refused_file_leaves_no_account_behind(book: Book, files: Files) -> None:
    chart.add(book, code="1025", name="Yen", group=Group.CASH, currency="JPY")
    known = AccountHint("boc", "yen")
    first = statement([row("5", currency="JPY")], account=known, currency="JPY")
    imports.import_files(book, files=[files.add("a.csv", first)], account="1025")
    bad = files.add(
        "b.csv",
        statement([row("5")], account=AccountHint("boc", "new", "New")),
        statement([row("5", currency="USD")], account=known, currency="USD"),
    )
    good = files.add("c.csv", statement([row("6")]))
    result = imports.import_files(book, files=[bad, good])
    assert result.files[0].refused
    assert not any(account.name.startswith("New") for account in chart.all_accounts(book))


def test_one_file_of_two_accounts_is_two_reports(book: Book, files: Files) -> None:
    path = files.add(
        "a.ofx",
        statement([row("5")]),
        statement([row("7")], account=AccountHint("boc", "2", "Savings")),
    )
    result = imports.import_files(book, files=[path])
    assert len({file.account for file in result.files}) == 2
    assert [counted(file) for file in result.files] == [(1, 1, 0, 0, 0)] * 2
    assert imports.undo(book, batch=result.batch) == 2


def test_a_row_paid_by_another_account_is_booked_there(book: Book, files: Files) -> None:
    card = AccountHint("boc", "6217", "Card")
    made = statement([row("-20", account=card), row("-5")], account=ALIPAY)
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    by_card = postings(book, 1)[0][0]
    assert by_card != file.account
    assert balances(book) == {by_card: -2000, file.account: -500, "1390": 2500}
    assert str(file.movement) == "-5.00"  # of the statement's own account


def test_equal_rows_paid_by_different_cards_are_two(book: Book, files: Files) -> None:
    cards = [AccountHint("boc", "6217", "Card"), AccountHint("icbc", "9558", "Card")]
    for number, card in enumerate(cards):
        made = statement([row("-20", account=card)], account=ALIPAY)
        path = files.add(f"{number}.csv", made)
        (file,) = imports.import_files(book, files=[path]).files
        assert counted(file) == (1, 1, 0, 0, 0)
    assert balances(book)["1390"] == 4000


def test_a_transfer_between_own_accounts_needs_no_sorting(book: Book, files: Files) -> None:
    made = statement(
        [row("-100.10", counter=AccountHint("boc", "6217", "Card"), fee="0.10")], account=ALIPAY
    )
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    fees = chart.with_role(book, role=Role.FEES).code
    lines = postings(book, 1)
    card = next(code for code, _, _ in lines if code not in {file.account, fees})
    assert len(lines) == 4
    assert balances(book) == {file.account: -10010, card: 10000, fees: 10}
    assert entries.open_items(book, at=LAST_DAY) == []


# Fees, interest, rules


def test_a_fee_is_a_pair_of_its_own(book: Book, files: Files) -> None:
    path = files.add("a.csv", statement([row("99.40", party="guests", fee="0.60")]))
    (file,) = imports.import_files(book, files=[path]).files
    fees = chart.with_role(book, role=Role.FEES).code
    assert postings(book, 1) == [
        (file.account, "100.00 CNY", "100.00"),
        ("1390", "-100.00 CNY", "-100.00"),
        (file.account, "-0.60 CNY", "-0.60"),
        (fees, "0.60 CNY", "0.60"),
    ]
    assert str(file.movement) == "99.40"


def test_a_row_that_is_all_fee_is_booked(book: Book, files: Files) -> None:
    path = files.add("a.csv", statement([row("-0.60", fee="0.60")]))
    (file,) = imports.import_files(book, files=[path]).files
    assert counted(file) == (1, 1, 0, 0, 0)
    fees = chart.with_role(book, role=Role.FEES).code
    assert balances(book) == {file.account: -60, fees: 60}


def test_fees_and_interest_find_their_accounts(book: Book, files: Files) -> None:
    made = statement(
        [
            row("-2", kind=RowKind.FEE, party="a"),
            row("3", kind=RowKind.INTEREST, party="b"),
            row("-4", kind=RowKind.INTEREST, party="c"),
        ]
    )
    imports.import_files(book, files=[files.add("a.csv", made)])
    fees, paid = (chart.with_role(book, role=role).code for role in (Role.FEES, Role.INTEREST))
    found = balances(book)
    assert (found[fees], found["4520"], found[paid]) == (200, -300, 400)


def test_rules_sort_what_comes_in(book: Book, files: Files) -> None:
    rules.add(book, form=RuleForm("6120", contains="State Grid"))
    rules.add(book, form=RuleForm("6110", contains="房租"))
    made = statement(
        [row("-5", party="STATE GRID"), row("-7", narration="三月房租"), row("-9", party="nobody")]
    )
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    assert [each.counter for each in file.rows] == ["6120", "6110", "1390"]
    assert len(entries.open_items(book, at=LAST_DAY)) == 1


# Locked and closed


def test_rows_of_a_locked_period_are_rejected_with_their_place(book: Book, files: Files) -> None:
    books.lock_period(book, through=Month(2026, 3))
    made = statement(
        [
            row("5", day=dt.date(2026, 3, 31), place="row 2"),
            row("6", day=dt.date(2026, 4, 1), place="row 3"),
        ]
    )
    path = files.add("a.csv", made)
    (file,) = imports.import_files(book, files=[path]).files
    assert counted(file) == (2, 1, 0, 0, 1)
    assert [(fault.code, fault.place) for fault in file.faults] == [("period_locked", "row 2")]
    books.lock_period(book, through=None)
    (file,) = imports.import_files(book, files=[path]).files
    assert counted(file) == (2, 1, 1, 0, 0)


def test_a_row_rejected_in_two_files_is_rejected_in_both(book: Book, files: Files) -> None:
    """A duplicate is of something that is booked."""
    books.lock_period(book, through=Month(2026, 3))
    made = statement([row("5", place="row 2")])
    result = imports.import_files(book, files=[files.add("a.csv", made), files.add("b.csv", made)])
    assert [counted(file) for file in result.files] == [(1, 0, 0, 0, 1)] * 2


def test_rows_on_a_closed_account_are_rejected(book: Book, files: Files) -> None:
    chart.add(book, code="6999", name="Sundries", group=Group.OPERATING)
    rules.add(book, form=RuleForm("6999", contains="sundry"))
    chart.close_account(book, code="6999", day=DAY)
    made = statement(
        [
            row("5", party="sundry", place="row 2"),
            row("6", party="sundry", day=DAY + dt.timedelta(days=1), place="row 3"),
        ]
    )
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    assert counted(file) == (2, 1, 0, 0, 1)
    assert [(fault.code, fault.place) for fault in file.faults] == [("account_closed", "row 3")]


# Foreign money


def test_foreign_money_without_a_rate_is_booked_and_valued_later(book: Book, files: Files) -> None:
    made = statement([row("100", currency="USD")], account=USD_BANK, currency="USD")
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    assert counted(file) == (1, 1, 0, 0, 0)
    assert "rate_unknown" in codes(file.faults)
    assert chart.balances(book)[file.account] == 10000
    assert balances(book) == {}
    verified(book)


def test_foreign_money_is_valued_at_the_latest_rate(book: Book, files: Files) -> None:
    chart.add(book, code="1025", name="Dollars", group=Group.CASH, currency="USD")
    draft = entries.simple(
        book,
        day=DAY,
        narration="",
        debits=[("1025", "100")],
        credits=[("1020", "712.30")],
        rate=Decimal("7.123"),
    )
    entries.post(book, draft=draft)
    made = statement(
        [row("-10.01", currency="USD", fee="0.01"), row("33.33", currency="USD")],
        account=USD_BANK,
        currency="USD",
    )
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    assert counted(file) == (2, 2, 0, 0, 0)
    assert "rate_unknown" not in codes(file.faults)
    verified(book)
    lines = postings(book, 2)
    assert (file.account, "-10.00 USD", "-71.23") in lines
    assert chart.balances(book)[file.account] == 2332


def test_foreign_money_without_a_rate_waits_whatever_it_is_for(book: Book, files: Files) -> None:
    rules.add(book, form=RuleForm("6120", contains="grid"))
    rows = [
        row("-5", currency="USD", party="grid"),
        row("-2", currency="USD", kind=RowKind.FEE),
        row("3", currency="USD", kind=RowKind.INTEREST),
        row("-10", currency="USD", fee="0.10"),
    ]
    made = statement(rows, account=USD_BANK, currency="USD")
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    assert counted(file) == (4, 4, 0, 0, 0)
    assert {each.counter for each in file.rows} == {"1390-USD"}
    assert chart.balances(book)["1390-USD"] == 1400
    assert "rate_unknown" in [fault.code for fault in file.faults]


@pytest.mark.parametrize(
    ("hint", "group"),
    [
        (AccountHint("table-1", "", "creditunion"), Group.CASH),
        (AccountHint("table-1", "", "Crédit Agricole"), Group.CASH),
        (AccountHint("table-1", "", "credit_card 2026"), Group.OTHER_CURRENT_LIABILITY),
        (AccountHint("table-1", "", "My Credit Card"), Group.OTHER_CURRENT_LIABILITY),
        (AccountHint("chase-credit", "", "Chase"), Group.OTHER_CURRENT_LIABILITY),
        (AccountHint("alipay-huabei", "", "花呗"), Group.OTHER_CURRENT_LIABILITY),
        (AccountHint("qif", "Gold", "Gold", owed=True), Group.OTHER_CURRENT_LIABILITY),
    ],
)
def test_what_is_owed_is_no_money_at_hand(
    book: Book, files: Files, hint: AccountHint, group: Group
) -> None:
    path = files.add("a.csv", statement([row("5")], account=hint))
    (file,) = imports.import_files(book, files=[path]).files
    assert chart.find(book, code=file.account).group is group


# Taking back


def test_an_import_taken_back_leaves_the_books_as_they_were(book: Book, files: Files) -> None:
    post(book, "1010", "4010", "50")
    before = balances(book)
    path = files.add("a.csv", statement([row("5"), row("-7", party="x"), row("9", fee="0.10")]))
    result = imports.import_files(book, files=[path])
    entries.categorise(book, number=2, account="4010")
    entries.reverse(book, number=3)
    assert imports.undo(book, batch=result.batch) == 3  # two that stand, and one category
    assert balances(book) == before
    assert entries.open_items(book, at=LAST_DAY) == []
    assert imports.batches(book)[0].undone
    for batch, code in [(result.batch, "batch_undone"), ("none", "batch_missing")]:
        with pytest.raises(UserError) as caught:
            imports.undo(book, batch=batch)
        assert (caught.value.code, caught.value.data) == (code, {"batch": batch})
    again = imports.import_files(book, files=[path])
    assert counted(again.files[0]) == (3, 3, 0, 0, 0)
    assert [batch.undone for batch in imports.batches(book)] == [False, True]
    imports.undo(book, batch=again.batch)
    assert balances(book) == before
    verified(book)


def test_taking_back_does_not_touch_a_locked_period(book: Book, files: Files) -> None:
    path = files.add("a.csv", statement([row("5", day=dt.date(2026, 2, 10)), row("6")]))
    result = imports.import_files(book, files=[path])
    books.lock_period(book, through=Month(2026, 2))
    locked = balances(book, at=dt.date(2026, 2, 28))
    imports.undo(book, batch=result.batch)
    assert balances(book, at=dt.date(2026, 2, 28)) == locked
    assert balances(book) == {}
    days = [entry.draft.day for entry in entries.page(book) if entry.draft.reverses]
    assert sorted(days) == [dt.date(2026, 3, 1), DAY]


def test_taking_back_one_of_two_overlapping_imports_keeps_the_other(
    book: Book, files: Files
) -> None:
    shared = [row("5", party="shared")]
    first = imports.import_files(
        book, files=[files.add("a.csv", statement([*shared, row("1", party="a")]))]
    )
    second = imports.import_files(
        book, files=[files.add("b.csv", statement([*shared, row("2", party="b")]))]
    )
    account = first.files[0].account
    imports.undo(book, batch=first.batch)
    assert movements(book, account) == [(DAY, 200, "b")]
    again = imports.import_files(book, files=[files.folder / "b.csv"])
    assert counted(again.files[0]) == (2, 1, 1, 0, 0)
    assert movements(book, account) == [(DAY, 200, "b"), (DAY, 500, "shared")]
    imports.undo(book, batch=second.batch)
    imports.undo(book, batch=again.batch)
    assert balances(book) == {}


def test_an_import_beside_another_program_is_not_booked_twice(
    book: Book, files: Files, monkeypatch: pytest.MonkeyPatch, shop: Shop
) -> None:
    """Both planned before either wrote; the schema settles it."""
    from cfo_desktop.store import book_store
    from cfo_desktop.store import slot_file

    path = files.add("a.csv", statement([row("5")]))
    imports.import_files(book, files=[files.add("first.csv", statement([row("1", party="x")]))])
    store = book_store.open_with_key(book.folder, slot_file.read(book.folder), shop.data_key)
    other = Book(store)
    transaction = database.transaction

    @contextmanager
    def overtaken(connection: database.Connection) -> Iterator[None]:
        monkeypatch.setattr(database, "transaction", transaction)
        imports.import_files(other, files=[path])
        with transaction(connection):
            yield

    monkeypatch.setattr(database, "transaction", overtaken)
    with pytest.raises(UserError) as caught:
        imports.import_files(book, files=[path])
    assert caught.value.code == "book_busy"
    assert balances(book)["1390"] == -600
    assert imports.import_files(book, files=[path]).files[0].duplicate == 1
    books.close(other)
    verified(book)


# Any statements, in any order


_DAYS = st.integers(0, 5).map(lambda offset: DAY + dt.timedelta(days=offset))


@st.composite
def bank_months(draw: st.DrawFn) -> list[StatementRow]:
    """What happened on an account in six days: few amounts, so that rows often equal another."""
    made = draw(
        st.lists(
            st.tuples(_DAYS, st.sampled_from(["5", "-5", "7"]), st.sampled_from(["", "tea", "茶"])),
            max_size=20,
        )
    )
    return [
        row(amount, day=day, party=party, place=f"row {number}")
        for number, (day, amount, party) in enumerate(sorted(made))
    ]


@contextmanager
def opened(shop: Shop) -> Iterator[Book]:
    with TemporaryDirectory() as name:
        book = shop.copy(Path(name) / "book")
        try:
            yield book
        finally:
            books.close(book)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=settings().max_examples // 5,
)
@given(
    happened=bank_months(),
    cuts=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5)).map(sorted), min_size=1, max_size=4
    ),
    turned=st.booleans(),
)
def test_overlapping_files_in_any_order_book_each_row_once(
    shop: Shop,
    files: Files,
    happened: list[StatementRow],
    cuts: list[list[int]],
    turned: bool,  # noqa: FBT001 - hypothesis names it
) -> None:
    """Each file holds whole days; together they book what happened on the days they cover."""
    covered = {day for first, last in cuts for day in range(first, last + 1)}
    expected = sorted(
        (each.day, each.amount.minor, each.party)
        for each in happened
        if (each.day - DAY).days in covered
    )
    paths = [
        files.add(
            f"{first}-{last}.csv",
            statement(each for each in happened if first <= (each.day - DAY).days <= last),
        )
        for first, last in cuts
    ]
    with opened(shop) as book:
        before = balances(book)
        batches = []
        for path in reversed(paths) if turned else paths:
            result = imports.import_files(book, files=[path], account="1020")
            batches += [result.batch] * bool(result.batch)
            for file in result.files:
                counted(file)
        assert movements(book, "1020") == expected
        assert moved(before, balances(book)).get("1020", 0) == sum(each[1] for each in expected)
        for batch in batches:
            imports.undo(book, batch=batch)
        assert balances(book) == before
        verified(book)


def test_a_copy_under_another_name_is_of_the_same_account(book: Book, files: Files) -> None:
    """A list that names neither bank nor number is known by its columns and its rows."""
    rows = [row("5", party="x", place="row 1"), row("-7", party="y", place="row 2")]
    one = statement(rows, account=AccountHint("table-ab12", "", "bank"))
    imports.import_files(book, files=[files.add("bank.csv", one)])
    copy = statement(rows, account=AccountHint("table-ab12", "", "bank copy"))
    (file,) = imports.import_files(book, files=[files.add("bank (1).csv", copy)]).files
    assert counted(file) == (2, 0, 2, 0, 0)
    other = statement([row("9", party="z")], account=AccountHint("table-ab12", "", "savings"))
    (file,) = imports.import_files(book, files=[files.add("savings.csv", other)]).files
    assert file.account_is_new


def test_rows_older_than_what_the_owner_said_are_warned_of(book: Book, files: Files) -> None:
    """The answer to "what does the bank hold?" is of a later day: those rows would count twice."""
    entries.opening_balances(book, day=DAY, amounts={"1020": "500"})
    made = files.add("bank.csv", statement([row("-5", day=DAY)]))
    (older,) = imports.preview(book, files=[made], account="1020").files
    assert [fault.code for fault in older.faults] == ["rows_before_opening"]
    later = files.add("later.csv", statement([row("-5", day=DAY + dt.timedelta(days=1))]))
    (newer,) = imports.preview(book, files=[later], account="1020").files
    assert newer.faults == ()
