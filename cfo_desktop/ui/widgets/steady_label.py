"""A label whose text changes while it is looked at, without moving what stands under it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

_TALL = 10_000
"""Pixels: higher than any text."""


class SteadyLabel(QLabel):
    """As high as the text it rests on, and higher only where another one needs it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "muted")
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._rests_on = ""

    def rest_on(self, text: str) -> None:
        """Show ``text`` and keep its height while others are shown."""
        self._rests_on = text
        self.setText(text)
        self._keep_height()

    def rest(self) -> None:
        """Show again the text that the label rests on."""
        self.setText(self._rests_on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height that the text takes at the new width."""
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        room = QRect(0, 0, self.width(), _TALL)
        taken = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self._rests_on)
        self.setMinimumHeight(taken.height() + 2 if self._rests_on else 0)
