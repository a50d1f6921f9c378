"""Takes the e-invoice out of a PDF that carries one: Factur-X, ZUGFeRD, XRechnung."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import pypdfium2

from cfo_desktop.documents.structured import xml
from cfo_desktop.documents.structured.limits import MAX_ATTACHMENTS
from cfo_desktop.documents.structured.limits import MAX_BYTES

_KNOWN = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
"""The names that the standards give, whatever their capitals; the surest first."""
_FILE = re.compile(rb"/Type\s*/EmbeddedFile\b(?!s)|/Subtype\s*/(?:text|application)#2[Ff]xml\b")
_STREAM = re.compile(rb"stream\r?\n")
_END = b"endstream"
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


def _attached(content: bytes) -> list[bytes]:
    """Return the attachments, those with a standard's name first."""
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return []
    try:
        count = min(pdf.count_attachments(), MAX_ATTACHMENTS)
        attachments = [pdf.get_attachment(index) for index in range(count)]
        attachments.sort(key=lambda each: _rank(each.get_name()))
        return [bytes(each.get_data()) for each in attachments]
    except pypdfium2.PdfiumError:
        return []
    finally:
        pdf.close()


def _rank(name: str) -> int:
    small = name.lower()
    return _KNOWN.index(small) if small in _KNOWN else len(_KNOWN)


def _unlisted(content: bytes) -> Iterator[bytes]:
    """Yield the files that lie in the PDF, listed or not, as far as nothing encrypts them."""
    seen: set[int] = set()
    for found in _FILE.finditer(content):
        start = _STREAM.search(content, found.end(), found.end() + _NEAR)
        if start is None or start.end() in seen or len(seen) >= MAX_ATTACHMENTS:
            continue
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
