"""The three charts of the monthly report, worded: sales and profit, takings by day, expenses."""

from __future__ import annotations

from reportlab.platypus import Flowable
from reportlab.platypus import Spacer

from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.reports import charts
from cfo_desktop.reports import drawing
from cfo_desktop.reports import fonts
from cfo_desktop.reports.words import Words

MOST_BARS = 12
BEFORE = 18.0
"""Room before a chart."""


def trend(report: MonthlyReport, *, plot: float, words: Words) -> list[Flowable]:
    """Return sales and profit of up to thirteen months as columns, ``plot`` points high.

    A single month is no trend: nothing then.
    """
    columns = charts.sales_and_profit(report)
    if columns.empty or len(columns.starts) == 1:
        return []
    labels = []
    for index, start in enumerate(columns.starts):
        month = Month.of(start)
        with_year = index == 0 or month.number == 1
        labels.append((words.month_name(month), *([str(month.year)] if with_year else [])))
    chart = drawing.ColumnChart(
        words.text("chart.trend"),
        columns=columns,
        names=[words.text(f"chart.{name}") for name in columns.series],
        labels=labels,
        tick=words.compact,
        caption="",
        plot=plot,
    )
    return [Spacer(0, BEFORE), chart]


def takings(report: MonthlyReport, *, plot: float, words: Words) -> list[Flowable]:
    """Return the takings of each day as columns ``plot`` points high, and which was the best."""
    columns = charts.daily_takings(report)
    title = words.text("chart.takings")
    if columns.empty:
        return [Spacer(0, BEFORE), drawing.Remark(title, words.text("chart.no_takings"))]
    amounts = [row[0] for row in columns.values]
    best = max(range(len(amounts)), key=amounts.__getitem__)
    caption = words.text(
        "chart.best_day" if amounts[best] > 0 else "chart.no_good_day",
        day=words.day_of_month(columns.starts[best]),
        amount=words.money(amounts[best]),
        count=sum(1 for amount in amounts if amount > 0),
        days=len(amounts),
    )
    chart = drawing.ColumnChart(
        title,
        columns=columns,
        names=[title],
        labels=[(str(start.day),) for start in columns.starts],
        tick=words.compact,
        caption=caption,
        plot=plot,
    )
    return [Spacer(0, BEFORE), chart]


def expenses(report: MonthlyReport, *, words: Words) -> list[Flowable]:
    """Return the month's expenses by account as bars, the largest first; nothing without any."""
    bars = charts.expenses_by_kind(report.income, most=MOST_BARS)
    if not bars.bars:
        return []
    named = [(account.name_in(words.language), amount) for account, amount in bars.bars]
    if bars.rest_count:
        named.append((words.text("chart.rest", count=bars.rest_count), bars.rest))
    longest = max(abs(amount) for _, amount in named)
    chart = drawing.BarChart(
        words.text("chart.expenses"),
        bars=[
            drawing.NamedBar(
                fonts.printable(name),
                words.amount(amount),
                abs(amount) / longest if longest else 0,
                hollow=amount < 0,
            )
            for name, amount in named
        ],
        caption=words.text("chart.total_expenses", amount=words.money(bars.total)),
    )
    return [Spacer(0, BEFORE), chart]
