"""Tells which accounts and entries each figure of a statement is made of.

It says backwards what `financial_statements` says forwards: a test adds up the entries of every
figure and compares.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

from cfo_desktop.analysis.financial_statements import ASSETS
from cfo_desktop.analysis.financial_statements import EQUITY
from cfo_desktop.analysis.financial_statements import LIABILITIES
from cfo_desktop.analysis.financial_statements import NOMINAL_GROUPS
from cfo_desktop.analysis.financial_statements import OPERATING_GROUPS
from cfo_desktop.analysis.financial_statements import activity_accounts
from cfo_desktop.analysis.financial_statements import exchange_accounts
from cfo_desktop.base.errors import Bug
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Activity
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.report import Scope
from cfo_desktop.domain.report import Source

_SIGN = {Kind.ASSET: 1, Kind.EXPENSE: 1, Kind.LIABILITY: -1, Kind.EQUITY: -1, Kind.INCOME: -1}
_RESULTS = {
    "gross_profit": {Group.SALES, Group.COST_OF_SALES},
    "operating_profit": OPERATING_GROUPS,
    "profit": NOMINAL_GROUPS,
}
_TOTALS = {
    "assets": set(ASSETS),
    "liabilities": set(LIABILITIES),
    "equity": {*EQUITY, *NOMINAL_GROUPS},
    "liabilities_and_equity": {*LIABILITIES, *EQUITY, *NOMINAL_GROUPS},
}
_PROFITS = {
    "profit_of_the_year": Scope.OF_THE_YEAR,
    "profit_of_earlier_years": Scope.BEFORE_THE_YEAR,
}


def source(accounts: Sequence[Account], statement: str, *, section: str, line: str = "") -> Source:
    """Return what the figure of a line (its code), or else of a section, is made of."""
    if statement == "income":
        return _of_income(accounts, section, line)
    if statement == "balance_sheet":
        return _of_balance_sheet(accounts, section, line)
    if statement == "cash_flow":
        return _of_cash_flow(accounts, section, line)
    message = f"no such statement: {statement}"
    raise Bug(message)


def _of_income(accounts: Sequence[Account], section: str, line: str) -> Source:
    if section in _RESULTS:
        return Source(_in_groups(accounts, _RESULTS[section]), -1, Scope.EARNED)
    group = Group(section)
    codes = frozenset({line}) if line else _in_groups(accounts, {group})
    return Source(codes, _SIGN[group.kind], Scope.EARNED)


def _of_balance_sheet(accounts: Sequence[Account], section: str, line: str) -> Source:
    if line in _PROFITS:
        return Source(_in_groups(accounts, NOMINAL_GROUPS), -1, _PROFITS[line])
    if section in _TOTALS:
        sign = 1 if section == "assets" else -1
        return Source(_in_groups(accounts, _TOTALS[section]), sign, Scope.HELD)
    group = Group(section)
    groups = {group, *NOMINAL_GROUPS} if group is Group.RETAINED else {group}
    codes = frozenset({line}) if line else _in_groups(accounts, groups)
    return Source(codes, _SIGN[group.kind], Scope.HELD)


def _of_cash_flow(accounts: Sequence[Account], section: str, line: str) -> Source:
    cash = _in_groups(accounts, {Group.CASH})
    nominal = _in_groups(accounts, NOMINAL_GROUPS)
    depreciation = _codes(account for account in accounts if account.role is Role.DEPRECIATION)
    if line == "profit_of_the_month":
        return Source(nominal, -1, Scope.FLOWED)
    if line == "depreciation":
        return Source(depreciation, 1, Scope.FLOWED)
    if line and line != "fixed_assets":
        return Source(frozenset({line}), -1, Scope.FLOWED)
    if section in {"opening_cash", "closing_cash"}:
        return Source(cash, 1, Scope.OPENED if section == "opening_cash" else Scope.HELD)
    parts = {
        "change": cash,
        # Depreciation lowers the profit and is added back: no entry of it remains.
        "operating": nominal - depreciation
        | _codes(activity_accounts(accounts, Activity.OPERATING)),
        "investing": depreciation | _codes(activity_accounts(accounts, Activity.INVESTING)),
        "financing": _codes(activity_accounts(accounts, Activity.FINANCING))
        | _codes(exchange_accounts(accounts)),
    }
    return Source(parts[section], 1 if section == "change" else -1, Scope.FLOWED)


def _in_groups(accounts: Iterable[Account], groups: Iterable[Group]) -> frozenset[str]:
    wanted = set(groups)
    return _codes(account for account in accounts if account.group in wanted)


def _codes(accounts: Iterable[Account]) -> frozenset[str]:
    return frozenset(account.code for account in accounts)
