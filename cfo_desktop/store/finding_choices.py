"""What the owner said of findings: to be shown later, or not useful."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.store.database import Connection


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision; ``until`` is the last day the finding is not shown, ``None``: for good."""

    key: str
    code: str
    useful: bool
    until: dt.date | None


def choices(connection: Connection) -> list[Choice]:
    """Return every decision in the order of keys."""
    rows = connection.execute("SELECT key, code, useful, until FROM finding_choice ORDER BY key")
    return [
        Choice(key, code, bool(useful), day_from_key(until) if until else None)
        for key, code, useful, until in rows
    ]


def decide(connection: Connection, choice: Choice, *, decided_at: int) -> None:
    """Keep a decision, in the place of an earlier one about the same."""
    connection.execute(
        "INSERT INTO finding_choice VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
        " code = excluded.code, useful = excluded.useful, until = excluded.until,"
        " decided_at = excluded.decided_at",
        (
            choice.key,
            choice.code,
            int(choice.useful),
            day_key(choice.until) if choice.until else None,
            decided_at,
        ),
    )


def forget(connection: Connection, key: str) -> None:
    """Take a decision back."""
    connection.execute("DELETE FROM finding_choice WHERE key = ?", (key,))
