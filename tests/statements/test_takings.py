"""What tills and shop systems export: Square, Shopify, and lists of days in any names."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.takings import Takings
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.domain.takings import Tender
from cfo_desktop.statements import tenders
from tests.statements.samples import code
from tests.statements.samples import result
from tests.statements.samples import workbook

SQUARE = (
    "Date,Time,Time Zone,Gross Sales,Discounts,Service Charges,Net Sales,Gift Card Sales,Tax,Tip,"
    "Partial Refunds,Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,"
    "Other Tender,Other Tender Type,Tender Note,Fees,Net Total,Transaction ID,Payment ID,"
    "Card Brand,PAN Suffix,Device Name,Staff Name,Staff ID,Details,Description,Event Type,"
    "Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Transaction Status,"
    "Cash App"
)
SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,"
    "Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Notes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Id,Tags,Source"
)


def made(head: str, **cells: str) -> str:
    """Return a row under ``head``; ``_`` in a name stands for a space."""
    given = {name.replace("_", " "): cell for name, cell in cells.items()}
    names = head.split(",")
    assert set(given) <= set(names), set(given) - set(names)
    return ",".join(given.get(name, "") for name in names)


def square(total: str, **cells: str) -> str:
    common = {
        "Date": "2026-10-05", "Time": "10:15:00", "Total_Collected": total, "Event_Type": "Payment",
        "Net_Sales": total, "Transaction_ID": "T1", "Payment_ID": "P1",
        "Transaction_Status": "Complete",
    }  # fmt: skip
    return made(SQUARE, **{**common, **cells})


def shopify(name: str, **cells: str) -> str:
    common = {
        "Email": "a@example.com", "Financial_Status": "paid", "Currency": "USD",
        "Paid_at": "2026-09-10 09:00:00 -0400", "Created_at": "2026-09-10 08:59:00 -0400",
        "Lineitem_name": "Mug", "Payment_Method": "Shopify Payments", "Billing_Name": "Ann",
    }  # fmt: skip
    return made(SHOPIFY, Name=name, **{**common, **cells})


def text(head: str, *rows: str) -> bytes:
    return ("\n".join((head, *rows)) + "\n").encode()


def read(content: bytes | str, *, currency: str = "USD") -> ReadFile:
    found = result(content, currency=currency)
    assert found.fault is None, found.fault
    assert not found.statements
    assert not found.invoices
    return found


def only(content: bytes | str, *, currency: str = "USD") -> TakingsList:
    (listed,) = read(content, currency=currency).takings
    for each in listed.takings:
        came = sum(part.amount.minor for part in each.tenders)
        assert came == each.total.minor
    return listed


def tender(each: Takings) -> dict[Tender, str]:
    return {part.tender: str(part.amount) for part in each.tenders}


def parts(each: Takings) -> tuple[str, str, str, str]:
    """Return (sales, tax, tips, stored)."""
    return (str(each.sales), str(each.tax), str(each.tips), str(each.stored))


def codes(faults: Sequence[object]) -> list[str]:
    return [fault.code for fault in faults]  # type: ignore[attr-defined]


# Square


def test_square() -> None:
    found = read(
        text(
            SQUARE,
            square('"$1,031.16"', Gross_Sales='"$1,030.00"', Discounts="-$3.00",
                   Net_Sales='"$1,027.00"', Tax="$2.16", Tip="$2.00", Card='"$1,031.16"',
                   Fees="-$30.93", Net_Total='"$1,000.23"', Description="Mug"),
            square("$12.96", Net_Sales="$12.00", Tax="$0.96", Cash="$12.96", Net_Total="$12.96",
                   Transaction_ID="T2", Payment_ID="P2"),
        )
    )  # fmt: skip
    assert found.profile == "square"
    (listed,) = found.takings
    card, cash = listed.takings
    assert (listed.clearing, listed.currency) == ("square", None)
    assert (card.day.isoformat(), card.time, card.narration) == ("2026-10-05", "10:15:00", "Mug")
    assert tender(card) == {Tender.CARD: "1031.16"}
    assert (*parts(card), str(card.fee)) == ("1027.00", "2.16", "2.00", "0.00", "30.93")
    assert (card.reference, card.other_references, card.key) == ("T1", ("P1",), "P1")
    assert (tender(cash), str(cash.fee)) == ({Tender.CASH: "12.96"}, "0.00")
    assert [(c.name, c.ok) for c in listed.checks] == [("net_sales", True)]


@pytest.mark.parametrize("shown", ["-$12.96", "($12.96)", "$-12.96"])
def test_square_refund(shown: str) -> None:
    listed = only(
        text(
            SQUARE,
            square(shown, Net_Sales=shown.replace("12.96", "12.00"),
                   Tax=shown.replace("12.96", "0.96"), Card=shown, Fees="$0.20",
                   Net_Total=shown.replace("12.96", "12.76"), Event_Type="Refund",
                   Transaction_ID="T1", Payment_ID="R1"),
        )
    )  # fmt: skip
    (refund,) = listed.takings
    assert (refund.refund, refund.refund_of, refund.reference) == (True, "T1", "R1")
    assert (*parts(refund), str(refund.fee)) == ("-12.00", "-0.96", "0.00", "0.00", "-0.20")


def test_square_without_kinds_of_rows_knows_a_refund_by_its_sign() -> None:
    row = square("-5.00", Card="-5.00", Net_Total="-5.00", Event_Type="")
    (refund,) = only(text(SQUARE, row)).takings
    assert (refund.refund, refund.refund_of) == (True, "T1")


def test_square_tenders_of_all_sorts() -> None:
    """A split payment, a gift card sold, a partial refund, Cash App, a platform, a rest."""
    listed = only(
        text(
            SQUARE,
            square("50.00", Net_Sales="25.00", Gift_Card_Sales="25.00", Card="30.00", Cash="20.00",
                   Net_Total="50.00"),
            square("-5.00", Net_Sales="0.00", Partial_Refunds="-5.00", Card="-5.00",
                   Net_Total="-5.00", Event_Type="Refund"),
            square("9.00", Cash_App="9.00", Net_Total="8.70"),
            square("7.00", Other_Tender="7.00", Other_Tender_Type="DoorDash", Net_Total="7.00"),
            square("6.00", Square_Gift_Card="4.00", Net_Total="6.00"),
        )
    )  # fmt: skip
    assert [tender(each) for each in listed.takings] == [
        {Tender.CARD: "30.00", Tender.CASH: "20.00"},
        {Tender.CARD: "-5.00"},
        {Tender.CARD: "9.00"},
        {Tender.PLATFORM: "7.00"},
        {Tender.STORED: "4.00", Tender.OTHER: "2.00"},
    ]
    assert parts(listed.takings[0]) == ("25.00", "0.00", "0.00", "25.00")
    assert parts(listed.takings[1]) == ("-5.00", "0.00", "0.00", "0.00")
    assert [(f.code, f.place) for f in listed.warnings] == [("takings_rest", "row 6")]
    assert all(check.ok for check in listed.checks)


def test_square_rows_that_move_nothing_or_cannot_be_read() -> None:
    listed = only(
        text(
            SQUARE,
            square("0.00", Net_Total="0.00"),
            square("5.00", Card="5.00", Net_Total="5.00", Transaction_Status="Pending"),
            square("x", Net_Total="5.00"),
            square("5.00", Date="soon"),
        )
    )
    assert codes(listed.skipped) == ["zero_amount", "not_done"]
    assert codes(listed.rejected) == ["amount_invalid", "date_invalid"]
    assert listed.read == 4


def test_square_net_sales_that_do_not_tie_are_told() -> None:
    row = square("10.00", Net_Sales="9.00", Card="10.00", Net_Total="10.00")
    (check,) = only(text(SQUARE, row)).checks
    assert (check.ok, check.expected, check.found) == (False, "9.00", "10.00")


def test_square_items_are_refused() -> None:
    head = "Date,Time,Category,Item,Qty,Gross Sales,Discounts,Net Sales,Tax,Transaction ID"
    row = "2026-10-05,10:15:00,Tea,Green,1,5.00,0.00,5.00,0.00,T1"
    assert code(text(head, row), currency="USD") == "items_only"


# Shopify


def test_shopify() -> None:
    found = read(
        text(
            SHOPIFY,
            shopify("#1001", Subtotal="50.00", Shipping="5.00", Taxes="4.00", Total="59.00",
                    Id="555", Payment_Reference="c1.1"),
            made(SHOPIFY, Name="#1001", Email="a@example.com", Lineitem_name="Bag"),
            shopify("#1002", Subtotal="25.00", Taxes="0.00", Total="25.00",
                    Payment_Method="Cash on Delivery (COD)"),
        ),
        currency="CNY",
    )  # fmt: skip
    assert found.profile == "shopify"
    (listed,) = found.takings
    assert (listed.currency, listed.clearing) == ("USD", "shopify")
    first, second = listed.takings
    assert (first.day.isoformat(), first.time) == ("2026-09-10", "09:00:00")
    assert (tender(first), parts(first)) == (
        {Tender.CARD: "59.00"},
        ("55.00", "4.00", "0.00", "0.00"),
    )
    assert (first.reference, first.other_references, first.party, first.key) == (
        "#1001",
        ("555", "c1.1"),
        "Ann",
        "#1001",
    )
    assert tender(second) == {Tender.CASH: "25.00"}
    assert [(f.code, f.place) for f in listed.skipped] == [("order_line", "row 3")]
    assert listed.read == 3


def test_shopify_orders_that_move_no_money() -> None:
    states = ["pending", "authorized", "voided", "expired", "unpaid", ""]
    rows = [
        shopify(f"#{number}", Financial_Status=state, Total="9.00", Paid_at="")
        for number, state in enumerate(states)
    ]
    listed = only(text(SHOPIFY, *rows, shopify("#9", Total="0.00")))
    assert codes(listed.skipped) == ["order_unpaid"] * 6 + ["zero_amount"]
    assert (listed.takings, listed.read) == ((), 7)


def test_shopify_refunds() -> None:
    """A refund in full gives all tax back, one in part its share."""
    listed = only(
        text(
            SHOPIFY,
            shopify("#1", Financial_Status="refunded", Taxes="4.00", Total="54.00",
                    Refunded_Amount="54.00"),
            shopify("#2", Financial_Status="partially_refunded", Taxes="4.00", Total="54.00",
                    Refunded_Amount="13.50"),
        )
    )  # fmt: skip
    _sale, full, _other, part = listed.takings
    assert (full.refund, full.refund_of, parts(full)) == (
        True,
        "#1",
        ("-50.00", "-4.00", "0.00", "0.00"),
    )
    assert parts(part) == ("-12.50", "-1.00", "0.00", "0.00")
    assert tender(part) == {Tender.CARD: "-13.50"}
    assert codes(listed.warnings) == ["refund_day_unknown"] * 2


def test_shopify_ways_of_paying() -> None:
    listed = only(
        text(
            SHOPIFY,
            shopify("#1", Total="9.00", Payment_Method="Shopify Payments + Gift Card"),
            shopify("#2", Total="9.00", Payment_Method="PayPal Express Checkout"),
            shopify("#3", Total="9.00", Payment_Method="gift_card"),
            shopify("#4", Total="9.00", Financial_Status="partially_paid",
                    Outstanding_Balance="4.00"),
        )
    )  # fmt: skip
    assert [tender(each) for each in listed.takings] == [
        {Tender.OTHER: "9.00"},
        {Tender.OTHER: "9.00"},
        {Tender.STORED: "9.00"},
        {Tender.CARD: "5.00", Tender.ON_ACCOUNT: "4.00"},
    ]
    assert codes(listed.warnings) == ["tenders_not_told_apart"]


def test_shopify_rows_that_cannot_be_read() -> None:
    listed = only(
        text(
            SHOPIFY,
            shopify("#1", Total="9.00"),
            shopify("#2", Total="9.00", Currency="CAD"),
            shopify("#3", Total=""),
            shopify("", Total="3.00"),
            shopify("#5", Total="9.00", Paid_at="never"),
        )
    )
    assert codes(listed.rejected) == [
        "currency_other",
        "amount_missing",
        "order_number_missing",
        "date_invalid",
    ]


PAYMENTS = (
    "Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,Payout ID,"
    "Available On,Amount,Fee,Net,Checkout,Payment Method Name,Presentment Amount,"
    "Presentment Currency,Currency"
)


def payment(sort: str, amount: str, fee: str, net: str, **cells: str) -> str:
    common = {
        "Transaction_Date": "2026-09-03 10:15:00 -0400", "Type": sort, "Order": "#1001",
        "Card_Brand": "visa", "Amount": amount, "Fee": fee, "Net": net, "Checkout": "c1",
        "Currency": "USD",
    }  # fmt: skip
    return made(PAYMENTS, **{**common, **cells})


def test_shopify_payments() -> None:
    found = read(
        text(
            PAYMENTS,
            payment("charge", "56.29", "1.93", "54.36"),
            payment("refund", "-25.00", "0.00", "-25.00"),
            payment("dispute", "-31.29", "15.00", "-46.29"),
            payment("payout", "-54.36", "0.00", "-54.36", Order=""),
            payment("charge", "9.00", "0.30", "8.70", Currency="CAD"),
            payment("charge", "", "0.30", "8.70"),
        )
    )
    assert found.profile == "shopify-payments"
    (listed,) = found.takings
    charge, refund, dispute = listed.takings
    assert (tender(charge), str(charge.fee)) == ({Tender.CARD: "56.29"}, "1.93")
    assert (charge.payment_of, charge.reference, charge.refund) == ("#1001", "#1001", False)
    assert (refund.refund_of, refund.payment_of, str(refund.sales)) == ("#1001", "#1001", "-25.00")
    assert (tender(dispute), dispute.payment_of) == (
        {Tender.CARD: "-31.29", Tender.OTHER: "31.29"},
        "",
    )
    assert codes(listed.skipped) == ["payout_listed"]
    assert codes(listed.rejected) == ["currency_other", "amount_missing"]


# Lists of days


def test_a_tills_days_in_chinese() -> None:
    found = read(
        text(
            "营业日期,营业额,优惠,退款,实收,现金,微信,支付宝,刷卡,美团,订单数,备注",
            "2026-03-01,1100.00,80.00,20.00,1000.00,100.00,400.00,300.00,150.00,50.00,42,晴",
            "2026-03-02,0,0,0,0,0,0,0,0,0,0,店休",
            "2026-03-03,500.00,0,0,500.00,100.00,400.00,,,,9,",
            "合计,1600.00,80.00,20.00,1500.00,200.00,800.00,300.00,150.00,50.00,51,",
        ),
        currency="CNY",
    )
    assert found.profile == "till"
    (listed,) = found.takings
    first, last = listed.takings
    assert (first.day.isoformat(), first.narration) == ("2026-03-01", "晴")
    assert tender(first) == {
        Tender.CASH: "100.00",
        Tender.WECHAT: "400.00",
        Tender.ALIPAY: "300.00",
        Tender.CARD: "150.00",
        Tender.PLATFORM: "50.00",
    }
    assert parts(first) == ("1000.00", "0.00", "0.00", "0.00")
    assert tender(last) == {Tender.CASH: "100.00", Tender.WECHAT: "400.00"}
    assert codes(listed.skipped) == ["zero_amount"]
    assert [(c.name, c.ok) for c in listed.checks] == [("takings", True), ("total_in", True)]
    assert (listed.clearing, listed.currency, listed.read) == ("", None, 3)


def test_units_in_the_names_say_the_currency() -> None:
    listed = only(text("日期,现金(元),微信(元)", "2026-03-01,100.00,5.00"), currency="USD")
    assert (listed.currency, tender(listed.takings[0])) == (
        "CNY",
        {Tender.CASH: "100.00", Tender.WECHAT: "5.00"},
    )


def test_a_tills_days_in_english() -> None:
    listed = only(
        text(
            "Date,Gross Sales,Discounts,Refunds,Net Sales,Tax,Tips,Total,Cash,Card,Fees",
            "2026-03-01,110.00,-8.00,-2.00,100.00,10.00,5.00,115.00,40.00,75.00,-1.50",
        )
    )
    (day,) = listed.takings
    assert (*parts(day), str(day.fee)) == ("100.00", "10.00", "5.00", "0.00", "1.50")
    assert tender(day) == {Tender.CASH: "40.00", Tender.CARD: "75.00"}
    assert all(check.ok for check in listed.checks)


def test_tenders_that_do_not_make_the_total() -> None:
    listed = only(
        text("Date,Total,Cash,Card", "2026-03-01,100.00,40.00,50.00", "2026-03-02,9.00,4.00,5.00")
    )
    assert tender(listed.takings[0])[Tender.OTHER] == "10.00"
    assert [(f.code, f.place) for f in listed.warnings] == [("takings_rest", "row 2")]


def test_what_is_left_after_fees_is_not_what_was_taken() -> None:
    """The printed total is the card company's payment: the tenders count."""
    listed = only(text("日期,实收,手续费,刷卡,现金", "2026-03-01,98.80,1.20,60,40"), currency="CNY")
    (day,) = listed.takings
    assert (str(day.total), str(day.fee), listed.warnings) == ("100.00", "1.20", ())


@pytest.mark.parametrize(
    ("head", "row", "total", "sales"),
    [
        ("Date,Net Sales,Tax,Tips", "2026-03-01,100.00,20.00,3.00", "123.00", "100.00"),
        ("Date,Gross Sales,Discounts,Refunds", "2026-03-01,100.00,10.00,5.00", "85.00", "85.00"),
        ("日期,营业额,优惠", "2026-03-01,100.00,10.00", "90.00", "90.00"),
        ("Date,Total,VAT", "2026-03-01,120.00,20.00", "120.00", "100.00"),
        ("Day,Gross sales,Net sales,Taxes,Total sales", "2026-03-01,99,90,8,98", "98.00", "90.00"),
    ],
)
def test_days_without_tenders(head: str, row: str, total: str, sales: str) -> None:
    listed = only(text(head, row))
    (day,) = listed.takings
    assert (str(day.total), str(day.sales)) == (total, sales)
    assert tender(day) == {Tender.OTHER: total}
    assert codes(listed.warnings) == ["tender_unknown"]


@pytest.mark.parametrize("head", ["日期,收款方式,金额", "Date,Tender,Amount"])
def test_a_row_for_each_tender(head: str) -> None:
    listed = only(text(head, "2026-03-01,现金,100", "2026-03-01,Visa,20", "2026-03-01,豆子,3"))
    assert [tender(each) for each in listed.takings] == [
        {Tender.CASH: "100.00"},
        {Tender.CARD: "20.00"},
        {Tender.OTHER: "3.00"},
    ]
    assert listed.warnings == ()


def test_credit_and_debit_are_cards_where_a_till_says_so() -> None:
    (day,) = only(text("Date,Net Sales,Total,Cash,Credit,Debit", "2026-03-01,9,9,1,6,2")).takings
    assert tender(day) == {Tender.CASH: "1.00", Tender.CARD: "8.00"}


def test_money_for_stored_value_is_owed() -> None:
    listed = only(text("日期,充值,现金,储值卡", "2026-03-01,200,250,30"), currency="CNY")
    (day,) = listed.takings
    assert parts(day) == ("80.00", "0.00", "0.00", "200.00")
    assert tender(day) == {Tender.CASH: "250.00", Tender.STORED: "30.00"}


def test_a_day_that_gave_back_more_than_it_took() -> None:
    (day,) = only(text("Date,Cash,Card", "2026-03-01,-5.00,2.00")).takings
    assert (day.refund, str(day.total)) == (True, "-3.00")


def test_a_workbook_of_days() -> None:
    rows: list[list[object]] = [
        ["Daily takings", "", "", ""],
        ["Date", "Cash", "Visa", "Mastercard"],
        ["2026-03-01", 10.1, 20.2, 0.3],
        ["2026-03-02", 1, 2, "oops"],
    ]
    found = result(workbook(rows), currency="USD", name="x.xlsx")
    (listed,) = found.takings
    assert tender(listed.takings[0]) == {Tender.CASH: "10.10", Tender.CARD: "20.50"}
    assert [(f.code, f.place) for f in listed.rejected] == [("amount_invalid", "row 4")]


@pytest.mark.parametrize(
    "head",
    [
        "Date,Description,Amount,Balance",
        "日期,摘要,收入,支出,余额",
        "Date,Payee,Card,Cash",
        "Date,Description,Debit,Credit",
        "Date,Debit,Credit,Cash,Card",
        "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态",
    ],
)
def test_lists_of_payments_are_none_of_takings(head: str) -> None:
    row = ",".join(
        "2024-01-05" if name in {"Date", "日期", "交易时间"} else "1.00" for name in head.split(",")
    )
    assert not result(text(head, row, row), currency="EUR").takings


@pytest.mark.parametrize(
    ("words", "tender_"),
    [
        ("现金", Tender.CASH), ("Cash on Delivery (COD)", Tender.CASH), ("Cash App", Tender.CARD),
        ("微信支付", Tender.WECHAT), ("支付宝花呗", Tender.ALIPAY), ("美团外卖", Tender.PLATFORM),
        ("会员卡", Tender.STORED), ("银行卡", Tender.CARD), ("银行转账", Tender.BANK),
        ("挂账", Tender.ON_ACCOUNT), ("Gift card", Tender.STORED), ("Visa", Tender.CARD),
        ("Bank deposit", Tender.BANK), ("扫码", Tender.OTHER), ("tea", None),
    ],
)  # fmt: skip
def test_tenders(words: str, tender_: Tender | None) -> None:
    assert tenders.tender_of(words) is tender_


@pytest.mark.parametrize("name", ["现金笔数", "cardcount", "刷卡手续费", "cashierid", "外卖营业额"])
def test_columns_that_hold_no_money(name: str) -> None:
    assert tenders.column_tender(name) is None


# Companies of card readers

SUMUP = (
    "Email,Date,Time,Transaction ID,Transaction Type,Status,Card Type,Last 4 Digits,"
    "Payment Method,Description,Total,Net,Tax Amount,Tip Amount,Fee,Payout,Payout Date,Payout ID"
)


def sumup(total: str, sort: str = "Sale", **cells: str) -> str:
    common = {
        "Date": "2026-10-05", "Time": "10:15:00", "Transaction_ID": "TAAA1", "Status": "Paid",
        "Transaction_Type": sort, "Card_Type": "VISA", "Payment_Method": "POS", "Total": total,
    }  # fmt: skip
    return made(SUMUP, **{**common, **cells})


def test_sumup() -> None:
    found = read(
        text(
            SUMUP,
            sumup("10.00", Net="7.50", Tax_Amount="1.50", Tip_Amount="1.00", Fee="0.17",
                  Payout="9.83", Payout_ID="77"),
            sumup("4.00", Payment_Method="Cash", Card_Type="", Transaction_ID="TAAA2", Fee="0.00"),
            sumup("10.00", "Refund", Fee="0.17", Payout="-9.83", Date="2026-10-06"),
            sumup("0.00", "Payout", Payout="9.83", Payout_ID="77"),
            sumup("3.00", Status="Failed", Transaction_ID="TAAA3"),
        ),
        currency="GBP",
    )  # fmt: skip
    assert found.profile == "sumup"
    (listed,) = found.takings
    sale, cash, refund = listed.takings
    assert (listed.clearing, codes(listed.skipped)) == ("sumup", ["payout_listed", "not_done"])
    assert tender(sale) == {Tender.CARD: "10.00"}
    assert (*parts(sale), str(sale.fee)) == ("7.50", "1.50", "1.00", "0.00", "0.17")
    assert tender(cash) == {Tender.CASH: "4.00"}
    assert (tender(refund), str(refund.fee)) == ({Tender.CARD: "-10.00"}, "-0.17")
    assert (refund.refund, refund.refund_of, refund.time) == (True, "TAAA1", "10:15:00")


def test_sumup_prints_the_fee_of_a_payment_with_its_payout() -> None:
    listed = only(
        text(SUMUP, sumup("20.00"), sumup("", "Payout", Fee="0.34", Payout="19.66")),
        currency="GBP",
    )
    assert [str(each.fee) for each in listed.takings] == ["0.34"]
    assert codes(listed.skipped) == ["payout_listed"]


def test_sumup_in_german() -> None:
    head = (
        "E-Mail,Datum,Transaktions-ID,Zahlungsart,Status,Kartentyp,Zahlungsmethode,Beschreibung,"
        "Betrag inkl. MwSt.,Netto,Steuerbetrag,Trinkgeldbetrag,Gebühr,Auszahlung,Auszahlungsdatum"
    )
    row = "a@example.com,05.10.2026,TB1,Umsatz,Erfolgreich,VISA,Karte,Tee,12.00,,,,0.20,11.80,"
    (sale,) = only(text(head, row), currency="EUR").takings
    assert (tender(sale), str(sale.fee)) == ({Tender.CARD: "12.00"}, "0.20")


def test_stripe() -> None:
    """A dispute waits to be sorted; what the company bills is a fee."""
    head = "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description"
    end = "usd,2026-10-05 14:03,2026-10-07 00:00"
    listed = only(
        text(
            head,
            f"txn_1,charge,ch_1,120.00,3.78,116.22,{end},Mug",
            f"txn_2,refund,re_1,-20.00,0.00,-20.00,{end},Mug",
            f"txn_3,payout,po_1,-96.22,0.00,-96.22,{end},STRIPE PAYOUT",
            f"txn_4,stripe_fee,,-2.00,0.00,-2.00,{end},Billing",
            f"txn_5,adjustment,dp_1,-7.00,15.00,-22.00,{end},Dispute",
        )
    )
    sale, refund, fee, dispute = listed.takings
    assert (listed.clearing, codes(listed.skipped)) == ("stripe", ["payout_listed"])
    assert (str(sale.sales), str(sale.fee), sale.time) == ("120.00", "3.78", "14:03:00")
    assert (str(refund.sales), refund.refund) == ("-20.00", True)
    assert (str(fee.total), fee.tenders, str(fee.fee)) == ("0.00", (), "2.00")
    assert tender(dispute) == {Tender.CARD: "-7.00", Tender.OTHER: "7.00"}
    assert str(dispute.fee) == "15.00"
