"""Profit, sales, costs and comparisons are what every entry adds up to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import By
from cfo_desktop.domain.asking import Kind
from cfo_desktop.domain.asking import Measure
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import charts
from cfo_desktop.services.asking import kinds
from cfo_desktop.services.asking import spans
from cfo_desktop.services.books import Book
from tests.services.asking.told import COSTS
from tests.services.asking.told import INCOME
from tests.services.asking.told import TODAY
from tests.services.asking.told import Plain
from tests.services.asking.told import answer
from tests.services.asking.told import column
from tests.services.asking.told import days
from tests.services.asking.told import minor
from tests.services.asking.told import month
from tests.services.asking.told import past
from tests.services.asking.told import said
from tests.services.asking.told import words
from tests.services.made_shop import post

STRETCHES = [
    month(2026, 11),
    month(2026, 5),
    month(2026, 1, 12),
    month(2025, 1, 12),
    month(2026, 7, 3),
    days("2026-11-14"),
    days("2026-11-15"),
    days("2026-10-17", "2026-11-15"),
    days("2026-11-03", "2026-11-09"),
]
SUPPLIERS = {"shop": "Tamar Vale Wholesale", "cn-small-enterprise": "丰禾食品批发"}
CUSTOMERS = {"shop": "St Bride's Day Centre", "cn-small-enterprise": "槐荫社区食堂"}


def party_of(book: Book, names: dict[str, str]) -> str:
    codes = {each.code for each in chart.all_accounts(book)}
    return names["shop" if "6110" in codes else "cn-small-enterprise"]


@pytest.mark.parametrize("stretch", STRETCHES, ids=str)
def test_profit_sales_and_costs_are_those_of_the_entries(
    demo_book: Book, plain: Plain, stretch: Stretch
) -> None:
    over = past(stretch)
    profit = answer(demo_book, Tool.PROFIT, period=stretch)
    assert minor(profit, "profit") == abs(plain.profit(over))
    assert sum(column(profit)) == plain.profit(over)
    assert minor(profit, "costs") == plain.total(over, *COSTS)
    revenue = answer(demo_book, Tool.REVENUE, period=stretch)
    assert minor(revenue, "sales") == -plain.total(over, Group.SALES)
    if revenue.table is not None:
        assert sum(column(revenue)) == minor(revenue, "sales")
    spent = answer(demo_book, Tool.EXPENSES, period=stretch)
    assert minor(spent, "spent") == sum(column(spent)) == plain.total(over, *COSTS)
    before = spans.before(over)
    for found, now, then in (
        (profit, plain.profit(over), plain.profit(before)),
        (revenue, -plain.total(over, Group.SALES), -plain.total(before, Group.SALES)),
        (spent, plain.total(over, *COSTS), plain.total(before, *COSTS)),
    ):
        if "difference" in found.facts:
            assert found.facts["before"].figure == before
            assert minor(found, "difference") == abs(now - then)
            up = found.facts["difference"].sense is Sense.UP
            assert up is (now > then)
        else:
            assert before.first < dt.date(2025, 6, 1) or now == then


def test_the_best_day_and_the_average_are_of_the_days_with_sales(
    demo_book: Book, plain: Plain
) -> None:
    found = answer(demo_book, Tool.REVENUE, period=month(2026, 5))
    by_day = {
        day: -plain.total(Stretch(day, day), Group.SALES)
        for day in (dt.date(2026, 5, number) for number in range(1, 32))
    }
    best = max(by_day.values())
    assert minor(found, "most") == best
    day = found.facts["day"].figure
    assert isinstance(day, dt.date)
    assert by_day[day] == best
    assert minor(found, "average") == round(sum(by_day.values()) / 31)


@pytest.mark.parametrize("stretch", [month(2026, 11), month(2026, 8), month(2026, 1, 12)], ids=str)
def test_one_party_is_told_apart(demo_book: Book, plain: Plain, stretch: Stretch) -> None:
    over = past(stretch)
    supplier, customer = party_of(demo_book, SUPPLIERS), party_of(demo_book, CUSTOMERS)
    at = answer(demo_book, Tool.EXPENSES, period=stretch, party=supplier)
    assert minor(at, "spent") == plain.total(over, *COSTS, party=supplier)
    assert minor(at, "paid") == -plain.total(over, Group.CASH, party=supplier)
    assert sum(column(at)) == minor(at, "spent")
    sold = -plain.total(over, Group.SALES, party=customer)
    to = answer(demo_book, Tool.REVENUE, period=stretch, party=customer)
    if sold:
        assert minor(to, "sales") == sold
        assert to.table is None or sum(column(to)) == sold
    else:
        assert said(to)[:2] == ["revenue.to_none", "revenue.to_last"]
    assert said(answer(demo_book, Tool.REVENUE, party=supplier)) == ["no_customer"]
    assert said(answer(demo_book, Tool.EXPENSES, party=customer)) == ["no_supplier"]


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_the_sum_of_its_accounts(demo_book: Book, plain: Plain, kind: Kind) -> None:
    codes = kinds.codes(chart.all_accounts(demo_book), kind)
    for stretch in (month(2026, 10), month(2026, 1, 12)):
        found = answer(demo_book, Tool.EXPENSES, period=stretch, kind=kind)
        assert minor(found, "spent") == plain.total(past(stretch), codes=codes)
        if found.table is not None:
            money = -1 if found.table.heads[-1] == "amount" else 0
            assert sum(column(found, money)) == minor(found, "spent")


def test_the_kinds_are_found_in_both_charts() -> None:
    expected = {
        Kind.RENT: ({"6110"}, {"560201"}),
        Kind.WAGES: ({"6010", "6020"}, {"560101"}),
        Kind.UTILITIES: ({"6120"}, {"560202"}),
        Kind.ADVERTISING: ({"6210"}, {"560104"}),
        Kind.TRANSPORT: ({"5020", "6230"}, {"560102", "560210"}),
        Kind.INSURANCE: ({"6320"}, {"560208"}),
        Kind.REPAIRS: ({"6140"}, {"560206"}),
        Kind.FEES: ({"6220", "7010"}, {"560105", "560302"}),
        Kind.SUPPLIES: ({"5030", "6310"}, {"560103", "560204"}),
        Kind.GOODS: ({"5010", "5020", "5030", "5040"}, {"5401", "5402"}),
        Kind.TELEPHONE: ({"6130"}, {"560205"}),
        Kind.DRAWINGS: ({"3020"}, {"310402"}),
    }
    assert expected.keys() == set(Kind)
    for kind, codes in expected.items():
        for name, wanted in zip(("shop", "cn-small-enterprise"), codes, strict=True):
            assert kinds.codes(charts.load(name, currency="CNY"), kind) == wanted, (name, kind)


def test_an_account_that_the_owner_named_is_of_its_kind(book: Book) -> None:
    chart.add(book, code="6111", name="Rent of the stall", group=Group.OPERATING)
    chart.add(book, code="6112", name="摊位租金", group=Group.OPERATING)
    post(book, "6111", "1020", "300", day=TODAY)
    post(book, "6112", "1020", "50", day=TODAY)
    assert minor(answer(book, Tool.EXPENSES, kind=Kind.RENT), "spent") == 35_000


@pytest.mark.parametrize(("tool", "sign"), [(Tool.EXPENSES, 1), (Tool.REVENUE, -1)])
def test_large_single_ones_are_told(demo_book: Book, plain: Plain, tool: Tool, sign: int) -> None:
    stretch = month(2026, 10)
    groups = COSTS if sign > 0 else (Group.SALES,)
    least = Decimal(800) if party_of(demo_book, SUPPLIERS).isascii() else Decimal(5600)
    values = [
        sign
        * sum(
            line.value.minor
            for line in entry.draft.postings
            if plain.accounts[line.account].group in groups
        )
        for entry in plain.entries
        if stretch.first <= entry.draft.day <= stretch.last
    ]
    large = [value for value in values if value >= least * 100]
    assert 0 < len(large) < len(values)
    found = answer(demo_book, tool, period=stretch, amount=least)
    assert minor(found, "large") == sum(large) == sum(column(found, 1))
    assert found.facts["number"].figure == len(large)
    none = answer(demo_book, tool, period=stretch, amount=Decimal(10**7))
    assert said(none)[1].endswith("no_large")
    assert none.table is None


def test_large_ones_of_one_party_are_told(book: Book) -> None:
    for minor_, party in (("900", "Oak"), ("400", "Oak"), ("950", "Elm")):
        post(book, "6490", "1020", minor_, day=TODAY, party=party)
        post(book, "1020", "4010", minor_, day=TODAY, party=party)
    for tool, whole in ((Tool.EXPENSES, "spent"), (Tool.REVENUE, "sales")):
        found = answer(book, tool, party="Oak", amount=Decimal(500))
        assert (minor(found, whole), minor(found, "large")) == (130_000, 90_000)
        assert column(found, 1) == [90_000]


def test_what_was_taken_back_is_no_large_payment(book: Book) -> None:
    from cfo_desktop.services import entries

    number = post(book, "6490", "1020", "900", day=TODAY)
    post(book, "6490", "1020", "500", day=TODAY, party="Oak")
    entries.reverse(book, number=number, day=TODAY)
    found = answer(book, Tool.EXPENSES, amount=Decimal(400))
    assert (minor(found, "spent"), minor(found, "large")) == (50_000, 50_000)


# --- comparisons ---


def test_a_running_month_is_compared_by_the_days_that_have_passed(
    demo_book: Book, plain: Plain
) -> None:
    found = answer(
        demo_book,
        Tool.COMPARE,
        period=month(2026, 11),
        other=month(2026, 10),
        measure=Measure.REVENUE,
    )
    now, then = days("2026-11-01", "2026-11-15"), days("2026-10-01", "2026-10-15")
    assert (found.facts["now"].figure, found.facts["then"].figure) == (now, then)
    assert minor(found, "first") == -plain.total(now, Group.SALES)
    assert minor(found, "second") == -plain.total(then, Group.SALES)
    assert minor(found, "total") == -plain.total(month(2026, 10), Group.SALES)
    assert found.arguments.period == month(2026, 11)
    turned = answer(
        demo_book,
        Tool.COMPARE,
        period=month(2026, 10),
        other=month(2026, 11),
        measure=Measure.REVENUE,
    )
    assert minor(turned, "first") == minor(found, "second")
    assert minor(turned, "second") == minor(found, "first")
    assert turned.facts["difference"].sense is not found.facts["difference"].sense


@pytest.mark.parametrize("measure", [None, *Measure])
def test_two_months_are_held_against_each_other(
    demo_book: Book, plain: Plain, measure: Measure | None
) -> None:
    first, second = month(2026, 9), month(2026, 8)
    found = answer(demo_book, Tool.COMPARE, period=first, other=second, measure=measure)

    def of(stretch: Stretch) -> int:
        if measure is Measure.REVENUE:
            return -plain.total(stretch, Group.SALES)
        if measure is Measure.EXPENSES:
            return plain.total(stretch, *COSTS)
        return plain.profit(stretch)

    assert (minor(found, "first"), minor(found, "second")) == (of(first), of(second))
    assert minor(found, "difference") == abs(of(first) - of(second))
    if found.table is not None and measure is Measure.EXPENSES:
        assert sum(column(found)) == of(first)
        assert sum(column(found, 2)) == of(first) - of(second)


def test_periods_of_unlike_length_are_told_by_the_day(demo_book: Book, plain: Plain) -> None:
    found = answer(
        demo_book,
        Tool.COMPARE,
        period=month(2026, 9),
        other=month(2026, 1, 6),
        measure=Measure.EXPENSES,
    )
    assert minor(found, "daily") == round(plain.total(month(2026, 9), *COSTS) / 30)
    assert minor(found, "daily_then") == round(plain.total(month(2026, 1, 6), *COSTS) / 181)
    assert "share" not in found.facts


@pytest.mark.parametrize(
    ("stretch", "before"),
    [
        (month(2026, 5), month(2026, 4)),
        (month(2026, 7, 3), month(2026, 4, 3)),
        (month(2025, 1, 12), month(2024, 1, 12)),
        (days("2026-11-01", "2026-11-15"), days("2026-10-01", "2026-10-15")),
        (days("2026-03-01", "2026-03-30"), days("2026-02-01", "2026-02-28")),
        (days("2026-01-01", "2026-11-15"), days("2025-01-01", "2025-11-15")),
        (days("2026-10-01", "2026-11-15"), days("2026-07-01", "2026-08-15")),
        (days("2026-11-14"), days("2026-11-07")),
        (days("2026-11-01"), days("2026-10-25")),
        (days("2026-11-02", "2026-11-08"), days("2026-10-26", "2026-11-01")),
    ],
    ids=str,
)
def test_days_are_held_against_their_like(stretch: Stretch, before: Stretch) -> None:
    assert spans.before(stretch) == before


@pytest.mark.parametrize(
    ("of", "like", "part"),
    [
        (month(2026, 10), month(2026, 11), days("2026-10-01", "2026-10-15")),
        (month(2025, 1, 12), month(2026, 1, 12), days("2025-01-01", "2025-11-15")),
        (month(2026, 7, 3), month(2026, 10, 3), days("2026-07-01", "2026-08-15")),
        (
            days("2026-11-02", "2026-11-08"),
            days("2026-11-09", "2026-11-22"),
            days("2026-11-02", "2026-11-08"),
        ),
    ],
    ids=str,
)
def test_as_much_of_one_period_as_has_passed_of_another(
    of: Stretch, like: Stretch, part: Stretch
) -> None:
    assert spans.part(of, like) == part


def test_a_day_still_to_come_and_one_before_the_books(demo_book: Book) -> None:
    for tool in (Tool.PROFIT, Tool.REVENUE, Tool.EXPENSES):
        ahead = answer(demo_book, tool, period=month(2027, 1))
        assert said(ahead) == ["not_yet"]
        assert "2027" in words(demo_book, ahead)
        assert said(answer(demo_book, tool, period=month(2019, 1)))[0] == "nothing_booked"


def _months(plain: Plain) -> list[Stretch]:
    first = min(each.draft.day for each in plain.entries)
    number = (TODAY.year - first.year) * 12 + TODAY.month - first.month
    began = Month.of(first)
    stretches = (
        Stretch(began.plus(each).first_day, began.plus(each).last_day) for each in range(number + 1)
    )
    return [past(each) for each in stretches]


@pytest.mark.parametrize(
    ("tool", "groups", "sign"),
    [
        (Tool.REVENUE, (Group.SALES,), -1),
        (Tool.PROFIT, (*INCOME, *COSTS), -1),
        (Tool.EXPENSES, COSTS, 1),
    ],
)
def test_the_best_and_the_weakest_month_are_those_of_all_months(
    demo_book: Book, plain: Plain, tool: Tool, groups: tuple[Group, ...], sign: int
) -> None:
    found = answer(demo_book, tool, by=By.MONTH)
    months = _months(plain)
    sums = {each: sign * plain.total(each, *groups) for each in months}
    best = found.facts["best"].figure
    assert max(sums, key=sums.__getitem__) == best
    assert minor(found, "most") == max(sums.values())
    whole = {each: sums[each] for each in months[:-1]}
    assert found.facts["weak"].figure == min(whole, key=whole.__getitem__)
    assert minor(found, "least") == abs(min(whole.values()))
    assert column(found) == sorted(sums.values(), reverse=True)[:8]


def test_the_best_day_is_the_best_of_its_days(demo_book: Book, plain: Plain) -> None:
    sold = {
        day: -plain.total(days(str(day)), Group.SALES)
        for day in (dt.date(2026, 5, 1) + dt.timedelta(days=each) for each in range(31))
    }
    found = answer(demo_book, Tool.REVENUE, by=By.DAY, period=month(2026, 5))
    assert found.facts["day"].figure == max(sold, key=sold.__getitem__)
    assert minor(found, "most") == max(sold.values())
    assert minor(found, "least") == min(each for each in sold.values() if each > 0)


def test_a_day_of_the_week_is_told_by_its_average(demo_book: Book, plain: Plain) -> None:
    stretch = days("2026-08-01", "2026-10-31")
    sums: dict[int, list[int]] = {}
    for each in range(92):
        day = dt.date(2026, 8, 1) + dt.timedelta(days=each)
        if (value := -plain.total(days(str(day)), Group.SALES)) > 0:
            sums.setdefault(day.weekday(), []).append(value)
    found = answer(demo_book, Tool.REVENUE, by=By.WEEKDAY, period=stretch)
    averages = [round(sum(sums[each]) / len(sums[each])) for each in sorted(sums)]
    assert column(found) == averages
    assert minor(found, "most") == max(averages)
    assert minor(found, "least") == min(averages)


def test_where_there_is_nothing_to_rank_the_plain_answer_is_given(book: Book) -> None:
    post(book, "1020", "4010", "10", day=TODAY)
    for by in By:
        assert said(answer(book, Tool.REVENUE, by=by)) == ["revenue.sold"]


@pytest.mark.parametrize("number", [3, 6, 8, 10])
def test_what_moved_the_profit_most_is_that_of_the_accounts(
    demo_book: Book, plain: Plain, number: int
) -> None:
    now, then = month(2026, number), month(2026, number - 1)
    found = answer(demo_book, Tool.COMPARE, period=now, other=then)
    changed = plain.profit(now) - plain.profit(then)
    effects: dict[str, int] = {}
    for code, account in plain.accounts.items():
        key = account.group.value if account.group in INCOME else code
        if account.group in (*INCOME, *COSTS):
            effect = plain.total(then, codes={code}) - plain.total(now, codes={code})
            effects[key] = effects.get(key, 0) + effect
    most = max(effects, key=lambda each: effects[each] * (1 if changed > 0 else -1))
    mover = found.facts["mover"].figure
    assert (mover.code if isinstance(mover, AccountName) else mover.key) == most  # type: ignore[union-attr]
    assert minor(found, "moved") == abs(effects[most])
    rose = effects[most] > 0 if most in {"sales", "other_income"} else effects[most] < 0
    assert found.facts["moved"].sense is (Sense.UP if rose else Sense.DOWN)
