"""The cash forecast: what the money will be on each day to come, with a band, from the books alone.

**What is expected.** An open invoice or bill comes on the day that its party's own payments of late
point at (``payment_days``). What repeats by a schedule comes as planned, what came by itself in a
rhythm (``forecasting.rhythm``) with its usual amount on its usual day. Sales paid at once, invoices
and purchases still to come, and small irregular money go by weekday and by what moved of late
(``forecasting.level``), more or less around lunar new year where the past shows it
(``forecasting.festivals``). How far the habits are believed, the past decides
(``forecasting.trial``).

**The band.** The forecast is made again from up to 24 days of the past, each with what was known on
it, and the 10 % and 90 % quantiles of its errors at each distance are the band
(``forecasting.band``). This asks nothing of the shape of errors, which are far from normal where
one invoice is a month's money, and holds whatever the parts above get wrong.

**Why no library.** Forecasting libraries see one series of numbers. Most of the next month's money
is known in the books by name (an invoice, a rent), and they cannot be told; they also bring numba
or scipy along. ``tests/evaluation/forecast.py`` measures what this small method is worth.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.analysis.forecasting import band
from cfo_desktop.analysis.forecasting import past as pasts
from cfo_desktop.analysis.forecasting import trial
from cfo_desktop.analysis.forecasting.outlook import Expected
from cfo_desktop.analysis.forecasting.outlook import Outlook
from cfo_desktop.analysis.forecasting.past import Past
from cfo_desktop.analysis.forecasting.trial import Tried
from cfo_desktop.analysis.scheduled import Scheduled
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.debts import Debts
from cfo_desktop.domain.forecast import DAYS
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.forecast import Movement
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.history import History
from cfo_desktop.domain.tax import TaxDue

_LONG_ENOUGH = 120
"""Days of the past from which the band means what it says."""
_OF_DEBTS = frozenset({Source.INVOICE, Source.BILL, Source.FUTURE_INVOICE, Source.PURCHASES})
_TAX_STRAYS = dt.timedelta(days=15)
"""So far from its day a rhythm of tax payments may tell of the same payment."""
_STALE = 45
"""Days without any entry after which the books no longer tell the present."""


def forecast(
    history: History, debts: Debts, *, taxes: Sequence[TaxDue] = (), days: int = DAYS
) -> Forecast:
    """Return the cash of the ``days`` days after ``history.today``.

    ``debts`` are those of the same history (``debts.find``), ``taxes`` what is or will be owed of
    each period. Without any entry nothing is expected; a past of less than 120 days, or one that
    ended 45 days ago, makes a wide band that is not ``reliable``.
    """
    return again(history, debts, taxes=taxes, days=days)[0]


def again(
    history: History,
    debts: Debts,
    *,
    taxes: Sequence[TaxDue] = (),
    days: int = DAYS,
    before: Tried | None = None,
) -> tuple[Forecast, Tried]:
    """Return the same forecast, and what was tried for it, to be given ``before`` the next one.

    That spares most of the work while nothing has changed but the last days; any ``before`` will
    do, of other books too.
    """
    past = pasts.read(history, debts)
    tried = trial.tried(past, days=days, before=before)
    trials = trial.compare(past, tried)
    shares = trial.shares(trials)
    outlook = Outlook(past, told=_told(history))
    outlook.go_to(past.today)
    scheduled = list(_scheduled(history, days=days))
    habits = _whole(outlook.expected(days), shares, today=history.today)
    owed = list(_taxes(history, taxes, days=days))
    untold = _untold(sorted(habits, key=_order), history, days=days)
    movements = [*scheduled, *owed, *_without_tax(untold, owed)]
    reliable = _is_reliable(history, past)
    offsets = band.offsets(trials, shares, days=days)
    if not reliable:
        offsets = band.wider(offsets, band.of_short_past(past.cash, days=days))
    ordered = tuple(sorted(movements, key=_order))
    found = Forecast(
        history.today,
        history.currency,
        history.cash(),
        _days(history, ordered, offsets),
        ordered,
        reliable,
    )
    return found, tried


def _is_reliable(history: History, past: Past) -> bool:
    latest = max((day for day in history.days if day <= history.today), default=None)
    if history.first_day is None or latest is None:
        return False
    return past.today + 1 >= _LONG_ENOUGH and (history.today - latest).days <= _STALE


def _told(history: History) -> frozenset[pasts.Key]:
    """Return by whom and what for schedules tell of payments: no rhythm is to repeat them."""
    return frozenset(
        (pasts.known_as(planned.party, planned.text), account)
        for planned in history.planned
        if planned.cash
        for account in planned.accounts
    )


def _scheduled(history: History, *, days: int) -> Iterator[Movement]:
    """Yield what schedules move; what is due already comes tomorrow."""
    tomorrow = history.today + dt.timedelta(days=1)
    last = history.today + dt.timedelta(days=days)
    for planned in history.planned:
        day = max(planned.day, tomorrow)
        if planned.cash and day <= last:
            account = min(planned.accounts, default="")
            yield Movement(
                day,
                planned.cash,
                Source.SCHEDULE,
                planned.party or planned.text,
                account,
                schedule=planned.schedule,
            )


def _taxes(history: History, taxes: Sequence[TaxDue], *, days: int) -> Iterator[Movement]:
    """Yield what is not paid of each tax on its day; what was due already comes tomorrow."""
    tomorrow = history.today + dt.timedelta(days=1)
    last = history.today + dt.timedelta(days=days)
    account = history.role(Role.SALES_TAX) or ""
    for tax in taxes:
        day, left = max(tax.due, tomorrow), tax.amount - tax.paid
        if left > 0 and day <= last:
            yield Movement(day, -left, Source.TAX, account=account)


def _without_tax(movements: Iterable[Movement], owed: Sequence[Movement]) -> Iterator[Movement]:
    """Yield ``movements`` less the rhythm of tax payments, as far as it is known what is owed."""
    accounts = {each.account for each in owed}
    until = max((each.day for each in owed), default=dt.date.min) + _TAX_STRAYS
    for each in movements:
        known = each.source is Source.RHYTHM and each.account in accounts and each.day <= until
        if not known:
            yield each


def _untold(movements: Iterable[Movement], history: History, *, days: int) -> Iterator[Movement]:
    """Yield ``movements`` less the debts that a schedule pays: it tells of that money already."""
    scheduled = Scheduled(history, until=history.today + dt.timedelta(days=days))
    for each in movements:
        left = scheduled.rest(each.party, each.amount) if each.source in _OF_DEBTS else each.amount
        if left:
            yield replace(each, amount=left)


def _whole(
    expected: Sequence[Expected], shares: Mapping[Source, float], *, today: dt.date
) -> Iterator[Movement]:
    """Yield movements in whole minor units; what a source is cut by goes into its next one."""
    rest: dict[Source, float] = defaultdict(float)
    for each in sorted(expected, key=lambda one: one.ahead):
        exact = each.amount * shares.get(each.source, 1.0) + rest[each.source]
        amount = round(exact)
        rest[each.source] = exact - amount
        if amount:
            yield Movement(
                today + dt.timedelta(days=each.ahead),
                amount,
                each.source,
                each.party,
                each.account,
                each.entry,
            )


def _days(
    history: History, movements: Sequence[Movement], offsets: band.Offsets
) -> tuple[ForecastDay, ...]:
    moved: dict[dt.date, int] = defaultdict(int)
    for movement in movements:
        moved[movement.day] += movement.amount
    found: list[ForecastDay] = []
    balance = history.cash()
    for number, (low, high) in enumerate(offsets, start=1):
        day = history.today + dt.timedelta(days=number)
        balance += moved[day]
        found.append(ForecastDay(day, balance + round(low), balance, balance + round(high)))
    return tuple(found)


def _order(movement: Movement) -> tuple[object, ...]:
    return (
        movement.day,
        list(Source).index(movement.source),
        movement.party,
        movement.account,
        movement.entry or movement.schedule or 0,
        movement.amount,
    )
