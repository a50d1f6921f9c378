"""Importing in a real window: a locked file, lists of invoices, rows that are booked already."""

from __future__ import annotations

from pathlib import Path

import pytest
import pyzipper
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.base.settings import Settings
from cfo_desktop.domain.importing import RowState
from cfo_desktop.ui.screens.import_rows import STATES
from cfo_desktop.ui.widgets.ask_password import PasswordDialog
from cfo_desktop.ui.window import Window
from tests.ui.conftest import Opener
from tests.ui.conftest import settle

LEFT = Qt.MouseButton.LeftButton
CSV = "Date,Description,Amount\n2026-11-05,Tea house,-4.50\n2026-11-06,Till,100.00\n"
INVOICES = (
    "invoice_no,date,counterparty,net,tax,gross,status\n"
    "1001,2026-11-03,Harbour Cafe,100.00,20.00,120.00,valid\n"
)


@pytest.fixture
def window(open_window: Opener, book: Path) -> Window:
    return open_window(book=book)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "bill.zip"
    with pyzipper.AESZipFile(path, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"123456")
        archive.writestr("bill.csv", CSV)
    return path


def dialog() -> PasswordDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, PasswordDialog)
    return found


def test_a_locked_file_asks_until_its_password_is_right(
    window: Window, qtbot: QtBot, locked: Path
) -> None:
    window.workspace.take_files([locked])
    settle(window, qtbot)
    asked = dialog()
    assert not asked.open_button.isEnabled()
    QTest.keyClicks(asked.password, "654321")
    QTest.keyClick(asked.password, Qt.Key.Key_Return)
    settle(window, qtbot)
    asked = dialog()
    assert "does not open" in asked.note.text()
    QTest.keyClicks(asked.password, "123456")
    QTest.mouseClick(asked.open_button, LEFT)
    settle(window, qtbot)
    preview = window.workspace.imports.files.preview
    assert [row.state for row in preview.rows.model.rows] == [RowState.NEW, RowState.NEW]
    QTest.mouseClick(preview.import_button, LEFT)
    settle(window, qtbot)
    assert window.message.text.startswith("Rows booked: 2.")
    assert window.workspace.imports.files._request.passwords == {}


def test_a_locked_file_may_be_left(window: Window, qtbot: QtBot, locked: Path) -> None:
    window.workspace.take_files([locked])
    settle(window, qtbot)
    dialog().reject()
    settle(window, qtbot)
    preview = window.workspace.imports.files.preview
    assert "password" in preview.faults.text()
    assert not preview.import_button.isEnabled()


def test_the_password_stands_in_no_setting(window: Window, qtbot: QtBot, locked: Path) -> None:
    window.workspace.take_files([locked])
    settle(window, qtbot)
    dialog().password.setText("123456")
    dialog().accept()
    settle(window, qtbot)
    assert "123456" not in repr(window.workspace.imports.files._request)
    assert not any("password" in name for name in Settings.__dataclass_fields__)


def test_a_list_of_invoices_asks_which_way_they_go(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(INVOICES, encoding="utf-8")
    window.workspace.take_files([path])
    settle(window, qtbot)
    preview = window.workspace.imports.files.preview
    assert preview.invoices.isVisible()
    assert not preview.import_button.isEnabled()
    preview.invoices.setCurrentIndex(preview.invoices.findData("purchase-invoices"))
    preview.invoices.activated.emit(preview.invoices.currentIndex())
    settle(window, qtbot)
    assert preview.import_button.isEnabled()
    QTest.mouseClick(preview.import_button, LEFT)
    settle(window, qtbot)
    assert window.message.text.startswith("Rows booked: 1.")


def test_rows_that_are_booked_already_say_where(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """The same account's rows from another bank's format, told apart by nothing but their words."""
    preview = window.workspace.imports.files.preview
    for name, text in (("a.csv", CSV), ("b.csv", CSV.replace("Description", "Details"))):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        window.workspace.take_files([path])
        settle(window, qtbot)
        preview.account.choose("1020")
        preview.account.activated.emit(preview.account.currentIndex())
        settle(window, qtbot)
        if name == "a.csv":
            QTest.mouseClick(preview.import_button, LEFT)
            settle(window, qtbot)
    assert {row.state for row in preview.rows.model.rows} == {RowState.DUPLICATE}
    assert preview.rows.state is RowState.DUPLICATE
    assert preview.apart_button.isVisible()
    preview.table.selectRow(0)
    QTest.mouseClick(preview.apart_button, LEFT)
    settle(window, qtbot)
    assert [len(preview.rows.groups[state]) for state in STATES] == [1, 1, 0, 0]
    QTest.mouseClick(preview.import_button, LEFT)
    settle(window, qtbot)
    assert window.message.text.startswith("Rows booked: 1.")


def test_a_second_import_says_what_was_known_already(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text(CSV, encoding="utf-8")
    second.write_text(CSV + "2026-11-07,Kiosk,-3.00\n", encoding="utf-8")
    preview = window.workspace.imports.files.preview
    for path in (first, second):
        window.workspace.take_files([path])
        settle(window, qtbot)
        preview.account.choose("1020")
        preview.account_changed.emit("1020")
        settle(window, qtbot)
        QTest.mouseClick(preview.import_button, LEFT)
        settle(window, qtbot)
    assert window.message.text.startswith("Rows booked: 1. In the books already: 2.")
    assert "Left out" not in window.message.text


def test_money_is_never_imported_into_the_account_where_it_would_wait(
    window: Window, qtbot: QtBot
) -> None:
    window.workspace.enter("imports")
    settle(window, qtbot)
    offered = window.workspace.imports.files.preview.account
    codes = [str(offered.itemData(row)) for row in range(offered.count())]
    assert "1020" in codes
    assert not any(code.startswith("1390") for code in codes)


def test_a_statement_goes_into_the_bank_account_that_is_there(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window(book=book)
    window.workspace.take_files([paths.assets() / "samples" / "bank-statement.csv"])
    settle(window, qtbot)
    preview = window.workspace.imports.files.preview
    assert "the statement of “Bank current account”" in preview._known_text.text()
    preview.known_button.click()
    settle(window, qtbot)
    assert preview.account.code() == "1020"
    assert preview.known.isHidden()
