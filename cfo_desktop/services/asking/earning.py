"""Answers from what the shop earned and spent: profit, sales, costs."""

from __future__ import annotations

from dataclasses import replace

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.spans import Earned
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import share
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info

_INCOME = (Group.SALES, Group.OTHER_INCOME)
_RUNNING = (Group.OPERATING, Group.FINANCE, Group.INCOME_TAX)
_COSTS = (Group.COST_OF_SALES, *_RUNNING)


def profit(book: Book, wanted: Arguments) -> Answer:
    """Return what was left after all costs in some days, and how it compares with those before."""
    now = spans.earned(book, spans.past(book, wanted.period))
    told = Telling(Tool.PROFIT, replace(wanted, period=now.stretch), currency=info(book).currency)
    when = Fact(now.stretch)
    if not now.moved:
        told.say("nothing_booked", when=when)
        return told.answer(FollowUp(Tool.CASH), FollowUp(Tool.ADVICE))
    told.say(
        "profit.made" if now.profit > 0 else "profit.lost" if now.profit < 0 else "profit.even",
        when=when,
        profit=told.money(
            abs(now.profit),
            sense=Sense.LOSS if now.profit < 0 else Sense.NONE,
            place=_place(now, *_INCOME, *_COSTS),
        ),
        income=told.money(now.income, place=_place(now, *_INCOME)),
        costs=told.money(now.spent, place=_place(now, *_COSTS)),
    )
    margin = share(now.profit, now.income) if now.income > 0 < now.profit else None
    if margin:
        told.say("profit.margin", margin=margin)
    _say_change(told, book, now)
    told.line_to(_place(now, Group.SALES), TextName("sales"), now.sales)
    other = now.income - now.sales
    if other:
        told.line_to(_place(now, Group.OTHER_INCOME), TextName("other_income"), other)
    for code, spent in now.expenses.items():
        told.line_to(Place(accounts=(code,), stretch=now.stretch), AccountName(code), -spent)
    same = Arguments(period=now.stretch)
    return told.answer(
        FollowUp(Tool.EXPENSES, same),
        FollowUp(Tool.COMPARE, same),
        FollowUp(Tool.FORECAST),
        heads=("what", "amount"),
    )


def _say_change(told: Telling, book: Book, now: Earned) -> None:
    """Say how the profit moved against the days before, where the books reach back to them."""
    before = spans.before(now.stretch)
    began = spans.began(book)
    if began is None or began > before.first:
        return
    then = spans.earned(book, before)
    difference = now.profit - then.profit
    if not then.moved or not difference:
        return
    told.say(
        "profit.more" if difference > 0 else "profit.less",
        difference=told.money(abs(difference), sense=Sense.UP if difference > 0 else Sense.DOWN),
        before=Fact(before),
    )


def _place(earned: Earned, *groups: Group) -> Place:
    return Place(accounts=tuple(sorted(earned.of(*groups))), stretch=earned.stretch)
