"""Builds an answer: facts beside the sentences that say them, and where each figure leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain import finding_texts
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
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.money import MAX_MINOR
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.services.asking import of_findings

NOWHERE = Place()
_FURTHER = 3
"""Further questions offered at most."""
_LISTED = 8
"""Lines of a table before the rest becomes one."""
Name = str | AccountName | TextName | Month | Source
Shown = int | Money | Ratio | dt.date | None
"""A figure of a line; whole numbers are minor units of the book's currency."""


class Listed(NamedTuple):
    """One line that a table may hold."""

    name: Name
    figures: tuple[Shown, ...]
    place: Place = NOWHERE


class Telling:
    """An answer while it is made."""

    def __init__(self, tool: Tool, arguments: Arguments, *, currency: str) -> None:
        """Begin an answer in the book's currency."""
        self.tool = tool
        self._arguments = arguments
        self._currency = currency
        self._facts: dict[str, Fact] = {}
        self._said: list[Sentence] = []
        self._lines: list[Line] = []
        self._findings: list[Finding] = []

    def money(self, minor: int, *, sense: Sense = Sense.NONE, place: Place = NOWHERE) -> Fact:
        """Return an amount of the book's currency as a fact."""
        return Fact(Money(self._currency, minor), sense, place=place)

    def minor(self, amount: Decimal) -> int:
        """Return an amount that a question names in minor units of the book's currency.

        Rounded half to even. Raises ``UserError("amount_invalid")`` for what no amount can be.
        """
        digits = minor_digits(self._currency)
        if not 0 <= amount <= Decimal(MAX_MINOR).scaleb(-digits):
            raise UserError("amount_invalid", text=f"{amount:f}")
        return int(amount.scaleb(digits).to_integral_value())

    def say(self, key: str, **facts: Fact) -> None:
        """Say a sentence; each fact fills the placeholder of its name and is kept under it.

        A name that holds another fact already gets a number behind it.
        """
        self._said.append(Sentence(key, {each: self._keep(each, facts[each]) for each in facts}))

    def say_apart(self, key: str, **facts: Fact) -> None:
        """Say a sentence that begins a paragraph."""
        self.say(key, **facts)
        self._said[-1] = replace(self._said[-1], opens=True)

    @property
    def has_table(self) -> bool:
        """Whether a line was added."""
        return bool(self._lines)

    def finding(self, finding: Finding, *, parts: Sequence[str] = finding_texts.PARTS) -> None:
        """Tell a finding in a paragraph of its own, in the words that Today has for it."""
        facts = dict(of_findings.facts(finding))
        for part in parts:
            if part == "brings" and not finding_texts.says_what_it_brings(finding):
                continue
            self._said.append(
                Sentence(
                    finding_texts.key(finding, part),
                    {each: self._keep(each, facts[each]) for each in facts},
                    of_finding=True,
                    opens=part == "title",
                )
            )
        self._findings.append(finding)

    def line(self, name: Name, *figures: Shown) -> None:
        """Add a line to the table; whole numbers are minor units of the book's currency."""
        self.line_to(NOWHERE, name, *figures)

    def line_to(self, place: Place, name: Name, *figures: Shown) -> None:
        """Add a line that leads somewhere."""
        shown = (Money(self._currency, each) if isinstance(each, int) else each for each in figures)
        self._lines.append(Line(name, tuple(shown), place))

    def listed(
        self, lines: Sequence[Listed], *, most: int = _LISTED, whole: int | None = None
    ) -> None:
        """Add the first of several lines, and the sum of what the others hold as one more.

        ``whole`` is what the lines' shares are parts of.
        """
        for each in lines[:most]:
            self.line_to(each.place, each.name, *each.figures)
        rest = lines[most:]
        if rest:
            columns = zip(*(each.figures for each in rest), strict=True)
            sums = [_sum(column) for column in columns]
            first = sums[0]
            if whole is not None and isinstance(first, int):
                sums[1:] = [ratio(first, whole)]
            self.line(TextName("others"), *sums)

    def answer(
        self,
        *further: FollowUp,
        heads: Iterable[str] = (),
        chart: bool = False,
        held: bool = True,
        actions: Iterable[Action] = (),
    ) -> Answer:
        """Return the answer; ``heads`` are the columns of its table, if any lines were added."""
        return Answer(
            self.tool,
            self._arguments,
            dict(self._facts),
            tuple(self._said),
            Table(tuple(heads), tuple(self._lines), chart=chart) if self._lines else None,
            further[:_FURTHER],
            held,
            tuple(self._findings),
            tuple(actions),
        )

    def _keep(self, name: str, fact: Fact) -> str:
        number, free = 1, name
        while self._facts.get(free, fact) != fact:
            number += 1
            free = f"{name}_{number}"
        self._facts[free] = fact
        return free


def _sum(column: Iterable[Shown]) -> Shown:
    """Return the sum of a column of amounts; ``None`` where it holds anything else."""
    values = [each for each in column if each is not None]
    amounts = [each for each in values if isinstance(each, int)]
    return sum(amounts) if amounts and len(amounts) == len(values) else None


def count(number: int, unit: Unit, *, place: Place = NOWHERE) -> Fact:
    """Return how many there are of something as a fact."""
    return Fact(number, unit=unit, place=place)


def ratio(part: int, whole: int) -> Ratio | None:
    """Return what part of a whole something is, rounded to a tenth of a per cent."""
    return Ratio(round(Fraction(1000 * part, whole))) if whole > 0 else None


def share(part: int, whole: int, *, sense: Sense = Sense.NONE) -> Fact | None:
    """Return the same as a fact; ``None`` where there is no whole to be a part of."""
    found = ratio(part, whole)
    return None if found is None else Fact(found, sense)


def name(party: str) -> Fact:
    """Return a party's name as a fact that leads to its entries."""
    return Fact(party, place=Place(party=party))
