"""Splitting moves every cent where it was said to go, in one transaction, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.splitting import divided
from cfo_desktop.services import accounts
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import splitting
from cfo_desktop.services.books import Book
from cfo_desktop.store import ledger
from tests.services import made_shop

OWN = made_shop.OWN


def _refused(book: Book, number: int, *parts: tuple[str, str]) -> str:
    head = books.head(book)
    with pytest.raises(UserError) as caught:
        splitting.split(book, number=number, parts=parts)
    assert books.head(book) == head, "a refused split posted something"
    return caught.value.code


def test_money_that_waits_is_divided(book: Book) -> None:
    made_shop.post(book, "1390", "1020", "100.00")
    found = splitting.sorted_as(book, number=1)
    assert (found.total, found.waits) == (Money(OWN, 10_000), True)
    assert splitting.split(book, number=1, parts=[("6110", "60"), ("6310", "40.00")]) == 2
    assert entries.entry(book, number=1).completed_by == 2
    assert entries.open_total(book, at=made_shop.DAY) == (0, 0)
    held = accounts.balances(book)
    assert (held["6110"], held["6310"], held.get("1390", 0)) == (6_000, 4_000, 0)
    made_shop.verified(book)


def test_a_sorted_entry_is_corrected_and_corrected_again(book: Book) -> None:
    made_shop.post(book, "6110", "1020", "100.00")
    assert splitting.sorted_as(book, number=1).parts == (("6110", Money(OWN, 10_000)),)
    splitting.split(book, number=1, parts=[("6110", "60"), ("6310", "40")])
    assert dict(splitting.sorted_as(book, number=1).parts) == {
        "6110": Money(OWN, 6_000),
        "6310": Money(OWN, 4_000),
    }
    assert _refused(book, 1, ("6310", "40"), ("6110", "60")) == "split_unchanged"
    assert splitting.split(book, number=1, parts=[("6310", "99.99"), ("6340", "0.01")]) == 4
    assert entries.entry(book, number=2).reversed_by == 3
    held = accounts.balances(book)
    assert (held.get("6110", 0), held["6310"], held["6340"]) == (0, 9_999, 1)
    assert held["1020"] == -10_000
    entries.reverse(book, number=1)
    assert not any(accounts.balances(book).values()), "taking the entry back left something"
    made_shop.verified(book)


def test_money_that_came_in_is_divided_too(book: Book) -> None:
    made_shop.post(book, "1020", "4010", "100.00")
    splitting.split(book, number=1, parts=[("4010", "70"), ("4020", "30")])
    held = accounts.balances(book)
    assert (held["4010"], held["4020"]) == (-7_000, -3_000)


def test_what_cannot_be_split_says_why(book: Book) -> None:
    made_shop.post(book, "6110", "1020", "10.00")
    made_shop.post(book, "1010", "1020", "10.00")
    both = ("6310", "4"), ("6340", "6")
    assert _refused(book, 1, ("6310", "4"), ("6340", "6.01")) == "split_differs"
    assert _refused(book, 1, ("6310", "11"), ("6340", "-1")) == "amount_not_positive"
    assert _refused(book, 1, ("6310", "4"), ("1020", "6")) == "categorise_own_account"
    assert _refused(book, 1, ("6310", "4"), ("1390", "6")) == "account_is_suspense"
    assert _refused(book, 1, ("6310", "4"), ("9999", "6")) == "account_unknown"
    assert _refused(book, 1) == "split_too_few"
    assert _refused(book, 2, *both) == "entry_not_splittable"
    entries.reverse(book, number=1)
    assert _refused(book, 1, *both) == "entry_already_reversed"
    assert _refused(book, 3, *both) == "entry_not_splittable"
    assert _refused(book, 99, *both) == "entry_missing"


def test_a_locked_month_is_corrected_on_the_first_open_day(book: Book) -> None:
    made_shop.post(book, "6110", "1020", "10.00", day=dt.date(2026, 3, 14))
    books.lock_period(book, through=Month(2026, 3))
    number = splitting.split(book, number=1, parts=[("6310", "4"), ("6340", "6")])
    assert entries.entry(book, number=number).draft.day == dt.date(2026, 4, 1)


def test_a_correction_that_fails_half_way_leaves_all_as_it_was(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_shop.post(book, "6110", "1020", "10.00")
    splitting.split(book, number=1, parts=[("6310", "4"), ("6340", "6")])
    head = books.head(book)
    post = ledger.post

    def fails(*args: object, **options: object) -> range:
        post(*args, **options)  # type: ignore[arg-type]
        raise UserError("disk_full")

    monkeypatch.setattr(ledger, "post", fails)
    with pytest.raises(UserError):
        splitting.split(book, number=1, parts=[("6310", "5"), ("6340", "5")])
    assert books.head(book) == head


@settings(max_examples=200)
@given(amounts=st.lists(st.integers(1, 10**9), min_size=1, max_size=9), out=st.booleans())
def test_parts_are_the_whole_to_the_cent(amounts: list[int], *, out: bool) -> None:
    total = sum(amounts) * (1 if out else -1)
    parts = [(str(number), Money(OWN, minor)) for number, minor in enumerate(amounts)]
    lines = divided(Money(OWN, total), parts)
    assert sum(line.value.minor for line in lines) == total
    for wrong in (total + 1, total - 1):
        with pytest.raises(UserError):
            divided(Money(OWN, wrong), parts)
