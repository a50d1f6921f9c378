"""The lines of the entry form: account, debit, credit, one more as soon as the last is used."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.account_box import AccountBox
from cfo_desktop.ui.widgets.amount_edit import AmountEdit

_FIRST_LINES = 2
_MOST_LINES = 100


class Line:
    """The widgets of one line."""

    def __init__(
        self,
        session: Session,
        *,
        number: int,
        remove_text: str,
        names: Sequence[str],
        currency_of: Callable[[Line], str],
    ) -> None:
        account, debit, credit = names
        self.account = AccountBox(language=session.language, name=f"{account} {number}")
        self.debit, self.credit = (
            AmountEdit(
                session.localised, name=f"{name} {number}", currency=lambda: currency_of(self)
            )
            for name in (debit, credit)
        )
        self.remove = QPushButton("×")
        self.remove.setAccessibleName(f"{remove_text} {number}")
        self.remove.setToolTip(remove_text)
        self.remove.setAutoDefault(True)
        self.remove.setProperty("role", "link")

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """The widgets in the order of columns."""
        return self.account, self.debit, self.credit, self.remove

    @property
    def empty(self) -> bool:
        """Whether nothing is filled in."""
        texts = (self.account.currentText(), self.debit.text(), self.credit.text())
        return not any(text.strip() for text in texts)


class EntryLines(QWidget):
    """A grid of lines."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed in a field of a line."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._accounts: Sequence[Account] = ()
        self._currencies: dict[str, str] = {}
        self.lines: list[Line] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 2)
        self._names = (self.tr("Account"), self.tr("Debit"), self.tr("Credit"))
        for column, name in enumerate(self._names):
            heading = parts.label(name, role="muted")
            if column:
                heading.setAlignment(AmountEdit(session.localised, name="").alignment())
            self._grid.addWidget(heading, 0, column)
        self.reset()

    def reset(self) -> None:
        """Begin anew with two empty lines."""
        for line in list(self.lines):
            self._drop(line)
        for _ in range(_FIRST_LINES):
            self._add()
        self.changed.emit()

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Offer these accounts in every line."""
        self._accounts = accounts
        self._currencies = {account.code: account.currency for account in accounts}
        for line in self.lines:
            line.account.set_accounts(accounts)

    def currency_of(self, line: Line) -> str:
        """Return the currency of the line's account, the book's own while none is chosen."""
        return self._currencies.get(line.account.code(), self._session.currency)

    def foreign(self) -> str:
        """Return the foreign currency of the lines; empty where all are in the book's own."""
        codes = {self.currency_of(line) for line in self.lines} - {self._session.currency}
        return min(codes, default="")

    def totals(self) -> tuple[int, int] | None:
        """Return (debit, credit) in minor units; ``None`` where a text is no amount."""
        debit = credit = 0
        for line in self.lines:
            currency = self.currency_of(line)
            amounts = (line.debit.minor(currency), line.credit.minor(currency))
            if amounts[0] is None or amounts[1] is None or min(amounts[0], amounts[1]) < 0:
                return None
            debit += amounts[0]
            credit += amounts[1]
        return debit, credit

    def complete(self) -> bool:
        """Whether every line that holds anything has an account and one amount."""
        used = [line for line in self.lines if not line.empty]
        return len(used) >= _FIRST_LINES and all(
            line.account.code() and bool(line.debit.plain()) != bool(line.credit.plain())
            for line in used
        )

    def unknown_account(self) -> str:
        """Return the first text in an account's field that no account has; else empty."""
        return next((text for line in self.lines if (text := line.account.unknown())), "")

    def pairs(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """Return the debits and the credits as (account code, plain decimal)."""
        debits = tuple((x.account.code(), x.debit.plain()) for x in self.lines if x.debit.plain())
        credit_pairs = tuple(
            (x.account.code(), x.credit.plain()) for x in self.lines if x.credit.plain()
        )
        return debits, credit_pairs

    def _add(self) -> None:
        line = Line(
            self._session,
            number=len(self.lines) + 1,
            remove_text=self.tr("Remove line"),
            names=self._names,
            currency_of=self.currency_of,
        )
        line.account.set_accounts(self._accounts)
        line.account.account_changed.connect(self._changed)
        line.debit.textChanged.connect(self._changed)
        line.credit.textChanged.connect(self._changed)
        line.remove.clicked.connect(lambda: self._remove(line))
        for field in (line.debit, line.credit):
            field.returnPressed.connect(self.entered)
        line.account.field.returnPressed.connect(self.entered)
        row = self._grid.rowCount()
        for column, widget in enumerate(line.widgets):
            self._grid.addWidget(widget, row, column)
        self.lines.append(line)
        self._order_focus()

    def _remove(self, line: Line) -> None:
        self._drop(line)
        while len(self.lines) < _FIRST_LINES:
            self._add()
        self.lines[-1].account.setFocus()
        self._changed()

    def _drop(self, line: Line) -> None:
        self.lines.remove(line)
        for widget in line.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _changed(self) -> None:
        if self.lines and not self.lines[-1].empty and len(self.lines) < _MOST_LINES:
            self._add()
        self.changed.emit()

    def _order_focus(self) -> None:
        widgets = [widget for line in self.lines for widget in line.widgets]
        for before, after in itertools.pairwise(widgets):
            QWidget.setTabOrder(before, after)
