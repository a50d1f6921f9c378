"""One clause of a sentence, and what its words say of one another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from cfo_desktop.advisor.grounding.reading import DAYS
from cfo_desktop.advisor.grounding.reading import NAME
from cfo_desktop.advisor.grounding.reading import Token
from cfo_desktop.domain.asking import Sense

SENSES = {"+": Sense.UP, "2": Sense.UP, "-": Sense.DOWN, "=": Sense.SAME}
"""{letter of a movement: what it says}."""
PROFIT = frozenset({"profit"})
CASH = frozenset({"cash"})
_SIDES = frozenset("fty")
_PERSONS = frozenset(
    (
        *("they", "he", "she", "who", "which", "他们", "她", "他", "对方", "该客户", "这位客户"),
        *("该供应商", "这家供应商"),
    )
)
_APART = frozenset(["before", "without", "besides", "except", "除了", "没有"])
_VERBS = frozenset(["sold", "spent", "kept", "卖出", "花了", "花掉", "用了", "花出去"])
_AFFORDING = frozenset({"can afford", "afford", "买得起", "负担得起", "够付"})
_AFTER = frozenset({"after", "扣除"})

Measures = frozenset[frozenset[str]]
"""What a figure is said to measure: for each word that says so, the measures it can mean."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of a clause."""

    tokens: tuple[Token, ...]

    @property
    def letters(self) -> frozenset[str]:
        """The letters of its tokens."""
        return frozenset(each.letter for each in self.tokens)

    @property
    def names(self) -> tuple[Token, ...]:
        """The names in it."""
        return self.of(NAME)

    @property
    def saying(self) -> tuple[Token, ...]:
        """Its tokens without the words that say nothing."""
        return tuple(each for each in self.tokens if each.letter not in {".", "~"})

    @property
    def moving(self) -> frozenset[Sense]:
        """Rise, fall or neither, as it says."""
        return frozenset(SENSES[each] for each in self.letters & set(SENSES))

    @property
    def topics(self) -> frozenset[str]:
        """All measures that its words name."""
        return frozenset().union(*(each.topics for each in self.tokens))

    def of(self, letters: str) -> tuple[Token, ...]:
        """Return its tokens of some letters."""
        return tuple(each for each in self.tokens if each.letter in letters)

    def letter_before(self, token: Token) -> str:
        """Return the letter before a token, days left out; that of "to" for a verb like 增至."""
        listed = [each for each in self.saying if each.letter != DAYS or each is token]
        place = listed.index(token)
        if not place:
            return ""
        before = listed[place - 1]
        into = before.letter in "+-" and before.text.endswith(("到", "至"))
        return "t" if into else before.letter

    def side(self) -> str:
        """Return the preposition that leads to its party ("from", "to", "by"), else nothing."""
        letter = self.letter_before(self.names[0]) if self.names else ""
        return letter if letter in _SIDES else ""

    def is_compared(self, token: Token) -> bool:
        """Tell whether a token is what something is compared with."""
        before = [each for each in self.saying if each.start < token.start]
        # "up 300 on April" compares
        on = token.letter == DAYS and bool(before) and before[-1].text.lower() == "on"
        while before and before[-1].letter in {"i", "T", "v", "D", "M"}:
            before.pop()
        return bool(before) and (before[-1].letter == ">" or (on and before[-1].letter in "+-"))

    def leads(self, token: Token) -> bool:
        """Tell whether an amount stands first in a comparison ("5,000 is more than 4,000")."""
        after = [each.letter for each in self.saying if each.start > token.start]
        return after[:1] == ["b"] and ">" in after

    def owns(self) -> bool:
        """Tell whether the shop is said to have an amount: that is cash."""
        has = "h" in self.letters or any(each.text == "有" for each in self.tokens)
        return has and "U" in self.letters and not self.letters & {NAME, "s", "e"}

    def is_odd(self) -> bool:
        """Tell whether a party is said to have, sell or spend: the facts say what the shop does."""
        pairs = list(pairwise(self.saying))
        has = {"h", "U", NAME} <= self.letters or any(
            one.letter == NAME and (two.letter == "h" or two.text == "有") for one, two in pairs
        )
        return has or any(one.letter == NAME and two.text.lower() in _VERBS for one, two in pairs)

    def affords(self) -> bool:
        """Tell whether an amount is said to be affordable: that is a price."""
        return bool(self.of("M")) and any(each.text.lower() in _AFFORDING for each in self.tokens)

    def asserts(self) -> bool:
        """Tell whether a clause without a figure says how somebody is, or what they do.

        "Call Lily's Cafe" advises; "Lily's Cafe stops buying" and "costs are fine" claim.
        """
        letters, saying = frozenset(each.letter for each in self.saying), self.saying
        if "n" in letters and (letters & {NAME, "H", "T"} or letters <= {"n"}):
            return True
        apart = (one.text.lower() in _APART and two.letter == "T" for one, two in pairwise(saying))
        if any(apart) or (letters & {"b", "h"} and letters & {"T", NAME, "U", "K", "S"}):
            return True
        if not letters - {NAME, DAYS, "i"}:
            return False
        return saying[0].letter in {NAME, "K", "S"} or saying[0].text.lower() in _PERSONS

    def is_opening(self) -> bool:
        """Tell whether it only says of what: "Of each sale"."""
        return self.saying[:1] != () and self.saying[0].letter in {"v", "i"}

    def measures(self, inherited: frozenset[str]) -> list[list[Measures]]:
        """Return, for each way to read it, what each of its figures is said to measure.

        Where several figures stand in a clause the words for what they measure stand before each
        of them or behind each of them, not now this and now that.
        """
        figures = self.of("MR")
        before = (None, *self.tokens)
        named = [
            (each.start, _measure(each))
            for each, last in zip(self.tokens, before, strict=False)
            # "profit after costs": it is the profit that is measured
            if _measure(each) and not (last and last.text.lower() in _AFTER)
        ]
        if not named:
            alone = CASH if self.owns() else inherited
            return [[frozenset({alone} if alone else ())] * len(figures)]
        if len(figures) == 1:
            return [[frozenset(topics for _, topics in named)]]
        ways = [_bound(figures, named), _bound(figures, named, backwards=True)]
        return [each for each in ways if each is not None]


def _measure(token: Token) -> frozenset[str]:
    return PROFIT if token.letter in {"L", "G"} else token.topics


def _bound(
    figures: tuple[Token, ...],
    named: list[tuple[int, frozenset[str]]],
    *,
    backwards: bool = False,
) -> list[Measures] | None:
    """Bind words to the figure that follows them (or goes before); ``None`` if one is left over."""
    sign = -1 if backwards else 1
    edge, last = float("-inf"), Measures()
    bound: list[Measures] = []
    for figure in figures[::sign]:
        place = sign * figure.start
        last = Measures(topics for start, topics in named if edge < sign * start < place) or last
        bound.append(last)
        edge = place
    left_over = any(sign * start > edge for start, _ in named)
    return None if left_over or not all(bound) else bound[::sign]
