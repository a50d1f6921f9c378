"""Pictures of every tab of the room about what is to come."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cfo_desktop.ui.screens.outlook_room import PAGES
from cfo_desktop.ui.window import Window
from tests.ui import pictures
from tests.ui.conftest import settle


@pytest.mark.parametrize(("size", "end"), [((1366, 768), ""), ((900, 600), "-small")])
def test_pictures_of_every_tab(
    planted_window: Window, qtbot: QtBot, tmp_path: Path, size: tuple[int, int], end: str
) -> None:
    def shoot(name: str) -> None:
        settle(planted_window, qtbot)
        qtbot.waitUntil(lambda: not room.what_if._soon.isActive())
        settle(planted_window, qtbot)
        pictures.take(planted_window, f"{name}{end}", folder=Path(pictures.PICTURES or tmp_path))

    planted_window.resize(*size)
    planted_window.workspace.enter("outlook")
    room = planted_window.workspace.outlook
    settle(planted_window, qtbot)
    for number, page in enumerate(PAGES):
        room.show_tab(number)
        settle(planted_window, qtbot)
        if page == "what_if":
            room.what_if.form.rent.setText("300")
            room.what_if.form.loan.setText("20000")
        elif page == "customers":
            room.customers.percent.setText("10")
            qtbot.waitUntil(lambda: not room.customers._soon.isActive())
        shoot(f"6{number}-{page.replace('_', '-')}")
    room.show_page("forecast")
    room.forecast.weeks_button.click()
    shoot("66-weeks")
    room.forecast.habits_button.click()
    shoot("66-habits")
    room.show_page("tax")
    room.tax.fields.percent.setText("20")
    room.tax.fields.keep_button.click()
    shoot("67-tax-kept")
