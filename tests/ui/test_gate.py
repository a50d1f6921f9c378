"""From the first page to an open book, by the owner's clicks and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.base import settings as settings_file
from cfo_desktop.services import books
from cfo_desktop.ui.window import Window
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle

LEFT = Qt.MouseButton.LeftButton


def _in_the_book(window: Window) -> bool:
    return window.stack.currentWidget() is window.workspace


def test_a_new_book_is_made_and_its_code_opens_it(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window()
    gate = window.gate
    QTest.mouseClick(gate.welcome.new_button, LEFT)
    form = gate.new_book
    assert gate.currentWidget() is form
    assert not form.make_button.isEnabled()
    QTest.keyClicks(form.name, "Harbour / Shop")
    QTest.keyClicks(form.passphrase.first, PASSPHRASE)
    QTest.keyClicks(form.passphrase.again, PASSPHRASE[:-1])
    assert not form.make_button.isEnabled()
    QTest.keyClicks(form.passphrase.again, PASSPHRASE[-1])
    assert form.passphrase.verdict.text() == "Strong"
    form.currency.setCurrentText("EUR")
    QTest.keyClick(form.passphrase.again, Qt.Key.Key_Return)
    page = gate.recovery_code
    qtbot.waitUntil(lambda: gate.currentWidget() is page, timeout=20_000)
    folder = paths.books_dir() / "Harbour - Shop"
    code = page._code
    assert [group for group in code.split("-") if group not in page.shown.text()] == []
    page._copy()
    assert QGuiApplication.clipboard().text() == code
    QTest.keyClicks(page.typed, "000001")
    assert not page.go_on.isEnabled()
    page.typed.clear()
    QTest.keyClicks(page.typed, code.split("-")[page._group])
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _in_the_book(window))
    assert page._code == ""
    assert QGuiApplication.clipboard().text() == ""
    settle(window, qtbot)
    assert window.session.info is not None
    assert window.session.info.currency == "EUR"
    assert settings_file.load().recent_books == (str(folder),)
    with qtbot.waitSignal(window.finished):
        window.close()
    books.close(books.recover(folder, code=code, passphrase="another passphrase"))


def test_a_wrong_passphrase_says_so_and_the_right_one_still_opens(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window()
    window.gate.ask_for(book)
    unlock = window.gate.unlock
    QTest.keyClicks(unlock.passphrase, "not this one")
    QTest.keyClick(unlock.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.message.text))
    assert "passphrase" in window.message.text.lower()
    assert not _in_the_book(window)
    assert unlock.passphrase.text() == ""
    QTest.keyClicks(unlock.passphrase, PASSPHRASE)
    QTest.mouseClick(unlock.unlock, LEFT)
    qtbot.waitUntil(lambda: _in_the_book(window))
    assert window.message.text == ""


def test_a_folder_without_a_book_says_so(open_window: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    window.gate.ask_for(tmp_path)
    window.gate.unlock.passphrase.setText("x")
    window.gate.unlock.unlock.click()
    qtbot.waitUntil(lambda: bool(window.message.text))
    assert str(tmp_path) in window.message.text


def test_a_forgotten_passphrase_is_replaced_by_the_code(
    open_window: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    made, code = books.create(
        tmp_path / "b", name="B", chart="shop", currency="GBP", passphrase="x",
        cost=books.FLOOR_COST,
    )  # fmt: skip
    books.close(made)
    window = open_window()
    window.gate.ask_for(tmp_path / "b")
    window.gate.unlock.forgotten.emit(tmp_path / "b")
    page = window.gate.recover
    assert window.gate.currentWidget() is page
    QTest.keyClicks(page.code, code[:-1] + str((int(code[-1]) + 1) % 10))
    QTest.keyClicks(page.passphrase.first, PASSPHRASE)
    QTest.keyClicks(page.passphrase.again, PASSPHRASE)
    QTest.mouseClick(page.open_button, LEFT)
    qtbot.waitUntil(lambda: bool(window.message.text))
    assert "8" in window.message.text, "the group with the typing error is named"
    page.code.setText(code)
    QTest.mouseClick(page.open_button, LEFT)
    qtbot.waitUntil(lambda: _in_the_book(window), timeout=20_000)


def test_a_backup_is_restored_into_a_book_of_its_own(
    open_window: Opener, qtbot: QtBot, book: Path, tmp_path: Path
) -> None:
    opened = books.open_book(book, passphrase=PASSPHRASE)
    head = books.backup(opened, target=tmp_path / "shop.cfobackup")
    books.close(opened)
    window = open_window()
    QTest.mouseClick(window.gate.welcome.restore_button, LEFT)
    page = window.gate.restore
    page.take(tmp_path / "shop.cfobackup")
    assert page.name.text() == "shop"
    QTest.keyClicks(page.passphrase, PASSPHRASE)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _in_the_book(window), timeout=20_000)
    settle(window, qtbot)
    assert window.workspace.today.figures is not None
    assert window.workspace.today.figures.entries == head.entries == 3


def test_the_demo_shop_is_made_once(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window()
    QTest.mouseClick(window.gate.welcome.demo_button, LEFT)
    qtbot.waitUntil(lambda: _in_the_book(window), timeout=60_000)
    folder = window.session.folder
    assert folder is not None
    made = (folder / "slots.json").read_bytes()
    again = open_window()
    again.start(None, demo=True)
    qtbot.waitUntil(lambda: _in_the_book(again), timeout=60_000)
    assert (folder / "slots.json").read_bytes() == made


def test_recent_books_are_offered_first(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    window = open_window(book=book)
    settle(window, qtbot)
    again = open_window()
    # open_window writes fresh settings: the list comes from what the session holds
    again.session.settings = window.session.settings
    again.gate.start()
    assert again.gate.welcome.recent.count() == 1
    QTest.keyClick(again.gate.welcome.recent, Qt.Key.Key_Return)
    assert again.gate.currentWidget() is again.gate.unlock
    assert again.gate.unlock.name.text() == book.name


@pytest.mark.parametrize("name", ["welcome", "new_book", "unlock", "recover", "restore"])
def test_one_primary_button_a_page(open_window: Opener, name: str) -> None:
    from PySide6.QtWidgets import QPushButton

    page = getattr(open_window().gate, name)
    buttons = page.findChildren(QPushButton)
    assert len([each for each in buttons if each.property("role") == "primary"]) == 1
