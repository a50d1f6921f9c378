"""The room for bills: documents come in, are looked at beside their original, and are booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.papers import PaperState
from cfo_desktop.domain.papers import Settling
from cfo_desktop.services import books
from cfo_desktop.services import document_reading
from cfo_desktop.services import entries
from cfo_desktop.services import papers
from cfo_desktop.ui.screens.paper_view import PaperView
from cfo_desktop.ui.screens.papers_page import PapersPage
from cfo_desktop.ui.window import Window
from tests.ui import made_papers
from tests.ui import pictures
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock


@pytest.fixture(autouse=True)
def no_child_stays() -> Iterator[None]:
    yield
    document_reading.close()


@pytest.fixture
def shelf(empty_book: Path) -> Path:
    """A book with three documents that wait: a bill, what may be its scan, one without total."""
    book = books.open_book(empty_book, passphrase=PASSPHRASE)
    for name, number, document in (
        ("tolbeck.pdf", "TD-2291", made_papers.bill()),
        ("scan.pdf", "smudged", made_papers.without(made_papers.bill(), Field.NUMBER)),
        ("kite.pdf", "K-1", made_papers.without(made_papers.bill("K-1"), Field.TOTAL, Field.NET)),
    ):
        papers.add(
            book,
            name=name,
            content=made_papers.bill_pdf(number),
            documents=ReadDocuments((document,), 1),
        )
    books.close(book)
    return empty_book


@pytest.fixture
def window(open_window: Opener, shelf: Path) -> Window:
    return open_window(book=shelf)


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> PapersPage:
    window.workspace.enter("bills")
    settle(window, qtbot)
    return window.workspace.bills.papers


def look_at(page: PapersPage, number: str, window: Window, qtbot: QtBot) -> PaperView:
    row = next(at for at, each in enumerate(page.model.rows) if each.invoice_number == number)
    page.table.selectRow(row)
    page.table.chosen.emit(row)
    settle(window, qtbot)
    return page.view


def test_the_list_says_what_waits_and_the_rail_how_much(
    page: PapersPage, window: Window, qtbot: QtBot
) -> None:
    assert [row.invoice_number for row in page.model.rows] == ["K-1", "", "TD-2291"]
    rail = window.workspace.rail
    assert any(rail.item(at).text() == "Bills (3)" for at in range(rail.count()))


def test_the_field_that_is_unsure_has_the_keyboard_and_its_place_is_marked(
    page: PapersPage, window: Window, qtbot: QtBot
) -> None:
    view = look_at(page, "TD-2291", window, qtbot)
    assert view.form.number.hasFocus()
    qtbot.waitUntil(lambda: not view.page.picture.isNull(), timeout=20_000)
    marked = view.page.marked
    assert marked is not None
    assert marked == made_papers.bill().fields[Field.NUMBER].box
    view.form.total.setFocus()
    assert view.page.marked == made_papers.bill().fields[Field.TOTAL].box


def test_a_bill_is_booked_as_it_stands(page: PapersPage, window: Window, qtbot: QtBot) -> None:
    view = look_at(page, "TD-2291", window, qtbot)
    assert view.form.settling.currentData()[0] == Settling.LATER
    view.book_button.click()
    settle(window, qtbot)
    assert [row.invoice_number for row in page.model.rows] == ["K-1", ""]
    assert page.stack.currentWidget() is view  # the next one is shown
    window.leave()
    qtbot.waitUntil(lambda: window._closed)
    book = books.open_book(window.session.folder or Path(), passphrase=PASSPHRASE)
    (booked,) = papers.papers(book, state=PaperState.CONFIRMED)
    assert booked.entry is not None
    draft = entries.entry(book, number=booked.entry).draft
    assert draft.party == "Tolbeck Dairy Ltd"
    assert draft.day == dt.date(2026, 11, 20)
    assert {posting.value.minor for posting in draft.postings} >= {-43875}
    books.close(book)


def test_what_may_be_known_is_said_before_it_is_booked_twice(
    page: PapersPage, window: Window, qtbot: QtBot
) -> None:
    view = look_at(page, "", window, qtbot)
    assert view.opened is not None
    assert any(twin.paper is not None for twin in view.opened.proposal.twins)
    assert view.warnings.count() > 0


def test_without_a_total_it_cannot_be_booked_until_one_is_typed(
    page: PapersPage, window: Window, qtbot: QtBot
) -> None:
    view = look_at(page, "K-1", window, qtbot)
    assert not view.book_button.isEnabled()
    assert "Total" in view.told.text()
    view.form.total.setFocus()
    QTest.keyClicks(view.form.total, "438.75")
    assert view.book_button.isEnabled()
    QTest.keyClick(view.form.total, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert len(page.model.rows) == 2


def test_undo_brings_a_document_back(page: PapersPage, window: Window, qtbot: QtBot) -> None:
    view = look_at(page, "TD-2291", window, qtbot)
    view.aside_button.click()
    settle(window, qtbot)
    assert len(page.model.rows) == 2
    window.session.undo()
    settle(window, qtbot)
    page.show_list()
    settle(window, qtbot)
    assert len(page.model.rows) == 3


def test_a_dropped_file_is_read_and_shown(
    page: PapersPage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "new bill.pdf"
    path.write_bytes(made_papers.bill_pdf("TD-3000"))
    window.workspace.take_files([path])
    qtbot.waitUntil(lambda: page.view.opened is not None, timeout=40_000)
    settle(window, qtbot)
    assert page.view.opened is not None
    assert page.view.form.number.text() == "TD-3000"
    assert page.view.form.total.plain() == "438.75"


def test_a_file_that_is_none_says_so_and_nothing_is_lost(
    page: PapersPage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 nothing more")
    with qtbot.waitSignal(window.session.warned, timeout=20_000) as warned:
        page.take([path])
    assert "broken.pdf" in warned.args[0]
    settle(window, qtbot)
    assert len(page.model.rows) == 3


def test_the_words_of_documents_are_found(page: PapersPage, window: Window, qtbot: QtBot) -> None:
    page.search.setText("K-1")
    qtbot.waitUntil(lambda: len(page.model.rows) == 1, timeout=5_000)
    page.search.setText("no such word")
    qtbot.waitUntil(lambda: not page.model.rows, timeout=5_000)
    assert page.nothing.isVisible()


@pytest.mark.parametrize("size", [(1366, 728), (900, 600)], ids=["wide", "least"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_picture(  # noqa: PLR0917 - fixtures and what is tried
    open_window: Opener,
    shelf: Path,
    qtbot: QtBot,
    tmp_path: Path,
    language: str,
    theme: str,
    size: tuple[int, int],
) -> None:
    window = open_window(language=language, theme=theme)
    unlock(window, shelf, PASSPHRASE, qtbot)
    window.resize(*size)
    window.workspace.enter("bills")
    settle(window, qtbot)
    folder = Path(pictures.PICTURES or tmp_path)
    pictures.take(window, f"bills-list-{size[0]}", folder=folder)
    page = window.workspace.bills.papers
    view = look_at(page, "", window, qtbot)
    qtbot.waitUntil(lambda: not view.page.picture.isNull(), timeout=20_000)
    QApplication.processEvents()
    pictures.take(window, f"bills-paper-{size[0]}", folder=folder)


def test_a_correction_teaches_how_the_next_one_is_read(
    page: PapersPage, window: Window, qtbot: QtBot
) -> None:
    view = look_at(page, "TD-2291", window, qtbot)
    view.form.seller.selectAll()
    QTest.keyClicks(view.form.seller, "Tolbeck Dairy Limited")
    view.book_button.click()
    qtbot.waitUntil(lambda: not page._learning.busy, timeout=20_000)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: not page._learning.busy, timeout=20_000)
    settle(window, qtbot)
    window.leave()
    qtbot.waitUntil(lambda: window._closed)
    book = books.open_book(window.session.folder or Path(), passphrase=PASSPHRASE)
    assert [each.seller for each in papers.hints(book).templates] == ["Tolbeck Dairy Limited"]
    books.close(book)
