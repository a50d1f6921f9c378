"""The past as the forecast reads it: each day's money, the debts, and what was paid without one."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cfo_desktop.analysis.debts import by_entry
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.debts import Debts
from cfo_desktop.domain.debts import PartyDebts
from cfo_desktop.domain.history import History
from cfo_desktop.domain.invoice import Direction

_LETTERS = re.compile(r"[\W\d_]+")

Event = tuple[int, int, int]
"""(day's number, money, entry): one payment; money that came in is positive."""
Key = tuple[str, str]
"""(party, or what stands in its place; account)."""


class PastDebt(NamedTuple):
    """One debt by its days' numbers; ``sign`` is 1 for what comes in, -1 for what goes out."""

    party: str
    sign: int
    day: int
    paid: int | None
    """``None`` where it is open."""
    amount: int
    """What its payment moves: of an open one what is left."""
    entry: int | None


@dataclass(frozen=True, slots=True)
class Past:
    """Days are numbered from ``start``; the last one is the present day."""

    start: dt.date
    cash: tuple[int, ...]
    """What all accounts of money together gained on each day."""
    takings: tuple[int, ...]
    debts: tuple[PastDebt, ...]
    """By the day they arose."""
    payments: Mapping[Key, tuple[Event, ...]]
    """Money that moved without a debt, by whom and what for; takings are not among it."""
    names: Mapping[Key, str]
    """How the latest of these payments names the party, or else what it was."""

    @property
    def today(self) -> int:
        """The number of the present day."""
        return len(self.cash) - 1

    def day(self, number: int) -> dt.date:
        """Return the day of a number, which may lie ahead."""
        return self.start + dt.timedelta(days=number)

    def until(self, number: int) -> Past:
        """Return the past as the end of a day saw it, without names.

        Of a debt that is open today it tells what is left today: payments in part are not known.
        """
        arose = bisect.bisect_right(self.debts, number, key=_arose)
        payments = {
            key: events[: bisect.bisect_left(events, (number + 1,))]
            for key, events in self.payments.items()
            if events[0][0] <= number
        }
        return Past(
            self.start,
            self.cash[: number + 1],
            self.takings[: number + 1],
            tuple(
                debt if debt.paid is None or debt.paid <= number else debt._replace(paid=None)
                for debt in self.debts[:arose]
            ),
            payments,
            dict.fromkeys(payments, ""),
        )


def _arose(debt: PastDebt) -> int:
    return debt.day


def read(history: History, debts: Debts) -> Past:
    """Return the past of ``history``: from its first day, or from where its days begin."""
    start = min(max(history.days_from, history.first_day or history.today), history.today)
    length = (history.today - start).days + 1
    cash = [0] * length
    money = history.codes(Group.CASH)
    for day, moved in history.days.items():
        if start <= day <= history.today:
            cash[(day - start).days] = sum(moved.get(code, 0) for code in money)
    takings = [0] * length
    for day, amount in history.takings.items():
        if start <= day <= history.today:
            takings[(day - start).days] = amount
    payments = _payments(history, start=start)
    latest = {events[-1][2]: key for key, events in payments.items()}
    names = {
        latest[row.entry]: row.party or row.text for row in history.rows if row.entry in latest
    }
    return Past(start, tuple(cash), tuple(takings), _debts(debts, start=start), payments, names)


def _debts(debts: Debts, *, start: dt.date) -> tuple[PastDebt, ...]:
    found: list[PastDebt] = []
    for direction, parties in (
        (Direction.SALE, debts.customers),
        (Direction.PURCHASE, debts.suppliers),
    ):
        sign = 1 if direction is Direction.SALE else -1
        for each in parties.values():
            found += _of_party(each, sign, start=start)
    return tuple(sorted(found, key=lambda debt: (debt.day, debt.entry or 0, debt.party)))


def _of_party(each: PartyDebts, sign: int, *, start: dt.date) -> list[PastDebt]:
    paid = [
        PastDebt(
            each.party,
            sign,
            (one.day - start).days,
            (one.paid - start).days,
            one.amount,
            one.entry,
        )
        for one in each.paid
    ]
    still = [
        PastDebt(each.party, sign, (one.day - start).days, None, one.left, one.entry)
        for one in each.open
    ]
    return paid + still


def _payments(history: History, *, start: dt.date) -> dict[Key, tuple[Event, ...]]:
    owed = history.codes(Group.RECEIVABLE, Group.PAYABLE)
    first = start.toordinal()
    names: dict[tuple[str, str], str] = {}
    found: dict[Key, list[Event]] = defaultdict(list)
    for rows in by_entry(history.rows):
        main, moved = rows[0], 0
        for row in rows:
            if row.account in owed:
                break
            moved -= row.value
            if abs(row.value) > abs(main.value):
                main = row
        else:
            number = main.day.toordinal() - first
            if not moved or number < 0:
                continue
            named = main.party, "" if main.party else main.text
            if named not in names:
                names[named] = known_as(*named)
            found[names[named], main.account].append((number, moved, main.entry))
    return {key: tuple(sorted(events)) for key, events in sorted(found.items())}


def known_as(party: str, text: str) -> str:
    """Return what payments to one party have in common: its name, else the text's words alone."""
    return _LETTERS.sub(" ", party or text).strip().casefold() or party
