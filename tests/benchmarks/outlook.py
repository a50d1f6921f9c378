"""What Today's outlook takes: `python -m tests.benchmarks.outlook [ENTRIES ...]`.

Prints, for the made-up ledger whose last day is today, the milliseconds of each reading of a just
opened book, the first and the median of some more; of the whole outlook also after one more posting
and without any change; and the most memory that the process took so far.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cfo_desktop.domain.entry import Draft
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import findings
from cfo_desktop.services import forecasts
from cfo_desktop.services import history
from cfo_desktop.services import outlook
from cfo_desktop.services import today
from cfo_desktop.services.books import Book
from tests.benchmarks import made_ledger

_ROUNDS = 5
_PASSPHRASE = "a made-up shop"
_CHUNK = 10_000
READINGS: dict[str, Callable[[Book], object]] = {
    "today": today.read,
    "history": history.read,
    "forecast": forecasts.read,
    "findings": findings.read,
    "outlook": outlook.read,
}


def measure(count: int) -> dict[str, list[float]]:
    """Return {what is read: milliseconds, the first of a just opened book} for so many entries.

    Before each reading but the first of ``posted: ...`` one more entry is posted.
    """
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
        drafts = list(made_ledger.drafts(count))
        for start in range(0, count, _CHUNK):
            entries.post_all(made, drafts=drafts[start : start + _CHUNK])
        books.close(made)
        more = _last_plain(drafts)
        found: dict[str, list[float]] = {}
        for name, reading in READINGS.items():
            book = books.open_book(place, passphrase=_PASSPHRASE)
            found[name] = [_clocked(reading, book) for _ in range(_ROUNDS)]
            if name in ("today", "history", "outlook"):
                found[f"posted: {name}"] = [_after_posting(reading, book, more) for _ in range(3)]
            books.close(book)
    return found


def _last_plain(drafts: list[Draft]) -> Draft:
    """Return the newest draft that neither takes back nor sorts another."""
    return next(each for each in reversed(drafts) if not each.reverses and not each.completes)


def _after_posting(reading: Callable[[Book], object], book: Book, draft: Draft) -> float:
    entries.post_all(book, drafts=[draft])
    return _clocked(reading, book)


def _clocked(reading: Callable[[Book], object], book: Book) -> float:
    started = time.perf_counter()
    reading(book)
    return 1000 * (time.perf_counter() - started)


def _most_memory() -> float:
    """Return the most megabytes that the process took so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    os.environ["CFO_TODAY"] = made_ledger.LAST_DAY.isoformat()
    for size in [int(text) for text in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
        sys.stdout.write(f"{size:,} entries\n")
        for name, times in measure(size).items():
            middle = statistics.median(times[1:])
            sys.stdout.write(f"  {name:<18}{times[0]:>9.0f} ms first{middle:>9.0f} ms then\n")
        sys.stdout.write(f"  memory            {_most_memory():>9.0f} MB at most\n")
