"""Writes the ledger as a beancount file.

Every entry balances in each currency by its exchange accounts, so no prices are needed. What
beancount has no place for (entry number, reversal, import, value) goes along as metadata.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.period import FIRST_DAY
from cfo_desktop.reports import export_names

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def lines(book: BookInfo, accounts: Sequence[Account], entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the file's lines, line ends included."""
    names = export_names.paths(accounts, leaf=export_names.hyphenated)
    last_used: dict[str, dt.date] = {}
    yield f'option "title" {_quoted(book.name)}\n'
    yield f'option "operating_currency" "{book.currency}"\n\n'
    for account in accounts:
        # The first day an entry may have: which account is used when is not known yet.
        yield f"{FIRST_DAY} open {names[account.code]} {account.currency}\n"
        yield f"  code: {_quoted(account.code)}\n"
        yield f"  name: {_quoted(account.name)}\n"
        yield f"  name-zh: {_quoted(account.name_zh)}\n"
    for entry in entries:
        yield _transaction(entry, names)
        for line in entry.draft.postings:
            last_used[line.account] = max(entry.draft.day, last_used.get(line.account, FIRST_DAY))
    for account in accounts:
        closed = account.closed_on
        if closed and closed >= last_used.get(account.code, FIRST_DAY):
            yield f"\n{closed} close {names[account.code]}\n"


def _transaction(entry: Entry, names: dict[str, str]) -> str:
    draft = entry.draft
    party = f"{_quoted(draft.party)} " if draft.party else ""
    numbers = {"entry": entry.number, "reverses": draft.reverses, "reversed-by": entry.reversed_by}
    numbers["completes"] = draft.completes
    parts = [f"\n{draft.day} * {party}{_quoted(draft.narration)}\n"]
    parts += [f"  {key}: {number}\n" for key, number in numbers.items() if number is not None]
    if entry.batch is not None:
        parts.append(f"  batch: {_quoted(entry.batch)}\n")
    parts += [_posting(line, names) for line in draft.postings]
    return "".join(parts)


def _posting(line: Posting, names: dict[str, str]) -> str:
    text = f"  {names[line.account]}  {line.amount} {line.amount.currency}\n"
    if line.amount != line.value:
        text += f"    value: {line.value} {line.value.currency}\n"
    return text


def _quoted(untrusted_text: str) -> str:
    """Return a string literal; control characters that the grammar has no escape for go."""
    text = _CONTROL.sub(" ", untrusted_text)
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'
