"""Holds the currency table to ISO 4217 and the Chinese names to one meaning each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain import currency


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("CNY", 2),
        ("USD", 2),
        ("HKD", 2),
        ("IDR", 2),
        ("JPY", 0),
        ("KRW", 0),
        ("VND", 0),
        ("ISK", 0),
        ("XAF", 0),
        ("UYI", 0),
        ("KWD", 3),
        ("IQD", 3),
        ("TND", 3),
        ("CLF", 4),
        ("UYW", 4),
    ],
)
def test_digits_are_those_of_the_standard(code: str, digits: int) -> None:
    assert currency.minor_digits(code) == digits


def test_every_code_of_the_standard_is_there_once() -> None:
    """List one states a minor unit for 165 codes; a code typed twice would leave fewer."""
    codes = [code for packed in currency._CODES_BY_DIGITS.values() for code in packed.split()]
    assert [len(packed.split()) for packed in currency._CODES_BY_DIGITS.values()] == [17, 139, 7, 2]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in codes)


@pytest.mark.parametrize(
    "code", ["BGN", "HRK", "ANG", "ZWL", "SLL", "XAU", "XDR", "XXX", "RMB", "cny", "", " "]
)
def test_withdrawn_unreal_and_misspelt_codes_are_refused(code: str) -> None:
    """The lev ended with 2025, the kuna with 2022; gold has no minor unit; case matters."""
    assert not currency.is_currency(code)
    with pytest.raises(UserError) as caught:
        currency.minor_digits(code)
    assert caught.value.code == "currency_unknown"
    assert caught.value.data == {"currency": code}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("人民币", "CNY"),
        ("人民币元", "CNY"),
        ("人民幣", "CNY"),
        ("RMB", "CNY"),
        ("rmb", "CNY"),
        ("CNH", "CNY"),
        ("美元", "USD"),
        ("港币", "HKD"),
        ("欧元", "EUR"),
        ("日元", "JPY"),
        ("英镑", "GBP"),
        ("澳元", "AUD"),
        ("澳门元", "MOP"),
        ("新台币", "TWD"),
        ("韩元", "KRW"),
        ("USD", "USD"),
        (" cny\t", "CNY"),
        ("ＵＳＤ", "USD"),
        ("人民币（CNY）", "CNY"),
        ("人民币(元)", "CNY"),
        ("USD(美元)", "USD"),
        ("外币(USD)", "USD"),
    ],
)
def test_names_on_chinese_statements_are_read(name: str, code: str) -> None:
    assert currency.from_name(name) == code


@pytest.mark.parametrize(
    "name", ["", "¥", "￥", "$", "元", "卢比", "克朗", "本币", "人民币(USD)", "美元人民币"]
)
def test_names_of_none_or_of_several_currencies_stay_unread(name: str) -> None:
    assert currency.from_name(name) is None


def test_no_name_stands_for_two_currencies() -> None:
    """Of two such lines the table would silently keep the last; each name leads to its own."""
    for line in currency._CHINESE_NAMES.strip().splitlines():
        code, *names = line.split()
        assert currency.is_currency(code)
        assert {name: currency.from_name(name) for name in names} == dict.fromkeys(names, code)


@given(st.text() | st.text(alphabet="人民币美元(（)） CNYUSD"))
def test_whatever_is_read_is_a_currency(untrusted_name: str) -> None:
    code = currency.from_name(untrusted_name)
    assert code is None or currency.is_currency(code)
