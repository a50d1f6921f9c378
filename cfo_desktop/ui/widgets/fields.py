"""Fields that the mouse wheel leaves alone: a page scrolled past them must change nothing."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate
from PySide6.QtGui import QFocusEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtGui import QMouseEvent
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox
from PySide6.QtWidgets import QDateEdit
from PySide6.QtWidgets import QSpinBox

from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.widgets.calendar import Calendar

_LENGTHS = {"y": 4, "M": 2, "d": 2}
"""Digits of each part of a date, by its letter in a pattern."""


class ChoiceBox(QComboBox):
    """A list to choose from; its open list scrolls, the closed box lets the page scroll."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what the box lies in."""
        event.ignore()


class NumberBox(QSpinBox):
    """A whole number."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what the box lies in."""
        event.ignore()


class DayBox(QDateEdit):
    """A date, typed as the window writes dates, or chosen from a calendar.

    Qt reads each key for itself, in the part it falls into: ``2027-01-10`` over a day of December
    2026 would become another date, without a word. So what is typed is also read as a whole.
    """

    def __init__(self, localised: Localised) -> None:
        """Write dates as ``localised`` does, and name months and weekdays in its language."""
        super().__init__()
        self._typed = ""
        self._order = _order(localised.day_pattern)
        self.setLocale(localised.locale)
        self.setDisplayFormat(localised.day_pattern)
        self.setCalendarPopup(True)
        calendar = Calendar()
        calendar.setLocale(localised.locale)
        self.setCalendarWidget(calendar)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what the box lies in."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin to read anew."""
        self._typed = ""
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to read anew in another part."""
        self._typed = ""
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Qt show the key, and take the date once a whole one is typed."""
        text = event.text()
        self._typed = self._typed + text if text and text in "0123456789-/." else ""
        super().keyPressEvent(event)
        date = typed_date(self._typed, order=self._order)
        if date.isValid():
            self.setDate(date)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - named by Qt
        """Leave the whole field by one Tab; the arrow keys go from part to part."""
        self.setCurrentSectionIndex(self.sectionCount() - 1 if next else 0)
        return super().focusNextPrevChild(next)


def typed_date(typed: str, *, order: str) -> QDate:
    """Return the date that is typed in full, its parts in ``order`` (as ``dMy``); else no date."""
    if typed.isdigit():
        parts = re.fullmatch("".join(rf"(\d{{{_LENGTHS[part]}}})" for part in order), typed)
    else:
        parts = re.fullmatch(
            r"[-/.]".join(r"(\d{4})" if part == "y" else r"(\d{1,2})" for part in order), typed
        )
    if parts is None:
        return QDate()
    found = dict(zip(order, map(int, parts.groups()), strict=True))
    return QDate(found["y"], found["M"], found["d"])


def _order(pattern: str) -> str:
    """Return the letters of a pattern, each once: ``dMy`` for ``dd/MM/yyyy``."""
    return "".join(dict.fromkeys(letter for letter in pattern if letter in _LENGTHS))
