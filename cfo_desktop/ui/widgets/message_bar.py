"""The one place where the window says what was done, or what went wrong and the remedy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible
from PySide6.QtGui import QAccessibleEvent
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets import parts

_DONE_SECONDS = 8
_UNDO_SECONDS = 10


class MessageBar(QFrame):
    """A bar under the screen; what was done goes by itself, what went wrong stays."""

    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self._tone = parts.label(role="tone")
        self._text = parts.label(wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.undo = parts.button(self.tr("Undo (Ctrl+Z)"), self._take_back)
        self.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close = parts.button(self.tr("Close"), self.hide, role="link")
        # A button that is disabled while it works hands the keyboard on: not to this
        # one, whose work Escape does.
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        layout = parts.row(self._tone, self._text, self.undo, self._close)
        layout.setContentsMargins(parts.MARGIN, 6, parts.GAP, 6)
        self.setLayout(layout)
        self.undo.hide()
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says now; empty where it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def done(self, text: str) -> None:
        """Say that something was done."""
        self._show(text, "done", self.tr("Done"))
        self._timer.start(_DONE_SECONDS * 1000)

    def offer_undo(self) -> None:
        """Offer for a while to take back what was just done."""
        self.undo.show()
        self._timer.start(_UNDO_SECONDS * 1000)

    def _take_back(self) -> None:
        self.hide()
        self.undo_asked.emit()

    def error(self, text: str) -> None:
        """Say what went wrong and the remedy."""
        self._timer.stop()
        self._show(text, "error", self.tr("Please note"))

    def _show(self, text: str, tone: str, word: str) -> None:
        self.setProperty("tone", tone)
        self._tone.setText(word)
        self._text.setText(text)
        self.undo.hide()
        self.setAccessibleName(f"{word}: {text}")
        for widget in (self, self._tone):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
