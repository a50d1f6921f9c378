"""What Today says of the days to come, held against the ledger's own balances and reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.debts import Terms
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.services import accounts
from cfo_desktop.services import books
from cfo_desktop.services import cushion
from cfo_desktop.services import demo
from cfo_desktop.services import entries
from cfo_desktop.services import findings
from cfo_desktop.services import forecasts
from cfo_desktop.services import ground
from cfo_desktop.services import history
from cfo_desktop.services import idle_cash
from cfo_desktop.services import outlook
from cfo_desktop.services import reports
from cfo_desktop.services import schedules
from cfo_desktop.services import tax
from cfo_desktop.services import terms
from cfo_desktop.services.books import Book

TODAY = dt.date(2026, 10, 31)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outlook") / "book"
    books.close(demo.create(folder, end=Month.of(TODAY)))
    return folder


@pytest.fixture
def demo_shop(made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Book]:
    """The demo shop's book at the end of a month."""
    import shutil

    monkeypatch.setenv("CFO_TODAY", TODAY.isoformat())
    book = books.open_book(shutil.copytree(made, tmp_path / "book"), passphrase=demo.PASSPHRASE)
    yield book
    books.close(book)


def _bought(day: dt.date, minor: int, *, party: str = "Northgate Drinks") -> Draft:
    lines = (
        Posting.plain("5010", Money("GBP", minor)),
        Posting.plain("2010", Money("GBP", -minor)),
    )
    return Draft(day, "Goods", lines, party=party)


def test_the_money_of_each_day_is_the_ledgers(demo_shop: Book) -> None:
    found = outlook.read(demo_shop)
    money = {each.code for each in accounts.all_accounts(demo_shop) if each.group is Group.CASH}
    assert found.cash_days[-1] == (TODAY, found.forecast.opening)
    assert len(found.cash_days) == 61
    for day, minor in found.cash_days[::7]:
        balance = reports.trial_balance(demo_shop, at=day)
        assert minor == sum(line.balance for line in balance.lines if line.account.code in money)


def test_expenses_are_those_of_the_income_statement(demo_shop: Book) -> None:
    found = {each.account.code: each.now for each in outlook.read(demo_shop).expenses}
    statement = reports.income(demo_shop, month=Month.of(TODAY))
    lines = {
        line.account.code: line.amount
        for section in statement.sections
        for line in section.lines
        if line.account and line.account.kind is Kind.EXPENSE
    }
    assert {code: now for code, now in found.items() if now} == {
        code: amount for code, amount in lines.items() if amount
    }
    usual = next(each for each in outlook.read(demo_shop).expenses if each.account.code == "6110")
    assert usual.usual == usual.now == 185_000


def test_what_is_open_is_what_the_ledger_says_is_owed(demo_shop: Book) -> None:
    owed = outlook.read(demo_shop).debts
    balance = {
        line.account.code: line.balance for line in reports.trial_balance(demo_shop, at=TODAY).lines
    }
    assert sum(debt.left for debt in owed.open(Direction.SALE)) == balance["1100"]
    assert sum(debt.left for debt in owed.open(Direction.PURCHASE)) == -balance["2010"]


def test_what_falls_due_is_named_once(demo_shop: Book) -> None:
    found = outlook.read(demo_shop)
    rent = [each for each in found.due if each.account == "6110"]
    assert [(each.day, each.amount, each.source) for each in rent] == [
        (dt.date(2026, 11, 1), 185_000, Source.SCHEDULE)
    ]
    wages = [each for each in found.due if each.account == "6010"]
    assert not wages  # they are paid on the 27th
    bills = [each for each in found.due if each.source is Source.BILL]
    assert bills
    assert all(each.day <= TODAY + dt.timedelta(days=14) for each in found.due)


def test_terms_say_when_an_invoice_is_late(demo_shop: Book) -> None:
    late = outlook.read(demo_shop).overdue
    terms.change(demo_shop, Terms(customers=365, suppliers=30))
    assert late
    assert not outlook.read(demo_shop).overdue
    with pytest.raises(UserError, match="terms_invalid"):
        terms.change(demo_shop, Terms(customers=-1))


def test_money_lasts_as_long_as_what_is_spent_allows(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_TODAY", TODAY.isoformat())
    assert outlook.read(book).days_of_cash is None
    first = TODAY - dt.timedelta(days=89)

    def post(day: dt.date, debit: str, credit: str, amount: str) -> None:
        draft = entries.simple(
            book, day=day, narration="x", debits=[(debit, amount)], credits=[(credit, amount)]
        )
        entries.post(book, draft=draft)

    post(first, "1020", "3080", "100")
    post(first, "6410", "1590", "50")  # wears out; no money moves
    post(first, "5010", "2010", "70")  # bought, and never paid
    post(TODAY, "6110", "1020", "10")
    post(TODAY, "1020", "2500", "30")  # borrowed: no less was spent
    post(TODAY, "3020", "1020", "30")
    assert outlook.read(book).days_of_cash == 90 * 90 // 40


def test_what_was_noticed_is_told_anew_after_any_change(demo_shop: Book) -> None:
    first = ground.read(demo_shop)
    assert ground.read(demo_shop) is first
    entries.post(demo_shop, draft=_bought(TODAY, 500))
    second = ground.read(demo_shop)
    assert second is not first
    assert second.debts != first.debts
    cushion.set_cushion(demo_shop, 10**9)
    short = [
        each for each in findings.read(demo_shop).findings if each.code is FindingCode.CASH_SHORT
    ]
    assert short
    other = books.open_book(demo_shop.folder, passphrase=demo.PASSPHRASE)
    entries.post(other, draft=_bought(TODAY, 900))
    books.close(other)
    assert len(ground.read(demo_shop).history.rows) == len(second.history.rows) + 2


@pytest.mark.parametrize("ago", [0, 60])
def test_the_outlook_of_a_book_that_stayed_open_is_that_of_one_just_opened(
    demo_shop: Book, ago: int
) -> None:
    outlook.read(demo_shop)
    entries.post(demo_shop, draft=_bought(TODAY - dt.timedelta(days=ago), 777_000))
    entries.reverse(demo_shop, number=books.head(demo_shop).entries - 20, day=TODAY)
    stayed = outlook.read(demo_shop)
    opened = books.open_book(demo_shop.folder, passphrase=demo.PASSPHRASE)
    assert stayed == outlook.read(opened)
    books.close(opened)


def test_the_owner_puts_a_finding_off_calls_it_not_useful_and_takes_that_back(
    demo_shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    cushion.set_cushion(demo_shop, 10**9)
    (short,) = [e for e in findings.read(demo_shop).findings if e.code is FindingCode.CASH_SHORT]
    made = ground.read(demo_shop)
    findings.put_off(demo_shop, key=short.key)
    assert ground.read(demo_shop) is made  # the books are as they were
    assert short.key in {each.key for each in findings.read(demo_shop).put_off}
    assert short.key not in {each.key for each in findings.read(demo_shop).findings}
    findings.show_again(demo_shop, key=short.key)
    assert not findings.read(demo_shop).put_off
    findings.put_off(demo_shop, key=short.key)
    monkeypatch.setenv("CFO_TODAY", (TODAY + dt.timedelta(days=15)).isoformat())
    assert not findings.read(demo_shop).put_off
    monkeypatch.setenv("CFO_TODAY", TODAY.isoformat())
    findings.call_not_useful(demo_shop, key=short.key)
    assert short.key not in {each.key for each in findings.read(demo_shop).findings}


def test_an_earlier_months_findings_are_those_of_its_end(demo_shop: Book) -> None:
    past = findings.read(demo_shop, month=Month(2026, 6)).ground
    assert past.history.today == dt.date(2026, 6, 30)
    assert past.history == replace(
        history.read(demo_shop, at=dt.date(2026, 6, 30)), planned=past.history.planned
    )
    assert findings.read(demo_shop, month=Month(2027, 1)).ground.history.today == TODAY


def test_an_empty_book_has_nothing_to_say(book: Book) -> None:
    found = outlook.read(book)
    assert (found.findings, found.due, found.overdue, found.cash_days) == ((), (), (), ())
    assert not found.forecast.reliable


def test_a_finding_called_not_useful_can_be_brought_back(demo_shop: Book) -> None:
    """Also where the raised threshold of its kind would hide it by itself."""
    cushion.set_cushion(demo_shop, 10**9)
    for _ in range(2):
        (worst, *_) = findings.read(demo_shop).findings
        findings.call_not_useful(demo_shop, key=worst.key)
        assert worst.key in {each.key for each in findings.read(demo_shop).put_off}
        findings.show_again(demo_shop, key=worst.key)
        assert worst.key in {each.key for each in findings.read(demo_shop).findings}
        findings.call_not_useful(demo_shop, key=worst.key)


def test_a_large_payment_that_waits_to_be_sorted_stands_out(demo_shop: Book) -> None:
    lines = (
        Posting.plain("1390", Money("GBP", 400_000)),
        Posting.plain("1020", Money("GBP", -400_000)),
    )
    number = entries.post(demo_shop, draft=Draft(TODAY, "Transfer", lines, party="Nobody Known"))
    (found,) = [e for e in findings.read(demo_shop).findings if e.variant == "waiting"]
    assert (found.rows, found.figures["value"]) == ((number,), Money("GBP", 400_000))
    entries.categorise(demo_shop, number=number, account="6490")
    assert not [e for e in findings.read(demo_shop).findings if e.variant == "waiting"]


def test_a_day_has_one_forecast_however_many_are_asked_for(demo_shop: Book) -> None:
    whole = forecasts.read(demo_shop)
    short = forecasts.read(demo_shop, days=7)
    assert short.days == whole.days[:7]
    assert {each.day for each in short.movements} <= {each.date for each in short.days}
    assert short.movements == whole.movements[: len(short.movements)]
    assert len(forecasts.read(demo_shop, days=120).days) == 120


def test_a_bill_that_a_schedule_pays_falls_due_once(demo_shop: Book) -> None:
    day = TODAY + dt.timedelta(days=5)
    entries.post(demo_shop, draft=_bought(TODAY - dt.timedelta(days=29), 9_000, party="Oak"))
    pays = Draft(
        day,
        "Instalment",
        (Posting.plain("2010", Money("GBP", 7_000)), Posting.plain("1020", Money("GBP", -7_000))),
        party="Oak",
    )
    schedules.add(demo_shop, rhythm=Rhythm(Every.YEARLY, day), draft=pays)
    found = [each for each in outlook.read(demo_shop).due if each.text == "Oak"]
    assert sorted((each.source, each.amount) for each in found) == [
        (Source.BILL, 2_000),
        (Source.SCHEDULE, 7_000),
    ]


def test_tax_that_is_owed_is_expected_on_its_day(demo_shop: Book) -> None:
    before = forecasts.read(demo_shop)
    plan = tax.planned(demo_shop, "vat", percent=Decimal(20))
    tax.change_plan(demo_shop, replace(plan, since=dt.date(2026, 7, 1)))
    owed = tax.summary(demo_shop, history.read(demo_shop))
    assert owed is not None
    ahead = forecasts.read(demo_shop)
    paid = [each for each in ahead.movements if each.source is Source.TAX]
    coming = [due for due in owed.coming() if due.due <= TODAY + dt.timedelta(days=90)]
    assert [(each.amount, each.day) for each in paid] == [
        (due.paid - due.amount, max(due.due, TODAY + dt.timedelta(days=1))) for due in coming
    ]
    assert len(paid) > 0
    total = sum(each.amount for each in paid)
    assert ahead.days[-1].expected == before.days[-1].expected + total
    assert forecasts.read(demo_shop, days=120).days[89].expected == ahead.days[-1].expected


def test_tax_that_is_paid_within_the_days_lowers_idle_cash_once(demo_shop: Book) -> None:
    plan = tax.planned(demo_shop, "vat", percent=Decimal(20))
    tax.change_plan(demo_shop, replace(plan, since=dt.date(2026, 7, 1), due_day=15))
    found, ahead = idle_cash.read(demo_shop), forecasts.read(demo_shop)
    owed = tax.summary(demo_shop, history.read(demo_shop))
    assert owed is not None
    paid = {each.day for each in ahead.movements if each.source is Source.TAX}
    for span in found.spans:
        assert span.low == min(found.cash, *(day.low for day in ahead.days[: span.days]))
        later = [form.open for form in owed.forms if form.due > span.until]
        assert span.for_tax == owed.carried + sum(later)
        assert (span.for_tax < found.for_tax) == any(day <= span.until for day in paid)
    assert found.spans[0].for_tax > found.spans[-1].for_tax


def test_what_another_program_writes_meanwhile_is_seen(demo_shop: Book) -> None:
    other = books.open_book(demo_shop.folder, passphrase=demo.PASSPHRASE)
    made = ground.read(demo_shop)
    with ground.unmoved(demo_shop):
        entries.post(other, draft=_bought(TODAY, 900))
    assert len(ground.read(demo_shop).history.rows) == len(made.history.rows) + 2
    books.close(other)  # which shows as one write more
