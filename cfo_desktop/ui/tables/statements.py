"""A financial statement as a table: sections, their lines, their totals, and a comparison."""

from __future__ import annotations

import enum
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import Line
from cfo_desktop.domain.report import Section
from cfo_desktop.domain.report import TrialBalance
from cfo_desktop.ui import words
from cfo_desktop.ui.localised import MINUS
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel

TRIAL_BALANCE = "trial_balance"
COMPARED = 2
"""The column that holds what the period is compared with."""
_INDENT = "    "
_SAMPLE = "−00,000,000.00"
_RESULTS = frozenset(
    {
        "gross_profit", "operating_profit", "profit",
        "assets", "liabilities", "equity", "liabilities_and_equity",
        "opening_cash", "change", "closing_cash",
    }
)  # fmt: skip
"""Sections that are figures computed over several groups, always shown."""
_OF_PERIODS = frozenset(
    {
        "result.income.profit", "result.income.loss",
        "result.cash_flow.opening_cash", "result.cash_flow.closing_cash",
        "line.cash_flow.profit_of_the_month",
    }
)  # fmt: skip
"""Texts that speak of a month, and have another wording for several."""


class Compare(enum.Enum):
    """What the figures of a period stand beside."""

    BEFORE = 1
    """As many months before. (The value is its place in ``StatementRow.amounts``.)"""
    YEAR = 2
    NONE = 0


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A heading (without amounts), a line, or a total; minor units."""

    name: str
    amounts: tuple[int, int, int] | None
    """This period, the one before, the one a year before."""
    total: bool = False
    section: str = ""
    line: str = ""
    """The code of a line within ``section``; empty: the section's total."""


def rows(
    statement: FinancialStatement, *, language: str, months: int = 1
) -> Iterator[StatementRow]:
    """Return the statement's rows from top to bottom, worded as the monthly report words them."""
    say = _Wording(statement.name, language, months)
    for section in statement.sections:
        name = section.name
        if not section.lines:
            if name in _RESULTS or any(_amounts(section)):
                yield StatementRow(say.result(section), _amounts(section), True, name)
            continue
        yield StatementRow(say.text(f"section.{statement.name}.{name}"), None)
        for line in section.lines:
            yield StatementRow(
                _INDENT + say.line(line), _amounts(line), section=name, line=line.code
            )
        total = say.text(f"total.{statement.name}.{name}")
        yield StatementRow(total, _amounts(section), True, name)


def balances(trial: TrialBalance, *, language: str) -> Iterator[StatementRow]:
    """Return the trial balance's rows, and their total."""
    for line in trial.lines:
        name = f"{line.account.code}  {line.account.name_in(language)}"
        yield StatementRow(name, (line.balance, 0, 0), line=line.account.code)
    if trial.lines:
        total = QCoreApplication.translate("StatementTable", "Total")
        yield StatementRow(total, (trial.debit, 0, 0), total=True)


class _Wording:
    """The words of one statement."""

    def __init__(self, statement: str, language: str, months: int) -> None:
        self._statement = statement
        self._language = language
        self._months = months

    def text(self, key: str) -> str:
        if self._months > 1 and key in _OF_PERIODS:
            key = f"period.{key}"
        return words.statement_text(self._language, key)

    def result(self, section: Section) -> str:
        if section.name not in _RESULTS:
            return self.text(f"section.{self._statement}.{section.name}")
        loss = section.name == "profit" and section.total < 0
        return self.text(f"result.{self._statement}.{'loss' if loss else section.name}")

    def line(self, line: Line) -> str:
        if line.account is None:
            return self.text(f"line.{self._statement}.{line.code}")
        name = line.account.name_in(self._language)
        if self._statement == "cash_flow":  # what moved cash is that the account grew or shrank
            name = words.statement_text(self._language, "line.cash_flow.change", name=name)
        return f"{line.account.code}  {name}"


def _amounts(figure: Line | Section) -> tuple[int, int, int]:
    if isinstance(figure, Line):
        return figure.amount, figure.compare, figure.compare_year
    return figure.total, figure.compare, figure.compare_year


def _amount_column(
    session: Session,
    title: str,
    value: Callable[[StatementRow], int | None],
    *,
    spare: int = 0,
) -> Column[StatementRow]:
    def shown(say: Callable[[int, str], str]) -> Callable[[StatementRow], str]:
        def text(row: StatementRow) -> str:
            minor = value(row)
            return "" if minor is None else say(minor, session.currency)

        return text

    return Column(
        title,
        shown(session.localised.amount),
        sample=_SAMPLE,
        number=True,
        token=lambda row: "negative" if (value(row) or 0) < 0 else "text",
        spoken=shown(session.localised.spoken),
        spare=spare,
    )


def _change(session: Session, row: StatementRow, place: int) -> str:
    """Return how much a figure changed in per cent, or a word where that says nothing."""
    if row.amounts is None:
        return ""
    now, then = row.amounts[0], row.amounts[place]
    translate = QCoreApplication.translate
    if now == then:
        return translate("StatementTable", "same")
    if not then:
        return translate("StatementTable", "new")
    if now < 0 or then < 0:
        return ""  # per cent of a loss would be read the wrong way round
    share = (abs(now) - abs(then)) / abs(then)
    percent = session.localised.percent(abs(share))
    if percent == session.localised.percent(0):
        return percent  # too little to have a direction
    return f"{MINUS if share < 0 else '+'}{percent}"


def columns(
    session: Session, *, period: str, compared: str, compare: Compare
) -> list[Column[StatementRow]]:
    """Return the columns of a statement; ``period`` and ``compared`` head the two periods'."""
    translate = QCoreApplication.translate

    def figure(place: int) -> Callable[[StatementRow], int | None]:
        return lambda row: None if row.amounts is None else row.amounts[place]

    def difference(row: StatementRow) -> int | None:
        return None if row.amounts is None else row.amounts[0] - row.amounts[compare.value]

    made: list[Column[StatementRow]] = [
        Column(translate("StatementTable", "Line"), lambda row: row.name),
        _amount_column(session, period, figure(0)),
    ]
    if compare is not Compare.NONE:
        made += [
            _amount_column(session, compared, figure(compare.value), spare=3),
            _amount_column(session, translate("StatementTable", "Difference"), difference, spare=2),
            Column(
                translate("StatementTable", "Change"),
                lambda row: _change(session, row, compare.value),
                sample="+1,000%",
                number=True,
                token=lambda row: "text" if row.total else "muted",
                spare=1,
            ),
        ]
    return made


def balance_columns(session: Session) -> list[Column[StatementRow]]:
    """Return the columns of the trial balance."""
    translate = QCoreApplication.translate

    def side(row: StatementRow, sign: int) -> int | None:
        if row.amounts is None:
            return None
        if row.total:
            return row.amounts[0]
        return sign * row.amounts[0] if sign * row.amounts[0] > 0 else None

    return [
        Column(translate("StatementTable", "Account"), lambda row: row.name),
        _amount_column(session, translate("StatementTable", "Debit"), lambda row: side(row, 1)),
        _amount_column(session, translate("StatementTable", "Credit"), lambda row: side(row, -1)),
    ]


def model(session: Session) -> RowsModel[StatementRow]:
    """Return the table's model, whose columns are set with what it shows."""
    return RowsModel(
        columns(session, period="", compared="", compare=Compare.NONE),
        colour=session.colour,
        heading=lambda row: row.amounts is None,
        total=lambda row: row.total,
    )
