"""The funds bill of an Alipay merchant, of the interface and of the web site."""

from __future__ import annotations

import pytest

from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import tied

HEAD = (
    "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,"
    "账户余额（元）,交易渠道,业务类型,备注"
)
WEB = (
    "序号,入账时间,支付宝交易号,支付宝流水号,商户订单号,账务类型,收入（+元）,支出（-元）,"
    "账户余额（元）,服务费（元）,支付渠道,签约产品,对方账户,对方名称,银行订单号,商品名称,备注,"
    "业务基础订单号,业务订单号,业务账单来源,业务描述,付款备注"
)
TRADE, SHOP_ORDER, FLOW = "2024010222001400000000000001", "S20240102001", "54632446537371"


def _line(inward: str = "100.00", outward: str = "0.00", **cells: str) -> str:
    values = {
        "账务流水号": FLOW + "\t",
        "业务流水号": TRADE + "\t",
        "商户订单号": SHOP_ORDER + "\t",
        "商品名称": "豆浆\t",
        "发生时间": "2024-01-02 10:00:00",
        "对方账号": "*三 (zha***@example.com)\t",
        "收入金额（+元）": inward,
        "支出金额（-元）": outward,
        "账户余额（元）": "100.00",
        "交易渠道": "支付宝",
        "业务类型": "在线支付",
    } | cells
    return ",".join(values.get(name, "") for name in HEAD.split(","))


def _web(inward: str = "100.00", outward: str = " ", **cells: str) -> str:
    values = {
        "序号": "1",
        "入账时间": "2024-01-02 10:00:00",
        "支付宝交易号": TRADE,
        "支付宝流水号": FLOW,
        "商户订单号": SHOP_ORDER,
        "账务类型": "在线支付",
        "收入（+元）": inward,
        "支出（-元）": outward,
        "账户余额（元）": "100.00",
        "对方账户": "zha***@example.com",
        "对方名称": "*三",
        "商品名称": "豆浆",
        "业务基础订单号": "3300001",
        "业务订单号": "M{3300001}|S{3300002}|O{1920001}",
    } | cells
    return ",".join(values.get(name, " ") for name in WEB.split(","))


def _bill(*lines: str, head: str = HEAD, below: tuple[str, ...] = ()) -> bytes:
    text = [
        "#支付宝账务明细查询",
        "#账号：[20880000000000000156]",
        "#" + "-" * 41 + "账务明细列表" + "-" * 40,
        head,
        *lines,
        "#" + "-" * 41 + "账务明细列表结束" + "-" * 36,
        *below,
    ]
    return ("\r\n".join(text) + "\r\n").encode("gbk")


def _row(line: str, head: str = HEAD) -> StatementRow:
    (row,) = one(_bill(line, head=head)).rows
    return row


def test_the_interface_s_bill() -> None:
    found = result(_bill(_line()))
    assert found.profile == "alipay-merchant-funds"
    (row,) = found.statements[0].rows
    assert (str(row.amount), row.kind, str(row.balance)) == ("100.00", RowKind.SALE, "100.00")
    assert (row.reference, row.other_references) == (FLOW, (TRADE, SHOP_ORDER))
    assert (row.party, row.party_account) == ("*三", "zha***@example.com")
    assert (row.narration, row.time) == ("豆浆 · 在线支付", "10:00:00")


def test_the_account_is_that_of_the_trade_bill() -> None:
    assert one(_bill(_line())).account.key == "alipay-merchant:20880000000000000156"


def test_the_web_site_s_bill() -> None:
    row = _row(_web(), WEB)
    assert (str(row.amount), row.kind) == ("100.00", RowKind.SALE)
    assert (row.reference, row.party, row.party_account) == (FLOW, "*三", "zha***@example.com")
    assert row.other_references == (TRADE, SHOP_ORDER, "3300001", "3300002", "1920001")


@pytest.mark.parametrize(
    ("way", "sort", "told", "said"),
    [
        ("out", "收费", "", ("-5.00", RowKind.FEE, "")),
        ("in", "退费", "", ("5.00", RowKind.FEE, "")),
        ("out", "交易退款", "", ("-5.00", RowKind.SALE_REFUND, "")),
        ("out", "退款（交易退款）", "", ("-5.00", RowKind.SALE_REFUND, "")),
        ("in", "退款", "", ("5.00", RowKind.REFUND, "")),
        ("out", "提现", "", ("-5.00", RowKind.TRANSFER, "bank:")),
        ("out", "提现", "招商银行(8888)", ("-5.00", RowKind.TRANSFER, "cmb:8888")),
        ("in", "充值", "", ("5.00", RowKind.TRANSFER, "bank:")),
        ("out", "理财申购", "余利宝", ("-5.00", RowKind.TRANSFER, "alipay-yulibao:")),
        ("in", "理财赎回", "", ("5.00", RowKind.TRANSFER, "alipay-fortune:")),
        ("in", "其它", "网商贷-放款", ("5.00", RowKind.TRANSFER, "mybank-loan:")),
        ("out", "其它", "软件服务费", ("-5.00", RowKind.FEE, "")),
        ("out", "在线支付", "", ("-5.00", RowKind.PAYMENT, "")),
        ("out", "转账", "货款", ("-5.00", RowKind.PAYMENT, "")),
        ("in", "交易分账", "", ("5.00", RowKind.PAYMENT, "")),
        ("out", "交易分账", "", ("-5.00", RowKind.PAYMENT, "")),
        ("out", "交易分账", "天猫佣金", ("-5.00", RowKind.FEE, "")),
    ],
)
def test_what_a_row_does(way: str, sort: str, told: str, said: tuple[str, RowKind, str]) -> None:
    sums = ("5.00", "") if way == "in" else ("", "-5.00")
    rows = [
        _row(_line(*sums, 业务类型=sort, 备注=told)),
        _row(_web(*(each.lstrip("-") or " " for each in sums), 账务类型=sort, 备注=told), WEB),
    ]
    for row in rows:
        assert (str(row.amount), row.kind, row.counter.key if row.counter else "") == said


def test_a_name_of_stars_is_none() -> None:
    row = _row(_line(对方账号="*** (k***@example.com)"))
    assert (row.party, row.party_account) == ("", "k***@example.com")


def test_totals_right_below_the_rows_are_no_rows() -> None:
    statement = one(f"#账号：[2088]\n{HEAD}\n{_line()}\n#支出合计：0笔，共0.00元\n#,,,,,,")
    assert (statement.read, len(statement.rows)) == (1, 1)


def test_a_comma_in_a_product_s_name() -> None:
    row = _row(_line(商品名称="豆浆,大杯"))
    assert (str(row.amount), row.narration) == ("100.00", "豆浆,大杯 · 在线支付")


def test_savings_may_be_named_by_the_item() -> None:
    row = _row(_web(" ", "5.00", 账务类型="理财申购", 商品名称="余额宝"), WEB)
    assert row.counter
    assert row.counter.key == "alipay-yuebao:"


def test_a_refund_names_its_sale() -> None:
    row = _row(_line("0.00", "40.00", 业务类型="交易退款"))
    assert (row.refund_of, row.reference) == (TRADE, FLOW)
    assert _row(_line()).refund_of == ""


def _three() -> list[str]:
    return [
        _line("100.00", "0.00", **{"账户余额（元）": "600.00"}),
        _line(
            "0.00",
            "-0.60",
            业务类型="收费",
            发生时间="2024-01-02 10:00:01",
            **{"账户余额（元）": "599.40"},
        ),
        _line(
            "0.00",
            "500.00",
            业务类型="提现",
            发生时间="2024-01-02 11:00:00",
            **{"账户余额（元）": "99.40"},
        ),
    ]


BELOW = ("#支出合计：2笔，共500.60元", "#收入合计：1笔，共100.00元", "#导出时间：[2024年01月03日]")
TIED = [("count", True), ("total_in", True), ("total_out", True), ("running_balance", True)]


@pytest.mark.parametrize("step", [1, -1])
def test_balances_and_totals_either_way_up(step: int) -> None:
    statement = one(_bill(*_three()[::step], below=BELOW))
    assert tied(statement) == TIED
    assert (str(statement.opening), str(statement.closing)) == ("500.00", "99.40")


def test_of_a_list_with_a_gap_the_times_tell_which_end_is_the_older() -> None:
    newest, _fee, oldest = _three()[::-1]
    statement = one(_bill(newest, oldest))
    assert (str(statement.opening), str(statement.closing)) == ("500.00", "99.40")
    assert [(check.expected, check.found) for check in statement.checks] == [("99.40", "100.00")]


def test_a_row_left_out_is_told_by_the_balance_and_the_totals() -> None:
    first, _fee, last = _three()
    statement = one(_bill(first, last, below=BELOW))
    assert [name for name, ok in tied(statement) if not ok] == [
        "count",
        "total_out",
        "running_balance",
    ]


def _with_fees(*balances: str) -> Statement:
    lines = [
        _web(
            **{
                "账户余额（元）": balance,
                "服务费（元）": "0.60",
                "入账时间": f"2024-01-02 10:00:{number:02d}",
            }
        )
        for number, balance in enumerate(balances)
    ]
    return one(_bill(*lines, head=WEB))


def test_the_balances_tell_whether_a_fee_is_within_its_row() -> None:
    apart = _with_fees("100.00", "200.00", "300.00")
    assert [(str(row.amount), row.fee) for row in apart.rows] == [("100.00", None)] * 3
    within = _with_fees("99.40", "198.80", "298.20")
    assert [(str(row.amount), str(row.fee)) for row in within.rows] == [("99.40", "0.60")] * 3
    assert tied(within) == [("running_balance", True)]


def test_fees_that_nothing_tells_of_stand_in_rows_of_their_own() -> None:
    (row,) = _with_fees("100.00").rows
    assert (str(row.amount), row.fee) == ("100.00", None)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (_line(发生时间="?"), "date_invalid"),
        (_line("1o"), "amount_invalid"),
        (_line("10.00", "0.50"), "amount_twice"),
        (_line("", "-"), "zero_amount"),
        (_line().rsplit(",", 5)[0], "row_short"),
    ],
)
def test_every_row_is_accounted_for(line: str, code: str) -> None:
    statement = one(_bill(line, _line()))
    told = [fault.code for fault in statement.rejected] + [row.code for row in statement.skipped]
    assert (told, len(statement.rows), statement.read) == ([code], 1, 2)
