"""Payments and hand-made bills of the ledger that a paper may stand for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cfo_desktop.analysis.paper_twins import Marks
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import Twin
from cfo_desktop.domain.papers import TwinReason
from cfo_desktop.domain.papers import TwinStrength
from cfo_desktop.domain.papers import number_key
from cfo_desktop.domain.party_names import are_alike
from cfo_desktop.domain.party_names import name_key
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import movements
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.services.movements import Places
from cfo_desktop.store import database
from cfo_desktop.store import paper_payments as kept
from cfo_desktop.store.paper_payments import Moved

_BEFORE = 7
"""Days that a bill may be paid before the day on it."""
_AFTER = 120
"""Days after it that a payment of its sum is looked for."""
_AT_ONCE = 3
"""Days within which a bank tells what a receipt was paid with."""
_BY_HAND = 10
"""Days around a bill's day that the owner may have booked it on."""
_LEAST_NAME = 4
"""From so many letters on a name is not found in a bill by chance."""
_LEAST_NUMBER = 4
"""From so many letters on a number in a payment's text is the bill's."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that may be a paper's; ``account`` is where it was sorted, empty while it waits."""

    twin: Twin
    account: str
    money: str
    """Code of the account that the money left or came to."""
    is_named: bool
    """Whether it names the party or the number."""

    @property
    def waits(self) -> bool:
        """Whether it is not sorted yet."""
        return not self.account


def warned(book: Book, asked: Marks, *, kind: DocumentKind) -> list[Twin]:
    """Return what a paper should be held against: bills by hand, and payments that name it.

    What paid other bills of the same sum is none of it.
    """
    found = _by_hand(book, asked)
    named = [each for each in payments(book, asked, kind=kind) if each.is_named]
    owed = _owed_groups(book)
    of_debts = [each for each in named if each.account in owed]
    spare = len(of_debts) - _other_bills(book, asked) if of_debts else 0
    kept_ones = [each for each in named if each.account not in owed]
    return [*found, *(each.twin for each in (*kept_ones, *of_debts[: max(spare, 0)]))]


def payments(book: Book, asked: Marks, *, kind: DocumentKind) -> list[Paid]:
    """Return the payments of a paper's sum around its day that no paper has, the likeliest first.

    A receipt was paid within days, a bill any time later.
    """
    total, day = asked.total, asked.day
    if total is None or day is None or not total.minor or total.currency != info(book).currency:
        return []
    receipt = kind is DocumentKind.RECEIPT
    first = day - dt.timedelta(days=_AT_ONCE if receipt else _BEFORE)
    last = day + dt.timedelta(days=_AT_ONCE if receipt else _AFTER)
    sign = 1 if asked.is_sale else -1
    places = Places.of(book)
    with database.mapped_errors():
        moved = kept.moving(
            book.store.connection,
            codes=places.own,
            minor=sign * total.minor,
            first=first,
            last=last,
        )
    sorted_ = movements.of_numbers(book, [each.entry for each in moved])
    found = [
        _paid(each, asked, sorted_[each.entry].account, total)
        for each in moved
        if each.entry in sorted_ and sorted_[each.entry].account not in places.own
    ]
    return sorted(found, key=lambda each: (not each.is_named, not each.waits, _apart(each, day)))


def _apart(each: Paid, day: dt.date) -> int:
    return abs((each.twin.day - day).days) if each.twin.day else _AFTER


def _paid(each: Moved, asked: Marks, account: str, total: Money) -> Paid:
    named = _names(each, asked)
    twin = Twin(
        TwinStrength.LIKELY,
        TwinReason.ALREADY_PAID,
        entry=each.entry,
        party=each.party or each.narration,
        day=each.day,
        total=total,
    )
    return Paid(twin, account, each.account, named)


def _names(each: Moved, asked: Marks) -> bool:
    """Tell whether a payment names the party, or the number of the bill."""
    text = " ".join((each.narration, *each.told))
    number = number_key(asked.number)
    if len(number) >= _LEAST_NUMBER and number in number_key(text):
        return True
    if any(
        len(name_key(name)) >= _LEAST_NAME and name_key(name) in asked.letters
        for name in (each.party, *each.told)
    ):
        return True
    key = name_key(asked.party)
    if not key:
        return False
    names = [each.party, *each.told]
    return any(are_alike(name, asked.party) for name in names if name) or key in name_key(
        f"{each.party} {text}"
    )


def _owed_groups(book: Book) -> frozenset[str]:
    return frozenset(
        account.code
        for account in chart.all_accounts(book)
        if account.group in {Group.PAYABLE, Group.RECEIVABLE}
    )


def _other_bills(book: Book, asked: Marks) -> int:
    """Return how many bills of this sum and party are booked, which those payments may have paid.

    Lists, hand-made entries and confirmed papers alike.
    """
    return sum(are_alike(each.party, asked.party) for each in _bills(book, asked, _AFTER))


def _by_hand(book: Book, asked: Marks) -> list[Twin]:
    """Return the entries that owe or claim this very sum and that no list or paper stands for."""
    if asked.is_credit or not asked.party:
        return []
    return [
        Twin(
            TwinStrength.LIKELY,
            TwinReason.ALREADY_LISTED,
            entry=each.entry,
            party=each.party,
            day=each.day,
            total=asked.total,
        )
        for each in _bills(book, asked, _BY_HAND)
        if not each.is_of_document
        and are_alike(each.party, asked.party)
        and not _names_another(each, asked)
    ]


def _names_another(each: Moved, asked: Marks) -> bool:
    """Tell whether an entry of another day says a number, and not that of this bill."""
    if each.day == asked.day or not any(letter.isdigit() for letter in each.narration):
        return False
    return number_key(asked.number) not in number_key(each.narration)


def _bills(book: Book, asked: Marks, days: int) -> list[Moved]:
    total, day = asked.total, asked.day
    if total is None or day is None or total.currency != info(book).currency:
        return []
    sign = 1 if asked.is_sale else -1
    around = dt.timedelta(days=days)
    with database.mapped_errors():
        return kept.moving(
            book.store.connection,
            codes=_owed_groups(book),
            minor=sign * total.minor,
            first=day - around,
            last=day + around,
            without_papers=False,
        )
