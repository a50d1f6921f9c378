"""What is owed either way in the window: by age, paid in part or whole, written off, taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.issuing import Buyer
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.ui.screens.owing_page import OwingPage
from cfo_desktop.ui.widgets.confirm import Confirm
from cfo_desktop.ui.window import Window
from tests.ui import pictures
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock

LILY = Buyer("Lily's Cafe").name


@pytest.fixture
def owed(empty_book: Path) -> Path:
    """A book with two invoices of one customer, one of another, and a bill."""
    book = books.open_book(empty_book, passphrase=PASSPHRASE)
    for day, party, debit, credit, amount in (
        ("2026-09-01", LILY, "1100", "4010", "120.00"),
        ("2026-11-20", LILY, "1100", "4010", "30.00"),
        ("2026-11-02", "Oak & Son", "1100", "4010", "75.50"),
        ("2026-11-05", "Tolbeck Dairy", "5010", "2010", "438.75"),
    ):
        draft = entries.simple(
            book,
            day=dt.date.fromisoformat(day),
            narration="Invoice",
            party=party,
            debits=[(debit, amount)],
            credits=[(credit, amount)],
        )
        entries.post(book, draft=draft)
    books.close(book)
    return empty_book


@pytest.fixture
def window(open_window: Opener, owed: Path) -> Window:
    return open_window(book=owed)


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> OwingPage:
    return opened(window, qtbot)


def opened(window: Window, qtbot: QtBot) -> OwingPage:
    window.workspace.enter("bills")
    window.workspace.bills.show_page("receivables")
    settle(window, qtbot)
    return window.workspace.bills.receivables


def left(page: OwingPage) -> dict[int | None, int]:
    return {debt.entry: debt.left for debt in page.model.rows}


def test_a_part_of_a_debt_is_paid_and_undo_brings_it_back(
    page: OwingPage, window: Window, qtbot: QtBot
) -> None:
    assert left(page) == {1: 12000, 3: 7550, 2: 3000}
    assert page.amount.plain() == "120.00"
    page.amount.selectAll()
    QTest.keyClicks(page.amount, "50")
    page.pay_button.click()
    settle(window, qtbot)
    assert left(page)[1] == 7000
    window.session.undo()
    settle(window, qtbot)
    assert left(page)[1] == 12000


def test_several_debts_of_one_party_are_paid_at_once(
    page: OwingPage, window: Window, qtbot: QtBot
) -> None:
    page.table.selectAll()
    assert not page.pay_button.isEnabled()  # of two parties
    page.table.clearSelection()
    for row in (0, 2):
        page.table.selectionModel().select(
            page.model.index(row, 0),
            page.table.selectionModel().SelectionFlag.Select
            | page.table.selectionModel().SelectionFlag.Rows,
        )
    assert page.amount.plain() == "150.00"
    page.pay_button.click()
    settle(window, qtbot)
    assert left(page) == {3: 7550}


def test_a_debt_is_written_off_after_a_question(
    page: OwingPage, window: Window, qtbot: QtBot
) -> None:
    page.lost_button.click()
    dialog = window.findChild(Confirm)
    assert dialog is not None
    dialog.action.click()
    settle(window, qtbot)
    assert 1 not in left(page)


def test_bills_are_paid_from_an_account(window: Window, qtbot: QtBot) -> None:
    window.workspace.enter("bills")
    window.workspace.bills.show_page("payables")
    settle(window, qtbot)
    page = window.workspace.bills.payables
    assert left(page) == {4: 43875}
    assert not page.lost_button.isVisible()
    page.pay_button.click()
    settle(window, qtbot)
    assert not page.model.rows
    assert page.shown.currentWidget() is page.shown.empty


@pytest.mark.parametrize("size", [(1366, 728), (900, 600)], ids=["wide", "least"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_picture(  # noqa: PLR0917 - fixtures and what is tried
    open_window: Opener,
    owed: Path,
    qtbot: QtBot,
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    window = open_window(language=language, theme="dark" if language == "zh_CN" else "light")
    unlock(window, owed, PASSPHRASE, qtbot)
    window.resize(*size)
    opened(window, qtbot)
    pictures.take(window, f"owing-{size[0]}", folder=Path(pictures.PICTURES or tmp_path))
