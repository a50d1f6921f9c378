"""Shows the recovery code once and asks for one group of it, so that it really was written down."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QLineEdit

from cfo_desktop.ui.screens.page import Page
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts

_PER_LINE = 4


class RecoveryCode(Page):
    """The code, ways to keep it, and the proof that it was kept."""

    kept = Signal()
    put_off = Signal()
    """The owner goes on without the code: a new one is made when they come back to it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._code = ""
        self._group = 0
        self.shown = QLabel()
        self.shown.setProperty("role", "code")
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.shown.setAccessibleName(self.tr("Recovery code"))
        self._ask = parts.label()
        self.typed = QLineEdit()
        self.typed.setMinimumHeight(parts.FIELD_HEIGHT)
        self.typed.setMaxLength(6)
        self.typed.setMaximumWidth(140)
        self.typed.textChanged.connect(self._check)
        self.later = parts.button(self.tr("Later"), self._later, role="link")
        self.later.setToolTip(self.tr("Go on without it. Today makes a new code when you ask."))
        self.go_on = parts.button(self.tr("I have kept it"), self._kept, role="primary")
        self.primary = self.go_on
        why = self.tr(
            "If the passphrase is ever lost, this code opens the book. It is shown only now. "
            "Print it or write it down, and keep it away from this computer."
        )
        self.lay_out(
            parts.column(
                parts.label(self.tr("Your recovery code"), role="title"),
                parts.label(why, wrap=True),
                self.shown,
                parts.row(
                    parts.button(self.tr("Copy"), self._copy),
                    parts.button(self.tr("Print…"), self._print),
                    None,
                ),
                parts.rule(),
                self._ask,
                parts.row(self.typed, None, self.later, self.go_on),
            ),
            width=620,
        )

    def show_code(self, code: str) -> None:
        """Show a code and ask for one of its groups, drawn by chance."""
        self._code = code
        groups = code.split("-")
        self._group = secrets.randbelow(len(groups))
        named = [f"{number}:\N{NO-BREAK SPACE}{group}" for number, group in enumerate(groups, 1)]
        lines = [named[at : at + _PER_LINE] for at in range(0, len(named), _PER_LINE)]
        self.shown.setText("\n".join("    ".join(line) for line in lines))
        self._ask.setText(
            self.tr("To go on, type the group number {number} of the code:").format(
                number=self._group + 1
            )
        )
        self._ask.setBuddy(self.typed)
        self.typed.setAccessibleName(self._ask.text())
        self.typed.clear()
        self._check()
        self.typed.setFocus()

    def _check(self) -> None:
        wanted = self._code.split("-")[self._group] if self._code else None
        self.go_on.setEnabled(self.typed.text().strip() == wanted)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self.session.tell(self.tr("Copied. The clipboard is emptied when you leave this page."))

    def _print(self) -> None:
        from PySide6.QtGui import QTextDocument
        from PySide6.QtPrintSupport import QPrintDialog
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self).exec():
            document = QTextDocument()
            name = self.session.info.name if self.session.info else ""
            document.setPlainText(
                f"CFO Desktop\n{name}\n\n{self.tr('Recovery code')}\n\n{self.shown.text()}\n"
            )
            document.print_(printer)

    def _kept(self) -> None:
        self._forget()
        self.kept.emit()

    def _later(self) -> None:
        self._forget()
        self.put_off.emit()

    def _forget(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self._code and clipboard.text() == self._code:
            clipboard.clear()
        self._code = ""
        self.shown.clear()
