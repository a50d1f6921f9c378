"""Standing entries as learning and trials of rules look at them, read in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from cfo_desktop.store import figures
from cfo_desktop.store.database import Connection

_ANY_DAY = 99_999_999
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry that was not taken back, and takes nothing back."""

    number: int
    day: int
    party: str
    narration: str
    completes: int | None
    imported: bool
    refund: bool
    """A statement says that it gives a payment back."""
    lines: tuple[tuple[str, int], ...]
    """(account code, amount in its currency) of each posting."""


def standing(connection: Connection, *, latest: int) -> Iterator[Standing]:
    """Yield the standing ones among the ``latest`` entries, in the order of numbers."""
    condition = (
        "e.id > (SELECT coalesce(max(id), 0) FROM entry) - ? AND e.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)"
    )
    return _read(connection, condition, latest)


def waiting(connection: Connection) -> Iterator[Standing]:
    """Yield the entries whose money nothing has sorted yet, in the order of numbers."""
    return _read(connection, f"e.id IN (SELECT entry FROM ({figures.OPEN_ITEMS}))", _ANY_DAY)


def those(connection: Connection, numbers: Sequence[int]) -> Iterator[Standing]:
    """Yield the standing entries among ``numbers``, and the standing ones that complete them."""
    for start in range(0, len(numbers), _AT_ONCE):
        part = numbers[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        condition = (
            f"(e.id IN ({marks}) OR e.completes IN ({marks})) AND e.reverses IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)"
        )
        yield from _read(connection, condition, *part, *part)


def _read(connection: Connection, condition: str, *parameters: int) -> Iterator[Standing]:
    rows = connection.execute(
        "SELECT e.id, e.day, e.party, e.narration, e.completes, e.batch IS NOT NULL,"
        "  EXISTS (SELECT 1 FROM statement_row r"
        "    WHERE r.entry = e.id AND r.live = 1 AND r.kind = 'refund'),"
        "  a.code, p.amount"
        " FROM entry e JOIN posting p ON p.entry = e.id JOIN account a ON a.id = p.account"
        f" WHERE {condition} ORDER BY e.id, p.line",
        parameters,
    )
    for number, group in groupby(rows, key=itemgetter(0)):
        found = list(group)
        _, day, party, narration, completes, imported, refund = found[0][:7]
        lines = tuple((code, amount) for *_, code, amount in found)
        yield Standing(
            number, day, party, narration, completes, bool(imported), bool(refund), lines
        )
