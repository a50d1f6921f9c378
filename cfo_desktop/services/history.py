"""What the books remember, read for analysis; the rows are kept while the book is open."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable
from collections.abc import Mapping

from cfo_desktop.base import clock
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.forecast import DAYS
from cfo_desktop.domain.history import History
from cfo_desktop.domain.history import Planned
from cfo_desktop.domain.history import Row
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.period import days_after
from cfo_desktop.domain.schedule import Occurrence
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import schedules
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import Carried
from cfo_desktop.services.books import Remembered
from cfo_desktop.services.books import head
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import history as kept
from cfo_desktop.store import settlements as said

_MONTHS = 13
"""Whole months before the present one that days and rows reach back: a year to compare with."""
_FEW = 100
"""Rows that are put each at its place; of more, sorting all is quicker."""


def read(book: Book, *, at: dt.date | None = None, progress: Progress = unheard) -> History:
    """Return the history of the books at the end of ``at``, today where it is not given.

    It costs accounts, months and days, and the rows of debts and expenses of the last months; of
    these only what was posted since is read again.
    """
    today = at or clock.today()
    month = Month.of(today)
    days_from = month.plus(-_MONTHS).first_day
    accounts = {account.code: account for account in chart.all_accounts(book)}
    with database.mapped_errors():
        connection = book.store.connection
        balances = figures.balances_at(connection, today)
        days = kept.days(connection, days_from, today)
        takings = figures.takings(connection, days_from, today)
        first_days = figures.first_days(connection)
        settlements = said.every(connection)
        due = said.due_days(connection)
    first_day = min((day for day in first_days.values() if day <= today), default=None)
    return History(
        today=today,
        currency=info(book).currency,
        accounts=accounts,
        first_day=first_day,
        balances=balances,
        months=_months(book, Month.of(first_day) if first_day else month, month, days),
        days_from=days_from,
        days=days,
        takings=takings,
        rows=_rows(book, days_from, today, progress),
        carried=_carried(book, days_from, today),
        planned=_planned(book, today, accounts),
        settlements=settlements,
        due=due,
    )


def _months(
    book: Book, first: Month, month: Month, days: Mapping[dt.date, Mapping[str, int]]
) -> dict[Month, Mapping[str, int]]:
    """Return what every month moved; the present one as far as its days have come."""
    with database.mapped_errors():
        connection = book.store.connection
        moved = figures.movements(connection, first, month)
        apart = figures.apart_movements(connection, first, month)
    found: dict[Month, Mapping[str, int]] = {}
    for each, movement in moved.items():
        less = apart.get(each, {})
        found[each] = {
            code: value - less.get(code, 0)
            for code, value in movement.items()
            if value != less.get(code, 0)
        }
    found[month] = _sum(movement for day, movement in days.items() if Month.of(day) == month)
    return found


def _sum(movements: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for movement in movements:
        for code, value in movement.items():
            total[code] = total.get(code, 0) + value
    return {code: value for code, value in total.items() if value}


def _rows(book: Book, first: dt.date, last: dt.date, progress: Progress) -> tuple[Row, ...]:
    """Return the rows of the days from ``first`` to ``last`` that stood at the end of ``last``."""
    known = book.remembered
    if known is None or known.first > first:
        known = book.remembered = Remembered(first)
    _catch_up(book, known, progress)
    end = day_key(last)
    start = bisect.bisect_left(known.rows, first, key=_day)
    stop = bisect.bisect_right(known.rows, last, key=_day)
    rows = zip(known.rows[start:stop], known.reversed_on[start:stop], strict=True)
    return tuple(row for row, reversed_on in rows if not 0 < reversed_on <= end)


def _carried(book: Book, first: dt.date, last: dt.date) -> Mapping[tuple[str, str], int]:
    """Return the debts carried, read anew only where an entry since may have changed them.

    Asked for after ``_rows``, which makes what is remembered.
    """
    known = book.remembered
    newest = head(book).entries
    with database.mapped_errors():
        connection = book.store.connection
        told = known.carried if known else None
        same = told is not None and (told.first, told.last) == (first, last)
        if told is None or not same or kept.carried_may_differ(connection, first, after=told.head):
            told = Carried(first, last, newest, kept.carried(connection, first, last))
    told.head = newest
    if known is not None:
        known.carried = told
    return told.balances


def _day(row: Row) -> dt.date:
    return row.day


def _place(row: Row) -> tuple[dt.date, int, str]:
    """Return what rows are sorted by; of equal ones the one that was posted first comes first."""
    return (row.day, row.entry, row.account)


def _order(kept_row: kept.KeptRow) -> tuple[dt.date, int, str, int]:
    return (*_place(kept_row.row), kept_row.posted_by)


def _catch_up(book: Book, known: Remembered, progress: Progress) -> None:
    """Read the rows that were posted since, and which of the known were taken back."""
    newest = head(book).entries
    if newest == known.head:
        return
    fresh: list[kept.KeptRow] = []
    with database.mapped_errors():
        connection = book.store.connection
        for number, row in enumerate(kept.rows(connection, known.first, after=known.head)):
            if not number % 1000:
                progress(number, 0)
            fresh.append(row)
        reversals = kept.reversals(connection, after=known.head) if known.head else {}
    _put_in_order(known, fresh)
    if reversals:
        for place, entry in enumerate(known.posted_by):
            if entry in reversals:
                known.reversed_on[place] = reversals[entry]
    known.head = newest


def _put_in_order(known: Remembered, fresh: list[kept.KeptRow]) -> None:
    """Add rows to the sorted ones: a few each at its place, many by sorting all."""
    if len(fresh) > _FEW:
        fresh += map(kept.KeptRow, known.posted_by, known.rows, known.reversed_on)
        known.rows, known.posted_by, known.reversed_on = [], [], []
    fresh.sort(key=_order)
    at_end = not known.rows
    for each in fresh:
        place = (
            len(known.rows) if at_end else bisect.bisect(known.rows, _place(each.row), key=_place)
        )
        known.rows.insert(place, each.row)
        known.posted_by.insert(place, each.posted_by)
        known.reversed_on.insert(place, each.reversed_on)


def _planned(book: Book, today: dt.date, accounts: Mapping[str, Account]) -> tuple[Planned, ...]:
    occurrences = schedules.upcoming(book, until=days_after(today, DAYS))
    return tuple(_plan(each, accounts) for each in occurrences)


def _plan(occurrence: Occurrence, accounts: Mapping[str, Account]) -> Planned:
    draft = occurrence.draft
    money = {line.account for line in draft.postings if _is_money(accounts, line.account)}
    return Planned(
        occurrence.day,
        sum(line.value.minor for line in draft.postings if line.account in money),
        draft.narration,
        draft.party,
        frozenset(line.account for line in draft.postings) - money,
        occurrence.schedule,
    )


def _is_money(accounts: Mapping[str, Account], code: str) -> bool:
    return code in accounts and accounts[code].group is Group.CASH
