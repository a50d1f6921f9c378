"""Pages made of text grids: each line a row, each sign a place; with the noise that OCR makes."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pages import Word
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Carrier


@dataclass(frozen=True, slots=True)
class Noise:
    """What goes wrong: shares of words, and the slope of the lines."""

    seed: int = 0
    confused: float = 0.0
    """Letters and digits of a word taken for others."""
    split: float = 0.0
    merged: float = 0.0
    missing: float = 0.0
    slope: float = 0.0
    """How far a line falls across the page, in heights of a row."""
    wobble: float = 0.0
    """How far words stray from their row, in heights of a row."""


_PAIRS = """
0:O8 1:l7 3:8 5:S6 6:58 8:36 9:4 4:9 7:1 2:7 O:0 I:l l:I S:5 B:8 o:0 a:o e:c T:I L:I E:F 合:台 日:曰
"""
_CONFUSIONS = {pair[0]: pair[2:] for pair in _PAIRS.split()}
"""Signs and what each is taken for."""


def page(
    text: str,
    *,
    number: int = 0,
    carrier: Carrier = Carrier.OCR,
    pieces: bool = True,
    noise: Noise | None = None,
) -> PageText:
    """Return a page of a grid of text; ``pieces`` keeps words a space apart in one box, as OCR."""
    lines = text.strip("\n").splitlines()
    across = max(20, *(_width(line) for line in lines))
    high = max(len(lines), 10)
    step_x, step_y = FULL * 0.9 / across, FULL * 0.9 / high
    # A sign is half as wide as a row is high: what the page's proportions have to give.
    width = 1000
    height = round(width * (high * 20) / (across * 10))
    words: list[Word] = []
    pattern = re.compile(r"\S+(?: \S+)*") if pieces else re.compile(r"\S+")
    for row, line in enumerate(lines):
        for match in pattern.finditer(line):
            left = 500 + _width(line[: match.start()]) * step_x
            right = left + _width(match[0]) * step_x
            top = 500 + row * step_y + step_y * 0.1
            score = 950 if carrier is Carrier.OCR else 1000
            words.append(
                Word(
                    match[0],
                    round(left),
                    round(top),
                    round(right),
                    round(top + step_y * 0.75),
                    score,
                )
            )
    if noise:
        words = _noisy(words, noise, step_y)
    return PageText(number, tuple(words), carrier, width, height)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _noisy(words: list[Word], noise: Noise, step: float) -> list[Word]:
    chance = random.Random(noise.seed)  # noqa: S311 - to be the same again
    changed: list[Word] = []
    for word in words:
        if chance.random() < noise.missing:
            continue
        text = word.text
        if chance.random() < noise.confused:
            places = [place for place, sign in enumerate(text) if sign in _CONFUSIONS]
            if places:
                place = chance.choice(places)
                text = text[:place] + chance.choice(_CONFUSIONS[text[place]]) + text[place + 1 :]
        if chance.random() < noise.merged:
            text = text.replace(" ", "")
        drop = round(noise.slope * step * (word.left + word.right) / 2 / FULL)
        stray = round(chance.uniform(-1, 1) * noise.wobble * step)
        moved = replace(
            word, text=text, top=word.top + drop + stray, bottom=word.bottom + drop + stray
        )
        changed.extend(_split(moved, chance) if chance.random() < noise.split else [moved])
    return changed


def _split(word: Word, chance: random.Random) -> list[Word]:
    if len(word.text) < 4:
        return [word]
    at = chance.randrange(2, len(word.text) - 1)
    middle = word.left + (word.right - word.left) * at // len(word.text)
    return [
        replace(word, text=word.text[:at], right=middle),
        replace(word, text=word.text[at:], left=middle),
    ]
