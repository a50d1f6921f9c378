"""Writes old Excel workbooks for the tests: records of BIFF8 in a container of 512-byte sectors."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterable
from collections.abc import Sequence

_SECTOR = 512
_MINI = 64
_CUTOFF = 4096
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_TABLE = 0xFFFFFFFD
_DAY_ONE = dt.date(1899, 12, 30)

Value = str | float | dt.date
Rows = Iterable[Sequence[Value]]


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record."""
    return struct.pack("<HH", kind, len(data)) + data


def _begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _text(text: str, *, long: bool) -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<HB" if long else "<BB", len(data) // 2, 1) + data


def _cell(row: int, column: int, value: Value, texts: list[str]) -> bytes:
    if isinstance(value, str):
        texts.append(value)
        return record(0x00FD, struct.pack("<HHHI", row, column, 0, len(texts) - 1))
    if isinstance(value, dt.date):
        days = (value - _DAY_ONE).days
        return record(0x0203, struct.pack("<HHHd", row, column, 1, days))
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def records(*sheets: Rows, first: bytes = b"") -> bytes:
    """Return the stream of a workbook with these sheets; ``first`` follows its beginning."""
    texts: list[str] = []
    bodies = []
    for rows in sheets:
        cells = [
            _cell(row, column, value, texts)
            for row, values in enumerate(rows)
            for column, value in enumerate(values)
            if value != ""
        ]
        bodies.append(_begin(0x0010) + b"".join(cells) + record(0x000A))
    formats = [record(0x00E0, struct.pack("<HH16x", 0, number)) for number in (0, 14)]
    strings = struct.pack("<II", len(texts), len(texts))
    strings += b"".join(_text(text, long=True) for text in texts)
    head = _begin(0x0005) + first + record(0x0042, struct.pack("<H", 1200)) + b"".join(formats)
    names = [_text(f"Sheet{number}", long=False) for number in range(1, len(sheets) + 1)]
    tail = record(0x00FC, strings) + record(0x000A)
    place = len(head) + sum(10 + len(name) for name in names) + len(tail)
    listed = b""
    for name, body in zip(names, bodies, strict=True):
        listed += record(0x0085, struct.pack("<IBB", place, 0, 0) + name)
        place += len(body)
    return head + listed + tail + b"".join(bodies)


def container(stream: bytes, *, name: str = "Workbook") -> bytes:
    """Return a compound file with one stream; a short one lies in the stream of small sectors."""
    small = len(stream) < _CUTOFF
    unit = _MINI if small else _SECTOR
    data = stream + b"\x00" * (-len(stream) % unit)
    count = len(data) // unit
    chain = [*range(1, count), _END]
    data += b"\x00" * (-len(data) % _SECTOR)
    sectors = len(data) // _SECTOR
    tables = 1 + (sectors + 4) // 126
    # the table, the directory, the table of small sectors, then the data
    start = tables + 2
    fat = [_TABLE] * tables + [_END, _END]
    fat += [start + number for number in range(1, sectors)] + [_END]
    fat += [_FREE] * (tables * 128 - len(fat))
    mini_fat = (chain if small else []) + [_FREE] * 128
    root = _entry("Root Entry", 5, child=1, start=start if small else _END,
                  size=len(data) if small else 0)  # fmt: skip
    entry = _entry(name, 2, child=_FREE, start=0 if small else start, size=len(stream))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + struct.pack(
        "<16xHHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, _CUTOFF,
        tables + 1 if small else _END, int(small), _END, 0
    )  # fmt: skip
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    return (
        header
        + struct.pack(f"<{len(fat)}I", *fat)
        + (root + entry).ljust(_SECTOR, b"\x00")
        + struct.pack("<128I", *mini_fat[:128])
        + data
    )


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    return struct.pack(
        "<64sHBBIII36xII4x", text, len(text), kind, 1, _FREE, _FREE, child, start, size
    )


def workbook(*sheets: Rows) -> bytes:
    """Return an old workbook with these sheets of rows."""
    return container(records(*sheets))
