"""Payments as the ledger holds them, with the rows of statements that tell them, for matching."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.matching import Source
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.store import ledger
from cfo_desktop.store.database import Connection
from cfo_desktop.store.sources import KeptRow

_CHUNK = 500
_STANDS = "e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)"


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A row of a statement and whose statement it is of."""

    content_id: str
    row: KeptRow
    source: Source | None
    """``None`` for rows from before statements were kept."""


@dataclass(frozen=True, slots=True)
class Payment:
    """An entry, those that standing complete it, and the live rows that tell it."""

    entry: Entry
    completions: tuple[Entry, ...]
    rows: tuple[ToldRow, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All its entries, the first one first."""
        return (self.entry, *self.completions)


def moving(
    connection: Connection,
    *,
    first: dt.date,
    last: dt.date,
    amounts: Collection[tuple[str, int]],
    accounts: Collection[str] = (),
) -> set[int]:
    """Return the payments that move one of ``amounts``, (account code, minor units), in a period.

    Of ``accounts`` every payment is returned. What was reversed is left out.
    """
    found: set[int] = set()
    for code in {code for code, _ in amounts} | set(accounts):
        whole = code in accounts
        for root, minor in connection.execute(
            "SELECT coalesce(e.completes, e.id), p.amount FROM posting p"
            " JOIN entry e ON e.id = p.entry"
            " WHERE p.account = (SELECT id FROM account WHERE code = ?)"
            f" AND p.day BETWEEN ? AND ? AND {_STANDS}",
            (code, day_key(first), day_key(last)),
        ):
            if whole or (code, minor) in amounts:
                found.add(root)
    return found


def untold(connection: Connection, account: str, *, first: dt.date, last: dt.date) -> set[int]:
    """Return the payments on an account in a period that no statement of its own tells."""
    rows = connection.execute(
        "SELECT coalesce(e.completes, e.id) FROM posting p JOIN entry e ON e.id = p.entry"
        " WHERE p.account = (SELECT id FROM account WHERE code = ?) AND p.day BETWEEN ? AND ?"
        f" AND {_STANDS} AND NOT EXISTS (SELECT 1 FROM statement_row r"
        "  JOIN statement s ON s.id = r.statement"
        "  WHERE r.entry = e.id AND r.live = 1 AND s.account = p.account)",
        (account, day_key(first), day_key(last)),
    )
    return {row[0] for row in rows}


def referring(
    connection: Connection, references: Collection[str], *, first: dt.date, last: dt.date
) -> set[int]:
    """Return the payments that a row with one of these ids tells, of a period."""
    if not references:
        return set()
    wanted = frozenset(references)
    rows = connection.execute(
        "SELECT entry, reference, other_references FROM statement_row"
        " WHERE live = 1 AND day BETWEEN ? AND ?",
        (day_key(first), day_key(last)),
    )
    return {
        entry
        for entry, reference, others in rows
        if reference in wanted or (others and not wanted.isdisjoint(others.split("\n")))
    }


def payments(connection: Connection, numbers: Iterable[int]) -> Iterator[Payment]:
    """Yield payments by their entries' numbers."""
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        marks = ", ".join("?" * len(part))
        entries = list(
            ledger.entries_where(
                connection,
                f"(e.id IN ({marks}) OR e.completes IN ({marks})) AND {_STANDS}",
                (*part, *part),
            )
        )
        completions: dict[int, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.draft.completes is not None:
                completions[entry.draft.completes].append(entry)
        rows = _rows(connection, part)
        for entry in entries:
            if entry.draft.completes is None:
                yield Payment(entry, tuple(completions[entry.number]), tuple(rows[entry.number]))


def _rows(connection: Connection, numbers: Collection[int]) -> dict[int, list[ToldRow]]:
    marks = ", ".join("?" * len(numbers))
    found: dict[int, list[ToldRow]] = defaultdict(list)
    for entry, content_id, teller, profile, account, *columns in connection.execute(
        "SELECT r.entry, r.content_id, t.code, s.profile, a.code, r.place, r.day, r.amount, r.time,"
        " r.balance, r.kind, r.party, r.narration, r.reference, r.other_references, r.refund_of,"
        " r.party_account FROM statement_row r"
        " LEFT JOIN statement s ON s.id = r.statement LEFT JOIN account t ON t.id = s.account"
        f" LEFT JOIN account a ON a.id = r.account WHERE r.live = 1 AND r.entry IN ({marks})"
        " ORDER BY r.id",
        tuple(numbers),
    ):
        source = Source(teller, profile) if teller else None
        found[entry].append(ToldRow(content_id, _row(account, columns), source))
    return found


def _row(account: str | None, columns: list[object]) -> KeptRow:
    place, day, amount, time, balance, kind, party, narration, reference, others = columns[:10]
    refund_of, party_account = columns[10:]
    return KeptRow(
        place=str(place),
        account=account or "",
        day=day_from_key(int(str(day))) if day else dt.date.min,
        amount=int(str(amount)),
        time=str(time),
        balance=None if balance is None else int(str(balance)),
        kind=str(kind),
        party=str(party),
        narration=str(narration),
        reference=str(reference),
        other_references=tuple(str(others).split("\n")) if others else (),
        refund_of=str(refund_of),
        party_account=str(party_account),
    )
