"""One document laid out for reading: its rows with their labels, amounts and days."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.documents.extracting import amounts
from cfo_desktop.documents.extracting import days
from cfo_desktop.documents.extracting import folding
from cfo_desktop.documents.extracting import labels
from cfo_desktop.documents.extracting import rows as row_reading
from cfo_desktop.documents.extracting.amounts import Figures
from cfo_desktop.documents.extracting.days import Day
from cfo_desktop.documents.extracting.label_words import Label
from cfo_desktop.documents.extracting.labels import Mark
from cfo_desktop.documents.extracting.labels import Place
from cfo_desktop.documents.extracting.rows import Row
from cfo_desktop.documents.pages import PageText
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import Value


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every reader of a field is given."""

    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    figures: Figures
    days: tuple[Day, ...]
    carrier: Carrier
    hints: Hints
    text: str
    """All rows, simplified, one a line."""

    def labelled(self, *labels: Label) -> Iterator[Mark]:
        """Yield the marks of some labels that open their cell or have a colon."""
        for mark in self.marks:
            if mark.label in labels and (mark.leads or mark.has_colon):
                yield mark

    def places(self, mark: Mark) -> Iterator[Place]:
        """Yield where a label's value may stand, the likeliest first."""
        own = [other for other in self.marks if other.row is mark.row]
        yield from labels.places_of(mark, self.rows, own)

    def found(self, value: Value, evidence: Evidence, box: Box) -> Found:
        """Return a value that stands on the pages, with what it was read from."""
        return Found(value, evidence, self.carrier, box)


def sheet_of(pages: Sequence[PageText], *, hints: Hints) -> Sheet:
    """Lay out the pages of one document."""
    rows = row_reading.rows_of(pages)
    carriers = {page.carrier for page in pages}
    return Sheet(
        rows=rows,
        marks=labels.marks_of(rows),
        figures=amounts.figures_of(rows),
        days=days.days_of(rows),
        carrier=Carrier.OCR if Carrier.OCR in carriers else Carrier.PDF_TEXT,
        hints=hints,
        text=folding.simplified("\n".join(row.text for row in rows)),
    )
