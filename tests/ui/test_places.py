"""The place within a room is told to the next process, found again, and passed over if damaged."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.domain.period import Month
from cfo_desktop.ui import places
from cfo_desktop.ui import restart
from cfo_desktop.ui.widgets.period_picker import Kind
from cfo_desktop.ui.window import Window
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock

_DAMAGED = st.one_of(
    st.text(),
    st.text("0123456789/-", max_size=30),
    st.from_regex(r"(0|1|3|12|5)/[0-9]{4}-[0-9]{2}/[0-9]/[0-9]", fullmatch=True),
    st.integers(min_value=0).map(lambda number: f"1010/{number}"),
    st.just("9" * 5_000),
)


@given(text=_DAMAGED, most=st.integers(0, 10**9))
def test_a_number_is_read_within_its_bounds_or_not_at_all(text: str, most: int) -> None:
    found = places.number(text, most=most)
    assert found is None or (0 <= found <= most and int(text) == found)


@given(number=st.integers(0, 10**9))
def test_a_number_that_was_told_is_read(number: int) -> None:
    assert places.number(str(number), most=10**9) == number


@pytest.mark.parametrize(
    "name", ["books", "reports", "settings", "money", "imports", "opening", "advisor"]
)
def test_a_damaged_place_is_passed_over(
    open_window: Opener, qtbot: QtBot, book: Path, name: str
) -> None:
    window = open_window(book=book)
    window.workspace.enter(name)
    room = window.workspace.rooms[name]

    @settings(max_examples=40, deadline=None)
    @given(text=_DAMAGED)
    def try_it(text: str) -> None:
        room.go_to(text)
        before = room.place()
        room.go_to(before)
        assert room.place() == before

    try_it()
    room.refresh()
    settle(window, qtbot)
    assert not window.message.text


def _stand(window: Window, name: str) -> None:
    """Go somewhere in a room that is not where it begins."""
    rooms = window.workspace
    if name == "books":
        rooms.books.show_period("1010")
        rooms.books.pane.go_to(2, account="1010")
    elif name == "reports":
        rooms.reports.picker.kind.setCurrentIndex(
            rooms.reports.picker.kind.findData(Kind.QUARTER.value)
        )
        rooms.reports.picker.choose(Month(2025, 5))
        rooms.reports.tabs.setCurrentIndex(2)
        rooms.reports.compare.setCurrentIndex(1)
    elif name == "settings":
        rooms.settings.show_page("security")
    elif name == "money":
        rooms.money.buttons.buttons[3].click()
        rooms.money.tabs.setCurrentIndex(2)
    else:
        rooms.imports.show_tab(4)


@pytest.mark.parametrize("name", ["books", "reports", "settings", "money", "imports"])
def test_a_room_stands_after_unlocking_as_before(
    open_window: Opener,
    qtbot: QtBot,
    book: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[restart.Place] = []

    def start(place: restart.Place) -> bool:
        told.append(place)
        return True

    monkeypatch.setattr(restart, "start", start)
    window = open_window(book=book)
    window.workspace.enter(name)
    settle(window, qtbot)
    begun = window.workspace.place
    _stand(window, name)
    settle(window, qtbot)
    stood = window.workspace.place
    assert stood != begun
    with qtbot.waitSignal(window.finished):
        window.lock()
    after = open_window()
    after.start(told[0], demo=False)
    unlock(after, book, PASSPHRASE, qtbot)
    assert (after.workspace.room, after.workspace.place) == (name, stood)


def test_an_entry_that_is_not_there_leaves_its_account_in_view(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window()
    window.start(restart.Place(book, "books", within="1010/999"), demo=False)
    unlock(window, book, PASSPHRASE, qtbot)
    room = window.workspace.books
    assert room.place() == "1010"
    assert room.pane.selection.account == "1010"
    assert room.entries_model.rowCount() == 3
    assert not window.message.text


STEP = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cfo_desktop.base.settings import Settings
from cfo_desktop.domain.period import Month
from cfo_desktop.ui import app as ui_app
from cfo_desktop.ui import restart
from cfo_desktop.ui.window import Window
app = QApplication(["cfo-desktop"])
ui_app.prepare(app)
window = Window(app, Settings(language="en"))
window.finished.connect(app.quit)
window.show()
window.start(restart.take_place(), demo=False)
window.gate.unlock.passphrase.setText({passphrase!r})
window.gate.unlock.unlock.click()

def at_rest(then):
    if window.stack.currentWidget() is window.workspace and not window.tasks.busy:
        then()
    else:
        QTimer.singleShot(50, lambda: at_rest(then))

def enter():
    if {locks!r}:
        window.workspace.enter("reports")
        at_rest(stand)
    else:
        tell()

def stand():
    window.workspace.reports.picker.choose(Month(2026, 4))
    window.workspace.reports.tabs.setCurrentIndex(1)
    at_rest(window.lock)

def tell():
    reports = window.workspace.reports
    print(json.dumps([window.workspace.room, str(reports.picker.chosen().month),
        reports.tabs.currentIndex(), reports.model.columns[1].title]))
    window.close()

at_rest(enter)
QTimer.singleShot(20000, lambda: app.exit(9))
status = app.exec()
sys.stdout.flush()
import os
os._exit(status)
"""


def _program(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=paths.root(),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _started_for(book: Path) -> dict[int, dict[str, str]]:
    """Return {process: its environment} of those that are told to ask for ``book``."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                lines = (folder / "environ").read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue
            told = dict(line.partition("=")[::2] for line in lines if "=" in line)
            if told.get("CFO_WINDOW_BOOK") == str(book):
                found[int(folder.name)] = told
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for it in /proc")
def test_a_report_is_found_again_by_the_process_that_follows(book: Path) -> None:
    asked = {"CFO_WINDOW_BOOK": str(book)}
    first = _program(STEP.format(passphrase=PASSPHRASE, locks=True), **asked)
    assert first.returncode == 0, first.stdout + first.stderr
    started: dict[int, dict[str, str]] = {}
    deadline = time.monotonic() + 10
    while not started and time.monotonic() < deadline:
        started = _started_for(book)
        time.sleep(0.05)
    for process in started:
        os.kill(process, signal.SIGTERM)
    assert len(started) == 1
    told = next(iter(started.values()))
    assert (told["CFO_WINDOW_ROOM"], told["CFO_WINDOW_PLACE"]) == ("reports", "1/2026-04/1/1")
    again = {name: text for name, text in told.items() if name.startswith("CFO_WINDOW_")}
    second = _program(STEP.format(passphrase=PASSPHRASE, locks=False), **again)
    assert second.returncode == 0, second.stdout + second.stderr
    assert json.loads(second.stdout) == ["reports", "2026-04", 1, "30 Apr 2026"]


def test_places_hold_codes_and_numbers_alone(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    window = open_window(book=book)
    for name in window.workspace.rooms:
        window.workspace.enter(name)
        settle(window, qtbot)
        words = window.workspace.place.split("/")
        assert all(word.isascii() and len(word) <= 10 for word in words)
