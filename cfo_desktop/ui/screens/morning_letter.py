"""The letter of the morning, a page of Today: its figures are links, its advice has buttons."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QTextBrowser
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import texts
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.answer_texts import Piece
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.outlook import Outlook
from cfo_desktop.domain.period import Stretch
from cfo_desktop.ui import draft_verbs as verbs
from cfo_desktop.ui.draft_verbs import Morning
from cfo_desktop.ui.finding_words import FindingWords
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts

_FACT, _DO = "fact:", "do:"
_WIDEST = 760
"""Pixels: longer lines are hard to read."""


def told(session: Session, key: str) -> str:
    """Return a text about the letter in the window's language."""
    return texts.text(session.language, answer_texts.ROOM, f"letter.{key}")


class MorningLetter(QWidget):
    """Reads the letter whenever it comes into view."""

    left = Signal()
    place_asked = Signal(object)
    """The ``Place`` that a figure leads to."""
    do_asked = Signal(object)
    """The ``Finding`` whose action is wanted."""

    def __init__(self, session: Session) -> None:
        """Begin empty."""
        super().__init__()
        self._session = session
        self._accounts: dict[str, Account] = {}
        self._say = FindingWords(session, self._accounts)
        self._found: Morning | None = None
        self._stale = True
        self.view = QTextBrowser()
        self.view.setOpenLinks(False)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setAccessibleName(told(session, "button"))
        self.view.anchorClicked.connect(self._follow)
        self.view.setMaximumWidth(_WIDEST)
        self.copy = parts.button(told(session, "copy"), self._copy)
        self.print = parts.button(told(session, "print"), self._print)
        self.back_button = parts.button(told(session, "back"), self.left.emit, shortcut="Esc")
        about = parts.label(told(session, "about"), role="muted", wrap=True)
        buttons = parts.row(self.copy, self.print, None, gap=8)
        column = parts.column(self.view, about, buttons, gap=8)
        column.setStretch(0, 1)
        self.setLayout(parts.column(parts.card(column, margin=parts.MARGIN)))

    @property
    def table(self) -> QWidget:
        """What takes the keyboard, as the table does on the pages beside this one."""
        return self.view

    def show_outlook(self, _: Outlook) -> None:
        """Read the letter anew: the books, or what the owner put off, have changed."""
        self._stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what may have changed while the page was not in view."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def forget(self) -> None:
        """Show nothing of a book."""
        self._found = None
        self._stale = True
        self._accounts.clear()
        self.view.clear()

    def _read(self) -> None:
        self._stale = False
        self._session.run(verbs.morning(), owner=self, done=self._show, topic="letter")

    def _show(self, found: Morning) -> None:
        self._found = found
        self._accounts.clear()
        self._accounts.update(found.accounts)
        accent = self._session.colour("accent").name()
        self.view.document().setDefaultStyleSheet(
            f"a {{ color: {accent}; text-decoration: none }} p {{ line-height: 150% }}"
        )
        self.view.setHtml("".join(self._html(found)))

    # --- words ---

    def _sentences(self, found: Morning) -> Sequence[Sequence[Piece]]:
        letter = found.letter
        return answer_texts.sentences(letter, self._session.language, self._say, today=letter.day)

    def _html(self, found: Morning) -> list[str]:
        """Return the letter as rich text; names are data, and so escaped."""
        letter, said = found.letter, self._sentences(found)
        made = []
        number = 0
        for paragraph in answer_texts.paragraphs(letter):
            sentences = []
            for place in paragraph:
                text = "".join(map(self._piece, said[place]))
                title = letter.said[place].of_finding and letter.said[place].opens
                sentences.append(f"<b>{text}</b>" if title else text)
            if letter.said[paragraph[0]].of_finding:
                button = html.escape(self._say.button(letter.findings[number]))
                sentences.append(f'&nbsp;<a href="{_DO}{number}">{button}&nbsp;→</a>')
                number += 1
            text = answer_texts.joined(sentences, self._session.language)
            made.append(f"<p>{text}</p>")
        return made

    def _piece(self, piece: Piece) -> str:
        shown = html.escape(piece.text)
        if self._found is None or not piece.fact:
            return shown
        fact = self._found.letter.facts[piece.fact]
        leads = fact.place != Place() and not isinstance(fact.figure, dt.date | Stretch)
        return f'<a href="{_FACT}{piece.fact}">{shown}</a>' if leads else shown

    def text(self) -> str:
        """Return the letter as it is shown, without links."""
        if self._found is None:
            return ""
        letter = self._found.letter
        return answer_texts.plain(letter, self._session.language, self._say, today=letter.day)

    # --- out of the page ---

    def _follow(self, link: QUrl) -> None:
        where = link.toString()
        if self._found is None:
            return
        letter = self._found.letter
        if where.startswith(_DO):
            self.do_asked.emit(letter.findings[int(where.removeprefix(_DO))])
        else:
            self.place_asked.emit(letter.facts[where.removeprefix(_FACT)].place)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._session.tell(told(self._session, "copied"))

    def _print(self) -> None:
        from cfo_desktop.ui import printing

        name = told(self._session, "button")
        printing.preview(printing.Note(name, tuple(self.text().split("\n\n"))), parent=self)
