"""The personal bill of Meituan: who paid, what came back, and the totals above the list."""

from __future__ import annotations

import pytest

from cfo_desktop.domain.statement import RowKind
from tests.statements.samples import does
from tests.statements.samples import one
from tests.statements.samples import only_row
from tests.statements.samples import result
from tests.statements.samples import tied

_NAMES = (
    "交易创建时间 交易成功时间 交易类型 订单标题 收/支 支付方式 订单金额 实付金额 交易单号 商家单号"
)
HEAD = f"{_NAMES} 备注".replace(" ", ",")


def _line(
    way: str = "支出",
    paid: str = "¥9.50",
    *,
    sort: str = "支付",
    item: str = "豆浆 订单详情",
    method: str = "微信支付",
    done: str = "2024-01-02 10:00:09",
) -> str:
    return (
        f"2024-01-02 10:00:00,{done},{sort},{item},{way},{method},¥10.00,{paid},"
        '"250001\t","0_220001\t",/'
    )


def _bill(*lines: str, totals: str = "") -> bytes:
    above = [
        "美团交易账单明细",
        "美团用户名：[TEST1]",
        "起始时间：[2024-01-01] 终止时间：[2024-01-31]",
        '""',
        totals or f"共：{len(lines)}笔记录",
        '""',
        "特别提示：",
        "1. 本明细仅供用户个人对账使用",
        "【美团交易账单明细列表】",
        HEAD,
    ]
    return ("\ufeff" + "\r\n".join([*above, *lines]) + "\r\n").encode()


def test_the_account_and_a_row_s_words() -> None:
    found = result(_bill(_line()))
    assert (found.profile, found.statements[0].account.key) == ("meituan", "meituan:TEST1")
    (row,) = found.statements[0].rows
    assert (row.time, row.narration) == ("10:00:09", "豆浆 订单详情")
    assert (row.reference, row.other_references) == ("250001", ("0_220001",))


def test_without_a_time_of_success_the_order_s_own_counts() -> None:
    assert only_row(_bill(_line(done=""))).time == "10:00:00"


CREDIT = "meituan-yuefu:"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (_line(), ("-9.50", "wechat:", "", RowKind.PAYMENT)),
        (_line(method="支付宝"), ("-9.50", "alipay:", "", RowKind.PAYMENT)),
        (_line(method="美团月付"), ("-9.50", CREDIT, "", RowKind.PAYMENT)),
        (_line(method="美团余额"), ("-9.50", "own", "", RowKind.PAYMENT)),
        (_line(method="招商银行信用卡()"), ("-9.50", "cmb-credit:", "", RowKind.PAYMENT)),
        (_line(method="中国银行信用卡(1234)"), ("-9.50", "boc:1234", "", RowKind.PAYMENT)),
        (_line(method="云闪付"), ("-9.50", "meituan-云闪付:", "", RowKind.PAYMENT)),
        (_line(paid='"¥1,549.00"'), ("-1549.00", "wechat:", "", RowKind.PAYMENT)),
        (_line("收入", sort="退款"), ("9.50", "wechat:", "", RowKind.REFUND)),
        (_line("不计收支", sort="退款", method="美团月付"), ("9.50", CREDIT, "", RowKind.REFUND)),
        (
            _line(sort="还款", item="【美团月付】主动还款", method="中国银行储蓄卡(3147)"),
            ("-9.50", "boc:3147", CREDIT, RowKind.TRANSFER),
        ),
        (
            _line("不计收支", sort="充值", method="中国银行储蓄卡(3147)"),
            ("9.50", "own", "boc:3147", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", sort="提现", method="中国银行储蓄卡(3147)"),
            ("-9.50", "own", "boc:3147", RowKind.TRANSFER),
        ),
        (_line("收入", sort="返现", method="美团余额"), ("9.50", "own", "", RowKind.PAYMENT)),
    ],
)
def test_what_a_row_does(line: str, said: tuple[str, str, str, RowKind]) -> None:
    assert does(only_row(_bill(line))) == said


@pytest.mark.parametrize(("spent", "ok"), [("9.50", True), ("19.00", True), ("28.50", False)])
def test_repayments_may_count_as_expenses_or_not(spent: str, ok: bool) -> None:  # noqa: FBT001
    totals = f"共：2笔记录\n支出：2笔 {spent}元\n收入：0笔 0.00元\n不计收支：0笔 0.00元"
    lines = (_line(), _line(sort="还款", item="【美团月付】主动还款", method="中国银行(3147)"))
    statement = one(_bill(*lines, totals=totals))
    assert tied(statement) == [
        ("count", True),
        ("total_in", True),
        ("total_out", ok),
    ]


def test_an_unknown_neutral_row_is_booked_with_a_warning() -> None:
    statement = one(_bill(_line("不计收支", sort="新鲜事")))
    assert [fault.code for fault in statement.warnings] == ["direction_guessed"]
    assert [str(row.amount) for row in statement.rows] == ["-9.50"]


def test_broken_and_empty_rows_are_accounted_for() -> None:
    statement = one(_bill(_line(paid="¥1o"), _line(paid="¥0.00"), _line()))
    assert [fault.code for fault in statement.rejected] == ["amount_invalid"]
    assert [row.code for row in statement.skipped] == ["zero_amount"]
    assert (len(statement.rows), statement.read) == (1, 3)
