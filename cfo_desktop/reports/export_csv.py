"""Writes the ledger as a table, one row a posting, that spreadsheets open without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.entry import Entry

COLUMNS = (
    "entry",
    "date",
    "account",
    "account_name",
    "account_name_zh",
    "amount",
    "currency",
    "value",
    "value_currency",
    "party",
    "narration",
    "status",
    "reverses",
    "reversed_by",
    "completes",
    "batch",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings by which a spreadsheet may take a text for a formula."""


def lines(_book: BookInfo, accounts: Sequence[Account], entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the rows, the byte-order mark and the head first, ends of line included."""
    names = {
        account.code: (guarded(account.code), guarded(account.name), guarded(account.name_zh))
        for account in accounts
    }
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerows(_rows(entry, names))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def status(entry: Entry) -> str:
    """Return ``posted``, ``reversed`` (taken back by another) or ``reversal`` (takes one back)."""
    if entry.reversed_by is not None:
        return "reversed"
    return "posted" if entry.draft.reverses is None else "reversal"


def guarded(untrusted_text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe in front if need be."""
    return f"'{untrusted_text}" if untrusted_text.startswith(_FORMULA) else untrusted_text


def _rows(entry: Entry, names: dict[str, tuple[str, str, str]]) -> Iterator[Sequence[object]]:
    draft = entry.draft
    after = (
        guarded(draft.party),
        guarded(draft.narration),
        status(entry),
        draft.reverses,
        entry.reversed_by,
        draft.completes,
        guarded(entry.batch or ""),
    )
    for line in draft.postings:
        yield (
            entry.number,
            draft.day,
            *names[line.account],
            line.amount,
            line.amount.currency,
            line.value,
            line.value.currency,
            *after,
        )
