"""Puts the words of a page into reading order: row by row, each from the left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.documents.pages import Word


@dataclass(slots=True)
class _Row:
    centre: float
    height: float
    words: list[Word] = field(default_factory=list)

    def holds(self, word: Word) -> bool:
        """Tell whether a word's middle lies on this row."""
        reach = min(self.height, word.bottom - word.top) / 2
        return abs(_centre(word) - self.centre) <= max(reach, 1)

    def add(self, word: Word) -> None:
        """Take a word in; the row's middle follows, since photos are never quite straight."""
        count = len(self.words)
        self.centre = (self.centre * count + _centre(word)) / (count + 1)
        self.height = (self.height * count + word.bottom - word.top) / (count + 1)
        self.words.append(word)


_LOOK_BACK = 4
"""Rows that a word may still belong to: tall and small letters stand side by side."""


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Return the rows from the top, each with its words from the left."""
    rows: list[_Row] = []
    for word in sorted(words, key=lambda each: (_centre(each), each.left)):
        open_rows = [row for row in rows[-_LOOK_BACK:] if row.holds(word)]
        if open_rows:
            row = min(open_rows, key=lambda each: abs(each.centre - _centre(word)))
        else:
            row = _Row(_centre(word), word.bottom - word.top)
            rows.append(row)
        row.add(word)
    rows.sort(key=lambda row: row.centre)
    return [sorted(row.words, key=lambda word: (word.left, word.top)) for row in rows]


def in_order(words: Iterable[Word]) -> tuple[Word, ...]:
    """Return the words in the order in which one reads them."""
    return tuple(word for row in rows_of(words) for word in row)


def _centre(word: Word) -> float:
    return (word.top + word.bottom) / 2
