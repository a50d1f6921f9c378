"""Every way to write a number reads as that number."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.advisor import numbers

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _english(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        ones = f"-{_ONES[number % 10]}" if number % 10 else ""
        return _TENS[number // 10 - 2] + ones
    for size, name in ((10**6, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = f" {_english(number % size)}" if number % size else ""
            return f"{_english(number // size)} {name}{rest}"
    raise AssertionError(number)


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1_000 else ""
        return f"{_chinese(number // 10_000)}万" + (gap + _chinese(rest) if rest else "")
    told, skipped = "", False
    for size, unit in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            told += ("零" if skipped and told else "") + digits[digit] + unit
            skipped = False
        else:
            skipped = True
    return told


def _values(text: str) -> list[Decimal]:
    return [each.value for each in numbers.find(text)]


@given(st.integers(0, 9_999_999))
def test_english_words_are_read(number: int) -> None:
    assert _values(f"we paid {_english(number)} for it") == [number]


@given(st.integers(1, 99_999_999))
def test_chinese_numerals_are_read(number: int) -> None:
    assert _values(f"付了{_chinese(number)}元") == [number]


@given(st.decimals(0, 10**9, places=2))
def test_digits_are_read_grouped_or_not(number: Decimal) -> None:
    assert _values(f"it was {number} then") == [number]
    assert _values(f"it was {number:,} then") == [number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3k", 3_000),
        ("1.5万", 15_000),
        ("3千5", 3_500),
        ("两万五", 25_000),
        ("三千零五", 3_005),
        ("一万二", 12_000),
        ("half a million", 500_000),
        ("two and a half thousand", 2_500),
        ("a couple of grand: 2 grand", 2_000),
        ("1.2亿", 120_000_000),
        ("二零二六", 2_026),
        ("a dozen", 12),
    ],
)
def test_short_forms(text: str, value: int) -> None:
    assert _values(text)[-1:] == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "value"), [("12.5 %", "12.5"), ("ten per cent", 10), ("百分之三十", 30), ("三成", 30)]
)
def test_shares_are_marked(text: str, value: str) -> None:
    (number,) = numbers.find(text)
    assert number.percent
    assert number.value == Decimal(value)


@given(st.text(max_size=200))
def test_places_are_in_order_and_apart(text: str) -> None:
    found = numbers.find(text)
    ends = [(each.start, each.end) for each in found]
    assert ends == sorted(ends)
    assert all(one[1] <= other[0] for one, other in pairwise(ends))
