"""What analysis noticed in an open book, and what its owner said of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable

from cfo_desktop.analysis.findings import finder
from cfo_desktop.base import clock
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.outlook import Noticed
from cfo_desktop.domain.period import Month
from cfo_desktop.services import ground
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import finding_choices as kept
from cfo_desktop.store.finding_choices import Choice

LATER = dt.timedelta(days=14)
"""How long a finding is put off."""


def read(book: Book, *, month: Month | None = None, progress: Progress = unheard) -> Noticed:
    """Return what stands out today, or at the end of an earlier ``month``."""
    today = clock.today()
    earlier = month is not None and month < Month.of(today)
    found = ground.read(book, at=month.last_day if month and earlier else None, progress=progress)
    with database.mapped_errors():
        said = kept.choices(book.store.connection)
    hidden = {each.key for each in said if each.until is None or each.until >= today}
    bar = _not_useful(said)
    told = [each.finding for each in found.weighed if finder.is_told(each, bar)]
    return Noticed(
        found,
        tuple(each for each in told if each.key not in hidden),
        tuple(each.finding for each in found.weighed if each.finding.key in hidden),
    )


def _not_useful(said: Iterable[Choice]) -> dict[FindingCode, int]:
    counted = Counter(each.code for each in said if not each.useful)
    return {FindingCode(code): times for code, times in counted.items() if code in set(FindingCode)}


def put_off(book: Book, *, key: str, until: dt.date | None = None) -> Changes:
    """Show a finding again after ``until``, two weeks from today where it is not given."""
    day = until or clock.today() + LATER
    return _decide(book, Choice(key, _code(key), useful=True, until=day))


def call_not_useful(book: Book, *, key: str) -> Changes:
    """Show a finding no more, and raise the threshold of its code."""
    return _decide(book, Choice(key, _code(key), useful=False, until=None))


def show_again(book: Book, *, key: str) -> Changes:
    """Take back what the owner said of a finding."""
    return _say(book, lambda connection: kept.forget(connection, key))


def _code(key: str) -> FindingCode:
    """Return the code that a key begins with (``Finding.key``)."""
    return FindingCode(key.partition(":")[0])


def _decide(book: Book, choice: Choice) -> Changes:
    at = int(clock.now().timestamp())
    return _say(book, lambda connection: kept.decide(connection, choice, decided_at=at))


def _say(book: Book, write: Callable[[database.Connection], None]) -> Changes:
    """Keep what the owner says; what was made of the books stays, as it says nothing of them."""
    with ground.unmoved(book), book.store.transaction() as connection:
        write(connection)
    return Changes(findings=True)
