"""Asks before an entry is taken back, says that it was, and that it stays so."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui import undo
from cfo_desktop.ui import verbs
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets.confirm import Confirm
from cfo_desktop.ui.widgets.confirm import ask


def ask_reverse(parent: QWidget, session: Session, number: int, *, about: str) -> Confirm:
    """Ask whether entry ``number`` is to be taken back, and do so where the owner agrees.

    ``about`` says which one it is: its day, who or what, and its amount.
    """
    translate = QCoreApplication.translate

    def reverse() -> None:
        session.run(
            verbs.reverse(number),
            owner=session,
            done=lambda made: session.tell(
                undo.reversed_told(number, made), undo=undo.of_reversal()
            ),
        )

    return ask(
        parent,
        translate("AskReverse", "Reverse entry {number}?").format(number=number),
        about=about,
        explanation=translate(
            "AskReverse",
            "A second entry takes it back. Both stay in the books, so that the correction "
            "can be followed.",
        ),
        action=translate("AskReverse", "Reverse it"),
        then=reverse,
    )
