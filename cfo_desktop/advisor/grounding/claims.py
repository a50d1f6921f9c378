"""Holds what a clause says against the facts: figures with their party, days, measure and sense."""

from __future__ import annotations

import datetime as dt
import enum
import itertools
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from decimal import ROUND_HALF_UP
from decimal import Decimal

from cfo_desktop.advisor.grounding import debts
from cfo_desktop.advisor.grounding import figures
from cfo_desktop.advisor.grounding.days import Days
from cfo_desktop.advisor.grounding.debts import Relation
from cfo_desktop.advisor.grounding.figures import Kind
from cfo_desktop.advisor.grounding.figures import Said
from cfo_desktop.advisor.grounding.given import Given
from cfo_desktop.advisor.grounding.given import Known
from cfo_desktop.advisor.grounding.given import default_topic
from cfo_desktop.advisor.grounding.given import known
from cfo_desktop.advisor.grounding.reading import DAYS
from cfo_desktop.advisor.grounding.reading import NAME
from cfo_desktop.advisor.grounding.reading import Token
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Stretch


class Reason(enum.StrEnum):
    """Why a sentence may not be shown."""

    EMPTY = "empty"
    LENGTH = "length"
    SENTENCES = "sentences"
    """More than one."""
    SIGNS = "signs"
    """Control characters, marks that are not seen, or pictures."""
    MARKUP = "markup"
    LEFTOVER = "leftover"
    LANGUAGE = "language"
    REPETITION = "repetition"
    PROMISE = "promise"
    WORD = "word"
    """A word whose sense the verifier does not know."""
    NAME = "name"
    FIGURE = "figure"
    UNIT = "unit"
    DATE = "date"
    SUBJECT = "subject"
    """A figure is said of something else than it measures."""
    DIRECTION = "direction"


FIGURES = frozenset("MRC")
CLAIMING = frozenset("+-2=LGse>W") | debts.OF_DEBTS | FIGURES
"""Letters that make a clause say something that the facts must hold."""
_SENSES = {"+": Sense.UP, "2": Sense.UP, "-": Sense.DOWN, "=": Sense.SAME}
_SIDES = {"f": frozenset({Sense.OWED_TO_US, Sense.IN}), "t": frozenset({Sense.WE_OWE, Sense.OUT})}
_MOVED = frozenset({Sense.UP, Sense.DOWN})
_PROFIT = frozenset({"profit"})
_CASH = frozenset({"cash"})
_SPENT = frozenset({"costs", "rent", "wages", "tax", "loan", "payables"})


@dataclass
class Claims:
    """Clauses of one sentence, held against the facts one after the other."""

    of: Given
    language: str
    held: tuple[Known, ...] = ()
    party: str = ""
    """Of whom the sentence spoke last."""
    topics: frozenset[str] = frozenset()
    days: Days | None = None
    relation: Relation | None = None
    plain_before: bool = False
    said: list[tuple[Token, Known]] = field(default_factory=list)
    """Amounts that were said, and the facts that they are."""

    def __post_init__(self) -> None:
        self.held = known(self.of)

    def clause(self, tokens: tuple[Token, ...]) -> Reason | None:
        """Return why the next clause may not be said; ``None`` for one that may."""
        letters = {each.letter for each in tokens}
        names = [each for each in tokens if each.letter == NAME]
        if not letters & CLAIMING:
            return self._plain(tokens, letters, names)
        self.plain_before = False
        if letters & {"_", "~"}:
            return Reason.WORD
        asked = "H" in letters and letters & FIGURES
        if asked or letters & debts.OF_DEBTS or (self.relation and self._goes_on(tokens)):
            reason = self._owing(tokens, names)
        else:
            self.relation = None
            reason = self._measured(tokens, letters, names)
        if names:
            self.party = names[-1].name
        return reason

    # --- clauses that say nothing of a figure ---

    def _plain(
        self, tokens: tuple[Token, ...], letters: set[str], names: list[Token]
    ) -> Reason | None:
        dates = [each for each in tokens if each.letter == DAYS]
        alone = letters <= {NAME, "."}
        if alone and names and not self.plain_before:
            return Reason.NAME
        if not alone and _asserts(tokens):
            return Reason.DIRECTION
        if any(not self._known_days(each) for each in dates):
            return Reason.DATE
        for token in tokens:
            self.topics = token.topics or self.topics
        if names:
            self.party = names[-1].name
        if dates:
            self.days = dates[-1].days
        self.plain_before = bool(letters - set(".DiT"))
        return None

    def _known_days(self, token: Token) -> bool:
        """Tell whether days are those of any fact, or today."""
        assert token.days is not None
        if token.days.count is not None and self._counts(token.days.count):
            return True
        today = Stretch(self.of.today, self.of.today)
        return any(
            _same_days(token.days, each, self.of.today) for each in (*self._all_days(), today)
        )

    def _counts(self, count: tuple[int, object]) -> bool:
        return any(count == (each.figure, each.unit) for each in self.held)

    def _all_days(self) -> list[Stretch]:
        found = [each.stretch for each in self.held if each.stretch]
        found += [each.figure for each in self.held if isinstance(each.figure, Stretch)]
        found += [_day(each.figure) for each in self.held if isinstance(each.figure, dt.date)]
        return [*found, *([self.of.period] if self.of.period else [])]

    # --- who owes whom ---

    def _goes_on(self, tokens: tuple[Token, ...]) -> bool:
        return debts.relation(tokens, self.language, self.relation) is not None

    def _owing(self, tokens: tuple[Token, ...], names: list[Token]) -> Reason | None:
        relation = debts.relation(tokens, self.language, self.relation)
        if relation is None:
            return Reason.DIRECTION
        self.relation = Relation(relation.sense)
        letters = {each.letter for each in tokens}
        party = names[0].name if names else ""
        if not names and ("X" in letters or relation.carried):
            party = self.party
        if len(names) > 1 or ("X" in letters and not party):
            return Reason.NAME
        senses = self._open_senses(relation)
        late = "l" in letters
        fitting = [
            each
            for each in self.held
            if each.sense in senses and (not late or _overdue(each.name, self.of))
        ]
        if not fitting:
            return Reason.DIRECTION
        mine = [each for each in fitting if self._party_fits(each, party, letters)]
        amounts = [each for each in tokens if each.letter == "M"]
        if not mine:
            return Reason.NAME if any(_is(each, fitting) for each in amounts) else Reason.DIRECTION
        if "W" in letters and not self._most(mine, party):
            return Reason.DIRECTION
        for token in amounts:
            found = [each for each in mine if _is(token, [each])]
            if not found:
                return self._why_not(token, mine)
            self.said.append((token, found[0]))
        about = {each.about for each in mine} if not party else {party, ""}
        return self._counts_and_days(tokens, about, mine if amounts else fitting)

    def _open_senses(self, relation: Relation) -> frozenset[Sense]:
        if relation.sense is not None:
            return frozenset({relation.sense})
        return frozenset({Sense.OWED_TO_US, Sense.WE_OWE})

    def _party_fits(self, each: Known, party: str, letters: set[str]) -> bool:
        if party:
            return each.about == party or (not each.about and self._only_name() == party)
        return not each.about or (self.party == each.about and not letters & {"K", "S"})

    def _only_name(self) -> str:
        """Return the one party that the facts speak of, where there is one."""
        names = {each.about for each in self.held} | {
            each.figure for each in self.held if isinstance(each.figure, str)
        }
        names.discard("")
        return names.pop() if len(names) == 1 else ""

    def _most(self, mine: Sequence[Known], party: str) -> bool:
        """Tell whether nobody has more than a party, of the same measure."""
        for each in mine:
            if not party or each.about != party or not isinstance(each.figure, Money):
                continue
            rivals = [
                other.figure.minor
                for other in self.held
                if other.about
                and (other.name, other.sense) == (each.name, each.sense)
                and isinstance(other.figure, Money)
            ]
            if len(rivals) > 1 and abs(each.figure.minor) == max(map(abs, rivals)):
                return True
        return False

    # --- figures of what the shop earned, spent, has ---

    def _measured(
        self, tokens: tuple[Token, ...], letters: set[str], names: list[Token]
    ) -> Reason | None:
        if "n" in letters or len(names) > 1:
            return Reason.DIRECTION if "n" in letters else Reason.NAME
        moving = {_SENSES[each] for each in letters & set(_SENSES)}
        if "2" in letters and not self._doubled(tokens):
            return Reason.DIRECTION
        if len(moving) > 1 or ("?" in letters and moving):
            return Reason.DIRECTION
        party = names[0].name if names else ""
        if "X" in letters and not party and self.party:
            party = self.party
        if "W" in letters and not self._most(self.held, party):
            return Reason.DIRECTION
        if _has(tokens):
            return Reason.DIRECTION
        for token, sense in (("L", Sense.LOSS), ("s", Sense.SHORT), ("e", Sense.ENOUGH)):
            if token in letters and not any(each.sense is sense for each in self.held):
                return Reason.DIRECTION
        amounts = [each for each in tokens if each.letter in "MR"]
        topics = _topics_of_figures(tokens, self.topics or default_topic(self.of.tool))
        reason: Reason | None = None
        for bound in topics:
            reason = self._all_fit(tokens, letters, amounts, bound, party, moving)
            if reason is None:
                break
        if reason is not None:
            return reason
        if not amounts and moving | ({Sense.LOSS} if "L" in letters else set()):
            reason = self._moves(tokens, moving, party)
        if "G" in letters and not amounts:
            return Reason.DIRECTION
        return reason or self._after(tokens, party)

    def _after(self, tokens: tuple[Token, ...], party: str) -> Reason | None:
        about = {party or self.party, ""}
        reason = self._counts_and_days(tokens, about, ())
        compared = [each for each in tokens if each.letter == DAYS and _than(tokens, each)]
        if not all(self._other_days(each, self.of.period) for each in compared):
            reason = reason or Reason.DATE
        for token in tokens:
            self.topics = token.topics or self.topics
        dates = [each.days for each in tokens if each.letter == DAYS and each not in compared]
        if dates:
            self.days = dates[0]
        return reason

    def _moves(self, tokens: Sequence[Token], moving: set[Sense], party: str) -> Reason | None:
        """Hold "sales are growing" against the facts: one of them must say so of sales."""
        named = frozenset().union(*(each.topics for each in tokens)) or self.topics
        for each in self.held:
            if each.sense in moving and each.about in {party, ""} and (each.topics & named):
                return None
        return None if not moving else Reason.DIRECTION

    def _doubled(self, tokens: Sequence[Token]) -> bool:
        named = frozenset().union(*(each.topics for each in tokens)) or self.topics
        return any(
            each.figure == Ratio(1000) and each.sense is Sense.UP and each.topics & named
            for each in self.held
        )

    def _all_fit(
        self,
        tokens: tuple[Token, ...],
        letters: set[str],
        amounts: list[Token],
        bound: Sequence[frozenset[str]],
        party: str,
        moving: set[Sense],
    ) -> Reason | None:
        found: list[tuple[Token, Known]] = []
        computed = False
        for token, topics in zip(amounts, bound, strict=True):
            assert token.said is not None
            fits = [each for each in self.held if _is(token, [each])]
            if (
                not fits
                and token.letter == "R"
                and self._recomputed(token.said, tokens, found, moving)
            ):
                computed = True
                continue
            if not fits:
                return self._why_not(token, self.held)
            fits = [each for each in fits if self._about_fits(each, party, tokens, token)]
            if not fits:
                return Reason.NAME
            fits = [each for each in fits if _topics_fit(each, topics, letters, token)]
            if not fits:
                return Reason.SUBJECT
            fits = [each for each in fits if self._days_fit(each, tokens, token)]
            if not fits:
                return Reason.DATE
            fits = [each for each in fits if _sense_fits(each, tokens, letters, token, moving)]
            if not fits:
                return Reason.DIRECTION
            found.append((token, fits[0]))
        if moving and amounts and not computed and not self._movement_held(tokens, found, moving):
            return Reason.DIRECTION
        for letter, sense in (("s", Sense.SHORT), ("e", Sense.ENOUGH)):
            if letter in letters and amounts and all(each.sense is not sense for _, each in found):
                return Reason.DIRECTION
        self.said += [each for each in found if each[0].letter == "M"]
        return None

    def _about_fits(self, each: Known, party: str, tokens: Sequence[Token], token: Token) -> bool:
        if party:
            if each.about != party and not (not each.about and self._only_name() == party):
                return False
            side = _side(tokens)
            return side is None or each.sense in _SIDES.get(side, ())
        letters = {other.letter for other in tokens}
        if ("K" in letters and each.sense is Sense.WE_OWE) or (
            "S" in letters and each.sense is Sense.OWED_TO_US
        ):
            return False
        if not any(_topics(other) for other in tokens) and self.party:
            return each.about == self.party or self._only_name() == self.party
        return not each.about or each.about == self.party

    def _days_fit(self, each: Known, tokens: Sequence[Token], token: Token) -> bool:
        here = [other for other in tokens if other.letter == DAYS and not _than(tokens, other)]
        than = [other for other in tokens if other.letter == DAYS and _than(tokens, other)]
        compared = _than(tokens, token)
        amounts = [other for other in tokens if other.letter in "MR"]
        if len(here) == len(amounts) > 1:  # "from 4,000 in April to 5,000 in May"
            here = [here[amounts.index(token)]]
        if any(
            not self._other_days(other, each.stretch or self.of.period)
            for other in than
            if not compared
        ):
            return False
        named = [other.days for other in (*here, *(than if compared else ())) if other.days]
        if not named and self.days and not compared:
            named = [self.days]
        if each.stretch is None:
            return all(self._beside(days, each) for days in named)
        if not named:
            earlier = compared or _letter_before(tokens, token) == "f"
            main = self.of.period
            return (
                main is None
                or each.stretch == main
                or (earlier and each.stretch.first < main.first)
            )
        same = [days for days in named if _same_days(days, each.stretch, self.of.today)]
        return bool(same) and all(days in same or self._dated(days, each) for days in named)

    def _other_days(self, token: Token, main: Stretch | None) -> bool:
        """Tell whether days after "than" are such that something is compared with."""
        assert token.days is not None
        others = [day for day in self._all_days() if day != main]
        return any(_same_days(token.days, day, self.of.today) for day in others)

    def _beside(self, days: Days, each: Known) -> bool:
        """Tell whether days may stand beside a figure that is not of any days itself."""
        if days.count is not None and self._counts(days.count):
            return True
        if self._dated(days, each):
            return True
        main = self.of.period
        if main is not None:
            return _same_days(days, main, self.of.today)
        today = Stretch(self.of.today, self.of.today)
        stretches = [
            other.figure
            for other in self.held
            if isinstance(other.figure, Stretch) and "before" not in other.name
        ]
        return any(_same_days(days, day, self.of.today) for day in (today, *stretches))

    def _dated(self, days: Days, each: Known) -> bool:
        """Tell whether days are a date among the facts that can be this figure's."""
        names = {other.name for other in self.held}
        dates = [
            other
            for other in self.held
            if isinstance(other.figure, dt.date) and other.about in {"", each.about}
        ]
        own = [other for other in dates if _base(other.name) == each.name]
        for other in own or dates:
            base = _base(other.name)
            short = each.sense is Sense.SHORT and base == "lowest"
            if base in names and base != each.name and not short:
                continue
            if isinstance(other.figure, dt.date) and _same_days(
                days, _day(other.figure), self.of.today
            ):
                return True
        return False

    def _movement_held(
        self,
        tokens: Sequence[Token],
        found: Sequence[tuple[Token, Known]],
        moving: set[Sense],
    ) -> bool:
        """Tell whether figures bear a rise or fall out: one is of that sense, or two show it."""
        if any(each.sense in moving for _, each in found):
            return True
        topics = frozenset().union(*(each.topics for _, each in found)) if found else frozenset()
        if len(found) == 1:
            stretch = found[0][1].stretch
            if "lowest" in found[0][1].name and _letter_before(tokens, found[0][0]) == "t":
                return moving == {Sense.DOWN}
            return any(
                each.sense in moving
                and bool(each.topics & topics)
                and (each.stretch or self.of.period) in {stretch, self.of.period}
                for each in self.held
            )
        if len(found) != 2:  # noqa: PLR2004 - from one to the other
            return False
        (first, one), (second, two) = found
        if not isinstance(one.figure, Money) or not isinstance(two.figure, Money):
            return False
        if not one.topics & two.topics:
            return False
        if _than(tokens, second) or _letter_before(tokens, second) == "f":
            new, old = one, two
        elif _letter_before(tokens, first) == "f":
            new, old = two, one
        else:
            return False
        later = new.stretch and old.stretch and new.stretch.first > old.stretch.first
        rose = abs(new.figure.minor) > abs(old.figure.minor)  # type: ignore[union-attr]
        return bool(later) and moving == {Sense.UP if rose else Sense.DOWN}

    def _recomputed(
        self,
        said: Said,
        tokens: Sequence[Token],
        found: Sequence[tuple[Token, Known]],
        moving: set[Sense],
    ) -> bool:
        """Tell whether a percentage is that of the two amounts said before it in the sentence."""
        pair = [each for _, each in (*self.said, *found) if isinstance(each.figure, Money)]
        if len(pair) != 2:  # noqa: PLR2004 - a share of one in the other
            return False
        one, two = pair
        assert isinstance(one.figure, Money)
        assert isinstance(two.figure, Money)
        if moving:
            if not one.stretch or not two.stretch or one.stretch == two.stretch:
                return False
            old, new = sorted(pair, key=lambda each: each.stretch.first)  # type: ignore[union-attr]
            before, after = abs(old.figure.minor), abs(new.figure.minor)  # type: ignore[union-attr]
            change = after - before
            if not before or moving != {Sense.UP if change > 0 else Sense.DOWN}:
                return False
            share = Decimal(100 * abs(change)) / before
        else:
            part, whole = abs(one.figure.minor), abs(two.figure.minor)
            if not whole or part > whole or not any(each.letter == "v" for each in tokens):
                return False
            share = Decimal(100 * part) / whole
        return said.value == share.quantize(Decimal(1), ROUND_HALF_UP)

    # --- counts and days beside them ---

    def _counts_and_days(
        self, tokens: Sequence[Token], about: set[str], owing: Sequence[Known]
    ) -> Reason | None:
        for token in tokens:
            if token.letter == "C" and not self._counted(token, about):
                return Reason.FIGURE if self._no_count(token) else Reason.UNIT
            if token.letter == DAYS and not self._known_days(token):
                return Reason.DATE
            if token.letter == DAYS and owing and token.days:
                if not any(self._beside(token.days, each) for each in owing):
                    return Reason.DATE
        return None

    def _counted(self, token: Token, about: set[str]) -> bool:
        assert token.said is not None
        said = token.said
        return any(
            isinstance(each.figure, int)
            and not isinstance(each.figure, bool)
            and each.figure == said.value
            and said.lean is figures.Lean.EXACT
            and each.unit in said.units
            and each.about in about
            for each in self.held
        )

    def _no_count(self, token: Token) -> bool:
        return all(
            each.figure != token.said.value  # type: ignore[union-attr]
            for each in self.held
            if isinstance(each.figure, int)
        )

    def _why_not(self, token: Token, among: Iterable[Known]) -> Reason:
        """Tell a wrong unit from a wrong figure."""
        assert token.said is not None
        for each in (*among, *self.held):
            if isinstance(each.figure, Money) and abs(each.figure.decimal()) == token.said.value:
                return Reason.NAME if token.letter == "M" and _is(token, [each]) else Reason.UNIT
        return Reason.FIGURE


# --- small questions about tokens ---


def _asserts(tokens: Sequence[Token]) -> bool:
    """Tell whether a clause without a figure says how somebody or something is, or what they do.

    "Call Lily's Cafe" advises; "Lily's Cafe stops buying" and "costs are fine" claim.
    """
    said = [each for each in tokens if each.letter not in ".~"]
    letters = {each.letter for each in said}
    if letters & {"b", "h"} and letters & {"T", NAME, "U", "K", "S"}:
        return True
    if not said or not letters & {"_", "b", "h"}:
        return False
    first = said[0]
    return first.letter in {NAME, "K", "S"} or first.text.lower() in _PERSONS


_PERSONS = frozenset(
    ["they", "he", "she", "who", "which", "他们", "她", "他", "对方", "该客户", "这位客户", "该供应商", "这家供应商"]
)


def _is(token: Token, among: Iterable[Known]) -> bool:
    """Tell whether the figure of a token is one of these."""
    said = token.said
    if said is None:
        return False
    for each in among:
        figure = each.figure
        if isinstance(figure, Money) and said.kind is Kind.MONEY:
            signed = said.value < 0
            if signed and figure.minor > 0:
                continue
            if figure.minor < 0 and not signed and not _may_be_positive(each):
                continue
            if figures.same_money(said, figure):
                return True
        if isinstance(figure, Ratio) and said.kind is Kind.PERCENT and said.value >= 0:
            if figure.per_mille < 0 and each.sense not in {Sense.DOWN, Sense.LOSS, Sense.SHORT}:
                continue
            if figures.same_ratio(said, figure):
                return True
    return False


def _may_be_positive(each: Known) -> bool:
    return each.sense not in {Sense.NONE, Sense.UP} or bool(each.topics & _SPENT)


def _overdue(name: str, of: Given) -> bool:
    names = {name, *of.facts, *of.heads}
    return any(word in each for each in names for word in ("late", "overdue", "past_due"))


def _has(tokens: Sequence[Token]) -> bool:
    """Tell whether a party "has" money: nobody can say what that means."""
    letters = "".join(each.letter for each in tokens if each.letter != ".")
    after = [two for one, two in itertools.pairwise(tokens) if one.letter == NAME]
    return "Ph" in letters or any(each.text == "有" for each in after)


def _letter_before(tokens: Sequence[Token], token: Token) -> str:
    at = [each for each in tokens if each.letter not in ".~"]
    place = at.index(token)
    return at[place - 1].letter if place else ""


def _side(tokens: Sequence[Token]) -> str | None:
    """Return the preposition that leads to the party of a clause ("from", "to")."""
    for token in tokens:
        if token.letter == NAME:
            before = _letter_before(tokens, token)
            return before if before in {"f", "t", "y"} else None
    return None


def _than(tokens: Sequence[Token], token: Token) -> bool:
    """Tell whether a token is what something is compared with."""
    before = [each.letter for each in tokens if each.start < token.start and each.letter != "."]
    last = [each for each in tokens if each.start < token.start and each.letter != "."][-1:]
    while before and before[-1] in {"i", "T", "v", "D", "M"}:
        before.pop()
    # "up 300 on April" compares
    on = bool(last) and last[0].text == "on" and token.letter == DAYS
    return bool(before) and (before[-1] == ">" or (on and before[-1] in "+-"))


def _topics_of_figures(
    tokens: Sequence[Token], inherited: frozenset[str]
) -> list[list[frozenset[str]]]:
    """Return, for each way to read the clause, what each figure is said to measure.

    Where several figures stand in a clause the words for what they measure stand before each of
    them or behind each of them, not now this and now that.
    """
    figures_here = [each for each in tokens if each.letter in "MR"]
    named = [(each.start, _topics(each)) for each in tokens if _topics(each)]
    if not named:
        return [[inherited] * len(figures_here)]
    if len(figures_here) == 1:
        return [[frozenset({"|".join(sorted(topics)) for _, topics in named})]]
    ways = []
    for ordered in (1, -1):
        bound: list[frozenset[str]] = []
        last: frozenset[str] = frozenset()
        spans = figures_here[::ordered]
        edge = -1 if ordered == 1 else 10**9
        for token in spans:
            between = [
                topics
                for start, topics in named
                if (edge < start < token.start if ordered == 1 else token.start < start < edge)
            ]
            last = frozenset("|".join(sorted(each)) for each in between) or last
            bound.append(last)
            edge = token.start
        left_over = any((start > edge if ordered == 1 else start < edge) for start, _ in named)
        if all(bound) and not left_over:
            ways.append(bound[::ordered])
    return ways or [[frozenset({"?"})] * len(figures_here)]


def _topics(token: Token) -> frozenset[str]:
    return _PROFIT if token.letter in {"L", "G"} else token.topics


def _topics_fit(each: Known, topics: frozenset[str], letters: set[str], token: Token) -> bool:
    """Tell whether a figure measures what it is said to; each word may name several measures."""
    if not topics:
        if "h" in letters and "U" in letters:
            return bool(each.topics & _CASH)
        return True
    if "lowest" in each.topics and (
        "-" in letters or any("lowest" in word.split("|") for word in topics)
    ):
        return all(set(word.split("|")) & {"lowest", "cash"} for word in topics)
    fitting = [bool(each.topics & frozenset(word.split("|"))) for word in topics]
    return any(fitting) if token.letter == "R" else all(fitting)


def _sense_fits(
    each: Known, tokens: Sequence[Token], letters: set[str], token: Token, moving: set[Sense]
) -> bool:
    if (each.sense is Sense.LOSS) != ("L" in letters):
        return False
    if "G" in letters and (each.sense is Sense.LOSS or not each.topics & _PROFIT):
        return False
    if each.sense is Sense.SHORT and "s" not in letters:
        return False
    if each.sense in _MOVED or each.sense is Sense.SAME:
        return each.sense in moving
    if not moving:
        return True
    return (
        _letter_before(tokens, token) in {"t", "f", ">"}
        or _than(tokens, token)
        or _leads(tokens, token)
    )


def _leads(tokens: Sequence[Token], token: Token) -> bool:
    """Tell whether an amount stands before the word of movement ("5,000 is more than 4,000")."""
    after = [each.letter for each in tokens if each.start > token.start and each.letter != "."]
    return after[:1] == ["b"] and ">" in after


def _same_days(days: Days, stretch: Stretch, today: dt.date) -> bool:
    if stretch in days.meant:
        return True
    return any(
        each.first == stretch.first and stretch.last == today and each.last >= today
        for each in days.meant
    )


def _day(day: dt.date) -> Stretch:
    return Stretch(day, day)


def _base(name: str) -> str:
    for end in ("_day", "_date", "_due"):
        if name.endswith(end):
            return name.removesuffix(end)
    return ""
