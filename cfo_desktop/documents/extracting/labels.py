"""Finds the labels on the rows of a document, and what stands beside or below each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.documents.extracting.folding import is_cjk
from cfo_desktop.documents.extracting.label_words import PHRASES
from cfo_desktop.documents.extracting.label_words import Label
from cfo_desktop.documents.extracting.rows import Cell
from cfo_desktop.documents.extracting.rows import Row

_BY_FIRST: dict[str, list[tuple[tuple[str, ...], Label]]] = {}
for _phrase in sorted(PHRASES, key=lambda phrase: (-len(phrase), phrase)):
    _BY_FIRST.setdefault(_phrase[0], []).append((_phrase, PHRASES[_phrase]))
SIDES = frozenset("购买销售方位息信")
"""Signs of the upright heads beside the blocks of a Chinese invoice, which may stick to 名称."""
_ADJOINING = 1
_WHOLE = 4
"""Letters of a label that is one though a number sticks to it."""
_SEAL = re.compile(r"\s*\((?:盖章|公章|签章|章|签字|全称)\)")
"""What forms ask for between a label and its colon."""
_BELOW = 4
"""So many heights of a row below a label its value may stand."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One label where it stands: ``start`` and ``end`` are places in the row's text."""

    label: Label
    row: Row
    start: int
    end: int
    phrase: tuple[str, ...]

    @property
    def leads(self) -> bool:
        """Whether it opens its cell, or a colon follows: in running text neither is so."""
        rest = self.row.text[self.end : self.end + 3].lstrip(" .)")
        return self.row.cell_at(self.start).start == self.start or rest[:1] == ":"

    @property
    def has_colon(self) -> bool:
        """Whether a colon follows."""
        return self.row.text[self.end : self.end + 4].lstrip(" .)")[:1] in {":", ";"}


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a row's text in which a label's value is looked for."""

    row: Row
    start: int
    end: int
    beside: bool
    """Right of its label; else it stands below."""

    @property
    def text(self) -> str:
        """The text itself."""
        return self.row.text[self.start : self.end]


def marks_of(rows: Sequence[Row]) -> tuple[Mark, ...]:
    """Return all labels in reading order; of two that begin alike, the longer."""
    return tuple(mark for row in rows for mark in _marks(row))


def _marks(row: Row) -> Iterator[Mark]:
    words = tuple(token.text for token in row.tokens)
    place = 0
    while place < len(words):
        for phrase, label in _BY_FIRST.get(words[place], ()):
            last = place + len(phrase) - 1
            if words[place : last + 1] == phrase and _is_whole(row, place, last):
                yield Mark(label, row, row.tokens[place].start, row.tokens[last].end, phrase)
                place = last
                break
        place += 1


def _is_whole(row: Row, first: int, last: int) -> bool:
    """Whether a phrase stands in one cell, or its letters are spaced over several of their own.

    有限公司 beside 名称 is no 公司名称.
    """
    begin, end = row.tokens[first].start, row.tokens[last].end
    if end - begin < _WHOLE and _runs_on(row, end):
        return False
    cell = row.cell_at(begin)
    if end <= cell.end or begin == cell.start:
        return True
    before = row.text[begin - 1]
    return begin == cell.end - 1 and (before in SIDES or not is_cjk(before))


def _runs_on(row: Row, end: int) -> bool:
    """Whether a short label is the beginning of a number: ``INV`` of ``INV2025``, ``INV-1``."""
    after = row.text[end : end + 2].lstrip("-/")[:1]
    return row.text[end - 1].isascii() and after.isalnum() and after.isascii()


def places_of(mark: Mark, rows: Sequence[Row], marks: Sequence[Mark]) -> Iterator[Place]:
    """Yield where the value of a label may stand: beside it first, then below it in its column."""
    row = mark.row
    end = len(row.text)
    after = (other for other in marks if other.row is row and other.has_colon)
    if any(0 <= other.start - mark.end <= _ADJOINING for other in after):
        # Two labels in one, as in 乙方(供方): the second has the value.
        return
    for other in marks:
        if other.row is row and other.start >= mark.end and (other.leads or other.has_colon):
            end = min(end, other.start)
    start = mark.end
    if sealed := _SEAL.match(row.text, start):
        start = sealed.end()
    while start < end and row.text[start] in " :;.)*-–=、,#(":
        start += 1
    if start < end:
        yield Place(row, start, end, beside=True)
    yield from _below(mark, rows)


def _below(mark: Mark, rows: Sequence[Row]) -> Iterator[Place]:
    row = mark.row
    cell = row.cell_at(mark.start)
    box = row.box(mark.start, mark.end)
    for other in rows[row.index + 1 : row.index + 4]:
        if other.page != row.page or other.top - row.bottom > _BELOW * max(row.height, 1):
            return
        under = _under(box.left, max(box.right, cell.right if mark.end == cell.end else 0), other)
        if under is not None:
            yield Place(other, under.start, under.end, beside=False)
            return


def _under(left: int, right: int, row: Row) -> Cell | None:
    """Return the row's cell that shares most with a column; ``None`` where none does."""
    shared = [(min(cell.right, right) - max(cell.left, left), cell) for cell in row.cells]
    most, cell = max(shared, key=lambda pair: pair[0])
    return cell if most > 0 else None
