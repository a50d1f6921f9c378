"""The container of old Office files: a stream taken out of it, and one put into a sound new one."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.fault import Fault

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_HEADER = 512
_SHIFTS = {9: 512, 12: 4096}
_MINI = 64
_MINI_CUTOFF = 4096
_FIRST_TABLES = 109
"""Sectors of the allocation table that the header itself lists."""
_ENTRY = 128
_MAX_ENTRIES = 10_000
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_TABLE = 0xFFFFFFFD
_NONE = 0xFFFFFFFF
_STREAM = 2
_ROOT = 5
_NAME_BYTES = 64


class _DamagedError(Exception):
    """The container contradicts itself; the argument is the fault's code."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the directory."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


@dataclass(slots=True)
class _Container:
    """A container whose allocation tables were read; every walk in it ends."""

    content: bytes
    sector: int
    fat: array[int] = field(default_factory=lambda: array("I"))
    mini_fat: array[int] = field(default_factory=lambda: array("I"))
    mini: bytes = b""
    entries: list[_Entry] = field(default_factory=list)

    def at(self, number: int) -> bytes:
        """Return one sector; the last one of a file may be short."""
        start = (number + 1) * self.sector
        if start >= len(self.content):
            raise _DamagedError("file_cut")
        return self.content[start : start + self.sector]

    def chain(self, start: int) -> bytes:
        """Return the sectors that follow each other from ``start``."""
        return b"".join(self.at(number) for number in _steps(start, self.fat))

    def stream(self, entry: _Entry) -> bytes:
        """Return what an entry holds."""
        if entry.size >= _MINI_CUTOFF:
            data = self.chain(entry.start)
        else:
            places = (number * _MINI for number in _steps(entry.start, self.mini_fat))
            data = b"".join(self.mini[place : place + _MINI] for place in places)
        if len(data) < entry.size:
            raise _DamagedError("file_cut")
        return data[: entry.size]


def _steps(start: int, table: array[int]) -> Iterator[int]:
    """Walk along an allocation table; no walk is longer than the table."""
    for _count in range(len(table) + 1):
        if start == _END:
            return
        if start >= len(table):
            raise _DamagedError("file_damaged")
        yield start
        start = table[start]
    raise _DamagedError("file_damaged")


def streams(untrusted_content: bytes, *names: str) -> dict[str, bytes] | Fault:
    """Return the container's own streams by name: those of ``names`` whole, the others empty.

    Streams inside of storages, such as a document put into a workbook, are left aside. Faults:
    ``file_cut``, ``file_damaged``.
    """
    try:
        container = _opened(untrusted_content)
        return {
            entry.name: container.stream(entry) if entry.name in names else b""
            for entry in _own(container.entries)
            if entry.kind == _STREAM
        }
    except _DamagedError as error:
        return Fault(str(error))
    except struct.error:
        return Fault("file_cut")


def _opened(content: bytes) -> _Container:
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in _SHIFTS:
        raise _DamagedError("file_damaged")
    container = _Container(content, _SHIFTS[shift])
    for number in _table_sectors(container):
        container.fat.frombytes(_whole(container.at(number), container.sector))
    directory, _cutoff, mini_table = struct.unpack_from("<I4xII", content, 48)
    container.entries = list(_entries(container.chain(directory)))
    if mini_table not in {_END, _NONE}:
        table = container.chain(mini_table)
        container.mini_fat.frombytes(table[: len(table) // 4 * 4])
    root = next((entry for entry in container.entries if entry.kind == _ROOT), None)
    if root is None:
        raise _DamagedError("file_damaged")
    if root.size:
        container.mini = container.chain(root.start)
    return container


def _whole(sector: bytes, size: int) -> bytes:
    return sector.ljust(size, b"\xff")


def _table_sectors(container: _Container) -> Iterator[int]:
    """The sectors that hold the allocation table: listed in the header, then in a chain."""
    content = container.content
    yield from _listed(struct.unpack_from(f"<{_FIRST_TABLES}I", content, 76))
    (following,) = struct.unpack_from("<I", content, 68)
    for _count in range(len(content) // container.sector + 1):
        if following in {_END, _FREE}:
            return
        sector = _whole(container.at(following), container.sector)
        *numbers, following = struct.unpack(f"<{container.sector // 4}I", sector)
        yield from _listed(numbers)
    raise _DamagedError("file_damaged")


def _listed(numbers: list[int] | tuple[int, ...]) -> Iterator[int]:
    return (number for number in numbers if number != _FREE)


def _entries(directory: bytes) -> Iterator[_Entry]:
    if len(directory) > _MAX_ENTRIES * _ENTRY:
        raise _DamagedError("file_damaged")
    for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, place + _NAME_BYTES)
        name = directory[place : place + max(min(length, _NAME_BYTES) - 2, 0)]
        left, right, child = struct.unpack_from("<III", directory, place + 68)
        start, size = struct.unpack_from("<II", directory, place + 116)
        yield _Entry(name.decode("utf-16-le", "replace"), kind, left, right, child, start, size)


def _own(entries: list[_Entry]) -> Iterator[_Entry]:
    """The entries directly below the root; the directory is a tree of siblings."""
    root = next(entry for entry in entries if entry.kind == _ROOT)
    waiting, seen = [root.child], {_NONE}
    while waiting:
        number = waiting.pop()
        if number in seen or number >= len(entries):
            continue
        seen.add(number)
        entry = entries[number]
        waiting += [entry.left, entry.right]
        yield entry


def wrapped(stream: bytes, *, name: str) -> bytes:
    """Return a new container that holds nothing but this stream.

    Sectors are of the larger kind, so that the header alone can list the table's.
    """
    size = _SHIFTS[12]
    data = stream.ljust(_MINI_CUTOFF, b"\x00")
    length = len(data)
    data += b"\x00" * (-length % size)
    count = len(data) // size
    each = size // 4
    tables = 1
    while tables * each < tables + 1 + count:
        tables += 1
    if tables > _FIRST_TABLES:
        raise ValueError(len(stream))
    # first the table's own sectors, then the directory, then the stream
    links = [_TABLE] * tables + [_END]
    links += [tables + 1 + number for number in range(1, count)] + [_END]
    links += [_FREE] * (tables * each - len(links))
    listed = [*range(tables), *[_FREE] * (_FIRST_TABLES - tables)]
    header = (
        MAGIC
        + struct.pack("<16xHHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
        + struct.pack("<IIIIIIIII", 1, tables, tables, 0, _MINI_CUTOFF, _END, 0, _END, 0)
        + struct.pack(f"<{_FIRST_TABLES}I", *listed)
    )
    # the root is of no length; where it starts all the same, for readers that ask, is a sound chain
    root = _line("Root Entry", _ROOT, child=1, start=tables, size=0)
    entry = _line(name, _STREAM, child=_NONE, start=tables + 1, size=length)
    directory = (root + entry).ljust(size, b"\x00")
    return header.ljust(size, b"\x00") + struct.pack(f"<{len(links)}I", *links) + directory + data


def _line(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    return struct.pack(
        "<64sHBBIII36xIQ", text, len(text), kind, 1, _NONE, _NONE, child, start, size
    )
