"""Tables of amounts: ruled, right-aligned, continued over pages under their title and heads."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Table

from cfo_desktop.reports import fonts
from cfo_desktop.reports import look
from cfo_desktop.reports import wrapping

_TITLE_ROW = 20.0
_HEAD_ROW = 14.0
_ROW = 14.4
_LEADING = 10.8
_INDENT = 9.0
_GAP = 14.0
"""Room between one column and the next."""
_LEAST_AMOUNT = 76.0
"""Least width of a column of amounts, so that short tables line up with long ones."""
_MOST_AMOUNTS = 0.68
"""Largest part of a table's width for its amounts; beyond it the type gets smaller."""
_SMALLEST = 5.0

Cell = tuple[int, int]
Command = tuple[str, Cell, Cell, *tuple[Any, ...]]
"""One of reportlab's commands: its name, the first and the last cell, what to do there."""


class Row(enum.Enum):
    """How a row of a table prints."""

    PART = enum.auto()
    """A heading over several sections."""
    SECTION = enum.auto()
    """A heading of the lines under it; never alone at the end of a page."""
    LINE = enum.auto()
    """An ordinary line."""
    LONE = enum.auto()
    """A line that belongs to no section."""
    TOTAL = enum.auto()
    """The sum of the lines above, under a rule; never alone at the start of a page."""
    RESULT = enum.auto()
    """What several totals come to: bold under a rule."""
    CLOSING = enum.auto()
    """The last result of all: bold between a rule and a double rule."""
    NOTE = enum.auto()
    """A muted remark across the columns; stays with the row above."""


_HEADINGS = (Row.PART, Row.SECTION)
_BOLD = (*_HEADINGS, Row.RESULT, Row.CLOSING)
_RULED = (Row.TOTAL, Row.RESULT, Row.CLOSING)
_HEIGHTS = {Row.PART: 20.5, Row.SECTION: 19.0, Row.RESULT: 17.0, Row.CLOSING: 17.0}
"""How high a row of one line is where it is not 14.4 points."""
_LONE_AFTER_OTHERS = 18.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; columns of amounts are as wide as their amounts, texts wrap."""

    head: str
    amounts: bool = False
    width: float = 0.0
    """Width of a text column in points; 0 for one that takes what is left."""
    indented: bool = False
    """Whether lines stand a little to the right of the headings over them."""
    most_lines: int = 3


class Grid:
    """Collects the rows of one table, then makes the table."""

    def __init__(self, title: str, *, columns: Sequence[Column], width: float) -> None:
        """Start a table ``width`` points wide; ``title`` and the heads repeat on each page.

        The title stands in the row of the heads where the first column has none.
        """
        self._title = title
        self._columns = columns
        self._head_rows = 2 if columns[0].head else 1
        self._width = width
        self._rows: list[tuple[Row, Sequence[str]]] = []
        self._heights: list[float] = []

    def add(self, cells: Sequence[str], *, row: Row = Row.LINE) -> None:
        """Append a row; missing cells at its end are empty."""
        blank = [""] * (len(self._columns) - len(cells))
        previous = self._rows[-1][0] if self._rows else None
        height = _HEIGHTS.get(row, _ROW)
        if row is Row.LONE and previous not in (Row.LONE, Row.PART):
            height = _LONE_AFTER_OTHERS
        self._rows.append((row, [*cells, *blank]))
        self._heights.append(height)

    def table(self) -> Table:
        """Return the finished table."""
        size = self._size()
        widths = self._widths(size)
        heads = [column.head for column in self._columns]
        blank = [""] * (len(heads) - 1)
        cells = [[self._title, *blank], heads] if heads[0] else [[self._title, *heads[1:]]]
        heights = [_TITLE_ROW, _HEAD_ROW][: self._head_rows]
        for (row, texts), height in zip(self._rows, self._heights, strict=True):
            shown, lines = self._wrapped(row, texts, widths=widths, size=size)
            cells.append(shown)
            heights.append(height + (lines - 1) * _LEADING)
        style = [*self._heads(size), *self._dressed(size)]
        return Table(
            cells,
            colWidths=widths,
            rowHeights=heights,
            style=style,
            repeatRows=self._head_rows,
            hAlign="LEFT",
        )

    def _amount_widths(self, size: float) -> list[float]:
        """Width of each column of amounts at a size of type, 0 for the others."""
        measure = functools.partial(fonts.width, font=fonts.BOLD, size=size)
        heads = functools.partial(fonts.width, font=fonts.REGULAR, size=look.SMALL)
        widths = []
        for index, column in enumerate(self._columns):
            widest = max((measure(cells[index]) for _, cells in self._rows), default=0.0)
            needed = max(widest, heads(column.head), _LEAST_AMOUNT - _GAP) + _GAP
            widths.append(needed if column.amounts else 0.0)
        return widths

    def _size(self) -> float:
        size = look.TABLE
        while size > _SMALLEST and sum(self._amount_widths(size)) > _MOST_AMOUNTS * self._width:
            size -= 0.4
        return size

    def _widths(self, size: float) -> list[float]:
        widths = [
            amounts or column.width
            for amounts, column in zip(self._amount_widths(size), self._columns, strict=True)
        ]
        left = (self._width - sum(widths)) / max(widths.count(0.0), 1)
        return [width or left for width in widths]

    def _wrapped(
        self, row: Row, texts: Sequence[str], *, widths: Sequence[float], size: float
    ) -> tuple[list[str], int]:
        font = fonts.BOLD if row in _BOLD else fonts.REGULAR
        measure = functools.partial(fonts.width, font=font, size=size)
        shown = []
        most = 1
        for text, column, width in zip(texts, self._columns, widths, strict=True):
            lines = [text]
            if not column.amounts:
                room = self._width if row is Row.NOTE else width - (_GAP if column.indented else 6)
                lines = wrapping.wrap(text, width=room, measure=measure, limit=column.most_lines)
            shown.append("\n".join(lines))
            most = max(most, len(lines))
        return shown, most

    def _heads(self, size: float) -> Iterator[Command]:
        last = self._head_rows - 1
        yield ("LEFTPADDING", (0, 0), (-1, -1), 0)
        yield ("RIGHTPADDING", (0, 0), (-1, -1), 0)
        yield ("TOPPADDING", (0, 0), (-1, -1), 2)
        yield ("BOTTOMPADDING", (0, 0), (-1, -1), 2)
        yield ("VALIGN", (0, 0), (-1, -1), "TOP")
        yield ("VALIGN", (0, 0), (-1, last), "BOTTOM")
        yield ("FONT", (0, 0), (-1, -1), fonts.REGULAR, size, _LEADING)
        yield ("TEXTCOLOR", (0, 0), (-1, -1), look.TEXT)
        yield ("FONT", (0, 0), (-1, last), fonts.REGULAR, look.SMALL, look.SMALL)
        yield ("TEXTCOLOR", (0, 0), (-1, last), look.MUTED)
        yield ("BOTTOMPADDING", (0, 0), (-1, last), 3.5)
        yield ("LINEBELOW", (0, last), (-1, last), 0.8, look.MUTED)
        yield ("FONT", (0, 0), (0, 0), fonts.BOLD, look.HEADING, look.HEADING)
        yield ("TEXTCOLOR", (0, 0), (0, 0), look.TEXT)
        for index, column in enumerate(self._columns):
            if column.amounts:
                yield ("ALIGN", (index, 0), (index, -1), "RIGHT")

    def _dressed(self, size: float) -> Iterator[Command]:
        """Yield the style of each row, and which rows stay on one page."""
        heads = self._head_rows
        yield ("NOSPLIT", (0, 0), (-1, heads + min(1, len(self._rows) - 1)))
        for number, (row, cells) in enumerate(self._rows, start=heads):
            if row in _BOLD:
                yield ("FONT", (0, number), (-1, number), fonts.BOLD, size, _LEADING)
            if self._heights[number - heads] > _ROW:
                yield ("VALIGN", (0, number), (-1, number), "BOTTOM")
            if row is Row.PART:
                yield ("TEXTCOLOR", (0, number), (-1, number), look.ACCENT)
            if row in _HEADINGS:
                yield ("NOSPLIT", (0, number), (-1, number + 1))
            if row in _RULED:
                yield ("NOSPLIT", (0, max(number - 3, heads)), (-1, number))
            if row is Row.CLOSING and number < heads + len(self._rows) - 1:
                # reportlab would rule the next page's first row as it rules this one
                yield ("NOSPLIT", (0, number), (-1, number + 1))
            if row is Row.NOTE:
                yield ("NOSPLIT", (0, number - 1), (-1, number))
                yield ("TEXTCOLOR", (0, number), (-1, number), look.MUTED)
            for index, (cell, column) in enumerate(zip(cells, self._columns, strict=True)):
                yield from _cell(row, cell, column, place=(index, number))


def _cell(row: Row, text: str, column: Column, *, place: Cell) -> Iterator[Command]:
    if column.indented and row is Row.LINE:
        yield ("LEFTPADDING", place, place, _INDENT)
    if not column.amounts:
        return
    if text.startswith("-"):
        yield ("TEXTCOLOR", place, place, look.NEGATIVE)
    if row in _RULED:
        yield ("LINEABOVE", place, place, 0.6, look.TEXT)
    if row is Row.CLOSING:
        yield ("LINEBELOW", place, place, 0.6, look.TEXT, None, None, None, 2, 1.2)
