"""What is not read says by name what it is."""

from __future__ import annotations

import pytest

from tests.statements.samples import code
from tests.statements.samples import result
from tests.statements.samples import workbook

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00", "JPEG"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"SQLite format 3\x00", "SQLite"),
        (b'{"transactions": []}', "JSON"),
        (b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table>", "HTML"),
        (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><br>", "HTML"),
        (b"<gnc-v2></gnc-v2>", "GnuCash"),
        (b"<note>hello</note>", "XML (note)"),
    ],
)
def test_by_name(content: bytes, name: str) -> None:
    fault = result(content).fault
    assert fault
    assert (fault.code, fault.data.get("name")) == ("format_unsupported", name)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "file_empty"),
        (b" \r\n\t\n", "file_empty"),
        (b"\x00" * 100, "format_unknown"),
        (OLE + b"\x00" * 100, "file_damaged"),
        (bytes.fromhex("0904060000001000"), "format_xls"),
        (b"PK\x03\x04" + b"\x00" * 50, "file_cut"),
        (b"a" * (64 * 1024 * 1024 + 1), "file_too_large"),
        (b"just some words\nwithout a table\n", "no_table"),
    ],
)
def test_by_code(content: bytes, expected: str) -> None:
    assert code(content) == expected


@pytest.mark.parametrize(
    "summary",
    [
        "门店编号,交易订单总笔数,退款订单总笔数,订单金额（元）,实收净额（元）\n合计,2,1,30.00,19.88\n",
        "类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）\n在线支付,2,30.00,0,0.00\n",
        "日期,交易笔数,交易金额,退款笔数,退款金额\n2024-01-02,2,30.00,1,10.00\n",
    ],
)
def test_a_summary_is_no_list_of_payments(summary: str) -> None:
    assert code("#支付宝账务汇总查询\n#账号：[20881]\n" + summary) == "summary_only"


def test_counts_above_a_list_make_no_summary_of_it() -> None:
    above = "收入笔数,1,支出笔数,1,日期,2024-02-01\n"
    assert code(above + "日期,摘要,金额\n2024-01-02,a,5.00\n2024-01-03,b,-2.00\n") == ""


def test_a_summary_beside_its_detail_is_left_out() -> None:
    detail: list[list[object]] = [
        ["支付宝交易号", "商户订单号", "业务类型", "完成时间", "订单金额（元）", "商家实收（元）"],
        ["2024T1", "S1", "交易", "2024-01-02 10:00:00", "30.00", "30.00"],
    ]
    summary: list[list[object]] = [
        ["门店编号", "交易订单总笔数", "退款订单总笔数", "订单金额（元）"],
        ["合计", "1", "0", "30.00"],
    ]
    found = result(workbook(summary, detail), name="x.xlsx")
    assert (found.profile, len(found.statements)) == ("alipay-merchant", 1)
    assert [str(row.amount) for row in found.statements[0].rows] == ["30.00"]
