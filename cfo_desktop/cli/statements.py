"""What comes out of the ledger: trial balance, financial statements, the report, exports."""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.base import texts
from cfo_desktop.cli.output import RULE
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import quoted
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.session import Session
from cfo_desktop.cli.session import day_or_today
from cfo_desktop.cli.session import month_or_latest
from cfo_desktop.cli.session import target
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import Line
from cfo_desktop.domain.report import Section
from cfo_desktop.domain.report import TrialBalance
from cfo_desktop.domain.report import Unfinished
from cfo_desktop.services import books
from cfo_desktop.services import monthly_pdf
from cfo_desktop.services import reports
from cfo_desktop.services.books import Book

_RESULTS = frozenset(
    (
        *("gross_profit", "operating_profit", "profit"),
        *("assets", "liabilities", "equity", "liabilities_and_equity"),
        *("opening_cash", "change", "closing_cash"),
    )
)
"""Sections of one computed figure; any other section without lines is not shown."""
_NOTHING = "–"


def _at_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want_date("--at", text="at")


def _month_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want_month()


# --- trial balance ---


def _trial_balance(session: Session, args: argparse.Namespace) -> Answer:
    at = day_or_today(args.at)
    with session.opened(args.book) as book:
        balance = reports.trial_balance(book, at=at)
        shop = books.info(book).name
    currency = balance.currency
    document = {
        "at": balance.at,
        "currency": currency,
        "accounts": [
            {
                "code": line.account.code,
                "name": line.account.name_in(session.language),
                "kind": line.account.kind,
                "balance": decimal_text(line.balance, currency),
            }
            for line in balance.lines
        ],
        "debit": decimal_text(balance.debit, currency),
        "credit": decimal_text(balance.credit, currency),
    }
    return Answer(document, _trial_balance_lines(session, balance, shop=shop))


def _trial_balance_lines(session: Session, balance: TrialBalance, *, shop: str) -> Iterator[str]:
    currency = balance.currency
    yield clean(shop)
    yield session.text("statement.trial_balance", day=balance.at, currency=currency)
    yield ""
    heads = [session.text(f"column.{name}") for name in ("code", "account", "debit", "credit")]
    rows: list[Row] = []
    for line in balance.lines:
        name = line.account.name_in(session.language)
        amount = grouped(abs(line.balance), currency)
        sides = (amount, "") if line.balance > 0 else ("", amount)
        rows.append((line.account.code, name, *sides))
    totals = (grouped(balance.debit, currency), grouped(balance.credit, currency))
    rows += [RULE, ("", session.text("statement.total"), *totals)]
    yield from table(heads, rows, right={2, 3})


# --- the three financial statements ---


def _income(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        month = month_or_latest(book, text=args.month)
        found = reports.income(book, month=month)
        return _statement(session, book, found, args=args, until=month.last_day)


def _balance_sheet(session: Session, args: argparse.Namespace) -> Answer:
    at = day_or_today(args.at)
    with session.opened(args.book) as book:
        found = reports.balance_sheet(book, at=at)
        return _statement(session, book, found, args=args, until=at)


def _cash_flow(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        month = month_or_latest(book, text=args.month)
        found = reports.cash_flow(book, month=month)
        return _statement(session, book, found, args=args, until=month.last_day)


def _statement(
    session: Session,
    book: Book,
    statement: FinancialStatement,
    *,
    args: argparse.Namespace,
    until: dt.date,
) -> Answer:
    shop = books.info(book).name
    missing = reports.unfinished(book, at=until)
    currency = statement.currency
    when: dict[str, object] = (
        {"at": statement.at} if statement.period is None else {"period": str(statement.period)}
    )
    sections = [
        {
            "name": section.name,
            "title": _title(session, statement, section),
            "total": decimal_text(section.total, currency),
            "compare": decimal_text(section.compare, currency),
            "compare_year": decimal_text(section.compare_year, currency),
            "lines": [
                {
                    "code": line.code,
                    "name": _name(session, statement, line),
                    "amount": decimal_text(line.amount, currency),
                    "compare": decimal_text(line.compare, currency),
                    "compare_year": decimal_text(line.compare_year, currency),
                }
                for line in section.lines
            ],
        }
        for section in statement.sections
    ]
    document = {**when, "currency": currency, "sections": sections}
    lines = _statement_lines(session, statement, shop=shop)
    left = list(_unfinished_lines(session, missing, args.book))
    return Answer(document, itertools.chain(lines, ["", *left] if left else []))


def _unfinished_lines(session: Session, missing: Unfinished, folder: str) -> Iterator[str]:
    """Yield what may still change the figures, and the commands that show it."""
    path = quoted(folder)
    if missing.payments:
        yield session.count("statement.waiting", missing.payments, path=path)
    if missing.pairs:
        yield session.count("statement.pairs", missing.pairs, path=path)


def _statement_lines(
    session: Session, statement: FinancialStatement, *, shop: str
) -> Iterator[str]:
    yield clean(shop)
    when = statement.at if statement.period is None else statement.period
    yield session.text(
        "statement.heading",
        title=_report_text(session, f"statement.{statement.name}"),
        when=when,
        currency=statement.currency,
    )
    yield ""
    columns = _columns(statement)
    rows = [
        row
        for section in statement.sections
        for row in _section_rows(session, statement, section, columns)
    ]
    if rows[0] == RULE:
        del rows[0]
    heads = ["", *(head for head, _ in columns)]
    yield from table(heads, rows, right=set(range(1, len(heads))))


_Getter = Callable[[Line | Section], int]


def _columns(statement: FinancialStatement) -> list[tuple[str, _Getter]]:
    """Return (head, figure) of the period and of those compared with that hold any figure."""
    day = statement.at
    month = statement.period or (Month.of(day) if day else None)
    if month is None:
        return []
    getters: list[_Getter] = [_amount, lambda part: part.compare, lambda part: part.compare_year]
    compared = [month, month.plus(-1), month.plus(-12)]
    heads = [str(each.last_day if day else each) for each in compared]
    heads[0] = str(day or month)
    parts: list[Line | Section] = [*statement.sections]
    parts += [line for section in statement.sections for line in section.lines]
    return [
        (head, getter)
        for index, (head, getter) in enumerate(zip(heads, getters, strict=True))
        if index == 0 or any(getter(part) for part in parts)
    ]


def _amount(part: Line | Section) -> int:
    return part.amount if isinstance(part, Line) else part.total


def _section_rows(
    session: Session,
    statement: FinancialStatement,
    section: Section,
    columns: Sequence[tuple[str, _Getter]],
) -> Iterator[Row]:
    """Yield a section: its heading, lines and total, or its one computed figure."""
    blank = [""] * len(columns)

    def figures(part: Line | Section) -> list[str]:
        amounts = [getter(part) for _, getter in columns]
        return [grouped(amount, statement.currency) if amount else _NOTHING for amount in amounts]

    title = _title(session, statement, section)
    if section.name in _RESULTS:
        yield RULE
        yield [title, *figures(section)]
        if section is not statement.sections[-1]:
            yield ["", *blank]
    elif section.lines:
        yield [title, *blank]
        widest = max(len(line.code) if line.account else 0 for line in section.lines)
        for line in section.lines:
            code = line.code if line.account else ""
            yield [f"  {code:{widest}}  {_name(session, statement, line)}", *figures(line)]
        total = _report_text(session, f"total.{statement.name}.{section.name}")
        yield [f"  {total}", *figures(section)]


def _title(session: Session, statement: FinancialStatement, section: Section) -> str:
    table_ = "result" if section.name in _RESULTS else "section"
    name = "loss" if section.name == "profit" and section.total < 0 else section.name
    return _report_text(session, f"{table_}.{statement.name}.{name}")


def _name(session: Session, statement: FinancialStatement, line: Line) -> str:
    if line.account is None:
        return _report_text(session, f"line.{statement.name}.{line.code}")
    return line.account.name_in(session.language)


def _report_text(session: Session, key: str) -> str:
    """Return what the printed report calls the same thing."""
    return texts.text(session.language, "report", key)


# --- files ---


def _report_arguments(parser: Parser) -> None:
    _month_arguments(parser)
    parser.want("--out", text="out_pdf", metavar="FILE.pdf", required=True)


def _report(session: Session, args: argparse.Namespace) -> Answer:
    path = target(args.out)
    with session.opened(args.book) as book, session.progress("report"):
        month = month_or_latest(book, text=args.month)
        monthly_pdf.save(book, month=month, target=path, language=session.language)
        head = books.head(book)
        missing = reports.unfinished(book, at=month.last_day)
    document = {
        "file": args.out,
        "month": str(month),
        "lang": session.language,
        "entries": head.entries,
        "head": head.link.hex(),
    }
    made = session.text("report.made", path=args.out, month=month)
    return Answer(document, [made, *_unfinished_lines(session, missing, args.book)])


def _export_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--format", text="format", choices=reports.EXPORTS, required=True)
    parser.want("--out", text="out", metavar="FILE", required=True)


def _export(session: Session, args: argparse.Namespace) -> Answer:
    path = target(args.out)
    with session.opened(args.book) as book, session.progress("export"):
        reports.export(book, kind=args.format, target=path)
        entries = books.head(book).entries
    document = {"file": args.out, "format": args.format, "entries": entries}
    return Answer(document, iter([session.count("export.made", entries, path=args.out)]))


VERBS = {
    "trial-balance": Verb(_at_arguments, _trial_balance),
    "income": Verb(_month_arguments, _income),
    "balance-sheet": Verb(_at_arguments, _balance_sheet),
    "cash-flow": Verb(_month_arguments, _cash_flow),
    "report": Verb(_report_arguments, _report),
    "export": Verb(_export_arguments, _export),
}
