"""How the shop stands now: the money of late, how long it lasts, what falls due, what is spent."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.analysis.scheduled import Scheduled
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.debts import Debts
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.history import History
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.outlook import PAST_DAYS
from cfo_desktop.domain.outlook import USUAL_MONTHS
from cfo_desktop.domain.outlook import Calendar
from cfo_desktop.domain.outlook import Due
from cfo_desktop.domain.outlook import DueDay
from cfo_desktop.domain.outlook import Expense
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.tax import TaxDue

_SPENT_OVER = 90
_ENOUGH_DAYS = 30
_ENOUGH_MONTHS = 3
_EARNED = (Group.CASH, Group.SALES, Group.OTHER_INCOME, Group.RECEIVABLE, Group.CAPITAL)
"""What money comes from: everything else it is spent on."""


def cash_days(history: History, *, days: int = PAST_DAYS) -> tuple[tuple[dt.date, int], ...]:
    """Return the money at the end of each day up to ``history.today``, not before the first entry.

    Opening balances count as if they had always been there.
    """
    if history.first_day is None:
        return ()
    money = history.codes(Group.CASH)
    first = max(history.first_day, history.days_from, history.today - dt.timedelta(days=days))
    left = history.cash()
    found = []
    day = history.today
    while day >= first:
        found.append((day, left))
        left -= sum(value for code, value in history.days.get(day, {}).items() if code in money)
        day -= dt.timedelta(days=1)
    return tuple(reversed(found))


def days_of_cash(history: History) -> int | None:
    """Return for how many days the money pays what was paid a day over the last 90 days.

    ``None`` where the books are younger than 30 days, or nothing was paid.
    """
    if history.first_day is None:
        return None
    known = min((history.today - history.first_day).days + 1, _SPENT_OVER)
    if known < _ENOUGH_DAYS:
        return None
    suspense = history.role(Role.SUSPENSE)
    apart = history.codes(*_EARNED) | ({suspense} if suspense else set())
    loans = history.codes(Group.LOAN)  # what they bring is no less spent
    first = history.today - dt.timedelta(days=known - 1)
    spent = sum(
        max(value, 0) if code in loans else value
        for day, moved in history.days.items()
        if day >= first
        for code, value in moved.items()
        if code not in apart
    )
    return max(history.cash(), 0) * known // spent if spent > 0 else None


def overdue(debts: Debts) -> tuple[Debt, ...]:
    """Return the invoices that should have been paid before the present day, oldest first."""
    return tuple(each for each in debts.open(Direction.SALE) if each.due < debts.today)


def due(
    history: History,
    debts: Debts,
    forecast: Forecast,
    taxes: Iterable[TaxDue],
    *,
    until: dt.date,
) -> tuple[Due, ...]:
    """Return what the shop has to pay up to ``until``: bills, what repeats, what is usual, tax."""
    found = [
        *_bills(debts, Scheduled(history, until=until), until),
        *_planned(history, until),
        *_rhythms(forecast, until),
        *_taxes(taxes, until),
    ]
    return tuple(sorted(found, key=lambda each: (each.day, -each.amount, each.text)))


def due_in(
    history: History, debts: Debts, forecast: Forecast, *, until: dt.date
) -> tuple[Due, ...]:
    """Return what the shop is to be paid up to ``until``: invoices, what repeats, what is usual.

    Amounts are positive; a day is when it is due, not when it will be there.
    """
    found = [
        *_invoices(debts, Scheduled(history, until=until), until),
        *_planned(history, until, sign=1),
        *_rhythms(forecast, until, sign=1),
    ]
    return tuple(sorted(found, key=lambda each: (each.day, -each.amount, each.text)))


def calendar(
    history: History,
    debts: Debts,
    forecast: Forecast,
    taxes: Iterable[TaxDue],
    *,
    until: dt.date,
) -> Calendar:
    """Return what falls due either way, day by day, with all that is late already."""
    comes = due_in(history, debts, forecast, until=until)
    goes = due(history, debts, forecast, taxes, until=until)
    by_day: dict[dt.date, tuple[list[Due], list[Due]]] = {}
    for way, found in enumerate((comes, goes)):
        for each in found:
            by_day.setdefault(each.day, ([], []))[way].append(each)
    days = tuple(
        DueDay(day, tuple(by_day[day][0]), tuple(by_day[day][1])) for day in sorted(by_day)
    )
    return Calendar(history.today, until, history.currency, days)


def _bills(debts: Debts, scheduled: Scheduled, until: dt.date) -> Iterator[Due]:
    for debt in debts.open(Direction.PURCHASE):
        left = -scheduled.rest(debt.party, -debt.left)
        if debt.due <= until and left:
            yield Due(debt.due, left, Source.BILL, debt.party, entry=debt.entry)


def _invoices(debts: Debts, scheduled: Scheduled, until: dt.date) -> Iterator[Due]:
    for debt in debts.open(Direction.SALE):
        left = scheduled.rest(debt.party, debt.left)
        if debt.due <= until and left:
            yield Due(debt.due, left, Source.INVOICE, debt.party, entry=debt.entry)


def _planned(history: History, until: dt.date, *, sign: int = -1) -> Iterator[Due]:
    """Yield what repeats: what goes out, or with a ``sign`` of 1 what comes in."""
    for each in history.planned:
        cash = sign * each.cash
        if each.day <= until and cash > 0:
            text = each.party or each.text
            account = min(each.accounts, default="")
            yield Due(each.day, cash, Source.SCHEDULE, text, account, schedule=each.schedule)


def _rhythms(forecast: Forecast, until: dt.date, *, sign: int = -1) -> Iterator[Due]:
    for each in forecast.movements:
        amount = sign * each.amount
        if each.day <= until and amount > 0 and each.source is Source.RHYTHM:
            yield Due(each.day, amount, each.source, each.party, each.account, each.entry)


def _taxes(taxes: Iterable[TaxDue], until: dt.date) -> Iterator[Due]:
    for each in taxes:
        left = each.amount - each.paid
        if each.due <= until and left > 0:
            yield Due(each.due, left, Source.TAX, "")


def expenses(history: History) -> tuple[Expense, ...]:
    """Return what each expense account took this month so far and takes usually, largest first."""
    month = Month.of(history.today)
    before = [each for each in _before(month) if each in history.months][-USUAL_MONTHS:]
    first = history.first_day
    if first is not None and first != Month.of(first).first_day:
        before = [each for each in before if each > Month.of(first)]  # the first one is not whole
    found = []
    for code, account in history.accounts.items():
        if account.kind is not Kind.EXPENSE:
            continue
        now = history.months.get(month, {}).get(code, 0)
        usual = _usual([history.months[each].get(code, 0) for each in before])
        if now or usual:
            found.append(Expense(account, now, usual))
    return tuple(sorted(found, key=lambda each: (-each.now, -(each.usual or 0), each.account.code)))


def _before(month: Month) -> Iterator[Month]:
    for back in range(USUAL_MONTHS, 0, -1):
        yield month.plus(-back)


def _usual(amounts: Sequence[int]) -> int | None:
    return round(statistics.median(amounts)) if len(amounts) >= _ENOUGH_MONTHS else None
