"""Which accounts of a book a place of money means: by role, else by words of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.asking import Pot

_ROLES = {
    Role.TILL: Pot.TILL,
    Role.BANK: Pot.BANK,
    Role.SAVINGS: Pot.SAVINGS,
    Role.WALLET_WECHAT: Pot.WECHAT,
    Role.WALLET_ALIPAY: Pot.ALIPAY,
    Role.CARD_CLEARING: Pot.CARDS,
}
# Of names of accounts, which say what they hold, and not of questions, which say it in any way.
_WORDS: dict[Pot, str] = {
    Pot.WECHAT: r"\bwe\s?chat\b|微信",
    Pot.ALIPAY: r"\balipay\b|支付宝",
    Pot.CARDS: r"\bcard\b.*\b(?:takings|way|clearing)\b|刷卡|在途",
    Pot.SAVINGS: r"\bsavings?\b|\bdeposit\b|储蓄|定期|余额宝|理财",
    Pot.TILL: (
        r"\btill\b|\bcash\s(?:box|drawer|desk|register|in\shand)\b|\bpetty\scash\b"
        r"|库存现金|备用金"
    ),
    Pot.BANK: r"\bbank\b|\b(?:current|checking)\saccount\b|银行|存款",
}


def codes(accounts: Iterable[Account], pot: Pot) -> frozenset[str]:
    """Return the codes of the accounts of a place; none where the book has no such account."""
    return frozenset(
        each.code for each in accounts if each.group is Group.CASH and _pot(each) is pot
    )


def _pot(account: Account) -> Pot | None:
    if account.role is not None and account.role in _ROLES:
        return _ROLES[account.role]
    names = f"{account.name} {account.name_zh}"
    return next(
        (each for each, words in _WORDS.items() if re.search(words, names, re.IGNORECASE)), None
    )
