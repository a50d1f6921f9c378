"""Which invoices and bills are open, and how long each party takes to pay, from the rows alone."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.debts import DEFAULT_TERMS
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.debts import Debts
from cfo_desktop.domain.debts import PartyDebts
from cfo_desktop.domain.debts import Payment
from cfo_desktop.domain.history import History
from cfo_desktop.domain.invoice import Direction

_ENOUGH = 3
"""Payments from which a party's own habit is known."""
_RECENT = 8
"""The latest payments of a party, which its habit is read from."""
_GRACE = dt.timedelta(days=7)
"""When a debt is expected that is open longer than any was before."""


@dataclass(slots=True)
class _Open:
    entry: int | None
    day: dt.date
    amount: int
    left: int


@dataclass(slots=True)
class _Side:
    """One party's debts on one account while its rows are gone through."""

    open: list[_Open] = field(default_factory=list)
    paid: list[Payment] = field(default_factory=list)
    ahead: int = 0

    def add(self, entry: int | None, day: dt.date, amount: int) -> None:
        """Take up a debt; what was paid ahead settles it first."""
        used = min(self.ahead, amount)
        self.ahead -= used
        if amount > used:
            self.open.append(_Open(entry, day, amount, amount - used))

    def pay(self, entry: int, day: dt.date, amount: int) -> None:
        """Settle the debt of this very amount where there is one, else the oldest first."""
        same = next((debt for debt in self.open if debt.left == amount), None)
        queue = [same] if same else list(self.open)
        for debt in queue:
            part = min(debt.left, amount)
            debt.left -= part
            amount -= part
            if not debt.left:
                self.open.remove(debt)
                self.paid.append(Payment(debt.entry, entry, debt.day, day, debt.amount))
            if not amount:
                return
        self.ahead += amount


def find(
    history: History, *, customer_terms: int = DEFAULT_TERMS, supplier_terms: int = DEFAULT_TERMS
) -> Debts:
    """Return the debts of both directions as they stand at the end of ``history.today``.

    The books do not tell which payment is for which invoice: one of the very amount is taken to
    be, else the oldest is paid first. Terms are days until a debt is due.
    """
    return Debts(
        history.today,
        _direction(history, Direction.SALE, Group.RECEIVABLE, terms=customer_terms),
        _direction(history, Direction.PURCHASE, Group.PAYABLE, terms=supplier_terms),
    )


def _direction(
    history: History, direction: Direction, group: Group, *, terms: int
) -> dict[str, PartyDebts]:
    sides = _sides(history, group, sign=1 if direction is Direction.SALE else -1)
    everyone = [days for found in sides.values() for days in _took(found)]
    general = round(statistics.median(everyone)) if len(everyone) >= _ENOUGH else terms
    return {
        party: _party(history.today, direction, party, found, general=general, terms=terms)
        for party, found in sides.items()
    }


def _sides(history: History, group: Group, *, sign: int) -> dict[str, list[_Side]]:
    """Return each party's debts by account: a payment on one settles nothing on another."""
    codes = history.codes(group)
    sides: dict[tuple[str, str], _Side] = {}
    for (account, party), balance in history.carried.items():
        if account in codes:
            side = sides.setdefault((account, party), _Side())
            if sign * balance > 0:
                side.add(None, history.days_from, sign * balance)
            else:
                side.ahead = -sign * balance
    for row in history.rows:
        if row.account in codes:
            side = sides.setdefault((row.account, row.party), _Side())
            amount = sign * row.value
            if amount > 0:
                side.add(row.entry, row.day, amount)
            else:
                side.pay(row.entry, row.day, -amount)
    found: dict[str, list[_Side]] = {}
    for (_, party), side in sides.items():
        found.setdefault(party, []).append(side)
    return found


def _took(sides: Iterable[_Side]) -> list[int]:
    """Return the days that the latest payments took; of carried debts nobody knows."""
    known = [paid for side in sides for paid in side.paid if paid.entry is not None]
    return [paid.took for paid in sorted(known, key=lambda each: each.paid)[-_RECENT:]]


def _party(
    today: dt.date,
    direction: Direction,
    party: str,
    sides: list[_Side],
    *,
    general: int,
    terms: int,
) -> PartyDebts:
    took = _took(sides)
    usual = round(statistics.median(took)) if len(took) >= _ENOUGH else general
    still = [
        Debt(
            direction,
            party,
            debt.entry,
            debt.day,
            debt.amount,
            debt.left,
            debt.day + dt.timedelta(days=terms),
            _expected(today, debt.day, usual=usual, took=took),
        )
        for side in sides
        for debt in side.open
    ]
    paid = [payment for side in sides for payment in side.paid]
    return PartyDebts(
        direction,
        party,
        tuple(sorted(still, key=lambda debt: (debt.day, debt.entry or 0))),
        tuple(sorted(paid, key=lambda each: (each.paid, each.day))),
        sum(side.ahead for side in sides),
        usual,
    )


def _expected(today: dt.date, day: dt.date, *, usual: int, took: list[int]) -> dt.date:
    """Return when a debt will be paid; one that is late goes by those that were later still."""
    if day + dt.timedelta(days=usual) > today:
        return day + dt.timedelta(days=usual)
    age = (today - day).days
    later = sorted(days for days in took if days > age)
    if later:
        return day + dt.timedelta(days=later[len(later) // 2])
    return today + _GRACE


def total(debts: Mapping[str, PartyDebts]) -> int:
    """Return what is open with all parties together, what was paid ahead taken off."""
    return sum(sum(debt.left for debt in each.open) - each.ahead for each in debts.values())
