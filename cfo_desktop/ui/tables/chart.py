"""The chart of accounts as a table: code, names, balance and use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.account import AccountUse
from cfo_desktop.domain.money import Money
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


def use(session: Session, row: AccountUse) -> str:
    """Return how an account is used, in words."""
    translate = QCoreApplication.translate
    if row.account.closed_on is not None:
        day = session.localised.day(row.account.closed_on)
        return translate("ChartTable", "Closed {day}").format(day=day)
    if row.last_day is None:
        return translate("ChartTable", "Not used")
    return translate("ChartTable", "Used {day}").format(day=session.localised.day(row.last_day))


def model(session: Session) -> RowsModel[AccountUse]:
    """Return the table's model."""
    translate = QCoreApplication.translate
    widest = translate("ChartTable", "Closed {day}").format(day=session.localised.widest_day)
    return RowsModel(
        [
            Column(
                translate("ChartTable", "Code"), lambda row: row.account.code, sample="1090-USD"
            ),
            Column(
                translate("ChartTable", "Name"),
                lambda row: row.account.name_in(session.language),
                share=3,
            ),
            Column(
                translate("ChartTable", "Belongs to"),
                lambda row: words.group(row.account.group),
                token=lambda _: "muted",
                share=2,
                spare=1,
            ),
            columns.amount(
                session,
                translate("ChartTable", "Balance"),
                lambda row: Money(row.account.currency, row.balance),
            ),
            Column(
                translate("ChartTable", "Use"),
                lambda row: use(session, row),
                sample=widest,
                token=lambda row: "muted" if row.last_day is None else "text",
                spare=2,
            ),
        ],
        colour=session.colour,
    )
