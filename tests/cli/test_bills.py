"""Bills on the command line: read, held against what is known, booked, listed and found again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.cli.calls import Cli

FIELDS = {
    *("seller", "buyer", "seller_tax_id", "buyer_tax_id", "number", "date", "due_date"),
    *("currency", "net", "tax", "total", "lines"),
}
INVOICE = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
<cbc:ID>{number}</cbc:ID><cbc:IssueDate>2026-11-03</cbc:IssueDate>
<cbc:DueDate>2026-11-17</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>GBP</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party>
<cac:PartyName><cbc:Name>Tolbeck Dairy Ltd</cbc:Name></cac:PartyName>
<cac:PartyTaxScheme><cbc:CompanyID>GB123456789</cbc:CompanyID>
<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>Tolbeck Dairy Ltd</cbc:RegistrationName>
</cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party>
<cac:PartyLegalEntity><cbc:RegistrationName>Harbour Corner Shop</cbc:RegistrationName>
</cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
<cac:TaxTotal><cbc:TaxAmount currencyID="GBP">20.00</cbc:TaxAmount>
<cac:TaxSubtotal><cbc:TaxableAmount currencyID="GBP">100.00</cbc:TaxableAmount>
<cbc:TaxAmount currencyID="GBP">20.00</cbc:TaxAmount>
<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>
<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>
</cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="GBP">100.00</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="GBP">100.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="GBP">120.00</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="GBP">120.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="EA">40</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="GBP">100.00</cbc:LineExtensionAmount>
<cac:Item><cbc:Name>Milk and butter</cbc:Name></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="GBP">2.50</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
</Invoice>
"""


@pytest.fixture
def invoice(tmp_path: Path) -> Path:
    """An invoice of 120.00 as data."""
    path = tmp_path / "dairy.xml"
    path.write_text(INVOICE.format(number="TD-5512"), encoding="utf-8")
    return path


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """The same invoice as a PDF with text."""
    content = io.BytesIO()
    canvas = Canvas(content)
    lines = (
        *("Tolbeck Dairy Ltd", "INVOICE", "Invoice number: TD-5512"),
        *("Invoice date: 3 November 2026", "VAT number: GB123456789"),
        *("Bill to: Harbour Corner Shop", "Milk and butter    40    2.50    100.00"),
        *("Net total    GBP 100.00", "VAT 20%    GBP 20.00", "Total due    GBP 120.00"),
    )
    for row, line in enumerate(lines):
        canvas.drawString(60, 780 - 22 * row, line)
    canvas.save()
    path = tmp_path / "dairy.pdf"
    path.write_bytes(content.getvalue())
    return path


def test_an_invoice_as_json(cli: Cli, empty: Path, invoice: Path) -> None:
    result = cli("bill", empty, invoice, "--json")
    assert result.status == 0, result.err
    (document,) = result.document["documents"]
    assert set(document) >= {"file", "kind", "fields", "checks", "duplicate_of", "draft"}
    assert (document["file"], document["kind"], document["state"]) == (
        *("dairy.xml", "invoice"),
        "new",
    )
    fields = document["fields"]
    assert set(fields) >= FIELDS
    assert all(set(each) >= {"value", "confidence", "place"} for each in fields.values())
    assert fields["total"]["value"] == "120.00"
    assert fields["total"]["confidence"] == "machine_read"
    assert fields["due_date"]["value"] == "2026-11-17"
    assert document["duplicate_of"] is None
    assert document["draft"]["due"] == "2026-11-17"
    amounts = sorted(line["amount"] for line in document["draft"]["postings"])
    assert amounts == ["-120.00", "100.00", "20.00"]
    assert document["entry"] is None


def test_a_preview_leaves_no_trace(cli: Cli, empty: Path, invoice: Path) -> None:
    result = cli("bill", empty, invoice, "--preview", "--json")
    (document,) = result.document["documents"]
    assert document["paper"] is None
    assert document["draft"]["party"] == "Tolbeck Dairy Ltd"
    assert cli("papers", empty, "--json").document == {"papers": []}
    assert "nothing was kept" in cli("bill", empty, invoice, "--preview").out
    assert "没有保存" in cli("bill", empty, invoice, "--preview", "--lang", "zh_CN").out


def test_data_and_print_of_one_invoice_are_one_paper(
    cli: Cli, empty: Path, invoice: Path, printed: Path
) -> None:
    result = cli("bill", empty, invoice, printed, invoice, "--json")
    assert result.status == 0, result.out
    first, second, third = result.document["documents"]
    assert [each["state"] for each in (first, second, third)] == ["new", "merged", "known"]
    assert (second["duplicate_of"], third["duplicate_of"]) == (1, 1)
    assert second["fields"]["total"]["value"] == "120.00"
    assert len(cli("papers", empty, "--json").document["papers"]) == 1


def test_what_nothing_speaks_against_is_booked(cli: Cli, empty: Path, invoice: Path) -> None:
    result = cli("bill", empty, invoice, "--confirm", "--json")
    (document,) = result.document["documents"]
    assert (document["state"], document["entry"]) == ("confirmed", 1)
    (paper,) = cli("papers", empty, "--state", "confirmed", "--json").document["papers"]
    assert (paper["party"], paper["total"], paper["entry"]) == ("Tolbeck Dairy Ltd", "120.00", 1)
    again = cli("bill", empty, invoice, "--confirm", "--json").document["documents"][0]
    assert (again["state"], again["entry"]) == ("known", 1)
    balances = cli("trial-balance", empty, "--json").document["accounts"]
    assert sum(line["balance"] == "-120.00" for line in balances) == 1


def test_a_bill_that_is_perhaps_paid_is_left_to_the_owner(
    cli: Cli, empty: Path, invoice: Path, tmp_path: Path
) -> None:
    cli("bill", empty, invoice, "--confirm")
    other = tmp_path / "other.xml"
    text = INVOICE.format(number="TD-5512").replace("120.00", "121.00").replace("20.00", "21.00")
    other.write_text(text, encoding="utf-8")
    result = cli("bill", empty, other, "--confirm", "--json").document["documents"][0]
    assert (result["state"], result["entry"], result["duplicate_of"]) == ("new", None, 1)
    assert "same seller and number" in cli("bill", empty, other).out or result["twins"]


def test_papers_are_found_by_their_words(cli: Cli, empty: Path, invoice: Path) -> None:
    assert "There are no such" in cli("papers", empty).out
    cli("bill", empty, invoice)
    assert "TD-5512" in cli("papers", empty, "--search", "butter tolb").out
    assert "TD-5512" in cli("papers", empty, "--search", "120.00", "--state", "draft").out
    assert "没有" in cli("papers", empty, "--search", "bread", "--lang", "zh_CN").out


def test_what_cannot_be_read_is_told_and_the_rest_is_done(
    cli: Cli, empty: Path, invoice: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    result = cli("bill", empty, broken, tmp_path / "absent.pdf", invoice, "--json")
    assert result.status == 1
    first, second, third = result.document["documents"]
    assert first["faults"]
    assert second["faults"]
    assert first["kind"] is None
    assert third["state"] == "new"
    assert len(cli("papers", empty, "--json").document["papers"]) == 1


def test_a_bill_for_people(cli: Cli, empty: Path, invoice: Path) -> None:
    shown = cli("bill", empty, invoice)
    assert shown.status == 0
    assert "kept as draft 1" in shown.out
    assert "120.00 GBP" in shown.out
    assert "from data" in shown.out
    assert "2026-11-17" in shown.out
