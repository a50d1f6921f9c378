"""Another program's book as its file tells it: accounts, transactions, and what cannot be taken."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money

GNUCASH_KINDS = {
    "ASSET": Kind.ASSET,
    "BANK": Kind.ASSET,
    "CASH": Kind.ASSET,
    "RECEIVABLE": Kind.ASSET,
    "CREDIT": Kind.LIABILITY,
    "LIABILITY": Kind.LIABILITY,
    "PAYABLE": Kind.LIABILITY,
    "EQUITY": Kind.EQUITY,
    "TRADING": Kind.EQUITY,
    "INCOME": Kind.INCOME,
    "EXPENSE": Kind.EXPENSE,
}
"""GnuCash's account types that hold money; STOCK and MUTUAL hold securities and are not taken."""


@dataclass(frozen=True, slots=True)
class ForeignAccount:
    """An account, named by its whole path (``Assets:Bank:Checking``)."""

    path: str
    kind: Kind
    detail: str = ""
    """The other program's own type where it has one (``BANK``, ``RECEIVABLE``, ``C``)."""


@dataclass(frozen=True, slots=True)
class ForeignPosting:
    """One line: ``amount`` on the account, and ``value`` in the transaction's currency.

    ``value`` is ``None`` where the file gives no price; lines of one currency need none.
    """

    account: str
    amount: Money
    value: Money | None = None


@dataclass(frozen=True, slots=True)
class ForeignEntry:
    """One transaction; ``place`` finds it in the file, ``id`` is the program's own or empty."""

    place: str
    day: dt.date
    narration: str
    postings: tuple[ForeignPosting, ...]
    party: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ForeignBook:
    """What was taken out of a file, and ``not_taken``: each thing that was not, and where.

    Each fault with a ``place`` that starts with ``transaction`` stands for one transaction.
    """

    program: str
    """``gnucash``, ``beancount`` or ``hledger``."""
    currency: str
    """The main currency: that of most postings."""
    accounts: tuple[ForeignAccount, ...]
    entries: tuple[ForeignEntry, ...]
    not_taken: tuple[Fault, ...] = ()
