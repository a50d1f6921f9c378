"""The inbox in a real window: four tabs of rows, several files, taking back, a watched folder."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.importing import RowState
from cfo_desktop.ui.screens.import_files import FilesPage
from cfo_desktop.ui.screens.import_rows import STATES
from cfo_desktop.ui.tables.imports import FileState
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.confirm import Confirm
from cfo_desktop.ui.window import Window
from tests.ui.conftest import Opener
from tests.ui.conftest import settle

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
CSV = "Date,Description,Amount\n2026-11-05,Tea house,-4.50\n2026-11-06,Till,100.00\n"
ONE_BAD = CSV + "2026-11-07,Kiosk,soon\n"


@pytest.fixture
def window(open_window: Opener, book: Path) -> Window:
    return open_window(book=book)


def files_page(window: Window) -> FilesPage:
    return window.workspace.imports.files


def laid(folder: Path, name: str, text: str = CSV) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - 3_600,) * 2)
    return path


def taken(window: Window, qtbot: QtBot, *paths: Path) -> FilesPage:
    window.workspace.take_files(paths)
    settle(window, qtbot)
    page = files_page(window)
    page.preview.account.choose("1020")
    page.preview.account_changed.emit("1020")
    settle(window, qtbot)
    return page


def imported(window: Window, qtbot: QtBot, *paths: Path) -> FilesPage:
    page = taken(window, qtbot, *paths)
    QTest.mouseClick(page.preview.import_button, LEFT)
    settle(window, qtbot)
    return page


def test_each_row_stands_under_its_tab(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    preview = taken(window, qtbot, laid(tmp_path, "a.csv", ONE_BAD)).preview
    rows = preview.rows
    assert [rows.tabs.tabText(n) for n in range(4)] == [
        "New (2)", "Matched (0)", "Skipped (0)", "Rejected (1)",
    ]  # fmt: skip
    assert preview.counts.text().startswith(
        "3 rows read = 2 new + 0 matched + 0 skipped + 1 rejected"
    )
    assert preview.heading.text() == "Nothing is booked yet"
    preview.table.setFocus()
    QTest.keyClick(preview.table, Qt.Key.Key_PageUp, CONTROL)
    assert rows.tabs.currentIndex() == STATES.index(RowState.REJECTED)
    (row,) = rows.model.rows
    assert row.reason is not None
    assert rows.meaning.isVisible()
    QTest.keyClick(preview.table, Qt.Key.Key_PageUp, CONTROL)
    assert rows.tabs.currentIndex() == STATES.index(RowState.SKIPPED)
    assert rows.nothing.text() == "No row was skipped."
    QAbstractItemModelTester(rows.model, QAbstractItemModelTester.FailureReportingMode.Warning)


def test_rows_are_copied_as_text_to_paste_into_a_sheet(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    table = taken(window, qtbot, laid(tmp_path, "a.csv")).preview.table
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[:4] for line in lines] == [
        ["row 2", "5 Nov 2026", "Tea house", "−4.50"],
        ["row 3", "6 Nov 2026", "Till", "100.00"],
    ]
    QGuiApplication.clipboard().clear()


def test_an_import_shows_what_it_did_and_is_taken_back_by_one_click(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = imported(window, qtbot, laid(tmp_path, "a.csv", ONE_BAD))
    preview = page.preview
    assert preview.heading.text() == "Imported"
    assert [len(preview.rows.groups[state]) for state in STATES] == [2, 0, 0, 1]
    assert preview.after.isVisible()
    assert not preview.import_button.isVisible()
    assert not preview.choices.isVisible()
    assert preview.close_button.hasFocus()
    QTest.mouseClick(preview.undo_button, LEFT)
    settle(window, qtbot)
    assert QApplication.activeModalWidget() is None
    assert window.message.text == "Taken back. Entries reversed: 2."
    assert page.stack.currentIndex() == 0
    assert page.batches_model.rows[0].undone
    assert not page.undo_button.isEnabled()


def test_taking_back_asks_where_the_owners_work_would_go_with_it(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = imported(window, qtbot, laid(tmp_path, "a.csv"))
    QTest.mouseClick(page.preview.close_button, LEFT)
    sorting = window.workspace.imports.sorting
    window.workspace.imports.show_tab(1)
    settle(window, qtbot)
    row = next(n for n, item in enumerate(sorting.model.rows) if "Tea" in item.text)
    sorting.model.setData(sorting.model.index(row, sorting.model.account_column), "6110")
    QTest.mouseClick(sorting.sort_button, LEFT)
    settle(window, qtbot)
    window.workspace.imports.show_tab(0)
    settle(window, qtbot)
    QTest.mouseClick(page.undo_button, LEFT)
    settle(window, qtbot)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, Confirm)
    asked.reject()
    settle(window, qtbot)
    assert not page.batches_model.rows[0].undone
    QTest.mouseClick(page.undo_button, LEFT)
    settle(window, qtbot)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, Confirm)
    QTest.mouseClick(asked.action, LEFT)
    settle(window, qtbot)
    assert window.message.text.startswith("Taken back.")


def test_each_of_many_files_says_how_far_it_is_and_a_bad_one_holds_back_none(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    good = [
        laid(tmp_path, f"{n}.csv", CSV.replace("Tea house", f"Tea house {n}")) for n in range(4)
    ]
    bad = laid(tmp_path, "bad.csv", "only words\n")
    page = files_page(window)
    window.workspace.take_files([good[0], bad, *good[1:]])
    assert page.stack.currentWidget() is page.preview
    lines = page.preview.files_model.rows
    assert [line.state for line in lines] == [FileState.READING, *[FileState.WAITING] * 4]
    assert not page.preview.import_button.isEnabled()
    settle(window, qtbot)
    QAbstractItemModelTester(
        page.preview.files_model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    lines = page.preview.files_model.rows
    assert [line.state for line in lines[:2]] == [FileState.READY, FileState.UNREADABLE]
    why = page.preview.files_model.index(1, 1).data()
    assert len(why) > 20
    page.preview.files.selectRow(1)
    assert page.preview.faults.isVisible()
    assert page.preview.import_button.isEnabled()
    QTest.mouseClick(page.preview.import_button, LEFT)
    settle(window, qtbot)
    lines = page.preview.files_model.rows
    assert [line.state for line in lines[:2]] == [FileState.IMPORTED, FileState.UNREADABLE]


def test_leaving_while_files_are_read_ends_the_reading(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = files_page(window)
    window.workspace.take_files([laid(tmp_path, f"{n}.csv") for n in range(6)])
    page.preview.cancelled.emit()
    assert page.stack.currentIndex() == 0
    settle(window, qtbot)
    assert page.stack.currentIndex() == 0
    assert page.preview.files_model.rows == []


def test_cancelling_the_reading_leads_back(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = files_page(window)
    window.workspace.take_files([laid(tmp_path, f"{n}.csv") for n in range(6)])
    window.tasks.cancel()
    settle(window, qtbot)
    assert page.stack.currentIndex() == 0
    assert window.message.text == "Cancelled. Nothing was changed."


# --- the watched folder ---


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Downloads"
    made.mkdir()
    return made


def looked(window: Window, qtbot: QtBot) -> list[str]:
    """Wait for the look at the folder; return the names of the listed files."""
    watched = files_page(window).watched
    qtbot.waitUntil(lambda: not watched.watch.busy, timeout=10_000)
    settle(window, qtbot)
    return [file.path.name for file in watched.model.rows]


@pytest.fixture
def watching(window: Window, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A window that watches ``folder``, where one statement lies."""
    laid(folder, "november.csv")
    monkeypatch.setattr(pick, "folder", lambda *_args, **_names: folder)
    window.workspace.enter("imports")
    QTest.mouseClick(files_page(window).watched.choose_button, LEFT)
    settle(window, qtbot)
    assert looked(window, qtbot) == ["november.csv"]
    return window


def test_a_new_file_is_listed_and_imported_only_when_the_owner_says_so(
    watching: Window, qtbot: QtBot, folder: Path
) -> None:
    page = files_page(watching)
    QAbstractItemModelTester(
        page.watched.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    imports = watching.workspace.imports
    assert imports.tabs.tabText(0) == "Files (1)"
    rail = watching.workspace.rail
    item = next(
        rail.item(n) for n in range(rail.count()) if rail.item(n).text().startswith("Import")
    )
    assert item.text() == "Import (2)"  # one payment waits for its account
    assert "2 to look at" in item.data(Qt.ItemDataRole.AccessibleTextRole)
    laid(folder, "december.csv", CSV.replace("-11-", "-12-"))
    qtbot.waitUntil(lambda: len(page.watched.model.rows) == 2, timeout=10_000)
    assert page.batches_model.rows == []
    QTest.mouseClick(page.watched.preview_button, LEFT)
    settle(watching, qtbot)
    assert len(page.preview.files_model.rows) == 2
    QTest.mouseClick(page.preview.import_button, LEFT)
    settle(watching, qtbot)
    QTest.mouseClick(page.preview.close_button, LEFT)
    assert looked(watching, qtbot) == []
    assert imports.tabs.tabText(0) == "Files"
    (folder / "november.csv").rename(folder / "again.csv")
    page.watched.watch.look()
    assert looked(watching, qtbot) == []
    QTest.mouseClick(page.undo_button, LEFT)
    settle(watching, qtbot)
    assert set(looked(watching, qtbot)) == {"again.csv", "december.csv"}


def test_a_file_is_ignored(watching: Window, qtbot: QtBot) -> None:
    watched = files_page(watching).watched
    assert not watched.ignore_button.isEnabled()
    watched.table.selectRow(0)
    QTest.mouseClick(watched.ignore_button, LEFT)
    settle(watching, qtbot)
    assert looked(watching, qtbot) == []
    assert "No new statements" in watched.told.text()


def test_a_folder_that_is_gone_says_so(watching: Window, qtbot: QtBot, folder: Path) -> None:
    watched = files_page(watching).watched
    (folder / "november.csv").unlink()
    folder.rmdir()
    watched.watch.look()
    assert looked(watching, qtbot) == []
    assert "is not there" in watched.told.text()
    QTest.mouseClick(watched.stop_button, LEFT)
    settle(watching, qtbot)
    assert watched.choose_button.isVisible()
    assert "nothing is moved" in watched.told.text()


def test_the_book_names_its_folder_when_it_is_opened_again(
    watching: Window, open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    with qtbot.waitSignal(watching.finished):
        watching.close()
    again = open_window(book=book)
    qtbot.waitUntil(lambda: bool(files_page(again).watched.model.rows), timeout=10_000)
    assert again.workspace.imports.tabs.tabText(0) == "Files (1)"


def test_a_file_that_is_still_written_waits_until_it_is_quiet(
    watching: Window, qtbot: QtBot, folder: Path
) -> None:
    watched = files_page(watching).watched
    (folder / "late.csv").write_text(CSV + "2026-11-09,Late,-1.00\n")
    qtbot.waitUntil(lambda: len(watched.model.rows) == 2, timeout=10_000)
    assert watched.waiting == 1
    assert watched.preview_button.text() == "Preview all (1)"
    qtbot.waitUntil(lambda: watched.waiting == 2, timeout=15_000)
