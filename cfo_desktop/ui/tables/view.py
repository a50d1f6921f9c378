"""The one look of every table: rows of 34 pixels, whole rows selected, headers aligned."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtGui import QKeyEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView
from PySide6.QtWidgets import QHeaderView
from PySide6.QtWidgets import QTableView
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.tables.rows import RowsModel
from cfo_desktop.ui.widgets.row_delegate import ROW_HEIGHT
from cfo_desktop.ui.widgets.row_delegate import RowDelegate

T = TypeVar("T")
_PADDING = 20
_LEAST_SHARE = 85
"""Pixels of a text that columns to spare give way to."""


def _cell(text: object) -> str:
    """Return a cell's text without what would part it from itself where it is pasted."""
    return " ".join(str(text or "").split())


class TableView(QTableView):
    """A table of a `RowsModel`."""

    reached_end = Signal()
    """The last rows came into view: time to read more."""
    chosen = Signal(int)
    """Enter, or a double click, on this row."""
    menu_asked = Signal(object, object)
    """The cell (``QModelIndex``) whose menu is wanted, and the point of the screen for it."""
    resized = Signal()
    """More rows, or fewer, are in view."""

    def __init__(self, model: RowsModel[T], *, name: str, parent: QWidget | None = None) -> None:
        """Show ``model``; ``name`` is what a screen reader calls the table."""
        super().__init__(parent)
        self._rows = model
        self._delegate = RowDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))

    def selected_row(self) -> int | None:
        """Return the selected row's number."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the selected row by Enter, copy rows by Ctrl+C; leave the other keys to Qt."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
            return
        row = self.selected_row()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row is not None:
            self.chosen.emit(row)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell under the mouse, or of the one that has the keyboard."""
        index, at = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.menu_asked.emit(index, at)

    def copy_rows(self) -> None:
        """Put the selected rows into the clipboard: a line a row, its cells parted by tabs."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if not rows:
            return
        shown = [column for column in range(self._rows.columnCount()) if self._is_named(column)]
        lines = [
            "\t".join(_cell(self._rows.index(row, column).data()) for column in shown)
            for row in rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _is_named(self, column: int) -> bool:
        return bool(self._rows.columns[column].title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width among the columns; the selected row stays in view where it was."""
        row = self.selected_row()
        index = self._rows.index(-1 if row is None else row, 0)
        where = self.visualRect(index)
        seen = index.isValid() and where.top() >= 0 and where.bottom() < event.oldSize().height()
        super().resizeEvent(event)
        if seen:
            self.scrollTo(index)
        self.fit_columns()
        self.resized.emit()

    def fit_columns(self) -> None:
        """Give columns with a sample its width, and share the rest among the others."""
        metrics = self.fontMetrics()
        columns = self._rows.columns
        least = [
            max(
                metrics.horizontalAdvance(column.sample),
                metrics.horizontalAdvance(column.title),
                0 if column.sample else _LEAST_SHARE,
            )
            + _PADDING
            for column in columns
        ]
        room = self.viewport().width()
        shown = set(range(len(columns)))
        for number in sorted(shown, key=lambda number: columns[number].spare):
            if columns[number].spare and sum(least[each] for each in shown) > room:
                shown.remove(number)
        shares = sum(columns[number].share for number in shown if not columns[number].sample)
        left = room - sum(least[number] for number in shown if columns[number].sample)
        for number, column in enumerate(columns):
            self.setColumnHidden(number, number not in shown)
            share = max(left * column.share // max(shares, 1), _PADDING)
            self.setColumnWidth(number, least[number] if column.sample else share)

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value >= bar.maximum() - bar.pageStep():
            self.reached_end.emit()
