"""Today's figures, the questions about the first day, and the first steps, over a real book."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.register import Selection
from cfo_desktop.domain.register import Standing
from cfo_desktop.domain.today import Span
from cfo_desktop.domain.today import Step
from cfo_desktop.domain.today import StepState
from cfo_desktop.domain.today import Takings
from cfo_desktop.services import accounts
from cfo_desktop.services import entries
from cfo_desktop.services import first_steps
from cfo_desktop.services import opening
from cfo_desktop.services import registers
from cfo_desktop.services import reports
from cfo_desktop.services import today
from cfo_desktop.services.books import Book

DAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def present_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-11-23")


def _post(book: Book, day: str, debit: str, credit: str, amount: str) -> int:
    draft = entries.simple(
        book,
        day=dt.date.fromisoformat(day),
        narration="x",
        debits=[(debit, amount)],
        credits=[(credit, amount)],
    )
    return entries.post(book, draft=draft)


def _totals(book: Book) -> dict[str, int]:
    return {part.name: part.total for part in reports.balance_sheet(book, at=DAY).sections}


def test_an_empty_book_has_only_first_steps(book: Book) -> None:
    found = today.read(book)
    assert found.entries == 0
    assert not found.cash
    assert found.takings[Span.MONTH] == Takings(0, None, None)
    assert found.steps.shown
    assert found.steps.states[Step.OPENING] is StepState.OPEN


def test_what_is_owed_stands_on_the_side_of_debts(book: Book) -> None:
    opening.answer(
        book, day=DAY, amounts={"1010": "100.00", "2010": "30", "2500": "50.5"}, corrects=None
    )
    totals = _totals(book)
    assert totals["assets"] == 10000
    assert totals["payable"] == 3000
    assert totals["loan"] == 5050
    assert totals["equity"] == 1950
    found = today.read(book)
    assert [(held.account.code, held.amount) for held in found.cash] == [("1010", 10000)]
    assert [(held.account.code, held.amount) for held in found.owed_by_shop] == [("2010", 3000)]


def test_corrected_answers_take_the_place_of_the_old_ones(book: Book) -> None:
    first = opening.answer(book, day=DAY, amounts={"1010": "100", "2500": "7"}, corrects=None)
    second = opening.answer(book, day=DAY, amounts={"1010": "90"}, corrects=first)
    booked = opening.form(book).booked
    assert booked is not None
    assert (booked.entry, booked.day, booked.amounts) == (second, DAY, {"1010": 9000})
    assert entries.entry(book, number=first).reversed_by is not None
    assert _totals(book)["assets"] == 9000
    assert _totals(book)["loan"] == 0


def test_a_refused_correction_leaves_the_old_answers(book: Book) -> None:
    first = opening.answer(book, day=DAY, amounts={"1010": "100"}, corrects=None)
    for amounts in ({}, {"1010": "1,0"}, {"9999": "1"}):
        with pytest.raises(UserError):
            opening.answer(book, day=DAY, amounts=amounts, corrects=first)
    assert entries.entry(book, number=first).reversed_by is None
    assert _totals(book)["assets"] == 10000


def test_an_opening_from_a_statement_is_told_apart(book: Book) -> None:
    first = opening.answer(book, day=DAY, amounts={"1010": "100"}, corrects=None)
    entries.opening_balances(book, day=DAY, amounts={"1020": "77"})
    form = opening.form(book)
    assert form.booked is not None
    assert form.booked.entry == first
    assert form.elsewhere["1020"] == 7700
    assert "1010" not in form.elsewhere


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=st.dictionaries(
        st.sampled_from(["1010", "1020", "1200", "1100", "2010", "2500"]),
        st.integers(1, 10**9),
        min_size=1,
    )
)
def test_answers_come_back_as_they_were_given(book: Book, answers: dict[str, int]) -> None:
    before = opening.form(book).booked  # one book for all examples: each corrects the one before
    texts = {code: f"{minor // 100}.{minor % 100:02d}" for code, minor in answers.items()}
    opening.answer(book, day=DAY, amounts=texts, corrects=before.entry if before else None)
    booked = opening.form(book).booked
    assert booked is not None
    assert booked.amounts == answers


def test_takings_are_held_against_days_that_the_books_know(book: Book) -> None:
    _post(book, "2026-11-23", "1010", "4010", "10")
    _post(book, "2026-11-20", "1010", "4010", "5")
    _post(book, "2026-11-20", "1100", "4010", "99")
    _post(book, "2026-10-26", "1010", "4010", "7")
    found = today.read(book)
    assert found.takings[Span.DAY] == Takings(1000, 700, None)
    assert found.takings[Span.MONTH] == Takings(1500, None, None)
    assert dict(found.by_day)[dt.date(2026, 11, 20)] == 500
    assert len(found.by_day) == 30
    assert set(found.by_day_before) == {None}
    assert [(held.account.code, held.amount) for held in found.owed_to_shop] == [("1100", 9900)]


def test_each_day_stands_beside_the_same_weekday_of_the_year_before(book: Book) -> None:
    _post(book, "2025-10-29", "1010", "4010", "3")
    _post(book, "2025-11-21", "1010", "4010", "5")
    _post(book, "2026-11-20", "1010", "4010", "10")
    found = today.read(book)
    beside = {
        day: before for (day, _), before in zip(found.by_day, found.by_day_before, strict=True)
    }
    assert beside[dt.date(2026, 10, 27)] is None
    assert beside[dt.date(2026, 10, 28)] == 300
    assert beside[dt.date(2026, 11, 19)] == 0
    assert beside[dt.date(2026, 11, 20)] == 500


def test_what_waits_is_counted(book: Book) -> None:
    _post(book, "2026-11-04", "1390", "1020", "13.25")
    assert today.read(book).unsorted == 1


def test_steps_are_skipped_hidden_and_found_again(book: Book) -> None:
    first_steps.mark(book, step=Step.CODE, state=StepState.OPEN)
    first_steps.mark(book, step=Step.STATEMENT, state=StepState.SKIPPED)
    first_steps.hide(book)
    found = first_steps.read(book, waiting=0)
    assert found.hidden
    assert not found.shown
    assert found.states[Step.STATEMENT] is StepState.SKIPPED
    first_steps.show_again(book)
    found = first_steps.read(book, waiting=0)
    assert found.shown
    assert found.states[Step.STATEMENT] is StepState.OPEN
    assert found.states[Step.CODE] is StepState.OPEN, "the code was forgotten"
    first_steps.mark(book, step=Step.CODE, state=StepState.DONE)
    assert first_steps.read(book, waiting=0).states[Step.CODE] is StepState.DONE


def test_an_opening_taken_back_is_to_do_again(book: Book) -> None:
    number = opening.answer(book, day=DAY, amounts={"1010": "100"}, corrects=None)
    assert first_steps.read(book, waiting=0).states[Step.OPENING] is StepState.DONE
    entries.reverse(book, number=number)
    assert first_steps.read(book, waiting=0).states[Step.OPENING] is StepState.OPEN
    assert opening.form(book).booked is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=st.lists(
        st.tuples(
            st.sampled_from(["2026-11-21", "2026-11-22", "2026-11-23"]),
            st.sampled_from(
                [
                    ("1010", "4010"),
                    ("1100", "4010"),
                    ("4010", "1010"),
                    ("6110", "1010"),
                    ("4010", "RETAINED"),
                ]
            ),
            st.integers(1, 10_000),
        ),
        max_size=5,
    )
)
def test_takings_are_the_sum_of_the_entries_they_lead_to(
    book: Book, moves: list[tuple[str, tuple[str, str], int]]
) -> None:
    retained = next(each.code for each in accounts.all_accounts(book) if each.role is Role.RETAINED)
    for day, (debit, credit), amount in moves:
        _post(book, day, debit, retained if credit == "RETAINED" else credit, str(amount))
    found = today.read(book)
    for span in Span:
        stretch = span.until(found.day)
        selection = Selection(
            "4010", first=stretch.first, last=stretch.last, standing=Standing.TAKINGS
        )
        shown = [row.entry for row in registers.first(book, selection=selection).rows]
        moved = sum(
            line.value.minor
            for entry in shown
            for line in entry.draft.postings
            if line.account == "4010"
        )
        assert -moved == found.takings[span].now
