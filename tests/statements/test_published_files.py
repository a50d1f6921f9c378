"""Files that others published as samples, and what a correct import gets of each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import Statement
from cfo_desktop.statements.reader import read
from tests.statements.samples import SHARED
from tests.statements.samples import tied

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the published samples are not beside this checkout"
)


def _read(name: str, currency: str | None = "CNY") -> ReadFile:
    path: Path = SHARED / name
    return read(path.read_bytes(), filename=name, options=ReadOptions(currency))


def _one(name: str, currency: str | None = "CNY") -> Statement:
    found = _read(name, currency)
    assert found.fault is None
    assert len(found.statements) == 1
    return found.statements[0]


def _in_and_out(statement: Statement) -> tuple[int, int]:
    minors = [row.amount.minor for row in statement.rows]
    return sum(n for n in minors if n > 0), sum(n for n in minors if n < 0)


def test_alipay_personal() -> None:
    found = _read("alipay-personal.csv")
    assert (found.format, found.profile) == ("csv", "alipay-personal")
    statement = found.statements[0]
    assert (statement.read, len(statement.rows)) == (10, 7)
    assert Counter(row.code for row in statement.skipped) == {"closed": 2, "refund_of_closed": 1}
    assert statement.account.role is Role.WALLET_ALIPAY
    refund = next(row for row in statement.rows if row.kind is RowKind.REFUND)
    assert (str(refund.amount), refund.account and refund.account.key) == ("16.03", "bocom:7449")
    moved = next(row for row in statement.rows if row.kind is RowKind.TRANSFER)
    assert (str(moved.amount), moved.account and moved.account.title) == ("99.34", "余额宝")
    assert moved.counter


@pytest.mark.parametrize("name", ["wechat-personal.csv", "wechat-personal.xlsx"])
def test_wechat_personal(name: str) -> None:
    found = _read(name)
    assert found.profile == "wechat-personal"
    statement = found.statements[0]
    assert len(found.statements) == 1
    assert (statement.read, len(statement.rows)) == (27, 27)
    assert [str(row.fee) for row in statement.rows if row.fee] == ["0.10", "0.10", "1.00"]
    assert max(Counter(row.reference for row in statement.rows).values()) == 8
    stale = next(check for check in statement.checks if check.name == "count")
    assert (stale.ok, stale.expected, stale.found) == (False, "43", "27")


def test_wechat_sheets_of_the_same_rows_count_once() -> None:
    statement = _one("wechat-personal.xlsx")
    assert [fault.code for fault in statement.warnings] == ["sheet_repeated"]


def test_wechat_merchant() -> None:
    found = _read("wechat-merchant-all-3rows.csv")
    assert found.profile == "wechat-merchant"
    statement = found.statements[0]
    assert [str(row.amount) for row in statement.rows] == ["0.01"] * 3
    assert {row.kind for row in statement.rows} == {RowKind.SALE}
    assert [check.name for check in statement.checks if check.ok] == [
        "count",
        "total_in",
        "total_out",
        "total_fee",
    ]
    assert all(check.ok for check in statement.checks)


def test_alipay_merchant_funds_with_rows_left_out() -> None:
    found = _read("alipay-merchant-funds-3rows-gbk.csv")
    assert found.profile == "alipay-merchant-funds"
    statement = found.statements[0]
    assert _in_and_out(statement) == (3778_00, 0)
    gap = next(check for check in statement.checks if check.name == "running_balance")
    assert (gap.ok, gap.expected, gap.found) == (False, "12261.39", "12268.06")
    assert (str(statement.opening), str(statement.closing)) == ("10764.06", "14533.03")


def test_meituan() -> None:
    found = _read("meituan.csv")
    assert found.profile == "meituan"
    statement = found.statements[0]
    assert (statement.read, len(statement.rows)) == (29, 29)
    received = [row for row in statement.rows if row.amount.minor > 0]
    assert (len(received), _in_and_out(statement)[0]) == (6, 209_73)
    assert len(statement.checks) == 3
    assert all(check.ok for check in statement.checks)
    repaid = next(row for row in statement.rows if row.kind is RowKind.TRANSFER)
    assert (repaid.account and repaid.account.key, repaid.counter and repaid.counter.key) == (
        "boc:3147",
        "meituan-yuefu:",
    )


def test_bank_of_china() -> None:
    found = _read("boc-debit.csv")
    assert found.profile == "boc"
    statement = found.statements[0]
    assert len(statement.rows) == statement.read == 17
    assert _in_and_out(statement) == (9821_00, -9394_30)
    assert (str(statement.opening), str(statement.closing)) == ("2813.58", "3240.28")
    assert all(check.ok for check in statement.checks)
    assert (statement.account.key, statement.rows[0].time) == ("boc:3167", "17:57:17")


def test_icbc_books_no_footer() -> None:
    statement = _one("icbc-debit.csv")
    assert len(statement.rows) == statement.read == 11
    assert {check.name for check in statement.checks} == {"total_in", "total_out"}


def test_cmb() -> None:
    found = _read("cmb-debit.csv")
    assert (found.profile, len(found.statements[0].rows)) == ("cmb", 5)


def test_spdb_in_an_old_workbook() -> None:
    found = _read("spdb-debit.xls")
    assert (found.format, found.profile) == ("xls", "spdb")
    statement = found.statements[0]
    assert len(statement.rows) == statement.read == 4
    assert _in_and_out(statement) == (10_00, -11_64)
    assert (str(statement.closing), statement.account.key) == ("1983.57", "spdb:6200000000001230")
    assert tied(statement) == [("running_balance", True)]
    assert {row.party_account for row in statement.rows} == {"12345678901236500"}


def test_ofx() -> None:
    bank = _one("ofx2-bank.ofx")
    assert [str(row.amount) for row in bank.rows] == ["-200.00", "-300.00"]
    assert (str(bank.closing), bank.currency) == ("200.29", "USD")
    sgml = _one("ofx1-sgml-bank.ofx")
    assert sum(row.amount.minor for row in sgml.rows) == -345_27
    assert (len(sgml.rows), str(sgml.closing), sgml.currency) == (3, "382.34", "CAD")
    assert sgml.rows[0].day.isoformat() == "2009-04-01"


def test_ofx_with_a_bad_amount_books_nothing_and_names_the_place() -> None:
    found = _read("ofx-bad-amount.ofx")
    assert found.statements == ()
    assert found.fault
    assert found.fault.code == "amount_invalid"
    assert "TRNAMT" in found.fault.place
    assert "2000957249" in found.fault.place


def test_camt053() -> None:
    statement = _one("camt053.xml")
    assert [str(row.amount) for row in statement.rows] == [
        "-754.25",
        "-564.05",
        "-100.00",
        "1405.31",
    ]
    assert (str(statement.opening), str(statement.closing)) == ("15568.27", "15121.12")
    # the sample's own closing balance does not follow from its entries
    assert [check.ok for check in statement.checks if check.name == "closing"] == [False]


def test_mt940() -> None:
    citi = _one("mt940-citi.txt")
    assert (citi.read, sum(row.amount.minor for row in citi.rows)) == (5, -1142_75)
    assert [row.code for row in citi.skipped] == ["zero_amount", "zero_amount"]
    assert (str(citi.opening), str(citi.closing), citi.currency) == ("17376.67", "16233.92", "USD")
    mbank = _one("mt940-mbank.sta")
    assert (len(mbank.rows), sum(row.amount.minor for row in mbank.rows)) == (3, 3)
    assert (str(mbank.opening), str(mbank.closing), mbank.currency) == ("0.40", "0.43", "PLN")
    assert all(check.ok for each in (citi, mbank) for check in each.checks)
    assert {row.party_account for row in mbank.rows} == {"56114010810000267002001001"}


def test_qif() -> None:
    statement = _one("bank.qif")
    assert (len(statement.rows), statement.read) == (5, 5)
    assert sum(row.amount.minor for row in statement.rows) == -1896_09
    assert statement.rows[0].day.isoformat() == "2013-08-12"


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("gnucash-simple.gnucash", "format_unsupported", "SQLite"),
    ],
)
def test_what_is_not_read_yet_is_refused_by_name(name: str, code: str, said: str) -> None:
    fault = _read(name).fault
    assert fault
    assert (fault.code, fault.data.get("name", "")) == (code, said)
