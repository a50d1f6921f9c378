"""What a text file and a spreadsheet have in common: numbered rows of cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements.encoding import DAMAGED
from cfo_desktop.statements.limits import MAX_TEXT

Cell = str | Decimal
"""Text, or a spreadsheet's number; its dates are texts, ``YYYY-MM-DD HH:MM:SS``."""

_UNPRINTED = re.compile(r"[\x00-\x1f\x7f\s]+")
_EXCEL_TEXT = re.compile(r'="(.*)"')
_PLACEHOLDER = re.compile(r"[-–—_/\\.*\s]*|n/?a|null|none|无", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its ``number`` as a person counts lines in the file, and its cells, cleaned.

    ``flaw`` is a fault's code where the row could not be taken apart: its cells are not to be
    trusted. ``whole`` is set where the file ends in the middle of the row: the cells it should
    have.
    """

    number: int
    cells: Sequence[Cell]
    flaw: str = ""
    whole: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one file or sheet; ``name`` is the sheet's, empty where there is only one.

    ``open_ended``: no line end follows the last row, so that it may be cut off.
    """

    rows: Sequence[TableRow]
    name: str = ""
    open_ended: bool = False

    def place(self, row: TableRow) -> str:
        """Say where a row stands, so that a person finds it again."""
        return f"{self.name}!row {row.number}" if self.name else f"row {row.number}"


def clean(text: str) -> str:
    """Return a cell's text without padding or the marks that keep spreadsheets from reckoning."""
    text = text.strip()
    if text.startswith("`"):
        return text.lstrip("`").strip()
    if text.startswith('="') and (found := _EXCEL_TEXT.fullmatch(text)):
        return found[1].strip()
    return text


def text_of(cell: Cell) -> str:
    """Return a cell as text; a number is written out in full."""
    if isinstance(cell, str):
        return cell
    return f"{cell.normalize():f}" if cell else "0"


def words_of(cell: Cell) -> str:
    """Return a cell as words for an entry: one line, no filler such as ``----``, not too long."""
    text = text_of(cell).strip()
    if not text.isprintable() or "  " in text:
        # marks without a width could make an entry look like another one
        text = " ".join("".join(filter(str.isprintable, _UNPRINTED.sub(" ", text))).split())
    if not text or _PLACEHOLDER.fullmatch(text):
        return ""
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def printable(line: str) -> str:
    """Return a line with blanks for soft hyphens and whatever else shows nothing."""
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() else " " for char in line)


def flaw_of(row: TableRow, place: str) -> Fault | None:
    """Return why nothing of the row can be trusted; ``None`` for a sound one."""
    if row.whole:
        return row_short(row, place, expected=row.whole)
    if row.flaw or _is_damaged(row):
        return Fault(row.flaw or "row_damaged", place)
    return None


def row_short(row: TableRow, place: str, *, expected: int) -> Fault:
    """Return the fault of a row whose end is missing."""
    return Fault("row_short", place, {"cells": str(len(row.cells)), "expected": str(expected)})


def _is_damaged(row: TableRow) -> bool:
    """Tell whether bytes of the row could not be read."""
    return any(isinstance(cell, str) and DAMAGED in cell for cell in row.cells)


def plain(text: str) -> str:
    """Return a name in the form in which it is compared: without case, width or spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def joined(parts: Sequence[str]) -> str:
    """Join what several cells say, each thing once, within an entry's limit."""
    kept: list[str] = []
    for part in parts:
        if part and not any(part in other for other in kept):
            kept = [other for other in kept if other not in part]
            kept.append(part)
    text = " · ".join(kept)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"
