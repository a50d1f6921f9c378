"""What looking ahead takes: `python -m tests.benchmarks.planning [ENTRIES ...]`.

Prints, for the made-up ledger whose last day is today, the milliseconds that each room's reading of
an open book takes: customers (of two years), idle cash, tax (of the tax account of a year or two),
what-if and the own past; the median of some readings after the first.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from cfo_desktop.services import books
from cfo_desktop.services import customers
from cfo_desktop.services import idle_cash
from cfo_desktop.services import own_past
from cfo_desktop.services import tax
from cfo_desktop.services import what_if
from cfo_desktop.services.books import Book
from tests.benchmarks import made_book
from tests.benchmarks import made_ledger

_ROUNDS = 4
ROOMS: dict[str, Callable[[Book], object]] = {
    "customers": customers.read,
    "idle cash": idle_cash.read,
    "tax": tax.read,
    "what if": what_if.read,
    "own past": own_past.read,
}


def measure(count: int) -> dict[str, float]:
    """Return {room: median milliseconds} of a book of so many entries."""
    with tempfile.TemporaryDirectory() as folder:
        book = made_book.create(Path(folder) / "book", count)
        tax.change_plan(book, tax.planned(book, "vat", percent=Decimal(20)))
        found = {name: _median(room, book) for name, room in ROOMS.items()}
        books.close(book)
    return found


def _median(room: Callable[[Book], object], book: Book) -> float:
    times = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        room(book)
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times[1:])


if __name__ == "__main__":
    os.environ["CFO_TODAY"] = made_ledger.LAST_DAY.isoformat()
    sizes = [int(text) for text in sys.argv[1:]] or [10_000, 100_000]
    sys.stdout.write(f"{'entries':>10}" + "".join(f"{name:>12}" for name in ROOMS) + "\n")
    for size in sizes:
        milliseconds = measure(size).values()
        row = f"{size:>10,}" + "".join(f"{each:>9.0f} ms" for each in milliseconds)
        sys.stdout.write(row + "\n")
