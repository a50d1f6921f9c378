"""Whatever goes wrong with the words: a proved total is right, and no amount is made up."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.documents.extracting.extractor import extract
from cfo_desktop.documents.extracting.sheet import sheet_of
from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pages import Word
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.money import Money
from tests.documents.extracting.grids import Noise
from tests.documents.extracting.grids import page
from tests.documents.extracting.layouts import Layout
from tests.documents.extracting.layouts import layouts

_LAYOUTS = [layout for layout in layouts() if "total" in layout.wanted]
_share = st.floats(0, 0.15)
_noise = st.builds(
    Noise,
    seed=st.integers(0, 10_000),
    confused=_share,
    split=_share,
    merged=_share,
    missing=_share,
    slope=st.floats(-0.6, 0.6),
    wobble=st.floats(0, 0.12),
)


# The same each time: two figures misread alike can make a sum that is right and wrong, very rarely.
@settings(max_examples=400, deadline=None, derandomize=True)
@given(layout=st.sampled_from(_LAYOUTS), noise=_noise, pieces=st.booleans())
def test_noise_never_makes_a_proved_total_wrong(
    *, layout: Layout, noise: Noise, pieces: bool
) -> None:
    document = extract([page(layout.grid, pieces=pieces, noise=noise)], hints=Hints())
    total = document.fields.get(Field.TOTAL)
    if total and total.evidence is Evidence.PROVED:
        assert isinstance(total.value, Money)
        assert total.value.decimal() == Decimal(layout.wanted["total"][0])


@settings(max_examples=150, deadline=None)
@given(layout=st.sampled_from(_LAYOUTS), noise=_noise)
def test_every_amount_and_day_stands_on_the_page_where_its_box_says(
    layout: Layout, noise: Noise
) -> None:
    read = page(layout.grid, noise=noise)
    document = extract([read], hints=Hints())
    rows = sheet_of([read], hints=Hints()).rows
    for field, found in document.fields.items():
        if not isinstance(found.value, Money | dt.date):
            continue
        assert found.box is not None, field
        under = [
            row.text for row in rows if row.top < found.box.bottom and row.bottom > found.box.top
        ]
        wanted = _digits_of(found.value)
        capitals = any(sign in text for text in under for sign in "圆元角分")
        assert capitals or any(wanted & _figures(text) for text in under), (field, under)


def _digits_of(value: Money | dt.date) -> set[str]:
    if isinstance(value, dt.date):
        return {str(value.day), f"{value.day:02}"}
    plain = f"{abs(value.decimal()):f}"
    short = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return {plain.replace(".", ""), short.replace(".", ""), plain.split(".", maxsplit=1)[0]}


def _figures(text: str) -> set[str]:
    plain = text.translate(str.maketrans("OoIl|", "00111"))
    pieces = re.findall(r"\d+", plain)
    joined = re.findall(r"\d[\d.,'’ ]*", plain)
    return {*pieces, *(re.sub(r"\D", "", one) for one in joined)} | {
        one[start : start + length]
        for one in pieces
        for start in range(len(one))
        for length in (1, 2, 4)
    }


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=14),
            st.integers(0, FULL - 200),
            st.integers(0, FULL - 200),
            st.integers(1, 200),
            st.integers(1, 200),
        ),
        max_size=60,
    )
)
def test_any_words_at_any_place_are_read_without_a_fault(
    words: list[tuple[str, int, int, int, int]],
) -> None:
    read = PageText(
        0,
        tuple(
            Word(text, left, top, left + wide, top + high) for text, left, top, wide, high in words
        ),
        Carrier.OCR,
        1000,
        1400,
    )
    first = extract([read], hints=Hints())
    assert isinstance(first, Document)
    assert extract([read], hints=Hints()) == first


@pytest.mark.parametrize("piece", ["1,", "e ", "copy ", "1 000 ", "RM", "壹", "GST 6% ", "12/"])
@pytest.mark.timeout(20)
def test_a_box_of_a_hundred_thousand_signs_takes_no_minute(piece: str) -> None:
    read = PageText(0, (Word(piece * 50_000, 100, 100, 9000, 200),), Carrier.OCR, 1000, 1400)
    assert isinstance(extract([read], hints=Hints()), Document)


@settings(max_examples=100, deadline=None)
@given(layout=st.sampled_from(_LAYOUTS), data=st.data())
def test_the_order_of_the_words_does_not_matter(layout: Layout, data: st.DataObject) -> None:
    read = page(layout.grid, pieces=False)
    shuffled = PageText(
        0, tuple(data.draw(st.permutations(read.words))), read.carrier, read.width, read.height
    )
    assert extract([read], hints=Hints()) == extract([shuffled], hints=Hints())


@pytest.mark.parametrize("own", ["KEDAI BESI MAJU JAYA SDN BHD", "Kedai Besi Maju Jaya Sdn. Bhd."])
def test_the_shop_itself_is_never_the_seller(own: str) -> None:
    layout = next(one for one in _LAYOUTS if "hardware shop" in one.name)
    document = extract([page(layout.grid)], hints=Hints(own_names=(own,)))
    assert "BESI" not in document.text_of(Field.SELLER)
