"""What each day moved on each account: filled beside the monthly balances, read by day."""

from __future__ import annotations

from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.store.database import Connection

_CHUNK = 20_000
"""Entries between two reports."""


def fill(connection: Connection, progress: Progress = unheard) -> None:
    """Fill the daily balances of a book from before there were any."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()
    for start in range(0, last, _CHUNK):
        progress(start, last)
        add(connection, after=start, last=start + _CHUNK)
    progress(last, max(last, 1))


def add(connection: Connection, *, after: int, last: int) -> None:
    """Add the entries numbered above ``after`` up to ``last``, which no trigger added."""
    connection.execute(
        "INSERT INTO daily_balance (account, day, invoiced, amount, value)"
        " SELECT p.account, p.day, p.entry IN (SELECT o.entry FROM posting o CROSS JOIN account r"
        "   ON r.id = o.account WHERE o.entry > :after AND o.entry <= :last"
        "    AND r.grp = 'receivable') AS invoiced, sum(p.amount), sum(p.value)"
        "  FROM posting p WHERE p.entry > :after AND p.entry <= :last GROUP BY 1, 2, 3"
        " ON CONFLICT (account, day, invoiced)"
        " DO UPDATE SET amount = amount + excluded.amount, value = value + excluded.value",
        {"after": after, "last": last},
    )
