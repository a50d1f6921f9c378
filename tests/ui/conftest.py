"""A real window over a real book for each test, and nothing left of either afterwards."""

from __future__ import annotations

import datetime as dt
import gc
import shutil
import threading
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtCore import QThreadPool
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.base import settings as settings_file
from cfo_desktop.base.settings import Settings
from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services import entries
from cfo_desktop.ui import app as ui_app
from cfo_desktop.ui.window import Window
from tests.ui import pictures
from tests.ui import planted_book

PASSPHRASE = "correct horse battery staple"
TODAY = "2026-11-23"
Opener = Callable[..., Window]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the platform without a screen say what it cannot do; every other Qt warning fails."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["cfo-desktop"]


@pytest.fixture(scope="session", autouse=True)
def prepared(qapp: QApplication) -> None:
    """Gives the program the style and fonts it runs with."""
    ui_app.prepare(qapp)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", TODAY)


@pytest.fixture(scope="session")
def book_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with three entries, one of them uncategorised, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("template") / "Corner Shop"
    book, _ = books.create(
        folder,
        name="Corner Shop",
        chart="shop",
        currency="GBP",
        passphrase=PASSPHRASE,
        cost=books.FLOOR_COST,
    )
    for day, text, party, debit, credit, amount in (
        ("2026-11-02", "Opening float", "", "1010", "3010", "500.00"),
        ("2026-11-03", "Cleaning", "Bright & Co", "6110", "1010", "42.50"),
        ("2026-11-04", "DD 0041 TV licensing", "", "1390", "1010", "13.25"),
    ):
        draft = entries.simple(
            book,
            day=dt.date.fromisoformat(day),
            narration=text,
            party=party,
            debits=[(debit, amount)],
            credits=[(credit, amount)],
        )
        entries.post(book, draft=draft)
    books.close(book)
    return folder


@pytest.fixture
def book(book_template: Path, tmp_path: Path) -> Path:
    """The folder of a book of this test's own."""
    return Path(shutil.copytree(book_template, tmp_path / "Corner Shop"))


@pytest.fixture
def empty_book(tmp_path: Path) -> Path:
    """A book without entries."""
    folder = tmp_path / "New Shop"
    made, _ = books.create(
        folder,
        name="New Shop",
        chart="shop",
        currency="GBP",
        passphrase=PASSPHRASE,
        cost=books.FLOOR_COST,
    )
    books.close(made)
    return folder


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot) -> Iterator[Opener]:
    """Makes the window; closes it as its owner would, and looks whether anything stayed."""
    before = set(QApplication.topLevelWidgets())
    ticking = set(map(id, _active_timers()))
    windows: list[Window] = []

    def make(*, language: str = "en", theme: str = "light", book: Path | None = None) -> Window:
        settings = Settings(language=language, theme=theme)
        settings_file.save(settings)
        window = Window(qapp, settings)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        if book is not None:
            unlock(window, book, PASSPHRASE, qtbot)
        return window

    yield make
    for window in windows:
        if not window._closed:
            with qtbot.waitSignal(window.finished):
                window.leave()  # without the question about what a test left half typed
        window._translations.take_off()
        window.deleteLater()
    windows.clear()
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("book")]
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    gc.collect()
    left = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in QApplication.topLevelWidgets()
        if widget not in before and widget.isVisible()
    ]
    assert not left, f"still on the screen: {left}"
    timers = [timer for timer in _active_timers() if id(timer) not in ticking]
    assert not timers, f"still ticking: {[_owner(timer) for timer in timers]}"


def _active_timers() -> list[QTimer]:
    """Return the timers that run, of all that Python made."""
    found = [thing for thing in gc.get_objects() if isinstance(thing, QTimer)]
    return [timer for timer in found if shiboken6.isValid(timer) and timer.isActive()]


def _owner(timer: QTimer) -> str:
    parent = timer.parent()
    return f"{timer.interval()} ms of {type(parent).__name__ if parent else 'no one'}"


@pytest.fixture(scope="session", params=["en", "zh_CN"])
def demo_book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """A demo shop of four months, its language and folder."""
    language: str = request.param
    folder = tmp_path_factory.mktemp("demo") / "Demo"
    books.close(demo.create(folder, locale=language, months=4, end=Month(2026, 11)))
    return language, folder


@pytest.fixture(scope="session", params=["en", "zh_CN"])
def planted_template(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """A demo shop of fourteen months in which something is wrong, its language and folder."""
    language: str = request.param
    folder = tmp_path_factory.mktemp("planted") / "Demo"
    books.close(demo.create(folder, locale=language, months=14, end=Month(2026, 11)))
    planted_book.plant(folder)
    return language, folder


@pytest.fixture
def planted(planted_template: tuple[str, Path], tmp_path: Path) -> tuple[str, Path]:
    """The language and the folder of such a shop of this test's own."""
    language, folder = planted_template
    return language, Path(shutil.copytree(folder, tmp_path / "Demo"))


@pytest.fixture(params=["light", "dark"])
def planted_window(
    request: pytest.FixtureRequest,
    open_window: Opener,
    planted: tuple[str, Path],
    qtbot: QtBot,
) -> Window:
    """The window on the planted shop, in light and in dark."""
    language, folder = planted
    made = open_window(language=language, theme=request.param)
    unlock(made, folder, demo.PASSPHRASE, qtbot)
    return made


@pytest.fixture(params=["light", "dark"])
def demo_window(
    request: pytest.FixtureRequest, open_window: Opener, demo_book: tuple[str, Path]
) -> Window:
    """A window in the demo shop's language, in light and in dark, before a book is open."""
    language, _ = demo_book
    return open_window(language=language, theme=request.param)


@pytest.fixture
def shoot(demo_window: Window, qtbot: QtBot, tmp_path: Path) -> Callable[[str], None]:
    """Takes a picture of ``demo_window`` as it is, and measures it: see ``pictures.take``."""

    def take(name: str) -> None:
        settle(demo_window, qtbot)
        pictures.take(demo_window, name, folder=Path(pictures.PICTURES or tmp_path))

    return take


def settle(window: Window, qtbot: QtBot) -> None:
    """Wait until the book's thread has nothing to do and the window has shown all of it."""
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)


def unlock(window: Window, book: Path, passphrase: str, qtbot: QtBot) -> None:
    """Open a book as its owner does, and wait until its first room has been read."""
    window.gate.ask_for(book)
    window.gate.unlock.passphrase.setText(passphrase)
    window.gate.unlock.unlock.click()
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.workspace, timeout=20_000)
    settle(window, qtbot)
