"""The verbs of services as `Query` and `Change`, one short function each, for the screens.

Services are imported where they are called: on the book's thread, so that the first window opens
without waiting for cryptography or the PDF library. Values that only name types are not imported.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.book import Changes
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Errand
from cfo_desktop.ui.tasks import Opening
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.base.settings import Settings
    from cfo_desktop.domain.account import Account
    from cfo_desktop.domain.book import BookInfo
    from cfo_desktop.domain.book import Head
    from cfo_desktop.domain.book import VerifyCheck
    from cfo_desktop.domain.period import Month
    from cfo_desktop.domain.report import Unfinished
    from cfo_desktop.services.books import Book

PAGE = 100
"""Lines of an account read at a time where they are ticked."""
_POSTED = Changes(accounts=True, entries=True)


@dataclass(frozen=True, slots=True)
class Chart:
    """The accounts, each one's balance in minor units of its own currency, and the book."""

    info: BookInfo
    accounts: tuple[Account, ...]
    balances: Mapping[str, int]


# --- before the book ---


def get_ready() -> Errand[None]:
    """Load what opens a book and what its first room reads, while the passphrase is typed."""

    def work(_: Progress) -> None:
        importlib.import_module("cfo_desktop.services.books")
        importlib.import_module("cfo_desktop.services.today")

    return Errand(work)


def open_book(folder: Path, *, passphrase: str) -> Opening[BookInfo]:
    """Open a book by its passphrase."""

    def work(progress: Progress) -> tuple[Book, BookInfo]:
        from cfo_desktop.services import books

        book = books.open_book(folder, passphrase=passphrase, progress=progress)
        return book, books.info(book)

    return Opening(work)


def recover(folder: Path, *, code: str, passphrase: str) -> Opening[BookInfo]:
    """Open a book by its recovery code and give it a new passphrase."""

    def work(progress: Progress) -> tuple[Book, BookInfo]:
        from cfo_desktop.services import books

        book = books.recover(folder, code=code, passphrase=passphrase, progress=progress)
        return book, books.info(book)

    return Opening(work)


def create(
    folder: Path, *, name: str, chart: str, currency: str, passphrase: str, language: str
) -> Opening[tuple[BookInfo, str]]:
    """Make a book; its recovery code comes with it."""

    def work(_: Progress) -> tuple[Book, tuple[BookInfo, str]]:
        from cfo_desktop.services import books

        book, code = books.create(
            folder,
            name=name,
            chart=chart,
            currency=currency,
            passphrase=passphrase,
            language=language,
        )
        return book, (books.info(book), code)

    return Opening(work)


def open_demo(folder: Path, *, language: str) -> Opening[BookInfo]:
    """Open the demo shop in ``folder``, making it at its first use."""

    def work(progress: Progress) -> tuple[Book, BookInfo]:
        from cfo_desktop.services import books
        from cfo_desktop.services import demo

        if folder.exists():
            book = books.open_book(folder, passphrase=demo.PASSPHRASE, progress=progress)
        else:
            book = demo.create(folder, locale=language, progress=progress)
        return book, books.info(book)

    return Opening(work)


def restore(source: Path, *, folder: Path, passphrase: str) -> Opening[BookInfo]:
    """Make a book anew out of a backup and open it."""

    def work(progress: Progress) -> tuple[Book, BookInfo]:
        from cfo_desktop.services import books

        books.restore(source, folder=folder, passphrase=passphrase, progress=progress)
        book = books.open_book(folder, passphrase=passphrase)
        return book, books.info(book)

    return Opening(work)


def save_settings(settings: Settings) -> Errand[None]:
    """Write the program's settings."""

    def work(_: Progress) -> None:
        from cfo_desktop.base import settings as store

        store.save(settings)

    return Errand(work)


# --- reading ---


def chart() -> Query[Chart]:
    """Read the accounts with their balances."""

    def work(book: Book, _: Progress) -> Chart:
        from cfo_desktop.services import accounts
        from cfo_desktop.services import books

        return Chart(books.info(book), tuple(accounts.all_accounts(book)), accounts.balances(book))

    return Query(work)


def waiting() -> Query[int]:
    """Count the payments that wait for their account."""

    def work(book: Book, _: Progress) -> int:
        from cfo_desktop.domain.period import LAST_DAY
        from cfo_desktop.services import entries

        return entries.open_total(book, at=LAST_DAY)[0]

    return Query(work)


def last_day() -> Query[dt.date | None]:
    """Read the day of the latest entry."""

    def work(book: Book, _: Progress) -> dt.date | None:
        from cfo_desktop.services import books

        return books.last_day(book)

    return Query(work)


def unfinished(month: Month) -> Query[Unfinished]:
    """Count what of the time up to a month's end may still change its statements."""

    def work(book: Book, _: Progress) -> Unfinished:
        from cfo_desktop.services import reports

        return reports.unfinished(book, at=month.last_day)

    return Query(work)


def save_pdf(month: Month, *, target: Path, language: str) -> Query[Path]:
    """Write the monthly report."""

    def work(book: Book, _: Progress) -> Path:
        from cfo_desktop.services import monthly_pdf

        return monthly_pdf.save(book, month=month, target=target, language=language)

    return Query(work)


def info() -> Query[tuple[BookInfo, Head]]:
    """Read what the book says of itself and the end of its chain."""

    def work(book: Book, _: Progress) -> tuple[BookInfo, Head]:
        from cfo_desktop.services import books

        return books.info(book), books.head(book)

    return Query(work)


def verify() -> Query[list[VerifyCheck]]:
    """Run every control over the book."""

    def work(book: Book, progress: Progress) -> list[VerifyCheck]:
        from cfo_desktop.services import books

        return books.verify(book, progress=progress)

    return Query(work)


# --- changing ---


def rebuild_search() -> Change[None]:
    """Make the index of the search anew."""

    def work(book: Book, progress: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import books

        return None, books.rebuild_search(book, progress=progress)

    return Change(work)


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What the entry form holds: (account code, positive decimal text) pairs."""

    day: dt.date
    narration: str
    party: str
    debits: tuple[tuple[str, str], ...]
    credits: tuple[tuple[str, str], ...]
    rate: Decimal | None = None


def post(form: EntryForm) -> Change[int]:
    """Post what the form holds; the entry's number comes back."""

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import entries

        draft = entries.simple(
            book,
            day=form.day,
            narration=form.narration,
            party=form.party,
            debits=form.debits,
            credits=form.credits,
            rate=form.rate,
        )
        return entries.post(book, draft=draft), _POSTED

    return Change(work)


def reverse(number: int) -> Change[int]:
    """Take an entry back by its mirror image."""

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import entries

        return entries.reverse(book, number=number), _POSTED

    return Change(work)


def book_opening(account: str, *, day: dt.date, amount: str) -> Change[int]:
    """Post what an account held at the end of ``day``; the entry's number comes back."""

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import entries

        return entries.opening_balances(book, day=day, amounts={account: amount}), _POSTED

    return Change(work)


def change_passphrase(passphrase: str, *, current: str) -> Change[None]:
    """Give the book a new passphrase, where ``current`` is the one it has."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import books

        books.check_passphrase(book, passphrase=current)
        books.change_passphrase(book, passphrase=passphrase)
        return None, Changes(book=True)

    return Change(work)


def new_recovery_code() -> Change[str]:
    """Replace the recovery code; the new one comes back, to show once."""

    def work(book: Book, _: Progress) -> tuple[str, Changes]:
        from cfo_desktop.services import books

        return books.new_recovery_code(book), Changes(book=True)

    return Change(work)


def lock_period(through: Month | None) -> Change[None]:
    """Lock every day up to the end of a month, or open all days."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import books

        return None, books.lock_period(book, through=through)

    return Change(work)
