"""Asks for the password of a locked file; it is used once and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets import parts


class PasswordDialog(QDialog):
    """One field and two buttons; ``wrong`` says that the last one did not open the file."""

    def __init__(self, file: str, *, wrong: bool, parent: QWidget) -> None:
        super().__init__(parent)
        question = self.tr("A password opens {file}").format(file=file)
        self.setWindowTitle(question)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.password = parts.passphrase_field()
        self.password.setAccessibleName(self.tr("Password of the file"))
        self.open_button = parts.button(self.tr("Open the file"), self.accept, role="primary")
        self.open_button.setDefault(True)
        self.open_button.setEnabled(False)
        self.password.textChanged.connect(lambda text: self.open_button.setEnabled(bool(text)))
        self.note = parts.label(
            self.tr("That password does not open the file.")
            if wrong
            else self.tr(
                "It came with the message that announced the file. It is used now and kept nowhere."
            ),
            role="negative" if wrong else "muted",
            wrap=True,
        )
        self.setLayout(
            parts.column(
                parts.label(question, role="heading", wrap=True),
                self.note,
                self.password,
                parts.row(None, parts.button(self.tr("Leave it"), self.reject), self.open_button),
                margin=parts.MARGIN,
            )
        )
        self.setMinimumWidth(420)


def ask_password(
    parent: QWidget, file: str, *, wrong: bool, then: Callable[[str], None]
) -> PasswordDialog:
    """Ask, and call ``then`` with the password; the window goes on meanwhile."""
    dialog = PasswordDialog(file, wrong=wrong, parent=parent)
    dialog.accepted.connect(lambda: then(dialog.password.text()))
    dialog.open()
    dialog.password.setFocus()
    return dialog
