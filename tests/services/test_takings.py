"""Books takings of tills and shop systems: money by tender, fees, refunds, and taking them back."""

from __future__ import annotations

from pathlib import Path

import pytest

from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import imports
from cfo_desktop.services.books import Book
from tests.services.made_shop import balances
from tests.services.made_shop import codes
from tests.services.made_shop import verified

SQUARE = (
    "Date,Time,Net Sales,Gift Card Sales,Tax,Tip,Total Collected,Card,Cash,Square Gift Card,"
    "Other Tender,Fees,Net Total,Transaction ID,Payment ID,Event Type"
)
SALE = "2026-03-05,10:15:00,100.00,0,8.00,2.00,110.00,110.00,0,0,0,-3.00,107.00,T1,P1,Payment"
CASH = "2026-03-05,11:15:00,25.00,20.00,2.00,0,47.00,0,40.00,7.00,0,0,47.00,T2,P2,Payment"
BACK = "2026-03-09,09:00:00,-100.00,0,-8.00,0,-108.00,-108.00,0,0,0,0,-108.00,T1,R1,Refund"
SHOPIFY = (
    "Name,Financial Status,Paid at,Currency,Taxes,Total,Created at,Lineitem name,Payment Method,"
    "Refunded Amount,Id"
)
TILL = "日期,营业额,优惠,实收,现金,微信,支付宝,刷卡,美团,储值卡,挂账,转账,其他,手续费"
DAY = "2026-03-01,1010,10,1000,100,200,300,150,50,40,30,20,110,3.5"


class Exports:
    """Writes exports and imports them."""

    def __init__(self, book: Book, folder: Path) -> None:
        self.book = book
        self.folder = folder

    def write(self, head: str, *rows: str, name: str = "x.csv") -> Path:
        path = self.folder / name
        path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
        return path

    def take(self, head: str, *rows: str, account: str | None = None) -> ImportedFile:
        path = self.write(head, *rows)
        (file,) = imports.import_files(self.book, files=[path], account=account).files
        assert file.read == file.new + file.duplicate + file.skipped + file.rejected
        assert file.read == len(file.rows)
        unbooked = {RowState.SKIPPED, RowState.REJECTED}
        assert all((row.reason is not None) == (row.state in unbooked) for row in file.rows)
        return file


@pytest.fixture
def exports(book: Book, tmp_path: Path) -> Exports:
    return Exports(book, tmp_path)


def states(file: ImportedFile) -> tuple[int, int, int, int, int]:
    return (file.read, file.new, file.duplicate, file.skipped, file.rejected)


def lines(book: Book, number: int) -> dict[str, str]:
    """Return {account: amount} of an entry."""
    draft = entries.entry(book, number=number).draft
    return {line.account: str(line.amount) for line in draft.postings}


def test_square(book: Book, exports: Exports) -> None:
    """Card money waits, less the fee, to be paid out; tips are owed, and so are gift cards."""
    file = exports.take(SQUARE, SALE, CASH, BACK)
    assert states(file) == (3, 3, 0, 0, 0)
    assert (file.profile, file.account, str(file.movement)) == ("square", "1050", "-1.00")
    assert lines(book, 1) == {
        "1050": "107.00", "7010": "3.00", "4010": "-100.00", "2100": "-8.00", "2290": "-2.00",
    }  # fmt: skip
    assert [line.amount.minor for line in entries.entry(book, number=2).draft.postings] == [
        4000, 700, -2500, -200, -2000,
    ]  # fmt: skip
    assert lines(book, 3) == {"1050": "-108.00", "4010": "100.00", "2100": "8.00"}
    assert file.rows[0].counter == "7010 4010 2100 2290"
    assert [str(row.amount) for row in file.rows] == ["110.00", "47.00", "-108.00"]
    assert balances(book)["2220"] == -1300
    assert entries.entry(book, number=3).draft.narration == "Refund"
    verified(book)


def test_a_refund_is_linked_to_its_sale(book: Book, exports: Exports) -> None:
    exports.take(SQUARE, SALE, BACK)
    rows = book.store.connection.execute(
        "SELECT kind, reference, other_references, refund_of, amount FROM statement_row ORDER BY id"
    ).fetchall()
    assert rows == [
        ("sale", "T1", "P1", "", 11000),
        ("sale_refund", "R1", "", "T1", -10800),
    ]


def test_the_same_export_twice_and_one_that_overlaps(book: Book, exports: Exports) -> None:
    exports.take(SQUARE, SALE, CASH)
    assert states(exports.take(SQUARE, SALE, CASH)) == (2, 0, 2, 0, 0)
    assert states(exports.take(SQUARE, CASH, BACK)) == (2, 1, 1, 0, 0)
    assert books.head(book).entries == 3


def test_equal_sales_stay_two(book: Book, exports: Exports) -> None:
    """Without a number of their own they are told apart by counting."""
    row = "2026-03-01,5.00,3.00"
    assert states(exports.take("Date,Cash,Card", row, row)) == (2, 2, 0, 0, 0)
    assert states(exports.take("Date,Cash,Card", row, row)) == (2, 0, 2, 0, 0)
    assert balances(book)["1010"] == 1000


def test_a_tills_day(book: Book, exports: Exports) -> None:
    file = exports.take(TILL, DAY, "2026-03-02" + ",0" * 13)
    assert states(file) == (2, 1, 0, 1, 0)
    assert (file.profile, file.account, str(file.movement)) == ("till", "1010", "100.00")
    assert lines(book, 1) == {
        "1010": "100.00",
        "1040": "200.00",
        "1030": "300.00",
        "1050": "146.50",
        "1055": "50.00",
        "2220": "40.00",
        "1100": "30.00",
        "1020": "20.00",
        "1390": "110.00",
        "7010": "3.50",
        "4010": "-1000.00",
    }
    assert entries.entry(book, number=1).draft.narration == "Takings"
    (item,) = entries.open_items(book, at=LAST_DAY)
    assert item.amount == 11000


def test_takings_without_tenders_wait(book: Book, exports: Exports) -> None:
    file = exports.take("Date,Net Sales,Tax", "2026-03-01,100.00,20.00")
    assert codes(file.faults) == ["tender_unknown"]
    assert lines(book, 1) == {"1390": "120.00", "4010": "-100.00", "2100": "-20.00"}


def test_another_till(book: Book, exports: Exports) -> None:
    file = exports.take("Date,Cash,Card", "2026-03-01,5.00,3.00", account="1015")
    assert file.account == "1015"
    assert lines(book, 1) == {"1015": "5.00", "1050": "3.00", "4010": "-8.00"}


def test_two_shop_systems_wait_apart(book: Book, exports: Exports) -> None:
    exports.take(SQUARE, SALE)
    file = exports.take(SHOPIFY, "#1,paid,2026-03-05,CNY,4,54,2026-03-05,Mug,Shopify Payments,0,5")
    assert (file.account, file.account_is_new, file.account_name) == ("1021", True, "Shopify")
    assert lines(book, 2) == {"1021": "54.00", "4010": "-50.00", "2100": "-4.00"}
    again = exports.take(SQUARE, CASH.replace("T2", "T9").replace("P2", "P9"))
    assert again.account == "1050"


def test_shopify_orders_and_what_is_given_back_of_them(book: Book, exports: Exports) -> None:
    """Each export tells all that was given back up to then: only what is new of it is booked."""

    def order(state: str, given: str) -> str:
        return f"#1,{state},2026-03-05,CNY,4.00,54.00,2026-03-05,Mug,Cash,{given},5"

    assert states(exports.take(SHOPIFY, order("paid", "0.00"))) == (1, 1, 0, 0, 0)
    first = exports.take(SHOPIFY, order("partially_refunded", "13.50"), "#1,,,,,,,Bag,,,")
    assert states(first) == (3, 1, 1, 1, 0)
    assert lines(book, 2) == {"1010": "-13.50", "4010": "12.50", "2100": "1.00"}
    assert states(exports.take(SHOPIFY, order("partially_refunded", "13.50")))[1:3] == (0, 2)
    second = exports.take(SHOPIFY, order("refunded", "54.00"))
    assert (states(second), str(second.rows[1].amount)) == ((2, 1, 1, 0, 0), "-40.50")
    assert balances(book) == {}
    assert states(exports.take(SHOPIFY, order("refunded", "54.00")))[1:3] == (0, 2)
    verified(book)


def test_a_known_sale_that_says_otherwise_later_is_told(book: Book, exports: Exports) -> None:
    exports.take(SQUARE, SALE)
    assert states(exports.take(SQUARE, SALE.replace("10:15:00", "10:16:00"))) == (1, 0, 1, 0, 0)
    file = exports.take(SQUARE, SALE.replace("2.00,110.00,110.00", "3.00,111.00,111.00"))
    assert states(file) == (1, 0, 0, 0, 1)
    assert dict(file.faults[0].data) == {"number": "T1", "before": "110.00", "total": "111.00"}


PAYMENTS = "Transaction Date,Type,Order,Amount,Fee,Net,Checkout,Currency"
CHARGE = "2026-03-05 10:00:00 +0800,charge,#1,54.00,1.50,52.50,c1,CNY"
RETURN = "2026-03-08 10:00:00 +0800,refund,#1,-54.00,0.00,-54.00,c1,CNY"
ORDER = "#1,paid,2026-03-05,CNY,4.00,54.00,2026-03-05,Mug,Shopify Payments,0.00,5"
RETURNED = ORDER.replace("paid", "refunded").replace(",0.00,5", ",54.00,5")
BOUGHT = {"1050": 5250, "7010": 150, "4010": -5000, "2100": -400}


def test_an_order_and_its_payment_are_booked_once(book: Book, exports: Exports) -> None:
    """The payment adds its fee to the order's sale and tax."""
    exports.take(SHOPIFY, ORDER)
    file = exports.take(PAYMENTS, CHARGE, "2026-03-09,payout,,-52.50,0,-52.50,,CNY")
    assert (file.profile, states(file)) == ("shopify-payments", (2, 1, 0, 1, 0))
    assert lines(book, 2) == {"1050": "-1.50", "7010": "1.50"}
    assert balances(book) == BOUGHT
    assert states(exports.take(PAYMENTS, CHARGE))[1:3] == (0, 1)
    exports.take(SHOPIFY, RETURNED)
    assert states(exports.take(PAYMENTS, CHARGE, RETURN))[1:3] == (0, 2)
    assert balances(book) == {"1050": -150, "7010": 150}
    verified(book)


def test_a_payment_and_its_order_are_booked_once(book: Book, exports: Exports) -> None:
    """The order adds what of its payment is tax, and of its refund."""
    exports.take(PAYMENTS, CHARGE)
    assert balances(book) == {"1050": 5250, "7010": 150, "4010": -5400}
    assert states(exports.take(SHOPIFY, ORDER)) == (1, 1, 0, 0, 0)
    assert balances(book) == BOUGHT
    exports.take(PAYMENTS, CHARGE, RETURN)
    assert states(exports.take(SHOPIFY, RETURNED)) == (2, 1, 1, 0, 0)
    assert balances(book) == {"1050": -150, "7010": 150}
    assert states(exports.take(SHOPIFY, RETURNED))[1:3] == (0, 2)


def test_both_exports_in_one_import(book: Book, exports: Exports) -> None:
    paid = exports.write(PAYMENTS, CHARGE, RETURN, name="a.csv")
    ordered = exports.write(SHOPIFY, RETURNED, name="b.csv")
    imports.import_files(book, files=[paid, ordered])
    assert balances(book) == {"1050": -150, "7010": 150}
    imports.undo(book, batch=imports.batches(book)[0].id)
    imports.import_files(book, files=[ordered, paid])
    assert balances(book) == {"1050": -150, "7010": 150}


def test_what_is_no_sale_waits(book: Book, exports: Exports) -> None:
    exports.take(PAYMENTS, "2026-03-09,dispute,#1,-54.00,15.00,-69.00,c1,CNY")
    assert lines(book, 1) == {"1050": "-69.00", "1390": "54.00", "7010": "15.00"}


def test_taking_takings_back(book: Book, exports: Exports) -> None:
    exports.take(SQUARE, SALE, CASH, BACK)
    assert imports.undo(book, batch=imports.batches(book)[0].id) == 3
    assert balances(book) == {}
    assert states(exports.take(SQUARE, SALE, CASH, BACK)) == (3, 3, 0, 0, 0)


def test_locked_days_are_rejected(book: Book, exports: Exports) -> None:
    books.lock_period(book, through=Month(2026, 3))
    assert codes(exports.take(SQUARE, SALE).faults) == ["period_locked"]


def test_a_preview_says_the_same(book: Book, exports: Exports) -> None:
    path = exports.write(SQUARE, SALE, CASH, BACK)
    preview = imports.preview(book, files=[path])
    assert preview.files == imports.import_files(book, files=[path]).files


def test_another_profile_and_other_money_are_refused(book: Book, exports: Exports) -> None:
    path = exports.write(SQUARE, SALE)
    (file,) = imports.preview(book, files=[path], profile="till").files
    assert codes(file.faults) == ["profile_other"]
    order = "#1,paid,2026-03-05,USD,4,54,2026-03-05,Mug,Cash,0,5"
    assert codes(exports.take(SHOPIFY, order).faults) == ["takings_currency"]
    assert exports.take(SHOPIFY, order).refused


def test_a_merchants_bill_and_the_tills_day_are_sold_once(book: Book, exports: Exports) -> None:
    """In either order, and undone with either."""
    head = (
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
        "付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,"
        "退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
    )
    sale = (
        "`2026-03-01 10:00:00,`wx,`16,`0,`,`4200000925202101284997714292,`S1,`o,`NATIVE,`SUCCESS,"
        "`OTHERS,`CNY,`200.00,`0,`0,`0,`0,`0,`,`,`tea,`,`1.20000,`0.60%,`200.00,`0,`"
    )
    ends = (
        "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,"
        "申请退款总金额"
    )
    total = "`1,`200.00,`0.00,`0.00,`1.20000,`200.00,`0.00"
    exports.take(head, sale, ends, total)
    assert balances(book) == {"1040": 19_880, "7010": 120, "4010": -20_000}
    exports.take("日期,现金,微信", "2026-03-01,100,200")
    assert balances(book) == {"1010": 10_000, "1040": 19_880, "7010": 120, "4010": -30_000}
    batch = imports.batches(book)[0].id
    imports.undo(book, batch=batch)
    assert balances(book) == {"1040": 19_880, "7010": 120, "4010": -20_000}
    verified(book)


def test_a_payout_that_came_before_the_takings_is_settled_by_them(
    book: Book, exports: Exports
) -> None:
    exports.take(
        "Date,Description,Amount",
        *(f"2026-03-0{n + 1},SQUARE payout,{97 + n}.00" for n in range(1, 5)),
    )
    exports.take("Date,Cash,Card", *(f"2026-03-0{n},5.00,{97 + n}.00" for n in range(1, 5)))
    left = balances(book)
    assert "1050" not in left
    assert "1390" not in left
    verified(book)
