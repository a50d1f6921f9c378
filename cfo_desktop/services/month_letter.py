"""What the monthly report tells its owner beside the sums: what moved most, and what to do next."""

from __future__ import annotations

from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.advice import Letter
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.report import Line
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.services.asking.telling import Telling


def write(report: MonthlyReport) -> Letter:
    """Return the letter of a month; its figures are those of the report's own tables."""
    told = Telling(Tool.ADVICE, Arguments(), currency=report.book.currency)
    _say_what_moved(told, report)
    found = report.findings[:1]
    if found:
        told.say_apart("month_letter.to_do_now" if report.running else "month_letter.to_do")
        told.finding(found[0], parts=_PARTS)
    elif report.noticed_at is not None:
        told.say_apart("month_letter.nothing_now" if report.running else "month_letter.nothing")
    made = told.answer()
    return Letter(report.book.name, report.until, made.facts, made.said, found)


_PARTS = ("title", "remedy", "brings")
"""What is said of a finding here; its figures are told on a page of their own."""


def _say_what_moved(told: Telling, report: MonthlyReport) -> None:
    """Say which cost moved most against the month before, and against the year before.

    A month that still runs is held against no whole one.
    """
    if report.running:
        return
    costs = [
        line
        for section in report.income.sections
        for line in section.lines
        if line.account is not None and line.account.kind is Kind.EXPENSE
    ]
    for months, figure in ((1, "sales_before"), (12, "sales_year")):
        then = {line: line.compare if months == 1 else line.compare_year for line in costs}
        moved = max(
            costs, key=lambda line: (abs(line.amount - then[line]), line.code), default=None
        )
        if figure in report.figures and moved is not None and moved.amount != then[moved]:
            _say_moved(told, report, moved, then=then[moved], months=months)


def _say_moved(told: Telling, report: MonthlyReport, line: Line, *, then: int, months: int) -> None:
    more = line.amount > then
    before = report.month.plus(-months)
    place = Place(accounts=(line.code,), stretch=_days(report.month))
    told.say(
        f"month_letter.{'more' if more else 'less'}{'' if months == 1 else '_year'}",
        account=Fact(AccountName(line.code), place=place),
        now=told.money(line.amount, place=place),
        difference=told.money(abs(line.amount - then), sense=Sense.UP if more else Sense.DOWN),
        before=Fact(_days(before)),
    )


def _days(month: Month) -> Stretch:
    return Stretch(month.first_day, month.last_day)
