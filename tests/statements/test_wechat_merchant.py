"""The trade bill of a WeChat Pay merchant: sales, refunds and fees, and the totals below them."""

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
from tests.statements.samples import workbook

ALL = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
    "付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,"
    "退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
)
SUCCESS = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
    "付款银行,货币种类,应结订单金额,代金券金额,商品名称,商户数据包,手续费,费率,订单金额,费率备注"
)
REFUND = ALL.replace("微信退款单号", "退款申请时间,退款成功时间,微信退款单号")
OLD = (
    "交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
    "付款银行,货币种类,总金额,企业红包金额,微信退款单号,商户退款单号,退款金额,企业红包退款金额,"
    "退款类型,退款状态,商品名称,商户数据包,手续费,费率"
)
TOTALS = (
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
)
ORDER, SHOP_ORDER = "4200001234202401020000000001", "S20240102001"
BACK, SHOP_BACK = "50300001232024010200000000001", "R20240102001"


def _line(head: str = ALL, **cells: str) -> str:
    """Return one row; a sale of 100.00 with a fee of 0.60 unless told otherwise."""
    values = {
        "交易时间": "2024-01-02 10:00:00",
        "公众账号ID": "wx0123456789abcdef",
        "商户号": "1900000109",
        "特约商户号": "0",
        "子商户号": "0",
        "微信订单号": ORDER,
        "商户订单号": SHOP_ORDER,
        "用户标识": "oTest",
        "交易类型": "JSAPI",
        "交易状态": "SUCCESS",
        "付款银行": "OTHERS",
        "货币种类": "CNY",
        "应结订单金额": "100.00",
        "总金额": "100.00",
        "微信退款单号": "0",
        "商户退款单号": "0",
        "退款金额": "0.00",
        "商品名称": "豆浆",
        "手续费": "0.60000",
        "费率": "0.60%",
        "订单金额": "100.00",
        "申请退款金额": "0.00",
    } | cells
    return ",".join("`" + values.get(name, "") for name in head.split(","))


def _refund(head: str = ALL, **cells: str) -> str:
    values = {
        "交易状态": "REFUND",
        "应结订单金额": "0.00",
        "总金额": "0.00",
        "订单金额": "0.00",
        "微信退款单号": BACK,
        "商户退款单号": SHOP_BACK,
        "退款金额": "40.00",
        "申请退款金额": "40.00",
        "退款状态": "SUCCESS",
        "手续费": "-0.24000",
    }
    return _line(head, **(values | cells))


def _bill(*lines: str, totals: str = "", head: str = ALL, total_head: str = TOTALS) -> str:
    below = [total_head, ",".join("`" + each for each in totals.split())] if totals else []
    return "\r\n".join([head, *lines, *below]) + "\r\n"


def _said(row: StatementRow) -> tuple[str, str, RowKind]:
    return str(row.amount), str(row.fee), row.kind


TIED = [("count", True), ("total_in", True), ("total_out", True), ("total_fee", True)]


def test_a_sale_and_its_fee() -> None:
    found = result(_bill(_line(), totals="1 100.00 0.00 0.00 0.60000 100.00 0.00"))
    assert found.profile == "wechat-merchant"
    (statement,) = found.statements
    (row,) = statement.rows
    assert _said(row) == ("99.40", "0.60", RowKind.SALE)
    assert (row.day.isoformat(), row.time) == ("2024-01-02", "10:00:00")
    assert (row.reference, row.other_references, row.refund_of) == (ORDER, (SHOP_ORDER,), "")
    assert (row.narration, row.party, row.account) == ("豆浆", "", None)
    account = statement.account
    assert (account.key, account.role) == ("wechat-merchant:1900000109", Role.WALLET_WECHAT)
    assert tied(statement) == TIED
    assert statement.warnings == ()


def test_a_refund_stands_under_the_sale_s_order_and_gives_its_fee_back() -> None:
    bill = _bill(_line(), _refund(), totals="2 100.00 40.00 0.00 0.36000 100.00 40.00")
    sale, refund = one(bill).rows
    assert _said(refund) == ("-39.76", "-0.24", RowKind.SALE_REFUND)
    assert (refund.reference, refund.refund_of) == (f"{ORDER}_{BACK}", sale.reference)
    assert {BACK, SHOP_BACK, ORDER, SHOP_ORDER} == set(refund.other_references)
    assert tied(one(bill)) == TIED


def test_a_zero_is_no_number() -> None:
    (row,) = one(_bill(_refund(商户退款单号="0"))).rows
    assert "0" not in row.other_references


def test_two_refunds_of_one_order_are_two() -> None:
    refunds = one(_bill(_refund(), _refund(微信退款单号="50300009"))).rows
    assert len({row.reference for row in refunds}) == 2
    assert {row.refund_of for row in refunds} == {ORDER}


def test_signs_come_from_the_business_type_not_from_the_print() -> None:
    unsigned = one(_bill(_refund(手续费="0.24000"))).rows
    signed = one(_bill(_refund(退款金额="-40.00"))).rows
    assert [_said(row) for row in (*unsigned, *signed)] == [
        ("-39.76", "-0.24", RowKind.SALE_REFUND)
    ] * 2


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (_refund(退款状态="PROCESSING"), "refund_pending"),
        (_refund(退款状态="FAIL"), "refund_failed"),
        (_refund(退款状态="CHANGE"), "refund_failed"),
        (_refund(退款状态="CLOSED"), "refund_failed"),
        (_refund(退款状态="ABNORMAL"), "refund_failed"),
        (_line(交易状态="REVOKED"), "revoked"),
        (_line(交易状态="NOTPAY"), "unpaid"),
        (_line(交易状态="CLOSED"), "closed"),
        (_line(交易状态="PAYERROR"), "failed"),
        (_line(应结订单金额="0.00", 订单金额="0.00", 手续费="0.00000"), "zero_amount"),
    ],
)
def test_what_moves_no_money(line: str, code: str) -> None:
    statement = one(_bill(line))
    assert ([row.code for row in statement.skipped], statement.rows) == ([code], ())
    assert statement.read == 1


def test_a_revoked_payment_that_was_given_back_is_a_refund() -> None:
    (row,) = one(_bill(_refund(交易状态="REVOKED", 手续费="0.00000"))).rows
    assert _said(row) == ("-40.00", "None", RowKind.SALE_REFUND)


def test_a_processing_refund_may_count_in_the_totals() -> None:
    lines = (_line(), _refund(), _refund(退款状态="PROCESSING", 微信退款单号="50300009"))
    statement = one(_bill(*lines, totals="3 100.00 80.00 0.00 0.12000 100.00 80.00"))
    assert tied(statement) == TIED
    assert [str(row.amount) for row in statement.rows] == ["99.40", "-39.76"]


def test_totals_that_do_not_tie_are_said_and_refuse_nothing() -> None:
    statement = one(_bill(_line(), totals="2 150.00 1.00 0.00 0.90000 150.00 1.00"))
    assert [(check.name, check.ok, check.expected, check.found) for check in statement.checks] == [
        ("count", False, "2", "1"),
        ("total_in", False, "150.00", "100.00"),
        ("total_out", False, "1.00", "0.00"),
        ("total_fee", False, "0.90", "0.60"),
    ]
    assert len(statement.rows) == 1


def test_a_bill_without_its_totals_may_be_cut_off() -> None:
    assert [fault.code for fault in one(_bill(_line())).warnings] == ["totals_missing"]
    whole = _bill(_line(), _line(), totals="2 200.00 0.00 0.00 1.20000 200.00 0.00")
    assert tied(one(whole.rstrip())) == TIED
    cut = one(whole[: whole.rindex("`豆浆")])
    assert (len(cut.rows), [fault.code for fault in cut.rejected]) == (1, ["row_short"])


@pytest.mark.parametrize(
    ("printed", "fee"),
    [("0.00600", "0.01"), ("0.00500", "0.01"), ("0.00400", "None"), ("0.61499", "0.61")],
)
def test_fees_are_rounded_half_up_to_whole_fen(printed: str, fee: str) -> None:
    (row,) = one(_bill(_line(手续费=printed))).rows
    assert str(row.fee) == fee
    assert row.amount.minor + (row.fee.minor if row.fee else 0) == 100_00


def test_the_bill_of_paid_orders_only() -> None:
    bill = _bill(_line(SUCCESS), head=SUCCESS, totals="1 100.00 0.00 0.00 0.60000 100.00 0.00")
    (row,) = one(bill).rows
    assert _said(row) == ("99.40", "0.60", RowKind.SALE)
    assert tied(one(bill)) == TIED


def test_the_bill_of_refunds_only_dates_them_by_their_success() -> None:
    line = _refund(REFUND, 退款申请时间="2024-01-05 09:00:00", 退款成功时间="2024-01-06 09:00:07")
    bill = _bill(line, head=REFUND, totals="1 0.00 40.00 0.00 -0.24000 0.00 40.00")
    (row,) = one(bill).rows
    assert _said(row) == ("-39.76", "-0.24", RowKind.SALE_REFUND)
    assert (row.day.isoformat(), row.time) == ("2024-01-06", "09:00:07")
    assert tied(one(bill)) == TIED


def test_the_older_names_of_columns() -> None:
    bill = _bill(
        _line(OLD, 手续费="0.6"),
        _refund(OLD, 手续费="-0.24"),
        head=OLD,
        total_head="总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额",
        totals="2 100.0 40.0 0.0 0.36",
    )
    statement = one(bill)
    assert [str(row.amount) for row in statement.rows] == ["99.40", "-39.76"]
    assert tied(statement) == TIED


def test_a_day_and_an_hour_run_together() -> None:
    (row,) = one(_bill(_line(交易时间="2014-11-1016：33：45"))).rows
    assert (row.day.isoformat(), row.time) == ("2014-11-10", "16:33:45")


@pytest.mark.parametrize("item", ["豆浆, 大杯", "豆浆, 大杯, 加糖, 打包"])
def test_commas_in_a_product_s_name_are_not_set_in_quotes(item: str) -> None:
    bill = _bill(_line(商品名称=item), totals="1 100.00 0.00 0.00 0.60000 100.00 0.00")
    (row,) = one(bill).rows
    assert (_said(row), row.narration.count("，") + row.narration.count(",")) == (
        ("99.40", "0.60", RowKind.SALE),
        item.count(","),
    )
    assert tied(one(bill)) == TIED


def test_a_comma_at_the_end_of_each_line_changes_nothing() -> None:
    (row,) = one(_bill(_line() + ",", head=ALL + ",")).rows
    assert _said(row) == ("99.40", "0.60", RowKind.SALE)


def test_a_voucher_of_the_shop_s_own_is_no_income() -> None:
    (row,) = one(_bill(_line(应结订单金额="95.00", 订单金额="100.00"))).rows
    assert str(row.amount) == "94.40"


def test_a_service_provider_s_bill_keeps_its_merchants_apart() -> None:
    lines = (
        _line(特约商户号="1600000001"),
        _line(特约商户号="1600000002"),
        _line(特约商户号="1600000001"),
    )
    statement = one(_bill(*lines))
    assert statement.account.key == "wechat-merchant:1600000001"
    others = [row.account.key for row in statement.rows if row.account]
    assert others == ["wechat-merchant:1600000002"]


def test_days_one_below_the_other_are_added_up() -> None:
    day = _bill(_line(), totals="1 100.00 0.00 0.00 0.60000 100.00 0.00")
    statement = one(day + "\r\n" + day)
    assert (len(statement.rows), tied(statement)) == (2, TIED)


def test_the_platform_s_download_with_notes_above() -> None:
    notes = "# 微信支付商户平台交易账单\r\n# 账单日期：[2024-01-02]\r\n"
    totals = "1 100.00 0.00 0.00 0.60000 100.00 0.00"
    statement = one(("\ufeff" + notes + _bill(_line(), totals=totals)).encode())
    assert (len(statement.rows), tied(statement)) == (1, TIED)
    assert statement.rows[0].place == "row 4"


def test_notes_below_the_totals_are_no_rows() -> None:
    bill = _bill(_line(), totals="1 100.00 0.00 0.00 0.60000 100.00 0.00")
    statement = one(bill + "\r\n说明：,本账单仅供核对\r\n以实际到账为准\r\n")
    assert (statement.read, len(statement.rows), tied(statement)) == (1, 1, TIED)


def test_the_spreadsheet_with_numbers() -> None:
    cells = dict(zip(ALL.split(","), _line().replace("`", "").split(","), strict=True))
    row = [
        Decimal(text) if name.endswith(("金额", "费")) and text else text
        for name, text in cells.items()
    ]
    totals = [1, 100, 0, 0, 0.6, 100, 0]
    found = result(workbook([["交易账单"], ALL.split(","), row, TOTALS.split(","), totals]))
    (statement,) = found.statements
    assert (found.format, _said(statement.rows[0])) == ("xlsx", ("99.40", "0.60", RowKind.SALE))
    assert tied(statement) == TIED


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (_line(交易时间="2024-13-02 10:00:00"), "date_invalid"),
        (_line(应结订单金额="1o0.00"), "amount_invalid"),
        (_line(应结订单金额="0.005"), "amount_invalid"),
        (_line(手续费="x"), "amount_invalid"),
        (_line(货币种类="USD"), "currency_other"),
    ],
)
def test_a_broken_row_is_rejected_alone(line: str, code: str) -> None:
    statement = one(_bill(line, _line()))
    assert [(fault.code, fault.place) for fault in statement.rejected] == [(code, "row 2")]
    assert len(statement.rows) == 1


def test_an_unknown_status_is_booked_with_a_warning() -> None:
    statement = one(_bill(_line(交易状态="QUANTUM"), totals="1 100.00 0.00 0.00 0.6 100.00 0.00"))
    assert [fault.code for fault in statement.warnings] == ["status_unknown"]
    assert len(statement.rows) == 1


@st.composite
def _bills(draw: st.DrawFn) -> tuple[str, int, int, int]:
    """Draw a bill, and what it took, gave back and paid in fees, in fen."""
    lines: list[str] = []
    sales = refunds = fees = 0
    for number in range(draw(st.integers(0, 12))):
        amount = draw(st.integers(1, 10_000_000))
        fee = (amount * draw(st.sampled_from((0, 20, 38, 60, 100))) + 5_000) // 10_000
        order = f"4200{number:024d}"
        lines.append(
            _line(
                微信订单号=order,
                应结订单金额=f"{Decimal(amount) / 100:.2f}",
                手续费=f"{Decimal(fee) / 100:.5f}",
            )
        )
        sales, fees = sales + amount, fees + fee
        if draw(st.booleans()):
            part = draw(st.integers(1, amount))
            back = fee * part // amount
            lines.append(
                _refund(
                    微信订单号=order,
                    退款金额=f"{Decimal(part) / 100:.2f}",
                    手续费=f"{-Decimal(back) / 100:.5f}",
                )
            )
            refunds, fees = refunds + part, fees - back
    drawn = draw(st.permutations(lines))
    yuan = [f"{Decimal(each) / 100:.2f}" for each in (sales, refunds)]
    fee_total = f"{Decimal(fees) / 100:.5f}"
    totals = f"{len(lines)} {yuan[0]} {yuan[1]} 0.00 {fee_total} {yuan[0]} {yuan[1]}"
    return _bill(*drawn, totals=totals), sales, refunds, fees


@given(_bills())
def test_any_bill_ties_to_the_fen(drawn: tuple[str, int, int, int]) -> None:
    bill, sales, refunds, fees = drawn
    found = result(bill)
    if found.fault:
        assert (found.fault.code, sales) == ("no_rows", 0)
        return
    (statement,) = found.statements
    assert sum(row.amount.minor for row in statement.rows) == sales - refunds - fees
    assert sum(row.fee.minor for row in statement.rows if row.fee) == fees
    assert tied(statement) == TIED
