"""Every figure of a finding is what the entries say, whatever was planted in whichever shop."""

from __future__ import annotations

import datetime as dt
import random
import statistics
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.analysis import debts
from cfo_desktop.analysis.findings import finder
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Circumstances
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.history import History
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from tests.analysis.histories import history
from tests.evaluation import findings as evaluation
from tests.evaluation import made_shops
from tests.evaluation import planted
from tests.evaluation.made_shops import Shop

Code = FindingCode
PLANTED = [code for code in Code if code is not Code.CASH_SHORT]
GROUPS = {account.code: account.group for account in made_shops.ACCOUNTS}


@dataclass
class Ledger:
    """A shop's entries, and sums over them made the plain way."""

    shop: Shop
    drafts: Sequence[Draft]
    past: History
    circumstances: Circumstances

    def on(self, number: int, *codes: str) -> int:
        """Return what an entry moves on these accounts."""
        lines = self.drafts[number - 1].postings
        return sum(line.value.minor for line in lines if line.account in codes)

    def numbers(self, first: dt.date, last: dt.date, party: str | None = None) -> list[int]:
        """Return the entries of these days (of a party), but for the opening one."""
        return [
            number
            for number, draft in enumerate(self.drafts, 1)
            if first <= draft.day <= last
            and (party is None or draft.party == party)
            and draft.narration != "Opening"
        ]

    def total(self, first: dt.date, last: dt.date, *codes: str, party: str | None = None) -> int:
        """Return what these accounts moved in these days."""
        return sum(self.on(number, *codes) for number in self.numbers(first, last, party))

    def codes(self, *groups: Group) -> list[str]:
        """Return the accounts of these groups."""
        return [code for code, group in GROUPS.items() if group in groups]

    @property
    def today(self) -> dt.date:
        """The last day."""
        return self.shop.end

    def month(self, back: int) -> Month:
        """Return the month so many before the last one."""
        return Month.of(self.today).plus(-back)


def ledger(seed: int, codes: Sequence[Code]) -> Ledger:
    """Return a made-up shop with these faults, as far as it has a place for them."""
    chance = random.Random(seed)  # noqa: S311 - the same shop again
    end = evaluation.LAST.plus(-chance.randrange(12))
    shop = made_shops.make(seed, months=chance.randint(9, 17), end=end)
    circumstances = planted.calm(shop)
    for code in codes:
        fault = planted.plant(code, shop, chance)
        if fault and code in {Code.TAX_DUE, Code.NOT_RECONCILED}:
            circumstances = fault.circumstances
    return Ledger(shop, shop.drafts(), evaluation.past_of(shop), circumstances)


def found(books: Ledger, **changed: Mapping[Code, int]) -> tuple[Finding, ...]:
    """Return what is found in them."""
    circumstances = replace(books.circumstances, **changed)  # type: ignore[arg-type]
    return evaluation.found_in(books.past, circumstances)


def minor(finding: Finding, name: str) -> int:
    """Return a figure that is money."""
    figure = finding.figures[name]
    assert isinstance(figure, Money)
    return figure.minor


def share(part: int, whole: int) -> Ratio:
    """Return thousandths, halves up."""
    return Ratio(int((Fraction(part, whole) * 1000 + Fraction(1, 2)).__floor__()))


def day(finding: Finding, name: str) -> dt.date:
    """Return a figure that is a day."""
    figure = finding.figures[name]
    assert isinstance(figure, dt.date)
    return figure


def _unusual(books: Ledger, each: Finding) -> None:
    (number,) = each.rows
    assert minor(each, "value") == books.on(number, each.account)
    earlier = [
        books.on(one, each.account)
        for one in books.numbers(books.past.days_from, each.day - dt.timedelta(1))
        if each.variant != "amount" or books.drafts[one - 1].party == each.party
    ]
    known = sorted(value for value in earlier if value > 0)
    if each.variant == "amount":
        assert minor(each, "largest") == known[-1]
        assert minor(each, "usual") == statistics.median_low(known)
        assert each.figures["known"] == len(known)


def _duplicate(books: Ledger, each: Finding) -> None:
    if each.variant == "beyond":
        payable = books.codes(Group.PAYABLE)
        paid = books.total(dt.date.min, books.today, *payable, party=each.party)
        assert minor(each, "amount") == paid
        assert minor(each, "paid") == books.on(each.rows[-1], *payable)
        return
    first, second = each.rows
    assert minor(each, "amount") == books.on(first, each.account) == books.on(second, each.account)
    assert [each.figures["first"], each.figures["second"]] == [
        books.drafts[number - 1].day for number in each.rows
    ]


def _overdue(books: Ledger, each: Finding) -> None:
    """The events say which invoice each payment was for, which the books do not."""
    if each.variant != "one":
        return
    settled = {id(event.of) for event in books.shop.events if event.of}
    unpaid = [
        event
        for event in books.shop.events
        if event.party == each.party and event.text == "Invoice" and id(event) not in settled
    ]
    due = [event for event in unpaid if event.day + dt.timedelta(planted.TERMS) < books.today]
    assert minor(each, "amount") == sum(event.lines[made_shops.RECEIVABLES] for event in due)
    assert each.figures["invoices"] == len(due)
    assert each.rows == tuple(books.shop.number(event) for event in due)


def _later(books: Ledger, each: Finding) -> None:
    owed = books.codes(Group.RECEIVABLE)
    paid = -sum(min(0, books.on(number, *owed)) for number in each.rows)
    assert minor(each, "amount") == paid
    assert minor(each, "open") == books.total(dt.date.min, books.today, *owed, party=each.party)


def _takings(books: Ledger, each: Finding) -> None:
    first = each.day
    last = day(each, "last") if each.variant != "low" else first
    taken = -sum(
        books.on(number, made_shops.SALES)
        for number in books.numbers(first, last)
        if not books.drafts[number - 1].party
    )
    assert taken == (minor(each, "takings") if each.variant == "low" else 0)
    if each.variant == "low":
        usual = minor(each, "usual")
        assert each.figures["less"] == share(usual - taken, usual)


def _missing(books: Ledger, each: Finding) -> None:
    party = each.party or None
    by_day: dict[dt.date, int] = {}
    for number in each.rows:
        when = books.drafts[number - 1].day
        by_day[when] = by_day.get(when, 0) + books.on(number, each.account)
    assert minor(each, "usual") == statistics.median_low(by_day.values())
    assert day(each, "last") == max(by_day)
    later = books.numbers(max(by_day) + dt.timedelta(1), books.today, party)
    assert party is None or not any(books.on(number, each.account) for number in later)


def _loan(books: Ledger, each: Finding) -> None:
    service = [*books.codes(Group.LOAN), made_shops.INTEREST]
    assert minor(each, "instalments") == sum(books.on(number, *service) for number in each.rows)
    months = each.figures["months"]
    assert isinstance(months, int)
    first = books.month(months - 1).first_day
    cash = books.total(first, books.today, *books.codes(Group.CASH))
    aside = books.total(first, books.today, *service, made_shops.DRAWINGS)
    assert minor(each, "money") == cash + aside
    assert minor(each, "left") == minor(each, "money") - minor(each, "instalments")


def _margin(books: Ledger, each: Finding) -> None:
    months = each.figures["months"]
    assert isinstance(months, int)
    since = books.month(months - 1).first_day
    before = max(books.month(months + 11).first_day, books.shop.start)
    until = since - dt.timedelta(1)
    sales, earlier = (
        -books.total(a, b, made_shops.SALES) for a, b in ((since, books.today), (before, until))
    )
    goods, goods_earlier = (
        books.total(a, b, made_shops.GOODS) for a, b in ((since, books.today), (before, until))
    )
    assert minor(each, "sales") == sales
    assert each.figures["now"] == share(sales - goods, sales)
    assert each.figures["before"] == share(earlier - goods_earlier, earlier)
    assert minor(each, "lost") == (goods - Fraction(goods_earlier * sales, earlier)).__floor__()


def _cost(books: Ledger, each: Finding) -> None:
    months = each.figures["months"]
    assert isinstance(months, int)
    amounts = [
        books.total(month.first_day, month.last_day, each.account)
        for month in (books.month(back) for back in range(months + 2))
    ]
    assert [minor(each, "now"), minor(each, "previous")] == amounts[:2]
    assert minor(each, "usual") == statistics.median_low(amounts[2:])
    assert minor(each, "more") == amounts[0] - minor(each, "usual")


def _price(books: Ledger, each: Finding) -> None:
    if each.variant == "step":
        assert minor(each, "before") in {books.on(number, each.account) for number in each.rows}
        assert minor(each, "now") in {books.on(number, each.account) for number in each.rows}
        assert minor(each, "more") == minor(each, "now") - minor(each, "before")
        return
    goods = (made_shops.GOODS, made_shops.STOCK)
    mine = books.numbers(books.past.days_from, books.today, each.party)
    bills = [number for number in mine if books.on(number, *goods) > 0]
    days = sorted({books.drafts[number - 1].day for number in bills})
    since = day(each, "since")
    turn = max(one for one in days if one < since)
    lately = books.total(since, days[-1], *goods, party=each.party)
    before = books.total(days[0] + dt.timedelta(1), turn, *goods, party=each.party)
    sold = -books.total(turn + dt.timedelta(1), days[-1], made_shops.SALES)
    sold_before = -books.total(days[0] + dt.timedelta(1), turn, made_shops.SALES)
    assert minor(each, "bills") == lately
    assert each.figures["share"] == share(lately, sold)
    assert each.figures["share_before"] == share(before, sold_before)
    assert minor(each, "more") == (lately - Fraction(before * sold, sold_before)).__floor__()


def _subscriptions(books: Ledger, each: Finding) -> None:
    now, before, more = (minor(each, name) for name in ("now", "before", "more"))
    assert more == now - before
    assert minor(each, "year") == 12 * more
    changed = sum(books.on(number, *books.codes(Group.OPERATING)) for number in each.rows)
    assert more <= changed <= now


def _leaning(books: Ledger, each: Finding) -> None:
    months = each.figures["months"]
    assert isinstance(months, int)
    first = books.month(months - 1).first_day
    numbers = books.numbers(first, books.today)
    if each.code is Code.DEPENDS_ON_CUSTOMER:
        moved = {number: -books.on(number, made_shops.SALES) for number in numbers}
    else:
        moved = {
            number: books.on(number, made_shops.GOODS, made_shops.STOCK)
            for number in numbers
            if books.on(number, made_shops.STOCK) >= 0
        }
    theirs = {number for number in moved if books.drafts[number - 1].party == each.party}
    assert minor(each, "total") == sum(moved.values())
    assert minor(each, "amount") == sum(moved[number] for number in theirs)
    assert each.figures["share"] == share(minor(each, "amount"), minor(each, "total"))
    assert set(each.rows) == {number for number in theirs if moved[number]}


def _stock(books: Ledger, each: Finding) -> None:
    opening = sum(books.on(n, made_shops.STOCK) for n in range(1, len(books.drafts) + 1))
    sold = books.total(books.month(2).first_day, books.today, made_shops.GOODS)
    assert minor(each, "stock") == opening
    assert minor(each, "sold") == sold
    assert each.figures["days"] == opening * 90 // sold
    usual = each.figures["usual"]
    assert isinstance(usual, int)
    assert minor(each, "excess") == opening - sold * usual // 90


def _reconciled(books: Ledger, each: Finding) -> None:
    balance = sum(books.on(number, each.account) for number in range(1, len(books.drafts) + 1))
    assert minor(each, "balance") == balance
    known = books.circumstances.reconciled[each.account]
    first = known + dt.timedelta(1) if known else books.past.days_from
    days = {
        books.drafts[number - 1].day
        for number in books.numbers(first, books.today)
        if any(line.account == each.account for line in books.drafts[number - 1].postings)
    }
    assert each.figures["active"] == len(days)


def _tax(books: Ledger, each: Finding) -> None:
    tax = next(tax for tax in books.circumstances.taxes if tax.due == each.day)
    assert minor(each, "missing") == max(0, tax.amount - tax.put_aside)


CHECKS: Mapping[Code, Callable[[Ledger, Finding], None]] = {
    Code.DUPLICATE_PAYMENT: _duplicate,
    Code.TAX_DUE: _tax,
    Code.OVERDUE: _overdue,
    Code.PAYS_LATER: _later,
    Code.NO_TAKINGS: _takings,
    Code.MISSING_ENTRY: _missing,
    Code.LOAN_COVER_THIN: _loan,
    Code.MARGIN_FALLING: _margin,
    Code.COST_RISING: _cost,
    Code.SUPPLIER_PRICE: _price,
    Code.UNUSUAL_ENTRY: _unusual,
    Code.SUBSCRIPTIONS: _subscriptions,
    Code.DEPENDS_ON_CUSTOMER: _leaning,
    Code.DEPENDS_ON_SUPPLIER: _leaning,
    Code.STOCK_TIED_UP: _stock,
    Code.NOT_RECONCILED: _reconciled,
}


def _rows(books: Ledger, each: Finding) -> None:
    """Entries that are there, the oldest first, and of the party and the account that is named."""
    drafts = [books.drafts[number - 1] for number in each.rows]
    assert [draft.day for draft in drafts] == sorted(draft.day for draft in drafts)
    assert len(set(each.rows)) == len(each.rows)
    for draft in drafts:
        assert draft.day <= books.today
        if each.party:
            assert each.party in {draft.party, draft.narration}
        if each.account:
            assert each.account in {line.account for line in draft.postings}


@pytest.mark.parametrize("code", PLANTED)
def test_figures_are_those_of_the_entries(code: Code) -> None:
    checked = 0
    for seed in range(6):
        books = ledger(seed * 7919 + list(Code).index(code), [code])
        for each in found(books):
            _rows(books, each)
            CHECKS[each.code](books, each)
            checked += each.code is code
    assert checked


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.sampled_from(PLANTED), max_size=4, unique=True))
def test_figures_hold_whatever_comes_together(seed: int, codes: list[Code]) -> None:
    books = ledger(seed, codes)
    for each in found(books):
        _rows(books, each)
        if each.code not in {Code.OVERDUE, Code.PAYS_LATER} or len(codes) <= 1:
            CHECKS[each.code](books, each)


@settings(max_examples=10, deadline=None)
@given(
    st.integers(0, 10**6),
    st.lists(st.sampled_from(PLANTED), min_size=1, max_size=3, unique=True),
    st.dictionaries(st.sampled_from(PLANTED), st.integers(0, 9)),
)
def test_what_is_not_useful_is_told_less_and_nothing_else_more(
    seed: int, codes: list[Code], not_useful: dict[Code, int]
) -> None:
    books = ledger(seed, codes)
    everything = found(books)
    assert everything == found(books)
    weighed = finder.weigh(books.past, debts.find(books.past), books.circumstances)
    assert [each.finding for each in weighed if finder.is_told(each, {})] == [*everything]
    fewer = [each.finding for each in weighed if finder.is_told(each, not_useful)]
    kept = [each for each in everything if not not_useful.get(each.code)]
    assert [each for each in fewer if not not_useful.get(each.code)] == kept


def test_nothing_is_found_in_an_empty_book() -> None:
    today = dt.date(2026, 6, 30)
    past = history([], made_shops.ACCOUNTS, today=today, currency=made_shops.CURRENCY)
    ahead = Forecast(today, made_shops.CURRENCY, 0, (), (), reliable=True)
    assert finder.weigh(past, debts.find(past), Circumstances(ahead)) == []


def test_a_young_book_is_not_judged_by_what_it_cannot_know() -> None:
    shop = made_shops.make(11, months=2, end=Month(2026, 6))
    assert not evaluation.found_in(evaluation.past_of(shop), planted.calm(shop))


def test_a_large_payment_that_waits_leads_to_where_it_is_sorted() -> None:
    shop = made_shops.make(8, months=14, end=Month(2026, 6))
    item = OpenItem(7, shop.end, "Wire", 10**9)
    (each,) = [
        each
        for each in evaluation.found_in(
            evaluation.past_of(shop), replace(planted.calm(shop), waiting=(item,))
        )
        if each.variant == "waiting"
    ]
    assert each.action == Action(ActionKind.SORT, "7")


def test_a_reversed_second_payment_is_no_longer_found() -> None:
    chance = random.Random(3)  # noqa: S311 - the same fault again
    shop = made_shops.make(8, months=14, end=Month(2026, 6))
    fault = planted.plant(Code.DUPLICATE_PAYMENT, shop, chance)
    assert fault is not None
    books = Ledger(shop, shop.drafts(), evaluation.past_of(shop), fault.circumstances)
    (pair,) = [each for each in found(books) if fault.met_by(each)]
    second = pair.rows[-1]
    assert pair.action == Action(ActionKind.ENTRY, str(second))
    gone = books.drafts[second - 1].reversal(second, day=shop.end, narration="Taken back")
    past = history(
        [*books.drafts, gone],
        made_shops.ACCOUNTS,
        today=shop.end,
        currency=made_shops.CURRENCY,
        days_from=books.past.days_from,
    )
    assert not any(map(fault.met_by, evaluation.found_in(past, fault.circumstances)))


def test_planted_faults_are_found_and_clean_months_are_quiet() -> None:
    """A small part of ``python -m tests.evaluation.findings``, on seeds of its own."""
    score = evaluation.measure(each=5, clean=30, seed=60_000)
    assert sum(score.planted.values()) == 5 * len(Code)
    assert sum(score.found.values()) >= 0.95 * sum(score.planted.values())
    assert all(score.recall(code) >= 0.6 for code in Code), score.missed
    assert score.alarms_a_month <= 1
