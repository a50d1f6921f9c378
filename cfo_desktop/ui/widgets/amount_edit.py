"""A field for an amount, aligned right, read as the window's language writes numbers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain import arithmetic
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.localised import HIDDEN
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.widgets import parts


class AmountEdit(QLineEdit):
    """Holds text; says what amount it is, if it is one.

    Where its currency is known it takes a sum such as ``12+8.5`` and shows the result when it is
    left; Ctrl+Z brings the sum back.
    """

    def __init__(
        self, localised: Localised, *, name: str, currency: Callable[[], str] | None = None
    ) -> None:
        """Make it empty; ``currency`` tells that of the amount as often as it is asked."""
        super().__init__()
        self._localised = localised
        self._covered = ""
        self._currency = currency or (lambda: "")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(arithmetic.MAX_LENGTH if currency else 24)
        self.setMinimumHeight(parts.FIELD_HEIGHT)
        self.setMinimumWidth(120)
        self.setAccessibleName(name)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.editingFinished.connect(self._show_result)

    def plain(self) -> str:
        """Return the plain decimal that services read; empty where nothing is typed."""
        text = self._localised.plain_sum(self._held())
        currency = self._currency()
        if not (currency and arithmetic.is_sum(text)):
            return text
        try:
            return str(arithmetic.amount(text, currency))
        except UserError:
            return text

    def minor(self, currency: str) -> int | None:
        """Return the amount in minor units, 0 for an empty field, ``None`` for what is none."""
        text = self._localised.plain_sum(self._held())
        if not text:
            return 0
        try:
            read = arithmetic.amount if self._currency() else Money.parse
            return read(text, currency).minor
        except UserError:
            return None

    def show_kept(self, text: str) -> None:
        """Show what the book has for editing; while amounts are hidden hold it behind dots.

        What is typed then is shown, as everywhere, and takes its place.
        """
        hidden = self._localised.hidden and bool(text)
        self._covered = text if hidden else ""
        self.setPlaceholderText(HIDDEN if hidden else "")
        self.setText("" if hidden else text)

    def _held(self) -> str:
        """Return what is typed, or where nothing was, what lies behind the dots."""
        return self.text() if self.text() or self.isModified() else self._covered

    def _show_result(self) -> None:
        """Put the result in the place of a sum, so that the field's own undo brings it back."""
        currency = self._currency()
        if not currency or not arithmetic.is_sum(self._localised.plain_sum(self.text())):
            return
        minor = self.minor(currency)
        if minor is not None:
            self.selectAll()
            self.insert(self._localised.editable(Money(currency, minor)))
