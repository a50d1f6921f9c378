"""What was earned and spent in any days, and the days that a question means."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.base import clock
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import accounts as chart
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import history as kept
from cfo_desktop.store import parties

_QUARTER = 3
"""Months."""


@dataclass(frozen=True, slots=True)
class Earned:
    """What some days earned and spent, minor units of the book's currency, positive as named."""

    stretch: Stretch
    accounts: Mapping[str, Account]
    moved: Mapping[str, int]
    """{account code: movement}, debit positive; closings and opening balances left out."""
    days: Mapping[dt.date, Mapping[str, int]]
    """The same by day."""

    def of(self, *groups: Group) -> dict[str, int]:
        """Return what moved on the accounts of some groups, as the ledger signs it."""
        return {
            code: value for code, value in self.moved.items() if self.accounts[code].group in groups
        }

    def place(self, *groups: Group) -> Place:
        """Return where the figures of some groups lead."""
        return self.at(self.of(*groups))

    def at(self, codes: Iterable[str]) -> Place:
        """Return where the figures of some accounts lead."""
        return Place(accounts=tuple(sorted(codes)), stretch=self.stretch)

    def total(self, codes: Collection[str]) -> int:
        """Return what moved on some accounts together."""
        return sum(value for code, value in self.moved.items() if code in codes)

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

    def by_month(self, codes: Collection[str]) -> dict[Month, int]:
        """Return {month: movement on some accounts} of every month that the days lie in."""
        found: dict[Month, int] = {}
        month = Month.of(self.stretch.first)
        while month <= Month.of(self.stretch.last):
            found[month] = 0
            month = month.plus(1)
        for day, moved in self.days.items():
            found[Month.of(day)] += sum(value for code, value in moved.items() if code in codes)
        return found

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
    with database.mapped_errors():
        days = kept.days(book.store.connection, stretch.first, stretch.last)
    return _earned(book, stretch, days)


def with_party(book: Book, party: str, stretch: Stretch) -> Earned:
    """Return the same of the entries with one party alone."""
    with database.mapped_errors():
        days = parties.days(book.store.connection, party, stretch.first, stretch.last)
    return _earned(book, stretch, days)


def _earned(book: Book, stretch: Stretch, days: Mapping[dt.date, Mapping[str, int]]) -> Earned:
    accounts = {account.code: account for account in chart.all_accounts(book)}
    moved: Counter[str] = Counter()
    for movement in days.values():
        moved.update(movement)
    return Earned(stretch, accounts, {code: value for code, value in moved.items() if value}, days)


def last_with(book: Book, party: str, *groups: Group) -> dt.date | None:
    """Return the last day on which one party moved accounts of some groups; ``None`` for never."""
    with database.mapped_errors():
        return parties.last_day(book.store.connection, party, groups)


def past(book: Book, wanted: Stretch | None) -> Stretch:
    """Return the days that are asked about up to today: this month where none are named.

    In the first days of a month with nothing booked yet that is the month before. Days that are
    all still to come stay as they are.
    """
    today = clock.today()
    if wanted is None:
        month = Month.of(today)
        with database.mapped_errors():
            last = figures.last_day(book.store.connection)
        if last is not None and last < month.first_day:
            month = Month.of(last)
        return Stretch(month.first_day, min(today, month.last_day))
    if wanted.first > today:
        return wanted
    return Stretch(wanted.first, max(wanted.first, min(wanted.last, today)))


def year(book: Book, wanted: Stretch | None) -> Stretch:
    """Return the days that are asked about up to today: twelve months where none are named."""
    today = clock.today()
    return past(book, wanted or Stretch(Month.of(today).plus(-11).first_day, today))


def taken(wanted: Arguments, stretch: Stretch) -> Arguments:
    """Return the arguments of an answer: with the days that were taken where none were named."""
    return wanted if wanted.period is not None else replace(wanted, period=stretch)


def nothing(stretch: Stretch) -> str:
    """Return the key of what is said of days without entries."""
    return "not_yet" if stretch.first > clock.today() else "nothing_booked"


def before(stretch: Stretch) -> Stretch:
    """Return what some days are held against.

    Whole months are held against as many whole months before them, the running month against the
    same days of the last, a quarter or year so far against the same days of the last, and one day
    against the same day of the week before; all else against as many days just before.
    """
    days = stretch.last - stretch.first + dt.timedelta(days=1)
    first = Month.of(stretch.first)
    if days.days == 1:
        return stretch.earlier(dt.timedelta(weeks=1))
    if stretch.first != first.first_day:
        return stretch.earlier(days)
    months = _months(stretch)
    if months > 1 and stretch.last == clock.today():
        if first.number == 1:
            months = 12
        elif first.number % 3 == 1 and months <= _QUARTER:
            months = _QUARTER
    return Stretch(first.plus(-months).first_day, _same_day(stretch.last, -months))


def is_whole(stretch: Stretch) -> bool:
    """Tell whether some days are whole months."""
    return (
        stretch.first == Month.of(stretch.first).first_day
        and stretch.last == Month.of(stretch.last).last_day
    )


def part(of: Stretch, like: Stretch) -> Stretch:
    """Return as much of some days as has passed of others by today, or all of it.

    Of whole months it is up to the same day of the month, else as many days.
    """
    today = clock.today()
    if is_whole(of) and is_whole(like):
        gone = _months(Stretch(like.first, today)) - 1
        last = _same_day(
            today, 12 * (of.first.year - like.first.year) + of.first.month - like.first.month
        )
        last = last if gone < _months(of) else of.last
    else:
        last = of.first + (today - like.first)
    return Stretch(of.first, max(of.first, min(last, of.last)))


def is_running(stretch: Stretch) -> bool:
    """Tell whether some days have begun and are not over."""
    return stretch.first <= clock.today() < stretch.last


def _months(stretch: Stretch) -> int:
    first, last = Month.of(stretch.first), Month.of(stretch.last)
    return (last.year - first.year) * 12 + last.number - first.number + 1


def _same_day(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later; a month's last day stays one."""
    month = Month.of(day).plus(months)
    if day == Month.of(day).last_day:
        return month.last_day
    return month.first_day.replace(day=min(day.day, month.last_day.day))


def began(book: Book) -> dt.date | None:
    """Return the day of the first entry; ``None`` for an empty book."""
    with database.mapped_errors():
        return min(figures.first_days(book.store.connection).values(), default=None)
