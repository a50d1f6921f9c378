"""A little shop for analysis: its accounts, entries in one line each, and months of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from collections.abc import Mapping

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.history import History
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from tests.analysis import histories

CURRENCY = "GBP"


def _account(code: str, group: Group, role: Role | None = None) -> Account:
    return Account(code, f"Account {code}", f"科目{code}", group, CURRENCY, role)


ACCOUNTS = (
    _account("till", Group.CASH, Role.TILL),
    _account("bank", Group.CASH, Role.BANK),
    _account("savings", Group.CASH, Role.SAVINGS),
    _account("owed", Group.RECEIVABLE, Role.RECEIVABLES),
    _account("stock", Group.STOCK, Role.STOCK),
    _account("suspense", Group.OTHER_CURRENT_ASSET, Role.SUSPENSE),
    _account("fridge", Group.FIXED_ASSET),
    _account("suppliers", Group.PAYABLE, Role.PAYABLES),
    _account("tax", Group.TAX, Role.SALES_TAX),
    _account("loan", Group.LOAN, Role.LOAN),
    _account("opening", Group.CAPITAL, Role.OPENING),
    _account("drawings", Group.DRAWINGS, Role.DRAWINGS),
    _account("retained", Group.RETAINED, Role.RETAINED),
    _account("sales", Group.SALES, Role.SALES),
    _account("online", Group.SALES),
    _account("goods", Group.COST_OF_SALES, Role.PURCHASES),
    _account("rent", Group.OPERATING, Role.RENT),
    _account("wages", Group.OPERATING, Role.WAGES),
    _account("power", Group.OPERATING, Role.UTILITIES),
    _account("wear", Group.OPERATING, Role.DEPRECIATION),
    _account("interest", Group.FINANCE, Role.INTEREST),
)


def entry(day: dt.date, lines: Mapping[str, int], party: str = "", **more: int | None) -> Draft:
    """Return the draft of {account: minor units, debit positive}; ``bank`` takes what is left."""
    rest = -sum(lines.values())
    full = {**lines, **({"bank": lines.get("bank", 0) + rest} if rest else {})}
    postings = tuple(
        Posting.plain(code, Money(CURRENCY, minor)) for code, minor in full.items() if minor
    )
    return Draft(day, "entry", postings, party=party, **more)


def history(drafts: Iterable[Draft], today: dt.date) -> History:
    """Return the history of the little shop."""
    return histories.history(drafts, ACCOUNTS, today=today, currency=CURRENCY)


def month(first: dt.date, *, sales: int = 100_000, goods: int = 60_000) -> list[Draft]:
    """Return what an ordinary month of the shop books."""
    last = Month.of(first).last_day
    return [
        entry(first, {"rent": 10_000}, "Landlord"),
        entry(first.replace(day=5), {"loan": 2_000, "interest": 500}),
        entry(first.replace(day=10), {"sales": -sales}),
        entry(first.replace(day=12), {"goods": goods}, "Dairy"),
        entry(first.replace(day=20), {"wages": 8_000}),
        entry(first.replace(day=25), {"drawings": 3_000}),
        entry(last, {"wear": 1_000, "fridge": -1_000}),
    ]


def months(first: Month, sales: Iterable[int]) -> list[Draft]:
    """Return ordinary months one after another, with these sales and goods of three fifths."""
    opening = {"bank": 5_000_00, "loan": -30_000, "opening": -5_000_00 + 30_000}
    found = [entry(first.first_day, opening)]
    for number, sold in enumerate(sales):
        found += month(first.plus(number).first_day, sales=sold, goods=sold * 3 // 5)
    return found
