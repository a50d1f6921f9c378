"""What every verb is run with: the language, the open book, and the days it takes by default."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cfo_desktop.base import clock
from cfo_desktop.base import texts
from cfo_desktop.base.errors import UserError
from cfo_desktop.cli import prompts
from cfo_desktop.cli.progress import Progress
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import parse_day
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services.books import Book


@dataclass(frozen=True, slots=True)
class Session:
    """One call of the program."""

    language: str

    def text(self, key: str, **data: object) -> str:
        """Return a text of the command line."""
        return texts.text(self.language, "cli", key, **data)

    def count(self, key: str, number: int, **data: object) -> str:
        """Return the text for one thing (``key.one``) or another number of them (``key.many``)."""
        form = "one" if number == 1 else "many"
        return self.text(f"{key}.{form}", count=f"{number:,}", **data)

    def account_names(self, book: Book) -> dict[str, str]:
        """Return {code: name} of every account."""
        return {
            account.code: account.name_in(self.language) for account in chart.all_accounts(book)
        }

    def progress(self, key: str) -> Progress:
        """Return the line that tells of long work."""
        return Progress(lambda: self.text(f"progress.{key}"))

    @contextlib.contextmanager
    def opened(self, folder: str) -> Iterator[Book]:
        """Open the book in ``folder`` with the passphrase, and close it whatever happens."""
        path = existing(folder)
        book = books.open_book(path, passphrase=prompts.passphrase(self.language))
        try:
            yield book
        finally:
            books.close(book)


def existing(folder: str) -> Path:
    """Return the path of a book that is there, before anybody is asked for its passphrase."""
    path = Path(folder)
    if not path.is_dir():
        raise UserError("book_missing", path=folder)
    return path


def target(file: str) -> Path:
    """Return the path of a file to write, in a folder that is there."""
    path = Path(file)
    if not path.parent.is_dir():
        raise UserError("folder_missing", path=str(path.parent))
    return path


def day_or_today(text: str | None) -> dt.date:
    """Return the day in ``text``, or today."""
    return parse_day(text) if text else clock.today()


def month_or_latest(book: Book, *, text: str | None) -> Month:
    """Return the month in ``text``, or the latest one with entries that is not in the future."""
    if text:
        return Month.parse(text)
    last = books.last_day(book)
    today = clock.today()
    return Month.of(min(last, today) if last else today)
