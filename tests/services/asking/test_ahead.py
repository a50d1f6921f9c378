"""What is said of the money to come, held against the ledger and the forecast's own movements."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

import pytest

from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import cushion
from cfo_desktop.services import entries
from cfo_desktop.services import ground
from cfo_desktop.services import reports
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
CUSTOMERS = {"en": "St Bride's Day Centre", "zh_CN": "槐荫社区食堂"}
SUPPLIERS = {"en": "Tamar Vale Wholesale", "zh_CN": "丰禾食品批发"}


def expected_on(book: Book, day: dt.date) -> int:
    """Return the money at the end of a day: today's and every movement up to it."""
    found = ground.read(book).forecast
    return found.opening + sum(each.amount for each in found.movements if each.day <= day)


def test_the_money_lasts_and_where_it_is_least(demo_shop: Book) -> None:
    answer = ask(demo_shop, Tool.FORECAST)
    in_one_language(answer, demo_shop, language_of(demo_shop))
    assert keys(answer) == ["forecast.lasts", "bad.enough", "forecast.then", "days_of_cash"]
    days = [TODAY + dt.timedelta(days=number) for number in range(91)]
    by_day = {day: expected_on(demo_shop, day) for day in days}
    assert by_day[TODAY] == ledger_cash(demo_shop)
    least = min(by_day.values())
    assert minor(answer, "lowest") == least
    assert answer.facts["lowest_day"].figure == next(d for d in days if by_day[d] == least)
    assert minor(answer, "expected") == by_day[days[-1]]
    assert answer.facts["day"].figure != answer.facts["lowest_day"].figure
    assert answer.arguments.horizon == days[-1]


def test_the_table_names_what_moves_most(demo_shop: Book) -> None:
    answer = ask(demo_shop, Tool.FORECAST)
    assert answer.table
    sums: dict[str, int] = defaultdict(int)
    for each in ground.read(demo_shop).forecast.movements:
        sums[each.party] += each.amount
    shown = {
        line.name: figure.minor
        for line in answer.table.lines
        for figure in line.figures
        if isinstance(figure, Money)
    }
    rent = "Marlow Street Estates" if language_of(demo_shop) == "en" else "槐树街物业"
    assert shown[rent] == sums[rent]
    goes = [each for each in shown.values() if each < 0]
    assert goes == sorted(goes)
    place = next(line.place for line in answer.table.lines if line.name == rent)
    assert place.party == rent


def test_until_a_day_the_first_thing_said_is_the_money_then(demo_shop: Book) -> None:
    day = dt.date(2026, 11, 20)
    answer = ask(demo_shop, Tool.FORECAST, horizon=day)
    assert keys(answer)[0] == "forecast.then"
    assert answer.facts["day"].figure == day
    assert minor(answer, "expected") == expected_on(demo_shop, day)
    (found,) = [each for each in ground.read(demo_shop).forecast.days if each.date == day]
    assert (minor(answer, "low"), minor(answer, "high")) == (found.low, found.high)
    tomorrow = ask(demo_shop, Tool.FORECAST, horizon=TODAY + dt.timedelta(days=1))
    assert minor(tomorrow, "expected") == expected_on(demo_shop, TODAY + dt.timedelta(days=1))


def test_behind_the_forecast_it_goes_on_by_months(demo_shop: Book) -> None:
    answer = ask(demo_shop, Tool.FORECAST, horizon=dt.date(2027, 6, 10))
    in_one_language(answer, demo_shop, language_of(demo_shop))
    assert keys(answer) == ["forecast.far", "forecast.far_lowest"]
    plan = what_if.read(demo_shop, months=8).before
    assert minor(answer, "expected") == plan.months[-1].cash
    assert plan.months[-1].month == Month(2027, 6)
    assert minor(answer, "lowest") == min(each.cash for each in plan.months[1:])
    assert answer.table
    assert answer.table.chart
    assert [line.name for line in answer.table.lines] == [e.month for e in plan.months[1:]]
    assert [line.figures for line in answer.table.lines] == [
        (Money(books.info(demo_shop).currency, each.cash),) for each in plan.months[1:]
    ]
    cushion.set_cushion(demo_shop, plan.months[-1].cash + 1)
    answer = ask(demo_shop, Tool.FORECAST, horizon=dt.date(2099, 1, 1))
    assert keys(answer)[-1] == "forecast.no_further"
    assert "forecast.far_under" in keys(answer)
    assert answer.table
    assert [line.name for line in answer.table.lines][-1] == Month(2031, 10)


@pytest.mark.parametrize(
    ("left", "keep", "first"),
    [
        (100_000, 0, "forecast.out"),
        (-20_000, 0, "forecast.out_now"),
        (1_700_000, 2_000_000, "forecast.under_now"),
        (1_700_000, 1_500_000, "forecast.under"),
        (1_700_000, 1_000_000, "forecast.lasts_cushion"),
    ],
)
def test_a_shortage_is_said_first(
    open_demo: Callable[[str], Book], left: int, keep: int, first: str
) -> None:
    book = open_demo("en")
    drawn_to(book, left)
    cushion.set_cushion(book, keep)
    answer = ask(book, Tool.FORECAST)
    assert keys(answer)[0] == first
    assert answer.actions[0].kind is ActionKind.FORECAST
    least = min(expected_on(book, TODAY + dt.timedelta(days=number)) for number in range(91))
    if first == "forecast.out":
        assert minor(answer, "short") == -least
        assert answer.facts["short"].sense is Sense.SHORT
        days = (TODAY + dt.timedelta(days=number) for number in range(91))
        assert answer.facts["day"].figure == next(d for d in days if expected_on(book, d) < 0)
    elif first == "forecast.out_now":
        assert (minor(answer, "overdrawn"), minor(answer, "short")) == (20_000, -least)
    else:
        assert minor(answer, "lowest") == least


def test_if_things_go_badly_the_low_band_is_told(open_demo: Callable[[str], Book]) -> None:
    book = open_demo("en")
    cushion.set_cushion(book, 1_000_000)
    answer = ask(book, Tool.FORECAST)
    assert keys(answer)[1] == "bad.under"
    low = min(each.low for each in ground.read(book).forecast.days)
    assert minor(answer, "low") == low < 1_000_000 <= minor(answer, "lowest")
    cushion.set_cushion(book, 0)
    drawn_to(book, 800_000)
    answer = ask(book, Tool.FORECAST)
    assert keys(answer)[:2] == ["forecast.lasts", "bad.short"]
    assert minor(answer, "short") == -min(each.low for each in ground.read(book).forecast.days)


def test_what_a_customer_will_pay_and_when(demo_shop: Book) -> None:
    party = CUSTOMERS[language_of(demo_shop)]
    answer = ask(demo_shop, Tool.FORECAST, party=party)
    in_one_language(answer, demo_shop, language_of(demo_shop))
    assert keys(answer) == ["forecast.pays_often", "forecast.late"]
    owed = reports.trial_balance(demo_shop, at=TODAY).lines
    (receivable,) = [x.balance for x in owed if x.account.role == "receivables"]
    assert minor(answer, "amount") == receivable  # the demo has one customer with invoices
    assert answer.facts["amount"].sense is Sense.OWED_TO_US
    assert answer.facts["party"].place == Place(party=party)
    assert answer.table
    assert sum(f.minor for x in answer.table.lines for f in x.figures if isinstance(f, Money)) == (
        receivable
    )
    rows = answer.facts["late"].place.rows
    booked = [entries.entry(demo_shop, number=number) for number in rows]
    late = sum(
        line.value.minor for each in booked for line in each.draft.postings if line.value.minor > 0
    )
    assert minor(answer, "late") == late
    assert all(each.draft.day + dt.timedelta(days=30) < TODAY for each in booked)


def test_what_a_supplier_will_be_paid_and_when(demo_shop: Book) -> None:
    party = SUPPLIERS[language_of(demo_shop)]
    answer = ask(demo_shop, Tool.FORECAST, party=party.upper())
    assert keys(answer) == ["forecast.is_paid_often"]
    moves = [x for x in ground.read(demo_shop).forecast.movements if x.party == party]
    assert minor(answer, "amount") == -sum(each.amount for each in moves)
    assert (minor(answer, "next"), answer.facts["day"].figure) == (-moves[0].amount, moves[0].day)
    soon = ask(demo_shop, Tool.FORECAST, party=party, horizon=moves[0].day)
    assert keys(soon) == ["forecast.is_paid_once"]
    nobody = "Somebody Else" if language_of(demo_shop) == "en" else "别家"
    none = ask(demo_shop, Tool.FORECAST, party=nobody)
    assert keys(none) == ["forecast.party_none"]


def test_a_customers_only_invoice(book: Book) -> None:
    opened(book, "1000", TODAY - dt.timedelta(days=9))
    post(book, "1100", "4010", "250", day=TODAY - dt.timedelta(days=5), party="柳记")
    answer = ask(book, Tool.FORECAST, party="柳记")
    assert keys(answer) == ["forecast.pays_once"]
    assert minor(answer, "amount") == 25_000


@pytest.mark.parametrize("tool", [Tool.FORECAST, Tool.AFFORD, Tool.LOAN, Tool.UNUSUAL, Tool.ADVICE])
def test_an_empty_book_says_what_to_do(book: Book, tool: Tool) -> None:
    answer = ask(book, tool)
    assert keys(answer) == ["empty_book"]
    assert not answer.held
    assert answer.actions[0].kind is ActionKind.IMPORT


def test_a_week_old_book_says_what_it_knows_and_how_little(book: Book) -> None:
    opened(book, "1000", TODAY - dt.timedelta(days=6))
    post(book, "5010", "2010", "300", day=TODAY - dt.timedelta(days=6), party="北门酒水")
    post(book, "1020", "4010", "80", day=TODAY - dt.timedelta(days=1))
    answer = ask(book, Tool.FORECAST)
    assert keys(answer) == ["forecast.now", "due_soon", "young_book"]
    assert minor(answer, "now") == ledger_cash(book) == 108_000
    assert minor(answer, "due") == 30_000
    assert answer.facts["days"].figure == 7
    assert "7 days" in said(answer, book)
    assert answer.table
    assert [line.name for line in answer.table.lines] == ["北门酒水"]


def test_a_book_left_alone_says_since_when(
    demo_shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_TODAY", "2027-01-31")
    answer = ask(demo_shop, Tool.FORECAST)
    assert keys(answer)[-1] == "old_book"
    assert answer.facts["latest"].figure == TODAY


def test_money_that_only_grows_is_never_less_than_today(book: Book) -> None:
    first = TODAY - dt.timedelta(days=150)
    opened(book, "1000", first)
    for number in range(1, 151):
        post(book, "1020", "4010", "50", day=first + dt.timedelta(days=number))
    answer = ask(book, Tool.FORECAST)
    assert keys(answer)[0] == "forecast.lasts_now"
    assert minor(answer, "now") == ledger_cash(book) == 850_000
    found = ground.read(book).forecast.days
    assert all(one.expected <= two.expected for one, two in pairwise(found))


def test_the_plain_continuation_can_run_out(open_demo: Callable[[str], Book]) -> None:
    book = open_demo("en")
    drawn_to(book, 900_000)
    answer = ask(book, Tool.FORECAST, horizon=dt.date(2028, 6, 30))
    if min(each.cash for each in what_if.read(book, months=20).before.months) < 0:
        assert keys(answer)[1] == "forecast.far_out"
    else:  # the demo shop has become richer: the case must be made anew
        pytest.fail("the continuation does not run out")


def test_answers_are_the_same_every_time(demo_shop: Book) -> None:
    def all_of() -> list[Answer]:
        return [
            ask(demo_shop, Tool.FORECAST),
            ask(demo_shop, Tool.LOAN),
            ask(demo_shop, Tool.ADVICE),
        ]

    assert all_of() == all_of()
