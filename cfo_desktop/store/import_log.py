"""What was imported: batches, which rows are known, known accounts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from cfo_desktop.base.errors import UserError
from cfo_desktop.store.database import Connection


def add_batch(connection: Connection, batch: str, *, recorded_at: int, summary: object) -> None:
    """Record an import; ``summary`` is kept as JSON."""
    connection.execute(
        "INSERT INTO batch (id, recorded_at, summary) VALUES (?, ?, ?)",
        (batch, recorded_at, json.dumps(summary, ensure_ascii=False)),
    )


def batches(connection: Connection) -> list[tuple[str, int, Any, bool]]:
    """Return (id, recorded at, summary, undone) of every import, newest first."""
    rows = connection.execute(
        "SELECT b.id, b.recorded_at, b.summary, b.undone_at IS NOT NULL FROM batch b"
        " ORDER BY (SELECT max(entry) FROM statement_row WHERE batch = b.id) DESC"
    )
    return [(batch, at, json.loads(summary), bool(undone)) for batch, at, summary, undone in rows]


def batch_is_live(connection: Connection, batch: str) -> bool:
    """Tell whether an import still stands; raise ``UserError("batch_missing")`` where unknown."""
    row = connection.execute("SELECT undone_at FROM batch WHERE id = ?", (batch,)).fetchone()
    if row is None:
        raise UserError("batch_missing", batch=batch)
    return row[0] is None


def entries_to_undo(connection: Connection, batch: str) -> list[int]:
    """Return the numbers of a batch's entries that still stand, what completes them first."""
    rows = connection.execute(
        "SELECT e.id FROM entry e WHERE (e.batch = :batch OR e.completes IN"
        "  (SELECT id FROM entry WHERE batch = :batch)) AND e.reverses IS NULL"
        "  AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) ORDER BY e.id DESC",
        {"batch": batch},
    )
    return [row[0] for row in rows]


def sorted_since(connection: Connection, batch: str) -> int:
    """Return how many of a batch's payments were sorted, or confirmed, after it was imported."""
    row = connection.execute(
        "SELECT (SELECT count(DISTINCT c.completes) FROM entry c JOIN entry e ON e.id = c.completes"
        "   WHERE e.batch = :batch AND c.batch IS NOT :batch AND c.reverses IS NULL"
        "   AND NOT EXISTS (SELECT 1 FROM link, json_each(link.added) WHERE value = c.id)"
        "   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = c.id))"
        " + (SELECT count(*) FROM guess g JOIN entry e ON e.id = g.entry"
        "   WHERE e.batch = :batch AND g.confirmed = 1"
        "   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id))",
        {"batch": batch},
    ).fetchone()
    return int(row[0])


def ticked_since(connection: Connection, batch: str) -> int:
    """Return how many of a batch's payments the owner ticked off."""
    row = connection.execute(
        "SELECT count(*) FROM tick WHERE entry IN (SELECT id FROM entry WHERE batch = ?)", (batch,)
    ).fetchone()
    return int(row[0])


def add_files(connection: Connection, batch: str | None, digests: Iterable[str]) -> None:
    """Know files by the SHA-256 of their content: imported by ``batch``, else left out."""
    connection.executemany(
        "INSERT INTO known_file (digest, batch) VALUES (?, ?)",
        [(digest, batch) for digest in dict.fromkeys(digests)],
    )


def known_files(connection: Connection, digests: Iterable[str]) -> set[str]:
    """Return those of ``digests`` whose files were left out, or imported and not taken back."""
    asked = connection.execute(
        "SELECT DISTINCT f.digest FROM known_file f LEFT JOIN batch b ON b.id = f.batch"
        " WHERE b.undone_at IS NULL AND f.digest IN (SELECT value FROM json_each(?))",
        (json.dumps(list(digests)),),
    )
    return {row[0] for row in asked}


def mark_undone(connection: Connection, batch: str, *, recorded_at: int) -> None:
    """Free a batch's content ids, so that the same file may be imported again."""
    connection.execute("UPDATE batch SET undone_at = ? WHERE id = ?", (recorded_at, batch))
    connection.execute("UPDATE statement_row SET live = 0 WHERE batch = ?", (batch,))


class KnownRows:
    """The content ids that are in the ledger, and those that were added here; asked one by one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._added: set[str] = set()

    def __contains__(self, content_id: str) -> bool:
        if content_id in self._added:
            return True
        row = self._connection.execute(
            "SELECT 1 FROM statement_row WHERE content_id = ? AND live = 1", (content_id,)
        ).fetchone()
        return row is not None

    def add(self, content_id: str) -> None:
        """Count a row as known from now on."""
        self._added.add(content_id)


def hints(connection: Connection) -> dict[str, str]:
    """Return {account hint: account code} of the accounts that files are known to be of."""
    rows = connection.execute(
        "SELECT h.hint, a.code FROM account_hint h JOIN account a ON a.id = h.account"
    )
    return dict(rows.fetchall())


def remember_hint(connection: Connection, hint: str, code: str) -> None:
    """Remember that files which name ``hint`` are of account ``code``."""
    connection.execute(
        "INSERT INTO account_hint SELECT ?, id FROM account WHERE code = ?"
        " ON CONFLICT (hint) DO UPDATE SET account = excluded.account",
        (hint, code),
    )
