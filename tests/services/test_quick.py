"""Quick entries on both charts, and what the past suggests for the next one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.quick import SHAPES
from cfo_desktop.domain.quick import PastEntry
from cfo_desktop.domain.quick import QuickKind
from cfo_desktop.domain.quick import Use
from cfo_desktop.domain.quick import choices
from cfo_desktop.domain.quick import kind_of
from cfo_desktop.domain.quick import learned
from cfo_desktop.domain.quick import lowest
from cfo_desktop.services import accounts
from cfo_desktop.services import charts
from cfo_desktop.services import entries
from cfo_desktop.services import quick
from cfo_desktop.services.books import Book
from cfo_desktop.services.quick import QuickForm
from tests.services import made_shop

DAY = dt.date(2026, 11, 3)
CHARTS = {name: charts.load(name, currency="CNY") for name in ("shop", "cn-small-enterprise")}


@pytest.fixture(params=list(CHARTS), scope="module")
def shop_of_chart(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> made_shop.Shop:
    return made_shop.make(tmp_path_factory.mktemp("quick") / "book", chart=request.param)


@pytest.fixture
def any_book(shop_of_chart: made_shop.Shop, tmp_path: Path) -> Iterator[Book]:
    opened = shop_of_chart.copy(tmp_path / "book")
    yield opened
    opened.store.close()


def _moved(book: Book, form: QuickForm) -> dict[str, int]:
    draft = entries.entry(book, number=quick.post(book, form=form)).draft
    names = {each.code: each.name for each in accounts.all_accounts(book)}
    return {names[line.account]: line.value.minor for line in draft.postings}


def _code(book: Book, name: str) -> str:
    return next(each.code for each in accounts.all_accounts(book) if each.name == name)


def _refused(book: Book, form: QuickForm) -> str:
    with pytest.raises(UserError) as told:
        quick.draft(book, form=form)
    return told.value.code


def test_each_kind_moves_money_where_it_should(any_book: Book) -> None:
    found = {}
    for kind in QuickKind:
        account = {
            QuickKind.EXPENSE: _code(any_book, "Rent"),
            QuickKind.TRANSFER: next(
                each.code for each in accounts.all_accounts(any_book) if each.role == "bank"
            ),
        }.get(kind, "")
        moved = _moved(any_book, QuickForm(kind, DAY, "12.50", account))
        groups = {each.name: each.group for each in accounts.all_accounts(any_book)}
        found[kind] = {(groups[name], minor) for name, minor in moved.items()}
    cash = Group.CASH
    assert found == {
        QuickKind.SALE: {(cash, 1250), (Group.SALES, -1250)},
        QuickKind.PURCHASE: {(cash, -1250), (Group.COST_OF_SALES, 1250)},
        QuickKind.EXPENSE: {(cash, -1250), (Group.OPERATING, 1250)},
        QuickKind.TRANSFER: {(cash, -1250), (cash, 1250)},
        QuickKind.DRAWINGS: {(cash, -1250), (Group.DRAWINGS, 1250)},
        QuickKind.CUSTOMER_PAID: {(cash, 1250), (Group.RECEIVABLE, -1250)},
        QuickKind.SUPPLIER_PAID: {(cash, -1250), (Group.PAYABLE, 1250)},
    }


def test_what_cannot_be_booked_says_why(book: Book) -> None:
    kind = QuickKind.EXPENSE
    assert _refused(book, QuickForm(kind, DAY, "5")) == "quick_account_missing"
    assert _refused(book, QuickForm(kind, DAY, "5", "4010")) == "quick_account_wrong"
    assert _refused(book, QuickForm(kind, DAY, "5", "77")) == "account_unknown"
    assert _refused(book, QuickForm(kind, DAY, "0", "6110")) == "quick_amount"
    assert _refused(book, QuickForm(kind, DAY, "-5", "6110")) == "quick_amount"
    assert _refused(book, QuickForm(kind, DAY, "5,0", "6110")) == "amount_invalid"
    assert _refused(book, QuickForm(QuickKind.TRANSFER, DAY, "5", "1010")) == "quick_same_account"
    assert _refused(book, QuickForm(QuickKind.TRANSFER, DAY, "5")) == "quick_account_missing"
    accounts.close_account(book, code="1015", day=DAY)
    assert _refused(book, QuickForm(kind, DAY, "5", "6110", "1015")) == "quick_account_wrong"


@pytest.mark.parametrize("chart", list(CHARTS))
@given(data=st.data())
def test_what_is_entered_is_known_again(chart: str, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(QuickKind)))
    others, money = choices(CHARTS[chart], kind, currency="CNY")
    use = Use(data.draw(st.sampled_from(others)).code, data.draw(st.sampled_from(money)).code)
    if use.account == use.money:
        return
    minor = data.draw(st.integers(1, 10**12))
    sign = 1 if SHAPES[kind].money_in else -1
    groups = {each.code: each.group for each in CHARTS[chart]}
    assert kind_of({use.money: sign * minor, use.account: -sign * minor}, groups) == (kind, use)


def test_accounts_that_have_parts_are_not_offered() -> None:
    offered = {each.code for each in lowest(CHARTS["cn-small-enterprise"], currency="CNY")}
    assert {"100201", "1001", "560201"} <= offered
    assert not {"1002", "5602", "1012"} & offered
    assert len(lowest(CHARTS["shop"], currency="CNY")) == len(CHARTS["shop"])
    dollars = Account("1001-USD", "Dollars", "美元", Group.CASH, "USD")
    known = [*CHARTS["cn-small-enterprise"], dollars]
    assert "1001" in {each.code for each in lowest(known, currency="CNY")}


def test_a_payee_brings_back_its_accounts(book: Book) -> None:
    for party, account, money in (
        ("Bright & Co", "6110", "1010"),
        ("Grid", "6120", "1020"),
        ("Bright & Co", "6140", "1020"),
    ):
        form = QuickForm(QuickKind.EXPENSE, DAY, "5", account, money, party)
        quick.post(book, form=form)
    found = quick.history(book)
    assert [each.name for each in found.payees] == ["Bright & Co", "Grid"]
    assert found.use(QuickKind.EXPENSE, " bright & co ") == Use("6140", "1020")
    assert found.use(QuickKind.SALE, "Grid") is None
    assert found.use(QuickKind.EXPENSE, "") is None
    assert found.last == {QuickKind.EXPENSE: Use("6140", "1020")}


def test_what_was_taken_back_suggests_nothing(book: Book) -> None:
    form = QuickForm(QuickKind.EXPENSE, DAY, "5", "6110", "1010", "Typo Ltd")
    entries.reverse(book, number=quick.post(book, form=form))
    assert quick.history(book).payees == ()


def test_a_categorised_import_suggests_its_category(book: Book) -> None:
    waiting = entries.simple(
        book, day=DAY, narration="DD 1", party="Grid",
        debits=[("1390", "5")], credits=[("1020", "5")],
    )  # fmt: skip
    number = entries.post(book, draft=waiting)
    assert quick.history(book).use(QuickKind.EXPENSE, "Grid") is None
    entries.categorise(book, number=number, account="6120")
    assert quick.history(book).use(QuickKind.EXPENSE, "Grid") == Use("6120", "1020")


@given(
    st.lists(st.tuples(st.sampled_from(["A", "b", "B", "C", ""]), st.integers(1, 9)), max_size=60)
)
def test_every_payee_is_offered_once(past: list[tuple[str, int]]) -> None:
    groups = {"1": Group.CASH, "6": Group.OPERATING}
    found = learned(
        (PastEntry(n, party, {"1": -minor, "6": minor}) for n, (party, minor) in enumerate(past)),
        groups,
    )
    names = [each.name.casefold() for each in found.payees]
    assert sorted(names) == sorted({party.casefold() for party, _ in past if party})


def test_typed_in_are_the_latest_first_and_no_reversals(book: Book) -> None:
    numbers = [
        quick.post(book, form=QuickForm(QuickKind.SALE, DAY, str(amount))) for amount in (1, 2, 3)
    ]
    entries.reverse(book, number=numbers[1])
    found = quick.typed_in(book)
    assert [each.number for each in found] == numbers[::-1]
    assert [each.reversed_by is None for each in found] == [True, False, True]
    assert len(quick.typed_in(book, limit=2)) == 2


def test_what_an_import_brought_says_nothing_of_what_is_paid_from_next() -> None:
    groups = {"1": Group.CASH, "2": Group.CASH, "6": Group.OPERATING}
    past = [
        PastEntry(2, "Grid", {"2": -5, "6": 5}, typed=False),
        PastEntry(1, "Grid", {"1": -5, "6": 5}),
    ]
    assert learned(past, groups).last[QuickKind.EXPENSE] == Use("6", "1")
