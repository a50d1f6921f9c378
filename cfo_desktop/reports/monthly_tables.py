"""The tables of the monthly report: financial statements, parties, and what is uncategorised."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence

from reportlab.platypus import CondPageBreak
from reportlab.platypus import Flowable
from reportlab.platypus import Table

from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import Line
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.domain.report import PartyTotal
from cfo_desktop.domain.report import Section
from cfo_desktop.reports import drawing
from cfo_desktop.reports import fonts
from cfo_desktop.reports import look
from cfo_desktop.reports.tables import Column
from cfo_desktop.reports.tables import Grid
from cfo_desktop.reports.tables import Row
from cfo_desktop.reports.words import Words

MOST_PARTIES = 10
MOST_UNCATEGORISED = 24
_BEFORE = 20.0
_LEAST = 190.0
"""A table that may break starts on the next page where this one has less room left."""
_BETWEEN_PARTIES = 24.0
_NO_AMOUNT = "–"

_RESULTS = frozenset(
    (
        "gross_profit",
        "operating_profit",
        "profit",
        "assets",
        "liabilities",
        "equity",
        "liabilities_and_equity",
        "opening_cash",
        "change",
        "closing_cash",
    )
)
"""Sections that are one computed figure; every other one without lines is left out."""


_PARTS = ("assets", "liabilities", "equity")
"""Results that stand under what they add up, in the balance sheet."""


def statement(shown: FinancialStatement, *, report: MonthlyReport, words: Words) -> list[Flowable]:
    """Return one financial statement; a column of comparison only where the book reaches back."""
    months = [report.month]
    getters: list[Callable[[Line | Section], int]] = [_amount]
    if "sales_before" in report.figures:
        months.append(report.month.plus(-1))
        getters.append(lambda part: part.compare)
    if "sales_year" in report.figures:
        months.append(report.month.plus(-12))
        getters.append(lambda part: part.compare_year)
    heads = [_head(month, shown, words) for month in months]
    grid = Grid(
        words.text(f"statement.{shown.name}"),
        columns=[Column("", indented=True), *(Column(head, amounts=True) for head in heads)],
        width=look.WIDTH,
    )
    current = ""
    for section, part in _with_part(shown):
        if part not in ("", current):
            grid.add([words.text(f"part.{part}")], row=Row.PART)
            current = part
        _add_section(grid, section, shown=shown, getters=getters, words=words)
    return placed(grid.table(), whole=True)


def parties(report: MonthlyReport, *, words: Words) -> list[Flowable]:
    """Return the largest customers and suppliers side by side, nothing where there are none."""
    if not report.customers and not report.suppliers:
        return []
    width = (look.WIDTH - _BETWEEN_PARTIES) / 2
    customers = _party_table("customers", report.customers, words=words)
    suppliers = _party_table("suppliers", report.suppliers, words=words)
    pair = Table(
        [[customers, "", suppliers]],
        colWidths=[width, _BETWEEN_PARTIES, width],
        style=[
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONT", (0, 0), (-1, -1), fonts.REGULAR, look.TABLE),
        ],
    )
    pair.spaceBefore = _BEFORE
    return [pair]


def uncategorised(report: MonthlyReport, *, words: Words) -> list[Flowable]:
    """Return the list of what is uncategorised, or a line that praises where nothing is."""
    heading = words.text("uncategorised.heading")
    if not report.uncategorised_count:
        praise = drawing.Remark(heading, words.text("uncategorised.nothing"))
        praise.spaceBefore = _BEFORE
        return [praise]
    grid = Grid(
        heading,
        columns=[
            Column(words.text("uncategorised.day"), width=74),
            Column(words.text("uncategorised.entry"), width=46),
            Column(words.text("uncategorised.text"), most_lines=2),
            Column(words.text("uncategorised.money_in"), amounts=True),
            Column(words.text("uncategorised.money_out"), amounts=True),
        ],
        width=look.WIDTH,
    )
    listed = report.uncategorised[:MOST_UNCATEGORISED]
    for item in listed:
        grid.add(_open_item(item, words))
    if report.uncategorised_count > len(listed):
        more = report.uncategorised_count - len(listed)
        grid.add([words.text("uncategorised.more", count=f"{more:,}")], row=Row.NOTE)
    total = words.text("uncategorised.total", count=f"{report.uncategorised_count:,}")
    grid.add(["", "", total, *_in_and_out(report.uncategorised_total, words)], row=Row.RESULT)
    grid.add([words.text("uncategorised.explanation")], row=Row.NOTE)
    return placed(grid.table(), whole=False)


def _add_section(
    grid: Grid,
    section: Section,
    *,
    shown: FinancialStatement,
    getters: Sequence[Callable[[Line | Section], int]],
    words: Words,
) -> None:
    name = f"{shown.name}.{section.name}"
    totals = [words.amount(get(section)) for get in getters]
    if section.name in _RESULTS:
        loss = section.name == "profit" and section.total < 0
        title = words.text("result.income.loss" if loss else f"result.{name}")
        grid.add([title, *totals], row=_result_row(section, shown))
        return
    lines = [line for line in section.lines if any(get(line) for get in getters)]
    lone = len(lines) == 1 and shown.name != "cash_flow"
    if lines and not lone:
        grid.add([words.text(f"section.{name}")], row=Row.SECTION)
    for line in lines:
        amounts = [words.amount(get(line)) if get(line) else _NO_AMOUNT for get in getters]
        title = _line_name(line, shown=shown, words=words)
        grid.add([title, *amounts], row=Row.LONE if lone else Row.LINE)
    if lines and not lone:
        grid.add([words.text(f"total.{name}"), *totals], row=Row.TOTAL)


def _with_part(shown: FinancialStatement) -> list[tuple[Section, str]]:
    """Return each section with the part of the balance sheet its lines are of, else with none."""
    parts = []
    part = ""
    for section in reversed(shown.sections):
        part = section.name if section.name in _PARTS else part
        parts.append((section, part if section.lines else ""))
    return parts[::-1]


def _result_row(section: Section, shown: FinancialStatement) -> Row:
    if section is shown.sections[0]:
        return Row.LONE
    closing = section.name == "assets" or section is shown.sections[-1]
    return Row.CLOSING if closing else Row.RESULT


def _amount(part: Line | Section) -> int:
    return part.amount if isinstance(part, Line) else part.total


def _line_name(line: Line, *, shown: FinancialStatement, words: Words) -> str:
    if line.account is None:
        return words.text(f"line.{shown.name}.{line.code}")
    name = fonts.printable(line.account.name_in(words.language))
    if shown.name == "cash_flow":  # what moved cash is that the account grew or shrank
        return words.text("line.cash_flow.change", name=name)
    return name


def _head(month: Month, shown: FinancialStatement, words: Words) -> str:
    return words.day(month.last_day) if shown.name == "balance_sheet" else words.short_month(month)


def _party_table(name: str, totals: Sequence[PartyTotal], *, words: Words) -> Table:
    grid = Grid(
        words.text(f"parties.{name}"),
        columns=[
            Column("", most_lines=2),
            Column(words.text("parties.amount"), amounts=True),
        ],
        width=(look.WIDTH - _BETWEEN_PARTIES) / 2,
    )
    for total in totals[:MOST_PARTIES]:
        grid.add([fonts.printable(total.party), words.amount(total.amount)])
    if not totals:
        grid.add([words.text("parties.none")], row=Row.NOTE)
    if len(totals) > MOST_PARTIES:
        more = words.text("parties.more", count=len(totals) - MOST_PARTIES)
        grid.add([more], row=Row.NOTE)
    return grid.table()


def _open_item(item: OpenItem, words: Words) -> list[str]:
    text = fonts.printable(item.text)
    return [words.day(item.day), str(item.entry), text, *_in_and_out(item.amount, words)]


def _in_and_out(amount: int, words: Words) -> tuple[str, str]:
    """Return an amount on the clearing account, debit positive, as money in and money out."""
    shown = words.amount(abs(amount))
    return ("", shown) if amount > 0 else (shown, "")


def placed(table: Table, *, whole: bool) -> list[Flowable]:
    """Return a table after the page break that it needs; a ``whole`` one breaks only over pages."""
    _, height = table.wrap(look.WIDTH, look.HEIGHT)
    table.spaceBefore = _BEFORE
    least = height if whole and height <= look.HEIGHT else min(height, _LEAST)
    return [CondPageBreak(least + _BEFORE), table]
