"""What is half done is not lost without notice: by an idle window, a lock or a close."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.services import demo
from cfo_desktop.ui import restart
from cfo_desktop.ui.widgets.confirm import Confirm
from cfo_desktop.ui.window import Window
from cfo_desktop.ui.workspace import ROOMS
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock

STATEMENT = "Date,Description,Amount,Balance\n2026-11-05,Baker,-12.00,88.00\n"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[restart.Place]:
    """Where new processes were started for, in place of starting them."""
    found: list[restart.Place] = []

    def start(place: restart.Place) -> bool:
        found.append(place)
        return True

    monkeypatch.setattr(restart, "start", start)
    return found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the idle watch reads, to be set forward."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def _type_quick(window: Window, _: Path) -> None:
    window.workspace.enter("money")
    window.workspace.money.form.amount.setText("12")


def _type_journal(window: Window, _: Path) -> None:
    window.workspace.enter("add_entry")
    window.workspace.money.journal.narration.setText("rent")


def _answer(window: Window, _: Path) -> None:
    window.workspace.enter("opening")


def _preview(window: Window, folder: Path) -> None:
    file = folder / "bank.csv"
    file.write_text(STATEMENT)
    window.workspace.take_files([file])


def _question(window: Window) -> Confirm:
    return next(each for each in window.findChildren(Confirm) if each.isVisible())


def test_an_idle_window_warns_before_it_locks(
    open_window: Opener, qtbot: QtBot, book: Path, told: list[restart.Place], clock: list[float]
) -> None:
    window = open_window(book=book)
    window.idle.start(minutes=1)
    clock[0] += 29
    window.idle.look()
    assert window.lock_bar.isHidden()
    clock[0] += 1
    window.idle.look()
    assert window.lock_bar.isVisible()
    assert window.lock_bar.text.text() == "Locks in 30 s. Any key or click keeps it open."
    clock[0] += 20
    window.idle.look()
    assert window.lock_bar.text.text().startswith("Locks in 10 s.")
    QTest.keyClick(window, Qt.Key.Key_Shift)
    assert window.lock_bar.isHidden()
    clock[0] += 15
    window.idle.look()
    assert window.lock_bar.isHidden()
    window.workspace.enter("money")
    settle(window, qtbot)
    window.workspace.money.form.party.setText("Baker")
    clock[0] += 20
    window.idle.look()
    assert "not in the book yet and will be lost" in window.lock_bar.text.text()
    clock[0] += 26
    with qtbot.waitSignal(window.finished):
        window.idle.look()
    assert [place.room for place in told] == ["money"]


@pytest.mark.parametrize("begin", [_type_quick, _type_journal, _answer, _preview])
def test_locking_asks_once_where_something_is_half_done(
    open_window: Opener,
    qtbot: QtBot,
    book: Path,
    told: list[restart.Place],
    begin: Callable[[Window, Path], None],
) -> None:
    window = open_window(book=book)
    begin(window, book.parent)
    settle(window, qtbot)
    if begin is _answer:
        QTest.keyClicks(window.workspace.opening.first_focus(), "5")
    room = window.workspace.room
    window.workspace.enter("today")
    settle(window, qtbot)
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.isVisible()
    assert len([each for each in window.findChildren(Confirm) if each.isVisible()]) == 1
    _question(window).reject()
    assert window.workspace.room == room
    assert window.workspace.rooms[room].unsaved()
    window.workspace.lock_button.click()
    with qtbot.waitSignal(window.finished):
        _question(window).action.click()
    assert [place.room for place in told] == [room]


def test_closing_asks_too(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    window = open_window(book=book)
    window.workspace.enter("money")
    settle(window, qtbot)
    window.workspace.money.form.amount.setText("12")
    window.close()
    assert window.isVisible()
    _question(window).reject()
    assert window.isVisible()
    window.close()
    with qtbot.waitSignal(window.finished):
        _question(window).action.click()
    assert not list(book.glob("*-wal"))


def test_nothing_is_asked_where_all_is_posted(
    open_window: Opener, qtbot: QtBot, book: Path, told: list[restart.Place]
) -> None:
    window = open_window(book=book)
    for name in ROOMS:
        window.workspace.enter(name)
        settle(window, qtbot)
        assert window.workspace.unsaved_room() is None
    window.workspace.enter("money")
    form = window.workspace.money.form
    form.amount.setText("12")
    form.money.choose("1010")
    form.post_button.click()
    settle(window, qtbot)
    assert window.message.text.startswith("Entry 4")
    with qtbot.waitSignal(window.finished):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert len(told) == 1


def test_a_locked_desktop_asks_nothing(
    open_window: Opener, qtbot: QtBot, book: Path, told: list[restart.Place]
) -> None:
    window = open_window(book=book)
    window.workspace.enter("money")
    settle(window, qtbot)
    window.workspace.money.form.amount.setText("12")
    assert window.desktop_lock is not None
    with qtbot.waitSignal(window.finished):
        window.desktop_lock.active_changed(True)
    assert len(told) == 1


def test_pictures_of_the_warning(
    demo_window: Window, shoot: Callable[[str], None], qtbot: QtBot, demo_book: tuple[str, Path]
) -> None:
    unlock(demo_window, demo_book[1], demo.PASSPHRASE, qtbot)
    demo_window.resize(900, 600)
    demo_window.workspace.enter("money")
    settle(demo_window, qtbot)
    demo_window.workspace.money.form.amount.setText("12")
    demo_window.session.tell("A message that stands there already, of a line or two. " * 2)
    demo_window.lock_bar.show_seconds(30, unsaved=True)
    shoot("48-locks-soon-small")
    assert demo_window.message.isVisible()
    demo_window.ask_to_lock()
    shoot("49-lock-anyway")
    _question(demo_window).reject()
