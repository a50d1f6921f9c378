"""What a table says while it has nothing to show: what belongs there and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets import parts


class OrEmpty(QStackedWidget):
    """A table, or in its place a sentence that says what to do."""

    def __init__(
        self,
        table: QWidget,
        *,
        title: str,
        hint: str,
        action: QPushButton | None = None,
        width: int = 400,
    ) -> None:
        """Show the table first; ``width`` is that of the hint, in pixels."""
        super().__init__()
        self._heading = heading = parts.label(title, role="heading", wrap=True)
        self._text = text = parts.label(hint, role="muted", wrap=True)
        for item in (heading, text):
            item.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.setFixedWidth(width)
        centred = parts.row(None, text, None)
        items = [None, heading, centred]
        layout = parts.column(*items)
        if action is not None:
            layout.addLayout(parts.row(None, action, None))
        layout.addStretch(2)
        self.empty = QWidget()
        self.empty.setLayout(layout)
        self.addWidget(table)
        self.addWidget(self.empty)

    def say(self, title: str, hint: str) -> None:
        """Say something else where there is nothing to show."""
        self._heading.setText(title)
        self._text.setText(hint)

    def show_table(self, shown: bool) -> None:  # noqa: FBT001 - a setter's only argument
        """Show the table, or what to do in its place."""
        self.setCurrentIndex(0 if shown else 1)
