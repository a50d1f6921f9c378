"""What the Advisor shows before the first question: what can be asked, and that nothing is sent."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets import parts

_COLUMNS, _GAP = 2, 8


class InColumns(QWidget):
    """Buttons in two columns where there is room for that, else in one."""

    def __init__(self, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self._buttons = buttons
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setColumnStretch(_COLUMNS, 1)
        self._arrange(_COLUMNS)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of one column."""
        widest = max(button.minimumSizeHint().width() for button in self._buttons)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the buttons anew where the room for them has changed."""
        super().resizeEvent(event)
        widest = max(button.sizeHint().width() for button in self._buttons)
        self._arrange(_COLUMNS if _COLUMNS * (widest + _GAP) <= self.width() else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, button in enumerate(self._buttons):
            self._grid.addWidget(button, *divmod(number, columns))


class AskFirst(QWidget):
    """Six example questions, each asked by its button."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.examples = [
            parts.button(text, functools.partial(self.asked.emit, text)) for text in self._texts()
        ]
        self.setLayout(
            parts.column(
                parts.label(self.tr("Ask in your own words"), role="heading"),
                parts.label(
                    self.tr(
                        "The answers come from your books, each figure with the way to its entries."
                    ),
                    role="muted",
                    wrap=True,
                ),
                InColumns(self.examples),
                parts.label(
                    self.tr("Everything stays on this computer: nothing is sent anywhere."),
                    role="muted",
                    wrap=True,
                ),
                gap=12,
            )
        )

    def _texts(self) -> tuple[str, ...]:
        return (
            self.tr("How much profit did I make this month?"),
            self.tr("Who owes me money?"),
            self.tr("Will the money last to the end of the month?"),
            self.tr("What did I spend the most on last month?"),
            self.tr("Can I afford a fridge for 3000?"),
            self.tr("What should I do next?"),
        )
