"""What an account is reconciled by: its statements and their rows, its lines, its ticks."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any

from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.reconciliation import BookLine
from cfo_desktop.domain.reconciliation import LineState
from cfo_desktop.domain.reconciliation import PrintedRow
from cfo_desktop.domain.reconciliation import PrintedStatement
from cfo_desktop.domain.reconciliation import RegisterLine
from cfo_desktop.domain.reconciliation import Shown
from cfo_desktop.store.database import Connection

_ACCOUNT = "(SELECT id FROM account WHERE code = :account)"
# Statements of an import that was taken back say nothing any more, nor do the ticks made for them.
_STANDS = "EXISTS (SELECT 1 FROM batch b WHERE b.id = s.batch AND b.undone_at IS NULL)"
# The payment that an entry belongs to: the one it takes back or completes, else itself.
_PAYMENT = "coalesce(e.completes, o.completes, e.reverses, e.id)"
_OPENING = (
    "p.entry IN (SELECT entry FROM posting"
    " WHERE account = (SELECT id FROM account WHERE role = 'opening'))"
)
_LINE_SOURCE = "posting p JOIN entry e ON e.id = p.entry LEFT JOIN entry o ON o.id = e.reverses"


def statements(connection: Connection, account: str | None = None) -> dict[str, list[Any]]:
    """Return {account code: its statements that stand, in the order of their last days}."""
    rows = connection.execute(
        "SELECT a.code, s.id, s.file, s.first_day, s.last_day, s.opening, s.closing, s.faults"
        "  FROM statement s JOIN account a ON a.id = s.account"
        f" WHERE (:account IS NULL OR a.code = :account) AND {_STANDS} ORDER BY s.last_day, s.id",
        {"account": account},
    )
    found: dict[str, list[Any]] = {}
    for code, *columns in rows:
        found.setdefault(code, []).append(_statement(columns))
    return found


def _statement(columns: Sequence[Any]) -> PrintedStatement:
    number, file, first_day, last_day, opening, closing, faults = columns
    told = tuple((str(code), str(place)) for code, place, *_ in json.loads(faults))
    return PrintedStatement(
        number, file, day_from_key(first_day), day_from_key(last_day), opening, closing, told
    )


def rows(connection: Connection, account: str) -> list[PrintedRow]:
    """Return the rows of an account's own statements; ``payment`` is the entry they stand for."""
    found = connection.execute(
        "SELECT r.statement, r.place, r.day, r.amount, r.balance, r.entry"
        "  FROM statement s JOIN statement_row r ON r.statement = s.id"
        f" WHERE s.account = {_ACCOUNT} AND r.account = s.account AND r.live = 1 AND {_STANDS}"
        " ORDER BY s.id, r.id",
        {"account": account},
    )
    return [
        PrintedRow(statement, place, day_from_key(day), amount, balance, entry)
        for statement, place, day, amount, balance, entry in found
    ]


def lines(connection: Connection, account: str) -> list[BookLine]:
    """Return what every entry moves on an account, in the order of days."""
    found = connection.execute(
        f"SELECT p.entry, {_PAYMENT}, p.day, p.amount, {_OPENING}"
        f" FROM {_LINE_SOURCE} WHERE p.account = {_ACCOUNT} AND p.amount <> 0"
        " ORDER BY p.day, p.entry, p.line",
        {"account": account},
    )
    return [
        BookLine(entry, payment, day_from_key(day), amount, bool(opening))
        for entry, payment, day, amount, opening in found
    ]


def merged(connection: Connection) -> dict[int, int]:
    """Return {entry: the payment it belongs to} of what linking posted beside two tellings of one.

    What completes a payment says so itself; other lines that only the second telling knew do not.
    """
    found = connection.execute(
        "SELECT entry, added FROM link WHERE state = 'linked' AND kind = 'same' AND added <> '[]'"
    )
    return {number: entry for entry, added in found for number in json.loads(added)}


def pairs(connection: Connection, account: str, *, until: dt.date) -> int:
    """Return how many proposed pairs of one payment told twice move an account up to a day."""
    (count,) = connection.execute(
        "SELECT count(*) FROM link l WHERE l.state = 'proposed' AND l.kind = 'same'"
        "  AND EXISTS (SELECT 1 FROM posting p WHERE p.entry IN (l.entry, l.other)"
        f"   AND p.account = {_ACCOUNT} AND p.amount <> 0 AND p.day <= :until)",
        {"account": account, "until": day_key(until)},
    ).fetchone()
    return int(count)


# A tick that was made for a statement lives as long as that stands.
_TICK_LIVES = (
    "(t.statement IS NULL"
    f" OR EXISTS (SELECT 1 FROM statement s WHERE s.id = t.statement AND {_STANDS}))"
)


def ticks(connection: Connection, account: str) -> dict[int, int | None]:
    """Return {entry that was ticked by hand: statement it was ticked for, if for one}."""
    found = connection.execute(
        f"SELECT t.entry, t.statement FROM tick t WHERE t.account = {_ACCOUNT} AND {_TICK_LIVES}",
        {"account": account},
    )
    return dict(found.fetchall())


def set_ticks(
    connection: Connection,
    account: str,
    entries: Iterable[int],
    *,
    statement: int | None,
    ticked_at: int,
) -> None:
    """Tick entries off, for a statement or for none."""
    connection.executemany(
        "INSERT INTO tick (entry, account, statement, ticked_at)"
        " SELECT ?, id, ?, ? FROM account WHERE code = ?"
        " ON CONFLICT (entry, account) DO UPDATE"
        "  SET statement = excluded.statement, ticked_at = excluded.ticked_at",
        [(entry, statement, ticked_at, account) for entry in entries],
    )


def drop_ticks(connection: Connection, account: str, entries: Iterable[int]) -> None:
    """Take ticks back."""
    connection.executemany(
        "DELETE FROM tick WHERE entry = ? AND account = (SELECT id FROM account WHERE code = ?)",
        [(entry, account) for entry in entries],
    )


def balance_at(connection: Connection, account: str, day: dt.date) -> int:
    """Return an account's balance at the end of ``day`` in its own currency."""
    month = Month.of(day)
    (total,) = connection.execute(
        "SELECT coalesce((SELECT sum(amount) FROM monthly_balance"
        f"   WHERE account = {_ACCOUNT} AND month < :month), 0)"
        " + coalesce((SELECT sum(amount) FROM posting"
        f"   WHERE account = {_ACCOUNT} AND day BETWEEN :first AND :last), 0)",
        {
            "account": account,
            "month": month.key,
            "first": day_key(month.first_day),
            "last": day_key(day),
        },
    ).fetchone()
    return int(total)


def words(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return {entry: its party and narration}."""
    marks = ", ".join("?" * len(numbers))
    found = connection.execute(
        f"SELECT id, trim(party || ' ' || narration) FROM entry WHERE id IN ({marks})", numbers
    )
    return dict(found.fetchall())


# The register, and by what each of its lines is reconciled

_TELLING = (
    "(SELECT min(r.id) FROM statement_row r JOIN statement s ON s.id = r.statement"
    f"  WHERE r.entry IN (l.entry, l.payment) AND r.live = 1 AND r.account = {_ACCOUNT}"
    f"   AND s.account = r.account AND {_STANDS})"
)
_TICKED = (
    "(SELECT t.ticked_at FROM tick t"
    f"  WHERE t.entry = l.entry AND t.account = {_ACCOUNT} AND {_TICK_LIVES})"
)
_REVERSED_BY = "(SELECT v.id FROM entry v WHERE v.reverses = l.entry)"
# Of an account with statements, what lies before the first of them is in its opening balance.
_FIRST_DAY = (
    f"(SELECT coalesce(min(s.first_day), 0) FROM statement s WHERE s.account = {_ACCOUNT}"
    f" AND {_STANDS})"
)
_BEFORE = f"(l.opening OR l.day < {_FIRST_DAY})"
_UNTOLD = (
    f" WHERE l.reverses IS NULL AND {_REVERSED_BY} IS NULL AND {_TELLING} IS NULL"
    f" AND (NOT {_BEFORE} OR {_TICKED} IS NOT NULL)"
)
_CONDITIONS = {
    Shown.ALL: "",
    Shown.UNTOLD: _UNTOLD,
    Shown.OPEN: f"{_UNTOLD} AND {_TICKED} IS NULL",
}


def register(
    connection: Connection,
    account: str,
    *,
    before: tuple[int, int],
    limit: int,
    shown: Shown = Shown.ALL,
    entries: Sequence[int] = (),
) -> list[RegisterLine]:
    """Return up to ``limit`` lines that come before (day key, entry), newest first.

    ``entries``: of these alone.
    """
    chosen = " AND p.entry IN (SELECT value FROM json_each(:entries))" if entries else ""
    found = connection.execute(
        "SELECT l.entry, l.day, l.party, l.narration, l.amount, l.reverses,"
        f" {_REVERSED_BY}, {_TELLING}, {_TICKED}, {_BEFORE} FROM ("
        f" SELECT p.entry, {_PAYMENT} AS payment, p.day, e.party, e.narration, e.reverses,"
        f"   sum(p.amount) AS amount, {_OPENING} AS opening FROM {_LINE_SOURCE}"
        f" WHERE p.account = {_ACCOUNT} AND (p.day, p.entry) < (:day, :entry){chosen}"
        "  GROUP BY p.day, p.entry ORDER BY p.day DESC, p.entry DESC) l"
        f"{_CONDITIONS[shown]} LIMIT :limit",
        {
            "account": account,
            "day": before[0],
            "entry": before[1],
            "entries": json.dumps(list(entries)),
            "limit": limit,
        },
    ).fetchall()
    places = _places(connection, [row[7] for row in found if row[7] is not None])
    return [_register_line(row, places) for row in found]


def _places(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[int, str, str]]:
    """Return {row: (statement, file, place)}."""
    marks = ", ".join("?" * len(numbers))
    found = connection.execute(
        "SELECT r.id, s.id, s.file, r.place FROM statement_row r"
        f" JOIN statement s ON s.id = r.statement WHERE r.id IN ({marks})",
        numbers,
    )
    return {row: (statement, file, place) for row, statement, file, place in found}


def _register_line(row: Sequence[Any], places: dict[int, tuple[int, str, str]]) -> RegisterLine:
    entry, day, party, narration, amount, reverses, reversed_by, telling, ticked_at, before = row
    if reverses is not None or reversed_by is not None:
        state = LineState.CANCELLED
    elif telling is not None:
        state = LineState.ON_STATEMENT
    elif ticked_at is not None:
        state = LineState.TICKED
    else:
        state = LineState.BEFORE if before else LineState.OPEN
    statement, file, place = places[telling] if telling is not None else (0, "", "")
    ticked = state is LineState.TICKED
    return RegisterLine(
        entry,
        day_from_key(day),
        party,
        narration,
        amount,
        state,
        statement,
        file,
        place,
        ticked_on=_local_day(ticked_at) if ticked else None,
        reverses=reverses,
        reversed_by=reversed_by,
    )


def _local_day(seconds: int) -> dt.date:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).astimezone().date()
