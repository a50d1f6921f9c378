"""What the shop writes: a quote becomes an invoice with a number, is booked, printed, credited."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.issuing import IssuedKind
from cfo_desktop.domain.issuing import IssuedState
from cfo_desktop.services import document_reading
from cfo_desktop.ui.screens.issued_page import IssuedPage
from cfo_desktop.ui.window import Window
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
def window(open_window: Opener, empty_book: Path) -> Window:
    return open_window(book=empty_book)


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> IssuedPage:
    return opened(window, qtbot)


def opened(window: Window, qtbot: QtBot) -> IssuedPage:
    window.workspace.enter("bills")
    window.workspace.bills.show_page("issued")
    settle(window, qtbot)
    return window.workspace.bills.issued


def write(page: IssuedPage, name: str = "Lily's Cafe") -> None:
    """Type an invoice of two lines as its owner does."""
    view = page.view
    QTest.keyClicks(view.buyer, name)
    view.address.setPlainText("3 Mill Lane\nBath")
    for at, texts in enumerate(
        (("Roses", "48", "stems", "2.15", "20"), ("Delivery", "1", "", "12.50", "20"))
    ):
        for field, text in zip(view.lines.lines[at].fields, texts, strict=True):
            field.clear()
            QTest.keyClicks(field, text)


def test_an_invoice_is_written_issued_and_shown_as_it_prints(
    page: IssuedPage, window: Window, qtbot: QtBot
) -> None:
    page.invoice_button.click()
    assert not page.view.issue_button.isEnabled()
    write(page)
    assert "138.84" in page.view.sums.text()
    assert page.unsaved()
    page.view.issue_button.click()
    settle(window, qtbot)
    (made,) = page.model.rows
    assert (made.number, made.state) == ("INV-0001", IssuedState.ISSUED)
    assert page.view.issued is not None
    assert page.view.issued.number == "INV-0001"
    assert not page.unsaved()
    qtbot.waitUntil(lambda: not page.view.page.picture.isNull(), timeout=20_000)
    page.view.credit_button.click()
    settle(window, qtbot)
    assert page.view.issued.written.kind is IssuedKind.CREDIT_NOTE
    page.view.issue_button.click()
    settle(window, qtbot)
    assert [row.state for row in page.model.rows] == [IssuedState.ISSUED, IssuedState.TAKEN_BACK]


def test_a_quote_becomes_an_invoice(page: IssuedPage, window: Window, qtbot: QtBot) -> None:
    page.quote_button.click()
    write(page)
    page.view.issue_button.click()
    settle(window, qtbot)
    page.view.invoice_button.click()
    settle(window, qtbot)
    assert page.view.title.text() == "Invoice · draft"
    page.view.issue_button.click()
    settle(window, qtbot)
    assert [row.state for row in page.model.rows] == [IssuedState.ISSUED, IssuedState.ACCEPTED]


def test_a_draft_can_be_kept_and_thrown_away(
    page: IssuedPage, window: Window, qtbot: QtBot
) -> None:
    page.invoice_button.click()
    write(page)
    page.view.save_button.click()
    settle(window, qtbot)
    assert [row.state for row in page.model.rows] == [IssuedState.DRAFT]
    assert not page.unsaved()
    page.view.delete_button.click()
    settle(window, qtbot)
    assert not page.model.rows
    assert page.stack.currentWidget() is page.listed


def test_what_is_wrong_is_said_while_it_is_typed(page: IssuedPage) -> None:
    page.invoice_button.click()
    write(page)
    price = page.view.lines.lines[0].price
    price.clear()
    QTest.keyClicks(price, "two")
    assert "two" in page.view.told.text()
    assert not page.view.issue_button.isEnabled()


def test_a_customer_is_known_the_next_time(page: IssuedPage, window: Window, qtbot: QtBot) -> None:
    page.invoice_button.click()
    write(page)
    page.view.issue_button.click()
    settle(window, qtbot)
    page.show_list()
    settle(window, qtbot)
    page.invoice_button.click()
    page.view.buyer.setText("Lily's Cafe")
    assert page.view.address.toPlainText() == "3 Mill Lane\nBath"


@pytest.mark.parametrize("size", [(1366, 728), (900, 600)], ids=["wide", "least"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_picture(  # noqa: PLR0917 - fixtures and what is tried
    open_window: Opener,
    empty_book: Path,
    qtbot: QtBot,
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    window = open_window(language=language, theme="dark" if language == "zh_CN" else "light")
    unlock(window, empty_book, PASSPHRASE, qtbot)
    window.resize(*size)
    page = opened(window, qtbot)
    folder = Path(pictures.PICTURES or tmp_path)
    pictures.take(window, f"issued-none-{size[0]}", folder=folder)
    page.invoice_button.click()
    write(page)
    pictures.take(window, f"issued-form-{size[0]}", folder=folder)
    page.view.issue_button.click()
    settle(window, qtbot)
    qtbot.waitUntil(lambda: not page.view.page.picture.isNull(), timeout=20_000)
    pictures.take(window, f"issued-page-{size[0]}", folder=folder)
    page.show_list()
    settle(window, qtbot)
    pictures.take(window, f"issued-list-{size[0]}", folder=folder)
