"""A file of any kind in, its table as a person maps it out."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import PurePath

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.mapping import TableGuess
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.statements import archive
from cfo_desktop.statements import columns
from cfo_desktop.statements import csv_file
from cfo_desktop.statements import encoding
from cfo_desktop.statements import excel_xml
from cfo_desktop.statements import html_tables
from cfo_desktop.statements import interchange
from cfo_desktop.statements import sniff
from cfo_desktop.statements import xls
from cfo_desktop.statements import xlsx
from cfo_desktop.statements import xml_tree
from cfo_desktop.statements.sniff import Kind
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import words_of


def describe(untrusted_content: bytes, *, filename: str, options: ReadOptions) -> TableGuess:
    """Return a table's first rows and the best guess of what its columns are.

    Of a file without a table the ``fault`` says so.
    """
    try:
        sheets = _unpacked(untrusted_content, options.password)
    except MemoryError:
        sheets = Fault("file_memory_short")
    if isinstance(sheets, Fault):
        return TableGuess((), ColumnMapping("", ()), fault=sheets)
    return columns.describe(
        sheets,
        title=words_of(PurePath(filename).stem)[:60],
        currency=options.currency,
        header_row=options.header_row,
        mappings=options.mappings,
    )


def _unpacked(content: bytes, password: str | None) -> Sequence[Table] | Fault:
    """Return the tables of a file, or those of the first member of an archive that has one."""
    members = archive.members(content, password=password)
    if members is None:
        return _sheets(content)
    if isinstance(members, Fault):
        return members
    fault: Fault | None = None
    for member in members:
        found = member.content if isinstance(member.content, Fault) else _sheets(member.content)
        if not isinstance(found, Fault):
            return found
        fault = fault or found
    return fault or Fault("no_table")


def _sheets(content: bytes) -> Sequence[Table] | Fault:
    kind = sniff.of_bytes(content)
    if isinstance(kind, Fault):
        return kind
    found = _READERS[kind](content) if kind in _READERS else ()
    if isinstance(found, Table):
        return [found]
    return found or Fault("no_table")


def _xml(content: bytes) -> Sequence[Table] | Fault:
    root = xml_tree.parse(content)
    if isinstance(root, Fault):
        return root
    return excel_xml.tables(root) if excel_xml.is_workbook(root) else ()


def _text(content: bytes) -> Table | Fault:
    decoded = encoding.decode(content)
    if isinstance(decoded, Fault):
        return decoded
    if found := interchange.of_text(content, decoded.text, title="", currency=None):
        return Fault("mapping_not_needed", data={"name": found[0]})
    return csv_file.best_cut(decoded.text, worth=columns.worth)


_READERS: Mapping[Kind, Callable[[bytes], Sequence[Table] | Table | Fault]] = {
    Kind.ZIP: xlsx.tables,
    Kind.XLS: xls.tables,
    Kind.HTML: html_tables.table,
    Kind.XML: _xml,
    Kind.TEXT: _text,
}
