"""Invoices as the book keeps them: which are known, what became of them, their entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.store.database import Connection


@dataclass(frozen=True, slots=True)
class KeptInvoice:
    """One invoice; amounts are minor units of the book's currency.

    ``direction`` and ``status`` are the values of ``domain.invoice``; ``entry`` is ``None`` for a
    void one.
    """

    direction: str
    code: str
    number: str
    day: dt.date
    party: str
    party_tax_id: str
    net: int
    tax: int
    gross: int
    status: str
    entry: int | None = None


_COLUMNS = "direction, code, number, day, party, party_tax_id, net, tax, gross, status, entry"


def known(connection: Connection, direction: str) -> list[KeptInvoice]:
    """Return every invoice of one direction, in the order of days."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM invoice WHERE live = 1 AND direction = ? ORDER BY day, id",
        (direction,),
    )
    return [
        KeptInvoice(way, code, number, day_from_key(day), *rest)
        for way, code, number, day, *rest in rows
    ]


def entry_of(connection: Connection, invoice: KeptInvoice) -> int | None:
    """Return the entry of the very same invoice that counts already; ``None`` where none does."""
    row = connection.execute(
        "SELECT coalesce(entry, 0) FROM invoice WHERE live = 1 AND direction = ? AND code = ?"
        " AND number = ? AND party = ? AND day = ? AND gross = ?",
        (
            invoice.direction,
            invoice.code,
            invoice.number,
            invoice.party,
            day_key(invoice.day),
            invoice.gross,
        ),
    ).fetchone()
    return row[0] if row else None


def add(connection: Connection, batch: str | None, invoices: Iterable[KeptInvoice]) -> None:
    """Keep the invoices of an import; ``None``: of papers that the owner booked.

    A void one takes the place of the valid one that was kept before: see ``take_out``.
    """
    connection.executemany(
        f"INSERT INTO invoice ({_COLUMNS}, batch, live) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, 1)",
        (
            (
                each.direction,
                each.code,
                each.number,
                day_key(each.day),
                each.party,
                each.party_tax_id,
                each.net,
                each.tax,
                each.gross,
                each.status,
                each.entry,
                batch,
            )
            for each in invoices
        ),
    )


def take_out(connection: Connection, entries: Iterable[int], *, batch: str) -> None:
    """Let the invoices of these entries count no more: the import ``batch`` lists them as void."""
    connection.executemany(
        "UPDATE invoice SET live = 0, voided_by = ? WHERE entry = ? AND live = 1",
        ((batch, entry) for entry in entries),
    )


def drop(connection: Connection, batch: str) -> list[tuple[int, int, str]]:
    """Forget the invoices of an import that is taken back.

    Returns (invoice's id, entry, its import) of those that it had voided and that stood before:
    their entries were reversed by it.
    """
    connection.execute("UPDATE invoice SET live = 0 WHERE batch = ?", (batch,))
    rows = connection.execute(
        "SELECT i.id, i.entry, i.batch FROM invoice i JOIN batch b ON b.id = i.batch"
        " JOIN entry r ON r.reverses = i.entry"
        " WHERE i.voided_by = ? AND b.undone_at IS NULL AND r.batch = ? ORDER BY i.id",
        (batch, batch),
    )
    return [(invoice, entry, first) for invoice, entry, first in rows]


def restore(connection: Connection, invoice: int, *, entry: int) -> None:
    """Let an invoice count again, with the entry that was posted for it anew."""
    connection.execute(
        "UPDATE invoice SET live = 1, voided_by = NULL, entry = ? WHERE id = ?", (entry, invoice)
    )
