"""Accounts held against their statements: balances, what explains a difference, ticks by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from cfo_desktop.analysis import reconciliation
from cfo_desktop.analysis.statement_spans import Material
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.reconciliation import AccountState
from cfo_desktop.domain.reconciliation import LineState
from cfo_desktop.domain.reconciliation import PrintedStatement
from cfo_desktop.domain.reconciliation import Reconciliation
from cfo_desktop.domain.reconciliation import RegisterLine
from cfo_desktop.domain.reconciliation import Shown
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries as journal
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import ledger
from cfo_desktop.store import reconciling


def overview(book: Book) -> list[AccountState]:
    """Return how each account that holds money, or has statements, stands, in order of codes."""
    accounts = chart.all_accounts(book)
    with database.mapped_errors():
        connection = book.store.connection
        statements = reconciling.statements(connection)
        return [
            _state(connection, account, statements.get(account.code, []))
            for account in accounts
            if account.code in statements or (_is_money(account) and account.closed_on is None)
        ]


def _is_money(account: Account) -> bool:
    return account.group is Group.CASH


def _state(
    connection: database.Connection, account: Account, statements: Sequence[PrintedStatement]
) -> AccountState:
    printing = [part for part in statements if part.closing is not None]
    latest = printing[-1] if printing else None
    day = latest.last_day if latest else LAST_DAY
    book = reconciling.balance_at(connection, account.code, day)
    through = None
    for part in reversed(printing):
        if reconciling.balance_at(connection, account.code, part.last_day) == part.closing:
            through = part.last_day
            break
    return AccountState(account.code, account.currency, latest, book, through)


def statements(book: Book, *, account: str) -> list[PrintedStatement]:
    """Return an account's statements, the newest first; raise ``UserError("account_unknown")``."""
    chart.find(book, code=account)
    with database.mapped_errors():
        return _statements(book, account)[::-1]


def _statements(book: Book, account: str) -> list[PrintedStatement]:
    return reconciling.statements(book.store.connection, account).get(account, [])


def reconcile(
    book: Book,
    *,
    account: str,
    statement: int | None = None,
    at: dt.date | None = None,
    balance: str | None = None,
) -> Reconciliation:
    """Explain the difference between an account's statement and the book.

    ``statement`` is its number, by default the latest that prints a balance. ``at`` and ``balance``
    (decimal text) are what the owner reads elsewhere, on no statement that was imported;
    ``balance`` beside ``statement`` is what that one does not print. Raises ``UserError``
    (``account_unknown``, ``statement_missing``, ``statements_none``, ``amount_invalid``).
    """
    found = chart.find(book, code=account)
    closing = Money.parse(balance, found.currency).minor if balance is not None else None
    with database.mapped_errors():
        target = _target(book, account, statement, at, closing)
        result = reconciliation.reconcile(
            _material(book, account), account=account, currency=found.currency, target=target
        )
        numbers = {item.entry for item in result.items if item.entry is not None}
        words = reconciling.words(book.store.connection, sorted(numbers))
        pairs = reconciling.pairs(book.store.connection, account, until=result.at)
    items = tuple(
        dataclasses.replace(item, text=words.get(item.entry, "")) if item.entry else item
        for item in result.items
    )
    return dataclasses.replace(result, items=items, pairs=pairs)


def _target(
    book: Book,
    account: str,
    number: int | None,
    at: dt.date | None,
    closing: int | None,
) -> PrintedStatement:
    known = _statements(book, account)
    if at is not None:
        return PrintedStatement(0, "", at, at, None, closing)
    if number is not None:
        return _with_closing(_numbered(known, number), closing)
    printing = [part for part in known if part.closing is not None]
    if not known:
        raise UserError("statements_none", code=account)
    return _with_closing((printing or known)[-1], closing)


def _numbered(known: Sequence[PrintedStatement], number: int) -> PrintedStatement:
    for part in known:
        if part.number == number:
            return part
    raise UserError("statement_missing", number=number)


def _with_closing(statement: PrintedStatement, closing: int | None) -> PrintedStatement:
    return statement if closing is None else dataclasses.replace(statement, closing=closing)


def _material(book: Book, account: str) -> Material:
    """Read all that is known of an account; rows and ticks by the payment that they are of."""
    connection = book.store.connection
    lines = reconciling.lines(connection, account)
    merged = reconciling.merged(connection)
    if merged:
        lines = [line._replace(payment=merged.get(line.payment, line.payment)) for line in lines]
    payment_of = {line.entry: line.payment for line in lines if line.entry != line.payment}
    rows = reconciling.rows(connection, account)
    if payment_of:
        rows = [
            row._replace(payment=payment_of[row.payment]) if row.payment in payment_of else row
            for row in rows
        ]
    ticks = {
        payment_of.get(entry, entry): statement
        for entry, statement in reconciling.ticks(connection, account).items()
    }
    return Material(_statements(book, account), rows, lines, ticks)


def lines(
    book: Book,
    *,
    account: str,
    until: dt.date | None = None,
    before: tuple[dt.date, int] | None = None,
    limit: int = 100,
    shown: Shown = Shown.ALL,
) -> list[RegisterLine]:
    """Return up to ``limit`` lines of an account, newest first, with what reconciles each.

    ``until`` is the last day shown, ``before`` (day, entry) of the last line on the page before.
    """
    chart.find(book, code=account)
    key = (day_key(until or LAST_DAY) + 1, 0)
    if before is not None:
        key = min(key, (day_key(before[0]), before[1]))
    with database.mapped_errors():
        return reconciling.register(
            book.store.connection, account, before=key, limit=limit, shown=shown
        )


# Ticks


def tick(
    book: Book, *, account: str, entries: Sequence[int], statement: int | None = None
) -> Changes:
    """Tick entries off by hand: they are on the account's statement, whatever its rows say.

    Raises ``UserError`` with ``entry_not_on_account`` (``number``, ``code``), ``tick_needless``
    (``number``) for one that a statement tells or that was taken back, ``statement_missing``.
    """
    found = _lines_of(book, account, entries)
    for number in entries:
        if found[number].state in {LineState.ON_STATEMENT, LineState.CANCELLED}:
            raise UserError("tick_needless", number=number)
    if statement is not None:
        with database.mapped_errors():
            _numbered(_statements(book, account), statement)
    with book.store.transaction() as connection:
        reconciling.set_ticks(
            connection,
            account,
            entries,
            statement=statement,
            ticked_at=journal.recorded_now(),
        )
    return Changes(entries=True)


def untick(book: Book, *, account: str, entries: Sequence[int]) -> Changes:
    """Take ticks back; raise ``UserError`` with ``tick_missing`` (``number``) where there is none.

    What a statement's row tells is not ticked by hand: undo its import instead.
    """
    found = _lines_of(book, account, entries)
    for number in entries:
        if found[number].state is not LineState.TICKED:
            raise UserError("tick_missing", number=number)
    with book.store.transaction() as connection:
        reconciling.drop_ticks(connection, account, entries)
    return Changes(entries=True)


def _lines_of(book: Book, account: str, numbers: Sequence[int]) -> dict[int, RegisterLine]:
    chart.find(book, code=account)
    end = (day_key(LAST_DAY) + 1, 0)
    with database.mapped_errors():
        found = reconciling.register(
            book.store.connection,
            account,
            before=end,
            limit=len(numbers),
            entries=numbers,
        )
    by_number = {line.entry: line for line in found}
    for number in numbers:
        if number not in by_number:
            raise UserError("entry_not_on_account", number=number, code=account)
    return by_number


# Booking the rest


def adjustment(book: Book, *, found: Reconciliation, to: str, narration: str) -> Draft:
    """Return the draft that books what is unexplained against the account ``to``, to be shown.

    Raises ``UserError`` with ``nothing_unexplained``, ``adjustment_exceeds`` where it is more than
    the difference of the balances: then open entries make it, and they are to be ticked first; or
    ``account_currency`` where one of the accounts is not in the book's money.
    """
    currency = info(book).currency
    for code in (found.account, to):
        kept = chart.find(book, code=code).currency
        if kept != currency:
            raise UserError("account_currency", code=code, currency=kept)
    if not found.unexplained:
        raise UserError("nothing_unexplained")
    amount = Money(currency, found.unexplained)
    between = Money(currency, found.difference or 0)
    if not 0 < amount.minor * between.minor <= between.minor**2:
        raise UserError("adjustment_exceeds", amount=str(amount), difference=str(between))
    postings = (Posting.plain(found.account, amount), Posting.plain(to, -amount))
    return Draft(found.at, narration, postings)


def adjust(book: Book, *, found: Reconciliation, to: str, narration: str, amount: str) -> int:
    """Post the adjustment and tick it off where it would be open; return its number.

    ``amount`` is what the owner was shown and agreed to: what it moves on the reconciled account,
    decimal text. Raises as ``adjustment`` does, and ``UserError`` with ``adjustment_differs``
    (``amount``, ``due``) where another amount would be booked.
    """
    draft = adjustment(book, found=found, to=to, narration=narration)
    due = draft.postings[0].amount
    if Money.parse(amount, due.currency) != due:
        raise UserError("adjustment_differs", amount=amount, due=str(due))
    now = journal.recorded_now()
    with book.store.transaction() as connection:
        (number,) = ledger.post(connection, [draft], recorded_at=now)
        if found.by_ticks:
            statement = found.statement.number or None
            reconciling.set_ticks(
                connection, found.account, [number], statement=statement, ticked_at=now
            )
    return number
