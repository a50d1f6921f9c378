"""Two lines of money by month: as it goes on today, and with what is tried."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtCore import QRectF
from PySide6.QtCore import QSize
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtGui import QPainter
from PySide6.QtGui import QPaintEvent
from PySide6.QtGui import QPen
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets.chart_scale import Scale
from cfo_desktop.ui.widgets.chart_scale import scale

_HEIGHT = 190
_GAP = 8
_MARK = 3.5
_KEY = 18
"""Pixels of a line in the legend."""


@dataclass(frozen=True, slots=True)
class PlanLines:
    """Money in minor units under each of ``labels``; ``after`` is empty where nothing is tried."""

    labels: tuple[str, ...]
    before: tuple[int, ...]
    after: tuple[int, ...] = ()
    cushion: int = 0
    """The least money wanted; drawn where it is above 0."""


class PlanChart(QWidget):
    """Drawn in the theme's colours; the table beside it holds the figures."""

    def __init__(
        self,
        colour: Callable[[str], QColor],
        *,
        amount: Callable[[int], str],
        names: Sequence[str],
        name: str,
    ) -> None:
        """Begin empty; ``names`` say what the line before, the one after and the cushion are."""
        super().__init__()
        self._colour = colour
        self._amount = amount
        self._before, self._after, self._cushion = names
        self.lines = PlanLines((), ())
        self._scale = Scale(0, 0, ())
        self.setAccessibleName(name)
        self.setMinimumHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size in which a year can be read."""
        return QSize(320, _HEIGHT)

    def show_lines(self, lines: PlanLines, *, unit: int, said: str) -> None:
        """Draw ``lines``; ``unit`` is a whole one in minor units, ``said`` tells them in words."""
        self.lines = lines
        values = [*lines.before, *lines.after, 0, max(lines.cushion, 0)]
        low, high = min(values), max(values)
        room = max((high - low) // 20, 1)
        self._scale = scale(low - room if low < 0 else low, high + room, unit=unit)
        self.setAccessibleDescription(said)
        self.update()

    def _plot(self) -> QRectF:
        metrics = self.fontMetrics()
        labels = [self._amount(mark) for mark in self._scale.marks]
        left = max((metrics.horizontalAdvance(label) for label in labels), default=0)
        left += _GAP if left else 4
        line = metrics.height()
        return QRectF(
            left, line + _GAP, self.width() - left - 6, self.height() - 2 * line - 2 * _GAP - 4
        )

    def _x(self, plot: QRectF, number: int) -> float:
        return plot.left() + plot.width() * number / max(len(self.lines.labels) - 1, 1)

    def _y(self, plot: QRectF, value: float) -> float:
        return plot.bottom() - plot.height() * self._scale.share(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, lines and legend."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.lines.labels:
            plot = self._plot()
            self._paint_axes(painter, plot)
            self._paint_line(painter, plot, self.lines.before, changed=False)
            if self.lines.after:
                self._paint_line(painter, plot, self.lines.after, changed=True)
            self._paint_legend(painter)
        painter.end()

    def _paint_axes(self, painter: QPainter, plot: QRectF) -> None:
        metrics = self.fontMetrics()
        line = metrics.height()
        for mark in self._scale.marks:
            y = round(self._y(plot, mark)) + 0.5
            painter.setPen(QPen(self._colour("edge" if mark == 0 else "line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(self._colour("muted"))
            where = QRectF(0, y - line / 2, plot.left() - _GAP, line)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight, self._amount(mark))
        if self.lines.cushion > 0:
            y = self._y(plot, self.lines.cushion)
            painter.setPen(QPen(self._colour("warning"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        end = 0.0
        for number, text in enumerate(self.lines.labels):
            x, width = self._x(plot, number), metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, 0), self.width() - width - 1)
            if number and left < end + _GAP:
                continue
            end = left + width
            painter.setPen(self._colour("muted"))
            where = QRectF(left, plot.bottom() + _GAP / 2, width + 1, line)
            painter.drawText(where, Qt.AlignmentFlag.AlignLeft, text)

    def _pen(self, *, changed: bool) -> QPen:
        if changed:
            return QPen(self._colour("accent"), 2)
        style = Qt.PenStyle.DashLine if self.lines.after else Qt.PenStyle.SolidLine
        return QPen(self._colour("muted" if self.lines.after else "accent"), 1.8, style)

    def _paint_line(
        self, painter: QPainter, plot: QRectF, values: Sequence[int], *, changed: bool
    ) -> None:
        points = [QPointF(self._x(plot, n), self._y(plot, each)) for n, each in enumerate(values)]
        painter.setPen(self._pen(changed=changed))
        painter.drawPolyline(QPolygonF(points))
        if changed or not self.lines.after:
            lowest = min(values)
            short = lowest < max(self.lines.cushion, 0)
            painter.setPen(QPen(self._colour("panel"), 1.5))
            painter.setBrush(self._colour("negative" if short else "accent"))
            painter.drawEllipse(points[values.index(lowest)], _MARK + 1, _MARK + 1)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_legend(self, painter: QPainter) -> None:
        metrics, x = self.fontMetrics(), 0.0
        legend = [(self._before, self._pen(changed=False))]
        if self.lines.after:
            legend.append((self._after, self._pen(changed=True)))
        if self.lines.cushion > 0:
            legend.append((self._cushion, QPen(self._colour("warning"), 1.5, Qt.PenStyle.DotLine)))
        for text, pen in legend:
            width = metrics.horizontalAdvance(text)
            if x + _KEY + 6 + width > self.width():
                return
            middle = metrics.height() / 2
            painter.setPen(pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + _KEY, middle))
            painter.setPen(self._colour("muted"))
            where = QRectF(x + _KEY + 6, 0, width + 1, metrics.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignLeft, text)
            x += _KEY + 6 + width + 14
