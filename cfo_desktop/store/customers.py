"""Sales by party and month, by the hour, and the parties that are no customers."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.domain.customers import HourSales
from cfo_desktop.domain.customers import PartyMonth
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.store import figures
from cfo_desktop.store.database import Connection

_ENTRY_SALES = (
    "SELECT p.entry, p.day, sum(p.value) AS value FROM account a CROSS JOIN posting p"
    " ON p.account = a.id WHERE a.grp = 'sales' AND p.day BETWEEN ? AND ? GROUP BY p.entry"
)


def by_party(connection: Connection, first: dt.date, last: dt.date) -> list[PartyMonth]:
    """Return all sales between two days by party and month, the empty name among the parties.

    Year-end closings are left out. What was taken back counts in the sums, as its reversal does,
    and as no visit. It costs the entries with sales between the days; what comes back is bounded by
    parties and months.
    """
    rows = connection.execute(
        f"""
        WITH sold AS (
          SELECT s.entry, s.day, s.value, e.party,
                 s.value < 0 AND e.reverses IS NULL
                   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) AS visit
            FROM ({_ENTRY_SALES}) s JOIN entry e ON e.id = s.entry)
        SELECT party, day / 100, -sum(value), count(DISTINCT iif(visit, day, NULL)),
               min(iif(visit, day, NULL)), max(iif(visit, day, NULL))
          FROM sold WHERE entry NOT IN ({figures.CLOSING}) GROUP BY 1, 2 ORDER BY 1, 2
        """,
        (day_key(first), day_key(last)),
    )
    return [
        PartyMonth(
            party,
            Month.from_key(month),
            sales,
            days,
            day_from_key(begins) if begins else None,
            day_from_key(ends) if ends else None,
        )
        for party, month, sales, days, begins, ends in rows
    ]


def movers(connection: Connection, first: dt.date, last: dt.date) -> set[str]:
    """Return the parties of entries that only moved money between the shop's own accounts.

    That is who pays takings out: wallets, card companies, platforms. Fees may be among them.
    """
    rows = connection.execute(
        "SELECT DISTINCT e.party FROM entry e"
        " WHERE e.day BETWEEN ? AND ? AND e.party <> '' AND e.reverses IS NULL"
        "   AND NOT EXISTS (SELECT 1 FROM posting p JOIN account a ON a.id = p.account"
        "     WHERE p.entry = e.id AND a.grp <> 'cash' AND a.role IS NOT 'fees')",
        (day_key(first), day_key(last)),
    )
    return {row[0] for row in rows}


def by_hour(connection: Connection, first: dt.date, last: dt.date) -> list[HourSales]:
    """Return takings by the hour, of those rows of statements that tell the time.

    An entry counts with what the row says, sorted later or not; refunds are left out.
    """
    rows = connection.execute(
        "SELECT CAST(substr(r.time, 1, 2) AS INTEGER), sum(r.amount), count(*)"
        " FROM statement_row r JOIN account own ON own.id = r.account"
        " WHERE r.live = 1 AND r.time GLOB '[0-2][0-9]:*' AND r.amount > 0"
        "   AND r.day BETWEEN ? AND ?"
        "   AND own.currency = (SELECT value FROM book WHERE key = 'currency')"
        f"  AND ({figures.is_takings('r.entry')} OR EXISTS (SELECT 1 FROM entry c"
        f"    WHERE c.completes = r.entry AND {figures.is_takings('c.id')}"
        "     AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.reverses = c.id)))"
        " GROUP BY 1 ORDER BY 1",
        (day_key(first), day_key(last)),
    )
    return [HourSales(hour, sales, payments) for hour, sales, payments in rows]
