"""What the books remember, as analysis is given it: balances, movements by month and day, rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.settling import Settlement


@dataclass(frozen=True, slots=True)
class Row:
    """What one standing entry moves on one account that is neither money, suspense nor takings.

    Entries that were taken back are no rows, nor are what took them back, year-end closings and
    opening balances. Money that was sorted later is told by the payment's own entry. ``value`` is
    in minor units of the book's currency, debit positive.
    """

    entry: int
    day: dt.date
    party: str
    text: str
    account: str
    value: int


@dataclass(frozen=True, slots=True)
class Planned:
    """One day of a schedule that is still to come, or due: what it will move on accounts of money.

    ``cash`` is in minor units of the book's currency, positive for money that comes in;
    ``accounts`` are the others that it moves.
    """

    day: dt.date
    cash: int
    text: str
    party: str
    accounts: frozenset[str]
    schedule: int


@dataclass(frozen=True, slots=True)
class History:
    """The books as they stood at the end of ``today``; nothing later is in it.

    Amounts are minor units of the book's currency, debit positive unless a field says otherwise.
    Year-end closings and opening balances are in ``balances`` alone.
    """

    today: dt.date
    currency: str
    accounts: Mapping[str, Account]
    """By code."""
    first_day: dt.date | None
    """Of the earliest entry; ``None`` for an empty ledger."""
    balances: Mapping[str, int]
    """{account code: balance}, those of 0 left out."""
    months: Mapping[Month, Mapping[str, int]]
    """{month: {account code: movement}} of every month from the first to that of ``today``."""
    days_from: dt.date
    """The first day that ``days``, ``takings`` and ``rows`` reach back to."""
    days: Mapping[dt.date, Mapping[str, int]]
    """{day: {account code: movement}}; days on which nothing moved are left out."""
    takings: Mapping[dt.date, int]
    """{day: sales that were paid at once}, positive for sales; days without any are left out."""
    rows: tuple[Row, ...]
    """In the order of days and entries; sales that were paid at once are not among them."""
    carried: Mapping[tuple[str, str], int]
    """{(account code, party): balance} of debts at the start of ``days_from``, 0 left out; money
    without a party stands under the empty name."""
    planned: tuple[Planned, ...] = ()
    """What repeats, in the order of days: due and not yet posted, and for the days to come."""
    settlements: tuple[Settlement, ...] = ()
    """What was said to settle what, in that order; it holds where both are among the rows."""
    due: Mapping[int, dt.date] = field(default_factory=dict)
    """{entry: the day on which its debt is due} where one was named."""

    def codes(self, *groups: Group) -> frozenset[str]:
        """Return the codes of the accounts in these groups."""
        return frozenset(code for code, each in self.accounts.items() if each.group in groups)

    def role(self, role: Role) -> str | None:
        """Return the code of the account that holds a role."""
        return next((code for code, each in self.accounts.items() if each.role is role), None)

    def cash(self) -> int:
        """Return the money there is on all accounts of money."""
        return sum(self.balances.get(code, 0) for code in self.codes(Group.CASH))
