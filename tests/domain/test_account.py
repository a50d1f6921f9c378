"""Holds accounts to codes and names that can be shown, and groups to their place in the books."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import MAX_NAME
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Activity
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind


def account(code: str = "1010", name: str = "Till", name_zh: str = "库存现金") -> Account:
    return Account(code, name, name_zh, Group.CASH, "CNY")


@pytest.mark.parametrize("group", Group)
def test_every_group_has_a_kind_and_an_activity(group: Group) -> None:
    assert group.kind in Kind
    assert (group.activity is Activity.CASH) == (group is Group.CASH)


def test_groups_of_owners_and_lenders_are_financing() -> None:
    financing = {group for group in Group if group.activity is Activity.FINANCING}
    assert financing == {Group.LOAN, Group.CAPITAL, Group.DRAWINGS}
    assert {group for group in Group if group.activity is Activity.INVESTING} == {Group.FIXED_ASSET}


@pytest.mark.parametrize("code", ["1", "1010", "3900-USD", "A1.b-2", "x" * 32])
def test_plain_codes_are_taken(code: str) -> None:
    assert account(code=code).kind is Kind.ASSET


@pytest.mark.parametrize(
    "code", ["", "-1", ".1", "10 10", "x" * 33, "1010\n", "１０１０", "50%", "a_b", "科目"]
)
def test_codes_that_files_could_misread_are_refused(code: str) -> None:
    with pytest.raises(UserError) as caught:
        account(code=code)
    assert caught.value.code == "account_code_invalid"


@pytest.mark.parametrize(
    "name", ["", "  ", "a\nb", "bell\a", "\u202eevil", "half \ud83d", "x" * (MAX_NAME + 1)]
)
def test_names_that_cannot_be_shown_are_refused_in_either_language(name: str) -> None:
    for made in ({"name": name}, {"name_zh": name}):
        with pytest.raises(UserError) as caught:
            account(**made)
        assert caught.value.code == "account_name_invalid"


@given(st.text(min_size=1, max_size=MAX_NAME))
def test_an_account_shows_the_name_of_the_language(name: str) -> None:
    try:
        made = account(name=name)
    except UserError:
        assert not name.isprintable() or not name.strip()
    else:
        assert made.name_in("en") == name
        assert made.name_in("zh_CN") == "库存现金"
