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


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A heading (without amounts), a line, or a total; minor units."""

    name: str
    amounts: tuple[int, int, int] | None
    """This period, the month before, the year before."""
    total: bool = False


def rows(statement: FinancialStatement, *, language: str) -> Iterator[StatementRow]:
    """Return the statement's rows from top to bottom."""
    for section in statement.sections:
        key = f"{statement.name}.{section.name}"
        if not section.lines:
            yield StatementRow(
                words.statement_text(language, f"section.{key}"), _amounts(section), total=True
            )
            continue
        yield StatementRow(words.statement_text(language, f"section.{key}"), None)
        for line in section.lines:
            yield StatementRow("    " + _name(line, language), _line_amounts(line))
        total = words.statement_text(language, f"total.{key}")
        yield StatementRow(total, _amounts(section), total=True)


def _name(line: Line, language: str) -> str:
    if line.account is not None:
        return f"{line.account.code}  {line.account.name_in(language)}"
    return words.statement_text(language, f"line.{line.code}")


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
