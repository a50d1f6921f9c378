"""QIF: accounts, dates and amounts as programs write them, splits, transfers, refusals."""

from __future__ import annotations

import pytest

from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import StatementRow
from tests.statements.samples import code
from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import sums

HEAD = "!Type:Bank\n"
MOVE = "D1/31/2024\nT-12.50\nPShop\nMTea\nN1001\nCX\nLFood:Drinks\n^\n"


def _row(record: str, *, currency: str = "USD") -> StatementRow:
    (row,) = one(HEAD + record, currency=currency).rows
    return row


def test_a_record() -> None:
    found = result(HEAD + MOVE, currency="USD", name="My account.qif")
    assert (found.format, found.profile) == ("qif", "qif")
    (statement,) = found.statements
    assert (statement.account.key, statement.currency) == ("qif:My account", None)
    (row,) = statement.rows
    assert (row.place, row.day.isoformat(), str(row.amount)) == ("line 2", "2024-01-31", "-12.50")
    assert (row.party, row.narration, row.reference) == ("Shop", "Tea · Food:Drinks", "1001")


@pytest.mark.parametrize(
    "text",
    [
        (HEAD + MOVE).replace("\n", "\r\n"),
        "\ufeff# written by hand\n\n" + HEAD + MOVE,
        "!type:CCard \n" + MOVE,
        "!Type:Oth L\n" + MOVE,
        "!Option:AutoSwitch\n!Account\nNone\n^\n!Clear:AutoSwitch\n" + HEAD + MOVE,
        HEAD + "^\n" + MOVE,
        MOVE,
        HEAD + MOVE.removesuffix("^\n"),
        "!Type:Cat\nNFood\nE\n^\n" + HEAD + MOVE + "!Type:Memorized\nKP\nT5.00\nPx\n^\n",
    ],
)
def test_what_programs_make_of_it(text: str) -> None:
    assert sums(one(text, currency="USD")) == ["-12.50"]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("1/31/2024", "2024-01-31"),
        ("1/31/24", "2024-01-31"),
        ("1/31'24", "2024-01-31"),
        ("1/31'2024", "2024-01-31"),
        ("1/31' 4", "2004-01-31"),
        ("1/ 2'08", "2008-01-02"),
        ("12/31/98", "1998-12-31"),
        ("1/31/ 4", "2004-01-31"),
        ("31.01.2024", "2024-01-31"),
        ("31/1/24", "2024-01-31"),
        ("2024-01-31", "2024-01-31"),
        ("20240131", "2024-01-31"),
    ],
)
def test_dates(printed: str, day: str) -> None:
    assert _row(MOVE.replace("1/31/2024", printed)).day.isoformat() == day


def test_all_rows_together_tell_day_from_month() -> None:
    record = MOVE.replace("1/31/2024", "3/2/2024")
    assert _row(record).day.isoformat() == "2024-03-02"
    both = one(HEAD + record + MOVE.replace("1/31/2024", "31/1/2024"), currency="USD")
    assert [row.day.isoformat() for row in both.rows] == ["2024-02-03", "2024-01-31"]
    assert both.warnings == ()


def test_dates_that_tell_nothing_are_said() -> None:
    record = MOVE.replace("1/31/2024", "3/2/2024")
    american = one(HEAD + record, currency="USD")
    european = one(HEAD + record, currency="EUR")
    assert [each.rows[0].day.isoformat() for each in (american, european)] == [
        "2024-03-02",
        "2024-02-03",
    ]
    (warning,) = european.warnings
    assert (warning.code, warning.data) == (
        "date_ambiguous",
        {"text": "3/2/2024", "read": "2024-02-03"},
    )
    assert one("!Option:MDY\n" + HEAD + record, currency="EUR").warnings == ()


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("-1,000.00", "-1000.00"),
        ("+5", "5.00"),
        ("-1.000,00", "-1000.00"),
        ("-5,25", "-5.25"),
        (".5", "0.50"),
    ],
)
def test_amounts(printed: str, amount: str) -> None:
    assert sums(one(HEAD + MOVE.replace("-12.50", printed), currency="USD")) == [amount]


def test_the_amount_of_newer_programs_stands_twice_or_alone() -> None:
    assert str(_row(MOVE.replace("T-12.50", "U-12.50\nT-12.50")).amount) == "-12.50"
    assert str(_row(MOVE.replace("T-12.50", "U-12.50")).amount) == "-12.50"


@pytest.mark.parametrize(
    ("old", "new", "expected", "place"),
    [
        ("-12.50", "$x", "amount_invalid", "line 11 T"),
        ("-12.50", "1.005.5", "amount_invalid", "line 11 T"),
        ("1/31/2024", "1/32/2024", "date_invalid", "line 10 D"),
        ("1/31/2024", "soon", "date_invalid", "line 10 D"),
    ],
)
def test_one_amount_or_date_that_is_none_makes_the_whole_file_doubtful(
    old: str, new: str, expected: str, place: str
) -> None:
    found = result(HEAD + MOVE + MOVE.replace(old, new), currency="USD")
    assert found.statements == ()
    assert found.fault
    assert (found.fault.code, found.fault.place) == (expected, place)


def test_every_record_is_accounted_for() -> None:
    records = MOVE + "D1/31/2024\nPno amount\n^\nT5.00\nPno date\n^\n" + MOVE.replace("12.50", "0")
    statement = one(HEAD + records, currency="USD")
    assert (statement.read, len(statement.rows)) == (4, 1)
    assert [fault.code for fault in statement.rejected] == ["amount_missing", "date_missing"]
    assert [row.code for row in statement.skipped] == ["zero_amount"]


ACCOUNTS = (
    "!Option:AutoSwitch\n!Account\nNChecking\nTBank\n^\nNVisa\nTCCard\n^\n!Clear:AutoSwitch\n"
    f"!Account\nNChecking\nDthe shop's\nTBank\n^\n{HEAD}"
    "D1/1/2024\nT500.00\nCX\nPOpening Balance\nL[Checking]\n^\n"
    "D1/31/2024\nT-100.00\nPPaid off\nL[Visa]\n^\n"
    "!Account\nNVisa\nTCCard\n^\n!Type:CCard\nD1/31/2024\nT100.00\nPPaid off\nL[Checking]\n^\n"
)


def test_several_accounts_and_a_transfer_between_them() -> None:
    found = result(ACCOUNTS, currency="USD").statements
    assert [(each.account.key, sums(each)) for each in found] == [
        ("qif:Checking", ["-100.00"]),
        ("qif:Visa", ["100.00"]),
    ]
    (row,) = found[0].rows
    assert (row.kind, row.counter) == (RowKind.TRANSFER, found[1].account)


def test_the_balance_an_account_starts_with_moves_no_money() -> None:
    first = result(ACCOUNTS, currency="USD").statements[0]
    assert (str(first.opening), [row.code for row in first.skipped]) == (
        "500.00",
        ["opening_balance"],
    )


def test_an_account_is_named_by_its_opening_record_and_told_apart_by_its_kind() -> None:
    opening = "D1/1/2024\nT0.00\nPOpening Balance\nL[Till]\n^\n"
    assert one(HEAD + opening + MOVE, currency="USD").account.key == "qif:Till"
    two = result(HEAD + MOVE + "!Type:CCard\n" + MOVE, currency="USD").statements
    assert [each.account.key for each in two] == ["qif:x", "qif:x CCard"]


def test_the_start_of_a_list_that_begins_with_the_newest() -> None:
    opening = "D1/1/2024\nT9.00\nPOpening Balance\nL[Till]\n^\n"
    adjusted = "D1/2/2024\nT1.00\nPBalance Adjustment\nL[Till]\n^\n"
    statement = one(HEAD + MOVE + adjusted + opening, currency="USD")
    assert (sums(statement), str(statement.opening)) == (["-12.50", "1.00"], "9.00")
    assert [row.kind for row in statement.rows] == [RowKind.PAYMENT] * 2


def test_splits_stay_one_movement() -> None:
    row = _row(
        "D1/31/2024\nT-30.00\nPMarket\nLFood\nSFood\nEbread\n$-10.00\nS[Savings]\n$-20.00\n^\n"
    )
    assert (row.kind, row.counter, str(row.amount)) == (RowKind.PAYMENT, None, "-30.00")
    assert row.narration == "Food bread -10.00 · [Savings] -20.00"


def test_investments_are_refused_by_name_or_by_row() -> None:
    trade = "!Type:Invst\nD1/31/2024\nNBuy\nYShares\nT100.00\n^\n"
    fault = result(trade, currency="USD").fault
    assert fault
    assert (fault.code, fault.data) == ("profile_unsupported", {"name": "QIF investments"})
    found = result(f"{HEAD}{MOVE}!Account\nNBroker\n^\n{trade}", currency="USD").statements
    assert [fault.code for fault in found[1].rejected] == ["investment_unsupported"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("!Type:Cat\nNFood\n^\n", "no_statement"),
        ("!Account\nNChecking\n^\n", "no_statement"),
        (HEAD, "no_statement"),
        (HEAD + MOVE + "D2/1/2024\nT-1,0", "file_cut"),
    ],
)
def test_whole_files_that_give_nothing(text: str, expected: str) -> None:
    assert code(text, currency="USD") == expected


@pytest.mark.parametrize("sign", ["£", "-£", "GBP "])
def test_amounts_that_name_their_currency(sign: str) -> None:
    record = MOVE.replace("-12.50", f"{sign}12.50")
    other = MOVE.replace("-12.50", "€1.00")
    statement = one(HEAD + record * 2 + other, currency=None)
    assert (statement.currency, statement.rows[0].amount.currency) == ("GBP", "GBP")
    assert [fault.code for fault in statement.rejected] == ["currency_other"]


def test_without_any_currency_nothing_is_guessed() -> None:
    assert code(HEAD + MOVE, currency=None) == "currency_needed"


@pytest.mark.parametrize(("kind", "owed"), [("CCard", True), ("Oth L", True), ("Bank", False)])
def test_what_is_owed_is_told_by_the_kind_of_its_account(kind: str, *, owed: bool) -> None:
    """So it is for the other side of a transfer, which is named only."""
    text = (
        f"!Account\nNGold\n^\n!Type:{kind}\n{MOVE}"
        "!Account\nNSavings\n^\n!Type:Bank\nD1/31/2024\nT-9.00\nL[Gold]\n^\n"
    )
    gold, savings = result(text, currency="USD").statements
    assert (gold.account.owed, savings.account.owed) == (owed, False)
    assert savings.rows[0].counter == gold.account
