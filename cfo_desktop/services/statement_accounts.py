"""Finding the account that a statement, or one of its rows, is about."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from collections.abc import Iterator

from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import MAX_NAME
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.services import accounts as chart
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import import_log
from cfo_desktop.store import ledger


class StatementAccounts:
    """The book's accounts as files name them; new ones are planned here and made by ``save``.

    A preview plans and never saves.
    """

    def __init__(self, book: Book) -> None:
        self.currency = info(book).currency
        self._accounts = {account.code: account for account in chart.all_accounts(book)}
        self._roles = {account.role: account for account in self._accounts.values() if account.role}
        with database.mapped_errors():
            self._hints = import_log.hints(book.store.connection)
        self._new_accounts: list[Account] = []
        self._new_hints: dict[str, str] = {}

    def get(self, code: str) -> Account:
        """Return an account by its code; raise ``UserError("account_unknown")``."""
        if code not in self._accounts:
            raise UserError("account_unknown", code=code)
        return self._accounts[code]

    def role(self, role: Role, currency: str) -> Account:
        """Return the account of a role, or its sister in another currency."""
        try:
            account = self._roles[role]
        except KeyError as error:
            raise UserError("account_role_missing", role=role.value) from error
        return account if account.currency == currency else self._sister(account, currency)

    def _sister(self, account: Account, currency: str) -> Account:
        sister = account.in_currency(currency)
        if sister.code not in self._accounts:
            self._plan(sister)
        return self._accounts[sister.code]

    def exchange(self, currency: str) -> Account:
        """Return the exchange account of a currency, the book's own included."""
        return self.role(Role.EXCHANGE, currency)

    def is_new(self, account: Account) -> bool:
        """Tell whether the account is only planned so far."""
        return account in self._new_accounts

    def known(self, hint: AccountHint) -> Account | None:
        """Return the account that a hint is remembered for."""
        code = self._hints.get(hint.key)
        return self._accounts[code] if code else None

    @contextlib.contextmanager
    def all_or_none(self) -> Iterator[None]:
        """Forget what the block planned where it raises: of a refused file nothing is booked."""
        accounts, new_accounts = self._accounts.copy(), self._new_accounts.copy()
        hints, new_hints = self._hints.copy(), self._new_hints.copy()
        try:
            yield
        except UserError:
            self._accounts, self._new_accounts = accounts, new_accounts
            self._hints, self._new_hints = hints, new_hints
            raise

    def find(
        self, hint: AccountHint, *, currency: str | None, chosen: str | None = None
    ) -> Account:
        """Return the account of a hint: the ``chosen`` one, a known one, its role's, or a new one.

        Raises ``UserError("account_currency")`` where the account is in another currency than the
        file says.
        """
        code = chosen or self._hints.get(hint.key)
        if code is None:
            account = self._by_role(hint, currency or self.currency)
            account = account or self._new(hint, currency or self.currency)
        else:
            account = self.get(code)
        if currency is not None and account.currency != currency:
            raise UserError("account_currency", code=account.code, currency=account.currency)
        if self._hints.get(hint.key) != account.code:
            self._hints[hint.key] = self._new_hints[hint.key] = account.code
        return account

    def adopt(self, hint: str, *, name: str, group: Group, currency: str, letter: str) -> Account:
        """Return the account remembered under ``hint``, or plan one with a code of its own."""
        code = self._hints.get(hint)
        if code is None:
            numbers = range(1, 10**6)
            code = next(code for n in numbers if (code := f"{letter}{n:03d}") not in self._accounts)
            shown = _printable(name)[-MAX_NAME:] or code
            self._plan(Account(code, shown, shown, group, currency))
            self._hints[hint] = self._new_hints[hint] = code
        return self.get(code)

    def save(self, connection: database.Connection) -> None:
        """Add the planned accounts and hints inside the caller's transaction."""
        for account in self._new_accounts:
            ledger.add_account(connection, account)
        for hint, code in self._new_hints.items():
            import_log.remember_hint(connection, hint, code)

    def _by_role(self, hint: AccountHint, currency: str) -> Account | None:
        """Return the chart's own account for a wallet, unless another number has taken it."""
        account = self._roles.get(hint.role) if hint.role else None
        if account is None or account.currency != currency:
            return None
        return None if account.code in self._hints.values() else account

    def _new(self, hint: AccountHint, currency: str) -> Account:
        shown = _name(hint)
        account = Account(self._free_code(), shown, shown, Group.CASH, currency)
        self._plan(account)
        return account

    def _plan(self, account: Account) -> None:
        self._accounts[account.code] = account
        self._new_accounts.append(account)

    def _free_code(self) -> str:
        """Return the first free code after the main bank account's."""
        bank = self._roles.get(Role.BANK)
        if bank is None or not bank.code.isdigit():
            raise Bug("every chart has a bank account with a numeric code")
        return next(
            code
            for number in range(int(bank.code) + 1, 10 ** (len(bank.code) + 1))
            if (code := str(number)) not in self._accounts
        )


def _name(hint: AccountHint) -> str:
    """Return what a person would call the account: its title and the last digits of its number."""
    title = _printable(hint.title) or _printable(hint.institution) or "?"
    ending = _printable(hint.number)[-4:]
    return title[: MAX_NAME - 5] + (f" {ending}" if ending and ending not in title else "")


def _printable(untrusted_name: str) -> str:
    kept = "".join(char if char.isprintable() else " " for char in untrusted_name)
    return " ".join(kept.split())


def first_match(rules: Iterable[tuple[int, str, str]], text: str) -> str | None:
    """Return the account code of the first rule (number, contains, code) found in ``text``."""
    folded = text.casefold()
    return next((code for _, contains, code in rules if contains.casefold() in folded), None)
