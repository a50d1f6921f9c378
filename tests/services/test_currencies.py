"""Revalues what is held in foreign money, at rates of every kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.period import Month
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import currencies
from cfo_desktop.services import entries
from cfo_desktop.services import reports
from cfo_desktop.services.books import Book
from tests.services.made_shop import DAY
from tests.services.made_shop import balances
from tests.services.made_shop import verified


@pytest.fixture
def dollars(book: Book) -> Book:
    """A book that holds a hundred dollars, bought at 7.10."""
    chart.add(book, code="1021", name="Dollars", group=Group.CASH, currency="USD")
    draft = entries.simple(
        book,
        day=DAY,
        narration="",
        debits=[("1021", "100")],
        credits=[("1020", "710")],
        rate=Decimal("7.10"),
    )
    entries.post(book, draft=draft)
    return book


@pytest.mark.parametrize(
    ("rate", "gain"), [("7.25", 1500), ("6.90", -2000), ("7.123456789", 235), ("0.01", -70900)]
)
def test_the_gain_is_what_the_money_is_worth_more(dollars: Book, rate: str, gain: int) -> None:
    currencies.revalue(dollars, currency="USD", rate=Decimal(rate), day=DAY)
    found = balances(dollars)
    assert found["1021"] == 71000 + gain
    assert found[chart.with_role(dollars, role=Role.FX_GAIN).code] == -gain
    assert chart.balances(dollars)["1021"] == 10000
    assert sum(found.values()) == 0
    sheet = reports.balance_sheet(dollars, at=DAY)
    assert sheet.total("assets") == sheet.total("liabilities_and_equity")
    flow = reports.cash_flow(dollars, month=Month.of(DAY))
    parts = [flow.total(name) for name in ("operating", "investing", "financing")]
    assert sum(parts) == flow.total("change")
    verified(dollars)


@pytest.mark.parametrize(
    ("code", "currency", "rate"),
    [
        ("currency_is_own", "CNY", "1"),
        ("rate_missing", "USD", "0"),
        ("rate_missing", "USD", "-7"),
        ("rate_missing", "USD", "NaN"),
        ("rate_missing", "USD", "Infinity"),
        ("revaluation_not_needed", "USD", "7.10"),
        ("revaluation_not_needed", "EUR", "8"),
        ("amount_invalid", "USD", "1E+20"),
        ("currency_unknown", "XYZ", "8"),
    ],
)
def test_a_revaluation_that_cannot_be_changes_nothing(
    dollars: Book, code: str, currency: str, rate: str
) -> None:
    before = balances(dollars), chart.all_accounts(dollars)
    with pytest.raises(UserError) as caught:
        currencies.revalue(dollars, currency=currency, rate=Decimal(rate), day=DAY)
    assert caught.value.code == code
    assert (balances(dollars), chart.all_accounts(dollars)) == before


def test_a_second_revaluation_starts_from_the_first(dollars: Book) -> None:
    for rate in ("7.30", "7.20"):
        currencies.revalue(dollars, currency="USD", rate=Decimal(rate), day=DAY)
    assert balances(dollars)["1021"] == 72000
    with pytest.raises(UserError):
        currencies.revalue(dollars, currency="USD", rate=Decimal("7.20"), day=DAY)
    verified(dollars)
