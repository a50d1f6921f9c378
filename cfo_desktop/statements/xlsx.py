"""Spreadsheets (.xlsx) as tables of cells, once the archive has proved harmless."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterable
from collections.abc import Iterator

import python_calamine as calamine

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import amounts
from cfo_desktop.statements.limits import MAX_CELL
from cfo_desktop.statements.limits import MAX_RATIO
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.limits import MAX_SHEET_CELLS
from cfo_desktop.statements.limits import MAX_UNPACKED
from cfo_desktop.statements.limits import MAX_ZIP_MEMBERS
from cfo_desktop.statements.table import Cell
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import clean

_ENCRYPTED = 0x1
_CHUNK = 1 << 20
_OVERLAP = 64
_SMALL = 1 << 20
"""Members this small may be packed as tightly as they like."""
_PLACE = re.compile(rb"\br\s*=\s*[\"']\s*([A-Za-z]{0,9})(\d+)")
_COLUMN_LETTERS = 3
_ROW_DIGITS = 7
_OTHER_ARCHIVES = (
    ("word/document.xml", "Word"),
    ("ppt/presentation.xml", "PowerPoint"),
    ("xl/workbook.bin", "XLSB"),
    ("content.xml", "OpenDocument"),
    ("Index/Document.iwa", "Numbers"),
)
_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def tables(untrusted_content: bytes) -> tuple[Table, ...] | Fault:
    """Return the sheets that hold anything.

    Faults: ``file_cut``, ``file_password``, ``file_damaged``, ``archive_too_large``,
    ``too_many_rows``, ``format_unsupported``.
    """
    if fault := _harmful(untrusted_content):
        return fault
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(untrusted_content))
        sheets = [(name, list(_rows(book.get_sheet_by_name(name)))) for name in book.sheet_names]
    except (calamine.CalamineError, ValueError, OverflowError, OSError):
        return Fault("file_damaged")
    filled = [(name, rows) for name, rows in sheets if rows]
    several = len(filled) > 1
    return tuple(Table(tuple(rows), name if several else "") for name, rows in filled)


def _rows(sheet: calamine.CalamineSheet) -> Iterator[TableRow]:
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [_cell(value) for value in values]
        long = any(isinstance(cell, str) and len(cell) > MAX_CELL for cell in cells)
        yield TableRow(number, () if long else cells, "cell_too_long" if long else "")


def _cell(value: _Value) -> Cell:
    """Numbers become exact decimals and dates texts, so that both read alike from here on."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return amounts.from_float(value) if math.isfinite(value) else ""
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.strftime("%Y-%m-%d %H:%M:%S")
    return str(value)


def _harmful(content: bytes) -> Fault | None:
    """Check the archive before anything unpacks it: sizes, encryption, how far its sheets span."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _wrong_archive(archive) or _bomb(archive)
    except zipfile.BadZipFile as error:
        whole = "CRC" in str(error)
        return Fault("file_damaged" if whole else "file_cut")
    except (zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError):
        return Fault("file_damaged")


def _wrong_archive(archive: zipfile.ZipFile) -> Fault | None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if any(member.flag_bits & _ENCRYPTED for member in members):
        return Fault("file_password")
    for name, kind in _OTHER_ARCHIVES:
        if name in names:
            return Fault("format_unsupported", data={"name": kind})
    if "xl/workbook.xml" not in names:
        return Fault("format_unsupported", data={"name": "ZIP"})
    return None


def _bomb(archive: zipfile.ZipFile) -> Fault | None:
    members = archive.infolist()
    too_tight = any(
        member.file_size > _SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        for member in members
    )
    total = sum(member.file_size for member in members)
    if len(members) > MAX_ZIP_MEMBERS or total > MAX_UNPACKED or too_tight:
        return Fault("archive_too_large")
    for member in members:
        # reading to the end also proves the stated size: the sum of a longer one would differ
        with archive.open(member) as stream:
            chunks = iter(lambda: stream.read(_CHUNK), b"")
            sheet = member.filename.startswith("xl/worksheets/")
            if sheet and (fault := _too_wide(chunks)):
                return fault
            for _chunk in chunks:
                pass
    return None


def _too_wide(chunks: Iterable[bytes]) -> Fault | None:
    """Two cells in opposite corners would make a reader of rectangles reserve terabytes."""
    rows = columns = 1
    tail = b""
    for chunk in chunks:
        for letters, digits in _PLACE.findall(tail + chunk):
            if len(letters) > _COLUMN_LETTERS or len(digits) > _ROW_DIGITS:
                return Fault("file_damaged")
            rows = max(rows, int(digits))
            columns = max(columns, _column_number(letters))
        tail = chunk[-_OVERLAP:]
    if rows > MAX_ROWS:
        return Fault("too_many_rows", data={"limit": str(MAX_ROWS)})
    return Fault("archive_too_large") if rows * columns > MAX_SHEET_CELLS else None


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
