"""Answers about the money to come: whether it lasts, what moves it, what a party will pay."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from cfo_desktop.analysis import standing
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.forecast import HABITS
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.forecast import Movement
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.what_if import MOST_MONTHS
from cfo_desktop.domain.what_if import PlanMonth
from cfo_desktop.services import ground
from cfo_desktop.services import what_if
from cfo_desktop.services.asking import reach
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.books import Book

_EACH_WAY = 4
"""Lines of what brings most money, and of what takes most."""
_LINES = 8


def forecast(book: Book, wanted: Arguments) -> Answer:
    """Return whether the money lasts, and how much there will be; with a party, what it moves."""
    found = ground.read(book)
    told = Telling(Tool.FORECAST, wanted, currency=found.history.currency)
    if found.history.first_day is None:
        return reach.nothing(told)
    days = _days(found.forecast, wanted.horizon)
    ahead = found.forecast.until(days)
    if wanted.party:
        return _of_party(told, found, ahead, wanted.party)
    if not found.forecast.reliable:
        return _unsure(told, found)
    if wanted.horizon is not None and wanted.horizon > found.forecast.days[-1].date:
        return _beyond(told, book, found, wanted.horizon)
    if wanted.horizon is None:
        told = Telling(
            Tool.FORECAST,
            replace(wanted, horizon=ahead.days[-1].date),
            currency=found.history.currency,
        )
        _say_course(told, found, ahead)
        _say_last(told, found, ahead)
        _say_days_of_cash(told, found)
    else:
        _say_last(told, found, ahead)
        _say_course(told, found, ahead)
    _add_movements(told, ahead)
    lowest = _lowest(ahead)
    return told.answer(
        FollowUp(Tool.AFFORD),
        FollowUp(Tool.RECEIVABLES),
        FollowUp(Tool.PAYABLES),
        heads=("what", "amount"),
        actions=(Action(ActionKind.FORECAST, lowest.date.isoformat()),),
    )


def _days(ahead: Forecast, horizon: dt.date | None) -> int:
    """Return how many days are looked at: all, or those up to a day that is to come."""
    whole = len(ahead.days)
    if horizon is None or horizon <= ahead.today:
        return whole
    return min((horizon - ahead.today).days, whole)


# --- how it goes ---


def _lowest(ahead: Forecast) -> ForecastDay:
    """Return the day with the least expected money, today where it only rises."""
    present = ForecastDay(ahead.today, ahead.opening, ahead.opening, ahead.opening)
    return min((present, *ahead.days), key=lambda each: (each.expected, each.date))


def _say_course(told: Telling, found: Ground, ahead: Forecast) -> None:
    """Say whether the money lasts, where it is least, and what if things go badly."""
    lowest, cushion = _lowest(ahead), found.cushion
    bad = min(ahead.days, key=lambda each: (each.low, each.date))
    first = next((each for each in ahead.days if each.expected < cushion), None)
    out = next((each for each in ahead.days if each.expected < 0), None)
    place = reach.ahead_place(found, lowest.date)
    least = {
        "lowest": told.money(lowest.expected, place=place),
        "lowest_day": Fact(lowest.date),
    }
    keep = told.money(cushion)
    if ahead.opening < 0:
        told.say(
            "forecast.out_now",
            overdrawn=told.money(
                -ahead.opening, sense=Sense.SHORT, place=reach.cash_place(found.history)
            ),
            short=told.money(-lowest.expected, sense=Sense.SHORT, place=place),
            lowest_day=least["lowest_day"],
        )
    elif out:
        missing = told.money(-lowest.expected, sense=Sense.SHORT, place=place)
        told.say("forecast.out", day=Fact(out.date), short=missing, lowest_day=least["lowest_day"])
    elif ahead.opening < cushion:
        now = told.money(ahead.opening, place=reach.cash_place(found.history))
        told.say("forecast.under_now", now=now, cushion=keep, **least)
    elif first:
        told.say("forecast.under", day=Fact(first.date), cushion=keep, **least)
    elif lowest.date == ahead.today:
        now = told.money(ahead.opening, place=reach.cash_place(found.history))
        told.say("forecast.lasts_now", now=now, until=Fact(ahead.days[-1].date))
    else:
        over = 0 < cushion < lowest.expected
        kept = {"cushion": keep} if over else {}
        told.say(
            "forecast.lasts_cushion" if over else "forecast.lasts",
            until=Fact(ahead.days[-1].date),
            **kept,
            **least,
        )
    if not out and ahead.opening >= 0:
        _say_bad(told, found, bad)


def _say_bad(told: Telling, found: Ground, bad: ForecastDay) -> None:
    """Say how little there may be if things go badly."""
    place, day = reach.ahead_place(found, bad.date), Fact(bad.date)
    if bad.low < 0:
        told.say("bad.short", short=told.money(-bad.low, sense=Sense.SHORT, place=place), day=day)
    elif bad.low < found.cushion:
        low = told.money(bad.low, place=place)
        told.say("bad.under", low=low, day=day, cushion=told.money(found.cushion))
    else:
        told.say("bad.enough", low=told.money(bad.low, sense=Sense.ENOUGH, place=place), day=day)


def _say_last(told: Telling, found: Ground, ahead: Forecast) -> None:
    """Say how much there will be on the last day that is looked at."""
    last = ahead.days[-1]
    place = reach.ahead_place(found, last.date)
    told.say(
        "forecast.then",
        day=Fact(last.date),
        expected=told.money(last.expected, place=place),
        low=told.money(last.low, place=place),
        high=told.money(last.high, place=place),
    )


def _say_days_of_cash(told: Telling, found: Ground) -> None:
    days = standing.days_of_cash(found.history)
    if days:
        told.say("days_of_cash", days=count(days, Unit.DAYS))


def _add_movements(told: Telling, ahead: Forecast) -> None:
    """Add what brings and takes most money, each name with the sum of all its days."""
    sums: dict[tuple[Source | None, str, str], int] = defaultdict(int)
    rows: dict[tuple[Source | None, str, str], set[int]] = defaultdict(set)
    for each in ahead.movements:
        if each.source in HABITS or not (each.party or each.account):
            key: tuple[Source | None, str, str] = (each.source, "", "")
        else:
            key = (None, each.party, "" if each.party else each.account)
        sums[key] += each.amount
        rows[key] |= {each.entry} if each.entry else set()
    by_size = sorted(sums, key=lambda key: (-abs(sums[key]), key[1], key[2], key[0] or ""))
    comes = [key for key in by_size if sums[key] > 0][:_EACH_WAY]
    goes = [key for key in by_size if sums[key] < 0][: _LINES - len(comes)][:_LINES]
    for key in (*comes, *goes):
        source, party, account = key
        accounts = (account,) if account else ()
        place = Place(rows=tuple(sorted(rows[key])), accounts=accounts, party=party)
        told.line_to(place, source or party or AccountName(account), sums[key])


# --- where the books tell little ---


def _unsure(told: Telling, found: Ground) -> Answer:
    """Answer from books that are too young or too old: what there is, and what must be paid."""
    now = told.money(found.history.cash(), place=reach.cash_place(found.history))
    told.say("forecast.now", now=now)
    reach.say_known_due(told, found)
    reach.say_limits(told, found)
    for each in reach.known_due(found)[:_LINES]:
        named = each.party or (AccountName(each.account) if each.account else each.source)
        told.line_to(reach.movement_place(each), named, each.day, each.amount)
    return told.answer(*reach.FURTHER, heads=("what", "day", "amount"))


def _beyond(told: Telling, book: Book, found: Ground, horizon: dt.date) -> Answer:
    """Answer for a day behind the forecast: month by month, if the shop goes on as it did."""
    months = plan(book, horizon)
    until = Fact(found.forecast.days[-1].date)
    last = months[-1]
    lowest = min(months, key=lambda each: (each.cash, each.month))
    told.say(
        "forecast.far", day=Fact(last.month.last_day), expected=told.money(last.cash), until=until
    )
    out = next((each for each in months if each.cash < 0), None)
    under = next((each for each in months if each.cash < found.cushion), None)
    if out:
        short = told.money(-lowest.cash, sense=Sense.SHORT)
        told.say(
            "forecast.far_out",
            day=Fact(out.month.last_day),
            short=short,
            lowest_day=Fact(lowest.month.last_day),
        )
    else:
        told.say(
            "forecast.far_lowest",
            lowest=told.money(lowest.cash),
            lowest_day=Fact(lowest.month.last_day),
        )
        if under:
            told.say(
                "forecast.far_under",
                day=Fact(under.month.last_day),
                cushion=told.money(found.cushion),
            )
    if horizon > last.month.last_day:
        told.say("forecast.no_further", day=Fact(last.month.last_day))
    step = -(-len(months) // _LINES)
    for each in reversed(months[::-1][::step]):
        told.line(each.month, each.cash)
    return told.answer(
        FollowUp(Tool.AFFORD),
        FollowUp(Tool.FORECAST),
        FollowUp(Tool.ADVICE),
        heads=("month", "money_then"),
        chart=True,
        actions=(Action(ActionKind.WHAT_IF),),
    )


def plan(book: Book, horizon: dt.date) -> tuple[PlanMonth, ...]:
    """Return the whole months to come up to that of ``horizon``, as they go on; five years at most.

    Where the forecast reaches, a month's end has the money that it expects.
    """
    before = what_if.read(book, months=_months_to(ground.read(book), horizon)).before
    return tuple(each for each in before.months if each.whole)


def _months_to(found: Ground, horizon: dt.date) -> int:
    now, then = Month.of(found.history.today), Month.of(horizon)
    return max(1, min((then.year - now.year) * 12 + then.number - now.number, MOST_MONTHS))


# --- one party ---


def _of_party(told: Telling, found: Ground, ahead: Forecast, party: str) -> Answer:
    """Answer what is expected from and to one party, and when."""
    name = party.casefold()
    moves = [each for each in ahead.movements if each.party.casefold() == name]
    until = Fact(ahead.days[-1].date)
    written = moves[0].party if moves else party
    named = Fact(written, place=Place(party=written))
    comes = [each for each in moves if each.amount > 0]
    goes = [each for each in moves if each.amount < 0]
    if not moves:
        told.say("forecast.party_none", party=named, until=until)
    for key, of, debt in (("pays", comes, Sense.OWED_TO_US), ("is_paid", goes, Sense.WE_OWE)):
        if of:
            _say_party(told, f"forecast.{key}", named=named, moves=of, debt=debt, until=until)
    _say_late(told, found, name)
    for each in moves[:_LINES]:
        told.line_to(reach.movement_place(each), each.source, each.day, each.amount)
    about = Arguments(party=party)
    first = FollowUp(Tool.PAYABLES if goes and not comes else Tool.RECEIVABLES, about)
    return told.answer(first, FollowUp(Tool.FORECAST), heads=("what", "day", "amount"))


def _say_party(
    told: Telling, key: str, *, named: Fact, moves: list[Movement], debt: Sense, until: Fact
) -> None:
    owed = all(each.source in {Source.INVOICE, Source.BILL} for each in moves)
    sense = debt if owed else Sense.NONE
    rows = tuple(sorted({each.entry for each in moves if each.entry}))
    place = Place(rows=rows, party=str(named.figure))
    total = told.money(sum(abs(each.amount) for each in moves), sense=sense, place=place)
    first = moves[0]
    if len(moves) == 1:
        told.say(f"{key}_once", party=named, amount=total, day=Fact(first.day))
        return
    told.say(
        f"{key}_often",
        party=named,
        amount=total,
        until=until,
        next=told.money(abs(first.amount), sense=sense, place=reach.movement_place(first)),
        day=Fact(first.day),
    )


def _say_late(told: Telling, found: Ground, name: str) -> None:
    """Say what of a customer's invoices should have been paid already."""
    late = [each for each in standing.overdue(found.debts) if each.party.casefold() == name]
    if late:
        rows = tuple(sorted({each.entry for each in late if each.entry}))
        amount = told.money(
            sum(each.left for each in late),
            sense=Sense.OWED_TO_US,
            place=Place(rows=rows, party=late[0].party),
        )
        told.say("forecast.late", late=amount, due=Fact(min(each.due for each in late)))
