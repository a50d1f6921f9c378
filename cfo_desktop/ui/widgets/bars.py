"""Bars for the takings of each day, painted in the theme's colours."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtGui import QPainter
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

_HEIGHT = 72


class Bars(QWidget):
    """One bar a value, scaled to the widget's height; what is below zero hangs from the line."""

    def __init__(self, colour: Callable[[str], QColor]) -> None:
        super().__init__()
        self._colour = colour
        self.values: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size that leaves a month of bars wide enough to tell apart."""
        return QSize(240, _HEIGHT)

    def show_values(self, values: Sequence[int], *, said: str) -> None:
        """Show values; ``said`` tells the same in words."""
        self.values = tuple(values)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line of nothing and the bars."""
        del event
        painter = QPainter(self)
        top, bottom = max((0, *self.values)), min((0, *self.values))
        span = top - bottom
        zero = self.height() - 1.0 if not span else (self.height() - 1) * top / span
        painter.fillRect(QRectF(0, zero, self.width(), 1), self._colour("edge"))
        if span:
            step = self.width() / len(self.values)
            for number, value in enumerate(self.values):
                height = (self.height() - 1) * value / span
                bar = QRectF(number * step + 1, zero - max(height, 0), step - 2, abs(height))
                painter.fillRect(bar, self._colour("accent" if value >= 0 else "negative"))
        painter.end()
