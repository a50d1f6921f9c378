"""The financial statements, the monthly report and the exports of an open book."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path

from cfo_desktop.analysis import figure_sources
from cfo_desktop.analysis import financial_statements
from cfo_desktop.analysis.financial_statements import Columns
from cfo_desktop.base import clock
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import write_chunks_atomically
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.outlook import Noticed
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import fiscal_year_start
from cfo_desktop.domain.report import Ahead
from cfo_desktop.domain.report import Breakdown
from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.domain.report import PartyTotal
from cfo_desktop.domain.report import Scope
from cfo_desktop.domain.report import Share
from cfo_desktop.domain.report import Source
from cfo_desktop.domain.report import TrialBalance
from cfo_desktop.domain.report import Unfinished
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import findings
from cfo_desktop.services import links
from cfo_desktop.services import outlook
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import head
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import ledger
from cfo_desktop.store import parties

EXPORTS = ("beancount", "hledger", "csv", "xlsx")
_Movements = Callable[[Month], Mapping[str, int]]
_YEAR = 12
_LARGEST = 8
_COMPARED = {
    "sales": "sales",
    "profit": "profit",
    "cash": "cash",
    "owed_to_us": "receivable",
    "we_owe": "payable",
}
"""Each figure that matters, and the section of a statement whose total it is."""
_LISTED = 1000
"""Entries of a figure listed one by one; of more, the older ones are counted."""
_OPEN_ITEMS = 200
SUPPLY_GROUPS = (Group.STOCK, Group.COST_OF_SALES, Group.OPERATING)
"""What is bought from suppliers."""


def trial_balance(book: Book, *, at: dt.date) -> TrialBalance:
    """Return every account's balance at the end of ``at``, in the book's currency."""
    with database.mapped_errors():
        balances = figures.balances_at(book.store.connection, at)
    return financial_statements.trial_balance(
        chart.all_accounts(book), balances, at=at, currency=info(book).currency
    )


def income(book: Book, *, month: Month, months: int = 1) -> FinancialStatement:
    """Return the income statement of the ``months`` up to the end of ``month``.

    It stands beside as many months before, and the same ones a year before.
    """
    moved = _Months(book, month, months=months)
    return financial_statements.income(
        chart.all_accounts(book),
        moved.columns(moved.earned),
        month=month,
        currency=info(book).currency,
    )


def balance_sheet(book: Book, *, at: dt.date, months: int = 1) -> FinancialStatement:
    """Return the balance sheet at ``at``, beside those ``months`` and one year before."""
    about = info(book)
    month = Month.of(at)
    days = (at, month.plus(-months).last_day, _year_before(at))
    with database.mapped_errors():
        connection = book.store.connection
        balances = [figures.balances_at(connection, day) for day in days]
        starts = [
            figures.balances_at(connection, _day_before_fiscal_year(day, about)) for day in days
        ]
    movements = [_difference(now, start) for now, start in zip(balances, starts, strict=True)]
    return financial_statements.balance_sheet(
        chart.all_accounts(book),
        Columns(*balances),
        Columns(*movements),
        at=at,
        currency=about.currency,
    )


def cash_flow(book: Book, *, month: Month, months: int = 1) -> FinancialStatement:
    """Return the cash flow of the ``months`` up to the end of ``month``, compared as ``income``."""
    moved = _Months(book, month, months=months)

    def at_start(last: Month) -> Mapping[str, int]:
        with database.mapped_errors():
            before = figures.balances_at(book.store.connection, last.plus(-months).last_day)
        return _sum(before, moved.together(moved.opened, last))

    return financial_statements.cash_flow(
        chart.all_accounts(book),
        moved.columns(moved.flowed),
        Columns(*(at_start(last) for last in moved.last_months)),
        month=month,
        currency=info(book).currency,
    )


def breakdown(
    book: Book,
    *,
    statement: str,
    section: str,
    line: str = "",
    month: Month,
    months: int = 1,
    limit: int = _LISTED,
) -> Breakdown:
    """Return the entries that a figure of a statement is made of.

    ``line`` is a line's code, empty for the section's total; the period is the ``months`` up to the
    end of ``month``, for a figure beside it those of its own column.
    """
    source = figure_sources.source(chart.all_accounts(book), statement, section=section, line=line)
    first, last = month.plus(1 - months).first_day, month.last_day
    return made_of(book, source, first=first, last=last, limit=limit)


def account_breakdown(
    book: Book, *, account: str, month: Month, months: int = 1, limit: int = _LISTED
) -> Breakdown:
    """Return the entries that an account's balance, debit positive, is made of."""
    source = Source(frozenset({account}), 1, Scope.HELD)
    first, last = month.plus(1 - months).first_day, month.last_day
    return made_of(book, source, first=first, last=last, limit=limit)


def made_of(
    book: Book, source: Source, *, first: dt.date, last: dt.date, limit: int = _LISTED
) -> Breakdown:
    """Return the entries from ``first`` to ``last`` that a figure is made of, the newest first."""
    year = _day_before_fiscal_year(last, info(book)) + dt.timedelta(days=1)
    with database.mapped_errors():
        connection = book.store.connection

        def held(before: dt.date) -> int:
            balances = figures.balances_at(connection, before - dt.timedelta(days=1))
            return source.sign * sum(balances.get(code, 0) for code in source.codes)

        carried = 0
        if source.scope in {Scope.HELD, Scope.OPENED}:
            carried = held(first)
        elif source.scope in {Scope.OF_THE_YEAR, Scope.BEFORE_THE_YEAR}:
            # Where a closing left nothing, no profit stands beside retained earnings.
            if not held(last + dt.timedelta(days=1)):
                return Breakdown(first, last, 0, (), 0, 0)
            if source.scope is Scope.BEFORE_THE_YEAR:
                return Breakdown(first, last, held(year), (), 0, 0)
            first = max(first, year)
            carried = held(first) - held(year)
        found, count, total = figures.shares(
            connection, source.codes, (first, last), scope=source.scope, limit=limit
        )
        values = dict(found)
        entries = {entry.number: entry for entry in ledger.entries_of(connection, list(values))}
    shares = tuple(Share(entries[number], source.sign * values[number]) for number in values)
    rest = source.sign * total - sum(share.amount for share in shares)
    return Breakdown(first, last, carried, shares, count - len(shares), rest)


def unfinished(book: Book, *, at: dt.date) -> Unfinished:
    """Return what of the time up to ``at`` the statements do not hold yet, or may hold twice."""
    with database.mapped_errors():
        payments, _ = figures.open_items_total(book.store.connection, at)
    return Unfinished(payments, links.waiting(book))


def monthly_report(book: Book, *, month: Month) -> MonthlyReport:
    """Return everything the month-end PDF prints."""
    connection = book.store.connection
    months = _Months(book, month)
    income_statement = income(book, month=month)
    sheet = balance_sheet(book, at=month.last_day)
    with database.mapped_errors():
        takings = figures.daily_takings(connection, month)
        days = month.first_day, month.last_day
        customers = parties.totals(connection, *days, [Group.SALES])
        suppliers = parties.totals(connection, *days, SUPPLY_GROUPS)
        items = figures.open_items(connection, month.last_day, limit=_OPEN_ITEMS)
        count, total = figures.open_items_total(connection, month.last_day)
    noticed = _noticed(book, month, first=months.first)
    return MonthlyReport(
        book=info(book),
        month=month,
        income=income_statement,
        balance_sheet=sheet,
        cash_flow=cash_flow(book, month=month),
        daily_takings=tuple(
            takings.get(month.first_day + dt.timedelta(days=day), 0)
            for day in range(month.last_day.day)
        ),
        monthly_sales=months.trend(chart.all_accounts(book)),
        customers=_largest((party, -amount) for party, amount in customers),
        suppliers=_largest(suppliers),
        uncategorised=tuple(items),
        uncategorised_total=total,
        uncategorised_count=count,
        figures=_figures(income_statement, sheet, first=months.first, month=month),
        head=head(book),
        printed_on=clock.today(),
        accounts={account.code: account for account in chart.all_accounts(book)},
        noticed_at=noticed.ground.history.today if noticed else None,
        findings=noticed.findings if noticed else (),
        ahead=_ahead(book, month),
    )


def _noticed(book: Book, month: Month, *, first: Month | None) -> Noticed | None:
    """Return what stood out in a month in which the book existed and that has begun."""
    present = Month.of(clock.today())
    if month > present or month < (first or present):
        return None
    return findings.read(book, month=month)


def _ahead(book: Book, month: Month) -> Ahead | None:
    """Return the days to come, as of today, where the report is of this month or the last one."""
    present = Month.of(clock.today())
    if month not in (present, present.plus(-1)):
        return None
    found = outlook.read(book)
    return Ahead(found.forecast, found.cash_days, found.cushion)


def export(book: Book, *, kind: str, target: Path) -> Path:
    """Write the whole ledger for another program; raise ``UserError("export_unknown")``."""
    from cfo_desktop.reports import exports

    if kind not in EXPORTS:
        raise UserError("export_unknown", kind=kind)
    write = {
        "beancount": exports.beancount,
        "hledger": exports.hledger,
        "csv": exports.csv,
        "xlsx": exports.xlsx,
    }[kind]
    with database.mapped_errors():
        connection = book.store.connection
        entries = ledger.all_entries(connection)
        write_chunks_atomically(target, write(info(book), ledger.accounts(connection), entries))
    return target


class _Months:
    """Movements of the months of all columns of a report, read once; of thirteen at least."""

    def __init__(self, book: Book, month: Month, *, months: int = 1) -> None:
        self.months = months
        self.last_months = tuple(month.plus(-back) for back in (0, months, _YEAR))
        """The last month of each column's period."""
        with database.mapped_errors():
            connection = book.store.connection
            start = min(self.last_months).plus(1 - months)
            self._moved = figures.movements(connection, start, month)
            self._closing = figures.closing_movements(connection, start, month)
            self._opening = figures.opening_movements(connection, start, month)
            self.first = figures.first_month(connection)

    def earned(self, month: Month) -> Mapping[str, int]:
        """Return a month's movements without the year-end closing."""
        return _difference(self._moved[month], self._closing.get(month, {}))

    def flowed(self, month: Month) -> Mapping[str, int]:
        """Return a month's movements without closings and opening balances: what really moved."""
        return _difference(self.earned(month), self.opened(month))

    def opened(self, month: Month) -> Mapping[str, int]:
        """Return the opening balances that were written down in a month."""
        return self._opening.get(month, {})

    def together(self, movements: _Movements, last: Month) -> Mapping[str, int]:
        """Return what moved in all months of the period that ends with ``last``."""
        if self.months == 1:
            return movements(last)
        total: Counter[str] = Counter()
        for back in range(self.months):
            total.update(movements(last.plus(-back)))
        return total

    def columns(self, movements: _Movements) -> Columns:
        """Return the period, the one before and the one a year before."""
        return Columns(*(self.together(movements, last) for last in self.last_months))

    def trend(self, accounts: Iterable[Account]) -> tuple[tuple[Month, int, int], ...]:
        """Return (month, sales, profit) from the first month of the book on."""
        groups = {account.code: account.group for account in accounts}
        points = []
        for month in sorted(self._moved):
            if self.first is None or month < self.first:
                continue
            totals: Counter[str] = Counter()
            for code, amount in self.earned(month).items():
                kind = groups[code].kind.value
                totals[kind] -= amount
                totals["sales"] -= amount if groups[code] is Group.SALES else 0
            points.append((month, totals["sales"], totals["income"] + totals["expense"]))
        return tuple(points)


def _figures(
    income_statement: FinancialStatement,
    sheet: FinancialStatement,
    *,
    first: Month | None,
    month: Month,
) -> dict[str, int]:
    """Return the figures that matter, with those of months in which the book existed."""
    sections = {part.name: part for part in (*income_statement.sections, *sheet.sections)}
    found = {name: sections[part].total for name, part in _COMPARED.items()}
    if first is not None and first < month:
        found |= {f"{name}_before": sections[part].compare for name, part in _COMPARED.items()}
    if first is not None and first <= month.plus(-12):
        found |= {f"{name}_year": sections[name].compare_year for name in ("sales", "profit")}
    return found


def _largest(totals: Iterable[tuple[str, int]]) -> tuple[PartyTotal, ...]:
    ranked = sorted((-amount, party) for party, amount in totals if amount > 0)
    return tuple(PartyTotal(party, -amount) for amount, party in ranked[:_LARGEST])


def _difference(now: Mapping[str, int], start: Mapping[str, int]) -> dict[str, int]:
    return {code: now.get(code, 0) - start.get(code, 0) for code in {*now, *start}}


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {code: one.get(code, 0) + other.get(code, 0) for code in {*one, *other}}


def _day_before_fiscal_year(day: dt.date, about: BookInfo) -> dt.date:
    start = fiscal_year_start(Month.of(day), first_month=about.fiscal_first_month)
    return start.plus(-1).last_day


def _year_before(day: dt.date) -> dt.date:
    month = Month.of(day).plus(-12)
    if day == Month.of(day).last_day:
        return month.last_day
    return month.first_day + dt.timedelta(days=min(day.day, month.last_day.day) - 1)
