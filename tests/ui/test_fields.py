"""Date fields: what is typed as a whole is the date, and the calendar suits window and theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtCore import QLocale
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QTableView
from PySide6.QtWidgets import QToolButton
from PySide6.QtWidgets import QVBoxLayout
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cfo_desktop.ui import theme
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.widgets.calendar import Calendar
from cfo_desktop.ui.widgets.fields import DayBox
from tests.ui import pictures

Form = tuple[QLineEdit, DayBox, QLineEdit]


@pytest.fixture
def form(qtbot: QtBot) -> Callable[[str], Form]:
    """A date field, of some way to write days, between two other fields."""
    windows: list[QWidget] = []

    def make(days: str) -> Form:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        made = QLineEdit(), DayBox(Localised("en", days=days)), QLineEdit()
        layout = QVBoxLayout(window)
        for field in made:
            layout.addWidget(field)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made[0].setFocus()
        return made

    return make


@pytest.mark.parametrize(
    ("days", "shown", "typed", "meant"),
    [
        ("iso", QDate(2026, 12, 1), "2027-01-10", QDate(2027, 1, 10)),
        ("iso", QDate(2026, 12, 31), "2028-02-29", QDate(2028, 2, 29)),
        ("iso", QDate(2026, 11, 23), "2027-1-5", QDate(2027, 1, 5)),
        ("iso", QDate(2026, 11, 30), "20271231", QDate(2027, 12, 31)),
        ("iso", QDate(2026, 11, 30), "2020-02-01", QDate(2020, 2, 1)),
        ("day_first", QDate(2026, 11, 23), "31/12/2026", QDate(2026, 12, 31)),
        ("month_first", QDate(2026, 11, 23), "2/29/2028", QDate(2028, 2, 29)),
    ],
)
def test_a_typed_date_is_the_date(
    form: Callable[[str], Form], days: str, shown: QDate, typed: str, meant: QDate
) -> None:
    before, box, after = form(days)
    box.setDate(shown)
    QTest.keyClick(before, Qt.Key.Key_Tab)
    QTest.keyClicks(box, typed)
    after.setFocus()
    assert box.date() == meant


def test_one_tab_leads_past_a_date_field(form: Callable[[str], Form]) -> None:
    before, box, after = form("iso")
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert box.hasFocus()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.keyClick(after, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(box, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert before.hasFocus()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", theme.THEMES)
def test_the_calendar_suits_window_and_theme(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: str, name: str
) -> None:
    tokens = theme.load(name)
    theme.apply(qapp, tokens)
    box = DayBox(Localised(language))
    qtbot.addWidget(box)
    box.setDate(QDate(2026, 8, 31))  # a month over six weeks
    calendar = box.calendarWidget()
    assert isinstance(calendar, Calendar)
    assert calendar.locale().language() == QLocale(language).language()
    popup = calendar.window()
    popup.show()
    folder = Path(pictures.PICTURES or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    assert calendar.grab().save(str(folder / f"calendar-{language}-{name}.png"))
    days = calendar.findChild(QTableView)
    assert isinstance(days, QTableView)
    last = days.visualRect(days.model().index(6, 6))
    assert days.viewport().rect().contains(last)
    weekend = calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground().color()
    assert theme.contrast(weekend.name(), tokens.panel) > 4.5
    for button in calendar.findChildren(QToolButton):
        if button.objectName() in {"qt_calendar_prevmonth", "qt_calendar_nextmonth"}:
            assert button.arrowType() != Qt.ArrowType.NoArrow
            colour = button.palette().buttonText().color()
            assert theme.contrast(colour.name(), tokens.panel) > 4.5
    popup.hide()
