"""The rows of a kept statement: place, day, the bank's own texts, amount, balance, entry."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.source import SourceRow
from cfo_desktop.domain.wording import told_once
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


def model(session: Session) -> RowsModel[SourceRow]:
    """Return the table's model."""
    translate = QCoreApplication.translate

    def state(row: SourceRow) -> str:
        if row.live:
            return translate("SourcesTable", "In the books")
        return translate("SourcesTable", "Taken back")

    return RowsModel(
        [
            Column(
                translate("SourcesTable", "Place"),
                lambda row: words.place(row.place),
                sample=words.place("line 00000"),
            ),
            columns.day(session, translate("SourcesTable", "Date"), lambda row: row.day),
            Column(
                translate("SourcesTable", "Payee and text"),
                lambda row: told_once(row.party, row.narration, joint=" · "),
                share=3,
            ),
            Column(translate("SourcesTable", "Reference"), lambda row: row.reference),
            columns.amount(session, translate("SourcesTable", "Amount"), lambda row: row.amount),
            columns.amount(
                session, translate("SourcesTable", "Balance"), lambda row: row.balance, spare=3
            ),
            columns.number(translate("SourcesTable", "Entry"), lambda row: row.entry, spare=1),
            Column(
                translate("SourcesTable", "State"),
                state,
                sample=translate("SourcesTable", "In the books"),
                spare=2,
                token=lambda row: "text" if row.live else "muted",
            ),
        ],
        colour=session.colour,
    )
