"""A calendar: what is to be paid and what should come in, day by day, what is late first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

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
from cfo_desktop.domain import forecast_texts
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.outlook import Calendar
from cfo_desktop.domain.outlook import Due
from cfo_desktop.domain.outlook import DueDay
from cfo_desktop.domain.outlook import sums
from cfo_desktop.services import owing

_DAYS = 30
_PAYABLE = frozenset({Source.INVOICE, Source.BILL})
"""What has an entry of its own that can be paid; of what is usual there is only the last one."""


def _arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--days", text="owing_days", type=positive, metavar="N", default=_DAYS)


def _run(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        found = owing.calendar(book, days=args.days)
        names = session.account_names(book)
    return Answer(_document(found), _lines(session, found, names))


def _document(found: Calendar) -> dict[str, object]:
    def money(minor: int) -> str:
        return decimal_text(minor, found.currency)

    def total(days: Sequence[DueDay]) -> dict[str, str]:
        return dict(zip(("in", "out"), map(money, sums(days)), strict=True))

    def items(way: str, dues: Sequence[Due]) -> list[dict[str, object]]:
        return [
            {
                "direction": way,
                "amount": money(each.amount),
                "source": each.source,
                "party": each.text,
                "account": each.account,
                "entry": _entry(each),
                "schedule": each.schedule,
            }
            for each in dues
        ]

    return {
        "at": found.today,
        "until": found.until,
        "currency": found.currency,
        "late": total(found.late),
        "ahead": total(found.ahead),
        "days": [
            {
                "date": day.day,
                "late": day.day < found.today,
                **total([day]),
                "items": [*items("in", day.comes_in), *items("out", day.goes_out)],
            }
            for day in found.days
        ],
    }


def _lines(session: Session, found: Calendar, names: Mapping[str, str]) -> Iterator[str]:
    if not found.days:
        yield session.text("owing.calendar_none", until=found.until)
        return
    heads = [
        session.text(f"owing.{name}") for name in ("due", "party", "for", "in", "out", "entry")
    ]
    for title, days in (("late", found.late), ("ahead", found.ahead)):
        if not days:
            continue
        yield session.text(f"owing.calendar_{title}", until=found.until, currency=found.currency)
        comes, goes = (grouped(minor, found.currency) for minor in sums(days))
        rows = [row for day in days for row in _day_rows(session, day, found.currency, names)]
        total = (session.text("owing.total"), "", "", comes, goes, "")
        yield from table(heads, [*rows, RULE, total], right={3, 4, 5})
        yield ""


def _day_rows(
    session: Session, day: DueDay, currency: str, names: Mapping[str, str]
) -> Iterator[Row]:
    for is_in, dues in ((True, day.comes_in), (False, day.goes_out)):
        for each in dues:
            amount = grouped(each.amount, currency)
            yield (
                str(day.day),
                clean(each.text) or names.get(each.account, ""),
                forecast_texts.source(each.source, session.language),
                amount if is_in else "",
                "" if is_in else amount,
                str(_entry(each) or ""),
            )


def _entry(due: Due) -> int | None:
    return due.entry if due.source in _PAYABLE else None


VERBS = {"due": Verb(_arguments, _run)}
