"""The filter of the register: period, state, amount and way, behind one button."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QDate
from PySide6.QtCore import QPoint
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.register import Selection
from cfo_desktop.domain.register import Standing
from cfo_desktop.domain.rules import Way
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.amount_edit import AmountEdit
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.fields import DayBox

_ANY = "any"
_OTHER = "other"


class RegisterFilter(QFrame):
    """A small panel under its button; what is chosen counts at once, Escape closes it."""

    changed = Signal(object)
    """The ``Selection`` with the filter that was chosen."""

    def __init__(self, session: Session, *, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._selection = Selection()
        self._currency = ""
        self.period = self._box(
            (self.tr("Any time"), _ANY),
            (self.tr("This month"), "month"),
            (self.tr("Last month"), "last_month"),
            (self.tr("This year"), "year"),
            (self.tr("Last year"), "last_year"),
            (self.tr("From day to day…"), _OTHER),
        )
        self.first, self.last = self._day(), self._day()
        self.standing = self._box(
            (self.tr("Any"), Standing.ANY),
            (self.tr("Needs review"), Standing.NEEDS_REVIEW),
            (self.tr("Reversed"), Standing.REVERSED),
            (self.tr("Sales paid at once"), Standing.TAKINGS),
        )
        self.way = self._box(
            (self.tr("In and out"), Way.EITHER),
            (self.tr("Money in"), Way.IN),
            (self.tr("Money out"), Way.OUT),
        )
        self.least = AmountEdit(session.localised, name=self.tr("Amount from"))
        self.most = AmountEdit(session.localised, name=self.tr("Amount to"))
        self.clear_button = parts.button(self.tr("Clear the filter"), self.clear)
        self._form = parts.form(
            (self.tr("Period"), self.period),
            (self.tr("From"), self.first),
            (self.tr("To"), self.last),
            (self.tr("State"), self.standing),
            (self.tr("Direction"), self.way),
            (self.tr("Amount from"), self.least),
            (self.tr("Amount to"), self.most),
        )
        layout = parts.column(self._form, parts.row(None, self.clear_button), margin=14)
        self.setLayout(layout)
        self.setMinimumWidth(320)
        for box in (self.period, self.standing, self.way):
            box.activated.connect(lambda _: self._chosen())
        for day in (self.first, self.last):
            day.userDateChanged.connect(lambda _: self._chosen())
        for amount in (self.least, self.most):
            amount.editingFinished.connect(self._chosen)
        self._show_days()

    def open_under(self, button: QWidget, selection: Selection, *, currency: str) -> None:
        """Open below ``button`` with what ``selection`` is narrowed to; amounts in ``currency``."""
        self._selection = selection
        self._currency = currency
        self._fill()
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        self.move(corner)
        self.show()
        self.period.setFocus()

    def clear(self) -> None:
        """Narrow to nothing."""
        self._selection = Selection(self._selection.account, self._selection.text)
        self._fill()
        self.changed.emit(self._selection)

    def words(self, selection: Selection, *, currency: str) -> str:
        """Return which filters are on, as one line."""
        return " · ".join(self._words(selection, currency))

    def _words(self, selection: Selection, currency: str) -> Iterator[str]:
        say = self._session.localised
        first, last = selection.first, selection.last
        if first and last:
            yield f"{say.day(first)} – {say.day(last)}"
        elif first:
            yield self.tr("from {day}").format(day=say.day(first))
        elif last:
            yield self.tr("to {day}").format(day=say.day(last))
        if selection.standing is not Standing.ANY:
            yield self.standing.itemText(self.standing.findData(selection.standing))
        if selection.way is not Way.EITHER:
            yield self.way.itemText(self.way.findData(selection.way))
        if selection.least is not None:
            yield self.tr("at least {amount}").format(amount=say.money(selection.least, currency))
        if selection.most is not None:
            yield self.tr("at most {amount}").format(amount=say.money(selection.most, currency))

    def _fill(self) -> None:
        chosen = self._selection
        period = next(
            (name for name, days in _periods().items() if days == (chosen.first, chosen.last)),
            _OTHER,
        )
        self.period.setCurrentIndex(self.period.findData(period))
        today = clock.today()
        for box, day in ((self.first, chosen.first), (self.last, chosen.last)):
            box.blockSignals(True)
            shown = day or today
            box.setDate(QDate(shown.year, shown.month, shown.day))
            box.blockSignals(False)
        self.standing.setCurrentIndex(self.standing.findData(chosen.standing))
        self.way.setCurrentIndex(self.way.findData(chosen.way))
        for field, minor in ((self.least, chosen.least), (self.most, chosen.most)):
            amount = "" if minor is None else self._session.localised.amount(minor, self._currency)
            field.setText(amount)
        self._show_days()

    def _show_days(self) -> None:
        for box in (self.first, self.last):
            self._form.setRowVisible(box, self.period.currentData() == _OTHER)
        self.adjustSize()

    def _chosen(self) -> None:
        self._show_days()
        period = self.period.currentData()
        first, last = _periods().get(period) or (_date(self.first), _date(self.last))
        if first and last and first > last:
            first, last = last, first
        chosen = replace(
            self._selection,
            first=first,
            last=last,
            standing=Standing(self.standing.currentData()),
            way=Way(self.way.currentData()),
            least=self._minor(self.least),
            most=self._minor(self.most),
        )
        if chosen != self._selection:
            self._selection = chosen
            self.changed.emit(chosen)

    def _minor(self, field: AmountEdit) -> int | None:
        if not field.plain() or not self._currency:
            return None
        minor = field.minor(self._currency)
        return None if minor is None else abs(minor)

    def _box(self, *items: tuple[str, object]) -> ChoiceBox:
        made = ChoiceBox()
        for text, value in items:
            made.addItem(text, value)
        return made

    def _day(self) -> DayBox:
        made = DayBox(self._session.localised)
        made.setCalendarPopup(False)
        return made


def _date(box: DayBox) -> dt.date:
    date = box.date()
    return dt.date(date.year(), date.month(), date.day())


def _periods() -> dict[str, tuple[dt.date | None, dt.date | None]]:
    """Return {name: first and last day} of the periods that have a name today."""
    month = Month.of(clock.today())
    year = month.year
    before = month.plus(-1)
    return {
        _ANY: (None, None),
        "month": (month.first_day, month.last_day),
        "last_month": (before.first_day, before.last_day),
        "year": (dt.date(year, 1, 1), dt.date(year, 12, 31)),
        "last_year": (dt.date(year - 1, 1, 1), dt.date(year - 1, 12, 31)),
    }
