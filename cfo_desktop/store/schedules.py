"""Entries that repeat, and the days of each that were posted or skipped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.domain.schedule import Schedule
from cfo_desktop.store.database import Connection


def add(connection: Connection, schedule: Schedule) -> int:
    """Keep a schedule and return its number; ``schedule.number`` is not looked at.

    Raises ``UserError("account_unknown")``.
    """
    rhythm, draft = schedule.rhythm, schedule.draft
    cursor = connection.execute(
        "INSERT INTO schedule (every, first_day, last_day, narration, party, automatic, paused)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            rhythm.every.value,
            day_key(rhythm.first),
            day_key(rhythm.last) if rhythm.last else None,
            draft.narration,
            draft.party,
            int(schedule.automatic),
            int(schedule.paused),
        ),
    )
    number = int(cursor.lastrowid)
    ids = dict(connection.execute("SELECT code, id FROM account"))
    for line, posting in enumerate(draft.postings):
        if posting.account not in ids:
            raise UserError("account_unknown", code=posting.account)
        connection.execute(
            "INSERT INTO schedule_line VALUES (?, ?, ?, ?, ?)",
            (number, line, ids[posting.account], posting.amount.minor, posting.value.minor),
        )
    return number


def schedules(connection: Connection) -> list[Schedule]:
    """Return every schedule in the order of numbers, without ``next_day``."""
    row = connection.execute("SELECT value FROM book WHERE key = 'currency'").fetchone()
    if row is None:
        raise BookDamaged("database_damaged")
    rows = connection.execute(
        "SELECT s.id, s.every, s.first_day, s.last_day, s.narration, s.party, s.automatic,"
        "  s.paused, a.code, l.amount, a.currency, l.value"
        " FROM schedule s JOIN schedule_line l ON l.schedule = s.id"
        " JOIN account a ON a.id = l.account"
        " ORDER BY s.id, l.line"
    )
    found = []
    for number, group in groupby(rows, key=itemgetter(0)):
        lines = list(group)
        _, every, first, last, narration, party, automatic, paused = lines[0][:8]
        postings = tuple(
            Posting(code, Money(currency, amount), Money(row[0], value))
            for *_, code, amount, currency, value in lines
        )
        rhythm = Rhythm(Every(every), day_from_key(first), day_from_key(last) if last else None)
        draft = Draft(rhythm.first, narration, postings, party=party)
        found.append(Schedule(number, rhythm, draft, bool(automatic), bool(paused)))
    return found


def settled(connection: Connection) -> dict[int, set[dt.date]]:
    """Return {schedule: the days of it that were posted or skipped}."""
    found: dict[int, set[dt.date]] = {}
    for number, day in connection.execute("SELECT schedule, day FROM schedule_day"):
        found.setdefault(number, set()).add(day_from_key(day))
    return found


def settle(connection: Connection, number: int, day: dt.date, entry: int | None) -> None:
    """Note that a day was posted as ``entry``, or skipped.

    Raises ``UserError("schedule_day_settled")`` where it was before.
    """
    done = connection.execute(
        "INSERT INTO schedule_day VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (number, day_key(day), entry),
    ).rowcount
    if not done:
        raise UserError("schedule_day_settled", date=day.isoformat())


def entries_among(connection: Connection, numbers: Collection[int]) -> list[int]:
    """Return those of the entries ``numbers`` that a schedule posted."""
    return [
        number
        for number in numbers
        if connection.execute("SELECT 1 FROM schedule_day WHERE entry = ?", (number,)).fetchone()
    ]


def free(connection: Connection, entries: Iterable[int]) -> None:
    """Let the days that were posted as ``entries`` be due again."""
    connection.executemany(
        "DELETE FROM schedule_day WHERE entry = ?", [(number,) for number in entries]
    )


def change(
    connection: Connection,
    number: int,
    *,
    automatic: bool | None = None,
    paused: bool | None = None,
    last: dt.date | None = None,
) -> None:
    """Change what is given of a schedule; raise ``UserError("schedule_missing")``."""
    given = {
        "automatic": None if automatic is None else int(automatic),
        "paused": None if paused is None else int(paused),
        "last_day": None if last is None else day_key(last),
    }
    for column, value in given.items():
        if value is not None:
            count = connection.execute(
                f"UPDATE schedule SET {column} = ? WHERE id = ?", (value, number)
            ).rowcount
            _found(count, number)


def remove(connection: Connection, number: int) -> None:
    """Remove a schedule; what it posted stays. Raises ``UserError("schedule_missing")``."""
    for table in ("schedule_day", "schedule_line"):
        connection.execute(f"DELETE FROM {table} WHERE schedule = ?", (number,))
    _found(connection.execute("DELETE FROM schedule WHERE id = ?", (number,)).rowcount, number)


def _found(count: int, number: int) -> None:
    if not count:
        raise UserError("schedule_missing", number=number)
