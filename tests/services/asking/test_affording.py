"""What is said to "can I afford it", held against the forecast's days and the owner's cushion."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.idle_cash import Spendable
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.services import accounts
from cfo_desktop.services import books
from cfo_desktop.services import cushion
from cfo_desktop.services import demo
from cfo_desktop.services import ground
from cfo_desktop.services import idle_cash
from cfo_desktop.services import tax
from cfo_desktop.services import what_if
from cfo_desktop.services.books import Book
from tests.services.asking.saying import ask
from tests.services.asking.saying import drawn_to
from tests.services.asking.saying import in_one_language
from tests.services.asking.saying import keys
from tests.services.asking.saying import language_of
from tests.services.asking.saying import ledger_cash
from tests.services.asking.saying import minor
from tests.services.asking.saying import opened
from tests.services.asking.saying import said
from tests.services.made_shop import post

TODAY = dt.date(2026, 10, 31)
pytestmark = pytest.mark.usefixtures("on_demo_day")
_RANK = {"no": 0, "no_now": 0, "tight": 1, "tight_cushion": 1, "yes": 2, "yes_cushion": 2}


def verdict(answer: Answer) -> int:
    """Return 0 for no, 1 for tight, 2 for yes."""
    return _RANK[answer.said[0].key.removeprefix("afford.")]


def least_from(book: Book, day: dt.date) -> tuple[int, int]:
    """Return the least money expected from a day on, and the least of the low band."""
    found = ground.read(book).forecast
    points = [(each.expected, each.low) for each in found.days if each.date >= day]
    if day == TODAY:
        points.append((found.opening, found.opening))
    return min(each for each, _ in points), min(each for _, each in points)


@pytest.fixture(scope="module")
def whole(
    demo_folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Book]:
    """The demo shop's book, which nothing is written to but the cushion."""
    folder = shutil.copytree(demo_folders["en"], tmp_path_factory.mktemp("whole") / "book")
    book = books.open_book(folder, passphrase=demo.PASSPHRASE)
    yield book
    books.close(book)


def test_what_is_safe_can_be_afforded_and_a_cent_more_is_tight(demo_shop: Book) -> None:
    own = language_of(demo_shop)
    for keep in (0, 500_000):
        cushion.set_cushion(demo_shop, keep)
        expected, low = least_from(demo_shop, TODAY)
        most = ask(demo_shop, Tool.AFFORD)
        assert minor(most, "safe") == min(low, expected) - keep
        safe = Decimal(minor(most, "safe")) / 100
        yes = ask(demo_shop, Tool.AFFORD, amount=safe)
        tight = ask(demo_shop, Tool.AFFORD, amount=safe + Decimal("0.01"))
        assert (verdict(yes), verdict(tight)) == (2, 1)
        assert keys(most)[0] == ("afford.most_cushion" if keep else "afford.most")
        assert keys(most)[-1] == "afford.ask"
        assert keys(yes)[0] == ("afford.yes_cushion" if keep else "afford.yes")
        assert keys(yes)[1:] == ["bad.enough", "afford.held", "afford.safe", "afford.once"]
        assert minor(yes, "lowest") == expected - minor(most, "safe")
        assert minor(yes, "low") == keep
        assert yes.facts["low"].sense is Sense.ENOUGH
        for each in (most, yes, tight):
            in_one_language(each, demo_shop, own)


def test_what_idles_is_what_is_safe_and_can_be_moved(demo_shop: Book) -> None:
    plan = tax.planned(demo_shop, "vat", percent=Decimal(20))
    tax.change_plan(demo_shop, replace(plan, since=dt.date(2026, 7, 1)))
    for keep in (0, 300_000, 10**9):
        cushion.set_cushion(demo_shop, keep)
        free = idle_cash.spendable(demo_shop, day=TODAY)
        assert free.movable == idle_cash.read(demo_shop).spans[-1].idle


def test_no_says_what_is_missing(demo_shop: Book) -> None:
    cash = ledger_cash(demo_shop)
    expected, _ = least_from(demo_shop, TODAY)
    more = ask(demo_shop, Tool.AFFORD, amount=Decimal(cash + 100) / 100)
    assert keys(more)[0] == "afford.no_now"
    assert (minor(more, "now"), minor(more, "missing")) == (cash, 100)
    short = ask(demo_shop, Tool.AFFORD, amount=Decimal(expected + 250) / 100)
    assert keys(short)[0] == "afford.no"
    assert minor(short, "short") == 250
    assert short.facts["short"].sense is Sense.SHORT
    assert short.actions == (Action(ActionKind.WHAT_IF, "purchase"),)
    assert short.follow_ups[0].tool is Tool.LOAN
    assert short.follow_ups[0].arguments.amount == Decimal(expected + 250) / 100


def test_tight_is_said_with_its_reason(open_demo: Callable[[str], Book]) -> None:
    book = open_demo("en")
    expected, low = least_from(book, TODAY)
    missing = ask(book, Tool.AFFORD, amount=Decimal(low + 700) / 100)
    assert keys(missing)[:2] == ["afford.tight", "bad.short"]
    assert minor(missing, "short") == 700
    cushion.set_cushion(book, 400_000)
    under = ask(book, Tool.AFFORD, amount=Decimal(low - 100_000) / 100)
    assert keys(under)[:2] == ["afford.tight", "bad.under"]
    assert minor(under, "low") == 100_000
    own = ask(book, Tool.AFFORD, amount=Decimal(expected - 399_999) / 100)
    assert keys(own)[0] == "afford.tight_cushion"
    assert minor(own, "lowest") == 399_999
    assert minor(own, "cushion") == 400_000


def test_tax_that_falls_due_later_is_no_money_to_spend(open_demo: Callable[[str], Book]) -> None:
    book = open_demo("en")
    plan = tax.planned(book, "vat", percent=Decimal(20))
    tax.change_plan(book, replace(plan, since=dt.date(2026, 7, 1), due_day=31))
    post(book, "1020", "3010", "3000", day=TODAY)
    none = ask(book, Tool.AFFORD)
    assert keys(none)[:2] == ["afford.nothing", "afford.for_tax"]
    assert 0 < minor(none, "low") <= minor(none, "tax")
    post(book, "1020", "3010", "27000", day=TODAY)
    free = idle_cash.spendable(book, day=TODAY)
    owed = ground.read(book).tax
    assert owed is not None
    assert free.for_tax == sum(each.open for each in owed.forms if each.due > free.until) > 0
    answer = ask(book, Tool.AFFORD, amount=Decimal(free.safe + 1) / 100)
    assert keys(answer)[:3] == ["afford.tight", "bad.enough", "afford.for_tax"]
    assert minor(answer, "tax") == free.for_tax


def test_it_is_said_when_it_becomes_possible(open_demo: Callable[[str], Book]) -> None:
    book = open_demo("zh_CN")
    expected, _ = least_from(book, TODAY)
    answer = ask(book, Tool.AFFORD, amount=Decimal(expected + 100) / 100)
    assert keys(answer)[0] == "afford.no"
    days = [each.date for each in ground.read(book).forecast.days][:60]
    possible = [day for day in days if least_from(book, day)[0] >= expected + 100]
    assert possible
    assert "afford.later" in keys(answer)
    place = next(each for each in answer.said if each.key == "afford.later").facts["day"]
    assert answer.facts[place].figure == possible[0]
    drawn_to(book, 100)
    assert "afford.never" in keys(ask(book, Tool.AFFORD, amount=Decimal(10**9)))


def test_a_day_on_which_it_is_safe_is_the_first(book: Book) -> None:
    first = TODAY - dt.timedelta(days=150)
    opened(book, "1000", first)
    for number in range(1, 151):
        post(book, "1020", "4010", "50", day=first + dt.timedelta(days=number))
    answer = ask(book, Tool.AFFORD, amount=Decimal(9000))
    assert keys(answer)[:3] == ["afford.no_now", "afford.safe", "afford.later_safe"]
    place = answer.said[2].facts["day"]
    days = [each.date for each in ground.read(book).forecast.days]
    safe = [day for day in days if min(least_from(book, day)) >= 900_000]
    assert answer.facts[place].figure == safe[0]


def test_paying_later_is_held_against_the_days_after_it(demo_shop: Book) -> None:
    day = dt.date(2026, 12, 4)
    expected, low = least_from(demo_shop, day)
    answer = ask(demo_shop, Tool.AFFORD, amount=Decimal(100), horizon=day)
    assert verdict(answer) == 2
    assert (minor(answer, "lowest"), minor(answer, "low")) == (expected - 10_000, low - 10_000)
    near_the_end = ask(demo_shop, Tool.AFFORD, amount=Decimal(100), horizon=dt.date(2027, 1, 20))
    assert "afford.seen" in keys(near_the_end)


def test_behind_the_forecast_it_is_a_guess_by_the_month(demo_shop: Book) -> None:
    day = dt.date(2027, 5, 12)
    cash = what_if.read(demo_shop, months=7).before.months[-1].cash
    cushion.set_cushion(demo_shop, 1000)
    for amount, key in ((cash - 1000, "yes"), (cash - 999, "tight"), (cash + 1, "no")):
        answer = ask(demo_shop, Tool.AFFORD, amount=Decimal(amount) / 100, horizon=day)
        in_one_language(answer, demo_shop, language_of(demo_shop))
        assert keys(answer)[0] == f"afford.far_{key}"
        left = minor(answer, "short" if key == "no" else "left")
        assert left == abs(cash - amount)
        assert answer.facts["day"].figure == dt.date(2027, 5, 31)


def test_a_young_book_holds_it_against_what_there_is_and_must_be_paid(book: Book) -> None:
    opened(book, "1000", TODAY - dt.timedelta(days=6))
    post(book, "5010", "2010", "300", day=TODAY - dt.timedelta(days=6), party="北门酒水")
    enough = ask(book, Tool.AFFORD, amount=Decimal(600))
    assert keys(enough) == ["afford.left", "due_soon", "young_book"]
    assert minor(enough, "left") == 40_000
    missing = ask(book, Tool.AFFORD, amount=Decimal(900))
    assert keys(missing) == ["afford.left", "due_soon", "afford.due_missing", "young_book"]
    assert minor(missing, "missing") == 20_000
    assert keys(ask(book, Tool.AFFORD, amount=Decimal(1001)))[0] == "afford.no_now"
    assert keys(ask(book, Tool.AFFORD))[0] == "forecast.now"


def test_nothing_is_safe_where_the_cushion_is_gone(open_demo: Callable[[str], Book]) -> None:
    book = open_demo("en")
    cushion.set_cushion(book, 10**9)
    assert keys(ask(book, Tool.AFFORD))[0] == "afford.nothing_cushion"
    assert "afford.no_better" in keys(ask(book, Tool.AFFORD, amount=Decimal(1)))
    cushion.set_cushion(book, 0)
    drawn_to(book, 200_000)
    none = ask(book, Tool.AFFORD)
    assert keys(none)[0] == "afford.nothing_short"
    assert minor(none, "short") == -least_from(book, TODAY)[1]


def test_amounts_are_rounded_to_what_the_currency_has(whole: Book) -> None:
    answer = ask(whole, Tool.AFFORD, amount=Decimal("99.999"))
    assert minor(answer, "amount") == 10_000
    with pytest.raises(UserError, match="amount_invalid"):
        ask(whole, Tool.AFFORD, amount=Decimal(10) ** 30)
    assert "100.00" in said(answer, whole)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    amounts=st.tuples(st.integers(1, 2_500_000), st.integers(1, 2_500_000)),
    ahead=st.tuples(st.integers(0, 90), st.integers(0, 90)),
    keep=st.sampled_from([0, 500_000, 1_200_000, 1_600_000]),
)
def test_more_is_never_easier_and_later_is_never_harder(
    whole: Book, amounts: tuple[int, int], ahead: tuple[int, int], keep: int
) -> None:
    if ground.read(whole).cushion != keep:
        cushion.set_cushion(whole, keep)
    less, more = (Decimal(each) / 100 for each in sorted(amounts))
    soon, late = (TODAY + dt.timedelta(days=each) for each in sorted(ahead))
    assert verdict(ask(whole, Tool.AFFORD, amount=less, horizon=soon)) >= verdict(
        ask(whole, Tool.AFFORD, amount=more, horizon=soon)
    )
    assert verdict(ask(whole, Tool.AFFORD, amount=less, horizon=late)) >= verdict(
        ask(whole, Tool.AFFORD, amount=less, horizon=soon)
    )


@given(
    expected=st.integers(-(10**9), 10**9),
    low=st.integers(-(10**9), 10**9),
    owed=st.integers(0, 10**6),
    keep=st.integers(0, 10**6),
)
def test_what_is_safe_rises_with_the_lowest_point_and_leaves_the_cushion(
    expected: int, low: int, owed: int, keep: int
) -> None:
    free = Spendable(TODAY, TODAY, expected, TODAY, low, TODAY, 0, owed, keep)
    assert free.safe >= 0
    if free.safe:
        assert expected - free.safe >= keep
        assert low - free.safe >= keep + owed
    assert replace(free, expected=expected + 5, low=low + 5).safe >= free.safe
    assert replace(free, cushion=keep + 1).safe <= free.safe


def test_a_cost_of_every_month_is_held_against_the_months_to_come(demo_shop: Book) -> None:
    before = [each for each in what_if.read(demo_shop).before.months if each.whole]
    start = what_if.read(demo_shop).before.months[0].cash
    spare = round(Fraction(before[-1].cash - start, 12))
    said_of = {}
    for amount in (1, 100_000, 400_000, 20_000_000):
        found = ask(demo_shop, Tool.AFFORD, amount=Decimal(amount) / 100, monthly=True)
        left = [each.cash - amount * number for number, each in enumerate(before, 1)]
        assert (minor(found, "amount"), minor(found, "year")) == (amount, 12 * amount)
        assert minor(found, "rest") == abs(spare - amount)
        key = said_of[amount] = keys(found)[0].removeprefix("carry.")
        if min(left) < 0:
            assert key == "no"
            assert minor(found, "short") == -min(left)
        else:
            assert key in {"yes", "shrinks", "risky"}
            assert minor(found, "lowest") == min(left)
        assert found.table is not None
        assert [line.figures[0] for line in found.table.lines] == [
            Money(books.info(demo_shop).currency, each) for each in left[1::2]
        ]
        in_one_language(found, demo_shop, language_of(demo_shop))
    assert said_of[20_000_000] == "no"
    once = ask(demo_shop, Tool.AFFORD, amount=Decimal(1200))
    assert "carry.basis" not in keys(once)


def test_a_cost_of_every_month_is_yes_where_more_comes_in_and_tight_under_the_cushion(
    demo_shop: Book,
) -> None:
    own, day = books.info(demo_shop).currency, TODAY
    chart = accounts.all_accounts(demo_shop)
    bank = next(each.code for each in chart if each.role == "bank")
    sold = next(each.code for each in chart if each.role == "sales")
    for month in range(12):
        day = Month.of(TODAY).plus(-month - 1).last_day
        post(demo_shop, bank, sold, str(Money(own, 9_000_000)), day=day, narration="x")
    found = ask(demo_shop, Tool.AFFORD, amount=Decimal(100), monthly=True)
    assert keys(found) == ["carry.yes", "carry.spare", "carry.basis"]
    cushion.set_cushion(demo_shop, 10**12)
    found = ask(demo_shop, Tool.AFFORD, amount=Decimal(100), monthly=True)
    assert keys(found) == ["carry.tight", "carry.spare", "carry.basis"]
    assert minor(found, "cushion") == 10**12


def test_a_cost_of_every_month_is_risky_where_money_is_short_if_things_go_badly(
    demo_shop: Book,
) -> None:
    drawn_to(demo_shop, 200_000)
    found = ask(demo_shop, Tool.AFFORD, amount=Decimal(1), monthly=True)
    assert keys(found)[0] in {"carry.risky", "carry.no"}
    assert "bad.short" in keys(found)


def test_young_books_say_what_a_cost_of_every_month_makes_in_a_year(book: Book) -> None:
    opened(book, "5000", TODAY - dt.timedelta(days=3))
    found = ask(book, Tool.AFFORD, amount=Decimal(300), monthly=True)
    assert keys(found) == ["forecast.now", "carry.year", "young_book"]
    assert minor(found, "year") == 360_000


def test_whether_everything_due_can_be_paid_is_said_where_no_sum_is_named(
    demo_shop: Book,
) -> None:
    day = TODAY + dt.timedelta(days=30)
    found = ground.read(demo_shop).forecast
    reached = [each for each in found.days if each.date <= day]
    answer = ask(demo_shop, Tool.AFFORD, horizon=day)
    assert keys(answer)[0] == "due.enough"
    assert "afford.ask" not in keys(answer)
    assert minor(answer, "low") == min(each.low for each in reached)
    assert minor(answer, "due") > 0
    in_one_language(answer, demo_shop, language_of(demo_shop))
    lows = min(each.low for each in reached), min(each.expected for each in reached)
    drawn_to(demo_shop, found.opening - (lows[0] + lows[1]) // 2)
    assert keys(ask(demo_shop, Tool.AFFORD, horizon=day))[0] == "due.risky"
    drawn_to(demo_shop, 0)
    short = ask(demo_shop, Tool.AFFORD, horizon=day)
    lowest = min(each.expected for each in ground.read(demo_shop).forecast.until(30).days)
    assert keys(short)[0] == ("due.short" if lowest < 0 else "due.risky")
    assert "due.enough" not in keys(ask(demo_shop, Tool.AFFORD))
