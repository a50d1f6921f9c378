"""Splitting: what one entry was sorted as, or waits to be, divided over several accounts.

Nothing that is in the books is changed. Money that waits is moved on by an entry that completes
the payment's. What is sorted already is moved from where it is: the entry that sorted it is taken
back, or the lines of the entry itself are, and the new lines stand in one that completes it. The
line of the bank or the till stays as it is, and so does the row of a statement that tells it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.entry import through_exchange
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.splitting import Sorted
from cfo_desktop.domain.splitting import divided
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.services.movements import Places
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import ledger


def sorted_as(book: Book, *, number: int) -> Sorted:
    """Return what of an entry can be divided; raise ``UserError``.

    ``entry_already_reversed``; ``entry_not_splittable`` for a reversal, an entry that sorts
    another one's money (that one can be split), and one that only moves the owner's own money.
    """
    _, lines, now = _lines(book, number)
    own = info(book).currency
    total = Money(own, sum(line.value.minor for line in lines))
    return Sorted(number, total, tuple((code, Money(own, minor)) for code, minor in now.items()))


def split(book: Book, *, number: int, parts: Sequence[tuple[str, str]]) -> int:
    """Divide an entry's sorting into (account code, positive decimal of the book's money).

    Returns the number of the entry that does; all of it is one transaction. Raises ``UserError``
    as ``sorted_as`` does, and ``account_unknown``, ``account_closed``, ``account_currency``,
    ``account_is_suspense``, ``categorise_own_account``, ``amount_invalid``, ``split_differs``,
    ``split_unchanged``.
    """
    original, lines, now = _lines(book, number)
    own = info(book).currency
    total = Money(own, sum(line.value.minor for line in lines))
    made = divided(total, [(code, Money.parse(text, own)) for code, text in parts])
    if dict(now) == _by_account(made):
        raise UserError("split_unchanged")
    day = _open_day(book, original.draft.day)
    _check_targets(book, original, made, day=day, own=own)
    postings = through_exchange(
        _without_pairs([line.negated() for line in lines] + made),
        exchange_account=lambda currency: chart.exchange_account(book, currency),
    )
    draft = Draft(
        day, original.draft.narration, postings, party=original.draft.party, completes=number
    )
    with book.store.transaction() as connection:
        drafts = []
        if original.completed_by is not None:
            drafts = entries.reversals(connection, numbers=[original.completed_by])
        posted = ledger.post(connection, [*drafts, draft], recorded_at=entries.recorded_now())
    return posted[-1]


def _lines(book: Book, number: int) -> tuple[Entry, list[Posting], dict[str, int]]:
    """Return an entry, its lines to divide, and {account: value} they are sorted as now."""
    with database.mapped_errors():
        connection = book.store.connection
        original = ledger.entry(connection, number)
        suspense = figures.suspense_codes(connection)
        completing = (
            ledger.entry(connection, original.completed_by) if original.completed_by else None
        )
    draft = original.draft
    if original.reversed_by is not None:
        raise UserError("entry_already_reversed", number=number)
    if draft.reverses is not None or draft.completes is not None:
        raise UserError("entry_not_splittable", number=number)
    places = Places.of(book)
    waiting = [line for line in draft.postings if line.account in suspense]
    taken = waiting or _category_lines(book, draft, places)
    if not sum(line.value.minor for line in taken):
        raise UserError("entry_not_splittable", number=number)
    now: dict[str, int] = defaultdict(int)
    for line in (*taken, *(completing.draft.postings if completing else ())):
        if line.account not in suspense and not places.is_exchange(line.account):
            now[line.account] += line.value.minor
    return original, taken, {code: minor for code, minor in now.items() if minor}


def _category_lines(book: Book, draft: Draft, places: Places) -> list[Posting]:
    """Return the lines that say what money was for: income and expenses, else what is not cash."""
    known = {account.code: account for account in chart.all_accounts(book)}
    lines = [line for line in draft.postings if not places.is_exchange(line.account)]
    named = [line for line in lines if known[line.account].kind in {Kind.INCOME, Kind.EXPENSE}]
    return named or [line for line in lines if known[line.account].group is not Group.CASH]


def _open_day(book: Book, day: dt.date) -> dt.date:
    with database.mapped_errors():
        locked = ledger.locked_through(book.store.connection)
    return locked + dt.timedelta(days=1) if locked is not None and day <= locked else day


def _check_targets(
    book: Book, original: Entry, made: Sequence[Posting], *, day: dt.date, own: str
) -> None:
    with database.mapped_errors():
        suspense = figures.suspense_codes(book.store.connection)
    category = _category_lines(book, original.draft, Places.of(book))
    held = {line.account for line in original.draft.postings} - {line.account for line in category}
    for line in made:
        account = chart.find(book, code=line.account)
        if account.closed_on is not None and day > account.closed_on:
            raise UserError("account_closed", code=account.code)
        if account.currency != own:
            raise UserError("account_currency", code=account.code, currency=account.currency)
        if account.code in suspense:
            raise UserError("account_is_suspense", code=account.code)
        if account.code in held:
            raise UserError("categorise_own_account", code=account.code)


def _by_account(lines: Sequence[Posting]) -> dict[str, int]:
    values: dict[str, int] = defaultdict(int)
    for line in lines:
        values[line.account] += line.value.minor
    return dict(values)


def _without_pairs(lines: Sequence[Posting]) -> list[Posting]:
    """Leave out what would be taken from an account and put back to it, as far as it is equal."""
    left: list[Posting] = []
    for line in lines:
        back = line.negated()
        if back in left:
            left.remove(back)
        else:
            left.append(line)
    return left
