"""A list to choose from over each column of a table, which moves with its column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtCore import QObject
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets.fields import ChoiceBox

_HEIGHT = 32
_GAP = 4


class ColumnChoosers(QWidget):
    """The choosers of the columns of ``table`` from ``first`` on."""

    chosen = Signal(int, str)
    """The column from the first, and the key of what was chosen for it."""

    def __init__(self, table: QTableView, *, first: int = 0) -> None:
        super().__init__()
        self._table = table
        self._first = first
        self.boxes: list[_Chooser] = []
        self.setFixedHeight(_HEIGHT + _GAP)
        header = table.horizontalHeader()
        header.sectionResized.connect(lambda *_: self.place())
        table.horizontalScrollBar().valueChanged.connect(lambda _: self.place())
        table.viewport().installEventFilter(self)

    def offer(
        self, choices: Sequence[tuple[str, str]], chosen: Sequence[str], names: Sequence[str]
    ) -> None:
        """Put a chooser of (key, text) over each column, with its chosen key and spoken name."""
        for box in self.boxes:
            box.hide()
            box.deleteLater()
        self.boxes = []
        for number, (key, name) in enumerate(zip(chosen, names, strict=True)):
            box = _Chooser(self, number)
            box.setAccessibleName(name)
            for each, text in choices:
                box.addItem(text, each)
            box.setCurrentIndex(box.findData(key))
            box.activated.connect(box.tell)
            box.show()
            self.boxes.append(box)
        self.place()

    def choose(self, chosen: Sequence[str]) -> None:
        """Show what is chosen for each column."""
        for box, key in zip(self.boxes, chosen, strict=True):
            box.setCurrentIndex(box.findData(key))

    def reveal(self, number: int) -> None:
        """Bring a column into view: its chooser has the keyboard."""
        model = self._table.model()
        if model.rowCount():
            row = max(self._table.rowAt(0), 0)
            self._table.scrollTo(model.index(row, self._first + number))

    def place(self) -> None:
        """Put each chooser over its column."""
        left = self._table.viewport().x()
        for number, box in enumerate(self.boxes):
            section = self._first + number
            x = left + self._table.columnViewportPosition(section)
            box.setGeometry(x, 0, max(self._table.columnWidth(section) - _GAP, 0), _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay over the columns."""
        super().resizeEvent(event)
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the columns where the table itself changes."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self.place()
        return super().eventFilter(watched, event)


class _Chooser(ChoiceBox):
    """One column's chooser."""

    def __init__(self, choosers: ColumnChoosers, number: int) -> None:
        super().__init__(choosers)
        self._choosers = choosers
        self._number = number

    def tell(self) -> None:
        """Say what was chosen."""
        self._choosers.chosen.emit(self._number, self.currentData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list by an arrow: to step through it closed would choose each thing passed."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.showPopup()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bring the column into view."""
        super().focusInEvent(event)
        self._choosers.reveal(self._number)
