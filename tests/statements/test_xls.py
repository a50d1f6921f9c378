"""Old workbooks, web pages and XML sent as ".xls": read by content, and harmless when damaged."""

from __future__ import annotations

import datetime as dt
import random
import struct
from types import ModuleType

import pytest

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import excel_xml
from cfo_desktop.statements import html_tables
from cfo_desktop.statements import ole
from cfo_desktop.statements import xls
from tests.statements.samples import SHARED
from tests.statements.samples import code
from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import sums
from tests.statements.xls_files import container
from tests.statements.xls_files import record
from tests.statements.xls_files import records
from tests.statements.xls_files import workbook

HEAD = ["交易日期", "摘要", "支出", "收入", "余额"]
ROWS: list[list[str | float | dt.date]] = [
    [*HEAD],
    ["20240102", "午饭", 25.5, "", 974.5],
    [20240103.0, "退货", "", "1,000.00", 1974.5],
    [dt.date(2024, 1, 4), "车费", 4.1, 0.0, 1970.4],
]


def _long() -> list[list[str | float | dt.date]]:
    rows: list[list[str | float | dt.date]] = [[*HEAD]]
    rows += [[f"202401{day:02}", "面" * 30, 1.0, "", 99.0 - day] for day in range(1, 29)]
    return rows


def test_numbers_texts_and_days() -> None:
    found = result(workbook(ROWS), name="x.csv")
    assert (found.format, found.fault) == ("xls", None)
    (statement,) = found.statements
    assert [(row.day.day, str(row.amount)) for row in statement.rows] == [
        (2, "-25.50"),
        (3, "1000.00"),
        (4, "-4.10"),
    ]
    assert all(check.ok for check in statement.checks)


@pytest.mark.parametrize("rows", [ROWS, _long()], ids=["small sectors", "whole sectors"])
def test_the_stream_is_found_wherever_it_lies(rows: list[list[str | float | dt.date]]) -> None:
    stream = records(rows)
    assert (len(stream) < 4096) == (rows is ROWS)
    assert ole.streams(container(stream), "Workbook") == {"Workbook": stream}
    assert len(one(container(stream)).rows) == len(rows) - 1


def test_records_without_a_container() -> None:
    assert sums(one(records(ROWS))) == ["-25.50", "1000.00", "-4.10"]


def test_each_sheet_with_a_header_is_a_statement() -> None:
    found = result(workbook([["说明"]], ROWS, [[*HEAD], ["20240201", "x", 1.0, "", 9.0]]))
    assert [each.rows[0].place for each in found.statements] == [
        "Sheet2!row 2",
        "Sheet3!row 2",
    ]


@pytest.mark.parametrize("size", [1000, 3_000_000])
def test_a_stream_put_into_a_container_of_our_own_is_the_same(size: int) -> None:
    stream = random.Random(1).randbytes(size)  # noqa: S311 - any bytes do
    assert ole.streams(ole.wrapped(stream, name="Book"), "Book")["Book"][:size] == stream  # type: ignore[index]


PASSWORD = record(0x002F, b"\x01\x00\x01\x00")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (container(records(ROWS, first=PASSWORD)), "file_password"),
        (container(b"x" * 5000, name="EncryptedPackage"), "file_password"),
        (container(b"x" * 5000, name="WordDocument"), "format_unsupported"),
        (container(b"x" * 5000, name="Contents"), "format_unsupported"),
        (container(b"x" * 5000), "file_damaged"),
        (container(record(0x0409, b"\x00\x04\x10\x00") * 2000), "format_xls"),
        (container(b""), "file_damaged"),
        (container(records(ROWS)[:-30]), "file_cut"),
        (container(records(_long()))[:-600], "file_cut"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), "file_cut"),
    ],
)
def test_what_is_no_workbook_to_read(content: bytes, expected: str) -> None:
    assert code(content) == expected


def test_a_document_put_into_a_workbook_makes_it_no_document() -> None:
    assert sums(one(workbook(ROWS) + "WordDocument".encode("utf-16-le"))) == sums(
        one(workbook(ROWS))
    )


def _changed(content: bytes, place: int, data: bytes) -> bytes:
    return content[:place] + data + content[place + len(data) :]


def test_sectors_that_follow_each_other_in_a_ring_end() -> None:
    whole = container(records(_long()))
    (first,) = struct.unpack_from("<I", whole, 512 + 1024 // 2 + 116 + 128)
    table = 512 + 4 * (first + 1)
    assert code(_changed(whole, table, struct.pack("<I", first))) == "file_damaged"
    # the list of the table's own sectors, and the directory
    assert code(_changed(whole, 68, struct.pack("<I", 3))) in {"file_damaged", "file_cut"}
    assert code(_changed(whole, 512 + 4, struct.pack("<I", 1))) == "file_damaged"


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (65535, 255, "archive_too_large"),
        (65535, 100, "archive_too_large"),
        (9, 256, "file_damaged"),
    ],
)
def test_cells_in_opposite_corners_reserve_no_memory(row: int, column: int, expected: str) -> None:
    stream = records(ROWS)
    cell = record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))
    assert code(container(stream[:-4] + cell + stream[-4:])) == expected


def test_a_sheet_that_lies_about_its_size_is_read_by_its_cells() -> None:
    stream = records(ROWS)
    extent = record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    assert len(one(container(stream[:-4] + extent + stream[-4:])).rows) == 3


def test_a_cell_far_below_makes_no_rows_between() -> None:
    stream = records(ROWS)
    cell = record(0x0203, struct.pack("<HHHd", 60000, 4, 0, 1970.4))
    sheets = xls.tables(container(stream[:-4] + cell + stream[-4:]))
    assert not isinstance(sheets, Fault)
    assert [row.number for row in sheets[0].rows] == [1, 2, 3, 4, 60001]


def test_a_stream_shorter_than_the_directory_says() -> None:
    whole = container(records(_long()))
    place = whole.index("Workbook".encode("utf-16-le")) + 120
    assert code(_changed(whole, place, struct.pack("<I", 9_000))) == "file_cut"


def test_more_sheets_or_texts_than_there_can_be() -> None:
    sheet = record(0x0085, struct.pack("<IBB", 0, 0, 0) + b"\x01\x00x")
    assert code(container(records(ROWS, first=sheet * 300))) == "archive_too_large"
    texts = record(0x00FC, struct.pack("<II", 1, 0xFFFFFF00))
    assert code(container(records(ROWS, first=texts))) == "file_damaged"


def test_flipped_bytes_give_statements_or_a_fault() -> None:
    chance = random.Random(7)  # noqa: S311 - the same every time
    published = SHARED / "spdb-debit.xls"
    whole = published.read_bytes() if published.is_file() else container(records(_long()))
    for _time in range(150):
        content = bytearray(whole)
        for _flip in range(chance.choice((1, 5, 40))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        found = result(bytes(content), currency="CNY")
        assert found.fault or all(
            each.read == len(each.rows) + len(each.skipped) + len(each.rejected)
            for each in found.statements
        )


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<style>td {mso-number-format: "\\@"}</style></head><body>
<table border=1><tr><td colspan=5>账号：6222020000001234567</td></tr></table>
<TABLE><TR><TH>交易日期<TH>摘要<TH>支出<TH>收入<TH>余额</TR>
<tr><td x:str>2024-01-02</td><td>午饭&nbsp;<b>喆</b><script>var a = "x";</script></td>
<td>25.50</td><td></td><td>974.50</td></tr>
<tr><td>2024-01-03</td><td rowspan=2>李玥</td><td>&nbsp;</td><td>1,000.00</td><td>1,974.50</td></tr>
<tr><td>2024-01-04</td><td>4.00</td><td/><td>1,970.50</td></tr>
</TABLE></body></html>
"""


def test_a_web_page_named_xls() -> None:
    found = result(PAGE.encode("gb18030"), currency="CNY", name="x.xls")
    assert (found.format, found.fault) == ("html", None)
    (statement,) = found.statements
    assert sums(statement) == ["-25.50", "1000.00", "-4.00"]
    assert [row.narration for row in statement.rows] == ["午饭 喆", "李玥", ""]
    assert statement.account.number == "6222020000001234567"
    assert statement.rejected == ()


def test_tables_within_a_table_and_tags_left_open() -> None:
    page = (
        "<table><tr><td><table><tr><th>Date<th>Text<th>Amount"
        "<tr><td>2024-01-31<td>Shop<td>-5.00<tr><td>2024-02-01<td>Pay<td>7.00"
    )
    assert sums(one(page)) == ["-5.00", "7.00"]


@pytest.mark.parametrize(
    "page",
    [
        "<table>" * 5000 + "<tr><td>x",
        "<table><tr>" + "<td colspan=999999999>x" * 500,
        "<table><tr><td rowspan=999999999 colspan=999>x</tr>" + "<tr><td>y" * 3000,
        "<html><body><![x[ <table>",
        "<table><tr><td>" + "x" * 200_000,
    ],
)
def test_a_page_that_means_harm(page: str) -> None:
    assert code(page) in {"format_unsupported", "file_damaged", "too_many_rows"}


@pytest.mark.parametrize("module", [html_tables, excel_xml])
def test_wide_rows_together_are_bounded(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_SHEET_CELLS", 600)
    page = "<table>" + "<tr><td colspan=300>x" * 4
    row = '<Row><Cell MergeAcross="298"><Data>x</Data></Cell></Row>'
    book = f"<!-- x --><Workbook><Worksheet><Table>{row * 4}</Table></Worksheet></Workbook>"
    assert code(page if module is html_tables else book) == "too_many_rows"


WORKBOOK = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="一月"><Table><Row>
<Cell ss:MergeAcross="2"><Data ss:Type="String">账单</Data></Cell></Row>
<Row ss:Index="4">{head}</Row>
<Row><Cell><Data ss:Type="DateTime">2024-01-31T00:00:00.000</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="Number">-5.1000000000000001</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">2024-02-01</Data></Cell>
<Cell><ss:Data ss:Type="String"><B>Pay</B></ss:Data></Cell>
<Cell><Data ss:Type="Number">1E3</Data></Cell></Row></Table></Worksheet></Workbook>
"""


def test_excel_2003_xml() -> None:
    head = "".join(
        f'<Cell><Data ss:Type="String">{name}</Data></Cell>' for name in ("Date", "Text", "Amount")
    )
    found = result(WORKBOOK.format(head=head))
    assert (found.format, found.fault) == ("excel-xml", None)
    rows = found.statements[0].rows
    assert [(row.place, str(row.amount), row.narration) for row in rows] == [
        ("row 5", "-5.10", ""),
        ("row 6", "1000.00", "Pay"),
    ]


def test_tabs_and_shielded_cells_in_gb18030() -> None:
    text = (
        '="交易日期"\t="交易时间"\t="摘要"\t="支出"\t="收入"\t="余额"\t\n'
        '="20240102"\t="10:00:01"\t="午饭"\t25.50\t\t974.50\t\n'
        '="20240103"\t="11:00:01"\t="工资"\t\t1000.000\t1974.500\t\n'
    )
    statement = one(text.encode("gb18030"), currency="CNY", name="流水.xls")
    assert sums(statement) == ["-25.50", "1000.00"]
    assert (statement.rows[0].time, statement.rows[1].narration) == ("10:00:01", "工资")
    assert all(check.ok for check in statement.checks)
