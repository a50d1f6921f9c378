"""What the shop wrote, as the list of it shows it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.issuing import Issued
from cfo_desktop.domain.issuing import IssuedKind
from cfo_desktop.domain.issuing import IssuedState
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


def model(session: Session) -> RowsModel[Issued]:
    """Return the model of the list."""
    translate = QCoreApplication.translate
    kinds = {
        IssuedKind.QUOTE: translate("IssuedTable", "Quote"),
        IssuedKind.INVOICE: translate("IssuedTable", "Invoice"),
        IssuedKind.CREDIT_NOTE: translate("IssuedTable", "Credit note"),
    }
    states = {
        IssuedState.DRAFT: translate("IssuedTable", "Draft"),
        IssuedState.ISSUED: translate("IssuedTable", "Issued"),
        IssuedState.ACCEPTED: translate("IssuedTable", "Invoice made"),
        IssuedState.TAKEN_BACK: translate("IssuedTable", "Taken back"),
    }

    def total(row: Issued) -> Money:
        sign = -1 if row.written.kind is IssuedKind.CREDIT_NOTE else 1
        return Money(row.written.currency, sign * row.written.totals.gross)

    return RowsModel(
        [
            Column(
                translate("IssuedTable", "Kind"),
                lambda row: kinds[row.written.kind],
                sample=translate("IssuedTable", "Credit note"),
            ),
            Column(translate("IssuedTable", "Number"), lambda row: row.number, share=2),
            Column(
                translate("IssuedTable", "Customer"), lambda row: row.written.buyer.name, share=3
            ),
            columns.day(session, translate("IssuedTable", "Date"), lambda row: row.written.day),
            columns.day(
                session,
                translate("IssuedTable", "To be paid by"),
                lambda row: row.written.due if row.written.kind is IssuedKind.INVOICE else None,
            ),
            columns.amount(session, translate("IssuedTable", "Total"), total),
            Column(
                translate("IssuedTable", "State"),
                lambda row: states[row.state],
                sample=max(states.values(), key=len),
                token=lambda row: "muted" if row.state is IssuedState.TAKEN_BACK else "text",
            ),
        ],
        colour=session.colour,
    )
