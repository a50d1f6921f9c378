"""One entry as it now stands in the ledger, as the verbs that post one answer."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Entry
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book


def posted(session: Session, book: Book, *, number: int) -> Answer:
    """Return the answer that shows one entry as it now stands in the ledger."""
    entry = entries.entry(book, number=number)
    names = session.account_names(book)
    return Answer(document(entry), _posted_lines(session, entry, names))


def document(entry: Entry) -> dict[str, object]:
    """Return an entry for ``--json``."""
    draft = entry.draft
    return {
        "entry": entry.number,
        "date": draft.day,
        "narration": draft.narration,
        "party": draft.party,
        "reverses": draft.reverses,
        "reversed_by": entry.reversed_by,
        "completes": draft.completes,
        "batch": entry.batch,
        "postings": postings_document(draft),
    }


def postings_document(draft: Draft) -> list[dict[str, object]]:
    """Return the lines of an entry, posted or not yet, for ``--json``."""
    return [
        {
            "account": line.account,
            "amount": line.amount,
            "currency": line.amount.currency,
            "value": line.value,
        }
        for line in draft.postings
    ]


def _posted_lines(session: Session, entry: Entry, names: dict[str, str]) -> Iterator[str]:
    draft = entry.draft
    key = "entry.posted" if draft.reverses is None else "entry.posted_reversal"
    yield session.text(key, number=entry.number, day=draft.day, reverses=draft.reverses)
    yield from posting_lines(draft, names)


def posting_lines(draft: Draft, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of an entry, posted or not yet, as a table."""
    rows = []
    for line in draft.postings:
        debit, credit = sides(line.amount.minor, line.amount.currency)
        rows.append(("", line.account, names[line.account], debit, credit, line.amount.currency))
    yield from table(("", "", "", "", "", ""), rows, right={3, 4})


def sides(minor: int, currency: str) -> tuple[str, str]:
    """Return an amount in the column of debits or that of credits."""
    shown = grouped(abs(minor), currency)
    return (shown, "") if minor > 0 else ("", shown)
