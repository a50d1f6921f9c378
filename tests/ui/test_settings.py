"""The settings over a real book: each part by clicks and keys, in every language and colour."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cfo_desktop.base import settings as settings_file
from cfo_desktop.domain.backup import BackupPlan
from cfo_desktop.domain.backup import Every
from cfo_desktop.services import accounts
from cfo_desktop.services import backups
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.ui.screens.settings import Settings
from cfo_desktop.ui.screens.settings_accounts import AccountsPage
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.confirm import Confirm
from cfo_desktop.ui.window import Window
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock

LEFT = Qt.MouseButton.LeftButton
PAGES = ("book", "accounts", "rules", "backup", "security", "appearance")


@pytest.fixture
def window(open_window: Opener, book: Path) -> Window:
    return open_window(book=book)


def enter(window: Window, qtbot: QtBot, page: str) -> Settings:
    window.workspace.enter("settings")
    window.workspace.settings.show_page(page)
    settle(window, qtbot)
    return window.workspace.settings


def closed(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.finished):
        window.close()


def closed_is(page: AccountsPage, wanted: bool) -> bool:  # noqa: FBT001 - what is waited for
    account = page._account
    return account is not None and (account.closed_on is not None) == wanted


def test_parts_are_reached_by_arrow_keys_and_have_one_primary_button_at_most(
    window: Window, qtbot: QtBot
) -> None:
    room = enter(window, qtbot, "book")
    room.first_focus().setFocus()
    for name in PAGES:
        assert room.stack.currentWidget() is room.pages[name]
        primary = [
            each
            for each in room.findChildren(QPushButton)
            if each.isVisible() and each.property("role") == "primary"
        ]
        assert len(primary) <= 1, name
        QTest.keyClick(room.parts, Qt.Key.Key_Down)
        settle(window, qtbot)


def test_the_book_is_renamed_and_its_year_moved(window: Window, qtbot: QtBot) -> None:
    room = enter(window, qtbot, "book").book
    assert not room.rename_button.isEnabled()
    room.name.selectAll()
    QTest.keyClicks(room.name, "Harbour Shop")
    QTest.keyClick(room.name, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.session.info is not None
    assert window.session.info.name == "Harbour Shop"
    room.fiscal.setCurrentIndex(3)
    room.fiscal.activated.emit(3)
    settle(window, qtbot)
    assert window.session.info.fiscal_first_month == 4


def test_an_account_is_added_renamed_closed_opened_and_deleted(
    window: Window, qtbot: QtBot, book: Path
) -> None:
    page = enter(window, qtbot, "accounts").accounts
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    code = page.code.text()
    assert code not in [use.account.code for use in page.model.rows]
    QTest.keyClicks(page.name, "Shop repairs")
    QTest.mouseClick(page.save_button, LEFT)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: page._account is not None and page._account.code == code)
    page.name_zh.setText("店铺维修")
    QTest.keyClick(page.name_zh, Qt.Key.Key_Return)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: page._account is not None and page._account.name_zh == "店铺维修")
    for shut in (True, False):
        QTest.mouseClick(page.close_button, LEFT)
        settle(window, qtbot)
        qtbot.waitUntil(functools.partial(closed_is, page, shut))
    QTest.mouseClick(page.delete_button, LEFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Confirm)
    QTest.mouseClick(dialog.action, LEFT)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: code not in [use.account.code for use in page.model.rows])
    used = [use.account.code for use in page.model.rows].index("6110")
    page.table.selectRow(used)
    assert not page.delete_button.isEnabled()
    closed(window, qtbot)
    opened = books.open_book(book, passphrase=PASSPHRASE)
    assert code not in [account.code for account in accounts.all_accounts(opened)]
    books.close(opened)


def test_what_is_refused_stays_in_the_form(window: Window, qtbot: QtBot) -> None:
    page = enter(window, qtbot, "accounts").accounts
    QTest.keyClicks(page.name, "Again")
    page.code.setText("6110")
    QTest.mouseClick(page.save_button, LEFT)
    settle(window, qtbot)
    assert window.message.property("tone") == "error"
    assert (page.code.text(), page.name.text()) == ("6110", "Again")


def test_a_backup_is_planned_written_and_verified(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = enter(window, qtbot, "backup").backup
    assert page.written.text() == "Never"
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(pick, "folder", lambda *_args, **_names: folder)
    page.every.setCurrentIndex(page.every.findData("day"))
    page.every.activated.emit(2)
    settle(window, qtbot)
    QTest.mouseClick(page.now_button, LEFT)
    settle(window, qtbot)
    (made,) = folder.iterdir()
    assert "entries: 3" in page.written.text()
    assert str(made) in page.verified.text()
    monkeypatch.setattr(pick, "file", lambda *_args, **_names: made)
    QTest.mouseClick(page.verify_button, LEFT)
    settle(window, qtbot)
    assert "every control held" in window.message.text
    made.write_bytes(made.read_bytes()[:-2000])
    QTest.mouseClick(page.verify_button, LEFT)
    settle(window, qtbot)
    assert window.message.property("tone") == "error"
    made.unlink()
    folder.rmdir()
    QTest.mouseClick(page.now_button, LEFT)
    settle(window, qtbot)
    assert "USB stick" in page.failure.text()


@pytest.mark.parametrize("every", ["day", "close", "never"])
def test_backups_are_written_by_themselves(
    open_window: Opener, qtbot: QtBot, book: Path, tmp_path: Path, every: str
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    opened = books.open_book(book, passphrase=PASSPHRASE)
    backups.change_plan(opened, BackupPlan(str(folder), Every(every)))
    books.close(opened)
    window = open_window(book=book)
    assert len(list(folder.iterdir())) == (1 if every == "day" else 0)
    assert window.message.text == ""
    window.backups.look()
    settle(window, qtbot)
    closed(window, qtbot)
    assert len(list(folder.iterdir())) == (0 if every == "never" else 1)


def test_a_backup_that_fails_by_itself_is_said(
    open_window: Opener, qtbot: QtBot, book: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    opened = books.open_book(book, passphrase=PASSPHRASE)
    backups.change_plan(opened, BackupPlan(str(folder), Every.DAY))
    books.close(opened)
    folder.rmdir()
    window = open_window(book=book)
    settle(window, qtbot)
    assert window.message.property("tone") == "error"
    assert "USB stick" in window.message.text


def test_the_window_locks_after_1_to_60_minutes(window: Window, qtbot: QtBot) -> None:
    page = enter(window, qtbot, "security").security
    assert (page.minutes.minimum(), page.minutes.maximum()) == (1, 60)
    page.minutes.setValue(60)
    page.minutes.editingFinished.emit()
    settle(window, qtbot)
    assert settings_file.load().lock_minutes == 60
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_H, both)
    settle(window, qtbot)
    assert page.hide_amounts.isChecked()
    page.hide_amounts.setChecked(False)
    settle(window, qtbot)
    assert not settings_file.load().hide_amounts


def test_a_leaked_passphrase_encrypts_the_book_anew(
    window: Window, qtbot: QtBot, book: Path
) -> None:
    page = enter(window, qtbot, "security").security
    QTest.keyClicks(page.current, PASSPHRASE)
    for field in (page.passphrase.first, page.passphrase.again):
        QTest.keyClicks(field, "nobody knows this one")
    QTest.mouseClick(page.rekey_button, LEFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Confirm)
    QTest.mouseClick(dialog.action, LEFT)
    shown = window.workspace.recovery_code
    qtbot.waitUntil(shown.isVisible, timeout=20_000)
    code = shown._code
    assert page.current.text() == page.passphrase.first.text() == ""
    closed(window, qtbot)
    books.close(books.open_book(book, passphrase="nobody knows this one"))
    books.close(books.recover(book, code=code, passphrase="x", cost=books.FLOOR_COST))


def test_formats_are_used_at_once_and_the_part_stays_in_view(window: Window, qtbot: QtBot) -> None:
    page = enter(window, qtbot, "appearance").appearance
    page.numbers.setCurrentIndex(page.numbers.findData("point_comma"))
    assert "−1.234,50" in page.sample.text()
    qtbot.waitUntil(lambda: window.workspace.settings.appearance is not page)
    settle(window, qtbot)
    room = window.workspace.settings
    assert room.stack.currentWidget() is room.appearance
    room.appearance.days.setCurrentIndex(room.appearance.days.findData("iso"))
    qtbot.waitUntil(lambda: window.workspace.settings is not room)
    settle(window, qtbot)
    window.workspace.enter("books")
    settle(window, qtbot)
    model = window.workspace.books.entries_model
    shown = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert "2026-11-04" in shown
    assert "13,25" in shown


def test_pictures(
    demo_window: Window,
    shoot: Callable[[str], None],
    qtbot: QtBot,
    demo_book: tuple[str, Path],
    tmp_path: Path,
) -> None:
    _, folder = demo_book
    unlock(demo_window, Path(shutil.copytree(folder, tmp_path / "demo")), demo.PASSPHRASE, qtbot)
    for size in ((1366, 768), (900, 600)):
        demo_window.resize(*size)
        for name in PAGES:
            room = enter(demo_window, qtbot, name)
            if name == "accounts":
                room.accounts.table.selectRow(3)
            shoot(f"s{size[0]}-{name}")
