"""The parts of a report that are drawn: running text, the figures that matter, and the charts."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from cfo_desktop.reports import fonts
from cfo_desktop.reports import look
from cfo_desktop.reports import wrapping
from cfo_desktop.reports.charts import Columns

_TITLE = 25.0
_CAPTION = 15.0
_AXIS_LINE = 9.0
_BAR = 15.5
_WIDEST_PLACE = 64.0
_TILE = 66.0
_TILE_GAP = 7.0
_TILE_PADDING = 8.0


@dataclass(frozen=True, slots=True)
class Type:
    """How a text prints: typeface, size, colour."""

    font: str = fonts.REGULAR
    size: float = look.BODY
    colour: Color = look.TEXT

    def width(self, text: str) -> float:
        """Return how wide ``text`` prints, in points."""
        return fonts.width(text, font=self.font, size=self.size)

    def fitted(self, text: str, *, width: float) -> Type:
        """Return the same type, smaller where ``text`` would not fit into ``width``."""
        size = self.size * min(1.0, width / max(self.width(text), 1.0))
        return dataclasses.replace(self, size=size)


HEADING = Type(fonts.BOLD, look.HEADING)
BODY = Type()
SMALL = Type(size=look.SMALL, colour=look.MUTED)
TINY = Type(size=look.TINY, colour=look.MUTED)


def put(canvas: Canvas, text: str, *, x: float, y: float, like: Type, anchor: str = "left") -> None:
    """Draw one line with its baseline at ``y``; ``anchor`` says what of it stands at ``x``."""
    canvas.setFont(like.font, like.size)
    canvas.setFillColor(like.colour)
    if anchor == "right":
        canvas.drawRightString(x, y, text)
    elif anchor == "middle":
        canvas.drawCentredString(x, y, text)
    else:
        canvas.drawString(x, y, text)


class Block(Flowable):
    """Something as wide as the page's text, of a known height, that never breaks over pages."""

    def __init__(self, height: float) -> None:
        """Take ``height`` points."""
        super().__init__()
        self.height = height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """Return the size it takes."""
        return look.WIDTH, self.height


class Lines(Block):
    """Running text in lines of its own breaking, a little room after each paragraph."""

    def __init__(
        self,
        paragraphs: Sequence[str],
        *,
        like: Type,
        leading: float,
        after: float = 0.0,
        most_lines: int | None = None,
    ) -> None:
        """Break ``paragraphs``; each takes at most ``most_lines`` lines."""
        self._like = like
        self._leading = leading
        self._after = after
        self._paragraphs = [
            wrapping.wrap(text, width=look.WIDTH, measure=like.width, limit=most_lines)
            for text in paragraphs
        ]
        lines = sum(len(lines) for lines in self._paragraphs)
        super().__init__(lines * leading + len(paragraphs) * after)

    def draw(self) -> None:
        """Draw it."""
        y = self.height
        for lines in self._paragraphs:
            for line in lines:
                y -= self._leading
                put(self.canv, line, x=0, y=y + self._leading * 0.25, like=self._like)
            y -= self._after


class Remark(Block):
    """A heading, and a sentence in place of the table or chart that has nothing to show."""

    def __init__(self, title: str, text: str) -> None:
        """Keep both; the sentence takes one line."""
        super().__init__(36)
        self._title = title
        self._text = text

    def draw(self) -> None:
        """Draw both."""
        put(self.canv, self._title, x=0, y=self.height - 12, like=HEADING)
        text = wrapping.shorten(self._text, width=look.WIDTH, measure=BODY.width)
        put(self.canv, text, x=0, y=4, like=BODY)


class Rule(Block):
    """The line under the masthead."""

    def __init__(self) -> None:
        """Take little room above it."""
        super().__init__(6)

    def draw(self) -> None:
        """Draw it."""
        self.canv.setStrokeColor(look.ACCENT)
        self.canv.setLineWidth(1.2)
        self.canv.line(0, 0, look.WIDTH, 0)


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure that matters: what it is, how much, and what is to be said of it."""

    label: str
    amount: str
    remarks: Sequence[str]


class Tiles(Block):
    """The figures that matter, side by side."""

    def __init__(self, tiles: Sequence[Tile]) -> None:
        """Keep the figures."""
        super().__init__(_TILE)
        self._tiles = tiles

    def draw(self) -> None:
        """Draw them."""
        count = len(self._tiles)
        width = (look.WIDTH - _TILE_GAP * (count - 1)) / count
        room = width - 2 * _TILE_PADDING
        amount, remark = Type(fonts.BOLD, 13), TINY
        for tile in self._tiles:
            amount = amount.fitted(tile.amount, width=room)
            for text in tile.remarks:
                remark = remark.fitted(text, width=room)
        for index, tile in enumerate(self._tiles):
            x = index * (width + _TILE_GAP)
            self._draw_tile(tile, x=x, width=width, amount=amount, remark=remark)

    def _draw_tile(self, tile: Tile, *, x: float, width: float, amount: Type, remark: Type) -> None:
        self.canv.setFillColor(look.PANEL)
        self.canv.roundRect(x, 0, width, _TILE, 3, stroke=0, fill=1)
        x += _TILE_PADDING
        put(self.canv, tile.label, x=x, y=_TILE - 15, like=SMALL)
        if tile.amount.startswith("-"):
            amount = dataclasses.replace(amount, colour=look.NEGATIVE)
        put(self.canv, tile.amount, x=x, y=_TILE - 33, like=amount)
        for line, text in enumerate(tile.remarks):
            put(self.canv, text, x=x, y=_TILE - 47 - 10 * line, like=remark)


class Chart(Block):
    """A title, a drawing, and a sentence below it where there is something to say."""

    def __init__(self, title: str, *, plot: float, caption: str) -> None:
        """Reserve ``plot`` points between title and caption."""
        super().__init__(_TITLE + plot + (_CAPTION if caption else 0))
        self.title = title
        self._caption = caption

    def draw(self) -> None:
        """Draw title, caption, and the plot between them."""
        put(self.canv, self.title, x=0, y=self.height - 12, like=HEADING)
        caption = wrapping.shorten(self._caption, width=look.WIDTH, measure=SMALL.width)
        put(self.canv, caption, x=0, y=3, like=SMALL)
        self.canv.saveState()
        self.canv.translate(0, _CAPTION if self._caption else 0)
        self.draw_plot()
        self.canv.restoreState()

    def draw_plot(self) -> None:
        """Draw what stands between title and caption."""
        raise NotImplementedError


class ColumnChart(Chart):
    """Amounts over time as columns, in one or two series."""

    def __init__(
        self,
        title: str,
        *,
        columns: Columns,
        names: Sequence[str],
        labels: Sequence[Sequence[str]],
        tick: Callable[[int], str],
        caption: str,
        plot: float,
    ) -> None:
        """Take the figures, up to two lines of label for each place, and a name for each series."""
        self._axis = _AXIS_LINE * max(map(len, labels)) + 4
        self._plot = plot
        super().__init__(title, plot=plot + self._axis, caption=caption)
        self._columns = columns
        self._names = names
        self._labels = labels
        self._ticks = columns.ticks
        self._tick_texts = [tick(amount) for amount in self._ticks]
        self._left = max(TINY.width(text) for text in self._tick_texts) + 6

    def draw_plot(self) -> None:
        """Draw axis, columns and legend."""
        self.canv.translate(0, self._axis)
        self._draw_axis()
        places = len(self._columns.starts)
        place = min((look.WIDTH - self._left) / max(places, 1), _WIDEST_PLACE)
        for index, amounts in enumerate(self._columns.values):
            x = self._left + index * place
            self._draw_columns(amounts, x=x, width=place)
            for line, text in enumerate(self._labels[index]):
                y = -_AXIS_LINE * (line + 1)
                put(self.canv, text, x=x + place / 2, y=y, like=TINY, anchor="middle")
        if len(self._names) > 1:
            self._draw_legend(y=self._plot + _TITLE - 12)

    def _height_of(self, amount: int) -> float:
        lowest, highest = self._ticks[0], self._ticks[-1]
        return self._plot * (amount - lowest) / max(highest - lowest, 1)

    def _draw_axis(self) -> None:
        for amount, text in zip(self._ticks, self._tick_texts, strict=True):
            y = self._height_of(amount)
            self.canv.setStrokeColor(look.LINE if amount else look.MUTED)
            self.canv.setLineWidth(0.5 if amount else 0.8)
            self.canv.line(self._left, y, look.WIDTH, y)
            put(self.canv, text, x=self._left - 5, y=y - 2.4, like=TINY, anchor="right")

    def _draw_columns(self, amounts: Sequence[int], *, x: float, width: float) -> None:
        zero = self._height_of(0)
        thickness = width * 0.68 / len(amounts)
        for series, amount in enumerate(amounts):
            if not amount:
                continue
            self.canv.setFillColor(self._colour(series, amount))
            left = x + width * 0.16 + series * thickness
            self.canv.rect(left, zero, thickness, self._height_of(amount) - zero, stroke=0, fill=1)

    def _colour(self, series: int, amount: int) -> Color:
        if amount < 0:
            return look.NEGATIVE
        return look.ACCENT_SOFT if series < len(self._names) - 1 else look.ACCENT

    def _draw_legend(self, *, y: float) -> None:
        x = look.WIDTH
        for series in reversed(range(len(self._names))):
            put(self.canv, self._names[series], x=x, y=y, like=SMALL, anchor="right")
            x -= SMALL.width(self._names[series]) + 10
            self.canv.setFillColor(self._colour(series, 1))
            self.canv.rect(x, y - 0.5, 6, 6, stroke=0, fill=1)
            x -= 12


@dataclass(frozen=True, slots=True)
class NamedBar:
    """One bar: its name, its amount as printed, and its length between 0 and 1."""

    name: str
    amount: str
    length: float
    hollow: bool = False
    """Drawn as an outline: an amount below zero."""


class BarChart(Chart):
    """Amounts side by side as bars, with their names before and their amounts after them."""

    def __init__(self, title: str, *, bars: Sequence[NamedBar], caption: str) -> None:
        """Take the bars, from the top down."""
        super().__init__(title, plot=_BAR * len(bars), caption=caption)
        self._bars = bars

    def draw_plot(self) -> None:
        """Draw the bars."""
        like = Type(size=look.TABLE)
        measure = functools.partial(fonts.width, font=like.font, size=like.size)
        most = look.WIDTH * 0.36
        left = min(max(measure(bar.name) for bar in self._bars), most) + 10
        right = max(measure(bar.amount) for bar in self._bars) + 10
        room = max(look.WIDTH - left - right, 20)
        for index, bar in enumerate(self._bars):
            y = (len(self._bars) - 1 - index) * _BAR
            name = wrapping.shorten(bar.name, width=most, measure=measure)
            put(self.canv, name, x=0, y=y + 4.5, like=like)
            self.canv.setFillColor(look.ACCENT_SOFT)
            self.canv.setStrokeColor(look.NEGATIVE)
            self.canv.setLineWidth(0.7)
            length = max(bar.length * room, 0.6)
            fill = 0 if bar.hollow else 1
            self.canv.rect(left, y + 2.5, length, 9.5, stroke=1 - fill, fill=fill)
            put(self.canv, bar.amount, x=look.WIDTH, y=y + 4.5, like=like, anchor="right")
