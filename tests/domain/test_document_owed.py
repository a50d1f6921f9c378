"""What a document does to the books, whichever sign it prints."""

from __future__ import annotations

import pytest

from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.money import Money


@pytest.mark.parametrize(
    ("kind", "printed", "owed"),
    [
        (DocumentKind.INVOICE, 11900, 11900),
        (DocumentKind.CREDIT_NOTE, 11900, -11900),
        (DocumentKind.CREDIT_NOTE, -11900, -11900),
        (DocumentKind.RECEIPT, 500, 500),
    ],
)
def test_owed(kind: DocumentKind, printed: int, owed: int) -> None:
    total = Found(Money("EUR", printed), Evidence.READ, Carrier.OCR)
    assert Document(kind, Carrier.OCR, {Field.TOTAL: total}).owed() == Money("EUR", owed)


def test_no_total() -> None:
    assert Document(DocumentKind.CREDIT_NOTE, Carrier.OCR).owed() is None
