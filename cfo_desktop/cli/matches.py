"""Pairs of records that are one payment: what was linked, what to decide, and undoing it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.cli import output
from cfo_desktop.cli import words
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import UsageError
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import positive
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.matching import Link
from cfo_desktop.domain.matching import LinkedRecord
from cfo_desktop.domain.matching import LinkState

_ACTIONS = ("list", "accept", "refuse", "undo")
_STATES = (LinkState.PROPOSED, LinkState.LINKED, LinkState.REFUSED)


def _arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("action", text="matches_action", nargs="?", choices=_ACTIONS, default="list")
    parser.want("--number", text="matches_number", metavar="N", type=positive, nargs="+")
    parser.want("--all", text="matches_all", action="store_true")
    parser.want("--state", text="matches_state", choices=[state.value for state in _STATES])


def _matches(session: Session, args: argparse.Namespace) -> Answer:
    from cfo_desktop.services import links

    all_ = args.all and args.action in {"accept", "refuse"}
    if args.action != "list" and not (args.number or all_):
        message = session.text("usage.option_missing", option="--number")
        raise UsageError(message, usage=session.text("verb.matches.example"))
    with session.opened(args.book) as book:
        if all_:
            args.number = [link.number for link in links.all_links(book)]
        if args.action == "accept":
            links.accept(book, numbers=args.number)
        elif args.action == "refuse":
            links.refuse(book, numbers=args.number)
        elif args.action == "undo":
            for number in args.number:
                links.undo(book, number=number)
        state = LinkState(args.state) if args.state else LinkState.PROPOSED
        found = links.all_links(book, state=state)
    document = {"state": state, "matches": [_document(link) for link in found]}
    if args.action == "list":
        lines = _lines(session, found, state, output.quoted(args.book))
    else:
        lines = iter([session.count(f"matches.{args.action}", len(args.number))])
    return Answer(document, lines)


def _document(link: Link) -> dict[str, object]:
    return {
        "number": link.number,
        "kind": link.kind,
        "state": link.state,
        "reasons": link.reasons,
        "by_owner": link.by_owner,
        "first": _side(link.first),
        "second": _side(link.second),
        "members": link.members,
    }


def _side(record: LinkedRecord) -> dict[str, object]:
    return {
        "entry": record.entry,
        "date": record.day,
        "text": record.text,
        "amount": record.amount,
        "account": record.account,
        "file": record.file,
        "place": record.place,
    }


def _lines(session: Session, found: Sequence[Link], state: LinkState, path: str) -> Iterator[str]:
    if not found:
        yield session.text(f"matches.none_{state}")
        return
    names = ("number", "match", "date", "amount", "account", "text", "told_by")
    heads = [session.text(f"column.{name}") for name in names]
    rows: list[Row] = []
    for link in found:
        reasons = ", ".join(session.text(f"evidence.{reason}") for reason in link.reasons)
        rows.append(
            (str(link.number), session.text(f"match.{link.kind}"), *_cells(session, link.first))
        )
        rows.append(("", reasons, *_cells(session, link.second)))
    yield from table(heads, rows, right={0, 3})
    if state is LinkState.PROPOSED:
        yield ""
        yield session.text("matches.decide", path=path, number=found[0].number)


def _cells(session: Session, record: LinkedRecord) -> tuple[str, str, str, str, str]:
    place = words.place(session.language, record.place)
    told_by = f"{record.file} {place}".strip() or session.text("matches.by_hand")
    amount = grouped(record.amount.minor, record.amount.currency)
    return str(record.day), amount, record.account, record.text, told_by


VERBS = {"matches": Verb(_arguments, _matches)}
