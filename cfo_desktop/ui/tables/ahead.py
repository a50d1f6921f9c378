"""The days ahead, and the movements of money that are expected on one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain import forecast_texts
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


def days_model(session: Session, accounts: Mapping[str, Account]) -> RowsModel[DayRow]:
    """Return the model of the days ahead; ``accounts`` by code may be filled later."""
    translate = QCoreApplication.translate

    def mostly(row: DayRow) -> str:
        return outlook_words.who(session, row.movements[0], accounts) if row.movements else ""

    def money(minor: int) -> Money:
        return Money(session.currency, minor)

    return RowsModel(
        [
            columns.day(session, translate("AheadTable", "Date"), lambda row: row.day.date),
            Column(translate("AheadTable", "Mostly"), mostly, spare=1),
            columns.amount(
                session, translate("AheadTable", "In and out"), lambda row: money(row.moved)
            ),
            columns.amount(
                session, translate("AheadTable", "Expected"), lambda row: money(row.day.expected)
            ),
            columns.amount(
                session,
                translate("AheadTable", "Low"),
                lambda row: money(row.day.low),
                spare=3,
            ),
            columns.amount(
                session,
                translate("AheadTable", "High"),
                lambda row: money(row.day.high),
                spare=2,
            ),
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
                lambda row: forecast_texts.source(row.source, session.language),
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
