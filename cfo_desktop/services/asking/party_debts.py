"""What is open with one customer or supplier, since when, and what was paid of late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from cfo_desktop.analysis.debts import by_entry
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.debts import PartyDebts
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.owing import OWED
from cfo_desktop.services.asking.owing import OWING
from cfo_desktop.services.asking.owing import Asked
from cfo_desktop.services.asking.owing import further
from cfo_desktop.services.asking.owing import others
from cfo_desktop.services.asking.owing import place
from cfo_desktop.services.asking.telling import Listed
from cfo_desktop.services.asking.telling import Name
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.asking.telling import name
from cfo_desktop.services.books import Book


def of_party(book: Book, wanted: Arguments, asked: Asked) -> Answer:
    """Return what is open with one party, and what was paid of late."""
    told, side, party = asked.told, asked.side, wanted.party
    all_of = asked.found.debts
    sides = all_of.customers if side is OWED else all_of.suppliers
    of = sides.get(party)
    who = name(party)
    if of is None:
        _say_never(book, asked, party)
        return told.answer(*others(side))
    mine = Asked(side, asked.found, told, of.open)
    if of.open:
        _say_open(mine, of, who)
    else:
        mine.say("party_none", party=who)
    paid = _say_paid(book, mine, wanted)
    if of.ahead:
        ahead_of = told.money(of.ahead, place=Place(party=party))
        mine.say("party_ahead", party=who, ahead=ahead_of)
    if len(of.open) > 1 or (of.open and not paid):
        _list_debts(mine)
    return told.answer(*further(mine, party), heads=(_DEBT[side.tool], "day", "due", "owed"))


_DEBT = {Tool.RECEIVABLES: "invoice", Tool.PAYABLES: "bill"}


def _say_never(book: Book, asked: Asked, party: str) -> None:
    """Say that a party never had anything to pay later, or is not known at all."""
    groups = (
        (Group.SALES,)
        if asked.side is OWED
        else (Group.COST_OF_SALES, Group.STOCK, Group.OPERATING, Group.FINANCE, Group.FIXED_ASSET)
    )
    last = spans.last_with(book, party, asked.side.group, *groups)
    if last is None:
        asked.told.say(asked.side.unknown, party=name(party))
    else:
        asked.say("party_at_once", party=name(party))


def _say_open(asked: Asked, of: PartyDebts, who: Fact) -> None:
    """Say what is open with a party: since when, what of it is late, when it is expected."""
    asked.say("party", party=who, owed=asked.fact(of.open), number=asked.number(of.open))
    late = asked.late
    if late:
        since = Fact(late[0].due, place=place([late[0]]))
        form = "party_late" if len(late) < len(of.open) else "party_late_all"
        asked.say(form, late=asked.fact(late), since=since)
    elif asked.side is OWING:
        following = min(of.open, key=lambda each: each.due)
        asked.say("party_due", due=Fact(following.due, place=place([following])))
    if asked.side is OWED:
        asked.say(
            "party_expected" if len(of.open) == 1 else "party_expected_oldest",
            expected=Fact(of.open[0].expected),
            usual=count(of.usual_days, Unit.DAYS, place=Place(party=of.party)),
        )


def _say_paid(book: Book, asked: Asked, wanted: Arguments) -> bool:
    """Say what was paid in the days that are asked about, else the latest payment."""
    told, party = asked.told, wanted.party
    if wanted.period is not None and wanted.period.first <= asked.today:
        stretch = spans.past(book, wanted.period)
        moved = spans.with_party(book, party, stretch)
        sign = 1 if asked.side is OWED else -1
        paid = sign * moved.total(moved.of(Group.CASH))
        facts = {"party": name(party), "when": Fact(stretch)}
        if paid > 0:
            where = replace(moved.place(Group.CASH), party=party)
            asked.say("paid_in", paid=told.money(paid, place=where), **facts)
        else:
            asked.say("not_paid_in", **facts)
        return True
    latest = _last_payment(asked, party)
    if latest is None:
        return False
    entry, day, paid = latest
    where = Place(rows=(entry,), party=party)
    asked.say("last_paid", paid=told.money(paid, place=where), paid_on=Fact(day, place=where))
    return True


def _last_payment(asked: Asked, party: str) -> tuple[int, dt.date, int] | None:
    """Return (entry, day, amount) of the latest payment of debts, in full or in part."""
    past = asked.found.history
    codes = past.codes(asked.side.group)
    sign = 1 if asked.side is OWED else -1
    latest = None
    for rows in by_entry(row for row in past.rows if row.party == party):
        paid = -sign * sum(row.value for row in rows if row.account in codes)
        moves_money = sum(row.value for row in rows) != 0
        if paid > 0 and moves_money:
            latest = (rows[0].entry, rows[0].day, paid)
    return latest


def _list_debts(asked: Asked) -> None:
    """List what is open one by one, the oldest first."""
    texts: Mapping[int, str] = {row.entry: row.text for row in asked.found.history.rows}
    lines = []
    for debt in asked.open:
        text: Name = TextName("carried")
        if debt.entry is not None:
            text = texts.get(debt.entry) or debt.party or TextName("unnamed")
        lines.append(Listed(text, (debt.day, debt.due, debt.left), place([debt])))
    asked.told.listed(lines)
