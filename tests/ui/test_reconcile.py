"""Reconciling in the window: balances, what makes the difference, ticks by box and space bar."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.reconciliation import ItemCode
from cfo_desktop.domain.reconciliation import LineState
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import imports
from cfo_desktop.store import links
from cfo_desktop.store.links import KeptLink
from cfo_desktop.ui.screens.reconcile import Reconcile
from cfo_desktop.ui.window import Window
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle

LEFT = Qt.MouseButton.LeftButton
CHECK = Qt.ItemDataRole.CheckStateRole
STATEMENT = (
    "Date,Description,Amount,Balance\n"
    "2026-11-02,Rent November,-1350.00,3650.00\n"
    "2026-11-03,Tolbeck Dairy inv 5512,-438.75,3211.25\n"
    "2026-11-04,Card takings,2184.35,5395.60\n"
)


@pytest.fixture
def banked(book: Path, tmp_path: Path) -> Path:
    """A book with a bank statement, its opening balance, and a payment that is on none."""
    path = tmp_path / "statement.csv"
    path.write_text(STATEMENT, encoding="utf-8")
    opened = books.open_book(book, passphrase=PASSPHRASE)
    entries.opening_balances(opened, day=_day("2026-11-01"), amounts={"1020": "5000"})
    assert imports.import_files(opened, files=[path], account="1020").batch
    draft = entries.simple(
        opened,
        day=_day("2026-11-03"),
        narration="Till roll",
        debits=[("6310", "12.50")],
        credits=[("1020", "12.50")],
    )
    entries.post(opened, draft=draft)
    books.close(opened)
    return book


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture
def window(open_window: Opener, banked: Path) -> Window:
    return open_window(book=banked)


@pytest.fixture
def room(window: Window, qtbot: QtBot) -> Reconcile:
    """The room, entered from the books for the bank."""
    shown = window.workspace.books
    assert shown.reconcile_button.isHidden()
    shown.show_account("1020")
    settle(window, qtbot)
    QTest.mouseClick(shown.reconcile_button, LEFT)
    settle(window, qtbot)
    assert window.workspace.room == "reconcile"
    return window.workspace.reconcile


def states(room: Reconcile) -> list[LineState]:
    return [line.state for line in room.lines_model.rows]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_balances_and_what_makes_the_difference(room: Reconcile) -> None:
    assert plain(room.figures.text()) == (
        "Statement GBP 5,395.60 · Book GBP 5,383.10 · Difference GBP 12.50"
    )
    assert room.outcome.text() == "The difference is explained by what is listed."
    (item,) = room.items_model.rows
    assert (item.code, item.amount) == (ItemCode.OUTSTANDING, 1250)
    index = room.items_model.index(0, 2)
    assert index.data() == "In the book, on no statement · Till roll"
    assert room.account.currentData() == "1020"
    assert room.statement.currentText() == "2 Nov 2026 – 4 Nov 2026 · statement.csv"


def test_lines_are_ticked_by_the_space_bar(window: Window, room: Reconcile, qtbot: QtBot) -> None:
    assert states(room) == [LineState.OPEN]
    assert room.lines_model.index(0, 0).data(CHECK) == Qt.CheckState.Unchecked
    room.lines.selectRow(0)
    QTest.keyClick(room.lines, Qt.Key.Key_Space)
    settle(window, qtbot)
    assert states(room) == [LineState.TICKED]
    assert room.lines_model.index(0, 0).data(CHECK) == Qt.CheckState.Checked
    assert room.lines.selected_row() == 0
    assert [item.code for item in room.items_model.rows] == [ItemCode.TICKED]
    QTest.keyClick(room.lines, Qt.Key.Key_Space)
    settle(window, qtbot)
    assert states(room) == [LineState.OPEN]


def test_lines_are_ticked_by_their_box(window: Window, room: Reconcile, qtbot: QtBot) -> None:
    box = room.lines.visualRect(room.lines_model.index(0, 0))
    QTest.mouseClick(room.lines.viewport(), LEFT, pos=QPoint(box.left() + 12, box.center().y()))
    settle(window, qtbot)
    assert states(room) == [LineState.TICKED]


def test_all_lines_say_by_which_statement(window: Window, room: Reconcile, qtbot: QtBot) -> None:
    room.which.setCurrentIndex(1)
    room.which.activated.emit(1)
    settle(window, qtbot)
    assert len(room.lines_model.rows) == 5
    told = [line for line in room.lines_model.rows if line.state is LineState.ON_STATEMENT]
    assert len(told) == 3
    number = room.lines_model.rows.index(told[0])
    assert room.lines_model.index(number, 4).data() == "reconciled by statement.csv, row 4"
    room.lines.selectRow(number)
    QTest.keyClick(room.lines, Qt.Key.Key_Space)
    settle(window, qtbot)
    assert not window.message.text
    assert room.lines_model.rows[number].state is LineState.ON_STATEMENT


def test_a_balance_that_is_typed(window: Window, room: Reconcile, qtbot: QtBot) -> None:
    room.statement.setCurrentIndex(room.statement.count() - 1)
    room.statement.activated.emit(room.statement.currentIndex())
    assert room.balance.isVisible()
    QTest.keyClicks(room.balance, "5,380")
    QTest.keyClick(room.balance, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert plain(room.outcome.text()) == "Not explained: GBP −15.60"
    assert room.statement.currentIndex() == room.statement.count() - 1
    room.statement.setCurrentIndex(0)
    room.statement.activated.emit(0)
    settle(window, qtbot)
    assert not room.balance.isVisible()
    assert plain(room.figures.text()).startswith("Statement GBP 5,395.60")


def test_pairs_that_wait_are_pointed_to(banked: Path, open_window: Opener, qtbot: QtBot) -> None:
    book = books.open_book(banked, passphrase=PASSPHRASE)
    link = KeptLink(LinkKind.SAME, LinkState.PROPOSED, 2, (), other=5)
    with book.store.transaction() as connection:
        links.add(connection, link, recorded_at=0)
    books.close(book)
    window = open_window(book=banked)
    room = window.workspace.reconcile
    room.show_account("1020")
    window.workspace.show_room("reconcile")
    settle(window, qtbot)
    assert room.outcome.text().splitlines() == [
        "The difference is explained by what is listed.",
        "One pair to decide, so money may be booked twice: see Pairs under Import.",
    ]
    assert room.outcome.property("role") == "warning"


def test_an_item_leads_to_its_line(room: Reconcile) -> None:
    room.items.chosen.emit(0)
    row = room.lines.selected_row()
    assert row is not None
    assert room.lines_model.rows[row].entry == room.items_model.rows[0].entry


def test_an_account_without_statements(window: Window, room: Reconcile, qtbot: QtBot) -> None:
    room.account.setCurrentIndex(room.account.findData("1010"))
    room.account.activated.emit(room.account.currentIndex())
    settle(window, qtbot)
    assert room.outcome.text().startswith("No statement of this account was imported.")
    assert plain(room.figures.text()) == "Book GBP 444.25"
    assert room.balance.isVisible()
    QTest.mouseClick(room.back_button, LEFT)
    assert window.workspace.room == "books"


def test_the_rail_leads_back_to_the_books(window: Window, room: Reconcile, qtbot: QtBot) -> None:
    rail = window.workspace.rail
    QTest.mouseClick(rail.viewport(), LEFT, pos=rail.visualRect(rail.model().index(1, 0)).center())
    assert window.workspace.room == "books"
