"""Amounts, dates and texts print as each language writes them, to the last digit."""

from __future__ import annotations

import datetime as dt
import tomllib
from decimal import Decimal
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base import paths
from cfo_desktop.base import texts
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.period import Month
from cfo_desktop.reports.words import Words

EN = Words("en", "CNY")
ZH = Words("zh_CN", "CNY")


@pytest.mark.parametrize(
    ("currency", "minor", "text"),
    [
        ("CNY", 123_456_789, "1,234,567.89"),
        ("CNY", -5, "-0.05"),
        ("CNY", 0, "0.00"),
        ("JPY", -1_234_567, "-1,234,567"),
        ("KWD", 1_234_567, "1,234.567"),
        ("CNY", 10**17 + 1, "1,000,000,000,000,000.01"),
    ],
)
def test_amounts_have_all_digits(currency: str, minor: int, text: str) -> None:
    assert Words("en", currency).amount(minor) == text


@given(st.integers(-(10**18), 10**18), st.sampled_from(["CNY", "JPY", "KWD", "CLF"]))
def test_amounts_read_back_exactly(minor: int, currency: str) -> None:
    text = Words("zh_CN", currency).amount(minor)
    assert Decimal(text.replace(",", "")) == Decimal(minor).scaleb(-minor_digits(currency))


def test_money_names_its_currency() -> None:
    assert EN.money(-123_456) == "CNY\u00a0-1,234.56"
    assert ZH.money(123_456) == "1,234.56元"
    assert Words("zh_CN", "KWD").money(1_500) == "1.500\u00a0KWD"
    assert ZH.currency_name() == "人民币元"
    assert (EN.currency_name(), Words("zh_CN", "KWD").currency_name()) == ("CNY", "KWD")


@pytest.mark.parametrize(
    ("minor", "english", "chinese"),
    [
        (0, "0", "0"),
        (50, "0.5", "0.5"),
        (200_000, "2k", "2000"),
        (150_000, "1.5k", "1500"),
        (-2_000_000, "-20k", "-2万"),
        (500_000_000, "5m", "500万"),
        (20_000_000_000_000, "200bn", "2000亿"),
        (500_000_000_000_000, "5tn", "5万亿"),
    ],
)
def test_axes_use_short_words(minor: int, english: str, chinese: str) -> None:
    assert EN.compact(minor) == english
    assert ZH.compact(minor) == chinese


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (1, 8, "12.5%"),
        (-1, 8, "12.5%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (1, 2000, "0.1%"),
        (5, 0, None),
        (10, 1, None),
        (9989, 1000, "998.9%"),
    ],
)
def test_percentages_round_half_up(part: int, whole: int, text: str | None) -> None:
    assert EN.percent(part, whole=whole) == text


def test_dates_as_each_language_writes_them() -> None:
    day = dt.date(2026, 11, 3)
    assert (EN.day(day), ZH.day(day)) == ("3 Nov 2026", "2026年11月3日")
    assert (EN.day_of_month(day), ZH.day_of_month(day)) == ("3 Nov", "11月3日")
    assert (EN.month(Month(2026, 5)), ZH.month(Month(2026, 5))) == ("May 2026", "2026年5月")
    assert (EN.short_month(Month(2026, 6)), ZH.short_month(Month(2026, 6))) == (
        "Jun 2026",
        "2026年6月",
    )


def catalogue(language: str) -> dict[str, str]:
    path = paths.assets() / "texts" / language / "report.toml"
    return texts._flat(tomllib.loads(path.read_text(encoding="utf-8")))


def test_both_languages_say_the_same_things() -> None:
    """Units stand alone in Chinese; otherwise every text and placeholder has its twin."""
    english, chinese = catalogue("en"), catalogue("zh_CN")
    units = {key for key in chinese if key.startswith(("unit.", "currency."))}
    assert english.keys() == chinese.keys() - units
    known = {"year", "number", "name", "bare", "difference", "amount", "day", "percent", "count"}
    for key, text in english.items():
        ours = {field for _, field, _, _ in Formatter().parse(text) if field}
        theirs = {field for _, field, _, _ in Formatter().parse(chinese[key]) if field}
        assert ours ^ theirs <= known, key
