"""A room of the open book: a title line over its content, refreshed when a change touches it."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout
from PySide6.QtWidgets import QLayout
from PySide6.QtWidgets import QVBoxLayout
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.book import Changes
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts


class Room(QWidget):
    """Reads what it shows when it is first seen, and again when a change touched ``watches``."""

    watches = Changes()

    def __init__(self, session: Session, *, title: str) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "page")
        self.heading = parts.label(title, role="title")
        self.bar: QHBoxLayout = parts.row()
        self._stale = True
        session.tasks.book_changed.connect(self._book_changed)

    def lay_out(self, content: QLayout, *, beside: QWidget | None = None) -> None:
        """Put ``content`` under the title line, ``beside`` into that, next to the title."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(parts.MARGIN, 18, parts.MARGIN, parts.MARGIN)
        layout.setSpacing(14)
        title = (self.heading,) if beside is None else (self.heading, beside)
        layout.addLayout(parts.row(*title, None, self.bar))
        layout.addLayout(content, 1)

    def refresh(self) -> None:
        """Read anew what the room shows."""

    def first_focus(self) -> QWidget:
        """Return the widget that takes the keyboard when the room is entered."""
        return self

    def place(self) -> str:
        """Return where the room stands, in codes and numbers alone: it is told to a new process."""
        return ""

    def go_to(self, untrusted_place: str) -> None:
        """Stand where ``place`` said; what cannot be read, or is not there, is passed over."""

    def start_over(self) -> None:
        """Show what the room begins with: its own name was chosen while it is in view."""

    def unsaved(self) -> bool:
        """Tell whether something was typed or read here that is not in the book yet."""
        return False

    def forget(self) -> None:
        """Show nothing of a book: it is about to be locked or closed."""

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is not up to date any more."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _book_changed(self, changes: Changes) -> None:
        touched = any(
            getattr(self.watches, name) and getattr(changes, name) for name in Changes.__slots__
        )
        if not touched:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
