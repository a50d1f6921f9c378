"""A form at the left and what comes of it at the right; each scrolls where the window is small."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QHBoxLayout
from PySide6.QtWidgets import QLayout
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QTableView
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.row_delegate import ROW_HEIGHT

NARROW = 280
"""Pixels of a sentence that fits beside a form in the smallest window."""
_FORM = 310
"""Pixels of the side with the form, its scroll bar among them."""


def two_sides(form: QLayout, result: QLayout, *, width: int = _FORM) -> QHBoxLayout:
    """Return both beside each other; the form keeps its width."""
    left = scrolled(form)
    left.setFixedWidth(width)
    made = parts.row(left, scrolled(result), gap=16)
    made.setStretch(1, 1)
    return made


def scrolled(layout: QLayout) -> QScrollArea:
    """Return a layout that scrolls downwards where there is too little room."""
    holder = QWidget()
    layout.setContentsMargins(0, 0, 10, 0)
    holder.setLayout(layout)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(holder)
    return area


def keep_rows(table: QTableView, count: int) -> None:
    """Make a table as high as its header and ``count`` rows, so that what it lies in scrolls."""
    header = table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(header + count * ROW_HEIGHT + 2 * table.frameWidth() + 2)
