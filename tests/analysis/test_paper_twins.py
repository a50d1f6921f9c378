"""Two papers are one document or not: the same both ways, by number and seller before all else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.analysis import paper_twins
from cfo_desktop.analysis.paper_twins import Marks
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import TwinReason
from cfo_desktop.domain.papers import TwinStrength
from cfo_desktop.domain.papers import number_key

DAY = dt.date(2026, 3, 14)
BILL = Marks(
    key=1,
    party="Harbour Bakery Ltd",
    party_tax_id="GB123456789",
    number="INV-00512",
    day=DAY,
    total=Money("GBP", 12000),
)
STRONG, LIKELY = TwinStrength.STRONG, TwinStrength.LIKELY


def marks(key: int) -> st.SearchStrategy[Marks]:
    """Documents that are often nearly the same."""
    return st.builds(
        Marks,
        key=st.just(key),
        party=st.sampled_from(
            ["", "Harbour Bakery", "HARBOUR BAKERY LTD", "Harbour Bakary", "晨光"]
        ),
        party_tax_id=st.sampled_from(["", "GB123456789", "GB123456788"]),
        code=st.sampled_from(["", "031001"]),
        number=st.sampled_from(
            ["", "INV-512", "INV 0512", "INV-513", "lNV-5I2", "26312000000012345678"]
        ),
        day=st.none() | st.dates(DAY, DAY + dt.timedelta(days=90)),
        total=st.none() | st.sampled_from([Money("GBP", 12000), Money("GBP", 999)]),
        is_sale=st.booleans(),
        is_credit=st.booleans(),
        number_is_sure=st.booleans(),
        source=st.frozensets(
            st.tuples(st.sampled_from([b"a", b"b"]), st.integers(0, 1)), max_size=1
        ),
    )


def seen(one: Marks, other: Marks) -> tuple[TwinStrength, TwinReason] | None:
    """Return how sure it is that both are one, and by what."""
    verdict = paper_twins.compare(one, other)
    return (verdict.strength, verdict.reason) if verdict else None


@given(marks(1), marks(2))
def test_both_ways_the_same(one: Marks, other: Marks) -> None:
    assert seen(one, other) == seen(other, one)


@given(marks(1), marks(2))
def test_the_same_bytes_are_always_found(one: Marks, other: Marks) -> None:
    source = frozenset({(b"bytes", 0)})
    pair = replace(one, source=source), replace(other, source=source)
    assert seen(*pair) == (TwinStrength.SAME_BYTES, TwinReason.FILE)
    assert paper_twins.twins(pair[0], [pair[1]])


@given(marks(1), marks(2))
def test_another_number_is_never_strong(one: Marks, other: Marks) -> None:
    mine, its = number_key(one.number), number_key(other.number)
    verdict = paper_twins.compare(replace(one, source=frozenset()), other)
    if mine and its and mine != its:
        assert verdict is None or verdict.strength is LIKELY
        if one.number_is_sure and other.number_is_sure:
            assert verdict is None


@given(marks(1), marks(2))
def test_a_red_invoice_is_no_copy(one: Marks, other: Marks) -> None:
    other = replace(other, is_credit=not one.is_credit, source=frozenset())
    assert seen(one, other) is None


@given(marks(1), marks(2))
def test_sums_that_differ_never_merge(one: Marks, other: Marks) -> None:
    other = replace(other, source=frozenset())
    verdict = paper_twins.compare(one, other)
    if verdict and one.total and other.total and one.total != other.total:
        assert not verdict.may_merge


@pytest.mark.parametrize(
    "number", ["inv-00512", "INV 00512", "INV00512", "lNV-OO5I2", "ＩＮＶ－００５１２"]
)
def test_a_number_is_the_same_however_it_is_written(number: str) -> None:
    other = replace(BILL, key=2, number=number)
    assert seen(BILL, other) == (STRONG, TwinReason.TAX_ID_AND_NUMBER)
    assert number_key("000" + number[-5:]) == number_key(number[-5:])


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, (STRONG, TwinReason.TAX_ID_AND_NUMBER)),
        ({"party_tax_id": ""}, (STRONG, TwinReason.SELLER_AND_NUMBER)),
        ({"party_tax_id": "", "party": "HARBOUR BAKERY"}, (STRONG, TwinReason.SELLER_AND_NUMBER)),
        ({"party_tax_id": "", "party": "Harbaur Bakery"}, (STRONG, TwinReason.SELLER_AND_NUMBER)),
        ({"party_tax_id": "", "party": ""}, (LIKELY, TwinReason.NUMBER_AND_TOTAL)),
        ({"number": "", "day": DAY + dt.timedelta(days=2)}, (LIKELY, TwinReason.PARTY_TOTAL_DAY)),
        ({"number": "INV-00612", "number_is_sure": False}, (LIKELY, TwinReason.PARTY_TOTAL_DAY)),
        ({"number": "INV-00592", "number_is_sure": False}, None),
        ({"number": "INV-00513"}, None),
        ({"number": "", "day": DAY + dt.timedelta(days=7)}, None),
        ({"party": "Quay Coffee", "party_tax_id": "GB999", "number": "77"}, None),
        ({"code": "031002"}, (STRONG, TwinReason.TAX_ID_AND_NUMBER)),
        ({"day": DAY + dt.timedelta(days=365), "total": Money("GBP", 5)}, None),
        ({"is_sale": True}, None),
        ({"total": Money("EUR", 12000)}, None),
    ],
)
def test_one_thing_different(
    changes: dict[str, object], wanted: tuple[TwinStrength, TwinReason] | None
) -> None:
    other = replace(BILL, key=2, **changes)  # type: ignore[arg-type]
    assert seen(BILL, other) == wanted


def test_a_digit_of_a_photo_that_is_easily_misread_is_asked_about() -> None:
    photo = replace(BILL, key=2, number="INV-00518", number_is_sure=False)
    assert seen(replace(BILL, number="INV-00513"), photo) == (LIKELY, TwinReason.PARTY_TOTAL_DAY)
    assert seen(replace(BILL, number="INV-00513"), replace(photo, number_is_sure=True)) is None


def test_codes_tell_equal_numbers_apart() -> None:
    one, other = replace(BILL, code="031001"), replace(BILL, key=2, code="031002")
    assert seen(one, other) is None


def test_what_is_bought_each_week_for_one_sum_is_told_apart_by_its_days() -> None:
    slip = replace(BILL, number="")
    days = [DAY - dt.timedelta(days=each) for each in (3, 6, 9)]
    known = [replace(slip, key=2 + place, day=day) for place, day in enumerate(days)]
    assert paper_twins.twins(slip, known) == []
    assert len(paper_twins.twins(slip, known[:1])) == 1
    today = replace(slip, key=9)
    assert [each.key for each in paper_twins.twins(slip, [*known, today])] == [9]
