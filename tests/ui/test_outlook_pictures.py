"""Pictures of Today with what lies ahead, of the list of findings and of the days ahead."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.ui.window import Window
from tests.ui import pictures
from tests.ui.conftest import settle

LARGE, SMALL = (1366, 768), (900, 600)


def _shoot(window: Window, name: str, *, qtbot: QtBot, tmp_path: Path) -> None:
    settle(window, qtbot)
    pictures.take(window, name, folder=Path(pictures.PICTURES or tmp_path))


@pytest.mark.parametrize(("size", "end"), [(LARGE, ""), (SMALL, "-small")])
def test_pictures_of_what_lies_ahead(
    planted_window: Window, qtbot: QtBot, tmp_path: Path, size: tuple[int, int], end: str
) -> None:
    room = planted_window.workspace.today
    planted_window.resize(*size)
    _shoot(planted_window, f"45-today-top{end}", qtbot=qtbot, tmp_path=tmp_path)
    room.ahead.view.line.setFocus()
    for _ in range(12):
        QTest.keyClick(room.ahead.view.line, Qt.Key.Key_Right)
    bar = room.scroll_area.verticalScrollBar()
    for part, name in enumerate(("46-today-middle", "47-today-end"), 1):
        bar.setValue(bar.maximum() * part // 2)
        _shoot(planted_window, f"{name}{end}", qtbot=qtbot, tmp_path=tmp_path)
    room.show_findings()
    _shoot(planted_window, f"48-findings{end}", qtbot=qtbot, tmp_path=tmp_path)
    room.findings_list.later.click()
    settle(planted_window, qtbot)
    room.findings_list.put_off_button.click()
    room.findings_list.table.selectRow(room.findings_list.model.rowCount() - 1)
    _shoot(planted_window, f"48-findings-put-off{end}", qtbot=qtbot, tmp_path=tmp_path)
    assert room.outlook is not None
    lowest = room.outlook.outlook.forecast.lowest
    assert lowest is not None
    room.show_day(lowest.date)
    _shoot(planted_window, f"49-days-ahead{end}", qtbot=qtbot, tmp_path=tmp_path)


def test_pictures_of_hidden_amounts(planted_window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    planted_window.resize(*LARGE)
    planted_window.session.toggle_amounts()
    _shoot(planted_window, "50-today-hidden", qtbot=qtbot, tmp_path=tmp_path)
