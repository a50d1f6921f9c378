"""The height of every row, in tables and in lists to choose from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyle
from PySide6.QtWidgets import QStyledItemDelegate
from PySide6.QtWidgets import QStyleOptionViewItem

ROW_HEIGHT = 34
"""Pixels."""


class RowDelegate(QStyledItemDelegate):
    """Gives rows their height and leaves the frame around a single cell out."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the cell's size with the row's height."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Describe the cell as Qt does, without the focus of one cell: rows are selected whole."""
        super().initStyleOption(option, index)
        state: Any = option
        state.state &= ~QStyle.StateFlag.State_HasFocus
