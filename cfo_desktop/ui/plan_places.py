"""Where figures of a scenario and of idle cash come from, for the menu that explains them."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Reckoned
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.idle_cash import IdleCash
from cfo_desktop.domain.idle_cash import IdleSpan
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.what_if import NO_CASH
from cfo_desktop.domain.what_if import NO_PROFIT
from cfo_desktop.domain.what_if import PlanLine
from cfo_desktop.domain.what_if import PlanMonth
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.domain.what_if import WhatIf
from cfo_desktop.ui.reckoned import NOWHERE
from cfo_desktop.ui.reckoned import Reckoning

# --- what if ---


def profit(found: WhatIf, month: PlanMonth, *, changed: bool) -> Reckoned:
    """Return what the profit of a month to come is reckoned from."""
    made = _begun("plan.profit", found, month, changed=changed)
    for line in PlanLine:
        if line not in NO_PROFIT and month.lines.get(line):
            made.part(f"plan.{line}", month.lines[line])
    return made.made()


def cash(found: WhatIf, month: PlanMonth, *, changed: bool) -> Reckoned:
    """Return what the money at the end of a month to come is reckoned from."""
    made = _begun("plan.cash", found, month, changed=changed)
    before = found.after if changed else found.before
    first = month.month == before.months[0].month
    place = _held(found.accounts, found.today) if first else NOWHERE
    made.part("plan.opening", month.cash - month.moves, place=place)
    _add_moves(made, month)
    return made.made()


def moves(found: WhatIf, month: PlanMonth, *, changed: bool) -> Reckoned:
    """Return what the money is more or less by in a month to come."""
    made = _begun("plan.moves", found, month, changed=changed)
    _add_moves(made, month)
    return made.made()


def line(found: WhatIf, month: PlanMonth, which: PlanLine, *, changed: bool) -> Reckoned:
    """Return what one line of a month to come is reckoned from."""
    return _begun(f"plan.{which}", found, month, changed=changed).made()


def _begun(key: str, found: WhatIf, month: PlanMonth, *, changed: bool) -> Reckoning:
    """Say what a figure is, and what stands behind all of them."""
    made = Reckoning(found.currency)
    made.say(key, when=Fact(Stretch(month.month.first_day, month.month.last_day)))
    if not found.averaged:
        made.say("plan.no_past")
    else:
        kind = "seasonal" if found.seasonal else "average"
        made.say(f"plan.basis.{kind}", months=Fact(found.averaged, unit=Unit.MONTHS))
    if not month.whole:
        made.say("plan.rest", day=Fact(found.today))
    if changed and found.scenario != Scenario():
        made.say("plan.changed")
    return made


def _add_moves(made: Reckoning, month: PlanMonth) -> None:
    for each in PlanLine:
        if each not in NO_CASH and month.lines.get(each):
            made.part(f"plan.{each}", month.lines[each])


# --- idle cash ---


def cash_now(found: IdleCash) -> Place:
    """Return where all money of today is."""
    return _held(found.accounts, found.today)


def movable(found: IdleCash) -> Place:
    """Return where the money is that can be moved today."""
    return _held(found.movable_accounts, found.today)


def cushion(found: IdleCash) -> Reckoned:
    """Say who set the least money to keep."""
    key = "idle.cushion" if found.cushion else "idle.no_cushion"
    return Reckoning(found.currency).say(key).made()


def for_tax(found: IdleCash) -> Reckoned:
    """Return what the tax that is owed already comes from."""
    tax = (found.tax_account,) if found.tax_account else ()
    behind = _held(tax, found.today) if tax else NOWHERE
    made = Reckoning(found.currency).say("idle.for_tax", day=Fact(found.today))
    return made.made(behind=behind)


def tax_ahead(found: IdleCash, due: dt.date) -> Reckoned:
    """Return what the tax that will be owed at this pace comes from."""
    return Reckoning(found.currency).say("idle.tax_ahead", due=Fact(due)).made()


def span(name: str, each: IdleSpan, found: IdleCash) -> Reckoned:
    """Return what a figure of a span is reckoned from, named as its field is."""
    made = Reckoning(found.currency)
    until = Fact(each.until)
    if name == "least":
        made.say("idle.least", until=until)
        ahead = Place(stretch=Stretch(found.today, each.on))
        made.part("idle.low", each.low, place=ahead if each.on > found.today else cash_now(found))
        made.part("idle.fixed", each.least - each.low)
    elif name == "for_tax":
        made.say("idle.tax_later", until=until)
    elif name == "earns":
        made.say("idle.earns", idle=made.money(each.idle), days=Fact(each.days, unit=Unit.DAYS))
    else:
        made.say("idle.idle", until=until, movable=made.money(found.movable, movable(found)))
        made.part("idle.least", each.least)
        made.part("idle.cushion", -found.cushion)
        made.part("idle.for_tax", -each.for_tax)
    return made.made()


def _held(accounts: tuple[str, ...], day: dt.date) -> Place:
    return Place(accounts=accounts, stretch=Stretch(day, day)) if accounts else NOWHERE
