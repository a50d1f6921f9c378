"""Holds what a clause says of sales, profit, costs, cash … against the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal

from cfo_desktop.advisor.grounding import holding
from cfo_desktop.advisor.grounding.clause import PROFIT
from cfo_desktop.advisor.grounding.clause import Clause
from cfo_desktop.advisor.grounding.clause import Measures
from cfo_desktop.advisor.grounding.days import Days
from cfo_desktop.advisor.grounding.given import Known
from cfo_desktop.advisor.grounding.holding import Holding
from cfo_desktop.advisor.grounding.reading import DAYS
from cfo_desktop.advisor.grounding.reading import Token
from cfo_desktop.advisor.grounding.reasons import Reason
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Stretch

Found = tuple[Token, Known]
"""A figure that was said, and the fact that it is."""
_SIDES = {
    "": frozenset(Sense),
    "f": frozenset({Sense.OWED_TO_US, Sense.IN}),
    "t": frozenset({Sense.WE_OWE, Sense.OUT}),
    "y": frozenset[Sense](),
}
_MOVED = frozenset({Sense.UP, Sense.DOWN, Sense.SAME})
_TOLD_BY = (("L", Sense.LOSS), ("s", Sense.SHORT), ("e", Sense.ENOUGH))
_TOWARDS = frozenset({"t", "f", ">"})
_SOLD = frozenset({"sales", "income"})
_DOUBLED = 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """What the clauses before have said."""

    party: str = ""
    topics: frozenset[str] = frozenset()
    days: Days | None = None
    amounts: tuple[Found, ...] = ()


class Measured:
    """One clause with figures, or a movement, of what the shop earned, spent or has."""

    def __init__(self, clause: Clause, held: Holding, before: Said, party: str) -> None:
        """Take a clause; ``party`` is whom it names, or means by "it"."""
        self._clause = clause
        self._held = held
        self._before = before
        self._party = party
        self._amounts = clause.of("MR")
        self._main = held.of.period
        self._computed = False
        self.found: list[Found] = []
        """Once checked: its figures, and the facts that they are."""

    def check(self) -> Reason | None:
        """Return why the clause may not be said."""
        clause = self._clause
        letters = clause.letters
        untold = any(letter in letters and sense not in self._held for letter, sense in _TOLD_BY)
        wrong = (
            untold
            or "n" in letters
            or letters >= {"G", "L"}
            or len(clause.moving) > 1
            or ("?" in letters and bool(clause.moving))
            or ("2" in letters and not self._moves(doubled=True))
            or ("W" in letters and not self._held.ranks(letters, self._party))
            or clause.is_odd()
        )
        if wrong:
            return Reason.DIRECTION
        if len(clause.names) > 1:
            return Reason.NAME
        if "R" in letters and ("G" in letters or (letters & {"K", "S"} and "T" not in letters)):
            return Reason.SUBJECT
        if not self._amounts:
            unheld = (clause.moving and not self._moves()) or "G" in letters
            return Reason.DIRECTION if unheld else self._other_days()
        reason: Reason | None = Reason.SUBJECT
        for measures in clause.measures(self._before.topics):
            reason = self._figures(measures)
            if reason is None:
                return self._other_days()
        return reason

    def _other_days(self) -> Reason | None:
        """Hold days that something is compared with: they are not those it is about."""
        for token in self._clause.of(DAYS):
            if self._clause.is_compared(token) and not self._is_other(token, self._main):
                return Reason.DATE
        return None

    def _is_other(self, token: Token, main: Stretch | None) -> bool:
        return token.days is not None and self._held.is_other(token.days, main)

    def _moves(self, *, doubled: bool = False) -> bool:
        """Tell whether a fact says that what the clause is about rose, fell, or doubled."""
        named = self._clause.topics or self._before.topics
        if not self._is_now():
            return False
        return any(
            each.sense in self._clause.moving
            and each.about in {self._party, ""}
            and bool(each.topics & named)
            and (not doubled or each.figure == Ratio(_DOUBLED))
            for each in self._held.known
        )

    def _is_now(self) -> bool:
        """Tell whether a movement is said of the days that the answer is about."""
        clause, main = self._clause, self._main
        here = [each.days for each in clause.of(DAYS) if not clause.is_compared(each)]
        return main is None or all(
            self._held.same(days, main) for days in here or [self._before.days] if days
        )

    # --- each figure ---

    def _figures(self, measures: Sequence[Measures]) -> Reason | None:
        self.found, self._computed = [], False
        for token, named in zip(self._amounts, measures, strict=True):
            reason = self._figure(token, named)
            if reason is not None:
                return reason
        return None if self._together() else Reason.DIRECTION

    def _figure(self, token: Token, named: Measures) -> Reason | None:
        fits = holding.which(token, self._held.known)
        if not fits and token.letter == "R" and self._recomputed(token):
            self._computed = True
            return None
        if not fits:
            return self._held.why_not(token.said) if token.said else Reason.FIGURE
        checks = (
            (Reason.NAME, self._is_theirs),
            (Reason.SUBJECT, lambda each: self._measures(each, token, named)),
            (Reason.DATE, lambda each: self._dates_fit(each, token)),
            (Reason.DIRECTION, lambda each: self._sense_fits(each, token)),
        )
        for reason, fit in checks:
            fits = [each for each in fits if fit(each)]
            if not fits:
                return reason
        self.found.append((token, fits[0]))
        return None

    def _is_theirs(self, each: Known) -> bool:
        letters, before = self._clause.letters, self._before.party
        if self._party:
            fits = self._held.is_of(each, self._party)
            return fits and each.sense in _SIDES[self._clause.side()]
        if ("K" in letters and each.sense is Sense.WE_OWE) or (
            "S" in letters and each.sense is Sense.OWED_TO_US
        ):
            return False
        measured = self._clause.topics or self._clause.letters & {"L", "G"}
        if before and not measured:
            return self._held.is_of(each, before)
        return each.about in {"", before}

    def _measures(self, each: Known, token: Token, named: Measures) -> bool:
        """Tell whether a figure measures what it is said to."""
        if "lowest" in each.topics and (
            "-" in self._clause.letters or any("lowest" in words for words in named)
        ):
            return all(words & {"lowest", "cash"} for words in named)
        fitting = [bool(each.topics & words) for words in named]
        if token.letter == "R" and not each.about and named:
            # a share is of the sales where nothing else is said
            return any(fitting) and all(each.topics & words or words & _SOLD for words in named)
        return all(fitting)

    def _sense_fits(self, each: Known, token: Token) -> bool:
        clause, letters = self._clause, self._clause.letters
        if (each.sense is Sense.LOSS) != ("L" in letters):
            return False
        if "G" in letters and not each.topics & PROFIT:
            return False
        if each.sense is Sense.SHORT and "s" not in letters:
            return False
        towards = clause.letter_before(token) in _TOWARDS
        if each.sense in _MOVED:
            return each.sense in clause.moving and not towards
        return not clause.moving or towards or clause.is_compared(token) or clause.leads(token)

    # --- its days ---

    def _dates_fit(self, each: Known, token: Token) -> bool:
        clause, held = self._clause, self._held
        compared = clause.is_compared(token)
        here = [other for other in clause.of(DAYS) if not clause.is_compared(other)]
        than = [other for other in clause.of(DAYS) if clause.is_compared(other)]
        if not self._turns(each, token):
            return False
        if len(here) == len(self._amounts) > 1:  # "from 4,000 in April to 5,000 in May"
            here = [here[self._amounts.index(token)]]
        if not compared:
            main = each.stretch or self._main
            if not all(self._is_other(other, main) for other in than):
                return False
            than = []
        named = [other.days for other in (*here, *than) if other.days]
        if not named and self._before.days and not compared:
            named = [self._before.days]
        if each.stretch is None:
            return all(held.beside(days, each) for days in named)
        if not named:
            return self._is_main(each.stretch, earlier=compared or self._from(token))
        same = [days for days in named if held.same(days, each.stretch)]
        return bool(same) and all(days in same or held.dated(days, each) for days in named)

    def _is_main(self, stretch: Stretch, *, earlier: bool) -> bool:
        """Tell whether a figure of these days needs no days said beside it."""
        main = self._main
        return main is None or stretch == main or (earlier and stretch.first < main.first)

    def _turns(self, each: Known, token: Token) -> bool:
        """Tell whether "from" stands with the figure before, "to" with the one of the answer."""
        clause = self._clause
        side = "f" if clause.is_compared(token) else clause.letter_before(token)
        if not clause.moving or side not in {"f", "t"}:
            return True
        if each.stretch is None or self._main is None:
            return True
        return (each.stretch.first < self._main.first) == (side == "f")

    def _from(self, token: Token) -> bool:
        return self._clause.letter_before(token) == "f"

    # --- its figures together ---

    def _together(self) -> bool:
        clause = self._clause
        if clause.moving and not self._computed and not self._movement():
            return False
        priced = bool(self.found) and all("price" in each.topics for _, each in self.found)
        if clause.affords() and not priced:
            return False
        return all(
            letter not in clause.letters
            or priced
            or any(each.sense is sense for _, each in self.found)
            for letter, sense in (("s", Sense.SHORT), ("e", Sense.ENOUGH))
        )

    def _movement(self) -> bool:
        """Tell whether figures bear a rise or fall out: one is of that sense, or two show it."""
        moving = self._clause.moving
        if any(each.sense in moving for _, each in self.found):
            return True
        amounts = [each for each in self.found if isinstance(each[1].figure, Money)]
        if len(amounts) != len(self.found) or len(amounts) not in {1, 2}:
            return False
        if len(amounts) == 1:
            return self._ends(*amounts[0])
        (first, one), (second, two) = amounts
        if self._clause.is_compared(second) or self._from(second):
            new, old = one, two
        elif self._from(first):
            new, old = two, one
        else:
            return False
        change = _change(old, new)
        return change is not None and moving == {Sense.UP if change > 0 else Sense.DOWN}

    def _ends(self, token: Token, each: Known) -> bool:
        """Tell whether a movement may end at a figure: "rose to 5,000"."""
        if "lowest" in each.topics and self._clause.letter_before(token) == "t":
            return self._clause.moving == {Sense.DOWN}
        return any(
            other.sense in self._clause.moving
            and bool(other.topics & each.topics)
            and (other.stretch or self._main) in {each.stretch, self._main}
            for other in self._held.known
        )

    def _recomputed(self, token: Token) -> bool:
        """Tell whether a percentage is that of the two amounts said before it in the sentence."""
        pair = [
            each
            for _, each in (*self._before.amounts, *self.found)
            if isinstance(each.figure, Money)
        ]
        if len(pair) != 2 or token.said is None:  # noqa: PLR2004 - a share of one in the other
            return False
        moving = self._clause.moving
        if not moving:
            share = _share(*pair) if "v" in self._clause.letters else None
        else:
            one, two = pair
            share = _change(one, two) or _change(two, one)  # whichever came first in time
            if share is not None and moving != {Sense.UP if share > 0 else Sense.DOWN}:
                return False
        return share is not None and token.said.value == abs(share).quantize(
            Decimal(1), ROUND_HALF_UP
        )


def _share(part: Known, whole: Known) -> Decimal | None:
    """Return what per cent of an amount another is; ``None`` if it is no part of it."""
    if not isinstance(part.figure, Money) or not isinstance(whole.figure, Money):
        return None
    over, under = abs(part.figure.minor), abs(whole.figure.minor)
    return Decimal(100 * over) / under if 0 < over <= under else None


def _change(old: Known, new: Known) -> Decimal | None:
    """Return by how many per cent one measure changed from some days to later ones."""
    if not isinstance(old.figure, Money) or not isinstance(new.figure, Money):
        return None
    if not old.stretch or not new.stretch or not old.topics & new.topics:
        return None
    before, after = abs(old.figure.minor), abs(new.figure.minor)
    if new.stretch.first <= old.stretch.first or before in {0, after}:
        return None
    return Decimal(100 * (after - before)) / before
