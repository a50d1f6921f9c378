"""Takings as the book keeps them, among the rows of statements."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.domain.period import day_key
from cfo_desktop.store.database import Connection


def given(connection: Connection, refund_of: str, *, day: dt.date) -> int:
    """Return what the book knows to be given back of an order of a day: a negative amount, or 0."""
    (minor,) = connection.execute(
        "SELECT coalesce(sum(amount), 0) FROM statement_row"
        " WHERE live = 1 AND day = ? AND refund_of = ? AND kind = 'sale_refund'",
        (day_key(day), refund_of),
    ).fetchone()
    return int(minor)
