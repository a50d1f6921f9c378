"""Answers whether something can be paid: now, on a later day, or when at the earliest."""

from __future__ import annotations

import bisect
import datetime as dt

from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.idle_cash import Spendable
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import ground
from cfo_desktop.services import idle_cash
from cfo_desktop.services.asking import ahead
from cfo_desktop.services.asking import carrying
from cfo_desktop.services.asking import covering
from cfo_desktop.services.asking import reach
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.books import Book

_LOOK_BEHIND = dt.timedelta(days=30)
"""So many days after paying have to be seen before a later day is called possible."""
_TRY = (Action(ActionKind.WHAT_IF, "purchase"),)


def afford(book: Book, wanted: Arguments) -> Answer:
    """Return whether ``wanted.amount`` can be paid on ``wanted.horizon``, or today, or each month.

    Yes is what is safe to spend (``Spendable.safe``); tight is what should go but leaves less than
    the owner wants to keep, or too little if things go badly. Without an amount it is whether all
    that falls due up to the day can be paid, and how much more. Raises
    ``UserError("amount_invalid")`` for more than any amount can be.
    """
    found = ground.read(book)
    told = Telling(Tool.AFFORD, wanted, currency=found.history.currency)
    if found.history.first_day is None:
        return reach.nothing(told)
    amount = None if wanted.amount is None else told.minor(wanted.amount)
    if amount and wanted.monthly:
        return carrying.carry(book, wanted, found, amount)
    if not found.forecast.reliable:
        return _unsure(told, found, amount)
    today, last = found.history.today, found.forecast.days[-1].date
    day = max(wanted.horizon or today, today)
    if not amount:
        told_of_dues = day > today and covering.say(told, found, until=day)
        return _most(
            told, idle_cash.spendable(book, day=min(day, last)), found, ask=not told_of_dues
        )
    if day > last:
        return _far(told, book, found, wanted=wanted, day=day, amount=amount)
    free = idle_cash.spendable(book, day=day)
    if amount <= free.safe:
        _say_yes(told, found, free, amount)
    elif amount <= free.expected:
        _say_tight(told, found, free, amount)
        _say_later(told, book, found, free, amount)
    else:
        _say_no(told, found, free, amount)
        _say_later(told, book, found, free, amount)
    if last - day < _LOOK_BEHIND:
        told.say("afford.seen", until=Fact(last))
    told.say("afford.once")
    return told.answer(*_further(wanted, lacking=amount > free.safe), actions=_TRY)


def _further(wanted: Arguments, *, lacking: bool) -> tuple[FollowUp, ...]:
    lend = FollowUp(Tool.LOAN, Arguments(amount=wanted.amount))
    rest = (FollowUp(Tool.FORECAST), FollowUp(Tool.RECEIVABLES))
    return (lend, *rest) if lacking else (*rest, lend)


def _when(day: dt.date) -> Fact:
    return Fact(Stretch(day, day))


# --- no amount, young books ---


def _most(told: Telling, free: Spendable, found: Ground, *, ask: bool) -> Answer:
    """Say what could be paid at most: useful alone where no amount was named."""
    when, until = _when(free.day), Fact(free.until)
    if free.safe:
        key = "afford.most_cushion" if free.cushion else "afford.most"
        kept = {"cushion": told.money(free.cushion)} if free.cushion else {}
        safe = told.money(
            free.safe, sense=Sense.ENOUGH, place=reach.ahead_place(found, free.low_on)
        )
        told.say(key, safe=safe, when=when, until=until, **kept)
    else:
        _say_nothing(told, found, free)
    _say_held(told, found, free)
    if ask:
        told.say("afford.ask")
    return told.answer(FollowUp(Tool.FORECAST), FollowUp(Tool.CASH), actions=_TRY)


def _say_nothing(told: Telling, found: Ground, free: Spendable) -> None:
    when, day = _when(free.day), Fact(free.low_on)
    place = reach.ahead_place(found, free.low_on)
    if free.low < 0:
        short = told.money(-free.low, sense=Sense.SHORT, place=place)
        told.say("afford.nothing_short", when=when, short=short, day=day)
        return
    low = told.money(free.low, place=place)
    if free.cushion:
        keep = told.money(free.cushion)
        told.say("afford.nothing_cushion", when=when, low=low, day=day, cushion=keep)
    else:
        told.say("afford.nothing", when=when, low=low, day=day)
    if free.for_tax:
        told.say("afford.for_tax", tax=told.money(free.for_tax, sense=Sense.WE_OWE))


def _unsure(told: Telling, found: Ground, amount: int | None) -> Answer:
    """Answer from books that tell too little of the days to come."""
    cash = found.history.cash()
    now = told.money(cash, place=reach.cash_place(found.history))
    if not amount:
        told.say("forecast.now", now=now)
    elif amount > cash:
        _say_too_little(told, now, cash, amount)
    else:
        told.say("afford.left", now=now, amount=told.money(amount), left=told.money(cash - amount))
    due = reach.say_known_due(told, found)
    if amount and amount <= cash < amount + due:
        missing = told.money(amount + due - cash, sense=Sense.SHORT)
        told.say("afford.due_missing", missing=missing)
    reach.say_limits(told, found)
    if not amount:
        told.say("afford.ask")
    return told.answer(*reach.FURTHER)


def _say_too_little(told: Telling, now: Fact, cash: int, amount: int) -> None:
    told.say(
        "afford.no_now",
        now=now,
        amount=told.money(amount),
        missing=told.money(amount - cash, sense=Sense.SHORT),
    )


# --- the verdict ---


def _say_yes(told: Telling, found: Ground, free: Spendable, amount: int) -> None:
    over = 0 < free.cushion < free.expected - amount
    kept = {"cushion": told.money(free.cushion)} if over else {}
    told.say(
        "afford.yes_cushion" if over else "afford.yes", **_after(told, found, free, amount), **kept
    )
    low = told.money(
        free.low - amount, sense=Sense.ENOUGH, place=reach.ahead_place(found, free.low_on)
    )
    told.say("bad.enough", low=low, day=Fact(free.low_on))
    if amount > free.movable:
        _say_held(told, found, free)
    told.say("afford.safe", safe=told.money(free.safe), when=_when(free.day))


def _say_tight(told: Telling, found: Ground, free: Spendable, amount: int) -> None:
    """Say that it should go, and what it costs: the cushion, or safety if things go badly."""
    after = _after(told, found, free, amount)
    if free.expected - amount < free.cushion:
        told.say("afford.tight_cushion", **after, cushion=told.money(free.cushion))
    else:
        told.say("afford.tight", **after)
    left, day = free.low - amount, Fact(free.low_on)
    place = reach.ahead_place(found, free.low_on)
    if left < 0:
        told.say("bad.short", short=told.money(-left, sense=Sense.SHORT, place=place), day=day)
    elif left < free.cushion <= free.expected - amount:
        low, keep = told.money(left, place=place), told.money(free.cushion)
        told.say("bad.under", low=low, day=day, cushion=keep)
    elif free.for_tax and left >= free.cushion:
        told.say("bad.enough", low=told.money(left, place=place), day=day)
        told.say("afford.for_tax", tax=told.money(free.for_tax, sense=Sense.WE_OWE))


def _say_held(told: Telling, found: Ground, free: Spendable) -> None:
    """Say what of the money is not on an account that can pay: in the till or on its way."""
    if free.fixed:
        told.say("afford.held", held=told.money(free.fixed, place=reach.cash_place(found.history)))


def _say_no(told: Telling, found: Ground, free: Spendable, amount: int) -> None:
    cash = found.history.cash()
    if free.day == found.history.today and amount > cash:
        now = told.money(cash, place=reach.cash_place(found.history))
        _say_too_little(told, now, cash, amount)
        return
    told.say(
        "afford.no",
        amount=told.money(amount),
        when=_when(free.day),
        short=told.money(
            amount - free.expected,
            sense=Sense.SHORT,
            place=reach.ahead_place(found, free.expected_on),
        ),
        day=Fact(free.expected_on),
    )


def _after(told: Telling, found: Ground, free: Spendable, amount: int) -> dict[str, Fact]:
    """Return the figures of what is left after paying."""
    return {
        "amount": told.money(amount),
        "when": _when(free.day),
        "lowest": told.money(
            free.expected - amount, place=reach.ahead_place(found, free.expected_on)
        ),
        "lowest_day": Fact(free.expected_on),
    }


def _say_later(told: Telling, book: Book, found: Ground, free: Spendable, amount: int) -> None:
    """Say how much would go, and from which day on it would be possible, as far as is seen."""
    if free.safe:
        told.say("afford.safe", safe=told.money(free.safe), when=_when(free.day))
    last = free.until - _LOOK_BEHIND
    days = [each.date for each in found.forecast.days if free.day < each.date <= last]

    def safe(day: dt.date) -> int:
        return idle_cash.spendable(book, day=day).safe

    def expected(day: dt.date) -> int:
        return idle_cash.spendable(book, day=day).expected - free.cushion

    # What is left from a day on never falls with later days, so that the first is found by halves.
    place = bisect.bisect_left(days, amount, key=safe)
    if place < len(days):
        told.say("afford.later_safe", day=Fact(days[place]))
        return
    if expected(free.day) >= amount:
        return
    place = bisect.bisect_left(days, amount, key=expected)
    if place < len(days):
        told.say("afford.later", day=Fact(days[place]))
    else:
        possible = amount <= free.expected
        told.say("afford.no_better" if possible else "afford.never", until=Fact(free.until))


# --- behind the forecast ---


def _far(
    told: Telling, book: Book, found: Ground, *, wanted: Arguments, day: dt.date, amount: int
) -> Answer:
    """Answer for a day that only the plain continuation reaches: by the ends of months."""
    months = ahead.plan(book, day)
    last = months[-1]
    left = last.cash - amount
    key = "yes" if left >= found.cushion else "tight" if left >= 0 else "no"
    figure = told.money(abs(left), sense=Sense.SHORT if left < 0 else Sense.NONE)
    told.say(
        f"afford.far_{key}",
        amount=told.money(amount),
        day=Fact(last.month.last_day),
        **{"short" if left < 0 else "left": figure},
    )
    if key == "tight":
        told.say("afford.far_cushion", cushion=told.money(found.cushion))
    told.say("afford.far", until=Fact(found.forecast.days[-1].date))
    told.say("afford.once")
    return told.answer(*_further(wanted, lacking=key != "yes"), actions=_TRY)
