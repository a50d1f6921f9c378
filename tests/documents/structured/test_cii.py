"""CII: profiles without lines, days in every notation, tax in two currencies, charges."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Instalment
from cfo_desktop.domain.money import Money
from tests.documents.structured import samples
from tests.documents.structured.samples import BILL

TEXT = samples.cii(BILL)
_CONTACT = (
    "<ram:DefinedTradeContact><ram:PersonName>Max Holz</ram:PersonName></ram:DefinedTradeContact>"
)
_TRADING = (
    "<ram:SpecifiedLegalOrganization><ram:TradingBusinessName>Holzladen"
    "</ram:TradingBusinessName></ram:SpecifiedLegalOrganization>"
)
_ISSUED = '<udt:DateTimeString format="102">20260302</udt:DateTimeString>'


def _euro(text: str) -> Money:
    return Money.parse(text, "EUR")


@pytest.mark.parametrize("has_rates", [True, False])
def test_a_profile_without_lines(*, has_rates: bool) -> None:
    document = samples.read(samples.cii(BILL, has_lines=False, has_rates=has_rates))
    assert document.fields == samples.read(TEXT).fields
    assert document.lines == ()
    assert bool(document.rates) == has_rates
    assert "lines" not in [check.name for check in document.checks]


def test_a_tax_that_is_not_written_is_worked_out() -> None:
    text = TEXT.replace('<ram:TaxTotalAmount currencyID="EUR">40.12</ram:TaxTotalAmount>', "")
    document = samples.read(text)
    found = document.fields[Field.TAX]
    assert (found.value, found.evidence) == (_euro("40.12"), Evidence.PROVED)
    assert "total" not in [check.name for check in document.checks]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ('<udt:DateTimeString format="102"> 20260302 </udt:DateTimeString>', dt.date(2026, 3, 2)),
        ("<udt:DateTimeString>20260302</udt:DateTimeString>", dt.date(2026, 3, 2)),
        ("<udt:DateTimeString>2026-03-02</udt:DateTimeString>", dt.date(2026, 3, 2)),
        ('<udt:DateTimeString format="203">202603021730</udt:DateTimeString>', dt.date(2026, 3, 2)),
        (
            '<udt:DateTimeString format="205">202603021730+0100</udt:DateTimeString>',
            dt.date(2026, 3, 2),
        ),
        ("<udt:DateTime>2026-03-02T17:30:00.5+01:00</udt:DateTime>", dt.date(2026, 3, 2)),
        ('<udt:DateTimeString format="610">202603</udt:DateTimeString>', dt.date(2026, 3, 1)),
        ('<udt:DateTimeString format="616">202610</udt:DateTimeString>', dt.date(2026, 3, 2)),
    ],
)
def test_days(written: str, day: dt.date) -> None:
    assert _ISSUED in TEXT
    document = samples.read(TEXT.replace(_ISSUED, written))
    assert document.day_of(Field.DATE) == day
    coarse = '"610"' in written or '"616"' in written
    assert coarse == any(each.code == "document_date_coarse" for each in document.warnings)


@pytest.mark.parametrize(
    "written",
    [
        '<udt:DateTimeString format="102">20260230</udt:DateTimeString>',
        '<udt:DateTimeString format="102">2026</udt:DateTimeString>',
        '<udt:DateTimeString format="610">202613</udt:DateTimeString>',
        '<udt:DateTimeString format="616">202699</udt:DateTimeString>',
    ],
)
def test_days_that_are_none(written: str) -> None:
    fault = samples.refused(TEXT.replace(_ISSUED, written))
    assert (fault.code, fault.place) == ("document_date", "IssueDateTime")


@pytest.mark.parametrize("is_first", [True, False])
def test_the_tax_for_the_tax_office_is_another_amount(*, is_first: bool) -> None:
    own = '<ram:TaxTotalAmount currencyID="EUR">40.12</ram:TaxTotalAmount>'
    other = '<ram:TaxTotalAmount currencyID="CZK">1003.00</ram:TaxTotalAmount>'
    text = TEXT.replace(own, other + own if is_first else own + other)
    assert samples.read(text).money_of(Field.TAX) == _euro("40.12")


@pytest.mark.parametrize(
    ("instead", "name"),
    [
        ('<ram:GlobalID schemeID="0088">4000001123452</ram:GlobalID>', "4000001123452"),
        ("<ram:ID>549910</ram:ID>", "549910"),
        (_CONTACT, "Max Holz"),
        (_TRADING, "Holzladen"),
        ("<ram:Name/>", "DE136695976"),
    ],
)
def test_a_seller_without_a_name(instead: str, name: str) -> None:
    text = TEXT.replace("<ram:Name>Holz &amp; Söhne GmbH</ram:Name>", instead)
    assert samples.read(text).text_of(Field.SELLER) == name


def test_no_seller_at_all() -> None:
    text = samples.cii(replace(BILL, seller="", seller_tax_id="")).replace("22/815", "", 1)
    fault = samples.refused(text)
    assert (fault.code, fault.place) == ("document_no_seller", "SellerTradeParty/Name")


def test_charges_and_allowances_one_by_one() -> None:
    charges = "".join(
        f"<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>{is_charge}"
        f"</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>{amount}</ram:ActualAmount>"
        "</ram:SpecifiedTradeAllowanceCharge>"
        for is_charge, amount in (("false", "8.00"), ("true", "1.00"))
    )
    charges += (
        "<ram:SpecifiedLogisticsServiceCharge><ram:AppliedAmount>2.00</ram:AppliedAmount>"
        "</ram:SpecifiedLogisticsServiceCharge>"
    )
    text = samples.cii(BILL, settled=charges)
    text = text.replace("<ram:LineTotalAmount>200.10<", "<ram:LineTotalAmount>205.10<")
    document = samples.read(text)
    assert [check.ok for check in document.checks if check.name == "lines"] == [True]


def test_lines_that_head_others_are_not_counted_twice() -> None:
    about = (
        "<ram:AssociatedDocumentLineDocument><ram:LineStatusReasonCode>GROUP"
        "</ram:LineStatusReasonCode></ram:AssociatedDocumentLineDocument>"
    )
    line = TEXT[TEXT.index("<ram:IncludedSupply") : TEXT.index("</ram:IncludedSupply")]
    head = (
        line.replace("LineItem>", f"LineItem>{about}") + "</ram:IncludedSupplyChainTradeLineItem>"
    )
    mark = "<rsm:SupplyChainTradeTransaction>"
    document = samples.read(TEXT.replace(mark, mark + head))
    assert len(document.lines) == 2
    assert not document.warnings


def test_parts_to_pay_and_a_day_with_a_discount() -> None:
    def term(day: str, inner: str) -> str:
        return (
            f"<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString>{day}"
            f"</udt:DateTimeString></ram:DueDateDateTime>{inner}</ram:SpecifiedTradePaymentTerms>"
        )

    skonto = term("20260310", "<ram:ApplicableTradePaymentDiscountTerms/>")
    text = TEXT.replace(
        "<ram:SpecifiedTradePaymentTerms>", f"{skonto}<ram:SpecifiedTradePaymentTerms>"
    )
    assert samples.read(text).day_of(Field.DUE_DATE) == BILL.due
    parts = term("20260310", "<ram:PartialPaymentAmount>70.27</ram:PartialPaymentAmount>")
    parts += term("20260410", "<ram:PartialPaymentAmount>200.00</ram:PartialPaymentAmount>")
    document = samples.read(samples.cii(BILL, settled=parts))
    assert document.instalments == (
        Instalment(_euro("70.27"), dt.date(2026, 3, 10)),
        Instalment(_euro("200"), dt.date(2026, 4, 10)),
    )


def test_an_account_without_an_iban() -> None:
    text = TEXT.replace("<ram:IBANID>", "<ram:ProprietaryID>").replace(
        "</ram:IBANID>", "</ram:ProprietaryID>"
    )
    assert samples.read(text).text_of(Field.PAYMENT) == BILL.iban


def test_an_order_is_the_reference_where_no_invoice_is() -> None:
    order = (
        "<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO445</ram:IssuerAssignedID>"
        "</ram:BuyerOrderReferencedDocument></ram:ApplicableHeaderTradeAgreement>"
    )
    text = samples.cii(replace(BILL, reference="")).replace(
        "</ram:ApplicableHeaderTradeAgreement>", order
    )
    assert samples.read(text).text_of(Field.REFERENCE) == "PO445"


@pytest.mark.parametrize(
    ("code", "kind"),
    [("380", "invoice"), ("389", "invoice"), ("384", "invoice"), ("381", "credit_note")],
)
def test_kinds(code: str, kind: str) -> None:
    assert samples.read(samples.cii(BILL, code=code)).kind is DocumentKind(kind)


def test_rounding_and_prepaid() -> None:
    text = samples.cii(
        replace(BILL, prepaid=Decimal("70.27")),
        sums="<ram:RoundingAmount>0.05</ram:RoundingAmount>",
    ).replace("<ram:DuePayableAmount>200.00<", "<ram:DuePayableAmount>200.05<")
    document = samples.read(text)
    assert document.money_of(Field.PAYABLE) == _euro("200.05")
    assert document.money_of(Field.ROUNDING) == _euro("0.05")
    assert not document.warnings


def test_a_draft_of_zugferd_1() -> None:
    text = samples.zugferd1(BILL)
    draft = text.replace("rsm:CrossIndustryDocument", "rsm:Invoice")
    assert samples.read(draft) == samples.read(text)


@pytest.mark.parametrize("text", [TEXT, samples.zugferd1(BILL)])
def test_a_line_of_words_alone(text: str) -> None:
    note = (
        "<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument>"
        "<ram:IncludedNote><ram:Content>Danke!</ram:Content></ram:IncludedNote>"
        "</ram:AssociatedDocumentLineDocument></ram:IncludedSupplyChainTradeLineItem>"
    )
    mark = "<ram:IncludedSupplyChainTradeLineItem>"
    document = samples.read(text.replace(mark, note + mark, 1))
    assert [line.name for line in document.lines] == ["Regal", "Buch"]
    assert [check.ok for check in document.checks if check.name == "lines"] == [True]
    assert "Danke!" in document.text
    product = "<ram:SpecifiedTradeProduct><ram:Name>Hinweis</ram:Name></ram:SpecifiedTradeProduct>"
    end = "</ram:AssociatedDocumentLineDocument>"
    named = note.replace(end, end + product)
    document = samples.read(text.replace(mark, named + mark, 1))
    assert [line.name for line in document.lines] == ["Hinweis", "Regal", "Buch"]
    assert [check.ok for check in document.checks if check.name == "lines"] == [True]
