"""Papers of an open book: taken in with their originals, listed, corrected, found again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from cfo_desktop.analysis import paper_readings
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import Added
from cfo_desktop.domain.papers import Paper
from cfo_desktop.domain.papers import PaperHead
from cfo_desktop.domain.papers import PaperState
from cfo_desktop.domain.papers import Twin
from cfo_desktop.domain.search import terms
from cfo_desktop.services import attachments
from cfo_desktop.services import paper_twins
from cfo_desktop.services import shop_details
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.services.entries import recorded_now
from cfo_desktop.store import database
from cfo_desktop.store import papers as kept
from cfo_desktop.store.papers import KeptPaper
from cfo_desktop.store.papers import Marks

MAX_FIELD = 400
"""Letters of a field that the owner says."""
_MAX_NAME = 200
_MONTH_FIRST = frozenset({"USD"})
_YEAR_FIRST = frozenset({"CNY", "JPY", "KRW", "TWD"})
_DAYS = frozenset({Field.DATE, Field.DUE_DATE})
_SUMS = frozenset({Field.NET, Field.TAX, Field.TOTAL, Field.PAID, Field.ROUNDING})


def hints(book: Book) -> Hints:
    """Return what the book knows that helps to read a file, for ``document_reading.read``."""
    about, details = info(book), shop_details.read(book)
    with database.mapped_errors():
        templates = kept.templates(book.store.connection)
    return Hints(
        own_names=tuple(dict.fromkeys((details.name, about.name))),
        own_tax_ids=(details.tax_id,) if details.tax_id else (),
        currency=about.currency,
        day_first=None if about.currency in _YEAR_FIRST else about.currency not in _MONTH_FIRST,
        templates=tuple(templates),
    )


# --- taking in ---


def add(book: Book, *, name: str, content: bytes, documents: ReadDocuments) -> Added:
    """Keep a file and what was read of it: a draft for each document, in one transaction.

    Bytes that the book has are known again. A document that is there already, by its seller and
    number, gets the file as one more; what is only likely to be the same is told (``twins``) for
    the owner to decide. A file without a fault and without documents is one empty draft, to be
    filled in by hand. Nothing is kept of one with a fault.
    """
    with book.store.transaction() as connection:
        return taken_in(book, connection, name=name, content=content, documents=documents)


def taken_in(
    book: Book,
    connection: database.Connection,
    *,
    name: str,
    content: bytes,
    documents: ReadDocuments,
) -> Added:
    """Do what ``add`` does, inside the caller's transaction."""
    if documents.fault is not None:
        return Added(fault=documents.fault)
    found = documents.documents or (Document(DocumentKind.UNKNOWN, Carrier.OCR),)
    digest = kept.digest(connection, content)
    known = kept.file_with(connection, digest)
    if known is not None:
        return Added(papers=tuple(kept.papers_of_file(connection, known)), known_file=True)
    plain = name.replace("\\", "/").rsplit("/", 1)[-1][:_MAX_NAME]
    file = kept.add_file(
        connection,
        digest=digest,
        name=plain.encode("utf-8", "replace").decode(),
        media_type=attachments.media_type(plain, content),
        pages=documents.pages,
        content=content,
        added_at=recorded_now(),
    )
    return _added(book, connection, file, found)


def _added(
    book: Book, connection: database.Connection, file: int, found: tuple[Document, ...]
) -> Added:
    numbers: list[int] = []
    merged: set[int] = set()
    twins: dict[int, tuple[Twin, ...]] = {}
    for place, document in enumerate(found):
        marks = marks_of(document)
        alike = paper_twins.of_marks(book, marks, text=document.text, besides=0)
        there = next((each.twin.paper for each in alike if each.may_merge), None)
        if there is not None and there not in numbers:
            merged.add(there)
            number = there
        else:
            number = kept.add(connection, marks, added_at=recorded_now())
            twins[number] = tuple(each.twin for each in alike)
        kept.add_reading(connection, number, file=file, place=place, document=document)
        _refresh(connection, number)
        numbers.append(number)
    new = frozenset(numbers) - merged
    return Added(tuple(numbers), new, frozenset(merged), twins=twins)


def marks_of(document: Document) -> Marks:
    """Return what a document says of itself in a list, and by which it is known again."""
    return Marks(
        kind=document.kind,
        seller=document.text_of(Field.SELLER),
        seller_tax_id=document.text_of(Field.SELLER_TAX_ID),
        buyer=document.text_of(Field.BUYER),
        buyer_tax_id=document.text_of(Field.BUYER_TAX_ID),
        code=document.text_of(Field.CODE),
        number=document.text_of(Field.NUMBER),
        day=document.day_of(Field.DATE),
        due=document.day_of(Field.DUE_DATE),
        total=document.owed(),
        number_is_sure=_is_sure(document, Field.NUMBER),
        unsure=len(paper_readings.unsure(document)),
    )


def _is_sure(document: Document, name: Field) -> bool:
    found = document.fields.get(name)
    return found is None or found.is_sure


def _refresh(
    connection: database.Connection,
    number: int,
    *,
    said: Mapping[Field, Value | None] | None = None,
    kind: DocumentKind | None = None,
) -> None:
    """Keep what a paper says now that a file or the owner has said more of it."""
    row = kept.paper(connection, number)
    said = row.said if said is None else said
    kind = kind or row.kind_said
    document = _document(connection, number, said, kind)
    names = " ".join(file.name for file in kept.files(connection, number))
    shown = [str(found.value) for found in document.fields.values()]
    kept.change(
        connection,
        number,
        marks=marks_of(document),
        said=said,
        kind_said=kind,
        text=" ".join((*shown, document.text, *(line.name for line in document.lines), names)),
    )


def _document(
    connection: database.Connection,
    number: int,
    said: Mapping[Field, Value | None],
    kind: DocumentKind | None,
) -> Document:
    return paper_readings.together(kept.readings(connection, number), said, kind=kind)


# --- looking ---


def papers(book: Book, *, state: PaperState | None = None) -> list[PaperHead]:
    """Return the papers of one state, or of all, the newest first."""
    with database.mapped_errors():
        return kept.heads(book.store.connection, state)


def paper(book: Book, *, number: int) -> Paper:
    """Return a paper with all that is known of it; raise ``UserError("paper_missing")``."""
    with database.mapped_errors():
        connection = book.store.connection
        row = kept.paper(connection, number)
        readings = kept.readings(connection, number)
        files = kept.files(connection, number)
    document = paper_readings.together(readings, row.said, kind=row.kind_said)
    return Paper(
        number=number,
        state=row.state,
        document=document,
        readings=tuple(readings),
        files=tuple(files),
        places=paper_readings.places(readings, document),
        corrected=frozenset(row.said),
        direction=row.direction,
        entry=row.entry,
        due=row.marks.due if row.entry is not None else None,
    )


def search(book: Book, *, text: str) -> list[PaperHead]:
    """Return the papers that have all words of ``text``, the newest first; none for no words."""
    asked = kept.expression(terms(text))
    if not asked:
        return []
    with database.mapped_errors():
        return kept.found(book.store.connection, asked)


def file_content(book: Book, *, file: int) -> tuple[str, str, bytes]:
    """Return (name, media type, content) of an original.

    Raises ``UserError("paper_file_missing")``.
    """
    with database.mapped_errors():
        about, content = kept.file_content(book.store.connection, file)
    return about.name, about.media_type, content


# --- changing ---


def correct(
    book: Book,
    *,
    paper: int,
    fields: Mapping[Field, Value | None],
    kind: DocumentKind | None = None,
) -> Changes:
    """Keep what the owner says of fields; ``None`` says that there is none. What was read stays.

    Raises ``UserError`` (``paper_missing``, ``paper_not_draft``, ``paper_field_invalid`` with the
    field's name).
    """
    wanted = {name: _checked(name, value) for name, value in fields.items()}
    with book.store.transaction() as connection:
        row = _draft_row(connection, paper)
        _refresh(connection, paper, said={**row.said, **wanted}, kind=kind)
    return Changes(papers=True)


def _checked(name: Field, value: Value | None) -> Value | None:
    right = dt.date if name in _DAYS else Money if name in _SUMS else str
    if value is not None and not isinstance(value, right):
        raise UserError("paper_field_invalid", field=name.value, limit=MAX_FIELD)
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    if len(text) > MAX_FIELD or not text.isprintable():
        raise UserError("paper_field_invalid", field=name.value, limit=MAX_FIELD)
    return text or None


def dismiss(book: Book, *, paper: int) -> Changes:
    """Lay a draft aside: it is not to be booked. Raises ``UserError("paper_not_draft")``."""
    with book.store.transaction() as connection:
        _draft_row(connection, paper)
        kept.set_state(connection, paper, PaperState.DISMISSED)
    return Changes(papers=True)


def restore(book: Book, *, paper: int) -> Changes:
    """Make a dismissed paper a draft again; one that was not dismissed stays as it is."""
    with book.store.transaction() as connection:
        if kept.paper(connection, paper).state is PaperState.DISMISSED:
            kept.set_state(connection, paper, PaperState.DRAFT)
    return Changes(papers=True)


def join(book: Book, *, paper: int, into: int) -> Changes:
    """Say that a draft is the same document as another paper: its files become that one's.

    Raises ``UserError`` (``paper_missing``, ``paper_not_draft``).
    """
    with book.store.transaction() as connection:
        _draft_row(connection, paper)
        kept.paper(connection, into)
        if paper != into:
            kept.move_readings(connection, file=None, paper=paper, to=into)
            kept.forget(connection, paper)
            _refresh(connection, into)
    return Changes(papers=True)


def separate(book: Book, *, paper: int, file: int) -> int:
    """Say that one of a paper's files is another document; return the draft it is now.

    Raises ``UserError`` (``paper_missing``, ``paper_only_file``).
    """
    with book.store.transaction() as connection:
        row = kept.paper(connection, paper)
        files = [each.id for each in kept.files(connection, paper)]
        if file not in files or len(files) == 1:
            raise UserError("paper_only_file", number=paper)
        number = kept.add(connection, row.marks, added_at=recorded_now())
        kept.move_readings(connection, file=file, paper=paper, to=number)
        _refresh(connection, number)
        _refresh(connection, paper)
    return number


def _draft_row(connection: database.Connection, number: int) -> KeptPaper:
    row = kept.paper(connection, number)
    if row.state is not PaperState.DRAFT:
        raise UserError("paper_not_draft", number=number)
    return row


def keep_template(book: Book, template: Template) -> None:
    """Keep what corrections taught of a supplier's documents, for ``hints``."""
    with book.store.transaction() as connection:
        kept.keep_template(connection, template, learned_at=recorded_now())
