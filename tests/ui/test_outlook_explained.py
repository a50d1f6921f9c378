"""Where figures of the Outlook's pages come from, asked for on the figure itself."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.own_past import PastFigure
from cfo_desktop.domain.tax import TaxWanted
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.ui import outlook_verbs
from cfo_desktop.ui.screens.explanation import Explanation
from cfo_desktop.ui.screens.outlook_room import OutlookRoom
from cfo_desktop.ui.tables import customers as customers_table
from cfo_desktop.ui.tables import own_past as past_table
from cfo_desktop.ui.tables import plan as plan_table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets.figures import FigureCard
from cfo_desktop.ui.window import Window
from tests.ui.conftest import settle
from tests.ui.explained import amounts
from tests.ui.explained import cell
from tests.ui.explained import explained
from tests.ui.explained import menu_of
from tests.ui.explained import summed


@pytest.fixture
def window(planted_window: Window, qtbot: QtBot) -> Window:
    """A shop of fourteen months, in each language, with all columns in view."""
    settle(planted_window, qtbot)
    planted_window.resize(1800, 1000)
    return planted_window


def _room(window: Window, qtbot: QtBot, page: str) -> OutlookRoom:
    window.workspace.enter("outlook")
    window.workspace.outlook.show_page(page)
    settle(window, qtbot)
    return window.workspace.outlook


def _of_cell(window: Window, qtbot: QtBot, table: TableView, row: int, column: int) -> Explanation:
    return explained(window, qtbot, menu_of(table.viewport(), cell(table, row, column)))


def _parts(shown: Explanation) -> int:
    """Add up what a figure is put together from, as the window lists it."""
    assert shown.explained is not None
    table = shown.explained.found.table
    assert table is not None
    figures = [each.figures[0] for each in table.lines]
    return sum(each.minor for each in figures if isinstance(each, Money))


def _each_amount(window: Window, qtbot: QtBot, card: FigureCard) -> list[str]:
    """Explain every amount of a card by its menu, the first by a click too; return their words."""
    found = amounts(card)
    said = []
    for button in found:
        shown = explained(window, qtbot, menu_of(button, QPoint(2, 2)))
        assert shown.text.plain
        assert "{" not in shown.text.plain
        said.append(shown.text.plain)
        shown.reject()
    _by_keyboard(window, qtbot, found[0], said[0])
    return said


def _by_keyboard(window: Window, qtbot: QtBot, button: QPushButton, said: str) -> None:
    button.setFocus()
    shown = explained(window, qtbot, menu_of(button, QPoint(1, 1), by_keyboard=True))
    assert shown.text.plain == said
    shown.reject()
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle(window, qtbot)
    again = window.workspace.explanation
    assert again is not None
    assert again.text.plain == said
    again.reject()


def test_customers(window: Window, qtbot: QtBot) -> None:
    page = _room(window, qtbot, "customers").customers
    found = page.page
    assert found is not None
    shown = _of_cell(window, qtbot, page.table, 0, 4)
    assert summed(shown) == found.customers[0].sales
    assert shown.whole.isVisible()
    shown.reject()
    each = next(at for at, row in enumerate(found.customers) if row.monthly is not None)
    page.table.scrollTo(page.model.index(each, 0))
    shown = _of_cell(window, qtbot, page.table, each, customers_table.MONTHLY)
    assert found.customers[each].name in shown.title.text()
    assert summed(shown) == found.customers[each].sales
    shown.reject()
    shown = _of_cell(window, qtbot, page.segments, 0, 2)
    assert _parts(shown) == sum(row.sales for row in found.customers)
    shown.reject()
    page.table.setFocus()
    page.table.selectRow(0)
    shown = explained(window, qtbot, menu_of(page.table, QPoint(1, 1), by_keyboard=True))
    assert summed(shown) == found.customers[0].sales
    shown.reject()


def test_sums_kinds_and_hours_of_customers(window: Window, qtbot: QtBot) -> None:
    page = _room(window, qtbot, "customers").customers
    found = page.page
    assert found is not None
    assert len(_each_amount(window, qtbot, page.sums)) >= 3
    shown = explained(window, qtbot, menu_of(amounts(page.sums)[-1], QPoint(2, 2)))
    assert summed(shown) == found.total
    shown.reject()
    shown = explained(window, qtbot, menu_of(amounts(page.sums)[1], QPoint(2, 2)))
    assert _parts(shown) == found.unnamed
    shown.reject()
    shown = explained(window, qtbot, menu_of(amounts(page.kinds)[0], QPoint(2, 2)))
    assert summed(shown) == found.kinds[0].sales
    assert shown.whole.isVisible()
    shown.reject()
    if found.hours:
        _each_amount(window, qtbot, page.hours)


def test_idle_cash(window: Window, qtbot: QtBot) -> None:
    window.session.run(
        outlook_verbs.plan_idle(cushion=50_000, rate=Decimal(2)), owner=window, done=lambda _: None
    )
    settle(window, qtbot)
    page = _room(window, qtbot, "idle_cash").idle_cash
    found = page.found
    assert found is not None
    said = _each_amount(window, qtbot, page.card)
    assert len(set(said)) == len(said)
    for number, minor in enumerate((found.cash, found.movable)):
        shown = explained(window, qtbot, menu_of(amounts(page.card)[number], QPoint(2, 2)))
        assert summed(shown) == minor
        assert shown.whole.isVisible()
        shown.reject()
    assert found.spans
    last = len(found.spans) - 1
    shown = _of_cell(window, qtbot, page.table, last, 3)
    assert _parts(shown) == found.spans[last].least
    shown.reject()
    page.table.setFocus()
    page.table.selectRow(last)
    shown = explained(window, qtbot, menu_of(page.table, QPoint(1, 1), by_keyboard=True))
    wanted = found.spans[last]
    assert wanted.idle == max(0, min(_parts(shown), found.movable))
    shown.reject()
    shown = _of_cell(window, qtbot, page.table, last, 6)
    assert window.session.localised.amount(wanted.earns or 0, found.currency) in shown.title.text()
    shown.reject()


@pytest.mark.parametrize("included", [True, False])
def test_tax(window: Window, qtbot: QtBot, *, included: bool) -> None:
    page = _room(window, qtbot, "tax").tax
    assert page.told is not None
    wanted = TaxWanted(
        preset="vat",
        percent=Decimal(10),
        included=included,
        since=dt.date(2026, 1, 1),
        account=next(iter(page.told.accounts)),
    )
    window.session.run(outlook_verbs.plan_tax(wanted), owner=window, done=lambda _: None)
    settle(window, qtbot)
    assert page.told is not None
    summary = page.told.page.summary
    assert summary is not None
    assert not summary.posted
    form = page.model.rows[page.table.selected_row() or 0]
    assert len(_each_amount(window, qtbot, page.form)) >= 8
    buttons = amounts(page.form)
    gross, net = (buttons[0], buttons[1]) if included else (buttons[1], buttons[0])
    shown = explained(window, qtbot, menu_of(gross, QPoint(2, 2)))
    assert summed(shown) == (form.takings if included else form.net)
    assert shown.whole.isVisible()
    shown.reject()
    shown = explained(window, qtbot, menu_of(net, QPoint(2, 2)))
    assert _parts(shown) == (form.net if included else form.takings)
    shown.reject()
    for column, minor in ((3, form.amount), (6, form.missing)):
        shown = _of_cell(window, qtbot, page.table, page.table.selected_row() or 0, column)
        assert _parts(shown) == minor
        shown.reject()
    page.table.setFocus()
    assert menu_of(page.table, QPoint(1, 1), by_keyboard=True) is not None


def test_own_past(window: Window, qtbot: QtBot) -> None:
    page = _room(window, qtbot, "own_past").own_past
    for view in (page.last, page.present):
        if not view.model.rows:
            continue
        for number, row in enumerate(view.model.rows):
            assert row.now is not None
            shown = _of_cell(window, qtbot, view.table, number, past_table.NOW)
            if row.figure is not PastFigure.MARGIN:
                assert summed(shown) == row.now
                assert shown.whole.isVisible()
            assert shown.text.plain
            shown.reject()
    view = page.last
    assert view.model.rows[0].low is not None
    said = set()
    for column in (2, 3, 4):
        shown = _of_cell(window, qtbot, view.table, 0, column)
        said.add(shown.text.plain)
        if column == 4:
            assert summed(shown) == view.model.rows[0].year_ago
        shown.reject()
    assert len(said) == 3
    view.table.setFocus()
    view.table.selectRow(0)
    shown = explained(window, qtbot, menu_of(view.table, QPoint(1, 1), by_keyboard=True))
    assert summed(shown) == view.model.rows[0].now
    shown.reject()


def test_what_if(window: Window, qtbot: QtBot) -> None:
    page = _room(window, qtbot, "what_if").what_if
    page.form.rent.setText("100")
    qtbot.waitUntil(lambda: page.found is not None and page.found.scenario != Scenario())
    settle(window, qtbot)
    assert page.found is not None
    told = set()
    for column in plan_table.FIGURES:
        for number in (0, 2):
            row = page.model.rows[number]
            of, changed = plan_table.FIGURES[column]
            month = row.after if changed else row.before
            shown = _of_cell(window, qtbot, page.table, number, column)
            assert _parts(shown) == (month.profit if of == "profit" else month.cash)
            told.add(shown.text.plain)
            shown.reject()
    assert len(told) == 8
    assert len(_each_amount(window, qtbot, page.moves)) >= 2
    page.table.setFocus()
    page.table.selectRow(1)
    shown = explained(window, qtbot, menu_of(page.table, QPoint(1, 1), by_keyboard=True))
    assert _parts(shown) == page.model.rows[1].after.cash
    shown.reject()
