"""What the pages under a room's tabs have in common: each reads what it shows when it is seen."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.session import Session


class TabPage(QWidget):
    """One page under a room's tabs; the room tells it when the book changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._stale = True

    def refresh(self) -> None:
        """Read anew what the page shows."""

    def first_focus(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return self

    def forget(self) -> None:
        """Show nothing of a book any more."""

    def touched(self) -> None:
        """Read anew, now where it is seen, else when it will be."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is not up to date any more."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()
