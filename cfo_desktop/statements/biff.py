"""Looks through an old workbook's records before anything builds sheets of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements.limits import MAX_SHEETS
from cfo_desktop.statements.limits import MAX_XLS_CELLS

_BEGIN = 0x0809
_BEGINS = {0x0009, 0x0209, 0x0409, _BEGIN}
_END = 0x000A
_PASSWORD = 0x002F
_SHEET = 0x0085
_STRINGS = 0x00FC
_VERSIONS = {0x0500, 0x0600}
"""Excel 5 and 95; Excel 97 to 2003."""
_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_SEVERAL = 0x00BD
_HEAD = 4


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: what it is, and where its data stand."""

    kind: int
    start: int
    length: int


class _CutError(Exception):
    """A record runs beyond the end of the stream."""


def fault_of(untrusted_stream: bytes) -> Fault | None:
    """Say why a workbook is not to be opened; ``None`` where nothing stands against it.

    Faults: ``format_xls`` for one older than Excel 5, ``file_password``, ``file_cut``,
    ``file_damaged``, ``archive_too_large``.
    """
    try:
        return _fault_of(untrusted_stream)
    except _CutError:
        return Fault("file_cut")
    except struct.error:
        return Fault("file_damaged")


def _fault_of(stream: bytes) -> Fault | None:
    kind, _length, version = struct.unpack_from("<HHH", stream)
    if kind not in _BEGINS:
        return Fault("file_damaged")
    if kind != _BEGIN or version not in _VERSIONS:
        return Fault("format_xls")
    sheets: list[int] = []
    for record in _records(stream, 0):
        if record.kind == _PASSWORD:
            return Fault("file_password")
        if record.kind == _SHEET:
            sheets += struct.unpack_from("<I", stream, record.start)
        if record.kind == _STRINGS:
            (count,) = struct.unpack_from("<4xI", stream, record.start)
            if count > len(stream):
                return Fault("file_damaged")
    if len(sheets) > MAX_SHEETS:
        return Fault("archive_too_large")
    spans = {place: _span(stream, place) for place in set(sheets)}
    cells = sum(spans[place] for place in sheets)
    return Fault("archive_too_large") if cells > MAX_XLS_CELLS else None


def _span(stream: bytes, place: int) -> int:
    """Cells of the rectangle that a sheet's cells stand in."""
    first = last = left = right = -1
    for record in _records(stream, place):
        if record.kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", stream, record.start)
        end = column
        if record.kind == _SEVERAL:
            (end,) = struct.unpack_from("<H", stream, record.start + record.length - 2)
        if first < 0:
            first, left = row, column
        first, last = min(first, row), max(last, row)
        left, right = min(left, column), max(right, column, end)
    return (last + 1) * (right + 1) if first >= 0 else 0


def _records(stream: bytes, place: int) -> Iterator[_Record]:
    """The records of one part of the stream: parts inside it, such as a chart, included."""
    depth = 0
    while True:
        if place + _HEAD > len(stream):
            raise _CutError
        kind, length = struct.unpack_from("<HH", stream, place)
        start = place + _HEAD
        place = start + length
        if place > len(stream):
            raise _CutError
        if kind in _BEGINS:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        else:
            yield _Record(kind, start, length)
