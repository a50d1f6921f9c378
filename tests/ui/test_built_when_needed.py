"""What is built when: the gate's first page, the first room, the others as they are entered."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from cfo_desktop.ui.window import Window
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock


def _watch_rooms(window: Window) -> list[str]:
    """Return a list that gets the rooms that exist once the window has shown an opened book."""
    built: list[str] = []
    window.gate.opened.connect(lambda *_: built.extend(window.workspace.rooms))
    return built


def test_the_gate_builds_the_page_that_is_seen(open_window: Opener, book: Path) -> None:
    window = open_window()
    assert window.gate.count() == 1
    window.gate.ask_for(book)
    assert window.gate.count() == 2


def test_a_book_opens_with_its_first_room_alone(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window()
    built = _watch_rooms(window)
    unlock(window, book, PASSPHRASE, qtbot)
    assert built == ["today"]


def test_the_room_of_before_the_lock_is_the_first(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window()
    window._room, window._within = "books", "1010"
    built = _watch_rooms(window)
    unlock(window, book, PASSPHRASE, qtbot)
    assert built == ["books"]


def test_what_waits_is_counted_and_the_folder_watched_without_entering_import(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window(book=book)
    assert window.workspace.room == "today"
    qtbot.waitUntil(lambda: "imports" in window.workspace.rooms)
    settle(window, qtbot)
    item = next(
        window.workspace.rail.item(row)
        for row in range(window.workspace.rail.count())
        if "Import" in window.workspace.rail.item(row).text()
    )
    assert item is not None
    assert window.workspace.imports._counts.unsorted == 1
    # both say at the rail how much waits in them
    assert list(window.workspace.rooms) == ["today", "imports", "bills"]
    assert not window.workspace.bills.pages_built


def test_only_pages_of_the_inbox_that_were_seen_are_built(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window(book=book)
    room = window.workspace.imports
    assert room.stack.count() == 1
    room.show_tab(3)
    settle(window, qtbot)
    assert room.stack.currentWidget() is room.guesses
    assert room.stack.count() == 2


def test_locking_forgets_what_was_built_and_builds_nothing(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window(book=book)
    settle(window, qtbot)
    before = set(window.workspace.rooms)
    window.workspace.forget()
    assert set(window.workspace.rooms) == before
    assert window.workspace.today.figures is None


def test_modules_of_the_rooms_come_one_by_one_after_the_first_page(
    open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window()
    window.start(None, demo=False)
    assert window.ahead.left
    qtbot.waitUntil(lambda: not window.ahead.left, timeout=20_000)
    assert not window.ahead._timer.isActive()
    assert window._workspace is None
