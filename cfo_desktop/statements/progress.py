"""How far the reading of a file is, told from inside the readers to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow

Told = Callable[[float], None]
"""Called with the part that is done, 0 to 1."""
_EVERY = 500
"""Rows between two words."""
_LISTENER: ContextVar[Told | None] = ContextVar("listener", default=None)


@contextmanager
def told_to(listener: Told | None) -> Iterator[None]:
    """Tell ``listener`` of what is read in the block."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


@contextmanager
def part(start: float, share: float) -> Iterator[None]:
    """What is read in the block is ``share`` of the whole, after ``start`` of it."""
    outer = _LISTENER.get()
    with told_to((lambda done: outer(start + share * done)) if outer else None):
        yield


def told(done: float) -> None:
    """Say that so much is done."""
    if listener := _LISTENER.get():
        listener(done)


def counted(table: Table, *, start: float) -> Table:
    """Return the table; how far its rows are read is told, as the part after ``start``."""
    if _LISTENER.get() is None or not table.rows:
        return table
    return _Counted(
        table.rows, table.name, table.open_ended, last=table.rows[-1].number, start=start
    )


@dataclass(frozen=True, slots=True)
class _Counted(Table):
    """A table that knows how far one has come: a reader that takes a row apart asks its place."""

    last: int = 1
    start: float = 0.0

    def place(self, row: TableRow) -> str:
        """Say where a row stands, and now and then that one has come so far."""
        if not row.number % _EVERY:
            told(self.start + (1 - self.start) * row.number / self.last)
        return Table.place(self, row)
