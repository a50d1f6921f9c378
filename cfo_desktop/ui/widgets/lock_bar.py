"""Counts down to the lock of an idle window, over the messages under the screen."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtGui import QAccessibleEvent
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets import parts


class LockBar(QFrame):
    """Covers its parent for the last seconds; a screen reader is told once, not every second."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._under = parent
        self.setProperty("role", "message")
        self.setProperty("tone", "error")
        self.text = parts.label(wrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = parts.row(self.text)
        layout.setContentsMargins(parts.MARGIN, 6, parts.GAP, 6)
        self.setLayout(layout)
        self.hide()

    def show_seconds(self, seconds: int, *, unsaved: bool) -> None:
        """Say how long it is till the lock, and whether something typed would be lost."""
        said = self.tr("Locks in {seconds} s. Any key or click keeps it open.")
        if unsaved:
            said = self.tr(
                "Locks in {seconds} s. What you typed is not in the book yet and will be lost. Any "
                "key or click keeps it open."
            )
        self.text.setText(said.format(seconds=seconds))
        self.setGeometry(self._under.rect())
        self.raise_()
        if self.isHidden():
            self.setAccessibleName(self.text.text())
            self.show()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
