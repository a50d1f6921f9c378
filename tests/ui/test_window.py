"""Locking, idling and closing, as far as they can be seen inside one process."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.base import settings as settings_file
from cfo_desktop.domain.book import Changes
from cfo_desktop.services.books import Book
from cfo_desktop.ui import restart
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Progress
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
    assert places == [restart.Place(book, "review")]
    assert not window.workspace.books.entries_model.rows
    assert not window.workspace.books.accounts_model.rows


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
    assert places == [restart.Place(book, "books")]


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
    assert places == [restart.Place(book, "books")]


def test_closing_closes_the_book(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    window = open_window(book=book)
    assert list(book.glob("*-wal"))
    with qtbot.waitSignal(window.finished):
        window.close()
    assert not list(book.glob("*-wal"))


def test_the_place_is_told_to_one_process_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_WINDOW_BOOK", "books/mine")
    monkeypatch.setenv("CFO_WINDOW_ROOM", "reports")
    assert restart.take_place() == restart.Place(Path("books/mine"), "reports")
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
    assert places == [restart.Place(book, "books", "zh_CN")]
    window._translations.take_off()
