"""The calendar that date fields open, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget
from PySide6.QtWidgets import QToolButton

from cfo_desktop.ui.widgets.row_delegate import ROW_HEIGHT

_ROWS = 8
"""The line of months, that of weekdays, and six weeks."""
_COLUMN = 44
"""Pixels of a day."""
_DAYS = 7
_ARROWS = {
    "qt_calendar_prevmonth": Qt.ArrowType.LeftArrow,
    "qt_calendar_nextmonth": Qt.ArrowType.RightArrow,
}


class Calendar(QCalendarWidget):
    """Qt's own has black arrows, weekends in a red of its own, and less room than our rows need."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setMinimumSize(_DAYS * _COLUMN, _ROWS * ROW_HEIGHT)
        for name, arrow in _ARROWS.items():
            button = self.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setArrowType(arrow)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the colours of the theme that holds now."""
        weekend = QTextCharFormat()
        weekend.setForeground(self.palette().brightText())
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, weekend)
        super().showEvent(event)
