"""The verbs of bills, invoices and receipts as documents: read, look through, correct, book."""

from __future__ import annotations

import threading
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.papers import Added
from cfo_desktop.domain.papers import Lesson
from cfo_desktop.domain.papers import Paper
from cfo_desktop.domain.papers import PaperHead
from cfo_desktop.domain.papers import PaperState
from cfo_desktop.domain.papers import Proposal
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Errand
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book

_PAPERS = Changes(papers=True)
_BOOKED = Changes(accounts=True, entries=True, papers=True)


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper, how it would be booked, and the accounts to choose from."""

    paper: Paper
    proposal: Proposal
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be read: a file, or what was pasted."""

    name: str
    path: Path | None = None
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class FileRead:
    """One source that was read, and what it gave; not in the book yet."""

    name: str
    content: bytes = field(repr=False)
    documents: ReadDocuments


def papers(*, state: PaperState, text: str = "") -> Query[list[PaperHead]]:
    """Read the papers of a state, or those among them whose words hold ``text``."""

    def work(book: Book, _: Progress) -> list[PaperHead]:
        from cfo_desktop.services import papers as service

        if not text.strip():
            return list(service.papers(book, state=state))
        return [each for each in service.search(book, text=text) if each.state is state]

    return Query(work)


def waiting() -> Query[int]:
    """Count the papers that wait to be looked at."""

    def work(book: Book, _: Progress) -> int:
        from cfo_desktop.services import papers as service

        return len(service.papers(book, state=PaperState.DRAFT))

    return Query(work)


def parted(files: Sequence[Path]) -> Errand[tuple[list[Path], list[Path]]]:
    """Part files into (documents, others), which may be statements."""

    def work(_: Progress) -> tuple[list[Path], list[Path]]:
        from cfo_desktop.services import document_reading

        documents = [path for path in files if document_reading.is_document(path)]
        return documents, [path for path in files if path not in documents]

    return Errand(work)


def opened(number: int) -> Query[Opened]:
    """Read a paper with how it would be booked."""

    def work(book: Book, _: Progress) -> Opened:
        from cfo_desktop.services import accounts
        from cfo_desktop.services import paper_proposals
        from cfo_desktop.services import papers as service

        return Opened(
            service.paper(book, number=number),
            paper_proposals.proposal(book, paper=number),
            tuple(accounts.all_accounts(book)),
        )

    return Query(work)


def hints() -> Query[Hints]:
    """Read what the book knows that helps to read a document."""

    def work(book: Book, _: Progress) -> Hints:
        from cfo_desktop.services import papers as service

        return service.hints(book)

    return Query(work)


def reading(
    sources: Sequence[Source], hints: Hints
) -> Callable[[Callable[[tuple[int, float] | FileRead], None], threading.Event], None]:
    """Return the work that reads one source after another, beside the book.

    It tells (place of the source, part that is done), and each source once it was read. Raises
    ``UserError("cancelled")`` where it was stopped.
    """

    def work(tell: Callable[[tuple[int, float] | FileRead], None], stop: threading.Event) -> None:
        from cfo_desktop.base.errors import UserError

        for place, source in enumerate(sources):

            def told(done: float, place: int = place) -> None:
                if stop.is_set():
                    raise UserError("cancelled")
                tell((place, done))

            told(0.0)
            content, documents = _read(source, hints, told)
            tell(FileRead(source.name, content, documents))

    return work


def _read(
    source: Source, hints: Hints, told: Callable[[float], None]
) -> tuple[bytes, ReadDocuments]:
    from cfo_desktop.base.errors import UserError
    from cfo_desktop.services import document_reading

    try:
        content = document_reading.content_of(source.path or source.content)
    except UserError as error:
        return b"", ReadDocuments(fault=document_reading.fault_of(error))
    return content, document_reading.read(content, hints=hints, progress=told)


def add(read: FileRead) -> Change[Added]:
    """Keep a file that was read, with its documents."""

    def work(book: Book, _: Progress) -> tuple[Added, Changes]:
        from cfo_desktop.services import papers as service

        return (
            service.add(book, name=read.name, content=read.content, documents=read.documents),
            _PAPERS,
        )

    return Change(work)


def correct(number: int, fields: Mapping[Field, Value | None]) -> Change[None]:
    """Keep what the owner says of a paper's fields, and learn from it."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import papers as service

        service.correct(book, paper=number, fields=fields)
        return None, _PAPERS

    return Change(work)


def confirm(
    number: int, fields: Mapping[Field, Value | None], choices: Mapping[str, Any]
) -> Change[int]:
    """Keep what the owner says of the fields, and book the paper; its entry comes back.

    ``choices`` are fields of ``Proposal`` that the owner chose.
    """

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import paper_booking
        from cfo_desktop.services import paper_proposals
        from cfo_desktop.services import papers as service

        if fields:
            service.correct(book, paper=number, fields=fields)
        proposal = replace(paper_proposals.proposal(book, paper=number), **choices)
        return paper_booking.confirm(book, paper=number, proposal=proposal), _BOOKED

    return Change(work)


def lesson(number: int) -> Query[Lesson | None]:
    """Read what the owner's corrections of a document may teach."""

    def work(book: Book, _: Progress) -> Lesson | None:
        from cfo_desktop.services import papers as service

        return service.lesson(book, paper=number)

    return Query(work)


def learning(
    lesson: Lesson,
) -> Callable[[Callable[[None], None], threading.Event], Template | None]:
    """Return the work that finds the corrected values on the page, beside the book."""

    def work(_tell: Callable[[None], None], _stop: threading.Event) -> Template | None:
        from cfo_desktop.services import document_reading

        return document_reading.learn(
            lesson.content, document=lesson.document, corrected=lesson.corrected
        )

    return work


def keep_template(template: Template) -> Change[None]:
    """Keep what corrections taught of a supplier's documents."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import papers as service

        service.keep_template(book, template)
        return None, Changes()

    return Change(work)


def dismiss(number: int) -> Change[None]:
    """Put a paper aside: it is not to be booked."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import papers as service

        service.dismiss(book, paper=number)
        return None, _PAPERS

    return Change(work)


def join(number: int, *, into: int) -> Change[None]:
    """Say that a document is the same as another one: its file becomes that one's."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import papers as service

        return None, service.join(book, paper=number, into=into)

    return Change(work)


def restore(number: int) -> Change[None]:
    """Let a paper that was put aside wait again."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import papers as service

        service.restore(book, paper=number)
        return None, _PAPERS

    return Change(work)


def file_content(file: int) -> Query[tuple[str, str, bytes]]:
    """Read a kept original: its name, its media type and its bytes."""

    def work(book: Book, _: Progress) -> tuple[str, str, bytes]:
        from cfo_desktop.services import papers as service

        return service.file_content(book, file=file)

    return Query(work)


def picture(
    content: bytes, *, page: int, width: int
) -> Callable[[Callable[[None], None], threading.Event], bytes]:
    """Return the work that draws a page, beside the book: the child may be reading another file."""

    def work(_tell: Callable[[None], None], _stop: threading.Event) -> bytes:
        from cfo_desktop.services import document_reading

        return document_reading.picture(content, page=page, width=width)

    return work


def save_copy(file: int, *, target: Path) -> Query[Path]:
    """Write a kept original where the owner said, in clear."""

    def work(book: Book, _: Progress) -> Path:
        from cfo_desktop.base import files
        from cfo_desktop.services import papers as service

        files.write_atomically(target, service.file_content(book, file=file)[2])
        return target

    return Query(work)
