"""Reading the register by pages: any of them costs the same, however many entries there are."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.register import PAGE
from cfo_desktop.domain.register import Key
from cfo_desktop.domain.register import Outline
from cfo_desktop.domain.register import PageStart
from cfo_desktop.domain.register import Selection
from cfo_desktop.domain.register import Standing
from cfo_desktop.domain.rules import Way
from cfo_desktop.domain.search import terms
from cfo_desktop.store import figures
from cfo_desktop.store import search
from cfo_desktop.store.database import Connection

_PLACE = search.PLACE
_FOUND = f"s.rowid % {_PLACE}"
_AFTER_ALL = (99_999_999, 0)
_NO_DAY = 99_999_999
# What an entry moves altogether, and on the money that is at hand: for a register of all accounts.
_MOVED = "(SELECT sum(value) FROM posting WHERE entry = {number} AND value > 0)"
_CASH = (
    "(SELECT coalesce(sum(c.value), 0) FROM posting c JOIN account h ON h.id = c.account"
    " WHERE c.entry = {number} AND h.grp = 'cash')"
)
_OWN = "(SELECT sum(amount) FROM posting WHERE entry = {number} AND +account = :account)"
# (+: looked up by entry, which has few postings, not by account, which may have most)


@dataclass(frozen=True, slots=True)
class _Asked:
    """SQL that yields (day key, entry, amount on the account or 0), the newest first."""

    sql: str
    values: dict[str, int | str]


def _asked(connection: Connection, selection: Selection, before: Key | None) -> _Asked | None:
    """Return the query of a selection; ``None`` for an account that is not there."""
    day, number = _bound(selection, before)
    values: dict[str, int | str] = {
        "day": day,
        "number": number,
        "first": day_key(selection.first) if selection.first else 0,
    }
    if selection.account is not None:
        row = connection.execute(
            "SELECT id FROM account WHERE code = ?", (selection.account,)
        ).fetchone()
        if row is None:
            return None
        values["account"] = row[0]
    typed = terms(selection.text)
    if typed:
        account = values.get("account")
        years = _years(connection)
        values["asked"] = search.expression(typed, account=account, years=years)
        sql = (
            f"SELECT s.rowid / {_PLACE} AS day, {_FOUND} AS number, 0 AS amount"
            " FROM entry_search s WHERE s.entry_search MATCH :asked"
            f" AND s.rowid < :day * {_PLACE} + :number AND s.rowid >= :first * {_PLACE}"
            f"{_narrowed(selection, _FOUND, values)} ORDER BY s.rowid DESC"
        )
    elif selection.account is None:
        sql = (
            "SELECT e.day AS day, e.id AS number, 0 AS amount FROM entry e"
            " WHERE (e.day, e.id) < (:day, :number) AND e.day >= :first"
            f"{_narrowed(selection, 'e.id', values)} ORDER BY e.day DESC, e.id DESC"
        )
    else:
        sql = (
            "SELECT p.day AS day, p.entry AS number, sum(p.amount) AS amount FROM posting p"
            " WHERE p.account = :account AND (p.day, p.entry) < (:day, :number)"
            f" AND p.day >= :first{_narrowed(selection, 'p.entry', values)}"
            " GROUP BY p.day, p.entry ORDER BY p.day DESC, p.entry DESC"
        )
    return _Asked(sql, values)


def _bound(selection: Selection, before: Key | None) -> tuple[int, int]:
    """Return the (day key, number) that everything asked for comes before."""
    bounds = [_AFTER_ALL]
    if before is not None:
        bounds.append((day_key(before.day), before.number))
    if selection.last is not None:
        bounds.append((day_key(selection.last) + 1, 0))
    return min(bounds)


def _years(connection: Connection) -> Sequence[int]:
    first, last = connection.execute(
        "SELECT (SELECT min(day) FROM entry), (SELECT max(day) FROM entry)"
    ).fetchone()
    return range(first // 10_000, last // 10_000 + 1) if first else ()


def _narrowed(selection: Selection, number: str, values: dict[str, int | str]) -> str:
    """Return further conditions on the entry ``number`` (an expression of this module's own)."""
    conditions = []
    if selection.standing is Standing.NEEDS_REVIEW:
        values["ever"] = _NO_DAY
        open_items = figures.OPEN_ITEMS.replace("?", ":ever")
        conditions.append(f"{number} IN (SELECT entry FROM ({open_items}))")
    elif selection.standing is Standing.REVERSED:
        conditions.append(f"{number} IN (SELECT reverses FROM entry WHERE reverses IS NOT NULL)")
    elif selection.standing is Standing.TAKINGS:
        conditions.append(figures.is_takings(number))
    amount = (_MOVED if selection.account is None else _OWN).format(number=number)
    if selection.least is not None:
        values["least"] = selection.least
        conditions.append(f"abs({amount}) >= :least")
    if selection.most is not None:
        values["most"] = selection.most
        conditions.append(f"abs({amount}) <= :most")
    if selection.way is not Way.EITHER:
        moved = (_CASH if selection.account is None else _OWN).format(number=number)
        conditions.append(f"{moved} {'>' if selection.way is Way.IN else '<'} 0")
    return "".join(f" AND {condition}" for condition in conditions)


def page(
    connection: Connection, selection: Selection, *, before: Key | None, limit: int = PAGE
) -> list[tuple[int, int]]:
    """Return (number, amount on the account or 0) of up to ``limit`` entries before ``before``."""
    asked = _asked(connection, selection, before)
    if asked is None:
        return []
    rows = connection.execute(f"{asked.sql} LIMIT :limit", {**asked.values, "limit": limit})
    return [(number, amount) for _, number, amount in rows]


def outline(connection: Connection, selection: Selection, *, top: int | None) -> Outline:
    """Return where every page of a selection begins, from one pass over its entries.

    ``top`` is the account's balance after the newest of them, where balances run on.
    """
    asked = _asked(connection, selection, None)
    if asked is None:
        return Outline(0, (PageStart(None, top),))
    rows = connection.execute(
        "SELECT day, number, through FROM (SELECT day, number, sum(amount) OVER w AS through,"
        f"  row_number() OVER w AS place FROM ({asked.sql})"
        "  WINDOW w AS (ORDER BY day DESC, number DESC ROWS UNBOUNDED PRECEDING))"
        " WHERE place % :page = 0",
        {**asked.values, "page": PAGE},
    ).fetchall()
    starts = [PageStart(None, top)]
    for day, number, through in rows:
        balance = None if top is None else top - through
        starts.append(PageStart(Key(day_from_key(day), number), balance))
    rest = len(page(connection, selection, before=starts[-1].key))
    if not rest and len(starts) > 1:
        starts.pop()
        rest = PAGE
    return Outline((len(starts) - 1) * PAGE + rest, tuple(starts))


def balance_after(connection: Connection, account: str, *, through: int) -> int:
    """Return an account's balance in its currency at the end of the day with key ``through``."""
    row = connection.execute(
        "SELECT coalesce((SELECT sum(amount) FROM monthly_balance"
        "   WHERE account = a.id AND month < :month), 0)"
        " + coalesce((SELECT sum(amount) FROM posting"
        "   WHERE account = a.id AND day BETWEEN :month * 100 AND :day), 0)"
        " FROM account a WHERE a.code = :code",
        {"code": account, "day": through, "month": through // 100},
    ).fetchone()
    return int(row[0]) if row else 0


def running(amounts: Sequence[tuple[int, int]], *, top: int) -> Iterator[int]:
    """Yield the balance after each of (number, amount), the newest first; ``top`` is the first."""
    balance = top
    for _, amount in amounts:
        yield balance
        balance -= amount
