"""Holds money to its promises: exact, in one currency, never a float, never too large to sum."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN
from decimal import Context
from decimal import Decimal
from decimal import localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.money import MAX_MINOR
from cfo_desktop.domain.money import Money

CURRENCIES = st.sampled_from(["JPY", "CNY", "USD", "KWD", "CLF"])
MINOR = st.integers(-MAX_MINOR, MAX_MINOR)


@given(MINOR, CURRENCIES)
def test_what_is_printed_reads_back_as_the_same_amount(minor: int, currency: str) -> None:
    amount = Money(currency, minor)
    text = str(amount)
    assert Money.parse(text, currency) == amount
    assert Money.from_decimal(amount.decimal(), currency) == amount
    assert Decimal(text) == amount.decimal()
    _, _, digits = text.partition(".")
    assert len(digits) == minor_digits(currency)


@given(MINOR, CURRENCIES)
def test_the_printed_amount_is_the_minor_units_exactly(minor: int, currency: str) -> None:
    assert Fraction(str(Money(currency, minor))) * 10 ** minor_digits(currency) == minor


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("0", "CNY", 0),
        ("-0.00", "CNY", 0),
        ("+1.5", "CNY", 150),
        ("-1234.50", "CNY", -123450),
        ("1.500000", "CNY", 150),
        ("7", "JPY", 7),
        ("7.000", "JPY", 7),
        ("0.001", "KWD", 1),
        ("0.0001", "CLF", 1),
        ("10000000000000.00", "CNY", MAX_MINOR),
    ],
)
def test_plain_decimals_are_read(text: str, currency: str, minor: int) -> None:
    assert Money.parse(text, currency) == Money(currency, minor)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("", "CNY"),
        ("1,000.00", "CNY"),
        ("1.005", "CNY"),
        ("0.5", "JPY"),
        (".5", "CNY"),
        ("5.", "CNY"),
        ("1e3", "CNY"),
        ("NaN", "CNY"),
        ("Infinity", "CNY"),
        (" 1", "CNY"),
        ("1\n", "CNY"),
        ("--1", "CNY"),
        ("１２", "CNY"),  # full width: a form normalises first
        ("١٢", "CNY"),
        ("10000000000000.01", "CNY"),
        ("999999999999999999", "CNY"),
    ],
)
def test_anything_else_is_refused_and_named(text: str, currency: str) -> None:
    with pytest.raises(UserError) as caught:
        Money.parse(text, currency)
    assert caught.value.code == "amount_invalid"
    assert caught.value.data == {"text": text}


@given(st.text(alphabet="+-0123456789.,eE １२٣n", max_size=24))
def test_no_text_reads_as_another_amount_than_it_says(text: str) -> None:
    try:
        amount = Money.parse(text, "CNY")
    except UserError:
        return
    assert text.isascii()
    assert Fraction(text) == Fraction(amount.minor, 100)


@pytest.mark.parametrize(
    "value",
    [
        "NaN",
        "sNaN",
        "Infinity",
        "-Infinity",
        "1E+999999",
        "1E-999999",
        "0.001",
        "1.000000000000000000000000000000000001",  # more digits than a decimal context keeps
        "99999999999999999999999999999999999999",
    ],
)
def test_a_decimal_that_is_no_exact_amount_is_refused(value: str) -> None:
    with pytest.raises(UserError) as caught:
        Money.from_decimal(Decimal(value), "CNY")
    assert caught.value.code == "amount_invalid"


@given(MINOR, CURRENCIES, CURRENCIES, st.decimals("0.0000001", "1000000", places=7))
def test_converting_rounds_half_to_even_once(
    minor: int, source: str, target: str, rate: Decimal
) -> None:
    exact = Fraction(minor, 10 ** minor_digits(source)) * Fraction(rate)
    expected = round(exact * 10 ** minor_digits(target))  # Python rounds fractions half to even
    if abs(expected) > MAX_MINOR:
        with pytest.raises(UserError):
            Money(source, minor).times(rate, target)
    else:
        assert Money(source, minor).times(rate, target) == Money(target, expected)


def test_a_rate_of_many_digits_does_not_round_twice() -> None:
    """1.00 at this rate is a hair under 1.005; rounding to 28 digits first would make it 1.005."""
    rate = Decimal("1.01499999999999999999999999999999999")
    assert Money("CNY", 100).times(rate, "CNY") == Money("CNY", 101)


@pytest.mark.parametrize("rate", ["NaN", "Infinity", "1E+30", "1E+999999"])
def test_a_rate_that_gives_no_amount_is_the_owners_error(rate: str) -> None:
    with pytest.raises(UserError) as caught:
        Money("CNY", 100).times(Decimal(rate), "USD")
    assert caught.value.code == "amount_invalid"


def test_a_context_of_few_digits_changes_nothing() -> None:
    """Another library may have set the thread's decimal context."""
    with localcontext(Context(prec=3, rounding=ROUND_HALF_EVEN)):
        assert Money.parse("12345678.91", "CNY") == Money("CNY", 1234567891)
        assert Money("CNY", 1234567891).decimal() == Decimal("12345678.91")
        assert Money("CNY", 1234567891).times(Decimal(1), "CNY") == Money("CNY", 1234567891)


@given(MINOR, MINOR, CURRENCIES)
def test_sums_are_those_of_the_minor_units(one: int, other: int, currency: str) -> None:
    assert Money(currency, one) + Money(currency, other) == Money(currency, one + other)
    assert Money(currency, one) - Money(currency, other) == Money(currency, one - other)
    assert -Money(currency, one) == Money(currency, -one)


def test_two_currencies_do_not_add() -> None:
    with pytest.raises(TypeError):
        Money("CNY", 1) + Money("USD", 1)
    with pytest.raises(TypeError):
        Money("CNY", 1) - Money("USD", 1)
