"""Hostile files: a thousand damaged ones, and shapes made to cost time or memory."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.statements.reader import read
from tests.statements.samples import SHARED
from tests.statements.samples import alipay
from tests.statements.samples import camt
from tests.statements.samples import camt_balance
from tests.statements.samples import camt_entry
from tests.statements.samples import mt940
from tests.statements.samples import ofx
from tests.statements.samples import wechat
from tests.statements.samples import workbook

MUTATED = 1_000

_SEEDS: list[bytes] = [
    b"Date,Description,Amount,Balance\n2024-01-31,Shop,-5.00,95.00\n2024-01-30,Pay,100.00,100.00\n",
    "交易日期;摘要;收入;支出;余额;币种\n2024年1月3日;工资;1.000,00;;1.100,00;人民币\n".encode(
        "gb18030"
    ),
    "Buchungstag;Empfänger;Betrag\n31.01.24;Müller;-1.234,56\n".encode("cp1252"),
    "Date\tText\tAmount\n31/12/2024\ta\t(1.00)\n".encode("utf-16"),
    b"2023-07-14,-5.00,COFFEE\n2023-07-13,1500.00,PAYROLL\n",
    alipay("2024-01-02 21:32:14,日用,某店,/,茶,支出,10.00,余额&红包,交易成功,1\t,2\t,,"),
    wechat('2024-01-02 21:32:14,零钱提现,银行(1),"a",/,¥100.10,零钱,提现已到账,1,2,服务费¥0.10'),
    ofx("<TRNTYPE>DEBIT<DTPOSTED>20240115<TRNAMT>-12.50<FITID>A1<NAME>Shop<MEMO>Tea").encode(),
    camt(camt_entry("5.00", "CRDT"), balances=camt_balance("OPBD", "1.00")).encode(),
    mt940(
        ":61:2401150116DR12,50NTRFREF//BANK\n:86:166?00X?20EREF+A SVWZ+B?31DE1?32C",
        ":61:240115RD0,50NMSC\nmore\n:86:/EREF/A//CNTP/NL1/B/C/D//REMI/USTD//E/",
        ":61:240115C1,NMSC\n:86:911 X; Z RACH.: 1; OD: A; TYT.: B; TNR: 5",
    ).encode(),
    b"!Account\nNA\n^\n!Type:Bank\nD1/31' 4\nT-1,000.50\nPA\nL[B]\nSx\nE\n$1\n^\nD2/1/24\nU2\n^\n",
    workbook([["Date", "Text", "Amount"], ["2024-01-31", "a", 1.5], ["2024-01-30", "b", -2]]),
]
_BYTES = b"0123456789<>/\"'=&;,.|\t\r\n()-+ AZ\x00\xc2\xa0\xff\x81"


def _mutated(seed: bytes, chance: random.Random) -> bytes:
    content = bytearray(seed)
    for _ in range(chance.choice([1, 1, 2, 5, 30])):
        where = chance.randrange(len(content) + 1)
        match chance.randrange(6):
            case 0:
                content[where : where + 1] = bytes([chance.randrange(256)])
            case 1:
                del content[where : where + chance.randint(1, 60)]
            case 2:
                content[where:where] = bytes(chance.choices(_BYTES, k=chance.randint(1, 8)))
            case 3:
                other = chance.randrange(len(content) + 1)
                content[where : where + 20] = content[other : other + 20]
            case 4:
                other = chance.randrange(len(content) + 1)
                content[where:where] = content[other : other + 400] * chance.randint(1, 3)
            case _:
                del content[where:]
    return bytes(content)


def _check(found: ReadFile) -> None:
    """What holds for every file: nothing to book beside a fault, and every row accounted for."""
    assert not (found.fault and found.statements)
    for statement in found.statements:
        parts = len(statement.rows) + len(statement.skipped) + len(statement.rejected)
        assert statement.read == parts
        for row in statement.rows:
            assert row.amount.minor
            assert row.place
            assert len(row.party) <= 500
            assert len(row.narration) <= 500
            assert row.narration.isprintable()
        assert all(fault.code and fault.place for fault in statement.rejected)


@pytest.mark.timeout(60)  # all of them: a loop or a bad pattern takes for ever
def test_damaged_files_raise_nothing_and_take_no_time() -> None:
    chance = random.Random(2024)  # noqa: S311 - the same files every time
    seeds = _SEEDS + [path.read_bytes() for path in sorted(SHARED.glob("*")) if SHARED.is_dir()]
    for _number in range(MUTATED):
        content = _mutated(chance.choice(seeds), chance)
        options = ReadOptions(chance.choice(["EUR", "CNY", "JPY", None]))
        _check(read(content, filename="x", options=options))


MIB = 1024 * 1024
_ROW = b"2024-01-02,thing,-12.34\n"
_HEAD = b"Date,Description,Amount\n"
_LONG = (
    f"2024-01-02 10:00:00,a,b,/,{'余额宝转' * 800},不计收支,1.00,{'银行(' * 900},"
    f"{'冻' * 3000},1,2,,"
)


@pytest.mark.parametrize(
    "build",
    [
        lambda: b"a" * (8 * MIB),
        lambda: b'"' * (8 * MIB),
        lambda: b"," * (8 * MIB),
        lambda: b"<" * (8 * MIB),
        lambda: b"<OFX>" + b"<" * MIB + b"</OFX>",
        lambda: b"<OFX><" + b" " * (8 * MIB) + b"</OFX>",
        lambda: b"<OFX><A" + b" " * (8 * MIB) + b"</OFX>",
        lambda: b"<OFX>" + b"<STMTTRN>" * MIB + b"</OFX>",
        lambda: b"<OFX><MEMO>" + b"<![CDATA[" * MIB + b"</OFX>",
        lambda: b"<a>" * MIB,
        lambda: b":20:A\n:25:1\n" * 300_000,
        lambda: b":20:A\n" + b"\n" * 8 * MIB,
        lambda: mt940(":61:240115D1,00NMSC\n:86:166" + "?20" * MIB).encode(),
        lambda: mt940(":61:240115D1,00NMSC\n:86:" + "/EREF/" * MIB).encode(),
        lambda: mt940(":61:240115D1,00NMSC\n:86:" + "TYT.: ; OD: " * MIB).encode(),
        lambda: mt940(":61:240115D1,00NMSC\n:86:166?20" + "EREF+" * MIB).encode(),
        lambda: mt940(":61:240115D1,00NMSC\n" + ":86:a\n" * MIB).encode(),
        lambda: mt940(":61:" + "0" * MIB).encode(),
        lambda: b"!Type:Bank\n" + b"^\n" * MIB,
        lambda: b"!Type:Bank\n" + b"D1/1/24\nT1.00\n" * 300_000,
        lambda: b"!Type:Bank\nD1/1/24\nT1.00\n" + b"Sa\nEb\n$1\n" * 300_000,
        lambda: b"!Type:Bank\n" * 300_000,
        lambda: b"!Account\nNa\n^\n!Type:Bank\n" + b"D1/1/24\nT1.00\nL[" + b"[" * MIB,
        lambda: b"<OFX>" + b"<STMTTRN><TRNAMT>1" * 300_000 + b"</OFX>",
        lambda: _HEAD + b'"aaaa\n' * 100_000,
        lambda: _HEAD + b'"aa""\n' * 100_000,
        lambda: _HEAD + b'1,"a' + b"b" * 100 + b"\n" * 50_000,
        lambda: _HEAD + (b"2024-01-02,x," + b"9" * 9000 + b"\n") * 500,
        lambda: _HEAD + (b"2024-01-02," + "银行".encode() * 3000 + b",1.00\n") * 300,
        lambda: alipay(_LONG),
        lambda: ("收入：1笔" * 3000 + "\n").encode() * 190 + _HEAD + _ROW,
        lambda: random.Random(1).randbytes(4 * MIB),  # noqa: S311
    ],
)
@pytest.mark.timeout(30)
def test_shapes_made_to_cost_time(build: Callable[[], bytes]) -> None:
    _check(read(build(), filename="x", options=ReadOptions("EUR")))


def test_more_rows_than_any_statement_has() -> None:
    found = read(_HEAD + b"\n" * 600_000, filename="x", options=ReadOptions("EUR"))
    assert found.fault
    assert found.fault.code == "too_many_rows"


def test_a_cell_longer_than_any_text() -> None:
    content = _HEAD + b"2024-01-02," + b"a" * 20_000 + b",1.00\n" + _ROW
    (statement,) = read(content, filename="x", options=ReadOptions("EUR")).statements
    assert [fault.code for fault in statement.rejected] == ["cell_too_long"]
    assert len(statement.rows) == 1
