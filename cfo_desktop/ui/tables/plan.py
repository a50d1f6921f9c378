"""The months to come: profit and money as they go on, and with what is tried."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.what_if import PlanMonth
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel

NEW_CASH = 4
"""The column of the money with what is tried."""
FIGURES = {
    1: ("profit", False),
    2: ("profit", True),
    3: ("cash", False),
    NEW_CASH: ("cash", True),
}
"""{column: whether it shows profit or cash, and whether with what is tried}."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One month twice: without changes and with them."""

    before: PlanMonth
    after: PlanMonth


def model(session: Session) -> RowsModel[PlanRow]:
    """Return the model of the months to come."""
    translate = QCoreApplication.translate

    def month(row: PlanRow) -> str:
        name = session.localised.month(row.before.month)
        if row.before.whole:
            return name
        return outlook_words.told(session, "whatif.rest", month=name)

    def money(minor: int) -> Money:
        return Money(session.currency, minor)

    return RowsModel(
        [
            Column(translate("PlanTable", "Month"), month),
            columns.amount(
                session,
                translate("PlanTable", "Profit"),
                lambda row: money(row.before.profit),
                spare=1,
            ),
            columns.amount(
                session, translate("PlanTable", "New profit"), lambda row: money(row.after.profit)
            ),
            columns.amount(
                session,
                translate("PlanTable", "Cash"),
                lambda row: money(row.before.cash),
                spare=2,
            ),
            columns.amount(
                session, translate("PlanTable", "New cash"), lambda row: money(row.after.cash)
            ),
        ],
        colour=session.colour,
    )
