"""The verbs of the reports: the statements of a period, and what a figure is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import Breakdown
from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import TrialBalance
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months: how many, and the last of them."""

    month: Month
    months: int = 1

    @property
    def first(self) -> Month:
        """Return the first of them."""
        return self.month.plus(1 - self.months)

    def back(self, months: int) -> Period:
        """Return as many months, that much earlier."""
        return Period(self.month.plus(-months), self.months)


@dataclass(frozen=True, slots=True)
class Figure:
    """Where a figure stands: a statement's name, a section, a line of it or (empty) its total."""

    statement: str
    section: str
    line: str


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a period, and the balances at its end."""

    income: FinancialStatement
    balance_sheet: FinancialStatement
    cash_flow: FinancialStatement
    trial_balance: TrialBalance


def statements(period: Period) -> Query[Statements]:
    """Read the statements of a period."""

    def work(book: Book, _: Progress) -> Statements:
        from cfo_desktop.services import reports

        month, months, at = period.month, period.months, period.month.last_day
        return Statements(
            reports.income(book, month=month, months=months),
            reports.balance_sheet(book, at=at, months=months),
            reports.cash_flow(book, month=month, months=months),
            reports.trial_balance(book, at=at),
        )

    return Query(work)


def breakdown(figure: Figure, period: Period) -> Query[Breakdown]:
    """Read the entries that a figure of a period is made of."""

    def work(book: Book, _: Progress) -> Breakdown:
        from cfo_desktop.services import reports

        month, months = period.month, period.months
        if not figure.section:
            return reports.account_breakdown(book, account=figure.line, month=month, months=months)
        return reports.breakdown(
            book,
            statement=figure.statement,
            section=figure.section,
            line=figure.line,
            month=month,
            months=months,
        )

    return Query(work)
