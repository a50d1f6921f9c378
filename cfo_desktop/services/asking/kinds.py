"""Which accounts of a book a kind of expense means: by role, by group, by words of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind as AccountKind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.asking import Kind

_ROLES = {
    Role.RENT: Kind.RENT,
    Role.WAGES: Kind.WAGES,
    Role.UTILITIES: Kind.UTILITIES,
    Role.FEES: Kind.FEES,
}
# Of names of accounts, which say what they hold, and not of questions, which say it in any way.
_WORDS: dict[Kind, str] = {
    Kind.RENT: r"\brent(?:al)?s?\b|\blease\b|房租|租金|租赁",
    Kind.WAGES: (
        r"\bwages?\b|\bsalar(?:y|ies)\b|\bpayroll\b|\bstaff\b|\bpensions?\b|social insurance"
        r"|工资|薪酬|薪金|社会保险|社保|公积金|福利"
    ),
    Kind.UTILITIES: (
        r"\butilit(?:y|ies)\b|\belectric(?:ity)?\b|\bwater\b|\bgas\b|\bpower\b|\bheating\b"
        r"|\benergy\b|水电|电费|水费|燃气|煤气|暖气|取暖"
    ),
    Kind.ADVERTISING: r"\badvert\w*|\bmarketing\b|\bpromotion\w*|广告|推广|宣传",
    Kind.TRANSPORT: (
        r"\btransport\w*|\bdelivery of\b|\bdeliveries\b|\bshipping\b|\bfreight\b|\bcarriage\b"
        r"|\bvehicles?\b|\btravel\w*|\bfuel\b|\bcouriers?\b|\bpostage\b"
        r"|运费|运输|快递|物流|车辆|差旅|交通费|油费"
    ),
    Kind.INSURANCE: r"(?<!social )\binsurance\b|(?<!社会)保险",
    Kind.REPAIRS: r"\brepairs?\b|\bmaintenance\b|维修|修理|维护|保养",
    Kind.FEES: (
        r"\b(?:bank|wallet|card|payment)\b.*\b(?:fees?|charges?)\b|\bcommission\b|手续费|佣金"
    ),
    Kind.SUPPLIES: (
        r"\bsupplies\b|\bstationery\b|\bpackaging\b|\bpacking\b|\boffice\b"
        r"|办公|文具|包装|耗材|低值易耗"
    ),
    Kind.TELEPHONE: (
        r"\b(?:tele)?phones?\b|\binternet\b|\bbroadband\b|\bmobile\b|电话|通讯|网络费|宽带"
    ),
}


def codes(accounts: Iterable[Account], kind: Kind) -> frozenset[str]:
    """Return the codes of the accounts of a kind; none where the book has no such account."""
    if kind is Kind.DRAWINGS:
        return frozenset(each.code for each in accounts if each.group is Group.DRAWINGS)
    return frozenset(
        account.code
        for account in accounts
        if account.kind is AccountKind.EXPENSE and _is(account, kind)
    )


def _is(account: Account, kind: Kind) -> bool:
    if kind is Kind.GOODS:
        return account.group is Group.COST_OF_SALES
    if account.role is not None and account.role in _ROLES:
        return _ROLES[account.role] is kind
    words = re.compile(_WORDS[kind], re.IGNORECASE)
    return any(words.search(name) for name in (account.name, account.name_zh))
