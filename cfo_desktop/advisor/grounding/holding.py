"""The facts as a text is held against them: which figure, which days, whose, which way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from collections.abc import Sequence

from cfo_desktop.advisor.grounding import figures
from cfo_desktop.advisor.grounding.days import Days
from cfo_desktop.advisor.grounding.figures import Kind
from cfo_desktop.advisor.grounding.figures import Lean
from cfo_desktop.advisor.grounding.figures import Said
from cfo_desktop.advisor.grounding.given import Given
from cfo_desktop.advisor.grounding.given import Known
from cfo_desktop.advisor.grounding.given import is_late
from cfo_desktop.advisor.grounding.given import known
from cfo_desktop.advisor.grounding.reading import Token
from cfo_desktop.advisor.grounding.reasons import Reason
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Stretch

_SPENT = frozenset({"costs", "rent", "wages", "tax", "loan", "payables"})
"""Measures that a table shows with a minus and a sentence says without."""
_SHRINKING = frozenset({Sense.DOWN, Sense.LOSS, Sense.SHORT})
_ROLES = {
    "K": frozenset({Sense.OWED_TO_US, Sense.IN}),
    "S": frozenset({Sense.WE_OWE, Sense.OUT}),
}


class Holding:
    """All that may be said, and what can be asked of it."""

    def __init__(self, of: Given) -> None:
        """Take the facts and lines of an answer."""
        self.of = of
        self.known = known(of)
        self._today = Stretch(of.today, of.today)

    def __contains__(self, sense: Sense) -> bool:
        """Tell whether any figure is of a sense."""
        return any(each.sense is sense for each in self.known)

    # --- names ---

    def only_name(self) -> str:
        """Return the one party that the facts speak of, where there is one."""
        names = {each.about for each in self.known}
        names |= {each.figure for each in self.known if isinstance(each.figure, str)}
        names.discard("")
        return names.pop() if len(names) == 1 else ""

    def is_of(self, each: Known, party: str) -> bool:
        """Tell whether a figure is a party's: by its place, or because there is no other."""
        return each.about == party or (not each.about and self.only_name() == party)

    def roles_fit(self, letters: frozenset[str], names: Sequence[Token]) -> bool:
        """Tell whether names are called customers or suppliers as the facts have it."""
        for letter, senses in _ROLES.items():
            about = {each.about for each in self.known if each.sense in senses}
            if letter in letters and not all(each.name in about for each in names):
                return False
        return True

    def has_most(self, party: str) -> bool:
        """Tell whether nobody has more than a party, in the same column."""
        for each in self.known:
            if not party or each.about != party or not isinstance(each.figure, Money):
                continue
            amounts = [
                abs(other.figure.minor)
                for other in self.known
                if other.about
                and (other.name, other.sense) == (each.name, each.sense)
                and isinstance(other.figure, Money)
            ]
            if len(amounts) > 1 and abs(each.figure.minor) == max(amounts):
                return True
        return False

    def is_late(self, each: Known, party: str) -> bool:
        """Tell whether the facts say that the party of a figure is late with it."""
        return any(
            bool(other.figure)
            and is_late(other)
            and (other.about == each.about or other.about == party == self.only_name())
            for other in self.known
        )

    def ranks(self, letters: frozenset[str], party: str) -> bool:
        """Tell whether a party is the first, and of what it is said to be the first."""
        if self.of.tool is not None and letters & {"K", "S"}:
            tool = Tool.TOP_CUSTOMERS if "K" in letters else Tool.TOP_SUPPLIERS
            if self.of.tool is not tool:
                return False
        return self.has_most(party)

    # --- days ---

    def knows(self, days: Days) -> bool:
        """Tell whether days are those of any fact, or today."""
        return self._counts(days) or any(
            self.same(days, each) for each in (*self._all_days(), self._today)
        )

    def same(self, days: Days, stretch: Stretch) -> bool:
        """Tell whether days are a stretch; "in May" is also May so far."""
        today = self.of.today
        return stretch in days.meant or any(
            each.first == stretch.first < today == stretch.last and each.last >= today
            for each in days.meant
        )

    def is_other(self, days: Days, main: Stretch | None) -> bool:
        """Tell whether days are some that the facts compare ``main`` with."""
        return any(self.same(days, each) for each in self._all_days() if each != main)

    def beside(self, days: Days, each: Known) -> bool:
        """Tell whether days may stand beside a figure that is not of any days itself."""
        if self._counts(days) or self.dated(days, each):
            return True
        if self.of.period is not None:
            return self.same(days, self.of.period)
        stretches = [
            other.figure
            for other in self.known
            if isinstance(other.figure, Stretch) and "before" not in other.name
        ]
        return any(self.same(days, stretch) for stretch in (self._today, *stretches))

    def dated(self, days: Days, each: Known) -> bool:
        """Tell whether days are a date among the facts that can be this figure's.

        ``lowest_day`` is the day of ``lowest`` (and of what is short then), and of nothing else.
        """
        names = {other.name for other in self.known}
        dates = [
            (other, other.figure)
            for other in self.known
            if isinstance(other.figure, dt.date) and other.about in {"", each.about}
        ]
        own = [(other, day) for other, day in dates if _base(other.name) == each.name]
        for other, day in own or dates:
            base = _base(other.name)
            short = each.sense is Sense.SHORT and base == "lowest"
            foreign = base in names and base != each.name and not short
            if not foreign and self.same(days, Stretch(day, day)):
                return True
        return False

    def _counts(self, days: Days) -> bool:
        return any(
            days.count == (each.figure, each.unit) and not is_late(each) for each in self.known
        )

    def _all_days(self) -> list[Stretch]:
        found = [each.stretch for each in self.known if each.stretch]
        found += [each.figure for each in self.known if isinstance(each.figure, Stretch)]
        found += [
            Stretch(each.figure, each.figure)
            for each in self.known
            if isinstance(each.figure, dt.date)
        ]
        return [*found, *([self.of.period] if self.of.period else [])]

    # --- counts, and why a figure is none of the facts ---

    def has_count(self, said: Said, about: set[str]) -> bool:
        """Tell whether a count is one of the facts about some parties."""
        return said.lean is Lean.EXACT and any(
            isinstance(each.figure, int)
            and each.figure == said.value
            and each.unit in said.units
            and each.about in about
            for each in self.known
        )

    def why_not(self, said: Said) -> Reason:
        """Tell a figure of another party or unit from one that is in no fact."""
        reason = Reason.FIGURE
        for each in self.known:
            if is_figure(said, each):
                return Reason.NAME
            if isinstance(each.figure, Money) and abs(each.figure.decimal()) == said.value:
                reason = Reason.UNIT
            if isinstance(each.figure, int) and each.figure == said.value:
                reason = Reason.UNIT
        return reason


def is_figure(said: Said, each: Known) -> bool:
    """Tell whether what was said is a figure of the facts, its sign included."""
    figure = each.figure
    if isinstance(figure, Money) and said.kind is Kind.MONEY:
        positive = each.sense not in {Sense.NONE, Sense.UP} or bool(each.topics & _SPENT)
        if (said.value < 0 < figure.minor) or (figure.minor < 0 <= said.value and not positive):
            return False
        return figures.same_money(said, figure)
    if isinstance(figure, Ratio) and said.kind is Kind.PERCENT and said.value >= 0:
        return (figure.per_mille >= 0 or each.sense in _SHRINKING) and figures.same_ratio(
            said, figure
        )
    return False


def which(token: Token, among: Iterable[Known]) -> list[Known]:
    """Return the facts that the figure of a token can be."""
    said = token.said
    return [each for each in among if said is not None and is_figure(said, each)]


def _base(name: str) -> str:
    for end in ("_day", "_date", "_due"):
        if name.endswith(end):
            return name.removesuffix(end)
    return ""
