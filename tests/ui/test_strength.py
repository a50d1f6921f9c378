"""Tells guessable passphrases from good ones."""

from __future__ import annotations

import pytest

from cfo_desktop.ui.strength import Strength
from cfo_desktop.ui.strength import strength


@pytest.mark.parametrize(
    ("passphrase", "expected"),
    [
        ("", Strength.NONE),
        ("demo", Strength.WEAK),
        ("password123456", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("abcdefghijklmnopqrstuvwxyz", Strength.WEAK),
        ("12345678901234567890", Strength.WEAK),
        ("tiger42", Strength.WEAK),
        ("correct horse battery staple", Strength.STRONG),
        ("门前老槐树下卖豆浆", Strength.STRONG),
    ],
)
def test_verdict(passphrase: str, expected: Strength) -> None:
    assert strength(passphrase) is expected


def test_more_words_never_make_it_weaker() -> None:
    words = ["harbour", "lantern", "crooked", "marmalade", "seventeen"]
    verdicts = [strength(" ".join(words[:count])) for count in range(1, 6)]
    assert verdicts == sorted(verdicts)
    assert verdicts[-1] is Strength.STRONG
