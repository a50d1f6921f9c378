"""Hostile files: a thousand damaged ones, and shapes made to cost time or memory."""

from __future__ import annotations

import functools
import gzip
import random
import time
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from cfo_desktop.domain.invoice import Invoice
from cfo_desktop.domain.invoice import InvoiceList
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.takings import Takings
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.statements.files import read_all
from tests.statements import seeds
from tests.statements.archives import zipped
from tests.statements.samples import SHARED
from tests.statements.samples import alipay
from tests.statements.samples import archive
from tests.statements.samples import mt940

Recorder = Callable[[str, object], None]

MUTATED = 1_000
SLOWEST = 5.0
"""Seconds of the processor's time that no file may take."""

_BYTES = b"0123456789<>/\"'=&;,.|\t\r\n()-+ AZ\x00\xc2\xa0\xff\x81"
_ENCODINGS = ("utf-8", "gb18030", "utf-16", "cp1252", "big5")
_KINDS = tuple(seeds.SEEDS.values())
_OPTIONS = [
    ReadOptions(currency, password)
    for currency in ("EUR", "CNY", "JPY", None)
    for password in (seeds.PASSWORD, seeds.PASSWORD, None, "wrong")
]


@dataclass(frozen=True)
class Chance:
    """Damages files, the same ones for the same number."""

    dice: random.Random

    def damaged(self, seed: bytes) -> bytes:
        """Return the file with something done to it, once or often."""
        content = bytearray(seed)
        for _ in range(self.dice.choice([1, 1, 2, 5, 30])):
            self._damage(content)
        return bytes(content)

    def _damage(self, content: bytearray) -> None:
        dice = self.dice
        where = dice.randrange(len(content) + 1)
        other = dice.randrange(len(content) + 1)
        match dice.randrange(8):
            case 0:
                content[where : where + 1] = bytes([dice.randrange(256)])
            case 1:
                del content[where : where + dice.randint(1, 60)]
            case 2:
                content[where:where] = bytes(dice.choices(_BYTES, k=dice.randint(1, 8)))
            case 3:
                content[where : where + 20] = content[other : other + 20]
            case 4:
                content[where:where] = content[other : other + 400] * dice.randint(1, 3)
            case 5:
                self._swap_chunks(content)
            case 6:
                bit = 1 << dice.randrange(8)
                content[where : where + 1] = bytes(byte ^ bit for byte in content[where:][:1])
            case _:
                del content[where:]

    def _swap_chunks(self, content: bytearray) -> None:
        first, second, third = sorted(self.dice.randrange(len(content) + 1) for _ in range(3))
        content[first:third] = content[second:third] + content[first:second]

    def recoded(self, seed: bytes) -> bytes:
        """Return the file in another encoding, or in one it was taken for by mistake."""
        taken, written = self.dice.choices(_ENCODINGS, k=2)
        return seed.decode(taken, "replace").encode(written, "replace")

    def joined(self, seed: bytes) -> bytes:
        """Return the beginning of one file and the end of another."""
        other = self.dice.choice(_KINDS)[0]
        return seed[: self.dice.randrange(len(seed) + 1)] + other[self.dice.randrange(len(other)) :]

    def with_damaged_directory(self, seed: bytes) -> bytes:
        """Return an archive whose list of members is damaged."""
        packed = zipped([("a.csv", seed), ("b.csv", _KINDS[0][0])])
        start = packed.index(b"PK\x01\x02")
        return packed[:start] + self.damaged(packed[start:])

    def packed(self, seed: bytes) -> bytes:
        """Return an archive, sound or damaged, of a damaged file."""
        inside = self.damaged(seed)
        way = self.dice.randrange(4)
        if way == 0:
            return gzip.compress(inside, mtime=0)
        if way == 1:
            return gzip.compress(zipped([("a", inside)]), mtime=0)
        whole = zipped([("a", inside), ("b", self.recoded(seed))], encoding="gb18030")
        return whole if way == 2 else self.damaged(whole)

    def bomb(self, seed: bytes) -> bytes:
        """Return a file that unpacks to far more than it is."""
        zeros = b"0" * 2_000_000
        return self.damaged(
            self.dice.choice(
                [
                    gzip.compress(zeros, mtime=0),
                    zipped([("a", zeros)]),
                    zipped([("a", zeros)], says=10),
                    zipped([("a", b"x")], says=2**32 - 2),
                    zipped([("a", zipped([("b", zeros)]))]),
                    zipped((str(number), b"") for number in range(2_500)),
                    archive(xl__workbook_xml=zeros),
                ]
            )
        )


def _made(number: int, chance: Chance) -> tuple[str, bytes]:
    """Return (what was done, file): every format in turn, mostly damaged, else made over."""
    ways: list[Callable[[bytes], bytes]] = [chance.damaged] * 7
    ways += [
        chance.recoded,
        chance.joined,
        chance.with_damaged_directory,
        chance.packed,
        chance.bomb,
    ]
    way = chance.dice.choice(ways)
    kinds = [content for content, _profile in _KINDS] + _published()
    return f"{number} {way.__name__}", way(kinds[number % len(kinds)])


@functools.cache
def _published() -> list[bytes]:
    return [path.read_bytes() for path in sorted(SHARED.glob("*")) if SHARED.is_dir()]


def _check(files: tuple[ReadFile, ...]) -> None:
    """What holds for every file: nothing to book beside a fault, and every row accounted for."""
    assert files
    for found in files:
        assert not (found.fault and (found.statements or found.invoices or found.takings))
        assert found.member.isprintable()
        for statement in found.statements:
            _check_statement(statement)
        for invoices in found.invoices:
            _check_list(invoices, invoices.invoices)
        for takings in found.takings:
            _check_list(takings, takings.takings)


def _check_list(listed: InvoiceList | TakingsList, rows: Sequence[Invoice | Takings]) -> None:
    assert listed.read == len(rows) + len(listed.skipped) + len(listed.rejected)
    assert all(row.place for row in rows)
    assert all(fault.code and fault.place for fault in listed.rejected)


def _check_statement(statement: Statement) -> None:
    parts = len(statement.rows) + len(statement.skipped) + len(statement.rejected)
    assert statement.read == parts
    for row in statement.rows:
        assert row.amount.minor or row.fee  # a fee may take the whole sale
        assert row.place
        assert len(row.party) <= 500
        assert len(row.narration) <= 500
        assert row.narration.isprintable()
    assert all(fault.code and fault.place for fault in statement.rejected)


def _read(content: bytes, options: ReadOptions = _OPTIONS[0]) -> tuple[ReadFile, ...]:
    return read_all(content, filename="x", options=options)


@pytest.mark.parametrize("kind", sorted(seeds.SEEDS))
def test_the_sound_files_are_read(kind: str) -> None:
    """Else their damaged copies would try nothing."""
    content, profile = seeds.SEEDS[kind]
    for found in (files := _read(content, ReadOptions("CNY", seeds.PASSWORD))):
        assert found.fault is None
        assert all(not part.rejected for part in found.statements)
    assert files[0].profile == profile
    assert all(each.statements or each.invoices or each.takings for each in files)


@pytest.mark.timeout(600)  # all of them: a loop or a bad pattern takes for ever
def test_damaged_files_raise_nothing_and_take_no_time(record_property: Recorder) -> None:
    chance = Chance(random.Random(2024))  # noqa: S311 - the same files every time
    slowest = (0.0, "")
    for number in range(MUTATED):
        what, content = _made(number, chance)
        started = time.process_time()
        _check(_read(content, chance.dice.choice(_OPTIONS)))
        slowest = max(slowest, (time.process_time() - started, what))
    record_property("slowest", slowest)
    print(f"\nslowest of {MUTATED}: {slowest[0]:.2f} s ({slowest[1]})")  # noqa: T201 - with -s
    assert slowest[0] < SLOWEST


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
        lambda: b"<a " + b" ".join(b'a%d="1"' % number for number in range(2_000_000)) + b"/>",
        lambda: b"<a>" + b'<b a="1"/>' * 2_000_000 + b"</a>",
        lambda: b"<a b='" + b"x" * (60 * MIB) + b"'/>",
        lambda: b"<a><!--" + b"<" * (40 * MIB) + b"--></a>",
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
    content = build()
    started = time.process_time()
    _check(_read(content))
    assert time.process_time() - started < SLOWEST


@pytest.mark.parametrize(
    "content",
    [
        b"<a " + b" ".join(b'a%d="1"' % number for number in range(1_001)) + b"/>",
        b"<a>" + b"x" * MIB + b"</a>",
        b"<a b='" + b"x" * MIB + b"'/>",
        b"<a>" * 100 + b"</a>" * 100,
        b"<a>" + b"<b/>" * 1_000_000 + b"</a>",
    ],
    ids=["attributes", "text", "tag", "depth", "elements"],
)
def test_xml_beyond_any_statement(content: bytes) -> None:
    (found,) = _read(content)
    assert found.fault
    assert found.fault.code == "xml_too_large"


def test_marks_without_a_width_are_left_out() -> None:
    text = "Pay\u202e\u200bee\u00ad  \ue249 Ltd"
    content = _HEAD + f"2024-01-02,{text},-12.34\n".encode()
    assert _read(content)[0].statements[0].rows[0].narration == "Payee Ltd"


def test_more_rows_than_any_statement_has() -> None:
    (found,) = _read(_HEAD + b"\n" * 600_000)
    assert found.fault
    assert found.fault.code == "too_many_rows"


def test_a_cell_longer_than_any_text() -> None:
    content = _HEAD + b"2024-01-02," + b"a" * 20_000 + b",1.00\n" + _ROW
    (statement,) = _read(content)[0].statements
    assert [fault.code for fault in statement.rejected] == ["cell_too_long"]
    assert len(statement.rows) == 1
