"""Tax on sales: it ties to the tax account where the books tell it, else to the takings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.analysis import sales_pace
from cfo_desktop.analysis import tax
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.tax import PaceKind
from cfo_desktop.domain.tax import PostedTax
from cfo_desktop.domain.tax import TaxPeriod
from cfo_desktop.domain.tax import TaxPlan
from cfo_desktop.domain.tax import TaxRate
from cfo_desktop.domain.tax import TaxSummary
from tests.analysis import little_shop
from tests.analysis.little_shop import entry

TODAY = dt.date(2026, 11, 15)


def plan(percent: str = "20", **more: object) -> TaxPlan:
    """Return a plan by the quarter, due on day 15, whose takings contain the tax."""
    given = {"period": TaxPeriod.QUARTER, "due_day": 15, "included": True, **more}
    rates = (TaxRate(dt.date(2026, 1, 1), Decimal(percent)),)
    return TaxPlan(preset="vat", **{"rates": rates, **given})  # type: ignore[arg-type]


def posted(drafts: list[Draft]) -> dict[Month, PostedTax]:
    """Return what entries moved on the tax account, told by their other lines."""
    found: dict[Month, dict[str, int]] = {}
    for draft in drafts:
        moved = {line.account: line.value.minor for line in draft.postings}
        if "tax" not in moved or "opening" in moved:
            continue
        value = moved.pop("tax")
        kinds = found.setdefault(Month.of(draft.day), {})
        if moved.keys() & {"sales", "online"}:
            kind, value = "on_sales", -value
        elif moved.keys() & {"goods", "suppliers", "power"}:
            kind = "on_purchases"
        else:
            kind, value = ("paid", value) if moved.keys() <= {"bank"} else ("other", -value)
        kinds[kind] = kinds.get(kind, 0) + value
    return {month: PostedTax(**kinds) for month, kinds in found.items()}


def summed(drafts: list[Draft], by: TaxPlan, today: dt.date = TODAY) -> TaxSummary:
    history = little_shop.history(drafts, today)
    return tax.summary(history, by, posted=posted([d for d in drafts if d.day <= today]))


DAYS = st.dates(dt.date(2026, 1, 1), TODAY)
AMOUNTS = st.integers(1, 10**7)
SALE = st.builds(
    lambda day, net, tax: entry(day, {"sales": -net, "tax": -tax}), DAYS, AMOUNTS, AMOUNTS
)
BOUGHT = st.builds(
    lambda day, net, tax: entry(day, {"goods": net, "tax": tax}), DAYS, AMOUNTS, AMOUNTS
)
PAID = st.builds(lambda day, minor: entry(day, {"tax": minor}), DAYS, AMOUNTS)
LET_OFF = st.builds(
    lambda day, minor: entry(day, {"tax": minor, "drawings": -minor}), DAYS, AMOUNTS
)
CARRIED = st.builds(
    lambda minor: entry(dt.date(2026, 1, 1), {"tax": -minor, "opening": minor}), AMOUNTS
)
BOOKS = st.lists(st.one_of(SALE, SALE, BOUGHT, PAID, LET_OFF, CARRIED), min_size=1, max_size=25)


@given(BOOKS, st.sampled_from(TaxPeriod))
def test_where_the_books_tell_it_the_tax_account_is_the_truth(
    drafts: list[Draft], period: TaxPeriod
) -> None:
    history = little_shop.history(drafts, TODAY)
    found = summed(drafts, plan(period=period))
    assert found.balance == -history.balances.get("tax", 0)
    if found.posted:
        open_ = sum(form.open for form in found.forms)
        assert found.carried + open_ - found.ahead == found.balance
        first = found.forms[-1].first
        rows = [
            line.value.minor
            for draft in drafts
            for line in draft.postings
            if line.account == "tax" and draft.day >= first and not _opens(draft)
        ]
        paid = sum(each.paid for each in posted(drafts).values() if each.paid)
        told = sum(form.amount for form in found.forms)
        before = sum(each.paid for month, each in posted(drafts).items() if month.first_day < first)
        assert told - (paid - before) == -sum(rows)
    for form in found.forms:
        assert form.takings == form.net + form.on_sales
        assert 0 <= form.paid <= max(form.amount, 0)


def _opens(draft: Draft) -> bool:
    return any(line.account == "opening" for line in draft.postings)


def history_of(sales: int, **more: int) -> tuple[list[Draft], History]:
    drafts = [entry(dt.date(2026, 7, 10), {"sales": -sales, **more})]
    return drafts, little_shop.history(drafts, TODAY)


@given(st.integers(0, 10**12), st.decimals(0, 100, places=3, allow_nan=False))
def test_takings_that_contain_the_tax_are_split_exactly(sales: int, percent: Decimal) -> None:
    drafts = [entry(dt.date(2026, 7, 10), {"sales": -sales})] if sales else []
    for form in summed(drafts, plan(str(percent))).forms:
        assert form.takings == form.net + form.on_sales
        # The tax is the rate of what is without it, to the nearest unit.
        assert abs(form.net * percent / 100 - form.on_sales) <= 1 + percent / 100


def test_a_quarter_is_due_in_the_month_after_it() -> None:
    drafts = [entry(dt.date(2026, 7, 10), {"sales": -120_00})]
    found = summed(drafts, plan())
    assert not found.posted
    running, form = found.forms
    assert (form.first, form.last) == (dt.date(2026, 7, 1), dt.date(2026, 9, 30))
    assert form.due == dt.date(2026, 10, 15)
    assert (form.takings, form.net, form.on_sales) == (120_00, 100_00, 20_00)
    assert not running.over
    assert running.due == dt.date(2027, 1, 15)
    (due,) = found.dues()
    assert (due.amount, due.put_aside) == (20_00, 0)


def test_tax_that_comes_on_top_is_added_to_the_sales() -> None:
    drafts = [entry(dt.date(2026, 7, 10), {"sales": -100_00})]
    form = summed(drafts, plan(included=False)).forms[-1]
    assert (form.takings, form.net, form.on_sales) == (120_00, 100_00, 20_00)


@pytest.mark.parametrize(
    ("sales", "exempt"), [(300_000_00, True), (303_000_00, True), (303_000_02, False)]
)
def test_sales_up_to_the_threshold_are_free_of_tax(sales: int, *, exempt: bool) -> None:
    small = plan(rates=(TaxRate(dt.date(2026, 1, 1), Decimal(1), 100_000_00),))
    form = summed([entry(dt.date(2026, 7, 10), {"sales": -sales})], small).forms[-1]
    assert form.exempt is exempt
    assert form.threshold == 300_000_00
    if exempt:
        assert (form.net, form.amount) == (sales, 0)
    else:
        assert form.on_sales == 3_000_00


def test_a_rate_holds_from_its_first_day_on() -> None:
    rates = (TaxRate(dt.date(2026, 1, 1), Decimal(10)), TaxRate(dt.date(2026, 9, 1), Decimal(20)))
    drafts = [entry(dt.date(2026, month, 10), {"sales": -132_00}) for month in (8, 9)]
    form = summed(drafts, plan(rates=rates)).forms[-1]
    assert form.on_sales == 12_00 + 22_00
    assert form.percents == (Decimal(10), Decimal(20))


def test_months_before_the_first_rate_are_not_told() -> None:
    late = plan(rates=(TaxRate(dt.date(2026, 10, 1), Decimal(10)),))
    found = summed([entry(dt.date(2026, 7, 10), {"sales": -100_00})], late)
    assert [form.first for form in found.forms] == [dt.date(2026, 10, 1)]


def test_tax_on_goods_is_deducted_at_a_rate_only_where_the_owner_says_so() -> None:
    drafts = [entry(dt.date(2026, 7, 10), {"sales": -240_00, "goods": 120_00})]
    assert summed(drafts, plan()).forms[-1].amount == 40_00
    assert summed(drafts, plan(purchases=Decimal(20))).forms[-1].amount == 20_00


def test_what_was_paid_settles_the_earliest_period_first() -> None:
    drafts = [entry(dt.date(2026, month, 10), {"sales": -120_00}) for month in (2, 5, 8)]
    drafts.append(entry(dt.date(2026, 9, 1), {"tax": 30_00}))
    found = summed(drafts, plan())
    assert [form.paid for form in reversed(found.forms)] == [20_00, 10_00, 0, 0]
    assert [due.amount - due.put_aside for due in found.dues()] == [10_00, 20_00]


def test_money_put_aside_is_for_the_earliest_open_period() -> None:
    drafts = [entry(dt.date(2026, month, 10), {"sales": -120_00}) for month in (5, 8)]
    drafts.append(entry(dt.date(2026, 9, 1), {"savings": 25_00}))
    found = summed(drafts, plan(account="savings"))
    assert [form.aside for form in reversed(found.forms)] == [20_00, 5_00, 0]
    assert found.missing == 15_00
    assert [due.put_aside for due in found.dues()] == [20_00, 5_00]


def test_the_books_tell_only_from_their_first_posted_month_on() -> None:
    drafts = [
        entry(dt.date(2026, 1, 1), {"tax": -7_00, "opening": 7_00}),
        entry(dt.date(2026, 2, 10), {"sales": -500_00}),
        entry(dt.date(2026, 5, 10), {"sales": -100_00, "tax": -20_00}),
    ]
    found = summed(drafts, plan())
    assert found.posted
    assert [form.first for form in found.forms][-1] == dt.date(2026, 4, 1)
    assert found.carried == 7_00
    assert found.balance == 27_00


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("tax_due_day_invalid", {"due_day": 32}),
        ("tax_rate_missing", {"rates": ()}),
        ("percent_invalid", {"purchases": Decimal(101)}),
    ],
)
def test_a_plan_that_cannot_be_is_refused(code: str, more: dict[str, object]) -> None:
    with pytest.raises(UserError) as caught:
        plan(**more)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_a_due_day_that_a_month_lacks_is_its_last() -> None:
    assert plan(due_day=31).due(Month(2026, 1)) == dt.date(2026, 2, 28)


def test_what_was_due_when_the_owner_began_is_settled() -> None:
    drafts = [entry(dt.date(2026, month, 10), {"sales": -120_00}) for month in (5, 8, 11)]
    # Paid in October: that was for the third quarter, not for the one that is running.
    drafts.append(entry(dt.date(2026, 10, 14), {"tax": 20_00}))
    begun = plan().begun(TODAY)
    assert begun.since == dt.date(2026, 10, 1)
    (form,) = summed(drafts, begun).forms
    assert (form.amount, form.paid) == (20_00, 0)
    assert plan().begun(dt.date(2026, 10, 15)).since == dt.date(2026, 7, 1)


@pytest.mark.parametrize(("untaxed", "partly"), [(0, False), (90_00, False), (150_00, True)])
def test_books_that_post_the_tax_of_some_sales_only_are_noticed(
    untaxed: int, *, partly: bool
) -> None:
    drafts = [entry(dt.date(2026, 7, 10), {"sales": -100_00, "tax": -20_00})]
    drafts += [entry(dt.date(2026, 7, 11), {"sales": -untaxed})] if untaxed else []
    assert summed(drafts, plan()).forms[-1].partly is partly


def test_sales_free_of_tax_need_none_posted() -> None:
    drafts = [
        entry(dt.date(2026, 7, 10), {"sales": -1_00, "tax": -1}),
        entry(dt.date(2026, 7, 11), {"sales": -100_00}),
    ]
    small = plan(rates=(TaxRate(dt.date(2026, 1, 1), Decimal(1), 100_000_00),))
    assert not summed(drafts, small).forms[-1].partly


def daily(first: dt.date, last: dt.date, sales: int) -> list[Draft]:
    """Return the same sales on every day."""
    days = (last - first).days + 1
    return [entry(first + dt.timedelta(days=n), {"sales": -sales}) for n in range(days)]


SMALL = (TaxRate(dt.date(2026, 1, 1), Decimal(1), 100_000_00),)


def test_the_running_period_is_told_at_this_pace_and_passes_the_threshold() -> None:
    drafts = daily(dt.date(2026, 10, 1), TODAY, 5_050_00)
    found = summed(drafts, plan(rates=SMALL))
    form, pace = found.forms[0], found.pace
    # So far 46 days of 5,000 without tax: under 300,000, so nothing is owed for certain.
    assert (form.exempt, form.amount, found.dues()) == (True, 0, ())
    assert pace is not None
    assert (pace.net, pace.amount, pace.kind) == (92 * 5_000_00, 92 * 50_00, PaceKind.OVER)
    assert (pace.last, pace.due) == (dt.date(2026, 12, 31), dt.date(2027, 1, 15))
    assert pace.missing == pace.further == 92 * 50_00


@pytest.mark.parametrize(("sales", "kind"), [(3_200_00, PaceKind.FREE), (3_300_00, PaceKind.OVER)])
def test_at_this_pace_a_period_stays_free_or_does_not(sales: int, kind: PaceKind) -> None:
    pace = summed(daily(dt.date(2026, 10, 1), TODAY, sales), plan(rates=SMALL)).pace
    assert pace is not None
    assert pace.kind is kind
    assert (pace.net <= 300_000_00) is (kind is PaceKind.FREE)
    assert bool(pace.amount) is (kind is PaceKind.OVER)


def test_the_pace_follows_the_same_days_of_a_year_ago() -> None:
    today = dt.date(2026, 11, 24)
    drafts = daily(dt.date(2025, 9, 1), dt.date(2025, 11, 25), 100_00)
    drafts += daily(dt.date(2025, 11, 26), dt.date(2025, 12, 31), 150_00)
    drafts += daily(dt.date(2026, 1, 1), today, 120_00)
    ahead = sales_pace.by_month(little_shop.history(drafts, today), until=dt.date(2026, 12, 30))
    # A fifth more than last year; 364 days before 25 November 2026 it became half as much again.
    assert ahead == {Month(2026, 11): 6 * 180_00, Month(2026, 12): 30 * 180_00}


def test_tax_that_the_books_post_grows_as_the_sales_do() -> None:
    days = [dt.date(2026, 10, 1) + dt.timedelta(days=n) for n in range(46)]
    drafts = [entry(day, {"sales": -100_00, "tax": -20_00}) for day in days]
    drafts.append(entry(dt.date(2026, 10, 20), {"tax": 300_00}))
    found = summed(drafts, plan())
    assert found.posted
    assert found.pace is not None
    assert (found.pace.amount, found.pace.certain) == (92 * 20_00, 46 * 20_00)
    assert (found.pace.paid, found.pace.missing) == (300_00, 92 * 20_00 - 300_00)
    assert found.pace.further == 46 * 20_00


def test_money_put_aside_counts_at_this_pace_after_what_is_open() -> None:
    drafts = daily(dt.date(2026, 9, 30), TODAY, 120_00)
    drafts.append(entry(TODAY, {"savings": 520_00}))
    found = summed(drafts, plan(account="savings"))
    assert [form.aside for form in found.forms] == [500_00, 20_00]
    assert found.pace is not None
    assert found.pace.aside == 500_00
    assert found.pace.missing == 92 * 20_00 - 500_00


def test_books_younger_than_two_weeks_have_no_pace() -> None:
    assert summed(daily(dt.date(2026, 11, 3), TODAY, 100), plan()).pace is None
    assert summed(daily(dt.date(2026, 11, 2), TODAY, 100), plan()).pace is not None
    over = dt.date(2026, 12, 31)
    assert summed(daily(dt.date(2026, 11, 2), over, 100), plan(), over).pace is None


def test_a_day_before_all_periods_is_settled_and_told_so() -> None:
    drafts = daily(dt.date(2026, 6, 1), TODAY, 100)
    begun = plan(since=dt.date(2026, 10, 1))
    assert summed(drafts, begun, dt.date(2026, 9, 30)).settled
    assert not summed(drafts, begun, dt.date(2026, 10, 1)).settled
    late = plan(rates=(TaxRate(dt.date(2027, 1, 1), Decimal(10)),))
    assert not summed(drafts, late).settled
