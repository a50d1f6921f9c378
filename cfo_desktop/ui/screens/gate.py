"""The pages before a book is open, and the way between them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from cfo_desktop.base import paths
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.ui import verbs
from cfo_desktop.ui.screens.new_book import NewBook
from cfo_desktop.ui.screens.page import Page
from cfo_desktop.ui.screens.recovery_code import RecoveryCode
from cfo_desktop.ui.screens.restore import Restore
from cfo_desktop.ui.screens.unlock import Recover
from cfo_desktop.ui.screens.unlock import Unlock
from cfo_desktop.ui.screens.welcome import Welcome
from cfo_desktop.ui.session import Session


class Gate(QStackedWidget):
    """Leads from the start of the program to an open book."""

    opened = Signal(Path, object)
    """The folder and the ``BookInfo`` of the book, which the tasks' thread holds open."""
    page_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._made: tuple[Path, BookInfo] | None = None
        self.welcome = Welcome(session)
        self.new_book = NewBook(session)
        self.recovery_code = RecoveryCode(session)
        self.unlock = Unlock(session)
        self.recover = Recover(session)
        self.restore = Restore(session)
        for page in (
            self.welcome,
            self.new_book,
            self.recovery_code,
            self.unlock,
            self.recover,
            self.restore,
        ):
            self.addWidget(page)
        self.welcome.book_chosen.connect(self.ask_for)
        self.welcome.new_asked.connect(lambda: self._show(self.new_book))
        self.welcome.restore_asked.connect(lambda: self._show(self.restore))
        self.welcome.demo_asked.connect(self.open_demo)
        self.new_book.made.connect(self._show_code)
        self.new_book.back.connect(self.start)
        self.recovery_code.kept.connect(self._kept)
        self.unlock.unlocked.connect(self.opened)
        self.unlock.forgotten.connect(self._ask_for_code)
        self.unlock.back.connect(self.start)
        self.recover.unlocked.connect(self.opened)
        self.recover.back.connect(lambda: self._show(self.unlock))
        self.restore.unlocked.connect(self.opened)
        self.restore.back.connect(self.start)

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
