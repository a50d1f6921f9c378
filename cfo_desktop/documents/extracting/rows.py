"""Groups a page's words into rows and cells, whether each box holds a word or half a line."""

from __future__ import annotations

import bisect
import statistics
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.documents.extracting import folding
from cfo_desktop.documents.extracting.folding import Token
from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pages import Word
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier

_CELL_GAP = 1.6
"""Words farther apart than so many times their height stand in different cells."""
_TOUCHING = 0.12
"""Closer than this, pieces of a line are one word that was cut."""
_MIN_OVERLAP = 0.5
_STEEPEST = 0.12
_MIN_STEPS = 4
_LONGEST = 800
"""Signs of one box that are read: a line of print has not so many."""
_ENOUGH = 800
"""Words that tell a slope well: each is held against the others."""
_NEAR = 5.0
"""Neighbours within so many heights tell the slope best: farther ones may be of another row."""
GAP = "  "
"""Between two cells of a row's text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a row that stands apart; ``start`` and ``end`` are places in the row's text."""

    text: str
    start: int
    end: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page as plain text, which knows where each of its signs stands."""

    index: int
    """Among all rows of the document, from 0."""
    page: int
    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    """Where each word begins in the text."""
    ends: tuple[int, ...]
    cells: tuple[Cell, ...]
    tokens: tuple[Token, ...]
    left: int
    top: int
    right: int
    bottom: int

    def box(self, start: int = 0, end: int | None = None) -> Box:
        """Return the place of a part of the text; part of a wide box by its share of the signs."""
        end = len(self.text) if end is None else end
        first = max(0, bisect.bisect_right(self.starts, start) - 1)
        last = max(first, bisect.bisect_left(self.starts, max(end, start + 1)) - 1)
        parts = self.words[first : last + 1]
        left = self._x(first, start) if start >= self.starts[first] else parts[0].left
        right = self._x(last, end)
        top = min(word.top for word in parts)
        bottom = max(word.bottom for word in parts)
        return Box(self.page, left, top, max(right, left + 1), bottom)

    def _x(self, index: int, place: int) -> int:
        word = self.words[index]
        signs = self.ends[index] - self.starts[index]
        share = min(max(place - self.starts[index], 0), signs)
        return word.left + (word.right - word.left) * share // max(signs, 1)

    def cell_at(self, place: int) -> Cell:
        """Return the cell a place of the text lies in."""
        return next((cell for cell in self.cells if place < cell.end), self.cells[-1])

    @property
    def height(self) -> int:
        """How high its letters are, in parts of the page's height."""
        return int(statistics.median(word.bottom - word.top for word in self.words))


def rows_of(pages: Sequence[PageText]) -> tuple[Row, ...]:
    """Return the rows of all pages, from the top; words of a skewed line stay together."""
    rows: list[Row] = []
    for page in pages:
        words = [word for word in page.words if word.text.strip() and word.right > word.left]
        for members in _grouped(words, page):
            row = _row(members, page, len(rows))
            if row is not None:
                rows.append(row)
    return tuple(rows)


def _grouped(words: list[Word], page: PageText) -> list[list[Word]]:
    slope = _slope(words, page) if page.carrier is Carrier.OCR else 0.0
    groups: list[list[Word]] = []
    bands: list[list[float]] = []

    def middle(word: Word) -> float:
        return (word.top + word.bottom) / 2 - slope * (word.left + word.right) / 2

    for word in sorted(words, key=lambda word: (middle(word), word.left, word.text)):
        level, height = middle(word), word.bottom - word.top
        best: tuple[float, int] | None = None
        for place in range(len(groups) - 1, max(-1, len(groups) - 4), -1):
            centre, tall = bands[place]
            apart = abs(level - centre)
            reach = (1 - _MIN_OVERLAP) * min(height, tall) + 0.12 * abs(height - tall)
            taken = any(_covers(word, other) for other in groups[place])
            if apart <= reach and not taken and (best is None or apart < best[0]):
                best = apart, place
        if best is None:
            groups.append([word])
            bands.append([level, float(height)])
            continue
        group, band = groups[best[1]], bands[best[1]]
        group.append(word)
        band[0] += (level - band[0]) / len(group)
        band[1] += (height - band[1]) / len(group)
    return groups


def _covers(word: Word, other: Word) -> bool:
    """Whether two words lie over one another, which words of one row do not."""
    shared = min(word.right, other.right) - max(word.left, other.left)
    return shared > 0.4 * min(word.right - word.left, other.right - other.left)


def _slope(words: Sequence[Word], page: PageText) -> float:
    """How much lines fall to the right, from words and their near neighbours, else from all."""
    steepest = _STEEPEST * page.width / max(page.height, 1)
    shape = page.height / max(page.width, 1)
    looked_at = sorted(words, key=lambda word: word.top)[:_ENOUGH]
    for reach in (_NEAR, FULL):
        steps = sorted(_steps(looked_at, reach=reach, shape=shape))
        if len(steps) >= _MIN_STEPS:
            slope = statistics.median(steps)
            return slope if abs(slope) <= steepest else 0.0
    return 0.0


def _steps(words: Sequence[Word], *, reach: float, shape: float) -> Iterator[float]:
    """Yield the fall from each word to the next on its right; ``reach`` in heights of the word."""
    ordered = sorted(words, key=lambda word: (word.left, word.top))
    for number, word in enumerate(ordered):
        height = word.bottom - word.top
        nearest: tuple[float, Word] | None = None
        for other in ordered[number + 1 :]:
            gap = other.left - word.right
            if nearest and gap > nearest[0]:
                break
            drop = abs(other.top + other.bottom - word.top - word.bottom) / 2
            fits = abs(other.bottom - other.top - height) < height / 2 and drop < 0.6 * height
            if fits and -height * shape <= gap <= reach * height * shape:
                nearest = gap, other
        if nearest is None:
            continue
        other = nearest[1]
        run = (other.left + other.right - word.left - word.right) / 2
        if run > 0:
            yield (other.top + other.bottom - word.top - word.bottom) / 2 / run


def _row(members: list[Word], page: PageText, index: int) -> Row | None:
    members.sort(key=lambda word: (word.left, word.top))
    # Widths are parts of the width, heights of the height: make the one comparable with the other.
    shape = page.height / max(page.width, 1)
    kept: list[Word] = []
    starts: list[int] = []
    ends: list[int] = []
    cells: list[tuple[int, int]] = []
    text = ""
    for word in members:
        plain = folding.plain(word.text[:_LONGEST])
        if not plain:
            continue
        joint = _joint(kept[-1], word, text, plain, shape) if kept else ""
        if joint == GAP or not kept:
            cells.append((len(text) + len(joint), 0))
        text += joint
        kept.append(word)
        starts.append(len(text))
        text += plain
        ends.append(len(text))
        cells[-1] = cells[-1][0], len(text)
    if not kept:
        return None
    return Row(
        index=index,
        page=page.number,
        text=text,
        words=tuple(kept),
        starts=tuple(starts),
        ends=tuple(ends),
        cells=tuple(_cell(text, begin, end, kept, starts) for begin, end in cells),
        tokens=folding.tokens(text),
        left=kept[0].left,
        top=min(word.top for word in kept),
        right=max(word.right for word in kept),
        bottom=max(word.bottom for word in kept),
    )


def _cell(text: str, begin: int, end: int, words: list[Word], starts: list[int]) -> Cell:
    inside = [word for word, start in zip(words, starts, strict=True) if begin <= start < end]
    right = max(word.right for word in inside)
    return Cell(text[begin:end], begin, end, inside[0].left, right)


def _joint(before: Word, word: Word, text: str, plain: str, shape: float) -> str:
    """What stands between two neighbours: nothing, a space, or the gap of two cells."""
    height = min(word.bottom - word.top, before.bottom - before.top) * shape
    gap = word.left - before.right
    if gap > _CELL_GAP * height:
        return GAP
    if folding.is_cjk(text[-1]) and folding.is_cjk(plain[0]) and gap < height:
        return ""
    if gap < _TOUCHING * height and (text[-1] + plain[0]).isalnum() and before.score < 1000:
        return ""
    return " "
