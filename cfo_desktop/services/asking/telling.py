"""Builds an answer: facts beside the sentences that say them, and where each figure leads."""

from __future__ import annotations

from collections.abc import Iterable

from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Sentence
from cfo_desktop.domain.asking import Table
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month

NOWHERE = Place()
_FURTHER = 3
"""Further questions offered at most."""


class Telling:
    """An answer while it is made."""

    def __init__(self, tool: Tool, arguments: Arguments, *, currency: str) -> None:
        """Begin an answer in the book's currency."""
        self._tool = tool
        self._arguments = arguments
        self._currency = currency
        self._facts: dict[str, Fact] = {}
        self._said: list[Sentence] = []
        self._lines: list[Line] = []

    def money(self, minor: int, *, sense: Sense = Sense.NONE, place: Place = NOWHERE) -> Fact:
        """Return an amount of the book's currency as a fact."""
        return Fact(Money(self._currency, minor), sense, place=place)

    def say(self, key: str, **facts: Fact) -> None:
        """Say a sentence; each fact fills the placeholder of its name and is kept under it.

        A name that holds another fact already gets a number behind it.
        """
        self._said.append(Sentence(key, {each: self._keep(each, facts[each]) for each in facts}))

    def line(
        self, name: str | AccountName | TextName | Month, *figures: int | Ratio | None
    ) -> None:
        """Add a line to the table; whole numbers are minor units of the book's currency."""
        self.line_to(NOWHERE, name, *figures)

    def line_to(
        self, place: Place, name: str | AccountName | TextName | Month, *figures: int | Ratio | None
    ) -> None:
        """Add a line that leads somewhere."""
        shown = (Money(self._currency, each) if isinstance(each, int) else each for each in figures)
        self._lines.append(Line(name, tuple(shown), place))

    def answer(
        self,
        *further: FollowUp,
        heads: Iterable[str] = (),
        chart: bool = False,
        held: bool = True,
    ) -> Answer:
        """Return the answer; ``heads`` are the columns of its table, if any lines were added."""
        return Answer(
            self._tool,
            self._arguments,
            dict(self._facts),
            tuple(self._said),
            Table(tuple(heads), tuple(self._lines), chart=chart) if self._lines else None,
            further[:_FURTHER],
            held,
        )

    def _keep(self, name: str, fact: Fact) -> str:
        number, free = 1, name
        while self._facts.get(free, fact) != fact:
            number += 1
            free = f"{name}_{number}"
        self._facts[free] = fact
        return free


def count(number: int, unit: Unit, *, place: Place = NOWHERE) -> Fact:
    """Return how many there are of something as a fact."""
    return Fact(number, unit=unit, place=place)


def share(part: int, whole: int) -> Fact | None:
    """Return what part of a whole something is, rounded to a tenth of a per cent."""
    return Fact(Ratio(round(1000 * part / whole))) if whole else None
