"""The words that a text may use, and what each says: a letter of the grammar that is held to."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.base import paths

PLAIN = "_"
"""A word of advice or reasons; says nothing that the facts could hold."""
ADVICE = "&"
"""A word of advice that may stand beside no figure, day, name or claim: see ``advice``."""
IDIOM = "~"
PASSING = "."
TOPIC = "T"
NEVER = "!"
LETTERS: Mapping[str, str] = {
    "us": "U",
    "your": "Z",
    "customers": "K",
    "suppliers": "S",
    "they": "X",
    "money": "$",
    "owe": "o",
    "owed": "O",
    "due": "d",
    "late": "l",
    "open": "u",
    "pay": "p",
    "paid": "Y",
    "collect": "c",
    "received": "q",
    "unreceived": "k",
    "bought": "B",
    "be": "b",
    "have": "h",
    "must": "m",
    "payable": "a",
    "not": "n",
    "debt": "j",
    "papers": "J",
    "up": "+",
    "down": "-",
    "double": "2",
    "same": "=",
    "loss": "L",
    "made_profit": "G",
    "short": "s",
    "enough": "e",
    "most": "W",
    "than": ">",
    "to": "t",
    "from": "f",
    "by": "y",
    "back": "y",
    "with": "w",
    "of": "v",
    "in": "i",
    "take": "x",
    "and_ask": "H",
    "if": "?",
}
"""{group of claims: its letter}."""
PIECE = re.compile(r"n't\b|'[a-z]+|[a-z]+(?:n't\b)?|[^\sa-z]")
"""One piece of an English text in lower case."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word says: a letter, and what it measures where it names that."""

    letter: str
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a language; English ones as tuples of pieces, Chinese ones of characters."""

    words: Mapping[tuple[str, ...], Entry]
    longest: int
    shape: Mapping[str, frozenset[str]]
    """Words by the part that they have in a sentence of advice."""

    def match(self, pieces: list[str], start: int) -> tuple[Entry, int] | None:
        """Return the longest word that begins at a piece, and how many pieces it has."""
        for size in range(min(self.longest, len(pieces) - start), 0, -1):
            entry = self.words.get(tuple(pieces[start : start + size]))
            if entry is not None:
                return entry, size
        return None


@functools.cache
def load(language: str) -> Lexicon:
    """Return the words of a language ("en", "zh_CN")."""
    with (paths.assets() / "grounding" / f"{language}.toml").open("rb") as stream:
        table = tomllib.load(stream)
    words = {pieces(word, language): Entry(ADVICE) for word in table["advice"]["words"].split()}
    for word in table["plain"]["words"].split():
        words[pieces(word, language)] = Entry(PLAIN)
    for word in table["passing"]["words"].split():
        words[pieces(word, language)] = Entry(PASSING)
    topics: dict[tuple[str, ...], set[str]] = {}
    for topic, listed in table["topics"].items():
        for word in listed.split("|"):
            topics.setdefault(pieces(word, language), set()).add(topic)
    words |= {word: Entry(TOPIC, frozenset(found)) for word, found in topics.items()}
    for group, listed in table["claims"].items():
        for word in listed.split("|"):
            key = pieces(word, language)
            found = frozenset(topics.get(key, ()))
            words[key] = Entry(LETTERS[group], found)
    for word in table["idioms"]["words"].split("|"):
        words[pieces(word, language)] = Entry(IDIOM)
    for word in table["never"]["words"].split("|"):
        words[pieces(word, language)] = Entry(NEVER)
    shape = {part: frozenset(listed.split("|")) for part, listed in table["shape"].items()}
    return Lexicon(words, max(map(len, words)), shape)


def pieces(text: str, language: str) -> tuple[str, ...]:
    """Return a word as it is looked for."""
    if language == "zh_CN":
        return tuple(text.lower())
    return tuple(PIECE.findall(text.lower()))
