"""Making a book: an empty one, or the demo shop's."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from cfo_desktop.base.texts import LANGUAGES
from cfo_desktop.cli import prompts
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import positive
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import charts

_DEMO_MONTHS = 18


def _new_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--name", text="shop_name", metavar="NAME", required=True)
    parser.want("--chart", text="chart", choices=charts.NAMES, default=charts.NAMES[0])
    parser.want("--currency", text="book_currency", metavar="CCY", required=True)
    parser.want(
        "--fiscal-first-month", text="fiscal_first_month", metavar="N", type=positive, default=1
    )


def _new(session: Session, args: argparse.Namespace) -> Answer:
    book, code = books.create(
        Path(args.book),
        name=args.name,
        chart=args.chart,
        currency=args.currency,
        passphrase=prompts.first_passphrase(session.language),
        fiscal_first_month=args.fiscal_first_month,
        language=session.language,
    )
    about = books.info(book)
    books.close(book)
    document = {
        "book": args.book,
        "name": about.name,
        "chart": about.chart,
        "currency": about.currency,
        "recovery_code": code,
    }
    return Answer(document, _new_lines(session, about, code=code))


def _new_lines(session: Session, about: BookInfo, *, code: str) -> Iterator[str]:
    yield session.text("new.made", name=about.name)
    yield from recovery_code_lines(session, code)


def recovery_code_lines(session: Session, code: str) -> Iterator[str]:
    """Yield a recovery code and what to do with it."""
    yield ""
    yield f"    {code}"
    yield ""
    yield session.text("new.recovery_code")


def _demo_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--locale", text="demo_locale", choices=LANGUAGES, default=LANGUAGES[0])
    parser.want("--months", text="demo_months", metavar="N", type=positive, default=_DEMO_MONTHS)
    parser.want("--end", text="demo_end", metavar="MONTH")


def _demo(session: Session, args: argparse.Namespace) -> Answer:
    from cfo_desktop.services import demo

    with session.progress("demo") as progress:
        book = demo.create(
            Path(args.book),
            locale=args.locale,
            months=args.months,
            end=Month.parse(args.end) if args.end else None,
            passphrase=os.environ.get(prompts.PASSPHRASE) or demo.PASSPHRASE,
            progress=progress,
        )
    about, head, last = books.info(book), books.head(book), books.last_day(book)
    books.close(book)
    document = {
        "book": args.book,
        "name": about.name,
        "chart": about.chart,
        "currency": about.currency,
        "entries": head.entries,
        "head": head.link.hex(),
        "last_day": last,
    }
    known = not os.environ.get(prompts.PASSPHRASE)
    return Answer(document, _demo_lines(session, args.book, entries=head.entries, known=known))


def _demo_lines(session: Session, folder: str, *, entries: int, known: bool) -> Iterator[str]:
    from cfo_desktop.services import demo

    yield session.count("demo.made", entries, path=folder)
    if known:
        yield session.text("demo.passphrase", passphrase=demo.PASSPHRASE)


VERBS = {
    "new": Verb(_new_arguments, _new),
    "demo": Verb(_demo_arguments, _demo),
}
