"""Rules that sort money into accounts, and what they and the learning look at: a movement."""

from __future__ import annotations

import datetime as dt
import enum
import functools
import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.money import Money

MAX_CONDITION = 200
"""Letters of a rule's text."""
_REMEMBERED = 4096


class Way(enum.IntEnum):
    """Which way money moved on the owner's account; the number is the sign of the amount."""

    OUT = -1
    EITHER = 0
    IN = 1


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that moved on one of the owner's accounts, as its statement tells it."""

    party: str
    narration: str
    own: str
    """Code of the account that it moved on; empty where that is not one account."""
    minor: int
    """Minor units, in positive, without a fee that was booked apart."""
    day: dt.date | None = None
    refund: bool = False
    """Whether its statement says that it gives a payment back."""

    @property
    def text(self) -> str:
        """Party and narration together."""
        return f"{self.party} {self.narration}".strip()

    @property
    def way(self) -> Way:
        """Whether money came in or went out."""
        return Way((self.minor > 0) - (self.minor < 0))


@dataclass(frozen=True, slots=True)
class RuleForm:
    """What the owner gives of a rule, as typed: bounds are decimal texts, empty for none."""

    account: str
    contains: str = ""
    pattern: str = ""
    party: str = ""
    least: str = ""
    most: str = ""
    own: str = ""
    way: Way = Way.EITHER


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: money that meets every condition given goes to ``account``.

    ``number`` stays the rule's own for ever; the order in which rules are tried is that of their
    list. Letters of either case and width are the same letter.
    """

    number: int
    contains: str = ""
    """Text that stands somewhere in party and narration."""
    account: str = ""
    pattern: str = ""
    """The whole of party and narration, ``*`` for any letters and ``?`` for one."""
    party: str = ""
    """The whole party."""
    least: int | None = None
    """Bounds of the amount without its sign, minor units of its account, both included."""
    most: int | None = None
    own: str = ""
    """Code of the account that the money moved on."""
    way: Way = Way.EITHER

    @property
    def is_empty(self) -> bool:
        """Whether no condition is given: such a rule would take everything."""
        texts = self.contains or self.pattern.strip("*") or self.party or self.own
        return not (texts or self.way) and self.least is None and self.most is None

    def fits(self, movement: Movement) -> bool:
        """Tell whether a movement meets every condition."""
        amount = abs(movement.minor)
        return (
            (not self.way or self.way == movement.way)
            and (not self.own or self.own == movement.own)
            and (self.least is None or amount >= self.least)
            and (self.most is None or amount <= self.most)
            and (not self.party or folded(self.party) == folded(movement.party))
            and (not self.contains or folded(self.contains) in folded(movement.text))
            and (not self.pattern or _matches(folded(self.pattern), folded(movement.text)))
        )

    def covers(self, other: Rule) -> bool:
        """Tell whether everything that fits ``other`` surely fits this rule too."""
        return (
            self.way in {Way.EITHER, other.way}
            and self.own in {"", other.own}
            and (self.least is None or (other.least is not None and self.least <= other.least))
            and (self.most is None or (other.most is not None and other.most <= self.most))
            and (not self.party or folded(self.party) == folded(other.party))
            and (not self.pattern or folded(self.pattern) == folded(other.pattern))
            and (not self.contains or any(self._contained(text) for text in other._literals()))
        )

    def _contained(self, text: str) -> bool:
        return folded(self.contains) in folded(text)

    def _literals(self) -> tuple[str, ...]:
        """Return texts that stand in every movement that fits."""
        return (self.contains, self.party, *self.pattern.replace("?", "*").split("*"))


@dataclass(frozen=True, slots=True)
class TrialRow:
    """An entry that a rule under trial fits."""

    entry: int
    day: dt.date
    text: str
    amount: Money
    """As it moved the owner's account."""
    rule: int
    """Number of the rule that decides; 0 for one that is not kept yet."""
    account: str
    """Where the rule would sort it."""
    now: str = ""
    """Where it is sorted; empty while it waits."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What rules would do: ``sorts`` wait and would be sorted; ``differs`` are sorted otherwise.

    The latter are shown and never changed.
    """

    sorts: tuple[TrialRow, ...]
    differs: tuple[TrialRow, ...]


@functools.lru_cache(_REMEMBERED)
def folded(text: str) -> str:
    """Return a text as rules compare it: one width, one case, blanks counted once."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.split())


def first_fit(rules: Iterable[Rule], movement: Movement) -> Rule | None:
    """Return the first rule that fits a movement: it decides."""
    return next((rule for rule in rules if rule.fits(movement)), None)


def shadowed(rules: Sequence[Rule]) -> dict[int, int]:
    """Return {rule's number: number of the earlier rule that leaves it nothing to do}."""
    found: dict[int, int] = {}
    for place, rule in enumerate(rules):
        earlier = next((other for other in rules[:place] if other.covers(rule)), None)
        if earlier is not None:
            found[rule.number] = earlier.number
    return found


def _matches(pattern: str, text: str) -> bool:
    """Tell whether wildcards match a whole text.

    Only the last ``*`` is ever given more letters, so that the time is at most letters times
    letters, whatever the pattern.
    """
    at = here = 0
    star, resume = -1, 0
    while here < len(text):
        if at < len(pattern) and pattern[at] == "*":
            star, resume = at, here
            at += 1
        elif at < len(pattern) and pattern[at] in {"?", text[here]}:
            at += 1
            here += 1
        elif star >= 0:
            resume += 1
            at, here = star + 1, resume
        else:
            return False
    return pattern[at:].strip("*") == ""
