"""A field for a share or a change in per cent, read as the window's language writes numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from cfo_desktop.base.errors import UserError
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.widgets import parts

_MOST = 12
_PERCENT = re.compile(r"[+-]?[0-9]{1,6}(\.[0-9]{1,6})?")


class PercentEdit(QLineEdit):
    """Holds text; says what share it is."""

    def __init__(self, localised: Localised, *, name: str) -> None:
        super().__init__()
        self._localised = localised
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(_MOST)
        self.setMinimumHeight(parts.FIELD_HEIGHT)
        self.setPlaceholderText("%")
        self.setAccessibleName(name)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def value(self) -> Decimal | None:
        """Return the share, ``None`` for an empty field; raise ``UserError("percent_invalid")``."""
        typed = self.text().strip()
        text = self._localised.plain_amount(typed.removesuffix("%").removesuffix("％"))
        if not text:
            return None
        if not _PERCENT.fullmatch(text):
            raise UserError("percent_invalid", text=typed)
        return Decimal(text)

    def show_value(self, percent: Decimal | None) -> None:
        """Show a share for editing."""
        self.setText("" if percent is None else self._localised.decimal(percent))
