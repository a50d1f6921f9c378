"""Debts: who owes what by age, paying, losing, one party's statement."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from collections.abc import Iterator

from cfo_desktop.cli.output import RULE
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import positive
from cfo_desktop.cli.session import Session
from cfo_desktop.cli.session import day_or_today
from cfo_desktop.cli.session import target
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.period import parse_day
from cfo_desktop.domain.settling import Age
from cfo_desktop.domain.settling import Aging
from cfo_desktop.domain.settling import LineKind
from cfo_desktop.domain.settling import Paid
from cfo_desktop.domain.settling import PartyStatement
from cfo_desktop.services import accounts
from cfo_desktop.services import books
from cfo_desktop.services import owing
from cfo_desktop.services import settling

_STATEMENT_DAYS = 90


def _aging_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--party", text="owing_party", metavar="NAME")
    parser.want_date("--at", text="owing_at")


def _aging(direction: Direction) -> Callable[[Session, argparse.Namespace], Answer]:
    def run(session: Session, args: argparse.Namespace) -> Answer:
        at = parse_day(args.at) if args.at else None
        with session.opened(args.book) as book:
            found = owing.aging(book, direction=direction, at=at)
        if args.party:
            parties = tuple(each for each in found.parties if each.party == args.party)
            found = Aging(found.direction, found.at, found.currency, parties)
        return Answer(_aging_document(found), _aging_lines(session, found))

    return run


def _aging_document(found: Aging) -> dict[str, object]:
    def ages(minor: tuple[int, ...]) -> dict[str, str]:
        return {
            age: decimal_text(each, found.currency) for age, each in zip(Age, minor, strict=True)
        }

    def money(minor: int) -> str:
        return decimal_text(minor, found.currency)

    return {
        "at": found.at,
        "currency": found.currency,
        "total": money(found.total),
        "credit": money(found.ahead),
        "ages": ages(found.ages),
        "parties": [
            {
                "party": each.party,
                "total": money(each.total),
                "credit": money(each.ahead),
                "ages": ages(each.ages),
                "debts": [
                    {
                        "entry": debt.entry,
                        "day": debt.day,
                        "due": debt.due,
                        "expected": debt.expected,
                        "amount": money(debt.amount),
                        "left": money(debt.left),
                    }
                    for debt in each.debts
                ],
            }
            for each in found.parties
        ],
    }


def _aging_lines(session: Session, found: Aging) -> Iterator[str]:
    if not found.parties:
        yield session.text("owing.none")
        return
    yield session.text("owing.head", day=found.at, currency=found.currency)
    heads = [session.text("owing.party"), *(session.text(f"owing.age.{age}") for age in Age)]
    heads += [session.text("owing.credit"), session.text("owing.total")]

    def row(name: str, ages: tuple[int, ...], ahead: int, total: int) -> Row:
        return (name, *(grouped(each, found.currency) for each in (*ages, -ahead, total)))

    unnamed = session.text("owing.unnamed")
    rows: list[Row] = [
        row(clean(each.party) or unnamed, each.ages, each.ahead, each.total)
        for each in found.parties
    ]
    total = row(session.text("owing.total"), found.ages, found.ahead, found.total)
    yield from table(heads, [*rows, RULE, total], right=range(1, len(heads)))
    yield ""
    heads = [session.text(f"owing.{name}") for name in ("entry", "party", "day", "due", "left")]
    rows = [
        (
            "–" if debt.entry is None else str(debt.entry),
            clean(debt.party) or unnamed,
            str(debt.day),
            str(debt.due),
            grouped(debt.left, found.currency),
        )
        for each in found.parties
        for debt in each.debts
    ]
    yield from table(heads, rows, right={0, 4})


def _pay_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("entries", text="owing_entries", nargs="+", type=positive, metavar="N")
    parser.want("--amount", text="owing_amount", metavar="AMOUNT")
    parser.want("--from", text="owing_from", metavar="ACCOUNT", dest="account")
    parser.want("--discount", text="owing_discount", metavar="AMOUNT")
    parser.want_date("--date", text="owing_date")


def _pay(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        currency = books.info(book).currency
        account = args.account or accounts.with_role(book, role=Role.BANK).code
        paid = settling.pay(
            book,
            debts=args.entries,
            day=day_or_today(args.date),
            money_account=account,
            amount=Money.parse(args.amount, currency) if args.amount else None,
            discount=Money.parse(args.discount, currency) if args.discount else None,
        )
    return _paid(session, paid, currency)


def _write_off_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("entry", text="owing_lost", type=positive, metavar="N")
    parser.want_date("--date", text="owing_date")


def _write_off(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        currency = books.info(book).currency
        paid = settling.write_off(book, debt=args.entry, day=day_or_today(args.date))
    return _paid(session, paid, currency)


def _paid(session: Session, paid: Paid, currency: str) -> Answer:
    document = {
        "entry": paid.entry,
        "settled": [
            {"entry": debt, "amount": decimal_text(part, currency)} for debt, part in paid.settled
        ],
        "credit": decimal_text(paid.ahead, currency),
    }
    settled = grouped(sum(part for _, part in paid.settled), currency)
    lines = [session.text("owing.settled", number=paid.entry, amount=settled)]
    if paid.ahead:
        lines.append(session.text("owing.beyond", amount=grouped(paid.ahead, currency)))
    return Answer(document, iter(lines))


def _statement_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("party", text="owing_party", metavar="PARTY")
    parser.want("--supplier", text="owing_supplier", action="store_true")
    parser.want_date("--first", text="owing_first")
    parser.want_date("--last", text="owing_last")
    parser.want("--out", text="owing_out", metavar="FILE.csv")


def _statement(session: Session, args: argparse.Namespace) -> Answer:
    last = day_or_today(args.last)
    first = parse_day(args.first) if args.first else last - dt.timedelta(days=_STATEMENT_DAYS)
    direction = Direction.PURCHASE if args.supplier else Direction.SALE
    out = target(args.out) if args.out else None
    with session.opened(args.book) as book:
        found = owing.party_statement(
            book, party=args.party, direction=direction, first=first, last=last
        )
    if out is not None:
        heads = [session.text(f"owing.{name}") for name in _STATEMENT_COLUMNS]
        kinds = {kind: _kind(session, kind, direction) for kind in LineKind}
        ends = session.text("owing.opening"), session.text("owing.closing")
        owing.write_statement(out, found, heads=heads, kinds=kinds, ends=ends)
        document = {"file": out, "lines": len(found.lines)}
        return Answer(document, iter([session.text("owing.written", file=out)]))
    document = {
        "party": found.party,
        "direction": found.direction,
        "first": found.first,
        "last": found.last,
        "currency": found.currency,
        "opening": decimal_text(found.opening, found.currency),
        "lines": [
            {
                "entry": line.entry,
                "day": line.day,
                "kind": line.kind,
                "text": line.text,
                "amount": decimal_text(line.amount, found.currency),
                "balance": decimal_text(line.balance, found.currency),
            }
            for line in found.lines
        ],
        "closing": decimal_text(found.closing, found.currency),
    }
    return Answer(document, _statement_lines(session, found))


def _statement_lines(session: Session, found: PartyStatement) -> Iterator[str]:
    yield clean(found.party)
    yield session.text(
        "owing.statement", first=found.first, last=found.last, currency=found.currency
    )
    heads = [session.text(f"owing.{name}") for name in _STATEMENT_COLUMNS]
    begins, ends = (
        (str(day), "", session.text(f"owing.{name}"), "", "", grouped(balance, found.currency))
        for day, name, balance in (
            (found.first, "opening", found.opening),
            (found.last, "closing", found.closing),
        )
    )
    rows: list[Row] = [
        (
            str(line.day),
            str(line.entry),
            _kind(session, line.kind, found.direction),
            clean(line.text),
            grouped(line.amount, found.currency),
            grouped(line.balance, found.currency),
        )
        for line in found.lines
    ]
    yield from table(heads, [begins, *rows, RULE, ends], right={1, 4, 5})


_STATEMENT_COLUMNS = ("day", "entry", "kind", "text", "amount", "balance")


def _kind(session: Session, kind: LineKind, direction: Direction) -> str:
    """Return what a line is called: an invoice of the shop, or a bill it got, for what is owed."""
    name = direction.value if kind is LineKind.OWED else kind.value
    return session.text(f"owing.line.{name}")


VERBS = {
    "receivables": Verb(_aging_arguments, _aging(Direction.SALE)),
    "payables": Verb(_aging_arguments, _aging(Direction.PURCHASE)),
    "pay": Verb(_pay_arguments, _pay),
    "write-off": Verb(_write_off_arguments, _write_off),
    "statement-of": Verb(_statement_arguments, _statement),
}
