"""Cash ahead: the cash line with its words, the lowest day, and how long the money lasts."""

from __future__ import annotations

import datetime as dt
import functools

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.forecast import DAYS
from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.outlook import Outlook
from cfo_desktop.ui import ahead_places
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.cash_line import CashChart
from cfo_desktop.ui.widgets.cash_line import CashLine
from cfo_desktop.ui.widgets.cash_line import CashPoint
from cfo_desktop.ui.widgets.figures import FigureCard
from cfo_desktop.ui.widgets.steady_label import SteadyLabel

_LINE = 30
"""Pixels of a line of the card."""


class CashView(QWidget):
    """The cash line, and under it the figures of the day that is pointed at."""

    day_asked = Signal(object)
    """The day to come (``datetime.date``) whose movements are wanted."""
    past_asked = Signal(object)
    """The present day or an earlier one, whose entries are wanted."""

    def __init__(self, session: Session, *, hint: str = "") -> None:
        """Begin empty; ``hint`` is said while no day is pointed at."""
        super().__init__()
        self._session = session
        hint = hint or self.tr(
            "Point at a day, or press ← and →, for its figures; Enter or a click shows what moves."
        )
        self.line = CashLine(
            session.colour, words=outlook_words.chart(session), name=self.tr("Cash line")
        )
        self.reading = SteadyLabel()
        self.reading.rest_on(hint)
        self.line.pointed.connect(self._read)
        self.line.day_asked.connect(self._ask)
        self.setLayout(parts.column(self.line, self.reading, gap=6))
        self._read(None)

    def show_outlook(self, outlook: Outlook) -> None:
        """Draw the days so far and those ahead."""
        currency = outlook.forecast.currency
        self.line.show_chart(
            cash_chart(outlook),
            unit=10 ** minor_digits(currency),
            said=outlook_words.cash_told(self._session, outlook),
        )
        self._read(self.line.point)

    def forget(self) -> None:
        """Draw nothing."""
        self.line.show_chart(CashChart((), dt.date.min), unit=1, said="")

    def _ask(self, day: dt.date) -> None:
        """Ask for what is expected on a day to come, and for what is booked on any other."""
        asked = self.day_asked if day > self.line.chart.today else self.past_asked
        asked.emit(day)

    def _read(self, point: CashPoint | None) -> None:
        if point is None:
            self.reading.rest()
        else:
            self.reading.setText(outlook_words.point(self._session, point))


class CashAheadCard(FigureCard):
    """The cash line on Today; the lowest day and the days ahead are a click away."""

    day_asked = Signal(object)
    """The day (``datetime.date``) whose movements are wanted."""
    past_asked = Signal(object)
    """The present day or an earlier one, whose entries are wanted."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.view = CashView(session)
        super().__init__(self.tr("Cash ahead"), top=self.view)
        self.view.day_asked.connect(self.day_asked)
        self.view.past_asked.connect(self.past_asked)
        self._keep_room()

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the line, the days of cash left and the lowest day."""
        self.clear()
        self.view.show_outlook(outlook)
        self._add_days_left(outlook)
        lowest = outlook.forecast.lowest
        if lowest is not None:
            self._add_day(self.tr("Lowest: {day}"), lowest, outlook)
        if not outlook.forecast.reliable:
            self.note(self.tr("The books are young: take the days ahead as a rough guide."))

    def forget(self) -> None:
        """Show nothing of a book."""
        self.clear()
        self.view.forget()
        self._keep_room()

    def _keep_room(self) -> None:
        """Keep room for the lines to come, so that what is under the card does not move then."""
        for _ in range(2):
            line = QWidget()
            line.setFixedHeight(_LINE)
            self.put(line)

    def _add_days_left(self, outlook: Outlook) -> None:
        days = outlook.days_of_cash
        if days is None:
            return
        asked = outlook.day + dt.timedelta(days=min(days, DAYS))
        self.add(
            self.tr("Days the money lasts, if nothing came in"),
            self._session.localised.number(days),
            clicked=functools.partial(self.day_asked.emit, asked),
        )

    def _add_day(self, name: str, day: ForecastDay, outlook: Outlook) -> None:
        localised, currency = self._session.localised, self._session.currency
        shown = self.add(
            name.format(day=localised.day(day.date)),
            localised.money(day.expected, currency),
            spoken=localised.spoken(day.expected, currency),
            clicked=functools.partial(self.day_asked.emit, day.date),
        )
        explain_menu.offer_figure(
            self._session,
            shown,
            name=name.format(day=localised.day(day.date)),
            figure=Money(currency, day.expected),
            place=ahead_places.balance(outlook.forecast.movements, outlook.day, day.date),
        )


def cash_chart(outlook: Outlook) -> CashChart:
    """Return the days so far and those ahead as they are drawn."""
    past = [CashPoint(day, minor, minor, minor) for day, minor in outlook.cash_days]
    ahead = [
        CashPoint(each.date, each.low, each.expected, each.high) for each in outlook.forecast.days
    ]
    lowest = outlook.forecast.lowest
    return CashChart(
        (*past, *ahead),
        today=outlook.day,
        lowest=lowest.date if lowest else None,
        cushion=outlook.cushion,
    )
