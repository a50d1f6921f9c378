"""Sorts money by rules: the first that fits, none into a locked period, one bad never stops all."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import RuleForm
from cfo_desktop.domain.rules import Way
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import rules
from cfo_desktop.services.books import Book
from tests.services.made_shop import DAY
from tests.services.made_shop import balances
from tests.services.made_shop import post
from tests.services.made_shop import verified


def waiting(book: Book, party: str, narration: str = "", *, day: dt.date = DAY) -> int:
    return post(book, "1390", "1020", "10", day=day, party=party, narration=narration)


def sorted_to(book: Book, number: int) -> str | None:
    """Return the account that an entry's money was sorted to."""
    for entry in entries.page(book, limit=1000):
        if entry.draft.completes == number and entry.reversed_by is None:
            return entry.draft.postings[-1].account
    return None


def test_rules_are_listed_in_the_order_they_are_tried(book: Book) -> None:
    one = rules.add(book, form=RuleForm("6120", contains="  STATE GRID "))
    two = rules.add(book, form=RuleForm("6110", contains="grid"))
    assert rules.all_rules(book) == [Rule(one, "STATE GRID", "6120"), Rule(two, "grid", "6110")]
    rules.remove(book, number=one)
    assert rules.all_rules(book) == [Rule(two, "grid", "6110")]
    with pytest.raises(UserError) as caught:
        rules.remove(book, number=one)
    assert (caught.value.code, caught.value.data) == ("rule_missing", {"number": one})


def test_rules_are_moved_and_changed_and_keep_their_numbers(book: Book) -> None:
    one, two, three = (
        rules.add(book, form=RuleForm("6120", contains=text))
        for text in ("first", "second", "third")
    )
    rules.move(book, number=three, to=1)
    assert [rule.number for rule in rules.all_rules(book)] == [three, one, two]
    rules.move(book, number=three, to=99)
    assert [rule.number for rule in rules.all_rules(book)] == [one, two, three]
    changed = rules.made(book, form=RuleForm("6110", contains="other", way=Way.OUT), number=two)
    rules.keep(book, rule=changed)
    assert rules.find(book, number=two) == Rule(two, "other", "6110", way=Way.OUT)
    assert [rule.number for rule in rules.all_rules(book)] == [one, two, three]
    for verb in (rules.find, rules.remove):
        with pytest.raises(UserError) as caught:
            verb(book, number=99)
        assert caught.value.code == "rule_missing"
    with pytest.raises(UserError) as caught:
        rules.move(book, number=99, to=1)
    assert caught.value.code == "rule_missing"


def test_every_condition_is_kept(book: Book) -> None:
    chart.add(book, code="1021", name="Another bank", group=Group.CASH)
    number = rules.add(
        book,
        form=RuleForm(
            account="6120",
            contains=" State  Grid ",
            pattern="*bill*",
            party="Grid",
            least="10",
            most="20.5",
            own="1021",
            way=Way.OUT,
        ),
    )
    (rule,) = rules.all_rules(book)
    assert rule == Rule(number, "State Grid", "6120", "*bill*", "Grid", 1000, 2050, "1021", Way.OUT)
    with pytest.raises(UserError) as caught:
        chart.delete(book, code="1021")
    assert caught.value.code == "account_used"


@pytest.mark.parametrize(
    ("conditions", "code"),
    [
        ({"least": "5", "most": "4"}, "rule_range_empty"),
        ({"least": "-5"}, "amount_negative"),
        ({"least": "five"}, "amount_invalid"),
        ({"contains": "x" * 201}, "rule_too_long"),
        ({"contains": "x", "own": "9999"}, "account_unknown"),
        ({"contains": "x", "own": "1390"}, "account_is_suspense"),
        ({"pattern": "**"}, "rule_empty"),
    ],
)
def test_conditions_that_cannot_be_are_refused(
    book: Book, conditions: dict[str, str], code: str
) -> None:
    with pytest.raises(UserError) as caught:
        rules.add(book, form=RuleForm("6120", **conditions))  # type: ignore[arg-type]
    assert caught.value.code == code


def test_a_rule_that_an_earlier_one_leaves_nothing_is_told(book: Book) -> None:
    first = rules.add(book, form=RuleForm("6120", contains="grid"))
    second = rules.add(book, form=RuleForm("6110", contains="state grid"))
    assert rules.idle(book) == {second: first}
    rules.move(book, number=second, to=1)
    assert rules.idle(book) == {}


def test_a_trial_shows_what_would_be_sorted_and_what_is_sorted_otherwise(book: Book) -> None:
    other = waiting(book, "State Grid", "March")
    entries.categorise(book, number=other, account="6110")
    same = waiting(book, "State Grid", "April")
    entries.categorise(book, number=same, account="6120")
    open_ = waiting(book, "State Grid", "May")
    typed = post(book, "6490", "1020", "7", party="State Grid")
    before = books.head(book)
    tried = rules.trial(book, rule=rules.made(book, form=RuleForm("6120", contains="grid")))
    assert [(row.entry, row.account, row.now) for row in tried.sorts] == [(open_, "6120", "")]
    assert str(tried.sorts[0].amount) == "-10.00"
    assert {row.entry: row.now for row in tried.differs} == {other: "6110", typed: "6490"}
    assert books.head(book) == before
    first = rules.add(book, form=RuleForm("6310", contains="may"))
    second = rules.add(book, form=RuleForm("6120", contains="grid"))
    assert [(row.entry, row.rule) for row in rules.trial(book).sorts] == [(open_, first)]
    assert rules.trial(book, rule=rules.find(book, number=second)).sorts == ()


def test_rules_look_at_amount_way_and_account_of_what_waits(book: Book) -> None:
    rules.add(book, form=RuleForm("6120", least="10", most="10", own="1020", way=Way.OUT))
    number = waiting(book, "anything")
    post(book, "1020", "1390", "10", party="anything")
    post(book, "1390", "1010", "10", party="anything")
    post(book, "1390", "1020", "10.01", party="anything")
    assert rules.apply(book) == 1
    assert sorted_to(book, number) == "6120"


@pytest.mark.parametrize(
    ("contains", "account", "code"),
    [("", "6120", "rule_empty"), ("  ", "6120", "rule_empty"), ("x", "9999", "account_unknown")],
)
def test_a_rule_that_cannot_be_is_refused(
    book: Book, contains: str, account: str, code: str
) -> None:
    with pytest.raises(UserError) as caught:
        rules.add(book, form=RuleForm(account, contains=contains))
    assert caught.value.code == code
    assert rules.all_rules(book) == []


def test_a_rule_that_leaves_money_unsorted_is_refused(book: Book) -> None:
    with pytest.raises(UserError) as caught:
        rules.add(book, form=RuleForm("1390", contains="x"))
    assert caught.value.code == "account_is_suspense"


def test_the_first_rule_that_fits_decides_whatever_the_case(book: Book) -> None:
    rules.add(book, form=RuleForm("6120", contains="State Grid"))
    rules.add(book, form=RuleForm("6110", contains="grid"))
    rules.add(book, form=RuleForm("6110", contains="房租"))
    numbers = [
        waiting(book, "STATE GRID Co"),
        waiting(book, "Gridley"),
        waiting(book, "", "三月房租"),
        waiting(book, "nobody"),
    ]
    assert rules.apply(book) == 3
    assert [sorted_to(book, number) for number in numbers] == ["6120", "6110", "6110", None]
    assert [item.entry for item in entries.open_items(book, at=LAST_DAY)] == [numbers[3]]
    assert rules.apply(book) == 0
    verified(book)


def test_money_of_a_locked_period_is_sorted_on_the_first_open_day(book: Book) -> None:
    rules.add(book, form=RuleForm("6120", contains="grid"))
    number = waiting(book, "grid", day=dt.date(2026, 2, 10))
    books.lock_period(book, through=Month(2026, 2))
    before = balances(book, at=dt.date(2026, 2, 28))
    assert rules.apply(book) == 1
    assert balances(book, at=dt.date(2026, 2, 28)) == before
    assert sorted_to(book, number) == "6120"


def test_one_item_that_cannot_be_sorted_does_not_hold_up_the_others(book: Book) -> None:
    """Dollars without a rate wait for one; money for a closed account waits for the owner."""
    chart.add(book, code="1021", name="Dollars", group=Group.CASH, currency="USD")
    chart.add(book, code="6999", name="Sundries", group=Group.OPERATING)
    rules.add(book, form=RuleForm("6120", contains="grid"))
    rules.add(book, form=RuleForm("6999", contains="sundry"))
    suspense = chart.suspense_account(book, "USD")
    dollars = entries.simple(
        book,
        day=DAY,
        narration="",
        debits=[(suspense, "10")],
        credits=[("1021", "10")],
        party="grid",
        rate=Decimal("0.0001"),
    )
    no_rate = entries.post(book, draft=dollars)
    closed = waiting(book, "sundry")
    good = waiting(book, "grid")
    chart.close_account(book, code="6999", day=dt.date(2026, 1, 1))
    assert rules.apply(book) == 1
    assert [sorted_to(book, number) for number in (no_rate, closed, good)] == [None, None, "6120"]
    verified(book)
