"""Every hand-made layout is read as written, whichever way its words were cut."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cfo_desktop.documents.extracting.extractor import extract
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.money import Money
from tests.documents.extracting.grids import page
from tests.documents.extracting.layouts import Layout
from tests.documents.extracting.layouts import layouts


def _said(document: Document, field: str) -> str:
    if field == "kind":
        return document.kind.value
    found = document.fields.get(Field(field))
    value = found.value if found else ""
    return str(value.decimal()) if isinstance(value, Money) else str(value)


def _alike(said: str, wanted: str, field: str) -> bool:
    money = field in {"total", "net", "tax", "paid", "rounding"}
    return Decimal(said or "NaN") == Decimal(wanted) if money else said == wanted


@pytest.mark.parametrize("pieces", [True, False], ids=["pieces", "words"])
@pytest.mark.parametrize("layout", list(layouts()), ids=lambda layout: layout.name)
def test_each_layout_is_read_as_it_is_written(layout: Layout, *, pieces: bool) -> None:
    document = extract([page(layout.grid, pieces=pieces)], hints=Hints())
    wrong = {
        field: (_said(document, field), wanted)
        for field, (wanted, _proved) in layout.wanted.items()
        if not _alike(_said(document, field), wanted, field)
    }
    assert not wrong
    unproved = {
        field
        for field, (_wanted, proved) in layout.wanted.items()
        if proved and document.fields[Field(field)].evidence is not Evidence.PROVED
    }
    assert not unproved


def test_there_are_enough_layouts_of_both_languages() -> None:
    chinese = [layout for layout in layouts() if "_zh" in layout.name]
    assert len(list(layouts())) >= 40
    assert len(chinese) >= 15
