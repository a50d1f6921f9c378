"""What was earned and spent in any days, and the days that a question means."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.base import clock
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import accounts as chart
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import history as kept


@dataclass(frozen=True, slots=True)
class Earned:
    """What some days earned and spent, minor units of the book's currency, positive as named."""

    stretch: Stretch
    accounts: Mapping[str, Account]
    moved: Mapping[str, int]
    """{account code: movement}, debit positive; closings and opening balances left out."""

    def of(self, *groups: Group) -> dict[str, int]:
        """Return what moved on the accounts of some groups, as the ledger signs it."""
        return {
            code: value for code, value in self.moved.items() if self.accounts[code].group in groups
        }

    @property
    def sales(self) -> int:
        """Sales."""
        return -sum(self.of(Group.SALES).values())

    @property
    def income(self) -> int:
        """Sales and other income."""
        return -sum(self._of_kind(Kind.INCOME).values())

    @property
    def spent(self) -> int:
        """All costs and expenses."""
        return sum(self._of_kind(Kind.EXPENSE).values())

    @property
    def goods(self) -> int:
        """What the goods that were sold cost."""
        return sum(self.of(Group.COST_OF_SALES).values())

    @property
    def profit(self) -> int:
        """Income less all costs and expenses; negative for a loss."""
        return self.income - self.spent

    @property
    def expenses(self) -> dict[str, int]:
        """{account code: what was spent on it}, the largest first."""
        found = self._of_kind(Kind.EXPENSE)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def _of_kind(self, kind: Kind) -> dict[str, int]:
        return {
            code: value for code, value in self.moved.items() if self.accounts[code].kind is kind
        }


def earned(book: Book, stretch: Stretch) -> Earned:
    """Return what was earned and spent in some days."""
    accounts = {account.code: account for account in chart.all_accounts(book)}
    moved: Counter[str] = Counter()
    with database.mapped_errors():
        for movement in kept.days(book.store.connection, stretch.first, stretch.last).values():
            moved.update(movement)
    return Earned(stretch, accounts, {code: value for code, value in moved.items() if value})


def past(book: Book, wanted: Stretch | None) -> Stretch:
    """Return the days that are asked about up to today: this month where none are named.

    In the first days of a month with nothing booked yet that is the month before.
    """
    today = clock.today()
    if wanted is None:
        month = Month.of(today)
        with database.mapped_errors():
            last = figures.last_day(book.store.connection)
        if last is not None and last < month.first_day:
            month = Month.of(last)
        return Stretch(month.first_day, min(today, month.last_day))
    return Stretch(wanted.first, max(wanted.first, min(wanted.last, today)))


def before(stretch: Stretch) -> Stretch:
    """Return what some days are held against: as many days of the month or year before.

    Whole months are held against as many whole months before them, the running month against the
    same days of the last; all else against as many days just before.
    """
    first, last = Month.of(stretch.first), Month.of(stretch.last)
    if stretch.first == first.first_day:
        months = (last.year - first.year) * 12 + last.number - first.number + 1
        start, end = first.plus(-months), last.plus(-months)
        if stretch.last == last.last_day:
            return Stretch(start.first_day, end.last_day)
        return Stretch(
            start.first_day, end.first_day.replace(day=min(stretch.last.day, end.last_day.day))
        )
    return stretch.earlier(dt.timedelta(days=(stretch.last - stretch.first).days + 1))


def began(book: Book) -> dt.date | None:
    """Return the day of the first entry; ``None`` for an empty book."""
    with database.mapped_errors():
        return min(figures.first_days(book.store.connection).values(), default=None)
