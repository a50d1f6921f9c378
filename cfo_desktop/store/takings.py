"""Takings as the book keeps them, among the rows of statements."""

from __future__ import annotations

from cfo_desktop.store.database import Connection


def given(connection: Connection, refund_of: str, *, system: str) -> int:
    """Return what a shop system's exports say was given back of an order: negative, or 0."""
    (minor,) = connection.execute(
        "SELECT coalesce(sum(r.amount), 0) FROM statement_row r JOIN statement s ON s.id ="
        " r.statement WHERE r.live = 1 AND r.refund_of = ? AND r.kind = 'sale_refund'"
        " AND s.profile IN (?, ? || '-payments')",
        (refund_of, system, system),
    ).fetchone()
    return int(minor)


def is_told(connection: Connection, order: str, *, profile: str, refund: bool) -> bool:
    """Tell whether an export of this kind told an order's payment, or a refund of it."""
    column, kind = ("refund_of", "sale_refund") if refund else ("reference", "sale")
    row = connection.execute(
        "SELECT 1 FROM statement_row r JOIN statement s ON s.id = r.statement"
        f" WHERE r.live = 1 AND r.{column} = ? AND r.kind = ? AND s.profile = ?",
        (order, kind, profile),
    ).fetchone()
    return row is not None


def amount(connection: Connection, content_id: str) -> int:
    """Return the amount that a known row was booked with; 0 for one of this import, or unknown."""
    row = connection.execute(
        "SELECT amount FROM statement_row WHERE content_id = ? AND live = 1", (content_id,)
    ).fetchone()
    return int(row[0]) if row else 0
