"""A field for an amount, aligned right, read as the window's language writes numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.widgets import parts


class AmountEdit(QLineEdit):
    """Holds text; says what amount it is, if it is one."""

    def __init__(self, localised: Localised, *, name: str) -> None:
        super().__init__()
        self._localised = localised
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(24)
        self.setMinimumHeight(parts.FIELD_HEIGHT)
        self.setMinimumWidth(120)
        self.setAccessibleName(name)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def plain(self) -> str:
        """Return the plain decimal that services read; empty where nothing is typed."""
        return self._localised.plain_amount(self.text())

    def minor(self, currency: str) -> int | None:
        """Return the amount in minor units, 0 for an empty field, ``None`` for what is none."""
        plain = self.plain()
        if not plain:
            return 0
        try:
            return Money.parse(plain, currency).minor
        except UserError:
            return None
