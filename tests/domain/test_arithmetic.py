"""Sums typed into amount fields: exact, bounded, and refused where they mean nothing."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain import arithmetic
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.money import Money

CENTS = st.integers(0, 99_999)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("12+8.5", 2050),
        ("0.1+0.2", 30),
        ("2*3+4", 1000),
        ("2*(3+4)", 1400),
        ("10-2-3", 500),
        ("100/3", 3333),
        ("1.25*3.99", 499),
        ("0.05/2", 2),
        ("0.15/2", 8),
        ("8/4/2", 100),
        ("5*-1", -500),
        ("-(2+3)", -500),
        ("12.345*1", 1234),
    ],
)
def test_a_sum_comes_to_this(typed: str, minor: int) -> None:
    assert arithmetic.amount(typed, "GBP") == Money("GBP", minor)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12.345", "amount_invalid"),
        ("12.345+1", "amount_invalid"),
        ("9999999999999+2", "amount_invalid"),
        ("1/0", "sum_by_zero"),
        ("1/(2-2)", "sum_by_zero"),
        *(
            (text, "sum_invalid")
            for text in ("1+", "*2", "(1", "1)", "()", "1--+2", "2(3)", "1.+2")
        ),
        ("1+1e5", "sum_invalid"),
        ("1**2", "sum_invalid"),
        ("1//2", "sum_invalid"),
        ("1+1234567890123456789", "sum_invalid"),
        ("(" * 9 + "1" + ")" * 9, "sum_invalid"),
        ("+".join("1" * 40), "sum_invalid"),
        ("__import__('os')", "sum_invalid"),
    ],
)
def test_what_means_nothing_is_refused(typed: str, code: str) -> None:
    with pytest.raises(UserError) as told:
        arithmetic.amount(typed, "GBP")
    assert told.value.code == code


@given(st.lists(CENTS, min_size=1, max_size=8), st.sampled_from(["GBP", "KWD", "JPY"]))
def test_a_row_of_amounts_is_their_exact_sum(minors: list[int], currency: str) -> None:
    typed = "+".join(str(Money(currency, minor)) for minor in minors)
    assert arithmetic.amount(typed, currency).minor == sum(minors)


@given(CENTS, st.integers(1, 9_999))
def test_a_quotient_is_the_nearest_minor_unit_and_even_where_two_are(minor: int, by: int) -> None:
    found = arithmetic.amount(f"{Money('GBP', minor)}/{by}", "GBP").minor
    off = abs(Fraction(minor, by) - found)
    assert off < Fraction(1, 2) or (off == Fraction(1, 2) and found % 2 == 0)


LEAVES = st.integers(0, 999).map(lambda number: (str(number), Fraction(number)))
SUMS = st.recursive(
    LEAVES,
    lambda parts: st.tuples(parts, st.sampled_from("+-*"), parts).map(
        lambda made: (
            f"({made[0][0]}{made[1]}{made[2][0]})",
            {"+": made[0][1] + made[2][1], "-": made[0][1] - made[2][1]}.get(
                made[1], made[0][1] * made[2][1]
            ),
        )
    ),
    max_leaves=6,
)


@given(SUMS)
def test_any_nesting_of_brackets_is_worked_out_exactly(made: tuple[str, Fraction]) -> None:
    text, value = made
    if len(text) > arithmetic.MAX_LENGTH or abs(value) > 10**13:
        return
    assert Fraction(arithmetic.amount(text, "GBP").minor, 10 ** minor_digits("GBP")) == value


@given(st.text("0123456789.+-*/() e", max_size=70))
def test_whatever_is_typed_is_an_amount_or_a_user_error(typed: str) -> None:
    with contextlib.suppress(UserError):  # any other error fails
        assert arithmetic.amount(typed, "GBP").currency == "GBP"
