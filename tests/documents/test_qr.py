"""Codes of bills: found on a page however it lies, and read for what they really say."""

from __future__ import annotations

import base64
import datetime as dt

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cfo_desktop.documents import qr
from cfo_desktop.documents.pictures import Pixels
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.money import Money

DAY = dt.date(2026, 3, 14)
OLD = "01,10,031001900511,04875996,57.00,20260314,12345678901234567890,5E2A,"
DIGITAL = "01,32,,26312000000123456789,1060.00,20260314,,A1B2"


def code_picture(payload: str, *, size: int = 220) -> Image.Image:
    """Return a QR code on white."""
    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode)
    small = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(code, scale=4)))
    return small.convert("RGB").resize((size, size), Image.Resampling.NEAREST)


def _page(payload: str, *, angle: float = 0) -> Pixels:
    page = Image.new("RGB", (1000, 800), "white")
    page.paste(code_picture(payload), (100, 400))
    return np.ascontiguousarray(np.asarray(page.rotate(angle, fillcolor="white"))[:, :, ::-1])


@pytest.mark.parametrize("angle", [0, 8, 90, 180])
def test_a_code_is_found_with_its_place(angle: float) -> None:
    (code,) = qr.codes(_page(DIGITAL, angle=angle), page=2)
    assert code.untrusted_payload == DIGITAL
    assert code.box.page == 2
    if not angle:
        assert abs(code.box.left - 100 * FULL // 1000) < 400
        assert abs(code.box.bottom - 620 * FULL // 800) < 400


def test_a_document_of_a_code_is_machine_read_and_knows_the_place() -> None:
    found = qr.codes(_page(DIGITAL), page=0)
    (document,) = qr.documents(found)
    assert (document.kind, document.carrier) == (DocumentKind.INVOICE, Carrier.QR)
    total = document.fields[Field.TOTAL]
    assert (total.evidence, total.carrier, total.box) == (
        *(Evidence.MACHINE_READ, Carrier.QR),
        found[0].box,
    )


def test_no_code_is_no_document() -> None:
    blank = np.full((300, 300, 3), 255, np.uint8)
    assert qr.codes(blank, page=0) == ()
    assert qr.documents(qr.codes(_page("https://example.com/pay?x=1"), page=0)) == ()


@pytest.mark.parametrize("kind", ["01", "04", "10", "08"])
def test_an_older_invoice_s_code_says_what_is_without_tax(kind: str) -> None:
    found = qr.fields(OLD.replace("01,10", f"01,{kind}"))
    assert found == {
        Field.CODE: "031001900511",
        Field.NUMBER: "04875996",
        Field.DATE: DAY,
        Field.CURRENCY: "CNY",
        Field.NET: Money("CNY", 57_00),
    }


@pytest.mark.parametrize("kind", ["31", "32"])
def test_a_digitised_invoice_s_code_says_what_is_to_be_paid(kind: str) -> None:
    found = qr.fields(DIGITAL.replace("01,32", f"01,{kind}"))
    assert found == {
        Field.NUMBER: "26312000000123456789",
        Field.DATE: DAY,
        Field.CURRENCY: "CNY",
        Field.TOTAL: Money("CNY", 1060_00),
    }


def test_a_red_letter_code_takes_back() -> None:
    code = qr.Code(DIGITAL.replace("1060.00", "-1060.00"), Box(0, 0, 0, 1, 1))
    (document,) = qr.documents([code])
    assert document.kind is DocumentKind.CREDIT_NOTE
    assert document.money_of(Field.TOTAL) == Money("CNY", -1060_00)


SWISS = "\r\n".join(
    [
        *("SPC", "0200", "1", "CH4431999123000889012"),
        *("S", "Muster AG", "Hauptstrasse", "1", "8000", "Zürich", "CH"),
        *([""] * 7),
        *("1949.75", "CHF"),
        *("S", "Pia Rutschmann", "Grosse Gasse", "28", "9400", "Rorschach", "CH"),
        *("QRR", "210000000003139471430009017", "Bill of June", "EPD"),
        "//S1/10/10201409/11/260314/20/140.000-53/30/106017086",
    ]
)
EPC = "BCD\n002\n1\nSCT\nBFSWDE33BER\nWikimedia e.V.\nDE33100205000001194700\nEUR123.45\n\n\nThanks"


def test_a_swiss_bill() -> None:
    assert qr.fields(SWISS) == {
        Field.SELLER: "Muster AG",
        Field.BUYER: "Pia Rutschmann",
        Field.PAYMENT: "CH4431999123000889012 210000000003139471430009017",
        Field.CURRENCY: "CHF",
        Field.TOTAL: Money("CHF", 1949_75),
        Field.NUMBER: "10201409",
        Field.DATE: DAY,
    }


def test_a_transfer_in_euro() -> None:
    assert qr.fields(EPC) == {
        Field.SELLER: "Wikimedia e.V.",
        Field.PAYMENT: "DE33100205000001194700",
        Field.CURRENCY: "EUR",
        Field.TOTAL: Money("EUR", 123_45),
    }


def test_a_saudi_bill() -> None:
    parts = ["متجر", "310122393500003", "2026-03-14T15:30:00Z", "1150.00", "150.00"]
    packed = b"".join(
        bytes([tag, len(text.encode())]) + text.encode() for tag, text in enumerate(parts, start=1)
    )
    assert qr.fields(base64.b64encode(packed).decode()) == {
        Field.SELLER: "متجر",
        Field.SELLER_TAX_ID: "310122393500003",
        Field.DATE: DAY,
        Field.CURRENCY: "SAR",
        Field.TOTAL: Money("SAR", 1150_00),
        Field.TAX: Money("SAR", 150_00),
    }


@pytest.mark.parametrize(
    "payload",
    [
        "",
        OLD.replace("20260314", "20261314"),
        DIGITAL.replace("1060.00", "1,060"),
        "SPC\n0200",
        SWISS.replace("1949.75", "a lot"),
        SWISS.replace("CHF", "XXX"),
        "BCD\n002",
        "BCD\n002\n1\nSCT\nBIC",
        base64.b64encode(b"\x01\x7fshort of its length").decode(),
    ],
)
def test_what_only_looks_like_a_bill_is_none(payload: str) -> None:
    assert qr.fields(payload) == {}


@given(
    st.text(max_size=300)
    | st.sampled_from([OLD, DIGITAL, SWISS, EPC]).flatmap(
        lambda good: st.integers(0, len(good)).map(lambda cut: good[:cut] + good[cut + 1 :])
    )
)
def test_any_payload_is_read_or_is_none(payload: str) -> None:
    for value in qr.fields(payload).values():
        assert value != ""
