"""How far the books can tell of the days to come, and what an answer says where they cannot."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.forecast import NAMED_DAYS
from cfo_desktop.domain.forecast import Movement
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.history import History
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count

_STALE = dt.timedelta(days=45)
"""Without an entry for so long, the books tell of another time."""
_KNOWN = frozenset({Source.BILL, Source.SCHEDULE, Source.TAX})
"""What has to be paid, whatever the past was like."""


def nothing(told: Telling) -> Answer:
    """Answer from a book that has no entry yet."""
    told.say("empty_book")
    return told.answer(held=False, actions=(Action(ActionKind.IMPORT),))


def say_limits(told: Telling, found: Ground) -> None:
    """Say why little can be said of the days to come, where the forecast is not to be relied on."""
    if found.forecast.reliable:
        return
    past = found.history
    latest = max((day for day in past.days if day <= past.today), default=past.today)
    if past.today - latest > _STALE:
        told.say("old_book", latest=Fact(latest))
        return
    first = past.first_day or past.today
    told.say("young_book", days=count((past.today - first).days + 1, Unit.DAYS))


def cash_place(past: History) -> Place:
    """Return where the money of today is shown."""
    return Place(
        accounts=tuple(sorted(past.codes(Group.CASH))), stretch=Stretch(past.today, past.today)
    )


def ahead_place(found: Ground, day: dt.date) -> Place:
    """Return where an expected balance is shown: the days up to it, and the invoices and bills."""
    rows = {each.entry for each in found.forecast.movements if each.entry and each.day <= day}
    return Place(rows=tuple(sorted(rows)), stretch=Stretch(found.forecast.today, day))


def movement_place(each: Movement) -> Place:
    """Return where one expected movement is shown."""
    rows = (each.entry,) if each.entry else ()
    accounts = (each.account,) if each.account else ()
    return Place(rows=rows, accounts=accounts, party=each.party)


def known_due(found: Ground) -> tuple[Movement, ...]:
    """Return what has to be paid in the next days, however young the books are."""
    return tuple(
        each
        for each in found.forecast.named(days=NAMED_DAYS)
        if each.source in _KNOWN and each.amount < 0
    )


def say_known_due(told: Telling, found: Ground) -> int:
    """Say what has to be paid in the next days; return it, minor units."""
    due = known_due(found)
    total = -sum(each.amount for each in due)
    if total:
        rows = tuple(sorted({each.entry for each in due if each.entry}))
        last = max(each.day for each in due)
        told.say("due_soon", due=told.money(total, place=Place(rows=rows)), until=Fact(last))
    return total


FURTHER = (FollowUp(Tool.CASH), FollowUp(Tool.PAYABLES), FollowUp(Tool.ADVICE))
"""What can be asked where the books tell little of the days to come."""
