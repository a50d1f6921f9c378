"""Which entries were sorted by a guess, and whether the owner has confirmed it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.store.database import Connection


@dataclass(frozen=True, slots=True)
class KeptGuess:
    """A guess that stands: ``entry`` completes ``of``."""

    entry: int
    of: int
    per_mille: int
    """How sure it was."""
    evidence: tuple[int, ...]
    confirmed: bool


_STANDS = "NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = g.entry)"


def add(connection: Connection, guesses: Iterable[tuple[int, int, Sequence[int]]]) -> None:
    """Keep (completing entry, confidence per mille, evidence) of guesses not confirmed yet."""
    connection.executemany(
        "INSERT INTO guess (entry, confidence, evidence, confirmed) VALUES (?, ?, ?, 0)",
        [(entry, sure, json.dumps(list(evidence))) for entry, sure, evidence in guesses],
    )


def standing(connection: Connection) -> list[KeptGuess]:
    """Return every guess whose entry was not taken back, in the order of numbers."""
    rows = connection.execute(
        "SELECT g.entry, e.completes, g.confidence, g.evidence, g.confirmed"
        f" FROM guess g JOIN entry e ON e.id = g.entry WHERE {_STANDS} ORDER BY g.entry"
    )
    return [
        KeptGuess(entry, of, sure, tuple(json.loads(evidence)), bool(confirmed))
        for entry, of, sure, evidence, confirmed in rows
    ]


def waiting(connection: Connection) -> int:
    """Return how many standing guesses were neither confirmed nor corrected."""
    (count,) = connection.execute(
        "SELECT count(*) FROM guess g JOIN entry e ON e.id = g.entry"
        f" WHERE g.confirmed = 0 AND {_STANDS}"
    ).fetchone()
    return int(count)


def confirm(connection: Connection, numbers: Iterable[int]) -> int:
    """Confirm the standing guesses about entries ``numbers``; return how many it was."""
    changed = connection.executemany(
        "UPDATE guess SET confirmed = 1 WHERE confirmed = 0 AND entry IN"
        " (SELECT g.entry FROM guess g JOIN entry e ON e.id = g.entry"
        f"  WHERE e.completes = ? AND {_STANDS})",
        [(number,) for number in numbers],
    ).rowcount
    return max(int(changed), 0)


def confirmed_count(connection: Connection) -> int:
    """Return how many guesses were ever confirmed."""
    return int(connection.execute("SELECT count(*) FROM guess WHERE confirmed = 1").fetchone()[0])
