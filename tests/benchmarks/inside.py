"""What one open book takes inside the process: `inside.py BOOK ROUNDS` prints milliseconds as JSON.

{name: [milliseconds of each round]}; the first of a list is the first time in this process. Posts
200 entries to the book.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import reports
from cfo_desktop.services.books import Book
from cfo_desktop.store import book_store
from cfo_desktop.store import keys
from cfo_desktop.store import slot_file
from cfo_desktop.store import verify
from tests.benchmarks import made_book
from tests.benchmarks import made_ledger

POSTED = 200
BUSY_ACCOUNT = "1020"
QUIET_ACCOUNT = "6420"

Times = dict[str, list[float]]


def main(folder: Path, rounds: int) -> None:
    """Measure everything and print it."""
    times: Times = defaultdict(list)
    slots = slot_file.read(folder)
    data_key = keys.unwrap_with_passphrase(slots.slot("passphrase"), made_book.PASSPHRASE)
    for _ in range(rounds):
        _opening(folder, slots, data_key, times)
    book = Book(book_store.open_with_key(folder, slots, data_key))
    for _ in range(rounds):
        for name, action in _reading(book).items():
            _timed(times, name, action)
    _posting(book, times)
    _disk(folder, times)
    checks = verify.all_checks(book.store)
    while True:
        started = time.perf_counter()
        check = next(checks, None)
        if check is None:
            break
        if not check.ok:
            message = f"verify failed: {check.name}"
            raise SystemExit(message)
        times[f"verify: {check.name}"].append(_since(started))
    books.close(book)
    sys.stdout.write(json.dumps(times))


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _timed(times: Times, name: str, action: Callable[[], object]) -> None:
    started = time.perf_counter()
    action()
    times[name].append(_since(started))


def _opening(folder: Path, slots: slot_file.SlotFile, data_key: bytes, times: Times) -> None:
    started = time.perf_counter()
    book = Book(book_store.open_with_key(folder, slots, data_key))
    times["open, key known"].append(_since(started))
    _timed(times, "trial balance, just opened", lambda: _trial_balance(book))
    _timed(times, "close", lambda: books.close(book))


def _trial_balance(book: Book) -> object:
    return reports.trial_balance(book, at=made_ledger.LAST_DAY)


def _reading(book: Book) -> dict[str, Callable[[], object]]:
    month = made_ledger.MONTH
    (last,) = entries.page(book, limit=1)
    middle = (dt.date(2025, 3, 1), last.number // 2)
    pages: dict[str, Callable[[], object]] = {
        "register page, all accounts": lambda: entries.page(book),
        "register page, all accounts, deep": lambda: entries.page(book, before=middle),
        "register page, busy account": lambda: entries.page(book, account=BUSY_ACCOUNT),
        "register page, busy account, deep": lambda: entries.page(
            book, account=BUSY_ACCOUNT, before=middle
        ),
        "register page, quiet account": lambda: entries.page(book, account=QUIET_ACCOUNT),
    }
    return {
        "trial balance": lambda: _trial_balance(book),
        "monthly income": lambda: reports.income(book, month=month),
        "balance sheet": lambda: reports.balance_sheet(book, at=month.last_day),
        "cash flow": lambda: reports.cash_flow(book, month=month),
        "monthly report, all of it": lambda: reports.monthly_report(book, month=month),
        **pages,
        "open items": lambda: entries.open_items(book, at=made_ledger.LAST_DAY),
    }


def _posting(book: Book, times: Times) -> None:
    """Post as the command line and the window do: texts in, a durable and anchored entry out."""
    store = book.store
    for number in range(POSTED):
        started = time.perf_counter()
        draft = entries.simple(
            book,
            day=made_ledger.LAST_DAY,
            narration=f"现金销售 {number}",
            debits=[(BUSY_ACCOUNT, "12.50")],
            credits=[("4010", "12.50")],
        )
        entries.post(book, draft=draft)
        times["post one entry"].append(_since(started))
    for _ in range(POSTED // 4):
        head = store.anchored
        _timed(
            times,
            "of that, the anchor",
            lambda: book_store.write_anchor(store.folder, store.slots, store.data_key, head),  # noqa: B023 - run at once
        )


def _disk(folder: Path, times: Times) -> None:
    """Tell what this disk asks for one page made durable, the measure of posting."""
    path = folder / "page.tmp"
    with path.open("wb") as stream:
        for _ in range(POSTED // 4):
            started = time.perf_counter()
            stream.write(bytes(4096))
            stream.flush()
            os.fsync(stream.fileno())
            times["for comparison: 4 KiB and fsync"].append(_since(started))
    path.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
