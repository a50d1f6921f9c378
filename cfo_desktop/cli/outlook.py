"""The days to come: the cash forecast, the terms of debts, the habits that the books show."""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace

from cfo_desktop.base.errors import UserError
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.session import Session
from cfo_desktop.domain import forecast_texts
from cfo_desktop.domain.forecast import DAYS
from cfo_desktop.domain.forecast import NAMED_DAYS
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.forecast import Movement
from cfo_desktop.domain.habits import Cycle
from cfo_desktop.domain.habits import Habits
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.services import books
from cfo_desktop.services import forecasts
from cfo_desktop.services import habits
from cfo_desktop.services import terms
from cfo_desktop.services.books import Book

_MOST_DAYS = 365
_SUPPLIERS = 3
"""Suppliers whose rhythm is told: those that most is bought from."""


def _days(text: str) -> int:
    days = int(text) if text.isdecimal() else 0
    if not 1 <= days <= _MOST_DAYS:
        raise UserError("forecast_days_invalid", text=text, limit=_MOST_DAYS)
    return days


def _arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--days", text="forecast_days", metavar="N", default=str(DAYS))
    parser.want("--every-day", text="every_day", action="store_true")
    parser.want("--customer-terms", text="customer_terms", metavar="DAYS", type=int)
    parser.want("--supplier-terms", text="supplier_terms", metavar="DAYS", type=int)


def _forecast(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        _keep_terms(book, args)
        found = forecasts.read(book, days=_days(args.days))
        known = habits.read(book)
        names = session.account_names(book)
        shop = books.info(book).name
    lowest = found.lowest
    document = {
        "today": found.today,
        "currency": found.currency,
        "opening": decimal_text(found.opening, found.currency),
        "reliable": found.reliable,
        "days": [_day_document(day, found.currency) for day in found.days],
        "lowest": lowest and _day_document(lowest, found.currency),
        "lowest_bad": _worst_document(found),
        "movements": [_movement_document(each, found.currency) for each in found.movements],
        "habits": _habits_document(known, found.currency),
    }
    lines = itertools.chain(
        _lines(session, found, names, shop=shop, every_day=args.every_day),
        _habit_lines(session, known, found.currency),
    )
    return Answer(document, lines)


def _worst_document(found: Forecast) -> dict[str, object] | None:
    worst = min(found.days, key=lambda each: (each.low, each.date), default=None)
    return None if worst is None else _day_document(worst, found.currency)


def _keep_terms(book: Book, args: argparse.Namespace) -> None:
    present = terms.read(book)
    wanted = present
    if args.customer_terms is not None:
        wanted = replace(wanted, customers=args.customer_terms)
    if args.supplier_terms is not None:
        wanted = replace(wanted, suppliers=args.supplier_terms)
    if wanted != present:
        terms.change(book, wanted)


def _day_document(day: ForecastDay, currency: str) -> dict[str, object]:
    amounts = {"low": day.low, "expected": day.expected, "high": day.high}
    return {
        "date": day.date,
        **{name: decimal_text(minor, currency) for name, minor in amounts.items()},
    }


def _movement_document(each: Movement, currency: str) -> dict[str, object]:
    return {
        "date": each.day,
        "amount": decimal_text(each.amount, currency),
        "source": each.source,
        "party": each.party,
        "account": each.account,
        "entry": each.entry,
        "schedule": each.schedule,
    }


def _lines(
    session: Session, found: Forecast, names: Mapping[str, str], *, shop: str, every_day: bool
) -> Iterator[str]:
    currency = found.currency
    yield clean(shop)
    yield session.text("forecast.head", day=found.today, currency=currency)
    yield ""
    if found.lowest is None:
        return
    yield session.text("forecast.now", amount=grouped(found.opening, currency))
    yield session.text(
        "forecast.lowest",
        day=found.lowest.date,
        amount=grouped(found.lowest.expected, currency),
        low=grouped(found.lowest.low, currency),
    )
    worst = min(found.days, key=lambda each: (each.low, each.date))
    if worst.date != found.lowest.date:
        yield session.text("forecast.worst", day=worst.date, low=grouped(worst.low, currency))
    short = found.short_on()
    if short is not None and found.reliable:
        yield session.text("forecast.short", day=short.date, amount=grouped(short.low, currency))
    if not found.reliable:
        yield session.text("forecast.unreliable")
    yield ""
    yield from _table(session, found, every_day=every_day)
    yield ""
    yield from _named(session, found, names)
    yield session.text("forecast.how")


def _table(session: Session, found: Forecast, *, every_day: bool) -> Iterator[str]:
    """Yield the days, or the last one of each week and of the forecast."""
    shown = found.days if every_day else found.weeks()
    heads = [session.text(f"column.{name}") for name in ("date", "low", "expected", "high")]
    rows = [
        (
            str(day.date),
            *(grouped(minor, found.currency) for minor in (day.low, day.expected, day.high)),
        )
        for day in shown
    ]
    yield from table(heads, rows, right={1, 2, 3})


def _named(session: Session, found: Forecast, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what is expected of the next month by name, and the habits as one sum each."""
    rows = [
        (
            str(each.day),
            clean(each.party) or names.get(each.account, ""),
            forecast_texts.source(each.source, session.language),
            grouped(each.amount, found.currency),
        )
        for each in found.named()
    ]
    for source, total in found.habits().items():
        rows.append(
            (
                "",
                forecast_texts.source(source, session.language),
                "",
                grouped(total, found.currency),
            )
        )
    if rows:
        yield session.text("forecast.named", days=NAMED_DAYS)
        heads = [session.text(f"column.{name}") for name in ("date", "party", "reason", "amount")]
        yield from table(heads, rows, right={3})
        yield ""


# --- habits ---


def _habits_document(known: Habits, currency: str) -> dict[str, object]:
    def cycle(found: Cycle | None) -> dict[str, object] | None:
        if found is None:
            return None
        return {"days": found.days, "middle": found.middle, "parties": found.parties}

    return {
        "collection": cycle(known.collection),
        "payment": cycle(known.payment),
        "peaks": [
            {"month_day": each.month_day, "amount": decimal_text(each.amount, currency)}
            for each in known.peaks
        ],
        "purchases": [
            {
                "supplier": each.supplier,
                "days": each.days,
                "amount": decimal_text(each.amount, currency),
                "last": each.last,
            }
            for each in known.purchases
        ],
        "paydays": [
            {
                "party": each.party,
                "account": each.account,
                "month_day": each.month_day,
                "every": each.every,
                "amount": decimal_text(each.amount, currency),
                "next": each.next,
            }
            for each in known.paydays
        ],
    }


def _habit_lines(session: Session, known: Habits, currency: str) -> Iterator[str]:
    """Yield what the books show of paying, buying and spending, a sentence each."""
    lines = []
    if known.collection:
        lines.append(session.count("forecast.habit.collection", known.collection.days))
    if known.payment:
        lines.append(session.count("forecast.habit.payment", known.payment.days))
    if known.peaks:
        days = ", ".join(str(each.month_day) for each in known.peaks)
        lines.append(session.text("forecast.habit.peaks", days=days))
    for each in known.purchases[:_SUPPLIERS]:
        data = {"supplier": clean(each.supplier), "amount": grouped(each.amount, currency)}
        lines.append(session.count("forecast.habit.purchase", each.days, **data))
    for payday in known.paydays:
        if payday.next:
            amount = grouped(payday.amount, currency)
            text = {"party": clean(payday.party), "day": payday.next, "amount": amount}
            lines.append(session.text("forecast.habit.payday", **text))
    if lines:
        yield ""
        yield session.text("forecast.habit.head")
        yield from lines


VERBS = {"forecast": Verb(_arguments, _forecast)}
