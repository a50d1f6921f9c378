"""A book of the made-up ledger, for everything that measures what an open book takes."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable
from pathlib import Path

from cfo_desktop.domain.entry import Draft
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from tests.benchmarks import made_ledger

PASSPHRASE = "a made-up shop"
_CHUNK = 10_000


def create(place: Path, count: int) -> Book:
    """Make a book of ``count`` entries at ``place`` and return it open."""
    book = empty(place)
    post(book, made_ledger.drafts(count))
    return book


def empty(place: Path) -> Book:
    """Make a book with the made-up ledger's accounts and no entries, and return it open."""
    book, _ = books.create(
        place,
        name="Made up",
        chart=made_ledger.CHART,
        currency=made_ledger.CURRENCY,
        passphrase=PASSPHRASE,
        cost=books.FLOOR_COST,
    )
    return book


def post(book: Book, drafts: Iterable[Draft]) -> float:
    """Post entries in large transactions; return how long the posting itself took, in seconds."""
    seconds, left = 0.0, iter(drafts)
    while chunk := list(itertools.islice(left, _CHUNK)):
        started = time.perf_counter()
        entries.post_all(book, drafts=chunk)
        seconds += time.perf_counter() - started
    return seconds
