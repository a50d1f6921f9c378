"""Where figures of what is still to come lead to, for the menu that explains them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.forecast import Movement
from cfo_desktop.domain.outlook import Due
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch

NOWHERE = Place()
_BACK = 3
"""Months before the present one that show what repeats on an account."""


def balance(movements: Iterable[Movement], today: dt.date, day: dt.date) -> Place:
    """Return where the money expected on a day comes from: what moves up to it, and its bills."""
    rows = {each.entry for each in movements if each.entry is not None and each.day <= day}
    return Place(rows=tuple(sorted(rows)), stretch=Stretch(today, day))


def due(each: Due, today: dt.date) -> Place:
    """Return where a payment that falls due comes from."""
    party = "" if each.schedule is not None else each.text
    return _one(each.entry, party, each.account, today)


def movement(each: Movement, today: dt.date) -> Place:
    """Return where one expected movement comes from; nowhere for the usual sum of many entries."""
    return _one(each.entry, each.party, each.account, today)


def _one(entry: int | None, party: str, account: str, today: dt.date) -> Place:
    """Return the entry that is open, else what was with the party or on the account before."""
    if entry is not None:
        return Place(rows=(entry,))
    if party:
        return Place(party=party)
    since = Month.of(today).plus(-_BACK).first_day
    return Place(accounts=(account,), stretch=Stretch(since, today)) if account else NOWHERE
