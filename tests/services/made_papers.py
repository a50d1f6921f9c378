"""Documents as a reader would return them, made by hand, for the tests of papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Line
from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.money import Money
from cfo_desktop.services import papers
from cfo_desktop.services.books import Book
from tests.services.made_shop import OWN

DAY = dt.date(2026, 3, 14)
SELLER = "上海晨光食品有限公司"
SELLER_ID = "91310000MA1FL5E0XT"
BOX = Box(0, 100, 200, 3000, 400)


def money(text: str) -> Money:
    """Return a sum in the book's currency."""
    return Money.parse(text, OWN)


def document(
    *,
    kind: DocumentKind = DocumentKind.INVOICE,
    carrier: Carrier = Carrier.PDF_TEXT,
    evidence: Evidence = Evidence.PROVED,
    text: str = "增值税专用发票 面粉",
    lines: tuple[Line, ...] = (Line("面粉 25kg"),),
    **fields: Value | None,
) -> Document:
    """Return a bill of 113.00 with 13.00 of tax; ``fields`` change it, ``None`` leaves one out."""
    wanted: dict[Field, Value | None] = {
        Field.SELLER: SELLER,
        Field.SELLER_TAX_ID: SELLER_ID,
        Field.NUMBER: "26310000000012345678",
        Field.DATE: DAY,
        Field.TAX: money("13.00"),
        Field.TOTAL: money("113.00"),
    }
    wanted |= {Field(name): value for name, value in fields.items()}
    box = BOX if carrier in {Carrier.PDF_TEXT, Carrier.OCR} else None
    found: Mapping[Field, Found] = {
        name: Found(value, evidence, carrier, box)
        for name, value in wanted.items()
        if value is not None
    }
    return Document(kind, carrier, found, lines=lines, pages=(0,), text=text)


def taken_in(book: Book, *documents: Document, content: bytes = b"", name: str = "a.pdf") -> int:
    """Take documents in as one file; return the number of the first one's paper."""
    content = content or repr(documents).encode()
    read = ReadDocuments(documents, 1)
    return papers.add(book, name=name, content=content, documents=read).papers[0]
