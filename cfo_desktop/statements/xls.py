"""Old workbooks (.xls) as tables of cells, once their records have proved harmless."""

from __future__ import annotations

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import biff
from cfo_desktop.statements import ole
from cfo_desktop.statements import workbook
from cfo_desktop.statements.table import Table

_BOOKS = ("Workbook", "Book")
_OTHERS = (
    ("WordDocument", "Word"),
    ("PowerPoint Document", "PowerPoint"),
    ("__properties_version1.0", "Outlook"),
)


def tables(untrusted_content: bytes) -> tuple[Table, ...] | Fault:
    """Return the sheets that hold anything, of a container or a bare stream of records.

    Faults: ``file_cut``, ``file_password``, ``file_damaged``, ``archive_too_large``,
    ``format_xls``, ``format_unsupported``.
    """
    stream = _stream(untrusted_content)
    if isinstance(stream, Fault):
        return stream
    if fault := biff.fault_of(stream):
        return fault
    # in a container of our own: whatever the file's says beside the stream is not looked at again
    return workbook.tables(ole.wrapped(biff.without_extents(stream), name="Workbook"))


def _stream(content: bytes) -> bytes | Fault:
    if not content.startswith(ole.MAGIC):
        return content
    found = ole.streams(content, *_BOOKS)
    if isinstance(found, Fault):
        return found
    for name in _BOOKS:
        if name in found:
            return found[name]
    if "EncryptedPackage" in found:
        return Fault("file_password")
    kind = next((kind for name, kind in _OTHERS if name in found), "OLE")
    return Fault("format_unsupported", data={"name": kind})
