"""Holds the three statements to what ties them together, over random balances."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.analysis import financial_statements
from cfo_desktop.analysis.financial_statements import Columns
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import FinancialStatement

MONTH = Month(2026, 3)
AT = dt.date(2026, 3, 31)
ACCOUNTS = [
    Account(f"{1000 + 10 * place + twin}", f"{group} {twin}", f"{group} {twin}", group, "CNY")
    for place, group in enumerate(Group)
    for twin in (0, 1)
] + [Account("6410", "Depreciation", "折旧", Group.OPERATING, "CNY", Role.DEPRECIATION)]
CODES = [account.code for account in ACCOUNTS]
GROUP_OF = {account.code: account.group for account in ACCOUNTS}


@st.composite
def balances(draw: st.DrawFn) -> dict[str, int]:
    """Balances of some accounts that add up to nothing, as a ledger's do."""
    found = draw(st.dictionaries(st.sampled_from(CODES[:-1]), st.integers(-(10**6), 10**6)))
    found[CODES[-1]] = -sum(found.values())
    return found


def columns() -> st.SearchStrategy[Columns]:
    return st.builds(Columns, balances(), balances(), balances())


def of_kind(found: dict[str, int], *kinds: Kind) -> int:
    """Add up the balances of some kinds the slow way."""
    return sum(amount for code, amount in found.items() if GROUP_OF[code].kind in kinds)


def totals(made: FinancialStatement, name: str) -> tuple[int, int, int]:
    """Return one section's total in its three columns."""
    (section,) = [part for part in made.sections if part.name == name]
    return section.total, section.compare, section.compare_year


def each(found: Columns) -> list[dict[str, int]]:
    return [dict(column) for column in (found.now, found.before, found.year_before)]


def adds_up(made: FinancialStatement) -> None:
    """Every section with lines is the sum of its lines, in each column."""
    for section in made.sections:
        if section.lines:
            assert section.total == sum(line.amount for line in section.lines)
            assert section.compare == sum(line.compare for line in section.lines)
            assert section.compare_year == sum(line.compare_year for line in section.lines)
            assert all(line.amount or line.compare or line.compare_year for line in section.lines)


@given(balances())
def test_debits_equal_credits(found: dict[str, int]) -> None:
    made = financial_statements.trial_balance(ACCOUNTS, found, at=AT, currency="CNY")
    assert made.debit == made.credit == sum(amount for amount in found.values() if amount > 0)
    assert {line.account.code: line.balance for line in made.lines} == {
        code: amount for code, amount in found.items() if amount
    }
    order = [line.account.code for line in made.lines]
    assert order == [code for code in CODES if code in order]


@given(columns())
def test_the_profit_is_income_less_expenses(found: Columns) -> None:
    made = financial_statements.income(ACCOUNTS, found, month=MONTH, currency="CNY")
    adds_up(made)
    expected = tuple(-of_kind(column, Kind.INCOME, Kind.EXPENSE) for column in each(found))
    assert totals(made, "profit") == expected
    for column, place in zip(each(found), range(3), strict=True):
        part = {section.name: totals(made, section.name)[place] for section in made.sections}
        assert part["gross_profit"] == part["sales"] - part["cost_of_sales"]
        assert part["operating_profit"] == part["gross_profit"] - part["operating"]
        assert part["profit"] == (
            part["operating_profit"] + part["other_income"] - part["finance"] - part["income_tax"]
        )
        sales = [amount for code, amount in column.items() if GROUP_OF[code] is Group.SALES]
        assert part["sales"] == -sum(sales)
    assert (made.period, made.at, made.currency) == (MONTH, None, "CNY")


@given(columns(), columns())
def test_the_balance_sheet_balances(found: Columns, year: Columns) -> None:
    made = financial_statements.balance_sheet(ACCOUNTS, found, year, at=AT, currency="CNY")
    adds_up(made)
    assert totals(made, "assets") == totals(made, "liabilities_and_equity")
    assert totals(made, "assets") == tuple(of_kind(column, Kind.ASSET) for column in each(found))
    liabilities = tuple(-of_kind(column, Kind.LIABILITY) for column in each(found))
    assert totals(made, "liabilities") == liabilities
    # The parts that are printed add up to the totals that are printed.
    for place in range(3):
        part = {section.name: totals(made, section.name)[place] for section in made.sections}
        for total, kind in [("assets", Kind.ASSET), ("liabilities", Kind.LIABILITY)]:
            assert part[total] == sum(part[group.value] for group in Group if group.kind is kind)
        equity = part["capital"] + part["drawings"] + part["retained"]
        assert part["equity"] == equity
        assert part["liabilities_and_equity"] == part["liabilities"] + part["equity"]


@given(columns(), columns())
def test_the_cash_flow_ties_to_the_change_in_cash(moved: Columns, opening: Columns) -> None:
    made = financial_statements.cash_flow(ACCOUNTS, moved, opening, month=MONTH, currency="CNY")
    adds_up(made)
    for place, (column, start) in enumerate(zip(each(moved), each(opening), strict=True)):
        part = {section.name: totals(made, section.name)[place] for section in made.sections}
        cash = sum(amount for code, amount in column.items() if GROUP_OF[code] is Group.CASH)
        before = sum(amount for code, amount in start.items() if GROUP_OF[code] is Group.CASH)
        assert part["change"] == cash
        assert part["operating"] + part["investing"] + part["financing"] == cash
        assert (part["opening_cash"], part["closing_cash"]) == (before, before + cash)


@given(columns(), st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_the_exchange_accounts_flow_only_where_they_do_not_cancel_out(
    moved: Columns, one: int, other: int
) -> None:
    """Through them money is exchanged; posted to by hand they are equity like any other."""
    exchange = Account("3090", "Exchange", "兑换", Group.CAPITAL, "CNY", Role.EXCHANGE)
    accounts = [*ACCOUNTS, exchange, exchange.in_currency("USD")]
    now = dict(moved.now)
    now |= {"3090": one, "3090-USD": other, CODES[-1]: now[CODES[-1]] - one - other}
    made = financial_statements.cash_flow(
        accounts,
        Columns(now, moved.before, moved.year_before),
        Columns({}, {}, {}),
        month=MONTH,
        currency="CNY",
    )
    adds_up(made)
    parts = [made.total(name) for name in ("operating", "investing", "financing")]
    assert sum(parts) == made.total("change")
    lines = {line.code for section in made.sections for line in section.lines}
    assert not (one + other == 0 and "3090" in lines)


def only(**amounts: int) -> Columns:
    """Return columns of one month, by group; the rest of it is cash."""
    found = {
        next(account.code for account in ACCOUNTS if account.group.value == name): amount
        for name, amount in amounts.items()
    }
    cash = ACCOUNTS[0].code
    assert GROUP_OF[cash] is Group.CASH
    return Columns({**found, cash: -sum(found.values())}, {}, {})


@pytest.mark.parametrize(
    ("amounts", "operating", "investing", "financing"),
    [
        ({"sales": -500}, 500, 0, 0),
        ({"sales": -500, "receivable": 200}, 300, 0, 0),
        ({"payable": 300}, -300, 0, 0),
        ({"stock": 300, "payable": -300}, 0, 0, 0),
        ({"fixed_asset": 900}, 0, -900, 0),
        ({"loan": -1000}, 0, 0, 1000),
        ({"drawings": 70}, 0, 0, -70),
        ({"capital": -60}, 0, 0, 60),
        ({"tax": 50}, -50, 0, 0),
    ],
)
def test_money_is_in_the_part_where_it_belongs(
    amounts: dict[str, int], operating: int, investing: int, financing: int
) -> None:
    made = financial_statements.cash_flow(
        ACCOUNTS, only(**amounts), Columns({}, {}, {}), month=MONTH, currency="CNY"
    )
    found = [made.total(name) for name in ("operating", "investing", "financing")]
    assert found == [operating, investing, financing]


def test_depreciation_is_no_payment() -> None:
    """Equipment loses 100 of its worth: a loss, no money moved, nothing was sold."""
    fixed = next(account.code for account in ACCOUNTS if account.group is Group.FIXED_ASSET)
    moved = Columns({"6410": 100, fixed: -100}, {}, {})
    made = financial_statements.cash_flow(
        ACCOUNTS, moved, Columns({}, {}, {}), month=MONTH, currency="CNY"
    )
    lines = {line.code: line.amount for section in made.sections for line in section.lines}
    assert lines == {"profit_of_the_month": -100, "depreciation": 100}
    assert [made.total(name) for name in ("operating", "investing", "change")] == [0, 0, 0]


def test_the_profit_of_the_year_is_told_from_that_of_years_never_closed() -> None:
    sales = next(account.code for account in ACCOUNTS if account.group is Group.SALES)
    cash = ACCOUNTS[0].code
    now = Columns({sales: -900, cash: 900}, {}, {})
    year = Columns({sales: -400, cash: 400}, {}, {})
    made = financial_statements.balance_sheet(ACCOUNTS, now, year, at=AT, currency="CNY")
    lines = {line.code: line.amount for section in made.sections for line in section.lines}
    assert lines["profit_of_the_year"] == 400
    assert lines["profit_of_earlier_years"] == 500
