"""Two lines of money by month: as it goes on today, and with what is tried."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtCore import QRectF
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtGui import QColor
from PySide6.QtGui import QPainter
from PySide6.QtGui import QPaintEvent
from PySide6.QtGui import QPen
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QSizePolicy

from cfo_desktop.ui.widgets.money_chart import GAP
from cfo_desktop.ui.widgets.money_chart import MoneyChart

_HEIGHT = 190


@dataclass(frozen=True, slots=True)
class PlanLines:
    """Money in minor units under each of ``labels``; ``after`` is empty where nothing is tried."""

    labels: tuple[str, ...]
    before: tuple[int, ...]
    after: tuple[int, ...] = ()
    cushion: int = 0
    """The least money wanted; drawn where it is above 0."""


class PlanChart(MoneyChart):
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
        super().__init__(colour, amount=amount, name=name, height=_HEIGHT)
        self._before_name, self._after_name, self._cushion_name = names
        self.lines = PlanLines((), ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: PlanLines, *, unit: int, said: str) -> None:
        """Draw ``lines``; ``unit`` is a whole one in minor units, ``said`` tells them in words."""
        self.lines = lines
        values = (*lines.before, *lines.after)
        self._fit(values, count=len(lines.labels), cushion=lines.cushion, unit=unit)
        self.setAccessibleDescription(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, lines and legend."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.lines.labels:
            plot = self._plot()
            self._paint_amounts(painter, plot)
            self._paint_labels(painter, plot)
            self._paint_line(painter, plot, self.lines.before, changed=False)
            if self.lines.after:
                self._paint_line(painter, plot, self.lines.after, changed=True)
            self._paint_legend(painter, self._legend(), cushion=self._cushion_name)
        painter.end()

    def _paint_labels(self, painter: QPainter, plot: QRectF) -> None:
        metrics = self.fontMetrics()
        end = 0.0
        for number, text in enumerate(self.lines.labels):
            x, width = self._x(plot, number), metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, 0), self.width() - width - 1)
            if number and left < end + GAP:
                continue
            end = left + width
            painter.setPen(self._colour("muted"))
            where = QRectF(left, plot.bottom() + GAP / 2, width + 1, metrics.height())
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
            self._paint_lowest(painter, points[values.index(lowest)], short=short)

    def _legend(self) -> list[tuple[str, QPen | QBrush]]:
        legend: list[tuple[str, QPen | QBrush]] = [(self._before_name, self._pen(changed=False))]
        if self.lines.after:
            legend.append((self._after_name, self._pen(changed=True)))
        return legend
