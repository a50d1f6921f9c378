"""Entries: posting, reversing, listing; the year's end and money in other currencies."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Sequence
from decimal import Decimal
from decimal import InvalidOperation

from cfo_desktop.base import clock
from cfo_desktop.base.errors import UserError
from cfo_desktop.cli import review
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import pair
from cfo_desktop.cli.parsing import positive
from cfo_desktop.cli.posted import document
from cfo_desktop.cli.posted import posted
from cfo_desktop.cli.session import Session
from cfo_desktop.cli.session import day_or_today
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import fiscal_year_start
from cfo_desktop.domain.period import parse_day
from cfo_desktop.domain.register import Selection
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book

_LISTED = 50


# --- posting ---


def _entry_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want_date("--date", text="entry_date")
    parser.want("--narration", text="narration", metavar="TEXT", required=True)
    parser.want("--party", text="party", metavar="NAME", default="")
    for side in ("debit", "credit"):
        parser.want(
            f"--{side}",
            text=side,
            metavar="CODE=AMOUNT",
            type=pair,
            action="append",
            required=True,
        )
    parser.want("--rate", text="rate", metavar="CCY=RATE", type=pair)


def _entry(session: Session, args: argparse.Namespace) -> Answer:
    day = day_or_today(args.date)
    with session.opened(args.book) as book:
        draft = entries.simple(
            book,
            day=day,
            narration=args.narration,
            debits=args.debit,
            credits=args.credit,
            party=args.party,
            rate=_rate(book, args),
        )
        return posted(session, book, number=entries.post(book, draft=draft))


def _rate(book: Book, args: argparse.Namespace) -> Decimal | None:
    """Return the rate; raise ``UserError`` where an account is in a currency it is not of."""
    if args.rate is None:
        return None
    currency, text = args.rate
    own = books.info(book).currency
    codes = {code for code, _ in (*args.debit, *args.credit)}
    for account in chart.all_accounts(book):
        if account.code in codes and account.currency not in {own, currency}:
            raise UserError("rate_missing", currency=account.currency)
    return decimal(text)


def decimal(text: str) -> Decimal:
    """Read a rate; raise ``UserError("amount_invalid")``."""
    try:
        rate = Decimal(text)
    except InvalidOperation as error:
        raise UserError("amount_invalid", text=text) from error
    if not rate.is_finite():
        raise UserError("amount_invalid", text=text)
    return rate


# --- taking back, listing ---


def _reverse_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("entry", text="entry", metavar="ENTRY", type=positive)
    parser.want_date("--date", text="reverse_date")


def _reverse(session: Session, args: argparse.Namespace) -> Answer:
    day = parse_day(args.date) if args.date else None
    with session.opened(args.book) as book:
        return posted(session, book, number=entries.reverse(book, number=args.entry, day=day))


def _entries_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--account", text="entries_account", metavar="CODE")
    parser.want("--limit", text="limit", metavar="N", type=positive, default=_LISTED)
    parser.want("--before", text="before", metavar="ENTRY", type=positive)


def _entries(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        if args.account:
            chart.find(book, code=args.account)
        before = None
        if args.before:
            draft = entries.entry(book, number=args.before).draft
            before = (draft.day, args.before)
        found = entries.page(book, before=before, limit=args.limit, account=args.account)
        currency = books.info(book).currency
    listed = {"currency": currency, "entries": [document(entry) for entry in found]}
    return Answer(listed, _entries_lines(session, found, currency=currency, args=args))


def _entries_lines(
    session: Session, found: Sequence[Entry], *, currency: str, args: argparse.Namespace
) -> Iterator[str]:
    if not found:
        yield session.text("entries.none")
        return
    yield from _entries_table(session, found, currency)
    if len(found) == args.limit:
        yield session.text("entries.more", number=found[-1].number)


def _entries_table(session: Session, found: Sequence[Entry], currency: str) -> Iterator[str]:
    heads = [
        session.text(f"column.{name}")
        for name in ("entry", "date", "amount", "debit", "credit", "state", "text")
    ]
    yield from table(heads, [_entry_row(session, entry, currency) for entry in found], right={0, 2})


def _entry_row(session: Session, entry: Entry, currency: str) -> Row:
    draft = entry.draft
    total = sum(line.value.minor for line in draft.postings if line.value.minor > 0)
    debits = dict.fromkeys(line.account for line in draft.postings if line.value.minor > 0)
    credits_ = dict.fromkeys(line.account for line in draft.postings if line.value.minor < 0)
    state = ""
    if entry.reversed_by is not None:
        state = session.text("entries.reversed", number=entry.reversed_by)
    elif draft.reverses is not None:
        state = session.text("entries.reverses", number=draft.reverses)
    elif draft.completes is not None:
        state = session.text("entries.completes", number=draft.completes)
    text = f"{draft.party} {draft.narration}".strip()
    sides = (" ".join(debits), " ".join(credits_))
    return (str(entry.number), str(draft.day), grouped(total, currency), *sides, state, text)


def _search_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("text", text="search_text", metavar="TEXT")
    parser.want("--account", text="entries_account", metavar="CODE")
    parser.want_date("--from", text="from_day")
    parser.want_date("--to", text="to_day")
    parser.want("--limit", text="limit", metavar="N", type=positive, default=_LISTED)


def _search(session: Session, args: argparse.Namespace) -> Answer:
    from cfo_desktop.services import registers

    days = vars(args)  # "from" is a word of Python's own
    selection = Selection(
        args.account,
        args.text,
        first=parse_day(days["from"]) if days["from"] else None,
        last=parse_day(args.to) if args.to else None,
    )
    with session.opened(args.book) as book:
        if args.account:
            chart.find(book, code=args.account)
        rows = registers.listed(book, selection=selection, limit=args.limit)
        currency = books.info(book).currency
    found = [row.entry for row in rows]
    listed = {"currency": currency, "entries": [document(entry) for entry in found]}
    return Answer(listed, _found_lines(session, found, currency=currency, args=args))


def _found_lines(
    session: Session, found: Sequence[Entry], *, currency: str, args: argparse.Namespace
) -> Iterator[str]:
    if not found:
        yield session.text("entries.not_found", text=args.text)
        return
    yield from _entries_table(session, found, currency)
    if len(found) == args.limit:
        yield session.text("entries.more_found")


# --- the year's end, foreign money ---


def _close_year_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--month", text="year_end", metavar="MONTH")


def _close_year(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        month = Month.parse(args.month) if args.month else _last_year_end(book)
        return posted(session, book, number=entries.close_year(book, year_end=month))


def _last_year_end(book: Book) -> Month:
    """Return the month that ended the last whole fiscal year."""
    first_month = books.info(book).fiscal_first_month
    return fiscal_year_start(Month.of(clock.today()), first_month=first_month).plus(-1)


def _revalue_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("rate", text="revalue_rate", metavar="CCY=RATE", type=pair)
    parser.want_date("--date", text="entry_date")


def _revalue(session: Session, args: argparse.Namespace) -> Answer:
    from cfo_desktop.services import currencies

    currency, rate = args.rate
    day = day_or_today(args.date)
    with session.opened(args.book) as book:
        number = currencies.revalue(book, currency=currency, rate=decimal(rate), day=day)
        return posted(session, book, number=number)


VERBS = {
    "entry": Verb(_entry_arguments, _entry),
    "reverse": Verb(_reverse_arguments, _reverse),
    "entries": Verb(_entries_arguments, _entries),
    "search": Verb(_search_arguments, _search),
    **review.VERBS,
    "close-year": Verb(_close_year_arguments, _close_year),
    "revalue": Verb(_revalue_arguments, _revalue),
}
