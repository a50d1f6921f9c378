"""Statements against the book: how accounts stand, what makes a difference, ticks by hand."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.base import texts
from cfo_desktop.cli import posted
from cfo_desktop.cli import words
from cfo_desktop.cli.output import RULE
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import quoted
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import UsageError
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import positive
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.period import parse_day
from cfo_desktop.domain.reconciliation import AccountState
from cfo_desktop.domain.reconciliation import Item
from cfo_desktop.domain.reconciliation import ItemCode
from cfo_desktop.domain.reconciliation import LineState
from cfo_desktop.domain.reconciliation import PrintedStatement
from cfo_desktop.domain.reconciliation import Reconciliation
from cfo_desktop.domain.reconciliation import RegisterLine
from cfo_desktop.domain.reconciliation import Shown
from cfo_desktop.services import reconciliation
from cfo_desktop.services.books import Book

_LISTED = 200
_OF_ONE = ("statement", "at", "balance", "tick", "untick", "adjust", "amount", "all")
"""Arguments that are about one account."""
_WHICH = ("statement", "at", "balance")
"""Arguments that say what the account is reconciled with."""


def _arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--account", text="reconcile_account", metavar="CODE")
    which = parser.add_mutually_exclusive_group()
    parser.want("--statement", text="reconcile_statement", metavar="N", type=positive, among=which)
    parser.want("--at", text="reconcile_at", metavar="DATE", among=which)
    parser.want("--balance", text="reconcile_balance", metavar="AMOUNT")
    change = parser.add_mutually_exclusive_group()
    for flag in ("tick", "untick"):
        parser.want(
            f"--{flag}",
            text=f"reconcile_{flag}",
            metavar="ENTRY",
            type=positive,
            nargs="+",
            among=change,
        )
    parser.want("--adjust", text="reconcile_adjust", metavar="CODE", among=change)
    parser.want("--amount", text="reconcile_amount", metavar="AMOUNT")
    parser.want("--all", text="reconcile_all", action="store_true")


def _reconcile(session: Session, args: argparse.Namespace) -> Answer:
    if not args.account and any(getattr(args, name) for name in _OF_ONE):
        raise UsageError(session.text("usage.reconcile_account"), usage="--account CODE")
    if args.at and args.balance is None:
        message = session.text("usage.reconcile_balance")
        raise UsageError(message, usage="--at DATE --balance AMOUNT")
    if args.amount is not None and not args.adjust:
        message = session.text("usage.reconcile_amount")
        raise UsageError(message, usage="--adjust CODE --amount AMOUNT")
    with session.opened(args.book) as book:
        if not args.account:
            return _overview(session, book)
        return _account(session, book, args)


# --- every account ---


def _overview(session: Session, book: Book) -> Answer:
    states = reconciliation.overview(book)
    names = session.account_names(book)
    document = {
        "accounts": [
            {
                "code": state.account,
                "name": names[state.account],
                "currency": state.currency,
                "statement": _statement(state.statement, state.currency),
                "printed": _amount(state.printed, state.currency),
                "book": _amount(state.book, state.currency),
                "difference": _amount(state.difference, state.currency),
                "reconciled_through": state.reconciled_through,
            }
            for state in states
        ]
    }
    return Answer(document, _overview_lines(session, states, names))


def _overview_lines(
    session: Session, states: Sequence[AccountState], names: Mapping[str, str]
) -> Iterator[str]:
    if not states:
        yield _told(session, "told.none")
        return
    columns = ("code", "account", "statement", "printed", "booked", "difference", "through")
    rows = [_overview_row(session, state, names[state.account]) for state in states]
    yield from table(
        [*(session.text(f"column.{name}") for name in columns), ""], rows, right={3, 4, 5}
    )


def _overview_row(session: Session, state: AccountState, name: str) -> Row:
    part = state.statement
    if part is None:
        file = _told(session, "told.no_statement")
    else:
        file = f"{part.number}  {part.file}  {part.last_day}"
    printed, difference = (
        "" if amount is None else grouped(amount, state.currency)
        for amount in (state.printed, state.difference)
    )
    through = str(state.reconciled_through or "")
    booked = grouped(state.book, state.currency)
    return (state.account, name, file, printed, booked, difference, through, state.currency)


# --- one account ---


def _account(session: Session, book: Book, args: argparse.Namespace) -> Answer:
    names = session.account_names(book)
    adjustment = _adjustment(session, book, args)
    change = _changed(session, book, args)
    found = _found(book, args)
    shown = Shown.ALL if args.all else Shown.OPEN
    lines = reconciliation.lines(
        book, account=args.account, until=found.at, limit=_LISTED, shown=shown
    )
    name = names[args.account]
    document = {
        "account": found.account,
        "name": name,
        "currency": found.currency,
        "statement": _statement(found.statement, found.currency),
        "at": found.at,
        "printed": _amount(found.printed, found.currency),
        "book": _amount(found.book, found.currency),
        "difference": _amount(found.difference, found.currency),
        "items": [_item_document(session, item, found.currency) for item in found.items],
        "unexplained": _amount(found.unexplained, found.currency),
        "pairs": found.pairs,
        "lines": [_line_document(session, line, found.currency) for line in lines],
    }
    told = [change] if change else []
    if adjustment is not None:
        booked = args.amount is not None
        postings = posted.postings_document(adjustment)
        document["adjustment"] = {"booked": booked, "date": found.at, "postings": postings}
        told += posted.posting_lines(adjustment, names)
        if not booked:
            told += _to_agree(session, args, adjustment)
    return Answer(document, _account_lines(session, args, found, lines, [*told, name]))


def _adjustment(session: Session, book: Book, args: argparse.Namespace) -> Draft | None:
    """Return the entry that would book the rest, where it is asked for."""
    if not args.adjust:
        return None
    found = _found(book, args)
    narration = _told(session, "told.adjustment", last=found.at)
    return reconciliation.adjustment(book, found=found, to=args.adjust, narration=narration)


def _to_agree(session: Session, args: argparse.Namespace, draft: Draft) -> Iterator[str]:
    """Say that nothing is booked yet, and the command that books what was shown."""
    where = [f"--{name} {getattr(args, name)}" for name in _WHICH if getattr(args, name)]
    amount = draft.postings[0].amount
    command = " ".join(
        (
            *("cfo-desktop reconcile", quoted(args.book), "--account", args.account, *where),
            *("--adjust", args.adjust, "--amount", str(amount)),
        )
    )
    yield _told(session, "told.adjust_next", command=command)
    yield ""


def _found(book: Book, args: argparse.Namespace) -> Reconciliation:
    return reconciliation.reconcile(
        book,
        account=args.account,
        statement=args.statement,
        at=parse_day(args.at) if args.at else None,
        balance=args.balance,
    )


def _changed(session: Session, book: Book, args: argparse.Namespace) -> str:
    """Make the change asked for; return what to say of it."""
    if args.tick:
        reconciliation.tick(book, account=args.account, entries=args.tick, statement=args.statement)
        return _count(session, "told.ticked", len(set(args.tick)))
    if args.untick:
        reconciliation.untick(book, account=args.account, entries=args.untick)
        return _count(session, "told.unticked", len(set(args.untick)))
    if args.adjust and args.amount is not None:
        found = _found(book, args)
        narration = _told(session, "told.adjustment", last=found.at)
        number = reconciliation.adjust(
            book, found=found, to=args.adjust, narration=narration, amount=args.amount
        )
        return _told(session, "told.adjusted", number=number)
    return ""


def _account_lines(
    session: Session,
    args: argparse.Namespace,
    found: Reconciliation,
    lines: Sequence[RegisterLine],
    told: Sequence[str],
) -> Iterator[str]:
    *changes, name = told
    yield from changes
    currency = found.currency
    part = found.statement
    yield _told(session, "told.heading", code=found.account, name=name, currency=currency)
    yield clean(
        _told(
            session,
            "told.statement" if part.number else "told.typed",
            number=part.number,
            file=part.file,
            first=part.first_day,
            last=part.last_day,
        )
    )
    yield ""
    yield from _difference_lines(session, found)
    if found.pairs:
        pairs = _count(session, "told.pairs", found.pairs)
        command = f"cfo-desktop matches {quoted(args.book)}"
        yield _told(session, "told.pairs_next", pairs=pairs, command=command)
    yield from _opening_lines(session, found, path=quoted(args.book))
    yield ""
    yield from _register_lines(session, lines, found, listed_all=args.all)
    if any(line.state is LineState.OPEN for line in lines):
        command = f"cfo-desktop reconcile {quoted(args.book)} --account {found.account}"
        yield _told(session, "told.next", command=f"{command} --tick ENTRY")


def _difference_lines(session: Session, found: Reconciliation) -> Iterator[str]:
    currency = found.currency
    if found.printed is None:
        yield _told(session, "told.no_balance")
    heads: list[tuple[str, int | None]] = [
        ("printed", found.printed),
        ("booked", found.book),
        ("difference", found.difference),
    ]
    rows: list[Row] = []
    for head, amount in heads:
        if amount is not None:
            rows += [RULE] if head == "difference" else []
            rows.append((session.text(f"column.{head}"), grouped(amount, currency)))
    yield from table(("", ""), rows, right={1})
    items: list[Row] = [
        (
            str(item.day),
            str(item.entry or ""),
            grouped(item.amount, currency),
            item_text(session, item, currency),
            item.text,
        )
        for item in found.items
    ]
    if found.unexplained:
        rest = grouped(found.unexplained, currency)
        items.append(("", "", rest, _told(session, "told.unexplained"), ""))
    if items:
        yield ""
        heads_ = [session.text(f"column.{name}") for name in ("date", "entry", "amount", "text")]
        yield from table([*heads_[:3], "", heads_[3]], items, right={1, 2})
    elif found.difference == 0:
        yield _told(session, "told.reconciled")


def _opening_lines(session: Session, found: Reconciliation, *, path: str) -> Iterator[str]:
    """Say how to book what the account held before its first statement."""
    for item in found.items:
        if item.code is ItemCode.OPENING_MISSING:
            amount = decimal_text(item.amount, found.currency)
            before = item.day - dt.timedelta(days=1)
            command = f"cfo-desktop opening {path} {found.account}={amount} --date {before}"
            yield _told(session, "told.opening_next", command=command)


def item_text(session: Session, item: Item, currency: str) -> str:
    """Return why an item makes a difference, in words."""
    place, until_place = (
        words.place(session.language, where) or _told(session, f"place.{end}")
        for where, end in ((item.place, "start"), (item.until_place, "end"))
    )
    key: str = item.code
    if item.code is ItemCode.ROWS_MISSING and not (item.place or item.until_place):
        key = "rows_missing_somewhere"
    message = _told(
        session,
        f"item.{key}",
        file=item.file,
        place=place,
        until_place=until_place,
        places=", ".join(words.place(session.language, where) for where in item.places),
        day=item.day,
        until=item.until,
        other=item.other,
        count=f"{item.count:,}",
        printed=grouped(item.printed, currency),
        booked=grouped(item.booked, currency),
    )
    if item.other is not None and item.entry is None:
        return _told(session, "item.fits", message=message, other=item.other)
    return message


def _register_lines(
    session: Session, lines: Sequence[RegisterLine], found: Reconciliation, *, listed_all: bool
) -> Iterator[str]:
    if listed_all:
        yield _told(session, "told.lines", last=found.at)
    elif not lines:
        yield _told(session, "told.nothing_open")
        return
    elif len(lines) == _LISTED:
        yield _told(session, "told.open_more", count=len(lines))
    else:
        yield _count(session, "told.open", len(lines))
    columns = ("entry", "date", "amount", "state", "text")
    rows = [
        (
            str(line.entry),
            str(line.day),
            grouped(line.amount, found.currency),
            line_text(session, line),
            f"{line.party} {line.narration}".strip(),
        )
        for line in lines
    ]
    heads = [session.text(f"column.{name}") for name in columns]
    yield from table(heads, rows, right={0, 2})


def line_text(session: Session, line: RegisterLine) -> str:
    """Return how a line of the register stands, in words."""
    key: str = line.state
    number = line.reverses
    if line.state is LineState.CANCELLED:
        key = "takes_back" if line.reversed_by is None else "taken_back"
        number = line.reverses or line.reversed_by
    return _told(
        session,
        f"state.{key}",
        file=line.file,
        place=words.place(session.language, line.place),
        day=line.ticked_on,
        number=number,
    )


# --- JSON ---


def _statement(part: PrintedStatement | None, currency: str) -> Mapping[str, object] | None:
    if part is None or not part.number:
        return None
    return {
        "number": part.number,
        "file": part.file,
        "first_day": part.first_day,
        "last_day": part.last_day,
        "opening": _amount(part.opening, currency),
        "closing": _amount(part.closing, currency),
    }


def _item_document(session: Session, item: Item, currency: str) -> Mapping[str, object]:
    return {
        "code": item.code,
        "amount": _amount(item.amount, currency),
        "date": item.day,
        "until": item.until,
        "entry": item.entry,
        "other": item.other,
        "statement": item.statement or None,
        "file": item.file,
        "place": item.place,
        "until_place": item.until_place,
        "places": item.places,
        "printed": _amount(item.printed, currency),
        "booked": _amount(item.booked, currency),
        "count": item.count,
        "text": item.text,
        "message": item_text(session, item, currency),
    }


def _line_document(session: Session, line: RegisterLine, currency: str) -> Mapping[str, object]:
    return {
        "entry": line.entry,
        "date": line.day,
        "party": line.party,
        "narration": line.narration,
        "amount": _amount(line.amount, currency),
        "state": line.state,
        "statement": line.statement or None,
        "file": line.file,
        "place": line.place,
        "ticked_on": line.ticked_on,
        "reverses": line.reverses,
        "reversed_by": line.reversed_by,
        "message": line_text(session, line),
    }


def _amount(minor: int | None, currency: str) -> str | None:
    return None if minor is None else decimal_text(minor, currency)


def _told(session: Session, key: str, **data: object) -> str:
    return texts.text(session.language, "reconcile", key, **data)


def _count(session: Session, key: str, number: int) -> str:
    form = "one" if number == 1 else "many"
    return _told(session, f"{key}.{form}", count=f"{number:,}")


VERBS = {"reconcile": Verb(_arguments, _reconcile)}
