"""The published bills of ../shared/fixtures that have text are read as their own sources say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from cfo_desktop.documents.extracting.extractor import extract
from cfo_desktop.documents.pdf_pages import PdfPages
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Hints

FOLDER = Path(__file__).parents[4] / "shared" / "fixtures" / "documents"
_BILLS = [
    # file, number, day, seller, total, currency
    (
        "SammyMaystoneLinesTest.pdf",
        "invoice_number_1",
        "2022-01-01",
        "Sammy Maystone",
        "127.50",
        "USD",
    ),
    ("FlipkartInvoice.pdf", "BLR_WFLD20151000982590", "2015-10-20", "WS Retail", "319.00", "INR"),
    ("QualityHosting.pdf", "30064443", "2014-05-07", "QualityHosting AG", "34.73", "EUR"),
    # What their data say, read from their text alone.
    ("python-factur-x.pdf", "RE-20171118/506", "2017-11-18", "Bei Spiel GmbH", "571.04", "EUR"),
    (
        "Avoir_FR_type380_MINIMUM.pdf",
        "AV-2017-0005",
        "2017-11-16",
        "Au bon moulin",
        "-233.47",
        "EUR",
    ),
]


def _read(name: str) -> Document:
    if not FOLDER.is_dir():
        pytest.skip("no ../shared/fixtures/documents beside the checkout")
    with PdfPages((FOLDER / name).read_bytes()) as pdf:
        pages = [text for number in range(pdf.count) if (text := pdf.text(number))]
    return extract(pages, hints=Hints())


@pytest.mark.parametrize("bill", _BILLS, ids=lambda bill: bill[0])
def test_published_bills_are_read(bill: tuple[str, str, str, str, str, str]) -> None:
    name, number, day, seller, total, currency = bill
    document = _read(name)
    money = document.money_of(Field.TOTAL)
    assert document.text_of(Field.NUMBER) == number
    assert document.day_of(Field.DATE) == dt.date.fromisoformat(day)
    assert document.text_of(Field.SELLER).startswith(seller)
    assert money is not None
    assert (money.decimal(), money.currency) == (Decimal(total), currency)
