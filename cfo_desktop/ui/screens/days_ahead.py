"""The days ahead one by one: the money there will be, and what is expected to come and go."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QPoint
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.forecast import Movement
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.outlook import Outlook
from cfo_desktop.ui import ahead_places
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.screens.cash_ahead import CashView
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import ahead
from cfo_desktop.ui.tables.ahead import DayRow
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.empty_state import OrEmpty

_LEAST_DAYS = 312
_LEAST_MOVEMENTS = 310
"""Pixels that the two tables keep."""


class DaysAhead(QWidget):
    """The cash line over a table of days; beside it what moves on the chosen one."""

    left = Signal()
    past_asked = Signal(object)
    """A day (``datetime.date``) up to the present one, whose entries are wanted."""
    entry_asked = Signal(int)
    """The number of the entry that a movement comes from."""
    repeats_asked = Signal()
    party_asked = Signal(str)
    account_asked = Signal(str)
    tax_asked = Signal()

    def __init__(self, session: Session, *, accounts: Mapping[str, Account]) -> None:
        """Begin empty; ``accounts`` (by code) names them and may be filled later."""
        super().__init__()
        self._session = session
        self._accounts = accounts
        self._wanted: dt.date | None = None
        self._outlook: Outlook | None = None
        self.view = CashView(
            session,
            hint=self.tr(
                "The money stays in the likely range 8 times out of 10. Choose a day in the "
                "line or in the table to see what moves on it."
            ),
        )
        self.view.day_asked.connect(self.choose)
        self.view.past_asked.connect(self.past_asked)
        self.movements_model = ahead.movements_model(session, accounts)
        self.movements = TableView(self.movements_model, name=self.tr("Expected on the day"))
        self.days_model = ahead.days_model(session, accounts)
        self.table = TableView(self.days_model, name=self.tr("Days ahead"))
        self.table.selectionModel().selectionChanged.connect(self._day_chosen)
        self.table.chosen.connect(lambda _: self.movements.setFocus())
        self.day_text = parts.label(role="strong", wrap=True)
        self.movements.chosen.connect(lambda _: self._show_source())
        self.movements.selectionModel().selectionChanged.connect(lambda *_: self._show_button())
        self.source_button = parts.button(
            self.tr("Show where it comes from"), self._show_source, shortcut="Enter"
        )
        self._source_hint = self.source_button.toolTip()
        self.shown = OrEmpty(
            self.movements,
            title=self.tr("Nothing on this day"),
            hint=self.tr("No money is expected to come or go."),
        )
        self.back_button = parts.button(self.tr("Back"), self.left.emit, shortcut="Esc")
        self.table.menu_asked.connect(self._explain_day)
        self.movements.menu_asked.connect(self._explain_movement)
        self._build()

    def _build(self) -> None:
        beside = QWidget()
        buttons = parts.row(None, self.source_button)
        column = parts.column(self.day_text, self.shown, buttons, gap=8)
        column.setStretch(1, 1)
        beside.setLayout(column)
        tables = QSplitter(Qt.Orientation.Horizontal)
        tables.addWidget(self.table)
        tables.addWidget(beside)
        tables.setChildrenCollapsible(False)
        tables.setHandleWidth(parts.GAP)
        tables.setStretchFactor(0, 1)
        tables.setStretchFactor(1, 1)
        tables.setSizes([500, 500])
        self.table.setMinimumWidth(_LEAST_DAYS)
        beside.setMinimumWidth(_LEAST_MOVEMENTS)
        whole = parts.column(self.view, tables, gap=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the days of a forecast; the chosen day stays."""
        wanted = self._wanted or self.day
        self._outlook = outlook
        self.view.show_outlook(outlook)
        moved: dict[dt.date, list[Movement]] = {}
        for movement in outlook.forecast.movements:
            moved.setdefault(movement.day, []).append(movement)
        self.days_model.set_rows(
            DayRow(
                day,
                sum(each.amount for each in moved.get(day.date, ())),
                tuple(sorted(moved.get(day.date, ()), key=lambda each: -abs(each.amount))),
                outlook.cushion,
            )
            for day in outlook.forecast.days
        )
        self.table.fit_columns()
        lowest = outlook.forecast.lowest
        self.choose(wanted or (lowest.date if lowest else outlook.day))

    def forget(self) -> None:
        """Show nothing of a book."""
        self._wanted = None
        self._outlook = None
        self.view.forget()
        self.days_model.set_rows([])
        self.movements_model.set_rows([])
        self.day_text.clear()

    @property
    def day(self) -> dt.date | None:
        """The chosen day."""
        number = self.table.selected_row()
        return None if number is None else self.days_model.rows[number].day.date

    def choose(self, day: dt.date) -> None:
        """Choose a day, or the nearest one there is; before days are there, remember it."""
        self._wanted = day
        rows = self.days_model.rows
        if not rows:
            return
        near = min(range(len(rows)), key=lambda number: abs((rows[number].day.date - day).days))
        self._wanted = None
        self.table.selectRow(near)
        self.table.scrollTo(self.days_model.index(near, 0))

    def _day_chosen(self) -> None:
        number = self.table.selected_row()
        if number is None:
            return
        row = self.days_model.rows[number]
        self.day_text.setText(self._day_told(row))
        self.view.line.keep_day(row.day.date)
        self.movements_model.set_rows(row.movements)
        self.movements.fit_columns()
        self.shown.show_table(bool(row.movements))
        if row.movements:
            self.movements.selectionModel().setCurrentIndex(
                self.movements_model.index(0, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
        self._show_button()

    def _day_told(self, row: DayRow) -> str:
        """Say which day is chosen; where its money is under the cushion, that it is."""
        localised = self._session.localised
        if row.day.expected < row.cushion:
            text = self.tr("Expected on {day}; less than the {cushion} you want to keep")
        else:
            text = self.tr("Expected on {day}")
        return text.format(
            day=localised.day(row.day.date),
            cushion=localised.money(row.cushion, self._session.currency),
        )

    def _chosen(self) -> Movement | None:
        number = self.movements.selected_row()
        rows = self.movements_model.rows
        return rows[number] if number is not None and number < len(rows) else None

    def _show_button(self) -> None:
        chosen = self._chosen()
        self.source_button.setEnabled(chosen is not None and _leads_somewhere(chosen))
        hint = self._source_hint
        if chosen is None:
            hint = self.tr("No money is expected to come or go.")
        elif not _leads_somewhere(chosen):
            hint = self.tr(
                "It is the usual sum of many entries of the past: no single one stands behind it."
            )
        self.source_button.setToolTip(hint)
        self.source_button.setAccessibleDescription(hint)

    def _show_source(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        if chosen.schedule is not None:
            self.repeats_asked.emit()
        elif chosen.source is Source.TAX:
            self.tax_asked.emit()
        elif chosen.entry is not None:
            self.entry_asked.emit(chosen.entry)
        elif chosen.party:
            self.party_asked.emit(chosen.party)
        elif chosen.account:
            self.account_asked.emit(chosen.account)

    # --- where a figure comes from ---

    def _explain_day(self, index: QModelIndex, at: QPoint) -> None:
        """Offer to explain the money that is expected, if things go badly, or well."""
        if self._outlook is None or not index.isValid() or index.column() == ahead.MOVED:
            return
        column = index.column() if index.column() in ahead.BALANCES else ahead.EXPECTED
        of = ahead.BALANCES[column]
        day = self.days_model.rows[index.row()].day
        place = ahead_places.balance(self._outlook.forecast.movements, self._outlook.day, day.date)
        title = self.days_model.columns[column].title
        name = f"{title}, {self._session.localised.day(day.date)}"
        self._offer(self.table, at, name=name, minor=of(day), place=place)

    def _explain_movement(self, index: QModelIndex, at: QPoint) -> None:
        rows = self.movements_model.rows
        if self._outlook is None or not index.isValid() or index.row() >= len(rows):
            return
        each = rows[index.row()]
        place = ahead_places.movement(each, self._outlook.day)
        if place != ahead_places.NOWHERE:
            name = outlook_words.who(self._session, each, self._accounts)
            self._offer(self.movements, at, name=name, minor=each.amount, place=place)

    def _offer(self, table: TableView, at: QPoint, *, name: str, minor: int, place: Place) -> None:
        figure = Money(self._session.currency, minor)
        wanted = explain_menu.wanted(self._session, name, figure, place)
        explain_menu.popup(
            table,
            at,
            language=self._session.language,
            asked=functools.partial(self._session.explanation_asked.emit, wanted),
        )


def _leads_somewhere(movement: Movement) -> bool:
    return bool(
        movement.schedule is not None
        or movement.entry is not None
        or movement.source is Source.TAX
        or movement.party
        or movement.account
    )
