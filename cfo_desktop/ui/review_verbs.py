"""The verbs of the review: sorting with proposals, pairs, guesses and rules, for its pages."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.categories import GuessedEntry
from cfo_desktop.domain.categories import Proposal
from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.matching import Link
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import RuleForm
from cfo_desktop.domain.rules import Trial
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book

_POSTED = Changes(accounts=True, entries=True)
_MOST_OFFERS = 20
MOST_ITEMS = 5_000
"""So many payments that wait are listed at once."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """The uncategorised money, the accounts it can go to, and where it probably belongs."""

    items: tuple[OpenItem, ...]
    """The oldest of it, up to ``MOST_ITEMS``."""
    count: int
    """How many payments it is in all."""
    accounts: tuple[Account, ...]
    info: BookInfo
    own: Mapping[int, frozenset[str]]
    """{entry number: codes of the accounts its money came to or left}."""
    proposals: Mapping[int, Proposal]
    """{entry number: where it probably belongs}."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in their order, those that an earlier one leaves nothing, and the accounts."""

    rules: tuple[Rule, ...]
    idle: Mapping[int, int]
    accounts: tuple[Account, ...]
    info: BookInfo


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much each page of the review has to show."""

    unsorted: int
    pairs: int
    guesses: int


def waiting() -> Query[Waiting]:
    """Count what waits for the owner."""

    def work(book: Book, _: Progress) -> Waiting:
        from cfo_desktop.services import categories
        from cfo_desktop.services import entries
        from cfo_desktop.services import links

        unsorted = entries.open_total(book, at=LAST_DAY)[0]
        return Waiting(unsorted, links.waiting(book), len(categories.guesses(book)))

    return Query(work)


def inbox() -> Query[Inbox]:
    """Read the uncategorised money and the proposals for it."""

    def work(book: Book, _: Progress) -> Inbox:
        from cfo_desktop.services import accounts
        from cfo_desktop.services import books
        from cfo_desktop.services import categories
        from cfo_desktop.services import entries

        items = entries.open_items(book, at=LAST_DAY, limit=MOST_ITEMS)
        count = entries.open_total(book, at=LAST_DAY)[0]
        own = {
            item.entry: frozenset(
                line.account for line in entries.entry(book, number=item.entry).draft.postings
            )
            for item in items
        }
        return Inbox(
            tuple(items),
            count,
            tuple(accounts.all_accounts(book)),
            books.info(book),
            own,
            categories.proposals(book),
        )

    return Query(work)


def sort(accounts: Mapping[int, str]) -> Change[tuple[range, tuple[Rule, ...]]]:
    """Move uncategorised money, {entry number: account code}.

    The numbers of the entries that do come back, with the rules that would do the same next time.
    """

    def work(book: Book, _: Progress) -> tuple[tuple[range, tuple[Rule, ...]], Changes]:
        from cfo_desktop.services import categories
        from cfo_desktop.services import entries

        proposed = categories.proposals(book)
        done = entries.categorise_all(book, accounts=accounts)
        corrected = [
            number
            for number, code in accounts.items()
            if number not in proposed or proposed[number].account != code
        ]
        offered = [
            categories.offered_rule(book, number=number, account=accounts[number])
            for number in corrected[:_MOST_OFFERS]
        ]
        rules = tuple(dict.fromkeys(rule for rule in offered if rule is not None))
        return (done, rules), _POSTED

    return Change(work)


def train() -> Query[int]:
    """Learn anew from what is sorted; from how many entries comes back."""

    def work(book: Book, _: Progress) -> int:
        from cfo_desktop.services import categories

        return categories.train(book)

    return Query(work)


def guesses() -> Query[tuple[list[GuessedEntry], float]]:
    """Read what was sorted by itself and waits to be confirmed, and the threshold of that."""

    def work(book: Book, _: Progress) -> tuple[list[GuessedEntry], float]:
        from cfo_desktop.services import categories

        return categories.guesses(book), categories.threshold(book)

    return Query(work)


def set_threshold(value: float) -> Change[None]:
    """Set the confidence from which an import sorts by itself; 1: never."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import categories

        categories.set_threshold(book, value=value)
        return None, Changes(rules=True)

    return Change(work)


def confirm(numbers: Iterable[int]) -> Change[int]:
    """Confirm what was sorted by itself."""
    given = tuple(numbers)

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import categories

        return categories.confirm(book, numbers=given), _POSTED

    return Change(work)


def correct(number: int, account: str) -> Change[Rule | None]:
    """Sort a payment otherwise; the rule that would do so next time comes back."""

    def work(book: Book, _: Progress) -> tuple[Rule | None, Changes]:
        from cfo_desktop.services import categories

        return categories.correct(book, number=number, account=account).offered, _POSTED

    return Change(work)


def pairs(state: LinkState) -> Query[list[Link]]:
    """Read the pairs of a state."""

    def work(book: Book, _: Progress) -> list[Link]:
        from cfo_desktop.services import links

        return links.all_links(book, state=state)

    return Query(work)


def decide(numbers: Iterable[int], *, same: bool) -> Change[int]:
    """Link pairs, or say that they do not belong together; how many comes back."""
    given = tuple(numbers)

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import links

        (links.accept if same else links.refuse)(book, numbers=given)
        return len(given), _POSTED

    return Change(work)


def undo_pair(number: int) -> Change[None]:
    """Take a decision about a pair back."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import links

        links.undo(book, number=number)
        return None, _POSTED

    return Change(work)


def rules() -> Query[Rules]:
    """Read the rules."""

    def work(book: Book, _: Progress) -> Rules:
        from cfo_desktop.services import accounts
        from cfo_desktop.services import books
        from cfo_desktop.services import rules as kept

        return Rules(
            tuple(kept.all_rules(book)),
            kept.idle(book),
            tuple(accounts.all_accounts(book)),
            books.info(book),
        )

    return Query(work)


def try_rule(form: RuleForm) -> Query[Trial]:
    """Say what a rule would do."""

    def work(book: Book, _: Progress) -> Trial:
        from cfo_desktop.services import rules as kept

        return kept.trial(book, rule=kept.made(book, form=form))

    return Query(work)


def add_rule(form: RuleForm) -> Change[int]:
    """Keep a rule; its number comes back."""

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import rules as kept

        return kept.add(book, form=form), Changes(rules=True)

    return Change(work)


def keep_rule(rule: Rule) -> Change[int]:
    """Keep an offered rule and sort by it what still waits; how much that was comes back."""

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import rules as kept

        kept.keep(book, rule=rule)
        return kept.apply(book), Changes(rules=True, accounts=True, entries=True)

    return Change(work)


def move_rule(number: int, to: int) -> Change[None]:
    """Give a rule another place in the order, counted from 1."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import rules as kept

        kept.move(book, number=number, to=to)
        return None, Changes(rules=True)

    return Change(work)


def remove_rule(number: int) -> Change[None]:
    """Remove a rule; what it sorted stays."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import rules as kept

        kept.remove(book, number=number)
        return None, Changes(rules=True)

    return Change(work)


def apply_rules() -> Change[int]:
    """Sort by the rules what still waits; how much it was comes back."""

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import rules as kept

        return kept.apply(book), _POSTED

    return Change(work)
