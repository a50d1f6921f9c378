"""What Today takes once a book is open: `python -m tests.benchmarks.today [ENTRIES ...]`.

Prints milliseconds of the first and of the median reading; the made-up ledger's last day is today.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import today
from tests.benchmarks import made_ledger

_ROUNDS = 7
_PASSPHRASE = "a made-up shop"


def measure(count: int) -> list[float]:
    """Return the milliseconds of each reading, the first on a book that was just opened."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "book"
        made, _ = books.create(
            place,
            name="Made up",
            chart=made_ledger.CHART,
            currency=made_ledger.CURRENCY,
            passphrase=_PASSPHRASE,
            cost=books.FLOOR_COST,
        )
        entries.post_all(made, drafts=list(made_ledger.drafts(count)))
        books.close(made)
        book = books.open_book(place, passphrase=_PASSPHRASE)
        times = []
        for _ in range(_ROUNDS):
            started = time.perf_counter()
            today.read(book)
            times.append(1000 * (time.perf_counter() - started))
        books.close(book)
    return times


if __name__ == "__main__":
    os.environ["CFO_TODAY"] = made_ledger.LAST_DAY.isoformat()
    for size in [int(text) for text in sys.argv[1:]] or [10_000, 100_000]:
        found = measure(size)
        sys.stdout.write(
            f"{size} entries: first {found[0]:.0f} ms, median {statistics.median(found):.0f} ms\n"
        )
