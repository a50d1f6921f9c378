"""Ends long work from the window, and mends a damaged search index from the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.ui.tasks import Activity
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock

LEFT = Qt.MouseButton.LeftButton


def test_the_demo_shop_is_given_up_on_the_way(
    open_window: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_CHUNK", 1)
    window = open_window()
    seen: list[Activity] = []

    def cancel(activity: Activity | None) -> None:
        if activity is not None and activity.done:
            seen.append(activity)
            window.tasks.cancel()

    window.tasks.activity_changed.connect(cancel)
    window.gate.open_demo()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=60_000)
    assert window.message.text == "Cancelled. Nothing was changed."
    assert seen[0].cancellable
    assert 0 < seen[0].done < seen[0].total
    assert window.gate.welcome.new_button.isEnabled()
    assert list(paths.books_dir().iterdir()) == []


def test_a_damaged_search_index_is_made_anew(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    opened = books.open_book(book, passphrase=PASSPHRASE)
    opened.store.connection.execute("DELETE FROM entry_search_data WHERE id > 10")
    books.close(opened)
    window = open_window()
    unlock(window, book, PASSPHRASE, qtbot)
    window.workspace.enter("settings")
    window.workspace.settings.show_page("book")
    settle(window, qtbot)
    care = window.workspace.settings.book.care
    assert not care.rebuild_button.isVisible()
    QTest.mouseClick(care.verify_button, LEFT)
    settle(window, qtbot)
    assert care.rebuild_button.isVisible()
    assert "your entries are whole" in care.verdict.text()
    QTest.mouseClick(care.rebuild_button, LEFT)
    qtbot.waitUntil(lambda: care.verdict.text() == "Every control held.", timeout=20_000)
    assert not care.rebuild_button.isVisible()
