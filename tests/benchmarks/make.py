"""Makes the made ledger's files in a folder, in a process of its own: `make.py COUNT FOLDER [all]`.

Always our book (``book``) and what making it took (``made.json``); with ``all`` also the same book
behind a passphrase of this computer's own strength (``book-calibrated``) and the files of the other
programs (``made.journal``, ``made.beancount``).
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path

from cfo_desktop.services import books
from tests.benchmarks import journals
from tests.benchmarks import made_book
from tests.benchmarks import made_ledger

BOOK = "book"
CALIBRATED = "book-calibrated"
JOURNAL = "made.journal"
BEANCOUNT = "made.beancount"
ABOUT = "made.json"


def main(count: int, folder: Path, *, everything: bool) -> None:
    """Make what is not there yet; ``made.json`` comes last and says that all is."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    seconds = _book(count, folder / BOOK)
    if everything:
        _calibrated(folder)
        accounts = made_ledger.accounts()
        with (folder / JOURNAL).open("w", encoding="utf-8") as stream:
            stream.writelines(journals.ledger_text(accounts, made_ledger.drafts(count)))
        with (folder / BEANCOUNT).open("w", encoding="utf-8") as stream:
            stream.writelines(journals.beancount_text(accounts, made_ledger.drafts(count)))
    about = {"entries": count, "posting_seconds": seconds, "everything": everything}
    (folder / ABOUT).write_text(json.dumps(about), encoding="utf-8")


def _book(count: int, folder: Path) -> float:
    """Make our book; return how long the posting itself took, in seconds."""
    book = made_book.empty(folder)
    seconds = made_book.post(book, made_ledger.drafts(count))
    started = time.perf_counter()
    books.close(book)
    return seconds + time.perf_counter() - started


def _calibrated(folder: Path) -> None:
    shutil.copytree(folder / BOOK, folder / CALIBRATED)
    book = books.open_book(folder / CALIBRATED, passphrase=made_book.PASSPHRASE)
    books.change_passphrase(book, passphrase=made_book.PASSPHRASE)
    books.close(book)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), everything="all" in sys.argv[3:])
