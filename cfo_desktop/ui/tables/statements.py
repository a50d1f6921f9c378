"""A financial statement as a table: sections, their lines, their totals."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import Line
from cfo_desktop.domain.report import Section
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel

_INDENT = "    "
_RESULTS = frozenset(
    {
        "gross_profit", "operating_profit", "profit",
        "assets", "liabilities", "equity", "liabilities_and_equity",
        "opening_cash", "change", "closing_cash",
    }
)  # fmt: skip
"""Sections that are figures computed over several groups, always shown."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A heading (without amounts), a line, or a total; minor units."""

    name: str
    amounts: tuple[int, int, int] | None
    """This period, the month before, the year before."""
    total: bool = False


def rows(statement: FinancialStatement, *, language: str) -> Iterator[StatementRow]:
    """Return the statement's rows from top to bottom, worded as the monthly report words them."""
    for section in statement.sections:
        key = f"{statement.name}.{section.name}"
        if not section.lines:
            if section.name in _RESULTS or any(_amounts(section)):
                yield StatementRow(_result(section, key, language), _amounts(section), total=True)
            continue
        yield StatementRow(words.statement_text(language, f"section.{key}"), None)
        for line in section.lines:
            yield StatementRow(_INDENT + _name(line, statement, language), _line_amounts(line))
        total = words.statement_text(language, f"total.{key}")
        yield StatementRow(total, _amounts(section), total=True)


def _result(section: Section, key: str, language: str) -> str:
    loss = section.name == "profit" and section.total < 0
    if section.name in _RESULTS:
        return words.statement_text(language, "result.income.loss" if loss else f"result.{key}")
    return words.statement_text(language, f"section.{key}")


def _name(line: Line, statement: FinancialStatement, language: str) -> str:
    if line.account is None:
        return words.statement_text(language, f"line.{statement.name}.{line.code}")
    name = line.account.name_in(language)
    if statement.name == "cash_flow":  # what moved cash is that the account grew or shrank
        name = words.statement_text(language, "line.cash_flow.change", name=name)
    return f"{line.account.code}  {name}"


def _amounts(section: Section) -> tuple[int, int, int]:
    return section.total, section.compare, section.compare_year


def _line_amounts(line: Line) -> tuple[int, int, int]:
    return line.amount, line.compare, line.compare_year


def model(session: Session) -> RowsModel[StatementRow]:
    """Return the table's model."""
    translate = QCoreApplication.translate

    def column(title: str, place: int) -> Column[StatementRow]:
        def value(row: StatementRow) -> int | None:
            return None if row.amounts is None else row.amounts[place]

        def shown(say: Callable[[int, str], str]) -> Callable[[StatementRow], str]:
            def text(row: StatementRow) -> str:
                minor = value(row)
                return "" if minor is None else say(minor, session.currency)

            return text

        return Column(
            title,
            shown(session.localised.amount),
            sample="−00,000,000.00",
            number=True,
            token=lambda row: "negative" if (value(row) or 0) < 0 else "text",
            spoken=shown(session.localised.spoken),
        )

    return RowsModel(
        [
            Column(translate("StatementTable", "Line"), lambda row: row.name),
            column(translate("StatementTable", "This month"), 0),
            column(translate("StatementTable", "Month before"), 1),
            column(translate("StatementTable", "Year before"), 2),
        ],
        colour=session.colour,
        heading=lambda row: row.amounts is None,
        total=lambda row: row.total,
    )
