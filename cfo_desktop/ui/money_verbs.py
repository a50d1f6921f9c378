"""The verbs of the room for money in and out: quick entries, what was entered lately, repeats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.quick import History
from cfo_desktop.domain.quick import QuickKind
from cfo_desktop.domain.schedule import Occurrence
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.domain.schedule import Schedule
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Query
from cfo_desktop.ui.verbs import EntryForm

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book

_POSTED = Changes(accounts=True, entries=True)
_DONE = Changes(accounts=True, entries=True, schedules=True)
_SCHEDULES = Changes(schedules=True)
Days = Collection[tuple[int, dt.date]]
"""Occurrences: (schedule, day)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the room shows: accounts, the past, what was entered lately, what repeats."""

    info: BookInfo
    accounts: tuple[Account, ...]
    history: History
    lately: tuple[Entry, ...]
    needs_review: frozenset[int]
    due: tuple[Occurrence, ...]
    schedules: tuple[Schedule, ...]


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """What was typed; ``amount`` is a plain decimal, accounts are codes."""

    kind: QuickKind
    day: dt.date
    amount: str
    account: str
    money: str
    party: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """How an entry is to repeat; the rhythm begins on the entry's day."""

    rhythm: Rhythm
    automatic: bool


def desk() -> Query[Desk]:
    """Read what the room shows."""

    def work(book: Book, _: Progress) -> Desk:
        from cfo_desktop.services import accounts
        from cfo_desktop.services import books
        from cfo_desktop.services import entries
        from cfo_desktop.services import quick
        from cfo_desktop.services import schedules

        lately = quick.typed_in(book)
        return Desk(
            books.info(book),
            tuple(accounts.all_accounts(book)),
            quick.history(book),
            tuple(lately),
            entries.open_among(book, numbers=[entry.number for entry in lately]),
            tuple(schedules.due(book)),
            tuple(schedules.all_schedules(book)),
        )

    return Query(work)


def post(form: QuickEntry) -> Change[int]:
    """Post a quick entry; its number comes back."""

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import entries

        return entries.post(book, draft=_quick(book, form)), _POSTED

    return Change(work)


def repeat(form: QuickEntry | EntryForm | Entry, *, how: Repeat) -> Change[tuple[int, int | None]]:
    """Keep an entry that repeats, and post its first day where that has come.

    ``form`` is what was typed, or an entry that was posted already and is the first day. The
    schedule's number comes back, and that of the entry that was posted for it.
    """

    def work(book: Book, _: Progress) -> tuple[tuple[int, int | None], Changes]:
        from cfo_desktop.services import schedules

        made = schedules.begin(
            book,
            rhythm=how.rhythm,
            draft=_draft(book, form),
            automatic=how.automatic,
            posted=form.number if isinstance(form, Entry) else None,
        )
        return made, _DONE

    return Change(work)


def _draft(book: Book, form: QuickEntry | EntryForm | Entry) -> Draft:
    from cfo_desktop.services import entries

    if isinstance(form, Entry):
        return form.draft
    if isinstance(form, QuickEntry):
        return _quick(book, form)
    return entries.simple(
        book,
        day=form.day,
        narration=form.narration,
        party=form.party,
        debits=form.debits,
        credits=form.credits,
        rate=form.rate,
    )


def _quick(book: Book, form: QuickEntry) -> Draft:
    from cfo_desktop.services import quick

    return quick.draft(
        book,
        form=quick.QuickForm(
            form.kind, form.day, form.amount, form.account, form.money, form.party
        ),
    )


def post_due(days: Days) -> Change[range]:
    """Post occurrences; the entries' numbers come back."""
    given = tuple(days)

    def work(book: Book, _: Progress) -> tuple[range, Changes]:
        from cfo_desktop.services import schedules

        return schedules.post(book, days=given), _DONE

    return Change(work)


def post_with_amount(number: int, *, day: dt.date, amount: Money) -> Change[Sequence[int]]:
    """Post one occurrence about another amount; the entry's number comes back, alone in a row."""

    def work(book: Book, _: Progress) -> tuple[Sequence[int], Changes]:
        from cfo_desktop.services import schedules

        return [schedules.post_one(book, number=number, day=day, amount=amount)], _DONE

    return Change(work)


def post_automatic() -> Change[list[int]]:
    """Post what is due of the schedules that need no asking; the numbers come back."""

    def work(book: Book, _: Progress) -> tuple[list[int], Changes]:
        from cfo_desktop.services import schedules

        made = schedules.post_automatic(book)
        return made, _DONE if made else Changes()

    return Change(work)


def skip(days: Days) -> Change[None]:
    """Let occurrences pass without an entry."""
    given = tuple(days)

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import schedules

        schedules.skip(book, days=given)
        return None, _SCHEDULES

    return Change(work)


def pause(number: int, *, paused: bool) -> Change[None]:
    """Pause a schedule or let it go on."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import schedules

        schedules.pause(book, number=number, paused=paused)
        return None, _SCHEDULES

    return Change(work)


def set_automatic(number: int, *, automatic: bool) -> Change[None]:
    """Say whether a schedule posts without asking."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import schedules

        schedules.set_automatic(book, number=number, automatic=automatic)
        return None, _SCHEDULES

    return Change(work)


def remove(number: int) -> Change[None]:
    """Remove a schedule; what it posted stays."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import schedules

        schedules.remove(book, number=number)
        return None, _SCHEDULES

    return Change(work)
