"""The cash line: even marks, a day pointed at by keys and mouse, what is drawn where."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.ui import theme
from cfo_desktop.ui.widgets.cash_line import CashChart
from cfo_desktop.ui.widgets.cash_line import CashLine
from cfo_desktop.ui.widgets.cash_line import CashPoint
from cfo_desktop.ui.widgets.cash_line import ChartWords
from cfo_desktop.ui.widgets.chart_scale import scale

TODAY = dt.date(2026, 11, 23)
TOKENS = theme.load("light")
MINOR = st.integers(-(10**12), 10**12)


@given(low=MINOR, high=MINOR, unit=st.sampled_from([1, 100, 1000]))
def test_an_axis_has_few_even_marks_within_it(low: int, high: int, unit: int) -> None:
    low, high = min(low, high), max(low, high)
    made = scale(low, high, unit=unit)
    steps = {b - a for a, b in zip(made.marks, made.marks[1:], strict=False)}
    assert len(made.marks) <= 6
    assert len(steps) <= 1
    assert all(low <= mark <= high and mark % unit == 0 for mark in made.marks)
    if high - low >= unit * 2:
        assert made.marks
    assert all(0 <= made.share(value) <= 1 for value in (low, high, *made.marks))


def _point(days: int, expected: int, spread: int = 0) -> CashPoint:
    day = TODAY + dt.timedelta(days=days)
    return CashPoint(day, expected - spread, expected, expected + spread)


CHART = CashChart(
    (
        *(_point(days, 100_000) for days in range(-10, 1)),
        *(_point(days, 100_000 - 9_000 * days, 1_000 * days) for days in range(1, 11)),
        *(_point(days, 50_000, 15_000) for days in range(11, 21)),
    ),
    today=TODAY,
    lowest=TODAY + dt.timedelta(days=10),
    cushion=20_000,
)


@pytest.fixture
def line(qtbot: QtBot) -> CashLine:
    words = ChartWords(
        today="Today",
        so_far="so far",
        ahead="expected",
        band="within",
        cushion="cushion",
        amount=str,
        month=lambda day: day.strftime("%b"),
        point=lambda point: f"{point.day}: {point.expected}",
    )
    made = CashLine(TOKENS.colour, words=words, name="Cash line")
    made.resize(600, 188)
    qtbot.addWidget(made)
    made.show()
    made.show_chart(CHART, unit=100, said="all of it in words")
    return made


def test_the_arrows_go_by_days_and_are_told(line: CashLine, qtbot: QtBot) -> None:
    assert line.accessibleDescription() == "all of it in words"
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert line.point == CHART.points[11]
    assert line.accessibleDescription() == "2026-11-24: 91000"
    QTest.keyClick(line, Qt.Key.Key_PageDown)
    assert line.point == CHART.points[18]
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert line.point == CHART.points[-1]
    QTest.keyClick(line, Qt.Key.Key_Home)
    with qtbot.waitSignal(line.day_asked) as asked:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == [TODAY - dt.timedelta(days=10)]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.point is None


def test_the_mouse_points_at_the_day_under_it(line: CashLine, qtbot: QtBot) -> None:
    plot = line._plot()
    with qtbot.waitSignal(line.day_asked) as asked:
        QTest.mouseClick(
            line,
            Qt.MouseButton.LeftButton,
            pos=QPoint(round(line._x(plot, 20)), round(plot.center().y())),
        )
    assert asked.args == [CHART.lowest]


def test_an_empty_chart_has_no_day_to_point_at(line: CashLine) -> None:
    line.show_chart(CashChart((), dt.date.min), unit=1, said="")
    QTest.keyClick(line, Qt.Key.Key_Right)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    line.grab()
    assert line.point is None


def _picture(line: CashLine) -> QImage:
    return line.grab().toImage()


def test_the_frame_of_the_keyboard_leaves_the_words_alone(line: CashLine, qtbot: QtBot) -> None:
    line.activateWindow()
    line.clearFocus()
    before = _picture(line)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    after = _picture(line)
    frame = line._plot().adjusted(-3, -3, 3, 3)
    changed = [
        (x, y)
        for x in range(after.width())
        for y in range(after.height())
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert changed
    assert all(frame.adjusted(-1, -1, 1, 1).contains(x, y) for x, y in changed)
    assert frame.left() > line.fontMetrics().horizontalAdvance("100000")


def test_the_lowest_day_is_marked_as_short_of_the_cushion(line: CashLine) -> None:
    plot = line._plot()
    where = QPoint(round(line._x(plot, 20)), round(line._y(plot, 10_000)))
    assert _picture(line).pixelColor(where) == QColor(TOKENS.negative)


def test_the_band_is_drawn_over_the_days_ahead_alone(line: CashLine) -> None:
    plot = line._plot()
    picture = _picture(line)
    inside = QPoint(round(line._x(plot, 27)), round(line._y(plot, 57_000)))
    outside = QPoint(round(line._x(plot, 27)), round(line._y(plot, 72_000)))
    assert picture.pixelColor(inside) != picture.pixelColor(outside)
    before = QPoint(round(line._x(plot, 4)), round(line._y(plot, 97_000)))
    assert picture.pixelColor(before) == picture.pixelColor(outside)


def test_a_chart_without_amounts_gives_their_room_to_the_lines(
    line: CashLine, qtbot: QtBot
) -> None:
    words = ChartWords(
        today="Today",
        so_far="so far",
        ahead="expected",
        band="within",
        cushion="cushion",
        amount=lambda _: "",
        month=str,
        point=str,
    )
    bare = CashLine(TOKENS.colour, words=words, name="Cash line")
    qtbot.addWidget(bare)
    bare.resize(line.size())
    bare.show_chart(CHART, unit=100, said="")
    assert bare._plot().left() < line._plot().left()
