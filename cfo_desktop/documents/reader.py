"""Reads the documents of one file that is not trusted: data first, then codes, text, pictures."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents import merging
from cfo_desktop.documents import pdf_pages
from cfo_desktop.documents import pictures
from cfo_desktop.documents import qr
from cfo_desktop.documents import rows
from cfo_desktop.documents import splitting
from cfo_desktop.documents.extracting import templates
from cfo_desktop.documents.extracting.extractor import extract
from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pages import Word
from cfo_desktop.documents.sheets import Frames
from cfo_desktop.documents.sheets import PdfSheets
from cfo_desktop.documents.sheets import PictureSheets
from cfo_desktop.documents.sheets import Sheet
from cfo_desktop.documents.sheets import Sheets
from cfo_desktop.documents.sheets import Told
from cfo_desktop.documents.structured import embedded
from cfo_desktop.documents.structured import envelope
from cfo_desktop.documents.structured import ofd
from cfo_desktop.documents.structured import ofd_pages
from cfo_desktop.documents.structured import xml
from cfo_desktop.documents.structured.limits import MAX_BYTES
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.fault import Fault

_ZIP = b"PK\x03\x04"
_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<")


def read(
    untrusted_content: bytes, *, hints: Hints, frames: Frames, told: Told | None = None
) -> ReadDocuments:
    """Return the documents of a file; whatever is wrong with it is the ``fault`` in their place.

    ``frames`` keeps how its pictures lie, for showing them; ``told`` hears how much is done.
    """
    try:
        return _read(untrusted_content, hints=hints, frames=frames, told=told)
    except UserError as error:
        data = {key: str(value) for key, value in error.data.items()}
        return ReadDocuments(fault=Fault(error.code, data=data))


def picture(untrusted_content: bytes, *, page: int, width: int, frames: Frames) -> bytes:
    """Return a page as PNG, upright, at most ``width`` pixels wide. Raises ``UserError``."""
    _check_size(untrusted_content)
    if pdf_pages.is_pdf(untrusted_content):
        with pdf_pages.PdfPages(untrusted_content) as pdf:
            shown = PdfSheets(pdf, untrusted_content, frames=frames).shown(page)
    elif pictures.is_picture(untrusted_content):
        shown = PictureSheets(untrusted_content, frames=frames).shown(page)
    else:
        raise UserError("document_no_page", page=page + 1)
    return pictures.png(pictures.shrunk(shown, width=width))


def learn(
    untrusted_content: bytes,
    *,
    document: Document,
    corrected: Mapping[Field, Value],
    frames: Frames,
) -> Template:
    """Return what the owner's corrections of a document teach of its supplier's pages.

    Its pages are read again. Raises ``UserError``, ``document_no_page`` for data.
    """
    _check_size(untrusted_content)
    if pdf_pages.is_pdf(untrusted_content):
        with pdf_pages.PdfPages(untrusted_content) as pdf:
            sheets: Sheets = PdfSheets(pdf, untrusted_content, frames=frames)
            return templates.learn(document, _papers_of(sheets, document), corrected)
    if pictures.is_picture(untrusted_content):
        sheets = PictureSheets(untrusted_content, frames=frames)
        return templates.learn(document, _papers_of(sheets, document), corrected)
    raise UserError("document_no_page", page=1)


def _papers_of(sheets: Sheets, document: Document) -> list[PageText]:
    """Read the pages that a document stands on."""
    wanted = [number for number in document.pages if number < sheets.count]
    return [paper for number in wanted for paper in sheets.read(number).papers]


def _read(
    untrusted_content: bytes, *, hints: Hints, frames: Frames, told: Told | None
) -> ReadDocuments:
    _check_size(untrusted_content)
    if pdf_pages.is_pdf(untrusted_content):
        return _of_pdf(untrusted_content, hints=hints, frames=frames, told=told)
    if pictures.is_picture(untrusted_content):
        sheets = PictureSheets(untrusted_content, frames=frames)
        return _of_sheets(sheets, hints=hints, told=told)
    if untrusted_content.startswith(_ZIP):
        return _of_ofd(untrusted_content, hints)
    starts_as_xml = untrusted_content[:1024].lstrip().startswith(_XML_STARTS)
    if starts_as_xml or envelope.content_of(untrusted_content):
        found = xml.read_all(untrusted_content, currency=hints.currency)
        return ReadDocuments(fault=found) if isinstance(found, Fault) else ReadDocuments(found)
    raise UserError(
        "document_heif" if pictures.is_heif(untrusted_content) else "document_kind_unknown"
    )


def _check_size(untrusted_content: bytes) -> None:
    if not untrusted_content:
        raise UserError("document_empty")
    if len(untrusted_content) > MAX_BYTES:
        raise UserError("document_too_large", limit=MAX_BYTES // 2**20)


def _of_ofd(untrusted_content: bytes, hints: Hints) -> ReadDocuments:
    """Read an OFD file's data, or the words of its pages where it holds pages alone."""
    found = ofd.read(untrusted_content)
    if isinstance(found, Document):
        return ReadDocuments((found,))
    pages = ofd_pages.read(untrusted_content) if found.code == "document_no_data" else found
    if isinstance(pages, Fault):
        return ReadDocuments(fault=pages)
    texts = [_text_of(page) for page in pages if page.pieces]
    if not texts:
        return ReadDocuments(fault=found)
    return ReadDocuments((extract(texts, hints=hints),))


def _text_of(page: ofd_pages.OfdPage) -> PageText:
    words = [
        Word(piece.text, piece.box.left, piece.box.top, piece.box.right, piece.box.bottom)
        for piece in page.pieces
    ]
    return PageText(page.number, rows.in_order(words), Carrier.OFD, page.width, page.height)


def _of_pdf(
    untrusted_content: bytes, *, hints: Hints, frames: Frames, told: Told | None
) -> ReadDocuments:
    with pdf_pages.PdfPages(untrusted_content) as pdf:
        sheets = PdfSheets(pdf, untrusted_content, frames=frames)
        data = _embedded(untrusted_content, hints)
        if not isinstance(data, Document):
            read_pages = _of_sheets(sheets, hints=hints, told=told)
            return _warned(read_pages, data) if data else read_pages
        # data says it all: pages without text of their own are not looked into
        found = [text for number in range(sheets.count) if (text := sheets.text(number))]
        every = tuple(range(sheets.count))
        if not found:
            return ReadDocuments((replace(data, pages=every),), sheets.count)
        printed = replace(extract(found, hints=hints), pages=every)
        return ReadDocuments((merging.merged(data, printed, pages=found),), sheets.count)


def _embedded(untrusted_content: bytes, hints: Hints) -> Document | Fault | None:
    content = embedded.xml_of(untrusted_content)
    return None if content is None else xml.read(content, currency=hints.currency)


def _warned(read_pages: ReadDocuments, fault: Fault) -> ReadDocuments:
    """Say beside what the pages gave why the data in the same file did not count."""
    documents = tuple(
        replace(document, warnings=(*document.warnings, fault)) for document in read_pages.documents
    )
    return replace(read_pages, documents=documents)


def _of_sheets(sheets: Sheets, *, hints: Hints, told: Told | None) -> ReadDocuments:
    read_sheets = [
        sheets.read(number, told=_part(told, number, sheets.count))
        for number in range(sheets.count)
    ]
    found: list[Document] = []
    for texts, coded in _parts(read_sheets):
        found += _documents(texts, coded, hints)
    if not found:
        raise UserError("document_blank")
    if told:
        told(1.0)
    return ReadDocuments(tuple(found), sheets.count)


def _part(told: Told | None, number: int, of: int) -> Told | None:
    return (lambda done: told((number + done) / of)) if told else None


_Part = tuple[list[PageText], list[Document]]
"""The words of one document, page by page, and what the codes beside them say."""


def _parts(sheets: Sequence[Sheet]) -> list[_Part]:
    """Part the pages, and the papers on one, into documents."""
    codes = [qr.documents(sheet.codes) for sheet in sheets]
    marks = [
        splitting.marks(sheet.words, number=_number(coded), has_several=len(sheet.papers) > 1)
        for sheet, coded in zip(sheets, codes, strict=True)
    ]
    parts: list[_Part] = []
    for group in splitting.groups(marks):
        papers = [paper for number in group for paper in sheets[number].papers if paper.words]
        coded = [document for number in group for document in codes[number]]
        if marks[group[0]].has_several:
            parts += _by_paper(papers, coded)
        else:
            parts.append((papers, coded))
    return parts


def _number(coded: Sequence[Document]) -> str:
    return next((text for each in coded if (text := each.text_of(Field.NUMBER))), "")


def _by_paper(papers: Sequence[PageText], coded: Sequence[Document]) -> list[_Part]:
    """Give each code to the paper on which, or nearest to which, it stands."""
    parts: list[_Part] = [([paper], []) for paper in papers]
    for document in coded:
        boxes = [found.box for found in document.fields.values() if found.box]
        distances = [_outside(paper, boxes[0]) for paper in papers]
        parts[distances.index(min(distances))][1].append(document)
    return parts


def _outside(paper: PageText, box: Box) -> float:
    """Return how far the middle of a code lies from a paper's words."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    left, right = min(w.left for w in paper.words), max(w.right for w in paper.words)
    top, bottom = min(w.top for w in paper.words), max(w.bottom for w in paper.words)
    return max(left - x, 0, x - right) + max(top - y, 0, y - bottom)


def _documents(
    texts: Sequence[PageText], coded: Sequence[Document], hints: Hints
) -> list[Document]:
    """Return what one part of a file holds: a document, with its codes; or the codes alone."""
    if not texts:
        return list(coded)
    pages = tuple(text.number for text in texts)
    printed = replace(extract(texts, hints=hints), pages=pages)
    if not coded:
        return [printed]
    first, *others = coded
    whole = merging.merged(first, printed, pages=texts)
    return [whole, *(each for each in others if not _is_one(first, each))]


def _is_one(one: Document, other: Document) -> bool:
    """Tell whether two codes speak of one document: a bill has one for its buyer and its bank."""
    numbers = {one.text_of(Field.NUMBER), other.text_of(Field.NUMBER)} - {""}
    return len(numbers) < 2  # noqa: PLR2004 - two numbers are two documents
