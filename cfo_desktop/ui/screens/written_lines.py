"""The lines of what the shop writes: name, quantity, unit, price, tax, and what each comes to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from decimal import InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.issuing import Item
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts

_HUNDRED = 100
_WIDTHS = (0, 70, 70, 100, 60, 100, 36)
"""Pixels of the columns; 0 takes what is left."""
_AMOUNT = 5


class _Line:
    """The fields of one line."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.name, self.quantity, self.unit = QLineEdit(), QLineEdit(), QLineEdit()
        self.price, self.rate = QLineEdit(), QLineEdit()
        self.amount = QLabel()
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.remove: QPushButton
        for field in (self.quantity, self.price, self.rate):
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
        for field in self.fields:
            field.setMinimumHeight(parts.FIELD_HEIGHT)
            field.setMaxLength(300 if field is self.name else 24)

    @property
    def fields(self) -> tuple[QLineEdit, ...]:
        """The fields in the order of Tab."""
        return (self.name, self.quantity, self.unit, self.price, self.rate)

    @property
    def is_empty(self) -> bool:
        """Whether nothing but a quantity or a rate stands in it."""
        return not (self.name.text().strip() or self.price.text().strip())

    def show(self, item: Item) -> None:
        """Show what a line holds."""
        number = self._session.localised.decimal
        self.name.setText(item.name)
        self.quantity.setText(number(item.quantity))
        self.unit.setText(item.unit)
        self.price.setText(number(item.price))
        self.rate.setText(number(Decimal(item.rate) / _HUNDRED) if item.rate else "")

    def item(self) -> Item:
        """Return what is typed; raise ``UserError`` for what is no number."""
        rate = self._number(self.rate, empty="0") * _HUNDRED
        if rate != rate.to_integral_value():
            raise UserError("issuing_item_rate")
        return Item(
            self.name.text().strip(),
            self._number(self.quantity, empty="1"),
            self._number(self.price, empty="0"),
            int(rate),
            self.unit.text().strip(),
        )

    def _number(self, field: QLineEdit, *, empty: str) -> Decimal:
        text = self._session.localised.plain_amount(field.text()) or empty
        try:
            return Decimal(text)
        except InvalidOperation:
            raise UserError("issuing_item_number", text=field.text()[:40]) from None


class WrittenLines(QWidget):
    """One line more than is filled is always there to type into."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.lines: list[_Line] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        heads = (
            self.tr("What"),
            self.tr("Quantity"),
            self.tr("Unit"),
            self.tr("Price of one"),
            self.tr("Tax %"),
            self.tr("Amount"),
        )
        for column, head in enumerate(heads):
            label = parts.label(head, role="muted")
            if column not in {0, 2}:
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(label, 0, column)
        for column, width in enumerate(_WIDTHS):
            if width:
                self._grid.setColumnMinimumWidth(column, width)
        self._grid.setColumnStretch(0, 1)
        self._heads = heads
        self.setLayout(self._grid)
        self.show_items(())

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other lines, and an empty one."""
        for line in list(self.lines):
            self._take_out(line)
        for item in items:
            self._add().show(item)
        self._add()
        self._show_amounts()

    def items(self) -> tuple[Item, ...]:
        """Return the filled lines; raise ``UserError`` for one that cannot be."""
        return tuple(line.item() for line in self.lines if not line.is_empty)

    def _add(self) -> _Line:
        line = _Line(self._session)
        row = self._grid.rowCount()
        for column, field in enumerate(line.fields):
            field.setAccessibleName(self._heads[column])
            if _WIDTHS[column]:
                field.setMaximumWidth(_WIDTHS[column] + 20)
            field.textEdited.connect(lambda _: self._typed())
            self._grid.addWidget(field, row, column)
        self._grid.addWidget(line.amount, row, _AMOUNT)
        line.remove = parts.button("×", lambda: self._remove(line), role="link")
        line.remove.setAccessibleName(self.tr("Remove this line"))
        line.remove.setToolTip(self.tr("Remove this line"))
        self._grid.addWidget(line.remove, row, _AMOUNT + 1)
        self.lines.append(line)
        return line

    def _take_out(self, line: _Line) -> None:
        self.lines.remove(line)
        for widget in (*line.fields, line.amount, line.remove):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _remove(self, line: _Line) -> None:
        at = self.lines.index(line)
        self._take_out(line)
        if not self.lines or not self.lines[-1].is_empty:
            self._add()
        self.lines[min(at, len(self.lines) - 1)].name.setFocus()
        self._show_amounts()
        self.changed.emit()

    def _typed(self) -> None:
        if not self.lines[-1].is_empty:
            rate = self.lines[-1].rate.text()
            self._add().rate.setText(rate)  # most lines of a shop are taxed alike
        self._show_amounts()
        self.changed.emit()

    def _show_amounts(self) -> None:
        currency = self._session.currency
        for line in self.lines:
            text = ""
            if not line.is_empty:
                try:
                    text = self._session.localised.amount(line.item().amount(currency), currency)
                except UserError:
                    text = "–"
            line.amount.setText(text)
            line.remove.setVisible(not line.is_empty)
