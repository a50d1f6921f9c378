"""What of the money is safely idle: the forecast's low band above the owner's cushion."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.history import History
from cfo_desktop.domain.idle_cash import DAY_COUNT
from cfo_desktop.domain.idle_cash import DAYS
from cfo_desktop.domain.idle_cash import IdleCash
from cfo_desktop.domain.idle_cash import IdleSpan
from cfo_desktop.domain.idle_cash import Spendable
from cfo_desktop.domain.tax import TaxSummary

_NOT_MOVABLE = frozenset({Role.TILL, Role.CARD_CLEARING})


def of(
    history: History,
    forecast: Forecast,
    *,
    cushion: int,
    rate: Decimal | None,
    tax: TaxSummary | None = None,
) -> IdleCash:
    """Return what is idle for each of ``DAYS`` that the forecast reaches.

    Idle is what of the lowest day of the span, by the low band, can be moved and is above the
    cushion and the tax that is owed for later, and never more than can be moved today. Tax that
    falls due within the span, at the present pace, the forecast expects to be paid. What is in the
    till or on its way today is taken to stay there.
    """
    fixed = _held(history, movable=False)
    movable = _held(history, movable=True)
    pace = tax.pace if tax else None
    further = pace.further if pace else 0
    spans = []
    for days in DAYS:
        if not forecast.reliable or days > len(forecast.days):
            break
        until = forecast.days[days - 1].date
        low, on = _lowest(history, forecast, days=days)
        later = tax.owed_after(until) if tax else 0
        least = low - fixed
        idle = max(0, min(least - cushion - later, movable))
        earns = None if rate is None else interest(idle, rate, days=days)
        spans.append(IdleSpan(days, until, low, on, least, later, idle, earns))
    return IdleCash(
        today=history.today,
        currency=history.currency,
        cash=history.cash(),
        movable=movable,
        cushion=cushion,
        for_tax=tax.owed if tax else 0,
        tax_ahead=further,
        tax_due=pace.due if pace and further else None,
        rate=rate,
        reliable=forecast.reliable,
        spans=tuple(spans),
        accounts=tuple(sorted(history.codes(Group.CASH))),
        movable_accounts=tuple(_codes(history, movable=True)),
        tax_account=history.role(Role.SALES_TAX) or "",
    )


def spendable(
    history: History,
    forecast: Forecast,
    *,
    cushion: int,
    day: dt.date,
    tax: TaxSummary | None = None,
) -> Spendable:
    """Return what could be paid on ``day``, today or one that the forecast reaches.

    What of today's can be moved is what is idle for as long as the forecast looks ahead.
    """
    present = history.today
    points = [(each.date, each.expected, each.low) for each in forecast.days]
    if day <= present:
        points.insert(0, (present, history.cash(), history.cash()))
    left = [each for each in points if each[0] >= day] or points[-1:]
    expected, expected_on = min((each[1], each[0]) for each in left)
    low, low_on = min((each[2], each[0]) for each in left)
    until = points[-1][0]
    return Spendable(
        day=max(day, present),
        until=until,
        expected=expected,
        expected_on=expected_on,
        low=low,
        low_on=low_on,
        fixed=_held(history, movable=False),
        for_tax=tax.owed_after(until) if tax else 0,
        cushion=cushion,
    )


def _held(history: History, *, movable: bool) -> int:
    """Return the money on accounts that it can be moved from, or cannot; none below zero."""
    return sum(max(0, history.balances.get(code, 0)) for code in _codes(history, movable=movable))


def _codes(history: History, *, movable: bool) -> list[str]:
    """Return the codes of those accounts."""
    return [
        code
        for code in sorted(history.codes(Group.CASH))
        if (history.accounts[code].role not in _NOT_MOVABLE) is movable
    ]


def _lowest(history: History, forecast: Forecast, *, days: int) -> tuple[int, dt.date]:
    """Return the least money of the coming days and today, and the first day that has it."""
    lowest = min(forecast.days[:days], key=lambda day: (day.low, day.date))
    cash = history.cash()
    return (cash, history.today) if cash < lowest.low else (lowest.low, lowest.date)


def interest(minor: int, percent: Decimal, *, days: int) -> int:
    """Return simple interest for some days at ``percent`` a year, rounded half to even."""
    return round(minor * Fraction(percent) / 100 * days / DAY_COUNT)
