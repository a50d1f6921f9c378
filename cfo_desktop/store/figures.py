"""Sums over the ledger that the reports are made from: they cost accounts and months."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.report import Scope
from cfo_desktop.store.database import Connection


def balances_at(connection: Connection, day: dt.date, *, column: str = "value") -> dict[str, int]:
    """Return {account code: balance} at the end of ``day``, minor units, debit positive.

    ``column`` is ``value`` (the book's currency) or ``amount`` (the account's own).
    """
    month = Month.of(day)
    if day == month.last_day:
        whole, part = month.plus(1), None
    else:
        whole, part = month, (day_key(month.first_day), day_key(day))
    rows = connection.execute(
        f"SELECT a.code, m.total FROM (SELECT account, sum({column}) AS total FROM monthly_balance"
        "  WHERE month < ? GROUP BY account) m JOIN account a ON a.id = m.account",
        (whole.key,),
    )
    balances = dict(rows.fetchall())
    if part:
        for code, total in connection.execute(
            f"SELECT a.code, (SELECT sum({column}) FROM daily_balance"
            "  WHERE account = a.id AND day BETWEEN ? AND ?) FROM account a",
            part,
        ):
            balances[code] = balances.get(code, 0) + (total or 0)
    return {code: total for code, total in balances.items() if total}


def movements(connection: Connection, first: Month, last: Month) -> dict[Month, dict[str, int]]:
    """Return {month: {account code: movement}} in the book's currency, empty months included."""
    found: dict[Month, dict[str, int]] = {}
    month = first
    while month <= last:
        found[month] = {}
        month = month.plus(1)
    for code, key, total in connection.execute(
        "SELECT a.code, m.month, m.value FROM monthly_balance m JOIN account a ON a.id = m.account"
        " WHERE m.month BETWEEN ? AND ?",
        (first.key, last.key),
    ):
        found[Month.from_key(key)][code] = total
    return found


def first_month(connection: Connection) -> Month | None:
    """Return the month of the earliest entry."""
    (key,) = connection.execute("SELECT min(month) FROM monthly_balance").fetchone()
    return Month.from_key(key) if key else None


def last_day(connection: Connection) -> dt.date | None:
    """Return the day of the latest entry."""
    (key,) = connection.execute("SELECT max(day) FROM entry").fetchone()
    return day_from_key(key) if key else None


def values_of(
    connection: Connection,
    codes: Collection[str],
    *,
    numbers: Collection[int] = (),
    party: str = "",
    days: tuple[dt.date, dt.date] | None = None,
) -> list[tuple[int, int]]:
    """Return [(entry, value)] of the entries ``numbers`` or with ``party``, the newest first.

    Each value is what the entry moves on the accounts ``codes`` together, debit positive; entries
    that move nothing there are left out.
    """
    of = f"p.entry IN ({', '.join('?' * len(numbers))})" if numbers else "e.party = ?"
    within = " AND e.day BETWEEN ? AND ?" if days else ""
    return connection.execute(
        "SELECT p.entry, sum(p.value) FROM entry e JOIN posting p ON p.entry = e.id"
        f" WHERE {of}{within} AND p.account IN"
        f"  (SELECT id FROM account WHERE code IN ({', '.join('?' * len(codes))}))"
        " GROUP BY p.entry HAVING sum(p.value) <> 0 ORDER BY e.day DESC, p.entry DESC",
        (*(numbers or (party,)), *(map(day_key, days) if days else ()), *codes),
    ).fetchall()


def entries_between(connection: Connection, first: dt.date, last: dt.date) -> int:
    """Return how many entries there are of the days from ``first`` to ``last``."""
    (found,) = connection.execute(
        "SELECT count(*) FROM entry WHERE day BETWEEN ? AND ?", (day_key(first), day_key(last))
    ).fetchone()
    return int(found)


def last_day_of(connection: Connection, code: str) -> dt.date | None:
    """Return the day of the latest entry on an account."""
    (key,) = connection.execute(
        "SELECT max(day) FROM posting WHERE account = (SELECT id FROM account WHERE code = ?)",
        (code,),
    ).fetchone()
    return day_from_key(key) if key else None


def first_days(connection: Connection) -> dict[str, dt.date]:
    """Return {account code: day of its earliest entry} of the accounts that were used."""
    rows = connection.execute(
        "SELECT a.code, (SELECT min(day) FROM posting WHERE account = a.id) AS day"
        " FROM account a WHERE day IS NOT NULL"
    )
    return {code: day_from_key(key) for code, key in rows}


def daily_takings(connection: Connection, month: Month) -> dict[dt.date, int]:
    """Return a month's ``takings``."""
    return takings(connection, month.first_day, month.last_day)


def takings(connection: Connection, first: dt.date, last: dt.date) -> dict[dt.date, int]:
    """Return {day: sales that were paid at once}, positive; invoices and closings left out."""
    found = connection.execute(
        "SELECT d.day, sum(d.value) FROM account a CROSS JOIN daily_balance d ON d.account = a.id"
        " WHERE a.grp = 'sales' AND d.day BETWEEN ? AND ? AND d.invoiced = 0 GROUP BY d.day",
        (day_key(first), day_key(last)),
    )
    takings = Counter({day_from_key(day): -total for day, total in found})
    closed = connection.execute(
        "SELECT p.day, sum(p.value) FROM posting p JOIN account a ON a.id = p.account"
        f" WHERE p.entry IN ({CLOSING}) AND a.grp = 'sales' AND p.day BETWEEN ? AND ?"
        " GROUP BY p.day",
        (day_key(first), day_key(last)),
    )
    for day, total in closed:
        takings[day_from_key(day)] += total
    return {day: total for day, total in takings.items() if total}


def is_takings(number: str) -> str:
    """Return the SQL condition that ``takings`` counts the entry ``number``, an SQL expression."""

    def touches(group: Group) -> str:
        return (
            "EXISTS (SELECT 1 FROM posting t JOIN account g ON g.id = t.account"
            f" WHERE t.entry = {number} AND g.grp = '{group.value}')"
        )

    return (
        f"{touches(Group.SALES)} AND NOT {touches(Group.RECEIVABLE)}"
        f" AND {number} NOT IN ({CLOSING})"
    )


# Year-end closings: entries on the retained earnings account that touch no asset and no liability.
# (Retained earnings paid out are money that moves, and belong in the reports.)
_HELD = ", ".join(
    f"'{group.value}'" for group in Group if group.kind in {Kind.ASSET, Kind.LIABILITY}
)
CLOSING = (
    "SELECT c.entry FROM posting c"
    " WHERE c.account = (SELECT id FROM account WHERE role = 'retained')"
    "   AND NOT EXISTS (SELECT 1 FROM posting o JOIN account h ON h.id = o.account"
    f"     WHERE o.entry = c.entry AND h.grp IN ({_HELD}))"
)


# Opening balances: what was there already is no flow of the month it was written down in.
OPENING = (
    "SELECT entry FROM posting WHERE account = (SELECT id FROM account WHERE role = 'opening')"
    f" AND entry NOT IN ({CLOSING})"
)


def any_year_closed(connection: Connection) -> bool:
    """Tell whether a year was closed and that closing stands."""
    row = connection.execute(
        f"SELECT 1 FROM entry e WHERE e.id IN ({CLOSING}) AND e.reverses IS NULL"
        "  AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) LIMIT 1"
    ).fetchone()
    return row is not None


def use_of_accounts(connection: Connection) -> dict[str, tuple[int, dt.date]]:
    """Return {account code: (how many postings, day of the latest)} of the accounts in use."""
    rows = connection.execute(
        "SELECT a.code, p.count, p.day FROM (SELECT account, count(*) AS count, max(day) AS day"
        "  FROM posting GROUP BY account) p JOIN account a ON a.id = p.account"
    )
    return {code: (count, day_from_key(day)) for code, count, day in rows}


def opening_days(connection: Connection) -> dict[str, dt.date]:
    """Return {account code: last day of an opening entry on it} of those that nothing took back."""
    numbers = standing_openings(connection)
    marks = ", ".join("?" * len(numbers))
    rows = connection.execute(
        "SELECT a.code, max(p.day) FROM posting p JOIN account a ON a.id = p.account"
        f" WHERE p.entry IN ({marks}) GROUP BY a.code",
        numbers,
    )
    return {code: day_from_key(key) for code, key in rows}


def standing_openings(connection: Connection) -> list[int]:
    """Return the numbers of the opening entries that nothing took back, in their order."""
    rows = connection.execute(
        f"SELECT id FROM entry WHERE id IN ({OPENING}) AND reverses IS NULL AND completes IS NULL"
        "   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = entry.id) ORDER BY id"
    )
    return [number for (number,) in rows]


def closing_movements(
    connection: Connection, first: Month, last: Month
) -> dict[Month, dict[str, int]]:
    """Return {month: {account code: movement}} of the year-end closing entries alone."""
    return _movements_of(connection, CLOSING, first, last)


def opening_movements(
    connection: Connection, first: Month, last: Month
) -> dict[Month, dict[str, int]]:
    """Return {month: {account code: movement}} of the opening balances alone."""
    return _movements_of(connection, OPENING, first, last)


def apart_movements(
    connection: Connection, first: Month, last: Month
) -> dict[Month, dict[str, int]]:
    """Return {month: {account code: movement}} of closings and opening balances together."""
    return _movements_of(connection, f"{CLOSING} UNION ALL {OPENING}", first, last)


def _movements_of(
    connection: Connection, entries: str, first: Month, last: Month
) -> dict[Month, dict[str, int]]:
    found: dict[Month, dict[str, int]] = {}
    for code, key, total in connection.execute(
        "SELECT a.code, p.day / 100, sum(p.value) FROM posting p JOIN account a ON a.id = p.account"
        f" WHERE p.entry IN ({entries}) AND p.day BETWEEN ? AND ? GROUP BY 1, 2",
        (day_key(first.first_day), day_key(last.last_day)),
    ):
        found.setdefault(Month.from_key(key), {})[code] = total
    return found


_LEFT_OUT = {
    Scope.EARNED: f" AND p.entry NOT IN ({CLOSING})",
    Scope.FLOWED: f" AND p.entry NOT IN ({CLOSING}) AND p.entry NOT IN ({OPENING})",
    Scope.OPENED: f" AND p.entry IN ({OPENING})",
}


def shares(
    connection: Connection,
    codes: Collection[str],
    days: tuple[dt.date, dt.date],
    *,
    scope: Scope,
    limit: int,
) -> tuple[list[tuple[int, int]], int, int]:
    """Return ([(entry, value)] of the newest ``limit``, the count and the sum of all).

    Each value is what the entry moves on the accounts ``codes`` together; entries that move
    nothing there are left out.
    """
    marks = ", ".join("?" * len(codes))
    each = (
        "SELECT p.entry, p.day, sum(p.value) AS value FROM posting p"
        f" WHERE p.account IN (SELECT id FROM account WHERE code IN ({marks}))"
        f"  AND p.day BETWEEN ? AND ?{_LEFT_OUT.get(scope, '')}"
        " GROUP BY p.entry HAVING sum(p.value) <> 0"
    )
    parameters = (*codes, day_key(days[0]), day_key(days[1]))
    count, total = connection.execute(
        f"SELECT count(*), sum(value) FROM ({each})", parameters
    ).fetchone()
    newest = connection.execute(
        f"SELECT entry, value FROM ({each}) ORDER BY day DESC, entry DESC LIMIT ?",
        (*parameters, limit),
    )
    return newest.fetchall(), count, total or 0


# The suspense account, and those of other currencies, whose codes are its own and the currency.
IS_SUSPENSE = (
    "role = 'suspense' OR code LIKE (SELECT code FROM account WHERE role = 'suspense') || '-___'"
)
_OF_SUSPENSE = f"p.account IN (SELECT id FROM account WHERE {IS_SUSPENSE})"
# What takes an entry back, or moves its money on and was not taken back itself; the two halves of
# a transfer that are linked need no account, while both stand.
_NOT_SETTLED = (
    "NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = p.entry)"
    " AND NOT EXISTS (SELECT 1 FROM entry c WHERE c.completes = p.entry"
    "  AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = c.id))"
    " AND p.entry NOT IN (SELECT CASE h.half WHEN 1 THEN l.entry ELSE l.other END FROM link l,"
    "   (SELECT 1 AS half UNION ALL SELECT 2) h"
    "  WHERE l.kind = 'transfer' AND l.state = 'linked'"
    "   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses IN (l.entry, l.other)))"
)
# Asks indexes alone, so that of the entries themselves only the open ones are ever looked up.
OPEN_ITEMS = (
    "SELECT p.entry, sum(p.value) AS total FROM posting p"
    f" WHERE {_OF_SUSPENSE} AND p.day <= ?"
    "   AND p.entry NOT IN (SELECT id FROM entry WHERE reverses IS NOT NULL)"
    "   AND p.entry NOT IN (SELECT id FROM entry WHERE completes IS NOT NULL)"
    f"  AND {_NOT_SETTLED} GROUP BY p.entry"
)


# The party that another statement names for the same payment: a bank's own often is the wallet.
_TOLD_ELSEWHERE = (
    "coalesce((SELECT ' · ' || r.party FROM statement_row r WHERE r.entry = e.id AND r.live = 1"
    " AND r.party <> '' AND r.party <> e.party LIMIT 1), '')"
)


def open_items(connection: Connection, day: dt.date, *, limit: int) -> list[OpenItem]:
    """Return money on the suspense account that nothing has categorised yet, oldest first."""
    rows = connection.execute(
        "SELECT e.id, e.day, CASE WHEN e.party <> '' THEN e.party ELSE e.narration END"
        f" || {_TOLD_ELSEWHERE}, o.total"
        f" FROM ({OPEN_ITEMS}) o JOIN entry e ON e.id = o.entry ORDER BY e.day, e.id LIMIT ?",
        (day_key(day), limit),
    )
    return [OpenItem(entry, day_from_key(key), text, total) for entry, key, text, total in rows]


def suspense_codes(connection: Connection) -> set[str]:
    """Return the codes of the accounts for money that is not categorised yet."""
    return {row[0] for row in connection.execute(f"SELECT code FROM account WHERE {IS_SUSPENSE}")}


def is_open_item(connection: Connection, number: int) -> bool:
    """Tell whether an entry still has uncategorised money."""
    row = connection.execute(
        "SELECT 1 FROM posting p JOIN entry e ON e.id = p.entry"
        f" WHERE p.entry = ? AND {_OF_SUSPENSE}"
        f"   AND e.reverses IS NULL AND e.completes IS NULL AND {_NOT_SETTLED}",
        (number,),
    ).fetchone()
    return row is not None


def open_among(connection: Connection, numbers: Collection[int]) -> list[int]:
    """Return those of these entries that still have uncategorised money."""
    marks = ", ".join("?" * len(numbers))
    rows = connection.execute(
        "SELECT DISTINCT p.entry FROM posting p JOIN entry e ON e.id = p.entry"
        f" WHERE p.entry IN ({marks}) AND {_OF_SUSPENSE}"
        f"   AND e.reverses IS NULL AND e.completes IS NULL AND {_NOT_SETTLED}",
        tuple(numbers),
    )
    return [row[0] for row in rows]


def open_items_total(connection: Connection, day: dt.date) -> tuple[int, int]:
    """Return (count, net amount) of the open items up to ``day``."""
    count, total = connection.execute(
        f"SELECT count(*), sum(total) FROM ({OPEN_ITEMS})", (day_key(day),)
    ).fetchone()
    return count, total or 0
