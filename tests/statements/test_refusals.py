"""What is not read says by name what it is."""

from __future__ import annotations

import pytest

from tests.statements.samples import code
from tests.statements.samples import result

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
        (OLE + "WordDocument".encode("utf-16-le"), "Word"),
        (b":20:START\n:25:123\n:60F:C240101EUR1,00\n", "MT940"),
        (b"\x01\n:20:START\n:25:123\n", "MT940"),
        (b"{1:F01BANK}{2:I940}{4:\n:20:X\n:25:1\n", "MT940"),
        (b"!Type:Bank\nD1/1/24\nT-5.00\n^\n", "QIF"),
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
        (OLE + b"\x00" * 100, "format_xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "file_password"),
        (b"PK\x03\x04" + b"\x00" * 50, "file_cut"),
        (b"a" * (64 * 1024 * 1024 + 1), "file_too_large"),
        (b"just some words\nwithout a table\n", "no_table"),
    ],
)
def test_by_code(content: bytes, expected: str) -> None:
    assert code(content) == expected


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (
            "交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,应结订单金额",
            "WeChat Pay merchant 交易账单",
        ),
        (
            "账务流水号,业务流水号,商户订单号,商品名称,发生时间,收入金额（+元）,支出金额（-元）,账户余额（元）",
            "Alipay merchant 账务明细",
        ),
        (
            "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额",
            "Meituan 美团",
        ),
        ("交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,商家订单号", "JD 京东"),
    ],
)
def test_lists_of_orders_are_not_taken_for_lists_of_payments(header: str, name: str) -> None:
    fault = result(f"title\n{header}\n2024-01-01 10:00:00,1,2,3,4,5,6.00\n").fault
    assert fault
    assert (fault.code, fault.data["name"]) == ("profile_unsupported", name)
