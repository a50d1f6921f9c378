"""Takings as the book keeps them, among the rows of statements."""

from __future__ import annotations

from dataclasses import dataclass

from cfo_desktop.store.database import Connection


@dataclass(frozen=True, slots=True)
class KeptTakings:
    """A row of takings: the order's payment, or a refund of it, as an export of a kind told it."""

    profile: str
    order: str
    is_refund: bool
    amount: int


def told(connection: Connection, *profiles: str) -> list[KeptTakings]:
    """Return all takings that exports of these kinds told."""
    marks = ", ".join("?" * len(profiles))
    rows = connection.execute(
        "SELECT s.profile, CASE r.kind WHEN 'sale' THEN r.reference ELSE r.refund_of END,"
        " r.kind <> 'sale', r.amount FROM statement s JOIN statement_row r ON r.statement = s.id"
        f" WHERE r.live = 1 AND s.profile IN ({marks})",
        profiles,
    )
    return [
        KeptTakings(profile, order, bool(is_refund), amount)
        for profile, order, is_refund, amount in rows
    ]


def amount(connection: Connection, content_id: str) -> int:
    """Return the amount that a known row was booked with; 0 for one of this import, or unknown."""
    row = connection.execute(
        "SELECT amount FROM statement_row WHERE content_id = ? AND live = 1", (content_id,)
    ).fetchone()
    return int(row[0]) if row else 0
