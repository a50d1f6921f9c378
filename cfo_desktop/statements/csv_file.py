"""Delimited text taken apart: which delimiter, where a record ends, and which lines are broken."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements.limits import MAX_CELL
from cfo_desktop.statements.limits import MAX_COLUMNS
from cfo_desktop.statements.limits import MAX_LINE
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import clean

DELIMITERS = ",;\t|"
_SAMPLE = 400
_MAX_RECORD = 20
"""Lines that one quoted cell may run over."""
_ELSEWHERE = 1_000
"""Lines of preamble and notes that are forgiven beside the rows."""


def lines_of(text: str) -> list[str]:
    """Split at the line ends that a text editor counts."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def best_cut(text: str, *, worth: Callable[[Table], int]) -> Table | Fault:
    """Cut the text by the delimiter whose first rows are ``worth`` most, then the most regular.

    Faults: ``too_many_rows``, ``no_table`` where no delimiter occurs.
    """
    lines = lines_of(text)
    if len(lines) > MAX_ROWS + _ELSEWHERE:
        return Fault("too_many_rows", data={"limit": str(MAX_ROWS)})
    start = 0
    delimiters: Iterable[str] = DELIMITERS
    if lines[0][:4].lower() == "sep=" and len(lines[0].strip()) == 5:  # noqa: PLR2004
        start, delimiters = 1, lines[0][4]
    sample = lines[start : start + _SAMPLE]
    found = [mark for mark in delimiters if sum(mark in line for line in sample) > 1]
    if not found:
        return Fault("no_table")
    widths = {mark: Counter(_counts(sample, mark)).most_common(1)[0] for mark in found}
    # a delimiter cuts most lines into the same number of cells
    found.sort(key=lambda mark: -widths[mark][1])
    best = max(
        found,
        key=lambda mark: worth(Table(tuple(_records(sample, 0, mark, widths[mark][0] + 1)))),
    )
    return Table(tuple(_records(lines, start, best, widths[best][0] + 1)))


def _counts(lines: Iterable[str], mark: str) -> Iterator[int]:
    return (line.count(mark) for line in lines if mark in line)


def _records(lines: Sequence[str], start: int, mark: str, width: int) -> Iterator[TableRow]:
    index = start
    while index < len(lines):
        line = lines[index]
        if '"' not in line and len(line) <= MAX_CELL:
            yield _row(index + 1, line.split(mark))
            index += 1
            continue
        used, row = _quoted(lines, index, mark, width)
        yield row
        index += used


def _quoted(lines: Sequence[str], index: int, mark: str, width: int) -> tuple[int, TableRow]:
    """Read the record that starts at ``index``; return how many lines it took.

    A quote that is never closed would swallow every row after it, so a record ends where the next
    line looks like a record of its own, and only its first line is lost.
    """
    text = lines[index]
    quotes = text.count('"')
    for used in range(1, _MAX_RECORD + 1):
        if len(text) > MAX_LINE:
            return 1, TableRow(index + 1, (), "cell_too_long")
        # an odd number of quotes leaves one open: no need to look
        cells = None if quotes % 2 else _cells(text, mark)
        if cells is not None:
            return used, _row(index + 1, cells)
        following = lines[index + used] if index + used < len(lines) else None
        if following is None or following.count(mark) >= max(width - 1, 1):
            break
        text += "\n" + following
        quotes += following.count('"')
    return 1, TableRow(index + 1, (), "quote_open")


def _cells(text: str, mark: str) -> list[str] | None:
    """Take one record apart; ``None`` where it ends inside quotes."""
    # a line end after the text is kept by the csv module only inside an open quote
    cells = next(csv.reader([text + "\n"], delimiter=mark, skipinitialspace=mark != " "))
    return None if cells and cells[-1].endswith("\n") else cells


def _row(number: int, cells: Sequence[str]) -> TableRow:
    if len(cells) > MAX_COLUMNS or any(len(cell) > MAX_CELL for cell in cells):
        return TableRow(number, (), "cell_too_long")
    return TableRow(number, [clean(cell) for cell in cells])
