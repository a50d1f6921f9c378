"""Links between records of payments: what was linked, proposed and refused, and how to undo it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.store.database import Connection

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class KeptLink:
    """A link as the book keeps it: entries by number."""

    kind: LinkKind
    state: LinkState
    entry: int
    """The payment that was there first, and stands."""
    reasons: tuple[str, ...]
    other: int | None = None
    """The entry linked with it, where it has one of its own."""
    rows: tuple[str, ...] = ()
    """Content ids of rows whose payment ``entry`` holds because of this link."""
    draft: Draft | None = None
    """What those rows posted, or would have."""
    added: tuple[int, ...] = ()
    """Entries that linking posted."""
    members: tuple[int, ...] = ()
    account: str = ""
    """Of members, or a till: code of the account that the takings are on."""
    by_owner: bool = False
    batch: str | None = None
    number: int = 0


def add(connection: Connection, link: KeptLink, *, recorded_at: int) -> int:
    """Keep a link; return its number."""
    cursor = connection.execute(
        "INSERT INTO link (kind, state, entry, other, rows, draft, added, members, account,"
        " reasons, by_owner, batch, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
        " (SELECT id FROM account WHERE code = ?), ?, ?, ?, ?)",
        (
            link.kind.value,
            link.state.value,
            link.entry,
            link.other,
            json.dumps(link.rows),
            _dumped(link.draft) if link.draft else None,
            json.dumps(link.added),
            json.dumps(link.members),
            link.account,
            json.dumps(link.reasons),
            int(link.by_owner),
            link.batch,
            recorded_at,
        ),
    )
    return int(cursor.lastrowid)


def decide(connection: Connection, link: KeptLink, *, recorded_at: int) -> None:
    """Keep what became of a link: state and sides, what it posted, whether the owner said so."""
    connection.execute(
        "UPDATE link SET state = ?, entry = ?, other = ?, rows = ?, draft = ?, added = ?,"
        " members = ?, by_owner = ?, decided_at = ? WHERE id = ?",
        (
            link.state.value,
            link.entry,
            link.other,
            json.dumps(link.rows),
            _dumped(link.draft) if link.draft else None,
            json.dumps(link.added),
            json.dumps(link.members),
            int(link.by_owner),
            recorded_at,
            link.number,
        ),
    )


_STAND = (
    "state = 'linked' AND NOT EXISTS"
    " (SELECT 1 FROM entry WHERE reverses IN (link.entry, link.other))"
)
"""Linked, and neither side reversed since: a link of what no longer counts settles nothing."""

_SELECT = (
    "SELECT id, kind, state, entry, other, rows, draft, added, members, reasons, by_owner, batch,"
    " (SELECT code FROM account WHERE id = link.account) FROM link"
)


def link(connection: Connection, number: int) -> KeptLink:
    """Return one link; raise ``UserError("link_missing")``."""
    row = connection.execute(f"{_SELECT} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise UserError("link_missing", number=number)
    return _link(row)


def in_state(connection: Connection, state: LinkState, *, limit: int) -> list[KeptLink]:
    """Return links of a state, the newest first."""
    rows = connection.execute(
        f"{_SELECT} WHERE state = ? ORDER BY id DESC LIMIT ?", (state.value, limit)
    )
    return [_link(row) for row in rows]


def count(connection: Connection, state: LinkState) -> int:
    """Return how many links are in a state."""
    row = connection.execute("SELECT count(*) FROM link WHERE state = ?", (state.value,))
    return int(row.fetchone()[0])


def of_batch(connection: Connection, batch: str) -> list[KeptLink]:
    """Return the links that an import made."""
    rows = connection.execute(f"{_SELECT} WHERE batch = ? ORDER BY id", (batch,))
    return [_link(row) for row in rows]


def of_entries(connection: Connection, numbers: Iterable[int]) -> list[KeptLink]:
    """Return the links whose first or other entry, or a member, is one of these."""
    wanted = sorted(set(numbers))
    with_members = connection.execute(f"{_SELECT} WHERE members <> '[]'")
    found = {row[0]: _link(row) for row in with_members}
    found = {key: link for key, link in found.items() if not set(link.members).isdisjoint(wanted)}
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        marks = ", ".join("?" * len(part))
        rows = connection.execute(
            f"{_SELECT} WHERE entry IN ({marks}) OR other IN ({marks})", (*part, *part)
        )
        found |= {row[0]: _link(row) for row in rows}
    return [found[number] for number in sorted(found)]


def all_decided(connection: Connection) -> set[frozenset[int]]:
    """Return the pairs of entries that are linked, proposed or refused."""
    rows = connection.execute(
        "SELECT entry, other FROM link WHERE other IS NOT NULL AND state <> 'undone'"
    )
    return {frozenset(row) for row in rows}


def settled(connection: Connection) -> set[int]:
    """Return the halves of transfers that are linked, and the payouts whose takings are."""
    rows = connection.execute(
        f"SELECT other FROM link WHERE {_STAND} AND kind IN ('transfer', 'settlement')"
        f" UNION SELECT entry FROM link WHERE {_STAND} AND kind = 'transfer'"
    )
    return {row[0] for row in rows} - {None}


def paid(connection: Connection) -> set[tuple[int, str]]:
    """Return (entry, account code) of takings whose payout or whose single sales are linked."""
    found: set[tuple[int, str]] = set()
    for kind, entry, members, code in connection.execute(
        "SELECT kind, link.entry, members, code FROM link JOIN account ON account.id = link.account"
        f" WHERE {_STAND}"
    ):
        keys = [entry] if kind == LinkKind.SAME else json.loads(members)
        found |= {(key, code) for key in keys}
    return found


def proposed(connection: Connection) -> set[int]:
    """Return the entries of pairs that wait to be decided."""
    rows = connection.execute(
        "SELECT entry FROM link WHERE state = 'proposed'"
        " UNION SELECT other FROM link WHERE state = 'proposed'"
    )
    return {row[0] for row in rows} - {None}


def refunded(connection: Connection) -> set[int]:
    """Return the refunds that have their payment."""
    rows = connection.execute(
        f"SELECT other FROM link WHERE {_STAND} AND kind = 'refund' AND other IS NOT NULL"
    )
    return {row[0] for row in rows}


def holder(connection: Connection, entry: int) -> int:
    """Return the entry that holds a payment: its own, or the one that its own was merged into."""
    row = connection.execute(
        "SELECT entry FROM link WHERE other = ? AND state = 'linked' AND kind = 'same'"
        " AND draft IS NOT NULL",
        (entry,),
    ).fetchone()
    return entry if row is None else holder(connection, row[0])


def hold_rows(connection: Connection, rows: Sequence[str], entry: int) -> None:
    """Let ``entry`` hold the payment that these live rows tell."""
    connection.executemany(
        "UPDATE statement_row SET entry = ? WHERE content_id = ? AND live = 1",
        ((entry, content_id) for content_id in rows),
    )


def rows_of(connection: Connection, entry: int) -> tuple[str, ...]:
    """Return the content ids of the live rows whose payment an entry holds."""
    rows = connection.execute(
        "SELECT content_id FROM statement_row WHERE entry = ? AND live = 1 ORDER BY id", (entry,)
    )
    return tuple(row[0] for row in rows)


def live_batches(connection: Connection, rows: Sequence[str]) -> set[str]:
    """Return the imports that these rows are of, as far as they still stand."""
    found: set[str] = set()
    for content_id in rows:
        found |= {
            row[0]
            for row in connection.execute(
                "SELECT batch FROM statement_row WHERE content_id = ? AND live = 1", (content_id,)
            )
        }
    return found


def _link(row: Sequence[Any]) -> KeptLink:
    number, kind, state, entry, other, rows, draft, added, members, reasons, *rest = row
    by_owner, batch, account = rest
    return KeptLink(
        LinkKind(kind),
        LinkState(state),
        entry,
        tuple(json.loads(reasons)),
        other,
        tuple(json.loads(rows)),
        _loaded(draft) if draft else None,
        tuple(json.loads(added)),
        tuple(json.loads(members)),
        account or "",
        bool(by_owner),
        batch,
        number,
    )


def _dumped(draft: Draft) -> str:
    lines = [
        [
            line.account,
            line.amount.currency,
            line.amount.minor,
            line.value.currency,
            line.value.minor,
        ]
        for line in draft.postings
    ]
    return json.dumps([day_key(draft.day), draft.narration, draft.party, lines], ensure_ascii=False)


def _loaded(text: str) -> Draft:
    day, narration, party, lines = json.loads(text)
    postings = tuple(
        Posting(account, Money(currency, minor), Money(own, value))
        for account, currency, minor, own, value in lines
    )
    return Draft(day_from_key(day), narration, postings, party=party)
