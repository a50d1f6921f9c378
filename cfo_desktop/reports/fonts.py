"""The two typefaces of printed reports, and what becomes of characters they cannot show."""

from __future__ import annotations

import functools
import unicodedata

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cfo_desktop.base import paths

REGULAR = "NotoSansSC-Regular"
BOLD = "NotoSansSC-Bold"
MISSING = "\N{WHITE SQUARE}"
"""Printed for a character that the fonts lack, so that a reader sees that something stood there."""

_ZERO_WIDTH = frozenset(("Cf", "Mn", "Me"))


@functools.cache
def register() -> None:
    """Make both typefaces known to reportlab; costs 0.1 s the first time, nothing after."""
    for font in _load():
        pdfmetrics.registerFont(font)


def width(text: str, *, font: str, size: float) -> float:
    """Return how wide ``text`` prints, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def printable(untrusted_text: str) -> str:
    """Return one line of text that the fonts can print.

    White space of any kind becomes a space, marks without a width and direction controls (which
    could make an amount read backwards) go, and what the fonts lack becomes ``MISSING``.
    """
    composed = unicodedata.normalize("NFC", untrusted_text)
    return " ".join(word for word in composed.translate(_shown()).split(" ") if word)


class _Shown(dict[int, str]):
    """Answers ``str.translate`` for one character at a time, and remembers the answer."""

    def __init__(self, known: frozenset[int]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, point: int) -> str:
        self[point] = shown = self._look(point)
        return shown

    def _look(self, point: int) -> str:
        character = chr(point)
        if character.isspace() and character != "\N{NO-BREAK SPACE}":
            return " "
        if point in self._known:
            return character
        return "" if unicodedata.category(character) in _ZERO_WIDTH else MISSING


@functools.cache
def _shown() -> _Shown:
    regular, bold = (frozenset(font.face.charToGlyph) for font in _load())
    return _Shown(regular & bold)


@functools.cache
def _load() -> tuple[TTFont, ...]:
    folder = paths.assets() / "fonts"
    return tuple(TTFont(name, str(folder / f"{name}.ttf")) for name in (REGULAR, BOLD))
