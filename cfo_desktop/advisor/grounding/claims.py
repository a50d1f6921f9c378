"""Holds what the clauses of a sentence say against the facts, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.advisor.grounding import debts
from cfo_desktop.advisor.grounding import holding
from cfo_desktop.advisor.grounding.clause import SENSES
from cfo_desktop.advisor.grounding.clause import Clause
from cfo_desktop.advisor.grounding.debts import Relation
from cfo_desktop.advisor.grounding.given import Given
from cfo_desktop.advisor.grounding.given import Known
from cfo_desktop.advisor.grounding.given import default_topic
from cfo_desktop.advisor.grounding.given import is_late
from cfo_desktop.advisor.grounding.given import owes_all
from cfo_desktop.advisor.grounding.holding import Holding
from cfo_desktop.advisor.grounding.lexicon import ADVICE
from cfo_desktop.advisor.grounding.lexicon import IDIOM
from cfo_desktop.advisor.grounding.lexicon import PLAIN
from cfo_desktop.advisor.grounding.measures import Measured
from cfo_desktop.advisor.grounding.measures import Said
from cfo_desktop.advisor.grounding.reading import DAYS
from cfo_desktop.advisor.grounding.reading import NAME
from cfo_desktop.advisor.grounding.reading import Token
from cfo_desktop.advisor.grounding.reasons import Reason
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.money import Money

FIGURES = frozenset("MRC")
CLAIMING = frozenset("LGse>W") | set(SENSES) | debts.OF_DEBTS | FIGURES
"""Letters that make a clause say something that the facts must hold."""
_FALLING_DUE = frozenset("mpda")
"""Letters of what has a day on which it must happen."""
_FOREIGN = frozenset(("loan", "tax", "profit", "cash", "price", "stock", "rent", "wages"))
"""Measures that are no debt of a customer or supplier."""
_OPEN = frozenset({Sense.OWED_TO_US, Sense.WE_OWE})


def is_claiming(clause: Clause) -> bool:
    """Tell whether a clause says something that the facts must hold.

    "Your largest costs" does not, "Lily's Cafe is your largest customer" does.
    """
    letters = clause.letters & CLAIMING
    return bool(letters - {"W"}) or bool(letters and clause.letters & {NAME, "b", "K", "S"})


def trails(clauses: Sequence[tuple[Token, ...]]) -> bool:
    """Tell whether a sentence claims of one measure, and names another beside it.

    "Costs and profit rose by 300", "profit rose by 300, costs too": only one of them is held.
    """
    read = [Clause(each) for each in clauses]
    plain = [each for each in read if not is_claiming(each)]
    named = [each for each in plain if "T" in each.letters and not each.is_opening()]
    return len(plain) < len(read) and bool(named)


class Claims:
    """The clauses of one sentence."""

    def __init__(self, of: Given, language: str) -> None:
        """Begin a sentence."""
        self._language = language
        self._held = Holding(of)
        self._default = default_topic(of)
        self._said = Said()
        self._relation: Relation | None = None
        self._advised = False
        """Whether the clause before was one of advice, which names can go on."""

    def check(self, tokens: tuple[Token, ...]) -> Reason | None:
        """Return why the next clause may not be said; ``None`` for one that may."""
        clause = Clause(tokens)
        if not self._held.roles_fit(clause.letters, clause.names):
            return Reason.DIRECTION
        if not is_claiming(clause):
            return self._plain(clause)
        self._advised = False
        if clause.letters & {PLAIN, ADVICE, IDIOM}:
            return Reason.WORD
        asked = "H" in clause.letters and bool(clause.letters & FIGURES)
        owing = asked or bool(clause.letters & debts.OF_DEBTS)
        relation = debts.relation(tokens, self._language, self._relation)
        if owing or (self._relation is not None and relation is not None):
            reason = Reason.DIRECTION if relation is None else self._owing(clause, relation)
        else:
            self._relation = None
            reason = self._measured(clause)
        if clause.names:
            self._said = replace(self._said, party=clause.names[-1].name)
        return reason

    # --- clauses that say nothing of a figure ---

    def _plain(self, clause: Clause) -> Reason | None:
        """Let advice and openings pass ("In May", "Call Lily's Cafe"), and no claim."""
        letters, dates = clause.letters, clause.of(DAYS)
        alone = letters <= {NAME, "."}
        if alone and clause.names and not self._advised:
            return Reason.NAME
        if not alone and clause.asserts():
            return Reason.DIRECTION
        late = bool(self._said.amounts) and letters <= {DAYS, ".", "i"}
        if dates and (late or not all(each.days and self._held.knows(each.days) for each in dates)):
            return Reason.DATE
        self._remember(clause, dates[-1:])
        if clause.names:
            self._said = replace(self._said, party=clause.names[-1].name)
        self._advised = bool(letters - set(".DiT"))
        return None

    def _remember(self, clause: Clause, dates: Sequence[Token]) -> None:
        topics = [each.topics for each in clause.tokens if each.topics]
        self._said = replace(
            self._said,
            topics=topics[-1] if topics else self._said.topics,
            days=dates[0].days if dates else self._said.days,
        )

    # --- who owes whom ---

    def _owing(self, clause: Clause, relation: Relation) -> Reason | None:
        self._relation = Relation(relation.sense)
        letters, amounts = clause.letters, clause.of("M")
        party = clause.names[0].name if clause.names else ""
        if not party and ("X" in letters or relation.carried):
            party = self._said.party
        if len(clause.names) > 1 or ("X" in letters and not party):
            return Reason.NAME
        senses = _OPEN if relation.sense is None else {relation.sense}
        fitting = [
            each
            for each in self._held.known
            if each.sense in senses and self._is_open(each, party, clause)
        ]
        mine = [each for each in fitting if self._is_theirs(each, party, letters)]
        if not mine:
            named = any(holding.which(each, fitting) for each in amounts)
            return Reason.NAME if named else Reason.DIRECTION
        if "W" in letters and not self._held.ranks(letters, party):
            return Reason.DIRECTION
        return self._amounts(clause, mine) or self._beside(clause, mine, party)

    def _amounts(self, clause: Clause, mine: Sequence[Known]) -> Reason | None:
        for token in clause.of("M"):
            found = holding.which(token, mine)
            if not found:
                return self._held.why_not(token.said) if token.said else Reason.FIGURE
            self._said = replace(self._said, amounts=(*self._said.amounts, (token, found[0])))
        return None

    def _beside(self, clause: Clause, mine: Sequence[Known], party: str) -> Reason | None:
        """Hold what else stands in a clause of debts: measures, days, counts."""
        if not self._dates_fit(clause, mine):
            return Reason.DATE
        topics = frozenset[str]().union(*(each.topics for each in mine))
        about = {party, ""} if party else {each.about for each in mine}
        if clause.topics & _FOREIGN and not clause.topics & topics:
            return Reason.SUBJECT
        return self._counts_and_days(clause, about, mine)

    def _dates_fit(self, clause: Clause, mine: Sequence[Known]) -> bool:
        """Tell whether days may stand beside what is owed: until when, since when, by when."""
        for token in clause.of(DAYS):
            before = [each for each in clause.saying if each.end <= token.start][-1:]
            word = before[0].text.lower() if before else ""
            if word in {"until", "till"} or (word in {"by", "since"} and "o" in clause.letters):
                return False
            due = bool(clause.letters & _FALLING_DUE) and token.days is not None
            if due and not any(self._held.dated(token.days, each) for each in mine):  # type: ignore[arg-type]
                return False
        return True

    def _is_open(self, each: Known, party: str, clause: Clause) -> bool:
        """Tell whether a figure is what a clause says is open: all of it, or what is late."""
        if each.sense not in _OPEN:
            return True
        sides = {"K": Tool.RECEIVABLES, "S": Tool.PAYABLES}
        tool = self._held.of.tool
        for letter, side in sides.items():
            if letter in clause.letters and not clause.names and tool not in {side, None}:
                return False
        if "l" not in clause.letters:
            return owes_all(each, self._held.of)
        if not self._held.is_late(each, party):
            return False
        # Where the facts know how much is late, it is that, and not all that is open.
        told = any(
            is_late(other) and isinstance(other.figure, Money) and other.about == each.about
            for other in self._held.known
        )
        return is_late(each) if told else owes_all(each, self._held.of)

    def _is_theirs(self, each: Known, party: str, letters: frozenset[str]) -> bool:
        if party:
            return self._held.is_of(each, party)
        if each.about in {"", self._held.only_name()}:
            return True
        return self._said.party == each.about and not letters & {"K", "S"}

    # --- figures of what the shop earned, spent, has ---

    def _measured(self, clause: Clause) -> Reason | None:
        party = clause.names[0].name if clause.names else ""
        if "X" in clause.letters:
            party = party or self._said.party
        before = replace(self._said, topics=self._said.topics or self._default)
        measured = Measured(clause, self._held, before, party)
        reason = measured.check() or self._counts_and_days(
            clause, {party or self._said.party, ""}, ()
        )
        amounts = tuple(each for each in measured.found if each[0].letter == "M")
        self._said = replace(self._said, amounts=(*self._said.amounts, *amounts))
        dates = [each for each in clause.of(DAYS) if not clause.is_compared(each)]
        self._remember(clause, dates)
        return reason

    # --- counts, and days beside them ---

    def _counts_and_days(
        self, clause: Clause, about: set[str], owing: Sequence[Known]
    ) -> Reason | None:
        for token in clause.of("C"):
            if token.said is not None and not self._held.has_count(token.said, about):
                return self._held.why_not(token.said)
        for token in clause.of(DAYS):
            days = token.days
            if days is None or not self._held.knows(days):
                return Reason.DATE
            if owing and not any(self._held.beside(days, each) for each in owing):
                return Reason.DATE
        return None
