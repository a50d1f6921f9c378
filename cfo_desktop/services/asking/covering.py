"""Whether the money is enough for all that has to be paid within days to come."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.analysis import standing
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.outlook import Due
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.services.asking import reach
from cfo_desktop.services.asking.telling import Telling


def dues(found: Ground, first: dt.date, last: dt.date) -> list[Due]:
    """Return what falls due between two days: bills, schedules, rhythms, tax."""
    taxes = found.tax.dues() if found.tax else ()
    every = standing.due(found.history, found.debts, found.forecast, taxes, until=last)
    return [each for each in every if each.day >= first]


def say(told: Telling, found: Ground, *, until: dt.date) -> bool:
    """Say whether all that has to be paid up to a day can be, bills that are late among it.

    Returns whether anything was said: the forecast has to be relied on, and to reach that day.
    """
    today, days = found.history.today, found.forecast.days
    if not found.forecast.reliable or not today < until <= days[-1].date:
        return False
    coming = dues(found, today, until)
    late = [each for each in found.debts.open(Direction.PURCHASE) if each.due < today]
    total = sum(each.amount for each in coming) + sum(each.left for each in late)
    last = Fact(until)
    if not total:
        told.say("due.nothing", until=last)
        return True
    rows = {each.entry for each in late} | {each.entry for each in coming if each.entry}
    due = told.money(total, sense=Sense.WE_OWE, place=Place(rows=tuple(sorted(filter(None, rows)))))
    reached = [each for each in days if each.date <= until]
    lowest = min(reached, key=lambda each: (each.expected, each.date))
    worst = min(reached, key=lambda each: (each.low, each.date))
    if worst.low >= 0:
        low = told.money(worst.low, sense=Sense.ENOUGH, place=reach.ahead_place(found, worst.date))
        told.say("due.enough", until=last, due=due, low=low, day=Fact(worst.date))
        return True
    one = lowest if lowest.expected < 0 else worst
    missing = one.expected if lowest.expected < 0 else one.low
    short = told.money(-missing, sense=Sense.SHORT, place=reach.ahead_place(found, one.date))
    key = "due.short" if lowest.expected < 0 else "due.risky"
    told.say(key, until=last, due=due, short=short, day=Fact(one.date))
    return True
