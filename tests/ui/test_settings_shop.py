"""The shop's details are kept in the book and printed on what it writes from then on."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from cfo_desktop.services import books
from cfo_desktop.services import shop_details
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle


def test_the_details_are_kept(open_window: Opener, empty_book: Path, qtbot: QtBot) -> None:
    window = open_window(book=empty_book)
    window.workspace.settings.show_page("book")
    window.workspace.enter("settings")
    settle(window, qtbot)
    card = window.workspace.settings.book.shop
    assert card.name.text() == "New Shop"
    assert not card.save_button.isEnabled()
    card.tax_id.setText("GB123456789")
    card.address.setPlainText("12 High Street\nBath")
    assert card.save_button.isEnabled()
    card.save_button.click()
    settle(window, qtbot)
    assert not card.save_button.isEnabled()
    window.leave()
    qtbot.waitUntil(lambda: window._closed)
    book = books.open_book(empty_book, passphrase=PASSPHRASE)
    kept = shop_details.read(book)
    assert (kept.name, kept.tax_id) == ("New Shop", "GB123456789")
    assert kept.address == "12 High Street\nBath"
    books.close(book)
