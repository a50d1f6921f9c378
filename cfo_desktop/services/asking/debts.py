"""Answers who owes the shop and whom it owes: how much, since when, when it is due."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.outlook import Due
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.period import days_after
from cfo_desktop.services import ground
from cfo_desktop.services.asking import covering
from cfo_desktop.services.asking.owing import OWED
from cfo_desktop.services.asking.owing import OWING
from cfo_desktop.services.asking.owing import Asked
from cfo_desktop.services.asking.owing import Side
from cfo_desktop.services.asking.owing import by_party
from cfo_desktop.services.asking.owing import further
from cfo_desktop.services.asking.owing import left
from cfo_desktop.services.asking.owing import others
from cfo_desktop.services.asking.owing import place
from cfo_desktop.services.asking.owing import who
from cfo_desktop.services.asking.party_debts import of_party
from cfo_desktop.services.asking.telling import Listed
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import name
from cfo_desktop.services.asking.telling import share
from cfo_desktop.services.books import Book

_SOON = 7
_MONTH = 30
_LISTED = 8


def receivables(book: Book, wanted: Arguments) -> Answer:
    """Return what customers owe, the late ones and what to expect; or what one of them owes."""
    return _answer(book, wanted, OWED)


def payables(book: Book, wanted: Arguments) -> Answer:
    """Return what the shop owes suppliers, or one of them, or what falls due in days to come."""
    return _answer(book, wanted, OWING)


def _answer(book: Book, wanted: Arguments, side: Side) -> Answer:
    found = ground.read(book)
    told = Telling(side.tool, wanted, currency=found.history.currency)
    everything = found.debts.open(side.direction)
    if wanted.party:
        return of_party(book, wanted, Asked(side, found, told, everything))
    period = wanted.period
    ahead = period is not None and period.last > found.history.today
    if period is not None and ahead:
        return _ahead(Asked(side, found, told, everything), period)
    if period is not None:
        everything = tuple(each for each in everything if _within(each.day, period))
    if wanted.amount is not None:
        least = told.minor(wanted.amount)
        everything = tuple(each for each in everything if each.left >= least)
    return _of_all(wanted, Asked(side, found, told, everything))


# --- all parties ---


def _of_all(wanted: Arguments, asked: Asked) -> Answer:
    """Return what is open with everybody, by party."""
    told, side = asked.told, asked.side
    narrowed: dict[str, Fact] = {}
    form = ""
    if wanted.amount is not None:
        narrowed, form = {"least": told.money(told.minor(wanted.amount))}, "_least"
    elif wanted.period is not None:
        narrowed, form = {"when": Fact(wanted.period)}, "_of"
    if not asked.open:
        asked.say(f"none{form}", **narrowed)
        return told.answer(*others(side))
    asked.say(
        f"open{form}", owed=asked.fact(asked.open), number=asked.number(asked.open), **narrowed
    )
    _say_late(asked)
    if not wanted.amount and not wanted.period:
        _say_coming(asked)
    _say_most(asked)
    _list_parties(asked, most=min(wanted.count or _LISTED, _LISTED))
    return told.answer(*further(asked), heads=(_HEADS[side.tool], "owed", "late", "since"))


_HEADS = {Tool.RECEIVABLES: "customer", Tool.PAYABLES: "supplier"}


def _say_late(asked: Asked) -> None:
    late = asked.late
    if not late:
        asked.say("none_late")
        return
    oldest = min(late, key=lambda each: (each.due, each.party))
    since = Fact(oldest.due, place=place([oldest]))
    if len({each.party for each in asked.open}) == 1:
        asked.say("late_one", late=asked.fact(late), late_number=asked.number(late), since=since)
        return
    asked.say(
        "late",
        late=asked.fact(late),
        late_number=asked.number(late),
        party=who(oldest),
        since=since,
    )


def _say_most(asked: Asked) -> None:
    parties = by_party(asked.open)
    if len(parties) < 2:  # noqa: PLR2004 - nobody to be more than
        return
    debts = parties[0][1]
    part = share(left(debts), left(asked.open))
    if part is not None:
        asked.say("most", largest=who(debts[0]), most=asked.fact(debts), share=part)


def _say_coming(asked: Asked) -> None:
    """Say what of it is likely to come, or has to be paid, before long."""
    if asked.side is OWED:
        last = days_after(asked.today, _MONTH)
        soon = [each for each in asked.open if each.expected <= last]
    else:
        last = days_after(asked.today, _SOON)
        soon = [each for each in asked.open if asked.today <= each.due <= last]
    if soon:
        asked.say("soon", soon=asked.fact(soon), until=Fact(last))


def _list_parties(asked: Asked, *, most: int) -> None:
    lines = []
    for party, debts in by_party(asked.open):
        late = [each for each in debts if each.due < asked.today]
        figures = (left(debts), left(late) if late else None, debts[0].day)
        lines.append(Listed(party or TextName("unnamed"), figures, place(debts)))
    asked.told.listed(lines, most=most)


# --- days to come ---


def _ahead(asked: Asked, period: Stretch) -> Answer:
    """Return what falls due, or is expected to come in, within days to come; late bills first."""
    side, today = asked.side, asked.today
    first = max(period.first, today)
    if side is OWED:
        coming = [each for each in asked.open if first <= each.expected <= period.last]
        dues = [
            Due(each.expected, each.left, Source.INVOICE, each.party, entry=each.entry)
            for each in coming
        ]
    else:
        dues = covering.dues(asked.found, first, period.last)
    days = Stretch(first, period.last)
    if not dues:
        asked.say("nothing_ahead", days=Fact(days))
    else:
        rows = Place(rows=tuple(each.entry for each in dues if each.entry), stretch=days)
        total = sum(each.amount for each in dues)
        asked.say(
            "ahead",
            days=Fact(days),
            sum=asked.told.money(total, sense=side.sense, place=rows),
        )
        if len(dues) > 1:
            most = max(dues, key=lambda each: (each.amount, each.text))
            asked.say(
                "ahead_most",
                who=_who(most),
                most=asked.told.money(most.amount, sense=side.sense, place=_due_place(most)),
                day=Fact(most.day),
            )
    late = asked.late
    if late:
        asked.say("late_beside", late=asked.fact(late), late_number=asked.number(late))
    if side is OWING and dues:
        covering.say(asked.told, asked.found, until=period.last)
    if side is OWING and period.last > asked.found.forecast.days[-1].date:
        asked.say("ahead_known", known=Fact(asked.found.forecast.days[-1].date))
    overdue = [
        Listed(each.party or TextName("unnamed"), (each.due, each.left), place([each]))
        for each in sorted(late, key=lambda each: (each.due, each.party))
        if side is OWING  # what customers are late with is expected all the same
    ]
    lines = [Listed(_named(each), (each.day, each.amount), _due_place(each)) for each in dues]
    asked.told.listed([*overdue, *lines])
    return asked.told.answer(*further(asked), heads=("who", _DAYS[side.tool], "amount"))


_DAYS = {Tool.RECEIVABLES: "expected", Tool.PAYABLES: "due"}


def _named(due: Due) -> str | AccountName | TextName:
    if due.text:
        return due.text
    if due.source is Source.TAX:
        return TextName("tax")
    return AccountName(due.account) if due.account else TextName("unnamed")


def _who(due: Due) -> Fact:
    return name(due.text) if due.text else Fact(_named(due), place=_due_place(due))


def _due_place(due: Due) -> Place:
    return Place(
        rows=(due.entry,) if due.entry else (),
        accounts=(due.account,) if due.account else (),
        party=due.text if due.source in {Source.BILL, Source.INVOICE} else "",
    )


def _within(day: dt.date, stretch: Stretch) -> bool:
    return stretch.first <= day <= stretch.last
