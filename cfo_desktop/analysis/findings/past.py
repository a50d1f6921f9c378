"""The history laid out once as every family of findings looks at it."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping

from cfo_desktop.analysis.findings.rhythms import Payment
from cfo_desktop.analysis.findings.rhythms import payments
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.debts import Debts
from cfo_desktop.domain.finding import Circumstances
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.history import History
from cfo_desktop.domain.history import Row
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month

NEW_DAYS = 31
"""A month's findings are about what happened in so many days up to today."""
FIRST_WEEK = 7
"""Books that begin later in a month than this know too little of it to compare it."""
YEAR = 12
SPENT = frozenset({Group.OPERATING, Group.COST_OF_SALES, Group.STOCK, Group.DRAWINGS})
"""Groups that money is spent on by decision; tax, interest and loans follow rules."""


class Past:
    """A history with its rows by account and party, and its whole months."""

    def __init__(self, history: History, debts: Debts, circumstances: Circumstances) -> None:
        """Lay out ``history``, whose ``first_day`` is known."""
        self.history = history
        self.debts = debts
        self.circumstances = circumstances
        self.today = history.today
        self.new_from = history.today - dt.timedelta(days=NEW_DAYS - 1)
        self.groups: Mapping[str, Group] = {
            code: account.group for code, account in history.accounts.items()
        }
        self.spent = history.codes(*SPENT)
        self.by_party: dict[tuple[str, str], list[Row]] = defaultdict(list)
        """{(account, party): rows}, oldest first."""
        self.first_of: dict[str, Row] = {}
        """{party: its first row}."""
        for row in history.rows:
            self.by_party[row.account, row.party].append(row)
        for (_, party), rows in self.by_party.items():  # in the order of their first rows
            self.first_of.setdefault(party, rows[0])
        self.bought = self._bought()
        """{party: rows of goods bought, into stock or at once to the cost of sales}."""
        self._payments: dict[tuple[str, str], list[Payment]] = {}
        self.months = _whole(history)
        self.turnover = max(1, self._turnover())

    @property
    def known_days(self) -> int:
        """How many days the rows reach back."""
        first = max(self.history.first_day or self.today, self.history.days_from)
        return (self.today - first).days + 1

    def new(self) -> Iterator[Row]:
        """Yield the rows of the last month, the latest first."""
        for row in reversed(self.history.rows):
            if row.day < self.new_from:
                return
            yield row

    def rows_of(self, codes: Collection[str]) -> Iterator[Row]:
        """Yield the rows on these accounts, by account and party."""
        for (account, _), rows in self.by_party.items():
            if account in codes:
                yield from rows

    def moved(self, codes: Collection[str], months: Iterable[Month]) -> list[int]:
        """Return what these accounts moved in each of ``months``, debit positive."""
        found = []
        for month in months:
            of = self.history.months.get(month, {})
            found.append(sum(of.get(code, 0) for code in codes))
        return found

    def sales(self, months: Iterable[Month]) -> list[int]:
        """Return the sales of each of ``months``, positive."""
        return [-moved for moved in self.moved(self.history.codes(Group.SALES), months)]

    def role(self, role: Role) -> str:
        """Return the code of the account that holds a role; empty where none does."""
        return self.history.role(role) or ""

    def payments(self, account: str, party: str) -> list[Payment]:
        """Return what was spent on an account for a party, day by day; worked out once."""
        key = account, party
        if key not in self._payments:
            self._payments[key] = payments(self.by_party[key])
        return self._payments[key]

    def money(self, minor: int) -> Money:
        """Return an amount in the book's currency."""
        return Money(self.history.currency, minor)

    def _bought(self) -> Mapping[str, list[Row]]:
        stock = self.history.codes(Group.STOCK)
        goods = self.history.codes(Group.COST_OF_SALES) | stock
        left = {row.entry for row in self.rows_of(stock) if row.value < 0}
        found: dict[str, list[Row]] = defaultdict(list)
        for (account, party), rows in self.by_party.items():
            if account in goods:
                found[party] += [row for row in rows if row.entry not in left]
        return found

    def _turnover(self) -> int:
        """Return a usual month's sales, or its spending where little is sold: what is much here."""
        months = self.months[-YEAR:]
        sales = statistics.median_low(self.sales(months)) if months else 0
        costs = self.moved(self.history.codes(Group.OPERATING, Group.COST_OF_SALES), months)
        return max(sales, statistics.median_low(costs) if costs else 0)


def _whole(history: History) -> tuple[Month, ...]:
    """Return the months that the books know from the first week to the last day."""
    first, today = history.first_day, history.today
    months = sorted(history.months)
    if first is not None and first.day > FIRST_WEEK and months:
        months = months[1:]
    if months and today != months[-1].last_day:
        months = months[:-1]
    return tuple(months)


def ratio(part: int, whole: int) -> Ratio:
    """Return ``part`` of ``whole`` (not 0) in thousandths, halves rounded up."""
    return Ratio((2000 * part + whole) // (2 * whole))


def entries(rows: Iterable[Row]) -> tuple[int, ...]:
    """Return the numbers of the rows' entries, the oldest first, each once."""
    ordered = sorted({(row.day, row.entry) for row in rows})
    return tuple(dict.fromkeys(entry for _, entry in ordered))


def spread(values: Iterable[float]) -> float:
    """Return how far values lie from their middle, as the standard deviation of calm ones would.

    The median distance times 1.4826, which a few outliers do not move.
    """
    known = list(values)
    middle = statistics.median(known)
    return 1.4826 * statistics.median(abs(value - middle) for value in known)
