"""The whole ledger in the formats of other programs, so that nobody is locked in.

Each function takes a book's description, its accounts and its entries in any order, and yields the
file piece by piece: a million postings never sit in memory, and nothing is written elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.entry import Entry
from cfo_desktop.reports import export_beancount
from cfo_desktop.reports import export_csv
from cfo_desktop.reports import export_hledger
from cfo_desktop.reports import export_xlsx

_PIECE = 1 << 16
"""Characters gathered before they are handed on."""


def beancount(
    book: BookInfo, accounts: Sequence[Account], entries: Iterable[Entry]
) -> Iterator[bytes]:
    """Yield a beancount file (UTF-8) that ``bean-check`` accepts, every balance as in the book."""
    return _encoded(export_beancount.lines(book, accounts, entries))


def hledger(
    book: BookInfo, accounts: Sequence[Account], entries: Iterable[Entry]
) -> Iterator[bytes]:
    """Yield an hledger journal (UTF-8); ``ledger`` reads it too."""
    return _encoded(export_hledger.lines(book, accounts, entries))


def csv(book: BookInfo, accounts: Sequence[Account], entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield one row a posting: RFC 4180, UTF-8 with the mark by which Excel knows it."""
    return _encoded(export_csv.lines(book, accounts, entries))


def xlsx(book: BookInfo, accounts: Sequence[Account], entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield an Excel workbook: accounts, entries, trial balance."""
    return export_xlsx.pieces(book, accounts, entries)


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    gathered: list[str] = []
    size = 0
    for line in lines:
        gathered.append(line)
        size += len(line)
        if size >= _PIECE:
            yield "".join(gathered).encode()
            gathered.clear()
            size = 0
    yield "".join(gathered).encode()
