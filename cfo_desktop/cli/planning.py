"""Idle cash, and a month beside the shop's own past."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Sequence
from decimal import Decimal

from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import plain
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import percent
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.idle_cash import DAY_COUNT
from cfo_desktop.domain.idle_cash import IdleCash
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.own_past import Benchmark
from cfo_desktop.domain.own_past import MonthBeside
from cfo_desktop.domain.own_past import OwnPast
from cfo_desktop.domain.own_past import PastFigure
from cfo_desktop.services import books
from cfo_desktop.services import cushion
from cfo_desktop.services import idle_cash
from cfo_desktop.services import own_past

_UNKNOWN = "–"

# --- idle cash ---


def _idle_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--cushion", text="cushion", metavar="AMOUNT")
    parser.want("--rate", text="idle_rate", metavar="PERCENT")


def _idle(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        if args.cushion is not None:
            wanted = Money.parse(args.cushion, books.info(book).currency)
            cushion.set_cushion(book, wanted.minor)
        if args.rate is not None:
            cushion.set_rate(book, percent(args.rate))
        found = idle_cash.read(book)
        shop = books.info(book).name
    document = {
        "at": found.today,
        "currency": found.currency,
        "cash": decimal_text(found.cash, found.currency),
        "movable": decimal_text(found.movable, found.currency),
        "cushion": decimal_text(found.cushion, found.currency),
        "for_tax": decimal_text(found.for_tax, found.currency),
        "tax_ahead": decimal_text(found.tax_ahead, found.currency),
        "tax_due": found.tax_due,
        "rate": found.rate,
        "day_count": f"actual/{DAY_COUNT}",
        "reliable": found.reliable,
        "spans": [
            {
                "days": span.days,
                "until": span.until,
                "low": decimal_text(span.low, found.currency),
                "on": span.on,
                "least": decimal_text(span.least, found.currency),
                "for_tax": decimal_text(span.for_tax, found.currency),
                "idle": decimal_text(span.idle, found.currency),
                "earns": None if span.earns is None else decimal_text(span.earns, found.currency),
            }
            for span in found.spans
        ],
    }
    return Answer(document, _idle_lines(session, found, shop))


def _idle_lines(session: Session, found: IdleCash, shop: str) -> Iterator[str]:
    currency = found.currency
    yield clean(shop)
    yield session.text("idle.head", day=found.today, currency=currency)
    yield ""
    rows = [
        (session.text("idle.cash"), grouped(found.cash, currency)),
        (session.text("idle.movable"), grouped(found.movable, currency)),
        (session.text("idle.cushion"), grouped(found.cushion, currency)),
        (session.text("idle.for_tax"), grouped(found.for_tax, currency)),
    ]
    if found.tax_due:
        label = session.text("idle.tax_ahead", due=found.tax_due)
        rows.append((label, grouped(found.tax_ahead, currency)))
    yield from table(("", ""), rows, right={1})
    yield ""
    if not found.spans:
        yield session.text("idle.unreliable")
        return
    yield session.text(
        f"idle.answer.{found.answer}",
        **{f"amount_{days}": grouped(span.idle, currency) for days, span in found.asked.items()},
    )
    yield ""
    names = ("idle_for", "until", "on_day", "least", "for_tax", "idle", "earns")
    heads = [session.text(f"column.{name}") for name in names]
    yield from table(
        heads,
        [
            (
                session.count("customers.days", span.days),
                str(span.until),
                str(span.on),
                grouped(span.least, currency),
                grouped(span.for_tax, currency),
                grouped(span.idle, currency),
                _UNKNOWN if span.earns is None else grouped(span.earns, currency),
            )
            for span in found.spans
        ],
        right={0, 3, 4, 5, 6},
    )
    yield ""
    yield session.text("idle.how")
    if not found.cushion:
        yield session.text("idle.no_cushion")
    if found.rate is None:
        yield session.text("idle.no_rate")
    else:
        yield session.text("idle.rate", rate=plain(found.rate), days=DAY_COUNT)
    yield session.text("idle.no_advice")


# --- benchmarks ---


def _benchmarks_arguments(parser: Parser) -> None:
    parser.want_book()


def _benchmarks(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        found = own_past.read(book)
        shop = books.info(book).name
    document: dict[str, object] = {"at": found.today, "currency": found.currency}
    for name, beside in (("last", found.last), ("present", found.present)):
        document[name] = beside and _beside_document(session, beside, found.currency)
    return Answer(document, _benchmark_lines(session, found, shop))


def _beside_document(session: Session, beside: MonthBeside, currency: str) -> dict[str, object]:
    def value(each: Benchmark, number: int | None) -> object:
        if number is None or each.figure is PastFigure.MARGIN:
            return None if number is None else Decimal(number) / 10
        return decimal_text(number, currency)

    return {
        "month": str(beside.month),
        "until": beside.until,
        "whole": beside.whole,
        "months": beside.months,
        "since": beside.since and str(beside.since),
        "known": beside.known,
        "seasonal": beside.seasonal,
        "figures": [
            {
                "figure": each.figure,
                "account": each.account and each.account.code,
                "name": _figure_name(session, each),
                "now": value(each, each.now),
                "low": value(each, each.low),
                "middle": value(each, each.middle),
                "high": value(each, each.high),
                "year_ago": value(each, each.year_ago),
                "year_share": each.year_share and Decimal(each.year_share) / 10,
                "standing": each.standing,
            }
            for each in beside.benchmarks
        ],
    }


def _figure_name(session: Session, each: Benchmark) -> str:
    if each.account is not None:
        return each.account.name_in(session.language)
    return session.text(f"benchmarks.figure.{each.figure}")


def _benchmark_lines(session: Session, found: OwnPast, shop: str) -> Iterator[str]:
    yield clean(shop)
    yield session.text("benchmarks.head", currency=found.currency)
    for beside in (found.last, found.present):
        if beside is not None:
            yield ""
            yield from _beside_lines(session, beside, found.currency)
    yield ""
    yield session.text("benchmarks.own")


def _beside_lines(session: Session, beside: MonthBeside, currency: str) -> Iterator[str]:
    key = "benchmarks.month" if beside.whole else "benchmarks.so_far"
    yield session.text(key, month=beside.month, day=beside.until)
    names = ("figure", "now", "usual_from", "usual_to", "year_ago")
    heads = [*(session.text(f"column.{name}") for name in names), ""]
    rows = [_benchmark_row(session, each, currency) for each in beside.benchmarks]
    yield from table(heads, rows, right={1, 2, 3, 4})
    share = next((each.year_share for each in beside.benchmarks if each.year_share), None)
    if share is not None:
        yield session.text("benchmarks.share", share=plain(Decimal(share) / 10))
    kind = "seasonal" if beside.seasonal else "plain"
    yield session.count(f"benchmarks.basis.{kind}", beside.months)
    if beside.months < beside.known:
        yield session.text("benchmarks.by_day", known=beside.known, since=beside.since)
    if beside.margin_runs:
        yield session.text("benchmarks.running")


def _benchmark_row(session: Session, each: Benchmark, currency: str) -> Row:
    def shown(number: int | None) -> str:
        if number is None:
            return _UNKNOWN
        if each.figure is PastFigure.MARGIN:
            return f"{Decimal(number) / 10:.1f} %"
        return grouped(number, currency)

    numbers: Sequence[int | None] = (each.now, each.low, each.high, each.year_ago)
    standing = session.text(f"benchmarks.standing.{each.standing}")
    return (_figure_name(session, each), *map(shown, numbers), standing)


VERBS = {
    "idle-cash": Verb(_idle_arguments, _idle),
    "benchmarks": Verb(_benchmarks_arguments, _benchmarks),
}
