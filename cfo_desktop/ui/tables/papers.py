"""Documents as the list of them shows them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.papers import PaperHead
from cfo_desktop.ui import paper_words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


def model(session: Session) -> RowsModel[PaperHead]:
    """Return the model of a list of documents."""
    translate = QCoreApplication.translate

    def look(row: PaperHead) -> str:
        if not row.unsure:
            return ""
        return translate("PaperTable", "{count} to look at").format(
            count=session.localised.number(row.unsure)
        )

    return RowsModel(
        [
            Column(
                translate("PaperTable", "Kind"),
                lambda row: paper_words.kind(row.kind, row.direction),
                sample=translate("PaperTable", "Credit note"),
            ),
            Column(
                translate("PaperTable", "From or to"),
                lambda row: row.party or row.file,
                token=lambda row: "text" if row.party else "muted",
                share=3,
            ),
            Column(translate("PaperTable", "Number"), lambda row: row.invoice_number, share=2),
            columns.day(session, translate("PaperTable", "Date"), lambda row: row.day),
            columns.day(session, translate("PaperTable", "To be paid by"), lambda row: row.due),
            columns.money(session, translate("PaperTable", "Total"), lambda row: row.total),
            Column(
                translate("PaperTable", "Fields"),
                look,
                sample=translate("PaperTable", "{count} to look at").format(count="00"),
                token=lambda _: "warning",
                spare=1,
            ),
        ],
        colour=session.colour,
    )
