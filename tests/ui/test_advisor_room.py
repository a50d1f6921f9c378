"""The Advisor's room: asking, following figures to their rows, choosing, stopping, forgetting."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.answer_texts import Piece
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Worded
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.services import demo
from cfo_desktop.services import entries
from cfo_desktop.services.asking import ask
from cfo_desktop.services.books import Book
from cfo_desktop.ui import restart
from cfo_desktop.ui.advisor_words import cut
from cfo_desktop.ui.localised import HIDDEN
from cfo_desktop.ui.screens.advisor_room import AdvisorRoom
from cfo_desktop.ui.screens.answer_view import AnswerView
from cfo_desktop.ui.screens.conversation_view import ConversationView
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.widgets.linked_text import LinkedText
from cfo_desktop.ui.window import Window
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock

PROFIT = "How much profit did I make this month?"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window: Opener, qtbot: QtBot, book: Path) -> Window:
    """The small shop, its Advisor in view."""
    made = open_window(book=book)
    made.workspace.enter("advisor")
    settle(made, qtbot)
    return made


def _ask(window: Window, qtbot: QtBot, question: str) -> AnswerView:
    """Type a question as its owner does; return where its answer stands."""
    room = window.workspace.advisor
    room.field.setFocus()
    QTest.keyClicks(room.field, question) if question.isascii() else room.field.setText(question)
    QTest.keyClick(room.field, Qt.Key.Key_Return)
    settle(window, qtbot)
    return room.conversation.views[-1]


def _said(view: AnswerView) -> str:
    return _plain(view.plain)


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _post(window: Window, qtbot: QtBot, amount: str = "10.00") -> None:
    """Book a sale, as another room does."""

    def work(book: Book, _: object) -> tuple[None, Changes]:
        draft = entries.simple(
            book,
            day=dt.date(2026, 11, 20),
            narration="Cash sale",
            debits=[("1010", amount)],
            credits=[("4010", amount)],
        )
        entries.post(book, draft=draft)
        return None, Changes(accounts=True, entries=True)

    window.session.run(Change(work), owner=window)
    settle(window, qtbot)


# --- asking ---


def test_a_question_is_answered_from_the_books(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.advisor
    assert window.focusWidget() is room.field
    assert room.conversation.empty.isVisible()
    view = _ask(window, qtbot, PROFIT)
    assert "You made a loss of GBP 42.50 in November 2026 so far" in _said(view)
    assert view.question.text() == PROFIT
    assert view.made_of.text() == "From your books · Plain wording"
    assert not room.conversation.empty.isVisible()
    assert room.field.text() == ""
    assert window.focusWidget() is room.field
    assert view.figures is not None
    assert [line.figures for line in view.figures.model.rows]


def test_the_question_decides_the_language(window: Window, qtbot: QtBot) -> None:
    view = _ask(window, qtbot, "这个月赚了多少？")
    assert "亏了GBP 42.50" in _said(view)
    assert view.further[0].text().endswith("花了多少？")
    assert view.figures is not None
    assert view.figures.model.headerData(0, Qt.Orientation.Horizontal) == "项目"


def test_an_example_is_asked_by_its_button(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.advisor
    assert len(room.conversation.empty.examples) == 6
    room.conversation.empty.examples[0].click()
    settle(window, qtbot)
    assert room.conversation.views[0].question.text() == room.conversation.empty.examples[0].text()
    assert room.conversation.views[0].texts


def test_the_question_field_is_a_key_away(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    window = open_window(book=book)
    window.workspace.enter("books")
    settle(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_J, CONTROL)
    assert window.workspace.room == "advisor"
    assert window.focusWidget() is window.workspace.advisor.field
    window.workspace.enter("books")
    QTest.keyClick(window, Qt.Key.Key_8, CONTROL)
    assert window.workspace.room == "advisor"


def test_today_leads_to_an_answer(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    window = open_window(book=book)
    field = window.workspace.today.question
    field.setText(PROFIT)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.workspace.room == "advisor"
    assert "GBP 42.50" in _said(window.workspace.advisor.conversation.views[0])
    assert field.text() == ""


def test_the_arrows_recall_questions(window: Window, qtbot: QtBot) -> None:
    _ask(window, qtbot, "How much profit did I make?")
    _ask(window, qtbot, "Will the money last?")
    field = window.workspace.advisor.field
    for key, text in (
        (Qt.Key.Key_Up, "Will the money last?"),
        (Qt.Key.Key_Up, "How much profit did I make?"),
        (Qt.Key.Key_Up, "How much profit did I make?"),
        (Qt.Key.Key_Down, "Will the money last?"),
        (Qt.Key.Key_Down, ""),
    ):
        QTest.keyClick(field, key)
        assert field.text() == text


def test_a_further_question_is_asked_by_its_button(window: Window, qtbot: QtBot) -> None:
    view = _ask(window, qtbot, PROFIT)
    assert 0 < len(view.further) <= 3
    texts = [button.text() for button in view.further]
    at = texts.index("Will the money last?")
    QTest.keyClick(view.further[at], Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.focusWidget() is window.workspace.advisor.field
    new = window.workspace.advisor.conversation.views[-1]
    assert new.question.text() == "Will the money last?"
    assert new.turn.reply is not None
    assert new.turn.reply.asked.tool is Tool.FORECAST
    assert new.texts


def test_a_question_leans_on_the_one_before(window: Window, qtbot: QtBot) -> None:
    _ask(window, qtbot, PROFIT)
    view = _ask(window, qtbot, "and in October?")
    assert view.turn.reply is not None
    assert view.turn.reply.asked.tool is Tool.PROFIT
    assert "October 2026" in _said(view)


def test_each_example_is_understood_at_once(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    for language in ("en", "zh_CN"):
        window = open_window(language=language, book=book)
        window.workspace.enter("advisor")
        room = window.workspace.advisor
        tools = []
        for example in room.conversation.empty.examples:
            room.ask(example.text())
            settle(window, qtbot)
            reply = room.conversation.views[-1].turn.reply
            assert reply is not None, example.text()
            assert reply.asked.language == language
            tools.append(reply.asked.tool)
        assert tools == [
            Tool.PROFIT,
            Tool.RECEIVABLES,
            Tool.FORECAST,
            Tool.EXPENSES,
            Tool.AFFORD,
            Tool.ADVICE,
        ]
        with qtbot.waitSignal(window.finished):
            window.leave()


def test_advice_has_the_buttons_of_its_findings(
    open_window: Opener, qtbot: QtBot, planted: tuple[str, Path]
) -> None:
    language, folder = planted
    window = open_window(language=language)
    unlock(window, folder, demo.PASSPHRASE, qtbot)
    window.workspace.enter("advisor")
    room = window.workspace.advisor
    room.conversation.empty.examples[-1].click()
    settle(window, qtbot)
    view = room.conversation.views[0]
    assert view.turn.reply is not None
    assert view.turn.reply.asked.answer is not None
    found = view.turn.reply.asked.answer.findings
    assert len(view.findings) == len(found) == 3
    view.findings[1].not_useful.click()
    settle(window, qtbot)
    assert not view.findings[1].later.isEnabled()
    assert window.message.text
    entry = next(
        number for number, each in enumerate(found) if each.action.kind is ActionKind.ENTRY
    )
    view.findings[entry].do.click()
    settle(window, qtbot)
    assert window.workspace.room == "books"
    assert str(window.workspace.books.pane.chosen_entry) == found[entry].action.target


def test_an_answer_starts_the_forecast(
    open_window: Opener, qtbot: QtBot, planted: tuple[str, Path]
) -> None:
    language, folder = planted
    window = open_window(language=language)
    unlock(window, folder, demo.PASSPHRASE, qtbot)
    window.workspace.enter("advisor")
    room = window.workspace.advisor
    room.conversation.empty.examples[2].click()
    settle(window, qtbot)
    (button,) = room.conversation.views[0].starts
    button.click()
    settle(window, qtbot)
    assert window.workspace.room == "today"
    assert window.workspace.today.place() == "days"


# --- what it could mean ---


def test_what_could_mean_several_things_is_asked_back_by_keys(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.advisor
    view = _ask(window, qtbot, "money")
    assert not view.texts
    texts = [button.text() for button in view.choices]
    assert len(texts) == 3
    assert window.focusWidget() is view.choices[0]
    for _ in range(texts.index("Money in the weeks ahead")):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settle(window, qtbot)
    assert view.turn.reply is not None
    assert view.turn.reply.asked.tool is Tool.FORECAST
    assert view.question.text() == "money"
    assert window.focusWidget() is room.field
    again = _ask(window, qtbot, "money")
    assert again.turn.reply is not None
    assert again.turn.reply.asked.tool is Tool.FORECAST, "the choice was not remembered"


def test_not_what_i_meant_offers_the_others(window: Window, qtbot: QtBot) -> None:
    view = _ask(window, qtbot, PROFIT)
    assert view.meant_button is not None
    assert "What is left after costs" not in {button.text() for button in view.choices}
    assert view.choices[-1].text() == "None of these"
    assert not view.choices[0].isVisible()
    view.meant_button.click()
    assert window.focusWidget() is view.choices[0]
    view.choices[-1].click()
    settle(window, qtbot)
    assert view.turn.reply is not None
    assert view.turn.reply.asked.tool is Tool.NONE


def test_that_it_was_not_meant_can_be_taken_back(window: Window, qtbot: QtBot) -> None:
    view = _ask(window, qtbot, PROFIT)
    said = view.plain
    assert view.meant_button is not None
    assert view.keep_button is not None
    view.meant_button.click()
    assert view.keep_button.isVisible()
    view.keep_button.click()
    assert window.focusWidget() is view.meant_button
    assert not view.choices[0].isVisible()
    assert view.plain == said


def test_escape_empties_the_field(window: Window, qtbot: QtBot) -> None:
    field = window.workspace.advisor.field
    _ask(window, qtbot, PROFIT)
    field.setText("half a question")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == PROFIT


def test_the_last_line_of_an_answer_that_nearly_fits_is_in_view(
    window: Window, qtbot: QtBot
) -> None:
    _ask(window, qtbot, PROFIT)
    view = _ask(window, qtbot, PROFIT)
    talk = window.workspace.advisor.conversation
    for more in (-20, 0, 8, 16):  # pixels that the answer needs more than there are
        talk.setFixedHeight(view.height() - more)
        talk.follow(view)
        qtbot.waitUntil(lambda: _foot_shows(talk, view))


def _foot_shows(talk: ConversationView, view: AnswerView) -> bool:
    """Scroll as far as is laid out by now, and tell whether the last line is in view."""
    talk._scroll()
    foot = view.made_of.mapTo(talk.viewport(), view.made_of.rect().bottomLeft()).y()
    return talk.viewport().height() == talk.height() and foot < talk.viewport().height()


# --- where figures come from ---


def _narrations(window: Window) -> list[str]:
    """Return what the register in view shows."""
    return [row.entry.draft.narration for row in window.workspace.books.entries_model.rows]


def _follow(window: Window, view: AnswerView, name: str) -> None:
    """Tab from the question field to the answer and on to a link in it, and press Enter."""
    assert view.texts
    window.workspace.advisor.field.setFocus()
    while window.focusWidget() is not view.texts[0]:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    for _ in range(view.texts[0].links.index(name)):
        QTest.keyClick(view.texts[0], Qt.Key.Key_Tab)
    QTest.keyClick(view.texts[0], Qt.Key.Key_Return)


def test_a_figure_of_one_account_leads_to_its_register_by_keys(
    window: Window, qtbot: QtBot
) -> None:
    _post(window, qtbot)
    view = _ask(window, qtbot, PROFIT)
    _follow(window, view, "income")
    settle(window, qtbot)
    assert window.workspace.room == "books"
    assert window.workspace.books.heading.text() == "Shop sales"
    assert _narrations(window) == ["Cash sale"]


def test_a_figure_of_several_accounts_leads_to_them_by_keys(window: Window, qtbot: QtBot) -> None:
    _post(window, qtbot)
    room = window.workspace.advisor
    view = _ask(window, qtbot, PROFIT)
    _follow(window, view, "profit")
    settle(window, qtbot)
    assert room.pages.currentWidget() is room.sources
    assert _plain(room.sources.title.text()) == "GBP 32.50"
    assert [row.amount for row in room.sources.accounts_model.rows] == [4250, 1000]
    window.session.toggle_amounts()
    assert "32.50" not in room.sources.title.text()
    window.session.toggle_amounts()
    settle(window, qtbot)
    assert window.focusWidget() is room.sources.accounts
    QTest.keyClick(room.sources.accounts, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert _narrations(window) == ["Cleaning"]
    window.workspace.enter("advisor")
    QTest.keyClick(room.sources.accounts, Qt.Key.Key_Escape)
    assert room.pages.currentIndex() == 0
    assert window.focusWidget() is room.field


def test_money_at_hand_leads_to_what_the_accounts_hold(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.advisor
    view = _ask(window, qtbot, "How much money do I have?")
    assert "GBP 444.25" in _said(view)
    _follow(window, view, "cash")
    settle(window, qtbot)
    if room.pages.currentWidget() is room.sources:
        assert sum(row.amount for row in room.sources.accounts_model.rows) == 44_425
        QTest.keyClick(room.sources.accounts, Qt.Key.Key_Return)
        settle(window, qtbot)
    assert window.workspace.books.heading.text() == "Cash in the till"
    assert window.workspace.books.entries_model.rows[0].balance == 44_425


def test_what_the_books_do_not_hold_is_not_from_them(window: Window, qtbot: QtBot) -> None:
    view = _ask(window, qtbot, "What will the weather be?")
    assert view.made_of.text() == "Plain wording"


def test_a_figure_of_several_entries_leads_to_them(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.advisor
    room._show_place(Place(rows=(2, 3)), name=lambda: "GBP 55.75")
    settle(window, qtbot)
    assert [entry.number for entry in room.sources.entries_model.rows] == [2, 3]
    QTest.keyClick(room.sources.entries, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.workspace.room == "books"
    chosen = window.workspace.books.pane.chosen_entry
    assert chosen == 2


def test_a_party_leads_to_its_entries(window: Window, qtbot: QtBot) -> None:
    window.workspace.advisor._show_place(Place(party="Bright & Co"), name=lambda: "Bright & Co")
    settle(window, qtbot)
    assert _narrations(window) == ["Cleaning"]


def test_the_keyboard_reaches_links_and_lines(window: Window, qtbot: QtBot) -> None:
    view = _ask(window, qtbot, PROFIT)
    assert view.texts
    assert view.texts[0].links
    reached = []
    room = window.workspace.advisor
    room.field.setFocus()
    for _ in range(30):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(window.focusWidget())
    assert view.texts[0] in reached
    assert view.figures is not None
    assert view.figures.table in reached
    assert view.meant_button in reached
    assert set(view.further) <= set(reached)
    assert reached.index(view.texts[0]) < reached.index(view.figures.table)


def test_a_line_of_the_table_leads_to_its_account(window: Window, qtbot: QtBot) -> None:
    view = _ask(window, qtbot, PROFIT)
    assert view.figures is not None
    table = view.figures.table
    row = next(
        at for at, line in enumerate(view.figures.model.rows) if line.place.accounts == ("6110",)
    )
    table.selectRow(row)
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.workspace.room == "books"
    assert _narrations(window) == ["Cleaning"]
    window.workspace.enter("advisor")
    assert window.workspace.advisor.conversation.views == [view]


def test_names_are_no_markup(qapp: QApplication) -> None:
    del qapp
    text = LinkedText(name="Answer")
    text.show_pieces([Piece("<b>Bold & Co</b> owes "), Piece("<GBP 5>", "owed"), Piece(".")])
    shown = QTextDocument()
    shown.setHtml(text.text())
    assert shown.toPlainText() == text.plain == "<b>Bold & Co</b> owes <GBP 5>."
    assert text.links == ("owed",)


@given(st.text(min_size=1), st.text(min_size=3), st.text())
def test_figures_of_facts_are_found_in_a_models_sentence(
    before: str, figure: str, after: str
) -> None:
    sentence = before + figure + after
    pieces = cut(Piece(sentence), figure, "fact")
    assert "".join(piece.text for piece in pieces) == sentence
    assert any(piece == Piece(figure, "fact") for piece in pieces)
    assert all(figure not in piece.text for piece in pieces if not piece.fact)


def test_a_question_without_spaces_stays_within_the_window(window: Window, qtbot: QtBot) -> None:
    _ask(window, qtbot, "x" * 300)
    qtbot.wait(20)
    assert window.workspace.advisor.conversation.horizontalScrollBar().maximum() == 0


# --- words of a model ---


def _steady(*sentences: str, hold: threading.Event) -> Callable[..., Worded]:
    """Return words that come one by one; the last waits for ``hold`` or to be stopped."""

    def words(asked: Asked, say: Callable[[str], None], stop: threading.Event) -> Worded:
        assert asked.answer is not None
        for sentence in sentences[:-1]:
            say(sentence)
        while not (stop.is_set() or hold.wait(0.005)):
            pass
        if not stop.is_set():
            say(sentences[-1])
        return Worded("Tiny", sentences)

    return words


def test_words_of_a_model_come_after_the_plain_ones(window: Window, qtbot: QtBot) -> None:
    hold = threading.Event()
    window.session.words = _steady("Cleaning took GBP\N{NO-BREAK SPACE}42.50.", "Sell.", hold=hold)
    view = _ask(window, qtbot, PROFIT)
    assert "GBP 42.50" in _said(view)
    assert view.words is not None
    qtbot.waitUntil(lambda: bool(view.turn.words))
    assert view.stop_button is not None
    assert view.stop_button.isVisible()
    assert view.words.plain.startswith("Cleaning took")
    assert view.words.links, "the figure of the facts is no link"
    hold.set()
    qtbot.waitUntil(lambda: not view.turn.wording)
    assert view.words.plain.endswith("Sell.")
    assert view.made_of.text() == "From your books · Worded by Tiny, figures checked"
    assert not view.stop_button.isVisible()


def test_escape_stops_the_words(window: Window, qtbot: QtBot) -> None:
    hold = threading.Event()
    window.session.words = _steady("Cleaning is dear.", "Never.", hold=hold)
    view = _ask(window, qtbot, PROFIT)
    qtbot.waitUntil(lambda: bool(view.turn.words))
    QTest.keyClick(window.workspace.advisor.field, Qt.Key.Key_Escape)
    assert not view.turn.wording
    hold.set()
    qtbot.waitUntil(lambda: "wording" not in {each.name for each in threading.enumerate()})
    QApplication.processEvents()
    assert view.turn.words == ["Cleaning is dear."]
    assert view.made_of.text().startswith("From your books")


def test_a_new_question_stops_the_words_of_the_last(window: Window, qtbot: QtBot) -> None:
    hold = threading.Event()
    window.session.words = _steady("Cleaning is dear.", "Never.", hold=hold)
    first = _ask(window, qtbot, PROFIT)
    window.session.words = None
    second = _ask(window, qtbot, PROFIT)
    hold.set()
    qtbot.waitUntil(lambda: "wording" not in {each.name for each in threading.enumerate()})
    assert not first.turn.wording
    assert second.turn.words == []


def test_without_words_of_a_model_the_plain_ones_stand(window: Window, qtbot: QtBot) -> None:
    def nothing(asked: Asked, say: object, stop: object) -> Worded:
        del asked, say, stop
        return Worded("Tiny", dropped=2)

    window.session.words = nothing
    view = _ask(window, qtbot, PROFIT)
    qtbot.waitUntil(lambda: not view.turn.wording)
    assert view.made_of.text() == "From your books · Plain wording"


def test_amounts_are_hidden_everywhere(window: Window, qtbot: QtBot) -> None:
    hold = threading.Event()
    hold.set()
    window.session.words = _steady("Cleaning took forty-two pounds.", "Sell.", hold=hold)
    view = _ask(window, qtbot, PROFIT)
    qtbot.waitUntil(lambda: not view.turn.wording)
    window.session.toggle_amounts()
    settle(window, qtbot)
    assert "42.50" not in _said(view)
    assert HIDDEN in _said(view)
    assert view.words is not None
    assert "forty" not in view.words.plain
    assert view.figures is not None
    shown = [str(view.figures.model.index(row, 1).data()) for row in range(2)]
    assert set(shown) == {HIDDEN}
    window.session.toggle_amounts()
    settle(window, qtbot)
    assert "42.50" in _said(view)
    assert "forty" in view.words.plain
    assert not view.turn.stale, "covering amounts is no change of the books"


# --- keeping and forgetting ---


def test_an_answer_says_that_the_books_have_changed(window: Window, qtbot: QtBot) -> None:
    view = _ask(window, qtbot, PROFIT)
    assert not view.turn.stale
    view.further[0].setFocus()
    _post(window, qtbot, "100.00")
    assert view.again_button is not None
    assert window.focusWidget() is window.workspace.advisor.field, "the keyboard is lost"
    view.again_button.click()
    settle(window, qtbot)
    assert "You made a profit of GBP 57.50" in _said(view)
    assert not view.turn.stale


def test_a_posting_while_another_room_is_in_view_is_noticed(window: Window, qtbot: QtBot) -> None:
    view = _ask(window, qtbot, PROFIT)
    window.workspace.enter("books")
    _post(window, qtbot)
    window.workspace.enter("advisor")
    settle(window, qtbot)
    assert view.again_button is not None


def test_what_goes_wrong_is_said_and_the_question_stays(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cfo_desktop.base.errors import UserError

    def refuse(*_: object, **__: object) -> Asked:
        raise UserError("book_busy")

    with monkeypatch.context() as patched:
        patched.setattr(ask, "ask", refuse)
        room = window.workspace.advisor
        _ask(window, qtbot, PROFIT)
    assert room.field.text() == PROFIT
    assert room.conversation.views[0].turn.error is not None
    QTest.keyClick(room.field, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert "GBP 42.50" in _said(room.conversation.views[-1])
    assert room.field.text() == ""


def test_a_long_conversation_shows_its_newest_questions(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.advisor
    for number in range(23):
        room.ask(f"{PROFIT} {number}")
    settle(window, qtbot)
    assert len(room.conversation.views) == 20
    assert room.conversation.views[0].question.text().endswith(" 3")
    assert room.conversation.earlier_button.text() == "Earlier questions: 3"
    room.conversation.earlier_button.click()
    settle(window, qtbot)
    assert len(room.conversation.views) == 23
    assert [view.question.text().split()[-1] for view in room.conversation.views[:4]] == [
        "0",
        "1",
        "2",
        "3",
    ]
    assert all(view.texts for view in room.conversation.views)
    assert not room.conversation.earlier_button.isVisible()


def test_clear_forgets_the_conversation(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.advisor
    _ask(window, qtbot, PROFIT)
    room.clear_button.click()
    assert room.conversation.views == []
    assert window.session.conversation == []
    assert room.conversation.empty.isVisible()
    assert not room.clear_button.isVisible()


def test_the_conversation_outlives_a_change_of_language(window: Window, qtbot: QtBot) -> None:
    _ask(window, qtbot, PROFIT)
    settings = dataclasses.replace(window.session.settings, language="zh_CN")
    window.session.change_settings(settings)
    qtbot.waitUntil(lambda: window.workspace.room == "advisor")
    settle(window, qtbot)
    room: AdvisorRoom = window.workspace.advisor
    assert "GBP 42.50" in _said(room.conversation.views[0]), (
        "an English question keeps its English answer"
    )


def test_locking_forgets_the_conversation_while_words_come(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[restart.Place] = []

    def start(place: restart.Place) -> bool:
        told.append(place)
        return True

    monkeypatch.setattr(restart, "start", start)
    hold = threading.Event()
    window.session.words = _steady("Cleaning is dear.", "Never.", hold=hold)
    view = _ask(window, qtbot, PROFIT)
    qtbot.waitUntil(lambda: bool(view.turn.words))
    with qtbot.waitSignal(window.finished):
        window.lock()
    qtbot.waitUntil(lambda: "wording" not in {each.name for each in threading.enumerate()})
    assert told[0].room == "advisor"
    assert told[0].within == ""
    assert window.session.conversation == []
    assert window.workspace.advisor.conversation.views == []
