"""Answers how much money there is, now or on a day that is past, in all or in one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.base import clock
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import FIRST_DAY
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import cushion
from cfo_desktop.services.asking import moving
from cfo_desktop.services.asking import pots
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.telling import Listed
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import share
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import figures

_BEFORE = 30
"""So many days before, money now is held against that of then."""


@dataclass(frozen=True, slots=True)
class _Held:
    """The money on each account at the end of a day: in the book's currency and in its own."""

    day: dt.date
    accounts: Mapping[str, Account]
    values: Mapping[str, int]
    amounts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.values.values())

    def place(self, *codes: str) -> Place:
        return Place(accounts=codes or tuple(sorted(self.values)), stretch=_on(self.day))


def cash(book: Book, wanted: Arguments) -> Answer:
    """Return the money at the end of a day, today where none is named, account by account.

    Where a place is named ("the till"), it is the money there alone.
    """
    today = clock.today()
    asked = wanted.period
    currency = info(book).currency
    if asked is not None and asked.first > today:
        told = Telling(Tool.CASH, wanted, currency=currency)
        told.say("cash.ahead", when=Fact(asked))
        ahead = FollowUp(Tool.FORECAST, Arguments(horizon=asked.last))
        return told.answer(ahead, FollowUp(Tool.CASH))
    day = min(asked.last, today) if asked is not None else today
    told = Telling(Tool.CASH, spans.taken(wanted, _on(day)), currency=currency)
    began = spans.began(book)
    if began is None or began > day:
        if began is None:
            told.say("cash.no_entries")
        else:
            told.say("cash.before_books", day=Fact(day), began=Fact(began))
        return told.answer(FollowUp(Tool.ADVICE), FollowUp(Tool.CASH))
    held = _held(book, day)
    codes = pots.codes(held.accounts.values(), wanted.pot) if wanted.pot else frozenset()
    if codes:
        filled = frozenset(code for code in codes if held.values.get(code))
        return _in_pot(told, book, held, filled or codes, began)
    _say(told, held, now=day == today)
    if day < today or not _say_cushion(told, book, held):
        _say_change(told, book, held, began)
    _say_apart(told, held, currency)
    _list(told, held, currency)
    foreign = _foreign(held, currency)
    return told.answer(
        FollowUp(Tool.FORECAST),
        FollowUp(Tool.RECEIVABLES),
        FollowUp(Tool.PAYABLES),
        heads=("account", "amount", "own_currency") if foreign else ("account", "amount"),
    )


def _on(day: dt.date) -> Stretch:
    return Stretch(day, day)


def _held(book: Book, day: dt.date) -> _Held:
    accounts = {each.code: each for each in chart.all_accounts(book) if each.group is Group.CASH}
    with database.mapped_errors():
        connection = book.store.connection
        values = figures.balances_at(connection, day)
        amounts = figures.balances_at(connection, day, column="amount")
    return _Held(
        day,
        accounts,
        {code: minor for code, minor in values.items() if code in accounts},
        {code: minor for code, minor in amounts.items() if code in accounts},
    )


def _in_pot(
    told: Telling, book: Book, held: _Held, codes: frozenset[str], began: dt.date
) -> Answer:
    """Return the money in one place, which is mostly one account."""
    value = sum(held.values.get(code, 0) for code in codes)
    facts = {"day": Fact(held.day)} if held.day < clock.today() else {}
    form = "_then" if facts else ""
    money = told.money(
        abs(value), sense=Sense.SHORT if value < 0 else Sense.NONE, place=held.place(*sorted(codes))
    )
    state = "held" if value >= 0 else "short"
    if len(codes) == 1:
        account = next(iter(codes))
        named = Fact(AccountName(account), place=held.place(account))
        told.say(f"cash.one_{state}{form}", account=named, held=money, **facts)
    else:
        told.say(f"cash.several_{state}{form}", held=money, **facts)
    part = share(value, held.total) if 0 < value < held.total else None
    if part is not None:
        told.say("cash.of_all", share=part, all=told.money(held.total, place=held.place()))
    before = held.day - dt.timedelta(days=_BEFORE)
    if before >= max(began, FIRST_DAY):
        then = _held(book, before)
        moved = value - sum(then.values.get(code, 0) for code in codes)
        if moved:
            where = Place(accounts=tuple(sorted(codes)), stretch=Stretch(before, held.day))
            told.say(
                "cash.more" if moved > 0 else "cash.less",
                difference=moving.difference(told, moved, place=where),
                before=Fact(before),
            )
    lines = _lines(held, codes, _foreign(held, info(book).currency))
    if len(codes) > 1 or any(len(each.figures) > 1 for each in lines):
        told.listed(lines)
    wide = any(len(each.figures) > 1 for each in lines)
    return told.answer(
        FollowUp(Tool.CASH),
        FollowUp(Tool.FORECAST),
        FollowUp(Tool.PAYABLES),
        heads=("account", "amount", "own_currency") if wide else ("account", "amount"),
    )


def _say(told: Telling, held: _Held, *, now: bool) -> None:
    """Say how much there is, and where most of it lies."""
    total = held.total
    sense = Sense.SHORT if total < 0 else Sense.NONE
    form = "have" if total > 0 else "overdrawn" if total < 0 else "none"
    told.say(
        f"cash.{form}" if now else f"cash.{form}_then",
        cash=told.money(abs(total), sense=sense, place=held.place()),
        day=Fact(held.day),
    )
    code = max(held.values, key=lambda each: (held.values[each], each), default="")
    positive = sum(1 for value in held.values.values() if value > 0)
    part = share(held.values[code], total) if code and positive > 1 else None
    if part is not None and 0 < held.values[code] <= total:
        told.say(
            "cash.most",
            account=Fact(AccountName(code), place=held.place(code)),
            most=told.money(held.values[code], place=held.place(code)),
            share=part,
        )


def _say_cushion(told: Telling, book: Book, held: _Held) -> bool:
    """Say how the money stands against the least that the owner wants to have, if that is known."""
    least = cushion.cushion(book)
    if not least:
        return False
    over = held.total - least
    sense = Sense.SHORT if over < 0 else Sense.ENOUGH
    told.say(
        "cash.below_cushion" if over < 0 else "cash.above_cushion",
        over=told.money(abs(over), sense=sense, place=held.place()),
        cushion=told.money(least),
    )
    return True


def _say_change(told: Telling, book: Book, held: _Held, began: dt.date) -> None:
    """Say how the money moved within a month, where the books reach back."""
    day = held.day - dt.timedelta(days=_BEFORE)
    if day < began or day < FIRST_DAY:
        return
    then = _held(book, day)
    moved = held.total - then.total
    if moved and min(held.total, then.total) >= 0:
        since = Place(accounts=held.place().accounts, stretch=Stretch(day, held.day))
        told.say(
            "cash.more" if moved > 0 else "cash.less",
            difference=moving.difference(told, moved, place=since),
            before=Fact(day),
        )


def _say_apart(told: Telling, held: _Held, currency: str) -> None:
    """Say what is overdrawn, and what lies in other currencies."""
    below = {code: value for code, value in held.values.items() if value < 0}
    if below and held.total >= 0:
        code = min(below, key=lambda each: (below[each], each))
        told.say(
            "cash.account_overdrawn",
            account=Fact(AccountName(code), place=held.place(code)),
            overdrawn=told.money(-below[code], sense=Sense.SHORT, place=held.place(code)),
        )
    foreign = _foreign(held, currency)
    if foreign:
        value = sum(held.values.get(code, 0) for code in foreign)
        told.say("cash.foreign", foreign=told.money(value, place=held.place(*foreign)))


def _foreign(held: _Held, currency: str) -> list[str]:
    """Return the accounts of other currencies that hold something."""
    return sorted(
        code for code in {*held.values, *held.amounts} if held.accounts[code].currency != currency
    )


def _list(told: Telling, held: _Held, currency: str) -> None:
    foreign = _foreign(held, currency)
    lines = _lines(held, {*held.values, *foreign}, foreign)
    if len(lines) > 1:
        told.listed(lines)


def _lines(held: _Held, codes: Collection[str], foreign: Collection[str]) -> list[Listed]:
    """Return a line for each account, the fullest first; with its own currency if any has one."""
    lines = []
    for code in codes:
        account = held.accounts[code]
        own = Money(account.currency, held.amounts.get(code, 0)) if code in foreign else None
        value = held.values.get(code, 0)
        wide = any(each in foreign for each in codes)
        lines.append(
            Listed(AccountName(code), (value, own) if wide else (value,), held.place(code))
        )
    return sorted(lines, key=lambda each: (-_first(each), str(each.name)))


def _first(line: Listed) -> int:
    value = line.figures[0]
    return value if isinstance(value, int) else 0
