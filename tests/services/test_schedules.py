"""Entries that repeat in a real book: due once, posted once, whatever happens in between."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.services import accounts
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import schedules
from cfo_desktop.services.books import Book

AUG, SEP, OCT = dt.date(2026, 8, 31), dt.date(2026, 9, 30), dt.date(2026, 10, 31)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-11-15")


def _rent(book: Book, *, automatic: bool = False, first: dt.date = AUG) -> int:
    draft = entries.simple(
        book,
        day=first,
        narration="Rent",
        party="Landlord",
        debits=[("6110", "850")],
        credits=[("1020", "850")],
    )
    return schedules.add(
        book, rhythm=Rhythm(Every.MONTHLY, first), draft=draft, automatic=automatic
    )


def _refused(code: str, act: object, **arguments: object) -> None:
    with pytest.raises(UserError) as told:
        act(**arguments)  # type: ignore[operator]
    assert told.value.code == code


def _due(book: Book) -> list[dt.date]:
    return [each.day for each in schedules.due(book)]


def test_each_missed_day_is_due_and_posted_once(book: Book) -> None:
    number = _rent(book)
    before = books.head(book).entries
    assert _due(book) == [AUG, SEP, OCT]
    made = schedules.post(book, days=[(number, SEP), (number, AUG)])
    assert [entries.entry(book, number=each).draft.day for each in made] == [AUG, SEP]
    assert _due(book) == [OCT]
    _refused("schedule_day_settled", schedules.post, book=book, days=[(number, SEP)])
    _refused("schedule_day_settled", schedules.post, book=book, days=[(number, OCT), (number, AUG)])
    assert _due(book) == [OCT], "half of a refused posting was kept"
    assert books.head(book).entries == before + 2
    assert schedules.all_schedules(book)[0].next_day == OCT


def test_two_programs_cannot_post_the_same_day(book: Book) -> None:
    number = _rent(book)
    other = books.Book(book.store)
    waiting = schedules.due(other)
    schedules.post(book, days=[(number, AUG)])
    _refused(
        "schedule_day_settled",
        schedules.post,
        book=other,
        days=[(each.schedule, each.day) for each in waiting],
    )


def test_another_amount_is_for_that_day_alone(book: Book) -> None:
    number = _rent(book)
    made = schedules.post_one(
        book, number=number, day=AUG, amount=Money(books.info(book).currency, 90_000)
    )
    draft = entries.entry(book, number=made).draft
    assert [line.value.minor for line in draft.postings] == [90_000, -90_000]
    assert schedules.due(book)[0].draft.postings[0].value.minor == 85_000


def test_what_is_skipped_is_neither_due_nor_posted(book: Book) -> None:
    number = _rent(book)
    before = books.head(book)
    schedules.skip(book, days=[(number, AUG), (number, OCT)])
    assert _due(book) == [SEP]
    assert books.head(book) == before
    _refused("schedule_day_settled", schedules.post, book=book, days=[(number, AUG)])
    _refused(
        "schedule_day_unknown", schedules.skip, book=book, days=[(number, dt.date(2026, 9, 1))]
    )


def test_a_locked_period_is_said_and_the_rest_posted_by_itself(book: Book) -> None:
    number = _rent(book, automatic=True)
    books.lock_period(book, through=Month(2026, 9))
    assert [each.locked for each in schedules.due(book)] == [True, True, False]
    _refused("period_locked", schedules.post, book=book, days=[(number, AUG)])
    assert len(schedules.post_automatic(book)) == 1
    assert schedules.post_automatic(book) == []
    assert _due(book) == [AUG, SEP]


def test_nothing_is_posted_by_itself_unless_that_was_asked_for(book: Book) -> None:
    number = _rent(book)
    assert schedules.post_automatic(book) == []
    schedules.set_automatic(book, number=number, automatic=True)
    assert len(schedules.post_automatic(book)) == 3


def test_a_closed_account_stops_one_and_not_the_others(book: Book) -> None:
    draft = entries.simple(
        book, day=AUG, narration="Safe", debits=[("1015", "1")], credits=[("1020", "1")]
    )
    rhythm = Rhythm(Every.YEARLY, dt.date(2026, 11, 2))
    schedules.add(book, rhythm=rhythm, draft=draft, automatic=True)
    _rent(book, automatic=True)
    accounts.close_account(book, code="1015", day=AUG)
    assert len(schedules.post_automatic(book)) == 3
    assert _due(book) == [dt.date(2026, 11, 2)]


def test_taking_a_posted_day_back_makes_it_due_again(book: Book) -> None:
    number = _rent(book)
    made = schedules.post(book, days=[(number, AUG)])
    assert schedules.any_of(book, numbers=list(made))
    schedules.take_back(book, numbers=list(made))
    assert entries.entry(book, number=made[0]).reversed_by is not None
    assert _due(book) == [AUG, SEP, OCT]
    schedules.post(book, days=[(number, AUG)])


def test_paused_is_not_due_and_comes_back_whole(book: Book) -> None:
    number = _rent(book)
    schedules.pause(book, number=number, paused=True)
    assert _due(book) == []
    assert schedules.upcoming(book, until=dt.date(2027, 1, 1)) == []
    schedules.pause(book, number=number, paused=False)
    assert _due(book) == [AUG, SEP, OCT]


def test_stopping_leaves_what_is_due(book: Book) -> None:
    number = _rent(book)
    schedules.stop(book, number=number)
    assert [each.day for each in schedules.upcoming(book, until=dt.date(2027, 6, 1))] == [
        AUG,
        SEP,
        OCT,
    ]
    schedules.post(book, days=[(number, day) for day in (AUG, SEP, OCT)])
    assert schedules.all_schedules(book)[0].next_day is None


def test_beginning_posts_the_first_day_where_it_has_come(book: Book) -> None:
    draft = entries.simple(
        book, day=AUG, narration="Rent", debits=[("6110", "1")], credits=[("1020", "1")]
    )
    begin = {"draft": draft, "automatic": False}
    number, entry = schedules.begin(book, rhythm=Rhythm(Every.MONTHLY, OCT), **begin)  # type: ignore[arg-type]
    assert entry is not None
    assert entries.entry(book, number=entry).draft.day == OCT
    assert _due(book) == []
    later = dt.date(2026, 12, 1)
    assert schedules.begin(book, rhythm=Rhythm(Every.DAILY, later), **begin)[1] is None  # type: ignore[arg-type]
    of_entry = schedules.begin(
        book, rhythm=Rhythm(Every.YEARLY, OCT), draft=draft, automatic=False, posted=entry
    )
    assert of_entry == (number + 2, entry)
    assert _due(book) == []
    books.lock_period(book, through=Month(2026, 9))
    _refused("period_locked", schedules.begin, book=book, rhythm=Rhythm(Every.DAILY, SEP), **begin)
    assert len(schedules.all_schedules(book)) == 3, "a schedule was kept whose first day was not"


def test_what_comes_is_told_with_what_is_due(book: Book) -> None:
    _rent(book)
    found = schedules.upcoming(book, until=dt.date(2026, 12, 31))
    assert [each.day for each in found] == [
        AUG, SEP, OCT, dt.date(2026, 11, 30), dt.date(2026, 12, 31),
    ]  # fmt: skip


def test_removing_keeps_what_was_posted(book: Book) -> None:
    number = _rent(book)
    made = schedules.post(book, days=[(number, AUG)])
    schedules.remove(book, number=number)
    assert schedules.all_schedules(book) == []
    assert entries.entry(book, number=made[0]).reversed_by is None
    _refused("schedule_missing", schedules.remove, book=book, number=number)
    _refused("schedule_missing", schedules.post, book=book, days=[(number, SEP)])


def test_an_account_that_a_schedule_uses_is_not_deleted(book: Book) -> None:
    _rent(book)
    accounts.add(book, code="6115", name="Garage", group=accounts.find(book, code="6110").group)
    draft = entries.simple(
        book, day=AUG, narration="Garage", debits=[("6115", "1")], credits=[("1020", "1")]
    )
    schedules.add(book, rhythm=Rhythm(Every.DAILY, dt.date(2026, 11, 1)), draft=draft)
    with pytest.raises(UserError) as told:
        accounts.delete(book, code="6115")
    assert told.value.code == "account_used"


def test_a_first_day_far_back_is_refused(book: Book) -> None:
    draft = entries.simple(
        book, day=AUG, narration="x", debits=[("6110", "1")], credits=[("1020", "1")]
    )
    rhythm = Rhythm(Every.DAILY, dt.date(1926, 1, 1))
    _refused("schedule_too_far_back", schedules.add, book=book, rhythm=rhythm, draft=draft)


def test_schedules_are_kept_when_the_book_is_closed(book: Book, tmp_path: Path) -> None:
    number = _rent(book, automatic=True)
    schedules.post(book, days=[(number, AUG)])
    books.backup(book, target=tmp_path / "backup")
    assert all(check.ok for check in books.verify(book))
    assert [each.automatic for each in schedules.all_schedules(book)] == [True]
