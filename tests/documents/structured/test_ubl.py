"""UBL: parties without names, tax in two currencies, prepaid and rounded sums, other roots."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from cfo_desktop.documents.structured import xml
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Instalment
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from tests.documents.structured import samples
from tests.documents.structured.samples import BILL

TEXT = samples.ubl(BILL)
_PERSON = (
    "<cac:Person><cbc:FirstName>Ada</cbc:FirstName>"
    "<cbc:FamilyName>Holz</cbc:FamilyName></cac:Person>"
)
_NAME = "<cbc:RegistrationName>Holz &amp; Söhne GmbH</cbc:RegistrationName>"


def _euro(text: str) -> Money:
    return Money.parse(text, "EUR")


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ("<cac:PartyName><cbc:Name>Holzladen</cbc:Name></cac:PartyName>", "Holzladen"),
        ("<cac:Contact><cbc:Name>A. Holz</cbc:Name></cac:Contact>", "A. Holz"),
        (_PERSON, "Ada Holz"),
        ("<cac:PartyIdentification><cbc:ID>4711</cbc:ID></cac:PartyIdentification>", "4711"),
        ("<cbc:EndpointID>info@holz.example</cbc:EndpointID>", "info@holz.example"),
        ("", "DE136695976"),
    ],
)
def test_a_seller_without_a_registered_name(beside: str, name: str) -> None:
    legal = f"<cac:PartyLegalEntity>{_NAME}</cac:PartyLegalEntity>"
    assert legal in TEXT
    assert samples.read(TEXT.replace(legal, beside)).text_of(Field.SELLER) == name


def test_the_registered_name_goes_before_the_trading_name() -> None:
    both = TEXT.replace(
        "<cac:PartyLegalEntity>",
        "<cac:PartyName><cbc:Name>Holzladen</cbc:Name></cac:PartyName><cac:PartyLegalEntity>",
    )
    assert samples.read(both).text_of(Field.SELLER) == BILL.seller


@pytest.mark.parametrize("first", [True, False])
def test_the_vat_number_goes_before_another_one(*, first: bool) -> None:
    other = (
        "<cac:PartyTaxScheme><cbc:CompanyID>22/815</cbc:CompanyID>"
        "<cac:TaxScheme><cbc:ID>FC</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
    )
    mark = "<cac:Party><cac:PartyTaxScheme>" if first else f"<cac:PartyLegalEntity>{_NAME}"
    assert mark in TEXT
    put = mark.replace("<cac:Party>", f"<cac:Party>{other}") if first else other + mark
    assert samples.read(TEXT.replace(mark, put)).text_of(Field.SELLER_TAX_ID) == "DE136695976"


def test_a_tax_number_by_its_scheme() -> None:
    bill = replace(BILL, seller_tax_id="")
    scheme = (
        '<cac:PartyIdentification><cbc:ID schemeID="VKN">1288331521</cbc:ID>'
        "</cac:PartyIdentification><cac:PartyLegalEntity>"
    )
    text = samples.ubl(bill).replace("<cac:PartyLegalEntity>", scheme, 1)
    assert samples.read(text).text_of(Field.SELLER_TAX_ID) == "1288331521"


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("currency", ["SEK", "EUR"])
def test_the_tax_for_the_tax_office_is_another_total(*, before: bool, currency: str) -> None:
    amount = f'<cbc:TaxAmount currencyID="{currency}">444.44</cbc:TaxAmount>'
    second = f"<cac:TaxTotal>{amount}</cac:TaxTotal>"
    place = "<cac:TaxTotal>" if before else "<cac:LegalMonetaryTotal>"
    document = samples.read(TEXT.replace(place, second + place, 1))
    assert document.money_of(Field.TAX) == _euro("40.12")
    assert len(document.rates) == 2
    assert not document.warnings


def test_prepaid_and_rounded() -> None:
    rounding = '<cbc:PayableRoundingAmount currencyID="EUR">-0.02</cbc:PayableRoundingAmount>'
    text = samples.ubl(replace(BILL, prepaid=Decimal(100)), sums=rounding)
    text = text.replace(">170.27</cbc:PayableAmount>", ">170.25</cbc:PayableAmount>")
    document = samples.read(text)
    assert document.money_of(Field.TOTAL) == _euro("270.27")
    assert document.money_of(Field.PAYABLE) == _euro("170.25")
    assert document.money_of(Field.ROUNDING) == _euro("-0.02")
    assert not document.warnings


def test_a_total_that_only_says_what_is_payable() -> None:
    text = TEXT.replace(
        '<cbc:TaxInclusiveAmount currencyID="EUR">270.27</cbc:TaxInclusiveAmount>', ""
    )
    assert "TaxInclusive" not in text
    found = samples.read(text).fields[Field.TOTAL]
    assert (found.value, found.evidence) == (_euro("270.27"), Evidence.PROVED)


@pytest.mark.parametrize("is_total", [True, False])
def test_allowances_and_charges_of_the_whole(*, is_total: bool) -> None:
    bill = replace(BILL, items=(*BILL.items, samples.Item("", Decimal(1), Decimal(-5), Decimal(0))))
    text = samples.ubl(bill)
    cut = text.rindex("<cac:InvoiceLine>")
    text = text[:cut] + "</Invoice>"  # the last line is an allowance of the whole instead
    allowance = (
        "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>"
        '<cbc:Amount currencyID="EUR">8.00</cbc:Amount></cac:AllowanceCharge>'
        "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>"
        '<cbc:Amount currencyID="EUR">3.00</cbc:Amount></cac:AllowanceCharge>'
    )
    sums = (
        '<cbc:AllowanceTotalAmount currencyID="EUR">8.00</cbc:AllowanceTotalAmount>'
        '<cbc:ChargeTotalAmount currencyID="EUR">3.00</cbc:ChargeTotalAmount>'
    )
    mark = "<cac:LegalMonetaryTotal>"
    text = text.replace(mark, mark + sums) if is_total else text.replace(mark, allowance + mark)
    document = samples.read(text)
    assert not document.warnings
    assert [check.ok for check in document.checks if check.name == "lines"] == [True]


def test_sums_that_contradict_each_other_are_warnings() -> None:
    text = TEXT.replace(">200.10</cbc:LineExtensionAmount>", ">200.11</cbc:LineExtensionAmount>")
    document = samples.read(text)
    assert [each.code for each in document.warnings] == ["document_lines_differ"]
    assert document.warnings[0].data == {"expected": "230.15", "found": "230.16"}
    text = TEXT.replace(">270.27</cbc:TaxInclusiveAmount>", ">271.27</cbc:TaxInclusiveAmount>")
    codes = [each.code for each in samples.read(text).warnings]
    assert codes == ["document_total_differs", "document_payable_differs"]
    text = TEXT.replace(
        '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">40.12',
        '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">41.12',
    )
    assert "document_rates_differ" in [each.code for each in samples.read(text).warnings]


def test_currency_of_the_amounts_or_of_the_caller() -> None:
    unnamed = TEXT.replace("<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>", "")
    assert samples.read(unnamed, currency="CNY").text_of(Field.CURRENCY) == "EUR"
    unnamed = unnamed.replace(' currencyID="EUR"', "")
    assert samples.read(unnamed, currency="CNY").text_of(Field.CURRENCY) == "CNY"
    found = xml.read(unnamed.encode(), currency="")
    assert found == Fault("document_no_currency")
    fault = samples.refused(TEXT.replace(">EUR</cbc:Doc", ">EURO</cbc:Doc"))
    assert (fault.code, fault.data) == ("document_currency", {"currency": "EURO"})


@pytest.mark.parametrize("code", ["381", "261", "396"])
def test_an_invoice_that_is_a_credit_note_by_its_code(code: str) -> None:
    document = samples.read(samples.ubl(BILL, code=code))
    assert document.kind is DocumentKind.CREDIT_NOTE
    assert document.owed() == _euro("-270.27")
    assert document.money_of(Field.TOTAL) == _euro("270.27")


@pytest.mark.parametrize("code", ["380", "384", "389", "326"])
def test_other_codes_are_invoices(code: str) -> None:
    document = samples.read(samples.ubl(BILL, code=code))
    assert (document.kind, document.owed()) == (DocumentKind.INVOICE, _euro("270.27"))


def test_a_corrected_invoice_below_zero_takes_back() -> None:
    items = tuple(replace(item, net=-item.net) for item in BILL.items)
    document = samples.read(samples.ubl(replace(BILL, items=items), code="384"))
    assert document.kind is DocumentKind.CREDIT_NOTE
    assert document.owed() == document.money_of(Field.TOTAL) == _euro("-270.27")


def test_instalments() -> None:
    terms = "".join(
        f"<cac:PaymentTerms><cbc:Note>{name}</cbc:Note><cbc:PaymentDueDate>{day}</cbc:PaymentDueDate>"
        f'<cbc:Amount currencyID="EUR">{amount}</cbc:Amount></cac:PaymentTerms>'
        for name, day, amount in (("first", "2026-04-01", "70.27"), ("rest", "2026-05-01", "200"))
    )
    document = samples.read(TEXT.replace("<cac:TaxTotal>", f"{terms}<cac:TaxTotal>", 1))
    assert document.instalments == (
        Instalment(_euro("70.27"), dt.date(2026, 4, 1), "first"),
        Instalment(_euro("200"), dt.date(2026, 5, 1), "rest"),
    )


def test_attached_files_stay_out_of_the_text() -> None:
    letters = "QUJD QUJD\n" * 200_000
    attached = (
        "<cac:AdditionalDocumentReference><cbc:ID>plan</cbc:ID><cac:Attachment>"
        f"<cbc:EmbeddedDocumentBinaryObject>{letters}</cbc:EmbeddedDocumentBinaryObject>"
        "</cac:Attachment></cac:AdditionalDocumentReference>"
    )
    document = samples.read(samples.ubl(BILL, more=attached))
    assert "plan" in document.text
    assert "QUJD" not in document.text


@pytest.mark.parametrize("name", ["StandardBusinessDocument", "Envelope"])
def test_what_a_network_puts_around_it(name: str) -> None:
    _declaration, _mark, inner = TEXT.partition("?>\n")
    wrapped = f'<n:{name} xmlns:n="urn:n"><n:Header/>{inner}</n:{name}>'
    assert samples.read(wrapped) == samples.read(TEXT)


def test_self_billed_roots() -> None:
    text = TEXT.replace("<Invoice ", "<SelfBilledInvoice ").replace(
        "</Invoice>", "</SelfBilledInvoice>"
    )
    assert samples.read(text).fields == samples.read(TEXT).fields


def test_days_with_a_time_zone() -> None:
    text = TEXT.replace(">2026-03-02<", ">2026-03-02+01:00<").replace(
        ">2026-04-01<", ">2026-04-01Z<"
    )
    document = samples.read(text)
    assert document.day_of(Field.DATE) == BILL.day
    assert document.day_of(Field.DUE_DATE) == BILL.due


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("<cbc:ID>R-2026/17</cbc:ID>", "", "document_no_number", "ID"),
        ("<cbc:ID>R-2026/17</cbc:ID>", "<cbc:ID> </cbc:ID>", "document_no_number", "ID"),
        ("<cbc:IssueDate>2026-03-02</cbc:IssueDate>", "", "document_no_date", "IssueDate"),
        (">2026-03-02<", ">2.3.2026 noon<", "document_date", "IssueDate"),
        (">2026-03-02<", ">2026-02-30<", "document_date", "IssueDate"),
        (">2026-04-01<", ">soon<", "document_date", "DueDate"),
        (">270.27</cbc:TaxInc", ">270,27</cbc:TaxInc", "document_amount", "TaxInclusiveAmount"),
        (">270.27</cbc:TaxInc", ">1e3</cbc:TaxInc", "document_amount", "TaxInclusiveAmount"),
        (">270.27</cbc:TaxInc", ">NaN</cbc:TaxInc", "document_amount", "TaxInclusiveAmount"),
        (">270.27</cbc:TaxInc", ">٢٧٠</cbc:TaxInc", "document_amount", "TaxInclusiveAmount"),
        (">200.10</cbc:Line", ">abc</cbc:Line", "document_amount", "LineExtensionAmount"),
        (
            ">270.27</cbc:TaxInc",
            ">999999999999999</cbc:TaxInc",
            "document_amount",
            "TaxInclusiveAmount",
        ),
    ],
)
def test_invalid_ones_are_named(old: str, new: str, code: str, place: str) -> None:
    assert old in TEXT
    fault = samples.refused(TEXT.replace(old, new))
    assert (fault.code, fault.place, fault.data["tag"]) == (code, place, place)


def test_all_that_is_missing_is_named() -> None:
    fault = samples.refused(f'<Invoice xmlns="{samples.UBL_NAMES}"><CustomizationID/></Invoice>')
    assert fault.code == "document_no_number"
    assert (
        fault.place
        == "ID, IssueDate, AccountingSupplierParty, LegalMonetaryTotal/TaxInclusiveAmount"
    )


def test_an_amount_of_more_digits_is_rounded_and_said() -> None:
    text = TEXT.replace(">270.27</cbc:TaxInc", ">270.265</cbc:TaxInc")
    document = samples.read(text)
    assert document.money_of(Field.TOTAL) == _euro("270.27")
    assert [(each.code, each.place) for each in document.warnings] == [
        ("document_rounded", "TaxInclusiveAmount")
    ]
    zeros = TEXT.replace(">270.27</cbc:TaxInc", ">270.270000</cbc:TaxInc")
    assert not samples.read(zeros).warnings


@pytest.mark.parametrize("payable", ["170.00", "370.54"])
def test_what_was_paid_one_by_one_is_not_held_against_the_rest(payable: str) -> None:
    """Some take it off what is payable, some (third parties' claims) add it."""
    paid = (
        '<cac:PrepaidPayment><cbc:PaidAmount currencyID="EUR">100.27</cbc:PaidAmount>'
        "</cac:PrepaidPayment>"
    )
    text = samples.ubl(BILL, more=paid)
    text = text.replace('<cbc:PrepaidAmount currencyID="EUR">0</cbc:PrepaidAmount>', "")
    text = text.replace(">270.27</cbc:PayableAmount>", f">{payable}</cbc:PayableAmount>")
    document = samples.read(text)
    assert document.money_of(Field.PAYABLE) == _euro(payable)
    assert not document.warnings
