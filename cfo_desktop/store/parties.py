"""Who trades with the shop, on which side, and what moved with them between two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from collections.abc import Sequence
from typing import NamedTuple

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.store import figures
from cfo_desktop.store.database import Connection

_SHOWN = 8
"""So many entries are told one by one."""
_SIDES = {
    Group.SALES: Direction.SALE,
    Group.RECEIVABLE: Direction.SALE,
    Group.PAYABLE: Direction.PURCHASE,
    Group.COST_OF_SALES: Direction.PURCHASE,
    Group.OPERATING: Direction.PURCHASE,
}


class Moved(NamedTuple):
    """What one entry moves on some accounts together: minor units, debit positive."""

    entry: int
    day: dt.date
    text: str
    """The party, else what the entry says of itself."""
    value: int


def sides(connection: Connection, *, after: int) -> set[tuple[str, Direction]]:
    """Return (party, side) of all that entries after one number say; a party may be on both."""
    marks = ", ".join("?" * len(_SIDES))
    rows = connection.execute(
        "SELECT DISTINCT e.party, a.grp FROM account a CROSS JOIN posting p ON p.account = a.id"
        " CROSS JOIN entry e ON e.id = p.entry"
        f" WHERE a.grp IN ({marks}) AND p.entry > ? AND e.party <> ''",
        (*_SIDES, after),
    )
    return {(party, _SIDES[Group(group)]) for party, group in rows}


def totals(
    connection: Connection, first: dt.date, last: dt.date, groups: Sequence[Group]
) -> list[tuple[str, int]]:
    """Return (party, movement) over the accounts in ``groups``, entries without a party apart."""
    marks = ", ".join("?" * len(groups))
    rows = connection.execute(
        "SELECT e.party, sum(p.value) FROM account a CROSS JOIN posting p ON p.account = a.id"
        "  CROSS JOIN entry e ON e.id = p.entry"
        f" WHERE a.grp IN ({marks}) AND p.day BETWEEN ? AND ? AND e.party <> ''"
        "  GROUP BY e.party HAVING sum(p.value) <> 0",
        (*groups, day_key(first), day_key(last)),
    )
    return [(party, total) for party, total in rows]


def days(
    connection: Connection, party: str, first: dt.date, last: dt.date
) -> dict[dt.date, dict[str, int]]:
    """Return {day: {account code: movement}} of the entries with one party.

    Year-end closings and opening balances are left out, as ``history.days`` leaves them out.
    """
    rows = connection.execute(
        "SELECT e.day, a.code, sum(p.value) FROM entry e JOIN posting p ON p.entry = e.id"
        "  JOIN account a ON a.id = p.account WHERE e.party = ? AND e.day BETWEEN ? AND ?"
        f" AND e.id NOT IN ({figures.CLOSING} UNION ALL {figures.OPENING})"
        " GROUP BY e.day, a.code HAVING sum(p.value) <> 0 ORDER BY e.day, a.code",
        (party, day_key(first), day_key(last)),
    )
    found: dict[dt.date, dict[str, int]] = {}
    for key, code, value in rows:
        found.setdefault(day_from_key(key), {})[code] = value
    return found


def last_day(connection: Connection, party: str, groups: Sequence[Group]) -> dt.date | None:
    """Return the last day on which one party moved accounts in ``groups``; ``None`` for never."""
    marks = ", ".join("?" * len(groups))
    (last,) = connection.execute(
        "SELECT max(e.day) FROM entry e JOIN posting p ON p.entry = e.id"
        f"  JOIN account a ON a.id = p.account WHERE e.party = ? AND a.grp IN ({marks})",
        (party, *groups),
    ).fetchone()
    return day_from_key(last) if last else None


def largest(
    connection: Connection,
    codes: Collection[str],
    first: dt.date,
    last: dt.date,
    *,
    least: int,
    sign: int = 1,
    party: str = "",
) -> tuple[list[Moved], int, int]:
    """Return (the largest entries, the count, the sum) of those that move ``least`` or more.

    That is on ``codes`` together; ``sign`` -1 asks for credits, which come back positive too. What
    was taken back is left out, and what took it back, as are year-end closings. ``party`` narrows
    to one.
    """
    marks = ", ".join("?" * len(codes))
    each = (
        "SELECT p.entry AS entry, p.day AS day, ? * sum(p.value) AS moved FROM posting p"
        f" WHERE p.account IN (SELECT id FROM account WHERE code IN ({marks}))"
        "  AND p.day BETWEEN ? AND ? GROUP BY p.entry HAVING moved >= ?"
    )
    standing = (
        f"FROM ({each}) s JOIN entry e ON e.id = s.entry"
        " WHERE e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)"
        f"  AND e.id NOT IN ({figures.CLOSING}) AND (? = '' OR e.party = ?)"
    )
    parameters = (sign, *codes, day_key(first), day_key(last), least, party, party)
    count, total = connection.execute(
        f"SELECT count(*), sum(s.moved) {standing}", parameters
    ).fetchone()
    rows = connection.execute(
        "SELECT s.entry, s.day, CASE WHEN e.party <> '' THEN e.party ELSE e.narration END, s.moved"
        f" {standing} ORDER BY s.moved DESC, s.entry LIMIT ?",
        (*parameters, _SHOWN),
    )
    found = [Moved(entry, day_from_key(day), text, value) for entry, day, text, value in rows]
    return found, count, total or 0
