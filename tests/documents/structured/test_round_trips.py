"""Every format: what an invoice is made of is what is read, to the last letter and cent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.money import Money
from tests.documents.structured import samples
from tests.documents.structured.samples import BILL
from tests.documents.structured.samples import BILLS
from tests.documents.structured.samples import Bill

WRITERS: dict[Carrier, Callable[[Bill], str]] = {
    Carrier.UBL: samples.ubl,
    Carrier.CII: samples.cii,
    Carrier.ZUGFERD1: samples.zugferd1,
    Carrier.FATTURAPA: samples.fatturapa,
}
CARRIERS = sorted(WRITERS)


def money(value: Decimal, currency: str = "EUR") -> Money:
    """Return the amount as the reader must give it."""
    return Money.from_decimal(value, currency)


def _expected(bill: Bill, carrier: Carrier) -> dict[Field, object]:
    expected: dict[Field, object] = {
        Field.NUMBER: bill.number,
        Field.DATE: bill.day,
        Field.DUE_DATE: bill.due,
        Field.SELLER: bill.seller,
        Field.BUYER: bill.buyer,
        Field.SELLER_TAX_ID: bill.seller_tax_id,
        Field.BUYER_TAX_ID: bill.buyer_tax_id,
        Field.CURRENCY: bill.currency,
        Field.NET: money(bill.net),
        Field.TAX: money(bill.tax),
        Field.TOTAL: money(bill.total),
        Field.PAYMENT: bill.iban,
        Field.REFERENCE: bill.reference,
        Field.TERMS: bill.terms,
        Field.PAYABLE: money(bill.total - bill.prepaid),
    }
    if carrier is Carrier.FATTURAPA:  # it has no words for terms, and names no prepayment
        del expected[Field.TERMS]
    if carrier is Carrier.FATTURAPA or not bill.prepaid:
        del expected[Field.PAYABLE]
    return expected


def _values(document: Document) -> dict[Field, object]:
    return {name: found.value for name, found in document.fields.items()}


@pytest.mark.parametrize("carrier", CARRIERS)
@settings(max_examples=60)
@given(bill=BILLS)
def test_what_goes_in_comes_out(carrier: Carrier, bill: Bill) -> None:
    document = samples.read(WRITERS[carrier](bill))
    assert _values(document) == _expected(bill, carrier)
    assert document.carrier is carrier
    assert {found.evidence for found in document.fields.values()} == {Evidence.MACHINE_READ}
    assert all(found.is_sure for found in document.fields.values())
    assert [(line.name, line.net, line.tax_rate) for line in document.lines] == [
        (item.name, money(item.net), int(item.rate * 100)) for item in bill.items
    ]
    assert all(check.ok for check in document.checks)
    assert {"lines", "rates", "total", "tax_id"} <= {check.name for check in document.checks}


@pytest.mark.parametrize("carrier", CARRIERS)
@settings(max_examples=60)
@given(bill=BILLS)
def test_credit_notes_take_back_whatever_their_sign(carrier: Carrier, bill: Bill) -> None:
    document = samples.read(WRITERS[carrier](bill))
    back = bill.is_credit or bill.total < 0
    assert (document.kind is DocumentKind.CREDIT_NOTE) == back
    assert document.owed() == money(-abs(bill.total) if back else bill.total)
    both = bill.is_credit and bill.total < 0
    assert both == any(each.code == "document_credit_negative" for each in document.warnings)


@settings(max_examples=60)
@given(bill=BILLS)
def test_china(bill: Bill) -> None:
    bill = replace(bill, seller_tax_id="91310110MA1G8YNR76", buyer_tax_id="91310108342080987A")
    document = samples.read(samples.einvoice(bill))
    values = _values(document)
    assert values[Field.PAYMENT] == f"工商银行 {bill.iban}"
    assert values[Field.CURRENCY] == "CNY"
    for name in (Field.NUMBER, Field.DATE, Field.SELLER, Field.BUYER, Field.SELLER_TAX_ID):
        assert values[name] == _expected(bill, Carrier.EINVOICE_CN)[name]
    sums = [document.money_of(name) for name in (Field.NET, Field.TAX, Field.TOTAL)]
    assert sums == [money(value, "CNY") for value in (bill.net, bill.tax, bill.total)]
    capitals = [check.ok for check in document.checks if check.name == "capitals"]
    assert capitals == [True]


@pytest.mark.parametrize("carrier", CARRIERS)
@given(
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "cp1252", "gb18030"])
)
def test_encodings(carrier: Carrier, encoding: str) -> None:
    name = {"utf-8-sig": "utf-8", "cp1252": "windows-1252"}.get(encoding, encoding)
    text = WRITERS[carrier](BILL)
    text = text.partition("?>\n")[2] or text
    content = f'<?xml version="1.0" encoding="{name}"?>{text}'.encode(encoding)
    assert samples.read(content).text_of(Field.SELLER) == BILL.seller


@pytest.mark.parametrize("carrier", CARRIERS)
def test_namespaces_do_not_matter(carrier: Carrier) -> None:
    text = WRITERS[carrier](BILL)
    bare = text
    for prefix in ("cac", "cbc", "rsm", "ram", "udt", "p"):
        bare = bare.replace(f"<{prefix}:", "<").replace(f"</{prefix}:", "</")
        text = text.replace(f"{prefix}:", f"{prefix}x:").replace(
            f"xmlns:{prefix}=", f"xmlns:{prefix}x="
        )
    expected = samples.read(WRITERS[carrier](BILL))
    assert samples.read(bare) == expected
    assert samples.read(text) == expected


@pytest.mark.parametrize("carrier", CARRIERS)
def test_comments_cdata_and_processing_instructions(carrier: Carrier) -> None:
    text = WRITERS[carrier](BILL)
    name = "Holz &amp; Söhne GmbH"
    assert name in text
    odd = text.replace(name, "<!-- who -->Holz <![CDATA[& Söhne]]><?look here?>\n  GmbH")
    odd += "\n<!-- signed by nobody -->\n"
    assert samples.read(odd).fields == samples.read(text).fields


@pytest.mark.parametrize("carrier", CARRIERS)
def test_text_is_there_for_the_search(carrier: Carrier) -> None:
    text = samples.read(WRITERS[carrier](BILL)).text
    for word in (BILL.seller, BILL.buyer, BILL.number, "Regal", "Buch", BILL.reference):
        assert word in text


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("currency", ["JPY", "KWD", "CNY"])
def test_currencies_have_their_own_digits(carrier: Carrier, currency: str) -> None:
    bill = replace(
        BILL,
        currency=currency,
        items=(samples.Item("Tee", Decimal(1), Decimal("1200.00"), Decimal(0)),),
    )
    total = samples.read(WRITERS[carrier](bill)).money_of(Field.TOTAL)
    assert total == money(Decimal(1200), currency)
