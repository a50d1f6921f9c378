"""Divides an entry's money inline: account and amount a line, the last one takes the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.splitting import Sorted
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.account_box import AccountBox
from cfo_desktop.ui.widgets.amount_edit import AmountEdit

_FIRST_LINES = 2
_MOST_LINES = 40


@dataclass(eq=False)
class _Line:
    account: AccountBox
    amount: AmountEdit
    remove: QPushButton

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self.account, self.amount, self.remove

    @property
    def empty(self) -> bool:
        return not (self.account.currentText().strip() or self.amount.text().strip())


class SplitLines(QWidget):
    """The lines, what is left, and the buttons; Enter posts, Escape leaves."""

    asked = Signal(int, object)
    """Entry, and its parts as (account code, positive plain decimal)."""
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._accounts: Sequence[Account] = ()
        self._sorted: Sorted | None = None
        self._filling = False
        self.lines: list[_Line] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 1)
        self.note = parts.label(role="muted", wrap=True)
        self.rest = parts.label(role="muted", wrap=True)
        self.post_button = parts.button(self.tr("Split"), self._post, shortcut="Enter")
        self.leave_button = parts.button(self.tr("Cancel"), self.leave, shortcut="Esc")
        foot = parts.row(self.rest, self.leave_button, self.post_button, gap=8)
        foot.setStretch(0, 1)
        self.setLayout(parts.column(self.note, self._grid, foot, gap=8))
        self.hide()

    @property
    def entry(self) -> int | None:
        """The entry that is being split."""
        return self._sorted.entry if self._sorted else None

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Offer the accounts in the book's currency."""
        self._accounts = [each for each in accounts if each.currency == self._session.currency]
        for line in self.lines:
            line.account.set_accounts(self._accounts)

    def begin(self, found: Sorted) -> None:
        """Show how an entry is sorted now, to be divided."""
        self._reset()
        self._sorted = found
        self.note.setText(
            self.tr("The money waits to be sorted: say what it was for.")
            if found.waits
            else self.tr(
                "This corrects how the money was sorted. A new entry says so; what was posted "
                "before stays in the books with it."
            )
        )
        self._filling = True  # lines are added here, not as the last one is used
        for code, money in _editable(found):
            line = self._add()
            line.account.choose(code)
            line.amount.setText(self._session.localised.editable(money))
        while len(self.lines) < _FIRST_LINES or not self.lines[-1].empty:
            self._add()
        self._filling = False
        self.show()
        self._judge()
        first = self.lines[0]
        target = first.amount if first.account.code() else first.account
        target.setFocus()
        if isinstance(target, AmountEdit):
            target.selectAll()

    def leave(self) -> None:
        """Close without a change."""
        self._reset()
        self._sorted = None
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def parts_typed(self) -> list[tuple[str, str]] | None:
        """Return (account, plain decimal) of the lines, the rest filled in; ``None``: not ready."""
        if self._sorted is None:
            return None
        currency = self._sorted.total.currency
        used = [line for line in self.lines if not line.empty]
        open_ = [line for line in used if not line.amount.plain()]
        rest = self._left()
        if not used or rest is None or any(not line.account.code() for line in used):
            return None
        if len(open_) > 1 or (open_ and rest <= 0) or (not open_ and rest):
            return None
        made = []
        for line in used:
            minor = line.amount.minor(currency) if line.amount.plain() else rest
            if not minor or minor < 0:
                return None
            made.append((line.account.code(), str(Money(currency, minor))))
        return made

    def _left(self) -> int | None:
        """Return what no line has yet; ``None`` where a text is no amount."""
        if self._sorted is None:
            return None
        amounts = [line.amount.minor(self._sorted.total.currency) for line in self.lines]
        if any(minor is None or minor < 0 for minor in amounts):
            return None
        return abs(self._sorted.total.minor) - sum(minor or 0 for minor in amounts)

    def _judge(self) -> None:
        """Say what is left, and where it will go."""
        if self._sorted is None:
            return
        rest = self._left()
        currency = self._sorted.total.currency
        say = self._session.localised
        takes_rest = next((line for line in self.lines if not line.amount.text()), None)
        for line in self.lines:
            shown = rest if rest and rest > 0 and line is takes_rest else 0
            line.amount.setPlaceholderText(say.editable(Money(currency, shown)) if shown else "")
        unknown = next((text for line in self.lines if (text := line.account.unknown())), "")
        role = "muted"
        if unknown:
            text, role = self.tr("No account is called “{text}”.").format(text=unknown), "negative"
        elif rest is None:
            text = self.tr("An amount cannot be read. Write it like {sample}.")
            text, role = text.format(sample=say.amount(123450, "GBP")), "negative"
        elif rest < 0:
            text = self.tr("{amount} too much.").format(amount=say.money(-rest, currency))
            role = "negative"
        elif rest:
            text = self.tr("{amount} is left; a line without an amount takes it.").format(
                amount=say.money(rest, currency)
            )
        else:
            text, role = self.tr("The lines add up."), "positive"
        self.rest.setText(text)
        parts.set_role(self.rest, role)
        self.post_button.setEnabled(self.parts_typed() is not None)

    def _add(self) -> _Line:
        number = len(self.lines) + 1
        remove = QPushButton("×")
        remove.setAccessibleName(f"{self.tr('Remove line')} {number}")
        remove.setToolTip(self.tr("Remove line"))
        remove.setProperty("role", "link")
        line = _Line(
            AccountBox(language=self._session.language, name=f"{self.tr('Account')} {number}"),
            AmountEdit(self._session.localised, name=f"{self.tr('Amount')} {number}"),
            remove,
        )
        line.account.set_accounts(self._accounts)
        line.account.account_changed.connect(self._changed)
        line.amount.textChanged.connect(self._changed)
        line.amount.returnPressed.connect(self._enter)
        line.account.field.returnPressed.connect(self._enter)
        remove.clicked.connect(lambda: self._remove(line))
        row = self._grid.rowCount()
        for column, widget in enumerate(line.widgets):
            self._grid.addWidget(widget, row, column)
        self.lines.append(line)
        return line

    def _remove(self, line: _Line) -> None:
        self._drop(line)
        while len(self.lines) < _FIRST_LINES:
            self._add()
        self.lines[-1].account.setFocus()
        self._changed()

    def _drop(self, line: _Line) -> None:
        self.lines.remove(line)
        for widget in line.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _reset(self) -> None:
        for line in list(self.lines):
            self._drop(line)

    def _changed(self) -> None:
        if self._filling:
            return
        if self.lines and not self.lines[-1].empty and len(self.lines) < _MOST_LINES:
            self._add()
        self._judge()

    def _enter(self) -> None:
        if self.post_button.isEnabled():
            self._post()
        else:
            self.focusNextChild()

    def _post(self) -> None:
        made = self.parts_typed()
        if made is not None and self._sorted is not None:
            self.post_button.setEnabled(False)
            self.asked.emit(self._sorted.entry, made)

    def not_posted(self) -> None:
        """Let the owner correct the lines and try again."""
        self._judge()


def _editable(found: Sorted) -> list[tuple[str, Money]]:
    """Return how an entry is sorted now, without signs; nothing where its parts have several."""
    sign = 1 if found.total.minor >= 0 else -1
    parts_now = [(code, Money(money.currency, sign * money.minor)) for code, money in found.parts]
    return parts_now if all(money.minor > 0 for _, money in parts_now) else []
