"""All findings of a book: what was noticed, how much it matters, and what is at stake."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.finding_words import FindingWords
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables import repeats
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in the list, and whether its owner put it off or called it not useful."""

    finding: Finding
    put_off: bool


def model(session: Session, say: FindingWords) -> RowsModel[FindingRow]:
    """Return the model of the list."""
    translate = QCoreApplication.translate
    severities = [say.severity(each)[0] for each in Severity]

    def state(row: FindingRow) -> str:
        if row.put_off:
            return translate("FindingsTable", "Hidden")
        return say.severity(row.finding.severity)[0]

    def token(row: FindingRow) -> str:
        return "muted" if row.put_off else say.severity(row.finding.severity)[1]

    def stake(row: FindingRow) -> Money | None:
        found = row.finding.stake
        return Money(session.currency, found) if found else None

    return RowsModel(
        [
            Column(
                translate("FindingsTable", "State"),
                state,
                sample=max((*severities, translate("FindingsTable", "Hidden")), key=len),
                token=token,
            ),
            Column(
                translate("FindingsTable", "What was noticed"),
                lambda row: say.title(row.finding),
                token=lambda row: "muted" if row.put_off else "text",
            ),
            columns.amount(
                session, translate("FindingsTable", "At stake"), stake, coloured=False, spare=1
            ),
        ],
        colour=session.colour,
    )


def rows_model(session: Session) -> RowsModel[Entry]:
    """Return the model of the entries that a finding came from."""
    translate = QCoreApplication.translate
    return RowsModel(
        [
            columns.number(translate("FindingsTable", "No."), lambda row: row.number, spare=1),
            dataclasses.replace(
                columns.day(session, translate("FindingsTable", "Date"), lambda row: row.draft.day),
                spare=2,
            ),
            Column(
                translate("FindingsTable", "Payee and text"), lambda row: repeats.text(row.draft)
            ),
            columns.amount(
                session,
                translate("FindingsTable", "Amount"),
                lambda row: repeats.total(row.draft),
                coloured=False,
            ),
        ],
        colour=session.colour,
    )
