"""An import sorts by itself only what the owner's past makes sure, shows it, and takes it back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.categories import By
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.rules import RuleForm
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import categories
from cfo_desktop.services import entries
from cfo_desktop.services import guessing
from cfo_desktop.services import imports
from cfo_desktop.services import rules
from cfo_desktop.services.books import Book
from cfo_desktop.store import import_log
from tests.services.made_shop import BANK
from tests.services.made_shop import DAY
from tests.services.made_shop import Files
from tests.services.made_shop import balances
from tests.services.made_shop import moved
from tests.services.made_shop import post
from tests.services.made_shop import row
from tests.services.made_shop import statement
from tests.services.made_shop import verified

GRID = "Northern Grid Power"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    return Files(tmp_path, monkeypatch)


@pytest.fixture
def taught(book: Book) -> Book:
    """A book whose owner paid the grid and a dairy for half a year."""
    for month in range(1, 7):
        for party, account in ((GRID, "6120"), ("Tolbeck Dairy", "5010")):
            day = dt.date(2025, month, 9)
            number = post(book, "1390", "1020", "40", day=day, party=party, narration="DD 0417")
            categories.categorise(book, number=number, account=account)
    return book


def imported(book: Book, files: Files, *rows: object, preview: bool = False) -> list[ImportedRow]:
    """Import rows into the bank's account and return them as reported."""
    path = files.add("bank.csv", statement(rows))  # type: ignore[arg-type]
    verb = imports.preview if preview else imports.import_files
    (file,) = verb(book, files=[path], account="1020").files
    return list(file.rows)


def test_what_is_sure_is_sorted_and_waits_to_be_confirmed(taught: Book, files: Files) -> None:
    before = balances(taught)
    rows = (
        row("-41.20", party=GRID, narration="DD 0519"),
        row("-9", party="Nobody We Know", narration="TRF", place="row 2"),
    )
    previewed = imported(taught, files, *rows, preview=True)
    assert balances(taught) == before
    sure, unknown = imported(taught, files, *rows)
    assert [sure, unknown] == previewed
    assert (sure.guessed, sure.counter) == (True, "6120")
    assert sure.proposal is not None
    assert (sure.proposal.by, sure.proposal.account) == (By.LEARNED, "6120")
    assert sure.proposal.confidence >= categories.THRESHOLD
    assert (unknown.guessed, unknown.counter) == (False, "1390")
    assert moved(before, balances(taught)) == {"1020": -5020, "6120": 4120, "1390": 900}
    (guess,) = categories.guesses(taught)
    assert (guess.text, str(guess.amount)) == (f"{GRID} DD 0519", "-41.20")
    assert guess.proposal.evidence == sure.proposal.evidence
    assert abs(guess.proposal.confidence - sure.proposal.confidence) <= 0.0005
    assert [item.text for item in entries.open_items(taught, at=LAST_DAY)] == ["Nobody We Know"]
    verified(taught)


def test_a_guess_is_of_the_imports_batch_and_goes_back_with_it(taught: Book, files: Files) -> None:
    before = balances(taught)
    path = files.add("bank.csv", statement([row("-41.20", party=GRID)]))
    result = imports.import_files(taught, files=[path], account="1020")
    (guess,) = categories.guesses(taught)
    assert entries.entry(taught, number=guess.sorted_by).batch == result.batch
    assert imports.undo(taught, batch=result.batch) == 2
    assert balances(taught) == before
    assert categories.guesses(taught) == []
    again = imports.import_files(taught, files=[path], account="1020")
    assert again.files[0].new == 1
    assert len(categories.guesses(taught)) == 1
    verified(taught)


def test_the_same_file_twice_guesses_nothing_again(taught: Book, files: Files) -> None:
    imported(taught, files, row("-41.20", party=GRID))
    head = books.head(taught)
    (again,) = imported(taught, files, row("-41.20", party=GRID))
    assert not again.guessed
    assert books.head(taught) == head


def test_below_the_threshold_the_row_waits_with_its_proposal(taught: Book, files: Files) -> None:
    categories.set_threshold(taught, value=1)
    (found,) = imported(taught, files, row("-41.20", party=GRID))
    assert found.proposal is not None
    assert (found.guessed, found.counter, found.proposal.account) == (False, "1390", "6120")
    assert categories.guesses(taught) == []
    (number,) = categories.proposals(taught)
    assert categories.proposals(taught)[number].account == "6120"


def test_starter_knowledge_never_books(taught: Book, files: Files) -> None:
    categories.set_threshold(taught, value=0.5)
    (found,) = imported(taught, files, row("-80", party="Vodafone", narration="bill"))
    assert found.proposal is not None
    assert (found.proposal.by, found.proposal.account) == (By.STARTER, "6130")
    assert (found.guessed, found.counter) == (False, "1390")


def test_a_rule_sorts_before_any_guess(taught: Book, files: Files) -> None:
    rules.add(taught, form=RuleForm("6490", contains="grid"))
    (found,) = imported(taught, files, row("-41.20", party=GRID))
    assert (found.counter, found.guessed) == ("6490", False)
    assert found.proposal is not None
    assert found.proposal.by is By.RULE
    assert categories.guesses(taught) == []


def test_the_fee_of_a_row_stays_a_fee(taught: Book, files: Files) -> None:
    before = balances(taught)
    (found,) = imported(taught, files, row("-41.20", party=GRID, fee="1.20"))
    assert found.guessed
    assert moved(before, balances(taught)) == {"1020": -4120, "6120": 4000, "7010": 120}


def test_a_correction_teaches(taught: Book, files: Files) -> None:
    imported(taught, files, row("-41.20", party=GRID))
    (guess,) = categories.guesses(taught)
    categories.correct(taught, number=guess.entry, account="6490")
    for day in range(1, 4):
        number = post(taught, "1390", "1020", "40", day=DAY + dt.timedelta(day), party=GRID)
        categories.categorise(taught, number=number, account="6490")
    later = row("-41.20", party=GRID, day=DAY + dt.timedelta(30))
    (found,) = imported(taught, files, later)
    assert found.proposal is not None
    assert found.proposal.account == "6490" or found.proposal.confidence < categories.THRESHOLD
    assert balances(taught)["6490"] >= 16_120


def test_money_between_own_accounts_is_left_to_matching(taught: Book, files: Files) -> None:
    for month in range(1, 7):
        day = dt.date(2025, month, 20)
        number = post(taught, "1390", "1020", "100", day=day, party="To my savings")
        categories.categorise(taught, number=number, account="1060")
    (found,) = imported(taught, files, row("-100", party="To my savings"))
    assert found.proposal is not None
    assert (found.proposal.account, found.guessed) == ("1060", False)


def test_foreign_money_without_a_rate_waits(taught: Book, files: Files) -> None:
    chart.add(
        taught,
        code="1021",
        name="Dollars",
        group=chart.find(taught, code="1020").group,
        currency="USD",
    )
    path = files.add(
        "usd.csv", statement([row("-41.20", party=GRID, currency="USD")], currency="USD")
    )
    (file,) = imports.import_files(taught, files=[path], account="1021").files
    assert file.new == 1
    assert not file.rows[0].guessed
    verified(taught)


def test_rows_of_two_files_are_guessed_alike(taught: Book, files: Files) -> None:
    one = files.add("a.csv", statement([row("-41.20", party=GRID)]))
    two = files.add(
        "b.csv", statement([row("-17", party="Tolbeck Dairy", day=DAY + dt.timedelta(1))])
    )
    result = imports.import_files(taught, files=[one, two], account="1020")
    assert [file.rows[0].guessed for file in result.files] == [True, True]
    assert len(categories.guesses(taught)) == 2
    verified(taught)


def test_what_is_probably_another_payment_is_left_to_the_owner(taught: Book, files: Files) -> None:
    """A bill typed by hand the day before: likely the same payment, so nothing is sorted."""
    post(taught, "6120", "1020", "41.20", day=DAY - dt.timedelta(1), party="Grid, by hand")
    (found,) = imported(taught, files, row("-41.20", party=GRID))
    assert found.match is not None
    assert not found.guessed
    assert categories.guesses(taught) == []


def test_both_halves_of_a_transfer_are_left_to_matching(taught: Book, files: Files) -> None:
    """Each half alone would be sorted by what was done before."""
    for month in range(1, 7):
        day = dt.date(2025, month, 20)
        for debit, credit, party in (("1390", "1040", "零钱提现"), ("1020", "1390", "财付通")):
            number = post(taught, debit, credit, "500", day=day, party=party, narration="提现")
            categories.categorise(taught, number=number, account="6490")
    vague = AccountHint("bank", "", "银行卡")
    half = row("-500", party="零钱提现", narration="提现", counter=vague, kind=RowKind.TRANSFER)
    other = row("500", party="财付通", narration="提现", day=DAY + dt.timedelta(2))
    wallet = AccountHint("wechat", "nick", "WeChat", role=Role.WALLET_WECHAT)
    out = files.add("out.csv", statement([half], account=wallet))
    in_ = files.add("in.csv", statement([other]))
    with taught.store.transaction() as connection:
        import_log.remember_hint(connection, BANK.key, "1020")
    (alone,) = imports.preview(taught, files=[in_]).files
    assert alone.rows[0].guessed
    result = imports.import_files(taught, files=[out, in_])
    assert [file.rows[0].guessed for file in result.files] == [False, False]
    assert entries.open_items(taught, at=LAST_DAY) == []
    verified(taught)


def test_foreign_money_with_a_rate_is_sorted_at_it(taught: Book, files: Files) -> None:
    chart.add(
        taught,
        code="1021",
        name="Dollars",
        group=chart.find(taught, code="1020").group,
        currency="USD",
    )
    draft = entries.simple(
        taught,
        day=dt.date(2026, 1, 5),
        narration="",
        debits=[("1021", "100")],
        credits=[("1020", "700")],
        rate=Decimal(7),
    )
    entries.post(taught, draft=draft)
    path = files.add("usd.csv", statement([row("-10", party=GRID, currency="USD")], currency="USD"))
    before = balances(taught)
    (file,) = imports.import_files(taught, files=[path], account="1021").files
    assert file.rows[0].guessed
    assert moved(before, balances(taught))["6120"] == 7_000
    verified(taught)


def test_an_import_can_be_cancelled_while_it_guesses(
    taught: Book, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = files.add("bank.csv", statement([row("-41.20", party=GRID)]))
    calls: list[str] = []

    def cancelled() -> None:
        calls.append("asked")
        raise UserError("cancelled")

    settle = guessing.settle
    monkeypatch.setattr(guessing, "settle", lambda *given, alive: settle(*given, alive=cancelled))
    head = books.head(taught)
    with pytest.raises(UserError) as caught:
        imports.import_files(taught, files=[path], account="1020")
    assert (caught.value.code, calls) == ("cancelled", ["asked"])
    assert books.head(taught) == head


def test_what_a_statement_calls_a_refund_is_never_proposed_as_income(
    taught: Book, files: Files
) -> None:
    for month in range(1, 7):
        number = post(taught, "1020", "1390", "40", day=dt.date(2025, month, 10), party="Voucher")
        categories.categorise(taught, number=number, account="4010")
    (sale, refund, platform) = imported(
        taught,
        files,
        row("40", party="Voucher"),
        row("40", party="Voucher", kind=RowKind.REFUND, place="row 2"),
        row("10.06", narration="美团商家代金券", kind=RowKind.REFUND, place="row 3"),
    )
    assert (sale.guessed, sale.counter) == (True, "4010")
    assert (refund.proposal, refund.counter) == (None, "1390")
    drawings = chart.with_role(taught, role=Role.DRAWINGS).code
    assert (platform.proposal and platform.proposal.account) == drawings
    waiting = categories.proposals(taught)
    assert [proposal.account for proposal in waiting.values()] == [drawings]
