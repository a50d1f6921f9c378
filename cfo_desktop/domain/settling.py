"""What settles debts, and what is told of them: ages and statements of parties."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.invoice import Direction


class SettlementKind(enum.StrEnum):
    """What made a debt smaller."""

    PAYMENT = "payment"
    CREDIT = "credit"
    DISCOUNT = "discount"
    BAD_DEBT = "bad_debt"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class Settlement:
    """A part of a debt that an entry settles, as somebody said; minor units, positive.

    It holds while both entries stand. ``debt`` and ``paying`` are numbers of entries; of money
    that was sorted later ``paying`` is the payment's own.
    """

    debt: int
    paying: int
    amount: int
    kind: SettlementKind


class Age(enum.StrEnum):
    """How long a debt is overdue, in days."""

    NOT_DUE = "not_due"
    TO_30 = "1-30"
    TO_60 = "31-60"
    TO_90 = "61-90"
    OVER_90 = "over_90"


_LAST_DAYS = ((0, Age.NOT_DUE), (30, Age.TO_30), (60, Age.TO_60), (90, Age.TO_90))


def age_of(debt: Debt, *, at: dt.date) -> Age:
    """Return how long a debt is overdue at the end of ``at``."""
    days = (at - debt.due).days
    return next((age for last, age in _LAST_DAYS if days <= last), Age.OVER_90)


@dataclass(frozen=True, slots=True)
class PartyAging:
    """One party's open debts by age; minor units of the book's currency."""

    party: str
    ages: tuple[int, ...]
    """What is open, in the order of ``Age``."""
    ahead: int
    """What was paid beyond every debt: the party's credit."""
    debts: tuple[Debt, ...]

    @property
    def total(self) -> int:
        """What is owed, the credit taken off: the ledger's balance with this party."""
        return sum(self.ages) - self.ahead


@dataclass(frozen=True, slots=True)
class Aging:
    """All open debts of one direction by party and age, those who owe most first."""

    direction: Direction
    at: dt.date
    currency: str
    parties: tuple[PartyAging, ...]

    @property
    def ages(self) -> tuple[int, ...]:
        """What is open with all parties together, in the order of ``Age``."""
        return tuple(sum(each.ages[place] for each in self.parties) for place in range(len(Age)))

    @property
    def ahead(self) -> int:
        """What parties paid beyond their debts."""
        return sum(each.ahead for each in self.parties)

    @property
    def total(self) -> int:
        """The ledger's balance of the accounts of this direction, positive where owed."""
        return sum(each.total for each in self.parties)


def aging_of(party: str, debts: Sequence[Debt], *, ahead: int, at: dt.date) -> PartyAging:
    """Return one party's debts by age at the end of ``at``."""
    ages = dict.fromkeys(Age, 0)
    for debt in debts:
        ages[age_of(debt, at=at)] += debt.left
    return PartyAging(party, tuple(ages.values()), ahead, tuple(debts))


class LineKind(enum.StrEnum):
    """What a line of a party's statement is."""

    OWED = "owed"
    """An invoice of the shop's, or a bill that it got."""
    PAYMENT = "payment"
    CREDIT = "credit"
    """Taken off without money: a return, a credit note, a correction."""
    DISCOUNT = "discount"
    BAD_DEBT = "bad_debt"
    PAID_BACK = "paid_back"
    """Money that was paid too much or too early, and went back."""


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One line of a party's statement: what an entry added to the debt, or took off it.

    ``amount`` is positive for what is owed, negative for what settles; ``balance`` is what is owed
    after it. A payment with a discount is a line of each.
    """

    entry: int
    day: dt.date
    text: str
    amount: int
    balance: int
    kind: LineKind


@dataclass(frozen=True, slots=True)
class PartyStatement:
    """What passed between the shop and one party; minor units, positive where owed.

    ``opening`` + the lines = ``closing``, which is the ledger's balance with the party at the end
    of ``last``.
    """

    direction: Direction
    party: str
    first: dt.date
    last: dt.date
    currency: str
    opening: int
    lines: tuple[PartyLine, ...]
    closing: int


@dataclass(frozen=True, slots=True)
class Paid:
    """What a payment did: its entry, what it settled of each debt, and what went beyond."""

    entry: int
    settled: tuple[tuple[int, int], ...]
    """(entry of the debt, minor units), in the order asked for, discounts included."""
    ahead: int
    """What was paid beyond the debts and stays as the party's credit."""
