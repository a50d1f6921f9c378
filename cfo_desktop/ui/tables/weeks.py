"""The days ahead by week: what comes in and goes out, and the money there will be at least."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week from Monday on, as far as it is ahead; minor units of the book's currency."""

    first: dt.date
    last: dt.date
    money_in: int
    money_out: int
    lowest: ForecastDay
    """The day with the least expected money."""
    end: ForecastDay


def rows(forecast: Forecast) -> list[WeekRow]:
    """Return the weeks of a forecast."""
    made = []
    for _, days in groupby(forecast.days, key=lambda day: day.date.isocalendar()[:2]):
        week = list(days)
        first, last = week[0].date, week[-1].date
        moved = [each.amount for each in forecast.movements if first <= each.day <= last]
        made.append(
            WeekRow(
                first,
                last,
                sum(amount for amount in moved if amount > 0),
                sum(amount for amount in moved if amount < 0),
                min(week, key=lambda day: (day.expected, day.date)),
                week[-1],
            )
        )
    return made


def model(session: Session) -> RowsModel[WeekRow]:
    """Return the model of the weeks."""
    translate = QCoreApplication.translate

    def days(row: WeekRow) -> str:
        return f"{session.localised.day(row.first)} – {session.localised.day(row.last)}"

    def amount(title: str, of: Callable[[WeekRow], int], spare: int = 0) -> Column[WeekRow]:
        return columns.amount(
            session, title, lambda row: Money(session.currency, of(row)), spare=spare
        )

    return RowsModel(
        [
            Column(translate("WeeksTable", "Week"), days),
            amount(translate("WeeksTable", "Money in"), lambda row: row.money_in, 2),
            amount(translate("WeeksTable", "Money out"), lambda row: row.money_out, 1),
            amount(translate("WeeksTable", "Lowest"), lambda row: row.lowest.expected),
            Column(
                translate("WeeksTable", "On"),
                lambda row: session.localised.day(row.lowest.date),
                sample=session.localised.widest_day,
                spare=3,
            ),
            amount(translate("WeeksTable", "At its end"), lambda row: row.end.expected),
        ],
        colour=session.colour,
    )
