"""A table's first rows as they stand in its file, and what its rows are read as."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.mapping import SampleRow
from cfo_desktop.domain.mapping import Use
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel

_WIDEST = 26
"""Characters of a cell that are shown without looking at its tip."""
_ARROW = "MMM"
"""As wide as what a list to choose from has beside its text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file as it would be read: a movement, or why it is none."""

    place: str
    row: StatementRow | None = None
    reason: Fault | None = None
    rejected: bool = False


def lines_of(read: ReadFile) -> list[Line]:
    """Return what became of each row: first those that cannot be read."""
    parts = read.statements
    return [
        *(Line(bad.place, reason=bad, rejected=True) for part in parts for bad in part.rejected),
        *(Line(row.place, row) for part in parts for row in part.rows),
        *(Line(row.place, reason=Fault(row.code)) for part in parts for row in part.skipped),
    ]


def sample_columns(mapping: ColumnMapping, rows: Sequence[SampleRow]) -> list[Column[SampleRow]]:
    """Return the columns of the first rows: the row's number, then each cell."""
    translate = QCoreApplication.translate
    number: Column[SampleRow] = Column(
        translate("MappingTable", "Row"), lambda row: str(row.number), sample="0000", number=True
    )
    columns = [number]
    for index, column in enumerate(mapping.columns):
        texts = [row.cells[index] for row in rows if index < len(row.cells)]
        longest = max((text[:_WIDEST] for text in texts), key=len, default="")
        columns.append(
            Column(
                column.name or words.nameless_column(index),
                _cell(index),
                sample=max(
                    longest,
                    words.use(column.use) + _ARROW,
                    words.use(Use.MONEY_OUT) + _ARROW,
                    key=_width,
                ),
            )
        )
    return columns


def _cell(index: int) -> Callable[[SampleRow], str]:
    return lambda row: row.cells[index] if index < len(row.cells) else ""


def _width(text: str) -> int:
    """Return roughly how wide a text is: a Chinese character is two letters wide."""
    return sum(1 if char.isascii() else 2 for char in text)


class _Texts:
    """What a line shows in each column."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def state(self, line: Line) -> tuple[str, str]:
        """Return what became of the row as a word and its colour token."""
        if line.row:
            return QCoreApplication.translate("MappingTable", "Movement"), "positive"
        return words.row_state(RowState.REJECTED if line.rejected else RowState.SKIPPED)

    def text(self, line: Line) -> str:
        if line.row is None:
            return self._session.localised.fault(line.reason) if line.reason else ""
        parts = (line.row.party, line.row.narration, line.row.reference)
        return " · ".join(dict.fromkeys(part for part in parts if part))


def lines_model(session: Session) -> RowsModel[Line]:
    """Return the model of what rows are read as."""
    translate = QCoreApplication.translate
    texts = _Texts(session)
    return RowsModel(
        [
            Column(
                translate("ImportTable", "State"),
                lambda line: texts.state(line)[0],
                sample=translate("MappingTable", "Movement") + "M",
                token=lambda line: texts.state(line)[1],
            ),
            Column(
                translate("ImportTable", "Place"),
                lambda line: words.place(line.place),
                sample=words.place("row 0000"),
            ),
            columns.day(
                session,
                translate("ImportTable", "Date"),
                lambda line: line.row.day if line.row else None,
            ),
            Column(translate("ImportTable", "Payee and text"), texts.text, share=3),
            columns.amount(
                session,
                translate("ImportTable", "Amount"),
                lambda line: line.row.amount if line.row else None,
            ),
            columns.amount(
                session,
                translate("MappingTable", "Balance"),
                lambda line: line.row.balance if line.row else None,
                coloured=False,
                spare=1,
            ),
        ],
        colour=session.colour,
    )
