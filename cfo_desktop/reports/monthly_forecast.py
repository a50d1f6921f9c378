"""The forecast page of the monthly report: the money to come, and what is expected by name."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable
from reportlab.platypus import PageBreak
from reportlab.platypus import Spacer

from cfo_desktop.domain import forecast_texts
from cfo_desktop.domain.forecast import NAMED_DAYS
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.forecast import Movement
from cfo_desktop.domain.report import Ahead
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.reports import cash_chart
from cfo_desktop.reports import drawing
from cfo_desktop.reports import fonts
from cfo_desktop.reports import look
from cfo_desktop.reports import monthly_tables
from cfo_desktop.reports.tables import Column
from cfo_desktop.reports.tables import Grid
from cfo_desktop.reports.tables import Row
from cfo_desktop.reports.words import Words

MOST_NAMED = 40
"""Movements listed one by one; of more, the later ones are one sum."""
_PLOT = 110.0


def page(report: MonthlyReport, *, words: Words) -> list[Flowable]:
    """Return the forecast on a page of its own; nothing where the report has none."""
    ahead = report.ahead
    if ahead is None or not ahead.forecast.days:
        return []
    found = ahead.forecast
    heading = words.text("forecast.heading", day=words.day(found.today))
    chart = cash_chart.CashChart(
        words.text("forecast.chart"),
        ahead=ahead,
        names=(
            words.text("forecast.past"),
            words.text("forecast.expected"),
            words.text("forecast.band"),
        ),
        tick=words.compact,
        label=words.day_of_month,
        today=words.text("forecast.today"),
        plot=_PLOT,
    )
    return [
        PageBreak(),
        drawing.Lines([heading], like=drawing.HEADING, leading=19),
        drawing.Lines(list(_sentences(ahead, words)), like=drawing.BODY, leading=13.5, after=2.5),
        Spacer(0, 10),
        chart,
        *_weeks(found, words),
        *_expected(report, found, words),
    ]


def _sentences(ahead: Ahead, words: Words) -> Iterator[str]:
    found = ahead.forecast
    if not found.reliable:
        yield words.text("forecast.unreliable")
    yield words.text("forecast.now", amount=words.money(found.opening))
    lowest = found.lowest
    if lowest is not None:
        yield words.text(
            "forecast.lowest",
            day=words.day(lowest.date),
            amount=words.money(lowest.expected),
            low=words.money(lowest.low),
        )
    short = found.short_on(ahead.cushion)
    if short is not None and found.reliable:
        yield words.text(
            "forecast.short_of_cushion" if ahead.cushion else "forecast.short",
            day=words.day(short.date),
            amount=words.money(short.low),
            cushion=words.money(ahead.cushion),
        )
    yield words.text("forecast.how")


def _weeks(found: Forecast, words: Words) -> list[Flowable]:
    heads = [words.text(f"forecast.{name}") for name in ("low", "expected", "high")]
    grid = Grid(
        words.text("forecast.by_week"),
        columns=[
            Column(words.text("forecast.day")),
            *(Column(head, amounts=True) for head in heads),
        ],
        width=look.WIDTH,
    )
    for day in found.weeks():
        amounts = (words.amount(minor) for minor in (day.low, day.expected, day.high))
        grid.add([words.day(day.date), *amounts])
    return monthly_tables.placed(grid.table(), whole=False)


def _expected(report: MonthlyReport, found: Forecast, words: Words) -> list[Flowable]:
    """Return what is expected by name, the habits as sums, and what all of it comes to."""
    named, habits = found.named(), found.habits()
    if not named and not habits:
        return []
    grid = Grid(
        words.text("forecast.named", days=NAMED_DAYS),
        columns=[
            Column(words.text("forecast.date"), width=80),
            Column(words.text("forecast.party"), most_lines=2),
            Column(words.text("forecast.what"), width=140, most_lines=2),
            Column(words.text("forecast.amount"), amounts=True),
        ],
        width=look.WIDTH,
    )
    for each in named[:MOST_NAMED]:
        what = forecast_texts.source(each.source, words.language)
        grid.add([words.day(each.day), _who(report, each, words), what, words.amount(each.amount)])
    rest = named[MOST_NAMED:]
    if rest:
        total = sum(each.amount for each in rest)
        more = words.text("forecast.more", count=f"{len(rest):,}")
        grid.add(["", more, "", words.amount(total)])
    for source, total in habits.items():
        text = forecast_texts.source(source, words.language)
        grid.add(["", text, words.text("forecast.habit"), words.amount(total)])
    change = sum(each.amount for each in named) + sum(habits.values())
    grid.add(["", words.text("forecast.change"), "", words.amount(change)], row=Row.RESULT)
    return monthly_tables.placed(grid.table(), whole=False)


def _who(report: MonthlyReport, each: Movement, words: Words) -> str:
    account = report.accounts.get(each.account)
    name = account.name_in(words.language) if account else each.account
    return fonts.printable(each.party or name)
