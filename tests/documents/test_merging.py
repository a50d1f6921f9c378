"""Carriers of one document: the surest wins, and what the page says instead is shown."""

from __future__ import annotations

import datetime as dt

import pytest

from cfo_desktop.documents import merging
from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pages import Word
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Line
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.money import Money

DAY = dt.date(2026, 3, 14)
BOX = Box(0, 1, 2, 3, 4)
VALUES: dict[Field, Value] = {
    Field.SELLER: "Green Leaf Grocers Ltd",
    Field.NUMBER: "AB-123",
    Field.DATE: DAY,
    Field.TOTAL: Money("GBP", 111_50),
}
TEXT = "GREEN LEAF GROCERS LTD | Invoice AB-123 | 14 March 2026 | Total 111.50"


def _document(carrier: Carrier, evidence: Evidence, values: dict[Field, Value]) -> Document:
    box = BOX if carrier in {Carrier.PDF_TEXT, Carrier.OCR} else None
    return Document(
        DocumentKind.INVOICE,
        carrier,
        {name: Found(value, evidence, carrier, box) for name, value in values.items()},
        pages=(0,) if box else (),
    )


def _page(text: str) -> list[PageText]:
    words = tuple(
        Word(part, 100, 100 + 400 * number, 9000, 300 + 400 * number)
        for number, part in enumerate(text.split(" | "))
    )
    return [PageText(0, words, Carrier.PDF_TEXT, 600, 800)]


def _merged(
    page: dict[Field, Value],
    *,
    text: str = TEXT,
    sure: dict[Field, Value] | None = None,
    carrier: Carrier = Carrier.PDF_TEXT,
    evidence: Evidence = Evidence.READ,
    data: Carrier = Carrier.CII,
) -> Document:
    return merging.merged(
        _document(data, Evidence.MACHINE_READ, VALUES if sure is None else sure),
        _document(carrier, evidence, page),
        pages=_page(text),
    )


def test_data_that_the_page_confirms_gets_its_places() -> None:
    found = _merged(VALUES)
    assert found.warnings == ()
    assert all(each.is_sure and each.box == BOX for each in found.fields.values())
    assert (found.carrier, found.pages) == (Carrier.CII, (0,))


@pytest.mark.parametrize(
    ("name", "printed", "text"),
    [
        (Field.TOTAL, Money("GBP", 911_50), TEXT.replace("111.50", "911.50")),
        (Field.NUMBER, "AB-124", TEXT.replace("AB-123", "AB-124")),
        (Field.DATE, dt.date(2026, 4, 14), TEXT.replace("March", "April")),
        (Field.SELLER, "Quick Money Holding", TEXT.replace("GREEN LEAF GROCERS LTD", "x")),
    ],
)
def test_a_page_that_says_something_else_than_its_data_is_warned_of(
    name: Field, printed: Value, text: str
) -> None:
    found = _merged({**VALUES, name: printed}, text=text)
    assert found.fields[name].value == VALUES[name]
    assert [each.value for each in found.fields[name].otherwise] == [printed]
    assert not found.fields[name].is_sure
    (warning,) = found.warnings
    assert warning.code == f"document_{name.value}_disagrees"
    assert set(warning.data) == {"data", "page"}


def test_another_value_beside_the_right_one_is_no_contradiction() -> None:
    text = f"{TEXT} | Order 7 of 1.2.2026 | Balance brought forward 9.00"
    page: dict[Field, Value] = {
        Field.SELLER: "Market Street 14",
        Field.NUMBER: "7",
        Field.DATE: dt.date(2026, 2, 1),
        Field.TOTAL: Money("GBP", 9_00),
    }
    assert _merged(page, text=text).warnings == ()


def test_a_guess_contradicts_nobody() -> None:
    page: dict[Field, Value] = {**VALUES, Field.TOTAL: Money("GBP", 5)}
    found = _merged(page, text="nothing", evidence=Evidence.GUESS)
    assert found.warnings == ()


def test_a_letter_misread_in_a_picture_is_no_fraud() -> None:
    page: dict[Field, Value] = {
        **VALUES,
        Field.NUMBER: "A8-123",
        Field.SELLER: "Green Leat Grocers",
    }
    assert _merged(page, text="x", carrier=Carrier.OCR).warnings == ()
    assert _merged(page, text="x").warnings != ()


def test_a_credit_note_prints_its_sums_without_a_sign() -> None:
    sure: dict[Field, Value] = {Field.TOTAL: Money("EUR", -500)}
    assert _merged({Field.TOTAL: Money("EUR", 500)}, sure=sure, text="x").warnings == ()


def test_a_code_completes_what_was_read_and_the_page_stays_its_carrier() -> None:
    code: dict[Field, Value] = {Field.NUMBER: "AB-123", Field.NET: Money("GBP", 92_92)}
    found = _merged(VALUES, sure=code, data=Carrier.QR, carrier=Carrier.OCR)
    assert found.carrier is Carrier.OCR
    assert found.fields[Field.NUMBER].evidence is Evidence.MACHINE_READ
    assert found.fields[Field.TOTAL].carrier is Carrier.OCR
    assert found.fields[Field.NET].value == Money("GBP", 92_92)


def test_lines_of_the_page_stand_in_where_the_data_have_none() -> None:
    page = Document(DocumentKind.INVOICE, Carrier.PDF_TEXT, lines=(Line("Oat milk"),), text="words")
    sure = _document(Carrier.CII, Evidence.MACHINE_READ, VALUES)
    found = merging.merged(sure, page, pages=_page("words"))
    assert found.lines == (Line("Oat milk"),)
    assert found.text == "words"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money("EUR", 1234567_89), "1.234.567,89 €"),
        (Money("EUR", 1234567_89), "1 234 567,89"),
        (Money("CHF", 1234_50), "CHF 1'234.50"),
        (Money("CNY", 1060_00), "￥1060.00"),
        (Money("JPY", 1060), "1,060円"),
        (Money("GBP", 40_00), "£40"),
        (DAY, "14.03.26"),
        (DAY, "2026年3月14日"),
        (DAY, "14. März 2026"),
        ("AB-123", "no. ab123"),
    ],
)
def test_a_value_is_found_however_it_is_written(value: Value, text: str) -> None:
    assert merging.stands_on(value, _page(text))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money("EUR", 234_50), "1,234.50"),
        (Money("EUR", 234_50), "234.55"),
        (Money("EUR", 234_50), "234.501"),
        (DAY, "15.03.2026"),
        ("AB-123", "AB-124"),
        ("", "anything"),
    ],
)
def test_what_only_resembles_a_value_is_not_it(value: Value, text: str) -> None:
    assert not merging.stands_on(value, _page(text))
