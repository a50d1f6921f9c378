"""Sentences in which figures are links: by mouse, and by Tab and Enter."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QSizePolicy

from cfo_desktop.domain.answer_texts import Piece


class LinkedText(QLabel):
    """A wrapped text; every piece is shown as it is, none of it is markup."""

    asked = Signal(str)
    """The name of the piece whose link was followed."""

    def __init__(self, *, name: str) -> None:
        """Begin empty; ``name`` is what a screen reader calls the text."""
        super().__init__()
        self._name = name
        self._pointed = ""
        self.linkHovered.connect(self._point)
        self._pieces: tuple[Piece, ...] = ()
        self.setWordWrap(True)
        self.setMinimumWidth(1)  # a word too long for its line is cut, not the rest
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.linkActivated.connect(self.asked)

    menu_asked = Signal(str, object)
    """The name of a piece with a link whose menu is wanted, and the point of the screen."""

    @property
    def plain(self) -> str:
        """What it says."""
        return "".join(piece.text for piece in self._pieces)

    @property
    def links(self) -> tuple[str, ...]:
        """The names of its links, in their order."""
        return tuple(piece.fact for piece in self._pieces if piece.fact)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Say something else."""
        self._pieces = tuple(pieces)
        focusable = Qt.FocusPolicy.StrongFocus if self.links else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(focusable)
        self.setAccessibleName(f"{self._name}: {self.plain}")
        self._write()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first link, or going back with the last."""
        super().focusInEvent(event)
        reason = event.reason()
        if self.links and reason in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        }:
            self.focusNextPrevChild(reason == Qt.FocusReason.TabFocusReason)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the link under the mouse, or of the one that has the keyboard."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        name = self._link_at_cursor() if keyboard else self._pointed
        if name:
            self.menu_asked.emit(name, event.globalPos())
        else:
            super().contextMenuEvent(event)

    def _point(self, name: str) -> None:
        self._pointed = name

    def _link_at_cursor(self) -> str:
        """Return the link that Tab went to: Qt selects its text."""
        start, at = self.selectionStart(), 0
        for piece in self._pieces:
            if at == start and piece.fact:
                return piece.fact
            at += len(piece.text)
        return ""

    def changeEvent(self, event: QEvent) -> None:
        """Write the links anew in the colours of another theme: Qt fixes them as it reads them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._pieces:
            self._write()

    def _write(self) -> None:
        self.setText("".join(map(_marked_up, self._pieces)))


def _marked_up(piece: Piece) -> str:
    text = html.escape(piece.text).replace("\n", "<br>")
    if not piece.fact:
        return text
    return f'<a href="{html.escape(piece.fact)}">{text}</a>'
