"""The morning letter: how the shop stands, what to do first, what it brings, what stands well."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from cfo_desktop.analysis import standing
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.advice import Letter
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.domain.outlook import Noticed
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import findings
from cfo_desktop.services.asking import reach
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import figures

_TOLD = 3
"""Findings told; the rest are on Today."""
_USUAL_WEEKS = 4
"""Weeks before that say what a week usually takes."""
_YOUNG = 14
"""Days of a month before which its profit may lack what comes once a month."""
_LASTS = 60
"""Days for which the money must last to be worth praising."""
_PRAISED = 2
"""Things that stand well, told at most."""
_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(weeks=1)


def morning(book: Book, *, progress: Progress = unheard) -> Letter:
    """Return the letter of today; what the owner put off is not in it."""
    noticed = findings.read(book, progress=progress)
    past = noticed.ground.history
    about = info(book)
    told = Telling(Tool.ADVICE, Arguments(), currency=past.currency)
    told.say("letter.greeting", shop=Fact(about.name), day=Fact(past.today))
    first = noticed.findings[:_TOLD]
    if past.first_day is None:
        told.say("empty_book")
    else:
        _say_money(told, noticed.ground)
        _say_week(told, book, past.today)
        _say_profit(told, book)
        _say_findings(told, noticed)
        _say_what_stands_well(told, noticed)
        reach.say_limits(told, noticed.ground)
    made = told.answer()
    return Letter(about.name, past.today, made.facts, made.said, first)


# --- how it stands ---


def _say_money(told: Telling, found: Ground) -> None:
    cash = found.forecast.opening
    place = reach.cash_place(found.history)
    if not cash:
        told.say("cash.none")
        return
    told.say(
        "cash.have" if cash > 0 else "cash.overdrawn",
        cash=told.money(abs(cash), sense=Sense.SHORT if cash < 0 else Sense.NONE, place=place),
    )
    over = cash - found.cushion
    if found.cushion and cash > 0 and over:
        told.say(
            "cash.above_cushion" if over > 0 else "cash.below_cushion",
            over=told.money(abs(over), sense=Sense.ENOUGH if over > 0 else Sense.SHORT),
            cushion=told.money(found.cushion),
        )


def _week(today: dt.date) -> Stretch:
    """Return the days of this week that are over; on a Monday the whole week before."""
    monday = today - dt.timedelta(days=today.weekday() or 7)
    return Stretch(monday, today - _DAY)


def _say_week(told: Telling, book: Book, today: dt.date) -> None:
    """Say what the week took against the same days of the weeks before, where the books have them.

    Usual is their average, rounded half to even; a week without any takings is not entered yet, or
    the shop was shut, and tells nothing of what is usual.
    """
    week = _week(today)
    first = week.first - _USUAL_WEEKS * _WEEK
    with database.mapped_errors():
        connection = book.store.connection
        by_day = figures.takings(connection, first, week.last)
        began = min(figures.first_days(connection).values(), default=today)
    sales = {each.code for each in chart.all_accounts(book) if each.group is Group.SALES}
    place = Place(accounts=tuple(sorted(sales)), stretch=week)

    def total(weeks: int) -> int:
        days = week.earlier(weeks * _WEEK)
        return sum(amount for day, amount in by_day.items() if days.first <= day <= days.last)

    now = total(0)
    before = [total(weeks) for weeks in range(1, _USUAL_WEEKS + 1)]
    open_weeks = [taken for taken in before if taken > 0]
    known = open_weeks and began <= first
    usual = round(Fraction(sum(open_weeks), len(open_weeks))) if known else 0
    when = Fact(week)
    if now <= 0:
        if usual > 0:
            told.say("letter.week_none", when=when, usual=told.money(usual))
        return
    takings = told.money(now, place=place)
    if usual <= 0:
        told.say("letter.week", when=when, takings=takings)
        return
    if now == usual:
        told.say("letter.week_same", when=when, takings=takings)
        return
    told.say(
        "letter.week_more" if now > usual else "letter.week_less",
        when=when,
        takings=takings,
        difference=told.money(abs(now - usual), sense=Sense.UP if now > usual else Sense.DOWN),
        usual=told.money(usual),
    )


def _say_profit(told: Telling, book: Book) -> None:
    now = spans.earned(book, spans.past(book, None))
    if now.profit:
        told.say(
            "advice.profit" if now.profit > 0 else "advice.loss",
            when=Fact(now.stretch),
            profit=told.money(
                abs(now.profit),
                sense=Sense.LOSS if now.profit < 0 else Sense.NONE,
                place=now.at(now.moved),
            ),
        )
        if (now.stretch.last - now.stretch.first).days < _YOUNG:
            told.say("profit.few_days")


# --- what to do ---


def _say_findings(told: Telling, noticed: Noticed) -> None:
    found = noticed.findings
    seen = count(len(found), Unit.FINDINGS)
    if not found:
        told.say_apart("letter.nothing")
    elif len(found) > _TOLD:
        told.say_apart("letter.first_of", count=seen, told=count(_TOLD, Unit.FINDINGS))
    else:
        told.say_apart("letter.first_one" if len(found) == 1 else "letter.first", count=seen)
    for each in found[:_TOLD]:
        told.finding(each)


# --- what stands well ---


def _say_what_stands_well(told: Telling, noticed: Noticed) -> None:
    """Say what needs no worry, of the things that the findings have nothing against."""
    codes = {each.code for each in (*noticed.findings, *noticed.put_off)}
    well = [
        *_enough(told, noticed.ground, codes),
        *_none_late(noticed.ground),
        *_tax_ready(told, noticed.findings, noticed.ground),
    ][:_PRAISED]
    if not well:
        return
    told.say_apart("letter.well")
    for key, facts in well:
        told.say(key, **facts)


_Said = list[tuple[str, dict[str, Fact]]]


def _enough(told: Telling, found: Ground, codes: set[FindingCode]) -> _Said:
    """Tell the least money that the band of the forecast leaves, where that is enough."""
    forecast = found.forecast
    if not forecast.reliable or FindingCode.CASH_SHORT in codes:
        return []
    low = min((each.low for each in forecast.days), default=0)
    if low > 0 and low >= found.cushion:
        last = forecast.days[-1].date
        place = reach.ahead_place(found, last)
        return [("letter.enough", {"low": told.money(low, place=place), "until": Fact(last)})]
    days = standing.days_of_cash(found.history)
    if days is not None and days >= _LASTS:
        return [("days_of_cash", {"days": count(days, Unit.DAYS)})]
    return []


def _none_late(found: Ground) -> _Said:
    """Tell that no customer is late, where there are any who could be."""
    if found.debts.customers and not standing.overdue(found.debts):
        return [("letter.none_late", {})]
    return []


def _tax_ready(told: Telling, told_of: tuple[Finding, ...], found: Ground) -> _Said:
    """Tell that the next tax is put aside, unless a finding says so."""
    if found.tax is None or any(each.code is FindingCode.TAX_DUE for each in told_of):
        return []
    for due in found.tax.dues():
        left = due.amount - due.paid
        if left > 0 and due.due >= found.history.today and due.put_aside >= due.amount:
            tax = told.money(left, sense=Sense.WE_OWE)
            return [("letter.tax_ready", {"tax": tax, "due": Fact(due.due)})]
    return []
