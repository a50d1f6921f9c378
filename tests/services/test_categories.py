"""Proposes and says why, guesses, confirms and corrects, and offers a rule that fits the past."""

from __future__ import annotations

import datetime as dt

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.categories import By
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import RuleForm
from cfo_desktop.domain.rules import Way
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import categories
from cfo_desktop.services import entries
from cfo_desktop.services import movements
from cfo_desktop.services import rules
from cfo_desktop.services.books import Book
from cfo_desktop.store import guesses as kept
from tests.services.made_shop import DAY
from tests.services.made_shop import balances
from tests.services.made_shop import post
from tests.services.made_shop import verified

GRID = "Northern Grid Power"


def waiting(
    book: Book, party: str, narration: str = "", *, amount: str = "10", day: dt.date = DAY
) -> int:
    """Post money that left the bank and waits to be sorted."""
    return post(book, "1390", "1020", amount, day=day, party=party, narration=narration)


def taught(book: Book, party: str, account: str, *, times: int = 3) -> list[int]:
    """Let the owner sort some payments of a party, one a month."""
    numbers = []
    for month in range(times):
        number = waiting(book, party, f"DD 00{month}417", day=dt.date(2025, 6 + month, 4))
        categories.categorise(book, number=number, account=account)
        numbers.append(number)
    return numbers


def guessed(book: Book, party: str, account: str, *, sure: int = 900) -> int:
    """Sort a payment as an import does by itself."""
    number = waiting(book, party, day=DAY + dt.timedelta(days=1))
    posted = entries.categorise(book, number=number, account=account)
    with book.store.transaction() as connection:
        kept.add(connection, [(posted, sure, [1, 2])])
    return number


def test_what_was_sorted_before_is_proposed_with_the_entries_it_goes_by(book: Book) -> None:
    past = taught(book, GRID, "6120")
    taught(book, "Tolbeck Dairy", "5010")
    number = waiting(book, GRID.upper(), "DD 990418")
    proposal = categories.proposals(book)[number]
    assert (proposal.account, proposal.by) == ("6120", By.LEARNED)
    assert proposal.confidence > categories.THRESHOLD
    assert set(proposal.evidence) == set(past)


def test_an_unknown_payee_gets_no_proposal_or_a_doubtful_one(book: Book) -> None:
    taught(book, GRID, "6120", times=6)
    taught(book, "Tolbeck Dairy", "5010", times=6)
    number = waiting(book, "Quite Another Person", "DD 770417")
    proposal = categories.proposals(book).get(number)
    assert proposal is None or proposal.confidence < 0.5


def test_a_rule_goes_before_learning_and_learning_before_starter_knowledge(book: Book) -> None:
    number = waiting(book, "British Gas")
    assert categories.proposals(book)[number].by is By.STARTER
    assert categories.proposals(book)[number].account == "6120"
    taught(book, "British Gas", "6490")
    proposal = categories.proposals(book)[number]
    assert (proposal.by, proposal.account) == (By.LEARNED, "6490")
    rules.add(book, form=RuleForm("5010", contains="gas"))
    proposal = categories.proposals(book)[number]
    assert (proposal.by, proposal.account, proposal.confidence) == (By.RULE, "5010", 1.0)


def test_a_guess_teaches_nothing_until_it_is_confirmed(book: Book) -> None:
    taught(book, "Tolbeck Dairy", "5010")
    before = categories.train(book)
    number = guessed(book, GRID, "6120")
    assert categories.train(book) == before
    assert categories.confirm(book, numbers=[number]) == 1
    assert categories.train(book) == before + 1
    assert categories.confirm(book, numbers=[number]) == 0


def test_guesses_are_listed_until_confirmed_or_corrected(book: Book) -> None:
    one, two = guessed(book, GRID, "6120"), guessed(book, "Tolbeck Dairy", "6120", sure=870)
    listed = categories.guesses(book)
    assert [item.entry for item in listed] == [one, two]
    assert (str(listed[0].amount), listed[0].text) == ("-10.00", GRID)
    assert (listed[0].proposal.account, listed[0].proposal.confidence) == ("6120", 0.9)
    assert listed[0].proposal.evidence == (1, 2)
    categories.confirm(book, numbers=[one])
    decision = categories.categorise(book, number=two, account="5010")
    assert categories.guesses(book) == []
    assert entries.goes_to(book, number=decision.entry, account="5010")
    assert balances(book)["5010"] == balances(book)["6120"] == 1000
    verified(book)


def test_the_same_account_again_confirms_a_guess(book: Book) -> None:
    number = guessed(book, GRID, "6120")
    head = books.head(book)
    categories.categorise(book, number=number, account="6120")
    assert categories.guesses(book) == []
    assert books.head(book) == head


def test_a_guess_taken_back_is_listed_no_more(book: Book) -> None:
    number = guessed(book, GRID, "6120")
    (listed,) = categories.guesses(book)
    entries.reverse(book, number=listed.sorted_by)
    assert categories.guesses(book) == []
    assert categories.confirm(book, numbers=[number]) == 0
    assert number in {item.entry for item in entries.open_items(book, at=DAY.replace(year=2030))}


def test_a_correction_is_one_transaction(book: Book) -> None:
    number = guessed(book, GRID, "6120")
    before = books.head(book)
    with pytest.raises(UserError) as caught:
        categories.categorise(book, number=number, account="1020")
    assert caught.value.code == "categorise_own_account"
    assert books.head(book) == before
    with pytest.raises(UserError) as caught:
        categories.correct(book, number=post(book, "6120", "1020", "3"), account="5010")
    assert caught.value.code == "entry_not_sorted"


def test_a_correction_offers_a_rule_that_fits_the_past(book: Book) -> None:
    number = guessed(book, "Northern Grid Power 0417", "6490")
    offered = categories.categorise(book, number=number, account="6120").offered
    assert offered == Rule(0, "Northern Grid Power", "6120")
    assert rules.keep(book, rule=offered) == 1
    again = waiting(book, "Northern Grid Power 0518")
    assert categories.categorise(book, number=again, account="6120").offered is None


def test_a_rule_that_contradicts_the_past_is_not_offered(book: Book) -> None:
    taught(book, "Bazaar", "6310", times=4)
    number = waiting(book, "Bazaar", "DD 9917")
    assert categories.categorise(book, number=number, account="3020").offered is None


def test_a_rule_is_offered_for_one_way_where_the_other_means_something_else(book: Book) -> None:
    taught(book, "Meal Platform", "6220", times=3)
    number = post(book, "1020", "1390", "55", party="Meal Platform", narration="payout 17")
    offered = categories.categorise(book, number=number, account="4020").offered
    assert offered is not None
    assert (offered.contains, offered.way) == ("Meal Platform", Way.IN)


@pytest.mark.parametrize(
    ("narration", "offered"),
    [
        ("BGC · SUMUP PAYMENTS LTD PAYOUT", "SUMUP PAYMENTS LTD PAYOUT"),
        ("DD HARBOUR GAS 00417", "HARBOUR GAS"),
        ("TESCO STORES 3297 NORWICH", "TESCO STORES"),
        ("快捷支付-小鹿文具", "小鹿文具"),
        ("快捷支付小鹿文具", "小鹿文具"),
    ],
)
def test_the_rule_offered_says_a_name_as_the_statement_prints_it(
    book: Book, narration: str, offered: str
) -> None:
    number = waiting(book, "", narration)
    rule = categories.categorise(book, number=number, account="6120").offered
    assert rule is not None
    assert (rule.contains, rule.way) == (offered, Way.EITHER)


def test_the_rule_offered_fits_what_was_sorted_to_the_same_account_and_nothing_else(
    book: Book,
) -> None:
    for text in ("FPI SUMUP PAYMENTS LTD PID", "FPI SUMUP PAYMENTS LTD BATCH"):
        entries.categorise(book, number=waiting(book, "", text), account="6120")
    number = waiting(book, "", "BGC · SUMUP PAYMENTS LTD PAYOUT")
    rule = categories.categorise(book, number=number, account="6120").offered
    assert rule is not None
    assert rule.contains == "SUMUP PAYMENTS LTD"
    other = waiting(book, "", "SUMUP PAYMENTS LTD READER")
    entries.categorise(book, number=other, account="6310")
    again = categories.offered_rule(book, number=number, account="6120")
    assert again is not None
    assert again.contains == "SUMUP PAYMENTS LTD PAYOUT"


def test_starter_knowledge_and_own_accounts_are_only_proposed(book: Book) -> None:
    proposer = categories.Proposer.of(book)
    number = waiting(book, "British Gas")
    movement = movements.waiting(book)[number]
    proposal = proposer.propose(movement)
    assert proposal is not None
    assert not proposer.books(movement, proposal)
    taught(book, "To my savings", "1060", times=6)
    number = waiting(book, "To my savings")
    movement = movements.waiting(book)[number]
    proposer = categories.Proposer.of(book)
    proposal = proposer.propose(movement)
    assert proposal is not None
    assert (proposal.account, proposal.by) == ("1060", By.LEARNED)
    assert not proposer.books(movement, proposal)


def test_a_closed_account_is_not_proposed(book: Book) -> None:
    taught(book, GRID, "6490")
    chart.add(book, code="6999", name="Sundries", group=chart.find(book, code="6490").group)
    for debit, credit in (("1390", "1020"), ("1020", "1390"), ("1390", "1020"), ("1020", "1390")):
        number = post(book, debit, credit, "10", party="Sundry Things")
        categories.categorise(book, number=number, account="6999")
    early = waiting(book, "Sundry Things", day=dt.date(2026, 3, 30))
    chart.close_account(book, code="6999", day=dt.date(2026, 4, 1))
    late = waiting(book, "Sundry Things", day=dt.date(2026, 5, 1))
    found = categories.proposals(book)
    assert found[early].account == "6999"
    assert late not in found


def test_proposals_are_accepted_from_a_confidence_on(book: Book) -> None:
    taught(book, GRID, "6120", times=5)
    sure, starter, unknown = waiting(book, GRID), waiting(book, "British Gas"), waiting(book, "Zz")
    assert categories.accept(book, at_least=0.85, numbers=[starter]) == 0
    assert categories.accept(book, at_least=0.85) == 1
    assert sure not in categories.proposals(book)
    assert categories.accept(book, at_least=0.5) == 1
    assert categories.guesses(book) == []
    left = [item.entry for item in entries.open_items(book, at=dt.date(2030, 1, 1))]
    assert left == [unknown]
    verified(book)


def test_the_threshold_is_the_books_own(book: Book) -> None:
    assert categories.threshold(book) == categories.THRESHOLD
    categories.set_threshold(book, value=0.925)
    assert categories.threshold(book) == 0.925
    for value in (0.3, 1.1):
        with pytest.raises(UserError) as caught:
            categories.set_threshold(book, value=value)
        assert caught.value.code == "threshold_invalid"


def test_a_threshold_of_one_books_nothing_by_itself(book: Book) -> None:
    taught(book, GRID, "6120", times=5)
    categories.set_threshold(book, value=1)
    number = waiting(book, GRID)
    movement = movements.waiting(book)[number]
    proposer = categories.Proposer.of(book)
    proposal = proposer.propose(movement)
    assert proposal is not None
    assert not proposer.books(movement, proposal)
