"""Takes the data out of a PDF that carries some: an attached e-invoice, or China's own entries."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterator

import pypdfium2

from cfo_desktop.documents.structured import xml
from cfo_desktop.documents.structured.einvoice_cn import YUAN
from cfo_desktop.documents.structured.einvoice_cn import bare
from cfo_desktop.documents.structured.limits import MAX_ATTACHMENTS
from cfo_desktop.documents.structured.limits import MAX_BYTES
from cfo_desktop.documents.structured.limits import MAX_NAME
from cfo_desktop.documents.structured.values import Amounts
from cfo_desktop.documents.structured.values import RefusedError
from cfo_desktop.documents.structured.values import day
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Value

_KNOWN = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
"""The names that the standards give, whatever their capitals; the surest first."""
_ENTRIES = {
    "InvoiceNumber": Field.NUMBER,
    "IssueTime": Field.DATE,
    "TotalAmWithoutTax": Field.NET,
    "TotalTaxAm": Field.TAX,
    "TotalTax-includedAmount": Field.TOTAL,
    "SellerIdNum": Field.SELLER_TAX_ID,
    "BuyerIdNum": Field.BUYER_TAX_ID,
}
_FILE = re.compile(rb"/Type\s*/EmbeddedFile\b(?!s)|/Subtype\s*/(?:text|application)#2[Ff]xml\b")
_STREAM = re.compile(rb"stream\r?\n")
_END = b"endstream"
_MAX_MENTIONS = 1_000
"""Places in a PDF that speak of an embedded file."""
_NEAR = 2_000
"""Bytes from a stream's description to the stream."""


def xml_of(untrusted_pdf: bytes) -> bytes | None:
    """Return the e-invoice attached to a PDF; ``None`` where none is, or the PDF is broken.

    The attachment with a standard's name, else the first whose root element is known. Files that
    the PDF holds without listing them among its attachments are found too.
    """
    if len(untrusted_pdf) > MAX_BYTES:
        return None
    for content in _attached(untrusted_pdf):
        if xml.is_known(content):
            return content
    for content in _unlisted(untrusted_pdf):
        if xml.is_known(content):
            return content
    return None


def chinese_fields(untrusted_pdf: bytes) -> dict[Field, Found]:
    """Return what the head of China's fully digitised invoice says as PDF; else nothing.

    The tax office's printer writes number, day, sums and both tax numbers into the PDF's
    information dictionary, but no names: those stand on the page alone.
    """
    entries = _information(untrusted_pdf)
    fields: dict[Field, Found] = {}
    try:
        amounts = Amounts(YUAN)
        for key, name in _ENTRIES.items():
            text = " ".join(entries.get(key, "").split())[:MAX_NAME]
            value = _value(name, text, amounts)
            if value:
                fields[name] = Found(value, Evidence.MACHINE_READ, Carrier.EINVOICE_CN)
    except RefusedError:  # not what the printer writes
        return {}
    return fields if {Field.NUMBER, Field.TOTAL} <= set(fields) else {}


def _information(content: bytes) -> dict[str, str]:
    if len(content) > MAX_BYTES or b"Info" not in content:
        return {}
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return {}
    try:
        return {key: str(pdf.get_metadata_value(key)) for key in _ENTRIES}
    except ValueError:  # letters that are none
        return {}
    finally:
        pdf.close()


def _value(name: Field, text: str, amounts: Amounts) -> Value | None:
    if name is Field.DATE:
        return day(text, place=name)
    if name in {Field.NET, Field.TAX, Field.TOTAL}:
        return amounts.read(bare(text), place=name)
    return text or None


def _attached(content: bytes) -> list[bytes]:
    """Return the attachments, those with a standard's name first."""
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return []
    try:
        count = min(pdf.count_attachments(), MAX_ATTACHMENTS)
        found = [each for index in range(count) if (each := _attachment(pdf, index))]
    finally:
        pdf.close()
    found.sort(key=lambda each: _rank(each[0]))
    return [content for _name, content in found]


def _attachment(pdf: pypdfium2.PdfDocument, index: int) -> tuple[str, bytes] | None:
    """Return an attachment's name and bytes; ``None`` where the PDF only says that one is there."""
    try:
        attachment = pdf.get_attachment(index)
        return attachment.get_name(), bytes(attachment.get_data())
    except (pypdfium2.PdfiumError, ValueError):
        return None


def _rank(name: str) -> int:
    small = name.lower()
    return _KNOWN.index(small) if small in _KNOWN else len(_KNOWN)


def _unlisted(content: bytes) -> Iterator[bytes]:
    """Yield the files that lie in the PDF, listed or not, as far as nothing encrypts them."""
    seen: set[int] = set()
    for found in itertools.islice(_FILE.finditer(content), _MAX_MENTIONS):
        start = _STREAM.search(content, found.end(), found.end() + _NEAR)
        if start is None or start.end() in seen:
            continue
        if len(seen) >= MAX_ATTACHMENTS:
            return
        seen.add(start.end())
        end = content.find(_END, start.end())
        if end >= 0:
            yield _unpacked(content[start.end() : end])


def _unpacked(stream: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(stream, MAX_BYTES)
    except zlib.error:
        return stream
