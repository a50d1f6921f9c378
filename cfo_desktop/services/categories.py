"""Sorting by what the owner did before: proposals, guesses to confirm or correct, rules offered."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.analysis import categories
from cfo_desktop.analysis.categories import Classifier
from cfo_desktop.analysis.categories import Example
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.categories import By
from cfo_desktop.domain.categories import Decision
from cfo_desktop.domain.categories import GuessedEntry
from cfo_desktop.domain.categories import Proposal
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.rules import Movement
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import first_fit
from cfo_desktop.domain.wording import told_once
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services import knowledge
from cfo_desktop.services import movements
from cfo_desktop.services import offers
from cfo_desktop.services import rules as rule_list
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import Learned
from cfo_desktop.services.books import info
from cfo_desktop.services.movements import Places
from cfo_desktop.services.movements import Sorted
from cfo_desktop.store import database
from cfo_desktop.store import guesses as kept
from cfo_desktop.store import ledger
from cfo_desktop.store import links
from cfo_desktop.store import rules as stored_rules

THRESHOLD = 0.85
"""From this confidence on a payment is sorted by itself; tests/evaluation/categories.py measures
what that means."""
MOST_SURE = 0.99
"""No guess is surer than this, so that a threshold of 1 stops all sorting by itself."""
STARTER_CONFIDENCE = 0.6
_KEY = "sorting_threshold"
_LEAST_THRESHOLD = 0.5
_LEAST_SHOWN = 0.3
_RULES_WEIGHT = 0.5
"""What a rule sorted says less than what the owner sorted: the rule would repeat it anyway."""


def threshold(book: Book) -> float:
    """Return the confidence from which on an import sorts payments by itself."""
    with database.mapped_errors():
        text = ledger.values(book.store.connection).get(_KEY)
    return int(text) / 1000 if text and text.isdigit() else THRESHOLD


def set_threshold(book: Book, *, value: float) -> None:
    """Set the threshold, from 0.5 to 1 (never); raise ``UserError("threshold_invalid")``."""
    if not _LEAST_THRESHOLD <= value <= 1:
        raise UserError("threshold_invalid")
    with book.store.transaction() as connection:
        ledger.set_value(connection, _KEY, str(round(value * 1000)))


# Learning


def train(book: Book) -> int:
    """Learn anew from what is sorted and confirmed; return from how many entries.

    Proposals do so themselves where something changed since; this one can be called beforehand.
    """
    return len(_learned(book))


def _learned(book: Book) -> Classifier:
    with database.mapped_errors():
        connection = book.store.connection
        head = ledger.head(connection)
        state = (head, kept.confirmed_count(connection), *stored_rules.rules(connection))
    if book.learned is None or book.learned.state != state:
        book.learned = Learned(state, categories.learn(_examples(book)))
    return book.learned.classifier


def _examples(book: Book) -> list[Example]:
    rules = rule_list.all_rules(book)
    return [_example(seen, rules) for seen in _settled(book)]


def _settled(book: Book) -> list[Sorted]:
    """Return what is sorted, without guesses that nobody has confirmed."""
    with database.mapped_errors():
        unsure = {
            guess.entry for guess in kept.standing(book.store.connection) if not guess.confirmed
        }
    return [
        seen for seen in movements.history(book) if seen.account and seen.completed_by not in unsure
    ]


def _example(seen: Sorted, rules: Iterable[Rule]) -> Example:
    rule = first_fit(rules, seen.movement)
    by_rule = rule is not None and rule.account == seen.account
    return Example(seen.entry, seen.movement, seen.account, _RULES_WEIGHT if by_rule else 1.0)


# Proposals


@dataclass(frozen=True, slots=True)
class Proposer:
    """Says where movements belong: by rules, by what was learned, by starter knowledge."""

    rules: tuple[Rule, ...]
    classifier: Classifier
    words: Mapping[str, str]
    """{target of starter knowledge: account code}."""
    accounts: Mapping[str, Account]
    """Those that money may be sorted to."""
    own: frozenset[str]
    threshold: float

    @classmethod
    def of(cls, book: Book) -> Proposer:
        """Return the one that knows what ``book`` knows now."""
        accounts = chart.all_accounts(book)
        places = Places.of(book)
        return cls(
            tuple(rule_list.all_rules(book)),
            _learned(book),
            knowledge.accounts_of(info(book).chart, accounts),
            {account.code: account for account in accounts if account.code not in places.suspense},
            places.own,
            threshold(book),
        )

    def propose(self, movement: Movement) -> Proposal | None:
        """Return where a movement belongs; ``None`` where nobody can say."""
        rule = first_fit(self.rules, movement)
        if rule is not None and self._takes(rule.account, movement):
            return Proposal(rule.account, 1.0, By.RULE)
        guess = self.classifier.guess(movement)
        if guess is not None and not self._may_be(guess.account, movement):
            guess = None
        sure = min(guess.confidence, MOST_SURE) if guess else 0.0
        if sure < STARTER_CONFIDENCE:
            known = knowledge.proposed(movement, self.words)
            if known is not None and self._takes(known, movement):
                return Proposal(known, STARTER_CONFIDENCE, By.STARTER)
        if guess is None or sure < _LEAST_SHOWN:
            return None
        return Proposal(guess.account, sure, By.LEARNED, guess.evidence)

    def books(self, movement: Movement, proposal: Proposal) -> bool:
        """Tell whether an import may book a proposal by itself, to be shown and confirmed.

        Money that moves between the owner's own accounts is left to matching and to the owner: the
        other account's statement would tell it a second time.
        """
        return (
            proposal.by is By.LEARNED
            and proposal.confidence >= self.threshold
            and proposal.account not in self.own
            and bool(movement.own)
        )

    def _may_be(self, code: str, movement: Movement) -> bool:
        """Tell whether money may belong there: what is given back to the owner is no income."""
        if not self._takes(code, movement):
            return False
        given_back = movement.refund and movement.minor > 0
        return not (given_back and self.accounts[code].kind is Kind.INCOME)

    def _takes(self, code: str, movement: Movement) -> bool:
        account = self.accounts.get(code)
        if account is None or code == movement.own:
            return False
        return account.closed_on is None or (
            movement.day is not None and movement.day <= account.closed_on
        )


def proposals(book: Book) -> dict[int, Proposal]:
    """Return {entry: where it probably belongs} of the money that waits."""
    proposer = Proposer.of(book)
    found = {}
    with database.mapped_errors():
        asked = links.proposed(book.store.connection)  # a pair decides them, if it is one
    for number, movement in movements.waiting(book).items():
        if number in asked:
            continue
        proposal = proposer.propose(movement)
        if proposal is not None:
            found[number] = proposal
    return found


def accept(book: Book, *, at_least: float, numbers: Collection[int] | None = None) -> int:
    """Sort what waits as proposed, from a confidence on; return how many entries it was.

    ``numbers`` are those the owner looked at, all without. The owner said so: nothing is left to
    confirm. What cannot be sorted (no rate for its currency) goes on waiting.
    """
    targets = {account.code: account for account in chart.all_accounts(book)}
    drafts = []
    for number, proposal in proposals(book).items():
        if proposal.confidence < at_least or (numbers is not None and number not in numbers):
            continue
        try:
            target = targets[proposal.account]
            drafts.append(entries.categorisation(book, number=number, target=target))
        except UserError:
            continue
    return len(entries.post_all(book, drafts=drafts)) if drafts else 0


# What was sorted by itself


def guesses(book: Book) -> list[GuessedEntry]:
    """Return what was sorted by itself and neither confirmed nor corrected yet, oldest first."""
    with database.mapped_errors():
        connection = book.store.connection
        found = [guess for guess in kept.standing(connection) if not guess.confirmed]
        seen = movements.of_numbers(book, [guess.of for guess in found])
    currencies = {account.code: account.currency for account in chart.all_accounts(book)}
    listed = []
    for guess in found:
        known = seen.get(guess.of)
        day = known.movement.day if known else None
        if known is None or day is None:
            continue
        moved = known.movement
        listed.append(
            GuessedEntry(
                guess.of,
                day,
                told_once(moved.party, moved.narration),
                Money(currencies[moved.own or known.account], moved.minor),
                Proposal(known.account, guess.per_mille / 1000, By.LEARNED, guess.evidence),
                guess.entry,
            )
        )
    return sorted(listed, key=lambda item: (item.day, item.entry))


def confirm(book: Book, *, numbers: Iterable[int]) -> int:
    """Confirm what was sorted by itself, by the payments' numbers; return how many it was."""
    with book.store.transaction() as connection:
        return kept.confirm(connection, numbers)


def categorise(book: Book, *, number: int, account: str) -> Decision:
    """Sort a payment as the owner says; one that is sorted already is corrected.

    A correction takes the entry that had sorted it back and posts another, in one transaction; the
    same account again confirms it. Returns with a rule that would do the same next time, where
    there is a good one. Raises ``UserError`` as ``entries.categorise`` does.
    """
    with database.mapped_errors():
        standing = ledger.completing(book.store.connection, number)
    if not standing:
        posted = entries.categorise(book, number=number, account=account)
        return Decision(posted, offered_rule(book, number=number, account=account))
    if entries.goes_to(book, number=standing[0], account=account):
        if not confirm(book, numbers=[number]):
            raise UserError("entry_categorised", number=number)
        return Decision(standing[0])
    return correct(book, number=number, account=account)


def correct(book: Book, *, number: int, account: str) -> Decision:
    """Take back where a payment was sorted and sort it to ``account``, in one transaction.

    Raises ``UserError`` as ``entries.categorise`` does, and ``entry_not_sorted`` for an entry that
    had not waited to be sorted.
    """
    target = chart.find(book, code=account)
    with database.mapped_errors():
        standing = ledger.completing(book.store.connection, number)
    if not standing:
        raise UserError("entry_not_sorted", number=number)
    draft = entries.completion(book, number=number, target=target)
    with book.store.transaction() as connection:
        back = entries.reversals(connection, numbers=standing)
        posted = ledger.post(connection, [*back, draft], recorded_at=entries.recorded_now())
    return Decision(posted[-1], offered_rule(book, number=number, account=account))


def offered_rule(book: Book, *, number: int, account: str) -> Rule | None:
    """Return a rule, not kept yet, that would sort payments like ``number`` to ``account``.

    ``None`` where a rule decides already, or where no text tells such payments from others.
    """
    seen = movements.of_numbers(book, [number]).get(number)
    if seen is None:
        return None
    return offers.rule_for(seen, account, _settled(book), rule_list.all_rules(book))
