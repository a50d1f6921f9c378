"""Names of accounts in plain-text ledgers: readable, unique, and the same at every export."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable
from collections.abc import Sequence

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Kind

ROOTS = {
    Kind.ASSET: "Assets",
    Kind.LIABILITY: "Liabilities",
    Kind.EQUITY: "Equity",
    Kind.INCOME: "Income",
    Kind.EXPENSE: "Expenses",
}
_SPACES = re.compile(r"\s+")


def paths(accounts: Sequence[Account], *, leaf: Callable[[Account], str]) -> dict[str, str]:
    """Return the full name of each account by its code: ``Assets:Cash:1010-Cash-in-the-till``.

    ``leaf`` makes the last part; where two parts are alike, the later code gets a number.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for account in sorted(accounts, key=lambda account: account.code):
        group = account.group.value.capitalize().replace("_", "-")
        wanted = path = f"{ROOTS[account.kind]}:{group}:{leaf(account)}"
        numbers = itertools.count(2)
        while path in taken:
            path = f"{wanted}-{next(numbers)}"
        taken.add(path)
        names[account.code] = path
    return names


def hyphenated(account: Account) -> str:
    """Return code and name as one word of letters, digits and hyphens, as beancount asks."""
    name = unicodedata.normalize("NFC", f"{account.code} {account.name}")
    word = "".join(letter if _is_word(letter) else "-" for letter in name)
    word = re.sub("-{2,}", "-", word).strip("-")
    return word[:1].upper() + word[1:]


def one_line(untrusted_text: str) -> str:
    """Return a text in which every run of spaces, line ends and control characters is a space."""
    shown = (
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in untrusted_text
    )
    return _SPACES.sub(" ", "".join(shown)).strip()


def _is_word(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category.startswith("L") or category == "Nd"
