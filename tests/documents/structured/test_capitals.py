"""Chinese capital amounts: written and read back, and as others write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.documents.structured import capitals


@given(st.integers(-(10**14) + 1, 10**14 - 1))
def test_there_and_back(cents: int) -> None:
    value = Decimal(cents).scaleb(-2)
    assert capitals.amount(capitals.words(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "零圆整"),
        ("57", "伍拾柒圆整"),
        ("1272", "壹仟贰佰柒拾贰圆整"),
        ("10", "壹拾圆整"),
        ("1005.07", "壹仟零伍圆零柒分"),
        ("1200.50", "壹仟贰佰圆伍角整"),
        ("100010.01", "壹拾万零壹拾圆零壹分"),
        ("0.30", "叁角整"),
        ("0.05", "伍分"),
        ("-8.10", "（负数）捌圆壹角整"),
        ("20000000001", "贰佰亿零壹圆整"),
    ],
)
def test_words(value: str, text: str) -> None:
    assert capitals.words(Decimal(value)) == text
    assert capitals.amount(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("⊗ 伍拾柒圆整", "57"),
        ("ⓧ壹佰元正", "100"),
        ("人民币（大写）：壹万贰仟元整", "12000"),
        ("壹萬貳仟圓整", "12000"),
        ("拾圆整", "10"),
        ("十二元五角", "12.5"),
        ("叁佰贰拾圆零角伍分", "320.05"),
        ("负壹佰圆整", "-100"),
        ("壹万亿圆整", "1000000000000"),
    ],
)
def test_as_others_write_them(text: str, value: str) -> None:
    assert capitals.amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "整", "圆整吗", "57.00", "壹佰", "伍人圆", "角分"])
def test_no_amount(text: str) -> None:
    assert capitals.amount(text) is None


def test_too_large_to_be_written() -> None:
    with pytest.raises(ValueError, match="size"):
        capitals.words(Decimal(10**12))


@given(st.text("零壹贰拾佰仟万亿圆元角分整正负数（）x ", max_size=20))
def test_anything_is_an_amount_or_none(text: str) -> None:
    found = capitals.amount(text)
    assert found is None or found == found.quantize(Decimal("0.01"))
