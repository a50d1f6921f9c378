"""What taking a file in would do: told without a trace in the book."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.papers import Added
from cfo_desktop.domain.papers import Paper
from cfo_desktop.domain.papers import Proposal
from cfo_desktop.services import paper_proposals
from cfo_desktop.services import papers
from cfo_desktop.services.books import Book


@dataclass(frozen=True, slots=True)
class Previewed:
    """A paper as it would be kept, and how it would be booked."""

    paper: Paper
    proposal: Proposal


class _Undone(Exception):
    """Ends a transaction that was to leave nothing."""


def preview(
    book: Book, *, name: str, content: bytes, documents: ReadDocuments
) -> tuple[Added, list[Previewed]]:
    """Return what ``papers.add`` would return, and each paper with its proposal.

    Done in a transaction that is rolled back. The numbers of new papers are theirs only if nothing
    else is taken in before.
    """
    found = []
    added = Added()
    with contextlib.suppress(_Undone), book.store.transaction() as connection:
        added = papers.taken_in(book, connection, name=name, content=content, documents=documents)
        found = [
            Previewed(
                papers.paper(book, number=number), paper_proposals.proposal(book, paper=number)
            )
            for number in added.papers
        ]
        raise _Undone
    return added, found
