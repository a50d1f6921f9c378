"""Entries that repeat: list, add, post what is due, skip, pause, stop, remove."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import UsageError
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import pair
from cfo_desktop.cli.parsing import positive
from cfo_desktop.cli.session import Session
from cfo_desktop.cli.session import day_or_today
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import parse_day
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Occurrence
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.domain.schedule import Schedule
from cfo_desktop.domain.wording import told_once
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import schedules
from cfo_desktop.services.books import Book

_ACTIONS = ("list", "add", "post", "skip", "pause", "resume", "stop", "remove")
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "add": ("every", "narration", "debit", "credit"),
    "skip": ("number", "date"),
    **dict.fromkeys(("pause", "resume", "stop", "remove"), ("number",)),
}


def _arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("action", text="schedules_action", nargs="?", choices=_ACTIONS, default="list")
    parser.want("--every", text="schedule_every", choices=[each.value for each in Every])
    parser.want_date("--first", text="schedule_first")
    parser.want_date("--last", text="schedule_last")
    parser.want("--narration", text="narration", metavar="TEXT")
    parser.want("--party", text="party", metavar="NAME", default="")
    for side in ("debit", "credit"):
        parser.want(f"--{side}", text=side, metavar="CODE=AMOUNT", type=pair, action="append")
    parser.want("--automatic", text="schedule_automatic", action="store_true")
    parser.want("--number", text="schedule_number", metavar="N", type=positive)
    parser.want_date("--date", text="schedule_date")
    parser.want("--amount", text="schedule_amount", metavar="AMOUNT")


def _run(session: Session, args: argparse.Namespace) -> Answer:
    _check_arguments(session, args)
    with session.opened(args.book) as book:
        document, told = _changed(session, book, args)
        found = schedules.all_schedules(book)
        due = schedules.due(book)
        currency = books.info(book).currency
    document["schedules"] = [_document(each) for each in found]
    document["due"] = [_occurrence(each) for each in due]
    if told:
        return Answer(document, iter([told, *_still_due(session, due)]))
    return Answer(document, _lines(session, found, due, currency))


def _check_arguments(session: Session, args: argparse.Namespace) -> None:
    missing = [name for name in _NEEDS.get(args.action, ()) if getattr(args, name) is None]
    if args.action == "post" and args.amount and not (args.number and args.date):
        missing += [name for name in ("number", "date") if getattr(args, name) is None]
    if missing:
        option = " ".join(f"--{name}" for name in missing)
        message = session.text("usage.option_missing", option=option)
        raise UsageError(message, usage=session.text("verb.schedules.example"))


def _changed(
    session: Session, book: Book, args: argparse.Namespace
) -> tuple[dict[str, object], str]:
    """Do what is asked; return the document so far and what to tell, nothing for a list."""
    if args.action == "add":
        number = _add(book, args)
        return {"schedule": number}, session.text("schedules.added", number=number)
    if args.action == "post":
        posted = _post(book, args)
        return {"posted": posted}, session.count("schedules.posted", len(posted))
    if args.action == "skip":
        schedules.skip(book, days=[(args.number, parse_day(args.date))])
    elif args.action == "stop":
        schedules.stop(book, number=args.number)
    elif args.action == "remove":
        schedules.remove(book, number=args.number)
    elif args.action in {"pause", "resume"}:
        schedules.pause(book, number=args.number, paused=args.action == "pause")
    else:
        return {}, ""
    told = session.text(f"schedules.done.{args.action}", number=args.number, date=args.date)
    return {"schedule": args.number}, told


def _add(book: Book, args: argparse.Namespace) -> int:
    first = day_or_today(args.first)
    last = parse_day(args.last) if args.last else None
    draft = entries.simple(
        book,
        day=first,
        narration=args.narration,
        debits=args.debit,
        credits=args.credit,
        party=args.party,
    )
    rhythm = Rhythm(Every(args.every), first, last)
    return schedules.add(book, rhythm=rhythm, draft=draft, automatic=args.automatic)


def _post(book: Book, args: argparse.Namespace) -> list[int]:
    """Post what is due, of one schedule or of one day where they are named."""
    if args.amount:
        amount = Money.parse(args.amount, books.info(book).currency)
        day = parse_day(args.date)
        return [schedules.post_one(book, number=args.number, day=day, amount=amount)]
    if args.number and args.date:
        return list(schedules.post(book, days=[(args.number, parse_day(args.date))]))
    due = [
        (each.schedule, each.day)
        for each in schedules.due(book)
        if not each.locked and args.number in {None, each.schedule}
    ]
    return list(schedules.post(book, days=due)) if due else []


# --- what is told ---


def _document(schedule: Schedule) -> dict[str, object]:
    rhythm = schedule.rhythm
    return {
        "number": schedule.number,
        "every": rhythm.every.value,
        "first": rhythm.first,
        "last": rhythm.last,
        "next": schedule.next_day,
        "automatic": schedule.automatic,
        "paused": schedule.paused,
        **_draft_document(schedule.draft),
    }


def _occurrence(each: Occurrence) -> dict[str, object]:
    return {
        "schedule": each.schedule,
        "date": each.day,
        "locked": each.locked,
        **_draft_document(each.draft),
    }


def _draft_document(draft: Draft) -> dict[str, object]:
    return {
        "narration": draft.narration,
        "party": draft.party,
        "postings": [
            {"code": line.account, "amount": line.amount, "currency": line.amount.currency}
            for line in draft.postings
        ],
    }


def _lines(
    session: Session, found: Sequence[Schedule], due: Sequence[Occurrence], currency: str
) -> Iterator[str]:
    if not found:
        yield session.text("schedules.none")
        return
    columns = ("number", "every", "next", "amount", "state", "text")
    heads = [session.text(f"column.{name}") for name in columns]
    yield from table(heads, [_row(session, each, currency) for each in found], right={0, 3})
    yield from _still_due(session, due)


def _row(session: Session, each: Schedule, currency: str) -> Row:
    state = "ended" if each.next_day is None else "paused" if each.paused else "asks"
    if state == "asks" and each.automatic:
        state = "automatic"
    return (
        str(each.number),
        session.text(f"schedules.every.{each.rhythm.every}"),
        str(each.next_day or ""),
        grouped(_total(each.draft), currency),
        session.text(f"schedules.state.{state}"),
        told_once(each.draft.party, each.draft.narration),
    )


def _total(draft: Draft) -> int:
    return sum(line.value.minor for line in draft.postings if line.value.minor > 0)


def _still_due(session: Session, due: Sequence[Occurrence]) -> Iterator[str]:
    """Say what waits, and what of it cannot be posted."""
    if due:
        yield session.count("schedules.due", len(due))
    for each in due:
        text = told_once(each.draft.party, each.draft.narration)
        key = "schedules.due_locked" if each.locked else "schedules.due_day"
        yield session.text(key, number=each.schedule, date=each.day, text=text)


VERBS = {"schedules": Verb(_arguments, _run)}
