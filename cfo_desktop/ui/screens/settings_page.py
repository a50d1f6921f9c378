"""One part of the settings: cards that scroll, read anew when they are seen or touched."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QLayout
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts

LABELS = 170
"""Pixels of the labels of every form, so that all fields stand in one line."""
WIDTH = 760
FIELD = 300


class SettingsPage(QScrollArea):
    """Cards under each other."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def lay_out(self, *cards: QWidget | QLayout | None) -> None:
        """Stack cards; ``None`` at the end leaves room under them."""
        holder = QWidget()
        holder.setMaximumWidth(WIDTH)  # else heights are reckoned for wider cards than these
        holder.setLayout(parts.column(*cards, gap=16))
        self.setWidget(holder)

    def refresh(self) -> None:
        """Read anew what the page shows."""

    def first_focus(self) -> QWidget:
        """Return what takes the keyboard when the page is entered."""
        return self

    def forget(self) -> None:
        """Show nothing of a book."""


def card(title: str, *items: QWidget | QLayout | None, hint: str = "") -> QFrame:
    """Return a card with a heading and, under it, a quieter sentence."""
    head: list[QWidget | QLayout | None] = [parts.label(title, role="heading")]
    if hint:
        head.append(parts.label(hint, role="muted", wrap=True))
    return parts.card(parts.column(*head, *items), width=WIDTH)
