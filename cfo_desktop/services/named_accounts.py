"""Finding what charts have an account of but no role: by words of its Chinese name."""

from __future__ import annotations

import enum

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.services.statement_accounts import StatementAccounts


class Purpose(enum.StrEnum):
    """What such an account is for."""

    PLATFORM = "platform"
    STORED = "stored"
    TIPS = "tips"
    INTEREST_RECEIVED = "interest_received"


_PLACES: dict[Purpose, tuple[tuple[Group, ...], tuple[str, ...]]] = {
    Purpose.PLATFORM: ((Group.CASH,), ("外卖平台",)),
    Purpose.STORED: ((Group.OTHER_CURRENT_LIABILITY,), ("储值", "预收")),
    Purpose.TIPS: ((Group.OTHER_CURRENT_LIABILITY,), ("其他应付",)),
    # China's small enterprises take it off their finance costs
    Purpose.INTEREST_RECEIVED: ((Group.OTHER_INCOME, Group.FINANCE), ("利息收入",)),
}


def find(accounts: StatementAccounts, purpose: Purpose, *, currency: str) -> Account | None:
    """Return the account for a purpose; ``None`` where the chart has none of this currency."""
    groups, words = _PLACES[purpose]
    found = (accounts.named(group, words, currency=currency) for group in groups)
    return next(filter(None, found), None)
