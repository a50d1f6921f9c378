"""The chart of accounts of an open book: list, add, rename, close, delete."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.base import clock
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import AccountUse
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import ledger


def all_accounts(book: Book) -> list[Account]:
    """Return every account in the order of codes, closed ones included."""
    with database.mapped_errors():
        return ledger.accounts(book.store.connection)


def find(book: Book, *, code: str) -> Account:
    """Return one account; raise ``UserError("account_unknown")``."""
    for account in all_accounts(book):
        if account.code == code:
            return account
    raise UserError("account_unknown", code=code)


def with_role(book: Book, *, role: Role) -> Account:
    """Return the account that holds ``role``; raise ``UserError("account_role_missing")``."""
    for account in all_accounts(book):
        if account.role is role:
            return account
    raise UserError("account_role_missing", role=role.value)


def balances(book: Book, *, at: dt.date | None = None) -> dict[str, int]:
    """Return {code: balance} in each account's own currency, minor units, debit positive.

    ``at`` is the last day counted; without it every entry counts.
    """
    with database.mapped_errors():
        return figures.balances_at(book.store.connection, at or LAST_DAY, column="amount")


def overview(book: Book) -> list[AccountUse]:
    """Return every account with its balance and use, in the order of codes."""
    with database.mapped_errors():
        use = figures.use_of_accounts(book.store.connection)
    held = balances(book)
    return [
        AccountUse(account, held.get(account.code, 0), *use.get(account.code, (0, None)))
        for account in all_accounts(book)
    ]


def add(
    book: Book,
    *,
    code: str,
    name: str,
    group: Group,
    name_zh: str = "",
    currency: str | None = None,
) -> Changes:
    """Add an account, in the book's own currency and under one name in both languages by default.

    Raises ``UserError`` (``account_exists``, ``account_code_invalid``, ``account_name_invalid``,
    ``currency_unknown``).
    """
    currency = currency or info(book).currency
    minor_digits(currency)
    account = Account(code, name, name_zh or name, group, currency)
    if any(present.code == code for present in all_accounts(book)):
        raise UserError("account_exists", code=code)
    with book.store.transaction() as connection:
        ledger.add_account(connection, account)
    return Changes(accounts=True)


def rename(book: Book, *, code: str, name: str, name_zh: str = "") -> Changes:
    """Rename an account in both languages; its code stays."""
    old = find(book, code=code)
    new = Account(code, name, name_zh or name, old.group, old.currency)
    with book.store.transaction() as connection:
        ledger.rename_account(connection, code, name=new.name, name_zh=new.name_zh)
    return Changes(accounts=True)


def close_account(book: Book, *, code: str, day: dt.date | None = None) -> Changes:
    """Let nothing be posted to an account after ``day`` (today).

    Raises ``UserError`` with ``account_needed`` for one the program itself books to,
    ``account_not_empty`` where money is left on it, and ``account_used_later`` (``date``) where it
    has entries after ``day``.
    """
    account = find(book, code=code)
    if account.role is not None:
        raise UserError("account_needed", code=code)
    if balances(book).get(code):
        raise UserError("account_not_empty", code=code)
    closing = day or clock.today()
    with database.mapped_errors():
        last = figures.last_day_of(book.store.connection, code)
    if last is not None and last > closing:
        raise UserError("account_used_later", code=code, date=last.isoformat())
    with book.store.transaction() as connection:
        ledger.close_account(connection, code, closing)
    return Changes(accounts=True)


def reopen(book: Book, *, code: str) -> Changes:
    """Open a closed account again."""
    find(book, code=code)
    with book.store.transaction() as connection:
        ledger.close_account(connection, code, None)
    return Changes(accounts=True)


def delete(book: Book, *, code: str) -> Changes:
    """Delete an account that nothing uses; raise ``UserError("account_used")`` otherwise."""
    find(book, code=code)
    with book.store.transaction() as connection:
        ledger.delete_account(connection, code)
    return Changes(accounts=True)


def exchange_account(book: Book, currency: str) -> str:
    """Return the code of a currency's exchange account, adding it at its first use.

    Entries in two currencies balance within each currency through these accounts; for a foreign
    currency the code is the exchange account's own and the currency, ``3090-USD``.
    """
    return _in_currency(book, Role.EXCHANGE, currency)


def suspense_account(book: Book, currency: str) -> str:
    """Return the code of the suspense account in ``currency``, adding it at its first use."""
    return _in_currency(book, Role.SUSPENSE, currency)


def _in_currency(book: Book, role: Role, currency: str) -> str:
    parent = with_role(book, role=role)
    if currency == parent.currency:
        return parent.code
    sister = parent.in_currency(currency)
    if not any(account.code == sister.code for account in all_accounts(book)):
        minor_digits(currency)
        with book.store.transaction() as connection:
            ledger.add_account(connection, sister)
    return sister.code
