"""Answers from the income statement and the accounts of money: profit, sales, costs, cash, tax."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Mapping

from cfo_desktop.base import clock
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Measure
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Sentence
from cfo_desktop.domain.asking import Table
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.spans import Earned
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info

_MOST_LINES = 8
_INCOME = (Group.SALES, Group.OTHER_INCOME)
_COSTS = (Group.COST_OF_SALES, Group.OPERATING, Group.FINANCE, Group.INCOME_TAX)


def profit(book: Book, wanted: Arguments) -> Answer:
    """Return what was left after all costs in some days."""
    told = _Told(book, wanted)
    now, then = told.now, told.before
    facts = {
        "profit": told.money(abs(now.profit), sense=_loss(now.profit), of=(*_INCOME, *_COSTS)),
        "income": told.money(now.income, of=_INCOME),
        "costs": told.money(now.spent, of=_COSTS),
    }
    said = [told.sentence(_signed("profit", now.profit, made="made", lost="lost", none="even"), "profit", "income", "costs")]
    if now.income > 0 and now.profit > 0:
        facts["margin"] = Fact(Ratio(_per_mille(now.profit, now.income)))
        said.append(told.sentence("profit.margin", "margin"))
    said += told.change(facts, "profit", now.profit, then.profit if then else None)
    lines = [
        told.line("sales", now.sales, Group.SALES),
        told.line("other_income", now.income - now.sales, Group.OTHER_INCOME),
        told.line("goods", -now.goods, Group.COST_OF_SALES),
        told.line("running", -(now.spent - now.goods), Group.OPERATING, Group.FINANCE, Group.INCOME_TAX),
    ]
    table = Table(("what", "amount"), tuple(line for line in lines if line.figures[0] != told.plain(0)))
    return told.answer(Tool.PROFIT, facts, said, table, (Tool.EXPENSES, Tool.COMPARE, Tool.FORECAST))


def _loss(minor: int) -> Sense:
    return Sense.LOSS if minor < 0 else Sense.NONE


def _signed(room: str, minor: int, *, made: str, lost: str, none: str) -> str:
    return f"{room}.{made if minor > 0 else lost if minor < 0 else none}"


def _per_mille(part: int, whole: int) -> int:
    return round(1000 * part / whole) if whole else 0
