"""A page as it was read, whatever it came from: its words and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass

from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier

SURE = 1000
"""The score of a word that was not guessed from a picture."""


@dataclass(frozen=True, slots=True)
class Word:
    """Words that stand together on a page, and their place in parts of ``FULL``.

    A PDF gives one word each, a picture whole pieces of a line: both leave a gap to the next.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    score: int = SURE
    """How sure the reader was, per mille."""

    def box(self, page: int) -> Box:
        """Return its place on page number ``page``, counted from 0."""
        return Box(page, self.left, self.top, self.right, self.bottom)


@dataclass(frozen=True, slots=True)
class PageText:
    """One page's words in reading order: rows from the top, each from the left."""

    number: int
    """Counted from 0."""
    words: tuple[Word, ...]
    carrier: Carrier
    """``PDF_TEXT`` or ``OCR``."""
    width: int
    height: int
    """In pixels or points, as the page is shown upright: for its proportions only."""
