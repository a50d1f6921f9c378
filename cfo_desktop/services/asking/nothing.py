"""Answers where the books hold no such data: says so, and what can be asked instead."""

from __future__ import annotations

from cfo_desktop.base import clock
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Kind
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import accounts as chart
from cfo_desktop.services.asking import moving
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import figures


def stock(book: Book, wanted: Arguments) -> Answer:
    """Return that goods are not counted one by one, and what they are worth by the books."""
    told = Telling(Tool.STOCK, wanted, currency=info(book).currency)
    told.say("stock.no_items")
    day = clock.today()
    goods = {each.code for each in chart.all_accounts(book) if each.group is Group.STOCK}
    with database.mapped_errors():
        balances = figures.balances_at(book.store.connection, day)
    held = {code: value for code, value in balances.items() if code in goods}
    value = sum(held.values())
    if value > 0:
        where = Place(accounts=tuple(sorted(held)), stretch=Stretch(day, day))
        told.say("stock.value", worth=told.money(value, place=where))
    return told.answer(
        FollowUp(Tool.EXPENSES, Arguments(period=spans.past(book, None), kind=Kind.GOODS)),
        FollowUp(Tool.TOP_SUPPLIERS),
        FollowUp(Tool.REVENUE, Arguments(period=spans.past(book, None))),
        held=False,
    )


def top_products(book: Book, wanted: Arguments) -> Answer:
    """Return that sales are not kept by product, and the kinds of sales that are."""
    now = spans.earned(book, spans.year(book, wanted.period))
    told = Telling(
        Tool.TOP_PRODUCTS, spans.taken(wanted, now.stretch), currency=info(book).currency
    )
    told.say("top_products.no_items")
    sales = now.of(Group.SALES)
    if len(sales) > 1:
        told.say("top_products.kinds", when=Fact(now.stretch, place=now.at(sales)))
        told.listed(moving.by_account(now, sales, sign=-1, shares=True), whole=now.sales)
    return told.answer(
        FollowUp(Tool.REVENUE, Arguments(period=now.stretch)),
        FollowUp(Tool.TOP_CUSTOMERS),
        FollowUp(Tool.PROFIT),
        heads=("what", "amount", "share"),
        held=False,
    )


def none(book: Book, wanted: Arguments) -> Answer:
    """Return that no shop's books can answer this, and what they can."""
    told = Telling(Tool.NONE, wanted, currency=info(book).currency)
    told.say("none.cannot")
    told.say("none.can")
    return told.answer(
        FollowUp(Tool.PROFIT), FollowUp(Tool.CASH), FollowUp(Tool.ADVICE), held=False
    )
