"""What the book keeps of a reading comes back as it was; damaged text is told as damage."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Instalment
from cfo_desktop.domain.document import Line
from cfo_desktop.domain.document import RateTotal
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.store import paper_documents

TEXTS = st.text('aZ9 ,."\\{}日本\n\u3000😀', max_size=8)
SUMS = st.builds(Money, st.sampled_from(["CNY", "JPY"]), st.integers(-(10**12), 10**12))
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
VALUES: st.SearchStrategy[Value] = TEXTS | SUMS | DAYS
BOXES = st.builds(Box, *[st.integers(0, 10_000)] * 5)
FOUND = st.recursive(
    st.builds(
        Found, VALUES, st.sampled_from(Evidence), st.sampled_from(Carrier), st.none() | BOXES
    ),
    lambda inner: st.builds(
        Found,
        VALUES,
        st.sampled_from(Evidence),
        st.sampled_from(Carrier),
        st.none() | BOXES,
        st.lists(inner, max_size=2).map(tuple),
    ),
    max_leaves=3,
)
MAYBE = st.none() | SUMS


def several(each: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """A few of something."""
    return st.lists(each, max_size=2).map(tuple)


DOCUMENTS = st.builds(
    Document,
    st.sampled_from(DocumentKind),
    st.sampled_from(Carrier),
    fields=st.dictionaries(st.sampled_from(Field), FOUND, max_size=4),
    lines=several(
        st.builds(
            Line,
            TEXTS,
            MAYBE,
            MAYBE,
            st.none() | st.integers(0, 9999),
            TEXTS,
            TEXTS,
            TEXTS,
            st.none() | BOXES,
        )
    ),
    rates=several(st.builds(RateTotal, st.integers(0, 9999), MAYBE, MAYBE)),
    instalments=several(st.builds(Instalment, SUMS, st.none() | DAYS, TEXTS)),
    checks=several(st.builds(Check, TEXTS, st.booleans(), TEXTS, TEXTS, TEXTS)),
    warnings=several(st.builds(Fault, TEXTS, TEXTS, st.dictionaries(TEXTS, TEXTS, max_size=2))),
    pages=several(st.integers(0, 200)),
    text=TEXTS,
)


@given(DOCUMENTS)
def test_a_document_comes_back(document: Document) -> None:
    assert paper_documents.read(paper_documents.write(document)) == document


@given(st.dictionaries(st.sampled_from(Field), st.none() | VALUES))
def test_what_the_owner_said_comes_back(said: dict[Field, Value | None]) -> None:
    assert paper_documents.read_said(paper_documents.write_said(said)) == said


@given(
    st.builds(
        Template,
        TEXTS,
        TEXTS,
        several(TEXTS),
        st.dictionaries(st.sampled_from(Field), TEXTS),
        st.dictionaries(st.sampled_from(Field), BOXES),
    )
)
def test_a_template_comes_back(template: Template) -> None:
    assert paper_documents.read_template(paper_documents.write_template(template)) == template


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind":"invoice"}', '{"total":{"x":1}}'])
def test_damaged_text_is_damage(text: str) -> None:
    with pytest.raises(BookDamaged):
        paper_documents.read(text)
