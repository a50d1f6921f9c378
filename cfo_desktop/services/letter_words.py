"""Words of a letter in its reader's language; keeps every fact that they are filled with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cfo_desktop.base import texts
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.reports.words import Words

ROOM = "drafts"
_LONGEST = 80
"""Characters of a name that are written."""


def one_line(untrusted_name: str) -> str:
    """Return a name in one line of printable characters, cut where it is longer than any name."""
    kept = "".join(char if char.isprintable() else " " for char in untrusted_name)
    line = " ".join(kept.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


class LetterWords:
    """A letter while it is written: paragraphs, and the facts that fill them by name."""

    def __init__(self, language: str, *, currency: str, shop: str, party: str) -> None:
        """Begin a letter from ``shop`` to ``party``; amounts in the book's ``currency``."""
        self.party = party
        self.currency = currency
        self.facts: dict[str, Fact] = {}
        self._language = language
        self._shop = shop
        self._paragraphs: list[str] = []

    def filled(self, key: str, **places: Fact | str) -> str:
        """Return a text with its facts in their places, and keep these; texts are put in as is."""
        unfilled = texts.unfilled(self._language, ROOM, key)
        shown = {}
        for name, each in places.items():
            if f"{{{name}}}" not in unfilled:
                continue
            if isinstance(each, Fact):
                self._keep(name, each)
                shown[name] = self._shown(each)
            else:
                shown[name] = each
        return texts.text(self._language, ROOM, key, **shown)

    def say(self, key: str, **facts: Fact) -> None:
        """Say a sentence in a paragraph of its own."""
        self._paragraphs.append(self.filled(key, **facts))

    def lines(self, lines: Iterable[str]) -> None:
        """Put lines under one another."""
        self._paragraphs.append("\n".join(lines))

    def blanks(self, *keys: str) -> None:
        """Leave lines blank for what the books do not know."""
        blank = texts.text(self._language, ROOM, "blank")
        self.lines(self.filled(key, blank=blank) for key in keys)

    def letter(self, day: dt.date) -> str:
        """Return all of it, with its day, whom it is to and whom it is from."""
        close = f"{self.filled('close')}\n{self.filled('shop', shop=Fact(self._shop))}"
        dear = self.filled("dear", party=Fact(self.party))
        head = self.filled("day", day=Fact(day))
        return "\n\n".join((head, dear, *self._paragraphs, close)) + "\n"

    def text(self) -> str:
        """Return the paragraphs alone, as one."""
        return ("" if self._language == "zh_CN" else " ").join(self._paragraphs) + "\n"

    def _keep(self, name: str, fact: Fact) -> None:
        number, free = 1, name
        while self.facts.get(free, fact) != fact:
            number += 1
            free = f"{name}_{number}"
        self.facts[free] = fact

    def _shown(self, fact: Fact) -> str:
        value = fact.figure
        words = Words(self._language, self.currency)
        if isinstance(value, Money):
            return Words(self._language, value.currency).money(value.minor).replace("\u00a0", " ")
        if isinstance(value, Stretch):
            return words.month(Month.of(value.last))
        if isinstance(value, dt.date):
            return words.day(value)
        if isinstance(value, int) and fact.unit is not Unit.NONE:
            form = "one" if value == 1 else "many"
            return texts.text(self._language, ROOM, f"unit.{fact.unit}.{form}", count=f"{value:,}")
        if isinstance(value, Ratio):
            whole, part = divmod(abs(value.per_mille), 10)
            return f"{whole}.{part}%"
        return one_line(str(value))
