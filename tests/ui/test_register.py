"""The register as its owner uses it: search, filter, scroll, split, attach, find the source."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtCore import QPointF
from PySide6.QtCore import Qt
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.domain.register import PAGE
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.ui.picture import decoded
from cfo_desktop.ui.screens.books import Books
from cfo_desktop.ui.tables.entries import MOST_PAGES
from cfo_desktop.ui.window import Window
from tests.ui import pictures
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle

SAMPLE = paths.assets() / "samples" / "bank-statement.csv"


@pytest.fixture
def window(open_window: Opener, qtbot: QtBot, book: Path) -> Window:
    return in_books(open_window(book=book), qtbot)


def in_books(window: Window, qtbot: QtBot) -> Window:
    """Enter the room and wait until it shows what it has."""
    window.workspace.enter("books")
    settle(window, qtbot)
    return window


@pytest.fixture
def room(window: Window) -> Books:
    return window.workspace.books


@pytest.fixture
def long_book(book: Path) -> Path:
    """A book with many pages of entries."""
    opened = books.open_book(book, passphrase=PASSPHRASE)
    drafts = [
        entries.simple(
            opened, day=dt.date(2026, 1, 1) + dt.timedelta(days=number // 10),
            narration=f"Till {number}", debits=[("1010", "1")], credits=[("4010", "1")],
        )
        for number in range(2_500)
    ]  # fmt: skip
    entries.post_all(opened, drafts=drafts)
    books.close(opened)
    return book


def _search(window: Window, text: str, qtbot: QtBot) -> list[int]:
    room = window.workspace.books
    room.pane.search.setText(text)
    qtbot.waitUntil(lambda: room.pane.selection.text == text)
    settle(window, qtbot)
    return [row.entry.number for row in room.entries_model.rows]


def test_one_field_finds_by_all_that_is_known(window: Window, room: Books, qtbot: QtBot) -> None:
    assert _search(window, "bright", qtbot) == [2]
    assert _search(window, "42.50", qtbot) == [2]
    assert _search(window, "4 nov", qtbot) == [3]
    assert _search(window, "nov 2026", qtbot) == [3, 2, 1]
    assert _search(window, "no such", qtbot) == []
    assert room.register.currentWidget() is room.register.empty
    assert room.register._heading.text() == "Nothing found: no such"
    QTest.keyClick(room.pane.search, Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert room.pane.search.text() == ""
    assert len(room.entries_model.rows) == 3


def test_the_keyboard_finds_the_search_from_anywhere(window: Window, qtbot: QtBot) -> None:
    window.workspace.enter("settings")
    settle(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    room = window.workspace.books
    assert window.workspace.room == "books"
    assert room.pane.search.hasFocus()
    QTest.keyClicks(room.pane.search, "licensing")
    QTest.keyClick(room.pane.search, Qt.Key.Key_Down)
    settle(window, qtbot)
    assert room.entries.hasFocus()
    assert room.detail.isVisible()
    assert room.detail_title.text().startswith("Entry 3 ")


def test_a_search_in_one_account_offers_all(window: Window, room: Books, qtbot: QtBot) -> None:
    room.show_account("6110")
    settle(window, qtbot)
    assert _search(window, "licensing", qtbot) == []
    assert room.pane.all_button.isVisible()
    QTest.mouseClick(room.pane.all_button, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert [row.entry.number for row in room.entries_model.rows] == [3]


def test_the_filter_says_what_is_on_and_clears(window: Window, room: Books, qtbot: QtBot) -> None:
    room.pane.filter_button.click()
    chosen = room.pane.filter
    chosen.standing.setCurrentIndex(1)
    chosen.standing.activated.emit(1)
    settle(window, qtbot)
    assert [row.entry.number for row in room.entries_model.rows] == [3]
    assert room.pane.filter_text.text() == "Filter: Needs review"
    chosen.least.setText("100")
    chosen.least.editingFinished.emit()
    settle(window, qtbot)
    assert room.register.currentWidget() is room.register.empty
    chosen.hide()
    room.pane.clear_filter.click()
    settle(window, qtbot)
    assert len(room.entries_model.rows) == 3
    assert not room.pane.filter_text.isVisible()


def test_other_rooms_open_a_period(window: Window, room: Books, qtbot: QtBot) -> None:
    room.show_period("1010", first=dt.date(2026, 11, 3), last=dt.date(2026, 11, 3))
    settle(window, qtbot)
    assert [row.entry.number for row in room.entries_model.rows] == [2]
    assert room.heading.text() == "Cash in the till"
    assert room.entries_model.rows[0].balance == 45_750
    room.show_period(None)
    settle(window, qtbot)
    assert len(room.entries_model.rows) == 3


def test_the_table_is_as_long_as_the_book(
    open_window: Opener, long_book: Path, qtbot: QtBot
) -> None:
    window = in_books(open_window(book=long_book), qtbot)
    room = window.workspace.books
    model = room.entries_model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    assert model.rowCount() == 2_503
    assert set(model.pages_held()) == {0}
    bar = room.entries.verticalScrollBar()
    bar.setValue(1_300)
    assert model.index(1_300, 2).data() == "…"
    settle(window, qtbot)
    assert model.index(1_300, 2).data() == f"Till {2_502 - 1_300}"
    room.entries.scrollToBottom()
    settle(window, qtbot)
    last = model.row_at(2_502)
    assert last is not None
    assert last.entry.number == 4
    for place in range(0, 2_503, PAGE):
        bar.setValue(place)
        settle(window, qtbot)
    assert len(model.pages_held()) <= MOST_PAGES


def test_a_change_keeps_the_chosen_entry_and_the_place(
    open_window: Opener, long_book: Path, qtbot: QtBot
) -> None:
    window = in_books(open_window(book=long_book), qtbot)
    room = window.workspace.books
    bar = room.entries.verticalScrollBar()
    bar.setValue(1_000)
    settle(window, qtbot)
    room.entries.selectRow(1_002)
    settle(window, qtbot)
    chosen = room.pane.chosen_row()
    assert chosen is not None
    _post_behind(window, qtbot)
    assert room.entries_model.rowCount() == 2_504
    again = room.pane.chosen_row()
    assert again is not None
    assert again.key == chosen.key
    assert room.entries.selected_row() == 1_003
    assert bar.value() == 1_001
    assert room.detail.isVisible()


def _post_behind(window: Window, qtbot: QtBot) -> None:
    from cfo_desktop.ui import verbs

    form = verbs.EntryForm(dt.date(2026, 11, 9), "newest", "", (("6110", "1"),), (("1010", "1"),))
    window.session.run(verbs.post(form), owner=window)
    settle(window, qtbot)


def test_waiting_money_is_split_inline(window: Window, room: Books, qtbot: QtBot) -> None:
    room.entries.selectRow(0)
    settle(window, qtbot)
    room.detail.split_button.click()
    settle(window, qtbot)
    split = room.detail.split
    assert split.isVisible()
    assert not split.post_button.isEnabled()
    first, second = split.lines[:2]
    QTest.keyClicks(first.account.field, "6110")
    QTest.keyClicks(first.amount, "10")
    QTest.keyClicks(second.account.field, "6340")
    assert second.amount.placeholderText() == "3.25"
    assert len(split.lines) == 3, "no line came after the last was used"
    QTest.keyClick(second.amount, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert "Both stay in the books" in window.message.text
    newest = room.entries_model.rows[0].entry
    assert newest.draft.completes == 3
    moved = {line.account: line.amount.minor for line in newest.draft.postings}
    assert moved == {"1390": -1_325, "6110": 1_000, "6340": 325}
    assert not split.isVisible()


def test_escape_leaves_a_split(window: Window, room: Books, qtbot: QtBot) -> None:
    room.entries.selectRow(1)
    settle(window, qtbot)
    room.detail.split_button.click()
    settle(window, qtbot)
    split = room.detail.split
    assert split.lines[0].account.code() == "6110"
    assert split.lines[0].amount.text() == "42.50"
    split.lines[0].amount.setText("50")
    assert split.rest.text() == "GBP\N{NO-BREAK SPACE}7.50 too much."
    QTest.keyClick(split.lines[0].amount, Qt.Key.Key_Escape)
    assert not split.isVisible()
    assert room.detail.postings.isVisible()
    assert len(room.entries_model.rows) == 3


def _picture(path: Path) -> Path:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    assert image.save(str(path))
    return path


def _drop(target: QWidget | None, path: Path) -> None:
    assert target is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    target.dropEvent(event)


def test_a_dropped_file_is_attached_shown_saved_and_removed(
    window: Window, room: Books, qtbot: QtBot, tmp_path: Path
) -> None:
    room.entries.selectRow(1)
    settle(window, qtbot)
    _drop(room.detail.widget(), _picture(tmp_path / "receipt.png"))
    settle(window, qtbot)
    assert window.message.text == "Attached: receipt.png"
    (file,) = room.detail.files.files
    assert window.workspace.room == "books", "a file dropped on an entry was imported"
    room.detail.files.picture_asked.emit(file)
    settle(window, qtbot)
    assert room.picture.isVisible()
    assert not room.picture.picture.pixmap().isNull()
    QTest.keyClick(room.picture.back_button, Qt.Key.Key_Escape)
    assert not room.picture.isVisible()
    room.detail.files.save_copy(file, tmp_path / "copy.png")
    settle(window, qtbot)
    assert (tmp_path / "copy.png").read_bytes() == (tmp_path / "receipt.png").read_bytes()
    room.detail.files._ask_remove(file)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert room.detail.files.files == ()


def test_a_picture_is_bounded_and_a_wrong_one_is_none() -> None:
    assert decoded(b"\x89PNG\r\n\x1a\n rubbish", width=100, height=100).isNull()
    huge = b"BM" + (0).to_bytes(8, "little") + (54).to_bytes(4, "little")
    huge += (40).to_bytes(4, "little") + (60_000).to_bytes(4, "little") * 2
    huge += (1).to_bytes(2, "little") + (24).to_bytes(2, "little") + bytes(24)
    assert decoded(huge, width=100, height=100).isNull()


def test_an_entry_is_shown_among_its_statement(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    copy = tmp_path / "statement.csv"
    shutil.copy(SAMPLE, copy)
    window.workspace.take_files([copy])
    settle(window, qtbot)
    preview = window.workspace.imports.files.preview
    preview.account.setCurrentIndex(preview.account.findData("1020"))
    preview.account.activated.emit(preview.account.currentIndex())
    settle(window, qtbot)
    preview.import_button.click()
    settle(window, qtbot)
    window.workspace.enter("books")
    room = window.workspace.books
    room.show_account("1020")
    settle(window, qtbot)
    room.entries.selectRow(4)
    settle(window, qtbot)
    chosen = room.pane.chosen_row()
    assert chosen is not None
    assert "statement.csv" in room.detail.source.text()
    room.detail.source_button.click()
    settle(window, qtbot)
    view = room.statement
    assert view.isVisible()
    number = view.table.selected_row()
    assert number is not None
    assert view.model.rows[number].entry == chosen.entry.number
    assert len(view.model.rows) > 30
    window.resize(1366, 768)
    pictures.take(window, "44-statement", folder=Path(pictures.PICTURES or tmp_path / "pictures"))
    view.table.selectRow(number + 1)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    settle(window, qtbot)
    other = room.pane.chosen_row()
    assert other is not None
    assert other.entry.number == view.model.rows[number + 1].entry
    assert not view.isVisible()


def test_locking_leaves_nothing_to_be_seen(window: Window, room: Books, qtbot: QtBot) -> None:
    room.entries.selectRow(1)
    _search(window, "bright", qtbot)
    window.workspace.forget()
    assert room.pane.search.text() == ""
    assert room.entries_model.rowCount() == 0
    assert not room.detail.isVisible()


def test_pictures_of_the_register(
    demo_window: Window,
    shoot: Callable[[str], None],
    qtbot: QtBot,
    demo_book: tuple[str, Path],
    tmp_path: Path,
) -> None:
    from cfo_desktop.services import demo
    from tests.ui.conftest import unlock

    _, folder = demo_book
    own = Path(shutil.copytree(folder, tmp_path / "Demo"))
    unlock(demo_window, own, demo.PASSPHRASE, qtbot)
    demo_window.resize(1366, 768)
    room = in_books(demo_window, qtbot).workspace.books
    room.show_account(next(row.account.code for row in room.accounts_model.rows if row.account))
    settle(demo_window, qtbot)
    room.entries.selectRow(2)
    settle(demo_window, qtbot)
    _drop(room.detail.widget(), _picture(tmp_path / "receipt.png"))
    shoot("40-register")
    room.detail.split_button.click()
    shoot("41-split")
    demo_window.resize(900, 600)
    shoot("42-split-small")
    room.detail.split.leave()
    shoot("43-register-small")
    demo_window.resize(1366, 768)
    room.detail.files.picture_asked.emit(room.detail.files.files[0])
    shoot("45-picture")
    room.picture.left.emit()
    room.pane.filter_button.click()
    QApplication.processEvents()
    room.pane.filter.way.setCurrentIndex(2)
    room.pane.filter.way.activated.emit(2)
    shoot("46-filtered")
    if pictures.PICTURES:
        settings = demo_window.session.settings
        name = f"47-filter-{settings.language}-{settings.theme}.png"
        room.pane.filter.grab().save(str(Path(pictures.PICTURES) / name))
    room.pane.filter.hide()
    room.pane.search.setText("no such payment")
    qtbot.waitUntil(lambda: bool(room.pane.selection.text))
    shoot("48-nothing-found")
