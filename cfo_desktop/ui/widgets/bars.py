"""Bars for the takings of each day, painted in the theme's colours; a day is pointed at."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtCore import QRectF
from PySide6.QtCore import QSize
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtGui import QFocusEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtGui import QMouseEvent
from PySide6.QtGui import QPainter
from PySide6.QtGui import QPaintEvent
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

_HEIGHT = 72
_SOFT = 70
"""How much of the accent's colour takes what is held beside, of 255."""
_WIDTH, _WIDTH_BESIDE = 0.55, 0.9
"""Of the room for a bar: the bar, and the one behind it."""


class Bars(QWidget):
    """One bar a value, scaled to the widget's height; what is below zero hangs from the line.

    Where there are values to hold them against, those stand behind, wider and lighter.
    """

    pointed = Signal(int)
    """The number of the bar that is pointed at, ``-1`` for none."""
    asked = Signal(int)
    """The number of the bar that was clicked, or chosen by Enter."""

    def __init__(self, colour: Callable[[str], QColor]) -> None:
        super().__init__()
        self._colour = colour
        self.values: tuple[int, ...] = ()
        self.beside: tuple[int, ...] = ()
        """As many as ``values``, or none."""
        self.at = -1
        """The number of the bar that is pointed at."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size that leaves a month of bars wide enough to tell apart."""
        return QSize(240, _HEIGHT)

    def show_values(
        self, values: Sequence[int], *, beside: Sequence[int | None] = (), said: str
    ) -> None:
        """Show values, ``None`` beside them being unknown; ``said`` tells the same in words."""
        self.values = tuple(values)
        known = any(each is not None for each in beside)
        self.beside = tuple(each or 0 for each in beside) if known else ()
        self.setAccessibleName(said)
        self._point_at(-1)
        self.update()

    # --- pointing ---

    def _point_at(self, at: int) -> None:
        at = min(at, len(self.values) - 1)
        if at != self.at:
            self.at = at
            self.pointed.emit(at)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by days with the arrows; Enter asks for the day."""
        key = event.key()
        here = self.at if self.at >= 0 else len(self.values)
        steps = {
            Qt.Key.Key_Left: max(here - 1, 0),
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.values) - 1,
        }
        if self.values and key in steps:
            self._point_at(steps[Qt.Key(key)])
        elif self.at >= 0 and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.asked.emit(self.at)
        elif self.at >= 0 and key == Qt.Key.Key_Escape:
            self._point_at(-1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the bar under the mouse."""
        self._point_under(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the day under the mouse."""
        self._point_under(event)
        if event.button() == Qt.MouseButton.LeftButton and self.at >= 0:
            self.asked.emit(self.at)

    def _point_under(self, event: QMouseEvent) -> None:
        if self.values and self.width():
            self._point_at(max(int(event.position().x() * len(self.values) / self.width()), 0))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more, but by the keyboard."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point_at(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing any more."""
        super().focusOutEvent(event)
        self._point_at(-1)

    # --- drawing ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line of nothing and the bars."""
        del event
        painter = QPainter(self)
        top = max((0, *self.values, *self.beside))
        bottom = min((0, *self.values, *self.beside))
        span = top - bottom
        zero = self.height() - 1.0 if not span else (self.height() - 1) * top / span
        painter.fillRect(QRectF(0, zero, self.width(), 1), self._colour("edge"))
        if span:
            scale = (self.height() - 1) / span
            soft = self._colour("accent")
            soft.setAlpha(_SOFT)
            for number, value in enumerate(self.beside):
                painter.fillRect(self._bar(number, value * scale, zero, _WIDTH_BESIDE), soft)
            width = _WIDTH if self.beside else _WIDTH_BESIDE
            for number, value in enumerate(self.values):
                token = "accent" if value >= 0 else "negative"
                token = "text" if number == self.at else token
                painter.fillRect(self._bar(number, value * scale, zero, width), self._colour(token))
        if self.hasFocus():
            painter.setPen(QPen(self._colour("accent"), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _bar(self, number: int, height: float, zero: float, share: float) -> QRectF:
        step = self.width() / len(self.values)
        left = number * step + step * (1 - share) / 2
        return QRectF(left, zero - max(height, 0), step * share, abs(height))
