"""A dialog that asks for one decision before something is changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets import parts


class Confirm(QDialog):
    """Two buttons: the action by its own name, and Cancel."""

    def __init__(
        self, question: str, *, about: str = "", explanation: str, action: str, parent: QWidget
    ) -> None:
        """Ask ``question``; ``about``, where given, names what it is asked of."""
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.action = parts.button(action, self.accept, role="primary")
        self.action.setDefault(True)
        cancel = parts.button(self.tr("Cancel"), self.reject)
        self.about = parts.label(about, role="strong", wrap=True)
        if not about:
            self.about.hide()
        self.setLayout(
            parts.column(
                parts.label(question, role="heading", wrap=True),
                self.about,
                parts.label(explanation, wrap=True),
                parts.row(None, cancel, self.action),
                margin=parts.MARGIN,
            )
        )
        self.setMinimumWidth(420)


def ask(
    parent: QWidget,
    question: str,
    *,
    about: str = "",
    explanation: str,
    action: str,
    then: Callable[[], None],
) -> Confirm:
    """Ask, and call ``then`` where the owner agrees; the window goes on meanwhile."""
    dialog = Confirm(question, about=about, explanation=explanation, action=action, parent=parent)
    dialog.accepted.connect(then)
    dialog.open()
    return dialog
