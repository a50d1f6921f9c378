"""The personal bill of Alipay: what each kind of row does, on which account."""

from __future__ import annotations

import pytest

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import Statement
from tests.statements.samples import alipay
from tests.statements.samples import does
from tests.statements.samples import one
from tests.statements.samples import only_row
from tests.statements.samples import result


def _line(
    way: str = "支出",
    amount: str = "10.00",
    *,
    item: str = "商品",
    method: str = "余额",
    status: str = "交易成功",
    sort: str = "日用百货",
    party: str = "某店",
    order: str = "2024010122001",
) -> str:
    return (
        f"2024-01-02 21:32:14 ,{sort} ,{party} ,/ ,{item} ,{way} ,{amount} ,{method} ,{status} ,"
        f"{order}\t,S1\t,,"
    )


def test_the_account_is_the_wallet_s_cash() -> None:
    found = result(alipay(_line()))
    assert (found.format, found.profile) == ("csv", "alipay-personal")
    account = found.statements[0].account
    assert (account.key, account.role) == ("alipay:zhang@example.com", Role.WALLET_ALIPAY)
    assert found.statements[0].currency == "CNY"


def test_a_row_s_words_and_time() -> None:
    row = only_row(alipay(_line(item="咖啡 大杯")))
    assert (row.place, row.day.isoformat(), row.time) == ("row 12", "2024-01-02", "21:32:14")
    assert (row.party, row.narration, row.reference) == ("某店", "咖啡 大杯", "2024010122001")


def test_a_comma_in_what_was_bought() -> None:
    row = only_row(alipay(_line(item="咖啡, 大杯")))
    assert (does(row, own="wallet")[0], row.narration) == ("-10.00", "咖啡,大杯")
    assert row.reference == "2024010122001"


def test_a_row_s_other_numbers() -> None:
    line = _line().replace("某店 ,/ ,", "某店 ,dia***@example.com ,")
    row = only_row(alipay(line))
    assert (row.other_references, row.party_account) == (("S1",), "dia***@example.com")
    assert only_row(alipay(_line())).party_account == ""


@pytest.mark.parametrize("order", ["20240102_R1", "20240102*R1"])
def test_a_refund_names_the_payment_it_gives_back(order: str) -> None:
    refund = _line("不计收支", status="退款成功", sort="退款", order=order)
    alone = one(alipay(refund)).rows
    beside = one(alipay(refund, _line("支出", "50.00", order="20240102"))).rows
    assert [alone[0].refund_of, beside[0].refund_of] == ["20240102"] * 2
    assert (beside[0].reference, beside[1].refund_of) == (order, "")


@pytest.mark.parametrize(
    ("method", "account"),
    [
        ("余额", "wallet"),
        ("账户余额", "wallet"),
        ("", "wallet"),
        ("余额&红包", "wallet"),
        ("余额宝", "alipay-yuebao:"),
        ("花呗", "alipay-huabei:"),
        ("花呗&红包", "alipay-huabei:"),
        ("中国银行(1234)", "boc:1234"),
        ("中国银行储蓄卡(1234)", "boc:1234"),
        ("中国银行信用卡(1234)&立减", "boc:1234"),
        ("红包&招商银行(8888)", "cmb:8888"),
        ("浙江泰隆商业银行(1)", "浙江泰隆商业银行:1"),
    ],
)
def test_which_account_paid(method: str, account: str) -> None:
    row = only_row(alipay(_line(method=method)))
    assert does(row, own="wallet") == ("-10.00", account, "", RowKind.PAYMENT)


def test_savings_are_known_as_savings() -> None:
    row = only_row(alipay(_line(method="余额宝")))
    assert row.account
    assert row.account.role is Role.SAVINGS


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (_line("收入", item="转账"), ("10.00", "wallet", "", RowKind.PAYMENT)),
        (_line("收入", method="余额宝"), ("10.00", "alipay-yuebao:", "", RowKind.PAYMENT)),
        (
            _line("不计收支", item="退款-商品", sort="退款", status="退款成功", method="花呗"),
            ("10.00", "alipay-huabei:", "", RowKind.REFUND),
        ),
        (
            _line("不计收支", item="余额宝-2024.01.01-收益发放", method="余额宝", sort="投资理财"),
            ("10.00", "alipay-yuebao:", "", RowKind.INTEREST),
        ),
        (
            _line("不计收支", item="余额-2024.01.01-收益发放", party="余额宝-快线宝"),
            ("10.00", "wallet", "", RowKind.INTEREST),
        ),
        (
            _line("不计收支", item="余额宝-自动转入", sort="投资理财"),
            ("-10.00", "wallet", "alipay-yuebao:", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="余额宝-单次转入", method="工商银行(9876)"),
            ("-10.00", "icbc:9876", "alipay-yuebao:", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="余额宝-转出到余额", method="余额宝"),
            ("10.00", "wallet", "alipay-yuebao:", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="余额宝-转出到银行卡", method="工商银行(9876)"),
            ("-10.00", "alipay-yuebao:", "icbc:9876", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="转账收款到余额宝", method="余额宝"),
            ("-10.00", "wallet", "alipay-yuebao:", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="提现-实时提现", sort="账户存取", method="招商银行(8888)"),
            ("-10.00", "wallet", "cmb:8888", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="充值-普通充值", sort="账户存取", method="招商银行(8888)"),
            ("10.00", "wallet", "cmb:8888", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="花呗自动还款-2024年01月账单", party="花呗", sort="信用借还"),
            ("-10.00", "wallet", "alipay-huabei:", RowKind.TRANSFER),
        ),
        (
            _line("支出", item="花呗主动还款-2024年01月账单", party="花呗", method="余额宝"),
            ("-10.00", "alipay-yuebao:", "alipay-huabei:", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="信用卡还款", party="招商银行信用卡(1234)", sort="信用借还"),
            ("-10.00", "wallet", "cmb:1234", RowKind.TRANSFER),
        ),
        (
            _line(
                "不计收支", item="蚂蚁财富-某基金-卖出至余额宝", method="余额宝", sort="投资理财"
            ),
            ("10.00", "alipay-yuebao:", "alipay-fortune:", RowKind.TRANSFER),
        ),
        (
            _line("不计收支", item="蚂蚁财富-某基金-买入", method="余额宝", sort="投资理财"),
            ("-10.00", "alipay-yuebao:", "alipay-fortune:", RowKind.TRANSFER),
        ),
        # a phone is topped up, not the wallet
        (
            _line("支出", item="话费充值", sort="充值缴费"),
            ("-10.00", "wallet", "", RowKind.PAYMENT),
        ),
    ],
)
def test_what_a_row_does(line: str, said: tuple[str, str, str, RowKind]) -> None:
    assert does(only_row(alipay(line)), own="wallet") == said


def _codes(statement: Statement) -> list[str]:
    return [row.code for row in statement.skipped]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("交易关闭", "closed"),
        ("等待付款", "unpaid"),
        ("还款失败", "failed"),
        ("解冻成功", "held"),
        ("信用服务使用成功", "held"),
    ],
)
def test_rows_that_move_no_money(status: str, code: str) -> None:
    statement = one(alipay(_line("不计收支", status=status)))
    assert (_codes(statement), statement.rows, statement.read) == ([code], (), 1)


@pytest.mark.parametrize("method", ["他人代付", "亲情卡(张三)"])
def test_what_somebody_else_paid_moves_nothing(method: str) -> None:
    assert _codes(one(alipay(_line("不计收支", method=method)))) == ["paid_by_other"]
    assert len(one(alipay(_line("支出", method=method))).rows) == 1


@pytest.mark.parametrize("status", ["交易成功", "等待确认收货", "支付成功", "代付成功", "已还款"])
def test_paid_is_paid(status: str) -> None:
    statement = one(alipay(_line(status=status)))
    assert (len(statement.rows), statement.warnings) == (1, ())


def test_an_unknown_status_is_booked_with_a_warning() -> None:
    statement = one(alipay(_line(status="量子叠加")))
    assert len(statement.rows) == 1
    assert [(fault.code, fault.place) for fault in statement.warnings] == [
        ("status_unknown", "row 12")
    ]


def test_an_unknown_neutral_row_is_booked_with_a_warning() -> None:
    statement = one(alipay(_line("不计收支", item="新鲜事")))
    assert [str(row.amount) for row in statement.rows] == ["-10.00"]
    assert [fault.code for fault in statement.warnings] == ["direction_guessed"]


def test_a_closed_payment_and_its_refund_move_nothing_together() -> None:
    statement = one(
        alipay(
            _line("不计收支", "50.00", status="退款成功", sort="退款", order="20240101_20240103"),
            _line("支出", "50.00", status="交易关闭", order="20240101"),
            _line("支出", "7.00", order="20240102"),
        )
    )
    assert [str(row.amount) for row in statement.rows] == ["-7.00"]
    assert _codes(statement) == ["refund_of_closed", "closed"]


def test_of_a_closed_payment_that_was_refunded_in_part_both_are_booked() -> None:
    statement = one(
        alipay(
            _line("不计收支", "20.00", status="退款成功", sort="退款", order="20240101_1"),
            _line("支出", "50.00", status="交易关闭", order="20240101"),
        )
    )
    assert [str(row.amount) for row in statement.rows] == ["20.00", "-50.00"]


def test_a_refund_of_an_open_payment_reduces_it() -> None:
    statement = one(
        alipay(
            _line("不计收支", "20.00", status="退款成功", sort="退款", order="20240101_1"),
            _line("支出", "50.00", status="交易成功", order="20240101"),
        )
    )
    assert [(str(row.amount), row.kind) for row in statement.rows] == [
        ("20.00", RowKind.REFUND),
        ("-50.00", RowKind.PAYMENT),
    ]


def test_header_totals_are_checked_and_never_refuse() -> None:
    totals = "共2笔记录\n收入：1笔 5.00元\n支出：1笔 10.00元\n不计收支：0笔 0.00元"
    lines = (_line("收入", "5.00"), _line("支出", "11.00"))
    statement = one(alipay(*lines, totals=totals))
    assert [(each.name, each.ok, each.found) for each in statement.checks] == [
        ("count", True, "2"),
        ("total_in", True, "5.00"),
        ("total_out", False, "11.00"),
    ]
    assert len(statement.rows) == 2


def test_broken_rows_are_rejected_alone() -> None:
    lines = (
        _line("支出", "1o.00"),
        "2024-13-02 10:00:00,a,b,/,c,支出,1.00,余额,交易成功,1,2,,",
        _line(),
    )
    statement = one(alipay(*lines))
    assert [(fault.code, fault.place) for fault in statement.rejected] == [
        ("amount_invalid", "row 12"),
        ("date_invalid", "row 13"),
    ]
    assert len(statement.rows) == 1


def test_a_bill_cut_off_in_a_row() -> None:
    whole = alipay(_line(), _line())
    statement = one(whole[: whole.rindex("余额".encode("gb18030"))])
    assert (len(statement.rows), [fault.code for fault in statement.rejected]) == (1, ["row_short"])


def test_the_older_order_of_columns() -> None:
    head = (
        "收/支,交易对方,对方账号,商品说明,收/付款方式,金额,交易状态,交易分类,交易订单号,"
        "商家订单号,交易时间,"
    )
    line = "支出,某店,/,咖啡,中国银行(1234),10.00,交易成功,餐饮美食,1\t,2\t,2021-12-02 10:00:00,"
    for each in (line, line.replace("咖啡", "咖啡,大杯")):
        (row,) = one(alipay(each, head=head)).rows
        assert does(row, own="wallet") == ("-10.00", "boc:1234", "", RowKind.PAYMENT)


def test_the_web_site_s_export() -> None:
    head = (
        "交易号,商家订单号,交易创建时间,付款时间,最近修改时间,交易来源地,类型,交易对方,商品名称,"
        "金额（元）,收/支,交易状态,服务费（元）,成功退款（元）,备注,资金状态,"
    )
    stamp = "2020-11-03 10:00:00"
    line = (
        f"1\t,2\t,{stamp},{{}},{stamp},其他,即时到账交易,{{}},{{}},{{}},{{}},{{}},{{}},0.00,,{{}},"
    )
    text = "\n".join(
        [
            "支付宝交易记录明细查询",
            "账号:[zhang@example.com]",
            "---------------------------------交易记录明细列表------------------------------------",
            head,
            line.format(stamp, "某店", "咖啡", "30.00", "支出", "交易成功", "0.00", "已支出"),
            line.format("", "某店", "茶", "9.00", "", "交易关闭", "0.00", ""),
            line.format(stamp, "某银行", "提现", "100.00", "", "提现成功", "0.10", "资金转移"),
            "-" * 84,
            "共3笔记录",
            "已收入:0笔,0.00元",
            "已支出:1笔,30.00元",
            "导出时间:[2020-12-01 00:00:00]    用户:张三",
        ]
    )
    statement = one(text.encode("gb18030"))
    assert [str(row.amount) for row in statement.rows] == ["-30.00", "-100.10"]
    assert [str(row.fee) for row in statement.rows if row.fee] == ["0.10"]
    assert _codes(statement) == ["closed"]
    assert all(check.ok for check in statement.checks), statement.checks
    assert statement.account.number == "zhang@example.com"
