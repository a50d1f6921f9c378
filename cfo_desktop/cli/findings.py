"""What stands out in the books, what can be done about it, and what the owner says of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from cfo_desktop.base.errors import UserError
from cfo_desktop.cli.figures import Show
from cfo_desktop.cli.figures import plain
from cfo_desktop.cli.figures import wrapped
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.session import Session
from cfo_desktop.domain import finding_texts
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.outlook import Noticed
from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import findings

_LISTED = 8
"""Entries named under a finding; of more, the latest."""


def _arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--month", text="month", metavar="MONTH")
    said = parser.add_mutually_exclusive_group()
    for flag in ("later", "not-useful", "again"):
        text = flag.replace("-", "_")
        parser.want(f"--{flag}", text=text, among=said, metavar="N", type=int)


def _findings(session: Session, args: argparse.Namespace) -> Answer:
    month = Month.parse(args.month) if args.month else None
    with session.opened(args.book) as book:
        found = findings.read(book, month=month)
        said = _decide(book, found, args)
        if said:
            found = findings.read(book, month=month)
        show = Show(session.account_names(book))
        shop = books.info(book).name
    told = {
        "month": str(Month.of(found.ground.history.today)),
        "at": found.ground.history.today,
        "currency": found.ground.history.currency,
        "findings": [document(each, session.language, show) for each in found.findings],
        "put_off": [document(each, session.language, show) for each in found.put_off],
    }
    return Answer(told, _lines(session, found, show, shop=shop, said=said))


def _decide(book: books.Book, found: Noticed, args: argparse.Namespace) -> bool:
    """Keep what the owner says of the finding of a number in the list, if anything."""
    listed = [*found.findings, *found.put_off]
    for number, decide in (
        (args.later, findings.put_off),
        (args.not_useful, findings.call_not_useful),
        (args.again, findings.show_again),
    ):
        if number is not None:
            if not 1 <= number <= len(listed):
                raise UserError("finding_missing", number=number)
            decide(book, key=listed[number - 1].key)
            return True
    return False


def document(finding: Finding, language: str, show: Show) -> dict[str, object]:
    """Return a finding as JSON holds it."""
    return {
        "code": finding.code,
        "variant": finding.variant,
        "severity": finding.severity,
        "title": finding_texts.title(finding, language, show),
        "text": finding_texts.text(finding, language, show),
        "remedy": finding_texts.remedy(finding, language, show),
        "brings": finding_texts.brings(finding, language, show),
        "date": finding.day,
        "party": finding.party,
        "account": finding.account,
        "figures": {name: plain(figure) for name, figure in finding.figures.items()},
        "rows": list(finding.rows),
        "action": {"kind": finding.action.kind, "target": finding.action.target},
    }


def _lines(session: Session, found: Noticed, show: Show, *, shop: str, said: bool) -> Iterator[str]:
    yield clean(shop)
    day, currency = found.ground.history.today, found.ground.history.currency
    yield session.text("findings.head", day=day, currency=currency)
    if said:
        yield session.text("findings.said")
    if not found.findings:
        yield ""
        yield session.text("findings.none_else" if found.put_off else "findings.none")
    for number, finding in enumerate(found.findings, 1):
        yield ""
        yield from _told(session, number, finding, show)
    if found.put_off:
        yield ""
        yield session.text("findings.put_off")
    for number, finding in enumerate(found.put_off, len(found.findings) + 1):
        yield f"{number}. {clean(finding_texts.title(finding, session.language, show))}"


def _told(session: Session, number: int, finding: Finding, show: Show) -> Iterator[str]:
    language = session.language
    level = finding_texts.severity(finding.severity, language)
    yield f"{number}. {clean(finding_texts.title(finding, language, show))} ({level})"
    for part in (finding_texts.text, finding_texts.remedy, finding_texts.brings):
        yield from wrapped(clean(part(finding, language, show)), language, indent="   ")
    if finding.rows:
        rows = ", ".join(map(str, finding.rows[-_LISTED:]))
        more = "… " if len(finding.rows) > _LISTED else ""
        yield "   " + session.text("findings.rows", rows=more + rows)


VERBS = {"findings": Verb(_arguments, _findings)}
