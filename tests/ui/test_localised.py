"""Amounts, dates and typed numbers in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.settings import DATE_FORMATS
from cfo_desktop.base.settings import NUMBER_FORMATS
from cfo_desktop.domain.money import MAX_MINOR
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import FIRST_DAY
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.period import Month
from cfo_desktop.ui.localised import HIDDEN
from cfo_desktop.ui.localised import Localised


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (0, "GBP", "0.00"),
        (5, "GBP", "0.05"),
        (-123450, "GBP", "−1,234.50"),
        (100000000, "CNY", "1,000,000.00"),
        (-999, "JPY", "−999"),
        (1234567, "KWD", "1,234.567"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_amount(language: str, minor: int, currency: str, text: str) -> None:
    assert Localised(language).amount(minor, currency) == text


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@given(
    minor=st.integers(-MAX_MINOR, MAX_MINOR),
    currency=st.sampled_from(["GBP", "CNY", "JPY", "KWD"]),
)
def test_what_is_shown_can_be_typed(language: str, minor: int, currency: str) -> None:
    localised = Localised(language)
    typed = localised.plain_amount(localised.amount(minor, currency))
    assert Money.parse(typed, currency) == Money(currency, minor)


@given(
    minor=st.integers(-MAX_MINOR, MAX_MINOR),
    currency=st.sampled_from(["GBP", "CNY", "JPY", "KWD"]),
    numbers=st.sampled_from(NUMBER_FORMATS),
    language=st.sampled_from(["en", "zh_CN"]),
)
def test_what_is_shown_in_any_format_can_be_typed(
    minor: int, currency: str, numbers: str, language: str
) -> None:
    localised = Localised(language, numbers=numbers)
    money = Money(currency, minor)
    for shown in (localised.amount(minor, currency), localised.editable(money)):
        for typed in (shown, shown.replace("\N{NO-BREAK SPACE}", " "), shown.replace("'", "’")):
            assert Money.parse(localised.plain_amount(typed), currency) == money


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ("comma_point", "−1,234,567.50"),
        ("point_comma", "−1.234.567,50"),
        ("space_comma", "−1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,50"),
        ("apostrophe_point", "−1'234'567.50"),
    ],
)
def test_formats_of_numbers(numbers: str, text: str) -> None:
    assert Localised("en", numbers=numbers).amount(-123456750, "GBP") == text


@pytest.mark.parametrize(
    ("numbers", "typed"),
    [
        ("point_comma", "1,234.50"),
        ("point_comma", "1.23.456,5"),
        ("comma_point", "1.234,50"),
        ("comma_point", "1'234.50"),
        ("apostrophe_point", "1,234.50"),
        ("space_comma", "1.234,50"),
    ],
)
def test_what_another_format_writes_is_refused_not_guessed(numbers: str, typed: str) -> None:
    with pytest.raises(UserError):
        Money.parse(Localised("en", numbers=numbers).plain_amount(typed), "GBP")


@given(
    day=st.dates(FIRST_DAY, LAST_DAY),
    days=st.sampled_from(DATE_FORMATS),
    language=st.sampled_from(["en", "zh_CN"]),
)
def test_a_day_in_a_field_is_read_as_it_is_shown(day: dt.date, days: str, language: str) -> None:
    localised = Localised(language, days=days)
    shown = localised.locale.toString(QDate(day.year, day.month, day.day), localised.day_pattern)
    read = localised.locale.toDate(shown, localised.day_pattern)
    assert (read.year(), read.month(), read.day()) == (day.year, day.month, day.day)
    if days != "language":
        assert shown == localised.day(day)


def test_formats_of_dates() -> None:
    day = dt.date(2026, 3, 9)
    for language in ("en", "zh_CN"):
        assert Localised(language, days="iso").day(day) == "2026-03-09"
        assert Localised(language, days="day_first").day(day) == "09/03/2026"
        assert Localised(language, days="month_first").day(day) == "03/09/2026"


@given(
    minor=st.integers(-MAX_MINOR, MAX_MINOR),
    currency=st.sampled_from(["GBP", "JPY", "KWD"]),
    numbers=st.sampled_from(NUMBER_FORMATS),
)
def test_hidden_amounts_show_nothing_of_themselves(minor: int, currency: str, numbers: str) -> None:
    localised = Localised("en", numbers=numbers, hidden=True)
    said = (
        localised.amount(minor, currency),
        localised.money(minor, currency),
        localised.spoken(minor, currency),
    )
    assert said == (HIDDEN, f"{currency}\N{NO-BREAK SPACE}{HIDDEN}", "hidden amount")
    assert localised.editable(Money(currency, minor)).lstrip("-")[0].isdigit()
    assert localised.number(1234) == Localised("en", numbers=numbers).number(1234)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("1,250", "1250"),
        ("1,250.00", "1250.00"),
        ("１２３．５０", "123.50"),
        (" 1 234.5 ", "1234.5"),
        ("1,234.50", "1234.50"),
        ("−3", "-3"),
    ],
)
def test_typed_amount(typed: str, plain: str) -> None:
    assert Localised("zh_CN").plain_amount(typed) == plain


@pytest.mark.parametrize(
    "typed",
    ["12.3.4", "abc", "1e5", "--1", "1-", "12,50", "1,2", "1,2345", "12 50", "1,234,56", "1.5,0"],
)
def test_no_amount_is_made_of_what_is_none(typed: str) -> None:
    with pytest.raises(UserError):
        Money.parse(Localised("en").plain_amount(typed), "GBP")


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("12 + 8.5", "12+8.5"),
        ("1,250.40+8", "1250.40+8"),
        ("１２＋８．５", "12+8.5"),
        ("１００－３", "100-3"),
        ("3×(4.20−1)÷2", "3*(4.20-1)/2"),
        ("（1＋2）＊3／4", "(1+2)*3/4"),
        ("12,50+1", "12,50+1"),
        ("−5", "-5"),
        ("½", "1⁄2"),
    ],
)
def test_typed_sum(typed: str, plain: str) -> None:
    assert Localised("zh_CN").plain_sum(typed) == plain


def test_dates() -> None:
    day = dt.date(2026, 3, 9)
    assert Localised("en").day(day) == "9 Mar 2026"
    assert Localised("zh_CN").day(day) == "2026-03-09"
    assert Localised("en").month(Month(2026, 3)) == "March 2026"
    assert Localised("zh_CN").month(Month(2026, 3)) == "2026年3月"


def test_a_minus_is_spoken() -> None:
    assert Localised("en").spoken(-1250, "GBP") == "minus 12.50 GBP"
    assert Localised("en").spoken(1250, "GBP") == "12.50 GBP"


@pytest.mark.parametrize(
    ("per_mille", "numbers", "shown"),
    [
        (125, "comma_point", "12.5%"),
        (-125, "point_comma", "−12,5%"),
        (300, "comma_point", "30%"),
        (12_345_670, "space_comma", "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567%"),
        (0, "comma_point", "0%"),
    ],
)
def test_thousandths_are_per_cent_to_the_tenth(per_mille: int, numbers: str, shown: str) -> None:
    assert Localised("en", numbers=numbers).per_mille(per_mille) == shown


def test_september_is_as_short_as_the_other_months() -> None:
    day, english = dt.date(2026, 9, 28), Localised("en")
    assert english.day(day) == "28 Sep 2026"
    assert english.short_month(day) == "Sep"
    assert english.month(Month(2026, 9)) == "September 2026"
    assert Localised("zh_CN").short_month(day) == "9月"
