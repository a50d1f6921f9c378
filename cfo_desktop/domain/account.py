"""Accounts, the group each belongs to, and what follows from the group."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.base.errors import UserError


class Kind(enum.StrEnum):
    """The five kinds of account in double-entry bookkeeping."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"


class Activity(enum.StrEnum):
    """Part of the cash-flow statement in which money against an account belongs."""

    CASH = "cash"
    OPERATING = "operating"
    INVESTING = "investing"
    FINANCING = "financing"


class Group(enum.StrEnum):
    """Where an account stands in the balance sheet or the income statement."""

    CASH = "cash"
    RECEIVABLE = "receivable"
    STOCK = "stock"
    OTHER_CURRENT_ASSET = "other_current_asset"
    FIXED_ASSET = "fixed_asset"
    PAYABLE = "payable"
    TAX = "tax"
    OTHER_CURRENT_LIABILITY = "other_current_liability"
    LOAN = "loan"
    CAPITAL = "capital"
    DRAWINGS = "drawings"
    RETAINED = "retained"
    SALES = "sales"
    OTHER_INCOME = "other_income"
    COST_OF_SALES = "cost_of_sales"
    OPERATING = "operating"
    FINANCE = "finance"
    INCOME_TAX = "income_tax"

    @property
    def kind(self) -> Kind:
        """The kind of every account in this group."""
        return _KIND[self]

    @property
    def activity(self) -> Activity:
        """The part of the cash-flow statement of money that moves against this group."""
        return _ACTIVITY.get(self, Activity.OPERATING)


_KIND = {
    Group.CASH: Kind.ASSET,
    Group.RECEIVABLE: Kind.ASSET,
    Group.STOCK: Kind.ASSET,
    Group.OTHER_CURRENT_ASSET: Kind.ASSET,
    Group.FIXED_ASSET: Kind.ASSET,
    Group.PAYABLE: Kind.LIABILITY,
    Group.TAX: Kind.LIABILITY,
    Group.OTHER_CURRENT_LIABILITY: Kind.LIABILITY,
    Group.LOAN: Kind.LIABILITY,
    Group.CAPITAL: Kind.EQUITY,
    Group.DRAWINGS: Kind.EQUITY,
    Group.RETAINED: Kind.EQUITY,
    Group.SALES: Kind.INCOME,
    Group.OTHER_INCOME: Kind.INCOME,
    Group.COST_OF_SALES: Kind.EXPENSE,
    Group.OPERATING: Kind.EXPENSE,
    Group.FINANCE: Kind.EXPENSE,
    Group.INCOME_TAX: Kind.EXPENSE,
}
_ACTIVITY = {
    Group.CASH: Activity.CASH,
    Group.FIXED_ASSET: Activity.INVESTING,
    Group.LOAN: Activity.FINANCING,
    Group.CAPITAL: Activity.FINANCING,
    Group.DRAWINGS: Activity.FINANCING,
}


class Role(enum.StrEnum):
    """What the program itself needs to find an account for; at most one account holds each."""

    TILL = "till"
    BANK = "bank"
    RECEIVABLES = "receivables"
    PAYABLES = "payables"
    STOCK = "stock"
    SUSPENSE = "suspense"
    OPENING = "opening"
    CAPITAL = "capital"
    DRAWINGS = "drawings"
    RETAINED = "retained"
    EXCHANGE = "exchange"
    SALES = "sales"
    PURCHASES = "purchases"
    WAGES = "wages"
    RENT = "rent"
    UTILITIES = "utilities"
    FEES = "fees"
    INTEREST = "interest"
    SALES_TAX = "sales_tax"
    FX_GAIN = "fx_gain"
    WALLET_ALIPAY = "wallet_alipay"
    WALLET_WECHAT = "wallet_wechat"
    CARD_CLEARING = "card_clearing"
    LOAN = "loan"
    OTHER_INCOME = "other_income"
    DEPRECIATION = "depreciation"
    SAVINGS = "savings"
    OTHER_EXPENSE = "other_expense"


_STEP = 10
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,31}")
MAX_NAME = 120


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the ledger.

    ``code`` never changes once made (the hash chain covers it); the names may. Every amount on
    the account is in ``currency``.
    """

    code: str
    name: str
    name_zh: str
    group: Group
    currency: str
    role: Role | None = None
    closed_on: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse a code or name that could not be shown or exported."""
        if not _CODE.fullmatch(self.code):
            raise UserError("account_code_invalid", code=self.code)
        for name in (self.name, self.name_zh):
            if not name.strip() or len(name) > MAX_NAME or not name.isprintable():
                raise UserError("account_name_invalid", code=self.code)

    @property
    def kind(self) -> Kind:
        """The account's kind, which follows from its group."""
        return self.group.kind

    def in_currency(self, currency: str) -> Account:
        """Return its sister for money in another currency: ``3090-USD``, without the role."""
        name, name_zh = (f"{name[: MAX_NAME - 4]} {currency}" for name in (self.name, self.name_zh))
        return Account(f"{self.code}-{currency}", name, name_zh, self.group, currency)

    def name_in(self, language: str) -> str:
        """Return the name in ``en`` or ``zh_CN``."""
        return self.name_zh if language == "zh_CN" else self.name


@dataclass(frozen=True, slots=True)
class AccountUse:
    """An account, its balance in minor units of its own currency, and how it is used."""

    account: Account
    balance: int
    entries: int
    """How many lines of entries stand on it."""
    last_day: dt.date | None
    """Of its latest entry."""


def free_code(accounts: Sequence[Account], group: Group) -> str:
    """Return a code that no account has, ten after the last one of ``group``.

    Where ten would lead past an account of another group it is the next free one. Codes with
    letters are left out of the count.
    """
    coded = [account for account in accounts if account.code.isdecimal()]
    taken = {int(account.code) for account in coded}
    own = [int(account.code) for account in coded if account.group is group]
    last = max(own, default=max(taken, default=0))
    beyond = min((number for number in taken if number > last), default=None)
    code = last + (_STEP if beyond is None or last + _STEP < beyond else 1)
    while code in taken:
        code += 1
    width = max((len(account.code) for account in coded), default=4)
    return f"{code:0{width}d}"
