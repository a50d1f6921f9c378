"""The personal bill of JD: who paid, what came back, and the totals above the list."""

from __future__ import annotations

import pytest

from cfo_desktop.domain.statement import RowKind
from tests.statements.samples import does
from tests.statements.samples import one
from tests.statements.samples import only_row
from tests.statements.samples import result
from tests.statements.samples import tied

HEAD = (
    "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注"
)
OLDER = (
    "交易时间,交易分类,商户名称,交易说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注"
)


def _line(
    way: str = "支出",
    amount: str = "10.00",
    *,
    item: str = "电饭煲",
    method: str = "京东白条",
    status: str = "交易成功",
    sort: str = "数码电器",
    party: str = "京东平台商户",
    order: str = "300001",
    head: str = HEAD,
) -> str:
    values = {
        "交易时间": "2024-01-02 21:32:14\t",
        "商户名称": party,
        "交易说明": item,
        "金额": amount,
        "收/付款方式": method,
        "交易状态": status,
        "收/支": way,
        "交易分类": sort,
        "交易订单号": order + "\t",
        "商家订单号": "900001\t",
        "备注": " ",
    }
    return ",".join(values[name] for name in head.split(",")) + ","


def _bill(*lines: str, head: str = HEAD, totals: str = "") -> str:
    above = [
        "导出信息：",
        "京东账号名：jd_test",
        "申请时间：2024-02-01 00:00:00",
        "日期区间：2024-01-01 至 2024-01-31",
        "导出交易类型：全部",
        totals or f"共：{len(lines)}笔记录",
        "",
        "特别提示：",
        "1.本明细仅供个人对账使用。",
        "",
        head,
    ]
    return "\ufeff" + "\n".join([*above, *lines]) + "\n"


def test_the_account_and_a_row_s_words() -> None:
    found = result(_bill(_line()))
    assert (found.profile, found.statements[0].account.key) == ("jd", "jd:jd_test")
    (row,) = found.statements[0].rows
    assert (row.day.isoformat(), row.time, row.place) == ("2024-01-02", "21:32:14", "row 12")
    assert (row.party, row.narration) == ("京东平台商户", "电饭煲")
    assert (row.reference, row.other_references) == ("300001", ("900001",))


@pytest.mark.parametrize("head", [HEAD, OLDER])
def test_a_comma_in_what_was_bought(head: str) -> None:
    (row,) = one(_bill(_line(item="电饭煲,3升,白色", head=head), head=head)).rows
    assert (str(row.amount), row.narration) == ("-10.00", "电饭煲,3升,白色")
    assert row.account
    assert (row.account.key, row.reference) == ("jd-credit:", "300001")


def test_the_older_order_of_columns() -> None:
    (row,) = one(_bill(_line(head=OLDER), head=OLDER)).rows
    assert does(row) == ("-10.00", "jd-credit:", "", RowKind.PAYMENT)


def test_a_bill_without_order_numbers() -> None:
    head = "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支"
    (row,) = one(_bill(_line(head=head), head=head)).rows
    assert (str(row.amount), row.reference) == ("-10.00", "")


VAULT, DEBT = "jd-xiaojinku:", "jd-credit:"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (_line(method="中国银行信用卡(1234)"), ("-10.00", "boc:1234", "", RowKind.PAYMENT)),
        (_line(method="微信支付"), ("-10.00", "wechat:", "", RowKind.PAYMENT)),
        (_line(method="支付宝"), ("-10.00", "alipay:", "", RowKind.PAYMENT)),
        (_line(method="钱包余额"), ("-10.00", "own", "", RowKind.PAYMENT)),
        (_line(method="京东白条&立减"), ("-10.00", DEBT, "", RowKind.PAYMENT)),
        (_line(method="小金库零用钱"), ("-10.00", VAULT, "", RowKind.PAYMENT)),
        (_line(method="银行卡"), ("-10.00", "bank:", "", RowKind.PAYMENT)),
        (_line("收入", item="余额返现", method="余额"), ("10.00", "own", "", RowKind.PAYMENT)),
        (_line("收入", item="退款-电饭煲"), ("10.00", DEBT, "", RowKind.REFUND)),
        (
            _line("不计收支", status="退款成功", method="工商银行(9876)"),
            ("10.00", "icbc:9876", "", RowKind.REFUND),
        ),
        (_line("不计收支", item="价保退款"), ("10.00", DEBT, "", RowKind.REFUND)),
        (
            _line("收入", item="京东小金库收益", method="小金库零用钱", sort="小金库"),
            ("10.00", VAULT, "", RowKind.INTEREST),
        ),
        (
            _line("不计收支", item="京东小金库-转入", method="工商银行(9876)", sort="小金库"),
            ("-10.00", "icbc:9876", VAULT, RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="京东小金库-转出", method="余额", sort="小金库"),
            ("10.00", "own", VAULT, RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="京东小金库-取出", method="小金库", sort="小金库"),
            ("-10.00", VAULT, "bank:", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="白条主动还款", method="招商银行(8888)", sort="白条"),
            ("-10.00", "cmb:8888", DEBT, RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="白条主动还款", method="小金库零用钱", sort="白条"),
            ("-10.00", VAULT, DEBT, RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="京东钱包余额充值", method="招商银行(8888)", sort="余额"),
            ("10.00", "own", "cmb:8888", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="京东余额提现", method="招商银行(8888)", sort="余额"),
            ("-10.00", "own", "cmb:8888", RowKind.TRANSFER),
        ),
        # a phone is topped up, not the wallet
        (_line(item="话费充值", sort="生活缴费"), ("-10.00", DEBT, "", RowKind.PAYMENT)),
    ],
)
def test_what_a_row_does(line: str, said: tuple[str, str, str, RowKind]) -> None:
    assert does(only_row(_bill(line))) == said


def test_a_payment_refunded_in_full_and_its_refund_are_both_booked() -> None:
    statement = one(
        _bill(
            _line("不计收支", "115.20", status="退款成功"),
            _line("不计收支", "115.20(已全额退款)"),
        )
    )
    assert [does(row) for row in statement.rows] == [
        ("115.20", DEBT, "", RowKind.REFUND),
        ("-115.20", DEBT, "", RowKind.PAYMENT),
    ]
    assert (statement.rows[0].refund_of, statement.warnings) == ("300001", ())


def test_a_payment_refunded_in_part_counts_once() -> None:
    statement = one(
        _bill(
            _line("收入", "5.00", item="退款-电饭煲"),
            _line("支出", "29.90（已退款5.00）"),
        )
    )
    assert [str(row.amount) for row in statement.rows] == ["5.00", "-29.90"]
    assert statement.warnings == ()


def test_a_refund_that_no_row_gives_back_is_said() -> None:
    statement = one(_bill(_line("支出", "29.90(已退款5.00)"), _line("支出", "8.00", order="2")))
    assert [(fault.code, fault.data["amount"]) for fault in statement.warnings] == [
        ("refund_not_listed", "5.00")
    ]
    assert [str(row.amount) for row in statement.rows] == ["-29.90", "-8.00"]


@pytest.mark.parametrize(
    ("status", "code"), [("交易关闭", "closed"), ("等待付款", "unpaid"), ("交易失败", "failed")]
)
def test_rows_that_move_no_money(status: str, code: str) -> None:
    statement = one(_bill(_line(status=status)))
    assert ([row.code for row in statement.skipped], statement.rows) == ([code], ())


@pytest.mark.parametrize("spent", ["29.90", "24.90"])
def test_totals_count_before_or_after_refunds(spent: str) -> None:
    totals = f"共：2 笔记录\n收入：1 笔，5.00 元\n支出：1 笔，{spent} 元\n不计收支：0 笔，0.00 元"
    lines = (_line("收入", "5.00", item="退款-电饭煲"), _line("支出", "29.90(已退款5.00)"))
    statement = one(_bill(*lines, totals=totals))
    assert tied(statement) == [
        ("count", True),
        ("total_in", True),
        ("total_out", True),
    ]


def test_totals_that_do_not_tie_are_said() -> None:
    totals = "共：3笔记录\n收入：0笔，0.00元\n支出：1笔，11.00元"
    statement = one(_bill(_line(), totals=totals))
    assert tied(statement) == [
        ("count", False),
        ("total_in", True),
        ("total_out", False),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (_line(status="量子叠加"), "status_unknown"),
        (_line("不计收支", item="新鲜事"), "direction_guessed"),
    ],
)
def test_the_unknown_is_booked_with_a_warning(line: str, code: str) -> None:
    statement = one(_bill(line))
    assert [str(row.amount) for row in statement.rows] == ["-10.00"]
    assert [fault.code for fault in statement.warnings] == [code]


def test_broken_rows_are_rejected_alone() -> None:
    statement = one(_bill(_line(amount="1o(已全额退款)"), _line()))
    assert [(fault.code, fault.place) for fault in statement.rejected] == [
        ("amount_invalid", "row 12")
    ]
    assert len(statement.rows) == 1
