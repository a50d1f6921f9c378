"""The verbs of the settings: the book itself, its accounts, its backups, its key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.book import Changes
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.domain.account import AccountUse
    from cfo_desktop.domain.account import Group
    from cfo_desktop.domain.backup import BackupPlan
    from cfo_desktop.domain.backup import BackupRecord
    from cfo_desktop.domain.backup import BackupState
    from cfo_desktop.services.books import Book

_BOOK = Changes(book=True)


def rename_book(name: str) -> Change[None]:
    """Give the book another name."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import books

        return None, books.rename(book, name=name)

    return Change(work)


def begin_fiscal_year(first_month: int) -> Change[None]:
    """Let the fiscal year begin with a month, 1 to 12."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import books

        return None, books.begin_fiscal_year(book, first_month=first_month)

    return Change(work)


def rekey(passphrase: str, *, current: str) -> Change[str]:
    """Encrypt the book anew under a new key and passphrase; a new recovery code comes back."""

    def work(book: Book, progress: Progress) -> tuple[str, Changes]:
        from cfo_desktop.services import books

        books.check_passphrase(book, passphrase=current)
        return books.rekey(book, passphrase=passphrase, progress=progress), _BOOK

    return Change(work)


# --- accounts ---


def accounts() -> Query[list[AccountUse]]:
    """Read every account with its balance and use."""

    def work(book: Book, _: Progress) -> list[AccountUse]:
        from cfo_desktop.services import accounts

        return accounts.overview(book)

    return Query(work)


def add_account(code: str, *, name: str, name_zh: str, group: Group) -> Change[None]:
    """Add an account in the book's currency."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import accounts

        return None, accounts.add(book, code=code, name=name, name_zh=name_zh, group=group)

    return Change(work)


def rename_account(code: str, *, name: str, name_zh: str) -> Change[None]:
    """Give an account other names."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import accounts

        return None, accounts.rename(book, code=code, name=name, name_zh=name_zh)

    return Change(work)


def close_account(code: str, *, closed: bool) -> Change[None]:
    """Close an account as of today, or open it again."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import accounts

        if closed:
            return None, accounts.close_account(book, code=code)
        return None, accounts.reopen(book, code=code)

    return Change(work)


def delete_account(code: str) -> Change[None]:
    """Delete an account that nothing uses."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import accounts

        return None, accounts.delete(book, code=code)

    return Change(work)


# --- backups ---


def backup_state() -> Query[BackupState]:
    """Read the plan of backups and what became of it."""

    def work(book: Book, _: Progress) -> BackupState:
        from cfo_desktop.services import backups

        return backups.state(book)

    return Query(work)


def change_plan(plan: BackupPlan) -> Change[None]:
    """Keep another plan."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import backups

        return None, backups.change_plan(book, plan)

    return Change(work)


def back_up() -> Change[BackupRecord]:
    """Write a backup into the plan's folder."""

    def work(book: Book, progress: Progress) -> tuple[BackupRecord, Changes]:
        from cfo_desktop.base import clock
        from cfo_desktop.services import backups

        return backups.back_up(book, now=clock.now(), progress=progress), _BOOK

    return Change(work)


def back_up_if_due(*, closing: bool = False) -> Change[BackupRecord | None]:
    """Write a backup where the plan asks for one now, or as the window is ``closing``."""

    def work(book: Book, progress: Progress) -> tuple[BackupRecord | None, Changes]:
        from cfo_desktop.base import clock
        from cfo_desktop.domain.backup import Every
        from cfo_desktop.services import backups

        now = clock.now()
        at_close = closing and backups.state(book).plan.every is Every.CLOSE
        if not at_close and not backups.due(book, now=now):
            return None, Changes()
        # The window that goes cancels what it can, but not this.
        heard = unheard if closing else progress
        return backups.back_up(book, now=now, progress=heard), _BOOK

    return Change(work)


def back_up_to(target: Path) -> Change[BackupRecord]:
    """Write a backup where the owner says."""

    def work(book: Book, progress: Progress) -> tuple[BackupRecord, Changes]:
        from cfo_desktop.base import clock
        from cfo_desktop.services import backups

        now = clock.now()
        return backups.back_up_to(book, target=target, now=now, progress=progress), _BOOK

    return Change(work)


def verify_backup(source: Path) -> Change[BackupRecord]:
    """Read a backup whole and hold every control against it."""

    def work(book: Book, progress: Progress) -> tuple[BackupRecord, Changes]:
        from cfo_desktop.base import clock
        from cfo_desktop.services import backups

        now = clock.now()
        return backups.verify(book, source=source, now=now, progress=progress), _BOOK

    return Change(work)
