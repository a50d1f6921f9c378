"""Open debts as the table of them shows them, each with how late it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cfo_desktop.base import clock
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


def model(session: Session) -> RowsModel[Debt]:
    """Return the model of the table."""
    translate = QCoreApplication.translate
    return RowsModel(
        [
            Column(translate("OwingTable", "Who"), lambda row: row.party, share=3),
            columns.number(translate("OwingTable", "Entry"), lambda row: row.entry, spare=1),
            columns.day(session, translate("OwingTable", "Of"), lambda row: row.day),
            columns.day(session, translate("OwingTable", "To be paid by"), lambda row: row.due),
            Column(
                translate("OwingTable", "Late"),
                lambda row: late(session, row),
                sample=translate("OwingTable", "{count} days").format(count="000"),
                number=True,
                token=lambda row: "negative" if _days(row) > 0 else "muted",
            ),
            columns.amount(
                session,
                translate("OwingTable", "Amount"),
                lambda row: Money(session.currency, row.amount),
                spare=2,
            ),
            columns.amount(
                session,
                translate("OwingTable", "Open"),
                lambda row: Money(session.currency, row.left),
            ),
        ],
        colour=session.colour,
    )


def _days(debt: Debt) -> int:
    return (clock.today() - debt.due).days


def late(session: Session, debt: Debt) -> str:
    """Return how many days late a debt is; nothing where it is not due yet."""
    days = _days(debt)
    if days <= 0:
        return ""
    if days == 1:
        return QCoreApplication.translate("OwingTable", "1 day")
    return QCoreApplication.translate("OwingTable", "{count} days").format(
        count=session.localised.number(days)
    )
