"""A thin bar for one amount among others, with a mark where it usually is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtGui import QPainter
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

_HEIGHT = 12
_THICK = 6


class MeasureBar(QWidget):
    """As long as ``value`` is of ``most``; the mark stands at ``usual``."""

    def __init__(
        self, colour: Callable[[str], QColor], *, value: int, usual: int, most: int, said: str
    ) -> None:
        """Take amounts of one currency; ``said`` tells them in words."""
        super().__init__()
        self._colour = colour
        self._value, self._usual, self._most = max(value, 0), max(usual, 0), max(most, 1)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a height that keeps lines of text together."""
        return QSize(120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the whole length lightly, the value over it, and the mark."""
        del event
        painter = QPainter(self)
        room, top = self.width() - 2.0, (_HEIGHT - _THICK) / 2
        painter.fillRect(QRectF(0, top, room, _THICK), self._colour("line"))
        painter.fillRect(
            QRectF(0, top, room * self._value / self._most, _THICK), self._colour("accent")
        )
        if self._usual:
            mark = room * self._usual / self._most
            painter.fillRect(QRectF(mark, 0, 2, _HEIGHT), self._colour("text"))
        painter.end()
