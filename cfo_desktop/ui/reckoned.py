"""Builds what a figure was reckoned from, for the menu that explains it."""

from __future__ import annotations

from collections.abc import Mapping

from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Reckoned
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.money import Money

NOWHERE = Place()
Said = tuple[str, Mapping[str, Fact]]


class Reckoning:
    """One figure's explanation while it is made; amounts are minor units of the book's currency."""

    def __init__(self, currency: str) -> None:
        """Say nothing yet."""
        self._currency = currency
        self._said: list[Said] = []
        self._parts: list[Line] = []

    def money(self, minor: int, place: Place = NOWHERE) -> Fact:
        """Return an amount that leads somewhere, or nowhere."""
        return Fact(Money(self._currency, minor), place=place)

    def say(self, key: str, **facts: Fact) -> Reckoning:
        """Add a sentence: a key of ``answers.toml`` under ``explain``."""
        self._said.append((key, facts))
        return self

    def part(self, key: str, minor: int, *, place: Place = NOWHERE) -> Reckoning:
        """Add an amount that goes into it, by its key of ``answers.toml`` under ``name.part``."""
        name = TextName(f"part.{key}")
        self._parts.append(Line(name, (Money(self._currency, minor),), place))
        return self

    def party(self, name: str, figure: Figure, *, place: Place) -> Reckoning:
        """Add what one party makes of it."""
        self._parts.append(Line(name, (figure,), place))
        return self

    def made(self, *, behind: Place = NOWHERE) -> Reckoned:
        """Return it, with what of the books stands ``behind`` it."""
        return Reckoned(tuple(self._said), tuple(self._parts), behind)
