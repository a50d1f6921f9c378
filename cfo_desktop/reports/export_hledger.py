"""Writes the ledger as an hledger journal, in the subset that ledger reads too."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.entry import Posting
from cfo_desktop.reports import export_names

_TYPES = {
    Kind.ASSET: "A",
    Kind.LIABILITY: "L",
    Kind.EQUITY: "E",
    Kind.INCOME: "R",
    Kind.EXPENSE: "X",
}
_CASH = "C"

# Marks of the journal's own grammar, by look-alikes that mean nothing to it.
_IN_TEXT = str.maketrans({";": "；", "|": "｜"})
_IN_NAME = str.maketrans({":": "：", ";": "；", "|": "｜", '"': "”"})
_IN_TAG = str.maketrans({",": "，", ":": "：", ";": "；"})


def lines(book: BookInfo, accounts: Sequence[Account], entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the journal's lines, line ends included."""
    names = export_names.paths(accounts, leaf=leaf)
    yield f"; {export_names.one_line(book.name)}\n\n"
    for currency in sorted({account.currency for account in accounts} | {book.currency}):
        yield f"commodity {currency}\n"
        digits = minor_digits(currency)
        if digits:  # hledger wants a decimal mark even where ledger wants none: say nothing
            yield f"  format 1000.{'0' * digits} {currency}\n"
    for account in accounts:
        kind = _CASH if account.group is Group.CASH else _TYPES[account.kind]
        yield f"\naccount {names[account.code]}\n"
        yield f"  ; type:{kind}, code:{account.code}, name-zh:{_tag(account.name_zh)}\n"
    for entry in entries:
        yield _transaction(entry, names)


def _transaction(entry: Entry, names: dict[str, str]) -> str:
    draft = entry.draft
    party, narration = _text(draft.party), _text(draft.narration)
    description = f"{party} | {narration}" if party else narration
    tags = {
        "reverses": draft.reverses,
        "reversed-by": entry.reversed_by,
        "completes": draft.completes,
        "batch": None if entry.batch is None else _tag(entry.batch),
    }
    comment = ", ".join(f"{key}:{value}" for key, value in tags.items() if value is not None)
    parts = [f"\n{draft.day} * ({entry.number}) {description}".rstrip() + "\n"]
    if comment:
        parts.append(f"    ; {comment}\n")
    parts += [_posting(line, names) for line in draft.postings]
    return "".join(parts)


def _posting(line: Posting, names: dict[str, str]) -> str:
    value = ""
    if line.amount != line.value:
        value = f"  ; value:{line.value} {line.value.currency}"
    return f"    {names[line.account]}  {line.amount} {line.amount.currency}{value}\n"


def leaf(account: Account) -> str:
    """Return code and name; one space at a time, since two end a name."""
    return f"{account.code} {export_names.one_line(account.name).translate(_IN_NAME)}"


def _text(untrusted_text: str) -> str:
    return export_names.one_line(untrusted_text).translate(_IN_TEXT)


def _tag(untrusted_text: str) -> str:
    return export_names.one_line(untrusted_text).translate(_IN_TAG)
