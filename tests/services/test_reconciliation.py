"""Accounts held against imported statements: overview, difference, ticks, what undoing frees."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.reconciliation import LineState
from cfo_desktop.domain.reconciliation import Reconciliation
from cfo_desktop.domain.reconciliation import Shown
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services import imports
from cfo_desktop.services import links
from cfo_desktop.services import reconciliation
from cfo_desktop.services.books import Book
from cfo_desktop.store import import_log
from cfo_desktop.store import ledger
from cfo_desktop.store import links as store_links
from cfo_desktop.store import sources
from cfo_desktop.store.links import KeptLink
from cfo_desktop.store.sources import KeptRow
from cfo_desktop.store.sources import KeptStatement
from tests.services.made_shop import BANK as BANK_CARD
from tests.services.made_shop import OWN
from tests.services.made_shop import Files
from tests.services.made_shop import balances
from tests.services.made_shop import post
from tests.services.made_shop import row
from tests.services.made_shop import statement
from tests.services.made_shop import verified

BANK = "1020"
MARCH = (("-50", 2), ("120", 9), ("-7.50", 9), ("300", 30))
APRIL = (("-20", 1), ("55.10", 7))


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    folder = tmp_path / "files"
    folder.mkdir()
    return Files(folder, monkeypatch)


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


def yuan(minor: int) -> Money:
    return Money(OWN, minor)


def printed(
    moves: tuple[tuple[str, int], ...], month: int, opening: int
) -> tuple[list[StatementRow], Money, Money]:
    """Return rows with running balances, the opening and the closing balance."""
    balance = opening
    rows = []
    for place, (amount, number) in enumerate(moves, 2):
        balance += Money.parse(amount, OWN).minor
        made = row(amount, day=day(month, number), place=f"row {place}", balance=yuan(balance))
        rows.append(made)
    return rows, yuan(opening), yuan(balance)


def bring(
    book: Book,
    files: Files,
    name: str,
    moves: tuple[tuple[str, int], ...],
    *,
    month: int,
    opening: int,
    lost: tuple[int, ...] = (),
    skipped: tuple[SkippedRow, ...] = (),
) -> str:
    """Import a statement that lacks the rows ``lost``; return the batch."""
    rows, first, last = printed(moves, month, opening)
    kept = [made for index, made in enumerate(rows) if index not in lost]
    path = files.add(name, statement(kept, opening=first, closing=last, skipped=skipped))
    return imports.import_files(book, files=[path], account=BANK).batch


def opened(book: Book) -> None:
    """Book what the bank held before March: 1000."""
    entries.opening_balances(book, day=day(2, 28), amounts={BANK: "1000"})


def brief(found: Reconciliation) -> list[tuple[str, int, int | None]]:
    return [(item.code.value, item.amount, item.entry) for item in found.items]


def refused(code: str) -> pytest.RaisesExc[UserError]:
    return pytest.RaisesExc(UserError, check=lambda error: error.code == code)


def test_a_statement_imported_whole_reconciles(book: Book, files: Files) -> None:
    opened(book)
    bring(book, files, "march.csv", MARCH, month=3, opening=100_000)
    bring(book, files, "april.csv", APRIL, month=4, opening=136_250)
    found = reconciliation.reconcile(book, account=BANK)
    assert (found.printed, found.book, found.items) == (139_760, 139_760, ())
    assert found.statement.file == "april.csv"
    march = reconciliation.statements(book, account=BANK)[1]
    found = reconciliation.reconcile(book, account=BANK, statement=march.number)
    assert (found.at, found.printed, found.difference) == (day(3, 30), 136_250, 0)


def test_a_payment_typed_before_it_was_imported_is_one(book: Book, files: Files) -> None:
    opened(book)
    post(book, "6110", BANK, "50", day=day(3, 1))
    bring(book, files, "march.csv", MARCH, month=3, opening=100_000)
    links.accept(book, numbers=[link.number for link in links.all_links(book)])
    found = reconciliation.reconcile(book, account=BANK)
    assert (found.difference, found.items) == (0, ())
    typed = next(line for line in reconciliation.lines(book, account=BANK) if line.entry == 2)
    assert (typed.state, typed.place) == (LineState.ON_STATEMENT, "row 2")


def test_what_linking_posted_belongs_to_the_payment(book: Book) -> None:
    """A payment typed as 100.00 that the bank tells with its fee of 0.10 is on the statement."""
    opened(book)
    typed = post(book, "6110", BANK, "100", day=day(3, 2))
    fee = post(book, "6110", BANK, "0.10", day=day(3, 2))
    kept = KeptStatement("f", "boc", BANK, day(3, 2), day(3, 2), 100_000, 89_990)
    link = KeptLink(LinkKind.SAME, LinkState.LINKED, typed, (), rows=("r",), added=(fee,))
    with book.store.transaction() as connection:
        import_log.add_batch(connection, "b", recorded_at=0, summary=[])
        number = sources.add_statement(connection, "b", kept)
        row_ = KeptRow("row 2", BANK, day(3, 2), -10_010, balance=89_990)
        sources.add_rows(connection, "b", [("r", typed, number, row_)])
        store_links.add(connection, link, recorded_at=0)
    found = reconciliation.reconcile(book, account=BANK)
    assert (found.difference, found.items) == (0, ())


def test_a_wallets_row_that_the_bank_paid_is_on_neither_ones_statement(
    book: Book, files: Files
) -> None:
    """It moved nothing of the wallet, and the bank's own statement is yet to tell it."""
    bring(book, files, "march.csv", MARCH, month=3, opening=0)
    wallet = AccountHint("alipay", title="Alipay", role=Role.WALLET_ALIPAY)
    rows = [
        row("30", day=day(3, 9), place="row 2", balance=yuan(3_000)),
        row("-9.90", day=day(3, 10), place="row 3", account=BANK_CARD),
    ]
    bill = statement(rows, account=wallet, opening=yuan(0), closing=yuan(3_000))
    path = files.add("wallet.csv", bill)
    code = imports.import_files(book, files=[path]).files[0].account
    assert reconciliation.reconcile(book, account=code).items == ()
    paid = reconciliation.reconcile(book, account=BANK)
    assert [item.code.value for item in paid.items] == ["outstanding"]
    states = [line.state for line in reconciliation.lines(book, account=BANK, shown=Shown.OPEN)]
    assert states == [LineState.OPEN]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_statements_that_overlap(book: Book, files: Files, order: tuple[int, int]) -> None:
    opened(book)
    rows, _, _ = printed(MARCH, 3, 100_000)
    whole = [*rows, *printed(APRIL, 4, 136_250)[0]]
    parts = [
        statement(whole[:4], opening=yuan(100_000), closing=yuan(136_250)),
        statement(whole[1:], opening=yuan(95_000), closing=yuan(139_760)),
    ]
    for index in order:
        path = files.add(f"part-{index}.csv", parts[index])
        imports.import_files(book, files=[path], account=BANK)
    kept = reconciliation.statements(book, account=BANK)
    assert len(kept) == 2
    for part in kept:
        found = reconciliation.reconcile(book, account=BANK, statement=part.number)
        assert (found.difference, found.items) == (0, ())


def test_the_overview(book: Book, files: Files) -> None:
    opened(book)
    bring(book, files, "march.csv", MARCH, month=3, opening=100_000)
    bring(book, files, "april.csv", APRIL, month=4, opening=136_250, lost=(0,))
    post(book, "1010", "4010", "5")
    states = {state.account: state for state in reconciliation.overview(book)}
    bank, till = states[BANK], states["1010"]
    assert (bank.printed, bank.book, bank.difference) == (139_760, 141_760, -2_000)
    assert bank.statement is not None
    assert (bank.statement.file, bank.reconciled_through) == ("april.csv", day(3, 30))
    assert (till.statement, till.book, till.difference) == (None, 500, None)
    assert till.reconciled_through is None
    assert "4010" not in states


def test_a_difference_names_its_entries(book: Book, files: Files) -> None:
    bring(book, files, "march.csv", MARCH, month=3, opening=100_000, lost=(1,))
    typed = post(book, "6110", BANK, "9.99", day=day(3, 8), narration="lamp", party="Shop")
    twice = post(book, "6110", BANK, "7.50", day=day(3, 10))
    found = reconciliation.reconcile(book, account=BANK)
    assert found.difference == sum(item.amount for item in found.items)
    assert sorted(brief(found)) == [
        ("maybe_twice", 750, twice),
        ("opening_missing", 100_000, None),
        ("outstanding", 999, typed),
        ("rows_missing", 12_000, None),
    ]
    words = {item.entry: item.text for item in found.items}
    assert words[typed] == "Shop lamp"


def test_a_line_says_by_which_statement_it_is_reconciled(book: Book, files: Files) -> None:
    opened(book)
    bring(book, files, "march.csv", MARCH, month=3, opening=100_000)
    typed = post(book, "6110", BANK, "9.99", day=day(3, 8))
    other = post(book, "6110", BANK, "1", day=day(3, 9))
    gone = post(book, "6110", BANK, "2", day=day(3, 9))
    back = entries.reverse(book, number=gone)
    reconciliation.tick(book, account=BANK, entries=[typed])
    found = {line.entry: line for line in reconciliation.lines(book, account=BANK)}
    assert (found[2].state, found[2].file, found[2].place) == (
        LineState.ON_STATEMENT,
        "march.csv",
        "row 2",
    )
    assert found[typed].state is LineState.TICKED
    assert found[typed].ticked_on is not None
    assert found[other].state is LineState.OPEN
    assert {found[gone].state, found[back].state} == {LineState.CANCELLED}
    open_ = reconciliation.lines(book, account=BANK, shown=Shown.OPEN)
    assert [line.entry for line in open_] == [other]
    untold = reconciliation.lines(book, account=BANK, shown=Shown.UNTOLD)
    assert [line.entry for line in untold] == [other, typed]
    assert found[1].state is LineState.BEFORE
    older = post(book, "6110", BANK, "1", day=day(2, 27))
    cheque = post(book, "6110", BANK, "1", day=day(2, 28))
    reconciliation.tick(book, account=BANK, entries=[cheque])
    untold = reconciliation.lines(book, account=BANK, shown=Shown.UNTOLD)
    assert [line.entry for line in untold] == [other, typed, cheque]
    states = {line.entry: line.state for line in reconciliation.lines(book, account=BANK)}
    assert (states[older], states[cheque]) == (LineState.BEFORE, LineState.TICKED)


def test_lines_come_in_pages(book: Book, files: Files) -> None:
    bring(book, files, "march.csv", MARCH, month=3, opening=100_000)
    whole = reconciliation.lines(book, account=BANK)
    assert [line.day for line in whole] == sorted((line.day for line in whole), reverse=True)
    first = reconciliation.lines(book, account=BANK, limit=3)
    end = (first[-1].day, first[-1].entry)
    rest = reconciliation.lines(book, account=BANK, limit=3, before=end)
    assert first + rest == whole
    assert reconciliation.lines(book, account=BANK, until=day(3, 9)) == whole[1:]
    assert reconciliation.lines(book, account=BANK, until=day(3, 8), before=end) == whole[3:]


# --- ticks ---


def test_ticks_are_set_and_taken_back(book: Book, files: Files) -> None:
    opened(book)
    bring(book, files, "march.csv", MARCH, month=3, opening=100_000, lost=(2,))
    typed = post(book, "6110", BANK, "7.50", day=day(3, 8))
    latest = reconciliation.statements(book, account=BANK)[0]
    assert len(reconciliation.reconcile(book, account=BANK).items) == 2
    reconciliation.tick(book, account=BANK, entries=[typed], statement=latest.number)
    assert reconciliation.reconcile(book, account=BANK).items == ()
    reconciliation.untick(book, account=BANK, entries=[typed])
    assert len(reconciliation.reconcile(book, account=BANK).items) == 2
    verified(book)


def test_what_needs_no_tick_is_refused_and_nothing_is_ticked(book: Book, files: Files) -> None:
    bring(book, files, "march.csv", MARCH, month=3, opening=100_000)
    typed = post(book, "6110", BANK, "1", day=day(3, 9))
    till = post(book, "1010", "4010", "2")
    gone = post(book, "6110", BANK, "2", day=day(3, 9))
    back = entries.reverse(book, number=gone)
    for needless in (1, gone, back):
        with refused("tick_needless"):
            reconciliation.tick(book, account=BANK, entries=[typed, needless])
    for elsewhere in (till, 99):
        with refused("entry_not_on_account"):
            reconciliation.tick(book, account=BANK, entries=[typed, elsewhere])
    with refused("statement_missing"):
        reconciliation.tick(book, account=BANK, entries=[typed], statement=77)
    with refused("tick_missing"):
        reconciliation.untick(book, account=BANK, entries=[typed])
    with refused("account_unknown"):
        reconciliation.tick(book, account="9999", entries=[typed])


def test_undoing_an_import_frees_its_ticks_and_rows(book: Book, files: Files) -> None:
    opened(book)
    batch = bring(book, files, "march.csv", MARCH, month=3, opening=100_000, lost=(2,))
    typed = post(book, "6110", BANK, "7.50", day=day(3, 8))
    latest = reconciliation.statements(book, account=BANK)[0]
    reconciliation.tick(book, account=BANK, entries=[typed], statement=latest.number)
    imports.undo(book, batch=batch)
    assert reconciliation.statements(book, account=BANK) == []
    with refused("statements_none"):
        reconciliation.reconcile(book, account=BANK)
    states = {line.entry: line.state for line in reconciliation.lines(book, account=BANK)}
    assert states[typed] is LineState.OPEN
    assert states[1] is LineState.BEFORE
    assert set(states.values()) == {LineState.OPEN, LineState.CANCELLED, LineState.BEFORE}
    again = bring(book, files, "march.csv", MARCH, month=3, opening=100_000, lost=(2,))
    assert again
    assert [code for code, *_ in brief(reconciliation.reconcile(book, account=BANK))] == [
        "outstanding",
        "rows_missing",
    ]


def test_pairs_that_wait_are_pointed_to(book: Book, files: Files) -> None:
    """What two statements may tell is booked twice until the owner decides; elsewhere it is not."""
    opened(book)
    first = post(book, "6110", BANK, "50", day=day(3, 2))
    second = post(book, "6110", BANK, "50", day=day(3, 3))
    post(book, "6110", "1010", "50", day=day(3, 3))
    for kind in (LinkKind.SAME, LinkKind.TRANSFER):
        link = KeptLink(kind, LinkState.PROPOSED, first, (), other=second)
        with book.store.transaction() as connection:
            store_links.add(connection, link, recorded_at=0)
    bring(book, files, "april.csv", APRIL, month=4, opening=95_000)
    assert reconciliation.reconcile(book, account=BANK).pairs == 1
    for account, last, pairs in ((BANK, 2, 1), (BANK, 1, 0), ("1010", 30, 0)):
        found = reconciliation.reconcile(book, account=account, at=day(3, last), balance="1")
        assert found.pairs == pairs


# --- balances that the owner types ---


def test_a_typed_balance(book: Book) -> None:
    opened(book)
    fee = post(book, "6110", BANK, "5", day=day(3, 3))
    found = reconciliation.reconcile(book, account=BANK, at=day(3, 31), balance="992")
    assert (found.difference, found.items, found.unexplained) == (-300, (), -300)
    other = post(book, "6110", BANK, "2", day=day(3, 4))
    reconciliation.tick(book, account=BANK, entries=[other])
    found = reconciliation.reconcile(book, account=BANK, at=day(3, 31), balance="992")
    assert (found.difference, brief(found)) == (-100, [("outstanding", 500, fee)])
    assert found.unexplained == -600
    reconciliation.tick(book, account=BANK, entries=[fee])
    found = reconciliation.reconcile(book, account=BANK, at=day(3, 31), balance="992")
    assert (found.items, found.unexplained) == ((), -100)


def test_the_rest_is_booked_where_the_owner_says(book: Book) -> None:
    opened(book)

    def found() -> Reconciliation:
        return reconciliation.reconcile(book, account=BANK, at=day(3, 31), balance="997")

    draft = reconciliation.adjustment(book, found=found(), to="6110", narration="fees")
    assert [(line.account, str(line.amount)) for line in draft.postings] == [
        (BANK, "-3.00"),
        ("6110", "3.00"),
    ]
    assert balances(book)[BANK] == 100_000
    with refused("adjustment_differs"):
        reconciliation.adjust(book, found=found(), to="6110", narration="fees", amount="3")
    reconciliation.adjust(book, found=found(), to="6110", narration="fees", amount="-3.00")
    assert (found().difference, found().items, found().unexplained) == (0, (), 0)
    with refused("nothing_unexplained"):
        reconciliation.adjustment(book, found=found(), to="6110", narration="fees")
    verified(book)


def test_a_till_that_is_counted_every_month(book: Book) -> None:
    """What was booked of the last count makes nothing open in the next one."""
    opened(book)
    for month, counted, short in ((3, "1044.50", "-5.50"), (4, "1094", "-0.50")):
        post(book, BANK, "4010", "50", day=day(month, 20))
        found = reconciliation.reconcile(book, account=BANK, at=day(month, 28), balance=counted)
        assert (found.difference, found.items) == (Money.parse(short, OWN).minor, ())
        reconciliation.adjust(book, found=found, to="6110", narration="short", amount=short)
    assert balances(book)[BANK] == 109_400


def test_no_more_than_the_difference_is_booked(book: Book) -> None:
    """Where the owner ticked one of many, the open ones are not the till's difference."""
    opened(book)
    first = post(book, BANK, "4010", "50", day=day(3, 1))
    post(book, BANK, "4010", "60", day=day(3, 2))
    reconciliation.tick(book, account=BANK, entries=[first])
    found = reconciliation.reconcile(book, account=BANK, at=day(3, 31), balance="1100")
    assert (found.difference, found.unexplained) == (-1000, 5000)
    with refused("adjustment_exceeds"):
        reconciliation.adjust(book, found=found, to="6110", narration="", amount="50")


def test_a_rest_in_other_money_is_not_booked_without_a_rate(book: Book) -> None:
    dollars = next(
        account for account in chart.all_accounts(book) if account.code == BANK
    ).in_currency("USD")
    chart.add(book, code="1029", name="Dollars", group=dollars.group, currency="USD")
    found = reconciliation.reconcile(book, account="1029", at=day(3, 31), balance="10")
    with refused("account_currency"):
        reconciliation.adjustment(book, found=found, to="6110", narration="")


def test_a_balance_given_for_a_statement_that_prints_none(book: Book, files: Files) -> None:
    opened(book)
    rows, _, _ = printed(MARCH, 3, 100_000)
    path = files.add("wallet.csv", statement(rows))
    imports.import_files(book, files=[path], account=BANK)
    (kept,) = reconciliation.statements(book, account=BANK)
    assert reconciliation.reconcile(book, account=BANK).difference is None
    found = reconciliation.reconcile(book, account=BANK, statement=kept.number, balance="1362.50")
    assert (found.difference, found.items) == (0, ())


def test_the_overview_of_a_hundred_thousand_postings_is_quick(book: Book) -> None:
    """It costs statements and months; no statement agrees, so that every one is looked at."""
    per_month = 50_000 // 24
    number = 0
    for month in range(24):
        first = dt.date(2024 + month // 12, month % 12 + 1, 1)
        days = [first + dt.timedelta(days=index * 27 // per_month) for index in range(per_month)]
        postings = (Posting.plain(BANK, yuan(100)), Posting.plain("4010", yuan(-100)))
        drafts = [Draft(on, "sale", postings) for on in days]
        with book.store.transaction() as connection:
            import_log.add_batch(connection, f"b{month}", recorded_at=0, summary=[])
            ledger.post(connection, drafts, recorded_at=0, batch=f"b{month}")
            kept = KeptStatement("f", "boc", BANK, days[0], days[-1], number * 100, 7)
            sources.add_statement(connection, f"b{month}", kept)
        number += per_month
    begun = time.perf_counter()
    states = {state.account: state for state in reconciliation.overview(book)}
    took = time.perf_counter() - begun
    assert states[BANK].reconciled_through is None
    assert took < 0.3


def test_statements_that_are_not_there(book: Book) -> None:
    with refused("statements_none"):
        reconciliation.reconcile(book, account=BANK)
    with refused("statement_missing"):
        reconciliation.reconcile(book, account=BANK, statement=5)
    with refused("amount_invalid"):
        reconciliation.reconcile(book, account=BANK, at=day(3, 31), balance="lots")
    with refused("account_unknown"):
        reconciliation.lines(book, account="9999")
