"""The income statement, balance sheet and cash flow, computed from account balances alone.

Every function takes {account code: minor units, debit positive} in the book's currency and
returns figures signed as a reader expects them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Activity
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import Line
from cfo_desktop.domain.report import Section
from cfo_desktop.domain.report import TrialBalance
from cfo_desktop.domain.report import TrialBalanceLine

Balances = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Columns:
    """The same balances for the period itself, the period before and one year before."""

    now: Balances
    before: Balances
    year_before: Balances

    def of(self, figure: Callable[[Balances], int]) -> tuple[int, int, int]:
        """Return a figure for each of the three."""
        return figure(self.now), figure(self.before), figure(self.year_before)


def trial_balance(
    accounts: Sequence[Account], balances: Balances, *, at: dt.date, currency: str
) -> TrialBalance:
    """Return every account with a balance, in the order of codes."""
    lines = tuple(
        TrialBalanceLine(account, balances[account.code])
        for account in accounts
        if balances.get(account.code)
    )
    return TrialBalance(at, currency, lines)


def income(
    accounts: Sequence[Account], movements: Columns, *, month: Month, currency: str
) -> FinancialStatement:
    """Return the income statement of a month from its movements, closing entries left out."""
    part = _Parts(accounts, movements)
    sections = (
        part.section(Group.SALES, sign=-1),
        part.section(Group.COST_OF_SALES),
        part.result("gross_profit", {Group.SALES, Group.COST_OF_SALES}),
        part.section(Group.OPERATING),
        part.result("operating_profit", OPERATING_GROUPS),
        part.section(Group.OTHER_INCOME, sign=-1),
        part.section(Group.FINANCE),
        part.section(Group.INCOME_TAX),
        part.result("profit", NOMINAL_GROUPS),
    )
    return FinancialStatement("income", currency, month, None, sections)


def balance_sheet(
    accounts: Sequence[Account],
    balances: Columns,
    year_movements: Columns,
    *,
    at: dt.date,
    currency: str,
) -> FinancialStatement:
    """Return the balance sheet at the end of ``at``.

    ``year_movements`` are the movements since the fiscal year began, closing entries included:
    they tell the profit of the year from that of years never closed.
    """
    part = _Parts(accounts, balances)
    year: tuple[int, ...] = _Parts(accounts, year_movements).figures(NOMINAL_GROUPS)
    nominal = part.figures(NOMINAL_GROUPS)
    # Where a closing left nothing, all profit stands in retained earnings and none beside it.
    year = tuple(of_year if total else 0 for total, of_year in zip(nominal, year, strict=True))
    earlier = tuple(total - of_year for total, of_year in zip(nominal, year, strict=True))
    profits = [
        _line("profit_of_earlier_years", _negated(earlier)),
        _line("profit_of_the_year", _negated(year)),
    ]
    sections = (
        *(part.section(group) for group in ASSETS),
        part.total("assets", set(ASSETS), sign=1),
        *(part.section(group, sign=-1) for group in LIABILITIES),
        part.total("liabilities", set(LIABILITIES), sign=-1),
        part.section(Group.CAPITAL, sign=-1),
        part.section(Group.DRAWINGS, sign=-1),
        part.section(Group.RETAINED, sign=-1, more=[line for line in profits if _any(line)]),
        part.total("equity", {*EQUITY, *NOMINAL_GROUPS}, sign=-1),
        part.total("liabilities_and_equity", {*LIABILITIES, *EQUITY, *NOMINAL_GROUPS}, sign=-1),
    )
    return FinancialStatement("balance_sheet", currency, None, at, sections)


def cash_flow(
    accounts: Sequence[Account],
    movements: Columns,
    opening: Columns,
    *,
    month: Month,
    currency: str,
) -> FinancialStatement:
    """Return the cash flow of a month by the indirect method, which ties to the change in cash.

    It starts from the profit; every other account that is not cash explains the rest by its
    change. Depreciation is no payment: it is added back and kept out of investing.
    """
    part = _Parts(accounts, movements)
    depreciation = part.figures_of(
        account for account in accounts if account.role is Role.DEPRECIATION
    )
    profit = _line("profit_of_the_month", _negated(part.figures(NOMINAL_GROUPS)))
    operating = [profit, _line("depreciation", depreciation)]
    operating += part.lines(activity_accounts(accounts, Activity.OPERATING), sign=-1)
    fixed = part.figures_of(activity_accounts(accounts, Activity.INVESTING))
    bought = [-moved - written for moved, written in zip(fixed, depreciation, strict=True)]
    investing = [_line("fixed_assets", bought)]
    financing = part.lines(activity_accounts(accounts, Activity.FINANCING), sign=-1)
    exchange = exchange_accounts(accounts)
    if any(part.figures_of(exchange)):  # else they cancel out: nothing flows through them
        financing += part.lines(exchange, sign=-1)
    start = _Parts(accounts, opening).figures({Group.CASH})
    change = part.figures({Group.CASH})
    end = tuple(first + moved for first, moved in zip(start, change, strict=True))
    sections = (
        Section("opening_cash", (), *start),
        _section("operating", operating),
        _section("investing", investing),
        _section("financing", financing),
        Section("change", (), *change),
        Section("closing_cash", (), *end),
    )
    return FinancialStatement("cash_flow", currency, month, None, sections)


ASSETS = tuple(group for group in Group if group.kind is Kind.ASSET)
LIABILITIES = tuple(group for group in Group if group.kind is Kind.LIABILITY)
EQUITY = tuple(group for group in Group if group.kind is Kind.EQUITY)
NOMINAL_GROUPS = {group for group in Group if group.kind in {Kind.INCOME, Kind.EXPENSE}}
OPERATING_GROUPS = {Group.SALES, Group.COST_OF_SALES, Group.OPERATING}


def activity_accounts(accounts: Sequence[Account], activity: Activity) -> list[Account]:
    """Return the balance-sheet accounts whose change belongs to ``activity``.

    The exchange accounts are left out.
    """
    exchange = exchange_accounts(accounts)
    return [
        account
        for account in accounts
        if account.group.activity is activity
        and account.group not in NOMINAL_GROUPS
        and account not in exchange
    ]


def exchange_accounts(accounts: Sequence[Account]) -> list[Account]:
    """Return the exchange account and its sisters in other currencies."""
    codes = {account.code for account in accounts if account.role is Role.EXCHANGE}
    return [account for account in accounts if account.code.partition("-")[0] in codes]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Lines and totals of one set of columns."""

    accounts: Sequence[Account]
    columns: Columns

    def figures_of(self, accounts: Iterable[Account]) -> tuple[int, int, int]:
        codes = [account.code for account in accounts]
        return self.columns.of(lambda found: sum(found.get(code, 0) for code in codes))

    def figures(self, groups: set[Group]) -> tuple[int, int, int]:
        return self.figures_of(account for account in self.accounts if account.group in groups)

    def lines(self, accounts: Iterable[Account], *, sign: int = 1) -> list[Line]:
        """Return one line an account, those that are zero throughout left out."""
        lines = []
        for account in accounts:
            amounts = [sign * figure for figure in self.figures_of([account])]
            lines.append(Line(account.code, account, *amounts))
        return [line for line in lines if _any(line)]

    def section(self, group: Group, *, sign: int = 1, more: Sequence[Line] = ()) -> Section:
        members = (account for account in self.accounts if account.group is group)
        return _section(group.value, [*self.lines(members, sign=sign), *more])

    def total(self, name: str, groups: set[Group], *, sign: int) -> Section:
        return Section(name, (), *(sign * figure for figure in self.figures(groups)))

    def result(self, name: str, groups: set[Group]) -> Section:
        """Return income less expenses over ``groups``."""
        return self.total(name, groups, sign=-1)


def _section(name: str, lines: Sequence[Line]) -> Section:
    kept = tuple(line for line in lines if _any(line))
    return Section(
        name,
        kept,
        sum(line.amount for line in kept),
        sum(line.compare for line in kept),
        sum(line.compare_year for line in kept),
    )


def _line(code: str, amounts: Sequence[int]) -> Line:
    return Line(code, None, *amounts)


def _negated(amounts: Sequence[int]) -> tuple[int, ...]:
    return tuple(-amount for amount in amounts)


def _any(line: Line) -> bool:
    return bool(line.amount or line.compare or line.compare_year)
