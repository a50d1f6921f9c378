"""What a question is recognised by: its words, their neighbours and pairs, names and figures aside.

Days, sums and parties are replaced by what they are, so that "what did I sell to Lily in May" and
"what did I sell to Chen last week" look the same.
"""

from __future__ import annotations

import datetime as dt
import re

from cfo_desktop.advisor.asking.arguments import Parts
from cfo_desktop.domain.invoice import Direction

_PAST, _COMING, _SUM, _NUMBER = "\ue000", "\ue001", "\ue002", "\ue003"
"""What stands for days that have begun and that are to come, a sum, another number: characters of
Unicode's private use, which nobody types."""
_PARTY = {None: "\ue004", Direction.SALE: "\ue005", Direction.PURCHASE: "\ue006"}
"""The same for a party, a customer, a supplier: who is asked about tells who owes whom."""
_TOKEN_ZH = re.compile(r"[a-z]+|[\ue000-\ue006\u3400-\u9fff]|\d")
_TOKEN_EN = re.compile(r"[a-z]+(?:'[a-z]+)?|[\ue000-\ue006]")
_LONGEST_RUN = 4
"""Characters in a row that are one feature; of English words, three in a row."""
_LETTERS = (2, 3, 4, 5)
_APART_ZH = 7
"""How far apart two characters are that are still a pair."""
_APART_EN = 5


def features(parts: Parts, *, today: dt.date) -> frozenset[str]:
    """Return what a question is recognised by."""
    text = _without_names(parts, today)
    if parts.language == "zh_CN":
        tokens = _TOKEN_ZH.findall(text)
        return frozenset((*_runs(tokens, _LONGEST_RUN, ""), *_pairs(tokens, _APART_ZH)))
    words = _TOKEN_EN.findall(text)
    return frozenset((*_letters(words), *_runs(words, 3, " "), *_pairs(words, _APART_EN)))


def _without_names(parts: Parts, today: dt.date) -> str:
    spans = [
        (day.start, day.end, _PAST if day.stretch.first <= today else _COMING) for day in parts.days
    ]
    spans += [(one.start, one.end, _SUM if one.scaled else _NUMBER) for one in parts.numbers]
    spans += [(party.start, party.end, _PARTY[party.side]) for party in parts.parties]
    text = parts.text
    for start, end, sign in sorted(spans, reverse=True):
        text = f"{text[:start]} {sign} {text[end:]}"
    return text


def _runs(tokens: list[str], longest: int, joint: str) -> list[str]:
    return [
        joint.join(tokens[at : at + size])
        for size in range(1, longest + 1)
        for at in range(len(tokens) - size + 1)
    ]


def _pairs(tokens: list[str], apart: int) -> list[str]:
    return [
        f"{one}_{other}"
        for at, one in enumerate(tokens)
        for other in tokens[at + 2 : at + apart + 1]
    ]


def _letters(words: list[str]) -> list[str]:
    """Return the pieces of words, which a misspelt word shares with the right one."""
    return [
        f"~{padded[at : at + size]}"
        for padded in (f" {word} " for word in words)
        for size in _LETTERS
        for at in range(len(padded) - size + 1)
    ]
