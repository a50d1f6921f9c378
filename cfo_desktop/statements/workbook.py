"""A workbook's sheets, new or old, as tables of cells: the one place that calls calamine."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterator

import python_calamine as calamine

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import amounts
from cfo_desktop.statements.limits import MAX_CELL
from cfo_desktop.statements.table import Cell
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import clean

_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def tables(checked_content: bytes) -> tuple[Table, ...] | Fault:
    """Return the sheets that hold anything; the content's sizes must have been checked before.

    Faults: ``file_damaged``.
    """
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(checked_content))
        sheets = [(name, list(_rows(book.get_sheet_by_name(name)))) for name in book.sheet_names]
    except (calamine.CalamineError, ValueError, OverflowError, OSError):
        return Fault("file_damaged")
    except BaseException as error:
        # a panic of the library: it is no Exception, and its class cannot be imported
        if type(error).__name__ != "PanicException":
            raise
        return Fault("file_damaged")
    filled = [(name, rows) for name, rows in sheets if rows]
    several = len(filled) > 1
    return tuple(Table(tuple(rows), name if several else "") for name, rows in filled)


def _rows(sheet: calamine.CalamineSheet) -> Iterator[TableRow]:
    """The rows that hold anything, by the numbers that a person sees beside them."""
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        # one cell far below would make thousands of rows
        if all(value == "" for value in values):
            continue
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
