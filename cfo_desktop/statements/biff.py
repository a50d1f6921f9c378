"""Looks through an old workbook's records before anything builds sheets of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from collections.abc import Sequence
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
_EXTENT = 0x0200
_COLUMNS = 256
"""Columns that such a sheet can have."""
_HEAD = 4


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: what it is, and where its data stand."""

    kind: int
    start: int
    length: int


def without_extents(checked_stream: bytes) -> bytes:
    """Return the stream without what its sheets say of their size: cells tell it, and do not lie.

    A reader reserves memory by it.
    """
    stream = bytearray(checked_stream)
    for record in _all_records(checked_stream):
        if record.kind == _EXTENT:
            stream[record.start : record.start + record.length] = bytes(record.length)
    return bytes(stream)


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
    return _too_large(stream, sheets)


def _too_large(stream: bytes, sheets: Sequence[int]) -> Fault | None:
    if len(sheets) > MAX_SHEETS:
        return Fault("archive_too_large")
    spans = {place: _span(stream, place) for place in set(sheets)}
    if any(span < 0 for span in spans.values()):
        return Fault("file_damaged")
    cells = sum(spans[place] for place in sheets)
    return Fault("archive_too_large") if cells > MAX_XLS_CELLS else None


def _span(stream: bytes, place: int) -> int:
    """Cells of the rectangle from the corner to a sheet's last cell; -1 for an impossible one."""
    last = right = -1
    for record in _records(stream, place):
        if record.kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", stream, record.start)
        end = column
        if record.kind == _SEVERAL:
            (end,) = struct.unpack_from("<H", stream, record.start + record.length - 2)
        last, right = max(last, row), max(right, column, end)
    return (last + 1) * (right + 1) if right < _COLUMNS else -1


def _records(stream: bytes, place: int) -> Iterator[_Record]:
    """The records of one part of the stream: parts inside it, such as a chart, included."""
    depth = 0
    for record in _all_records(stream, place):
        if record.kind in _BEGINS:
            depth += 1
        elif record.kind == _END:
            depth -= 1
            if depth <= 0:
                return
        else:
            yield record
    raise _CutError


def _all_records(stream: bytes, place: int = 0) -> Iterator[_Record]:
    """The records from a place on, as far as they are whole."""
    while place + _HEAD <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        start = place + _HEAD
        place = start + length
        if place > len(stream):
            return
        yield _Record(kind, start, length)
