"""The days ahead, and the movements of money that are expected on one of them."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.forecast import Movement
from cfo_desktop.domain.money import Money
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day ahead and what moves on it, in minor units of the book's currency."""

    day: ForecastDay
    moved: int
    movements: tuple[Movement, ...]
    """The largest first."""
    cushion: int = 0
    """The least money that the owner wants to have."""


MOVED, EXPECTED = 2, 3
"""Columns of the days ahead."""
BALANCES: Mapping[int, Callable[[ForecastDay], int]] = {
    EXPECTED: lambda day: day.expected,
    4: lambda day: day.low,
    5: lambda day: day.high,
}
"""{column of the days ahead: which money at the end of the day it shows}."""


def days_model(session: Session, accounts: Mapping[str, Account]) -> RowsModel[DayRow]:
    """Return the model of the days ahead; ``accounts`` by code may be filled later."""
    translate = QCoreApplication.translate

    def mostly(row: DayRow) -> str:
        return outlook_words.who(session, row.movements[0], accounts) if row.movements else ""

    def money(title: str, of: Callable[[DayRow], int], spare: int = 0) -> Column[DayRow]:
        """Return a column of the money at the end of a day: red where it is under the cushion."""
        return columns.amount(
            session,
            title,
            lambda row: Money(session.currency, of(row)),
            token=lambda row: "negative" if of(row) < max(row.cushion, 0) else "text",
            spare=spare,
        )

    return RowsModel(
        [
            columns.day(session, translate("AheadTable", "Date"), lambda row: row.day.date),
            Column(translate("AheadTable", "Mostly"), mostly, spare=1),
            columns.amount(
                session,
                translate("AheadTable", "In and out"),
                lambda row: Money(session.currency, row.moved),
            ),
            money(translate("AheadTable", "Expected"), lambda row: row.day.expected),
            money(translate("AheadTable", "Low"), lambda row: row.day.low, spare=3),
            money(translate("AheadTable", "High"), lambda row: row.day.high, spare=2),
        ],
        colour=session.colour,
    )


def movements_model(session: Session, accounts: Mapping[str, Account]) -> RowsModel[Movement]:
    """Return the model of one day's movements; ``accounts`` by code may be filled later."""
    translate = QCoreApplication.translate

    return RowsModel(
        [
            Column(
                translate("AheadTable", "What"),
                lambda row: outlook_words.who(session, row, accounts),
                share=4,
            ),
            Column(
                translate("AheadTable", "Reason"),
                lambda row: outlook_words.reason(session, row, accounts),
                share=3,
            ),
            columns.amount(
                session,
                translate("AheadTable", "Amount"),
                lambda row: Money(session.currency, row.amount),
            ),
        ],
        colour=session.colour,
    )
