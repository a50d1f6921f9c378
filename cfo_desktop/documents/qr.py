"""Finds the codes on a page and reads those that bills carry: China's, Swiss, EPC, ZATCA."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

import zxingcpp

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents.pictures import Pixels
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.money import Money

Values = Mapping[Field, Value]
"""What a code says; nothing for a code that is no bill's."""

_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_LONGEST_PAYLOAD = 4_000
"""Characters: more than any code holds."""
_DIGITAL_NUMBER = 20
"""Digits of a fully digitised invoice's number (数电票); the older ones have eight."""
_DIGITAL_KINDS = frozenset({"31", "32"})


@dataclass(frozen=True, slots=True)
class Code:
    """A code on a page: what it holds, and where it stands."""

    untrusted_payload: str
    box: Box


def codes(picture: Pixels, *, page: int) -> tuple[Code, ...]:
    """Return the codes of a page, from the top."""
    high, wide = picture.shape[:2]
    found = []
    for barcode in zxingcpp.read_barcodes(
        picture, formats=_FORMATS, text_mode=zxingcpp.TextMode.Plain
    ):
        place = barcode.position
        corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
        across = [_part(corner.x, wide) for corner in corners]
        down = [_part(corner.y, high) for corner in corners]
        box = Box(page, min(across), min(down), max(across), max(down))
        found.append(Code(barcode.text[:_LONGEST_PAYLOAD], box))
    return tuple(sorted(found, key=lambda code: (code.box.top, code.box.left)))


def _part(place: int, of: int) -> int:
    return min(max(round(place * FULL / of), 0), FULL)


def documents(found: Iterable[Code]) -> tuple[Document, ...]:
    """Return the documents that the codes of a page speak of; most codes speak of none."""
    made = [document for code in found if (document := _document(code))]
    return tuple(made)


def _document(code: Code) -> Document | None:
    values = fields(code.untrusted_payload)
    if not values:
        return None
    sums = [value for value in values.values() if isinstance(value, Money)]
    takes_back = any(each.minor < 0 for each in sums)
    return Document(
        DocumentKind.CREDIT_NOTE if takes_back else DocumentKind.INVOICE,
        Carrier.QR,
        {
            name: Found(value, Evidence.MACHINE_READ, Carrier.QR, code.box)
            for name, value in values.items()
        },
        pages=(code.box.page,),
    )


def fields(untrusted_payload: str) -> Values:
    """Return what a code's payload says of a bill, in fields; nothing where it is no bill's."""
    text = untrusted_payload.strip()
    for reader in (_chinese, _swiss, _epc, _zatca):
        try:
            found = reader(text)
        except (UserError, ValueError, IndexError):
            continue  # it looks like one, and is none
        if found:
            return {name: value for name, value in found.items() if value not in ("", None)}
    return {}


_Reader = Callable[[str], "Values | None"]
_CHINESE = re.compile(
    r"01,(?P<kind>\d{2}),(?P<code>\d{10}|\d{12}|),(?P<number>\d{8}|\d{20}),"
    r"(?P<sum>-?\d{1,15}(?:\.\d{1,2})?)?,(?P<day>\d{8}),.*",
    re.ASCII | re.DOTALL,
)


def _chinese(text: str) -> Values | None:
    """Read ``01,kind,code,number,sum,day,check,…``.

    The trap: in the codes of older invoices the sum is without tax, in those of fully digitised
    ones it is what is to be paid.
    """
    found = _CHINESE.fullmatch(text)
    if not found:
        return None
    digital = found["kind"] in _DIGITAL_KINDS or len(found["number"]) == _DIGITAL_NUMBER
    values: dict[Field, Value] = {
        Field.NUMBER: found["number"],
        Field.CODE: found["code"],
        Field.DATE: dt.datetime.strptime(found["day"], "%Y%m%d").date(),  # noqa: DTZ007 - a day
        Field.CURRENCY: "CNY",
    }
    if found["sum"]:
        values[Field.TOTAL if digital else Field.NET] = Money.parse(found["sum"], "CNY")
    return values


_SWISS_LINES = 28
_SWISS_AMOUNT = 18
_SWISS_DEBTOR = 21
_SWISS_REFERENCE = 28
_SWISS_BILL = 31


def _swiss(text: str) -> Values | None:
    """Read the payment part of a Swiss QR-bill (version 2), and Swico's syntax in it."""
    lines = [line.strip() for line in text.splitlines()]
    if lines[:1] != ["SPC"] or not lines[1].startswith("02") or len(lines) < _SWISS_LINES:
        return None
    currency = lines[_SWISS_AMOUNT + 1]
    if currency not in {"CHF", "EUR"}:
        return None
    reference = lines[_SWISS_REFERENCE] if len(lines) > _SWISS_REFERENCE else ""
    values: dict[Field, Value] = {
        Field.SELLER: lines[5],
        Field.BUYER: lines[_SWISS_DEBTOR],
        Field.PAYMENT: " ".join(part for part in (lines[3], reference) if part),
        Field.CURRENCY: currency,
    }
    if lines[_SWISS_AMOUNT]:
        values[Field.TOTAL] = Money.parse(lines[_SWISS_AMOUNT], currency)
    bill = lines[_SWISS_BILL] if len(lines) > _SWISS_BILL else ""
    return {**values, **_swico(bill)}


def _swico(text: str) -> Values:
    """Read ``//S1/10/number/11/YYMMDD/…``."""
    if not text.startswith("//S1/"):
        return {}
    parts = re.split(r"(?<!\\)/", text[len("//S1/") :])
    found = dict(zip(parts[::2], parts[1::2], strict=False))
    values: dict[Field, Value] = {Field.NUMBER: found.get("10", "").replace("\\/", "/")}
    if re.fullmatch(r"\d{6}", found.get("11", ""), re.ASCII):
        values[Field.DATE] = dt.datetime.strptime(found["11"], "%y%m%d").date()  # noqa: DTZ007
    return values


_EPC_SUM = 7


def _epc(text: str) -> Values | None:
    """Read a SEPA transfer (GiroCode): BCD, version, characters, SCT, BIC, name, IBAN, sum."""
    lines = [line.strip() for line in text.splitlines()]
    if lines[:1] != ["BCD"] or lines[3] != "SCT":
        return None
    values: dict[Field, Value] = {
        Field.SELLER: lines[5],
        Field.PAYMENT: lines[6],
        Field.CURRENCY: "EUR",
    }
    if len(lines) > _EPC_SUM and (found := re.fullmatch(r"EUR(\d+(?:\.\d+)?)", lines[_EPC_SUM])):
        values[Field.TOTAL] = Money.parse(found[1], "EUR")
    return values


_ZATCA = {1: Field.SELLER, 2: Field.SELLER_TAX_ID, 3: Field.DATE, 4: Field.TOTAL, 5: Field.TAX}


def _zatca(text: str) -> Values | None:
    """Read Saudi Arabia's code: tag, length and value, packed in base64."""
    if not re.fullmatch(r"[A-Za-z0-9+/]{20,}={0,2}", text):
        return None
    try:
        content = base64.b64decode(text, validate=True)
    except binascii.Error:
        return None
    found: dict[Field, str] = {}
    while len(content) > 1:
        tag, size = content[0], content[1]
        value = content[2 : 2 + size]
        if len(value) < size or (not found and tag != 1):
            return None
        if tag in _ZATCA:
            found[_ZATCA[tag]] = value.decode("utf-8")
        content = content[2 + size :]
    if not {Field.SELLER_TAX_ID, Field.DATE, Field.TOTAL} <= found.keys():
        return None
    return {
        **found,
        Field.DATE: dt.date.fromisoformat(found[Field.DATE][:10]),
        Field.CURRENCY: "SAR",
        **{
            name: Money.parse(found[name], "SAR")
            for name in (Field.TOTAL, Field.TAX)
            if name in found
        },
    }
