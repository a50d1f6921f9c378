"""A name that the narration repeats is shown once."""

from __future__ import annotations

import pytest

from cfo_desktop.domain.wording import told_once


@pytest.mark.parametrize(
    ("party", "narration", "shown"),
    [
        ("TESCO STORES 3297", "TESCO STORES 3297 NORWICH", "TESCO STORES 3297 NORWICH"),
        ("Tesco Stores", "TESCO", "Tesco Stores"),
        ("Shop", "Tea", "Shop · Tea"),
        ("", "Tea", "Tea"),
        ("Shop", "", "Shop"),
        ("", "", ""),
    ],
)
def test_what_is_repeated_is_shown_once(party: str, narration: str, shown: str) -> None:
    assert told_once(party, narration, joint=" · ") == shown
