"""Workbooks as Excel 2003 writes them in XML, as tables of cells."""

from __future__ import annotations

from collections.abc import Iterator

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import amounts
from cfo_desktop.statements.limits import MAX_CELL
from cfo_desktop.statements.limits import MAX_COLUMNS
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.limits import MAX_SHEET_CELLS
from cfo_desktop.statements.table import Cell
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import clean
from cfo_desktop.statements.xml_tree import Node

_MIDNIGHT = "T00:00:00"


def is_workbook(root: Node) -> bool:
    """Tell whether the document is such a workbook."""
    return root.name == "Workbook" and bool(root.all("Worksheet"))


def tables(root: Node) -> tuple[Table, ...] | Fault:
    """Return the sheets that hold anything. Faults: ``too_many_rows``."""
    sheets: list[tuple[str, tuple[TableRow, ...]]] = []
    cells = 0
    for sheet in root.all("Worksheet"):
        rows: list[TableRow] = []
        for row in (row for part in sheet.all("Table") for row in _rows(part)):
            cells += len(row.cells)
            if row.number > MAX_ROWS or cells > MAX_SHEET_CELLS:
                return Fault("too_many_rows", data={"limit": str(MAX_ROWS)})
            rows.append(row)
        if rows:
            sheets.append((sheet.attributes.get("Name", ""), tuple(rows)))
    several = len(sheets) > 1
    return tuple(Table(rows, name if several else "") for name, rows in sheets)


def _rows(part: Node) -> Iterator[TableRow]:
    number = 0
    for row in part.all("Row"):
        number = max(_index(row), number + 1)
        cells: list[Cell] = []
        for cell in row.all("Cell"):
            # a cell may say that others before it were left out
            place = min(_index(cell), MAX_COLUMNS + 1)
            cells += [""] * (place - 1 - len(cells))
            cells.append(_value(cell))
            across = min(_number(cell.attributes.get("MergeAcross", "")), MAX_COLUMNS)
            cells += [""] * across
            if len(cells) > MAX_COLUMNS:
                break
        long = len(cells) > MAX_COLUMNS or any(
            isinstance(item, str) and len(item) > MAX_CELL for item in cells
        )
        yield TableRow(number, () if long else cells, "cell_too_long" if long else "")


def _value(cell: Node) -> Cell:
    data = cell.first("Data")
    if data is None:
        return ""
    text = "".join(_texts(data)).strip()
    kind = data.attributes.get("Type", "")
    if kind == "Number":
        number = amounts.from_text(text)
        return text if number is None else number
    if kind == "DateTime":
        return text.partition(".")[0].removesuffix(_MIDNIGHT).replace("T", " ")
    return clean(text)


def _texts(node: Node) -> Iterator[str]:
    """A cell with fonts inside is a tree of its own."""
    yield node.text
    for child in node.children:
        yield from _texts(child)


def _index(node: Node) -> int:
    return _number(node.attributes.get("Index", ""))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004
