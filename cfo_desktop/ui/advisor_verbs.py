"""The verbs of the Advisor: a question, a chosen meaning, a further question, what is behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.period import Stretch
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.domain.account import Account
    from cfo_desktop.services.books import Book


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an answer was true of: the day, and how many entries the books had."""

    day: dt.date
    entries: int


@dataclass(frozen=True, slots=True)
class Reply:
    """A question with its answer, the accounts by code that it names, and what it is true of."""

    asked: Asked
    accounts: Mapping[str, Account]
    stamp: Stamp
    speaks: bool = False
    """Whether a model of this computer may add words to the answer."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An account behind a figure, and what it moved or held, minor units.

    The sign is as people say it: what came in on an account of income is positive.
    """

    account: Account
    amount: int


def ask(question: str, *, before: Asked | None) -> Query[Reply]:
    """Ask a typed question; ``before`` is the one it may lean on."""

    def work(book: Book, _: Progress) -> Reply:
        from cfo_desktop.services.asking import ask as asking

        return _reply(book, asking.ask(book, question, before=before))

    return Query(work)


def choose(asked: Asked, *, tool: Tool) -> Change[Reply]:
    """Answer a question as its owner says that it was meant, and remember it."""

    def work(book: Book, _: Progress) -> tuple[Reply, Changes]:
        from cfo_desktop.services.asking import ask as asking

        return _reply(book, asking.chosen(book, asked, tool=tool)), Changes()

    return Change(work)


def further(follow_up: FollowUp, *, question: str, language: str) -> Query[Reply]:
    """Ask a further question; ``question`` is how it was shown."""

    def work(book: Book, _: Progress) -> Reply:
        from cfo_desktop.services.asking import ask as asking

        return _reply(book, asking.further(book, follow_up, question=question, language=language))

    return Query(work)


def answer(tool: Tool, arguments: Arguments, *, question: str, language: str) -> Query[Reply]:
    """Answer anew what is understood already."""

    def work(book: Book, _: Progress) -> Reply:
        from cfo_desktop.services.asking import ask as asking

        found = asking.answered(book, tool, arguments, question=question, language=language)
        return _reply(book, found)

    return Query(work)


def prepare() -> Query[None]:
    """Get ready for questions, before the first is typed."""

    def work(book: Book, _: Progress) -> None:
        from cfo_desktop.services.asking import ask as asking

        asking.prepare(book)

    return Query(work)


def stamp() -> Query[Stamp]:
    """Read what an answer of now would be true of."""

    def work(book: Book, _: Progress) -> Stamp:
        return _stamp(book)

    return Query(work)


def moved(codes: Sequence[str], stretch: Stretch | None) -> Query[list[Moved]]:
    """Read the accounts behind a figure, the largest amount first.

    What is earned and spent is told by what moved in the days, in the book's currency; what is
    there or owed by what an account held at their end, or holds now, in its own.
    """

    def work(book: Book, _: Progress) -> list[Moved]:
        from cfo_desktop.services import accounts
        from cfo_desktop.services.asking import spans

        chart = {each.code: each for each in accounts.all_accounts(book)}
        found = [chart[code] for code in codes if code in chart]
        amounts: Mapping[str, int] = accounts.balances(book, at=stretch.last if stretch else None)
        if stretch is not None and not all(map(holds, found)):
            amounts = spans.earned(book, stretch).moved
        rows = [_moved(account, amounts.get(account.code, 0)) for account in found]
        return sorted(rows, key=lambda row: -abs(row.amount))

    return Query(work)


def holds(account: Account) -> bool:
    """Tell whether an account has something at a day's end, where others move in some days."""
    return account.kind in {Kind.ASSET, Kind.LIABILITY, Kind.EQUITY}


def _moved(account: Account, debit: int) -> Moved:
    owed = account.kind in {Kind.LIABILITY, Kind.EQUITY, Kind.INCOME}
    return Moved(account, -debit if owed else debit)


def _reply(book: Book, asked: Asked) -> Reply:
    from cfo_desktop.services.asking import wording

    accounts = asked.background.accounts if asked.background else {}
    return Reply(asked, accounts, _stamp(book), wording.speaks(asked) is not None)


def _stamp(book: Book) -> Stamp:
    from cfo_desktop.base import clock
    from cfo_desktop.services import books

    return Stamp(clock.today(), books.head(book).entries)
