"""The e-invoice inside a PDF, whatever it is called and wherever it lies."""

from __future__ import annotations

import datetime as dt
import random
import zlib

import pytest

from cfo_desktop.documents.structured import embedded
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.money import Money
from tests.documents.structured import samples
from tests.documents.structured.samples import BILL

CII = samples.cii(BILL).encode()
UBL = samples.ubl(BILL).encode()


@pytest.mark.parametrize(
    "name",
    ["factur-x.xml", "zugferd-invoice.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml", "daten.bin"],
)
def test_by_its_name_or_its_root(name: str) -> None:
    assert embedded.xml_of(samples.pdf({"a.xml": b"<note/>", name: CII})) == CII


def test_the_name_of_a_standard_goes_first() -> None:
    assert embedded.xml_of(samples.pdf({"a.xml": UBL, "factur-x.xml": CII})) == CII


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_no_list_names(*, packed: bool) -> None:
    stream = zlib.compress(CII) if packed else CII
    pdf = samples.pdf({})
    lost = (
        b"90 0 obj\n<< /Type /EmbeddedFile /Subtype /text#2Fxml /Length 1 >>\nstream\r\n"
        + stream
        + b"\nendstream\nendobj\n"
    )
    found = embedded.xml_of(pdf.replace(b"endobj", b"endobj\n" + lost, 1))
    assert found is not None
    assert found.strip() == CII


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"no pdf",
        samples.pdf({}),
        samples.pdf({"a.xml": b"<note/>", "b.xml": b"", "c.pdf": b"%PDF-1.4"}),
        samples.pdf({"factur-x.xml": CII})[:400],
    ],
)
def test_none(content: bytes) -> None:
    assert embedded.xml_of(content) is None


_ENTRIES = {
    "InvoiceNumber": "26312000000000000017",
    "IssueTime": "2026年03月02日",
    "TotalAmWithoutTax": "1200.00",
    "TotalTaxAm": "86.00",
    "TotalTax-includedAmount": "1286.00",
    "SellerIdNum": "91310110MA1G8YNR76",
    "BuyerIdNum": "91310108342080987A",
}


def _informed(entries: dict[str, str]) -> bytes:
    """Make a PDF with these entries in its information dictionary."""
    written = "".join(
        f"/{key} <{(chr(0xFEFF) + value).encode('utf-16-be').hex()}>"
        for key, value in entries.items()
    )
    return (
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
        f"4 0 obj\n<<{written}>>\nendobj\ntrailer\n<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n"
    ).encode()


def test_what_the_tax_office_writes_into_a_pdf() -> None:
    found = embedded.chinese_fields(_informed(_ENTRIES))
    assert {name: each.value for name, each in found.items()} == {
        Field.NUMBER: "26312000000000000017",
        Field.DATE: dt.date(2026, 3, 2),
        Field.NET: Money("CNY", 120000),
        Field.TAX: Money("CNY", 8600),
        Field.TOTAL: Money("CNY", 128600),
        Field.SELLER_TAX_ID: "91310110MA1G8YNR76",
        Field.BUYER_TAX_ID: "91310108342080987A",
    }
    assert all(each.is_sure for each in found.values())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 Info",
        samples.pdf({}),
        _informed({"Title": "Invoice 17"}),
        _informed(_ENTRIES | {"InvoiceNumber": ""}),
        _informed(_ENTRIES | {"TotalTax-includedAmount": "much"}),
        _informed(_ENTRIES | {"IssueTime": "soon"}),
    ],
)
def test_other_pdfs_say_nothing(content: bytes) -> None:
    assert embedded.chinese_fields(content) == {}


def test_mutated_pdfs() -> None:
    dice = random.Random(3)  # noqa: S311 - the same files each time
    content = samples.pdf({"a.xml": UBL, "factur-x.xml": CII}) + _informed(_ENTRIES)
    whole = len(content)
    for _ in range(400):
        damaged = bytearray(content)
        for _ in range(dice.choice([1, 5, 40])):
            at = dice.randrange(whole) if dice.random() < 0.5 else -dice.randrange(1, 1500)
            damaged[at] = dice.randrange(256)
        embedded.xml_of(bytes(damaged))
        embedded.chinese_fields(bytes(damaged))
