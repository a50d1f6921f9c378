"""Every text becomes one that the fonts can print, and a reader sees where a character is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.reports import fonts


@pytest.mark.parametrize("text", ["喆堃镕", "Zoë's Café & Čapek", "¥1,234.50 ≈ 1 €", "（含税）"])
def test_names_print_as_they_are(text: str) -> None:
    assert fonts.printable(text) == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Shop 🛒", "Shop □"),
        ("𠮷野家", "□野家"),
        ("two\nlines\tand\u3000more", "two lines and more"),
        ("  spaces   go ", "spaces go"),
        ("Cafe\u0301", "Café"),
        ("12\u202e05\u202c", "1205"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\x00\x1b[31m", "□□[31m"),
        ("\ud800", "□"),
        ("", ""),
    ],
)
def test_what_cannot_print_is_replaced(text: str, printed: str) -> None:
    assert fonts.printable(text) == printed


@given(st.text())
def test_any_text_prints(text: str) -> None:
    """Twice is as good as once, and no glyph is missing."""
    printed = fonts.printable(text)
    assert fonts.printable(printed) == printed
    for font in fonts._load():
        assert all(ord(character) in font.face.charToGlyph for character in printed)


def test_digits_are_equally_wide() -> None:
    fonts.register()
    for font in (fonts.REGULAR, fonts.BOLD):
        assert len({fonts.width(digit, font=font, size=10) for digit in "0123456789"}) == 1
