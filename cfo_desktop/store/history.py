"""What the books remember: movements by day, standing rows, and debts carried from before them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.history import Row
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.store import figures
from cfo_desktop.store.database import Connection

_DEBTS = f"('{Group.RECEIVABLE}', '{Group.PAYABLE}')"
_APART = f"{figures.CLOSING} UNION ALL {figures.OPENING}"


def days(connection: Connection, first: dt.date, last: dt.date) -> dict[dt.date, dict[str, int]]:
    """Return {day: {account code: movement}} in the book's currency, closings and openings apart.

    Days and accounts without movement are left out.
    """
    span = (day_key(first), day_key(last))
    moved: dict[int, dict[str, int]] = defaultdict(dict)
    for day, code, value in connection.execute(
        "SELECT d.day, a.code, d.value FROM account a CROSS JOIN daily_balance d"
        "  ON d.account = a.id WHERE d.day BETWEEN ? AND ? ORDER BY a.code",
        span,
    ):
        of = moved[day]
        of[code] = of.get(code, 0) + value
    for day, code, value in connection.execute(
        "SELECT p.day, a.code, p.value FROM posting p JOIN account a ON a.id = p.account"
        f" WHERE p.entry IN ({_APART}) AND p.day BETWEEN ? AND ?",
        span,
    ):
        of = moved[day]
        of[code] = of.get(code, 0) - value
    found: dict[dt.date, dict[str, int]] = {}
    for key in sorted(moved):
        some = {code: value for code, value in moved[key].items() if value}
        if some:
            found[day_from_key(key)] = some
    return found


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row and the entry that posted it: of money sorted later, the one that sorted it.

    ``reversed_on`` is the day key of the entry that took it back, 0 while it stands.
    """

    posted_by: int
    row: Row
    reversed_on: int


# Groups whose rows are told: all but money; sales only where a customer owes them.
_TOLD = ", ".join(f"'{group}'" for group in Group if group not in {Group.CASH, Group.SALES})
_LINES = (
    "SELECT p.entry, p.day, a.code, sum(p.value) AS value FROM {scan}"
    f" WHERE a.grp IN ({_TOLD})"
    f"  AND a.id NOT IN (SELECT id FROM account WHERE {figures.IS_SUSPENSE})"
    "  AND {span} GROUP BY p.entry, a.id"
    " UNION ALL "
    "SELECT s.entry, s.day, b.code, sum(s.value) FROM (SELECT DISTINCT p.entry FROM {scan}"
    f"   WHERE a.grp = '{Group.RECEIVABLE}' AND {{span}}) i"
    "  CROSS JOIN posting s ON s.entry = i.entry"
    f" JOIN account b ON b.id = s.account WHERE b.grp = '{Group.SALES}' GROUP BY s.entry, b.id"
)
_ALL = _LINES.format(
    scan="account a CROSS JOIN posting p ON p.account = a.id",
    span="p.day >= :first AND p.entry > :after",
)
_NEWEST = _LINES.format(
    scan="posting p CROSS JOIN account a ON a.id = p.account",
    span="p.entry > :after AND p.day >= :first",
)


def rows(connection: Connection, first: dt.date, *, after: int = 0) -> Iterator[KeptRow]:
    """Yield the rows from ``first`` on of the entries above ``after``, reversals left out."""
    found = connection.execute(
        "SELECT l.entry, coalesce(e.completes, e.id), l.day,"
        " CASE WHEN e.party <> '' THEN e.party ELSE coalesce(o.party, '') END,"
        " coalesce(o.narration, e.narration), l.code, l.value,"
        " coalesce((SELECT r.day FROM entry r WHERE r.reverses = e.id), 0)"
        f" FROM ({_NEWEST if after else _ALL}) l"
        "  CROSS JOIN entry e ON e.id = l.entry LEFT JOIN entry o ON o.id = e.completes"
        f" WHERE e.reverses IS NULL AND l.value <> 0 AND e.id NOT IN ({_APART})",
        {"first": day_key(first), "after": after},
    )
    for posted_by, entry, day, party, text, account, value, reversed_on in found:
        row = Row(entry, day_from_key(day), party, text, account, value)
        yield KeptRow(posted_by, row, reversed_on)


def reversals(connection: Connection, *, after: int) -> dict[int, int]:
    """Return {entry: day key of its reversal} of the reversals above ``after``."""
    found = connection.execute(
        "SELECT reverses, day FROM entry WHERE id > ? AND reverses IS NOT NULL", (after,)
    )
    return dict(found.fetchall())


def carried(connection: Connection, first: dt.date, last: dt.date) -> dict[tuple[str, str], int]:
    """Return {(account code, party): balance} of debts from before ``first``, and of openings.

    Entries that were taken back by ``last``, and what took them back, are left out.
    """
    found = connection.execute(
        "SELECT a.code, CASE WHEN e.party <> '' THEN e.party ELSE coalesce(o.party, '') END AS who,"
        " sum(p.value) FROM account a CROSS JOIN posting p ON p.account = a.id"
        " CROSS JOIN entry e ON e.id = p.entry LEFT JOIN entry o ON o.id = e.completes"
        f" WHERE a.grp IN {_DEBTS} AND e.reverses IS NULL"
        "  AND (p.day < :first OR (p.day <= :last AND p.entry IN (SELECT entry FROM"
        f"   ({figures.OPENING}))))"
        "  AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id AND r.day <= :last)"
        " GROUP BY a.code, who HAVING sum(p.value) <> 0",
        {"first": day_key(first), "last": day_key(last)},
    )
    return {(code, party): balance for code, party, balance in found}


def carried_may_differ(connection: Connection, first: dt.date, *, after: int) -> bool:
    """Tell whether an entry above ``after`` may change what ``carried`` returns.

    One that is of before ``first``, takes another back or writes down an opening may.
    """
    found = connection.execute(
        "SELECT 1 FROM entry WHERE id > :after AND (day < :first OR reverses IS NOT NULL"
        f" OR id IN ({figures.OPENING})) LIMIT 1",
        {"after": after, "first": day_key(first)},
    )
    return found.fetchone() is not None
