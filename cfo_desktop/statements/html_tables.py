"""Web pages that banks send as a spreadsheet: all their tables as one list of rows."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import encoding
from cfo_desktop.statements.limits import MAX_CELL
from cfo_desktop.statements.limits import MAX_COLUMNS
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.limits import MAX_SHEET_CELLS
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import clean

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9._\-]{2,20})", re.IGNORECASE)
_HEAD = 4096
_CELLS = frozenset({"td", "th"})
_UNSHOWN = frozenset({"script", "style"})
_MAX_DEPTH = 64
"""Tables inside of tables."""
_BREAKS = frozenset({"br", "p", "div"})
_SPACES = re.compile(r"\s+")


def table(untrusted_content: bytes) -> Table | Fault:
    """Return the rows of all tables of a page, as they follow each other.

    Lines that stand outside of tables come as rows of one cell: they may name the account. Faults:
    ``encoding_unknown``, ``format_unknown``, ``too_many_rows``.
    """
    text = _text(untrusted_content)
    if isinstance(text, Fault):
        return text
    page = _Page()
    try:
        page.feed(text)
        page.close()
    except _TooManyRowsError:
        return Fault("too_many_rows", data={"limit": str(MAX_ROWS)})
    except (AssertionError, ValueError):
        # what the parser makes of a markup section that it does not know
        return Fault("file_damaged")
    page.end_all()
    return Table(tuple(page.rows))


def _text(content: bytes) -> str | Fault:
    declared = _DECLARED.search(content[:_HEAD])
    if declared:
        # names of people go beyond the set declared: then what the bytes show counts
        text = encoding.decode_as(content, declared[1].decode("ascii").lower())
        if text is not None:
            return text
    decoded = encoding.decode(content)
    return decoded if isinstance(decoded, Fault) else decoded.text


class _TooManyRowsError(Exception):
    """The page has more rows than any statement."""


class _Open:
    """A table that is not yet closed: its row and cell so far."""

    def __init__(self) -> None:
        self.cells: list[str] | None = None
        self.parts: list[str] | None = None
        self.span = 1
        self.below: dict[int, int] = {}
        """Columns that a cell above reaches down into, and for how many rows yet."""


class _Page(HTMLParser):
    """Takes the tables out of a page; tags that are left open or closed twice do no harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[TableRow] = []
        self._open: list[_Open] = []
        self._outside: list[str] = []
        self._unshown = 0
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        if tag in _UNSHOWN:
            self._unshown += 1
        elif tag == "table":
            self._end_line()
            if len(self._open) < _MAX_DEPTH:
                self._open.append(_Open())
        elif tag == "tr":
            if not self._open:
                self._open.append(_Open())
            self._end_row()
            self._open[-1].cells = []
        elif tag in _CELLS and self._open:
            self._end_cell()
            self._start_cell(dict(attrs))
        elif tag in _BREAKS:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a table, a row or a cell."""
        if tag in _UNSHOWN:
            self._unshown = max(self._unshown - 1, 0)
        elif tag == "table" and self._open:
            self._end_row()
            self._open.pop()
        elif tag == "tr" and self._open:
            self._end_row()
        elif tag in _CELLS and self._open:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Add text to the cell that is open."""
        if self._unshown:
            return
        if self._open and self._open[-1].parts is not None:
            self._open[-1].parts.append(data)
        elif not self._open:
            if "\n" in data:
                self._outside.append(data[: data.index("\n")])
                self._end_line()
                data = data[data.index("\n") + 1 :]
            self._outside.append(data)

    def end_all(self) -> None:
        """Close what the page leaves open."""
        while self._open:
            self._end_row()
            self._open.pop()
        self._end_line()

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        current = self._open[-1]
        if current.cells is None:
            current.cells = []
        self._fill(current)
        current.parts = []
        current.span = min(_number(attributes.get("colspan")), MAX_COLUMNS)
        down = min(_number(attributes.get("rowspan")), MAX_ROWS) - 1
        if down > 0 and len(current.cells) < MAX_COLUMNS:
            place = len(current.cells)
            current.below.update(dict.fromkeys(range(place, place + current.span), down))

    @staticmethod
    def _fill(current: _Open) -> None:
        """Leave the places empty that belong to cells of rows above."""
        cells = current.cells
        while cells is not None and current.below.get(len(cells), 0) > 0:
            current.below[len(cells)] -= 1
            cells.append("")

    def _end_cell(self) -> None:
        current = self._open[-1]
        if current.parts is None or current.cells is None:
            return
        text = _SPACES.sub(" ", "".join(current.parts).replace("\xa0", " "))
        current.cells += [clean(text)] + [""] * (current.span - 1)
        current.parts = None

    def _end_row(self) -> None:
        current = self._open[-1]
        self._end_cell()
        if current.cells is not None:
            self._add(current.cells)
        current.cells = None

    def _end_line(self) -> None:
        text = _SPACES.sub(" ", "".join(self._outside)).strip()
        self._outside.clear()
        if text:
            self._add([clean(text)])

    def _add(self, cells: list[str]) -> None:
        self._count += len(cells)
        if len(self.rows) >= MAX_ROWS or self._count > MAX_SHEET_CELLS:
            raise _TooManyRowsError
        number = len(self.rows) + 1
        long = len(cells) > MAX_COLUMNS or any(len(cell) > MAX_CELL for cell in cells)
        self.rows.append(TableRow(number, () if long else cells, "cell_too_long" if long else ""))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1  # noqa: PLR2004
