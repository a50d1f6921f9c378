"""Finds what a good finance officer knows by heart, from the same past as the forecast."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import pairwise

from cfo_desktop.analysis.debts import cash_of_entries
from cfo_desktop.analysis.forecasting import rhythm
from cfo_desktop.analysis.forecasting.past import Event
from cfo_desktop.analysis.forecasting.past import Key
from cfo_desktop.analysis.forecasting.past import known_as
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.debts import Debts
from cfo_desktop.domain.debts import PartyDebts
from cfo_desktop.domain.debts import Payment
from cfo_desktop.domain.habits import Cycle
from cfo_desktop.domain.habits import Habits
from cfo_desktop.domain.habits import Payday
from cfo_desktop.domain.habits import PurchaseRhythm
from cfo_desktop.domain.habits import SpendingPeak
from cfo_desktop.domain.habits import SpendingWeekday
from cfo_desktop.domain.history import History
from cfo_desktop.domain.history import Row
from cfo_desktop.domain.invoice import Direction

_LEAST = 3
"""Days of purchase from which there is a rhythm."""
_PEAKS = 5
_STANDS_OUT = 1.5
"""A peak has so many times the money of an even spread over the days of a month."""
_MONTH = 30.4
_YEAR = dt.timedelta(days=366)


def find(history: History, debts: Debts) -> Habits:
    """Return the habits that ``history`` and its ``debts`` show."""
    return Habits(
        history.today,
        cycle(debts, Direction.SALE),
        cycle(debts, Direction.PURCHASE),
        spending_peaks(history),
        spending_weekdays(history),
        purchase_rhythms(history),
        paydays(history),
    )


def cycle(debts: Debts, direction: Direction) -> Cycle | None:
    """Return how long paying takes; ``None`` where nothing was paid that is known from its start.

    Of debts that were open before the rows begin nobody knows when they arose.
    """
    parties = debts.customers if direction is Direction.SALE else debts.suppliers
    known = {name: _known(each) for name, each in parties.items()}
    every = [payment for payments in known.values() for payment in payments]
    if not every:
        return None
    entries = {number for each in every for number in (each.entry, each.paid_by)}
    return Cycle(
        direction,
        _weighted(every),
        round(statistics.median(each.took for each in every)),
        sum(each.amount for each in every),
        {name: _weighted(payments) for name, payments in sorted(known.items()) if payments},
        tuple(sorted(number for number in entries if number is not None)),
    )


def _known(party: PartyDebts) -> list[Payment]:
    return [payment for payment in party.paid if payment.entry is not None]


def _weighted(payments: Sequence[Payment]) -> int:
    total = sum(each.amount for each in payments)
    return round(sum(each.took * each.amount for each in payments) / total)


def spending_peaks(history: History) -> tuple[SpendingPeak, ...]:
    """Return the days of the month with the heaviest outflow, at most five that stand out."""
    spent: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for day, entry, amount in _spending(history):
        spent[day.day].append((entry, amount))
    total = sum(amount for each in spent.values() for _, amount in each)
    peaks = [SpendingPeak(day, *_sum(each, total)) for day, each in spent.items()]
    least = 1000 * _STANDS_OUT / _MONTH
    found = [peak for peak in peaks if peak.per_mille >= least]
    return tuple(sorted(found, key=lambda peak: (-peak.amount, peak.month_day))[:_PEAKS])


def spending_weekdays(history: History) -> tuple[SpendingWeekday, ...]:
    """Return what goes out by weekday, the heaviest first."""
    spent: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for day, entry, amount in _spending(history):
        spent[day.weekday()].append((entry, amount))
    total = sum(amount for each in spent.values() for _, amount in each)
    found = [SpendingWeekday(day, *_sum(each, total)) for day, each in spent.items()]
    return tuple(sorted(found, key=lambda each: (-each.amount, each.weekday)))


def _spending(history: History) -> Iterator[tuple[dt.date, int, int]]:
    """Yield (day, entry, money that went out), positive; money not sorted yet is not told."""
    for (entry, day), moved in cash_of_entries(history).items():
        if moved < 0:
            yield day, entry, -moved


def _sum(spent: Sequence[tuple[int, int]], total: int) -> tuple[int, int, tuple[int, ...]]:
    amount = sum(each for _, each in spent)
    return amount, round(1000 * amount / total), tuple(sorted({entry for entry, _ in spent}))


def purchase_rhythms(history: History) -> tuple[PurchaseRhythm, ...]:
    """Return how often the shop buys from each supplier of whom it did on three days or more.

    A purchase is an entry with a party that adds to the cost of sales or to the stock.
    """
    goods = history.codes(Group.COST_OF_SALES, Group.STOCK)
    bought: dict[str, list[Row]] = defaultdict(list)
    for row in history.rows:
        if row.account in goods and row.party and row.value > 0:
            bought[row.party].append(row)
    found = [_purchases(party, rows) for party, rows in bought.items()]
    known = [(rhythm, total) for each in found if each for rhythm, total in [each]]
    return tuple(one for one, _ in sorted(known, key=lambda each: (-each[1], each[0].supplier)))


def _purchases(party: str, rows: Sequence[Row]) -> tuple[PurchaseRhythm, int] | None:
    by_day: dict[dt.date, int] = defaultdict(int)
    for row in rows:
        by_day[row.day] += row.value
    if len(by_day) < _LEAST:
        return None
    days = sorted(by_day)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return (
        PurchaseRhythm(
            party,
            round(statistics.median(gaps)),
            round(statistics.median(by_day.values())),
            days[-1],
            tuple(sorted({row.entry for row in rows})),
        ),
        sum(by_day.values()),
    )


def paydays(history: History) -> tuple[Payday, ...]:
    """Return when wages are paid: what comes in a rhythm on the account of wages, the next first.

    Those that are not expected any more come last.
    """
    wages = history.role(Role.WAGES)
    moved = cash_of_entries(history)
    start = history.days_from if history.first_day is None else history.first_day
    paid: dict[Key, list[tuple[Event, str]]] = defaultdict(list)
    for row in history.rows:
        cash = moved[row.entry, row.day]
        if row.account == wages and cash < 0:
            key = known_as(row.party, row.text), row.account
            event = (row.day - start).days, cash, row.entry
            paid[key].append((event, row.party or row.text))
    found = [_payday(history, key, told, start=start) for key, told in sorted(paid.items())]
    known = (each for each in found if each)
    return tuple(sorted(known, key=lambda each: (each.next or dt.date.max, each.party)))


def _payday(
    history: History, key: Key, told: Sequence[tuple[Event, str]], *, start: dt.date
) -> Payday | None:
    events = [event for event, _ in told]
    beat = rhythm.find(events, start=start, today=(history.today - start).days)
    if beat is None:
        return None
    return Payday(
        key[1],
        told[-1][1],
        beat.anchor,
        beat.interval.days,
        -beat.amount,
        next(beat.days(after=history.today, until=history.today + _YEAR), None),
        tuple(sorted({entry for _, _, entry in events})),
    )
