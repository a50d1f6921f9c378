"""Answers from what stands out: anything odd, and what to do first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from cfo_desktop.analysis import standing
from cfo_desktop.base import clock
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import findings
from cfo_desktop.services import ground
from cfo_desktop.services.asking import moving
from cfo_desktop.services.asking import reach
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.spans import Earned
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import figures

_ODD = frozenset(
    {
        FindingCode.UNUSUAL_ENTRY,
        FindingCode.DUPLICATE_PAYMENT,
        FindingCode.SUPPLIER_PRICE,
        FindingCode.MISSING_ENTRY,
        FindingCode.COST_RISING,
        FindingCode.NO_TAKINGS,
    }
)
_LATELY = 30
"""Days up to today that are asked about where no period is named: what findings look at."""
_MONTHS_BACK = 2
"""Months of a longer period that are gone through, its last: each takes as long as Today."""
_USUAL_MONTHS = 13
"""Whole months before that say what is usual: how far back histories reach."""
_TOLD = 3
"""Findings that advice tells where nobody says how many."""
_MOST = 8
_STANDING = 3
"""Whole months by which it is told how the shop stands."""


def unusual(book: Book, wanted: Arguments) -> Answer:
    """Return what is odd in the books of late, or in a period; else what was looked at."""
    today = clock.today()
    when = _looked_at(wanted.period, today)
    found = ground.read(book)
    told = Telling(Tool.UNUSUAL, replace(wanted, period=when), currency=found.history.currency)
    if found.history.first_day is None:
        return reach.nothing(told)
    named = wanted.period is not None
    odd = _odd(book, when, named=named)
    if odd:
        seen = count(len(odd), Unit.FINDINGS)
        if named:
            told.say("unusual.found_in", when=Fact(when), count=seen)
        else:
            told.say("unusual.found", count=seen)
        _tell(told, odd, _MOST)
    else:
        _say_looked_at(told, book, found, when)
    if not found.forecast.reliable:
        reach.say_limits(told, found)
    return told.answer(
        FollowUp(Tool.ADVICE), FollowUp(Tool.EXPENSES, Arguments(period=when)), FollowUp(Tool.CASH)
    )


def advice(book: Book, wanted: Arguments) -> Answer:
    """Return what matters most, with why and what to do; where nothing does, what stands well.

    Where it is asked how the shop stands, the profit and the money come first.
    """
    noticed = findings.read(book)
    told = Telling(Tool.ADVICE, wanted, currency=noticed.ground.history.currency)
    if noticed.ground.history.first_day is None:
        return reach.nothing(told)
    if wanted.overview:
        _say_how_it_stands(told, book, noticed.ground)
    first = noticed.findings[: min(wanted.count or _TOLD, _MOST)]
    if first:
        say = told.say_apart if wanted.overview else told.say
        say(
            "advice.one" if len(first) == 1 else "advice.many",
            count=count(len(first), Unit.FINDINGS),
        )
        _tell(told, noticed.findings, len(first))
    elif wanted.overview:
        told.say("advice.nothing")
    else:
        told.say("advice.nothing")
        _say_what_stands_well(told, book, noticed.ground)
    reach.say_limits(told, noticed.ground)
    return told.answer(FollowUp(Tool.FORECAST), FollowUp(Tool.UNUSUAL), FollowUp(Tool.PROFIT))


def _tell(told: Telling, found: tuple[Finding, ...], most: int) -> None:
    for each in found[:most]:
        told.finding(each)
    if len(found) > most:
        told.say_apart("findings_more", count=count(len(found) - most, Unit.FINDINGS))


# --- anything odd ---


def _looked_at(period: Stretch | None, today: dt.date) -> Stretch:
    """Return the days that are gone through: a long period's last months, none to come."""
    if period is None:
        return Stretch(today - dt.timedelta(days=_LATELY - 1), today)
    last = min(period.last, today)
    reached = Month.of(last).plus(1 - _MONTHS_BACK).first_day
    return Stretch(min(max(period.first, reached), last), last)


def _odd(book: Book, when: Stretch, *, named: bool) -> tuple[Finding, ...]:
    """Return what is odd: today's findings, or those of the ends of the period's months."""
    if not named:
        return tuple(each for each in findings.read(book).findings if each.code in _ODD)
    kept: dict[str, Finding] = {}
    month = Month.of(when.last)
    while month >= Month.of(when.first):
        for each in findings.read(book, month=month).findings:
            if each.code in _ODD and when.first <= each.day <= when.last:
                kept.setdefault(each.key, each)
        month = month.plus(-1)
    return tuple(kept.values())


def _say_looked_at(told: Telling, book: Book, found: Ground, when: Stretch) -> None:
    """Say how much was looked at, so that "nothing" can be weighed."""
    with database.mapped_errors():
        entries = figures.entries_between(book.store.connection, when.first, when.last)
    if not entries:
        told.say("nothing_booked", when=Fact(when))
        return
    seen = count(entries, Unit.ENTRIES, place=Place(stretch=when))
    reached = Month.of(when.last).plus(-_USUAL_MONTHS).first_day
    since = max(found.history.first_day or when.first, reached)
    told.say("unusual.nothing", when=Fact(when), entries=seen, since=Fact(since))


# --- how it stands ---


def _say_how_it_stands(told: Telling, book: Book, found: Ground) -> None:
    """Say what the last whole months earned, how much money there is, and how long it would last.

    Whole months, because rent and wages come once in each; the month so far in younger books.
    """
    past, month = found.history, Month.of(found.history.today)
    stretch = Stretch(month.plus(-_STANDING).first_day, month.plus(-1).last_day)
    if past.first_day is None or past.first_day > stretch.first:
        stretch = spans.past(book, None)
    now = spans.earned(book, stretch)
    _say_profit(told, now)
    then = moving.before(book, now)
    if then is not None:
        place = then.place(*moving.INCOME, *moving.COSTS)
        moving.say_change(told, now.profit, then.profit, before=then.stretch, place=place)
    cash = past.cash()
    place = reach.cash_place(past)
    if cash > 0:
        told.say("cash.have", cash=told.money(cash, place=place))
        days = standing.days_of_cash(past)
        if days:
            told.say("days_of_cash", days=count(days, Unit.DAYS))
    elif cash < 0:
        told.say("cash.overdrawn", cash=told.money(-cash, sense=Sense.SHORT, place=place))


def _say_profit(told: Telling, now: Earned) -> None:
    if now.profit:
        told.say(
            "advice.profit" if now.profit > 0 else "advice.loss",
            when=Fact(now.stretch),
            profit=told.money(
                abs(now.profit),
                sense=Sense.LOSS if now.profit < 0 else Sense.NONE,
                place=Place(accounts=tuple(sorted(now.moved)), stretch=now.stretch),
            ),
        )


# --- nothing to do ---


def _say_what_stands_well(told: Telling, book: Book, found: Ground) -> None:
    past = found.history
    _say_profit(told, spans.earned(book, spans.past(book, None)))
    days = standing.days_of_cash(past)
    if days:
        told.say("days_of_cash", days=count(days, Unit.DAYS))
    late = standing.overdue(found.debts)
    if late:
        rows = tuple(sorted({each.entry for each in late if each.entry}))
        amount = sum(each.left for each in late)
        told.say(
            "advice.late", late=told.money(amount, sense=Sense.OWED_TO_US, place=Place(rows=rows))
        )
    else:
        told.say("advice.none_late")
