"""What charts of money share: the axis of amounts, the cushion, the lowest point, the legend."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtCore import QRectF
from PySide6.QtCore import QSize
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtGui import QColor
from PySide6.QtGui import QPainter
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets.chart_scale import Scale
from cfo_desktop.ui.widgets.chart_scale import scale

GAP = 8
MARK = 3.5
"""Radius of a mark, in pixels."""
_KEY = 18
"""Pixels of a line in the legend."""


class MoneyChart(QWidget):
    """A chart of so many points side by side; the subclass paints what is in them."""

    def __init__(
        self,
        colour: Callable[[str], QColor],
        *,
        amount: Callable[[int], str],
        name: str,
        height: int,
    ) -> None:
        """Begin empty; ``amount`` writes one for the axis, empty while amounts are hidden."""
        super().__init__()
        self._colour = colour
        self._amount = amount
        self._height = height
        self._count = 0
        self._cushion = 0
        self._scale = Scale(0, 0, ())
        self.setAccessibleName(name)
        self.setMinimumHeight(height)

    def sizeHint(self) -> QSize:
        """Return a size in which the points can be told apart."""
        return QSize(320, self._height)

    def _fit(self, values: Iterable[int], *, count: int, cushion: int, unit: int) -> None:
        """Make room for ``values``, zero and the cushion; a cushion of 0 is not drawn."""
        self._count, self._cushion = count, max(cushion, 0)
        known = [*values, 0, self._cushion]
        low, high = min(known), max(known)
        room = max((high - low) // 20, 1)
        self._scale = scale(low - room if low < 0 else low, high + room, unit=unit)

    def _plot(self) -> QRectF:
        """Return where the lines are: between legend, amounts at the left and names below."""
        line = self.fontMetrics().height()
        labels = [self._amount(mark) for mark in self._scale.marks]
        left = max((self.fontMetrics().horizontalAdvance(label) for label in labels), default=0)
        left += GAP if left else 4
        return QRectF(
            left, line + GAP, self.width() - left - 6, self.height() - 2 * line - 2 * GAP - 4
        )

    def _x(self, plot: QRectF, number: int) -> float:
        return plot.left() + plot.width() * number / max(self._count - 1, 1)

    def _y(self, plot: QRectF, value: float) -> float:
        return plot.bottom() - plot.height() * self._scale.share(value)

    def _paint_amounts(self, painter: QPainter, plot: QRectF) -> None:
        line = self.fontMetrics().height()
        for mark in self._scale.marks:
            y = round(self._y(plot, mark)) + 0.5
            painter.setPen(QPen(self._colour("edge" if mark == 0 else "line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(self._colour("muted"))
            where = QRectF(0, y - line / 2, plot.left() - GAP, line)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight, self._amount(mark))
        if self._cushion:
            y = self._y(plot, self._cushion)
            painter.setPen(QPen(self._colour("warning"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _paint_lowest(self, painter: QPainter, where: QPointF, *, short: bool) -> None:
        """Mark the lowest point; in another colour where it is too low."""
        painter.setPen(QPen(self._colour("panel"), 1.5))
        painter.setBrush(self._colour("negative" if short else "accent"))
        painter.drawEllipse(where, MARK + 1, MARK + 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_legend(
        self, painter: QPainter, legend: Sequence[tuple[str, QPen | QBrush]], *, cushion: str
    ) -> None:
        """Say what each line or area means, as many of them as there is room for."""
        metrics, x = self.fontMetrics(), 0.0
        shown = [*legend]
        if self._cushion:
            shown.append((cushion, QPen(self._colour("warning"), 1.8, Qt.PenStyle.DotLine)))
        for text, look in shown:
            width, middle = metrics.horizontalAdvance(text), metrics.height() / 2
            if x + _KEY + 6 + width > self.width():
                return
            if isinstance(look, QBrush):
                painter.fillRect(QRectF(x, middle - 5, _KEY, 10), look)
            else:
                painter.setPen(look)
                painter.drawLine(QPointF(x, middle), QPointF(x + _KEY, middle))
            painter.setPen(self._colour("muted"))
            where = QRectF(x + _KEY + 6, 0, width + 1, metrics.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignLeft, text)
            x += _KEY + 6 + width + 14
