"""Pages of PDFs made here: their words and places, however page or text are turned."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pypdfium2
import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pages import Word
from cfo_desktop.documents.pdf_pages import PdfPages
from cfo_desktop.documents.pictures import Pixels
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Carrier
from tests.documents import made_pages

TEXTS = [text for row in made_pages.INVOICE for _left, text in row]
TURNED = {
    "upright": made_pages.pdf([made_pages.INVOICE]),
    **{
        f"shown turned by {degrees}": made_pages.pdf([made_pages.INVOICE], rotate=degrees)
        for degrees in (90, 180, 270)
    },
    "text up the page": made_pages.pdf([made_pages.INVOICE], sideways=True),
    "text up a turned page": made_pages.pdf([made_pages.INVOICE], sideways=True, rotate=90),
}


def _read(content: bytes, number: int = 0) -> PageText | None:
    with PdfPages(content) as pdf:
        return pdf.text(number)


def _words(content: bytes) -> tuple[Word, ...]:
    page = _read(content)
    assert page is not None
    return page.words


@pytest.mark.parametrize("name", TURNED)
def test_words_stand_where_they_stand_upright(name: str) -> None:
    page = _read(TURNED[name])
    assert page is not None
    assert page.carrier is Carrier.PDF_TEXT
    assert (page.width, page.height) == (595, 842)
    read = "".join(word.text for word in page.words)
    assert read == "".join(TEXTS).replace(" ", "")
    straight = _words(TURNED["upright"])
    for word, upright in zip(page.words, straight, strict=True):
        for side in ("left", "top", "right", "bottom"):
            assert abs(getattr(word, side) - getattr(upright, side)) < FULL // 200


def _ink(picture: Pixels, word: Word) -> float:
    """Return how much of a word's place is dark."""
    high, wide = picture.shape[:2]
    part = picture[
        word.top * high // FULL : word.bottom * high // FULL,
        word.left * wide // FULL : word.right * wide // FULL,
    ]
    return float((part < 128).mean())


@pytest.mark.parametrize("name", TURNED)
def test_places_lie_on_the_ink_of_the_picture(name: str) -> None:
    with PdfPages(TURNED[name]) as pdf:
        turned = np.rot90(pdf.picture(0, longest=1600), -pdf.turn(0))
        assert turned.shape[0] > turned.shape[1]
        whole = float((turned < 128).mean())
        assert all(_ink(turned, word) > 3 * whole for word in _words(TURNED[name]))


def _drawn(*texts: tuple[float, str], font: str = "Helvetica") -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=True)
    canvas.setFont(font, 12)
    for number, (left, text) in enumerate(texts):
        canvas.drawString(left, 780, text) if number < 2 else canvas.drawString(left, 740, text)
    canvas.save()
    return stream.getvalue()


def test_words_end_at_gaps_and_columns_are_apart() -> None:
    content = _drawn((50, "Total due today"), (300, "1,234.50"), (50, "page with enough letters"))
    assert [word.text for word in _words(content)] == [
        *("Total", "due", "today", "1,234.50"),
        *("page", "with", "enough", "letters"),
    ]


def test_ligatures_and_radicals_are_what_they_stand_for() -> None:
    row = [(40, "of\ufb01ce \ufb02oor ⾦额 and more letters to be enough")]
    words = [word.text for word in _words(made_pages.pdf([[row]]))]
    # a font without the sign draws and says nothing; the others come out whole
    assert "office" in words or "of" in "".join(words)
    assert not any("\ufb00" <= sign <= "\ufb06" for word in words for sign in word)


def test_a_page_with_little_text_is_read_as_a_picture() -> None:
    assert _read(_drawn((50, "Scan 1"))) is None
    assert _read(made_pages.scanned([made_pages.picture(made_pages.RECEIPT)])) is None


def test_a_scan_with_a_footer_is_read_as_a_picture() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=True)
    canvas.drawInlineImage(made_pages.picture(made_pages.RECEIPT), 0, 0, 595, 842)
    canvas.drawString(20, 10, "Scanned by a program that says so")
    canvas.save()
    assert _read(stream.getvalue()) is None


def test_what_was_typed_into_a_form_is_read_and_shown() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=True)
    canvas.drawString(50, 700, "Invoice with a form, number:")
    canvas.acroForm.textfield(name="number", value="INV-777", x=250, y=695, width=120, height=18)
    canvas.save()
    with PdfPages(stream.getvalue()) as pdf:
        for _ in range(2):
            page = pdf.text(0)
            assert page is not None
            assert "INV-777" in [word.text for word in page.words]
            (value,) = (word for word in page.words if word.text == "INV-777")
            assert _ink(pdf.picture(0, longest=1200), value) > 0.05


def test_text_beside_the_page_is_not_on_it() -> None:
    content = _drawn((50, "Enough letters for a page"), (900, "hidden"))
    assert "hidden" not in [word.text for word in _words(content)]


def _refused(content: bytes) -> str:
    with pytest.raises(UserError) as caught, PdfPages(content) as pdf:
        pdf.text(0)
    return caught.value.code


def test_what_is_wrong_is_said() -> None:
    good = TURNED["upright"]
    assert _refused(made_pages.pdf([made_pages.RECEIPT] * 300)) == "document_pages"
    assert _refused(b"%PDF-1.7\nnothing") == "document_damaged"
    assert _refused(good[:600]) == "document_damaged"
    stream = io.BytesIO()
    lock = pdfencrypt.StandardEncryption("secret", strength=128)
    canvas = Canvas(stream, encrypt=lock)
    canvas.drawString(50, 700, "locked")
    canvas.save()
    assert _refused(stream.getvalue()) == "document_password"


def test_a_damaged_pdf_is_read_or_refused_and_nothing_else() -> None:
    good = TURNED["upright"]
    for start in range(20, len(good) - 40, len(good) // 25):
        damaged = good[:start] + bytes(40) + good[start + 40 :]
        refused = ""
        try:
            with PdfPages(damaged) as pdf:
                pdf.text(0)
                pdf.picture(0, longest=300)
        except UserError as error:
            refused = error.code
        assert refused in {"", "document_damaged"}


def test_a_page_of_any_shape_gives_a_picture() -> None:
    for size in ((3.0, 14_000.0), (14_000.0, 3.0), (2.0, 2.0)):
        document = pypdfium2.PdfDocument.new()
        document.new_page(*size)
        stream = io.BytesIO()
        document.save(stream)
        with PdfPages(stream.getvalue()) as pdf:
            picture = pdf.picture(0, longest=1000)
            assert max(picture.shape[:2]) in range(990, 1011)
            assert cv2.countNonZero(picture[:, :, 0]) == picture[:, :, 0].size
