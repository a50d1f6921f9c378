"""The funds bill of a WeChat Pay merchant: signs, fees in rows of their own, balances, totals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import StatementRow
from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import tied

HEAD = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额（元）,账户结余（元）,"
    "资金变更提交申请人,备注,业务凭证号"
)
TOTALS = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额"
ORDER, BACK = "4200001234202401020000000001", "50300001232024010200000000001"


def _line(
    amount: str = "100.00",
    balance: str = "100.00",
    *,
    way: str = "收入",
    name: str = "交易",
    sort: str = "交易",
    ids: tuple[str, str, str] = (ORDER, "1900000109202401020001", "S20240102001"),
    note: str = "",
    time: str = "10:00:00",
) -> str:
    business, flow, voucher = ids
    cells = (
        f"2024-01-02 {time}",
        business,
        flow,
        name,
        sort,
        way,
        amount,
        balance,
        "system",
        note,
        voucher,
    )
    return ",".join(f"`{cell}" for cell in cells)


def _bill(*lines: str, totals: str = "") -> str:
    below = [TOTALS, ",".join("`" + each for each in totals.split())] if totals else []
    return "\r\n".join([HEAD, *lines, *below]) + "\r\n"


def _row(line: str) -> StatementRow:
    (row,) = one(_bill(line)).rows
    return row


def _said(row: StatementRow) -> tuple[str, RowKind, str]:
    return str(row.amount), row.kind, row.counter.key if row.counter else ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (_line(), ("100.00", RowKind.SALE, "")),
        (_line("0.60", way="支出", sort="扣除交易手续费"), ("-0.60", RowKind.FEE, "")),
        (_line("0.24", sort="退回交易手续费"), ("0.24", RowKind.FEE, "")),
        (_line(way="支出", name="退款", sort="退款"), ("-100.00", RowKind.SALE_REFUND, "")),
        (_line(name="退款失败退回", sort="退款"), ("100.00", RowKind.PAYMENT, "")),
        (_line(way="支出", name="提现", sort="提现"), ("-100.00", RowKind.TRANSFER, "bank:")),
        (
            _line(way="支出", name="提现", sort="提现", note="招商银行(8888)"),
            ("-100.00", RowKind.TRANSFER, "cmb:8888"),
        ),
        (_line(name="充值", sort="充值"), ("100.00", RowKind.TRANSFER, "bank:")),
        (_line(way="支出", name="分账", sort="分账"), ("-100.00", RowKind.PAYMENT, "")),
    ],
)
def test_what_a_row_does(line: str, said: tuple[str, RowKind, str]) -> None:
    assert _said(_row(line)) == said


def test_the_account_is_the_merchant_s() -> None:
    found = result(_bill(_line()))
    assert found.profile == "wechat-merchant-funds"
    assert found.statements[0].account.key == "wechat-merchant:"
    named = one("微信支付资金账单\n商户号：1900000109,,,,,,,,,,\n" + _bill(_line()))
    assert named.account.key == "wechat-merchant:1900000109"


def test_a_sale_shares_an_id_with_the_trade_bill() -> None:
    row = _row(_line())
    assert row.reference == "1900000109202401020001"
    assert row.other_references == (ORDER, "S20240102001")


@pytest.mark.parametrize(
    "ids",
    [(BACK, ORDER, "R20240102001"), (BACK, "1900000109202401020009", f"REF{ORDER}")],
)
def test_a_refund_has_the_reference_of_the_trade_bill(ids: tuple[str, str, str]) -> None:
    row = _row(_line(way="支出", name="退款", sort="退款", ids=ids))
    assert (row.reference, row.refund_of) == (f"{ORDER}_{BACK}", ORDER)
    assert {BACK, *ids[1:]} <= set(row.other_references)


@pytest.mark.parametrize(
    ("amount", "fee"), [("99.40", "-0.60"), ("100.00", "None"), ("98.00", "None")]
)
def test_a_returned_fee_within_a_refund(amount: str, fee: str) -> None:
    note = "退款总金额100.00元;含手续费0.60元"
    row = _row(_line(amount, way="支出", name="退款", sort="退款", note=note))
    assert (str(row.amount), str(row.fee)) == (f"-{amount}", fee)


def _three() -> tuple[str, ...]:
    return (
        _line("100.00", "600.00", time="10:00:00"),
        _line("0.60", "599.40", way="支出", sort="扣除交易手续费", time="10:00:01"),
        _line("500.00", "99.40", way="支出", name="提现", sort="提现", time="11:00:00"),
    )


TIED = [("count", True), ("total_in", True), ("total_out", True), ("running_balance", True)]


@pytest.mark.parametrize("step", [1, -1])
def test_balances_and_totals_either_way_up(step: int) -> None:
    statement = one(_bill(*_three()[::step], totals="3.0 1.0 100.00 2.0 500.60"))
    assert tied(statement) == TIED
    assert (str(statement.opening), str(statement.closing)) == ("500.00", "99.40")


def test_a_missing_row_breaks_the_balance_and_the_totals() -> None:
    first, _fee, last = _three()
    statement = one(_bill(first, last, totals="3 1 100.00 2 500.60"))
    assert tied(statement) == [
        ("count", False),
        ("total_in", True),
        ("total_out", False),
        ("running_balance", False),
    ]
    assert len(statement.rows) == 2


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (_line(way="中性"), "direction_unknown"),
        (_line("1o"), "amount_invalid"),
        (_line().replace("2024-01-02", "2024-19-02"), "date_invalid"),
        (_line().rsplit(",", 4)[0], "row_short"),
    ],
)
def test_a_broken_row_is_rejected_alone(line: str, code: str) -> None:
    statement = one(_bill(line, _line()))
    assert [fault.code for fault in statement.rejected] == [code]
    assert len(statement.rows) == 1


def test_nothing_moved_is_skipped() -> None:
    assert [row.code for row in one(_bill(_line("0.00"), _line())).skipped] == ["zero_amount"]


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 10**9)), min_size=1, max_size=20))
def test_any_bill_ties(moves: list[tuple[bool, int]]) -> None:
    balance = start = 10**11
    lines = []
    for number, (comes, fen) in enumerate(moves):
        balance += fen if comes else -fen
        lines.append(
            _line(
                f"{fen // 100}.{fen % 100:02d}",
                f"{balance // 100}.{balance % 100:02d}",
                way="收入" if comes else "支出",
                time=f"10:00:{number:02d}",
            )
        )
    inward = sum(fen for comes, fen in moves if comes)
    outward = sum(fen for comes, fen in moves if not comes)
    totals = (
        f"{len(moves)} {sum(comes for comes, _ in moves)} {inward / 100:.2f} "
        f"{sum(not comes for comes, _ in moves)} {outward / 100:.2f}"
    )
    statement = one(_bill(*lines, totals=totals))
    assert sum(row.amount.minor for row in statement.rows) == balance - start
    assert all(ok for _name, ok in tied(statement))
