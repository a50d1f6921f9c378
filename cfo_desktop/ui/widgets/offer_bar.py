"""Offers a rule at the moment of a decision: always do so, or not now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.rules import Rule
from cfo_desktop.ui.widgets import parts


class OfferBar(QFrame):
    """One offered rule at a time; the next comes when this one is answered."""

    taken = Signal(object)
    """The ``Rule`` to keep."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._rules: list[Rule] = []
        self._names: dict[str, str] = {}
        self.text = parts.label(wrap=True)
        self.take = parts.button(self.tr("Make it a rule"), self._take, role="primary")
        self.leave = parts.button(self.tr("Not now"), self._next)
        layout = parts.row(self.text, self.take, self.leave)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()

    def offer(self, rules: Sequence[Rule], *, names: dict[str, str]) -> None:
        """Offer ``rules``, one after the other; ``names`` are the accounts' by code."""
        self._rules = list(rules)
        self._names = names
        self._show()

    def _take(self) -> None:
        rule = self._rules[0]
        self._next()
        self.taken.emit(rule)

    def _next(self) -> None:
        self._rules = self._rules[1:]
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._rules))
        if not self._rules:
            return
        rule = self._rules[0]
        words = rule.contains or rule.party or rule.pattern
        account = self._names.get(rule.account, rule.account)
        self.text.setText(
            self.tr("Always sort payments with “{text}” to {account}?").format(
                text=words, account=account
            )
        )
