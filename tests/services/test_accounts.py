"""Adds, renames, closes and deletes accounts, and sees the rules of each hold."""

from __future__ import annotations

import datetime as dt

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.account import free_code
from cfo_desktop.domain.rules import RuleForm
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import rules
from cfo_desktop.services.books import Book
from tests.services.made_shop import DAY
from tests.services.made_shop import post
from tests.services.made_shop import verified


def refused(book: Book, verb: str, **options: object) -> str:
    with pytest.raises(UserError) as caught:
        getattr(chart, verb)(book, **options)
    return caught.value.code


def test_an_added_account_is_there_and_can_be_used(book: Book) -> None:
    changes = chart.add(book, code="6999", name="Sundries", group=Group.OPERATING, name_zh="杂项")
    assert changes.accounts
    account = chart.find(book, code="6999")
    assert (account.name, account.name_zh, account.currency) == ("Sundries", "杂项", "CNY")
    post(book, "6999", "1010", "5")
    verified(book)


def test_accounts_that_cannot_be_are_refused(book: Book) -> None:
    before = chart.all_accounts(book)
    for code, name, currency, expected in [
        ("1010", "Again", None, "account_exists"),
        ("1 0", "Blank", None, "account_code_invalid"),
        ("6999", "", None, "account_name_invalid"),
        ("6999", "Euros", "EURO", "currency_unknown"),
    ]:
        found = refused(book, "add", code=code, name=name, group=Group.OPERATING, currency=currency)
        assert found == expected
    assert chart.all_accounts(book) == before


def test_a_renamed_account_keeps_its_code_and_its_entries(book: Book) -> None:
    post(book, "1010", "4010", "5")
    head = books.head(book)
    chart.rename(book, code="1010", name="Drawer")
    account = chart.find(book, code="1010")
    assert (account.name, account.name_zh, account.role) == ("Drawer", "Drawer", Role.TILL)
    assert books.head(book) == head
    assert refused(book, "rename", code="1010", name="\n") == "account_name_invalid"
    assert refused(book, "rename", code="9999", name="x") == "account_unknown"
    verified(book)


def test_only_an_empty_account_that_nobody_needs_is_closed(book: Book) -> None:
    post(book, "1015", "1010", "5")
    assert refused(book, "close_account", code="1015") == "account_not_empty"
    assert refused(book, "close_account", code="1010") == "account_needed"
    assert refused(book, "close_account", code="9999") == "account_unknown"
    post(book, "1010", "1015", "5")
    chart.close_account(book, code="1015", day=DAY)
    assert chart.find(book, code="1015").closed_on == DAY
    with pytest.raises(UserError) as caught:
        post(book, "1015", "1010", "5", day=DAY + dt.timedelta(days=1))
    assert caught.value.code == "account_closed"
    chart.reopen(book, code="1015")
    post(book, "1015", "1010", "5", day=DAY + dt.timedelta(days=1))
    verified(book)


def test_an_account_is_not_closed_before_its_last_entry(book: Book) -> None:
    """Its later entries would stand on an account that was closed by then."""
    post(book, "1015", "1010", "5")
    post(book, "1010", "1015", "5")
    early = DAY - dt.timedelta(days=1)
    assert refused(book, "close_account", code="1015", day=early) == "account_used_later"
    chart.close_account(book, code="1015", day=DAY)


def test_an_account_closes_on_today(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-05-01")
    chart.close_account(book, code="1015")
    assert chart.find(book, code="1015").closed_on == dt.date(2026, 5, 1)


def test_an_account_that_something_uses_is_not_deleted(book: Book) -> None:
    post(book, "1015", "1010", "5")
    chart.add(book, code="6999", name="Sundries", group=Group.OPERATING)
    rules.add(book, form=RuleForm("6999", contains="tea"))
    for code in ("1015", "1010", "6999", "3030"):
        assert refused(book, "delete", code=code) == "account_used"
    assert refused(book, "delete", code="9999") == "account_unknown"
    rules.remove(book, number=1)
    chart.delete(book, code="6999")
    assert refused(book, "find", code="6999") == "account_unknown"


def test_a_deleted_account_may_come_again(book: Book) -> None:
    for _ in range(2):
        chart.add(book, code="6999", name="Sundries", group=Group.OPERATING)
        chart.delete(book, code="6999")


def test_roles_are_found(book: Book) -> None:
    for role in Role:
        assert chart.with_role(book, role=role).role is role


def test_balances_are_in_each_accounts_own_currency_up_to_a_day(book: Book) -> None:
    post(book, "1010", "4010", "5", day=DAY)
    post(book, "1010", "4010", "7", day=DAY + dt.timedelta(days=40))
    assert chart.balances(book) == {"1010": 1200, "4010": -1200}
    assert chart.balances(book, at=DAY) == {"1010": 500, "4010": -500}
    assert chart.balances(book, at=DAY - dt.timedelta(days=1)) == {}


def test_accounts_for_other_currencies_are_made_once_and_named_after_their_parent(
    book: Book,
) -> None:
    assert chart.exchange_account(book, "CNY") == "3090"
    assert chart.exchange_account(book, "USD") == "3090-USD"
    assert chart.exchange_account(book, "USD") == "3090-USD"
    assert chart.suspense_account(book, "USD") == "1390-USD"
    made = chart.find(book, code="1390-USD")
    assert (made.currency, made.group) == ("USD", Group.OTHER_CURRENT_ASSET)
    chart.rename(book, code="1390", name="W" * 120)
    chart.suspense_account(book, "EUR")  # the longest name leaves room for the currency
    assert chart.find(book, code="1390-EUR").name.endswith(" EUR")


def test_a_reversal_may_come_back_to_a_closed_account_on_its_own_day(book: Book) -> None:
    """What was posted before the account was closed can still be taken back."""
    number = post(book, "1015", "1010", "5")
    post(book, "1010", "1015", "5")
    chart.close_account(book, code="1015", day=DAY)
    entries.reverse(book, number=number)
    verified(book)


def test_the_overview_tells_balances_and_use(book: Book) -> None:
    post(book, "6110", "1010", "12.50", day=dt.date(2026, 3, 1))
    post(book, "6110", "1010", "1.00", day=dt.date(2026, 2, 1))
    found = {use.account.code: use for use in chart.overview(book)}
    assert list(found) == [account.code for account in chart.all_accounts(book)]
    rent = found["6110"]
    assert (rent.balance, rent.entries, rent.last_day) == (1350, 2, dt.date(2026, 3, 1))
    unused = [use for use in found.values() if not use.entries]
    assert all(use.balance == 0 and use.last_day is None for use in unused)


@pytest.mark.parametrize("group", list(Group))
def test_a_proposed_code_is_free_and_stands_in_its_group(book: Book, group: Group) -> None:
    for _ in range(15):
        present = chart.all_accounts(book)
        code = free_code(present, group)
        assert code not in {account.code for account in present}
        chart.add(book, code=code, name="New", group=group)
    assert free_code([], group) == "0010"
