"""What lies ahead and what stands out: Today's figures are the services', its buttons do it."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain import forecast_texts
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.outlook import Outlook
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.register import Standing
from cfo_desktop.domain.today import Span
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services import outlook
from cfo_desktop.services.books import Book
from cfo_desktop.ui import today_verbs
from cfo_desktop.ui.screens.today import Today
from cfo_desktop.ui.screens.today_cards import TodayCard
from cfo_desktop.ui.tasks import Query
from cfo_desktop.ui.today_verbs import Ahead
from cfo_desktop.ui.window import Window
from tests.ui.conftest import TODAY
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock
from tests.ui.test_models import REPORTED


@pytest.fixture
def read(planted_template: tuple[str, Path]) -> Outlook:
    """What the services say of the shop that the window shows."""
    book = books.open_book(planted_template[1], passphrase=demo.PASSPHRASE)
    found = outlook.read(book)
    books.close(book)
    return found


@pytest.fixture
def window(open_window: Opener, planted: tuple[str, Path], qtbot: QtBot) -> Window:
    language, folder = planted
    made = open_window(language=language)
    unlock(made, folder, demo.PASSPHRASE, qtbot)
    return made


@pytest.fixture
def room(window: Window) -> Today:
    return window.workspace.today


def _finding(kind: ActionKind, target: str) -> Finding:
    return Finding(
        FindingCode.NOT_RECONCILED,
        Severity.NOTE,
        dt.date.fromisoformat(TODAY),
        0,
        {},
        (),
        Action(kind, target),
        variant="never",
    )


def _amounts(window: Window, card: TodayCard) -> list[str]:
    return [amount for _, amount in card.lines if amount]


def _money(window: Window, minor: int) -> str:
    return window.session.localised.money(minor, window.session.currency)


def test_the_cards_show_what_the_services_say(window: Window, room: Today, read: Outlook) -> None:
    lowest = read.forecast.lowest
    assert lowest is not None
    assert room.outlook is not None
    assert room.outlook.outlook == read
    assert [item.finding for item in room.findings.items] == list(read.findings[:5])
    shown = dict(room.ahead.lines)
    assert shown[
        f"{'最低：' if window.session.language == 'zh_CN' else 'Lowest: '}"
        f"{window.session.localised.day(lowest.date)}"
    ] == _money(window, lowest.expected)
    assert str(read.days_of_cash) in shown.values()
    assert _amounts(window, room.due) == [
        *(_money(window, each.amount) for each in read.due[:6]),
        _money(window, sum(each.amount for each in read.due)),
    ]
    assert _amounts(window, room.overdue) == [
        *(_money(window, debt.left) for debt in read.overdue),
        _money(window, sum(debt.left for debt in read.overdue)),
    ]
    assert _amounts(window, room.expenses) == [
        _money(window, each.now) for each in read.expenses[:6]
    ]
    points = room.ahead.view.line.chart.points
    assert [(each.day, each.expected) for each in points] == [
        *read.cash_days,
        *((day.date, day.expected) for day in read.forecast.days),
    ]
    assert all(not card.state.text() for card in (room.findings, room.ahead, room.due))


def test_a_late_finding_text_says_whom_and_how_much(window: Window, room: Today) -> None:
    item = next(each for each in room.findings.items if each.finding.code == FindingCode.OVERDUE)
    assert "Harbour Café & Co" in item.title.text()
    amount = item.finding.stake
    assert window.session.localised.amount(amount, window.session.currency) in item.title.text()


def test_hidden_amounts_are_hidden_in_findings_and_chart(
    window: Window, room: Today, qtbot: QtBot
) -> None:
    before = room.ahead.view.line._plot().left()
    window.session.toggle_amounts()
    settle(window, qtbot)
    item = next(each for each in room.findings.items if each.finding.code == FindingCode.OVERDUE)
    assert "••••" in item.title.text()
    assert room.ahead.view.line._plot().left() < before
    assert "12" not in room.ahead.view.line.accessibleDescription().replace("2026-12", "")


def test_later_is_told_kept_and_taken_back(window: Window, room: Today, qtbot: QtBot) -> None:
    first = room.findings.items[0].finding
    room.findings.items[0].later.click()
    settle(window, qtbot)
    assert first.key not in [each.finding.key for each in room.findings.items]
    assert "2026" in window.message.text
    assert room.findings.all_button is not None
    assert "1" in room.findings.all_button.text()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert room.findings.items[0].finding == first
    assert room.outlook is not None
    assert room.outlook.outlook.put_off == ()


def test_not_useful_is_taken_back_too(window: Window, room: Today, qtbot: QtBot) -> None:
    first = room.findings.items[0].finding
    room.findings.items[0].not_useful.click()
    settle(window, qtbot)
    assert first.key not in [each.finding.key for each in room.findings.items]
    window.message.undo.click()
    settle(window, qtbot)
    assert room.findings.items[0].finding == first


def test_the_keyboard_stays_among_the_findings(window: Window, room: Today, qtbot: QtBot) -> None:
    room.findings.items[1].later.setFocus()
    QTest.keyClick(room.findings.items[1].later, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.focusWidget() is room.findings.items[1].later


def test_the_list_shows_all_their_entries_and_those_put_off(
    window: Window, room: Today, read: Outlook, qtbot: QtBot
) -> None:
    assert room.findings.all_button is not None
    room.findings.all_button.click()
    settle(window, qtbot)
    page = room.findings_list
    testers = [QAbstractItemModelTester(model, REPORTED) for model in (page.model, page.rows_model)]
    assert window.focusWidget() is page.table
    assert [row.finding for row in page.model.rows] == list(read.findings)
    for number, finding in enumerate(read.findings):
        page.table.selectRow(number)
        settle(window, qtbot)
        assert [entry.number for entry in page.rows_model.rows] == list(finding.rows)
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle(window, qtbot)
    assert [row.finding for row in page.model.rows] == list(read.findings[1:])
    page.put_off_button.click()
    page.table.selectRow(page.model.rowCount() - 1)
    assert page.chosen() == read.findings[0]
    assert page.again.isVisible()
    page.again.click()
    settle(window, qtbot)
    assert [row.finding for row in page.model.rows] == list(read.findings)
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert window.focusWidget() is room.findings.all_button
    assert testers


def test_a_row_of_a_finding_leads_to_its_entry(window: Window, room: Today, qtbot: QtBot) -> None:
    room.show_findings()
    settle(window, qtbot)
    page = room.findings_list
    number = next(n for n, row in enumerate(page.model.rows) if row.finding.rows)
    page.table.selectRow(number)
    settle(window, qtbot)
    entry = page.rows_model.rows[0].number
    page.rows.selectRow(0)
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.workspace.room == "books"
    assert window.workspace.books.pane.chosen_entry == entry


def test_a_day_of_the_line_shows_what_moves_on_it(
    window: Window, room: Today, read: Outlook, qtbot: QtBot
) -> None:
    line = room.ahead.view.line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Right)
    QTest.keyClick(line, Qt.Key.Key_Right)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(window, qtbot)
    page = room.days_ahead
    testers = [
        QAbstractItemModelTester(model, REPORTED)
        for model in (page.days_model, page.movements_model)
    ]
    assert page.day == read.day + dt.timedelta(days=2)
    for number, day in enumerate(read.forecast.days):
        page.table.selectRow(number)
        moved = [each for each in read.forecast.movements if each.day == day.date]
        assert sorted(map(repr, page.movements_model.rows)) == sorted(map(repr, moved))
        assert page.days_model.rows[number].moved == sum(each.amount for each in moved)
        assert page.view.line.point is not None
        assert page.view.line.point.day == day.date
    settle(window, qtbot)
    assert room.place() == "days"
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert room.place() == ""
    assert window.focusWidget() is line
    assert testers


def test_a_movement_leads_to_the_entry_that_it_comes_from(
    window: Window, room: Today, read: Outlook, qtbot: QtBot
) -> None:
    movement = next(each for each in read.forecast.movements if each.entry is not None)
    room.show_day(movement.day)
    page = room.days_ahead
    page.movements.selectRow(page.movements_model.rows.index(movement))
    page.source_button.click()
    settle(window, qtbot)
    assert window.workspace.room == "books"
    assert window.workspace.books.pane.chosen_entry == movement.entry


def _press(room: Today, card: TodayCard, number: int) -> None:
    links = [
        button for button in card.findChildren(QPushButton) if button.property("role") == "source"
    ]
    links[number].click()


def test_an_overdue_debt_leads_to_its_invoice(
    window: Window, room: Today, read: Outlook, qtbot: QtBot
) -> None:
    _press(room, room.overdue, 0)
    settle(window, qtbot)
    assert read.overdue[0].entry is not None
    assert window.workspace.books.pane.chosen_entry == read.overdue[0].entry


def test_an_overdue_debt_from_before_the_books_leads_to_its_party(
    window: Window, room: Today, read: Outlook, qtbot: QtBot
) -> None:
    carried = replace(read.overdue[0], entry=None)
    room.overdue.show_outlook(replace(read, overdue=(carried,)))
    qtbot.wait(1)  # until the lines of before are gone
    with qtbot.waitSignal(room.party_asked) as asked:
        _press(room, room.overdue, 0)
    assert asked.args == [carried.party]
    settle(window, qtbot)


def test_what_is_due_beyond_the_card_leads_to_the_days_ahead(
    room: Today, read: Outlook, qtbot: QtBot
) -> None:
    day = read.day + dt.timedelta(days=9)
    more = (*read.due[:1] * 6, replace(read.due[0], day=day))
    room.due.show_outlook(replace(read, due=more))
    qtbot.wait(1)  # until the lines of before are gone
    _press(room, room.due, 6)
    assert room.place() == "days"
    assert room.days_ahead.day == day


def test_a_past_day_of_the_line_leads_to_its_entries(
    window: Window, room: Today, read: Outlook, qtbot: QtBot
) -> None:
    line = room.ahead.view.line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Home)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(window, qtbot)
    chosen = window.workspace.books.pane.selection
    first = read.cash_days[0][0]
    assert window.workspace.room == "books"
    assert (chosen.account, chosen.first, chosen.last) == (None, first, first)
    assert room.place() == ""
    room.show_day(read.day + dt.timedelta(days=3))
    with qtbot.waitSignal(room.period_asked) as asked:
        QTest.keyClick(room.days_ahead.view.line, Qt.Key.Key_Home)
        QTest.keyClick(room.days_ahead.view.line, Qt.Key.Key_Return)
    assert asked.args == [None, Stretch(first, first)]
    settle(window, qtbot)


def test_what_must_be_acted_on_says_what_to_do_and_all_what_it_brings(
    room: Today, read: Outlook
) -> None:
    acted, watched = (
        replace(read.findings[0], severity=level) for level in (Severity.ACT, Severity.WATCH)
    )
    silent = replace(watched, code=FindingCode.UNUSUAL_ENTRY, variant="amount")
    silent = replace(silent, figures={**silent.figures, "usual": silent.figures["value"]})
    room.findings.show_outlook(replace(read, findings=(acted, watched, silent)))
    first, second, third = room.findings.items
    say = room._say
    assert say.brings(acted)
    assert first.remedy.text() == say.to_do(acted)
    assert say.remedy(acted) in first.remedy.text()
    assert say.brings(acted) in first.remedy.text()
    assert second.remedy.text() == say.brings(watched)
    assert first.remedy.isVisibleTo(first)
    assert second.remedy.isVisibleTo(second)
    assert not third.remedy.isVisibleTo(third)


def test_todays_own_name_leads_back_to_the_cards(window: Window, room: Today, qtbot: QtBot) -> None:
    rail = window.workspace.rail

    def click(row: int) -> None:
        where = rail.visualItemRect(rail.item(row)).center()
        QTest.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=where)

    room.show_findings()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert room.place() == ""
    assert window.focusWidget() is room.import_button
    room.show_findings()
    click(1)
    settle(window, qtbot)
    click(0)
    settle(window, qtbot)
    assert (window.workspace.room, room.place()) == ("today", "findings")
    click(0)
    assert room.place() == ""
    room.show_day(room.figures.day if room.figures else dt.date.min)
    rail.setFocus()
    QTest.keyClick(rail, Qt.Key.Key_Escape)
    assert room.place() == ""


def _tab_order(room: Today) -> list[QWidget]:
    """Return what Tab goes through, from the button over the cards on."""
    found: list[QWidget] = []
    at = room.import_button.nextInFocusChain()
    while at is not None and at is not room.import_button:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and room.cards.isAncestorOf(at):
            found.append(at)
        at = at.nextInFocusChain()
    return [each for each in found if each.isVisible()]


def test_tab_goes_through_the_cards_as_they_are_read(
    window: Window, room: Today, qtbot: QtBot
) -> None:
    for _ in range(2):
        chain = _tab_order(room)
        places = [each.mapTo(room.cards, QPoint(0, 0)) for each in chain]
        half = room.cards.width() // 2
        read = sorted(places, key=lambda at: (at.x() > half, at.y(), at.x()))
        assert len(chain) > 20
        assert places == read
        room.refresh()
        settle(window, qtbot)


def test_the_line_with_the_keyboard_is_marked_beside_its_words(
    window: Window, room: Today, qtbot: QtBot
) -> None:
    button = room.findings.items[0].later
    before = button.grab().toImage()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    after = button.grab().toImage()
    words = button.fontMetrics().height()
    foot = (button.height() + words) // 2
    for y in range(button.height()):
        same = all(before.pixel(x, y) == after.pixel(x, y) for x in range(button.width()))
        assert same == (y < button.height() - 2)
    assert foot <= button.height() - 2


def test_a_sum_of_habit_is_named_once_and_says_why_it_leads_nowhere(
    window: Window, room: Today, read: Outlook
) -> None:
    movement = next(each for each in read.forecast.movements if each.source is Source.OTHER)
    named = next(each for each in read.forecast.movements if each.entry is not None)
    page = room.days_ahead
    room.show_day(movement.day)
    row = page.movements_model.rows.index(movement)
    page.movements.selectRow(row)
    what, reason = (page.movements_model.index(row, column).data() for column in (0, 1))
    assert (what, reason) == (forecast_texts.source(Source.OTHER, window.session.language), "")
    assert not page.source_button.isEnabled()
    why = page.source_button.toolTip()
    room.show_day(named.day)
    page.movements.selectRow(page.movements_model.rows.index(named))
    assert page.source_button.isEnabled()
    assert page.source_button.toolTip() not in {"", why}


def test_a_day_under_the_cushion_is_red_and_said(
    window: Window, room: Today, read: Outlook
) -> None:
    days = read.forecast.days
    low, enough = (
        min(days, key=lambda each: each.expected),
        max(days, key=lambda each: each.expected),
    )
    cushion = (low.expected + enough.expected) // 2
    page = room.days_ahead
    page.show_outlook(replace(read, cushion=max(cushion, 1)))
    red = window.session.colour("negative")
    expected = 3
    for day, short in ((low, True), (enough, False)):
        page.choose(day.date)
        index = page.days_model.index(days.index(day), expected)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        assert (colour == red) is short
        said = window.session.localised.money(max(cushion, 1), window.session.currency)
        assert (said in page.day_text.text()) is short


def test_an_entry_that_is_led_to_is_in_view(
    window: Window, room: Today, read: Outlook, qtbot: QtBot
) -> None:
    window.resize(900, 600)
    books_room = window.workspace.books
    window.workspace.enter("books")
    settle(window, qtbot)
    books_room.accounts.selectRow(books_room.accounts_model.rowCount() - 1)
    settle(window, qtbot)
    for entry in {number for finding in read.findings for number in finding.rows}:
        window.workspace.enter("today")
        books_room.detail.hide()
        settle(window, qtbot)
        room.do(_finding(ActionKind.ENTRY, str(entry)))
        settle(window, qtbot)
        for table in (books_room.entries, books_room.accounts):
            row = table.selected_row()
            assert row is not None
            where = table.visualRect(table.model().index(row, 0))
            assert table.viewport().rect().contains(where.center())
        assert books_room.pane.chosen_entry == entry


def test_an_expense_leads_to_its_entries_of_the_month(
    window: Window, room: Today, read: Outlook, qtbot: QtBot
) -> None:
    _press(room, room.expenses, 0)
    settle(window, qtbot)
    chosen = window.workspace.books.pane.selection
    month = Span.MONTH.until(read.day)
    assert (chosen.account, chosen.first, chosen.last) == (
        read.expenses[0].account.code,
        month.first,
        month.last,
    )


def test_each_kind_of_action_is_started(window: Window, room: Today, qtbot: QtBot) -> None:
    assert room.outlook is not None
    roles = {each.role: code for code, each in room.outlook.accounts.items() if each.role}
    rent = next(code for role, code in roles.items() if role == "rent")
    bank = next(code for role, code in roles.items() if role == "bank")
    place = window.workspace
    room.do(_finding(ActionKind.FORECAST, "2026-12-24"))
    assert room.days_ahead.day == dt.date(2026, 12, 24)
    room.show_cards()
    room.do(_finding(ActionKind.RECORD, rent))
    settle(window, qtbot)
    assert place.room == "money"
    assert place.money.form.account.code() == rent
    room.do(_finding(ActionKind.RECONCILE, bank))
    settle(window, qtbot)
    assert place.room == "reconcile"
    room.do(_finding(ActionKind.ACCOUNT, bank))
    settle(window, qtbot)
    assert place.books.pane.selection.account == bank
    room.do(_finding(ActionKind.ENTRY, "7"))
    settle(window, qtbot)
    assert place.books.pane.chosen_entry == 7
    room.do(_finding(ActionKind.PARTY, "Cool & Sons"))
    settle(window, qtbot)
    assert place.books.pane.search.text() == "Cool & Sons"
    with qtbot.waitSignal(room.what_if_asked) as asked:
        room.do(_finding(ActionKind.WHAT_IF, "loan"))
    assert asked.args == ["loan"]
    with qtbot.waitSignal(room.tax_asked):
        room.do(_finding(ActionKind.TAX, ""))
    room.step_asked.disconnect()  # or a dialog of the system asks for files
    with qtbot.waitSignal(room.step_asked):
        room.do(_finding(ActionKind.IMPORT, ""))


def test_a_payment_that_waits_leads_to_where_it_is_sorted(
    window: Window, room: Today, qtbot: QtBot
) -> None:
    room.do(_finding(ActionKind.SORT, "1"))
    settle(window, qtbot)
    page = window.workspace.imports.sorting
    assert window.workspace.room == "imports"
    assert page.isVisible()
    assert len(page.model.rows) > 2
    assert page.table.selected_row() == 0  # that of entry 1 does not wait
    last = page.model.rows[-1]
    window.workspace.enter("today")
    room.do(_finding(ActionKind.SORT, str(last.entry)))
    settle(window, qtbot)
    assert page.table.selected_row() == len(page.model.rows) - 1
    assert window.focusWidget() is page.table


def test_what_is_shown_stays_while_it_is_worked_out_anew(
    window: Window, room: Today, qtbot: QtBot
) -> None:
    shown = [list(card.lines) for card in (room.findings, room.ahead, room.due, room.overdue)]
    room._look_ahead()
    assert room.ahead.state.text()
    assert room.findings.state.text() == room.ahead.state.text()
    cards = (room.findings, room.ahead, room.due, room.overdue)
    assert [list(card.lines) for card in cards] == shown
    settle(window, qtbot)
    assert not room.ahead.state.text()


def test_a_day_of_the_bars_leads_to_its_takings(window: Window, room: Today, qtbot: QtBot) -> None:
    window.resize(900, 600)
    settle(window, qtbot)
    figures = room.figures
    assert figures is not None
    bars, rested = room.bars.bars, room.bars.text.text()
    height = room.bars.text.height()
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Left)
    QTest.keyClick(bars, Qt.Key.Key_Left)
    day, amount = figures.by_day[-2]
    before = figures.by_day_before[-2]
    assert before is not None
    for part in (
        window.session.localised.day(day),
        _money(window, amount),
        _money(window, before),
    ):
        assert part in room.bars.text.text()
    qtbot.wait(1)  # where its text changes, a label is laid out a moment later
    assert room.bars.text.height() == height
    QTest.keyClick(bars, Qt.Key.Key_Escape)
    assert room.bars.text.text() == rested
    QTest.keyClick(bars, Qt.Key.Key_Left)
    QTest.keyClick(bars, Qt.Key.Key_Return)
    settle(window, qtbot)
    chosen = window.workspace.books.pane.selection
    assert (chosen.first, chosen.last) == (figures.day, figures.day)
    assert chosen.standing is Standing.TAKINGS


def test_the_first_figures_wait_for_nothing_and_stay_where_they_are(
    open_window: Opener, planted: tuple[str, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, go_on = today_verbs.outlook().work, threading.Event()

    def work(book: Book, progress: Progress) -> Ahead:
        assert go_on.wait(20)
        return whole(book, progress)

    monkeypatch.setattr(today_verbs, "outlook", lambda: Query(work))
    window = open_window(language=planted[0])
    window.resize(1366, 768)
    window.gate.ask_for(planted[1])
    window.gate.unlock.passphrase.setText(demo.PASSPHRASE)
    window.gate.unlock.unlock.click()
    qtbot.waitUntil(lambda: "today" in window.workspace.rooms, timeout=20_000)
    room = window.workspace.today
    qtbot.waitUntil(lambda: bool(room.cash.lines and room.takings.lines), timeout=20_000)
    cards = (room.cash, room.findings, room.takings, room.ahead)
    before: list[QPoint] = []
    while (now := [card.geometry().topLeft() for card in cards]) != before:
        before = now
        qtbot.wait(300)  # until all of it is laid out, also where the machine has other work
    assert room.outlook is None
    assert room.ahead.state.text()
    go_on.set()
    settle(window, qtbot)
    assert room.findings.items
    assert [card.geometry().topLeft() for card in cards] == before
    view = room.scroll_area.viewport().height()
    for card in cards:
        assert card.mapTo(room.cards, QPoint(0, 60)).y() < view


def test_what_cannot_be_worked_out_is_said(
    window: Window, room: Today, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Ahead:
        raise UserError("book_busy")

    monkeypatch.setattr(today_verbs, "outlook", lambda: Query(refuse))
    shown = list(room.due.lines)
    room.refresh()
    settle(window, qtbot)
    assert room.due.state.text()
    assert room.due.lines == shown
    assert window.message.text


def test_the_page_in_view_comes_back_after_a_lock(
    window: Window, room: Today, qtbot: QtBot
) -> None:
    room.go_to("findings")
    settle(window, qtbot)
    assert room.place() == "findings"
    room.go_to("no such page")
    assert room.place() == "findings"


def test_an_empty_book_has_nothing_to_look_ahead_from(
    open_window: Opener, book: Path, qtbot: QtBot
) -> None:
    window = open_window(book=book)
    settle(window, qtbot)
    room = window.workspace.today
    assert room.findings.items == []
    assert room.findings.lines
    assert not room.ahead.state.text()
