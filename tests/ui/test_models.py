"""Every table of every room keeps the rules of Qt's item models, while it is read and read anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.ui.workspace import ROOMS
from tests.ui.conftest import Opener
from tests.ui.conftest import settle

REPORTED = QAbstractItemModelTester.FailureReportingMode.Warning
"""As warnings of Qt, each of which fails a test here; by its default nothing would hear of them."""


def test_every_table_keeps_the_rules_of_item_models(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window(book=book)
    place = window.workspace
    for name in ROOMS:
        place.enter(name)
        settle(window, qtbot)
    for tab in range(place.imports.tabs.count()):
        place.imports.show_tab(tab)
        settle(window, qtbot)
    place.enter("outlook")
    for tab in range(place.outlook.tabs.count()):
        place.outlook.show_tab(tab)
        settle(window, qtbot)
    testers: dict[QAbstractItemModel, QAbstractItemModelTester] = {}
    for table in window.findChildren(QTableView):
        model = table.model()
        if model not in testers:
            testers[model] = QAbstractItemModelTester(model, REPORTED)
    assert len(testers) > 10
    place.take_files([paths.assets() / "samples" / "bank-statement.csv"])
    settle(window, qtbot)
    place.imports.files.preview.import_button.click()
    settle(window, qtbot)
    for name in ROOMS:
        place.enter(name)
        place.rooms[name].refresh()
        settle(window, qtbot)
    for tab in range(place.imports.tabs.count()):
        place.imports.show_tab(tab)
        settle(window, qtbot)
    place.enter("outlook")
    for tab in range(place.outlook.tabs.count()):
        place.outlook.show_tab(tab)
        settle(window, qtbot)
    place.forget()
