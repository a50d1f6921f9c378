"""Posting, reversing and reading entries; opening balances and the year-end closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal

from cfo_desktop.base import clock
from cfo_desktop.base import texts
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.entry import through_exchange
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import day_key
from cfo_desktop.services import accounts as chart
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.services.planning import value_of
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import ledger


def post(book: Book, *, draft: Draft) -> int:
    """Post a draft and return the entry's number.

    Raises ``UserError`` (``period_locked``, ``account_unknown``, ``account_closed``,
    ``account_currency``, ``entry_already_reversed``, ``disk_full``, ``book_busy``).
    """
    return post_all(book, drafts=[draft])[0]


def post_all(book: Book, *, drafts: Sequence[Draft], batch: str | None = None) -> range:
    """Post drafts in one transaction; return their numbers."""
    with book.store.transaction() as connection:
        return ledger.post(connection, drafts, recorded_at=recorded_now(), batch=batch)


def recorded_now() -> int:
    """Return the present moment as entries record it: seconds since 1970, UTC."""
    return int(clock.now().timestamp())


def simple(
    book: Book,
    *,
    day: dt.date,
    narration: str,
    debits: Sequence[tuple[str, str]],
    credits: Sequence[tuple[str, str]],  # noqa: A002 - the word of bookkeeping
    party: str = "",
    rate: Decimal | None = None,
) -> Draft:
    """Return the draft of (account code, positive decimal text) pairs in the accounts' currencies.

    Accounts in another currency are valued at ``rate`` (units of the book's currency for one of
    theirs) and balanced through the exchange account. Raises ``UserError`` (``amount_invalid``,
    ``rate_missing``, ``account_unknown``, ``entry_unbalanced``, ...).
    """
    known = {account.code: account for account in chart.all_accounts(book)}
    currency = info(book).currency
    postings = [_posting(known, code, text, currency, rate) for code, text in debits]
    postings += [_posting(known, code, text, currency, rate).negated() for code, text in credits]
    lines = tuple(_settled(postings, currency))
    if len({posting.amount.currency for posting in lines}) > 1:
        lines = through_exchange(
            lines, exchange_account=lambda code: chart.exchange_account(book, code)
        )
    return Draft(day, narration, lines, party=party)


def _posting(
    known: Mapping[str, Account], code: str, text: str, currency: str, rate: Decimal | None
) -> Posting:
    if code not in known:
        raise UserError("account_unknown", code=code)
    amount = Money.parse(text, known[code].currency)
    if amount.minor <= 0:
        raise UserError("amount_not_positive", text=text)
    if amount.currency == currency:
        return Posting.plain(code, amount)
    if rate is None or not rate.is_finite() or rate <= 0:
        raise UserError("rate_missing", currency=amount.currency)
    return Posting(code, amount, amount.times(rate, currency))


def _settled(postings: Sequence[Posting], currency: str) -> list[Posting]:
    """Let the foreign lines' values add up to what the entry pays in the book's own currency.

    The rate is rounded to a few digits, the money that really changed hands is not: one foreign
    line takes the difference. An entry that is off by more than the rounding stays unbalanced.
    """
    difference = sum(posting.value.minor for posting in postings)
    for index, posting in enumerate(postings):
        if posting.amount.currency != currency and abs(difference) * 100 <= abs(
            posting.value.minor
        ):
            value = Money(currency, posting.value.minor - difference)
            return [
                *postings[:index],
                Posting(posting.account, posting.amount, value),
                *postings[index + 1 :],
            ]
    return list(postings)


def reverse(book: Book, *, number: int, day: dt.date | None = None) -> int:
    """Take an entry back by its mirror image; return the reversal's number.

    Without ``day`` it is dated like the entry, or on the first open day where that is locked.
    Where the entry's money was categorised since, that is taken back with it.
    Raises ``UserError`` (``entry_missing``, ``entry_already_reversed``, ``entry_is_reversal``,
    ``period_locked``).
    """
    return reverse_all(book, numbers=[number], day=day)[0]


def reverse_all(book: Book, *, numbers: Sequence[int], day: dt.date | None = None) -> range:
    """Reverse several entries in one transaction."""
    with book.store.transaction() as connection:
        drafts = reversals(connection, numbers=numbers, day=day)
        return ledger.post(connection, drafts, recorded_at=recorded_now())


def reversals(
    connection: database.Connection,
    *,
    numbers: Sequence[int],
    day: dt.date | None = None,
    told: Callable[[int], None] = lambda _: None,
) -> list[Draft]:
    """Return the drafts that take entries back, for the caller's own transaction.

    First those of ``numbers``, in their order, then those of the entries that complete them.
    ``told`` is called with how many are made, and may raise to stop.
    """
    locked = ledger.locked_through(connection)
    completing = [found for number in numbers for found in ledger.completing(connection, number)]
    given = set(numbers)
    drafts: list[Draft] = []
    for number in (*numbers, *(found for found in completing if found not in given)):
        told(len(drafts))
        entry_ = ledger.entry(connection, number)
        if entry_.reversed_by is not None:
            raise UserError("entry_already_reversed", number=number)
        if entry_.draft.reverses is not None:
            raise UserError("entry_is_reversal", number=number)
        if day is not None and day < entry_.draft.day:
            raise UserError("reversal_too_early", date=entry_.draft.day.isoformat())
        when = day or entry_.draft.day
        if day is None and locked is not None and when <= locked:
            when = locked + dt.timedelta(days=1)
        drafts.append(entry_.draft.reversal(number, day=when, narration=entry_.draft.narration))
    return drafts


def entry(book: Book, *, number: int) -> Entry:
    """Return one entry; raise ``UserError("entry_missing")``."""
    with database.mapped_errors():
        return ledger.entry(book.store.connection, number)


def page(
    book: Book,
    *,
    before: tuple[dt.date, int] | None = None,
    limit: int = 100,
    account: str | None = None,
) -> list[Entry]:
    """Return up to ``limit`` entries, the newest day first, of one account or of all.

    ``before`` is (day, number) of the last entry on the page before.
    """
    key = (day_key(before[0]), before[1]) if before else None
    with database.mapped_errors():
        return ledger.page(book.store.connection, before=key, limit=limit, account=account)


def opening_balances(book: Book, *, day: dt.date, amounts: Mapping[str, str]) -> int:
    """Post what each account (by code, decimal text, debit positive) held when the book began.

    Amounts are in the account's currency; foreign money is valued at the latest known rate, 0
    where none is known. The difference goes to opening balance equity. Raises ``UserError`` like
    ``post``.
    """
    return post(book, draft=opening_draft(book, day=day, amounts=amounts))


def opening_draft(book: Book, *, day: dt.date, amounts: Mapping[str, str]) -> Draft:
    """Return the draft that ``opening_balances`` posts."""
    known = {account.code: account for account in chart.all_accounts(book)}
    own = info(book).currency
    with database.mapped_errors():
        rates = ledger.latest_rates(book.store.connection)
    lines = []
    for code, text in amounts.items():
        if code not in known:
            raise UserError("account_unknown", code=code)
        amount = Money.parse(text, known[code].currency)
        if amount.minor:
            value = value_of(amount.minor, amount.currency, own, rates)
            lines.append(Posting(code, amount, Money(own, value)))
    total = Money(own, sum(line.value.minor for line in lines))
    if total.minor:
        lines.append(Posting.plain(chart.with_role(book, role=Role.OPENING).code, -total))
    postings = through_exchange(
        lines, exchange_account=lambda currency: chart.exchange_account(book, currency)
    )
    return Draft(day, own_words(book, "opening"), postings)


def close_year(book: Book, *, year_end: Month) -> int:
    """Move the year's income and expenses to retained earnings on the last day of ``year_end``.

    Raises ``UserError`` with ``year_already_closed`` where nothing is left to move, and
    ``year_end_wrong`` for a month that does not end the fiscal year.
    """
    about = info(book)
    first_after = year_end.plus(1)
    if first_after.number != about.fiscal_first_month:
        raise UserError("year_end_wrong", month=str(year_end))
    lines = [
        line
        for kind in (Kind.INCOME, Kind.EXPENSE)
        for line in _closing_lines(book, kind, year_end=year_end, own=about.currency)
    ]
    if not lines:
        raise UserError("year_already_closed", month=str(year_end))
    postings = through_exchange(
        lines, exchange_account=lambda currency: chart.exchange_account(book, currency)
    )
    narration = own_words(book, "closing")
    return post(book, draft=Draft(year_end.last_day, narration, postings))


def _closing_lines(book: Book, kind: Kind, *, year_end: Month, own: str) -> list[Posting]:
    """Return the lines that empty every account of ``kind``, and what retained earnings take up.

    Income and expenses each have a line there, so that a year without profit or loss is closed by
    an entry that reports know for a closing.
    """
    with database.mapped_errors():
        connection = book.store.connection
        amounts = figures.balances_at(connection, year_end.last_day, column="amount")
        values = figures.balances_at(connection, year_end.last_day)
    lines = []
    for account in chart.all_accounts(book):
        amount, value = amounts.get(account.code, 0), values.get(account.code, 0)
        if account.kind is kind and (amount or value):
            held = Posting(account.code, Money(account.currency, amount), Money(own, value))
            lines.append(held.negated())
    total = Money(own, sum(line.value.minor for line in lines))
    if total.minor:
        lines.append(Posting.plain(chart.with_role(book, role=Role.RETAINED).code, -total))
    return lines


def own_words(book: Book, key: str, **data: object) -> str:
    """Return a narration that the program writes itself, in the language the book was made in."""
    with database.mapped_errors():
        kept = ledger.values(book.store.connection)
    # Books made before the language was kept are in that of their chart.
    language = kept.get("language") or ("zh_CN" if kept["chart"].startswith("cn-") else "en")
    return texts.text(language, "ledger", key, **data)


def open_items(book: Book, *, at: dt.date, limit: int = 1000) -> list[OpenItem]:
    """Return up to ``limit`` payments of the uncategorised money, oldest first.

    How many there are, and what they come to, ``open_total`` tells.
    """
    with database.mapped_errors():
        return figures.open_items(book.store.connection, at, limit=limit)


def open_total(book: Book, *, at: dt.date) -> tuple[int, int]:
    """Return (count, net amount in the book's currency) of all that waits for the owner."""
    with database.mapped_errors():
        return figures.open_items_total(book.store.connection, at)


def open_among(book: Book, *, numbers: Collection[int]) -> frozenset[int]:
    """Return those of these entries that wait for the owner."""
    with database.mapped_errors():
        return frozenset(figures.open_among(book.store.connection, numbers))


def categorise(book: Book, *, number: int, account: str) -> int:
    """Move an entry's uncategorised money to ``account``; return the number of the entry that does.

    Raises ``UserError`` with ``entry_categorised`` where nothing of it is uncategorised any more,
    ``account_is_suspense`` for the account that uncategorised money is on, and
    ``categorise_own_account`` for the account that the money came to or left.
    """
    return categorise_all(book, accounts={number: account})[0]


def categorise_all(book: Book, *, accounts: Mapping[int, str]) -> range:
    """Categorise several entries, {number: account code}, in one transaction."""
    targets = {code: chart.find(book, code=code) for code in set(accounts.values())}
    drafts = [
        categorisation(book, number=number, target=targets[code])
        for number, code in accounts.items()
    ]
    return post_all(book, drafts=drafts)


def categorisation(book: Book, *, number: int, target: Account) -> Draft:
    """Return the draft that categorises an entry; raise ``UserError`` as ``categorise`` does."""
    with database.mapped_errors():
        if not figures.is_open_item(book.store.connection, number):
            raise UserError("entry_categorised", number=number)
    return completion(book, number=number, target=target)


def goes_to(book: Book, *, number: int, account: str) -> bool:
    """Tell whether an entry moves money to or from an account."""
    draft = entry(book, number=number).draft
    return account in {line.account for line in draft.postings}


def completion(book: Book, *, number: int, target: Account) -> Draft:
    """Return the draft of ``categorisation``, whether or not the money still waits."""
    connection = book.store.connection
    with database.mapped_errors():
        original = ledger.entry(connection, number)
        suspense = figures.suspense_codes(connection)
        locked = ledger.locked_through(connection)
    day = original.draft.day
    if locked is not None and day <= locked:
        day = locked + dt.timedelta(days=1)
    if target.closed_on is not None and day > target.closed_on:
        raise UserError("account_closed", code=target.code)
    return moved_on(
        original.draft,
        number=number,
        target=target,
        suspense=suspense,
        day=day,
        exchange_account=lambda currency: chart.exchange_account(book, currency),
    )


def moved_on(
    original: Draft,
    *,
    number: int,
    target: Account,
    suspense: Collection[str],
    day: dt.date,
    exchange_account: Callable[[str], str],
) -> Draft:
    """Return the draft that moves what ``original``, entry ``number``, left waiting to ``target``.

    Raises ``UserError`` (``account_is_suspense``, ``categorise_own_account``, ``rate_missing``).
    """
    if target.code in suspense:
        raise UserError("account_is_suspense", code=target.code)
    if target.code in {line.account for line in original.postings}:
        raise UserError("categorise_own_account", code=target.code)
    lines = [line for line in original.postings if line.account in suspense]
    moved = [_moved(line, target) for line in lines]
    postings = through_exchange(
        [line.negated() for line in lines] + moved, exchange_account=exchange_account
    )
    return Draft(day, original.narration, postings, party=original.party, completes=number)


def _moved(line: Posting, target: Account) -> Posting:
    """Return the line on ``target`` that takes up what leaves the suspense account."""
    if target.currency == line.amount.currency:
        return Posting(target.code, line.amount, line.value)
    if target.currency != line.value.currency or not line.value.minor:
        raise UserError("rate_missing", currency=line.amount.currency)
    return Posting.plain(target.code, line.value)
