"""Writing and reading accounts and entries; posting is what extends the hash chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.store import chain
from cfo_desktop.store import daily
from cfo_desktop.store import search
from cfo_desktop.store.database import Connection

BULK_FROM = 200
"""From so many entries on, kept balances are filled in one pass instead of by the trigger."""


def set_value(connection: Connection, key: str, value: str) -> None:
    """Keep one setting of the book."""
    connection.execute(
        "INSERT INTO book VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def values(connection: Connection) -> dict[str, str]:
    """Return the book's settings."""
    return dict(connection.execute("SELECT key, value FROM book"))


def locked_through(connection: Connection) -> dt.date | None:
    """Return the last locked day."""
    (key,) = connection.execute("SELECT locked_through FROM posting_rule").fetchone()
    return day_from_key(key) if key else None


def lock_through(connection: Connection, day: dt.date | None) -> None:
    """Lock every day up to ``day``; ``None`` unlocks all."""
    connection.execute("UPDATE posting_rule SET locked_through = ?", (day_key(day) if day else 0,))


# Accounts


def add_account(connection: Connection, account: Account) -> None:
    """Add an account; raise ``UserError("account_exists")`` for a code or role that is taken."""
    closed = day_key(account.closed_on) if account.closed_on else None
    connection.execute(
        "INSERT INTO account (code, name, name_zh, grp, currency, role, closed_on)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            account.code,
            account.name,
            account.name_zh,
            account.group.value,
            account.currency,
            account.role.value if account.role else None,
            closed,
        ),
    )


def rename_account(connection: Connection, code: str, *, name: str, name_zh: str) -> None:
    """Rename an account; its code stays."""
    connection.execute(
        "UPDATE account SET name = ?, name_zh = ? WHERE code = ?", (name, name_zh, code)
    )


def close_account(connection: Connection, code: str, day: dt.date | None) -> None:
    """Let nothing be posted after ``day``; ``None`` opens the account again."""
    key = day_key(day) if day else None
    connection.execute("UPDATE account SET closed_on = ? WHERE code = ?", (key, code))


def delete_account(connection: Connection, code: str) -> None:
    """Delete an account that was never used; raise ``UserError("account_used")`` otherwise."""
    used = connection.execute(
        "SELECT 1 FROM account a WHERE code = ? AND (role IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM posting WHERE account = a.id)"
        " OR EXISTS (SELECT 1 FROM rule WHERE account = a.id OR own = a.id)"
        " OR EXISTS (SELECT 1 FROM account_hint WHERE account = a.id)"
        " OR EXISTS (SELECT 1 FROM schedule_line WHERE account = a.id))",
        (code,),
    ).fetchone()
    if used:
        raise UserError("account_used", code=code)
    connection.execute("DELETE FROM account WHERE code = ?", (code,))


def accounts(connection: Connection) -> list[Account]:
    """Return every account in the order of codes."""
    return [account for _, account in numbered_accounts(connection)]


def numbered_accounts(connection: Connection) -> list[tuple[int, Account]]:
    """Return (row id, account) in the order of codes."""
    rows = connection.execute(
        "SELECT id, code, name, name_zh, grp, currency, role, closed_on FROM account ORDER BY code"
    )
    return [(row[0], _account(row[1:])) for row in rows]


def _account(row: Sequence[Any]) -> Account:
    code, name, name_zh, group, currency, role, closed_on = row
    return Account(
        code,
        name,
        name_zh,
        Group(group),
        currency,
        Role(role) if role else None,
        day_from_key(closed_on) if closed_on else None,
    )


# The chain


def head(connection: Connection) -> Head:
    """Return the chain's end."""
    row = connection.execute(
        "SELECT id, link FROM entry WHERE link IS NOT NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Head(*row) if row else Head(0, chain.FIRST_LINK)


def link_of(connection: Connection, number: int) -> bytes | None:
    """Return the link of entry ``number``; 0 is the empty ledger's."""
    if number == 0:
        return chain.FIRST_LINK
    row = connection.execute("SELECT link FROM entry WHERE id = ?", (number,)).fetchone()
    return row[0] if row else None


def first_broken_link(connection: Connection, *, after: int = 0) -> int | None:
    """Recompute the chain after entry ``after``; return the first entry whose link is wrong."""
    previous = link_of(connection, after)
    if previous is None:
        return after
    expected = after + 1
    for number, link, content in _canonical_entries(connection, after):
        previous = chain.next_link(previous, content)
        if number != expected or link != previous:
            return number
        expected += 1
    return None


def _canonical_entries(connection: Connection, after: int) -> Iterator[tuple[int, bytes, bytes]]:
    rows = connection.execute(
        "SELECT e.id, e.link, e.day, e.narration, e.party, e.reverses, e.completes, e.batch,"
        "       e.recorded_at, a.code, p.amount, a.currency, p.value"
        "  FROM entry e LEFT JOIN posting p ON p.entry = e.id"
        "  LEFT JOIN account a ON a.id = p.account"
        " WHERE e.id > ? ORDER BY e.id, p.line",
        (after,),
    )
    for number, group in groupby(rows, key=itemgetter(0)):
        lines = list(group)
        _, link, day, narration, party, reverses, completes, batch, recorded_at = lines[0][:9]
        content = chain.canonical(
            number,
            day=day,
            narration=narration,
            party=party,
            reverses=reverses,
            completes=completes,
            batch=batch,
            recorded_at=recorded_at,
            lines=[line[9:] for line in lines],
        )
        yield number, link, content


# Posting


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The rows of drafts that are about to be posted, in the order of their numbers."""

    entries: list[tuple[object, ...]]
    postings: list[tuple[int, int, int, int, int, int]]
    links: list[tuple[bytes, int]]
    searched: list[tuple[int, int, str, str, list[search.Line]]]
    """What the entries are found by."""
    currency: str


def post(
    connection: Connection, drafts: Sequence[Draft], *, recorded_at: int, batch: str | None = None
) -> range:
    """Post ``drafts`` inside the caller's transaction; return their numbers.

    Raises ``UserError`` with ``account_unknown`` (``code``), ``account_currency`` (``code``),
    ``period_locked``, ``account_closed`` or ``entry_already_reversed``.
    """
    start = head(connection)
    prepared = _prepare(connection, drafts, start, recorded_at=recorded_at, batch=batch)
    bulk = len(drafts) >= BULK_FROM
    if bulk:
        connection.execute("UPDATE posting_rule SET bulk = 1")
    connection.executemany(
        "INSERT INTO entry (id, day, narration, party, reverses, completes, batch, recorded_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        prepared.entries,
    )
    connection.executemany("INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)", prepared.postings)
    connection.executemany("UPDATE entry SET link = ? WHERE id = ?", prepared.links)
    search.add(connection, prepared.searched, currency=prepared.currency)
    if bulk:
        _add_monthly_balances(connection, after=start.entries)
        daily.add(connection, after=start.entries, last=start.entries + len(drafts))
        connection.execute("UPDATE posting_rule SET bulk = 0")
    return range(start.entries + 1, start.entries + 1 + len(drafts))


def _prepare(
    connection: Connection,
    drafts: Sequence[Draft],
    start: Head,
    *,
    recorded_at: int,
    batch: str | None,
) -> _Prepared:
    ids = {account.code: (row, account.currency) for row, account in numbered_accounts(connection)}
    own = _book_currency(connection)
    prepared = _Prepared([], [], [], [], own)
    link = start.link
    for number, draft in enumerate(drafts, start.entries + 1):
        day = day_key(draft.day)
        lines: list[chain.Line] = []
        found_by: list[search.Line] = []
        for index, posting in enumerate(draft.postings):
            account, currency = _checked_account(ids, posting, own)
            amount, value = posting.amount.minor, posting.value.minor
            lines.append((posting.account, amount, currency, value))
            found_by.append((account, amount, value, currency))
            prepared.postings.append((number, index, account, day, amount, value))
        prepared.entries.append(
            (
                number,
                day,
                draft.narration,
                draft.party,
                draft.reverses,
                draft.completes,
                batch,
                recorded_at,
            )
        )
        content = chain.canonical(
            number,
            day=day,
            narration=draft.narration,
            party=draft.party,
            reverses=draft.reverses,
            completes=draft.completes,
            batch=batch,
            recorded_at=recorded_at,
            lines=lines,
        )
        link = chain.next_link(link, content)
        prepared.links.append((link, number))
        prepared.searched.append((number, day, draft.narration, draft.party, found_by))
    return prepared


def _checked_account(
    ids: dict[str, tuple[int, str]], posting: Posting, own: str
) -> tuple[int, str]:
    try:
        account, currency = ids[posting.account]
    except KeyError as error:
        raise UserError("account_unknown", code=posting.account) from error
    if posting.amount.currency != currency:
        raise UserError("account_currency", code=posting.account, currency=currency)
    if posting.value.currency != own or (currency == own and posting.value != posting.amount):
        raise Bug("a posting's value is in the book's currency")
    return account, currency


def _add_monthly_balances(connection: Connection, *, after: int) -> None:
    connection.execute(
        "INSERT INTO monthly_balance (account, month, amount, value)"
        " SELECT account, day / 100, sum(amount), sum(value) FROM posting WHERE entry > ?"
        "  GROUP BY 1, 2"
        " ON CONFLICT (account, month)"
        " DO UPDATE SET amount = amount + excluded.amount, value = value + excluded.value",
        (after,),
    )


# Reading entries

_ENTRY_COLUMNS = (
    "SELECT e.id, e.day, e.narration, e.party, e.reverses, e.completes, e.batch,"
    " (SELECT r.id FROM entry r WHERE r.reverses = e.id),"
    " (SELECT c.id FROM entry c WHERE c.completes = e.id"
    "   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = c.id) LIMIT 1),"
    " a.code, p.amount, a.currency, p.value"
    " FROM entry e JOIN posting p ON p.entry = e.id JOIN account a ON a.id = p.account"
)


def entry(connection: Connection, number: int) -> Entry:
    """Return one entry; raise ``UserError("entry_missing")``."""
    found = list(entries_where(connection, "e.id = ?", (number,)))
    if not found:
        raise UserError("entry_missing", number=number)
    return found[0]


def completing(connection: Connection, number: int) -> list[int]:
    """Return the numbers of the standing entries that categorise the money of entry ``number``."""
    rows = connection.execute(
        "SELECT id FROM entry c WHERE completes = ?"
        "  AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = c.id)",
        (number,),
    )
    return [row[0] for row in rows]


def entries_where(
    connection: Connection, condition: str, parameters: Sequence[object], *, order: str = "e.id"
) -> Iterator[Entry]:
    """Yield entries that meet an SQL ``condition`` over ``e`` (this package's own text only)."""
    rows = connection.execute(
        f"{_ENTRY_COLUMNS} WHERE {condition} ORDER BY {order}, p.line",
        parameters,
    )
    currency = _book_currency(connection)
    for _, group in groupby(rows, key=itemgetter(0)):
        yield _entry(list(group), currency)


def _book_currency(connection: Connection) -> str:
    row = connection.execute("SELECT value FROM book WHERE key = 'currency'").fetchone()
    if row is None:
        raise BookDamaged("database_damaged")
    return str(row[0])


def _entry(rows: list[Sequence[Any]], currency: str) -> Entry:
    number, day, narration, party, reverses, completes, batch, reversed_by, completed_by = rows[0][
        :9
    ]
    lines = tuple(
        Posting(code, Money(line_currency, amount), Money(currency, value))
        for *_, code, amount, line_currency, value in rows
    )
    draft = Draft(day_from_key(day), narration, lines, party, reverses, completes)
    return Entry(number, draft, reversed_by, batch, completed_by)


def latest_rates(connection: Connection) -> dict[str, tuple[int, int]]:
    """Return {currency: (amount, value)} of the latest posting in each foreign currency."""
    rows = connection.execute(
        "SELECT a.currency, p.amount, p.value, max(p.day) FROM account a"
        "  CROSS JOIN posting p ON p.account = a.id"
        " WHERE a.currency <> (SELECT value FROM book WHERE key = 'currency')"
        "   AND p.amount <> 0 AND p.value <> 0 GROUP BY a.currency"
    )
    return {currency: (amount, value) for currency, amount, value, _ in rows}


def all_entries(connection: Connection) -> Iterator[Entry]:
    """Yield the whole ledger in the order of numbers."""
    return entries_where(connection, "1", ())


def page(
    connection: Connection,
    *,
    before: tuple[int, int] | None,
    limit: int,
    account: str | None = None,
) -> list[Entry]:
    """Return up to ``limit`` entries, newest day first, that come before (day key, number)."""
    day, number = before or (99_999_999, 0)
    if account is None:
        rows = connection.execute(
            "SELECT id FROM entry WHERE (day, id) < (?, ?) ORDER BY day DESC, id DESC LIMIT ?",
            (day, number, limit),
        )
    else:
        rows = connection.execute(
            "SELECT DISTINCT p.entry, p.day FROM posting p"
            " WHERE p.account = (SELECT id FROM account WHERE code = ?)"
            "   AND (p.day, p.entry) < (?, ?) ORDER BY p.day DESC, p.entry DESC LIMIT ?",
            (account, day, number, limit),
        )
    return entries_of(connection, [row[0] for row in rows])


def entries_of(connection: Connection, numbers: Sequence[int]) -> list[Entry]:
    """Return the entries of these numbers, the newest day first."""
    marks = ", ".join("?" * len(numbers))
    return list(
        entries_where(connection, f"e.id IN ({marks})", numbers, order="e.day DESC, e.id DESC")
    )
