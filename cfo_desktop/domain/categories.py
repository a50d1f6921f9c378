"""Where money probably belongs: proposals, guesses to confirm, and what the owner decides."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.rules import Rule


class By(enum.StrEnum):
    """Who says where money belongs."""

    RULE = "rule"
    LEARNED = "learned"
    """What the owner did before."""
    STARTER = "starter"
    """What everybody knows of a merchant or a word: never books by itself."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a payment probably belongs; ``confidence`` is from 0 to 1."""

    account: str
    confidence: float
    by: By
    evidence: tuple[int, ...] = ()
    """Numbers of the past entries it goes by."""


@dataclass(frozen=True, slots=True)
class GuessedEntry:
    """A payment that was sorted by itself, and that the owner has not confirmed or corrected."""

    entry: int
    day: dt.date
    text: str
    amount: Money
    """As it moved the owner's account."""
    proposal: Proposal
    sorted_by: int
    """Number of the entry that sorted it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the owner's own sorting did: the entry that was posted, and a rule that would repeat it.

    The offered rule is not kept yet and has no number.
    """

    entry: int
    offered: Rule | None = None
