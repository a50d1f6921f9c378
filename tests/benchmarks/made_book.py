"""A book of the made-up ledger, for scripts that measure what reading an open book takes."""

from __future__ import annotations

import itertools
from pathlib import Path

from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from tests.benchmarks import made_ledger

PASSPHRASE = "a made-up shop"
_CHUNK = 10_000


def create(place: Path, count: int) -> Book:
    """Make a book of ``count`` entries at ``place`` and return it open."""
    book, _ = books.create(
        place,
        name="Made up",
        chart=made_ledger.CHART,
        currency=made_ledger.CURRENCY,
        passphrase=PASSPHRASE,
        cost=books.FLOOR_COST,
    )
    drafts = made_ledger.drafts(count)
    while chunk := list(itertools.islice(drafts, _CHUNK)):
        entries.post_all(book, drafts=chunk)
    return book
