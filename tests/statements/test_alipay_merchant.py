"""The trade bill of an Alipay merchant: sales, refunds and fees, and the totals below them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import StatementRow
from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import tied

HEAD = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,"
    "对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,"
    "商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,"
    "退款批次号/请求号,服务费（元）,分润（元）,备注"
)
NEWER = HEAD.replace("分润（元）", "实收净额（元）,商户识别号,交易方式")
TRADE, SHOP_ORDER, BACK = "2024010222001400000000000001", "S20240102001", "R1"


def _line(head: str = HEAD, **cells: str) -> str:
    values = {
        "支付宝交易号": TRADE + "\t",
        "商户订单号": SHOP_ORDER + "\t",
        "业务类型": "交易",
        "商品名称": "豆浆\t",
        "创建时间": "2024-01-02 10:00:00",
        "完成时间": "2024-01-02 10:00:30",
        "对方账户": "*三(zha***@example.com)",
        "订单金额（元）": "100.00",
        "商家实收（元）": "100.00",
        "服务费（元）": "-0.60",
        "分润（元）": "0.00",
    } | cells
    return ",".join(values.get(name, "") for name in head.split(","))


def _refund(head: str = HEAD, **cells: str) -> str:
    values = {
        "业务类型": "退款",
        "订单金额（元）": "-40.00",
        "商家实收（元）": "-40.00",
        "退款批次号/请求号": BACK + "\t",
        "服务费（元）": "0.24",
    }
    return _line(head, **(values | cells))


def _bill(*lines: str, head: str = HEAD, below: tuple[str, ...] = ()) -> bytes:
    text = [
        "#支付宝业务明细查询",
        "#账号：[20880000000000000156]",
        "#起始日期：[2024年01月02日 00:00:00]   终止日期：[2024年01月03日 00:00:00]",
        "#" + "-" * 41 + "业务明细列表" + "-" * 40,
        head,
        *lines,
        "#" + "-" * 41 + "业务明细列表结束" + "-" * 36,
        *below,
        "#导出时间：[2024年01月03日 09:00:00]",
    ]
    return ("\r\n".join(text) + "\r\n").encode("gb18030")


def _said(row: StatementRow) -> tuple[str, str, RowKind]:
    return str(row.amount), str(row.fee), row.kind


BELOW = (
    "#交易合计：1笔，商家实收共100.00元，商家优惠共0.00元",
    "#退款合计：1笔，商家实收退款共-40.00元，商家优惠退款共0.00元",
)
TIED = [("count", True), ("total_in", True), ("total_out", True)]


def test_a_sale_and_its_refund() -> None:
    found = result(_bill(_line(), _refund(), below=BELOW))
    assert found.profile == "alipay-merchant"
    (statement,) = found.statements
    sale, refund = statement.rows
    assert _said(sale) == ("99.40", "0.60", RowKind.SALE)
    assert _said(refund) == ("-39.76", "-0.24", RowKind.SALE_REFUND)
    assert (sale.reference, sale.other_references) == (TRADE, (SHOP_ORDER,))
    assert (refund.reference, refund.refund_of) == (f"{TRADE}_{BACK}", TRADE)
    assert refund.other_references == (BACK, TRADE, SHOP_ORDER)
    assert (sale.party, sale.party_account) == ("*三", "zha***@example.com")
    assert (sale.day.isoformat(), sale.time, sale.narration) == ("2024-01-02", "10:00:30", "豆浆")
    account = statement.account
    assert (account.key, account.role) == (
        "alipay-merchant:20880000000000000156",
        Role.WALLET_ALIPAY,
    )
    assert tied(statement) == TIED


def test_the_account_behind_its_login_name() -> None:
    bill = _bill(_line()).replace(b"[20880000000000000156]", b"shop@example.com[2088000000000015]")
    assert one(bill).account.number == "2088000000000015"


@pytest.mark.parametrize(
    ("sale_fee", "refund_fee"), [("-0.60", "0.24"), ("0.60", "-0.24"), ("0.60", "0.24")]
)
def test_signs_come_from_the_business_type(sale_fee: str, refund_fee: str) -> None:
    lines = (
        _line(**{"服务费（元）": sale_fee}),
        _refund(**{"服务费（元）": refund_fee, "商家实收（元）": "40.00"}),
    )
    assert [_said(row) for row in one(_bill(*lines)).rows] == [
        ("99.40", "0.60", RowKind.SALE),
        ("-39.76", "-0.24", RowKind.SALE_REFUND),
    ]


def test_what_is_shared_with_a_partner_is_a_fee_too() -> None:
    (row,) = one(_bill(_line(**{"分润（元）": "-1.00"}))).rows
    assert _said(row) == ("98.40", "1.60", RowKind.SALE)


def test_a_bill_that_prints_the_net() -> None:
    net = {"服务费（元）": "0.60", "实收净额（元）": "99.40"}
    (row,) = one(_bill(_line(NEWER, **net), head=NEWER)).rows
    assert _said(row) == ("99.40", "0.60", RowKind.SALE)


def test_the_shop_s_own_discount_is_no_income() -> None:
    (row,) = one(_bill(_line(**{"商家实收（元）": "95.00", "商家优惠（元）": "5.00"}))).rows
    assert _said(row) == ("94.40", "0.60", RowKind.SALE)


def test_a_bill_without_what_was_received_is_read_by_its_orders() -> None:
    head = "支付宝交易号,商户订单号,业务类型,完成时间,订单金额(元)"
    (row,) = one(_bill(_line(head, **{"订单金额(元)": "2.50"}), head=head)).rows
    assert _said(row) == ("2.50", "None", RowKind.SALE)


def test_a_comma_in_a_product_s_name() -> None:
    (row,) = one(_bill(_line(商品名称="豆浆,大杯,加糖"))).rows
    assert (_said(row), row.narration) == (("99.40", "0.60", RowKind.SALE), "豆浆,大杯,加糖")


def test_totals_that_do_not_tie_are_said() -> None:
    statement = one(_bill(_line(), below=BELOW))
    assert [(check.name, check.ok, check.expected, check.found) for check in statement.checks] == [
        ("count", False, "2", "1"),
        ("total_in", True, "100.00", "100.00"),
        ("total_out", False, "40.00", "0.00"),
    ]


def test_a_summary_below_the_list_is_not_part_of_it() -> None:
    below = (
        *BELOW,
        "#" + "-" * 41 + "业务汇总列表" + "-" * 40,
        "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）",
        "合计,,1,1,60.00,60.00",
    )
    statement = one(_bill(_line(), _refund(), below=below))
    assert (statement.read, tied(statement)) == (2, TIED)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (_line(完成时间="x", 创建时间="y"), "date_invalid"),
        (_line(**{"商家实收（元）": "1o"}), "amount_invalid"),
        (_line(**{"服务费（元）": "?"}), "amount_invalid"),
        (_line().rsplit(",", 6)[0], "row_short"),
    ],
)
def test_a_broken_row_is_rejected_alone(line: str, code: str) -> None:
    statement = one(_bill(line, _line()))
    assert [(fault.code, fault.place) for fault in statement.rejected] == [(code, "row 6")]
    assert len(statement.rows) == 1


def test_an_unknown_type_goes_by_its_sign_with_a_warning() -> None:
    lines = (_line(业务类型="新鲜事"), _refund(业务类型="新鲜事"))
    statement = one(_bill(*lines))
    assert [str(row.amount) for row in statement.rows] == ["99.40", "-39.76"]
    assert [fault.code for fault in statement.warnings] == ["type_unknown"] * 2


def test_nothing_moved_is_skipped() -> None:
    zero = {"订单金额（元）": "0.00", "商家实收（元）": "0.00"}
    assert [row.code for row in one(_bill(_line(**zero))).skipped] == ["zero_amount"]


_FEN = st.integers(1, 10_000_000)


@given(st.lists(st.tuples(st.booleans(), _FEN, st.integers(0, 100)), min_size=1, max_size=20))
def test_any_bill_ties_to_the_fen(drawn: list[tuple[bool, int, int]]) -> None:
    lines = []
    sales = refunds = fees = 0
    for refund, fen, permille in drawn:
        fee = fen * permille // 1000
        sign = -1 if refund else 1
        yuan, charge = (f"{Decimal(each) / 100:.2f}" for each in (sign * fen, -sign * fee))
        cells = {"订单金额（元）": yuan, "商家实收（元）": yuan, "服务费（元）": charge}
        lines.append(_refund(**cells) if refund else _line(**cells))
        sales, refunds = sales + (fen if not refund else 0), refunds + (fen if refund else 0)
        fees += sign * fee
    number = sum(refund for refund, _fen, _permille in drawn)
    took, gave = (f"{Decimal(each) / 100:.2f}" for each in (sales, refunds))
    below = (
        f"#交易合计：{len(drawn) - number}笔，商家实收共{took}元，商家优惠共0.00元",
        f"#退款合计：{number}笔，商家实收退款共{gave}元，商家优惠退款共0.00元",
    )
    statement = one(_bill(*lines, below=below))
    assert sum(row.amount.minor for row in statement.rows) == sales - refunds - fees
    assert sum(row.fee.minor for row in statement.rows if row.fee) == fees
    assert tied(statement) == TIED
