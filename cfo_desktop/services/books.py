"""Making, opening and caring for a book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from cfo_desktop.analysis.categories import Classifier
from cfo_desktop.base import clock
from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.book import VerifyCheck
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.customers import CustomerPage
from cfo_desktop.domain.history import Row
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.domain.period import Month
from cfo_desktop.store import book_store
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import ledger
from cfo_desktop.store.keys import FLOOR
from cfo_desktop.store.keys import Argon2Cost

if TYPE_CHECKING:
    from cfo_desktop.advisor.asking.names import Parties
    from cfo_desktop.analysis.forecasting.trial import Tried
    from cfo_desktop.domain.invoice import Direction

FLOOR_COST = FLOOR
"""The least costly passphrase slot: for the demo shop, whose passphrase everybody knows."""
MAX_NAME = 120
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from a book, and the state of the book that it was learned from."""

    state: tuple[object, ...]
    classifier: Classifier


@dataclass(slots=True)
class Remembered:
    """The rows of an open book from ``first`` on, up to the entry ``head``.

    Three lists side by side: with an object for each row there is more to collect for the
    interpreter, each time that analysis makes thousands of its own.
    """

    first: dt.date
    head: int = 0
    rows: list[Row] = field(default_factory=list)
    """In the order of days, entries and accounts."""
    posted_by: list[int] = field(default_factory=list)
    reversed_on: list[int] = field(default_factory=list)
    """As a ``KeptRow`` has them."""
    carried: Carried | None = None
    """The debts of before ``first``, as read last."""


@dataclass(slots=True)
class Carried:
    """The debts carried to ``first`` as they stood at the end of ``last``, read at ``head``."""

    first: dt.date
    last: dt.date
    head: int
    balances: dict[tuple[str, str], int]


@dataclass(slots=True)
class Trading:
    """Who trades with the shop as far as the entry ``head`` says, and how questions name them."""

    head: int
    sides: set[tuple[str, Direction]]
    names: Parties


@dataclass(slots=True)
class Book:
    """One open book. Use it on one thread; only services look inside."""

    store: book_store.Store
    learned: Learned | None = None
    """Kept while the book is open: learning takes a moment."""
    remembered: Remembered | None = None
    """The rows that analysis is given, kept for the same reason."""
    ground: tuple[tuple[dt.date, int, int], Ground] | None = None
    """What was made of it last, and the state of the book that it was made of."""
    trading: Trading | None = None
    """Who trades with the shop, as questions name them."""
    customers: tuple[tuple[dt.date, int, int], CustomerPage] | None = None
    """The customers as they were looked at last, and the state of the book then."""
    tried: Tried | None = None
    """What the last forecast tried on the past, for the next one."""

    @property
    def folder(self) -> Path:
        """The folder it lies in."""
        return self.store.folder


def create(
    folder: Path,
    *,
    name: str,
    chart: str,
    currency: str,
    passphrase: str,
    fiscal_first_month: int = 1,
    language: str = "",
    cost: Argon2Cost | None = None,
) -> tuple[Book, str]:
    """Make a book with a chart of accounts; return it open, and its recovery code to show once.

    ``language`` is what the program itself writes into the book; empty: that of the chart.
    ``cost`` fixes the passphrase slot's strength, which is else measured on this computer.
    Raises ``UserError`` (``book_exists``, ``book_name_invalid``, ``chart_unknown``,
    ``currency_unknown``, ``fiscal_month_invalid``, ``passphrase_empty``, the disk's).
    """
    from cfo_desktop.services import charts

    _check_name(name)
    _check_fiscal_month(fiscal_first_month)
    minor_digits(currency)
    accounts = charts.load(chart, currency=currency)
    settings = {
        "name": name.strip(),
        "chart": chart,
        "currency": currency,
        "fiscal_first_month": str(fiscal_first_month),
        "created": clock.today().isoformat(),
        "language": language or ("zh_CN" if chart.startswith("cn-") else "en"),
    }

    def fill(connection: database.Connection) -> None:
        for key, value in settings.items():
            ledger.set_value(connection, key, value)
        for account in accounts:
            ledger.add_account(connection, account)

    store, code = book_store.create(folder, passphrase=passphrase, cost=cost, fill=fill)
    return Book(store), code


def _check_name(name: str) -> None:
    if not name.strip() or len(name) > MAX_NAME or not name.isprintable():
        raise UserError("book_name_invalid", limit=MAX_NAME)


def _check_fiscal_month(month: int) -> None:
    if not 1 <= month <= _MONTHS:
        raise UserError("fiscal_month_invalid")


def rename(book: Book, *, name: str) -> Changes:
    """Give the book another name; raise ``UserError("book_name_invalid")``."""
    _check_name(name)
    with book.store.transaction() as connection:
        ledger.set_value(connection, "name", name.strip())
    return Changes(book=True)


def begin_fiscal_year(book: Book, *, first_month: int) -> Changes:
    """Let the fiscal year begin with another month, 1 to 12.

    Raises ``UserError`` (``fiscal_month_invalid``, ``fiscal_year_closed``): once a year was closed,
    its profit stands in retained earnings, and later years must begin where it ended.
    """
    _check_fiscal_month(first_month)
    with book.store.transaction() as connection:
        if figures.any_year_closed(connection):
            raise UserError("fiscal_year_closed")
        ledger.set_value(connection, "fiscal_first_month", str(first_month))
    return Changes(book=True)


def open_book(folder: Path, *, passphrase: str, progress: Progress = unheard) -> Book:
    """Open a book; raise ``UserError`` (``passphrase_wrong`` and others) or ``BookDamaged``.

    ``progress`` is called while a book of an older program is brought up to date.
    """
    return Book(book_store.open_with_passphrase(folder, passphrase, progress=progress))


def recover(
    folder: Path,
    *,
    code: str,
    passphrase: str,
    cost: Argon2Cost | None = None,
    progress: Progress = unheard,
) -> Book:
    """Open a book by its recovery code and give it a new passphrase."""
    store = book_store.open_with_recovery_code(folder, code, progress=progress)
    try:
        book_store.change_passphrase(store, passphrase, cost=cost)
    except BaseException:
        store.close()
        raise
    return Book(store)


def close(book: Book) -> None:
    """Close a book; the handle is of no use afterwards."""
    book.store.close()


def discard(folder: Path) -> None:
    """Remove a book that was made a moment ago and could not be filled."""
    book_store.discard(folder, made=True)


def info(book: Book) -> BookInfo:
    """Return what the book says of itself."""
    with database.mapped_errors():
        values = ledger.values(book.store.connection)
        locked = ledger.locked_through(book.store.connection)
    return _info(values, locked)


def _info(values: Mapping[str, str], locked: dt.date | None) -> BookInfo:
    try:
        return BookInfo(
            name=values["name"],
            currency=values["currency"],
            chart=values["chart"],
            fiscal_first_month=int(values["fiscal_first_month"]),
            created=dt.date.fromisoformat(values["created"]),
            locked_through=locked,
        )
    except (KeyError, ValueError) as error:
        raise BookDamaged("database_damaged") from error


def head(book: Book) -> Head:
    """Return the end of the hash chain."""
    with database.mapped_errors():
        return ledger.head(book.store.connection)


def last_day(book: Book) -> dt.date | None:
    """Return the day of the latest entry; ``None`` in an empty ledger."""
    with database.mapped_errors():
        return figures.last_day(book.store.connection)


def check_passphrase(book: Book, *, passphrase: str) -> None:
    """Raise ``UserError("passphrase_wrong")`` where ``passphrase`` does not open this book."""
    book_store.check_passphrase(book.store, passphrase)


def change_passphrase(book: Book, *, passphrase: str, cost: Argon2Cost | None = None) -> Changes:
    """Give the book a new passphrase; its data are not encrypted anew (see ``rekey``)."""
    book_store.change_passphrase(book.store, passphrase, cost=cost)
    return Changes(book=True)


def rekey(
    book: Book,
    *,
    passphrase: str,
    cost: Argon2Cost | None = None,
    progress: Progress = unheard,
) -> str:
    """Encrypt the whole book anew under a new key and passphrase; return the new recovery code."""
    return book_store.rekey(book.store, passphrase, cost=cost, progress=progress)


def new_recovery_code(book: Book) -> str:
    """Replace the recovery code and return the new one, to show once."""
    return book_store.new_recovery_code(book.store)


def lock_period(book: Book, *, through: Month | None) -> Changes:
    """Lock every day up to the end of a month; ``None``, or an earlier month, opens days again."""
    with book.store.transaction() as connection:
        ledger.lock_through(connection, through.last_day if through else None)
    return Changes(book=True)


def backup(book: Book, *, target: Path, progress: Progress = unheard) -> Head:
    """Write a backup that was read back and verified; return the head it holds."""
    from cfo_desktop.store import backup as backup_file

    return backup_file.write(book.store, target, progress=progress)


def restore(source: Path, *, folder: Path, passphrase: str, progress: Progress = unheard) -> Head:
    """Make a book anew out of a backup; return the head it holds."""
    from cfo_desktop.store import backup as backup_file

    return backup_file.restore(source, folder, passphrase=passphrase, progress=progress)


def verify(book: Book, *, progress: Progress = unheard) -> list[VerifyCheck]:
    """Run every control over the book; a damaged one gives failed checks, no exception.

    ``progress`` is called between two controls and may raise to stop.
    """
    from cfo_desktop.store import verify as controls

    found: list[VerifyCheck] = []
    for check in controls.all_checks(book.store):
        found.append(check)
        progress(len(found), controls.COUNT)
    return found


def rebuild_search(book: Book, *, progress: Progress = unheard) -> Changes:
    """Make the index of the search anew from the entries, where it was damaged."""
    from cfo_desktop.store import search

    with book.store.transaction() as connection:
        search.rebuild(connection, progress)
    return Changes(entries=True)


def verify_folder(folder: Path, *, passphrase: str) -> list[VerifyCheck]:
    """Open and verify; damage that already stops the opening is a failed check of its own."""
    try:
        book = open_book(folder, passphrase=passphrase)
    except BookDamaged as error:
        return [VerifyCheck("open", ok=False, detail=error.code)]
    try:
        return verify(book)
    finally:
        close(book)


def rebuild_anchor(folder: Path, *, passphrase: str) -> Head:
    """Anchor the ledger as it now is, where the anchor was lost; every other control must hold.

    The owner compares the head with the last printed report. Raises ``BookDamaged`` otherwise.
    """
    from cfo_desktop.store import verify as controls

    return controls.rebuild_anchor(folder, passphrase)
