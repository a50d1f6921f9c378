"""The verbs of reconciling as `Query` and `Change`, and its words, for the screen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfo_desktop.base import texts
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.reconciliation import AccountState
from cfo_desktop.domain.reconciliation import Item
from cfo_desktop.domain.reconciliation import ItemCode
from cfo_desktop.domain.reconciliation import LineState
from cfo_desktop.domain.reconciliation import PrintedStatement
from cfo_desktop.domain.reconciliation import Reconciliation
from cfo_desktop.domain.reconciliation import RegisterLine
from cfo_desktop.domain.reconciliation import Shown
from cfo_desktop.ui import words
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Query
from cfo_desktop.ui.verbs import PAGE

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be reconciled: an account, and one of its statements or a balance typed."""

    account: str
    statement: int | None = None
    """``None``: the latest."""
    at: dt.date | None = None
    balance: str = ""
    """Plain decimal, with ``at``."""
    shown: Shown = Shown.UNTOLD


@dataclass(frozen=True, slots=True)
class Reconciling:
    """Everything the screen shows; ``found`` is ``None`` where there is nothing to reconcile by."""

    info: BookInfo
    states: tuple[AccountState, ...]
    accounts: dict[str, Account]
    choice: Choice | None
    statements: tuple[PrintedStatement, ...] = ()
    found: Reconciliation | None = None
    lines: tuple[RegisterLine, ...] = ()
    more: bool = False


def reconciling(choice: Choice | None) -> Query[Reconciling]:
    """Read how an account stands; without a choice the first that has a statement, or holds any."""

    def work(book: Book, _: Progress) -> Reconciling:
        from cfo_desktop.services import accounts
        from cfo_desktop.services import books
        from cfo_desktop.services import reconciliation

        info = books.info(book)
        states = tuple(reconciliation.overview(book))
        known = {account.code: account for account in accounts.all_accounts(book)}
        chosen = choice or _first(states)
        if chosen is None:
            return Reconciling(info, states, known, None)
        statements = tuple(reconciliation.statements(book, account=chosen.account))
        found = None
        if statements or chosen.at is not None:
            found = reconciliation.reconcile(
                book,
                account=chosen.account,
                statement=chosen.statement,
                at=chosen.at,
                balance=chosen.balance if chosen.at else None,
            )
        lines = _lines(book, chosen, found.at if found else None, None)
        more = len(lines) == PAGE
        return Reconciling(info, states, known, chosen, statements, found, lines, more)

    return Query(work)


def _first(states: tuple[AccountState, ...]) -> Choice | None:
    told = [state for state in states if state.statement is not None]
    used = [state for state in states if state.book]
    for state in (*told, *used, *states):
        return Choice(state.account)
    return None


def more_lines(
    choice: Choice, *, until: dt.date | None, before: tuple[dt.date, int]
) -> Query[tuple[RegisterLine, ...]]:
    """Read the next page of an account's lines."""

    def work(book: Book, _: Progress) -> tuple[RegisterLine, ...]:
        return _lines(book, choice, until, before)

    return Query(work)


def _lines(
    book: Book, choice: Choice, until: dt.date | None, before: tuple[dt.date, int] | None
) -> tuple[RegisterLine, ...]:
    from cfo_desktop.services import reconciliation

    found = reconciliation.lines(
        book,
        account=choice.account,
        until=until,
        before=before,
        limit=PAGE,
        shown=choice.shown,
    )
    return tuple(found)


def tick(account: str, entry: int, *, statement: int | None, ticked: bool) -> Change[None]:
    """Tick an entry off by hand, or take its tick back."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import reconciliation

        if ticked:
            return None, reconciliation.tick(
                book, account=account, entries=[entry], statement=statement
            )
        return None, reconciliation.untick(book, account=account, entries=[entry])

    return Change(work)


def item_text(item: Item, *, currency: str, localised: Localised) -> str:
    """Return why an item makes a difference."""
    language = localised.language
    key: str = item.code
    if item.code is ItemCode.ROWS_MISSING and not (item.place or item.until_place):
        key = "rows_missing_somewhere"
    message = texts.text(
        language,
        "reconcile",
        f"item.{key}",
        file=item.file,
        place=words.place(item.place) or texts.text(language, "reconcile", "place.start"),
        until_place=words.place(item.until_place) or texts.text(language, "reconcile", "place.end"),
        places=", ".join(map(words.place, item.places)),
        day=localised.day(item.day),
        until=localised.day(item.until),
        other=item.other,
        count=localised.number(item.count),
        printed=localised.amount(item.printed, currency),
        booked=localised.amount(item.booked, currency),
    )
    if item.other is not None and item.entry is None:
        return texts.text(language, "reconcile", "item.fits", message=message, other=item.other)
    return message


def pairs_text(count: int, *, localised: Localised) -> str:
    """Return that pairs of the account's payments wait for a decision; empty: none do."""
    if not count:
        return ""
    form = "one" if count == 1 else "many"
    told = texts.text(
        localised.language, "reconcile", f"told.pairs.{form}", count=localised.number(count)
    )
    return texts.text(localised.language, "reconcile", "told.pairs_review", pairs=told)


def line_text(line: RegisterLine, *, localised: Localised) -> str:
    """Return how a line of the register stands."""
    key: str = line.state
    number = line.reverses
    if line.state is LineState.CANCELLED:
        key = "takes_back" if line.reversed_by is None else "taken_back"
        number = line.reverses or line.reversed_by
    return texts.text(
        localised.language,
        "reconcile",
        f"state.{key}",
        file=line.file,
        place=words.place(line.place),
        day=localised.day(line.ticked_on) if line.ticked_on else "",
        number=number,
    )
