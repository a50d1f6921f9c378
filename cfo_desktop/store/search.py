"""The index that finds entries by any of their words, amounts and days, in the order of days.

A full-text table without a copy of the texts. Its rowid is the entry's *place*, day key ×
10¹⁰ + number: ``ORDER BY rowid DESC`` is the register's own order, so that a page of hits is read
without sorting, however many there are. Chinese characters are words of their own, and what is
typed in a row is a phrase of them. Beside the words, *marks* tell what else an entry is found by:
``d20261104`` its day, ``m12p5`` an amount of 12.50, ``a7`` an account.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from cfo_desktop.base.progress import SCALE
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import part
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.search import Term
from cfo_desktop.domain.search import folded
from cfo_desktop.store.database import Connection

PLACE = 10_000_000_000
"""A day's places begin at its key times this."""

_INSERT = "INSERT INTO entry_search (rowid, words, marks) VALUES (?, ?, ?)"
# Scripts written without spaces: kana, CJK with its extensions, and compatibility forms.
_IDEOGRAPHS = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+"
)
Line = tuple[int, int, int, str]
"""Account's id, amount, value, the account's currency."""
_Found = tuple[int, int, str, str, Sequence[Line]]
"""Number, day key, narration, party and lines of an entry: what it is found by."""
_CHUNK = 1000
"""Entries between two reports."""


def words_of(text: str) -> str:
    """Return ``text`` as it is indexed and looked up: forms folded, ideographs set apart."""
    return _IDEOGRAPHS.sub(_set_apart, folded(text))


def _set_apart(run: re.Match[str]) -> str:
    return f" {' '.join(run[0])} "


def add(
    connection: Connection,
    entries: Iterable[_Found],
    *,
    currency: str,
    progress: Progress = unheard,
) -> None:
    """Index (number, day key, narration, party, lines) of entries; ``currency`` is the book's.

    They are put in by place: each step back would make the index write out a part of its own.
    """
    rows = [
        (day * PLACE + number, words_of(f"{party} {narration}"), _marks(day, lines, currency))
        for number, day, narration, party, lines in entries
    ]
    rows.sort()
    for start in range(0, len(rows), _CHUNK):
        progress(start, len(rows))
        connection.executemany(_INSERT, rows[start : start + _CHUNK])
    progress(len(rows), len(rows))


def _marks(day: int, lines: Sequence[Line], currency: str) -> str:
    """Return the marks of an entry: its day, each account, each amount, and what it moves."""
    marks = {f"d{day}"}
    amounts = set()
    moved = 0
    for account, amount, value, own in lines:
        marks.add(account_mark(account))
        amounts.add((abs(amount), own))
        if own != currency:
            amounts.add((abs(value), currency))
        if value > 0:
            moved += value
    amounts.add((moved, currency))  # most often an amount that is there: both lines of two
    marks.update(amount_mark(minor, own) for minor, own in amounts)
    return " ".join(marks)


def amount_mark(minor: int, currency: str) -> str:
    """Return the mark of an amount, whatever its sign and its number of decimals."""
    digits = minor_digits(currency)
    whole, decimals = divmod(abs(minor), 10**digits)
    if not decimals:
        return f"m{whole}"
    return f"m{whole}p{decimals:0{digits}d}".rstrip("0")


def account_mark(account: int | str) -> str:
    """Return the mark of the entries that touch an account, by its row id."""
    return f"a{account}"


def fill(connection: Connection, progress: Progress = unheard) -> None:
    """Index every entry of a book from before there was an index; nothing is indexed yet."""
    row = connection.execute("SELECT value FROM book WHERE key = 'currency'").fetchone()
    if row is None:  # a book that is just being made
        return
    (total,) = connection.execute("SELECT count(*) FROM entry").fetchone()
    reading = part(progress, first=0, last=SCALE // 2)
    entries = _reported(_all(connection), total, reading)
    putting_in = part(progress, first=SCALE // 2, last=SCALE)
    add(connection, entries, currency=str(row[0]), progress=putting_in)


def rebuild(connection: Connection, progress: Progress = unheard) -> None:
    """Make the index anew from the entries, inside the caller's transaction.

    What the damaged one holds is not read: it is dropped by the pages it lies in.
    """
    connection.execute("INSERT INTO entry_search (entry_search) VALUES ('delete-all')")
    fill(connection, progress)


def _reported(entries: Iterable[_Found], total: int, progress: Progress) -> Iterator[_Found]:
    for done, entry in enumerate(entries):
        if done % _CHUNK == 0:
            progress(done, total)
        yield entry


def _all(connection: Connection) -> Iterator[_Found]:
    rows = connection.execute(
        "SELECT e.id, e.day, e.narration, e.party, p.account, p.amount, p.value, a.currency"
        " FROM entry e JOIN posting p ON p.entry = e.id JOIN account a ON a.id = p.account"
        " WHERE e.link IS NOT NULL ORDER BY e.id, p.line"
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        found = list(group)
        number, day, narration, party = found[0][:4]
        yield number, day, narration, party, [line[4:] for line in found]


def differing(connection: Connection) -> list[str]:
    """Return marks that the index holds more or less often than the entries do, five at most."""
    (currency,) = connection.execute("SELECT value FROM book WHERE key = 'currency'").fetchone()
    counts: Counter[str] = Counter()
    for _, day, _, _, lines in _all(connection):
        counts.update(_marks(day, lines, currency).split())
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.found_by USING fts5vocab (main, entry_search, col)"
    )
    try:
        for mark, entries in connection.execute(
            "SELECT term, doc FROM temp.found_by WHERE col = 'marks'"
        ):
            counts[mark] -= entries
    finally:
        connection.execute("DROP TABLE temp.found_by")
    return [mark for mark, difference in counts.items() if difference][:5]


def unreachable(connection: Connection) -> int:
    """Return how many parts of the index its own table of contents does not name.

    SQLite's check reads the parts one after the other, and does not miss their names.
    """
    (count,) = connection.execute(
        "SELECT count(*) FROM (SELECT id >> 37 FROM entry_search_data WHERE id >> 37 > 0"
        " EXCEPT SELECT segid FROM entry_search_idx)"
    ).fetchone()
    return int(count)


def expression(terms: Sequence[Term], *, account: int | str | None, years: Sequence[int]) -> str:
    """Return what the index is asked for: entries that every term finds, of one account or all.

    ``years`` are those that a day without a year may lie in. Empty where nothing is asked.
    """
    parts = [_asked(term, years) for term in terms]
    if account is not None:
        parts.append(f'marks : "{account_mark(account)}"')
    return " AND ".join(f"({part})" for part in parts)


def _asked(term: Term, years: Sequence[int]) -> str:
    words = " AND ".join(f'words : "{_quoted(word)}"*' for word in term.words)
    amounts = [value.replace(".", "p") for value in term.amounts]
    days = [*term.days, *(f"{year}{day}" for day in term.days_of_any_year for year in years)]
    asked = [
        f"({words})",
        *(f'marks : "m{value}"' for value in amounts),
        *(f'marks : "d{day}"*' for day in days),
    ]
    return " OR ".join(asked)


def _quoted(word: str) -> str:
    return words_of(word).replace('"', " ")
