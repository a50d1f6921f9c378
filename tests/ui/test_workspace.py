"""The rooms over a real book, by clicks and keys."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtCore import QPoint
from PySide6.QtCore import QPointF
from PySide6.QtCore import Qt
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.ui import verbs
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.account_box import AccountBox
from cfo_desktop.ui.widgets.confirm import Confirm
from cfo_desktop.ui.window import Window
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SAMPLE = paths.assets() / "samples" / "bank-statement.csv"


@pytest.fixture
def window(open_window: Opener, qtbot: QtBot, book: Path) -> Window:
    """A window in the room Books."""
    made = open_window(book=book)
    made.workspace.enter("books")
    settle(made, qtbot)
    return made


def _texts(model: object, row: int) -> list[str]:
    from PySide6.QtCore import QAbstractItemModel

    assert isinstance(model, QAbstractItemModel)
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def _confirm(qtbot: QtBot, act: Callable[[], object]) -> None:
    """Do what asks for a decision, and agree."""
    act()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Confirm)
    QTest.mouseClick(dialog.action, LEFT)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def _fill(window: Window, *, amount: str = "1,250.40", credit: str = "") -> None:
    room = window.workspace.money.journal
    QTest.keyClicks(room.narration, "Shelves")
    first, second = room.lines.lines[:2]
    QTest.keyClicks(first.account.field, "6110")
    QTest.keyClicks(first.debit, amount)
    QTest.keyClicks(second.account.field, "in the till")
    QTest.keyClicks(second.credit, credit or amount)


def test_the_book_opens_with_accounts_and_entries(window: Window) -> None:
    room = window.workspace.books
    assert window.windowTitle() == "Corner Shop – CFO Desktop"
    assert [row.entry.number for row in room.entries_model.rows] == [3, 2, 1]
    assert [row.state for row in room.entries_model.rows] == ["Needs review", "Posted", "Posted"]
    till = next(r for r in room.accounts_model.rows if r.account and r.account.code == "1010")
    assert till.balance == 44425


def test_an_account_shows_its_own_side(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.books
    room.show_account("1010")
    settle(window, qtbot)
    assert room.heading.text() == "Cash in the till"
    assert room.balance.text() == "GBP\N{NO-BREAK SPACE}444.25"
    row = _texts(room.entries_model, 1)
    assert row[2:5] == ["Bright & Co · Cleaning", "Rent", "−42.50"]
    index = room.entries_model.index(1, 4)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Amount: minus 42.50 GBP"
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_enter_posts_a_balanced_entry(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.money.journal
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert window.workspace.room == "money"
    settle(window, qtbot)
    _fill(window, credit="1000")
    assert not room.post_button.isEnabled()
    assert room.difference.text() == "GBP\N{NO-BREAK SPACE}250.40 more is needed at credit."
    QTest.keyClick(room.lines.lines[1].credit, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert not window.message.text, "an unbalanced entry was posted"
    room.lines.lines[1].credit.clear()
    QTest.keyClicks(room.lines.lines[1].credit, "1250.40")
    assert room.difference.property("role") == "positive"
    QTest.keyClick(room.lines.lines[1].credit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.message.text == "Entry 4 was posted.")
    assert room.narration.text() == ""
    assert len(room.lines.lines) == 2
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    settle(window, qtbot)
    books_room = window.workspace.books
    newest = books_room.entries_model.rows[0].entry
    assert newest.number == 4
    assert [(x.account, x.amount.minor) for x in newest.draft.postings] == [
        ("6110", 125040),
        ("1010", -125040),
    ]


def test_what_cannot_be_posted_stays_in_the_form(window: Window, qtbot: QtBot) -> None:
    window.session.run(verbs.lock_period(Month(2026, 11)), owner=window)
    settle(window, qtbot)
    window.workspace.enter("add_entry")
    settle(window, qtbot)
    _fill(window, amount="5")
    room = window.workspace.money.journal
    QTest.mouseClick(room.post_button, LEFT)
    qtbot.waitUntil(lambda: bool(window.message.text))
    assert room.narration.text() == "Shelves"
    assert room.lines.lines[0].debit.text() == "5"
    assert room.post_button.isEnabled()


def test_an_amount_that_is_none_is_said_to_be(window: Window, qtbot: QtBot) -> None:
    window.workspace.enter("add_entry")
    settle(window, qtbot)
    _fill(window, amount="12.345")
    room = window.workspace.money.journal
    assert room.difference.text() == "An amount cannot be read. Write it like 1,234.50."
    room.lines.lines[0].debit.setText("12,50")
    room.lines.lines[1].credit.setText("1250")
    assert not room.post_button.isEnabled(), "a comma before two digits was read as grouping"
    assert not room.post_button.isEnabled()


def test_an_account_that_is_none_is_said_to_be(window: Window, qtbot: QtBot) -> None:
    window.workspace.enter("add_entry")
    settle(window, qtbot)
    room = window.workspace.money.journal
    QTest.keyClicks(room.lines.lines[0].account.field, "Rennt")
    assert room.difference.text() == "No account is called “Rennt”."


def test_the_wheel_changes_no_closed_field(window: Window, qtbot: QtBot) -> None:
    window.workspace.enter("settings")
    settle(window, qtbot)
    room = window.workspace.settings
    for field in (
        room.book.period,
        room.appearance.theme,
        room.appearance.language,
        room.security.minutes,
    ):
        field.setFocus()
        shown = field.text() if isinstance(field, QSpinBox) else field.currentText()
        for turn in (120, -120):
            event = QWheelEvent(
                QPointF(5, 5), QPointF(field.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, turn),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(field, event)
            assert shown == (field.text() if isinstance(field, QSpinBox) else field.currentText())


def test_lines_grow_and_can_be_removed(window: Window, qtbot: QtBot) -> None:
    window.workspace.enter("add_entry")
    settle(window, qtbot)
    lines = window.workspace.money.journal.lines
    QTest.keyClicks(lines.lines[1].debit, "1")
    assert len(lines.lines) == 3
    QTest.mouseClick(lines.lines[1].remove, LEFT)
    assert len(lines.lines) == 2
    assert all(line.empty for line in lines.lines)


def test_an_entry_is_reversed_after_a_question(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.books
    room.entries.selectRow(1)
    assert room.detail.isVisible()
    assert room.detail_title.text() == "Entry 2 · 3 Nov 2026 · Posted"
    assert _texts(room.postings_model, 0) == ["6110  Rent", "42.50", ""]
    _confirm(qtbot, lambda: QTest.mouseClick(room.reverse_button, LEFT))
    qtbot.waitUntil(lambda: "taken back by entry 4" in window.message.text)
    settle(window, qtbot)
    states = {row.entry.number: row.state for row in room.entries_model.rows}
    assert states[2] == "Reversed"
    assert states[4] == "Reversal"
    assert not room.reverse_button.isEnabled()


def test_refusing_the_question_changes_nothing(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.books
    room.entries.selectRow(1)
    QTest.mouseClick(room.reverse_button, LEFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Confirm)
    assert dialog.about.text() == "3 Nov 2026 · Bright & Co · Cleaning · GBP\xa042.50"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert len(room.entries_model.rows) == 3


def _import_sample(window: Window, qtbot: QtBot) -> None:
    settle(window, qtbot)
    preview = window.workspace.imports.files.preview
    assert window.workspace.imports.files.stack.currentWidget() is preview
    QTest.mouseClick(preview.import_button, LEFT)
    settle(window, qtbot)


def test_a_statement_is_previewed_imported_and_taken_back(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pick, "files", lambda *_args, **_names: [SAMPLE])
    QTest.keyClick(window, Qt.Key.Key_I, CONTROL)
    settle(window, qtbot)
    room = window.workspace.imports.files
    preview = room.preview
    assert {row.state for row in preview.rows.model.rows} == {RowState.NEW}
    read = len(preview.rows.model.rows)
    assert preview.counts.text().startswith(f"{read} rows read = {read} new + 0 matched")
    assert preview.checks.property("role") == "muted", preview.checks.text()
    _import_sample(window, qtbot)
    assert window.message.text == f"Rows booked: {read}."
    assert preview.heading.text() == "Imported"
    QTest.mouseClick(preview.close_button, LEFT)
    assert room.stack.currentIndex() == 0
    assert [batch.entries for batch in room.batches_model.rows] == [read]

    room.take([SAMPLE])
    settle(window, qtbot)
    assert {row.state for row in preview.rows.model.rows} == {RowState.DUPLICATE}
    assert not preview.import_button.isEnabled()
    preview.cancelled.emit()

    room.batches.selectRow(0)
    QTest.mouseClick(room.undo_button, LEFT)
    settle(window, qtbot)
    assert window.message.text == f"Taken back. Entries reversed: {read}."
    assert _texts(room.batches_model, 0)[3] == "Taken back"
    assert not room.undo_button.isEnabled()


def test_after_an_import_what_is_left_to_do_is_offered(window: Window, qtbot: QtBot) -> None:
    window.workspace.take_files([SAMPLE])
    settle(window, qtbot)
    room = window.workspace.imports.files
    QTest.keyClick(room.preview.table, Qt.Key.Key_Escape)
    assert room.stack.currentIndex() == 0, "Escape did not cancel the preview"
    window.workspace.take_files([SAMPLE])
    _import_sample(window, qtbot)
    assert window.session.files_folder == SAMPLE.parent
    assert room.preview.after.isVisible()
    told = " ".join(label.text() for label in room.preview.after.findChildren(QLabel))
    assert "Payments that wait for their account:" in told
    openings = [
        button for button in room.preview.after.findChildren(QPushButton)
        if button.text().startswith("Book it on")
    ]  # fmt: skip
    for button in openings:
        window.message.hide()
        QTest.mouseClick(button, LEFT)
        settle(window, qtbot)
        assert "was posted" in window.message.text
    QTest.mouseClick(room.preview.after.review_button, LEFT)
    assert window.workspace.room == "imports"
    assert window.workspace.imports.tabs.currentIndex() == 1


def test_a_narrow_window_shows_the_texts_and_needs_no_sideways_scrolling(
    window: Window, qtbot: QtBot
) -> None:
    for width in (1280, 1024, 900):
        window.resize(width, 700)
        QApplication.processEvents()
        room = window.workspace.books
        for table in (room.entries, room.accounts):
            assert table.horizontalScrollBar().maximum() == 0, width
        for column in (2, 3):
            assert room.entries.columnWidth(column) >= 80, width
            title = str(room.entries_model.columns[column].title)
            needed = room.entries.fontMetrics().horizontalAdvance(title) + 16
            assert room.entries.columnWidth(column) >= needed, (width, title)


def test_files_dropped_on_the_window_are_previewed(window: Window, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SAMPLE))])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    settle(window, qtbot)
    assert window.workspace.room == "imports"
    assert window.workspace.imports.files.preview.isVisible()


def test_a_bad_file_says_why_and_changes_nothing(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = tmp_path / "holiday.xls"
    bad.write_bytes(b"\xff\xd8\xff\xe0 not a statement at all" * 50)
    window.workspace.take_files([bad])
    settle(window, qtbot)
    preview = window.workspace.imports.files.preview
    assert preview.faults.isVisible()
    assert preview.faults.text()
    assert not preview.import_button.isEnabled()
    preview.cancelled.emit()
    window.workspace.enter("books")
    settle(window, qtbot)
    assert len(window.workspace.books.entries_model.rows) == 3


def test_an_import_goes_to_the_account_the_owner_chose(
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
    assert preview._result.files[0].account == "1020"
    _import_sample(window, qtbot)
    window.workspace.enter("books")
    window.workspace.books.show_account("1020")
    settle(window, qtbot)
    assert len(window.workspace.books.entries_model.rows) > 30


def test_open_items_are_categorised(window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_4, CONTROL)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    settle(window, qtbot)
    room = window.workspace.imports.sorting
    assert _texts(room.model, 0) == [
        "4 Nov 2026", "DD 0041 TV licensing", "Money out", "−13.25",
        "6340  Licences and local taxes?", "Known word",
    ]  # fmt: skip
    assert not room.sort_button.isEnabled()
    room.model.setData(room.model.index(0, 4), "6110")
    assert _texts(room.model, 0)[4] == "6110  Rent"
    assert room.sort_button.text() == "Categorise (1)"
    QTest.mouseClick(room.sort_button, LEFT)
    settle(window, qtbot)
    assert window.message.text == "Payments categorised: 1."
    assert room.shown.currentWidget() is room.shown.empty
    window.workspace.enter("books")
    settle(window, qtbot)
    states = {x.entry.number: x.state for x in window.workspace.books.entries_model.rows}
    assert (states[3], states[4]) == ("Categorised", "Posted")


def test_enter_opens_the_chooser_of_a_row_and_it_takes_what_is_typed(
    window: Window, qtbot: QtBot
) -> None:
    window.workspace.enter("review")
    settle(window, qtbot)
    room = window.workspace.imports.sorting
    room.table.setFocus()
    QTest.keyClick(room.table, Qt.Key.Key_Return)
    box = room.table.findChild(AccountBox)
    assert isinstance(box, AccountBox)
    QTest.keyClicks(box.field, "6110")
    room.delegate.commitData.emit(box)
    room.delegate.closeEditor.emit(box)
    assert room.model.chosen == {3: "6110"}


def _close_suggestions(box: AccountBox) -> None:
    """Spare the platform without a screen a popup, after which no window is active there."""
    completer = box.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    popup.hide()
    box.window().activateWindow()
    QApplication.processEvents()


def test_enter_takes_the_suggestion_and_goes_to_the_next_row(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    opened = books.open_book(book, passphrase=PASSPHRASE)
    draft = entries.simple(
        opened, day=Month(2026, 11).last_day, narration="Landlord",
        debits=[("1390", "900")], credits=[("1020", "900")],
    )  # fmt: skip
    entries.post(opened, draft=draft)
    books.close(opened)
    window = open_window(book=book)
    window.workspace.enter("review")
    settle(window, qtbot)
    room = window.workspace.imports.sorting
    QTest.keyClick(room.table, Qt.Key.Key_Return)
    box = room.table.findChild(AccountBox)
    assert isinstance(box, AccountBox)
    assert box.findData("1010") < 0, "the account the money left was offered"
    QTest.keyClicks(box.field, "rent")
    offered = box._found.stringList()
    assert offered[0] == "6110  Rent"
    assert len(offered) > 1
    _close_suggestions(box)
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.model.chosen == {3: "6110"})
    qtbot.waitUntil(lambda: room.table.indexWidget(room.model.index(1, 4)) is not None)
    following = room.table.indexWidget(room.model.index(1, 4))
    assert isinstance(following, AccountBox)
    QTest.keyClicks(following.field, "s")
    _close_suggestions(following)
    QTest.keyClick(following, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(room.model.chosen) == 2)
    qtbot.waitUntil(lambda: room.table.indexWidget(room.model.index(1, 4)) is None)


def test_reports_begin_with_the_last_month_that_has_entries(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    QTest.keyClick(window, Qt.Key.Key_6, CONTROL)
    settle(window, qtbot)
    room = window.workspace.reports
    assert room.picker.period.currentText() == "November 2026"
    names = [row.name.strip() for row in room.model.rows]
    assert "6110  Rent" in names
    rent = room.model.rows[names.index("6110  Rent")]
    assert rent.amounts == (4250, 0, 0)
    assert room.notice.isVisible()
    assert room.notice.text().endswith("yet: 1.")
    room.tabs.setCurrentIndex(1)
    assert "Total liabilities and equity" in [row.name for row in room.model.rows]
    room.tabs.setCurrentIndex(2)
    assert "Cash at the end of the month" in [row.name for row in room.model.rows]
    target = tmp_path / "report.pdf"
    monkeypatch.setattr(pick, "target", lambda *_args, **_names: target)
    room.language.setCurrentIndex(room.language.findData("zh_CN"))
    QTest.mouseClick(room.save_button, LEFT)
    qtbot.waitUntil(lambda: bool(window.message.text), timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF-")


def test_the_passphrase_is_changed(window: Window, qtbot: QtBot, book: Path) -> None:
    window.workspace.enter("settings")
    window.workspace.settings.show_page("security")
    settle(window, qtbot)
    room = window.workspace.settings.security
    for current in ("not the one it has", PASSPHRASE):
        QTest.keyClicks(room.passphrase.first, "a new passphrase, longer")
        QTest.keyClicks(room.passphrase.again, "a new passphrase, longer")
        assert not room.change_button.isEnabled()
        QTest.keyClicks(room.current, current)
        window.message.hide()
        QTest.mouseClick(room.change_button, LEFT)
        qtbot.waitUntil(lambda: bool(window.message.text), timeout=20_000)
        refused = window.message.property("tone") == "error"
        assert refused == (current != PASSPHRASE)
    qtbot.waitUntil(lambda: bool(window.message.text), timeout=20_000)
    assert room.passphrase.first.text() == ""
    with qtbot.waitSignal(window.finished):
        window.close()
    books.close(books.open_book(book, passphrase="a new passphrase, longer"))


def test_backup_verify_and_period_lock(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.workspace.enter("settings")
    settle(window, qtbot)
    settings = window.workspace.settings
    target = tmp_path / "b.cfobackup"
    monkeypatch.setattr(pick, "target", lambda *_args, **_names: target)
    settings.show_page("backup")
    QTest.mouseClick(settings.backup.elsewhere_button, LEFT)
    qtbot.waitUntil(lambda: "entries: 3" in window.message.text, timeout=20_000)
    assert target.exists()
    settings.show_page("book")
    settle(window, qtbot)
    room = settings.book
    room.care.verify_button.click()
    qtbot.waitUntil(lambda: room.care.verdict.text() == "Every control held.", timeout=20_000)
    assert {_texts(room.care.model, row)[1] for row in range(len(room.care.model.rows))} == {"Held"}
    room.period.setCurrentIndex(room.period.findData("2026-10"))
    _confirm(qtbot, room.period_button.click)
    settle(window, qtbot)
    assert window.message.text == "Locked through 31 Oct 2026."
    assert room.period.currentData() == "2026-10"


def test_a_new_recovery_code_must_be_kept_before_going_on(
    window: Window, qtbot: QtBot, book: Path
) -> None:
    window.workspace.enter("settings")
    settle(window, qtbot)
    window.workspace.settings.security.code_button.click()
    page = window.workspace.recovery_code
    qtbot.waitUntil(page.isVisible)
    code = page._code
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert page.isVisible(), "the code was left before it was kept"
    QTest.keyClicks(page.typed, code.split("-")[page._group])
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    assert window.workspace.room == "settings"
    with qtbot.waitSignal(window.finished):
        window.close()
    books.close(books.recover(book, code=code, passphrase="x"))


def test_language_and_colours_change_at_once_and_the_book_stays_open(
    window: Window, qtbot: QtBot
) -> None:
    window.workspace.enter("settings")
    settle(window, qtbot)
    window.workspace.settings.show_page("appearance")
    room = window.workspace.settings.appearance
    room.theme.setCurrentIndex(room.theme.findData("dark"))
    assert QApplication.palette().window().color().name() == "#17191c"
    room.language.setCurrentIndex(room.language.findData("zh_CN"))
    qtbot.waitUntil(lambda: window.workspace.settings.appearance is not room)
    settle(window, qtbot)
    assert window.workspace.room == "settings"
    assert window.workspace.settings.heading.text() == "设置"
    window.workspace.enter("books")
    settle(window, qtbot)
    assert len(window.workspace.books.entries_model.rows) == 3


@pytest.mark.parametrize(
    "name", ["today", "opening", "books", "money", "imports", "reports", "settings"]
)
def test_one_primary_button_a_room_and_a_name_for_everything(
    window: Window, qtbot: QtBot, name: str
) -> None:
    from PySide6.QtWidgets import QAbstractSpinBox
    from PySide6.QtWidgets import QComboBox
    from PySide6.QtWidgets import QLineEdit
    from PySide6.QtWidgets import QTableView

    window.workspace.enter(name)
    settle(window, qtbot)
    room = window.workspace.rooms[name]
    primary = [
        each
        for each in room.findChildren(QPushButton)
        if each.property("role") == "primary" and each.isVisible()
    ]
    assert len(primary) == 1
    for kind in (QComboBox, QTableView, QAbstractSpinBox, QLineEdit):
        for widget in room.findChildren(kind):
            inner = isinstance(widget.parent(), (QComboBox, QAbstractSpinBox))
            if widget.isVisible() and not inner:
                assert widget.accessibleName(), f"a {kind.__name__} in {name} has no name"


def test_every_room_is_reached_and_left_by_keys(window: Window, qtbot: QtBot) -> None:
    for place in window.workspace._places():
        number = int(place.key.removeprefix("Ctrl+"))
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        assert window.workspace.room == place.name
        settle(window, qtbot)
        assert window.focusWidget() is not None
        assert window.workspace.rooms[place.name].isAncestorOf(window.focusWidget())


def test_tab_walks_the_entry_form_in_reading_order(window: Window, qtbot: QtBot) -> None:
    window.workspace.enter("add_entry")
    settle(window, qtbot)
    room = window.workspace.money.journal
    line = room.lines.lines[0]
    walked = []
    room.narration.setFocus()
    for _ in range(4):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        walked.append(window.focusWidget())
    assert walked[0] is room.party
    assert walked[1] in {line.account, line.account.field}
    assert walked[2:] == [line.debit, line.credit]
