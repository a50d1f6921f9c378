"""Holds drafts to double entry: balanced per currency, within limits, and fit to be stored."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.entry import MAX_POSTINGS
from cfo_desktop.domain.entry import MAX_TEXT
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.entry import imbalances
from cfo_desktop.domain.entry import through_exchange
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import FIRST_DAY
from cfo_desktop.domain.period import LAST_DAY

DAY = dt.date(2026, 3, 14)
OWN = "CNY"
AMOUNTS = st.integers(-(10**9), 10**9)


def plain(*minors: int) -> tuple[Posting, ...]:
    return tuple(
        Posting.plain(f"10{index:02d}", Money(OWN, minor)) for index, minor in enumerate(minors)
    )


@st.composite
def mixed_postings(draw: st.DrawFn) -> list[Posting]:
    """Postings in up to three currencies whose values add up to zero, whatever their amounts."""
    lines: list[Posting] = []
    for index in range(draw(st.integers(1, 8))):
        currency = draw(st.sampled_from([OWN, "USD", "JPY"]))
        value = draw(AMOUNTS)
        amount = value if currency == OWN else draw(AMOUNTS)
        lines.append(Posting(f"1{index:03d}", Money(currency, amount), Money(OWN, value)))
    rest = sum(line.value.minor for line in lines)
    return [*lines, Posting.plain("1999", Money(OWN, -rest))]


@given(mixed_postings())
def test_money_through_the_exchange_accounts_balances_in_each_currency(
    lines: list[Posting],
) -> None:
    balanced = through_exchange(lines, exchange_account=lambda code: f"3900-{code}")
    assert imbalances(balanced) == []
    assert balanced[: len(lines)] == tuple(lines)
    for leg in balanced[len(lines) :]:
        assert leg.account == f"3900-{leg.amount.currency}"
        assert leg.amount.currency != OWN or leg.amount == leg.value
    kept = [line for line in balanced if line.amount.minor or line.value.minor]
    if len(kept) > 1:
        Draft(DAY, "", tuple(kept))


@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_one_balanced_currency_needs_no_exchange_account(minors: list[int]) -> None:
    lines = plain(*minors, -sum(minors))
    assert through_exchange(lines, exchange_account=lambda code: f"3900-{code}") == lines


def test_the_exchange_accounts_hide_no_imbalance() -> None:
    """Legs per currency would cancel any difference in value; it is refused before that."""
    lines = (
        Posting("1021", Money("USD", 10000), Money(OWN, 70000)),
        Posting.plain("1020", Money(OWN, -50000)),
    )
    with pytest.raises(UserError) as caught:
        through_exchange(lines, exchange_account=lambda code: f"3900-{code}")
    assert caught.value.code == "entry_unbalanced"
    assert caught.value.data == {"currency": OWN, "difference": "200.00"}


@given(st.lists(st.tuples(st.sampled_from([OWN, "USD"]), AMOUNTS), min_size=2, max_size=8))
def test_a_draft_sums_to_zero_per_currency_or_is_refused(parts: list[tuple[str, int]]) -> None:
    lines = tuple(
        Posting("1000", Money(currency, minor), Money(currency, minor)) for currency, minor in parts
    )
    sums: dict[str, int] = defaultdict(int)
    for currency, minor in parts:
        sums[currency] += minor
    if all(minor for _, minor in parts) and not any(sums.values()):
        Draft(DAY, "", lines)
        return
    with pytest.raises(UserError) as caught:
        Draft(DAY, "", lines)
    zero_line = any(minor == 0 for _, minor in parts)
    assert caught.value.code == ("entry_zero_line" if zero_line else "entry_unbalanced")


def test_values_are_balanced_apart_from_amounts() -> None:
    with pytest.raises(UserError) as caught:
        Draft(
            DAY,
            "",
            (
                Posting("1021", Money("USD", 100), Money(OWN, 700)),
                Posting("1022", Money("USD", -100), Money(OWN, -699)),
            ),
        )
    assert caught.value.code == "entry_unbalanced"
    assert caught.value.data == {"currency": OWN, "difference": "0.01"}


def test_a_draft_off_by_the_smallest_unit_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        Draft(DAY, "", plain(10**12, -(10**12) + 1))
    assert caught.value.code == "entry_unbalanced"


@pytest.mark.parametrize(
    ("code", "day", "narration", "lines"),
    [
        ("entry_too_short", DAY, "", ()),
        ("entry_too_short", DAY, "", plain(0)),
        ("entry_too_long", DAY, "", plain(*[1, -1] * (MAX_POSTINGS // 2), 0)),
        ("entry_zero_line", DAY, "", plain(1, -1, 0)),
        ("entry_text_too_long", DAY, "x" * (MAX_TEXT + 1), plain(1, -1)),
        ("entry_text_invalid", DAY, "a\0b", plain(1, -1)),
        ("entry_text_invalid", DAY, "half an emoji \ud83d", plain(1, -1)),
        ("date_out_of_range", FIRST_DAY - dt.timedelta(days=1), "", plain(1, -1)),
        ("date_out_of_range", LAST_DAY + dt.timedelta(days=1), "", plain(1, -1)),
        ("amount_invalid", DAY, "", plain(10**15 + 1, -(10**15) - 1)),
    ],
)
def test_a_draft_outside_the_limits_is_refused(
    code: str, day: dt.date, narration: str, lines: tuple[Posting, ...]
) -> None:
    with pytest.raises(UserError) as caught:
        Draft(day, narration, lines)
    assert caught.value.code == code


def test_a_draft_at_the_limits_is_taken() -> None:
    longest = plain(*[1, -1] * (MAX_POSTINGS // 2))
    Draft(FIRST_DAY, "x" * MAX_TEXT, longest, party="茶" * MAX_TEXT)
    Draft(LAST_DAY, "tab\tand 😀", plain(10**15, -(10**15)))


@given(st.lists(AMOUNTS.filter(bool), min_size=1, max_size=6).filter(sum))
def test_a_reversal_is_the_mirror_image(minors: list[int]) -> None:
    draft = Draft(DAY, "n", plain(*minors, -sum(minors)), party="p", completes=3)
    back = draft.reversal(7, day=dt.date(2026, 4, 1), narration="again")
    assert [line.amount.minor for line in back.postings] == [
        -line.amount.minor for line in draft.postings
    ]
    assert [line.account for line in back.postings] == [line.account for line in draft.postings]
    assert (back.reverses, back.completes, back.party) == (7, None, "p")
    assert back.day == dt.date(2026, 4, 1)
