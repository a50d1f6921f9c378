"""A small part of the evaluation of reading: what was read well must stay so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cfo_desktop.domain.document import Hints
from cfo_desktop.services.document_reading import DocumentReader
from tests.evaluation import documents
from tests.evaluation.made_documents import samples
from tests.evaluation.made_documents import sheet
from tests.evaluation.made_documents import structured
from tests.evaluation.made_documents import twins
from tests.evaluation.made_documents.scoring import Tally

_PDFS, _PICTURES = 6, 3


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    reader = DocumentReader()
    yield reader
    reader.close()


def _tally(reader: DocumentReader, made: Iterator[samples.Sample]) -> Tally:
    return Tally([outcome for _, outcome in documents.tried(reader, made)])


def test_structured_invoices_are_read_exactly(reader: DocumentReader) -> None:
    tally = _tally(reader, structured.valid(each=4))
    assert [each.missed for each in tally.outcomes if each.missed] == []
    assert tally.sure == 1


def test_broken_files_are_refused_with_a_reason(reader: DocumentReader) -> None:
    hints = Hints(currency="EUR")
    found = {name: reader.read(content, hints=hints) for name, content in structured.broken()}
    assert [name for name, read in found.items() if read.fault is None or read.documents] == []


def test_pdfs_with_text_are_read(reader: DocumentReader) -> None:
    tally = _tally(reader, samples.pdfs(_PDFS))
    assert tally.whole >= 0.95
    assert tally.falsely_sure == []


@pytest.fixture
def own_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same pictures on every machine, whatever fonts it has."""
    own = (sheet._OWN_FONTS[False], sheet._OWN_FONTS[True])
    monkeypatch.setattr(sheet, "_LATIN_PICTURE", {"sans": own})
    monkeypatch.setattr(sheet, "_CJK_SERIF", Path("none"))


@pytest.mark.usefixtures("own_fonts")
def test_pictures_are_read(reader: DocumentReader) -> None:
    tally = _tally(reader, samples.pictures(_PICTURES))
    assert tally.whole >= 0.8
    assert tally.falsely_sure == []


def test_the_same_documents_are_made_each_time() -> None:
    assert list(samples.pdfs(4)) == list(samples.pdfs(4))
    assert list(samples.pictures(2)) == list(samples.pictures(2))
    assert [make() for make in twins.cases(6)] == [make() for make in twins.cases(6)]


def test_a_wrong_reading_counts_as_wrong(reader: DocumentReader) -> None:
    first, second = samples.pdfs(2)
    swapped = samples.Sample(first.name, second.content, first.truth, first.layout)
    assert _tally(reader, iter([swapped])).whole == 0
