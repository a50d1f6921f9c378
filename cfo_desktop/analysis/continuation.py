"""The plain continuation: what the months to come are if the shop goes on as it did.

How it is made, so that an owner can check it by hand:

* Sales, other income and most costs: with twelve whole months or more a calendar month is what it
  was, the sum of the last twelve months times the share that this calendar month had of its years
  (of up to three years, counted back from the last whole month). With less it is the average.
* Rent and wages go on at the average of the last three months: they change by agreement.
* What goods cost moves with sales: the share of them that it was in the last twelve months.
* Loans are paid back as in the last three months until nothing is owed, and what the owner takes
  out goes on at its average. Large things bought and money paid in are not repeated.
* Customers and suppliers pay as late as they do now, so that what is sold is also received. Where
  the forecast can be relied on it knows better for the months it reaches: see ``what_if.of``.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from fractions import Fraction

from cfo_desktop.analysis import past_months
from cfo_desktop.analysis.past_months import YEAR
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.what_if import PlanLine

_RECENT = 3
_YEARS = 3
_BY_GROUP: Mapping[Group, PlanLine] = {
    Group.SALES: PlanLine.SALES,
    Group.OTHER_INCOME: PlanLine.OTHER_INCOME,
    Group.COST_OF_SALES: PlanLine.COST_OF_SALES,
    Group.OPERATING: PlanLine.OTHER_COSTS,
    Group.FINANCE: PlanLine.INTEREST,
    Group.INCOME_TAX: PlanLine.OTHER_COSTS,
    Group.DRAWINGS: PlanLine.DRAWINGS,
    Group.LOAN: PlanLine.LOAN,
}
_BY_ROLE: Mapping[Role, PlanLine] = {
    Role.RENT: PlanLine.RENT,
    Role.WAGES: PlanLine.WAGES,
    Role.DEPRECIATION: PlanLine.DEPRECIATION,
    Role.FEES: PlanLine.OTHER_COSTS,
}
_BY_DAYS = frozenset({PlanLine.SALES, PlanLine.COST_OF_SALES, PlanLine.OTHER_INCOME})
"""Lines of which every day has its share; the others come once, and then are done with."""


def line_of(account: Account) -> PlanLine | None:
    """Return the line that an account is told in; ``None`` for one that moves no plan."""
    if account.role is not None and account.role in _BY_ROLE:
        return _BY_ROLE[account.role]
    return _BY_GROUP.get(account.group)


class Continuation:
    """What each month to come is, made once from a history."""

    def __init__(self, history: History) -> None:
        """Sum the whole months by line."""
        self.history = history
        self.months = past_months.whole(history, latest=_YEARS * YEAR)
        """The whole months that are looked at, the oldest first."""
        self.year = self.months[-YEAR:]
        """The latest of them, a year at most."""
        self._past = {line: self._values(line) for line in PlanLine}

    @property
    def seasonal(self) -> bool:
        """Whether each calendar month is told by its own past."""
        return len(self.year) == YEAR

    @property
    def cost_share(self) -> Fraction:
        """What goods cost of each unit of sales; 0 where nothing was sold."""
        sold = self._sum(PlanLine.SALES)
        return -Fraction(self._sum(PlanLine.COST_OF_SALES), sold) if sold > 0 else Fraction(0)

    def owed(self) -> int:
        """Return what is still owed on loans."""
        codes = self.history.codes(Group.LOAN)
        return max(0, -sum(self.history.balances.get(code, 0) for code in codes))

    def lines(self, month: Month) -> dict[PlanLine, int]:
        """Return a whole month's lines, minor units, positive for what is good for the shop."""
        return {line: round(self._expected(line, month)) for line in PlanLine}

    def rest(self, month: Month) -> dict[PlanLine, int]:
        """Return what is still to come of the present month."""
        days = calendar.monthrange(month.year, month.number)[1]
        left = Fraction(days - self.history.today.day, days)
        found = {}
        for line in PlanLine:
            expected = self._expected(line, month)
            if line in _BY_DAYS:
                found[line] = round(expected * left)
            else:
                missing = expected - self._value(line, month)
                found[line] = round(missing) if left and missing * expected > 0 else 0
        return found

    def _expected(self, line: PlanLine, month: Month) -> Fraction:
        if line is PlanLine.COST_OF_SALES and self.cost_share:
            return -self.cost_share * self._expected(PlanLine.SALES, month)
        if line in {PlanLine.RENT, PlanLine.WAGES, PlanLine.LOAN}:
            return self._average(line, self.months[-_RECENT:])
        if not self.seasonal or line is PlanLine.DRAWINGS:
            return self._average(line, self.year)
        shares = list(self._shares(line, month.number))
        if not shares:
            return self._average(line, self.year)
        return self._sum(line) * sum(shares, Fraction(0)) / len(shares)

    def _shares(self, line: PlanLine, number: int) -> list[Fraction]:
        """Return the share that a calendar month had of each whole year, counted back."""
        past = self._past[line]
        found = []
        for end in range(len(self.months), YEAR - 1, -YEAR):
            year = self.months[end - YEAR : end]
            total = sum(past[month] for month in year)
            if total:
                own = sum(past[month] for month in year if month.number == number)
                found.append(Fraction(own, total))
        return found

    def _average(self, line: PlanLine, months: list[Month]) -> Fraction:
        return past_months.mean([self._past[line][month] for month in months])

    def _sum(self, line: PlanLine) -> int:
        return sum(self._past[line][month] for month in self.year)

    def _values(self, line: PlanLine) -> dict[Month, int]:
        return {month: self._value(line, month) for month in self.months}

    def _value(self, line: PlanLine, month: Month) -> int:
        moved = [
            -value
            for code, value in self.history.months.get(month, {}).items()
            if line_of(self.history.accounts[code]) is line
        ]
        # Of loans only what is paid back goes on; one that was taken up is not taken up again.
        return sum(min(value, 0) for value in moved) if line is PlanLine.LOAN else sum(moved)
