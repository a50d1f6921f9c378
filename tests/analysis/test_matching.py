"""Finds the pairs of made-up statements whose truth is known, and no pair that cannot be one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.analysis.matching import engine
from cfo_desktop.analysis.matching import evidence
from cfo_desktop.domain.matching import Leg
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import Match
from cfo_desktop.domain.matching import Record
from cfo_desktop.domain.matching import Source
from cfo_desktop.domain.money import Money
from tests.evaluation.matching import ACCOUNTS
from tests.evaluation.matching import BANK
from tests.evaluation.matching import CURRENCY
from tests.evaluation.matching import WALLET
from tests.evaluation.matching import made
from tests.evaluation.matching import score

DAY = dt.date(2026, 3, 14)


def record(key: int, source: str, account: str, minor: int, **more: object) -> Record:
    """Return a record of one leg whose other side is not known."""
    given_: dict[str, object] = {
        "day": DAY,
        "waiting": Money(CURRENCY, -minor),
        "sources": frozenset({Source(source, f"of {source}")}),
        **more,
    }
    return Record(key, legs=(Leg(account, Money(CURRENCY, minor)),), **given_)  # type: ignore[arg-type]


def found(*records: Record) -> list[Match]:
    return engine.matches(records, ACCOUNTS)


def test_pairs_of_a_made_up_shop_are_found() -> None:
    """At least 5,000 payments; the table comes from ``python -m tests.evaluation.matching``."""
    result = score(made(seed=97, payments=6_000))
    assert result.true.total() >= 5_000
    assert result.precision >= 0.99
    assert result.recall >= 0.95
    for kind in LinkKind:
        assert result.covered[kind] >= 0.9 * result.true[kind], kind


def test_a_third_equal_payment_makes_all_three_doubtful() -> None:
    """Two of the wallet's, three of the bank's: nobody can say which of them is another's."""
    told = [record(-1 - n, WALLET, BANK, -500, party="") for n in range(2)]
    own = [record(-10 - n, BANK, BANK, -500, party="财付通") for n in range(3)]
    matches = found(*told, *own)
    assert len(matches) == 2
    assert not any(match.sure for match in matches)
    assert all(match.sure for match in found(*told, *own[:2]))


def test_another_channel_in_the_text_speaks_against_it() -> None:
    told = record(-1, WALLET, BANK, -500, party="面馆")
    assert found(told, record(-2, BANK, BANK, -500, party="支付宝-某人")) == []
    assert found(told, record(-2, BANK, BANK, -500, party="财付通")) != []


@pytest.mark.parametrize(("days", "pairs"), [(-2, 0), (-1, 1), (0, 1), (3, 1), (4, 1), (5, 0)])
def test_how_far_two_records_may_lie_apart(days: int, pairs: int) -> None:
    told = record(-1, WALLET, BANK, -500, party="面馆")
    own = record(-2, BANK, BANK, -500, party="财付通", day=DAY + dt.timedelta(days=days))
    assert len(found(told, own)) == pairs


def test_what_is_decided_is_not_found_again() -> None:
    told = record(-1, WALLET, BANK, -500, party="面馆")
    own = record(2, BANK, BANK, -500, party="财付通")
    decided = {frozenset((-1, 2))}
    assert engine.matches([told, own], ACCOUNTS, decided=decided) == []


def test_booked_records_are_not_paired_with_each_other() -> None:
    told = record(1, WALLET, BANK, -500, party="面馆")
    own = record(2, BANK, BANK, -500, party="财付通")
    assert found(told, own) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("财付通-云膳米线(传奇广场店)", "云膳米线（传奇广场店）", True),
        ("TESCO STORES 3312", "Tesco Stores", True),
        ("李", "李四", False),
        ("ATM", "ATM withdrawal", False),
        ("", "anything", False),
    ],
)
def test_names_that_are_one_party(one: str, other: str, *, same: bool) -> None:
    assert evidence.same_party(one, other) is same


_RECORDS = st.lists(
    st.builds(
        lambda source, account, minor, day, party: (source, account, minor, day, party),
        st.sampled_from([BANK, WALLET]),
        st.sampled_from([BANK, WALLET]),
        st.sampled_from([-500, 500, -3000, 3000]),
        st.integers(0, 6),
        st.sampled_from(["", "财付通", "面馆", "零钱提现", "转账"]),
    ),
    max_size=14,
)


@settings(max_examples=200, deadline=None)
@given(_RECORDS)
def test_no_record_is_the_same_as_two_others_and_halves_are_opposite(
    rows: list[tuple[str, str, int, int, str]],
) -> None:
    records = [
        replace(record(-1 - n, source, account, minor, party=party), day=DAY + dt.timedelta(days))
        for n, (source, account, minor, days, party) in enumerate(rows)
    ]
    by_key = {each.key: each for each in records}
    matches = engine.matches(records, ACCOUNTS)
    same = [match for match in matches if match.kind is LinkKind.SAME]
    ends = [key for match in same for key in (match.first, match.second)]
    assert len(ends) == len(set(ends))
    for match in matches:
        first, second = by_key[match.first], by_key[match.second]
        assert first.key > second.key  # the earlier row stands
        if match.kind is LinkKind.SAME:
            assert first.legs == second.legs
            assert first.sources != second.sources
        if match.kind is LinkKind.TRANSFER:
            assert first.moved == -second.moved
            assert first.legs[0].account != second.legs[0].account
            assert {first.key, second.key}.isdisjoint(match_.second for match_ in same)
