"""The first page: open a book, make one, try the demo shop, restore a backup."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget
from PySide6.QtWidgets import QListWidgetItem

from cfo_desktop.base import paths
from cfo_desktop.ui.language import LANGUAGES
from cfo_desktop.ui.screens.page import Page
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.row_delegate import RowDelegate


class Welcome(Page):
    """Offers the books opened before, and the ways to a new one."""

    book_chosen = Signal(Path)
    new_asked = Signal()
    demo_asked = Signal()
    restore_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.recent = QListWidget()
        self.recent.setItemDelegate(RowDelegate(self.recent))
        self.recent.setAccessibleName(self.tr("Books opened before"))
        self.recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.recent.itemActivated.connect(self._chosen)
        self.recent.itemClicked.connect(self._chosen)
        self._heading = parts.label(self.tr("Open again"), role="heading")
        self.new_button = parts.button(self.tr("Make a new book…"), self.new_asked.emit)
        self.open_button = parts.button(self.tr("Open another book…"), self._pick)
        self.demo_button = parts.button(self.tr("Try the demo shop"), self.demo_asked.emit)
        self.restore_button = parts.button(self.tr("Restore a backup…"), self.restore_asked.emit)
        self.new_button.setProperty("role", "primary")
        self.language = ChoiceBox()
        self.language.setAccessibleName(self.tr("Language"))
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(session.language))
        self.language.setMinimumHeight(parts.FIELD_HEIGHT)
        self.language.activated.connect(self._speak)
        promise = self.tr(
            "Your books are encrypted and stay on this computer. Nothing is sent anywhere."
        )
        self.lay_out(
            parts.column(
                parts.row(parts.label("CFO Desktop", role="title"), None, self.language),
                parts.label(self.tr("The private bookkeeping of your shop."), role="muted"),
                parts.rule(),
                self._heading,
                self.recent,
                self.new_button,
                parts.row(self.open_button, self.restore_button),
                self.demo_button,
                parts.rule(),
                parts.label(promise, role="muted", wrap=True),
            )
        )

    def opened(self) -> None:
        """List the recent books anew."""
        self.recent.clear()
        for name in self.session.settings.recent_books:
            folder = Path(name)
            item = QListWidgetItem(f"{folder.name}    {_short(folder.parent)}", self.recent)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setToolTip(name)
        shown = self.recent.count() > 0
        self._heading.setVisible(shown)
        self.recent.setVisible(shown)
        self.recent.setFixedHeight(min(self.recent.count(), 5) * 34 + 4)
        if shown:
            self.recent.setCurrentRow(0)
            self.recent.setFocus()
        else:
            self.new_button.setFocus()

    def _speak(self) -> None:
        chosen = str(self.language.currentData())
        if chosen != self.session.language:
            self.session.change_settings(
                dataclasses.replace(self.session.settings, language=chosen)
            )

    def _chosen(self, item: QListWidgetItem) -> None:
        self.book_chosen.emit(Path(str(item.data(Qt.ItemDataRole.UserRole))))

    def _pick(self) -> None:
        start = paths.books_dir() if paths.books_dir().exists() else Path.home()
        folder = pick.folder(self, title=self.tr("Choose the folder of a book"), start=start)
        if folder is not None:
            self.book_chosen.emit(folder)


def _short(folder: Path) -> str:
    """Return a folder's path, the home as ``~``."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)
