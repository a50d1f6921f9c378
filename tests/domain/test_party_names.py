"""Names of one party, however papers write them, and names that are not one party's."""

from __future__ import annotations

import pytest

from cfo_desktop.domain.party_names import are_alike
from cfo_desktop.domain.party_names import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Metro Markt GmbH", "METRO-MARKT"),
        ("Tolbeck Dairy Ltd.", "Tolbeck  Dairy Limited"),
        ("上海晨光食品有限公司", "上海晨光食品有限责任公司"),
        ("Ｆresh Ｆoods Inc", "fresh foods"),
    ],
)
def test_the_same_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""
    assert are_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海晨光食品有限公司", "上海晨光仪品有限公司"),
        ("Tolbeck Dairy", "To1beck Dalry"),
        ("Shell", "Shell Station North"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
    assert are_alike(one, other) == are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shop 12", "Shop 13"),
        ("Harbour Bakery", "Quay Coffee"),
        ("上海晨光食品有限公司", "北京蓝天酒店有限公司"),
        ("", ""),
        ("Ltd", "GmbH"),
    ],
)
def test_two_parties(one: str, other: str) -> None:
    assert not are_alike(one, other)
