"""Posts, reverses, categorises and closes through the verbs, and holds each to its promise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.period import Month
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import reports
from cfo_desktop.services.books import Book
from tests.services.made_shop import DAY
from tests.services.made_shop import balances
from tests.services.made_shop import post
from tests.services.made_shop import postings
from tests.services.made_shop import verified


def dollars(book: Book) -> None:
    """Add two accounts in dollars."""
    chart.add(book, code="1021", name="Dollars", group=Group.CASH, currency="USD")
    chart.add(book, code="1022", name="More dollars", group=Group.CASH, currency="USD")


# Simple entries


def test_a_simple_entry_is_posted_as_it_was_said(book: Book) -> None:
    draft = entries.simple(
        book,
        day=DAY,
        narration="Takings",
        debits=[("1010", "90.50"), ("1030", "9.50")],
        credits=[("4010", "100")],
        party="guests",
    )
    number = entries.post(book, draft=draft)
    assert entries.entry(book, number=number).draft == draft
    assert balances(book) == {"1010": 9050, "1030": 950, "4010": -10000}
    verified(book)


@pytest.mark.parametrize(
    ("code", "debits", "credits_"),
    [
        ("entry_unbalanced", [("1010", "100.00")], [("4010", "99.99")]),
        ("account_unknown", [("9999", "1")], [("4010", "1")]),
        ("amount_invalid", [("1010", "1.005")], [("4010", "1.005")]),
        ("amount_invalid", [("1010", "1,000")], [("4010", "1,000")]),
        ("amount_not_positive", [("1010", "-1")], [("4010", "-1")]),
        ("amount_not_positive", [("1010", "0")], [("4010", "0")]),
        ("entry_too_short", [("1010", "1")], []),
        ("entry_too_short", [], []),
    ],
)
def test_a_simple_entry_that_cannot_be_is_refused(
    book: Book, code: str, debits: list[tuple[str, str]], credits_: list[tuple[str, str]]
) -> None:
    with pytest.raises(UserError) as caught:
        entries.simple(book, day=DAY, narration="", debits=debits, credits=credits_)
    assert caught.value.code in {code, "entry_unbalanced"}
    assert books.head(book).entries == 0


def test_foreign_money_is_valued_at_the_rate_and_balanced_through_exchange(book: Book) -> None:
    dollars(book)
    draft = entries.simple(
        book,
        day=DAY,
        narration="",
        debits=[("1021", "100.00")],
        credits=[("1020", "712.30")],
        rate=Decimal("7.12"),
    )
    number = entries.post(book, draft=draft)
    assert postings(book, number) == [
        ("1021", "100.00 USD", "712.30"),
        ("1020", "-712.30 CNY", "-712.30"),
        ("3090", "712.30 CNY", "712.30"),
        ("3090-USD", "-100.00 USD", "-712.30"),
    ]
    assert chart.balances(book)["1021"] == 10000
    verified(book)


def test_foreign_money_that_is_far_from_the_rate_is_not_quietly_taken(book: Book) -> None:
    """The exchange accounts would take up any difference; a slip of a digit is one too."""
    dollars(book)
    with pytest.raises(UserError) as caught:
        entries.simple(
            book,
            day=DAY,
            narration="",
            debits=[("1021", "100.00")],
            credits=[("1020", "500.00")],
            rate=Decimal("7.12"),
        )
    assert caught.value.code == "entry_unbalanced"
    assert caught.value.data == {"currency": "CNY", "difference": "212.00"}


def test_a_rate_is_needed_and_must_be_one(book: Book) -> None:
    dollars(book)
    for rate in (None, Decimal(0), Decimal(-7), Decimal("NaN")):
        with pytest.raises(UserError) as caught:
            entries.simple(
                book,
                day=DAY,
                narration="",
                debits=[("1021", "100.00")],
                credits=[("1020", "712.00")],
                rate=rate,
            )
        assert caught.value.code in {"rate_missing", "amount_invalid"}


def test_money_between_foreign_accounts_needs_no_exchange_and_rounds_away(book: Book) -> None:
    """Three lines, each rounded at the rate, differ by a fen; the amounts themselves agree."""
    dollars(book)
    draft = entries.simple(
        book,
        day=DAY,
        narration="",
        debits=[("1021", "10.00")],
        credits=[("1022", "3.33"), ("1022", "6.67")],
        rate=Decimal("7.1235"),
    )
    number = entries.post(book, draft=draft)
    assert [line[1] for line in postings(book, number)] == ["10.00 USD", "-3.33 USD", "-6.67 USD"]
    verified(book)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=settings().max_examples // 2,
)
@given(
    amounts=st.lists(st.integers(1, 10**7), min_size=1, max_size=4),
    rate=st.decimals("0.05", "80", places=4),
    off=st.integers(-50, 50),
)
def test_what_is_posted_for_foreign_money_always_balances(
    book: Book, amounts: list[int], rate: Decimal, off: int
) -> None:
    if not any(account.code == "1021" for account in chart.all_accounts(book)):
        dollars(book)
    paid = max(1, int(sum(amounts) * rate) + off)
    try:
        draft = entries.simple(
            book,
            day=DAY,
            narration="",
            debits=[("1021", f"{minor // 100}.{minor % 100:02d}") for minor in amounts],
            credits=[("1020", f"{paid // 100}.{paid % 100:02d}")],
            rate=rate,
        )
    except UserError as error:
        assert error.code in {"entry_unbalanced", "rate_missing"}  # noqa: PT017
        return
    entries.post(book, draft=draft)
    own = [line for line in draft.postings if line.account == "1020"]
    assert [line.amount.minor for line in own] == [-paid]
    assert abs(sum(line.value.minor for line in draft.postings)) == 0


# Reversals


def test_a_reversal_restores_every_balance(book: Book) -> None:
    post(book, "6110", "1020", "800")
    before = balances(book)
    number = post(book, "1010", "4010", "55.50")
    back = entries.reverse(book, number=number)
    assert balances(book) == before
    assert entries.entry(book, number=number).reversed_by == back
    assert entries.entry(book, number=back).draft.reverses == number
    assert entries.entry(book, number=back).draft.day == DAY
    verified(book)


def test_an_entry_is_reversed_once_and_a_reversal_never(book: Book) -> None:
    number = post(book, "1010", "4010", "55.50")
    back = entries.reverse(book, number=number)
    for wrong, code in [
        (number, "entry_already_reversed"),
        (back, "entry_is_reversal"),
        (999, "entry_missing"),
        (0, "entry_missing"),
    ]:
        with pytest.raises(UserError) as caught:
            entries.reverse(book, number=wrong)
        assert (caught.value.code, caught.value.data) == (code, {"number": wrong})
    other = post(book, "1010", "4010", "1")
    with pytest.raises(UserError) as caught:
        entries.reverse_all(book, numbers=[other, other])
    assert caught.value.code == "entry_already_reversed"
    assert entries.entry(book, number=other).reversed_by is None


def test_a_reversal_is_not_dated_before_its_entry(book: Book) -> None:
    number = post(book, "1010", "4010", "5")
    with pytest.raises(UserError) as caught:
        entries.reverse(book, number=number, day=DAY - dt.timedelta(days=1))
    assert caught.value.code == "reversal_too_early"


def test_money_is_not_categorised_onto_the_account_it_came_to(book: Book) -> None:
    number = post(book, "1020", "1390", "5")
    with pytest.raises(UserError) as caught:
        entries.categorise(book, number=number, account="1020")
    assert caught.value.code == "categorise_own_account"
    done = entries.categorise(book, number=number, account="4010")
    assert entries.entry(book, number=number).completed_by == done
    entries.reverse(book, number=done)
    assert entries.entry(book, number=number).completed_by is None


def test_reversing_categorised_money_takes_its_category_back_too(book: Book) -> None:
    """Otherwise the suspense account would owe what nobody ever gets."""
    number = post(book, "1390", "1020", "42.00")
    completing = entries.categorise(book, number=number, account="6110")
    entries.reverse(book, number=number)
    assert balances(book) == {}
    assert entries.entry(book, number=completing).reversed_by is not None
    assert entries.open_items(book, at=LAST_DAY) == []
    verified(book)


def test_reversing_entry_and_category_together_reverses_each_once(book: Book) -> None:
    for turned in (False, True):
        number = post(book, "1390", "1020", "42.00")
        numbers = [number, entries.categorise(book, number=number, account="6110")]
        back = entries.reverse_all(book, numbers=numbers[::-1] if turned else numbers)
        assert len(back) == 2
        assert balances(book) == {}


# Categories


def test_categorised_money_leaves_the_suspense_account(book: Book) -> None:
    number = post(book, "1390", "1020", "42.00", party="五金店", narration="POS")
    (item,) = entries.open_items(book, at=DAY)
    assert (item.entry, item.day, item.text, item.amount) == (number, DAY, "五金店", 4200)
    completing = entries.categorise(book, number=number, account="6110")
    assert entries.open_items(book, at=LAST_DAY) == []
    assert balances(book) == {"1020": -4200, "6110": 4200}
    assert entries.entry(book, number=completing).draft.completes == number
    with pytest.raises(UserError) as caught:
        entries.categorise(book, number=number, account="6120")
    assert (caught.value.code, caught.value.data) == ("entry_categorised", {"number": number})
    entries.reverse(book, number=completing)
    assert [open_.entry for open_ in entries.open_items(book, at=LAST_DAY)] == [number]
    entries.categorise(book, number=number, account="6120")
    assert balances(book) == {"1020": -4200, "6120": 4200}
    verified(book)


def test_money_cannot_be_categorised_as_uncategorised(book: Book) -> None:
    """It would leave the list of what waits, and the suspense account would keep it."""
    number = post(book, "1390", "1020", "42.00")
    with pytest.raises(UserError) as caught:
        entries.categorise(book, number=number, account="1390")
    assert caught.value.code == "account_is_suspense"
    assert len(entries.open_items(book, at=LAST_DAY)) == 1


def test_an_entry_without_uncategorised_money_has_nothing_to_categorise(book: Book) -> None:
    number = post(book, "1010", "4010", "1")
    for wrong in (number, 77):
        with pytest.raises(UserError):
            entries.categorise(book, number=wrong, account="6110")
    with pytest.raises(UserError) as caught:
        entries.categorise(book, number=number, account="9999")
    assert caught.value.code == "account_unknown"


def test_one_entry_that_cannot_be_categorised_stops_all(book: Book) -> None:
    """The owner chose these together: all or none."""
    one = post(book, "1390", "1020", "42.00")
    done = post(book, "1390", "1020", "43.00")
    entries.categorise(book, number=done, account="6110")
    with pytest.raises(UserError):
        entries.categorise_all(book, accounts={one: "6110", done: "6110"})
    assert [item.entry for item in entries.open_items(book, at=LAST_DAY)] == [one]


def test_all_that_waits_is_counted_however_few_are_listed(book: Book) -> None:
    numbers = [post(book, "1390", "1020", f"{amount}.00") for amount in range(1, 6)]
    entries.categorise(book, number=numbers[4], account="6110")
    assert [item.entry for item in entries.open_items(book, at=LAST_DAY, limit=2)] == numbers[:2]
    assert entries.open_total(book, at=LAST_DAY) == (4, 1000)
    assert entries.open_total(book, at=DAY - dt.timedelta(days=1)) == (0, 0)
    assert entries.open_among(book, numbers=numbers[3:]) == {numbers[3]}


# Opening balances and the year's end


def test_opening_balances_go_against_opening_equity(book: Book) -> None:
    amounts = {"1010": "400.00", "1020": "9800", "2500": "-14500.50", "1200": "0"}
    entries.opening_balances(book, day=dt.date(2026, 1, 1), amounts=amounts)
    opening = chart.with_role(book, role=Role.OPENING).code
    assert balances(book) == {"1010": 40000, "1020": 980000, "2500": -1450050, opening: 430050}
    verified(book)


def test_an_opening_balance_in_other_money_counts_for_nothing_without_a_rate(book: Book) -> None:
    dollars(book)
    entries.opening_balances(book, day=DAY, amounts={"1021": "15568.27", "1020": "5"})
    assert chart.balances(book)["1021"] == 1_556_827
    assert chart.balances(book)["3090-USD"] == -1_556_827
    opening = chart.with_role(book, role=Role.OPENING).code
    held = {code: value for code, value in balances(book).items() if value}
    assert held == {"1020": 500, opening: -500}
    verified(book)


def test_an_opening_balance_in_other_money_is_valued_at_the_latest_rate(book: Book) -> None:
    dollars(book)
    draft = entries.simple(
        book,
        day=DAY,
        narration="",
        debits=[("1021", "100")],
        credits=[("1020", "710")],
        rate=Decimal("7.10"),
    )
    entries.post(book, draft=draft)
    entries.opening_balances(book, day=dt.date(2026, 1, 1), amounts={"1022": "-10.01"})
    assert chart.balances(book)["1022"] == -1001
    opening = chart.with_role(book, role=Role.OPENING).code
    assert balances(book)["1022"] == -7107
    assert balances(book)[opening] == 7107
    verified(book)


@pytest.mark.parametrize(
    ("code", "amounts"),
    [
        ("account_unknown", {"9999": "1"}),
        ("amount_invalid", {"1010": "one"}),
        ("amount_invalid", {"1021": "1.005"}),
        ("entry_too_short", {}),
        ("entry_too_short", {"1010": "0"}),
    ],
)
def test_opening_balances_that_cannot_be_are_refused(
    book: Book, code: str, amounts: dict[str, str]
) -> None:
    dollars(book)
    with pytest.raises(UserError) as caught:
        entries.opening_balances(book, day=DAY, amounts=amounts)
    assert caught.value.code == code


def test_closing_the_year_moves_the_profit_and_no_report(book: Book) -> None:
    post(book, "1010", "4010", "1000", day=dt.date(2026, 12, 5))
    post(book, "6110", "1010", "300", day=dt.date(2026, 12, 6))
    december = Month(2026, 12)
    before = reports.income(book, month=december), reports.cash_flow(book, month=december)
    trend = reports.monthly_report(book, month=december).monthly_sales
    number = entries.close_year(book, year_end=december)
    assert balances(book) == {"1010": 70000, "3030": -70000}
    assert (
        reports.income(book, month=december),
        reports.cash_flow(book, month=december),
    ) == before
    assert reports.monthly_report(book, month=december).monthly_sales == trend
    with pytest.raises(UserError) as caught:
        entries.close_year(book, year_end=december)
    assert (caught.value.code, caught.value.data) == ("year_already_closed", {"month": "2026-12"})
    entries.reverse(book, number=number)
    assert balances(book)["4010"] == -100000
    assert reports.income(book, month=december) == before[0]
    verified(book)


def test_a_year_without_profit_or_loss_is_closed_unseen_too(book: Book) -> None:
    """Its closing moves nothing to retained earnings in sum, and is a closing all the same."""
    december = Month(2026, 12)
    post(book, "1010", "4010", "1000", day=dt.date(2026, 12, 5))
    post(book, "6110", "1010", "1000", day=dt.date(2026, 12, 6))
    before = reports.income(book, month=december)
    entries.close_year(book, year_end=december)
    assert balances(book) == {}
    assert reports.income(book, month=december) == before
    assert before.total("sales") == 100000


def test_sales_in_another_currency_are_closed_too(book: Book) -> None:
    dollars(book)
    chart.add(book, code="4099", name="Sales abroad", group=Group.SALES, currency="USD")
    draft = entries.simple(
        book,
        day=dt.date(2026, 12, 5),
        narration="",
        debits=[("1021", "100")],
        credits=[("4099", "100")],
        rate=Decimal("7.10"),
    )
    entries.post(book, draft=draft)
    post(book, "6110", "1010", "10", day=dt.date(2026, 12, 6))
    entries.close_year(book, year_end=Month(2026, 12))
    assert chart.balances(book).get("4099", 0) == 0
    assert balances(book)["3030"] == -70000
    assert reports.income(book, month=Month(2026, 12)).total("sales") == 71000
    verified(book)


def test_money_paid_out_of_retained_earnings_is_no_closing(book: Book) -> None:
    """Only an entry within income, expenses and equity closes a year."""
    post(book, "1010", "4010", "1000", day=dt.date(2026, 12, 5))
    post(book, "3030", "1020", "200", day=dt.date(2026, 12, 7))
    flow = reports.cash_flow(book, month=Month(2026, 12))
    assert flow.total("change") == 80000
    assert sum(flow.total(name) for name in ("operating", "investing", "financing")) == 80000
    assert reports.income(book, month=Month(2026, 12)).total("profit") == 100000


def test_only_the_fiscal_years_last_month_is_closed(book: Book) -> None:
    post(book, "1010", "4010", "1000")
    with pytest.raises(UserError) as caught:
        entries.close_year(book, year_end=Month(2026, 3))
    assert (caught.value.code, caught.value.data) == ("year_end_wrong", {"month": "2026-03"})


# Locked periods


@pytest.fixture
def locked(book: Book) -> Book:
    """A book with an entry, and an open item, in a period that was locked afterwards."""
    post(book, "1010", "4010", "10", day=dt.date(2026, 2, 10))
    post(book, "1390", "1020", "42.00", day=dt.date(2026, 2, 28), party="Wu")
    books.lock_period(book, through=Month(2026, 2))
    return book


def test_nothing_is_posted_into_a_locked_period(locked: Book) -> None:
    before = balances(locked, at=dt.date(2026, 2, 28))
    day = dt.date(2026, 2, 28)
    draft = entries.simple(
        locked, day=day, narration="", debits=[("1010", "1")], credits=[("4010", "1")]
    )
    acts: list[Callable[[], object]] = [
        lambda: entries.post(locked, draft=draft),
        lambda: entries.post_all(locked, drafts=[draft] * 250),
        lambda: entries.reverse(locked, number=1, day=day),
        lambda: entries.opening_balances(locked, day=day, amounts={"1010": "5"}),
    ]
    for act in acts:
        with pytest.raises(UserError) as caught:
            act()
        assert caught.value.code == "period_locked"
    assert books.head(locked).entries == 2
    assert balances(locked, at=day) == before
    entries.reverse(locked, number=1)
    entries.categorise(locked, number=2, account="6110")
    assert [entries.entry(locked, number=number).draft.day for number in (3, 4)] == [
        dt.date(2026, 3, 1)
    ] * 2
    assert balances(locked, at=day) == before
    verified(locked)


def test_a_locked_year_cannot_be_closed(book: Book) -> None:
    post(book, "1010", "4010", "10", day=dt.date(2025, 5, 10))
    books.lock_period(book, through=Month(2025, 12))
    with pytest.raises(UserError) as caught:
        entries.close_year(book, year_end=Month(2025, 12))
    assert caught.value.code == "period_locked"


def test_a_period_can_be_opened_again(locked: Book) -> None:
    books.lock_period(locked, through=None)
    assert books.info(locked).locked_through is None
    post(locked, "1010", "4010", "1", day=dt.date(2026, 2, 1))


def test_a_book_locked_to_the_end_of_time_refuses_every_way_out(locked: Book) -> None:
    books.lock_period(locked, through=Month(2200, 12))
    acts: list[Callable[[], object]] = [
        lambda: entries.reverse(locked, number=1),
        lambda: entries.categorise(locked, number=2, account="6110"),
    ]
    for act in acts:
        with pytest.raises(UserError) as caught:
            act()
        assert caught.value.code == "date_out_of_range"


# Pages


def test_pages_follow_one_another(book: Book) -> None:
    days = [dt.date(2026, 3, 1) + dt.timedelta(days=offset % 3) for offset in range(7)]
    for day in days:
        post(book, "1010", "4010", "1", day=day)
    first = entries.page(book, limit=4)
    last = first[-1]
    second = entries.page(book, limit=4, before=(last.draft.day, last.number))
    found = [(entry.draft.day, entry.number) for entry in (*first, *second)]
    assert found == sorted(((day, number) for number, day in enumerate(days, 1)), reverse=True)
    assert entries.page(book, account="1020") == []
