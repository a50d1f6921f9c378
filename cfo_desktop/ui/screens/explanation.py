"""Where a figure comes from: in words, by account, and entry by entry, over whatever room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import texts
from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.answer_texts import Piece
from cfo_desktop.domain.asking import Explanation as Found
from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.money import Money
from cfo_desktop.ui import explain_verbs as verbs
from cfo_desktop.ui.advisor_words import BookWords
from cfo_desktop.ui.advisor_words import leads
from cfo_desktop.ui.explain_verbs import Explained
from cfo_desktop.ui.explain_verbs import Wanted
from cfo_desktop.ui.screens.answer_figures import AnswerFigures
from cfo_desktop.ui.screens.breakdown_pane import BreakdownPane
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.linked_text import LinkedText

_WIDTH, _HEIGHT = 860, 540
"""Pixels at most: the window may have less."""
_LEFT = 330
"""Pixels of the words and their small table at least."""


class Explanation(QDialog):
    """One figure at a time; a figure that its words name is explained in its place."""

    entry_asked = Signal(int)
    """The number of an entry that the owner wants to see in the books."""

    def __init__(self, session: Session, wanted: Wanted, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(explain_menu.words(session.language))
        self._session = session
        self._asked = [wanted]
        """The figure in view is the last; those before it are a step back each."""
        self.explained: Explained | None = None
        self.title = parts.label(role="heading", wrap=True)
        self.text = LinkedText(name=self.windowTitle())
        self.text.asked.connect(self._follow)
        self.figures: AnswerFigures | None = None
        self.whole = parts.label(role="muted", wrap=True)
        self.pane = BreakdownPane(session)
        self.pane.close_button.hide()
        self.pane.title.hide()
        self.pane.entry_asked.connect(self._show_entry)
        self.back_button = parts.button(self._say("back"), self._go_back)
        self.close_button = parts.button(self._say("close"), self.reject)
        self._told = parts.column(self.text, None, gap=12)
        told = QWidget()
        told.setLayout(self._told)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumWidth(_LEFT)
        area.setWidget(told)
        both = parts.row(area, self.pane, gap=14)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        layout = parts.column(
            self.title,
            both,
            self.whole,
            parts.row(self.back_button, None, self.close_button),
            gap=10,
            margin=parts.MARGIN,
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.resize(min(_WIDTH, parent.width() - 20), min(_HEIGHT, parent.height() - 20))
        session.settings_changed.connect(self._show)
        self._read()

    def go_on(self, wanted: Wanted) -> None:
        """Explain another figure; Back leads to the one before."""
        self._asked.append(wanted)
        self._read()

    def _say(self, key: str) -> str:
        return texts.text(self._session.language, "answers", f"where.{key}")

    # --- reading ---

    def _read(self) -> None:
        self.title.setText(self._asked[-1].name())
        self.back_button.setVisible(len(self._asked) > 1)
        self._session.run(
            verbs.explain(self._asked[-1]),
            owner=self,
            done=self._take,
            failed=self._failed,
            topic="explanation",
        )

    def _take(self, explained: Explained) -> None:
        self.explained = explained
        self._show()
        if self.pane.isVisible():
            self.pane.table.setFocus()
        else:
            self.close_button.setFocus()

    def _failed(self, error: CfoError) -> None:
        self.text.show_pieces((Piece(self._session.localised.error(error)),))
        self.pane.close_pane()

    # --- showing ---

    def _show(self) -> None:
        if self.explained is None:
            return
        found, wanted = self.explained.found, self._asked[-1]
        words = BookWords(self._session, self.explained.accounts, today=self.explained.today)
        self.title.setText(wanted.name())
        self.text.show_pieces(words.joined(words.sentences(found)))
        self._show_figures(found, words)
        rows = found.rows
        shown = rows is not None and bool(rows.shares or rows.carried or rows.more)
        if rows is not None and shown:
            self.pane.show_found(rows, name=wanted.name(), own=_only(wanted))
        else:
            self.pane.close_pane()
        key = "whole" if found.whole else "part"
        said = shown and (found.whole or wanted.figure is not None)
        self.whole.setText(self._say(key) if said else "")
        self.whole.setVisible(said)

    def _show_figures(self, found: Found, words: BookWords) -> None:
        if self.figures is not None:
            self._told.removeWidget(self.figures)
            self.figures.hide()
            self.figures.deleteLater()
            self.figures = None
        if found.table is not None and found.table.lines:
            self.figures = AnswerFigures(self._session, found.table, words)
            self.figures.line_asked.connect(lambda line: self._follow_line(line, words))
            self._told.insertWidget(1, self.figures)

    # --- leading on ---

    def _follow(self, name: str) -> None:
        """Explain a figure, or what is booked on an account, that the words name."""
        if self.explained is None:
            return
        fact = self.explained.found.facts[name]
        words = BookWords(self._session, self.explained.accounts, today=self.explained.today)
        found = self.explained.found

        def said() -> str:
            pieces = (piece for each in words.sentences(found) for piece in each)
            return next((piece.text for piece in pieces if piece.fact == name), "")

        self._lead_on(said, fact.place, fact.figure)

    def _follow_line(self, line: Line, words: BookWords) -> None:
        figure = line.figures[0] if line.figures else None
        self._lead_on(
            lambda: words.pair(words.name(line), words.figure(figure)), line.place, figure
        )

    def _lead_on(self, name: Callable[[], str], place: Place, figure: object) -> None:
        if leads(place):
            own = figure if isinstance(figure, Money) else None
            self.go_on(Wanted(name, place, own))

    def _go_back(self) -> None:
        self._asked.pop()
        self._read()

    def _show_entry(self, _: str, entry: Entry) -> None:
        self.accept()
        self.entry_asked.emit(entry.number)


def _only(wanted: Wanted) -> str:
    """Return the code of the one account that a figure is about, if it is about one."""
    if wanted.line is not None:
        return wanted.line.line
    return wanted.place.accounts[0] if len(wanted.place.accounts) == 1 else ""
