"""Finds out that a text file ends in the middle of its last row: a download that broke off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cfo_desktop.statements.csv_file import shape
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import text_of


def marked(table: Table, header: Header) -> Table:
    """Return the table with its last row marked where it is cut off (``TableRow.whole``).

    That is a row without a line end, of fewer cells than the header and than any other row. A note
    below the rows is none: it does not begin as they do.
    """
    rows = table.rows
    if not table.open_ended or len(rows) <= header.position + 1:
        return table
    last = rows[-1]
    expected = min(header.width, _fewest(last, rows[header.position + 1 : -1], header))
    if last.flaw or len(last.cells) >= expected:
        return table
    return replace(table, rows=(*rows[:-1], replace(last, whole=expected)))


def _fewest(last: TableRow, others: Iterable[TableRow], header: Header) -> int:
    """Return the fewest cells of the rows that begin like the last; 0 where it is no row."""
    begin = shape(text_of(cell(last, header.day)))
    if not begin:
        return 0
    days = [(row, text_of(cell(row, header.day))) for row in others if len(row.cells) > 1]
    alike = [len(row.cells) for row, day in days if shape(day).startswith(begin)]
    if alike:
        return min(alike)
    alone = not any(day[:1].isdigit() for _row, day in days)
    return header.width if alone and begin.startswith("9") and len(last.cells) > 1 else 0
