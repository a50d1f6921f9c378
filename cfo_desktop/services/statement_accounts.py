"""Finding the account that a statement, or one of its rows, is about."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from collections.abc import Sequence

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

    def has(self, code: str) -> bool:
        """Tell whether the book has an account of this code."""
        return code in self._accounts

    def get(self, code: str) -> Account:
        """Return an account by its code; raise ``UserError("account_unknown")``."""
        if code not in self._accounts:
            raise UserError("account_unknown", code=code)
        return self._accounts[code]

    def all_accounts(self) -> list[Account]:
        """Return the book's accounts and those that are planned."""
        return list(self._accounts.values())

    def hints(self) -> dict[str, str]:
        """Return {account hint: account code}, with what is planned."""
        return self._hints

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
        code = self._hints.get(_key(hint)) or self._same_number(hint)
        return self._accounts[code] if code else None

    def of_same_columns(self, hint: AccountHint) -> set[str]:
        """Return the accounts of tables with the same columns, where the hint names no bank."""
        if hint.number or not hint.institution.startswith("table-"):
            return set()
        start = f"{hint.institution}:"
        return {code for key, code in self._hints.items() if key.startswith(start)}

    def _same_number(self, hint: AccountHint) -> str | None:
        """Return the account remembered under another spelling of the same number.

        A wallet prints the last four digits of a bank's card, the bank's own file more of them;
        where one of them prints none, a bank of which only one account is known is that one.
        """
        if not hint.institution.startswith("table-") and (only := self._only_one(hint)):
            return only
        ending = hint.number[-_ENDING:]
        if len(ending) < _ENDING or not ending.isdigit():
            return None
        for key, code in self._hints.items():
            institution, _, number = key.rpartition(":")
            short = _ENDING in {len(number), len(hint.number)} or "*" in number + hint.number
            if institution == hint.institution and number.endswith(ending) and short:
                return code
        return None

    def _only_one(self, hint: AccountHint) -> str | None:
        """Return the only account of an institution, where it or the hint has no number."""
        found = {
            number: code
            for key, code in self._hints.items()
            for institution, _, number in [key.rpartition(":")]
            if institution == hint.institution
        }
        if len(set(found.values())) != 1 or (hint.number and set(found) != {""}):
            return None
        return next(iter(found.values()))

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
        code = chosen or self._hints.get(_key(hint)) or self._same_number(hint)
        if code is None:
            account = self._by_role(hint, currency or self.currency)
            account = account or self._new(hint, currency or self.currency)
        else:
            account = self.get(code)
        if currency is not None and account.currency != currency:
            raise UserError("account_currency", code=account.code, currency=account.currency)
        key = _key(hint)
        if self._hints.get(key) != account.code:
            self._hints[key] = self._new_hints[key] = account.code
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

    def named(self, group: Group, words: Sequence[str], *, currency: str) -> Account | None:
        """Return a group's first account whose Chinese name holds one of these words, in turn.

        For what charts have an account of, but no role.
        """
        known = [self._accounts[code] for code in sorted(self._accounts)]
        fitting = (
            account
            for word in words
            for account in known
            if account.group is group and account.currency == currency and word in account.name_zh
        )
        return next(fitting, None)

    def save(self, connection: database.Connection) -> None:
        """Add the planned accounts and hints inside the caller's transaction."""
        for account in self._new_accounts:
            ledger.add_account(connection, account)
        for hint, code in self._new_hints.items():
            import_log.remember_hint(connection, hint, code)

    def _by_role(self, hint: AccountHint, currency: str) -> Account | None:
        """Return the chart's own account for a wallet, unless another number has taken it.

        The savings account is there for every wallet's pot.
        """
        account = self._roles.get(hint.role) if hint.role else None
        if account is None or account.currency != currency:
            return None
        if hint.role is Role.SAVINGS:
            return account
        return None if account.code in self._hints.values() else account

    def _new(self, hint: AccountHint, currency: str) -> Account:
        shown = _name(hint)
        if _is_credit(hint):
            code, group = self._free_code(self._credit_card()), Group.OTHER_CURRENT_LIABILITY
        else:
            code, group = self._free_code(self._roles[Role.BANK].code), Group.CASH
        account = Account(code, shown, shown, group, currency)
        self._plan(account)
        return account

    def _plan(self, account: Account) -> None:
        self._accounts[account.code] = account
        self._new_accounts.append(account)

    def _credit_card(self) -> str:
        """Return the code of the chart's account for what is owed on credit cards."""
        owed = (
            account.code
            for account in self._accounts.values()
            if account.group is Group.OTHER_CURRENT_LIABILITY and "信用卡" in account.name_zh
        )
        return next(owed, self._roles[Role.BANK].code)

    def _free_code(self, after: str) -> str:
        """Return the first free code after another, which is a number in every chart."""
        if not after.isdigit():
            raise Bug("every chart numbers its bank accounts and credit cards")
        return next(
            code
            for number in range(int(after) + 1, 10 ** (len(after) + 1))
            if (code := str(number)) not in self._accounts
        )


_ENDING = 4
_SOME_BANK = {"bank", "credit-card"}
_CREDIT = re.compile(
    r"信用卡|贷记卡|信用购|花呗|借呗|白条|月付|贷款|-(credit|loan)$|(?<![a-z])("
    r"credit[-_ ]?cards?|credit[-_ ]?lines?|lines? of credit|loans?|huabei|jiebei|"
    r"kreditkarten?|cartes? de crédit|tarjetas? de crédito|carta di credito"
    r")(?![a-z])"
)
"""Whole words: a credit union is a bank."""


def is_vague(hint: AccountHint) -> bool:
    """Tell whether a hint says no more than that it is some bank's account or card."""
    return hint.institution in _SOME_BANK and not hint.number


def _is_credit(hint: AccountHint) -> bool:
    """Tell whether a hint names a credit card or a wallet's credit rather than money at hand."""
    texts = (hint.institution.casefold(), hint.title.casefold())
    return hint.owed or any(map(_CREDIT.search, texts))


def _key(hint: AccountHint) -> str:
    """Return the text under which the book remembers a hint.

    A table that names neither bank nor number is known by its columns and by the letters of its
    name: next month's file is of the same account, another bank's with the same columns is not.
    """
    if hint.number or not hint.institution.startswith("table-"):
        return hint.key
    letters = "".join(char for char in hint.title.casefold() if char.isalpha())
    return f"{hint.key}{letters}"


def _name(hint: AccountHint) -> str:
    """Return what a person would call the account: its title and the last digits of its number."""
    title = _printable(hint.title) or _printable(hint.institution) or "?"
    ending = _printable(hint.number)[-4:]
    return title[: MAX_NAME - 5] + (f" {ending}" if ending and ending not in title else "")


def _printable(untrusted_name: str) -> str:
    kept = "".join(char if char.isprintable() else " " for char in untrusted_name)
    return " ".join(kept.split())
