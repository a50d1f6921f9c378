"""Explains a figure of a statement: in words, by account, and entry by entry."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from cfo_desktop.base import clock
from cfo_desktop.cli.figures import Show
from cfo_desktop.cli.figures import plain
from cfo_desktop.cli.figures import wrapped
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.session import Session
from cfo_desktop.cli.session import month_or_latest
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.asking import Explanation
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.services import books
from cfo_desktop.services.asking import explaining

_STATEMENTS = ("income", "balance-sheet", "cash-flow")


def _arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("statement", text="explain_statement", choices=_STATEMENTS)
    parser.want("figure", text="explain_figure", metavar="FIGURE")
    parser.want_month()


def _explain(session: Session, args: argparse.Namespace) -> Answer:
    section, _, line = args.figure.partition(".")
    with session.opened(args.book) as book:
        month = month_or_latest(book, text=args.month)
        found = explaining.explain_line(
            book,
            statement=args.statement.replace("-", "_"),
            section=section,
            line=line,
            month=month,
        )
        show = Show(session.account_names(book))
        currency = books.info(book).currency
    told = _Told(found, session, show, currency)
    document = {"statement": args.statement, "figure": args.figure, "month": str(month)}
    return Answer({**document, **told.document()}, told.lines())


class _Told:
    """An explanation as a terminal and other programs are told it."""

    def __init__(self, found: Explanation, session: Session, show: Show, currency: str) -> None:
        self._found = found
        self._session = session
        self._show = show
        self._currency = currency

    def document(self) -> dict[str, object]:
        """Return what ``--json`` prints beside what was asked."""
        found, rows = self._found, self._found.rows
        document: dict[str, object] = {"currency": self._currency, "answer": self._said()}
        if rows is not None:
            document |= {
                "amount": self._amount(rows.total),
                "carried": self._amount(rows.carried),
                "entries": [
                    {
                        "entry": share.entry.number,
                        "date": share.entry.draft.day,
                        "party": share.entry.draft.party,
                        "text": share.entry.draft.narration,
                        "amount": self._amount(share.amount),
                    }
                    for share in rows.shares
                ],
                "more": rows.more,
                "more_amount": self._amount(rows.more_amount),
            }
        document["table"] = [
            {"name": name, "amount": plain(each)} for name, each in self._parts(found)
        ]
        return document

    def lines(self) -> Iterator[str]:
        """Yield what a person reads: the words, the accounts, the newest entries."""
        session, rows = self._session, self._found.rows
        yield from wrapped(clean(self._said()), session.language)
        parts = [(name, self._show.money(each)) for name, each in self._parts(self._found)]
        if parts:
            yield ""
            heads = [answer_texts.head(each, session.language) for each in ("what", "amount")]
            yield from table(heads, parts, right={1})
        if rows is not None and rows.shares:
            yield ""
            heads = [session.text(f"column.{name}") for name in ("entry", "date", "amount")]
            listed = [
                (
                    str(share.entry.number),
                    str(share.entry.draft.day),
                    grouped(share.amount, self._currency),
                    clean(share.entry.draft.party or share.entry.draft.narration),
                )
                for share in rows.shares
            ]
            yield from table((*heads, ""), listed, right={0, 2})

    def _parts(self, found: Explanation) -> Iterator[tuple[str, Money]]:
        for line in found.table.lines if found.table else ():
            name = answer_texts.name(line, self._session.language, self._show)
            for each in line.figures:
                if isinstance(each, Money):
                    yield name, each

    def _said(self) -> str:
        return answer_texts.plain(
            self._found, self._session.language, self._show, today=clock.today()
        )

    def _amount(self, minor: int) -> str:
        return decimal_text(minor, self._currency)


VERBS = {"explain": Verb(_arguments, _explain)}
