"""What is made of an open book: its history, debts, forecast and all that stands out.

It is made once for everything that is told of it, and kept while the book is open.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator

from cfo_desktop.analysis import debts
from cfo_desktop.analysis import forecast
from cfo_desktop.analysis.findings import finder
from cfo_desktop.base import clock
from cfo_desktop.base import collector
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.finding import Circumstances
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.services import cushion
from cfo_desktop.services import history
from cfo_desktop.services import reconciliation
from cfo_desktop.services import tax
from cfo_desktop.services import terms
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import figures

_MOST_WAITING = 10_000


def read(book: Book, *, at: dt.date | None = None, progress: Progress = unheard) -> Ground:
    """Return what is made of the books at the end of ``at``, today where it is not given.

    Today's is kept until something is written to the book or a day has passed.
    """
    today = clock.today()
    if at is not None and at != today:
        return _made(book, at, progress)
    state = _state(book)
    if book.ground is None or book.ground[0] != state:
        book.ground = (state, _made(book, today, progress))
    return book.ground[1]


@contextlib.contextmanager
def unmoved(book: Book) -> Iterator[None]:
    """Let what is kept stand through a write that says nothing of the books themselves."""
    before = _state(book)
    yield
    after = _state(book)
    # Another program may have written too, or the day have passed: that is to be seen.
    alone = (before[0], before[2]) == (after[0], after[2])
    if alone and book.ground is not None and book.ground[0] == before:
        book.ground = (after, book.ground[1])


def _state(book: Book) -> tuple[dt.date, int, int]:
    """Return the day, and what changes with every write of this program and of others."""
    with database.mapped_errors():
        return (clock.today(), *database.state(book.store.connection))


@collector.paused()
def _made(book: Book, at: dt.date, progress: Progress) -> Ground:
    past = history.read(book, at=at, progress=progress)
    owed = debts.find(past, terms=terms.read(book))
    taxes = tax.summary(book, past)
    coming = taxes.coming() if taxes else ()
    ahead, tried = forecast.again(past, owed, taxes=coming, before=book.tried)
    if at == clock.today():
        book.tried = tried
    least = cushion.cushion(book)
    circumstances = Circumstances(
        forecast=ahead,
        cushion=least,
        reconciled=_reconciled(book) if at == clock.today() else {},
        taxes=taxes.dues() if taxes else (),
        waiting=_waiting(book, at),
    )
    weighed = tuple(finder.weigh(past, owed, circumstances))
    return Ground(past, owed, ahead, taxes, least, weighed)


def _waiting(book: Book, at: dt.date) -> tuple[OpenItem, ...]:
    with database.mapped_errors():
        return tuple(figures.open_items(book.store.connection, at, limit=_MOST_WAITING))


def _reconciled(book: Book) -> dict[str, dt.date | None]:
    """Return how far each account that has statements agrees with them; none is looked into."""
    return {
        state.account: state.reconciled_through
        for state in reconciliation.overview(book)
        if state.statement is not None
    }
