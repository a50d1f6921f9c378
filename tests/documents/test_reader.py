"""Whole files through the reader: the surest carrier wins, and every bad file has one fault."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents import reader
from cfo_desktop.documents.sheets import Frames
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.money import Money
from tests.documents import made_pages
from tests.documents.structured import samples
from tests.documents.test_qr import DIGITAL
from tests.documents.test_qr import code_picture
from tests.documents.test_splitting import OTHER


def read(content: bytes, *, hints: Hints | None = None) -> ReadDocuments:
    return reader.read(content, hints=hints or Hints(), frames=Frames())


def _invoice_with(payload: str) -> bytes:
    """Return the Chinese invoice as a PDF with text and a code."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.setFont("made", 10)
    for number, row in enumerate(made_pages.INVOICE):
        for left, text in row:
            canvas.drawString(left * 0.595, 802 - 22 * number, text)
    canvas.drawImage(ImageReader(code_picture(payload)), 30, 740, 60, 60)
    canvas.save()
    return stream.getvalue()


def test_pages_with_text_of_their_own_are_two_documents() -> None:
    told: list[float] = []
    content = made_pages.pdf([made_pages.INVOICE, made_pages.RECEIPT])
    found = reader.read(content, hints=Hints(), frames=Frames(), told=told.append)
    assert (found.fault, found.pages) == (None, 2)
    invoice, receipt = found.documents
    assert invoice.money_of(Field.TOTAL) == Money("CNY", 1060_00)
    assert receipt.money_of(Field.TOTAL) == Money("GBP", 11_15)
    assert (invoice.pages, receipt.pages) == ((0,), (1,))
    assert receipt.fields[Field.TOTAL].carrier is Carrier.PDF_TEXT
    box = receipt.fields[Field.TOTAL].box
    assert box is not None
    assert box.page == 1
    assert told[-1] == 1.0


def test_a_code_makes_its_fields_sure() -> None:
    made_pages.pdf([made_pages.RECEIPT])  # registers the font
    (document,) = read(_invoice_with(DIGITAL)).documents
    assert document.carrier is Carrier.PDF_TEXT
    assert document.warnings == ()
    for name in (Field.NUMBER, Field.DATE, Field.TOTAL):
        assert document.fields[name].evidence is Evidence.MACHINE_READ
        assert document.fields[name].is_sure
    assert document.text_of(Field.SELLER) == "北京远山科技有限公司"


def test_a_code_that_says_another_total_than_the_page_is_warned_of() -> None:
    made_pages.pdf([made_pages.RECEIPT])
    (document,) = read(_invoice_with(DIGITAL.replace("1060.00", "9060.00"))).documents
    assert [fault.code for fault in document.warnings] == ["document_total_disagrees"]
    total = document.fields[Field.TOTAL]
    assert total.value == Money("CNY", 9060_00)
    assert [other.value for other in total.otherwise] == [Money("CNY", 1060_00)]


def test_a_photo_of_two_receipts_is_two_documents_read_upright() -> None:
    table = Image.new("RGB", (1700, 1250), (70, 60, 50))
    table.paste(made_pages.picture(made_pages.RECEIPT, width=780, height=1150), (30, 50))
    table.paste(made_pages.picture(OTHER, width=780, height=1150), (880, 50))
    content = made_pages.encoded(table.rotate(90, expand=True), "JPEG", quality=90)
    found = read(content)
    assert (found.fault, found.pages) == (None, 1)
    assert [each.text_of(Field.NUMBER) for each in found.documents] == ["004512", "77"]
    assert {each.money_of(Field.TOTAL) for each in found.documents} == {Money("GBP", 11_15)}


def _darkest(part: Image.Image) -> int:
    return int(np.asarray(part).min())


def test_a_scan_in_a_pdf_is_read_and_shown_as_it_was_read() -> None:
    frames = Frames()
    upside_down = made_pages.picture(made_pages.RECEIPT).rotate(180)
    content = made_pages.scanned([upside_down])
    found = reader.read(content, hints=Hints(), frames=frames)
    (document,) = found.documents
    assert document.kind is DocumentKind.RECEIPT
    assert document.carrier is Carrier.OCR
    assert document.money_of(Field.TOTAL) == Money("GBP", 11_15)
    shown = reader.picture(content, page=0, width=450, frames=frames)
    again = reader.picture(content, page=0, width=450, frames=Frames())
    assert shown == again, "what was kept is what is found anew"
    with Image.open(io.BytesIO(shown)) as image:
        assert image.width == 450
        gray = image.convert("L")
        # the receipt ends well above the foot of its page
        assert _darkest(gray.crop((0, 0, 450, 250))) < 100
        assert _darkest(gray.crop((0, 400, 450, image.height))) > 200


def test_data_need_no_pages() -> None:
    found = read(samples.cii(samples.BILL).encode())
    assert found.fault is None
    assert found.pages == 0
    assert found.documents[0].carrier is Carrier.CII


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "nothing")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document_empty"),
        (b"just words", "document_kind_unknown"),
        (bytes(5000), "document_kind_unknown"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "document_heif"),
        (b"%PDF-1.7 and no more", "document_damaged"),
        (b"\xff\xd8\xff\xe0 no picture", "document_damaged"),
        (b"<Invoice><unclosed>", "document_cut"),
        (_zip(), "document_format"),
        (b"x" * (50 * 2**20 + 1), "document_too_large"),
        (made_pages.pdf([made_pages.RECEIPT] * 300), "document_pages"),
        (made_pages.encoded(Image.new("RGB", (300, 300), "white"), "PNG"), "document_blank"),
    ],
)
def test_every_bad_file_has_one_fault(content: bytes, code: str) -> None:
    found = read(content)
    assert found.documents == ()
    assert found.fault is not None
    assert found.fault.code == code


@pytest.mark.parametrize("page", [-1, 1, 10**9])
def test_a_page_that_is_not_there_cannot_be_shown(page: int) -> None:
    content = made_pages.pdf([made_pages.RECEIPT])
    for untrusted_content in (content, b"<Invoice/>"):
        with pytest.raises(UserError) as caught:
            reader.picture(untrusted_content, page=page, width=100, frames=Frames())
        assert caught.value.code == "document_no_page"


def test_reading_twice_gives_the_same() -> None:
    content = made_pages.encoded(
        made_pages.picture(made_pages.RECEIPT[:8], height=450), "JPEG", quality=60
    )
    assert read(content) == read(content)
