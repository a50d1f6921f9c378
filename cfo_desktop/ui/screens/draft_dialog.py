"""A letter drafted from the books: to read, change, copy, save or print; it is never sent."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog
from PySide6.QtWidgets import QPlainTextEdit
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import texts
from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.drafts import DraftKind
from cfo_desktop.domain.drafts import Tone
from cfo_desktop.domain.drafts import Wanted
from cfo_desktop.ui import draft_verbs as verbs
from cfo_desktop.ui.draft_verbs import Drafted
from cfo_desktop.ui.drafting import told
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.fields import ChoiceBox

_LEAST_WIDTH = 420
_LEAST_HEIGHT = 200
_SIZE = (680, 640)
_AROUND = 10
"""Pixels around the letter."""


class DraftDialog(QDialog):
    """What the owner changes by the choices can be undone in the text (Ctrl+Z)."""

    def __init__(self, session: Session, wanted: Wanted, *, parent: QWidget) -> None:
        """Draft ``wanted``; the tone and the language are those that fit until one is chosen."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(told(session, "title"))
        self._session = session
        self._wanted = wanted
        self.to = ChoiceBox()
        self.tone = ChoiceBox()
        for tone in Tone:
            self.tone.addItem(told(session, f"tone.{tone}"), tone)
        self.written_in = ChoiceBox()
        for language in texts.LANGUAGES:
            self.written_in.addItem(told(session, f"language.{language}"), language)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(told(session, "text"))
        self.text.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.text.document().setDocumentMargin(_AROUND)
        self.text.setTabChangesFocus(True)
        self.state = parts.label(role="muted", wrap=True)
        self.copy = parts.button(told(session, "copy"), self._copy, role="primary")
        self.save = parts.button(told(session, "save"), self._save)
        self.print = parts.button(told(session, "print"), self._print)
        self.leave = parts.button(told(session, "close"), self.reject)
        self._build()
        self.to.activated.connect(lambda _: self._choose_party())
        for box in (self.tone, self.written_in):
            box.activated.connect(lambda _: self._draft(chosen=True))
        self._draft(chosen=False)

    def _build(self) -> None:
        reminder = self._wanted.kind is DraftKind.REMINDER
        choices = [
            (told(self._session, "to"), self.to),
            (told(self._session, "language_label"), self.written_in),
        ]
        if reminder:
            choices.insert(1, (told(self._session, "tone_label"), self.tone))
        for name, box in choices:
            box.setAccessibleName(name)
        if not reminder:
            self.tone.hide()
        column = parts.column(
            parts.label(told(self._session, "title"), role="heading"),
            parts.label(told(self._session, "nothing_sent"), role="muted", wrap=True),
            parts.form(*choices),
            self.text,
            self.state,
            parts.row(self.save, self.print, None, self.leave, self.copy),
            margin=parts.MARGIN,
        )
        column.setStretch(3, 1)
        self.setLayout(column)
        self.resize(*_SIZE)
        self._enable(ready=False)

    def _enable(self, *, ready: bool) -> None:
        for widget in (self.copy, self.save, self.print, self.to, self.tone, self.written_in):
            widget.setEnabled(ready)

    # --- drafting ---

    def _choose_party(self) -> None:
        """Write to another: its own tone and language, until the owner chooses again."""
        self._wanted = Wanted(self._wanted.kind, str(self.to.currentData()))
        self._draft(chosen=False)

    def _draft(self, *, chosen: bool) -> None:
        tone = Tone(self.tone.currentData()) if chosen else None
        self._session.run(
            verbs.draft(
                self._wanted,
                language=str(self.written_in.currentData()) if chosen else None,
                default=self._session.language,
                tone=tone,
            ),
            owner=self,
            done=self._show,
            failed=self._not_drafted,
            topic="draft",
        )

    def _show(self, found: Drafted) -> None:
        draft = found.draft
        self._wanted = Wanted(draft.kind, draft.to)
        self.to.clear()
        for party in found.parties:
            self.to.addItem(" ".join(party.split()), party)
        self.to.setCurrentIndex(self.to.findData(draft.to))
        if draft.tone is not None:
            self.tone.setCurrentIndex(self.tone.findData(draft.tone))
        self.written_in.setCurrentIndex(self.written_in.findData(draft.language))
        self._enable(ready=True)
        self.tone.setEnabled(draft.tone is not None)
        cursor = self.text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(draft.text)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.state.clear()

    def _not_drafted(self, error: CfoError) -> None:
        self.state.setText(self._session.localised.error(error))

    # --- out of the dialog ---

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.state.setText(told(self._session, "copied"))

    def _save(self) -> None:
        target = pick.target(
            self,
            title=told(self._session, "save"),
            suggested=told(self._session, "file"),
            kinds=told(self._session, "text_files"),
        )
        if target is None:
            return
        self._session.run(
            verbs.save_text(self.text.toPlainText(), target=target),
            owner=self,
            done=lambda path: self.state.setText(told(self._session, "saved", file=path)),
            failed=self._not_drafted,
        )

    def _print(self) -> None:
        from cfo_desktop.ui import printing

        said = self.text.toPlainText().strip().split("\n\n")
        name = told(self._session, "title")
        printing.preview(printing.Note(name, tuple(said)), parent=self)


def ask(session: Session, wanted: Wanted, *, parent: QWidget) -> DraftDialog:
    """Open the dialog over the window."""
    dialog = DraftDialog(session, wanted, parent=parent)
    dialog.open()
    return dialog
