"""Pictures of Today with what lies ahead, of the list of findings and of the days ahead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.services import demo
from cfo_desktop.ui.window import Window
from tests.ui.conftest import settle
from tests.ui.conftest import unlock

LARGE, SMALL = (1366, 768), (900, 600)


def test_pictures_of_what_lies_ahead(
    demo_window: Window, shoot: Callable[[str], None], qtbot: QtBot, demo_book: tuple[str, Path]
) -> None:
    window = demo_window
    unlock(window, demo_book[1], demo.PASSPHRASE, qtbot)
    room = window.workspace.today
    for size, name in ((LARGE, ""), (SMALL, "-small")):
        window.resize(*size)
        room.show_cards()
        settle(window, qtbot)
        room.scroll_area.verticalScrollBar().setValue(0)
        shoot(f"45-today-top{name}")
        room.ahead.view.line.setFocus()
        for _ in range(12):
            QTest.keyClick(room.ahead.view.line, Qt.Key.Key_Right)
        bar = room.scroll_area.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        shoot(f"46-today-middle{name}")
        bar.setValue(bar.maximum())
        shoot(f"47-today-end{name}")
        room.show_findings()
        shoot(f"48-findings{name}")
        assert room.outlook is not None
        lowest = room.outlook.outlook.forecast.lowest
        assert lowest is not None
        room.show_day(lowest.date)
        shoot(f"49-days-ahead{name}")


def test_pictures_of_hidden_amounts(
    demo_window: Window, shoot: Callable[[str], None], qtbot: QtBot, demo_book: tuple[str, Path]
) -> None:
    window = demo_window
    unlock(window, demo_book[1], demo.PASSPHRASE, qtbot)
    window.session.toggle_amounts()
    window.resize(*LARGE)
    settle(window, qtbot)
    shoot("50-today-hidden")
