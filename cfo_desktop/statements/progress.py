"""How far the reading of a file is, told from inside the readers to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import overload

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
    """Return the table; that its rows are looked at is told, as the part after ``start``."""
    if _LISTENER.get() is None:
        return table
    return replace(table, rows=_Rows(table.rows, 0, len(table.rows), start))


class _Rows(Sequence[TableRow]):
    """Rows that tell how far one has come; a slice of them still knows where it stands."""

    def __init__(self, rows: Sequence[TableRow], first: int, total: int, start: float) -> None:
        self._rows = rows
        self._first = first
        self._total = total
        self._start = start

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> TableRow: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[TableRow]: ...

    def __getitem__(self, index: int | slice) -> TableRow | Sequence[TableRow]:
        if isinstance(index, slice):
            if index.step not in {None, 1}:
                return self._rows[index]
            first = index.indices(len(self._rows))[0]
            return _Rows(self._rows[index], self._first + first, self._total, self._start)
        return self._rows[index]

    def __iter__(self) -> Iterator[TableRow]:
        for place in range(0, len(self._rows), _EVERY):
            self._tell(place)
            yield from self._rows[place : place + _EVERY]

    def _tell(self, place: int) -> None:
        told(self._start + (1 - self._start) * (self._first + place) / self._total)
