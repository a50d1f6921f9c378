"""Takes pictures of the inbox: empty, watching a folder, several files, what an import did."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.ui.import_verbs import watch_folder
from cfo_desktop.ui.window import Window
from tests.ui.conftest import settle
from tests.ui.conftest import unlock

CSV = {
    "en": "Date,Description,Amount\n2026-11-05,Tolbeck Dairy,-438.75\n2026-11-06,Takings,100.00\n"
    "2026-11-07,Kite Insurance,soon\n",
    "zh_CN": "日期,摘要,金额\n2026-11-05,春田乳品厂,-438.75\n2026-11-06,营业款,100.00\n"
    "2026-11-07,风筝保险,待定\n",
}


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    made, _ = books.create(
        tmp_path / "b", name="Corner", chart="shop", currency="GBP", passphrase=demo.PASSPHRASE,
        cost=books.FLOOR_COST,
    )  # fmt: skip
    books.close(made)
    return tmp_path / "b"


def _downloads(parent: Path, text: str) -> Path:
    """Return a folder with three statements and a file that is none and still grows."""
    folder = parent / "Downloads"
    folder.mkdir()
    files = [folder / f"{month}.csv" for month in ("bank 2026-10", "bank 2026-11", "wallet")]
    for number, path in enumerate(files):
        path.write_text(text.replace("-11-", f"-{8 + number:02d}-"), encoding="utf-8")
        os.utime(path, (time.time() - 3_600 * (number + 1),) * 2)
    (folder / "notes.csv").write_text("only words\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("size", [(1366, 728), (900, 600)], ids=["wide", "least"])
def test_inbox(
    demo_window: Window,
    shoot: Callable[[str], None],
    qtbot: QtBot,
    empty: Path,
    size: tuple[int, int],
) -> None:
    name = "60" if size[0] == 900 else "50"
    demo_window.resize(*size)
    unlock(demo_window, empty, demo.PASSPHRASE, qtbot)
    room = demo_window.workspace.imports
    page = room.files
    demo_window.workspace.enter("imports")
    shoot(f"{name}-inbox-empty")
    folder = _downloads(empty.parent, CSV[demo_window.session.language])
    demo_window.session.run(watch_folder(folder), owner=page.watched, done=page.watched._begun)
    qtbot.waitUntil(lambda: len(page.watched.model.rows) == 4, timeout=10_000)
    shoot(f"{name}-inbox-watching")
    page.watched.preview_button.click()
    settle(demo_window, qtbot)
    shoot(f"{name}-several-files")
    page.preview.files.selectRow(1)
    page.preview.rows.tabs.setCurrentIndex(3)
    shoot(f"{name}-rejected")
    page.preview.rows.tabs.setCurrentIndex(2)
    shoot(f"{name}-nothing-skipped")
    page.preview.import_button.click()
    settle(demo_window, qtbot)
    page.preview.files.selectRow(1)
    shoot(f"{name}-imported")
    page.preview.close_button.click()
    shoot(f"{name}-earlier-imports")
    page.take([folder / "wallet.csv"])
    settle(demo_window, qtbot)
    shoot(f"{name}-all-matched")
    page.preview.cancelled.emit()
    _sort_and_take_back(demo_window, qtbot)
    shoot(f"{name}-take-back")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()


def _sort_and_take_back(window: Window, qtbot: QtBot) -> None:
    """Sort what was imported, then ask to take the import back."""
    room = window.workspace.imports
    room.show_tab(1)
    settle(window, qtbot)
    sorting = room.sorting
    code = next(each.code for each in sorting.delegate.accounts if each.kind.value == "expense")
    sorting.model.choose_all({item.entry: code for item in sorting.model.rows})
    sorting.sort_button.click()
    settle(window, qtbot)
    room.show_tab(0)
    room.files.undo_button.click()
    settle(window, qtbot)
