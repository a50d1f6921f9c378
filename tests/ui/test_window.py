"""Locking, idling and closing, as far as they can be seen inside one process."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cfo_desktop.base import settings as settings_file
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.book import Changes
from cfo_desktop.services.books import Book
from cfo_desktop.ui import restart
from cfo_desktop.ui.tasks import Activity
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.window import Window
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> list[restart.Place]:
    """Where new processes were started for, in place of starting them."""
    found: list[restart.Place] = []

    def start(place: restart.Place) -> bool:
        found.append(place)
        return True

    monkeypatch.setattr(restart, "start", start)
    return found


def test_the_key_locks_in_the_room_in_view(
    open_window: Opener, qtbot: QtBot, book: Path, places: list[restart.Place]
) -> None:
    window = open_window(book=book)
    window.workspace.enter("review")
    settle(window, qtbot)
    with qtbot.waitSignal(window.finished):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert not window.isVisible(), "the books stayed on the screen"
    assert places == [restart.Place(book, "imports", within="1")]
    assert not window.workspace.books.entries_model.rows
    assert not window.workspace.books.accounts_model.rows


def test_the_window_stands_after_a_lock_as_before(
    open_window: Opener, qtbot: QtBot, book: Path, places: list[restart.Place]
) -> None:
    window = open_window(book=book)
    window.resize(900, 640)
    with qtbot.waitSignal(window.finished):
        window.lock()
    after = open_window()
    after.stand_as(places[0])
    assert after.height() == 640


def test_another_book_is_asked_for_from_an_open_one(
    open_window: Opener, qtbot: QtBot, book: Path, places: list[restart.Place]
) -> None:
    window = open_window(book=book)
    window.workspace.enter("settings")
    settle(window, qtbot)
    with qtbot.waitSignal(window.finished):
        window.workspace.settings.book.other_button.click()
    assert places == [restart.Place(None, "")]
    after = open_window()
    after.start(places[0], demo=False)
    assert after.gate.currentWidget() is after.gate.welcome


def test_a_message_moves_nothing_and_takes_no_keyboard(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window(book=book)
    before = window.stack.geometry()
    window.session.tell("Saved: " + "long words " * 30)
    qtbot.waitUntil(window.message.isVisible)
    window.activity.show_activity(Activity(done=1, total=3, progress_due=True, cancellable=True))
    QApplication.processEvents()
    assert window.stack.geometry() == before
    assert window.message.height() <= window.height() - window.stack.height()
    window.activity.show_activity(None)
    assert not [
        button for button in window.message.findChildren(QPushButton)
        if button.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]  # fmt: skip
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.message.text


def test_enter_presses_the_button_that_has_the_keyboard(open_window: Opener) -> None:
    window = open_window()
    page = window.gate.new_book
    window.gate._show(page)
    back = next(b for b in page.findChildren(QPushButton) if b.text() == "Back")
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert window.gate.currentWidget() is window.gate.welcome


def test_nothing_is_locked_before_a_book_is_open(
    open_window: Opener, places: list[restart.Place]
) -> None:
    window = open_window()
    window.lock()
    assert window.isVisible()
    assert not places


def test_an_idle_window_locks_and_a_used_one_does_not(
    open_window: Opener,
    qtbot: QtBot,
    book: Path,
    places: list[restart.Place],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(book=book)
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    window.idle.start(minutes=10)
    now[0] += 599
    window.idle.look()
    assert not places
    QTest.keyClick(window, Qt.Key.Key_Shift)
    now[0] += 599
    window.idle.look()
    assert window.isVisible()
    now[0] += 2
    with qtbot.waitSignal(window.finished):
        window.idle.look()
    assert places == [restart.Place(book, "today")]


def test_work_under_way_is_no_idling(
    open_window: Opener,
    qtbot: QtBot,
    book: Path,
    places: list[restart.Place],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(book=book)
    gate = threading.Event()

    def work(_book: Book, _progress: Progress) -> tuple[None, Changes]:
        gate.wait(5)
        return None, Changes()

    window.tasks.run(Change(work), owner=window)
    monkeypatch.setattr(time, "time", lambda: 1e12)
    window.idle.look()
    gate.set()
    settle(window, qtbot)
    assert window.isVisible()
    assert not places


def test_a_locked_desktop_locks_the_book(
    open_window: Opener, qtbot: QtBot, book: Path, places: list[restart.Place]
) -> None:
    window = open_window(book=book)
    assert window.desktop_lock is not None
    window.desktop_lock.active_changed(False)
    assert window.isVisible()
    with qtbot.waitSignal(window.finished):
        window.desktop_lock.active_changed(True)
    assert places == [restart.Place(book, "today")]


def test_closing_closes_the_book(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    window = open_window(book=book)
    assert list(book.glob("*-wal"))
    with qtbot.waitSignal(window.finished):
        window.close()
    assert not list(book.glob("*-wal"))


def test_the_place_is_told_to_one_process_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_WINDOW_BOOK", "books/mine")
    monkeypatch.setenv("CFO_WINDOW_ROOM", "reports")
    monkeypatch.setenv("CFO_WINDOW_PLACE", "1010")
    monkeypatch.setenv("CFO_WINDOW_GEOMETRY", "01d9")
    assert restart.take_place() == restart.Place(Path("books/mine"), "reports", within="1010")
    assert restart.take_place() is None


def test_a_fault_of_the_program_is_one_sentence(open_window: Opener) -> None:
    from cfo_desktop.base.errors import Bug

    window = open_window()
    window.session.warn(Bug("a message that quotes nothing"))
    assert window.message.text == "The program made a mistake. Your books are as they were before."


def test_a_language_asked_for_once_is_not_kept(
    qapp: QApplication, qtbot: QtBot, book: Path, places: list[restart.Place]
) -> None:
    window = Window(qapp, settings_file.load(), asked_language="zh_CN")
    window.gate.ask_for(book)
    assert window.gate.unlock.unlock.text() == "解锁"
    window.gate.unlock.passphrase.setText(PASSPHRASE)
    window.gate.unlock.unlock.click()
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.workspace)
    settle(window, qtbot)
    assert settings_file.load().language == ""
    assert settings_file.load().recent_books == (str(book),)
    with qtbot.waitSignal(window.finished):
        window.lock()
    assert places == [restart.Place(book, "today", "zh_CN")]
    window._translations.take_off()
