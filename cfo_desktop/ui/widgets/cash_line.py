"""The cash line: the money of the days so far, and of the days ahead inside its band."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtCore import QPointF
from PySide6.QtCore import QRectF
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QBrush
from PySide6.QtGui import QColor
from PySide6.QtGui import QFocusEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtGui import QMouseEvent
from PySide6.QtGui import QPainter
from PySide6.QtGui import QPaintEvent
from PySide6.QtGui import QPen
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QSizePolicy

from cfo_desktop.ui.widgets.money_chart import GAP
from cfo_desktop.ui.widgets.money_chart import MARK
from cfo_desktop.ui.widgets.money_chart import MoneyChart

_HEIGHT = 188
_BAND = 46
"""How much of the accent's colour the band takes, of 255."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class CashPoint:
    """The money at the end of a day in minor units; of a past day all three are the same."""

    day: dt.date
    low: int
    expected: int
    high: int


@dataclass(frozen=True, slots=True)
class CashChart:
    """What is drawn: ``points`` in the order of days without gaps, past and to come."""

    points: tuple[CashPoint, ...]
    today: dt.date
    lowest: dt.date | None = None
    cushion: int = 0
    """The least money wanted; drawn where it is above 0."""


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words and figures of a chart, as its language writes them."""

    today: str
    so_far: str
    ahead: str
    band: str
    cushion: str
    amount: Callable[[int], str]
    """An amount for the axis, short; empty while amounts are hidden."""
    month: Callable[[dt.date], str]
    """A month's short name."""
    point: Callable[[CashPoint], str]
    """A day's figures in a sentence."""


class CashLine(MoneyChart):
    """Drawn in the theme's colours; a day is pointed at by the mouse or the arrow keys."""

    pointed = Signal(object)
    """The ``CashPoint`` that is pointed at, or ``None``."""
    day_asked = Signal(object)
    """The day (``datetime.date``) whose movements are wanted: Enter, or a click."""

    def __init__(self, colour: Callable[[str], QColor], *, words: ChartWords, name: str) -> None:
        """Begin empty; ``name`` is what a screen reader calls the chart."""
        super().__init__(colour, amount=words.amount, name=name, height=_HEIGHT)
        self._words = words
        self._chart = CashChart((), dt.date.min)
        self._at: int | None = None
        self._kept: int | None = None
        """The day that is marked while none is pointed at."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_chart(self, chart: CashChart, *, unit: int, said: str) -> None:
        """Draw ``chart``; ``unit`` is a whole one in minor units, ``said`` tells it in words."""
        self._chart = chart
        values = [value for point in chart.points for value in (point.low, point.high)]
        self._fit(values, count=len(chart.points), cushion=chart.cushion, unit=unit)
        self.setAccessibleDescription(said)
        self._at = self._kept = None
        self.pointed.emit(None)
        self.update()

    @property
    def chart(self) -> CashChart:
        """What is drawn now."""
        return self._chart

    @property
    def point(self) -> CashPoint | None:
        """The day that is pointed at, else the one that is kept marked."""
        at = self._marked
        return None if at is None else self._chart.points[at]

    @property
    def _marked(self) -> int | None:
        return self._kept if self._at is None else self._at

    def keep_day(self, day: dt.date) -> None:
        """Mark a day, where the chart has it, for as long as no other is pointed at."""
        days = [point.day for point in self._chart.points]
        self._kept = days.index(day) if day in days else None
        self._at = None
        self.pointed.emit(self.point)
        self.update()

    # --- pointing ---

    def _point_at(self, at: int | None) -> None:
        if at is not None:
            at = min(max(at, 0), len(self._chart.points) - 1)
        if at == self._at:
            return
        self._at = at
        point = self.point
        if point is not None:
            self.setAccessibleDescription(self._words.point(point))
        self.pointed.emit(point)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by days with the arrows and by weeks with Page Up and Down; Enter asks for a day."""
        key, points = event.key(), self._chart.points
        today = sum(point.day <= self._chart.today for point in points) - 1
        marked = self._marked
        here = today if marked is None else marked
        steps = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_PageUp: here - _WEEK,
            Qt.Key.Key_PageDown: here + _WEEK,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(points) - 1,
        }
        if points and key in steps:
            self._point_at(steps[Qt.Key(key)])
        elif self.point is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.day_asked.emit(self.point.day)
        elif self._at is not None and key == Qt.Key.Key_Escape:
            self._point_at(None)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the day under the mouse."""
        self._point_under(event.position().x())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the day under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton and self._chart.points:
            self._point_under(event.position().x())
            if self.point is not None:
                self.day_asked.emit(self.point.day)

    def _point_under(self, x: float) -> None:
        plot, count = self._plot(), len(self._chart.points)
        if count > 1 and plot.width() > 0:
            self._point_at(round((x - plot.left()) / plot.width() * (count - 1)))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more, but by the keyboard."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing any more."""
        super().focusOutEvent(event)
        self._point_at(None)

    # --- drawing ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, band, lines, marks and the day pointed at."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chart.points:
            plot = self._plot()
            self._paint_amounts(painter, plot)
            self._paint_days(painter, plot)
            self._paint_lines(painter, plot)
            self._paint_legend(painter, self._legend(), cushion=self._words.cushion)
            self._paint_pointed(painter, plot)
            if self.hasFocus():  # around the lines alone: the words stand up to the edges
                painter.setPen(QPen(self._colour("accent"), 1))
                painter.drawRoundedRect(plot.adjusted(-3, -3, 3, 3), 4, 4)
        painter.end()

    def _paint_days(self, painter: QPainter, plot: QRectF) -> None:
        """Mark the present day, and the first of each month where there is room for its name."""
        metrics = self.fontMetrics()
        taken: list[QRectF] = []
        top = plot.bottom() + GAP / 2
        days = [(self._today_at(), self._words.today)]
        days += [
            (number, self._words.month(point.day))
            for number, point in enumerate(self._chart.points)
            if point.day.day == 1
        ]
        for number, text in days:
            x, width = self._x(plot, number), metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, 0), self.width() - width - 1)
            own = QRectF(left, top, width + 1, metrics.height())
            if any(own.adjusted(-GAP, 0, GAP, 0).intersects(other) for other in taken):
                continue
            taken.append(own)
            is_today = number == self._today_at()
            painter.setPen(QPen(self._colour("edge" if is_today else "line"), 1))
            foot = plot.top() if is_today else plot.bottom() - 4
            painter.drawLine(QPointF(x, foot), QPointF(x, plot.bottom()))
            painter.setPen(self._colour("text" if is_today else "muted"))
            painter.drawText(own, Qt.AlignmentFlag.AlignLeft, text)

    def _today_at(self) -> int:
        return max(sum(point.day <= self._chart.today for point in self._chart.points) - 1, 0)

    def _paint_lines(self, painter: QPainter, plot: QRectF) -> None:
        points, today = self._chart.points, self._today_at()
        ahead = list(enumerate(points))[today:]
        band = [QPointF(self._x(plot, n), self._y(plot, each.high)) for n, each in ahead]
        band += [QPointF(self._x(plot, n), self._y(plot, each.low)) for n, each in reversed(ahead)]
        soft = self._colour("accent")
        soft.setAlpha(_BAND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawPolygon(QPolygonF(band))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part, style in (
            (list(enumerate(points))[: today + 1], Qt.PenStyle.SolidLine),
            (ahead, Qt.PenStyle.DashLine),
        ):
            line = [QPointF(self._x(plot, n), self._y(plot, each.expected)) for n, each in part]
            painter.setPen(QPen(self._colour("accent"), 1.8, style))
            painter.drawPolyline(QPolygonF(line))
        for number, point in enumerate(points):
            if point.day == self._chart.lowest:
                where = QPointF(self._x(plot, number), self._y(plot, point.expected))
                short = point.expected < self._chart.cushion or point.low < 0
                self._paint_lowest(painter, where, short=short)

    def _legend(self) -> list[tuple[str, QPen | QBrush]]:
        accent, soft = self._colour("accent"), self._colour("accent")
        soft.setAlpha(_BAND)
        return [
            (self._words.so_far, QPen(accent, 1.8, Qt.PenStyle.SolidLine)),
            (self._words.ahead, QPen(accent, 1.8, Qt.PenStyle.DashLine)),
            (self._words.band, QBrush(soft)),
        ]

    def _paint_pointed(self, painter: QPainter, plot: QRectF) -> None:
        point = self.point
        if self._marked is None or point is None:
            return
        x = self._x(plot, self._marked)
        painter.setPen(QPen(self._colour("text"), 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setBrush(self._colour("text"))
        painter.drawEllipse(QPointF(x, self._y(plot, point.expected)), MARK - 0.5, MARK - 0.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
