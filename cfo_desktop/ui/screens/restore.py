"""Makes a book anew out of a backup file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from cfo_desktop.base import paths
from cfo_desktop.ui import verbs
from cfo_desktop.ui.screens.page import Page
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick


class Restore(Page):
    """Asks for the file, a name for the new folder and the passphrase the backup was made under."""

    unlocked = Signal(Path, object)
    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._source: Path | None = None
        self.source = parts.path_field(self.tr("Backup file"))
        self.source.setPlaceholderText(self.tr("None chosen"))
        self.name = QLineEdit()
        self.name.setMaxLength(100)
        self.passphrase = parts.passphrase_field()
        self.restore = parts.button(self.tr("Restore"), self._restore, role="primary")
        self.primary = self.restore
        self.choose_button = parts.button(self.tr("Choose…"), self._pick)
        hint = self.tr("The backup becomes a new book beside your others; none of them is touched.")
        self.lay_out(
            parts.column(
                parts.label(self.tr("Restore a backup"), role="title"),
                parts.label(hint, role="muted", wrap=True),
                parts.form(
                    (self.tr("Backup file"), parts.row(self.source, self.choose_button)),
                    (self.tr("Name of the folder"), self.name),
                    (self.tr("Passphrase of the backup"), self.passphrase),
                ),
                parts.row(
                    parts.button(self.tr("Back"), self.back.emit, role="link"), None, self.restore
                ),
            ),
            width=620,
        )
        self.name.textChanged.connect(self._changed)
        self.passphrase.textChanged.connect(self._changed)

    def opened(self) -> None:
        """Start with an empty form."""
        self._source = None
        self.source.clear()
        self.name.clear()
        self.passphrase.clear()
        self._changed()
        self.choose_button.setFocus()

    def take(self, source: Path) -> None:
        """Restore from ``source``."""
        self._source = source
        self.source.setText(str(source))
        if not self.name.text():
            self.name.setText(source.stem)
        self._changed()
        self.passphrase.setFocus()

    def _changed(self) -> None:
        ready = self._source is not None and bool(self.passphrase.text())
        self.restore.setEnabled(ready and bool(self.name.text().strip(" ./\\")))

    def _pick(self) -> None:
        source = pick.file(
            self,
            title=self.tr("Choose a backup"),
            kinds=self.tr("Backups (*.cfobackup);;All files (*)"),
        )
        if source is not None:
            self.take(source)

    def _restore(self) -> None:
        if self._source is None:
            return
        folder = paths.books_dir() / self.name.text().strip(" ./\\")
        self.working(True)
        self.session.run(
            verbs.restore(self._source, folder=folder, passphrase=self.passphrase.text()),
            owner=self,
            done=lambda info: self.done(lambda: self.unlocked.emit(folder, info)),
            failed=self.failed,
        )
