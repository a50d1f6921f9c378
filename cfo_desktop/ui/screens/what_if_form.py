"""What an owner tries: each field is one change, an empty one changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import QDate
from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.what_if import MONTHS
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
_FIELD_OF = {each: each for each in ("loan", "rent", "wages", "price", "sales", "purchase")}
"""Kinds of change, as findings name them, and the field to begin in."""
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Unread:
    """A field that cannot be read, what it is called, and why."""

    field: QWidget
    name: str
    error: UserError


class _Reading:
    """Reads one field after the other, and keeps why some cannot be read."""

    def __init__(self) -> None:
        self.wrong: dict[QWidget, UserError] = {}

    def of(self, field: QWidget, make: Callable[[], Made]) -> Made | None:
        """Return what is made of a field; ``None`` where it cannot be read."""
        try:
            return make()
        except UserError as error:
            self.wrong[field] = error
            return None


class WhatIfForm(QWidget):
    """Fields for one scenario."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._labels: dict[QWidget, QLabel] = {}
        self._names: dict[QWidget, str] = {}
        self.rent = self._amount()
        self.wages = self._amount()
        self.price = self._percent()
        self.sales = self._percent()
        self.purchase = self._amount()
        self.day = DayBox(session.localised)
        self.instalments = self._number(1)
        self.loan = self._amount()
        self.loan_day = DayBox(session.localised)
        self.rate = self._percent()
        self.months = self._number(_MONTHS)
        self.lost = self._choice()
        self.supplier = self._choice()
        self.supplier_price = self._percent()
        self.clear_button = parts.button(self.tr("Clear"), self.clear)
        self._build()
        self._show_days()
        self._connect()

    def _amount(self) -> AmountEdit:
        made = AmountEdit(self._session.localised, name="")
        made.setPlaceholderText(self._session.localised.sample(0, "JPY"))
        return made

    def _percent(self) -> PercentEdit:
        return PercentEdit(self._session.localised, name="")

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
                    (self.tr("Comes on"), self.loan_day),
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
            form = parts.form(*rows, label_width=_LABELS)
            column.addLayout(form)
            for name, field in rows:
                field.setAccessibleName(f"{title}: {name}")
                self._names[field] = self.tr("{group}, {field}").format(group=title, field=name)
                label = form.labelForField(field)
                if isinstance(label, QLabel):
                    self._labels[field] = label
                field.setMaximumWidth(_FIELD)
                items.append(field)
        column.addLayout(parts.row(self.clear_button, None))
        column.addStretch(1)
        self.setLayout(column)

    def _connect(self) -> None:
        for field in self._lines():
            field.textChanged.connect(lambda _: self.changed.emit())
        for day in (self.day, self.loan_day):
            day.dateChanged.connect(lambda _: self.changed.emit())
        for number in (self.instalments, self.months):
            number.valueChanged.connect(lambda _: self.changed.emit())
        for choice in (self.lost, self.supplier):
            choice.currentIndexChanged.connect(lambda _: self.changed.emit())

    def _lines(self) -> list[QLineEdit]:
        """Return the fields that hold typed text."""
        return [each for each in self._names if isinstance(each, QLineEdit)]

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

    @property
    def typed(self) -> bool:
        """Whether anything is tried: a field that is empty, or a day alone, changes nothing."""
        texts = (field.text() for field in self._lines())
        return any(map(str.strip, texts)) or any(
            box.currentData() for box in (self.lost, self.supplier)
        )

    def scenario(self) -> tuple[Scenario, tuple[Unread, ...]]:
        """Return what is typed, and the fields that cannot be read; those change nothing."""
        reading = _Reading()

        def share(field: PercentEdit) -> Decimal:
            percent = reading.of(field, lambda: Shift(percent=field.value() or Decimal(0)).percent)
            return percent or Decimal(0)

        def shift(field: AmountEdit) -> Shift:
            return reading.of(field, lambda: Shift(self._minor(field))) or Shift()

        supplier, dearer = self.supplier.currentData(), share(self.supplier_price)
        lost = self.lost.currentData()
        made = Scenario(
            rent=shift(self.rent),
            wages=shift(self.wages),
            price=share(self.price),
            sales=share(self.sales),
            purchases=self._purchases(reading),
            loans=self._loans(reading),
            lost=(lost,) if lost else (),
            suppliers=((supplier, dearer),) if supplier and dearer else (),
        )
        unread = tuple(
            Unread(field, name, reading.wrong[field])
            for field, name in self._names.items()
            if field in reading.wrong
        )
        return made, unread

    def _purchases(self, reading: _Reading) -> tuple[Purchase, ...]:
        count = self.instalments.value()
        minor = reading.of(self.purchase, lambda: self._minor(self.purchase))
        day = reading.of(self.day, lambda: self._shown_day(self.day)) if minor else None
        if not minor or day is None:
            return ()
        made = reading.of(self.purchase, lambda: Purchase(day, minor, count))
        return (made,) if made else ()

    def _loans(self, reading: _Reading) -> tuple[Loan, ...]:
        months = self.months.value()
        minor = reading.of(self.loan, lambda: self._minor(self.loan))
        # Of a loan without an amount too it is said that its rate cannot be read.
        rate = reading.of(
            self.rate, lambda: Loan(1, self.rate.value() or Decimal(0), months).percent
        )
        day = reading.of(self.loan_day, lambda: self._shown_day(self.loan_day)) if minor else None
        if not minor or rate is None or day is None:
            return ()
        made = reading.of(self.loan, lambda: Loan(minor, rate, months, day))
        return (made,) if made else ()

    def _shown_day(self, box: DayBox) -> dt.date:
        """Return the day of a field; raise ``UserError`` where no shown month has it."""
        date, today = box.date(), clock.today()
        day = dt.date(date.year(), date.month(), date.day())
        last = Month.of(today).plus(MONTHS).last_day
        say = self._session.localised.day
        if day < today:
            raise UserError("plan_day_past", date=say(day), last=say(last))
        if day > last:
            raise UserError("plan_day_late", date=say(day), last=say(last))
        return day

    def _minor(self, field: AmountEdit) -> int:
        minor = field.minor(self._session.currency)
        if minor is None:
            raise UserError("amount_invalid", text=field.text())
        return minor

    def mark(self, unread: Sequence[Unread]) -> None:
        """Mark the fields that cannot be read, in colour and for a screen reader."""
        wrong = {each.field: self._session.localised.error(each.error) for each in unread}
        for field, label in self._labels.items():
            said = wrong.get(field, "")
            if field.accessibleDescription() == said:
                continue
            parts.set_role(label, "negative" if said else "")
            field.setAccessibleDescription(said)
            palette = QPalette()
            if said:  # Fusion frames a field in its window colour, darkened: see ``theme.apply``
                palette.setColor(QPalette.ColorRole.Window, self._session.colour("negative"))
            field.setPalette(palette)

    def begin_with(self, kind: str) -> QWidget:
        """Return the field of a kind of change, as findings name them; else the first."""
        field: QWidget = getattr(self, _FIELD_OF.get(kind, "rent"))
        return field

    def clear(self) -> None:
        """Change nothing any more."""
        self.blockSignals(True)
        for field in self._lines():
            field.clear()
        self._show_days()
        self.instalments.setValue(1)
        self.months.setValue(_MONTHS)
        for box in (self.lost, self.supplier):
            box.setCurrentIndex(0)
        self.blockSignals(False)
        self.changed.emit()

    def _show_days(self) -> None:
        """Begin with today for what is bought, and with the first whole month for a loan."""
        today = clock.today()
        first = Month.of(today).plus(1).first_day
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.loan_day.setDate(QDate(first.year, first.month, first.day))
