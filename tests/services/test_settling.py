"""Whatever is invoiced, paid, credited, lost and taken back: what is open is the ledger."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.outlook import sums
from cfo_desktop.domain.settling import LineKind
from cfo_desktop.services import accounts
from cfo_desktop.services import entries
from cfo_desktop.services import ground
from cfo_desktop.services import owing
from cfo_desktop.services import settling
from cfo_desktop.services.books import Book
from cfo_desktop.store.figures import balances_at
from tests.services.made_shop import Shop

TODAY = dt.date(2026, 6, 30)
MARCH = dt.date(2026, 3, 2)
APRIL = dt.date(2026, 4, 10)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", TODAY.isoformat())


def yuan(minor: int) -> Money:
    return Money("CNY", minor)


def owe(
    book: Book,
    minor: int,
    *,
    party: str = "Ash",
    day: dt.date = MARCH,
    direction: Direction = Direction.SALE,
) -> int:
    debit, credit = ("1100", "4010") if direction is Direction.SALE else ("5010", "2010")
    text = f"{minor // 100}.{minor % 100:02d}"
    draft = entries.simple(
        book,
        day=day,
        narration="owed",
        debits=[(debit, text)],
        credits=[(credit, text)],
        party=party,
    )
    return entries.post(book, draft=draft)


def left(book: Book) -> dict[int | None, int]:
    found = ground.read(book).debts
    return {each.entry: each.left for way in Direction for each in found.open(way)}


def never_more_than_there_is(book: Book) -> None:
    """No standing entry settles more than it moved, and no debt by more than it is."""
    past = ground.read(book).history
    moved: dict[int, int] = {}
    for row in past.rows:
        if row.account in {"1100", "2010"}:
            moved[row.entry] = moved.get(row.entry, 0) + abs(row.value)
    by: dict[tuple[str, int], int] = {}
    for each in past.settlements:
        if each.paying in moved:  # it stands
            for key in (("debt", each.debt), ("paying", each.paying)):
                by[key] = by.get(key, 0) + each.amount
    assert all(total <= moved[entry] for (_, entry), total in by.items() if entry in moved)


def ties_on(book: Book, day: dt.date) -> None:
    """On a day gone by, too, what is open is the ledger's balance of that day."""
    told = balances_at(book.store.connection, day)
    for direction, code, sign in ((Direction.SALE, "1100", 1), (Direction.PURCHASE, "2010", -1)):
        aging = owing.aging(book, direction=direction, at=day)
        assert aging.total == sign * told.get(code, 0)
        assert min(aging.ages) >= 0


def ties(book: Book) -> None:
    never_more_than_there_is(book)
    for direction, code, sign in ((Direction.SALE, "1100", 1), (Direction.PURCHASE, "2010", -1)):
        aging = owing.aging(book, direction=direction)
        assert aging.total == sign * accounts.balances(book).get(code, 0)
        assert sum(aging.ages) - aging.ahead == aging.total
        assert min(aging.ages) >= 0
        for each in aging.parties:
            assert each.ahead >= 0
            told = owing.party_statement(
                book, party=each.party, direction=direction, first=dt.date(2026, 4, 1), last=TODAY
            )
            assert told.closing == each.total
            assert told.opening + sum(line.amount for line in told.lines) == told.closing


def test_a_part_payment_leaves_the_rest_of_the_debt_it_names(book: Book) -> None:
    first, second = owe(book, 10_000), owe(book, 4_000)
    paid = settling.pay(book, debts=[second], day=APRIL, money_account="1020", amount=yuan(1_500))
    assert left(book) == {first: 10_000, second: 2_500}
    assert (paid.settled, paid.ahead) == (((second, 1_500),), 0)
    ties(book)
    entries.reverse(book, number=paid.entry)
    assert left(book) == {first: 10_000, second: 4_000}


def test_several_debts_are_paid_at_once_less_a_discount(book: Book) -> None:
    first, second = owe(book, 10_000), owe(book, 4_000)
    paid = settling.pay(
        book, debts=[first, second], day=APRIL, money_account="1020", discount=yuan(280)
    )
    assert left(book) == {}
    assert dict(paid.settled) == {first: 10_000, second: 4_000}
    assert accounts.balances(book)["1020"] == 13_720
    ties(book)


def test_what_is_paid_beyond_stays_as_credit_and_settles_the_next(book: Book) -> None:
    first = owe(book, 1_000, direction=Direction.PURCHASE)
    paid = settling.pay(book, debts=[first], day=APRIL, money_account="1020", amount=yuan(1_300))
    assert paid.ahead == 300
    ties(book)
    second = owe(book, 500, direction=Direction.PURCHASE, day=dt.date(2026, 5, 1))
    assert left(book) == {second: 200}
    ties(book)


def test_a_credit_note_and_a_loss_take_off_what_is_owed(book: Book) -> None:
    first = owe(book, 1_000)
    settling.credit_note(book, debt=first, day=APRIL, amount=yuan(400))
    assert left(book) == {first: 600}
    lost = settling.write_off(book, debt=first, day=TODAY)
    assert left(book) == {}
    assert accounts.balances(book)["6420"] == 600
    ties(book)
    entries.reverse(book, number=lost.entry)
    assert left(book) == {first: 600}


def test_a_payment_that_is_there_is_named_for_a_debt_and_freed_again(book: Book) -> None:
    first, second = owe(book, 1_000), owe(book, 5_000)
    draft = entries.simple(
        book,
        day=APRIL,
        narration="transfer",
        debits=[("1020", "7")],
        credits=[("1100", "7")],
        party="Ash",
    )
    paying = entries.post(book, draft=draft)
    assert left(book) == {first: 300, second: 5_000}
    settling.allocate(book, paying=paying, amounts={second: yuan(700)})
    assert left(book) == {first: 1_000, second: 4_300}
    ties(book)
    with pytest.raises(UserError, match="settlement_unfit"):
        settling.allocate(book, paying=paying, amounts={second: yuan(701)})
    with pytest.raises(UserError, match="settlement_unfit"):
        settling.allocate(book, paying=paying, amounts={owe(book, 900, party="Elm"): yuan(100)})
    settling.unallocate(book, paying=paying)
    assert left(book)[second] == 5_000


def test_two_payments_never_settle_more_than_the_debt_until_one_is_taken_back(book: Book) -> None:
    debt = owe(book, 1_000)
    payments = [
        entries.post(
            book,
            draft=entries.simple(
                book,
                day=APRIL,
                narration="transfer",
                debits=[("1020", "8")],
                credits=[("1100", "8")],
                party="Ash",
            ),
        )
        for _ in range(2)
    ]
    settling.allocate(book, paying=payments[0], amounts={debt: yuan(800)})
    with pytest.raises(UserError, match="settlement_unfit"):
        settling.allocate(book, paying=payments[1], amounts={debt: yuan(201)})
    settling.allocate(book, paying=payments[1], amounts={debt: yuan(200)})
    ties(book)
    entries.reverse(book, number=payments[0])
    settling.allocate(book, paying=payments[1], amounts={debt: yuan(800)})
    assert left(book) == {debt: 200}
    ties(book)


def test_a_named_due_day_decides_the_age(book: Book) -> None:
    first = owe(book, 1_000)
    assert owing.aging(book, direction=Direction.SALE).ages == (0, 0, 0, 1_000, 0)
    settling.set_due(book, debt=first, day=dt.date(2026, 7, 1))
    assert owing.aging(book, direction=Direction.SALE).ages == (1_000, 0, 0, 0, 0)


def test_debts_of_several_and_settled_ones_are_refused(book: Book) -> None:
    first, second = owe(book, 1_000), owe(book, 1_000, party="Elm")
    for numbers, code in (([first, second], "debts_of_several"), ([99], "debt_not_open")):
        with pytest.raises(UserError, match=code):
            settling.pay(book, debts=numbers, day=APRIL, money_account="1020")


steps = st.lists(
    st.tuples(
        st.sampled_from(("owe", "owe", "pay", "pay", "less", "name", "credit", "lose", "back")),
        st.sampled_from(list(Direction)),
        st.sampled_from(("Ash", "Elm")),
        st.integers(1, 999),
        st.integers(0, 120),
    ),
    min_size=4,
    max_size=12,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=steps)
def test_whatever_is_done_what_is_open_is_the_ledger(
    shop: Shop, made: list[tuple[str, Direction, str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = shop.copy(Path(folder) / "book")
        done: list[int] = []
        for what, direction, party, minor, after in made:
            day = MARCH + dt.timedelta(days=after)
            if what == "owe":
                done.append(owe(book, minor, party=party, day=day, direction=direction))
                continue
            before = left(book)
            number = _done(book, what, direction, minor, done)
            ties(book)
            if number and minor % 3 == 0:
                entries.reverse(book, number=number)
                assert left(book) == before
            elif number:
                done.append(number)
        ties(book)
        ties_on(book, APRIL + dt.timedelta(days=20))
        book.store.close()


def _done(book: Book, what: str, direction: Direction, minor: int, done: list[int]) -> int | None:
    """Do one step on what is open; return the entry that it posted, of those that settle."""
    opened = [each for each in ground.read(book).debts.open(direction) if each.entry]
    if what == "back":
        if done:
            entries.reverse(book, number=done.pop(minor % len(done)))
        return None
    if not opened or not opened[0].entry:
        return None
    debt = opened[minor % len(opened)]
    assert debt.entry
    if what == "name":
        _name_another(book, debt)
        return None
    together = [each.entry for each in opened if each.party == debt.party and each.entry]
    if what == "pay":
        paid = settling.pay(
            book, debts=together, day=TODAY, money_account="1020", amount=yuan(minor)
        )
    elif what == "less" and debt.left > 1:
        off = yuan(min(minor, debt.left - 1))
        paid = settling.pay(book, debts=[debt.entry], day=TODAY, money_account="1020", discount=off)
    elif what == "lose" and direction is Direction.SALE:
        paid = settling.write_off(book, debt=debt.entry, day=TODAY)
    else:
        paid = settling.credit_note(book, debt=debt.entry, day=TODAY, amount=yuan(minor))
    return paid.entry


def _name_another(book: Book, debt: Debt) -> None:
    """Pay without a word on what for, then say that it is for this debt, and part of it again."""
    text = f"{debt.left // 100}.{debt.left % 100:02d}"
    into, out = ("1020", "1100") if debt.direction is Direction.SALE else ("2010", "1020")
    draft = entries.simple(
        book,
        day=TODAY,
        narration="transfer",
        debits=[(into, text)],
        credits=[(out, text)],
        party=debt.party,
    )
    paying = entries.post(book, draft=draft)
    assert debt.entry is not None
    for part in (debt.left, (debt.left + 1) // 2):
        settling.allocate(book, paying=paying, amounts={debt.entry: yuan(part)})
        ties(book)


def test_a_payment_before_one_of_its_debts_arose_is_refused(book: Book) -> None:
    first, second = owe(book, 1_000), owe(book, 1_000, day=dt.date(2026, 5, 1))
    with pytest.raises(UserError, match="settled_before"):
        settling.pay(book, debts=[first, second], day=APRIL, money_account="1020")


def test_each_line_of_a_statement_says_what_it_is(book: Book) -> None:
    first, second = owe(book, 10_000), owe(book, 4_000)
    settling.pay(book, debts=[first], day=APRIL, money_account="1020", discount=yuan(200))
    settling.credit_note(book, debt=second, day=APRIL, amount=yuan(1_000))
    settling.write_off(book, debt=second, day=TODAY)
    told = owing.party_statement(
        book, party="Ash", direction=Direction.SALE, first=MARCH, last=TODAY
    )
    assert [(line.kind, line.amount) for line in told.lines] == [
        (LineKind.OWED, 10_000),
        (LineKind.OWED, 4_000),
        (LineKind.PAYMENT, -9_800),
        (LineKind.DISCOUNT, -200),
        (LineKind.CREDIT, -1_000),
        (LineKind.BAD_DEBT, -3_000),
    ]
    assert told.closing == 0


def test_the_calendar_holds_every_debt_once_on_the_day_it_is_due(book: Book) -> None:
    late, soon = owe(book, 700), owe(book, 900, day=dt.date(2026, 6, 10), party="Elm")
    bill = owe(book, 500, day=dt.date(2026, 6, 12), direction=Direction.PURCHASE)
    settling.set_due(book, debt=bill, day=dt.date(2026, 7, 3))
    found = owing.calendar(book, days=30)
    comes = {each.entry: day.day for day in found.days for each in day.comes_in}
    goes = {each.entry: day.day for day in found.days for each in day.goes_out}
    assert comes == {late: dt.date(2026, 4, 1), soon: dt.date(2026, 7, 10)}
    assert goes == {bill: dt.date(2026, 7, 3)}
    assert sums(found.late) == (700, 0)
    assert sums(found.ahead) == (900, 500)
    with pytest.raises(UserError, match="calendar_days_invalid"):
        owing.calendar(book, days=91)
