"""What a correction teaches is read from the next document of the same supplier, and no other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from cfo_desktop.documents.extracting.extractor import extract
from cfo_desktop.documents.extracting.templates import learn
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.money import Money
from tests.documents.extracting.grids import page

_FIRST = """
      ~~ QZ ~~
Blossom lane 5, Tel: 03-8888 1234
www.quietzephyr.com
Ref X: 77-A-12            Made 02.03.2024
Ribbon                     12.00
Card                        8.00
Goods                      20.00
Grand sum                  23.50
"""
_NEXT = (
    _FIRST.replace("77-A-12", "77-B-90")
    .replace("23.50", "44.10")
    .replace("02.03.2024", "05.04.2024")
    .replace("~~ QZ ~~", "~. 0Z .~")
)
_OTHER = "Other Shop Ltd\nTel: 01-2345 678\nDate 03/04/2024\nGrand sum 99.00\nTotal 12.00"


def _taught() -> Template:
    read = page(_FIRST)
    return learn(
        extract([read], hints=Hints()),
        [read],
        {
            Field.SELLER: "Quiet Zephyr",
            Field.NUMBER: "77-A-12",
            Field.TOTAL: Money("USD", 2350),
            Field.DATE: dt.date(2024, 3, 2),
        },
    )


def test_labels_places_and_marks_are_learnt() -> None:
    template = _taught()
    assert template.seller == "Quiet Zephyr"
    assert template.labels[Field.NUMBER] == "Ref X"
    assert template.labels[Field.TOTAL] == "Grand sum"
    assert any("zephyr" in mark for mark in template.marks)
    assert any("8888" in mark for mark in template.marks)


def test_the_next_document_is_read_by_them_though_its_logo_is_not_readable() -> None:
    document = extract([page(_NEXT)], hints=Hints(templates=(_taught(),)))
    assert document.text_of(Field.SELLER) == "Quiet Zephyr"
    assert document.text_of(Field.NUMBER) == "77-B-90"
    assert document.money_of(Field.TOTAL) == Money("USD", 4410)
    assert document.day_of(Field.DATE) == dt.date(2024, 4, 5)


def test_documents_of_others_are_left_alone() -> None:
    plain = extract([page(_OTHER)], hints=Hints())
    assert extract([page(_OTHER)], hints=Hints(templates=(_taught(),))) == plain


def test_a_value_that_stands_nowhere_teaches_nothing() -> None:
    read = page(_FIRST)
    template = learn(extract([read], hints=Hints()), [read], {Field.NUMBER: "not printed"})
    assert not template.labels
    assert not template.boxes


def test_a_place_without_a_label_is_learnt_as_a_place() -> None:
    grid = "Plain Goods Ltd\nTel: 020 7946 0001\n\n        A-100\n\nTotal 5.00"
    read = page(grid)
    template = learn(extract([read], hints=Hints()), [read], {Field.NUMBER: "A-100"})
    assert Field.NUMBER not in template.labels
    later = extract(
        [page(grid.replace("A-100", "A-101"))], hints=Hints(templates=(replace(template),))
    )
    assert later.text_of(Field.NUMBER) == "A-101"
