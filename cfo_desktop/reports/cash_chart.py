"""The line of the money: how it was day by day, and how it is expected to be, within its band."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Sequence

from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.report import Ahead
from cfo_desktop.reports import drawing
from cfo_desktop.reports import look
from cfo_desktop.reports.charts import round_steps

_AXIS = 13.0
_LEGEND = 12.0
_LABEL_ROOM = 46.0
"""Least room between the labels of two days."""


class CashChart(drawing.Chart):
    """The last days as a line, the days to come as a dashed one within the band, the lowest dotted.

    ``names`` words the legend: the past, what is expected, the band.
    """

    def __init__(
        self,
        title: str,
        *,
        ahead: Ahead,
        names: tuple[str, str, str],
        tick: Callable[[int], str],
        label: Callable[[dt.date], str],
        today: str,
        plot: float,
    ) -> None:
        """Take the figures; ``plot`` is the height of the drawing in points."""
        super().__init__(title, plot=plot + _AXIS + _LEGEND, caption="")
        self._plot = plot
        self._names = names
        self._label = label
        self._today = today
        self._past = ahead.cash_days
        self._forecast = ahead.forecast
        start = ForecastDay(self._forecast.today, *[self._forecast.opening] * 3)
        self._days = (start, *self._forecast.days)
        self._first = self._past[0][0] if self._past else start.date
        self._last = self._days[-1].date
        amounts = [
            *(amount for _, amount in self._past),
            *(amount for day in self._days for amount in (day.low, day.high, day.expected)),
        ]
        self._ticks = round_steps(min(amounts), max(amounts))
        self._tick_texts = [tick(amount) for amount in self._ticks]
        self._left = max(drawing.TINY.width(text) for text in self._tick_texts) + 6

    def draw_plot(self) -> None:
        """Draw axis, band, lines, the lowest day and the legend."""
        self.canv.translate(0, _AXIS)
        self._draw_band()
        self._draw_amounts()
        self._draw_days()
        self._draw_line(self._past)
        self.canv.setDash(3, 2)
        self._draw_line([(day.date, day.expected) for day in self._days])
        self.canv.setDash()
        lowest = self._forecast.lowest
        if lowest is not None:
            self.canv.setFillColor(look.NEGATIVE)
            self.canv.circle(self._x(lowest.date), self._y(lowest.expected), 2.6, stroke=0, fill=1)
        self._draw_legend(y=self._plot + 6)

    def _x(self, day: dt.date) -> float:
        span = max((self._last - self._first).days, 1)
        return self._left + (look.WIDTH - self._left) * (day - self._first).days / span

    def _y(self, amount: int) -> float:
        lowest, highest = self._ticks[0], self._ticks[-1]
        return self._plot * (amount - lowest) / max(highest - lowest, 1)

    def _draw_band(self) -> None:
        band = self.canv.beginPath()
        band.moveTo(self._x(self._days[0].date), self._y(self._days[0].high))
        for day in self._days[1:]:
            band.lineTo(self._x(day.date), self._y(day.high))
        for day in reversed(self._days):
            band.lineTo(self._x(day.date), self._y(day.low))
        band.close()
        self.canv.setFillColor(look.BAND)
        self.canv.drawPath(band, stroke=0, fill=1)

    def _draw_amounts(self) -> None:
        for amount, text in zip(self._ticks, self._tick_texts, strict=True):
            y = self._y(amount)
            self.canv.setStrokeColor(look.LINE if amount else look.MUTED)
            self.canv.setLineWidth(0.5 if amount else 0.8)
            self.canv.line(self._left, y, look.WIDTH, y)
            x = self._left - 5
            drawing.put(self.canv, text, x=x, y=y - 2.4, like=drawing.TINY, anchor="right")

    def _draw_days(self) -> None:
        """Name today under a line of its own, and weeks before and after as there is room."""
        today = self._forecast.today
        self.canv.setStrokeColor(look.MUTED)
        self.canv.setLineWidth(0.5)
        self.canv.line(self._x(today), 0, self._x(today), self._plot)
        bold = drawing.Type(size=look.TINY)
        drawing.put(self.canv, self._today, x=self._x(today), y=-9, like=bold, anchor="middle")
        for days in (
            [day for day, _ in reversed(self._past)],
            [day.date for day in self._days],
        ):
            last = self._x(today)
            for day in days:
                x = self._x(day)
                whole_week = (day - today).days % 7 == 0
                half = drawing.TINY.width(self._label(day)) / 2
                inside = self._left - 20 <= x - half and x + half <= look.WIDTH
                if whole_week and inside and abs(x - last) >= _LABEL_ROOM:
                    text = self._label(day)
                    drawing.put(self.canv, text, x=x, y=-9, like=drawing.TINY, anchor="middle")
                    last = x

    def _draw_line(self, points: Sequence[tuple[dt.date, int]]) -> None:
        self.canv.setStrokeColor(look.ACCENT)
        self.canv.setLineWidth(1.3)
        line = self.canv.beginPath()
        for number, (day, amount) in enumerate(points):
            (line.lineTo if number else line.moveTo)(self._x(day), self._y(amount))
        self.canv.drawPath(line, stroke=1, fill=0)

    def _draw_legend(self, *, y: float) -> None:
        x = look.WIDTH
        for index, name in reversed(list(enumerate(self._names))):
            drawing.put(self.canv, name, x=x, y=y, like=drawing.SMALL, anchor="right")
            x -= drawing.SMALL.width(name) + 18
            self._draw_sign(index, x=x, y=y + 2.5)
            x -= 12

    def _draw_sign(self, index: int, *, x: float, y: float) -> None:
        if index == len(self._names) - 1:
            self.canv.setFillColor(look.BAND)
            self.canv.rect(x, y - 3, 14, 6, stroke=0, fill=1)
            return
        self.canv.setStrokeColor(look.ACCENT)
        self.canv.setLineWidth(1.3)
        self.canv.setDash(*((3, 2) if index else ()))
        self.canv.line(x, y, x + 14, y)
        self.canv.setDash()
