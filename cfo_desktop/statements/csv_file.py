"""Delimited text taken apart: which delimiter, where a record ends, and which lines are broken."""

from __future__ import annotations

import csv
import re
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
_SHAPE = 8
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
    lines_with = {mark: sum(mark in line for line in sample) for mark in delimiters}
    # a header without rows is one line
    fewest = min(2, max(lines_with.values()))
    found = [mark for mark, times in lines_with.items() if times >= fewest > 0]
    if not found:
        return Fault("no_table")
    counts = {mark: Counter(_counts(sample, mark)) for mark in found}
    # a delimiter cuts most lines into the same number of cells
    found.sort(key=lambda mark: -max(counts[mark].values()))
    # the widest lines that are no exception are rows: others are notes, or parts of a row
    widths = {
        mark: max((count for count, times in counts[mark].items() if times > 1), default=1)
        for mark in found
    }
    best = max(found, key=lambda mark: worth(Table(tuple(_records(sample, 0, mark, widths[mark])))))
    rows = tuple(_records(lines, start, best, widths[best]))
    return Table(rows, open_ended=bool(lines[-1].strip()))


def _counts(lines: Iterable[str], mark: str) -> Iterator[int]:
    return (line.count(mark) for line in lines if mark in line)


def _records(lines: Sequence[str], start: int, mark: str, most: int) -> Iterator[TableRow]:
    index = start
    while index < len(lines):
        line = lines[index]
        if '"' not in line and len(line) <= MAX_CELL:
            yield _row(index + 1, line.split(mark))
            index += 1
            continue
        used, row = _quoted(lines, index, mark, most)
        yield row
        index += used


def _quoted(lines: Sequence[str], index: int, mark: str, most: int) -> tuple[int, TableRow]:
    """Read the record that starts at ``index``; return how many lines it took.

    A quote that is never closed would swallow every row after it, so a record ends where the next
    line looks like a record of its own, and only its first line is lost. ``most`` are the
    delimiters of a whole row.
    """
    quotes = length = 0
    for used in range(1, _MAX_RECORD + 1):
        line = lines[index + used - 1]
        quotes += line.count('"')
        length += len(line)
        if length > MAX_LINE:
            return 1, TableRow(index + 1, (), "cell_too_long")
        # an odd number of quotes leaves one open: no need to look
        if not quotes % 2 and (cells := _cells(lines[index : index + used], mark)):
            return used, _row(index + 1, cells)
        following = lines[index + used] if index + used < len(lines) else None
        if following is None or _is_record(following, lines[index], mark, most):
            break
    return 1, TableRow(index + 1, (), "quote_open")


def _is_record(line: str, first: str, mark: str, most: int) -> bool:
    """Tell whether a line is whole: as many delimiters as a row, or the same beginning."""
    count = line.count(mark)
    return count >= most or (count > 0 and shape(line) == shape(first))


def shape(line: str) -> str:
    """The kind of characters that a line begins with: ``99.99.9999`` of a date."""
    return re.sub(r"[^\W\d]", "a", re.sub(r"\d", "9", line.lstrip('"')[:_SHAPE]))


def _cells(record: Sequence[str], mark: str) -> list[str]:
    """Take a record apart; empty where it ends inside quotes, or before its last line."""
    lines = [line + "\n" for line in record]
    reader = csv.reader(lines, delimiter=mark, skipinitialspace=mark != " ")
    cells = next(reader)
    # the line end after the text is kept only inside an open quote
    whole = reader.line_num == len(lines) and not (cells and cells[-1].endswith("\n"))
    return cells if whole else []


def _row(number: int, cells: Sequence[str]) -> TableRow:
    if len(cells) > MAX_COLUMNS or any(len(cell) > MAX_CELL for cell in cells):
        return TableRow(number, (), "cell_too_long")
    return TableRow(number, [clean(cell) for cell in cells])
