"""Amounts, dates and typed numbers in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.money import MAX_MINOR
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.ui.localised import Localised


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (0, "GBP", "0.00"),
        (5, "GBP", "0.05"),
        (-123450, "GBP", "−1,234.50"),
        (100000000, "CNY", "1,000,000.00"),
        (-999, "JPY", "−999"),
        (1234567, "KWD", "1,234.567"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_amount(language: str, minor: int, currency: str, text: str) -> None:
    assert Localised(language).amount(minor, currency) == text


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@given(
    minor=st.integers(-MAX_MINOR, MAX_MINOR),
    currency=st.sampled_from(["GBP", "CNY", "JPY", "KWD"]),
)
def test_what_is_shown_can_be_typed(language: str, minor: int, currency: str) -> None:
    localised = Localised(language)
    typed = localised.plain_amount(localised.amount(minor, currency))
    assert Money.parse(typed, currency) == Money(currency, minor)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("1,250", "1250"),
        ("1,250.00", "1250.00"),
        ("１２３．５０", "123.50"),
        (" 1 234.5 ", "1234.5"),
        ("1,234.50", "1234.50"),
        ("−3", "-3"),
    ],
)
def test_typed_amount(typed: str, plain: str) -> None:
    assert Localised("zh_CN").plain_amount(typed) == plain


@pytest.mark.parametrize(
    "typed",
    ["12.3.4", "abc", "1e5", "--1", "1-", "12,50", "1,2", "1,2345", "12 50", "1,234,56", "1.5,0"],
)
def test_no_amount_is_made_of_what_is_none(typed: str) -> None:
    with pytest.raises(UserError):
        Money.parse(Localised("en").plain_amount(typed), "GBP")


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("12 + 8.5", "12+8.5"),
        ("1,250.40+8", "1250.40+8"),
        ("１２＋８．５", "12+8.5"),
        ("１００－３", "100-3"),
        ("3×(4.20−1)÷2", "3*(4.20-1)/2"),
        ("（1＋2）＊3／4", "(1+2)*3/4"),
        ("12,50+1", "12,50+1"),
        ("−5", "-5"),
        ("½", "1⁄2"),
    ],
)
def test_typed_sum(typed: str, plain: str) -> None:
    assert Localised("zh_CN").plain_sum(typed) == plain


def test_dates() -> None:
    day = dt.date(2026, 3, 9)
    assert Localised("en").day(day) == "9 Mar 2026"
    assert Localised("zh_CN").day(day) == "2026-03-09"
    assert Localised("en").month(Month(2026, 3)) == "March 2026"
    assert Localised("zh_CN").month(Month(2026, 3)) == "2026年3月"


def test_a_minus_is_spoken() -> None:
    assert Localised("en").spoken(-1250, "GBP") == "minus 12.50 GBP"
    assert Localised("en").spoken(1250, "GBP") == "12.50 GBP"
