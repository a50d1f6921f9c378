"""The made ledger as the other programs read it: one journal for hledger and ledger, one beancount.

Written straight from the drafts and not by the program's own export, which would otherwise vouch
for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.money import decimal_text
from tests.benchmarks import made_ledger

_ROOTS = {
    Kind.ASSET: "Assets",
    Kind.LIABILITY: "Liabilities",
    Kind.EQUITY: "Equity",
    Kind.INCOME: "Income",
    Kind.EXPENSE: "Expenses",
}
_CHINESE = {Role.WALLET_ALIPAY, Role.WALLET_WECHAT, Role.STOCK}


def names(accounts: Iterable[Account]) -> dict[str, str]:
    """Return {code: name}, such as ``Expenses:Operating:Rent``; every program reads these."""
    found = {}
    for account in accounts:
        group = "-".join(part.capitalize() for part in account.group.value.split("_"))
        own = account.name_zh if account.role in _CHINESE else account.name
        slug = "-".join(re.findall(r"\w+", own))
        found[account.code] = f"{_ROOTS[account.kind]}:{group}:{slug[0].upper()}{slug[1:]}"
    return found


def ledger_text(accounts: Iterable[Account], drafts: Iterable[Draft]) -> Iterator[str]:
    """Yield the journal of hledger and ledger."""
    name = names(accounts)
    for draft in drafts:
        party = f"{draft.party} - " if draft.party else ""
        lines = [f"{draft.day} * {party}{draft.narration}\n"]
        for line in draft.postings:
            amount = decimal_text(line.amount.minor, made_ledger.CURRENCY)
            lines.append(f"    {name[line.account]}  {amount} {made_ledger.CURRENCY}\n")
        yield "".join([*lines, "\n"])


def beancount_text(accounts: Iterable[Account], drafts: Iterable[Draft]) -> Iterator[str]:
    """Yield the beancount file."""
    accounts = list(accounts)
    name = names(accounts)
    for each in name.values():
        yield f"{made_ledger.FIRST_DAY} open {each} {made_ledger.CURRENCY}\n"
    for draft in drafts:
        lines = [f'\n{draft.day} * "{draft.party}" "{draft.narration}"\n']
        for line in draft.postings:
            amount = decimal_text(line.amount.minor, made_ledger.CURRENCY)
            lines.append(f"  {name[line.account]}  {amount} {made_ledger.CURRENCY}\n")
        yield "".join(lines)
