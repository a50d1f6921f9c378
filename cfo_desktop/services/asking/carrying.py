"""Answers whether the shop can carry a cost that comes every month: a hire, a van, more rent."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.what_if import MONTHS
from cfo_desktop.domain.what_if import PlanMonth
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.domain.what_if import Shift
from cfo_desktop.services import what_if
from cfo_desktop.services.asking import reach
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.books import Book


@dataclass(frozen=True, slots=True)
class _Carried:
    """Twelve months with the cost, from the first whole month on, and how one of them moves."""

    amount: int
    months: tuple[PlanMonth, ...]
    spare: int
    """By how much more comes in than goes out in an average month without it; minor units."""
    bad: ForecastDay | None
    """The forecast's worst day with the cost, if things go badly, where that is too little."""

    @property
    def rest(self) -> int:
        return self.spare - self.amount

    @property
    def lowest(self) -> PlanMonth:
        return min(self.months, key=lambda each: (each.cash, each.month))


def carry(book: Book, wanted: Arguments, found: Ground, amount: int) -> Answer:
    """Return whether ``amount`` minor units can be paid every month from the next one on.

    It is the plain continuation of twelve months with that cost; Yes where each month's end has
    what the owner wants to keep, and what comes in still covers what goes out.
    """
    told = Telling(Tool.AFFORD, wanted, currency=found.history.currency)
    if not found.forecast.reliable:
        return _unsure(told, found, amount)
    carried = _carried(book, found, amount)
    _say_verdict(told, found, carried)
    if carried.bad is not None:
        told.say(
            "bad.short",
            short=told.money(-carried.bad.low, sense=Sense.SHORT),
            day=Fact(carried.bad.date),
        )
    _say_left_over(told, carried)
    told.say("carry.basis", months=count(MONTHS, Unit.MONTHS), year=told.money(MONTHS * amount))
    for month in carried.months[1::2]:
        told.line(month.month, month.cash)
    return told.answer(
        FollowUp(Tool.FORECAST),
        FollowUp(Tool.PROFIT),
        FollowUp(Tool.ADVICE),
        heads=("month", "money_then"),
        chart=True,
        actions=(Action(ActionKind.WHAT_IF),),
    )


def _carried(book: Book, found: Ground, amount: int) -> _Carried:
    tried = what_if.read(book, Scenario(wages=Shift(minor=amount)), months=MONTHS)
    whole = tuple(each for each in tried.after.months if each.whole)
    before = tried.before.months
    first = next(place for place, each in enumerate(before) if each.whole)
    start = before[first - 1].cash if first else tried.before.opening
    spare = round(Fraction(before[-1].cash - start, len(whole)))
    return _Carried(amount, whole, spare, _bad(found, amount))


def _bad(found: Ground, amount: int) -> ForecastDay | None:
    """Return the worst day if things go badly, the cost paid on the first of every month."""
    present = Month.of(found.history.today)
    days = []
    for each in found.forecast.days:
        month = Month.of(each.date)
        paid = amount * (12 * (month.year - present.year) + month.number - present.number)
        days.append(ForecastDay(each.date, each.low - paid, each.expected - paid, each.high - paid))
    worst = min(days, key=lambda each: (each.low, each.date))
    return worst if worst.low < 0 else None


def _say_verdict(told: Telling, found: Ground, carried: _Carried) -> None:
    lowest = carried.lowest
    facts = {"amount": told.money(carried.amount), "lowest_day": Fact(lowest.month.last_day)}
    if lowest.cash < 0:
        told.say("carry.no", short=told.money(-lowest.cash, sense=Sense.SHORT), **facts)
        return
    facts["lowest"] = told.money(lowest.cash)
    if carried.bad is not None:
        told.say("carry.risky", **facts)
    elif lowest.cash < found.cushion:
        told.say("carry.tight", cushion=told.money(found.cushion), **facts)
    else:
        told.say("carry.yes" if carried.rest >= 0 else "carry.shrinks", **facts)


def _say_left_over(told: Telling, carried: _Carried) -> None:
    """Say what an average month has left without the cost, and with it."""
    with_it = told.money(abs(carried.rest), sense=Sense.SHORT if carried.rest < 0 else Sense.NONE)
    if carried.spare < 0:
        gap = told.money(-carried.spare, sense=Sense.SHORT)
        told.say("carry.gap", gap=gap, rest=with_it)
        return
    form = "spare" if carried.rest >= 0 else "spare_short"
    told.say(f"carry.{form}", spare=told.money(carried.spare), rest=with_it)


def _unsure(told: Telling, found: Ground, amount: int) -> Answer:
    """Answer from books that tell too little of the months to come."""
    now = told.money(found.history.cash(), place=reach.cash_place(found.history))
    told.say("forecast.now", now=now)
    reach.say_known_due(told, found)
    told.say("carry.year", amount=told.money(amount), year=told.money(MONTHS * amount))
    reach.say_limits(told, found)
    return told.answer(*reach.FURTHER)
