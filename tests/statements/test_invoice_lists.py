"""Lists of invoices: the tax bureau's, invoicing programs', plain ones, and their faults."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest

from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import InvoiceList
from cfo_desktop.domain.invoice import InvoiceStatus
from cfo_desktop.domain.statement import ReadFile
from tests.statements.samples import code
from tests.statements.samples import result
from tests.statements.samples import workbook

US, US_ID = "青禾文具店", "91330100MA2AAAAA1X"
BUREAU = (
    "序号,发票代码,发票号码,数电票号码,销方识别号,销方名称,购方识别号,购买方名称,开票日期,金额,税额,"
    "价税合计,发票来源,发票票种,发票状态,是否正数发票,发票风险等级,开票人,备注"
)
BUREAU_LINES = (
    "发票代码,发票号码,数电票号码,销方识别号,销方名称,购方识别号,购买方名称,开票日期,税收分类编码,"
    "特定业务类型,货物或应税劳务名称,规格型号,单位,数量,单价,金额,税率,税额,价税合计,发票来源,"
    "发票票种,发票状态,是否正数发票,发票风险等级,开票人,备注"
)
PLAIN = "invoice_no,date,counterparty,net,tax,gross,status"


def bureau(
    number: str,
    *,
    other: str = "海棠小学",
    net: str = "100.00",
    tax: str = "13.00",
    gross: str = "113.00",
    status: str = "正常",
    positive: str = "是",
    day: str = "2024-03-05 10:22:31",
    note: str = "",
    bought: bool = False,
) -> str:
    """Return a row of the tax bureau's list of invoices, sold or bought."""
    sides = ["91330100MA2BBBBB2Y", other, US_ID, US] if bought else [US_ID, US, "", other]
    cells = [
        "1", "", "", number, *sides, day, net, tax, gross, "电子发票服务平台",
        "数电票（普通发票）", status, positive, "正常", "王五", note,
    ]  # fmt: skip
    return ",".join(cells)


def line(number: str, item: str, *, net: str, tax: str, gross: str, other: str = "晨光") -> str:
    """Return a line of an invoice in the tax bureau's list of lines."""
    cells = [
        "", "", number, US_ID, US, "", other, "2024-03-05", "10601", "", item, "", "支", "1", net,
        net, "13%", tax, gross, "电子发票服务平台", "数电票", "正常", "是", "正常", "王五", "",
    ]  # fmt: skip
    return ",".join(cells)


def text(head: str, *rows: str) -> bytes:
    return ("\n".join((head, *rows)) + "\n").encode()


def lists(content: bytes | str, *, name: str = "x.csv", currency: str = "CNY") -> ReadFile:
    found = result(content, name=name, currency=currency)
    assert found.fault is None, found.fault
    assert not found.statements
    return found


def only(content: bytes | str, *, name: str = "x.csv", currency: str = "CNY") -> InvoiceList:
    (listed,) = lists(content, name=name, currency=currency).invoices
    return listed


def sums(listed: InvoiceList) -> list[tuple[str, str, str, str]]:
    return [(i.number, str(i.net), str(i.tax), str(i.gross)) for i in listed.invoices]


def codes(faults: Sequence[object]) -> list[str]:
    return [fault.code for fault in faults]  # type: ignore[attr-defined]


def test_the_tax_bureaus_list_of_sales() -> None:
    """The seller is the same in every row: it is us, and we sold."""
    read = lists(
        text(
            BUREAU,
            bureau("24332000000011111111"),
            bureau("24332000000011111112", other="个人", status="已作废"),
            bureau("24332000000011111113", other="个人", net="-50.00", tax="-6.50", gross="-56.50",
                   positive="否", note="被红冲蓝字数电票号码：24332000000011111111"),
        )
    )  # fmt: skip
    assert (read.format, read.profile) == ("csv", "sales-invoices")
    (listed,) = read.invoices
    assert (listed.direction, listed.currency) == (Direction.SALE, "CNY")
    assert [i.status for i in listed.invoices] == [
        InvoiceStatus.VALID,
        InvoiceStatus.VOID,
        InvoiceStatus.VALID,
    ]
    first, _void, red = listed.invoices
    assert (first.day.isoformat(), first.code, first.party(Direction.SALE).name) == (
        "2024-03-05",
        "",
        "海棠小学",
    )
    assert (red.red_of, str(red.gross)) == ("24332000000011111111", "-56.50")
    assert (listed.read, listed.warnings) == (3, ())


def test_the_tax_bureaus_list_of_purchases() -> None:
    rows = [bureau("1", other="晨光", bought=True), bureau("2", other="得力", bought=True)]
    listed = only(text(BUREAU, *rows))
    assert listed.direction is Direction.PURCHASE
    assert [i.party(Direction.PURCHASE).name for i in listed.invoices] == ["晨光", "得力"]


def test_a_list_of_both_ways_is_two() -> None:
    bought = bureau("2", bought=True, other="得力")
    read = lists(text(BUREAU, bureau("1"), bought, bureau("3", other="乙")))
    assert read.profile == "invoices"
    assert [(each.direction, len(each.invoices)) for each in read.invoices] == [
        (Direction.SALE, 2),
        (Direction.PURCHASE, 1),
    ]


def test_one_invoice_between_two_firms_does_not_tell_which_is_ours() -> None:
    content = text(BUREAU, bureau("1", bought=True))
    assert (only(content).direction, only(content).suggested) == (None, None)
    assert only(content, name="取得发票.csv").suggested is Direction.PURCHASE
    assert only(content, name="2024年3月 销项.csv").suggested is Direction.SALE
    assert only(content, name="purchase-invoices.csv").suggested is Direction.PURCHASE


def test_lines_of_one_invoice_are_added_up() -> None:
    listed = only(
        text(
            BUREAU_LINES,
            line("24330000000000000001", "*文具*铅笔", net="10.00", tax="1.30", gross="11.30"),
            line("24330000000000000001", "*文具*铅笔", net="10.00", tax="1.30", gross="11.30"),
            line("24330000000000000002", "本子", net="7.00", tax="0.91", gross="7.91", other="乙"),
            line("24330000000000000001", "折扣", net="-1.00", tax="-0.13", gross="-1.13"),
        )
    )
    assert sums(listed) == [
        ("24330000000000000001", "19.00", "2.47", "21.47"),
        ("24330000000000000002", "7.00", "0.91", "7.91"),
    ]
    assert [(fault.code, fault.place) for fault in listed.skipped] == [
        ("invoice_line", "row 3"),
        ("invoice_line", "row 5"),
    ]
    assert listed.read == 4


def test_two_equal_lines_of_an_invoice_are_two() -> None:
    pencil = line("1", "铅笔", net="10.00", tax="1.30", gross="11.30")
    listed = only(text(BUREAU_LINES, pencil, pencil))
    assert sums(listed) == [("1", "20.00", "2.60", "22.60")]


def test_an_invoice_with_an_unreadable_line_is_not_taken() -> None:
    listed = only(
        text(
            BUREAU_LINES,
            line("1", "铅笔", net="10.00", tax="1.30", gross="11.30"),
            line("1", "本子", net="?", tax="1.30", gross="11.30"),
            line("2", "本子", net="7.00", tax="0.91", gross="7.91", other="乙"),
        )
    )
    assert [i.number for i in listed.invoices] == ["2"]
    assert sorted((fault.place, fault.code) for fault in listed.rejected) == [
        ("row 2", "invoice_line_unread"),
        ("row 3", "amount_invalid"),
    ]


def test_equal_rows_of_a_list_without_lines_stay_for_themselves() -> None:
    """The same invoice listed twice is known as such when it is booked; lines are added up."""
    row = "0077,2020/1/5,B1,100.00,13.00,113.00,valid"
    other = "0078,2020/1/5,B1,1.00,0.13,1.13,valid"
    more = "0078,2020/1/5,B1,2.00,0.26,2.26,valid"
    listed = only(text(PLAIN, row, row, other, more))
    assert [i.number for i in listed.invoices] == ["0077", "0077", "0078"]
    assert sums(listed)[2] == ("0078", "3.00", "0.39", "3.39")
    assert codes(listed.skipped) == ["invoice_line"]


def test_a_workbook_lists_invoices_and_their_lines_once() -> None:
    head = BUREAU.split(",")[1:]
    rows = [bureau(f"2433200000000000000{n}").split(",")[1:] for n in (1, 2)]
    rows[1][6] = "个人"
    lines = [
        line(f"2433200000000000000{n}", "笔", net="100.00", tax="13.00", gross="113.00").split(",")
        for n in (1, 2)
    ]
    book = workbook([head, *rows], [BUREAU_LINES.split(","), *lines])
    listed = only(book, name="x.xlsx")
    assert len(listed.invoices) == 2
    assert codes(listed.warnings) == ["sheet_repeated"]


def test_numbers_of_a_spreadsheet() -> None:
    """A number cell drops zeros before it and digits after the fifteenth."""
    head = ["发票代码", "发票号码", "开票日期", "购方名称", "金额", "税额", "价税合计"]
    rows: list[list[object]] = [
        ["3300201130", 345678, "2020-05-06", "甲", 94.34, 5.66, 100],
        ["", 24332000000011111111, "2024-05-06", "乙", 94.34, 5.66, 100],
        ["", "2.4332E+19", "2024-05-06", "乙", 94.34, 5.66, 100],
    ]
    listed = only(workbook([head, *rows]), name="x.xlsx")
    assert sums(listed) == [("00345678", "94.34", "5.66", "100.00")]
    assert codes(listed.rejected) == ["invoice_number_rounded"] * 2
    assert listed.direction is Direction.SALE


def test_a_plain_list() -> None:
    """The columns do not tell which way it goes."""
    content = text(
        PLAIN,
        "11459356,2017/8/4,B03711,9401.71,1598.29,11000.0,valid",
        "11459357,2017/8/4,B03711,0.0,0.0,0.0,void",
        "11459358,2017/8/9,B00844,-85.47,-14.53,-100.0,valid",
    )
    listed = only(content, name="sales-E1.csv")
    assert (listed.direction, listed.suggested, listed.currency) == (None, Direction.SALE, None)
    assert [i.status.value for i in listed.invoices] == ["valid", "void", "valid"]
    assert sums(listed)[2] == ("11459358", "-85.47", "-14.53", "-100.00")


def test_several_firms_are_refused_and_one_is_not() -> None:
    head = f"firm,{PLAIN}"
    row = "11459356,2017/8/4,B03711,9401.71,1598.29,11000.0,valid"
    found = result(text(head, f"E1,{row}", f"E2,{row}"), currency="CNY")
    assert found.fault
    assert (found.fault.code, dict(found.fault.data)) == (
        "invoices_of_several_firms",
        {"count": "2", "firms": "E1, E2"},
    )
    assert len(only(text(head, f"E1,{row}")).invoices) == 1


def test_sums_that_do_not_tie() -> None:
    """A cent is taken from the tax; more is rejected."""
    listed = only(
        text(
            PLAIN,
            "1,2020/1/5,B1,100.00,13.00,113.01,valid",
            "2,2020/1/5,B1,100.00,13.00,113.02,valid",
            "3,2020/1/5,B1,-22.54,0.68,-23.22,valid",
            "4,2020/1/5,B1,100.00,,,valid",
            "5,2020/1/5,B1,,6.00,106.00,valid",
            "6,2020/1/5,B1,,,,valid",
        )
    )
    assert sums(listed) == [
        ("1", "100.00", "13.01", "113.01"),
        ("4", "100.00", "0.00", "100.00"),
        ("5", "100.00", "6.00", "106.00"),
    ]
    assert [(f.code, f.place) for f in listed.rejected] == [
        ("invoice_sum", "row 3"),
        ("invoice_sum", "row 4"),
        ("amount_missing", "row 7"),
    ]
    assert codes(listed.warnings) == ["invoice_cent"]


def test_rows_that_cannot_be_read() -> None:
    listed = only(
        text(
            PLAIN,
            ",2020/1/5,B1,100.00,13.00,113.00,valid",
            "2,2020/13/45,B1,100.00,13.00,113.00,valid",
            "3,,B1,100.00,13.00,113.00,valid",
            "4,2020/1/5,B1,100.00,13.00,113.00,draft",
            "5,2020/1/5,B1,100.00,13.00,113.00,哈哈",
            "6,2020/1/5,B1,100.00",
        )
    )
    assert codes(listed.rejected) == [
        "invoice_number_missing",
        "date_invalid",
        "date_missing",
        "row_short",
    ]
    assert codes(listed.skipped) == ["invoice_not_issued"]
    assert codes(listed.warnings) == ["status_unknown"]
    assert [i.number for i in listed.invoices] == ["5"]
    assert listed.read == 6


@pytest.mark.parametrize(
    ("status", "void"),
    [
        ("正常", False), ("有效发票", False), ("已红冲-全额", False), ("部分红冲", False),
        ("红字发票", False), ("未作废", False), ("", False), ("Paid", False), ("已作废", True),
        ("作废发票", True), ("作废", True), ("void", True), ("Voided", True), ("Cancelled", True),
    ],
)  # fmt: skip
def test_states(status: str, void: bool) -> None:  # noqa: FBT001 - a case of a table
    listed = only(text(PLAIN, f"1,2020/1/5,B1,100.00,13.00,113.00,{status}"))
    assert (listed.invoices[0].status is InvoiceStatus.VOID) == void
    assert "status_unknown" not in codes(listed.warnings)


def test_a_flag_for_void_invoices() -> None:
    head = (
        "发票代码,发票号码,购方企业名称,购方税号,开票日期,合计金额,税率,合计税额,价税合计,作废标志"
    )
    listed = only(
        text(
            head,
            "033002000111,00345678,甲,91330,2020-05-06,94.34,6%,5.66,100.00,否",
            "033002000111,00345679,甲,91330,2020-05-06,94.34,6%,5.66,100.00,是",
            "合计,,,,,188.68,,11.32,200.00,",
        )
    )
    assert [i.status.value for i in listed.invoices] == ["valid", "void"]
    assert (listed.invoices[0].code, listed.invoices[0].number) == ("033002000111", "00345678")
    assert [(c.name, c.ok) for c in listed.checks] == [
        ("total_net", True),
        ("total_tax", True),
        ("total_gross", True),
    ]


def test_red_letters() -> None:
    """An invoice that was taken back counts, and so does what takes it back: neither is netted."""
    listed = only(
        text(
            BUREAU,
            bureau("1", status="已红冲-全额"),
            bureau("2", other="乙", status="已红冲-全额", net="10", tax="1.30", gross="11.30"),
            bureau("3", positive="否"),
        )
    )
    assert [str(i.gross) for i in listed.invoices] == ["113.00", "11.30", "-113.00"]
    assert [(f.code, f.place) for f in listed.warnings] == [
        ("invoice_red_positive", "row 4"),
        ("invoice_red_elsewhere", "row 3"),
    ]


def test_a_red_letter_over_a_part_is_known_by_the_number_it_names() -> None:
    number = "24332000000011111111"
    note = f"被红冲蓝字数电发票号码：{number}"
    red = bureau("2", net="-10.00", tax="-1.30", gross="-11.30", positive="否", note=note)
    listed = only(text(BUREAU, bureau(number, status="已红冲-部分"), red))
    assert (listed.invoices[1].red_of, listed.warnings) == (number, ())


def test_a_column_that_says_which_way() -> None:
    listed = lists(
        text(
            "发票号码,进销项,开票日期,对方名称,金额,税额,价税合计",
            "1,销项,2020-05-06,甲,94.34,5.66,100.00",
            "2,进项,2020-05-06,乙,94.34,***,94.34",
        )
    ).invoices
    assert [(each.direction, len(each.invoices)) for each in listed] == [
        (Direction.SALE, 1),
        (Direction.PURCHASE, 1),
    ]


@pytest.mark.parametrize(
    ("column", "way"),
    [
        ("销方纳税人名称", Direction.PURCHASE),
        ("销方单位代号", Direction.PURCHASE),
        ("购方单位代号", Direction.SALE),
        ("Customer", Direction.SALE),
        ("Supplier", Direction.PURCHASE),
    ],
)
def test_a_list_that_names_one_side_names_the_other_one(column: str, way: Direction) -> None:
    head = f"企业代号,发票号码,开票日期,{column},金额,税额,价税合计,发票状态"
    listed = only(text(head, "E1,11459356,2017/8/4,B03711,100.00,17.00,117.00,有效发票"))
    assert (listed.direction, listed.invoices[0].party(way).name) == (way, "B03711")


def test_a_title_and_a_total_around_an_english_list() -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows(
        [
            ["Purchases 2024", "", "", "", "", ""],
            ["Invoice Number", "Invoice Date", "Name", "Net", "VAT", "Gross"],
            ["INV-7", "13/02/2024", "Paper Ltd", "1,000.00", "200.00", "1,200.00"],
            ["Total", "", "", "1,000.00", "200.00", "1,200.00"],
        ]
    )
    listed = only(stream.getvalue(), currency="GBP")
    assert (listed.suggested, sums(listed)) == (
        Direction.PURCHASE,
        [("INV-7", "1000.00", "200.00", "1200.00")],
    )
    assert all(check.ok for check in listed.checks)
    assert len(listed.checks) == 3


@pytest.mark.parametrize(
    "head",
    [
        "Date,Description,Amount,Balance,Invoice Number,Tax",
        "Date,Time,Name,Type,Status,Currency,Gross,Fee,Net,Sales Tax,Invoice Number,Balance",
    ],
)
def test_lists_of_payments_are_none_of_invoices(head: str) -> None:
    row = ",".join("2024-01-05" if name == "Date" else "1.00" for name in head.split(","))
    assert not result(text(head, row, row), currency="EUR").invoices


def test_a_list_without_rows() -> None:
    assert code(text(PLAIN), currency="CNY") == "no_rows"


@pytest.mark.parametrize(
    "status", ["Credit note", "Credit memo", "CREDIT", "Refund", "credit-note"]
)
@pytest.mark.parametrize("sign", ["", "-"])
def test_a_credit_note_counts_less_however_it_is_signed(status: str, sign: str) -> None:
    row = f"1,2020/1/5,B1,{sign}100.00,{sign}13.00,{sign}113.00,{status}"
    listed = only(text(PLAIN, row))
    assert [str(i.gross) for i in listed.invoices] == ["-113.00"]
    assert codes(listed.warnings) == ([] if sign else ["invoice_red_positive"])


def test_a_column_of_types_tells_credit_notes_too() -> None:
    head = PLAIN.replace("status", "type")
    listed = only(
        text(head, "1,2020/1/5,B1,100,13,113,Invoice", "2,2020/1/6,B1,10,1.30,11.30,Credit Note")
    )
    assert [str(i.gross) for i in listed.invoices] == ["113.00", "-11.30"]


@pytest.mark.parametrize(
    ("kind", "ordinary"),
    [
        ("数电票（普通发票）", True),
        ("增值税电子普通发票", True),
        ("电子普票", True),
        ("数电票（增值税专用发票）", False),
        ("增值税电子普通发票（通行费）", False),
        ("", False),
    ],
)
def test_ordinary_invoices_are_told_by_their_kind(kind: str, *, ordinary: bool) -> None:
    row = bureau("1").replace("数电票（普通发票）", kind)
    assert only(text(BUREAU, row)).invoices[0].ordinary == ordinary
    head = BUREAU.replace("发票票种", "发票类型")
    assert only(text(head, row)).invoices[0].ordinary == ordinary
