"""Where a question is typed: Enter asks, Esc empties it, the arrows recall what was asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

_LONGEST = 500
"""Letters of a question."""
_INSET = 6
"""Pixels between the frame and the words."""
_HEIGHT = 36


class QuestionField(QLineEdit):
    """Enter asks, Esc empties it; the up and down arrows go through what was asked before."""

    def __init__(self, *, name: str, example: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        self.setMaxLength(_LONGEST)
        self.setMinimumHeight(_HEIGHT)
        self.setTextMargins(_INSET, 0, _INSET, 0)
        self.asked_before: list[str] = []
        self._back = 0
        """How many questions ago the one in the field was asked; 0: it is a new one."""
        self.textEdited.connect(lambda _: self.begin_anew())

    def begin_anew(self) -> None:
        """Let the up arrow begin with the last question."""
        self._back = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Recall by the arrows, empty the field by Esc; leave the other keys to Qt."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.begin_anew()
            return
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() not in steps or not self.asked_before:
            super().keyPressEvent(event)
            return
        back = self._back + steps[Qt.Key(event.key())]
        self._back = max(0, min(back, len(self.asked_before)))
        self.setText(self.asked_before[-self._back] if self._back else "")
