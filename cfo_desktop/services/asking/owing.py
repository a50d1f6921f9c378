"""What answers about debts share: their two sides, the debts asked about, and where they lead."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.asking.telling import name


@dataclass(frozen=True, slots=True)
class Side:
    """One direction of debts, as it is told."""

    tool: Tool
    direction: Direction
    group: Group
    sense: Sense
    unit: Unit
    parties: Unit
    unknown: str


OWED = Side(
    Tool.RECEIVABLES,
    Direction.SALE,
    Group.RECEIVABLE,
    Sense.OWED_TO_US,
    Unit.INVOICES,
    Unit.CUSTOMERS,
    "no_customer",
)
OWING = Side(
    Tool.PAYABLES,
    Direction.PURCHASE,
    Group.PAYABLE,
    Sense.WE_OWE,
    Unit.BILLS,
    Unit.SUPPLIERS,
    "no_supplier",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is made of: the side, the books, the debts that are asked about."""

    side: Side
    found: Ground
    told: Telling
    open: tuple[Debt, ...]

    @property
    def today(self) -> dt.date:
        """The day it is."""
        return self.found.history.today

    @property
    def late(self) -> tuple[Debt, ...]:
        """Those that should have been paid before today."""
        return tuple(debt for debt in self.open if debt.due < self.today)

    def fact(self, debts: Sequence[Debt]) -> Fact:
        """Return what is open of some debts."""
        return self.told.money(left(debts), sense=self.side.sense, place=place(debts))

    def number(self, debts: Sequence[Debt]) -> Fact:
        """Return how many they are."""
        return count(len(debts), self.side.unit, place=place(debts))

    def say(self, key: str, **facts: Fact) -> None:
        """Say a sentence of this side."""
        self.told.say(f"{self.side.tool}.{key}", **facts)


def left(debts: Iterable[Debt]) -> int:
    """Return what is open of some debts together."""
    return sum(each.left for each in debts)


def place(debts: Sequence[Debt]) -> Place:
    """Return where the figures of some debts lead."""
    parties = {each.party for each in debts}
    rows = tuple(each.entry for each in debts if each.entry is not None)
    return Place(rows=rows, party=parties.pop() if len(parties) == 1 else "")


def who(debt: Debt) -> Fact:
    """Return whose debt it is."""
    return name(debt.party) if debt.party else Fact(TextName("unnamed"))


def by_party(debts: Iterable[Debt]) -> list[tuple[str, list[Debt]]]:
    """Return each party's debts, the largest sum first; each party's oldest first."""
    found: dict[str, list[Debt]] = defaultdict(list)
    for each in debts:
        found[each.party].append(each)
    return sorted(found.items(), key=lambda item: (-left(item[1]), item[0]))


def others(side: Side) -> tuple[FollowUp, ...]:
    """Return what may be asked next where nothing is open."""
    if side is OWED:
        return (FollowUp(Tool.TOP_CUSTOMERS), FollowUp(Tool.PAYABLES), FollowUp(Tool.CASH))
    return (FollowUp(Tool.TOP_SUPPLIERS), FollowUp(Tool.RECEIVABLES), FollowUp(Tool.CASH))


def further(asked: Asked, party: str = "") -> tuple[FollowUp, ...]:
    """Return what may be asked next: the largest party, then the money."""
    if party:
        tool = Tool.REVENUE if asked.side is OWED else Tool.EXPENSES
        return (FollowUp(tool, Arguments(party=party)), *others(asked.side)[:2])
    parties = by_party(asked.open)
    largest = parties[0][0] if parties else ""
    first = [FollowUp(asked.side.tool, Arguments(party=largest))] if largest else []
    other = Tool.PAYABLES if asked.side is OWED else Tool.RECEIVABLES
    return (*first, FollowUp(other), FollowUp(Tool.FORECAST))
