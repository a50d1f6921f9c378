"""Bills on paper for the tests of the window: a PDF, and what is read of it."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Line
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.money import Money

_PAGE = (595, 842)
_TOP = 780
_STEP = 24
LINES = (
    "Tolbeck Dairy Ltd",
    "VAT no. GB999999973",
    "Invoice number TD-2291",
    "Invoice date 20 November 2026",
    "Milk, 40 crates   365.63",
    "Net 365.63",
    "VAT 20% 73.12",
    "Total GBP 438.75",
    "Please pay by 20 December 2026",
)


def bill_pdf(number: str = "TD-2291") -> bytes:
    """Return a bill of one page, with its text."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=_PAGE, invariant=1)
    for row, line in enumerate(LINES):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(60, _TOP - row * _STEP, line.replace("TD-2291", number))
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _box(row: int) -> Box:
    baseline = _PAGE[1] - _TOP + row * _STEP
    top, bottom = ((baseline + by) * FULL // _PAGE[1] for by in (-11, 4))
    return Box(0, 60 * FULL // _PAGE[0], top, 300 * FULL // _PAGE[0], bottom)


def bill(number: str = "TD-2291") -> Document:
    """Return what is read of ``bill_pdf``: its number is a guess, its sums are proved."""

    def found(value: Value, row: int, evidence: Evidence = Evidence.READ) -> Found:
        return Found(value, evidence, Carrier.PDF_TEXT, _box(row))

    def money(minor: int, row: int) -> Found:
        return found(Money("GBP", minor), row, Evidence.PROVED)

    return Document(
        DocumentKind.INVOICE,
        Carrier.PDF_TEXT,
        {
            Field.SELLER: found("Tolbeck Dairy Ltd", 0),
            Field.SELLER_TAX_ID: found("GB999999973", 1),
            Field.NUMBER: found(number, 2, Evidence.GUESS),
            Field.DATE: found(dt.date(2026, 11, 20), 3),
            Field.NET: money(36563, 5),
            Field.TAX: money(7312, 6),
            Field.TOTAL: money(43875, 7),
            Field.DUE_DATE: found(dt.date(2026, 12, 20), 8),
        },
        lines=(Line("Milk", Money("GBP", 36563), quantity="40", unit="crates"),),
        checks=(
            Check("total", ok=True, expected="438.75", found="438.75"),
            Check("lines", ok=True, expected="365.63", found="365.63"),
        ),
        pages=(0,),
        text=" ".join(LINES).replace("TD-2291", number),
    )


def without(document: Document, *missing: Field) -> Document:
    """Return a document of which some fields were not found."""
    fields = {name: each for name, each in document.fields.items() if name not in missing}
    return replace(document, fields=fields, checks=())
