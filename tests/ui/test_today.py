"""Today, the first steps, the questions about the first day, and the place after a lock."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.domain.today import Step
from cfo_desktop.domain.today import StepState
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services import entries
from cfo_desktop.services import opening
from cfo_desktop.ui import restart
from cfo_desktop.ui.screens.today import Today
from cfo_desktop.ui.window import Window
from tests.ui import pictures
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock
from tests.ui.pictures import PICTURES

CONTROL = Qt.KeyboardModifier.ControlModifier


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _link(room: Today, name: str) -> QPushButton:
    return next(
        button
        for button in room.findChildren(QPushButton)
        if button.text() == name and button.property("role") == "source" and button.isVisible()
    )


def test_an_opened_book_starts_with_today(open_window: Opener, book: Path) -> None:
    window = open_window(book=book)
    room = window.workspace.today
    assert window.workspace.room == "today"
    assert window.workspace.rail.currentRow() == 0
    assert [(name, _plain(amount)) for name, amount in room.cash.lines] == [
        ("Cash in the till", "GBP 444.25")
    ]
    assert ("Payments to sort", "1") in room.review.lines
    assert len(room.latest.lines) == 3
    assert ("nothing to compare with yet", "") in room.takings.lines


def test_a_figure_leads_to_its_account(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    window = open_window(book=book)
    QTest.keyClick(_link(window.workspace.today, "Cash in the till"), Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.workspace.room == "books"
    assert window.workspace.books.heading.text() == "Cash in the till"


def test_what_waits_leads_to_where_it_is_done(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window(book=book)
    _link(window.workspace.today, "Payments to sort").click()
    settle(window, qtbot)
    assert window.workspace.room == "imports"
    assert window.workspace.imports.tabs.currentIndex() == 1


def test_a_new_day_is_noticed(
    open_window: Opener, qtbot: QtBot, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(book=book)
    room = window.workspace.today
    monkeypatch.setenv("CFO_TODAY", "2026-11-24")
    room.look_at_the_clock()
    settle(window, qtbot)
    assert room.day.text() == "24 Nov 2026"


def test_an_empty_book_is_led_by_its_first_steps(
    open_window: Opener, qtbot: QtBot, empty_book: Path
) -> None:
    window = open_window(book=empty_book)
    room = window.workspace.today
    assert room.steps.isVisible()
    assert not room.cards.isVisible()
    room.steps.skip[Step.STATEMENT].click()
    settle(window, qtbot)
    assert room.steps.states[Step.STATEMENT].text() == "Skipped"
    room.steps.hide_button.click()
    settle(window, qtbot)
    assert not room.steps.isVisible()
    assert room.empty.isVisible()
    window.workspace.enter("settings")
    settle(window, qtbot)
    window.workspace.settings.book.steps_button.click()
    settle(window, qtbot)
    assert window.workspace.room == "today"
    assert room.steps.states[Step.STATEMENT].text() == "To do"


def test_the_questions_are_answered_by_keys_and_corrected(
    open_window: Opener, qtbot: QtBot, empty_book: Path
) -> None:
    window = open_window(book=empty_book)
    window.workspace.today.steps.go[Step.OPENING].click()
    settle(window, qtbot)
    room = window.workspace.opening
    fields = list(room.fields.values())
    assert window.focusWidget() is fields[0]
    assert not room.book_button.isEnabled()
    for field, text in zip(
        fields, ["100", "", "", "", "", "1,500.50", "", "300", "1000"], strict=True
    ):
        QTest.keyClicks(window.focusWidget(), text)
        assert window.focusWidget() is field
        if field is fields[-1]:
            assert _plain(room.sum.text()) == "GBP 300.50"
        QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.room == "today")
    settle(window, qtbot)
    assert window.workspace.today.steps.states[Step.OPENING].text() == "Done"
    assert window.message.text.startswith("Booked as entry 1")
    window.workspace.enter("opening")
    settle(window, qtbot)
    assert room.fields["1010"].text() == "100.00"
    assert room.fields["2500"].text() == "1000.00"
    room.fields["1010"].setText("90")
    room.book_button.click()
    qtbot.waitUntil(lambda: window.workspace.room == "today")
    with qtbot.waitSignal(window.finished):
        window.close()
    opened = books.open_book(empty_book, passphrase=PASSPHRASE)
    booked = opening.form(opened).booked
    reversed_by = entries.entry(opened, number=1).reversed_by
    books.close(opened)
    assert booked is not None
    assert booked.amounts["1010"] == 9000
    assert reversed_by == 2


def test_an_amount_that_is_none_books_nothing(
    open_window: Opener, qtbot: QtBot, empty_book: Path
) -> None:
    window = open_window(book=empty_book)
    window.workspace.enter("opening")
    settle(window, qtbot)
    room = window.workspace.opening
    room.fields["1010"].setText("12,50")
    room.fields["1020"].setText("5")
    assert not room.book_button.isEnabled()
    assert room.sum.text() == "An amount cannot be read."


def test_a_statement_that_told_the_opening_is_warned_of(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    opened = books.open_book(book, passphrase=PASSPHRASE)
    assert opening.form(opened).booked is None
    entries.opening_balances(opened, day=books.info(opened).created, amounts={"1020": "77"})
    books.close(opened)
    window = open_window(book=book)
    window.workspace.enter("opening")
    settle(window, qtbot)
    warnings = [
        label.text()
        for label in window.workspace.opening.findChildren(QLabel)
        if label.property("role") == "warning" and label.isVisible()
    ]
    assert len(warnings) == 1
    assert "77.00" in warnings[0]


def test_a_code_put_off_is_made_anew_later(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window()
    gate = window.gate
    gate.welcome.new_asked.emit()
    form = gate.new_book
    form.name.setText("Late")
    form.passphrase.first.setText(PASSPHRASE)
    form.passphrase.again.setText(PASSPHRASE)
    form.make_button.click()
    qtbot.waitUntil(lambda: gate.currentWidget() is gate.recovery_code, timeout=20_000)
    gate.recovery_code.later.click()
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.workspace)
    settle(window, qtbot)
    room = window.workspace.today
    assert room.steps.states[Step.CODE].text() == "To do"
    room.steps.go[Step.CODE].click()
    page = window.workspace.recovery_code
    qtbot.waitUntil(page.isVisible)
    code = page._code
    QTest.keyClicks(page.typed, code.split("-")[page._group])
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.workspace.room == "today"
    assert room.figures is not None
    assert room.figures.steps.states[Step.CODE] is StepState.DONE
    with qtbot.waitSignal(window.finished):
        window.close()
    folder = paths.books_dir() / "Late"
    books.close(books.recover(folder, code=code, passphrase="another passphrase"))


def test_the_language_is_chosen_on_the_first_page(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window()
    choice = window.gate.welcome.language
    assert [choice.itemText(row) for row in range(choice.count())] == ["English", "简体中文"]
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.gate.welcome.language is not choice)
    settle(window, qtbot)
    assert window.gate.welcome.demo_button.text() == "试用演示商店"
    assert window.session.settings.language == "zh_CN"


def test_the_place_within_a_room_comes_back(
    open_window: Opener, qtbot: QtBot, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[restart.Place] = []

    def start(place: restart.Place) -> bool:
        places.append(place)
        return True

    monkeypatch.setattr(restart, "start", start)
    window = open_window(book=book)
    window.workspace.enter("books")
    settle(window, qtbot)
    window.workspace.books.show_account("1010")
    settle(window, qtbot)
    with qtbot.waitSignal(window.finished):
        window.lock()
    assert places == [restart.Place(book, "books", within="1010")]
    for within, heading in (("1010", "Cash in the till"), ("no such\ncode", "All entries")):
        after = open_window()
        after.start(dataclasses.replace(places[0], within=within), demo=False)
        unlock(after, book, PASSPHRASE, qtbot)
        assert after.workspace.room == "books"
        assert after.workspace.books.heading.text() == heading
        with qtbot.waitSignal(after.finished):
            after.close()


def test_pictures_of_a_full_book(
    demo_window: Window, shoot: Callable[[str], None], qtbot: QtBot, demo_book: tuple[str, Path]
) -> None:
    unlock(demo_window, demo_book[1], demo.PASSPHRASE, qtbot)
    shoot("40-today")
    demo_window.resize(900, 600)
    shoot("41-today-small")
    demo_window.workspace.enter("opening")
    shoot("42-opening-small")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_of_an_empty_book(
    request: pytest.FixtureRequest, empty_book: Path, tmp_path: Path, language: str, theme: str
) -> None:
    qtbot: QtBot = request.getfixturevalue("qtbot")
    open_window: Opener = request.getfixturevalue("open_window")
    window = open_window(language=language, theme=theme, book=empty_book)
    folder = Path(PICTURES or tmp_path)
    for room, name in (("today", "43-today-empty"), ("opening", "44-opening-empty")):
        window.workspace.enter(room)
        window.resize(900, 600)
        settle(window, qtbot)
        pictures.take(window, name, folder=folder)
