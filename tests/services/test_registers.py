"""Registers hold what they should, in order, with right balances; all of an entry finds it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.domain import register as register_values
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.register import Key
from cfo_desktop.domain.register import RegisterRow
from cfo_desktop.domain.register import Selection
from cfo_desktop.domain.register import Standing
from cfo_desktop.domain.rules import Way
from cfo_desktop.domain.search import terms
from cfo_desktop.services import entries
from cfo_desktop.services import registers
from cfo_desktop.services.books import Book
from cfo_desktop.store import register as store_register
from tests.services import made_shop

OWN = made_shop.OWN
DAY = dt.date(2026, 11, 4)
SHARED = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_LETTERS = st.characters(codec="utf-8", categories=["Lu", "Ll", "Lo", "Nd", "Zs", "Po"])
TEXTS = st.text(
    st.one_of(st.sampled_from("茶庄永辉批发进货 aBcé1234.-/"), _LETTERS.filter(str.isprintable)),
    max_size=20,
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """An entry on up to four accounts, the bank now and then twice."""
    codes = draw(
        st.lists(st.sampled_from(["1010", "1020", "4010", "6110"]), min_size=2, max_size=5)
    )
    amounts = draw(
        st.lists(
            st.integers(-99_999, 99_999).filter(bool), min_size=len(codes) - 1, max_size=len(codes)
        )
    )[: len(codes) - 1]
    amounts.append(-sum(amounts) or 1)
    if sum(amounts):
        amounts[0] -= sum(amounts)
        amounts[0] = amounts[0] or 1
    lines = [
        Posting.plain(code, Money(OWN, minor)) for code, minor in zip(codes, amounts, strict=True)
    ]
    rest = -sum(amounts)
    if rest:
        lines.append(Posting.plain("4010", Money(OWN, rest)))
    day = DAY + dt.timedelta(days=draw(st.integers(-400, 5)))
    return Draft(day, draw(TEXTS), tuple(lines), party=draw(TEXTS))


def _posted(book: Book, made: list[Draft]) -> list[int]:
    before = entries.page(book, limit=1)
    entries.post_all(book, drafts=made)
    assert not before, "the book was new"
    return list(range(1, len(made) + 1))


def _all(book: Book, selection: Selection) -> list[RegisterRow]:
    """Read every page by the outline, in an order that scrolling may take."""
    outline = registers.outline(book, selection=selection)
    pages = [
        (place, registers.page(book, selection=selection, start=start))
        for place, start in reversed(list(enumerate(outline.starts)))
    ]
    rows = [row for _, page in sorted(pages, key=lambda pair: pair[0]) for row in page]
    assert len(rows) == outline.count
    first = registers.first(book, selection=selection)
    assert list(first.rows) == rows[: len(first.rows)]
    assert first.whole == (len(first.rows) == len(rows))
    for row in rows:
        place = outline.page_of(row.key)
        assert rows.index(row) // register_values.PAGE == place
    return rows


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (register_values, store_register, registers):
        monkeypatch.setattr(module, "PAGE", 4)
    defaults = {"limit": 4, "before": None}
    monkeypatch.setattr(store_register.page, "__kwdefaults__", {"limit": defaults["limit"]})
    monkeypatch.setattr(registers.page, "__kwdefaults__", {"limit": 4})


@SHARED
@given(
    made=st.lists(drafts(), min_size=1, max_size=14),
    account=st.sampled_from(["1020", "4010", "6110"]),
    days=st.tuples(st.integers(-400, 5), st.integers(-400, 5)),
)
def test_balances_run_on_from_page_to_page(
    shop: made_shop.Shop,
    tmp_path_factory: pytest.TempPathFactory,
    made: list[Draft],
    account: str,
    days: tuple[int, int],
) -> None:
    book = shop.copy(tmp_path_factory.mktemp("copy") / "book")
    _posted(book, made)
    moved: dict[Key, int] = {}
    for number, draft in enumerate(made, 1):
        for line in draft.postings:
            if line.account == account:
                key = Key(draft.day, number)
                moved[key] = moved.get(key, 0) + line.amount.minor
    expected = {}
    total = 0
    for key in sorted(moved):
        total += moved[key]
        expected[key] = total
    rows = _all(book, Selection(account))
    assert [(row.key, row.balance) for row in rows] == sorted(expected.items(), reverse=True)
    first, last = (DAY + dt.timedelta(days=each) for each in sorted(days))
    rows = _all(book, Selection(account, first=first, last=last))
    assert [(row.key, row.balance) for row in rows] == [
        (key, balance)
        for key, balance in sorted(expected.items(), reverse=True)
        if first <= key.day <= last
    ]
    book.store.close()


@SHARED
@given(made=st.lists(drafts(), min_size=1, max_size=8))
def test_an_entry_is_found_by_each_word_amount_and_day_of_it(
    shop: made_shop.Shop, tmp_path_factory: pytest.TempPathFactory, made: list[Draft]
) -> None:
    book = shop.copy(tmp_path_factory.mktemp("copy") / "book")
    _posted(book, made)

    def found(text: str, account: str | None = None) -> set[int]:
        selection = Selection(account, text=text)
        return {row.entry.number for row in registers.listed(book, selection=selection, limit=99)}

    for number, draft in enumerate(made, 1):
        texts = [draft.party, draft.narration]
        for word in [word for text in texts for word in text.split()]:
            assert number in found(word), f"not by the word {word!r}"
        for pair in re.findall("(?=([一-鿿]{2}))", " ".join(texts)):
            assert number in found(pair), f"not by {pair}"
        for line in draft.postings:
            amount = str(abs(line.amount.minor) // 100) + f".{abs(line.amount.minor) % 100:02d}"
            assert number in found(amount, line.account)
            assert number in found(amount.replace(".", ","))
        day = draft.day
        for text in (
            day.isoformat(), f"{day:%Y-%m}", f"{day:%Y%m%d}", f"{day.day} {day:%b} {day.year}",
            f"{day:%B} {day.year}", f"{day.month}月{day.day}日", f"{day.year}年{day.month}月",
        ):  # fmt: skip
            assert number in found(text), text
    book.store.close()


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=40) | st.text('"*^:-+(){}ANDORNOTNEAR 1.,/年月日', max_size=40))
def test_whatever_is_typed_is_a_search(book: Book, text: str) -> None:
    registers.first(book, selection=Selection(text=text))
    registers.outline(book, selection=Selection("1020", text=text))


@pytest.mark.parametrize(
    ("typed", "amounts", "days", "any_year"),
    [
        ("12.50", ("12.5",), (), ()),
        ("12,50", ("12.5",), (), ()),
        ("-¥1,250.00", ("1250",), (), ()),
        ("1,250", ("1.25", "1250"), (), ()),
        ("007", ("7",), (), ()),
        ("2026-11", (), ("202611",), ()),
        ("2026-11-04", (), ("20261104",), ()),
        ("20261104", ("20261104",), ("20261104",), ()),
        ("2026", ("2026",), ("2026",), ()),
        ("4 Nov 2026", (), ("20261104",), ()),
        ("november 2026", (), ("202611",), ()),
        ("11月4日", (), (), ("1104",)),
        ("１１月", (), (), ("11",)),
        ("2026年11月4日", (), ("20261104",), ()),
        ("31 Feb", ("31",), (), ()),
    ],
)
def test_amounts_and_days_are_known_as_people_type_them(
    typed: str, amounts: tuple[str, ...], days: tuple[str, ...], any_year: tuple[str, ...]
) -> None:
    term = terms(typed)[0]
    assert (term.amounts, term.days, term.days_of_any_year) == (amounts, days, any_year)


def test_signs_alone_are_no_term() -> None:
    assert terms("& - “” … \0 \ud800") == []
    assert [term.words for term in terms("Bright & Co")] == [("bright",), ("co",)]


def test_filters_narrow_a_register(book: Book) -> None:
    made_shop.post(book, "1020", "4010", "100.00", day=DAY)
    made_shop.post(book, "6110", "1020", "40.00", day=DAY)
    made_shop.post(book, "1390", "1020", "7.00", day=DAY + dt.timedelta(days=40))
    entries.reverse(book, number=2)

    def found(selection: Selection) -> list[int]:
        return [row.entry.number for row in _all(book, selection)]

    assert found(Selection()) == [3, 4, 2, 1]
    assert found(Selection(standing=Standing.REVERSED)) == [2]
    assert found(Selection(standing=Standing.NEEDS_REVIEW)) == [3]
    assert found(Selection(least=700, most=4_000)) == [3, 4, 2]
    assert found(Selection(way=Way.IN)) == [4, 1]
    assert found(Selection("6110", way=Way.IN)) == [2]
    assert found(Selection("1020", text="4 nov", way=Way.OUT)) == [2]
    assert found(Selection(last=DAY, least=10_000)) == [1]
    assert found(Selection("no such account")) == []
