"""Sees every entry that is one movement as that, and no other."""

from __future__ import annotations

import datetime as dt

import pytest

from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.rules import Way
from cfo_desktop.services import entries
from cfo_desktop.services import movements
from cfo_desktop.services.books import Book
from tests.services.made_shop import DAY
from tests.services.made_shop import OWN
from tests.services.made_shop import post


def of_lines(book: Book, **lines: int) -> list[tuple[str, str, int]]:
    """Post an entry of ``a1020=-500`` lines; return (own, where it went, amount) as seen."""
    postings = tuple(
        Posting.plain(code.removeprefix("a"), Money(OWN, minor)) for code, minor in lines.items()
    )
    number = entries.post(book, draft=Draft(DAY, "text", postings, party="Party"))
    return [
        (seen.movement.own, seen.account, seen.movement.minor)
        for seen in movements.history(book)
        if seen.entry == number
    ]


@pytest.mark.parametrize(
    ("lines", "seen"),
    [
        ({"a6120": 500, "a1020": -500}, [("1020", "6120", -500)]),
        ({"a1020": 500, "a4010": -500}, [("1020", "4010", 500)]),
        ({"a1390": 500, "a1020": -500}, [("1020", "", -500)]),
        ({"a5010": 490, "a7010": 10, "a1020": -500}, [("1020", "5010", -490)]),
        ({"a7010": 500, "a1020": -500}, [("1020", "7010", -500)]),
        ({"a2500": 450, "a7020": 50, "a1020": -500}, [("1020", "2500", -500)]),
        ({"a2500": 250, "a7020": 250, "a1020": -500}, []),
        ({"a1010": 500, "a1020": -500}, [("1010", "1020", 500), ("1020", "1010", -500)]),
        ({"a1010": 300, "a1050": 200, "a4010": -500}, []),
        ({"a6410": 500, "a1590": -500}, []),
    ],
)
def test_an_entry_is_the_movement_it_is(
    book: Book, lines: dict[str, int], seen: list[tuple[str, str, int]]
) -> None:
    assert sorted(of_lines(book, **lines)) == seen


def test_what_sorted_it_later_says_where_it_went(book: Book) -> None:
    number = post(book, "1390", "1020", "5", party="Party", narration="text")
    done = entries.categorise(book, number=number, account="6120")
    (seen,) = movements.history(book)
    assert (seen.entry, seen.account, seen.completed_by) == (number, "6120", done)
    assert (seen.movement.text, seen.movement.way, seen.movement.day) == (
        "Party text",
        Way.OUT,
        DAY,
    )
    assert movements.waiting(book) == {}
    assert movements.of_numbers(book, [number, done]) == {number: seen}


def test_what_was_taken_back_is_seen_no_more(book: Book) -> None:
    gone = post(book, "6120", "1020", "5")
    entries.reverse(book, number=gone)
    number = post(book, "1390", "1020", "5", day=DAY + dt.timedelta(1))
    done = entries.categorise(book, number=number, account="6120")
    entries.reverse(book, number=done)
    (seen,) = movements.history(book)
    assert (seen.entry, seen.account) == (number, "")
    assert set(movements.waiting(book)) == {number}


def test_only_the_latest_entries_are_looked_at(book: Book) -> None:
    numbers = [post(book, "6120", "1020", "5") for _ in range(4)]
    assert [seen.entry for seen in movements.history(book, latest=2)] == numbers[2:]
