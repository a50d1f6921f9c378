"""Prints what the register takes at a size: `python -m tests.benchmarks.register ENTRIES FOLDER`.

Milliseconds of the first page, the outline and a page in the middle, for all entries, the busiest
account and searches; what the index adds to posting; and how long the window's thread is held
while a register of 1 000 000 rows is scrolled. 400 000 entries have about 1 000 000 postings.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.register import PAGE
from cfo_desktop.domain.register import Outline
from cfo_desktop.domain.register import PageStart
from cfo_desktop.domain.register import RegisterRow
from cfo_desktop.domain.register import Selection
from cfo_desktop.domain.register import Standing
from cfo_desktop.services import books
from cfo_desktop.services import registers
from cfo_desktop.services.books import Book
from cfo_desktop.store import search
from tests.benchmarks import made_book
from tests.benchmarks import made_ledger

BUSY = "1020"
ROUNDS = 5
SCROLLED = 1_000_000
SELECTIONS = {
    "all entries": Selection(),
    f"account {BUSY}": Selection(BUSY),
    "search 进货": Selection(text="进货"),
    "search 零食 永辉": Selection(text="零食 永辉"),
    "search t (every second entry)": Selection(text="t"),
    f"search 现金 in {BUSY}": Selection(BUSY, text="现金"),
    "search 12.50": Selection(text="12.50"),
    "search 4 Nov": Selection(text="4 Nov"),
    "needs review": Selection(standing=Standing.NEEDS_REVIEW),
}


def main(count: int, folder: Path) -> None:
    """Make the book where it is not there yet, and print."""
    if not folder.exists():
        books.close(made_book.create(folder, count))
    book = books.open_book(folder, passphrase=made_book.PASSPHRASE)
    (postings,) = book.store.connection.execute("SELECT count(*) FROM posting").fetchone()
    _print(f"{count} entries, {postings} postings")
    _print(f"{'':34}{'first page':>20}{'outline':>20}{'middle':>20}{'hits':>10}")
    for name, selection in SELECTIONS.items():
        _selection(book, name, selection)
    books.close(book)
    posting(min(count, 100_000))
    scrolling()


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _selection(book: Book, name: str, selection: Selection) -> None:
    outline = registers.outline(book, selection=selection)
    middle = outline.starts[len(outline.starts) // 2]
    columns = [
        _best(lambda: registers.first(book, selection=selection)),
        _best(lambda: registers.outline(book, selection=selection)),
        _best(lambda: registers.page(book, selection=selection, start=middle)),
    ]
    _print(f"{name:34}{''.join(columns)}{outline.count:>10}")


def _best(action: Callable[[], object]) -> str:
    """Return the first and the best time of some rounds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        action()
        times.append((time.perf_counter() - started) * 1000)
    return f"{times[0]:9.1f} {min(times):7.1f} ms"


def posting(count: int) -> None:
    """Print what posting takes with the index and without it, on equal drafts."""
    drafts = list(made_ledger.drafts(count))
    with_index = _posted(drafts)
    add = search.add
    search.add = _nothing
    try:
        without = _posted(drafts)
    finally:
        search.add = add
    _print(f"posting {count} entries: {without:.2f} s, with the index {with_index:.2f} s")


def _nothing(*_: object, **__: object) -> None:
    """Index nothing."""


def _posted(drafts: Sequence[Draft]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        book = made_book.empty(Path(folder) / "book")
        seconds = made_book.post(book, drafts)
        books.close(book)
    return seconds


def scrolling() -> None:
    """Print how long one turn of the window's thread lasts at most while it scrolls far."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from cfo_desktop.base.settings import Settings
    from cfo_desktop.ui import app as ui_app
    from cfo_desktop.ui.session import Session
    from cfo_desktop.ui.tables.entries import RegisterModel
    from cfo_desktop.ui.tables.view import TableView
    from cfo_desktop.ui.tasks import Tasks

    app = QApplication(["benchmark"])
    ui_app.prepare(app)
    session = Session(Settings(), tasks=Tasks())
    model = RegisterModel(session, accounts={})
    table = TableView(model, name="Entries")
    table.resize(900, 700)
    table.show()
    rows = list(_made_rows())
    longest: dict[str, float] = {}

    def turn(name: str, action: Callable[[], object]) -> None:
        started = time.perf_counter()
        action()
        app.processEvents()
        longest[name] = max(longest.get(name, 0), (time.perf_counter() - started) * 1000)

    starts = (PageStart(None, None),) * (SCROLLED // PAGE)
    turn("first page", lambda: model.show_first(Selection(), rows))
    turn("growing to 1 000 000 rows", lambda: model.grow(Outline(SCROLLED, starts)))
    bar = table.verticalScrollBar()
    for place in (*range(0, SCROLLED, 7_919), *range(500_000, 500_400, 3)):
        turn("a scroll", partial(bar.setValue, place))
        page = table.rowAt(0) // PAGE
        turn("a page that came", partial(model.take_pages, {page: rows}, near=page))
    turn("choosing the last row", lambda: table.selectRow(SCROLLED - 1))
    turn("a change", lambda: model.replace(Selection(), Outline(SCROLLED, starts), {0: rows}))
    for name, milliseconds in longest.items():
        _print(f"the window's thread, {name}: {milliseconds:.1f} ms at most")
    table.close()
    session.tasks.close(lambda: None)
    while session.tasks.busy:
        app.processEvents()


def _made_rows() -> Iterable[RegisterRow]:
    from cfo_desktop.domain.entry import Entry

    for number, draft in enumerate(made_ledger.drafts(PAGE), 1):
        yield RegisterRow(Entry(number, draft), needs_review=not number % 7)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
