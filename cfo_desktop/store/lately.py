"""The newest entries, by number: what was typed in lately, and what a payee was booked to."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.quick import PastEntry
from cfo_desktop.store import ledger
from cfo_desktop.store.database import Connection

_SPAN = 10_000
"""So many of the newest entries are looked at: the cost stays the same as the ledger grows."""


def past_entries(connection: Connection) -> list[PastEntry]:
    """Return the newest entries that stand, the newest first, each with what completes it."""
    rows = connection.execute(
        "SELECT coalesce(e.completes, e.id), e.id, e.party, a.code, p.value, e.batch"
        " FROM entry e JOIN posting p ON p.entry = e.id JOIN account a ON a.id = p.account"
        " WHERE e.id > (SELECT coalesce(max(id), 0) FROM entry) - ? AND e.reverses IS NULL"
        "  AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)",
        (_SPAN,),
    ).fetchall()
    rows.sort(key=itemgetter(0), reverse=True)
    found = []
    for number, group in groupby(rows, key=itemgetter(0)):
        moved: dict[str, int] = {}
        party, typed = "", True
        for _, own, name, code, value, batch in group:
            moved[code] = moved.get(code, 0) + value
            party = name if own == number or not party else party
            typed = typed and batch is None
        standing = {code: value for code, value in moved.items() if value}
        found.append(PastEntry(number, party, standing, typed))
    return found


def typed_in(connection: Connection, *, limit: int) -> list[Entry]:
    """Return up to ``limit`` entries that no import brought, the latest first; no reversals."""
    rows = connection.execute(
        "SELECT id FROM entry"
        " WHERE id > (SELECT coalesce(max(id), 0) FROM entry) - ? AND batch IS NULL"
        "  AND completes IS NULL AND reverses IS NULL AND link IS NOT NULL"
        " ORDER BY id DESC LIMIT ?",
        (_SPAN, limit),
    )
    numbers = [row[0] for row in rows]
    marks = ", ".join("?" * len(numbers))
    return list(ledger.entries_where(connection, f"e.id IN ({marks})", numbers, order="e.id DESC"))
