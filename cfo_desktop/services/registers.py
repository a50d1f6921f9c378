"""The register: pages of entries, newest first, of one account or all, searched and filtered."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence

from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.register import PAGE
from cfo_desktop.domain.register import FirstPage
from cfo_desktop.domain.register import Key
from cfo_desktop.domain.register import Outline
from cfo_desktop.domain.register import PageStart
from cfo_desktop.domain.register import RegisterRow
from cfo_desktop.domain.register import Selection
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import ledger
from cfo_desktop.store import register

_EVER = 99_991_231
"""The key of a day after every entry."""


def first(book: Book, *, selection: Selection) -> FirstPage:
    """Return the newest entries of a selection; fast, whatever the book holds."""
    start = PageStart(None, _top(book, selection))
    rows = page(book, selection=selection, start=start, limit=PAGE + 1)
    return FirstPage(rows[:PAGE], whole=len(rows) <= PAGE)


def outline(book: Book, *, selection: Selection) -> Outline:
    """Count a selection's entries and find where its pages begin, from one pass over them."""
    with database.mapped_errors():
        return register.outline(book.store.connection, selection, top=_top(book, selection))


def page(
    book: Book, *, selection: Selection, start: PageStart, limit: int = PAGE
) -> list[RegisterRow]:
    """Return up to ``limit`` entries from ``start`` on."""
    connection = book.store.connection
    with database.mapped_errors():
        found = register.page(connection, selection, before=start.key, limit=limit)
        numbers = [number for number, _ in found]
        entries = {entry.number: entry for entry in ledger.entries_of(connection, numbers)}
        waiting = _waiting(book, numbers)
    balances: Sequence[int | None] = [None] * len(found)
    if start.balance is not None:
        balances = list(register.running(found, top=start.balance))
    return [
        RegisterRow(entries[number], number in waiting, balance)
        for number, balance in zip(numbers, balances, strict=True)
    ]


def listed(book: Book, *, selection: Selection, limit: int) -> list[RegisterRow]:
    """Return the newest ``limit`` entries of a selection, with balances where they run on."""
    start = PageStart(None, _top(book, selection))
    return page(book, selection=selection, start=start, limit=limit)


def around(
    book: Book, *, selection: Selection, keys: Collection[Key]
) -> tuple[Outline, dict[int, list[RegisterRow]]]:
    """Return the outline and, by number, the first page and those that hold ``keys``."""
    found = outline(book, selection=selection)
    numbers = {0, *(found.page_of(key) for key in keys)}
    return found, {
        number: page(book, selection=selection, start=found.starts[number]) for number in numbers
    }


def _waiting(book: Book, numbers: Collection[int]) -> frozenset[int]:
    return frozenset(figures.open_among(book.store.connection, numbers))


def _top(book: Book, selection: Selection) -> int | None:
    """Return the balance after the newest entry of a selection whose balances run on."""
    if not selection.runs_on or selection.account is None:
        return None
    with database.mapped_errors():
        return register.balance_after(
            book.store.connection,
            selection.account,
            through=day_key(selection.last) if selection.last else _EVER,
        )
