"""The rules that sort money, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import Way
from cfo_desktop.store.database import Connection


def rules(connection: Connection) -> list[Rule]:
    """Return every rule in the order of trial."""
    rows = connection.execute(
        "SELECT r.id, r.contains, a.code, r.pattern, r.party, r.least, r.most,"
        "  coalesce(o.code, ''), r.way"
        " FROM rule r JOIN account a ON a.id = r.account LEFT JOIN account o ON o.id = r.own"
        " ORDER BY r.position, r.id"
    )
    return [_rule(row) for row in rows]


def _rule(row: Sequence[Any]) -> Rule:
    number, contains, account, pattern, party, least, most, own, way = row
    return Rule(number, contains, account, pattern, party, least, most, own, Way(way))


def add_rule(connection: Connection, rule: Rule) -> int:
    """Add a rule after all others and return its number; ``rule.number`` is not looked at."""
    (last,) = connection.execute("SELECT coalesce(max(position), 0) FROM rule").fetchone()
    cursor = connection.execute(
        "INSERT INTO rule (contains, pattern, party, least, most, own, way, account, position)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*_columns(connection, rule), last + 1),
    )
    return int(cursor.lastrowid)


def change_rule(connection: Connection, rule: Rule) -> None:
    """Replace the conditions and the account of ``rule.number``; its place stays.

    Raises ``UserError("rule_missing")``.
    """
    changed = connection.execute(
        "UPDATE rule SET contains = ?, pattern = ?, party = ?, least = ?, most = ?, own = ?,"
        " way = ?, account = ? WHERE id = ?",
        (*_columns(connection, rule), rule.number),
    ).rowcount
    _found(changed, rule.number)


def move_rule(connection: Connection, number: int, to: int) -> None:
    """Give a rule the place ``to``, counted from 1; raise ``UserError("rule_missing")``."""
    order = [row[0] for row in connection.execute("SELECT id FROM rule ORDER BY position, id")]
    _found(number in order, number)
    order.remove(number)
    order.insert(to - 1, number)
    connection.executemany("UPDATE rule SET position = ? WHERE id = ?", enumerate(order, 1))


def remove_rule(connection: Connection, number: int) -> None:
    """Remove a rule; raise ``UserError("rule_missing")``."""
    _found(connection.execute("DELETE FROM rule WHERE id = ?", (number,)).rowcount, number)


def _found(count: int, number: int) -> None:
    if not count:
        raise UserError("rule_missing", number=number)


def _columns(connection: Connection, rule: Rule) -> tuple[object, ...]:
    own = _account(connection, rule.own) if rule.own else None
    account = _account(connection, rule.account)
    conditions = (rule.contains, rule.pattern, rule.party, rule.least, rule.most)
    return (*conditions, own, int(rule.way), account)


def _account(connection: Connection, code: str) -> int:
    row = connection.execute("SELECT id FROM account WHERE code = ?", (code,)).fetchone()
    if row is None:
        raise UserError("account_unknown", code=code)
    return int(row[0])
