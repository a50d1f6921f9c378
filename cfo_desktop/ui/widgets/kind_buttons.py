"""A block of buttons of which one is down: what the form below is about, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup
from PySide6.QtWidgets import QGridLayout
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets import parts


@dataclass(frozen=True, slots=True)
class Kind:
    """One button: its text and its key (``Alt+1``), which the screen binds."""

    text: str
    key: str


class KindButtons(QWidget):
    """In one line where there is room for it, else in two."""

    chosen = Signal(int)
    """The number of the button that was pressed."""

    def __init__(self, kinds: Sequence[Kind], *, name: str) -> None:
        """Make the buttons; ``name`` is what a screen reader calls them together."""
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        for number, kind in enumerate(kinds):
            button = parts.button(f"{kind.text}  {kind.key}", lambda: None, role="kind")
            button.setCheckable(True)
            button.setAccessibleName(kind.text)
            button.setToolTip(f"{kind.text} ({kind.key})")
            button.setMinimumHeight(parts.FIELD_HEIGHT)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button, number)
            self.buttons.append(button)
        self._group.idClicked.connect(self.chosen)
        self._columns = 0
        self._arrange(len(kinds))
        self.buttons[0].setChecked(True)

    def choose(self, number: int) -> None:
        """Press a button without telling."""
        self.buttons[number].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two lines where one is too narrow for the texts."""
        super().resizeEvent(event)
        widest = max(button.sizeHint().width() for button in self.buttons)
        whole = len(self.buttons) * (widest + self._grid.spacing())
        self._arrange(len(self.buttons) if whole <= self.width() else (len(self.buttons) + 1) // 2)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than two lines need."""
        widest = max(button.sizeHint().width() for button in self.buttons)
        columns = (len(self.buttons) + 1) // 2
        hint = super().minimumSizeHint()
        hint.setWidth(columns * (widest + self._grid.spacing()))
        return hint

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, button in enumerate(self.buttons):
            self._grid.addWidget(button, number // columns, number % columns)
