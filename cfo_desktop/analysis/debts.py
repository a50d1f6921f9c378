"""Which invoices and bills are open, and how long each party takes to pay, from the rows alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.analysis.payment_days import PaymentDays
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.debts import USUAL_TERMS
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.debts import Debts
from cfo_desktop.domain.debts import PartyDebts
from cfo_desktop.domain.debts import Payment
from cfo_desktop.domain.debts import Terms
from cfo_desktop.domain.history import History
from cfo_desktop.domain.history import Row
from cfo_desktop.domain.invoice import Direction


@dataclass(slots=True)
class _Named:
    """What payments on one side were said to be for, as far as both entries' amounts reach."""

    by_debt: dict[int, int]
    """{entry of a debt: the part of it that payments are named for}, less what was taken up."""
    by_payment: dict[int, list[tuple[int, int]]]
    """{paying entry: (entry of a debt, amount)}, less what was paid."""

    def of_debt(self, entry: int | None, amount: int) -> int:
        """Take up the part of a debt that payments are named for."""
        if entry is None or entry not in self.by_debt:
            return 0
        part = min(self.by_debt[entry], amount)
        self.by_debt[entry] -= part
        return part

    def of_payment(self, entry: int, amount: int) -> list[tuple[int, int]]:
        """Take what a payment of this amount is for: (entry of the debt, part)."""
        found, still = [], []
        for debt, named in self.by_payment.get(entry, ()):
            part = min(named, amount)
            amount -= part
            if part:
                found.append((debt, part))
            if named > part:
                still.append((debt, named - part))
        if found:
            self.by_payment[entry] = still
        return found


@dataclass(slots=True, eq=False)
class _Open:
    entry: int | None
    day: dt.date
    amount: int
    left: int
    kept: int = 0
    """Part of ``left`` that a payment is named for which is still to come."""

    @property
    def free(self) -> int:
        return self.left - self.kept


@dataclass(slots=True)
class _Side:
    """One party's debts on one account while its rows are gone through."""

    open: dict[int, _Open] = field(default_factory=dict)
    """In the order in which they arose."""
    paid: list[Payment] = field(default_factory=list)
    ahead: int = 0
    named: _Named = field(default_factory=lambda: _Named({}, {}))
    _coming: dict[int, list[tuple[int, dt.date, int, bool]]] = field(default_factory=dict)
    """{entry of a debt that has not arisen yet: what was paid of it before}; it will arise, as only
    debts among the rows are named."""
    _next: int = 0
    _of_amount: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Keys of the open debts that nothing was paid of yet."""
    _of_entry: dict[int, list[int]] = field(default_factory=dict)
    """Keys of the debts that payments are named for: they are found without a look at all."""
    _of_day: dict[dt.date, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, entry: int | None, day: dt.date, amount: int) -> None:
        """Take up a debt; what is not named for a payment, what was paid ahead settles first."""
        kept = self.named.of_debt(entry, amount)
        used = min(self.ahead, amount - kept)
        self.ahead -= used
        if amount > used:
            debt = self.open[self._next] = _Open(entry, day, amount, amount - used, kept)
            self._of_amount[debt.free].append(self._next)
            self._of_day[day].append(self._next)
            if kept and entry is not None:
                self._of_entry.setdefault(entry, []).append(self._next)
            self._next += 1
            if entry in self._coming:
                for paying, paid_on, part, cash in self._coming.pop(entry):
                    self._pay_named(entry, part, paying, max(paid_on, day), cash=cash)

    def settle(self, entry: int, day: dt.date, amount: int, *, cash: bool) -> None:
        """Settle debts by a payment, or, where no ``cash`` moved, by a return or a correction.

        What was said of it comes first. Of the rest the debt of this very amount comes first, then
        those of a day that add up to it, else the oldest are settled one after another.
        """
        for debt_entry, part in self.named.of_payment(entry, amount):
            amount -= part
            self._pay_named(debt_entry, part, entry, day, cash=cash)
        if not amount:
            return
        for key in self._same(amount) or self._same_day(amount) or list(self.open):
            part = min(self.open[key].free, amount)
            self._pay(key, part, entry, day, cash=cash)
            amount -= part
            if not amount:
                return
        self.ahead += amount

    def _pay(self, key: int, part: int, entry: int, day: dt.date, *, cash: bool) -> None:
        debt = self.open[key]
        debt.left -= part
        if not debt.left:
            del self.open[key]
            if cash:
                self.paid.append(Payment(debt.entry, entry, debt.day, day, debt.amount))

    def _pay_named(
        self, debt_entry: int, part: int, entry: int, day: dt.date, *, cash: bool
    ) -> None:
        """Settle what a payment was named for; where the debt is still to come, hold it for it."""
        for key in [key for key in self._of_entry.get(debt_entry, ()) if key in self.open]:
            used = min(part, self.open[key].kept)
            self.open[key].kept -= used
            self._pay(key, used, entry, day, cash=cash)
            part -= used
        if part:
            self._coming.setdefault(debt_entry, []).append((entry, day, part, cash))

    def _same(self, amount: int) -> list[int]:
        keys = self._of_amount.get(amount, [])
        while keys:
            key = keys.pop(0)
            if key in self.open and self.open[key].free == amount:
                return [key]
        return []

    def _same_day(self, amount: int) -> list[int]:
        for day, keys in list(self._of_day.items()):
            still = [key for key in keys if key in self.open]
            if not still:
                del self._of_day[day]
            elif len(still) > 1 and sum(self.open[key].free for key in still) == amount:
                return still
        return []


def find(history: History, *, terms: Terms = USUAL_TERMS) -> Debts:
    """Return the debts of both directions as they stand at the end of ``history.today``.

    What was said of a payment holds. Of the others the books do not tell which invoice they are
    for: one of the very amount is taken to be, else the oldest is paid first.
    """
    rows = list(_rows(history))
    customers, suppliers = history.codes(Group.RECEIVABLE), history.codes(Group.PAYABLE)
    return Debts(
        history.today,
        _direction(history, rows, Direction.SALE, customers, terms=terms.customers),
        _direction(history, rows, Direction.PURCHASE, suppliers, terms=terms.suppliers),
    )


def _rows(history: History) -> Iterator[tuple[Row, bool]]:
    """Yield the rows of debts, and whether their entries moved money."""
    owed = history.codes(Group.RECEIVABLE, Group.PAYABLE)
    for together in by_entry(history.rows):
        for row in together:
            if row.account in owed:
                yield row, sum(each.value for each in together) != 0


def _direction(
    history: History,
    rows: Sequence[tuple[Row, bool]],
    direction: Direction,
    codes: frozenset[str],
    *,
    terms: int,
) -> dict[str, PartyDebts]:
    sides = _sides(history, rows, codes, sign=1 if direction is Direction.SALE else -1)
    habits = PaymentDays(terms)
    known = [
        (paid.paid, paid.day, party)
        for party, found in sides.items()
        for side in found
        for paid in side.paid
        if paid.entry is not None  # of carried debts nobody knows when they arose
    ]
    for paid_on, day, party in sorted(known):
        habits.add(party, day, paid_on)
    return {
        party: _party(history, direction, party, found, habits=habits, terms=terms)
        for party, found in sides.items()
    }


def _sides(
    history: History, rows: Sequence[tuple[Row, bool]], codes: frozenset[str], *, sign: int
) -> dict[str, list[_Side]]:
    """Return each party's debts by account: a payment on one settles nothing on another."""
    begin = max(history.days_from, history.first_day or history.days_from)
    sides: dict[tuple[str, str], _Side] = {
        key: _Side(named=named) for key, named in _named(history, rows, codes, sign=sign).items()
    }
    for (account, party), balance in history.carried.items():
        if account in codes:
            side = sides.setdefault((account, party), _Side())
            if sign * balance > 0:
                side.add(None, begin, sign * balance)
            else:
                side.ahead = -sign * balance
    for row, cash in rows:
        if row.account in codes:
            key = row.account, row.party
            if key not in sides:
                sides[key] = _Side()
            side = sides[key]
            amount = sign * row.value
            if amount > 0:
                side.add(row.entry, row.day, amount)
            else:
                side.settle(row.entry, row.day, -amount, cash=cash)
    found: dict[str, list[_Side]] = {}
    for (_, party), side in sorted(sides.items(), key=lambda each: each[0]):
        found.setdefault(party, []).append(side)
    return found


def _named(
    history: History, rows: Sequence[tuple[Row, bool]], codes: frozenset[str], *, sign: int
) -> dict[tuple[str, str], _Named]:
    """Return what was said of payments, by account and party, where both entries stand there.

    No more of a debt or a payment than there is of it: what was said first holds.
    """
    if not history.settlements:
        return {}
    spoken = {number for each in history.settlements for number in (each.debt, each.paying)}
    owed: dict[int, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    paid: dict[int, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for row, _ in rows:
        if row.account in codes and row.entry in spoken:
            amount = sign * row.value
            (owed if amount > 0 else paid)[row.entry][row.account, row.party] += abs(amount)
    found: dict[tuple[str, str], _Named] = {}
    for each in history.settlements:
        left = each.amount
        for key in owed.get(each.debt, ()):
            part = min(left, owed[each.debt][key], paid.get(each.paying, {}).get(key, 0))
            if part:
                left -= part
                owed[each.debt][key] -= part
                paid[each.paying][key] -= part
                named = found.setdefault(key, _Named({}, {}))
                named.by_debt[each.debt] = named.by_debt.get(each.debt, 0) + part
                named.by_payment.setdefault(each.paying, []).append((each.debt, part))
    return found


def cash_of_entries(history: History) -> dict[tuple[int, dt.date], int]:
    """Return {(entry, day): money that its rows moved}, 0 for an invoice that is not paid yet."""
    return {
        (rows[0].entry, rows[0].day): -sum(row.value for row in rows)
        for rows in by_entry(history.rows)
    }


def by_entry(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield what one entry moves on one day together; in a history these rows lie side by side."""
    together: list[Row] = []
    for row in rows:
        if together and (row.entry != together[0].entry or row.day != together[0].day):
            yield together
            together = []
        together.append(row)
    if together:
        yield together


def _party(
    history: History,
    direction: Direction,
    party: str,
    sides: list[_Side],
    *,
    habits: PaymentDays,
    terms: int,
) -> PartyDebts:
    today = history.today
    known = habits.of(party)
    days = dt.timedelta(days=terms)
    waits = 0 if habits.is_known(party) else _oldest(today, sides)
    still = [
        Debt(
            direction,
            party,
            debt.entry,
            debt.day,
            debt.amount,
            debt.left,
            history.due.get(debt.entry or 0, debt.day + days),
            known.expected(debt.day, today=today, waits=waits),
        )
        for side in sides
        for debt in side.open.values()
    ]
    paid = [payment for side in sides for payment in side.paid]
    return PartyDebts(
        direction,
        party,
        tuple(sorted(still, key=lambda debt: (debt.day, debt.entry or 0))),
        tuple(sorted(paid, key=lambda each: (each.paid, each.day))),
        sum(side.ahead for side in sides),
        known.usual,
    )


def _oldest(today: dt.date, sides: Sequence[_Side]) -> int:
    """Return for how long the party's oldest open debt has waited; of carried ones nobody knows."""
    days = [debt.day for side in sides for debt in side.open.values() if debt.entry is not None]
    return (today - min(days)).days if days else 0


def total(debts: Mapping[str, PartyDebts]) -> int:
    """Return what is open with all parties together, what was paid ahead taken off."""
    return sum(sum(debt.left for debt in each.open) - each.ahead for each in debts.values())
