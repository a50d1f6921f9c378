"""Lines break where Chinese and English typesetting allow, and nowhere else."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.reports import wrapping

_CHARACTERS = (
    "销售收入为元年月日，。、：；！？（）《》“”‘’…—·%-+/$¥#,.:;!?()[]{} 0123456789abcXYZ\u00a0"
)


def measure(text: str) -> float:
    """Count a Chinese character as two letters."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def broken(text: str, width: float, limit: int | None = None) -> list[str]:
    return wrapping.wrap(text, width=width, measure=measure, limit=limit)


@given(st.text(_CHARACTERS, max_size=120), st.integers(2, 60))
def test_nothing_is_lost_and_every_line_fits(text: str, width: int) -> None:
    """Only the spaces at which a line ends are gone; a single wide character may overhang."""
    lines = broken(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure(line) <= width for line in lines)


@given(st.text(_CHARACTERS.replace("\u00a0", ""), max_size=120), st.integers(30, 60))
def test_no_line_starts_or_ends_wrongly(text: str, width: int) -> None:
    """Unless what must stay together is itself wider than a line."""
    pieces = list(wrapping._unbreakable(text))
    if max(map(measure, pieces)) > width:
        return
    lines = broken(text, width)
    for line, following in itertools.pairwise(lines):
        at_space = text.find(line + " ") >= 0
        assert at_space or wrapping.may_break(line[-1], following[0])


@pytest.mark.parametrize("width", range(18, 70))
@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "2026年11月销售收入为86,433.50元，比2026年10月增加-3,508.30元（4.2%），“很好”！",
            ("2026年", "11月", "86,433.50元，", "-3,508.30元", "（4.2%），", "“很", "好”！"),
        ),
        (
            "扣除全部费用后，本月亏损（见附表：利润表）-11,260.95元；《账簿》…… 完。",
            ("后，", "（见", "表：", "表）", "-11,260.95元；", "《账", "簿》……", "完。"),
        ),
    ],
)
def test_amounts_keep_sign_and_unit(text: str, whole: tuple[str, ...], width: int) -> None:
    lines = broken(text, width)
    for part in whole:
        assert any(part in line for line in lines), f"{part} is broken: {lines}"


@pytest.mark.parametrize("before", "（《“「$¥")
def test_opening_marks_stay_with_what_follows(before: str) -> None:
    assert not wrapping.may_break(before, "好")


@pytest.mark.parametrize("after", "，。、：；！？）》”」…%")
def test_closing_marks_stay_with_what_precedes(after: str) -> None:
    assert not wrapping.may_break("好", after)


def test_english_breaks_at_spaces_only() -> None:
    assert broken("Sales were CNY\u00a086,433.50 in all", 16) == [
        "Sales were",
        "CNY\u00a086,433.50 in",
        "all",
    ]


def test_a_word_wider_than_the_line_is_chopped() -> None:
    assert broken("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_what_exceeds_the_limit_ends_in_an_ellipsis() -> None:
    assert broken("one two three four five six", 9, limit=2) == ["one two", "three fo…"]
    assert broken("one two", 9, limit=2) == ["one two"]


def test_empty_text_takes_one_empty_line() -> None:
    assert broken("", 10) == [""]


def test_shorten_keeps_what_fits() -> None:
    assert wrapping.shorten("北方食品批发", width=12, measure=measure) == "北方食品批发"
    assert wrapping.shorten("北方食品批发", width=11, measure=measure) == "北方食品批…"
