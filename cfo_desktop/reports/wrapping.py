"""Breaks text into lines as Chinese and English typesetting ask, where reportlab's own rules fail.

A line never starts with closing punctuation nor ends with opening punctuation, words and amounts
stay whole, and an amount keeps its sign and its unit (``-1,234.00元``).
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable
from collections.abc import Iterator

CANNOT_START = frozenset(
    "!%),.:;?]}¢°·—’”†‡›»‥…‰℃、。〉》」』】〕〗〞︰！＂％＇），．：；？］｝～￠々ー-/"
)
"""Characters that no line may start with (a sign in front of an amount excepted)."""
CANNOT_END = frozenset("#$([{£¥«‘“‹〈《「『【〔〖〝＃＄（［｛￡￥")
"""Characters that no line may end with."""
ELLIPSIS = "…"

_GLUE = "\N{NO-BREAK SPACE}"
_SIGNS = frozenset("-+")


def wrap(
    text: str, *, width: float, measure: Callable[[str], float], limit: int | None = None
) -> list[str]:
    """Return the lines that ``text`` takes in ``width``; at least one, which may be empty.

    ``measure`` returns the width of a text and must be additive. What does not fit into ``limit``
    lines is cut, and an ellipsis says so. A single word wider than the line is broken anywhere.
    """
    lines: list[str] = []
    line = ""
    used = 0.0
    for piece in _pieces(text, width=width, measure=measure):
        if line and used + measure(piece.rstrip(" ")) > width:
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
        line += piece
        used += measure(piece)
    lines.append(line.rstrip(" "))
    if limit is not None and len(lines) > limit:
        rest = " ".join(lines[limit - 1 :])
        lines[limit - 1 :] = [_cut(rest, width=width, measure=measure)]
    return lines


def shorten(text: str, *, width: float, measure: Callable[[str], float]) -> str:
    """Return ``text`` where it fits, else as much of it as does, and an ellipsis."""
    return text if measure(text) <= width else _cut(text, width=width, measure=measure)


def may_break(before: str, after: str) -> bool:
    """Tell whether a line may end between two neighbouring characters."""
    if after == " " or _GLUE in (before, after):
        return False
    if before == " ":
        return True
    if before in CANNOT_END:
        return False
    if before.isdigit() and _wide(after) and after not in CANNOT_END:
        return False  # an amount and its unit, a year and its 年
    if after in CANNOT_START and not (after in _SIGNS and _wide(before)):
        return False
    return _wide(before) or (_wide(after) and before not in _SIGNS)


def _pieces(text: str, *, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for piece in _unbreakable(text):
        if measure(piece.rstrip(" ")) <= width:
            yield piece
        else:
            yield from _chop(piece, width=width, measure=measure)


def _unbreakable(text: str) -> Iterator[str]:
    start = 0
    for end, (before, after) in enumerate(itertools.pairwise(text), start=1):
        if may_break(before, after):
            yield text[start:end]
            start = end
    yield text[start:]


def _chop(piece: str, *, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Break a word that is wider than the line into parts that each fit (or are one character)."""
    part = ""
    for character in piece:
        if part and measure(part + character) > width:
            yield part
            part = ""
        part += character
    yield part


def _cut(text: str, *, width: float, measure: Callable[[str], float]) -> str:
    room = width - measure(ELLIPSIS)
    kept = 0
    used = 0.0
    for character in text:
        used += measure(character)
        if used > room:
            break
        kept += 1
    return text[:kept].rstrip(" ") + ELLIPSIS


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F")
