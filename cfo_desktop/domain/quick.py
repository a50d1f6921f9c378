"""The seven everyday kinds of entry, which accounts each needs, and what the past suggests."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role


class QuickKind(enum.StrEnum):
    """What happened, in the words of a shop."""

    SALE = "sale"
    PURCHASE = "purchase"
    EXPENSE = "expense"
    TRANSFER = "transfer"
    DRAWINGS = "drawings"
    CUSTOMER_PAID = "customer_paid"
    SUPPLIER_PAID = "supplier_paid"


@dataclass(frozen=True, slots=True)
class Shape:
    """Which accounts a kind of entry moves money between.

    One is always a *money account*, of the group cash. The other is of one of ``groups``, the
    commonest group first, and is at first the one that holds ``role``.
    """

    groups: tuple[Group, ...]
    role: Role | None = None
    money_in: bool = False


SHAPES: Mapping[QuickKind, Shape] = {
    QuickKind.SALE: Shape((Group.SALES, Group.OTHER_INCOME), Role.SALES, money_in=True),
    QuickKind.PURCHASE: Shape((Group.COST_OF_SALES, Group.STOCK), Role.PURCHASES),
    QuickKind.EXPENSE: Shape(
        (
            Group.OPERATING,
            Group.FINANCE,
            Group.INCOME_TAX,
            Group.TAX,
            Group.OTHER_CURRENT_LIABILITY,
            Group.LOAN,
            Group.FIXED_ASSET,
        ),
    ),
    QuickKind.TRANSFER: Shape((Group.CASH,)),
    QuickKind.DRAWINGS: Shape((Group.DRAWINGS,), Role.DRAWINGS),
    QuickKind.CUSTOMER_PAID: Shape((Group.RECEIVABLE,), Role.RECEIVABLES, money_in=True),
    QuickKind.SUPPLIER_PAID: Shape((Group.PAYABLE,), Role.PAYABLES),
}


@dataclass(frozen=True, slots=True)
class Use:
    """The accounts of a past entry: of the other side, and the money account."""

    account: str
    money: str


@dataclass(frozen=True, slots=True)
class PastEntry:
    """A past entry with what completed it: its payee, and what moved on each account.

    ``moved`` is {account code: value in minor units}, without accounts that came out even.
    """

    number: int
    party: str
    moved: Mapping[str, int]
    typed: bool = True
    """Whether its owner typed it in, rather than an import."""


@dataclass(frozen=True, slots=True)
class Payee:
    """A name of the past and the accounts last used for it, by kind."""

    name: str
    uses: Mapping[QuickKind, Use] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class History:
    """The payees of the past, the frequent and recent first, and what each kind last used."""

    payees: tuple[Payee, ...] = ()
    last: Mapping[QuickKind, Use] = field(default_factory=dict)

    def use(self, kind: QuickKind, party: str) -> Use | None:
        """Return what was last used for a payee and a kind; ``None`` for a payee not known."""
        wanted = party.strip().casefold()
        found = next((each for each in self.payees if each.name.casefold() == wanted), None)
        return found.uses.get(kind) if found and wanted else None

    def names(self, kind: QuickKind) -> list[str]:
        """Return the payees, those who had to do with ``kind`` first."""
        known = [each.name for each in self.payees if kind in each.uses]
        return known + [each.name for each in self.payees if kind not in each.uses]


def lowest(accounts: Sequence[Account], *, currency: str) -> list[Account]:
    """Return the open accounts in ``currency`` that entries belong on: those without parts.

    An account has parts where another one's code goes on from its own: 1002 and 100201.
    """
    usable = [each for each in accounts if each.closed_on is None and each.currency == currency]
    codes = [each.code for each in usable]
    return [each for each in usable if not any(_is_part(code, each.code) for code in codes)]


def _is_part(code: str, whole: str) -> bool:
    rest = code.removeprefix(whole)
    return code.startswith(whole) and rest.isdecimal()


def choices(
    accounts: Sequence[Account], kind: QuickKind, *, currency: str
) -> tuple[list[Account], list[Account]]:
    """Return (accounts of the other side, money accounts) that ``kind`` can use."""
    usable = lowest(accounts, currency=currency)
    groups = SHAPES[kind].groups
    others = [each for group in groups for each in usable if each.group is group]
    return others, [each for each in usable if each.group is Group.CASH]


def kind_of(moved: Mapping[str, int], groups: Mapping[str, Group]) -> tuple[QuickKind, Use] | None:
    """Return what a past entry was and its accounts; ``None`` where it is none of the kinds.

    ``groups`` is {account code: its group}.
    """
    if len(moved) != 2:  # noqa: PLR2004 - one account to another
        return None
    from_, to = sorted(moved, key=lambda code: moved[code])
    sides = (groups.get(from_), groups.get(to))
    if sides == (Group.CASH, Group.CASH):
        return QuickKind.TRANSFER, Use(to, from_)
    for kind, shape in SHAPES.items():
        money, other = (to, from_) if shape.money_in else (from_, to)
        if groups.get(money) is Group.CASH and groups.get(other) in shape.groups:
            return kind, Use(other, money)
    return None


_HALF_LIFE = 200
"""So many entries later a payee counts half as much, against one of today."""


def learned(past: Iterable[PastEntry], groups: Mapping[str, Group]) -> History:
    """Return what ``past`` entries, the newest first, suggest; ``groups`` as for ``kind_of``."""
    scores: dict[str, float] = {}
    shown: dict[str, str] = {}
    uses: dict[str, dict[QuickKind, Use]] = {}
    last: dict[QuickKind, Use] = {}
    for age, entry in enumerate(past):
        found = kind_of(entry.moved, groups)
        if found is not None and entry.typed:  # a statement's account is not what is paid from next
            last.setdefault(*found)
        name = entry.party.strip()
        if not name:
            continue
        key = name.casefold()
        scores[key] = scores.get(key, 0) + _HALF_LIFE / (_HALF_LIFE + age)
        shown.setdefault(key, name)
        of_payee = uses.setdefault(key, {})
        if found is not None:
            of_payee.setdefault(*found)
    order = sorted(scores, key=lambda key: -scores[key])
    return History(tuple(Payee(shown[key], uses[key]) for key in order), last)
