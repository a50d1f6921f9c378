"""Spreadsheets (.xlsx) as tables of cells, once the archive has proved harmless."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import workbook
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.limits import MAX_SHEET_CELLS
from cfo_desktop.statements.limits import unpacks_too_far
from cfo_desktop.statements.table import Table

_WORKBOOK = "xl/workbook.xml"
_ENCRYPTED = 0x1
_CHUNK = 1 << 20
_OVERLAP = 64
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


def tables(untrusted_content: bytes) -> tuple[Table, ...] | Fault:
    """Return the sheets that hold anything.

    Faults: ``file_cut``, ``file_password``, ``file_damaged``, ``archive_too_large``,
    ``too_many_rows``, ``format_unsupported``.
    """
    if fault := _harmful(untrusted_content):
        return fault
    return workbook.tables(untrusted_content)


def is_office(names: AbstractSet[str]) -> bool:
    """Tell whether an archive with these members is a document of an office program."""
    return _WORKBOOK in names or any(name in names for name, _kind in _OTHER_ARCHIVES)


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
    if _WORKBOOK not in names:
        return Fault("format_unsupported", data={"name": "ZIP"})
    return None


def _bomb(archive: zipfile.ZipFile) -> Fault | None:
    members = archive.infolist()
    if unpacks_too_far([(member.file_size, member.compress_size) for member in members]):
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
