"""Where a figure comes from, asked for on the figure itself in each room that shows any."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.period import Month
from cfo_desktop.ui.localised import HIDDEN
from cfo_desktop.ui.screens.days_ahead import DaysAhead
from cfo_desktop.ui.widgets.figures import FigureCard
from cfo_desktop.ui.window import Window
from tests.ui import pictures
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.explained import amounts
from tests.ui.explained import cell
from tests.ui.explained import explained
from tests.ui.explained import menu_of
from tests.ui.explained import summed

PROFIT = {"en": "How much profit did I make in September?", "zh_CN": "九月赚了多少？"}


@pytest.fixture
def window(planted_window: Window, qtbot: QtBot) -> Window:
    """A shop of fourteen months, in each language."""
    settle(planted_window, qtbot)
    return planted_window


@pytest.mark.parametrize("tab", [0, 1, 2])
@pytest.mark.parametrize("column", [1, 2])
def test_figures_of_statements(window: Window, qtbot: QtBot, tab: int, column: int) -> None:
    window.workspace.enter("reports")
    settle(window, qtbot)
    room = window.workspace.reports
    room.show_month(Month(2026, 9))
    room.tabs.setCurrentIndex(tab)
    settle(window, qtbot)
    rows = [number for number, row in enumerate(room.model.rows) if row.amounts is not None]
    for number in (rows[0], rows[len(rows) // 2], rows[-1]):
        amounts = room.model.rows[number].amounts
        assert amounts is not None
        room.table.scrollTo(room.model.index(number, column))
        at = cell(room.table, number, column)
        shown = explained(window, qtbot, menu_of(room.table.viewport(), at))
        assert shown.text.plain
        assert summed(shown) == amounts[column - 1]
        assert shown.explained is not None
        assert shown.explained.found.whole
        shown.reject()


def test_the_menu_key_and_the_button_explain_too(window: Window, qtbot: QtBot) -> None:
    window.workspace.enter("reports")
    settle(window, qtbot)
    room = window.workspace.reports
    room.show_month(Month(2026, 9))
    settle(window, qtbot)
    cell(room.table, 1, 1)
    room.table.setFocus()
    shown = explained(window, qtbot, menu_of(room.table, QPoint(1, 1), by_keyboard=True))
    told = shown.text.plain
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    QTest.keyClick(room.table, Qt.Key.Key_Return)
    settle(window, qtbot)
    room.table.setCurrentIndex(room.model.index(2, 1))  # the button is about what is shown
    room.pane.explain_button.click()
    settle(window, qtbot)
    again = window.workspace.explanation
    assert again is not None
    assert again.text.plain == told
    QTest.keyClick(again.pane.table, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.workspace.room == "books"
    assert window.workspace.explanation is None


def test_what_is_no_figure_has_no_menu(window: Window, qtbot: QtBot) -> None:
    window.workspace.enter("reports")
    settle(window, qtbot)
    room = window.workspace.reports
    room.show_month(Month(2026, 9))
    settle(window, qtbot)
    assert room.model.rows[0].amounts is None
    assert menu_of(room.table.viewport(), cell(room.table, 0, 1)) is None
    assert menu_of(room.table.viewport(), cell(room.table, 1, 3)) is None
    room.tabs.setCurrentIndex(3)
    assert menu_of(room.table.viewport(), cell(room.table, 1, 1)) is None


def test_figures_of_today(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.today
    assert room.figures is not None
    assert room.outlook is not None
    holdings, expenses = room.figures.cash, room.outlook.outlook.expenses
    overdue = room.outlook.outlook.overdue
    wanted: list[tuple[FigureCard, int]] = [
        (room.cash, holdings[0].value),
        (room.expenses, expenses[0].now),
    ]
    for card, amount in wanted:
        button = amounts(card)[0]
        shown = explained(window, qtbot, menu_of(button, QPoint(2, 2)))
        assert summed(shown) == amount
        assert shown.whole.isVisible()
        shown.reject()
    if overdue:
        shown = explained(window, qtbot, menu_of(amounts(room.overdue)[0], QPoint(2, 2)))
        assert shown.text.plain
        shown.reject()
    for button in amounts(room.takings):
        shown = explained(window, qtbot, menu_of(button, QPoint(2, 2)))
        assert shown.text.plain
        shown.reject()


SOURCED = {"en": "of a hundred such days", "zh_CN": "一百个这样的日子里"}
"""Said of the figures for when things go badly or well."""


def _days_ahead(window: Window, qtbot: QtBot) -> DaysAhead:
    window.resize(1800, 900)  # with all of its columns
    window.workspace.enter("outlook")
    window.workspace.outlook.show_page("forecast")
    settle(window, qtbot)
    return window.workspace.outlook.forecast.days


def test_what_is_due_is_explained(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.today
    assert room.outlook is not None
    dues = room.outlook.outlook.due
    buttons = amounts(room.due)
    assert len(buttons) >= min(len(dues), 6) - 1
    for button in buttons[:6]:
        shown = explained(window, qtbot, menu_of(button, QPoint(2, 2)))
        assert shown.text.plain
        assert shown.pane.model.rows
        shown.reject()
    bill = next((at for at, each in enumerate(dues[:6]) if each.entry is not None), None)
    if bill is not None:
        shown = explained(window, qtbot, menu_of(amounts(room.due)[bill], QPoint(2, 2)))
        assert abs(summed(shown)) >= dues[bill].amount
        shown.reject()


def test_figures_of_the_days_ahead(window: Window, qtbot: QtBot) -> None:
    shown = explained(window, qtbot, menu_of(amounts(window.workspace.today.ahead)[0], QPoint()))
    assert shown.text.plain
    shown.reject()
    days = _days_ahead(window, qtbot)
    row = days.days_model.rows[20]
    for column, money in ((3, row.day.expected), (4, row.day.low), (5, row.day.high)):
        menu = menu_of(days.table.viewport(), cell(days.table, 20, column))
        shown = explained(window, qtbot, menu)
        assert window.session.localised.amount(money, "GBP") in shown.title.text()
        assert shown.figures is not None
        assert (SOURCED[window.session.language] in shown.text.plain) == (column != 3)
        shown.reject()
    assert menu_of(days.table.viewport(), cell(days.table, 20, 2)) is None
    days.table.setFocus()
    days.table.selectRow(20)
    assert menu_of(days.table, QPoint(1, 1), by_keyboard=True) is not None


def test_what_moves_on_a_day_ahead_is_explained(window: Window, qtbot: QtBot) -> None:
    days = _days_ahead(window, qtbot)
    count = 0
    for number, row in enumerate(days.days_model.rows[:30]):
        led = [at for at, each in enumerate(row.movements) if each.entry or each.party]
        if not led or count > 3:
            continue
        days.table.selectRow(number)
        menu = menu_of(days.movements.viewport(), cell(days.movements, led[0], 2))
        shown = explained(window, qtbot, menu)
        assert shown.pane.model.rows
        shown.reject()
        count += 1
    assert count


def test_figures_of_answers(window: Window, qtbot: QtBot) -> None:
    window.workspace.enter("advisor")
    room = window.workspace.advisor
    room.ask(PROFIT[window.session.language])
    settle(window, qtbot)
    view = room.conversation.views[-1]
    text = next(each for each in view.texts if each.links)
    text.setFocus(Qt.FocusReason.TabFocusReason)
    menu = menu_of(text, QPoint(1, 1), by_keyboard=True)
    shown = explained(window, qtbot, menu)
    assert shown.explained is not None
    assert shown.explained.found.whole
    assert shown.figures is not None
    parts = shown.figures.table
    again = menu_of(parts.viewport(), cell(parts, 0, 1))
    assert explained(window, qtbot, again) is shown  # in its place, not over it
    assert shown.back_button.isVisible()
    shown.back_button.click()
    settle(window, qtbot)
    assert shown.figures is not None
    shown.figures.table.setFocus()
    shown.figures.table.selectRow(0)
    line = shown.figures.model.rows[0]
    QTest.keyClick(shown.figures.table, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert line.figures[0] is not None
    assert summed(shown) == line.figures[0].minor  # type: ignore[union-attr]
    shown.back_button.click()
    settle(window, qtbot)
    assert not shown.back_button.isVisible()
    shown.reject()
    assert view.figures is not None
    table = view.figures.table
    rows = [at for at, each in enumerate(view.figures.model.rows) if each.place.accounts]
    menu = menu_of(table.viewport(), cell(table, rows[0], 1))
    shown = explained(window, qtbot, menu)
    assert shown.text.plain
    shown.reject()


def test_hidden_amounts_stay_hidden(window: Window, qtbot: QtBot) -> None:
    window.session.toggle_amounts()
    settle(window, qtbot)
    room = window.workspace.today
    shown = explained(window, qtbot, menu_of(amounts(room.cash)[0], QPoint(2, 2)))
    assert HIDDEN in shown.title.text()
    assert HIDDEN in shown.pane.total.text()
    assert {shown.pane.model.index(row, 2).data() for row in range(3)} == {HIDDEN}
    window.session.toggle_amounts()
    settle(window, qtbot)
    assert HIDDEN not in shown.title.text() + shown.pane.total.text() + shown.text.plain
    shown.reject()


def test_nothing_is_said_to_be_nothing(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    window = open_window(book=book)
    window.workspace.enter("reports")
    room = window.workspace.reports
    settle(window, qtbot)
    number = next(at for at, row in enumerate(room.model.rows) if row.amounts is not None)
    at = cell(room.table, number, 2)
    shown = explained(window, qtbot, menu_of(room.table.viewport(), at))
    assert "Nothing was booked for it" in shown.text.plain
    assert not shown.pane.isVisible()
    shown.reject()


def test_pictures_of_explanations(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = Path(pictures.PICTURES) if pictures.PICTURES else tmp_path

    def take(name: str, menu: Callable[[], QMenu | None]) -> None:
        shown = explained(window, qtbot, menu())
        qtbot.wait(20)
        pictures.take(window, name, folder=folder)
        shown.reject()

    room = window.workspace.reports
    window.workspace.enter("reports")
    settle(window, qtbot)
    room.show_month(Month(2026, 9))
    settle(window, qtbot)
    last = len(room.model.rows) - 1
    table = room.table
    take("70-explanation", lambda: menu_of(table.viewport(), cell(table, last, 1)))
    window.workspace.enter("today")
    settle(window, qtbot)
    button = amounts(window.workspace.today.cash)[0]
    window.resize(900, 600)
    take("71-explanation-narrow", lambda: menu_of(button, QPoint(2, 2)))
