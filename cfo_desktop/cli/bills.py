"""Bills, invoices and receipts: read, held against what is known, booked; and a list of them."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import SCALE
from cfo_desktop.cli import output
from cfo_desktop.cli import words
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.posted import postings_document
from cfo_desktop.cli.progress import Progress
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Line
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import Added
from cfo_desktop.domain.papers import Paper
from cfo_desktop.domain.papers import PaperHead
from cfo_desktop.domain.papers import PaperState
from cfo_desktop.domain.papers import Proposal
from cfo_desktop.domain.papers import Twin
from cfo_desktop.domain.papers import TwinReason
from cfo_desktop.services.books import Book

_ALWAYS = (
    *(Field.SELLER, Field.BUYER, Field.SELLER_TAX_ID, Field.BUYER_TAX_ID, Field.NUMBER),
    *(Field.DATE, Field.DUE_DATE, Field.CURRENCY, Field.NET, Field.TAX, Field.TOTAL),
)
"""Fields that a document's JSON has, found or not."""
_SHOWN = (Field.SELLER, Field.BUYER, Field.NUMBER, Field.DATE, Field.NET, Field.TAX, Field.TOTAL)
_UNKNOWN = "–"
_DOUBTED = frozenset({TwinReason.ALREADY_PAID, TwinReason.ALREADY_LISTED, TwinReason.LISTED_VOID})


@dataclass(frozen=True, slots=True)
class _Shown:
    """One document as it is told: what was read, what became of it, what could not be done."""

    file: str
    document: Document | None = None
    paper: int | None = None
    state: str = ""
    """``new``, ``merged``, ``known`` or ``confirmed``; empty where it was not read."""
    proposal: Proposal | None = None
    draft: dict[str, object] | None = None
    entry: int | None = None
    faults: tuple[Fault, ...] = ()
    """Why it was not read, or not booked."""
    notes: tuple[Fault, ...] = ()
    """What to look at."""
    twins: tuple[Twin, ...] = ()

    @property
    def duplicate_of(self) -> int | None:
        """The paper that it is the same as, or probably is."""
        if self.state in {"merged", "known"}:
            return self.paper
        papers = (each.paper for each in self.twins if each.reason not in _DOUBTED)
        return next((number for number in papers if number is not None), None)


# --- bill ---


def _bill_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("files", text="bill_files", metavar="FILE", nargs="+")
    only = parser.add_mutually_exclusive_group()
    parser.want("--preview", text="preview", among=only, action="store_true")
    parser.want("--confirm", text="bill_confirm", among=only, action="store_true")


def _bill(session: Session, args: argparse.Namespace) -> Answer:
    from cfo_desktop.services import document_reading

    paths = [Path(name) for name in args.files]
    shown: list[_Shown] = []
    with session.opened(args.book) as book, contextlib.ExitStack() as stack:
        stack.callback(document_reading.close)
        progress = stack.enter_context(session.progress("bill"))
        for place, path in enumerate(paths):
            told = _part(progress, place, len(paths))
            shown += _of_file(book, path, preview=args.preview, confirm=args.confirm, told=told)
    document = {
        "preview": args.preview,
        "documents": [_document(session, each) for each in shown],
    }
    failed = any(each.document is None or each.faults for each in shown)
    return Answer(
        document,
        _bill_lines(session, shown, preview=args.preview),
        output.FAULT if failed else output.DONE,
    )


def _part(progress: Progress, place: int, count: int) -> Callable[[float], None]:
    """Return what is told how far one file of several has been read, from 0 to 1."""

    def told(done: float) -> None:
        progress(round(SCALE * (place + done)), SCALE * count)

    return told


def _of_file(
    book: Book, path: Path, *, preview: bool, confirm: bool, told: Callable[[float], None]
) -> Iterator[_Shown]:
    from cfo_desktop.services import document_reading
    from cfo_desktop.services import paper_preview
    from cfo_desktop.services import paper_proposals
    from cfo_desktop.services import papers

    try:
        content = document_reading.content_of(path)
    except UserError as error:
        yield _Shown(path.name, faults=(_as_fault(error),))
        return
    read = document_reading.read(content, hints=papers.hints(book), progress=told)
    if read.fault is not None:
        yield _Shown(path.name, faults=(read.fault,))
    elif preview:
        added, previewed = paper_preview.preview(
            book, name=path.name, content=content, documents=read
        )
        for each in previewed:
            yield _taken(book, path, added, each.paper, each.proposal, preview=True)
    else:
        added = papers.add(book, name=path.name, content=content, documents=read)
        for number in added.papers:
            paper = papers.paper(book, number=number)
            proposal = paper_proposals.proposal(book, paper=number)
            shown = _taken(book, path, added, paper, proposal)
            yield _confirmed(book, shown) if confirm else shown


def _taken(
    book: Book,
    path: Path,
    added: Added,
    paper: Paper,
    proposal: Proposal,
    *,
    preview: bool = False,
) -> _Shown:
    number = paper.number
    merged = "merged" if number in added.merged else "known"
    state = "new" if number in added.new else merged
    faults: tuple[Fault, ...] = ()
    draft = None
    if paper.state is PaperState.DRAFT:
        try:
            draft = _draft_document(book, proposal)
        except UserError as error:
            faults = (_as_fault(error),)
    return _Shown(
        path.name,
        paper.document,
        paper=None if preview and state == "new" else number,
        state=state,
        proposal=proposal,
        draft=draft,
        entry=paper.entry,
        notes=(*proposal.warnings, *faults),
        twins=proposal.twins,
    )


def _confirmed(book: Book, shown: _Shown) -> _Shown:
    """Book a draft that nothing speaks against; leave the others to the owner."""
    from cfo_desktop.services import paper_booking

    if shown.paper is None or shown.proposal is None or shown.state != "new":
        return shown
    if any(twin.entry != shown.proposal.payment for twin in shown.twins):
        return shown
    try:
        entry = paper_booking.confirm(book, paper=shown.paper, proposal=shown.proposal)
    except UserError as error:
        fault = _as_fault(error)
        notes = tuple(each for each in shown.notes if each != fault)
        return replace(shown, faults=(fault,), notes=notes)
    return replace(shown, state="confirmed", entry=entry)


def _draft_document(book: Book, proposal: Proposal) -> dict[str, object] | None:
    from cfo_desktop.services import paper_booking

    draft = paper_booking.draft(book, proposal=proposal)
    if draft is None:
        return None
    return {
        "date": draft.day,
        "narration": draft.narration,
        "party": draft.party,
        "due": proposal.due,
        "completes": draft.completes,
        "postings": postings_document(draft),
    }


def _as_fault(error: UserError) -> Fault:
    return Fault(error.code, data={name: str(value) for name, value in error.data.items()})


# --- as JSON ---


def _document(session: Session, shown: _Shown) -> dict[str, object]:
    document, proposal = shown.document, shown.proposal
    return {
        "file": shown.file,
        "paper": shown.paper,
        "state": shown.state,
        "kind": document.kind if document else None,
        "fields": _fields(document) if document else {},
        "checks": [
            {"name": each.name, "ok": each.ok, "expected": each.expected, "found": each.found}
            for each in (document.checks if document else ())
        ],
        "duplicate_of": shown.duplicate_of,
        "twins": [_twin_document(twin) for twin in shown.twins],
        "draft": shown.draft,
        "direction": proposal.direction if proposal else None,
        "settling": proposal.settling if proposal else None,
        "missing": list(proposal.missing) if proposal else [],
        "entry": shown.entry,
        "faults": [
            {
                "place": each.place,
                "code": each.code,
                "message": words.message(session.language, each),
            }
            for each in (*shown.faults, *shown.notes)
        ],
    }


def _fields(document: Document) -> dict[str, object]:
    names = (*_ALWAYS, *(name for name in document.fields if name not in _ALWAYS))
    fields: dict[str, object] = {name.value: _field(document.fields.get(name)) for name in names}
    fields["lines"] = {
        "value": [_line(line) for line in document.lines],
        "confidence": document.carrier,
        "place": None,
    }
    return fields


def _field(found: Found | None) -> dict[str, object]:
    if found is None:
        return {"value": None, "confidence": None, "place": None}
    box = found.box
    shown: dict[str, object] = {
        "value": found.value,
        "confidence": found.evidence,
        "place": {
            "page": box.page + 1,
            "box": [box.left, box.top, box.right, box.bottom],
        }
        if box
        else None,
        "carrier": found.carrier,
    }
    if isinstance(found.value, Money):
        shown["currency"] = found.value.currency
    if found.otherwise:
        shown["otherwise"] = [_field(other) for other in found.otherwise]
    return shown


def _line(line: Line) -> dict[str, object]:
    return {
        "name": line.name,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "net": line.net,
        "tax": line.tax,
        "tax_rate": line.tax_rate,
    }


def _twin_document(twin: Twin) -> dict[str, object]:
    return {
        "strength": twin.strength,
        "reason": twin.reason,
        "paper": twin.paper,
        "entry": twin.entry,
        "party": twin.party,
        "number": twin.invoice_number,
        "date": twin.day,
        "total": twin.total,
    }


# --- for people ---


def _bill_lines(session: Session, shown: Sequence[_Shown], *, preview: bool) -> Iterator[str]:
    for each in shown:
        yield clean(each.file)
        if each.document is not None:
            yield "  " + _state_text(session, each, preview=preview)
            yield from _field_lines(session, each.document)
            yield from _booking_lines(session, each)
        for twin in each.twins:
            if each.proposal is None or twin.entry is None or twin.entry != each.proposal.payment:
                yield "  ! " + _twin_text(session, twin)
        for fault in (*each.faults, *each.notes):
            yield "  ! " + clean(words.message(session.language, fault))
        yield ""
    if preview:
        yield session.text("bill.preview")


def _state_text(session: Session, shown: _Shown, *, preview: bool) -> str:
    kind = session.text(f"bill.kind.{shown.document.kind if shown.document else 'unknown'}")
    key = f"bill.state.{shown.state}"
    if preview and shown.state == "new":
        key = "bill.state.would"
    return session.text(key, kind=kind, paper=shown.paper, entry=shown.entry)


def _field_lines(session: Session, document: Document) -> Iterator[str]:
    rows = []
    for name in _SHOWN:
        found = document.fields.get(name)
        value = _value_text(found) if found else _UNKNOWN
        sure = session.text(f"bill.evidence.{found.evidence}") if found else ""
        rows.append((f"  {session.text(f'bill.field.{name}')}", value, sure))
    yield from table(("", "", ""), rows)


def _value_text(found: Found) -> str:
    value = found.value
    if isinstance(value, Money):
        return f"{grouped(value.minor, value.currency)} {value.currency}"
    return clean(value) if isinstance(value, str) else value.isoformat()


def _booking_lines(session: Session, shown: _Shown) -> Iterator[str]:
    proposal = shown.proposal
    if proposal is None or shown.state not in {"new", "confirmed"}:
        return
    yield "  " + session.text(
        f"bill.settling.{proposal.settling}",
        account=proposal.account,
        money=proposal.money,
        due=proposal.due or _UNKNOWN,
        entry=proposal.payment,
    )


def _twin_text(session: Session, twin: Twin) -> str:
    shown = {
        "paper": twin.paper,
        "entry": twin.entry,
        "party": clean(twin.party),
        "day": twin.day or _UNKNOWN,
        "total": grouped(twin.total.minor, twin.total.currency) if twin.total else _UNKNOWN,
    }
    if twin.reason in _DOUBTED:
        return session.text(f"bill.twin.{twin.reason}", **shown)
    return session.text(f"bill.twin.{twin.strength}", **shown)


# --- papers ---


def _papers_arguments(parser: Parser) -> None:
    parser.want_book()
    states = [state.value for state in PaperState]
    parser.want("--state", text="papers_state", choices=states)
    parser.want("--search", text="papers_search", metavar="TEXT")


def _papers(session: Session, args: argparse.Namespace) -> Answer:
    from cfo_desktop.services import papers

    state = PaperState(args.state) if args.state else None
    with session.opened(args.book) as book:
        if args.search is not None:
            found = [
                each
                for each in papers.search(book, text=args.search)
                if state in {None, each.state}
            ]
        else:
            found = papers.papers(book, state=state)
    document = {"papers": [_head_document(each) for each in found]}
    return Answer(document, _papers_lines(session, found))


def _head_document(head: PaperHead) -> dict[str, object]:
    return {
        "paper": head.number,
        "state": head.state,
        "kind": head.kind,
        "direction": head.direction,
        "party": head.party,
        "number": head.invoice_number,
        "date": head.day,
        "due": head.due,
        "currency": head.total.currency if head.total else None,
        "total": head.total,
        "entry": head.entry,
        "unsure": head.unsure,
        "file": head.file,
    }


def _papers_lines(session: Session, found: Sequence[PaperHead]) -> Iterator[str]:
    if not found:
        yield session.text("papers.none")
        return
    names = ("number", "state", "date", "party", "invoice_number", "amount", "due", "entry")
    heads = [session.text(f"column.{name}") for name in names]
    rows = [
        (
            str(each.number),
            session.text(f"papers.state.{each.state}"),
            str(each.day or _UNKNOWN),
            clean(each.party or each.file),
            clean(each.invoice_number),
            grouped(each.total.minor, each.total.currency) if each.total else _UNKNOWN,
            str(each.due or ""),
            str(each.entry or ""),
        )
        for each in found
    ]
    yield from table(heads, rows, right={0, 5, 7})


VERBS = {
    "bill": Verb(_bill_arguments, _bill),
    "papers": Verb(_papers_arguments, _papers),
}
