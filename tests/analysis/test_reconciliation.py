"""The difference between statement and book is explained, to the cent, by what made it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.analysis import reconciliation
from cfo_desktop.domain.reconciliation import ItemCode
from tests.analysis.made_statements import Bank
from tests.analysis.made_statements import brief
from tests.analysis.made_statements import day
from tests.analysis.made_statements import without

MARCH = [(day(3, 2), -1350_00), (day(3, 5), 820_00), (day(3, 9), -64_50), (day(3, 28), 300_00)]
APRIL = [(day(4, 1), -20_00), (day(4, 7), 55_10), (day(4, 30), -1350_00)]


@pytest.fixture
def bank() -> Bank:
    """An account with an opening balance that the book knows."""
    made = Bank(5000_00)
    made.book(5000_00, day(3, 1), opening=True)
    return made


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("balances", [False, True])
def test_a_statement_that_was_imported_whole_reconciles(
    bank: Bank, *, newest_first: bool, balances: bool
) -> None:
    bank.print(MARCH, newest_first=newest_first, balances=balances)
    bank.print(APRIL, newest_first=newest_first, balances=balances)
    for statement in bank.statements:
        found = bank.reconcile(statement)
        assert (found.difference, found.items, found.unexplained) == (0, (), 0)


def test_an_entry_typed_by_hand_is_outstanding(bank: Bank) -> None:
    bank.print(MARCH)
    entry = bank.book(-75_00, day(3, 20))
    found = bank.reconcile()
    assert (found.printed, found.book, found.difference) == (470550, 463050, 7500)
    (item,) = found.items
    assert (item.code, item.amount, item.entry) == (ItemCode.OUTSTANDING, 7500, entry)
    assert found.unexplained == 0


def test_an_entry_that_the_bank_dates_later_says_on_which_statement_it_is(bank: Bank) -> None:
    entry = bank.book(-20_00, day(3, 27))
    march = bank.print(MARCH)
    bank.print(APRIL, entries={0: entry}, file="april.csv")
    (item,) = bank.reconcile(march).items
    assert (item.code, item.amount, item.entry) == (ItemCode.CLEARED_LATER, 2000, entry)
    assert (item.file, item.place, item.until) == ("april.csv", "row 2", day(4, 1))
    assert bank.reconcile().items == ()


def test_a_row_that_is_booked_after_the_statement_ends(bank: Bank) -> None:
    bank.print(MARCH, late={3: 6})
    (item,) = bank.reconcile().items
    assert (item.code, item.amount, item.until) == (ItemCode.BOOKED_LATER, 300_00, day(4, 3))


def test_a_payment_that_was_taken_back_in_the_book_but_not_at_the_bank(bank: Bank) -> None:
    bank.print(MARCH)
    bank.reverse(3)
    (item,) = bank.reconcile().items
    assert (item.code, item.amount, item.entry) == (ItemCode.TAKEN_BACK, 820_00, 3)


def test_reversed_entries_cancel(bank: Bank) -> None:
    bank.print(MARCH)
    bank.reverse(bank.book(-75_00, day(3, 20)))
    assert bank.reconcile().items == ()


def test_a_reversal_after_the_day_leaves_the_entry_open_on_it(bank: Bank) -> None:
    bank.print(MARCH)
    entry = bank.book(-75_00, day(3, 20))
    bank.reverse(entry, on=day(4, 2))
    assert brief(bank.reconcile().items) == [("outstanding", 7500)]


def test_two_amounts_of_one_payment(bank: Bank) -> None:
    entry = bank.book(-1300_00, day(3, 2))
    bank.print(MARCH, entries={0: entry})
    (item,) = bank.reconcile().items
    assert (item.code, item.amount) == (ItemCode.AMOUNT_DIFFERS, -50_00)
    assert (item.printed, item.booked) == (-1350_00, -1300_00)


def test_a_payment_booked_twice_is_suspected(bank: Bank) -> None:
    twin = bank.book(-64_50, day(3, 12))
    bank.print(MARCH)
    (item,) = bank.reconcile().items
    assert (item.code, item.amount, item.entry) == (ItemCode.MAYBE_TWICE, 6450, twin)
    assert item.other == 5


def test_one_payment_is_suspected_of_one_double_only(bank: Bank) -> None:
    bank.print(MARCH)
    for number in (8, 10):
        bank.book(-64_50, day(3, number))
    codes = [item.code for item in bank.reconcile().items]
    assert sorted(codes) == ["maybe_twice", "outstanding"]


def test_the_same_amount_weeks_later_is_no_double(bank: Bank) -> None:
    bank.book(-64_50, day(3, 20))
    bank.print(MARCH)
    assert brief(bank.reconcile().items) == [("outstanding", 6450)]


# --- what the file lacks ---


@pytest.mark.parametrize("newest_first", [False, True])
def test_rows_that_the_file_lacks_are_named_by_the_jump(bank: Bank, *, newest_first: bool) -> None:
    bank.print(MARCH, lost={1, 2}, newest_first=newest_first)
    (item,) = bank.reconcile().items
    assert (item.code, item.amount) == (ItemCode.ROWS_MISSING, 820_00 - 64_50)
    places = ["row 2", "row 3"]
    assert [item.place, item.until_place] == (places[::-1] if newest_first else places)
    assert (item.day, item.until) == (day(3, 2), day(3, 28))


def test_rows_lost_at_both_ends(bank: Bank) -> None:
    bank.print(MARCH, lost={0, 3})
    first, last = bank.reconcile().items
    assert (first.amount, first.place, first.until_place) == (-1350_00, "", "row 2")
    assert (last.amount, last.place, last.until_place) == (300_00, "row 3", "")


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_rejected_row_stands_at_its_jump(bank: Bank, *, newest_first: bool) -> None:
    bank.print(MARCH, rejected={2}, lost={0}, newest_first=newest_first)
    lost, rejected = bank.reconcile().items
    assert (lost.code, lost.amount, lost.places) == (ItemCode.ROWS_MISSING, -1350_00, ())
    assert (rejected.code, rejected.amount) == (ItemCode.ROWS_REJECTED, -64_50)
    assert rejected.places == ("row 3",)


def test_rejected_rows_of_a_file_without_balances(bank: Bank) -> None:
    bank.print(MARCH, rejected={1, 3}, balances=False)
    (item,) = bank.reconcile().items
    assert (item.code, item.amount) == (ItemCode.ROWS_REJECTED, 1120_00)
    assert item.places == ("row 3", "row 5")


def test_a_row_that_was_lost_and_typed_by_hand_is_ticked_off(bank: Bank) -> None:
    statement = bank.print(MARCH, lost={2})
    entry = bank.book(-64_50, day(3, 9))
    missing, typed = bank.reconcile().items
    assert brief((missing, typed)) == [("rows_missing", -6450), ("outstanding", 6450)]
    assert (missing.other, typed.entry) == (entry, entry)
    bank.ticks[entry] = None
    assert bank.reconcile().items == ()
    bank.ticks[entry] = statement.number
    assert bank.reconcile().items == ()


def test_a_tick_that_no_jump_asks_for_is_shown(bank: Bank) -> None:
    bank.print(MARCH)
    bank.ticks[bank.book(-75_00, day(3, 20))] = None
    assert brief(bank.reconcile().items) == [("ticked", 7500)]


def test_a_tick_that_no_jump_asks_for_is_of_the_next_statement(bank: Bank) -> None:
    bank.print(MARCH)
    bank.ticks[bank.book(-20_00, day(3, 20))] = None
    assert bank.typed(bank.balance - 20_00, day(4, 5)).items == ()
    bank.print(APRIL, lost={0})
    assert bank.reconcile().items == ()
    assert bank.typed(bank.balance, day(5, 1)).items == ()


def test_an_old_entry_ticked_for_a_later_statement(bank: Bank) -> None:
    cheque = bank.book(-64_50, day(2, 20))
    statement = bank.print(MARCH, lost={2})
    assert brief(bank.reconcile().items) == [("opening_differs", 6450), ("rows_missing", -6450)]
    bank.ticks[cheque] = statement.number
    assert bank.reconcile().items == ()


def test_a_tick_for_a_later_statement_says_nothing_of_an_earlier_one(bank: Bank) -> None:
    march = bank.print(MARCH)
    entry = bank.book(-20_00, day(3, 27))
    april = bank.print(APRIL, lost={0})
    bank.ticks[entry] = april.number
    assert brief(bank.reconcile(march).items) == [("outstanding", 2000)]
    assert bank.reconcile().items == ()


# --- where statements begin and end ---


def test_an_opening_balance_that_the_book_lacks() -> None:
    bank = Bank(5000_00)
    bank.print(MARCH)
    bank.print(APRIL)
    (item,) = bank.reconcile().items
    assert (item.code, item.amount, item.printed) == (ItemCode.OPENING_MISSING, 5000_00, 5000_00)
    assert item.day == day(3, 2)


def test_an_opening_balance_that_differs(bank: Bank) -> None:
    bank.lines[0] = bank.lines[0]._replace(amount=4000_00)
    bank.print(MARCH)
    (item,) = bank.reconcile().items
    assert (item.code, item.amount) == (ItemCode.OPENING_DIFFERS, 1000_00)
    assert (item.printed, item.booked) == (5000_00, 4000_00)


def test_an_opening_entry_on_the_first_day_is_an_opening_too(bank: Bank) -> None:
    bank.lines[0] = bank.lines[0]._replace(day=day(3, 2))
    bank.print(MARCH)
    assert bank.reconcile().items == ()


def test_a_statement_that_prints_no_opening_begins_where_its_rows_say(bank: Bank) -> None:
    bank.statements[:] = [without(bank.print(MARCH), opening=None)]
    assert bank.reconcile().items == ()


def test_a_month_without_a_statement_is_named(bank: Bank) -> None:
    bank.print(MARCH)
    bank.balance += -480_00
    bank.print([(day(5, 2), 10_00), (day(5, 20), 20_00)], file="may.csv")
    (item,) = bank.reconcile().items
    assert (item.code, item.amount) == (ItemCode.STATEMENT_MISSING, -480_00)
    assert (item.day, item.until, item.file) == (day(3, 28), day(5, 2), "may.csv")


def test_what_was_typed_for_a_month_without_a_statement_counts(bank: Bank) -> None:
    bank.print(MARCH)
    bank.balance += -480_00
    bank.book(-400_00, day(4, 4))
    bank.print([(day(5, 2), 10_00), (day(5, 20), 20_00)])
    (item,) = bank.reconcile().items
    assert (item.amount, item.printed, item.booked) == (-80_00, -480_00, -400_00)
    bank.book(-80_00, day(4, 5))
    assert bank.reconcile().items == ()


def test_an_entry_on_a_quiet_weekend_between_statements_is_outstanding(bank: Bank) -> None:
    bank.print(MARCH)
    bank.book(-5_00, day(3, 30))
    bank.print(APRIL)
    assert brief(bank.reconcile().items) == [("outstanding", 500)]


@pytest.mark.parametrize("earlier_first", [True, False])
def test_statements_that_overlap_keep_each_row_once(bank: Bank, *, earlier_first: bool) -> None:
    """Of two files that overlap, the one that was imported first keeps the rows they share."""
    moves = [*MARCH, *APRIL]
    first, second = (moves[:5], moves[2:]) if earlier_first else (moves[2:], moves[:5])
    whole = Bank(5000_00)
    whole.print(moves)
    balance_after = {row.day: row.balance for row in whole.rows}
    for number, part in enumerate((first, second), 1):
        begin = 5000_00 if part[0] == moves[0] else balance_after[moves[1][0]] or 0
        bank.balance = begin
        known = {row.day: row.payment for row in bank.rows}
        kept = len(bank.rows)
        bank.print(part, entries={i: known[on] for i, (on, _) in enumerate(part) if on in known})
        bank.rows[kept:] = [row for row in bank.rows[kept:] if row.day not in known]
        assert bank.statements[-1].number == number
    for statement in bank.statements:
        found = bank.reconcile(statement)
        assert (found.difference, found.items) == (0, ())


@pytest.mark.parametrize("days", [(5, 5), (2, 5)])
def test_a_row_that_was_taken_when_its_file_was_read_again(
    bank: Bank, days: tuple[int, int]
) -> None:
    """The rows that were known stay with the first reading; those taken now tell of its time."""
    moves = [(day(3, days[0]), -7_00), (day(3, days[1]), 30_00)]
    bank.print(moves, rejected={1})
    assert brief(bank.reconcile().items) == [("rows_rejected", 3000)]
    bank.balance = 5000_00
    again = bank.print(moves, entries={0: 2})
    bank.rows = [row for row in bank.rows if (row.statement, row.amount) != (again.number, -7_00)]
    for statement in bank.statements:
        found = bank.reconcile(statement)
        assert (found.difference, found.items) == (0, ())


def test_two_files_of_one_month_tell_each_payment_once(bank: Bank) -> None:
    """A bank's CSV and its OFX differ in their texts: the rows of both belong to one entry."""
    bank.print(MARCH)
    bank.balance = 5000_00
    bank.print(MARCH, entries={0: 2, 1: 3, 2: 4, 3: 5})
    for statement in bank.statements:
        found = bank.reconcile(statement)
        assert (found.difference, found.items) == (0, ())


def test_a_statement_that_was_printed_before_its_last_day_was_over(bank: Bank) -> None:
    march = bank.print(MARCH)
    bank.print([(day(3, 28), -7_00), *APRIL], file="april.csv")
    (item,) = bank.reconcile(march).items
    assert (item.code, item.amount, item.file) == (ItemCode.CLEARED_LATER, 700, "april.csv")
    assert bank.reconcile().items == ()


def test_a_row_with_an_earlier_day_on_the_next_statement(bank: Bank) -> None:
    """A card payment of the 27th that the bank booked in April does not upset March."""
    march = bank.print(MARCH)
    bank.print([(day(3, 27), -7_00), *APRIL])
    assert brief(bank.reconcile(march).items) == [("cleared_later", 700)]
    assert bank.reconcile().items == ()


# --- a balance that the owner typed, statements without balances ---


def test_a_typed_balance_is_reconciled_by_ticks(bank: Bank) -> None:
    rent = bank.book(-1350_00, day(3, 2))
    bank.book(-10_00, day(3, 3))
    found = bank.typed(3650_00, day(3, 31))
    assert (found.items, found.unexplained, found.by_ticks) == ((), 10_00, False)
    bank.ticks[rent] = None
    found = bank.typed(3650_00, day(3, 31))
    assert (brief(found.items), found.unexplained) == ([("outstanding", 1000)], 0)
    assert found.by_ticks


def test_what_no_statement_could_tell_is_in_a_balance_that_was_counted(bank: Bank) -> None:
    """A till without statements: what differs is the count, not what was booked."""
    for number in range(1, 31):
        bank.book(50_00 + number, day(3, number))
    held = sum(line.amount for line in bank.lines)
    found = bank.typed(held - 18_31, day(3, 31))
    assert (found.difference, found.items, found.unexplained) == (-18_31, (), -18_31)


def test_what_a_statement_could_have_told_is_open_in_a_counted_balance_too(bank: Bank) -> None:
    bank.print(MARCH)
    bank.book(-9_00, day(3, 20))
    bank.book(-4_00, day(4, 20))
    found = bank.typed(bank.balance - 4_00, day(4, 30))
    assert (brief(found.items), found.unexplained) == ([("outstanding", 9_00)], 0)
    may = bank.book(-7_00, day(4, 29))
    bank.balance -= 4_00
    bank.print([(day(5, 2), -7_00)], entries={0: may})
    found = bank.typed(bank.balance + 7_00, day(4, 30))
    assert brief(found.items) == [("outstanding", 9_00), ("cleared_later", 7_00)]


def test_a_typed_balance_after_statements_begins_where_they_end(bank: Bank) -> None:
    bank.print(MARCH)
    fee = bank.book(-5_00, day(4, 2))
    bank.ticks[fee] = None
    found = bank.typed(bank.balance - 5_00, day(4, 30))
    assert (found.difference, found.items, found.unexplained) == (0, (), 0)
    assert bank.typed(bank.balance - 8_00, day(4, 30)).unexplained == -3_00


def test_a_statement_that_prints_no_balance_has_no_difference(bank: Bank) -> None:
    bank.statements[:] = [without(bank.print(MARCH, balances=False), opening=None, closing=None)]
    bank.book(-5_00, day(3, 20))
    found = bank.reconcile()
    assert (found.printed, found.difference, found.unexplained) == (None, None, 0)
    assert brief(found.items) == [("outstanding", 500)]
    typed = bank.typed(bank.balance, day(3, 31))
    assert (typed.difference, typed.unexplained) == (500, 0)


def test_many_open_payments_are_listed_up_to_a_number(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciliation, "MAX_LISTED", 2)
    for number in range(1, 6):
        bank.book(number, day(3, number))
    bank.ticks[bank.book(9, day(3, 6))] = None
    more, *listed = bank.typed(5000_00, day(3, 31)).items
    assert (more.code, more.amount, more.count) == (ItemCode.MORE, -6, 3)
    assert (more.day, more.until) == (day(3, 1), day(3, 3))
    assert [item.amount for item in listed] == [-4, -5]


# --- whatever happens ---

AMOUNTS = st.integers(-3, 3).filter(bool) | st.integers(-(10**6), 10**6).filter(bool)


@st.composite
def histories(draw: st.DrawFn, *, faults: bool) -> Bank:
    """Draw an account's months, their statements, and a book with or without faults."""
    opening = draw(st.integers(-(10**4), 10**6))
    bank = Bank(opening)
    if not faults or draw(st.booleans()):
        held = draw(st.just(opening) | AMOUNTS) if faults else opening
        bank.book(held, day(1, 1) - dt.timedelta(days=1), opening=True)
    for month in range(1, draw(st.integers(1, 4)) + 1):
        numbers = sorted(draw(st.lists(st.integers(1, 27), min_size=1, max_size=6)))
        moves = [(day(month, number), draw(AMOUNTS)) for number in numbers]
        indexes = st.sets(st.integers(0, len(moves) - 1), max_size=2)
        if not faults:
            bank.print(moves, newest_first=draw(st.booleans()), balances=draw(st.booleans()))
            continue
        if draw(st.integers(0, 4)) == 0:  # no statement of this month was imported
            bank.balance += sum(amount for _, amount in moves)
            continue
        bank.print(
            moves,
            lost=draw(indexes),
            rejected=draw(indexes),
            newest_first=draw(st.booleans()),
            balances=draw(st.booleans()),
            late={index: draw(st.integers(-5, 9)) for index in draw(indexes)},
        )
        for _ in range(draw(st.integers(0, 2))):
            _disturb(draw, bank, month)
    if not bank.statements:
        bank.print([(day(5, 5), draw(AMOUNTS))])
    return bank


def _disturb(draw: st.DrawFn, bank: Bank, month: int) -> None:
    """Type an entry, double one, take one back, or tick one off."""
    on = day(month, draw(st.integers(1, 27)))
    entry = draw(st.integers(1, len(bank.lines))) if bank.lines else 0
    deed = draw(st.integers(0, 3)) if entry else 0
    if deed == 0:
        bank.book(draw(AMOUNTS), on)
    elif deed == 1:
        bank.book(bank.lines[entry - 1].amount, on)
    elif deed == 2:
        if sum(line.payment == entry for line in bank.lines) == 1:
            bank.reverse(entry, on=max(on, bank.lines[entry - 1].day))
    else:
        bank.ticks[entry] = draw(st.none() | st.integers(1, len(bank.statements)))


@given(histories(faults=False))
def test_whole_statements_always_reconcile(bank: Bank) -> None:
    for statement in bank.statements:
        found = bank.reconcile(statement)
        assert (found.difference, found.items) == (0, ())


@given(histories(faults=True))
def test_every_difference_is_explained_to_the_cent(bank: Bank) -> None:
    for statement in bank.statements:
        assert bank.reconcile(statement).unexplained == 0


@given(histories(faults=True), AMOUNTS)
def test_of_a_typed_balance_the_rest_is_told(bank: Bank, wrong: int) -> None:
    """What the owner mistyped is unexplained, and nothing else is."""
    last = bank.statements[-1]
    right = bank.typed(last.closing or 0, last.last_day)
    assert right.unexplained == 0
    assert bank.typed((last.closing or 0) + wrong, last.last_day).unexplained == wrong


@given(st.data())
def test_every_row_that_was_left_out_is_in_an_item(data: st.DataObject) -> None:
    numbers = sorted(data.draw(st.lists(st.integers(1, 27), min_size=1, max_size=9)))
    moves = [(day(3, number), data.draw(st.integers(1, 10**6))) for number in numbers]
    left_out = data.draw(st.sets(st.integers(0, len(moves) - 1), min_size=1))
    rejected = data.draw(st.sets(st.sampled_from(sorted(left_out))))
    bank = Bank(100)
    bank.book(100, day(1, 1), opening=True)
    bank.print(
        moves,
        lost=left_out - rejected,
        rejected=rejected,
        newest_first=data.draw(st.booleans()),
    )
    found = bank.reconcile()
    assert {item.code for item in found.items} <= {ItemCode.ROWS_MISSING, ItemCode.ROWS_REJECTED}
    assert sum(item.amount for item in found.items) == sum(moves[index][1] for index in left_out)
    for index in left_out:
        on = moves[index][0]
        assert any(item.day <= on <= item.until for item in found.items)
    places = {place for item in found.items for place in item.places}
    if len(set(numbers)) == len(numbers):  # the order of rows of one day may be anything
        assert len(places) == len(rejected)
