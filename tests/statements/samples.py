"""Statement files written for the tests: invented people and sums, in the formats banks use."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements.reader import read

SHARED = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "statements"
"""Samples that others published: beside the checkout where they may be used, never part of it."""

ALIPAY_HEAD = (
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,"
    "交易订单号,商家订单号,备注,"
)
WECHAT_HEAD = (
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"
)


def one(content: bytes | str, *, currency: str | None = "EUR", name: str = "x.csv") -> Statement:
    """Read a file that must give exactly one statement."""
    found = result(content, currency=currency, name=name)
    assert found.fault is None, found.fault
    assert len(found.statements) == 1
    return found.statements[0]


def result(content: bytes | str, *, currency: str | None = "EUR", name: str = "x.csv") -> ReadFile:
    """Read a file."""
    data = content.encode() if isinstance(content, str) else content
    return read(data, filename=name, options=ReadOptions(currency))


def code(content: bytes | str, *, currency: str | None = "EUR") -> str:
    """Return the code of the fault that stopped a file; empty where none did."""
    fault = result(content, currency=currency).fault
    return fault.code if fault else ""


def only_row(content: bytes | str) -> StatementRow:
    """Read a file of exactly one row."""
    (row,) = one(content).rows
    return row


def does(row: StatementRow, *, own: str = "own") -> tuple[str, str, str, RowKind]:
    """Return what a row moves, on which account, against which own account, and its kind.

    ``own`` stands for the statement's own account.
    """
    account = row.account.key if row.account else own
    return str(row.amount), account, row.counter.key if row.counter else "", row.kind


def tied(statement: Statement) -> list[tuple[str, bool]]:
    """Return the names of a statement's checks, and whether each ties."""
    return [(check.name, check.ok) for check in statement.checks]


def sums(statement: Statement) -> list[str]:
    """Return the amounts of the rows, in the file's order."""
    return [str(row.amount) for row in statement.rows]


def alipay(*rows: str, head: str = ALIPAY_HEAD, totals: str = "") -> bytes:
    """Return a personal bill of Alipay as the app of 2023 exports it."""
    lines = [
        "-" * 84,
        "导出信息：",
        "姓名：张三",
        "支付宝账户：zhang@example.com",
        "起始时间：[2024-01-01 00:00:00]    终止时间：[2024-01-31 23:59:59]",
        totals or f"共{len(rows)}笔记录",
        "",
        "特别提示：",
        "1.本明细仅供个人对账使用。",
        "-" * 24 + "支付宝（中国）网络技术有限公司  电子客户回单" + "-" * 24,
        head,
        *rows,
    ]
    return ("\n".join(lines) + "\n").encode("gb18030")


def wechat(*rows: str) -> bytes:
    """Return a personal bill of WeChat Pay."""
    lines = [
        "微信支付账单明细,,,,,,,,,,",
        "微信昵称：[测试],,,,,,,,,,",
        f"共{len(rows)}笔记录,,,,,,,,,,",
        "----------------------微信支付账单明细列表--------------------,,,,,,,,,,",
        WECHAT_HEAD,
        *rows,
    ]
    return b"\xef\xbb\xbf" + ("\r\n".join(lines) + "\r\n").encode()


def workbook(*sheets: Iterable[Sequence[object]]) -> bytes:
    """Return a spreadsheet with these sheets of rows."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if hasattr(value, "isoformat"):
                        sheet.write_datetime(number, column, value, day)
                    else:
                        sheet.write(number, column, value)
    return stream.getvalue()


def archive(**members: bytes) -> bytes:
    """Return a zip archive; ``__`` in a member's name stands for a slash, ``_`` for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


OFX1_HEAD = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

"""
OFX2_HEAD = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
"""


def ofx(*movements: str, head: str = OFX1_HEAD, currency: str = "EUR", balance: str = "") -> str:
    """Return an OFX file with one bank account; each movement is the inside of a ``STMTTRN``."""
    rows = "\n".join(f"<STMTTRN>{movement}</STMTTRN>" for movement in movements)
    closing = f"<LEDGERBAL><BALAMT>{balance}<DTASOF>20240131</LEDGERBAL>" if balance else ""
    return (
        f"{head}<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS>"
        "<DTSERVER>20240201<LANGUAGE>ENG<FI><ORG>TESTBANK<FID>1</FI></SONRS></SIGNONMSGSRSV1>"
        f"<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>{currency}"
        "<BANKACCTFROM><BANKID>12345<ACCTID>678 90<ACCTTYPE>CHECKING</BANKACCTFROM>"
        f"<BANKTRANLIST><DTSTART>20240101<DTEND>20240131\n{rows}\n</BANKTRANLIST>{closing}"
        "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )


def mt940(
    *lines: str,
    number: str = "00001/001",
    opening: str = "C240114EUR100,00",
    closing: str = "C240116EUR0,00",
) -> str:
    """Return an MT940 message; ``lines`` are the fields 61 and 86 of its movements."""
    body = "".join(f"{line}\n" for line in lines)
    head = f":20:STARTUMS\n:25:10020030/1234567\n:28C:{number}\n:60F:{opening}\n"
    return f"{head}{body}:62F:{closing}\n-\n"


def camt(*entries: str, balances: str = "", version: str = "02", more: str = "") -> str:
    """Return a CAMT.053 document with one statement."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id>"
        "<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy>"
        "<Svcr><FinInstnId><BIC>TESTDEFF</BIC></FinInstnId></Svcr></Acct>"
        f"{balances}{more}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    )


def camt_balance(kind: str, amount: str, way: str = "CRDT") -> str:
    """Return one balance of a CAMT.053 statement."""
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>{amount}</Amt>"
        f"<CdtDbtInd>{way}</CdtDbtInd><Dt><Dt>2024-01-31</Dt></Dt></Bal>"
    )


def camt_entry(amount: str, way: str, *, status: str = "BOOK", inside: str = "") -> str:
    """Return one entry of a CAMT.053 statement."""
    return (
        f"<Ntry><Amt Ccy='EUR'>{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts>{status}</Sts>"
        f"<BookgDt><Dt>2024-01-15</Dt></BookgDt>{inside}</Ntry>"
    )
