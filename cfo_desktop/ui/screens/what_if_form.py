"""What an owner tries: each field is one change, an empty one changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QDate
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.what_if import MOST_INSTALMENTS
from cfo_desktop.domain.what_if import Loan
from cfo_desktop.domain.what_if import Purchase
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.domain.what_if import Shift
from cfo_desktop.ui.outlook_verbs import Parties
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.amount_edit import AmountEdit
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.fields import DayBox
from cfo_desktop.ui.widgets.fields import NumberBox
from cfo_desktop.ui.widgets.percent_edit import PercentEdit

_LABELS = 104
_FIELD = 150
_MONTHS = 24
"""Of a loan, where nobody says otherwise."""
_FIELD_OF = {"loan": "loan", "rent": "rent", "wages": "wages", "price": "price", "sales": "sales"}
"""Kinds of change, as findings name them, and the field to begin in."""


class WhatIfForm(QWidget):
    """Fields for one scenario."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rent = self._amount()
        self.wages = self._amount()
        self.price = self._percent()
        self.sales = self._percent()
        self.purchase = self._amount()
        self.day = self._day()
        self.instalments = self._number(1)
        self.loan = self._amount()
        self.rate = self._percent()
        self.months = self._number(_MONTHS)
        self.lost = self._choice()
        self.supplier = self._choice()
        self.supplier_price = self._percent()
        self.clear_button = parts.button(self.tr("Clear"), self.clear)
        self._build()
        self._connect()

    def _amount(self) -> AmountEdit:
        made = AmountEdit(self._session.localised, name="")
        made.setPlaceholderText(self._session.localised.sample(0, "JPY"))
        return made

    def _percent(self) -> PercentEdit:
        return PercentEdit(self._session.localised, name="")

    def _day(self) -> DayBox:
        made = DayBox(self._session.localised)
        made.setMinimumDate(_date())
        return made

    def _number(self, value: int) -> NumberBox:
        made = NumberBox()
        made.setRange(1, MOST_INSTALMENTS)
        made.setValue(value)
        return made

    def _choice(self) -> ChoiceBox:
        made = ChoiceBox()
        made.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(6)
        made.addItem(self.tr("None"), "")
        return made

    def _build(self) -> None:
        groups: Sequence[tuple[str, Sequence[tuple[str, QWidget]]]] = (
            (
                self.tr("More or less a month"),
                ((self.tr("Rent ±"), self.rent), (self.tr("Wages ±"), self.wages)),
            ),
            (
                self.tr("Selling"),
                ((self.tr("Prices ± %"), self.price), (self.tr("Quantity ± %"), self.sales)),
            ),
            (
                self.tr("One purchase"),
                (
                    (self.tr("Amount"), self.purchase),
                    (self.tr("Day"), self.day),
                    (self.tr("Instalments"), self.instalments),
                ),
            ),
            (
                self.tr("A loan"),
                (
                    (self.tr("Amount"), self.loan),
                    (self.tr("% a year"), self.rate),
                    (self.tr("Months"), self.months),
                ),
            ),
            (self.tr("A customer buys no more"), ((self.tr("Customer"), self.lost),)),
            (
                self.tr("A supplier's prices"),
                (
                    (self.tr("Supplier"), self.supplier),
                    (self.tr("Prices ± %"), self.supplier_price),
                ),
            ),
        )
        items: list[QWidget] = []
        column = parts.column(gap=10)
        for title, rows in groups:
            column.addWidget(parts.label(title, role="strong", wrap=True))
            column.addLayout(parts.form(*rows, label_width=_LABELS))
            for name, field in rows:
                field.setAccessibleName(f"{title}: {name}")
                field.setMaximumWidth(_FIELD)
                items.append(field)
        column.addLayout(parts.row(self.clear_button, None))
        column.addStretch(1)
        self.setLayout(column)

    def _connect(self) -> None:
        for field in self.findChildren(QLineEdit):
            if isinstance(field, AmountEdit | PercentEdit):
                field.textChanged.connect(lambda _: self.changed.emit())
        self.day.dateChanged.connect(lambda _: self.changed.emit())
        for number in (self.instalments, self.months):
            number.valueChanged.connect(lambda _: self.changed.emit())
        for choice in (self.lost, self.supplier):
            choice.currentIndexChanged.connect(lambda _: self.changed.emit())

    def offer(self, parties: Parties) -> None:
        """Offer names to choose from; the chosen ones stay."""
        for box, names in ((self.lost, parties.customers), (self.supplier, parties.suppliers)):
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            box.addItem(self.tr("None"), "")
            for name in names:
                box.addItem(name, name)
            box.setCurrentIndex(max(box.findData(chosen), 0))
            box.blockSignals(False)

    def scenario(self) -> Scenario:
        """Return what is typed; raise ``UserError`` for what cannot be reckoned with."""
        purchase, loan = self._minor(self.purchase), self._minor(self.loan)
        supplier, dearer = self.supplier.currentData(), self.supplier_price.value()
        lost = self.lost.currentData()
        day = self.day.date().toPython()
        return Scenario(
            rent=Shift(self._minor(self.rent)),
            wages=Shift(self._minor(self.wages)),
            price=self.price.value() or Decimal(0),
            sales=self.sales.value() or Decimal(0),
            purchases=(Purchase(day, purchase, self.instalments.value()),) if purchase else (),  # type: ignore[arg-type]
            loans=(
                (Loan(loan, self.rate.value() or Decimal(0), self.months.value()),) if loan else ()
            ),
            lost=(lost,) if lost else (),
            suppliers=((supplier, dearer),) if supplier and dearer else (),
        )

    def _minor(self, field: AmountEdit) -> int:
        minor = field.minor(self._session.currency)
        if minor is None:
            raise UserError("amount_invalid", text=field.text())
        return minor

    def begin_with(self, kind: str) -> QWidget:
        """Return the field of a kind of change, as findings name them; else the first."""
        field: QWidget = getattr(self, _FIELD_OF.get(kind, "rent"))
        return field

    def clear(self) -> None:
        """Change nothing any more."""
        self.blockSignals(True)
        for field in (self.rent, self.wages, self.purchase, self.loan):
            field.clear()
        for share in (self.price, self.sales, self.rate, self.supplier_price):
            share.clear()
        self.day.setMinimumDate(_date())
        self.day.setDate(_date())
        self.instalments.setValue(1)
        self.months.setValue(_MONTHS)
        for box in (self.lost, self.supplier):
            box.setCurrentIndex(0)
        self.blockSignals(False)
        self.changed.emit()


def _date() -> QDate:
    today = clock.today()
    return QDate(today.year, today.month, today.day)
