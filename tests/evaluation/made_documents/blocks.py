"""Pieces that layouts share: labels and values, tables, wrapped words, drawn words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.evaluation.made_documents.bills import Bill
from tests.evaluation.made_documents.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, where it begins and ends, and how it is aligned."""

    title: str
    left: float
    right: float
    align: str = "left"


Pair = tuple[str, str]


def pairs(
    sheet: Sheet,
    x: float,
    y: float,
    rows: Sequence[Pair],
    *,
    gap: float = 90,
    size: float = 9,
    colon: str = "",
    bold: bool = False,
    right: float | None = None,
) -> float:
    """Write labels with their values beside them, ``gap`` points apart or ending at ``right``.

    A ``gap`` of 0 writes both as one run of words. Returns the y below.
    """
    for label, value in rows:
        if gap == 0 and right is None:
            sheet.text(x, y, f"{label}{colon} {value}", size=size)
        else:
            sheet.text(x, y, f"{label}{colon}", size=size, bold=bold)
            if right is None:
                sheet.text(x + gap, y, value, size=size)
            else:
                sheet.text(right, y, value, size=size, align="right")
        y += size * 1.55
    return y


def stacked(
    sheet: Sheet,
    y: float,
    cells: Sequence[tuple[float, str, str]],
    *,
    size: float = 9,
    align: str = "left",
) -> float:
    """Write each label above its value at its own x; return the y below."""
    for x, label, value in cells:
        sheet.text(x, y, label, size=size - 1.5, grey=90, align=align)
        sheet.text(x, y + size * 1.4, value, size=size, bold=True, align=align)
    return y + size * 3


def table(
    sheet: Sheet,
    y: float,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    size: float = 8.5,
    step: float = 15,
    ruled: bool = False,
    fill: int | None = None,
) -> float:
    """Write a table with its heads; return the y below the last row."""
    left, right = columns[0].left - 3, columns[-1].right + 3
    top = y - step + 4
    if fill is not None:
        sheet.box(left, top, right, y + 4, fill=fill)
    grey = 255 if fill is not None and fill < 128 else 0
    for column in columns:
        _cell(sheet, column, y, column.title, size=size, bold=True, grey=grey)
    sheet.rule(left, y + 4, right)
    for row in rows:
        y += step
        for column, value in zip(columns, row, strict=True):
            _cell(sheet, column, y, value, size=size)
        if ruled:
            sheet.rule(left, y + 4, right)
    if ruled:
        for edge in [left, *(column.right + 3 for column in columns)]:
            sheet.rule(edge, top, edge, bottom=y + 4)
        sheet.rule(left, top, right)
    return y + step


def _cell(
    sheet: Sheet,
    column: Column,
    y: float,
    words: str,
    *,
    size: float,
    bold: bool = False,
    grey: int = 0,
) -> None:
    x = {
        "left": column.left,
        "right": column.right,
        "centre": (column.left + column.right) / 2,
    }[column.align]
    sheet.text(x, y, words, size=size, bold=bold, align=column.align, grey=grey)


def wrapped(
    sheet: Sheet, x: float, y: float, words: str, *, width: float, size: float = 7.5, grey: int = 60
) -> float:
    """Write words over as many lines as they need; return the y below."""
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}".strip()
        if line and sheet.measure(longer, size=size) > width:
            sheet.text(x, y, line, size=size, grey=grey)
            y += size * 1.35
            longer = word
        line = longer
    sheet.text(x, y, line, size=size, grey=grey)
    return y + size * 1.35


@dataclass
class Words:
    """The words that one supplier's papers use, drawn once from what such papers print."""

    bill: Bill
    chance: random.Random

    @classmethod
    def of(cls, bill: Bill) -> Words:
        """Return the words of the supplier of ``bill``."""
        return cls(bill, random.Random(bill.printing.seed))

    def one(self, *options: str) -> str:
        """Draw one of several words."""
        return self.chance.choice(options)

    def likely(self, share: float) -> bool:
        """Say whether this supplier does something that ``share`` of them do."""
        return self.chance.random() < share


def percent(rate: int) -> str:
    """Print a rate: 8.25, 20."""
    whole, part = divmod(rate, 100)
    return f"{whole}.{part:02}".rstrip("0").rstrip(".") if part else str(whole)
