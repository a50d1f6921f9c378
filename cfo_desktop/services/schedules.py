"""Entries that repeat: keeping them, what is due and will be, posting each day of them once."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.base import clock
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.schedule import Occurrence
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.domain.schedule import Schedule
from cfo_desktop.domain.schedule import with_amount
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import ledger
from cfo_desktop.store import schedules as kept

MOST_DUE = 400
"""So many days may be due at once when a schedule is made; more is a slip in its first day."""


def add(book: Book, *, rhythm: Rhythm, draft: Draft, automatic: bool = False) -> int:
    """Keep an entry that repeats; return the schedule's number. Nothing is posted yet.

    Raises ``UserError`` (``account_unknown``, ``schedule_too_far_back``).
    """
    with book.store.transaction() as connection:
        return _add(connection, Schedule(0, rhythm, draft, automatic))


def begin(
    book: Book, *, rhythm: Rhythm, draft: Draft, automatic: bool, posted: int | None = None
) -> tuple[int, int | None]:
    """Keep an entry that repeats and post its first day where that has come, or nothing of both.

    ``posted`` is the entry that was the first day. Returns the schedule's number, and that of the
    entry of the first day. Raises ``UserError`` as ``add`` and ``post`` do.
    """
    with book.store.transaction() as connection:
        number = _add(connection, Schedule(0, rhythm, draft, automatic))
        if posted is None and rhythm.first <= clock.today():
            first = replace(draft, day=rhythm.first)
            posted = ledger.post(connection, [first], recorded_at=entries.recorded_now())[0]
        if posted is not None:
            kept.settle(connection, number, rhythm.first, posted)
        return number, posted


def _add(connection: database.Connection, made: Schedule) -> int:
    first = made.rhythm.first
    days = made.rhythm.days(until=clock.today())
    if len(list(itertools.islice(days, MOST_DUE + 1))) > MOST_DUE:
        raise UserError("schedule_too_far_back", date=first.isoformat(), limit=MOST_DUE)
    return kept.add(connection, replace(made, draft=replace(made.draft, day=first)))


def all_schedules(book: Book) -> list[Schedule]:
    """Return every schedule with the next day of it that is neither posted nor skipped."""
    with database.mapped_errors():
        connection = book.store.connection
        settled = kept.settled(connection)
        return [
            replace(each, next_day=next(_open_days(each, settled, until=LAST_DAY), None))
            for each in kept.schedules(connection)
        ]


def _open_days(
    schedule: Schedule, settled: dict[int, set[dt.date]], *, until: dt.date
) -> itertools.filterfalse[dt.date]:
    done = settled.get(schedule.number, set())
    return itertools.filterfalse(done.__contains__, schedule.rhythm.days(until=until))


def due(book: Book) -> list[Occurrence]:
    """Return what is due up to today, the oldest first; what is paused is not."""
    return upcoming(book, until=clock.today())


def upcoming(book: Book, *, until: dt.date) -> list[Occurrence]:
    """Return what is due and what will be up to ``until``, the oldest first.

    What was posted, skipped or is paused is left out; each ``Occurrence`` holds the draft that
    would be posted.
    """
    with database.mapped_errors():
        connection = book.store.connection
        settled = kept.settled(connection)
        locked = ledger.locked_through(connection)
        found = [
            each.occurrence(day, locked=locked is not None and day <= locked)
            for each in kept.schedules(connection)
            if not each.paused
            for day in _open_days(each, settled, until=until)
        ]
    return sorted(found, key=lambda each: (each.day, each.schedule))


def post(book: Book, *, days: Collection[tuple[int, dt.date]]) -> range:
    """Post occurrences, (schedule, day), all of them or none; return the entries' numbers.

    Raises ``UserError`` (``schedule_missing``, ``schedule_day_settled``, ``schedule_day_unknown``,
    and as ``entries.post``: ``period_locked``, ``account_closed``, ...).
    """
    return _post(book, days)


def post_one(book: Book, *, number: int, day: dt.date, amount: Money) -> int:
    """Post one occurrence about another amount than usual; return the entry's number.

    The schedule stays as it is. Raises ``UserError`` as ``post`` does, and
    ``schedule_amount_fixed`` where the entry is more than one amount between two accounts.
    """
    return _post(book, [(number, day)], amount=amount)[0]


def _post(
    book: Book, days: Collection[tuple[int, dt.date]], *, amount: Money | None = None
) -> range:
    with book.store.transaction() as connection:
        asked = sorted(set(days), key=lambda each: (each[1], each[0]))
        drafts = [_draft(book, number=number, day=day) for number, day in asked]
        if amount is not None:
            drafts = [with_amount(draft, amount) for draft in drafts]
        made = ledger.post(connection, drafts, recorded_at=entries.recorded_now())
        for (number, day), entry in zip(asked, made, strict=True):
            kept.settle(connection, number, day, entry)
        return made


def _draft(book: Book, *, number: int, day: dt.date) -> Draft:
    found = find(book, number=number)
    if next(found.rhythm.days(until=day, after=day - dt.timedelta(days=1)), None) != day:
        raise UserError("schedule_day_unknown", number=number, date=day.isoformat())
    return replace(found.draft, day=day)


def post_automatic(book: Book) -> list[int]:
    """Post what is due of the schedules that need no asking; return the entries' numbers.

    What cannot be posted (a locked period, a closed account) stays due, for the owner to see.
    """
    posted: list[int] = []
    for each in due(book):
        if each.automatic and not each.locked:
            try:
                posted += post(book, days=[(each.schedule, each.day)])
            except UserError as error:
                if error.code not in _STAYS_DUE:
                    raise
    return posted


_STAYS_DUE = frozenset({"account_closed", "period_locked", "schedule_day_settled"})


def skip(book: Book, *, days: Collection[tuple[int, dt.date]]) -> None:
    """Let occurrences, (schedule, day), pass without an entry.

    Raises ``UserError`` (``schedule_missing``, ``schedule_day_settled``, ``schedule_day_unknown``).
    """
    with book.store.transaction() as connection:
        for number, day in days:
            _draft(book, number=number, day=day)
            kept.settle(connection, number, day, None)


def any_of(book: Book, *, numbers: Sequence[int]) -> bool:
    """Tell whether a schedule posted one of these entries."""
    with database.mapped_errors():
        return bool(kept.entries_among(book.store.connection, numbers))


def take_back(book: Book, *, numbers: Sequence[int]) -> range:
    """Reverse entries that schedules posted; their days are due again.

    Returns the reversals' numbers. Raises ``UserError`` as ``entries.reverse`` does.
    """
    with book.store.transaction() as connection:
        drafts = entries.reversals(connection, numbers=numbers)
        made = ledger.post(connection, drafts, recorded_at=entries.recorded_now())
        kept.free(connection, numbers)
        return made


def find(book: Book, *, number: int) -> Schedule:
    """Return a schedule by its number; raise ``UserError("schedule_missing")``."""
    with database.mapped_errors():
        for each in kept.schedules(book.store.connection):
            if each.number == number:
                return each
    raise UserError("schedule_missing", number=number)


def pause(book: Book, *, number: int, paused: bool) -> None:
    """Let nothing of a schedule be due, or let it go on; raise ``UserError("schedule_missing")``.

    The days that passed while it was paused are due when it goes on, to be posted or skipped.
    """
    with book.store.transaction() as connection:
        kept.change(connection, number, paused=paused)


def set_automatic(book: Book, *, number: int, automatic: bool) -> None:
    """Say whether it is posted without asking; raise ``UserError("schedule_missing")``."""
    with book.store.transaction() as connection:
        kept.change(connection, number, automatic=automatic)


def stop(book: Book, *, number: int) -> None:
    """Let a schedule end today: what is due stays due, no later day follows.

    One that has not begun is to be removed instead: ``UserError("schedule_ends_early")``. Raises
    ``schedule_missing`` too.
    """
    found = find(book, number=number)
    ended = replace(found.rhythm, last=min(clock.today(), found.rhythm.last or LAST_DAY))
    with book.store.transaction() as connection:
        kept.change(connection, number, last=ended.last)


def remove(book: Book, *, number: int) -> None:
    """Remove a schedule; what it posted stays. Raises ``UserError("schedule_missing")``."""
    with book.store.transaction() as connection:
        kept.remove(connection, number)
