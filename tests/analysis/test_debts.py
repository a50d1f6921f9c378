"""What is open and what was paid ahead is the ledger, and each party pays as it did before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.analysis import debts
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.debts import Debts
from cfo_desktop.domain.debts import PartyDebts
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.history import History
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.settling import Settlement
from cfo_desktop.domain.settling import SettlementKind
from tests.analysis import histories

START = dt.date(2026, 1, 1)
TODAY = dt.date(2026, 6, 30)
ACCOUNTS = [
    Account(code, name, name, group, "GBP", role)
    for code, name, group, role in (
        ("1010", "Bank", Group.CASH, Role.BANK),
        ("1100", "Receivables", Group.RECEIVABLE, Role.RECEIVABLES),
        ("2010", "Payables", Group.PAYABLE, Role.PAYABLES),
        ("3090", "Opening", Group.CAPITAL, Role.OPENING),
        ("4010", "Sales", Group.SALES, Role.SALES),
        ("5010", "Purchases", Group.COST_OF_SALES, Role.PURCHASES),
    )
]
KINDS = {
    "invoice": ("1100", "4010"),
    "received": ("1010", "1100"),
    "return": ("4010", "1100"),
    "bill": ("5010", "2010"),
    "paid": ("2010", "1010"),
    "opening": ("1100", "3090"),
}
PARTIES = ("Ash", "Birch", "Cedar")


def draft(day: dt.date, kind: str, amount: int, party: str) -> Draft:
    debit, credit = KINDS[kind]
    money = Money("GBP", amount)
    postings = (Posting.plain(debit, money), Posting.plain(credit, -money))
    return Draft(day, kind, postings, party=party)


def known(drafts: list[Draft], *, days_from: dt.date = START, today: dt.date = TODAY) -> History:
    return histories.history(drafts, ACCOUNTS, today=today, currency="GBP", days_from=days_from)


days = st.integers(0, 170).map(lambda number: START + dt.timedelta(days=number))
trades = st.lists(
    st.builds(
        draft,
        days,
        st.sampled_from(sorted(KINDS)),
        st.sampled_from((100, 250, 250, 400, 999)),
        st.sampled_from(PARTIES),
    ),
    max_size=40,
).map(lambda drafts: sorted(drafts, key=lambda each: each.day))


@given(trades, days)
def test_what_is_open_less_what_was_paid_ahead_is_the_balance(
    drafts: list[Draft], days_from: dt.date
) -> None:
    history = known(drafts, days_from=days_from)
    found = debts.find(history)
    assert debts.total(found.customers) == history.balances.get("1100", 0)
    assert debts.total(found.suppliers) == -history.balances.get("2010", 0)


@given(trades)
def test_nothing_is_paid_before_it_arose_nor_expected_before_tomorrow(drafts: list[Draft]) -> None:
    found = debts.find(known(drafts))
    for each in (*found.customers.values(), *found.suppliers.values()):
        assert all(payment.day <= payment.paid for payment in each.paid)
        assert all(debt.day <= TODAY < debt.expected for debt in each.open)
        assert all(0 < debt.left <= debt.amount for debt in each.open)


@given(trades)
def test_the_same_rows_make_the_same_debts_whatever_the_parties_are_called(
    drafts: list[Draft],
) -> None:
    names = dict(zip(PARTIES, reversed(PARTIES), strict=True))
    turned = [replace(each, party=names[each.party]) for each in drafts]
    found = debts.find(known(drafts))
    assert found == debts.find(known(drafts))
    other = debts.find(known(turned))
    assert _renamed(found, names) == other


def _renamed(found: Debts, names: Mapping[str, str]) -> Debts:
    def turn(of: Mapping[str, PartyDebts]) -> dict[str, PartyDebts]:
        return {
            names[party]: replace(
                each,
                party=names[party],
                open=tuple(replace(debt, party=names[party]) for debt in each.open),
            )
            for party, each in of.items()
        }

    return Debts(found.today, turn(found.customers), turn(found.suppliers))


def _after(days_after: int) -> dt.date:
    return START + dt.timedelta(days=days_after)


def _paid_after(took: int, times: int = 4) -> list[Draft]:
    drafts = []
    for number in range(times):
        arose = _after(25 * number)
        drafts.append(draft(arose, "invoice", 1000 + number, "Ash"))
        drafts.append(draft(arose + dt.timedelta(days=took), "received", 1000 + number, "Ash"))
    return sorted(drafts, key=lambda each: each.day)


def test_a_party_is_expected_to_pay_as_it_did_of_late() -> None:
    open_since = TODAY - dt.timedelta(days=5)
    found = debts.find(known([*_paid_after(40), draft(open_since, "invoice", 77, "Ash")]))
    assert found.customers["Ash"].usual_days == 40
    assert found.customers["Ash"].open[0].expected == open_since + dt.timedelta(days=40)


def test_a_debt_that_is_open_longer_than_any_before_waits_half_as_long_again() -> None:
    open_since = TODAY - dt.timedelta(days=80)
    drafts = [*_paid_after(20), draft(open_since, "invoice", 77, "Ash")]
    found = debts.find(known(sorted(drafts, key=lambda each: each.day)))
    assert found.customers["Ash"].open[0].expected == TODAY + dt.timedelta(days=40)


def test_who_lets_an_older_debt_wait_is_not_expected_to_pay_a_newer_one_sooner() -> None:
    drafts = [
        *_paid_after(20),
        draft(TODAY - dt.timedelta(days=50), "invoice", 300, "Birch"),
        draft(TODAY - dt.timedelta(days=10), "invoice", 400, "Birch"),
    ]
    found = debts.find(known(sorted(drafts, key=lambda each: each.day)))
    newer = found.customers["Birch"].open[1]
    assert (newer.expected - newer.day).days >= 50


def test_a_party_that_pays_on_a_day_of_the_month_is_expected_on_it() -> None:
    drafts = []
    for month, arose in ((1, 3), (2, 25), (3, 12), (4, 20)):
        drafts.append(draft(dt.date(2026, month, arose), "bill", 500 + month, "Ash"))
        drafts.append(draft(dt.date(2026, month + 1, 15), "paid", 500 + month, "Ash"))
    drafts.append(draft(dt.date(2026, 6, 29), "bill", 900, "Ash"))
    found = debts.find(known(sorted(drafts, key=lambda each: each.day)))
    assert found.suppliers["Ash"].open[0].expected == dt.date(2026, 7, 15)


def test_a_return_settles_an_invoice_and_is_no_payment() -> None:
    drafts = [draft(START, "invoice", 500, "Ash"), draft(_after(9), "return", 500, "Ash")]
    found = debts.find(known(drafts)).customers["Ash"]
    assert (found.open, found.paid, found.ahead) == ((), (), 0)


def test_one_payment_for_all_invoices_of_a_day_leaves_the_older_one_open() -> None:
    drafts = [
        draft(START, "invoice", 900, "Ash"),
        draft(_after(20), "invoice", 400, "Ash"),
        draft(_after(20), "invoice", 300, "Ash"),
        draft(_after(40), "received", 700, "Ash"),
    ]
    found = debts.find(known(drafts)).customers["Ash"]
    assert [debt.left for debt in found.open] == [900]
    assert [payment.took for payment in found.paid] == [20, 20]


@given(trades, days, st.data())
def test_whatever_is_said_of_payments_what_is_open_is_the_balance(
    drafts: list[Draft], days_from: dt.date, data: st.DataObject
) -> None:
    numbers = st.integers(1, max(1, len(drafts)))
    said = data.draw(
        st.lists(
            st.builds(
                Settlement,
                numbers,
                numbers,
                st.sampled_from((1, 100, 250, 700)),
                st.just(SettlementKind.PAYMENT),
            ),
            max_size=30,
        )
    )
    history = replace(known(drafts, days_from=days_from), settlements=tuple(said))
    found = debts.find(history)
    assert debts.total(found.customers) == history.balances.get("1100", 0)
    assert debts.total(found.suppliers) == -history.balances.get("2010", 0)
    for each in (*found.customers.values(), *found.suppliers.values()):
        assert each.ahead >= 0
        assert all(0 < debt.left <= debt.amount for debt in each.open)


def test_a_named_payment_settles_what_it_names_before_and_after_it_arose() -> None:
    first, second = (draft(START, "invoice", 250, "Ash") for _ in range(2))
    paid = draft(START + dt.timedelta(days=5), "received", 250, "Ash")
    late = draft(START + dt.timedelta(days=9), "invoice", 400, "Ash")
    history = known([first, second, paid, late])
    for named, opened in (
        (1, {2: 250, 4: 400}),
        (2, {1: 250, 4: 400}),
        (4, {1: 250, 2: 250, 4: 150}),
    ):
        said = (Settlement(named, 3, 250, SettlementKind.PAYMENT),)
        found = debts.find(replace(history, settlements=said)).customers["Ash"]
        assert {each.entry: each.left for each in found.open} == opened
