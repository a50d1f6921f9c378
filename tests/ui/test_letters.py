"""Drafted letters and the letter of the morning in the window: what they say, where they lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.customers import Segment
from cfo_desktop.domain.drafts import DraftKind
from cfo_desktop.domain.drafts import Tone
from cfo_desktop.domain.drafts import Wanted
from cfo_desktop.domain.drafts import suggested
from cfo_desktop.services import advice
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services import drafts
from cfo_desktop.services.books import Book
from cfo_desktop.ui.drafting import told
from cfo_desktop.ui.screens.draft_dialog import DraftDialog
from cfo_desktop.ui.screens.today import Today
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.window import Window
from tests.ui import pictures
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock
from tests.ui.pictures import PICTURES


@pytest.fixture
def window(open_window: Opener, planted: tuple[str, Path], qtbot: QtBot) -> Window:
    language, folder = planted
    made = open_window(language=language)
    unlock(made, folder, demo.PASSPHRASE, qtbot)
    return made


@pytest.fixture
def room(window: Window) -> Today:
    return window.workspace.today


def read_book(planted: tuple[str, Path]) -> Book:
    return books.open_book(planted[1], passphrase=demo.PASSPHRASE)


def dialog_of(window: Window, qtbot: QtBot) -> DraftDialog:
    settle(window, qtbot)
    (dialog,) = window.findChildren(DraftDialog)
    return dialog


def button(room: Today, text: str) -> QPushButton:
    return next(
        each for each in room.overdue.findChildren(QPushButton) if each.text().startswith(text)
    )


def close(dialog: DraftDialog) -> None:
    dialog.reject()
    QApplication.processEvents()


def test_a_reminder_is_drafted_from_what_is_overdue(
    window: Window, room: Today, qtbot: QtBot, planted: tuple[str, Path]
) -> None:
    language = planted[0]
    with_book = read_book(planted)
    names = drafts.parties(with_book, DraftKind.REMINDER)
    wanted = Wanted(DraftKind.REMINDER, names[0])
    expected = drafts.draft(with_book, wanted, language=None, default=language)
    last = drafts.draft(with_book, wanted, language="en", default=language, tone=Tone.LAST)
    books.close(with_book)
    button(room, told(window.session, "reminder")).click()
    dialog = dialog_of(window, qtbot)
    assert dialog.text.toPlainText() == expected.text
    assert dialog.to.currentData() == names[0]
    assert dialog.tone.currentData() == expected.tone
    dialog.tone.setCurrentIndex(dialog.tone.findData(Tone.LAST))
    dialog.written_in.setCurrentIndex(dialog.written_in.findData("en"))
    dialog.written_in.activated.emit(0)
    settle(window, qtbot)
    assert dialog.text.toPlainText() == last.text
    dialog.text.undo()
    assert dialog.text.toPlainText() == expected.text
    dialog.text.setPlainText("mine")
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "mine"
    close(dialog)


def test_a_draft_is_saved_where_the_owner_says(
    window: Window, room: Today, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "letter.txt"
    monkeypatch.setattr(pick, "target", lambda *_, **__: target)
    room.draft(Wanted(DraftKind.REMINDER))
    dialog = dialog_of(window, qtbot)
    dialog.save.click()
    settle(window, qtbot)
    assert target.read_text(encoding="utf-8") == dialog.text.toPlainText()
    assert "letter.txt" in dialog.state.text()
    dialog.print.click()
    preview = dialog.findChild(QPrintPreviewDialog)
    assert preview is not None
    preview.close()
    close(dialog)


def test_what_cannot_be_drafted_is_said_in_the_dialog(
    window: Window, room: Today, qtbot: QtBot
) -> None:
    room.draft(Wanted(DraftKind.REMINDER, "Nobody"))
    dialog = dialog_of(window, qtbot)
    assert "Nobody" in dialog.state.text()
    assert not dialog.copy.isEnabled()
    assert dialog.text.toPlainText() == ""
    close(dialog)


def test_a_finding_offers_its_letter(window: Window, room: Today, qtbot: QtBot) -> None:
    offered = [item for item in room.findings.items if item.draft is not None]
    assert offered
    for item in room.findings.items:
        assert (item.draft is not None) == (suggested(item.finding) is not None)
        assert item.remedy.text() == (item.remedy.text() if item.remedy.isVisible() else "")
    item = offered[0]
    assert item.draft is not None
    item.draft.click()
    dialog = dialog_of(window, qtbot)
    assert dialog.to.currentData() == item.finding.party or not item.finding.party
    assert dialog.text.toPlainText()
    close(dialog)


def test_a_customer_who_stays_away_can_be_written_to(
    window: Window, qtbot: QtBot, planted: tuple[str, Path]
) -> None:
    window.workspace.show_room("outlook")
    window.workspace.outlook.show_page("customers")
    settle(window, qtbot)
    page = window.workspace.outlook.customers
    assert page.note_button.isHidden()
    for number, segment in enumerate(Segment, 1):
        page.segments.selectRow(number)
        away = segment in (Segment.GONE, Segment.SLIPPING)
        assert page.note_button.isHidden() != (away and bool(page.model.rows))
    page.segments.selectRow(1 + list(Segment).index(Segment.GONE))
    if page.note_button.isHidden():
        page.segments.selectRow(1 + list(Segment).index(Segment.SLIPPING))
    page.note_button.click()
    dialog = dialog_of(window, qtbot)
    assert dialog.to.currentData() == page.model.rows[0].name
    assert dialog.tone.isHidden()
    close(dialog)


def test_the_letter_says_what_the_services_say(
    window: Window, room: Today, qtbot: QtBot, planted: tuple[str, Path]
) -> None:
    with_book = read_book(planted)
    letter = advice.morning(with_book)
    books.close(with_book)
    room.letter_button.click()
    settle(window, qtbot)
    page = room.letter
    expected = answer_texts.plain(letter, planted[0], page._say, today=letter.day)
    assert page.text() == expected
    plain = page.view.toPlainText()
    for sentence in answer_texts.sentences(letter, planted[0], page._say, today=letter.day):
        assert "".join(piece.text for piece in sentence).replace("\u00a0", " ") in plain
    page.copy.click()
    assert QGuiApplication.clipboard().text() == expected
    asked: list[object] = []
    room.account_asked.connect(asked.append)
    room.period_asked.connect(lambda *where: asked.append(where))
    cash = next(name for name in letter.facts if name == "cash")
    page._follow(QUrl(f"fact:{cash}"))
    assert len(asked) == 1
    done: list[object] = []
    page.do_asked.connect(done.append)
    page._follow(QUrl("do:0"))
    assert done == [letter.findings[0]]
    room.show_cards()
    assert not room.letter_button.isHidden()


def test_names_in_the_letter_are_no_markup(room: Today, window: Window, qtbot: QtBot) -> None:
    room.letter_button.click()
    settle(window, qtbot)
    piece = answer_texts.Piece("<img src=x onerror=1>")
    assert "<img" not in room.letter._piece(piece)
    assert room.place() == "letter"


@pytest.mark.skipif(not PICTURES, reason="pictures are taken where CFO_PICTURES names a folder")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures(open_window: Opener, planted: tuple[str, Path], qtbot: QtBot, theme: str) -> None:
    language, folder = planted
    window = open_window(language=language, theme=theme)
    unlock(window, folder, demo.PASSPHRASE, qtbot)
    room = window.workspace.today
    where = Path(str(PICTURES))
    pictures.take(window, "today-with-letters", folder=where)
    room.letter_button.click()
    settle(window, qtbot)
    pictures.take(window, "morning-letter", folder=where)
    room.draft(Wanted(DraftKind.REMINDER))
    dialog = dialog_of(window, qtbot)
    pictures.take(window, "draft", folder=where)
    close(dialog)
    room.show_findings()
    settle(window, qtbot)
    pictures.take(window, "findings-with-drafts", folder=where)
