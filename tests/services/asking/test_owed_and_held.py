"""Money, debts, tax and the best customers are what every entry adds up to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.asking import Pot
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.customers import Segment
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.services import cushion
from cfo_desktop.services import customers
from cfo_desktop.services import ground
from cfo_desktop.services import outlook
from cfo_desktop.services import tax
from cfo_desktop.services.books import Book
from tests.services.asking.told import TODAY
from tests.services.asking.told import Plain
from tests.services.asking.told import answer
from tests.services.asking.told import column
from tests.services.asking.told import days
from tests.services.asking.told import minor
from tests.services.asking.told import month
from tests.services.asking.told import said
from tests.services.asking.told import words
from tests.services.made_shop import post

DAYS = [None, days("2026-11-15"), days("2026-05-31"), days("2025-06-01"), month(2026, 2)]
SUPPLIES = (Group.STOCK, Group.COST_OF_SALES, Group.OPERATING)


@pytest.mark.parametrize("period", DAYS, ids=str)
def test_money_is_the_balance_of_its_accounts(
    demo_book: Book, plain: Plain, period: object
) -> None:
    found = answer(demo_book, Tool.CASH, period=period)
    day = min(period.last, TODAY) if period is not None else TODAY  # type: ignore[attr-defined]
    held = plain.balance(day, Group.CASH)
    assert minor(found, "cash") == abs(sum(held.values()))
    assert sorted(column(found) or [minor(found, "cash")]) == sorted(held.values())
    if "difference" in found.facts:
        before = plain.balance(day - dt.timedelta(days=30), Group.CASH)
        assert minor(found, "difference") == abs(sum(held.values()) - sum(before.values()))


def test_money_is_held_against_the_least_that_is_wanted(book: Book) -> None:
    post(book, "1020", "3010", "1000", day=TODAY)
    assert "cushion" not in answer(book, Tool.CASH).facts
    for least, over, sense in ((80_000, 20_000, Sense.ENOUGH), (130_000, 30_000, Sense.SHORT)):
        cushion.set_cushion(book, least)
        found = answer(book, Tool.CASH)
        assert (minor(found, "over"), found.facts["over"].sense) == (over, sense)


@pytest.mark.parametrize("day", [None, dt.date(2026, 6, 14)])
@pytest.mark.parametrize("pot", Pot)
def test_the_money_in_one_place_is_that_of_its_account_alone(
    demo_book: Book, plain: Plain, pot: Pot, day: dt.date | None
) -> None:
    found = answer(demo_book, Tool.CASH, pot=pot, period=day and days(str(day)))
    codes = [code for code, each in plain.accounts.items() if each.role in ROLES_OF[pot]]
    balances = plain.balance(day or TODAY, Group.CASH)
    held = sum(balances.get(code, 0) for code in codes)
    assert minor(found, "held") == held
    assert found.facts["held"].place.accounts == tuple(codes)
    if "all" in found.facts:
        assert minor(found, "all") == sum(balances.values())


ROLES_OF = {
    Pot.TILL: {Role.TILL},
    Pot.BANK: {Role.BANK},
    Pot.SAVINGS: {Role.SAVINGS},
    Pot.WECHAT: {Role.WALLET_WECHAT},
    Pot.ALIPAY: {Role.WALLET_ALIPAY},
    Pot.CARDS: {Role.CARD_CLEARING},
}


@pytest.mark.parametrize(
    ("tool", "group", "sign"),
    [(Tool.RECEIVABLES, Group.RECEIVABLE, 1), (Tool.PAYABLES, Group.PAYABLE, -1)],
)
def test_debts_are_the_balance_of_their_accounts(
    demo_book: Book, plain: Plain, tool: Tool, group: Group, sign: int
) -> None:
    found = answer(demo_book, tool)
    assert minor(found, "owed") == sign * sum(plain.balance(TODAY, group).values())
    assert sum(column(found)) == minor(found, "owed")
    direction = Direction.SALE if sign > 0 else Direction.PURCHASE
    debts = ground.read(demo_book).debts.open(direction)
    late = [each for each in debts if each.day + dt.timedelta(days=30) < TODAY]
    assert minor(found, "late") == sum(each.left for each in late) == sum(column(found, 1))
    assert found.facts["number"].figure == len(debts)
    assert set(found.facts["owed"].place.rows) == {each.entry for each in debts}
    sense = Sense.OWED_TO_US if sign > 0 else Sense.WE_OWE
    assert found.facts["owed"].sense is found.facts["late"].sense is sense
    for party in {each.party for each in debts}:
        one = answer(demo_book, tool, party=party)
        mine = [each for each in debts if each.party == party]
        assert minor(one, "owed") == sum(each.left for each in mine)
        assert sum(column(one, 2)) == minor(one, "owed")
    least = Money(ground.read(demo_book).history.currency, max(each.left for each in debts))
    large = answer(demo_book, tool, amount=least.decimal())
    assert minor(large, "owed") == sum(each.left for each in debts if each.left >= least.minor)
    none = answer(demo_book, tool, amount=Decimal(10**9))
    assert said(none) == [f"{tool}.none_least"]
    few = answer(demo_book, tool, count=1)
    assert few.table is not None
    assert len(few.table.lines) <= 2
    assert sum(column(few)) == minor(few, "owed")


def test_what_a_customer_paid_is_told(demo_book: Book, plain: Plain) -> None:
    (party,) = {each.party for each in ground.read(demo_book).debts.open(Direction.SALE)}
    payments = [
        (entry.draft.day, entry.number, line.value.minor)
        for entry in plain.entries
        for line in entry.draft.postings
        if entry.draft.party == party and plain.accounts[line.account].group is Group.CASH
    ]
    day, number, value = max(payments)
    found = answer(demo_book, Tool.RECEIVABLES, party=party)
    assert (found.facts["paid_on"].figure, minor(found, "paid")) == (day, value)
    assert found.facts["paid"].place.rows == (number,)
    of_month = answer(demo_book, Tool.RECEIVABLES, party=party, period=month(2026, 10))
    expected = sum(value for when, _, value in payments if (when.year, when.month) == (2026, 10))
    assert minor(of_month, "paid") == expected


def test_a_part_payment_is_the_last_payment(book: Book) -> None:
    post(book, "1100", "4010", "500", day=dt.date(2026, 9, 1), party="Lily")
    post(book, "1020", "1100", "200", day=dt.date(2026, 10, 1), party="Lily")
    found = answer(book, Tool.RECEIVABLES, party="Lily")
    assert (minor(found, "owed"), minor(found, "paid")) == (30_000, 20_000)
    number = post(book, "1020", "1100", "300", day=dt.date(2026, 11, 1), party="Lily")
    post(book, "4090", "1100", "10", day=TODAY, party="Lily")  # given back, and not paid
    found = answer(book, Tool.RECEIVABLES, party="Lily")
    assert said(found)[0] == "receivables.party_none"
    assert (minor(found, "paid"), found.facts["paid"].place.rows) == (30_000, (number,))


def test_what_falls_due_in_days_to_come_is_todays_outlook(demo_book: Book) -> None:
    first, last = TODAY + dt.timedelta(days=1), TODAY + dt.timedelta(days=14)
    every = outlook.read(demo_book).due
    expected = [each for each in every if first <= each.day <= last]
    today = [each for each in every if each.day == TODAY]
    found = answer(demo_book, Tool.PAYABLES, period=days(first.isoformat(), last.isoformat()))
    assert minor(found, "sum") == sum(each.amount for each in expected)
    assert sum(column(found, 1)) == minor(found, "sum") + minor(found, "late")
    assert found.table is not None
    falls_due = found.table.lines[0].figures[0]
    assert isinstance(falls_due, dt.date)
    assert falls_due < TODAY
    assert minor(found, "due") == sum(each.amount for each in (*expected, *today)) + minor(
        found, "late"
    )
    assert minor(found, "most") == max(each.amount for each in expected)


def test_a_book_closed_and_opened_again_answers_the_same(demo_book: Book) -> None:
    first = answer(demo_book, Tool.RECEIVABLES)
    demo_book.ground = None
    demo_book.remembered = None
    assert answer(demo_book, Tool.RECEIVABLES) == first


def test_the_tax_that_is_due_is_that_of_the_summary(book: Book) -> None:
    for day in ("2026-07-10", "2026-08-10", "2026-10-05"):
        post(book, "1020", "4010", "10600", day=dt.date.fromisoformat(day))
    assert said(answer(book, Tool.TAX)) == ["tax.no_accounts", "tax.no_plan"]
    plan = tax.planned(book, "vat", percent=Decimal(6))
    tax.change_plan(book, plan)
    found = answer(book, Tool.TAX)
    summary = tax.read(book).summary
    assert summary is not None
    dues = summary.dues()
    assert dues
    key = "tax" if "tax" in found.facts else "late"
    assert minor(found, key) == dues[0].amount - dues[0].paid
    assert found.facts[key].sense is Sense.WE_OWE
    assert sum(column(found, 0)) == sum(form.amount for form in summary.forms)
    assert "tax.no_account" in said(found)
    quarter = answer(book, Tool.TAX, period=month(2026, 10, 3))
    running = next(form for form in summary.forms if form.first == dt.date(2026, 10, 1))
    assert minor(quarter, "tax") == running.amount == 60_000
    assert said(answer(book, Tool.TAX, period=month(2020, 1))) == ["tax.no_period"]


@pytest.mark.parametrize("period", [None, month(2026, 10), month(2026, 1, 12)], ids=str)
def test_the_best_customers_and_suppliers_are_those_of_the_entries(
    demo_book: Book, plain: Plain, period: object
) -> None:
    stretch = period or days("2025-12-01", "2026-11-15")
    for tool, groups, sign in (
        (Tool.TOP_CUSTOMERS, (Group.SALES,), -1),
        (Tool.TOP_SUPPLIERS, SUPPLIES, 1),
    ):
        sums: Counter[str] = Counter()
        total = 0
        for entry in plain.entries:
            if not stretch.first <= entry.draft.day <= stretch.last:  # type: ignore[attr-defined]
                continue
            moved = sign * sum(
                line.value.minor
                for line in entry.draft.postings
                if plain.accounts[line.account].group in groups
            )
            total += moved
            if entry.draft.party:
                sums[entry.draft.party.casefold()] += moved
        ranked = sorted((value for value in sums.values() if value > 0), reverse=True)
        found = answer(demo_book, tool, period=period, count=4)
        assert column(found) == ranked[:4]
        assert minor(found, "sum") == ranked[0]
        share = found.facts["share"].figure
        assert share.per_mille == round(1000 * ranked[0] / total)  # type: ignore[union-attr]
        party = found.facts["party"].figure
        assert isinstance(party, str)
        assert sums[party.casefold()] == ranked[0]
        rank = answer(demo_book, tool, period=period, party=party)
        assert (rank.facts["rank"].figure, rank.facts["of"].figure) == (1, len(ranked))
        whole = answer(demo_book, tool, period=period)
        assert sum(column(whole)) == sum(ranked)


def test_what_is_not_in_the_books_is_said(demo_book: Book, plain: Plain) -> None:
    for tool in (Tool.STOCK, Tool.TOP_PRODUCTS, Tool.NONE):
        found = answer(demo_book, tool)
        assert not found.held
        assert found.follow_ups
        assert words(demo_book, found)
    goods = sum(plain.balance(TODAY, Group.STOCK).values())
    assert minor(answer(demo_book, Tool.STOCK), "worth") == goods


def test_who_stopped_comes_first_where_that_is_asked(demo_book: Book) -> None:
    page = customers.kept_page(demo_book)
    away = [*page.of(Segment.GONE), *page.of(Segment.SLIPPING)]
    found = answer(demo_book, Tool.TOP_CUSTOMERS, lost=True)
    assert said(found)[0].startswith("top_customers.gone")
    assert found.table is not None
    assert [line.name for line in found.table.lines] == [each.name for each in away]
    assert [line.figures[0] for line in found.table.lines] == [each.last for each in away]
    assert column(found, 1) == [each.monthly for each in away]
