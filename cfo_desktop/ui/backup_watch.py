"""Writes the backups that are due while a book is open, and says so only where one fails."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtCore import QTimer

from cfo_desktop.ui import settings_verbs as verbs
from cfo_desktop.ui.session import Session

_EVERY_MS = 60 * 60 * 1000
"""An hour: so that a USB stick that was plugged in meanwhile is found."""


class BackupWatch(QObject):
    """Looks when a book is opened, then every hour; a failed one is tried again then."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin: a book was opened."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Write a backup where one is due."""
        self._session.run(verbs.back_up_if_due(), owner=self, topic="backup")

    def stop(self, *, closing: bool) -> None:
        """End; where the window is ``closing``, and the plan says so, with a last backup."""
        self._timer.stop()
        if closing and self._session.folder is not None:
            self._session.run(verbs.back_up_if_due(closing=True), owner=self)
