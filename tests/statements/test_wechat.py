"""The personal bill of WeChat Pay: what each kind of row does, on which account."""

from __future__ import annotations

import datetime as dt

import pytest

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.statement import RowKind
from tests.statements.samples import WECHAT_HEAD
from tests.statements.samples import does
from tests.statements.samples import one
from tests.statements.samples import only_row
from tests.statements.samples import result
from tests.statements.samples import wechat
from tests.statements.samples import workbook


def _line(
    way: str = "支出",
    amount: str = "¥10.00",
    *,
    sort: str = "商户消费",
    method: str = "零钱",
    status: str = "支付成功",
    party: str = "某店",
    note: str = "/",
) -> str:
    return (
        f'2024-01-02 21:32:14,{sort},{party},"货, 物",{way},{amount},{method},{status},"100"\t,/,'
        f'"{note}"'
    )


def test_the_account_is_the_wallet_s_cash() -> None:
    found = result(wechat(_line()))
    assert (found.format, found.profile) == ("csv", "wechat-personal")
    account = found.statements[0].account
    assert (account.institution, account.role) == ("wechat", Role.WALLET_WECHAT)


def test_a_row_s_words() -> None:
    row = only_row(wechat(_line()))
    assert (row.place, row.time) == ("row 6", "21:32:14")
    assert (row.party, row.narration, row.reference) == ("某店", "商户消费 · 货, 物", "100")


def test_a_bill_cut_off_behind_the_status_loses_its_last_row_only() -> None:
    bill = wechat(_line(), _line()).rstrip()
    assert len(one(bill).rows) == 2
    cut = one(bill[: bill.rindex(b',"100"') + 6])
    assert len(cut.rows) == 1
    assert [(fault.code, fault.place) for fault in cut.rejected] == [("row_short", "row 7")]


POT = "wechat-lingqiantong:"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (_line(method="中国银行(1234)"), ("-10.00", "boc:1234", "", RowKind.PAYMENT)),
        (_line(method="工商银行储蓄卡(9876)"), ("-10.00", "icbc:9876", "", RowKind.PAYMENT)),
        (_line(method="零钱通"), ("-10.00", POT, "", RowKind.PAYMENT)),
        (_line(method="零钱&优惠券"), ("-10.00", "wallet", "", RowKind.PAYMENT)),
        (
            _line("收入", sort="微信红包", method="/", status="已存入零钱"),
            ("10.00", "wallet", "", RowKind.PAYMENT),
        ),
        (
            _line("收入", sort="二维码收款", method="/", status="已存入零钱通"),
            ("10.00", POT, "", RowKind.PAYMENT),
        ),
        (
            _line("收入", sort="商户消费-退款", method="零钱", status="已全额退款"),
            ("10.00", "wallet", "", RowKind.REFUND),
        ),
        (
            _line("/", sort="转入零钱通-来自零钱"),
            ("-10.00", "wallet", POT, RowKind.TRANSFER),
        ),
        (
            _line("/", sort="转入零钱通-来自工商银行(9876)", method="工商银行(9876)"),
            ("-10.00", "icbc:9876", POT, RowKind.TRANSFER),
        ),
        (
            _line("/", sort="零钱通转出-到零钱", method="零钱通"),
            ("10.00", "wallet", POT, RowKind.TRANSFER),
        ),
        (
            _line("/", sort="零钱通转出-到工商银行(9876)", method="零钱通"),
            ("-10.00", POT, "icbc:9876", RowKind.TRANSFER),
        ),
        (
            _line(
                "/", sort="零钱提现", party="招商银行(8888)", method="招商银行", status="提现已到账"
            ),
            ("-10.00", "wallet", "cmb:8888", RowKind.TRANSFER),
        ),
        (
            _line("/", sort="零钱充值", party="工商银行(9876)", method="工商银行(9876)"),
            ("10.00", "wallet", "icbc:9876", RowKind.TRANSFER),
        ),
        (
            _line("/", sort="经营账户提现", party="招商银行(8888)", method="经营账户"),
            ("-10.00", "wechat-经营账户:", "cmb:8888", RowKind.TRANSFER),
        ),
        (
            _line("/", sort="经营账户提现", party="/", method="零钱"),
            ("10.00", "wallet", "wechat-经营账户:", RowKind.TRANSFER),
        ),
        (_line(method="经营账户"), ("-10.00", "wechat-经营账户:", "", RowKind.PAYMENT)),
        (
            _line("/", sort="信用卡还款", party="建设银行信用卡还款"),
            ("-10.00", "wallet", "ccb-credit:", RowKind.TRANSFER),
        ),
        (
            _line("/", sort="购买理财通", party="理财通", method="工商银行(9876)"),
            ("-10.00", "icbc:9876", "wechat-licaitong:", RowKind.TRANSFER),
        ),
    ],
)
def test_what_a_row_does(line: str, said: tuple[str, str, str, RowKind]) -> None:
    assert does(only_row(wechat(line)), own="wallet") == said


def test_the_fee_of_a_withdrawal_is_part_of_its_amount() -> None:
    row = only_row(
        wechat(_line("/", "¥100.10", sort="零钱提现", status="提现已到账", note="服务费¥0.10"))
    )
    assert (str(row.amount), str(row.fee)) == ("-100.10", "0.10")


def test_a_sale_refunded_in_part_counts_once() -> None:
    statement = one(
        wechat(
            _line("收入", "¥4.00", sort="商户消费-退款", status="已退款￥4.00"),
            _line("支出", "¥10.00", status="已退款(￥4.00)"),
        )
    )
    assert [str(row.amount) for row in statement.rows] == ["4.00", "-10.00"]
    assert statement.warnings == ()


def test_a_row_s_other_numbers_and_what_it_gives_back() -> None:
    paid = _line("支出", "¥10.00").replace('"100"\t,/,', '"100"\t,"S1"\t,')
    back = _line("收入", "¥4.00", sort="商户消费-退款").replace('"100"\t,/,', '"501"\t,"S1"\t,')
    refund, payment = one(wechat(back, paid)).rows
    assert (payment.reference, payment.other_references, payment.refund_of) == ("100", ("S1",), "")
    assert (refund.reference, refund.refund_of) == ("501", "100")
    assert one(wechat(back)).rows[0].refund_of == ""


def test_a_refund_that_no_row_gives_back_is_said() -> None:
    statement = one(wechat(_line("支出", "¥10.00", status="已退款(￥4.00)")))
    assert [(fault.code, fault.data["amount"]) for fault in statement.warnings] == [
        ("refund_not_listed", "4.00")
    ]


def test_one_refund_explains_one_payment() -> None:
    refund = _line("收入", "¥4.00", sort="商户消费-退款", status="已退款￥4.00")
    paid = _line("支出", "¥10.00", status="已退款(￥4.00)")
    assert len(one(wechat(refund, paid, paid)).warnings) == 1


def test_a_failed_withdrawal_moves_nothing() -> None:
    statement = one(wechat(_line("/", sort="零钱提现", status="提现失败，已退回零钱")))
    assert ([row.code for row in statement.skipped], statement.rows) == (["failed"], ())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (_line(status="量子叠加"), "status_unknown"),
        (_line("/", sort="新鲜事"), "direction_guessed"),
    ],
)
def test_the_unknown_is_booked_with_a_warning(line: str, code: str) -> None:
    statement = one(wechat(line))
    assert ([str(row.amount) for row in statement.rows], len(statement.warnings)) == (["-10.00"], 1)
    assert statement.warnings[0].code == code


def test_one_order_number_on_many_rows_drops_none() -> None:
    assert len(one(wechat(*[_line()] * 8)).rows) == 8


def test_the_spreadsheet_with_numbers_and_dates() -> None:
    head: list[object] = list(WECHAT_HEAD.split(","))
    stamp = dt.datetime(2024, 1, 2, 21, 32, 14)  # noqa: DTZ001 - sheets know no zones
    row = [stamp, "商户消费", "某店", "货", "支出", 28.16, "零钱", "支付成功", "100\t", "/", "/"]
    title: list[object] = ["微信支付账单明细"]
    found = result(workbook([title, [], head, row]), name="x.xlsx")
    assert (found.format, found.profile) == ("xlsx", "wechat-personal")
    (read,) = found.statements[0].rows
    assert (str(read.amount), read.day.isoformat(), read.time, read.place) == (
        "-28.16",
        "2024-01-02",
        "21:32:14",
        "row 4",
    )
