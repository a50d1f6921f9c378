"""What analysis noticed in an open book, and what its owner said of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from cfo_desktop.analysis import debts
from cfo_desktop.analysis.findings import finder
from cfo_desktop.base import clock
from cfo_desktop.base import collector
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.finding import Circumstances
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.outlook import Noticed
from cfo_desktop.domain.period import Month
from cfo_desktop.services import cushion
from cfo_desktop.services import forecasts
from cfo_desktop.services import history
from cfo_desktop.services import reconciliation
from cfo_desktop.services import tax
from cfo_desktop.services import terms
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import finding_choices as kept
from cfo_desktop.store.finding_choices import Choice

LATER = dt.timedelta(days=14)
"""How long a finding is put off."""


def read(book: Book, *, month: Month | None = None, progress: Progress = unheard) -> Noticed:
    """Return what stands out today, or at the end of an earlier ``month``.

    Today's is kept while the book is open, until something is written to it or a day has passed.
    """
    today = clock.today()
    if month is not None and month < Month.of(today):
        return _noticed(book, month.last_day, progress)
    with database.mapped_errors():
        state = (today, *database.state(book.store.connection))
    if book.noticed is None or book.noticed[0] != state:
        with collector.paused():
            book.noticed = (state, _noticed(book, today, progress))
    return book.noticed[1]


def _noticed(book: Book, at: dt.date, progress: Progress) -> Noticed:
    today = clock.today()
    past = history.read(book, at=at, progress=progress)
    owed = debts.find(past, terms=terms.read(book))
    ahead = forecasts.of_debts(book, past, owed)
    said = _choices(book)
    least = cushion.cushion(book)
    taxes = tax.dues(book, past)
    circumstances = Circumstances(
        forecast=ahead,
        cushion=least,
        reconciled=_reconciled(book) if at == today else {},
        taxes=taxes,
        not_useful=_not_useful(said),
    )
    found = finder.find(past, owed, circumstances)
    hidden = {each.key for each in said if each.until is None or each.until >= today}
    return Noticed(
        past,
        owed,
        ahead,
        taxes,
        least,
        tuple(each for each in found if each.key not in hidden),
        tuple(each for each in found if each.key in hidden),
    )


def _choices(book: Book) -> list[Choice]:
    with database.mapped_errors():
        return kept.choices(book.store.connection)


def _not_useful(said: Iterable[Choice]) -> dict[FindingCode, int]:
    counted = Counter(each.code for each in said if not each.useful)
    return {FindingCode(code): times for code, times in counted.items() if code in set(FindingCode)}


def _reconciled(book: Book) -> dict[str, dt.date | None]:
    """Return how far each account that has statements agrees with them; none is looked into."""
    return {
        state.account: state.reconciled_through
        for state in reconciliation.overview(book)
        if state.statement is not None
    }


def put_off(book: Book, *, key: str, until: dt.date | None = None) -> Changes:
    """Show a finding again after ``until``, two weeks from today where it is not given."""
    day = until or clock.today() + LATER
    return _decide(book, Choice(key, _code(key), useful=True, until=day))


def call_not_useful(book: Book, *, key: str) -> Changes:
    """Show a finding no more, and raise the threshold of its code."""
    return _decide(book, Choice(key, _code(key), useful=False, until=None))


def show_again(book: Book, *, key: str) -> Changes:
    """Take back what the owner said of a finding."""
    with book.store.transaction() as connection:
        kept.forget(connection, key)
    return Changes(findings=True)


def _code(key: str) -> FindingCode:
    """Return the code that a key begins with (``Finding.key``)."""
    return FindingCode(key.partition(":")[0])


def _decide(book: Book, choice: Choice) -> Changes:
    with book.store.transaction() as connection:
        kept.decide(connection, choice, decided_at=int(clock.now().timestamp()))
    return Changes(findings=True)
