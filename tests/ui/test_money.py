"""Money in and out by keys over a real book: quick entries, what repeats, and taking back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.quick import QuickKind
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import schedules
from cfo_desktop.ui import verbs
from cfo_desktop.ui.screens.money import Money
from cfo_desktop.ui.tasks import Query
from cfo_desktop.ui.widgets.ask_repeat import AskRepeat
from cfo_desktop.ui.widgets.confirm import Confirm
from cfo_desktop.ui.window import Window
from tests.ui import review_book
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return
SAMPLE = paths.assets() / "samples" / "bank-statement.csv"


@pytest.fixture
def window(open_window: Opener, book: Path) -> Window:
    return open_window(book=book)


@pytest.fixture
def room(window: Window, qtbot: QtBot) -> Money:
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    settle(window, qtbot)
    return window.workspace.money


def _newest(window: Window, qtbot: QtBot, *, count: int = 1) -> list[Entry]:
    """Return the entries with the highest numbers, the highest first."""
    found: list[Entry] = []

    def work(book: books.Book, _: Progress) -> list[Entry]:
        last = books.head(book).entries
        return [entries.entry(book, number=last - back) for back in range(count)]

    window.session.run(Query(work), owner=window, done=found.extend)
    settle(window, qtbot)
    return found


def _lines(entry: Entry) -> list[tuple[str, int]]:
    return [(line.account, line.amount.minor) for line in entry.draft.postings]


def _undo(window: Window, qtbot: QtBot) -> str:
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, CONTROL)
    settle(window, qtbot)
    return window.message.text


def test_an_expense_is_an_amount_a_payee_and_enter(
    window: Window, room: Money, qtbot: QtBot
) -> None:
    assert window.focusWidget() is room.form.amount
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_3, ALT)
    assert room.form.kind is QuickKind.EXPENSE
    QTest.keyClicks(room.form.amount, "12+8.5")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert room.form.party.hasFocus()
    QTest.keyClicks(room.form.party, "bright & co")
    assert room.form.sentence.text() == (
        "GBP\N{NO-BREAK SPACE}20.50 leaves Cash in the till for Rent."
    )
    QTest.keyClick(room.form.party, ENTER)
    settle(window, qtbot)
    assert window.message.text == "Entry 4 was posted."
    (entry,) = _newest(window, qtbot)
    assert _lines(entry) == [("6110", 2050), ("1010", -2050)]
    assert (entry.draft.party, entry.draft.narration) == ("bright & co", "Expense")
    assert window.focusWidget() is room.form.amount
    assert (room.form.amount.text(), room.form.party.text()) == ("", "")
    assert room.lately.model.rows[0].entry.number == 4


def test_a_sale_needs_the_amount_alone(window: Window, room: Money, qtbot: QtBot) -> None:
    QTest.keyClicks(room.form.amount, "40")
    QTest.keyClick(room.form.amount, ENTER)
    settle(window, qtbot)
    assert _lines(_newest(window, qtbot)[0]) == [("1010", 4000), ("4010", -4000)]
    room.form.amount.setText("50")
    room.form.day.setDate(QDate(2026, 11, 20))
    assert room.form.sentence.text().endswith("Booked on 20 Nov 2026.")
    QTest.keyClick(room.form.day, ENTER)
    settle(window, qtbot)
    assert _newest(window, qtbot)[0].draft.day == dt.date(2026, 11, 20)


def test_enter_goes_to_what_is_missing(window: Window, room: Money, qtbot: QtBot) -> None:
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_4, ALT)
    assert "sum" in room.form.sentence.text()
    QTest.keyClicks(room.form.amount, "5")
    QTest.keyClick(room.form.amount, ENTER)
    assert room.form.account.hasFocus()
    assert room.form.sentence.text() == "Choose an account at “To”."
    QTest.keyClicks(room.form.account.field, "in the till")
    assert room.form.sentence.text() == "Choose two different accounts."
    room.form.account.field.clear()
    QTest.keyClicks(room.form.account.field, "1020")
    QTest.keyClick(room.form.account.field, ENTER)
    settle(window, qtbot)
    assert _lines(_newest(window, qtbot)[0]) == [("1020", 500), ("1010", -500)]


def test_enter_takes_a_marked_account_and_the_next_one_posts(
    window: Window, room: Money, qtbot: QtBot
) -> None:
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_3, ALT)
    QTest.keyClicks(room.form.amount, "7")
    field = room.form.account.field
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, "rent")
    marked = room.form.account._list
    qtbot.waitUntil(marked.isVisible)
    QTest.keyClick(marked, Qt.Key.Key_Down)
    QTest.keyClick(marked, ENTER)
    settle(window, qtbot)
    assert _newest(window, qtbot)[0].number == 3
    assert room.form.account.code()
    QTest.keyClick(field, ENTER)
    settle(window, qtbot)
    assert _newest(window, qtbot)[0].number == 4


def test_a_day_in_the_past_is_meant_for_one_entry(
    window: Window, room: Money, qtbot: QtBot
) -> None:
    room.form.day.setDate(QDate(2026, 10, 31))
    QTest.keyClicks(room.form.amount, "7")
    QTest.keyClick(room.form.amount, ENTER)
    settle(window, qtbot)
    assert _newest(window, qtbot)[0].draft.day == dt.date(2026, 10, 31)
    assert room.form.day.date() == QDate(2026, 11, 23)


def test_what_cannot_be_read_is_said(room: Money) -> None:
    for typed, told in (
        ("12,5", "The amount cannot be read. Write it like 1,234.50, or 12+8.5."),
        ("1/0", "The amount cannot be read. Write it like 1,234.50, or 12+8.5."),
        ("5-8", "Write the amount without a sign."),
    ):
        room.form.amount.setText(typed)
        assert room.form.sentence.text() == told
        assert not room.form.post_button.isEnabled()
    room.form.amount.setText("5")
    QTest.keyClicks(room.form.money.field, "zzz")
    assert "No account is called" in room.form.sentence.text()


def test_a_marked_payee_is_taken_and_not_posted_yet(room: Money, qtbot: QtBot) -> None:
    QTest.keyClick(room.form.amount, Qt.Key.Key_3, ALT)
    room.form.amount.setText("7")
    room.form.party.setFocus()
    QTest.keyClicks(room.form.party, "brig")
    popup = room.form.party.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, ENTER)
    assert room.form.party.text() == "Bright & Co"
    assert room.form.account.code() == "6110"
    assert room.form.amount.text() == "7"


def test_an_account_chosen_by_hand_stays(room: Money) -> None:
    QTest.keyClick(room.form.amount, Qt.Key.Key_3, ALT)
    QTest.keyClicks(room.form.account.field, "6140")
    QTest.keyClicks(room.form.party, "Bright & Co")
    assert room.form.account.code() == "6140"


def test_the_sum_of_a_field_comes_back_by_its_own_undo(
    window: Window, room: Money, qtbot: QtBot
) -> None:
    QTest.keyClicks(room.form.amount, "12+8.5")
    QTest.keyClick(room.form.amount, Qt.Key.Key_Tab)
    assert room.form.amount.text() == "20.50"
    room.form.amount.setFocus()
    QTest.keyClick(room.form.amount, Qt.Key.Key_Z, CONTROL)
    assert room.form.amount.text() == "12+8.5"
    assert window.message.text == ""


def test_the_journal_takes_sums(window: Window, room: Money, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(window, qtbot)
    first, second = room.journal.lines.lines[:2]
    QTest.keyClicks(first.account.field, "6110")
    QTest.keyClicks(first.debit, "3*4.2")
    QTest.keyClicks(second.account.field, "1010")
    QTest.keyClicks(second.credit, "12.60")
    QTest.keyClick(second.credit, ENTER)
    settle(window, qtbot)
    assert _lines(_newest(window, qtbot)[0]) == [("6110", 1260), ("1010", -1260)]
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert not room.in_journal


def test_what_is_locked_stays_in_the_form(window: Window, room: Money, qtbot: QtBot) -> None:
    window.session.run(verbs.lock_period(Month(2026, 11)), owner=window)
    settle(window, qtbot)
    QTest.keyClicks(room.form.amount, "5")
    QTest.keyClick(room.form.amount, ENTER)
    settle(window, qtbot)
    assert "locked" in window.message.text
    assert room.form.amount.text() in {"5", "5.00"}
    assert room.form.post_button.isEnabled()


# --- taking back ---


def test_undo_reverses_and_says_so(window: Window, room: Money, qtbot: QtBot) -> None:
    for amount in ("40", "50"):
        QTest.keyClicks(room.form.amount, amount)
        QTest.keyClick(room.form.amount, ENTER)
        settle(window, qtbot)
    assert window.message.undo.isVisible()
    assert _undo(window, qtbot) == "Entry 5 was taken back by entry 6; both stay in the books."
    assert not window.message.undo.isVisible()
    assert _undo(window, qtbot) == "Entry 4 was taken back by entry 7; both stay in the books."
    assert _undo(window, qtbot) == "There is nothing to take back."
    assert [each.draft.reverses for each in _newest(window, qtbot, count=2)] == [4, 5]
    assert [row.state for row in room.lately.model.rows[:2]] == ["Reversed", "Reversed"]


def test_the_button_of_the_message_takes_back(window: Window, room: Money, qtbot: QtBot) -> None:
    QTest.keyClicks(room.form.amount, "40")
    QTest.keyClick(room.form.amount, ENTER)
    settle(window, qtbot)
    assert window.message._timer.interval() == 10_000
    QTest.mouseClick(window.message.undo, LEFT)
    settle(window, qtbot)
    assert "taken back by entry 5" in window.message.text


def test_a_field_that_has_something_to_undo_keeps_the_key(
    window: Window, room: Money, qtbot: QtBot
) -> None:
    QTest.keyClicks(room.form.amount, "40")
    QTest.keyClick(room.form.amount, ENTER)
    settle(window, qtbot)
    QTest.keyClicks(room.form.party, "Typo")
    room.form.party.setFocus()
    QTest.keyClick(room.form.party, Qt.Key.Key_Z, CONTROL)
    settle(window, qtbot)
    assert room.form.party.text() == ""
    assert _newest(window, qtbot)[0].number == 4, "the entry was taken back with the text"


def test_what_was_reversed_elsewhere_is_not_tried_for_ever(
    window: Window, room: Money, qtbot: QtBot
) -> None:
    QTest.keyClicks(room.form.amount, "40")
    QTest.keyClick(room.form.amount, ENTER)
    settle(window, qtbot)
    window.session.run(verbs.reverse(4), owner=window)
    settle(window, qtbot)
    assert "taken back already" in _undo(window, qtbot) or "reversed" in window.message.text
    assert _undo(window, qtbot) == "There is nothing to take back."


def test_one_click_takes_an_earlier_entry_back(window: Window, room: Money, qtbot: QtBot) -> None:
    room.lately.table.selectRow(1)
    QTest.mouseClick(room.lately.back_button, LEFT)
    settle(window, qtbot)
    assert window.message.text == "Entry 2 was taken back by entry 4; both stay in the books."
    assert not window.message.undo.isVisible()
    room.lately.table.selectRow(1)
    assert not room.lately.back_button.isEnabled()
    assert _undo(window, qtbot).startswith("What was taken back stays taken back.")
    assert _undo(window, qtbot) == "There is nothing to take back."
    assert _newest(window, qtbot)[0].number == 4


def test_sorting_and_importing_are_taken_back(window: Window, qtbot: QtBot) -> None:
    window.workspace.enter("review")
    settle(window, qtbot)
    sorting = window.workspace.imports.sorting
    sorting.model.setData(sorting.model.index(0, sorting.model.account_column), "6130")
    QTest.mouseClick(sorting.sort_button, LEFT)
    settle(window, qtbot)
    assert sorting.model.rows == []
    assert _undo(window, qtbot).startswith("Payments that wait for their account again: 1.")
    assert len(sorting.model.rows) == 1
    window.workspace.take_files([SAMPLE])
    settle(window, qtbot)
    QTest.mouseClick(window.workspace.imports.files.preview.import_button, LEFT)
    settle(window, qtbot)
    assert window.message.undo.isVisible()
    assert _undo(window, qtbot).startswith("The import is taken back: ")


def test_a_decision_about_a_pair_is_taken_back(
    open_window: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(book=review_book.make(tmp_path))
    window.workspace.enter("review")
    review = window.workspace.imports
    review.tabs.setCurrentIndex(2)
    settle(window, qtbot)
    QTest.keyClick(review.pairs.table, ENTER)
    settle(window, qtbot)
    assert review.pairs.model.rows == []
    assert _undo(window, qtbot) == "The decision is taken back."
    assert len(review.pairs.model.rows) == 1


def test_locking_forgets_what_could_be_taken_back(
    window: Window, room: Money, qtbot: QtBot
) -> None:
    QTest.keyClicks(room.form.amount, "40")
    QTest.keyClick(room.form.amount, ENTER)
    settle(window, qtbot)
    window.close()
    assert window.session._undo == []
    qtbot.waitUntil(lambda: window._closed)


# --- what repeats ---


def _answer(window: Window) -> AskRepeat:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AskRepeat)
    return dialog


def test_an_entry_is_made_to_repeat(window: Window, room: Money, qtbot: QtBot) -> None:
    QTest.keyClicks(room.form.amount, "850")
    QTest.keyClick(room.form.amount, Qt.Key.Key_R, CONTROL)
    dialog = _answer(window)
    assert "23 Nov 2026, 23 Dec 2026, 23 Jan 2027 and so on" in dialog._days.text()
    dialog.every.setCurrentIndex(dialog.every.findData(Every.QUARTERLY))
    assert "23 Feb 2027" in dialog._days.text()
    dialog.ends.click()
    assert dialog.answer().rhythm.last == dt.date(2027, 11, 23)
    QTest.mouseClick(dialog.keep, LEFT)
    settle(window, qtbot)
    assert window.message.text == "Entry 4 was posted and repeats from now on."
    assert [each.next_day for each in room.schedules.model.rows] == [dt.date(2027, 2, 23)]
    assert room.due.model.rows == []
    QTest.mouseClick(window.message.undo, LEFT)
    settle(window, qtbot)
    assert window.message.text.startswith(
        "It repeats no more, and entry 4 was taken back by entry 5"
    )
    assert room.schedules.model.rows == []


def test_a_posted_entry_is_made_to_repeat(window: Window, room: Money, qtbot: QtBot) -> None:
    room.lately.table.selectRow(1)
    QTest.mouseClick(room.lately.repeat_button, LEFT)
    dialog = _answer(window)
    dialog.every.setCurrentIndex(dialog.every.findData(Every.WEEKLY))
    QTest.mouseClick(dialog.keep, LEFT)
    settle(window, qtbot)
    assert [each.day for each in room.due.model.rows] == [
        dt.date(2026, 11, 10),
        dt.date(2026, 11, 17),
    ]
    assert room.tabs.tabText(1) == "Due: 2"
    QTest.mouseClick(window.message.undo, LEFT)
    settle(window, qtbot)
    assert window.message.text == "It repeats no more."
    (newest,) = _newest(window, qtbot)
    assert newest.number == 3, "the entry of before was taken back too"


@pytest.fixture
def due_book(book: Path) -> Path:
    """The book with rent that is due three times, the first of them in a locked month."""
    opened = books.open_book(book, passphrase=PASSPHRASE)
    first = dt.date(2026, 8, 31)
    draft = entries.simple(
        opened, day=first, narration="Rent", debits=[("6110", "850")], credits=[("1020", "850")]
    )
    schedules.add(opened, rhythm=Rhythm(Every.MONTHLY, first), draft=draft)
    books.lock_period(opened, through=Month(2026, 8))
    books.close(opened)
    return book


def test_what_is_due_is_posted_skipped_and_taken_back(
    open_window: Opener, due_book: Path, qtbot: QtBot
) -> None:
    window = open_window(book=due_book)
    window.workspace.enter("money")
    settle(window, qtbot)
    room = window.workspace.money
    assert room.tabs.currentIndex() == 1
    states = [room.due.model.index(row, 4).data() for row in range(3)]
    assert states == ["Period locked", "Due", "Due"]
    assert not room.due.post_button.isEnabled()
    room.due.table.selectRow(1)
    room.due.amount.setText("900")
    QTest.keyClick(room.due.amount, ENTER)
    settle(window, qtbot)
    assert window.message.text == "Repeated entries posted: 1."
    assert _lines(_newest(window, qtbot)[0]) == [("6110", 90000), ("1020", -90000)]
    QTest.mouseClick(room.due.all_button, LEFT)
    settle(window, qtbot)
    assert _lines(_newest(window, qtbot)[0]) == [("6110", 85000), ("1020", -85000)]
    assert [each.locked for each in room.due.model.rows] == [True]
    assert "taken back by" in _undo(window, qtbot)
    assert len(room.due.model.rows) == 2
    room.due.table.selectRow(0)
    QTest.mouseClick(room.due.skip_button, LEFT)
    settle(window, qtbot)
    assert window.message.text == "Skipped: Rent on 31 Aug 2026."
    assert len(room.due.model.rows) == 1
    for model in (room.due.model, room.schedules.model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    room.refresh()
    settle(window, qtbot)


def test_schedules_are_paused_and_removed(
    open_window: Opener, due_book: Path, qtbot: QtBot
) -> None:
    window = open_window(book=due_book)
    window.workspace.enter("money")
    settle(window, qtbot)
    page = window.workspace.money.schedules
    window.workspace.money.tabs.setCurrentIndex(2)
    QTest.mouseClick(page.pause_button, LEFT)
    settle(window, qtbot)
    assert page.model.index(0, 5).data() == "Paused"
    assert window.workspace.money.due.model.rows == []
    assert page.pause_button.text() == "Go on"
    QTest.mouseClick(page.pause_button, LEFT)
    settle(window, qtbot)
    QTest.mouseClick(page.ask_button, LEFT)
    settle(window, qtbot)
    assert page.model.index(0, 5).data() == "Posts by itself"
    QTest.mouseClick(page.remove_button, LEFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Confirm)
    QTest.mouseClick(dialog.action, LEFT)
    settle(window, qtbot)
    assert page.model.rows == []
    assert not page.pause_button.isVisible()


def test_what_posts_by_itself_is_posted_when_the_book_is_opened(
    open_window: Opener, due_book: Path, qtbot: QtBot
) -> None:
    opened = books.open_book(due_book, passphrase=PASSPHRASE)
    schedules.set_automatic(opened, number=1, automatic=True)
    books.close(opened)
    window = open_window(book=due_book)
    assert window.message.text == "Repeated entries posted: 2."
    window.workspace.enter("money")
    settle(window, qtbot)
    assert [each.locked for each in window.workspace.money.due.model.rows] == [True]


def test_an_empty_room_says_how_to_begin(room: Money) -> None:
    assert room.due.shown.currentIndex() == 1
    assert room.schedules.shown.currentIndex() == 1
    assert room.lately.shown.currentIndex() == 0
