"""Books of the real firms of the shared samples: their invoices, and made-up days of payment.

The lists hold every invoice that a firm wrote and received, but not when it was paid. That is made
up, the same every time for a firm and a party: some are paid at once, most after a number of days
that is the party's own and varies, others on a fixed day of the next month; three in a hundred
come weeks late. What a party invoices on one day is paid together. A return cancels an unpaid
invoice of its amount, else it is taken off the next payment. Void invoices are left out.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import random
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.history import History
from cfo_desktop.domain.history import Row
from cfo_desktop.domain.period import Month

SHARED = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "credit"
"""Lists of invoices that others published: beside the checkout, never part of it."""
CURRENCY = "CNY"
REACH = 400
"""Days that a history goes back."""
BANK, OWED, SALES, OWING, PURCHASES, TAX = "1010", "1100", "4010", "2010", "5010", "2100"
_ACCOUNTS = {
    code: Account(code, name, name, group, CURRENCY, role)
    for code, name, group, role in (
        (BANK, "Bank", Group.CASH, Role.BANK),
        (OWED, "Receivables", Group.RECEIVABLE, Role.RECEIVABLES),
        (SALES, "Sales", Group.SALES, Role.SALES),
        (OWING, "Payables", Group.PAYABLE, Role.PAYABLES),
        (PURCHASES, "Purchases", Group.COST_OF_SALES, Role.PURCHASES),
        (TAX, "VAT", Group.TAX, Role.SALES_TAX),
    )
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One valid invoice, in cents; ``sign`` is 1 for a sale, -1 for a purchase."""

    day: dt.date
    party: str
    sign: int
    net: int
    tax: int


@dataclass(frozen=True, slots=True)
class Habit:
    """When a party pays: after ``days`` give or take, or on a day of the next month."""

    days: int
    month_day: int = 0
    spread: float = 0.18
    """Standard deviation, as a share of ``days``."""
    late: float = 0.03
    """The share that comes weeks late."""

    def paid(self, day: dt.date, chance: random.Random) -> dt.date:
        """Return when what was invoiced on ``day`` is paid."""
        late = chance.randint(20, 60) if chance.random() < self.late else 0
        if self.month_day:
            run = Month.of(day).plus(1).first_day.replace(day=self.month_day)
            return run + dt.timedelta(days=chance.choice((0, 0, 1, 2)) + late)
        around = round(chance.gauss(self.days, self.spread * self.days))
        return day + dt.timedelta(days=max(0, around) + late)


def own_habits(chance: random.Random, sign: int) -> Habit:
    """Return a party's habit: customers (1) take longer than the firm itself (-1)."""
    kind = chance.random()
    at_once = 0.2 if sign > 0 else 0.3
    if kind < at_once:
        return Habit(0)
    if kind < at_once + 0.2:
        return Habit(0, chance.choice((5, 10, 15, 20, 25, 28)))
    choices = (15, 30, 45, 60, 90) if sign > 0 else (7, 15, 30, 30, 45)
    return Habit(chance.choice(choices))


PAYMENTS: Mapping[str, Callable[[random.Random, int], Habit]] = {
    "habits": own_habits,
    "terms": lambda _chance, _sign: Habit(30, spread=0.0, late=0.0),
    "chance": lambda _chance, sign: Habit(35 if sign > 0 else 25, spread=0.6),
    "at once": lambda _chance, _sign: Habit(0, late=0.0),
}
"""Ways to make up when invoices are paid: as told above, all after 30 days, without any party's own
habit, all on the day of the invoice. The first is judged by; the others show what hangs on it."""


def lists(path: Path = SHARED) -> dict[str, list[Listed]]:
    """Return {firm: invoices in the order of days}."""
    found: dict[str, list[Listed]] = defaultdict(list)
    for name, sign in (("sales", 1), ("purchase", -1)):
        with gzip.open(path / f"{name}-invoices.csv.gz", "rt", encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                if row["status"] == "valid":
                    day = dt.date(*map(int, row["date"].split("/")))
                    net, tax = (int(Decimal(row[key]) * 100) for key in ("net", "tax"))
                    found[row["firm"]].append(Listed(day, row["counterparty"], sign, net, tax))
    return {
        firm: sorted(invoices, key=lambda each: (each.day, each.sign, each.party))
        for firm, invoices in found.items()
    }


@dataclass(slots=True)
class Firm:
    """One firm's books, of which a history of any day can be cut."""

    rows: list[Row] = field(default_factory=list)
    cash: dict[dt.date, int] = field(default_factory=lambda: defaultdict(int))
    _days: dict[dt.date, dict[str, int]] = field(default_factory=dict)

    @property
    def first(self) -> dt.date:
        """The day of the first entry."""
        return self.rows[0].day

    @property
    def last(self) -> dt.date:
        """The last day on which there were still invoices or payments."""
        return self.rows[-1].day

    def history(self, today: dt.date) -> History:
        """Return what the books said at the end of ``today``."""
        days_from = max(self.first, today - dt.timedelta(days=REACH - 1))
        balances: dict[str, int] = defaultdict(int)
        carried: dict[tuple[str, str], int] = defaultdict(int)
        months: dict[Month, dict[str, int]] = {}
        month = Month.of(self.first)
        while month <= Month.of(today):
            months[month] = {}
            month = month.plus(1)
        for day, moved in self._days.items():
            if day <= today:
                for code, value in moved.items():
                    balances[code] += value
                    of = months[Month.of(day)]
                    of[code] = of.get(code, 0) + value
        rows = [row for row in self.rows if row.day <= today]
        for row in rows:
            if row.day < days_from and row.account in {OWED, OWING}:
                carried[row.account, row.party] += row.value
        return History(
            today,
            CURRENCY,
            _ACCOUNTS,
            self.first,
            {code: value for code, value in balances.items() if value},
            months,
            days_from,
            {day: moved for day, moved in self._days.items() if days_from <= day <= today},
            {},
            tuple(row for row in rows if row.day >= days_from),
            {key: value for key, value in carried.items() if value},
        )

    def flows(self, until: dt.date) -> list[int]:
        """Return the money that came in or went out, day by day from the first."""
        span = (until - self.first).days + 1
        return [self.cash.get(self.first + dt.timedelta(days=n), 0) for n in range(span)]


def firm(name: str, invoices: list[Listed], *, payments: str = "habits") -> Firm:
    """Return the books of a firm; the last payments come after its last invoice and count."""
    last = max(each.day for each in invoices)
    entries = [
        *((each.day, each.sign, each.party, _invoice(each)) for each in invoices),
        *(
            (day, 2 * sign, party, _payment(sign, amount))
            for day, sign, party, amount in _payments(name, invoices, PAYMENTS[payments])
            if day <= last
        ),
    ]
    made = Firm()
    days: dict[dt.date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for number, (day, _, party, lines) in enumerate(
        sorted(entries, key=lambda each: each[:3]), start=1
    ):
        for code, value in lines.items():
            days[day][code] += value
            if code == BANK:
                made.cash[day] += value
            elif value:
                made.rows.append(Row(number, day, party, "", code, value))
    made._days = {day: dict(moved) for day, moved in days.items()}
    return made


def _invoice(each: Listed) -> dict[str, int]:
    gross = each.net + each.tax
    if each.sign > 0:
        return {OWED: gross, SALES: -each.net, TAX: -each.tax}
    return {OWING: -gross, PURCHASES: each.net, TAX: each.tax}


def _payment(sign: int, amount: int) -> dict[str, int]:
    return {BANK: sign * amount, (OWED if sign > 0 else OWING): -sign * amount}


def _payments(
    name: str, invoices: Iterable[Listed], habit: Callable[[random.Random, int], Habit]
) -> Iterator[tuple[dt.date, int, str, int]]:
    """Yield (day, sign, party, amount) of the made-up payments of all parties."""
    by_party: dict[tuple[int, str], list[Listed]] = defaultdict(list)
    for each in invoices:
        by_party[each.sign, each.party].append(each)
    for (sign, party), theirs in sorted(by_party.items()):
        chance = random.Random(f"{name}/{sign}/{party}")
        usual = habit(chance, sign)
        for day, amount in _owed(theirs):
            yield usual.paid(day, chance), sign, party, amount


def _owed(theirs: Iterable[Listed]) -> Iterator[tuple[dt.date, int]]:
    """Yield (day, amount) of what a party has to pay, returns taken off."""
    left: list[tuple[dt.date, int]] = []
    credit = 0
    for day, each in groupby(theirs, key=lambda one: one.day):
        for one in each:
            gross = one.net + one.tax
            if gross >= 0:
                left.append((day, gross))
                continue
            same = next((debt for debt in reversed(left) if debt[1] == -gross), None)
            if same:
                left.remove(same)
            else:
                credit -= gross
    for day, debts in groupby(left, key=lambda debt: debt[0]):
        amount = sum(debt for _, debt in debts)
        used = min(credit, amount)
        credit -= used
        if amount > used:
            yield day, amount - used
