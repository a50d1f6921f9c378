"""The e-invoice inside a PDF, whatever it is called and wherever it lies."""

from __future__ import annotations

import zlib

import pytest

from cfo_desktop.documents.structured import embedded
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
