"""What of the money is safely idle: the forecast's low band above the owner's cushion."""

from __future__ import annotations

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

_NOT_MOVABLE = frozenset({Role.TILL, Role.CARD_CLEARING})


def of(
    history: History, forecast: Forecast, *, cushion: int, rate: Decimal | None, for_tax: int = 0
) -> IdleCash:
    """Return what is idle for each of ``DAYS`` that the forecast reaches.

    Idle is what the lowest day of the span still has above the cushion and the tax that is owed,
    by the low band, and never more than there is today and can be moved.
    """
    cash = history.cash()
    movable = sum(
        max(0, history.balances.get(code, 0))
        for code in history.codes(Group.CASH)
        if history.accounts[code].role not in _NOT_MOVABLE
    )
    spans = []
    for days in DAYS:
        if not forecast.reliable or days > len(forecast.days):
            break
        ahead = forecast.days[:days]
        lowest = min(ahead, key=lambda day: (day.low, day.date))
        low, on = lowest.low, lowest.date
        if cash < low:
            low, on = cash, history.today
        idle = max(0, min(low - cushion - for_tax, movable))
        earns = None if rate is None else interest(idle, rate, days=days)
        spans.append(IdleSpan(days, ahead[-1].date, low, on, idle, earns))
    return IdleCash(
        today=history.today,
        currency=history.currency,
        cash=cash,
        movable=movable,
        cushion=cushion,
        for_tax=for_tax,
        rate=rate,
        reliable=forecast.reliable,
        spans=tuple(spans),
    )


def interest(minor: int, percent: Decimal, *, days: int) -> int:
    """Return simple interest for some days at ``percent`` a year, rounded half to even."""
    return round(minor * Fraction(percent) / 100 * days / DAY_COUNT)
