"""Statements and their rows as the book keeps them: where each payment was told."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.source import Source
from cfo_desktop.domain.source import SourceRow
from cfo_desktop.domain.source import StatementRows
from cfo_desktop.store.database import Connection


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """One account's statement out of one file; amounts are minor units of the account's money."""

    file: str
    profile: str
    account: str
    """The account's code; empty for a list that moves none."""
    first_day: dt.date
    last_day: dt.date
    opening: int | None = None
    closing: int | None = None
    faults: tuple[tuple[str, str], ...] = ()
    """(code, place) of what of it is not in the book."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of a statement: ``amount`` and ``balance`` are minor units of its account's money."""

    place: str
    account: str
    day: dt.date
    amount: int
    time: str = ""
    balance: int | None = None
    kind: str = "payment"
    party: str = ""
    narration: str = ""
    reference: str = ""
    other_references: tuple[str, ...] = ()
    refund_of: str = ""
    party_account: str = ""


def add_statement(connection: Connection, batch: str, statement: KeptStatement) -> int:
    """Keep a statement; return its id."""
    cursor = connection.execute(
        "INSERT INTO statement (batch, file, profile, account, first_day, last_day, opening,"
        " closing, faults)"
        " VALUES (?, ?, ?, (SELECT id FROM account WHERE code = ?), ?, ?, ?, ?, ?)",
        (
            batch,
            statement.file,
            statement.profile,
            statement.account,
            day_key(statement.first_day),
            day_key(statement.last_day),
            statement.opening,
            statement.closing,
            json.dumps(statement.faults, ensure_ascii=False),
        ),
    )
    return int(cursor.lastrowid)


def add_rows(
    connection: Connection,
    batch: str,
    rows: Iterable[tuple[str, int, int | None, KeptRow | None]],
) -> None:
    """Keep (content id, entry that holds the payment, statement's id, row) of a batch.

    Rows of other programs' books have neither statement nor details.
    """
    accounts = dict(connection.execute("SELECT code, id FROM account").fetchall())
    connection.executemany(
        "INSERT INTO statement_row (content_id, batch, entry, live, statement, place, account, day,"
        " time, amount, balance, kind, party, narration, reference, other_references, refund_of,"
        " party_account) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (content_id, batch, entry, statement, *_columns(row, accounts))
            for content_id, entry, statement, row in rows
        ),
    )


_NO_COLUMNS = ("", None, 0, "", 0, None, "payment", "", "", "", "", "", "")


def _columns(row: KeptRow | None, accounts: dict[str, int]) -> tuple[object, ...]:
    if row is None:
        return _NO_COLUMNS
    return (
        row.place,
        accounts.get(row.account),
        day_key(row.day),
        row.time,
        row.amount,
        row.balance,
        row.kind,
        row.party,
        row.narration,
        row.reference,
        "\n".join(row.other_references),
        row.refund_of,
        row.party_account,
    )


def told(
    connection: Connection, entry: int, *, skip: Collection[str] = ()
) -> tuple[str, str] | None:
    """Return (file, place) of the first live row that tells an entry's payment."""
    for content_id, file, place in connection.execute(
        "SELECT r.content_id, s.file, r.place FROM statement_row r"
        " JOIN statement s ON s.id = r.statement WHERE r.entry = ? AND r.live = 1 ORDER BY r.id",
        (entry,),
    ):
        if content_id not in skip:
            return file, place
    return None


def row(connection: Connection, content_id: str) -> tuple[KeptRow, str] | None:
    """Return a live row and the file it is of."""
    found = connection.execute(
        "SELECT s.file, r.place, a.code, r.day, r.amount, r.time, r.party, r.narration"
        " FROM statement_row r JOIN statement s ON s.id = r.statement"
        " LEFT JOIN account a ON a.id = r.account WHERE r.content_id = ? AND r.live = 1",
        (content_id,),
    ).fetchone()
    if found is None:
        return None
    file, place, account, day, amount, time, party, narration = found
    kept = KeptRow(
        place,
        account or "",
        day_from_key(day),
        amount,
        time=time,
        party=party,
        narration=narration,
    )
    return kept, file


_SOURCE_COLUMNS = (
    "SELECT r.id, r.entry, r.place, r.day, r.amount, r.balance, r.party, r.narration,"
    " r.reference, r.live, coalesce(a.currency, (SELECT value FROM book WHERE key = 'currency'))"
)


def telling(connection: Connection, entry: int) -> list[Source]:
    """Return the rows of statements that tell an entry's payment, those that stand first."""
    rows = connection.execute(
        f"{_SOURCE_COLUMNS}, s.id, s.file FROM statement_row r"
        " JOIN statement s ON s.id = r.statement LEFT JOIN account a ON a.id = r.account"
        " WHERE r.entry = ? ORDER BY r.live DESC, r.id",
        (entry,),
    )
    return [Source(statement, file, _source_row(row)) for *row, statement, file in rows]


def statement_rows(connection: Connection, statement: int) -> StatementRows | None:
    """Return a statement with its rows in the order of the file."""
    about = connection.execute(
        "SELECT s.file, coalesce(a.code, ''), s.first_day, s.last_day FROM statement s"
        " LEFT JOIN account a ON a.id = s.account WHERE s.id = ?",
        (statement,),
    ).fetchone()
    if about is None:
        return None
    file, account, first, last = about
    rows = connection.execute(
        f"{_SOURCE_COLUMNS} FROM statement_row r LEFT JOIN account a ON a.id = r.account"
        " WHERE r.statement = ? ORDER BY r.id",
        (statement,),
    )
    return StatementRows(
        file,
        account,
        day_from_key(first),
        day_from_key(last),
        tuple(_source_row(row) for row in rows),
    )


def _source_row(row: Sequence[Any]) -> SourceRow:
    number, entry, place, day, amount, balance, party, narration, reference, live, currency = row
    return SourceRow(
        number,
        entry,
        place,
        day_from_key(day),
        Money(currency, amount),
        None if balance is None else Money(currency, balance),
        party,
        narration,
        reference,
        bool(live),
    )
