"""Amounts as banks print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.statements import amounts
from cfo_desktop.statements.amounts import DecimalSign

POINT, COMMA = DecimalSign.POINT, DecimalSign.COMMA


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("1234.56", POINT, "1234.56"),
        ("1,234.56", POINT, "1234.56"),
        ("-1,234,567.8", POINT, "-1234567.8"),
        ("1.234,56", COMMA, "1234.56"),
        ("1 234,56", COMMA, "1234.56"),
        ("1\u202f234,56", COMMA, "1234.56"),
        ("1'234.50", POINT, "1234.50"),
        ("12,34,567.89", POINT, "1234567.89"),
        ("(12.00)", POINT, "-12.00"),
        ("($1,200.00)", POINT, "-1200.00"),
        ("12.00-", POINT, "-12.00"),
        ("\u221212.00", POINT, "-12.00"),
        ("+ 5.00", POINT, "5.00"),
        ("-$5.00", POINT, "-5.00"),
        ("$-5.00", POINT, "-5.00"),
        ("¥28.16", POINT, "28.16"),
        ("￥1,000.00", POINT, "1000.00"),
        ("16.54元", POINT, "16.54"),
        ("5.00 CR", POINT, "5.00"),
        ("5.00DR", POINT, "-5.00"),
        (".50", POINT, "0.50"),
        ("１２.３４", POINT, "12.34"),
    ],
)
def test_reads(text: str, sign: DecimalSign, value: str) -> None:
    found = amounts.parse(text, sign)
    assert found
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "12,34",
        "1.2.3",
        "--5",
        "-(5)",
        "5-3",
        "1e5",
        "12.34.56",
        "$",
        "1,2345.00",
        "0,500",
        "½",
    ],
)
def test_refuses_what_is_no_amount(text: str) -> None:
    assert amounts.parse(text, POINT) is None


@pytest.mark.parametrize(
    ("text", "currency"),
    [("€5.00", "EUR"), ("EUR 5.00", "EUR"), ("5.00 USD", "USD"), ("£5", "GBP"), ("$5", "")],
)
def test_tells_the_currency_that_a_cell_names(text: str, currency: str) -> None:
    found = amounts.parse(text, POINT)
    assert found
    assert found.currency == currency


@pytest.mark.parametrize(
    ("texts", "currency", "sign"),
    [
        (["1,234.56", "7"], "EUR", POINT),
        (["1.234,56", "7"], "EUR", COMMA),
        (["12,5", "1.000"], "EUR", COMMA),
        (["1,234"], "EUR", POINT),
        (["1.234"], "EUR", POINT),
        (["1.500", "-2.250"], "CNY", POINT),
        (["1.234", "-€2.250"], "", POINT),
        (["1.234"], "IDR", COMMA),
        (["1.234", "1.00"], "IDR", POINT),
        (["1.234"], "VND", COMMA),
        (["1.234"], "KWD", POINT),
        (["1.234.567"], "EUR", COMMA),
        (["1,234,567"], "EUR", POINT),
        (["1,005", "2,250", "12,50"], "EUR", COMMA),
        (["1,200", "1,300", "100.000"], "JPY", POINT),
        (["0,500"], "EUR", COMMA),
        (["1234,500"], "EUR", COMMA),
        ([], "EUR", POINT),
    ],
)
def test_the_file_decides_the_decimal_sign(
    texts: list[str], currency: str, sign: DecimalSign
) -> None:
    assert amounts.infer(texts, currency=currency) is sign


DOUBTFUL = st.builds(
    lambda whole, part: f"{whole}.{part:03d}", st.integers(-999, 999), st.integers(0, 999)
)
PLAIN = st.decimals(min_value=-(10**9), max_value=10**9, places=2).map(str)


@given(st.lists(DOUBTFUL, min_size=1), st.lists(PLAIN), st.sampled_from(["CNY", "EUR", "USD", ""]))
def test_a_point_before_three_digits_never_turns_into_thousands(
    doubtful: list[str], plain: list[str], currency: str
) -> None:
    assert amounts.infer([*doubtful, *plain], currency=currency) is POINT


@given(st.lists(DOUBTFUL), st.sampled_from(["1.234,56", "12,50", "-0,5", "1.234.567"]))
def test_one_cell_with_cents_or_two_groups_makes_them_thousands(
    doubtful: list[str], proof: str
) -> None:
    whole = [text for text in doubtful if not text.lstrip("-").startswith("0")]
    assert amounts.infer([*whole, proof], currency="EUR") is COMMA


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from([POINT, COMMA]))
def test_grouped_amounts_come_back_exactly(value: Decimal, sign: DecimalSign) -> None:
    text = f"{value:,.2f}"
    if sign is COMMA:
        text = text.translate(str.maketrans(",.", ".,"))
    assert amounts.infer([text], currency="EUR") is sign
    found = amounts.parse(text, sign)
    assert found
    assert found.value == value


def test_money_is_exact_or_nothing() -> None:
    assert str(amounts.money(Decimal("12.30"), "EUR")) == "12.30"
    assert amounts.money(Decimal("12.345"), "EUR") is None
    assert amounts.money(Decimal("12.5"), "JPY") is None
    assert str(amounts.money(Decimal("12.345"), "KWD")) == "12.345"


def test_a_spreadsheet_number_is_what_the_spreadsheet_shows() -> None:
    assert amounts.from_float(0.1 + 0.2) == Decimal("0.3")
    assert amounts.from_float(1234567890.12) == Decimal("1234567890.12")


@pytest.mark.parametrize("text", ["", "-", "--", "/", "N/A", "null", " "])
def test_blank(text: str) -> None:
    assert amounts.is_blank(text)


@pytest.mark.parametrize("text", ["0", "0.00", "-5", "x"])
def test_not_blank(text: str) -> None:
    assert not amounts.is_blank(text)
