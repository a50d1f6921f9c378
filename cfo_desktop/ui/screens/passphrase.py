"""Choosing a new passphrase: typed twice, its strength said in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import QObject
from PySide6.QtCore import Signal

from cfo_desktop.ui import words
from cfo_desktop.ui.strength import strength
from cfo_desktop.ui.widgets import parts


class NewPassphrase(QObject):
    """Two fields and the line under them; a form places them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = parts.passphrase_field()
        self.again = parts.passphrase_field()
        self.verdict = parts.label(role="muted", wrap=True)
        self.verdict.setMinimumHeight(20)
        for field in (self.first, self.again):
            field.textChanged.connect(self._judge)

    @property
    def ready(self) -> bool:
        """Whether both fields hold the same passphrase."""
        return bool(self.first.text()) and self.first.text() == self.again.text()

    @property
    def text(self) -> str:
        """The passphrase."""
        return self.first.text()

    def clear(self) -> None:
        """Empty both fields."""
        self.first.clear()
        self.again.clear()

    def _judge(self) -> None:
        text, colour = words.strength(strength(self.first.text()))
        if self.again.text() and not self.first.text().startswith(self.again.text()):
            text = QCoreApplication.translate("NewPassphrase", "The two differ.")
            colour = "negative"
        self.verdict.setText(text)
        parts.set_role(self.verdict, colour)
        self.changed.emit()
