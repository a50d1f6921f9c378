"""Which entries settle which debts, and days on which debts are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.settling import Settlement
from cfo_desktop.domain.settling import SettlementKind
from cfo_desktop.store.database import Connection


def every(connection: Connection) -> tuple[Settlement, ...]:
    """Return what was said of every debt, in the order in which it was said.

    Whether the entries still stand is for who reads it to tell.
    """
    rows = connection.execute(
        "SELECT debt, paying, amount, kind FROM settlement ORDER BY decided_at, paying, debt, kind"
    )
    return tuple(
        Settlement(debt, paying, amount, SettlementKind(kind))
        for debt, paying, amount, kind in rows
    )


def taken(connection: Connection, debt: int, *, apart_from: int) -> int:
    """Return how much of a debt standing entries but ``apart_from`` were said to settle."""
    row = connection.execute(
        "SELECT coalesce(sum(amount), 0) FROM settlement s WHERE debt = ? AND paying <> ?"
        " AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = s.paying)",
        (debt, apart_from),
    ).fetchone()
    return int(row[0])


def add(connection: Connection, settlements: Iterable[Settlement], *, decided_at: int) -> None:
    """Keep what settles what; of the same two entries and kind the amounts are added."""
    connection.executemany(
        "INSERT INTO settlement VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET amount = amount + excluded.amount",
        [
            (each.debt, each.paying, each.amount, each.kind.value, decided_at)
            for each in settlements
        ],
    )


def remove(connection: Connection, *, paying: int, debt: int | None = None) -> int:
    """Forget what an entry settles, of one debt or of all; return how many settlements went."""
    if debt is None:
        return connection.execute("DELETE FROM settlement WHERE paying = ?", (paying,)).rowcount
    return connection.execute(
        "DELETE FROM settlement WHERE paying = ? AND debt = ?", (paying, debt)
    ).rowcount


def due_days(connection: Connection) -> dict[int, dt.date]:
    """Return {entry: the day on which its debt is due} where one was named."""
    return {
        entry: day_from_key(day)
        for entry, day in connection.execute("SELECT entry, day FROM due ORDER BY entry")
    }


def set_due(connection: Connection, entry: int, day: dt.date | None) -> None:
    """Name the day on which an entry's debt is due; ``None``: by its terms."""
    connection.execute("DELETE FROM due WHERE entry = ?", (entry,))
    if day is not None:
        connection.execute("INSERT INTO due VALUES (?, ?)", (entry, day_key(day)))
