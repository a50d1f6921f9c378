"""The pages before a book is open, and the way between them."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from cfo_desktop.base import paths
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.ui import verbs
from cfo_desktop.ui.screens.welcome import Welcome
from cfo_desktop.ui.session import Session

if TYPE_CHECKING:
    from cfo_desktop.ui.screens.new_book import NewBook
    from cfo_desktop.ui.screens.page import Page
    from cfo_desktop.ui.screens.recovery_code import RecoveryCode
    from cfo_desktop.ui.screens.restore import Restore
    from cfo_desktop.ui.screens.unlock import Recover
    from cfo_desktop.ui.screens.unlock import Unlock


class Gate(QStackedWidget):
    """Leads from the start of the program to an open book."""

    opened = Signal(Path, object)
    """The folder and the ``BookInfo`` of the book, which the tasks' thread holds open."""
    code_put_off = Signal()
    """The book that opens next still needs a recovery code that is kept."""
    page_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._made: tuple[Path, BookInfo] | None = None
        self.welcome = Welcome(session)
        self.addWidget(self.welcome)
        self.welcome.book_chosen.connect(self.ask_for)
        self.welcome.new_asked.connect(lambda: self._show(self.new_book))
        self.welcome.restore_asked.connect(lambda: self._show(self.restore))
        self.welcome.demo_asked.connect(self.open_demo)

    # The other pages are built, and their modules are imported, when they are first asked for: the
    # program starts with one.

    @functools.cached_property
    def new_book(self) -> NewBook:
        """The form that makes a book."""
        from cfo_desktop.ui.screens.new_book import NewBook

        page = NewBook(self._session)
        page.made.connect(self._show_code)
        page.back.connect(self.start)
        self.addWidget(page)
        return page

    @functools.cached_property
    def recovery_code(self) -> RecoveryCode:
        """The code of a book that was just made."""
        from cfo_desktop.ui.screens.recovery_code import RecoveryCode

        page = RecoveryCode(self._session)
        page.kept.connect(self._kept)
        page.put_off.connect(self._put_off)
        self.addWidget(page)
        return page

    @functools.cached_property
    def unlock(self) -> Unlock:
        """The passphrase of a book."""
        from cfo_desktop.ui.screens.unlock import Unlock

        page = Unlock(self._session)
        page.unlocked.connect(self.opened)
        page.forgotten.connect(self._ask_for_code)
        page.back.connect(self.start)
        self.addWidget(page)
        return page

    @functools.cached_property
    def recover(self) -> Recover:
        """The recovery code of a book."""
        from cfo_desktop.ui.screens.unlock import Recover

        page = Recover(self._session)
        page.unlocked.connect(self.opened)
        page.back.connect(lambda: self._show(self.unlock))
        self.addWidget(page)
        return page

    @functools.cached_property
    def restore(self) -> Restore:
        """A backup that becomes a book."""
        from cfo_desktop.ui.screens.restore import Restore

        page = Restore(self._session)
        page.unlocked.connect(self.opened)
        page.back.connect(self.start)
        self.addWidget(page)
        return page

    def start(self) -> None:
        """Show the first page."""
        self._show(self.welcome)

    def ask_for(self, folder: Path) -> None:
        """Ask for the passphrase of the book in ``folder``."""
        self._show(self.unlock)
        self.unlock.ask_for(folder)

    def open_demo(self) -> None:
        """Open the demo shop, making it at its first use."""
        chinese = self._session.language == "zh_CN"
        folder = paths.books_dir() / ("演示商店" if chinese else "Demo shop")
        self.start()
        self.welcome.working(True)
        self._session.run(
            verbs.open_demo(folder, language=self._session.language),
            owner=self,
            done=lambda info: self.welcome.done(lambda: self.opened.emit(folder, info)),
            failed=self.welcome.failed,
        )

    def _show(self, page: Page) -> None:
        self.setCurrentWidget(page)
        page.opened()
        self.page_changed.emit()

    def _ask_for_code(self, folder: Path) -> None:
        self._show(self.recover)
        self.recover.ask_for(folder)

    def _show_code(self, folder: Path, info: BookInfo, code: str) -> None:
        self._made = (folder, info)
        self._show(self.recovery_code)
        self.recovery_code.show_code(code)

    def _kept(self) -> None:
        if self._made is not None:
            self.opened.emit(*self._made)
            self._made = None

    def _put_off(self) -> None:
        self._kept()
        self.code_put_off.emit()
