"""Entries that moved one sum on some accounts: what a paper may stand for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.store.database import Connection

_STANDS = "e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)"
_HAS_PAPER = (
    "EXISTS (SELECT 1 FROM paper q WHERE q.entry = e.id)"
    " OR EXISTS (SELECT 1 FROM entry c JOIN paper q ON q.entry = c.id WHERE c.completes = e.id)"
)
_HAS_INVOICE = "EXISTS (SELECT 1 FROM invoice i WHERE i.entry = e.id AND i.live = 1)"


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry that moved the sum on ``account``; ``told`` is what statements say of it."""

    entry: int
    day: dt.date
    party: str
    narration: str
    account: str
    told: tuple[str, ...]
    is_of_document: bool
    """Whether a paper or an invoice of a list stands for it."""


def moving(
    connection: Connection,
    *,
    codes: Collection[str],
    minor: int,
    first: dt.date,
    last: dt.date,
    without_papers: bool = True,
) -> list[Moved]:
    """Return the standing entries that move one of the accounts by ``minor``, in a period.

    In the order of days; what only completes another is left out, and what a paper stands for.
    """
    found: dict[int, Moved] = {}
    for code in sorted(codes):
        rows = connection.execute(
            "SELECT e.id, e.day, e.party, e.narration,"
            " (SELECT group_concat(r.party || char(10) || r.narration, char(10))"
            "   FROM statement_row r WHERE r.entry = e.id AND r.live = 1),"
            f" ({_HAS_PAPER}) OR ({_HAS_INVOICE}), ({_HAS_PAPER})"
            " FROM posting p JOIN entry e ON e.id = p.entry"
            " WHERE p.account = (SELECT id FROM account WHERE code = ?)"
            f" AND p.day BETWEEN ? AND ? AND p.value = ? AND e.completes IS NULL AND {_STANDS}"
            " ORDER BY p.day, e.id",
            (code, day_key(first), day_key(last), minor),
        )
        for number, day, party, narration, told, of_document, has_paper in rows:
            if number in found or (without_papers and has_paper):
                continue
            texts = tuple(text for text in (told or "").split("\n") if text)
            found[number] = Moved(
                number, day_from_key(day), party, narration, code, texts, bool(of_document)
            )
    return sorted(found.values(), key=lambda each: (each.day, each.entry))
