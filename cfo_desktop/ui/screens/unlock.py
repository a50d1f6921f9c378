"""Asks for the passphrase of a book, or for its recovery code where that is forgotten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from cfo_desktop.ui import verbs
from cfo_desktop.ui.screens.page import Page
from cfo_desktop.ui.screens.passphrase import NewPassphrase
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts


class Unlock(Page):
    """One field and one button."""

    unlocked = Signal(Path, object)
    """The folder and the ``BookInfo`` of the book, which is open."""
    forgotten = Signal(Path)
    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._folder = Path()
        self.name = parts.label(role="title", wrap=True)
        self.place = parts.label(role="muted", wrap=True)
        self.passphrase = parts.passphrase_field()
        self.unlock = parts.button(self.tr("Unlock"), self._unlock, role="primary")
        self.primary = self.unlock
        self.lay_out(
            parts.column(
                self.name,
                self.place,
                parts.form((self.tr("Passphrase"), self.passphrase)),
                parts.row(
                    parts.button(self.tr("Another book"), self.back.emit, role="link"),
                    parts.button(
                        self.tr("Passphrase forgotten"),
                        lambda: self.forgotten.emit(self._folder),
                        role="link",
                    ),
                    None,
                    self.unlock,
                ),
            ),
        )
        self.passphrase.textChanged.connect(lambda text: self.unlock.setEnabled(bool(text)))

    def ask_for(self, folder: Path) -> None:
        """Ask for the passphrase of the book in ``folder``."""
        self._folder = folder
        self.name.setText(folder.name)
        self.place.setText(str(folder))
        self.passphrase.clear()
        self.unlock.setEnabled(False)
        self.passphrase.setFocus()
        self.session.run(verbs.get_ready(), owner=self)

    def opened(self) -> None:
        """Put the cursor where the passphrase goes."""
        self.passphrase.setFocus()

    def _unlock(self) -> None:
        folder = self._folder
        self.working(True)
        self.session.run(
            verbs.open_book(folder, passphrase=self.passphrase.text()),
            owner=self,
            done=lambda info: self.done(lambda: self.unlocked.emit(folder, info)),
            failed=self.failed,
        )
        self.passphrase.clear()

    def working(self, working: bool) -> None:  # noqa: FBT001 - as its base
        """Take no second click; afterwards the cursor is back in the field."""
        super().working(working)
        if not working:
            self.passphrase.setFocus()


class Recover(Page):
    """The recovery code opens the book and sets a new passphrase."""

    unlocked = Signal(Path, object)
    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._folder = Path()
        self.code = QLineEdit()
        self.code.setPlaceholderText("000000-000000-000000-000000-000000-000000-000000-000000")
        self.passphrase = NewPassphrase()
        self.open_button = parts.button(self.tr("Open the book"), self._open, role="primary")
        self.primary = self.open_button
        hint = self.tr("The code was shown when the book was made: eight groups of six digits.")
        self.lay_out(
            parts.column(
                parts.label(self.tr("Open with the recovery code"), role="title"),
                parts.label(hint, role="muted", wrap=True),
                parts.form(
                    (self.tr("Recovery code"), self.code),
                    (self.tr("New passphrase"), self.passphrase.first),
                    (self.tr("New passphrase again"), self.passphrase.again),
                    ("", self.passphrase.verdict),
                ),
                parts.row(
                    parts.button(self.tr("Back"), self.back.emit, role="link"),
                    None,
                    self.open_button,
                ),
            ),
            width=680,
        )
        self.code.textChanged.connect(self._changed)
        self.passphrase.changed.connect(self._changed)

    def ask_for(self, folder: Path) -> None:
        """Ask for the recovery code of the book in ``folder``."""
        self._folder = folder
        self.code.clear()
        self.passphrase.clear()
        self._changed()
        self.code.setFocus()

    def _changed(self) -> None:
        self.open_button.setEnabled(bool(self.code.text().strip()) and self.passphrase.ready)

    def _open(self) -> None:
        folder = self._folder
        self.working(True)
        self.session.run(
            verbs.recover(folder, code=self.code.text(), passphrase=self.passphrase.text),
            owner=self,
            done=lambda info: self.done(lambda: self.unlocked.emit(folder, info)),
            failed=self.failed,
        )
