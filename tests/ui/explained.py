"""Asks where a figure comes from, as the mouse and the keyboard do, and reads what is said."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QMenu
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cfo_desktop.ui.screens.explanation import Explanation
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets.figures import FigureCard
from cfo_desktop.ui.window import Window
from tests.ui.conftest import settle

ENTRY = {"en": "Where does this come from?", "zh_CN": "这个数字是怎么来的？"}


def menu_of(widget: QWidget, at: QPoint, *, by_keyboard: bool = False) -> QMenu | None:
    """Ask for the menu as Qt does for the right mouse button, or for the menu key."""
    kind = QContextMenuEvent.Reason
    reason = kind.Keyboard if by_keyboard else kind.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))
    found = QApplication.activePopupWidget()
    return found if isinstance(found, QMenu) else None


def explained(window: Window, qtbot: QtBot, menu: QMenu | None) -> Explanation:
    """Choose the entry of a figure's menu and return the window that explains it."""
    assert menu is not None
    assert [each.text() for each in menu.actions()] == [ENTRY[window.session.language]]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle(window, qtbot)
    shown = window.workspace.explanation
    assert shown is not None
    assert shown.isVisible()
    return shown


def summed(shown: Explanation) -> int:
    """Add the listed rows up, those of what is not listed one by one among them."""
    return sum(row.amount for row in shown.pane.model.rows)


def cell(table: TableView, row: int, column: int) -> QPoint:
    """Choose a cell and return the middle of it."""
    table.setCurrentIndex(table.model().index(row, column))
    return table.visualRect(table.model().index(row, column)).center()


def amounts(card: FigureCard) -> list[QPushButton]:
    """Return the amounts of a card that have the menu, from the top."""
    found = [each for each in card.findChildren(QPushButton) if each.property("role") == "figure"]
    return [each for each in found if each.contextMenuPolicy().name == "CustomContextMenu"]
