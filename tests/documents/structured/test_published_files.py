"""Documents that others published as samples, and what must come out of each."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from cfo_desktop.documents.structured import embedded
from cfo_desktop.documents.structured import ofd
from cfo_desktop.documents.structured import xml
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.fault import Fault
from tests.documents.structured.samples import SHARED

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the published samples are not beside this checkout"
)
_CARRIERS = {
    "ubl": Carrier.UBL,
    "cii": Carrier.CII,
    "pdf+cii": Carrier.CII,
    "pdf+zugferd1": Carrier.ZUGFERD1,
    "fatturapa": Carrier.FATTURAPA,
    "ofd-attach": Carrier.EINVOICE_CN,
}
_TEXTS = {
    "seller": Field.SELLER,
    "seller_tax_id": Field.SELLER_TAX_ID,
    "currency": Field.CURRENCY,
}
_SUMS = {"total": Field.TOTAL, "net": Field.NET, "tax": Field.TAX}


def _rows() -> list[dict[str, str]]:
    if not SHARED.is_dir():
        return []
    with (SHARED / "expected.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


ROWS = _rows()


def _read(row: dict[str, str]) -> Document | Fault:
    content = (SHARED / row["file"]).read_bytes()
    if row["format"].startswith("ofd"):
        return ofd.read(content)
    if row["format"].startswith("pdf"):
        inner = embedded.xml_of(content)
        assert inner is not None
        content = inner
    return xml.read(content, currency="")


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["format"] in _CARRIERS], ids=lambda row: row["file"]
)
def test_every_field(row: dict[str, str]) -> None:
    document = _read(row)
    assert isinstance(document, Document)
    assert document.carrier is _CARRIERS[row["format"]]
    code, number = document.text_of(Field.CODE), document.text_of(Field.NUMBER)
    assert (f"{code}/{number}" if code else number) == row["number"]
    day = document.day_of(Field.DATE)
    assert day is not None
    assert row["date"] in {day.isoformat(), f"{day:%Y年%m月%d日}"}
    for column, name in _TEXTS.items():
        if row[column]:
            assert document.text_of(name) == row[column]
    for column, name in _SUMS.items():
        if row[column]:
            found = document.money_of(name)
            assert found is not None
            assert found.decimal() == Decimal("0" if row[column] == "***" else row[column])
    assert {each.evidence for each in document.fields.values()} == {Evidence.MACHINE_READ}
    assert all(check.ok for check in document.checks if check.name != "tax_id")


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["format"] == "broken"], ids=lambda row: row["file"]
)
def test_broken(row: dict[str, str]) -> None:
    assert isinstance(_read(row), Fault)


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["format"] == "pdf-text"], ids=lambda row: row["file"]
)
def test_pdf_without_data(row: dict[str, str]) -> None:
    assert embedded.xml_of((SHARED / row["file"]).read_bytes()) is None
