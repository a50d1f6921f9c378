"""Every control of a book, each independent of the code that wrote what it checks."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.book import VerifyCheck
from cfo_desktop.store import anchor
from cfo_desktop.store import book_store
from cfo_desktop.store import keys
from cfo_desktop.store import ledger
from cfo_desktop.store import search
from cfo_desktop.store import slot_file
from cfo_desktop.store.book_store import Store
from cfo_desktop.store.database import Connection
from cfo_desktop.store.database import DatabaseError
from cfo_desktop.store.database import mapped_errors

_OF_SEARCH = re.compile("fts5.*entry_search", re.IGNORECASE)
"""What SQLite says of an index whose own pages are sound, and what is written there is not."""


def checks(connection: Connection) -> Iterator[VerifyCheck]:
    """Yield the controls of a database by itself, the page-wise ones first."""
    for name, control in _CONTROLS.items():
        try:
            faults = control(connection)
        except (DatabaseError, BookDamaged) as error:
            yield VerifyCheck(name, ok=False, detail=type(error).__name__)
            continue
        yield VerifyCheck(name, ok=not faults, detail=faults)


def rebuild_anchor(folder: Path, passphrase: str) -> Head:
    """Anchor a ledger that every control of its database holds for; return its head.

    Raises ``BookDamaged`` with ``ledger_changed`` (``entry``) or ``database_damaged``.
    """
    slots = slot_file.read(folder)
    data_key = keys.unwrap_with_passphrase(slots.slot("passphrase"), passphrase)
    store = book_store.open_unanchored(folder, slots, data_key)
    with contextlib.closing(store):
        with mapped_errors():
            broken = ledger.first_broken_link(store.connection)
            head = ledger.head(store.connection)
        if broken is not None:
            raise BookDamaged("ledger_changed", entry=broken)
        if not all(check.ok for check in checks(store.connection)):
            raise BookDamaged("database_damaged")
        book_store.write_anchor(folder, slots, data_key, head)
    return head


def all_checks(store: Store) -> Iterator[VerifyCheck]:
    """Yield every control of an open book: the database's, the anchor, the file's length."""
    yield from checks(store.connection)
    yield _anchor(store)
    yield _length(store)


def _pages(connection: Connection) -> str:
    """Authentication code of every page."""
    return _listed(connection.execute("PRAGMA cipher_integrity_check"))


def _structure(connection: Connection) -> str:
    """SQLite's own check of trees, indexes and constraints; the search has a control of its own."""
    rows = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
    faults = [row for row in rows if row != "ok" and not _OF_SEARCH.search(row)]
    return f"{len(faults)} faults" if faults else ""


def _references(connection: Connection) -> str:
    return _listed(connection.execute("PRAGMA foreign_key_check"))


def _balanced(connection: Connection) -> str:
    """Zero-sum of every entry, per currency and in the book's own, where the two are one."""
    rows = connection.execute(
        "SELECT p.entry FROM posting p JOIN account a ON a.id = p.account"
        " GROUP BY p.entry, a.currency HAVING sum(p.amount) <> 0"
        " UNION SELECT entry FROM posting GROUP BY entry HAVING sum(value) <> 0 OR count(*) < 2"
        " UNION SELECT p.entry FROM account a CROSS JOIN posting p ON p.account = a.id"
        "  WHERE a.currency = (SELECT value FROM book WHERE key = 'currency')"
        "    AND p.amount <> p.value"
        " LIMIT 5"
    )
    return _listed(rows)


def _posted(connection: Connection) -> str:
    """No entry is half written, and each has its day on every posting."""
    rows = connection.execute(
        "SELECT id FROM entry e WHERE link IS NULL"
        " OR EXISTS (SELECT 1 FROM posting WHERE entry = e.id AND day <> e.day) LIMIT 5"
    )
    return _listed(rows)


def _monthly(connection: Connection) -> str:
    """The kept monthly balances equal the sums of the postings."""
    rows = connection.execute(
        "SELECT account, month FROM ("
        "  SELECT account, month, amount, value FROM monthly_balance"
        "  UNION ALL"
        "  SELECT account, day / 100, -sum(amount), -sum(value) FROM posting GROUP BY 1, 2)"
        " GROUP BY account, month HAVING sum(amount) <> 0 OR sum(value) <> 0 LIMIT 5"
    )
    return _listed(rows)


def _daily(connection: Connection) -> str:
    """The kept daily balances equal the sums of the postings, apart for invoices."""
    rows = connection.execute(
        "SELECT account, day FROM ("
        "  SELECT account, day, invoiced, amount, value FROM daily_balance"
        "  UNION ALL"
        "  SELECT account, day, entry IN (SELECT o.entry FROM posting o JOIN account r"
        "    ON r.id = o.account WHERE r.grp = 'receivable'), -sum(amount), -sum(value)"
        "   FROM posting GROUP BY 1, 2, 3)"
        " GROUP BY account, day, invoiced HAVING sum(amount) <> 0 OR sum(value) <> 0 LIMIT 5"
    )
    return _listed(rows)


def _chain(connection: Connection) -> str:
    broken = ledger.first_broken_link(connection)
    return "" if broken is None else f"entry {broken}"


def _trial_balance(connection: Connection) -> str:
    (total,) = connection.execute("SELECT coalesce(sum(value), 0) FROM posting").fetchone()
    return "" if total == 0 else "debit and credit differ"


def _search(connection: Connection) -> str:
    """The search index is sound, and finds each entry by its day, its accounts and amounts."""
    connection.execute("INSERT INTO entry_search (entry_search) VALUES ('integrity-check')")
    # The marks are amounts: they stay out of what is told.
    faults = search.unreachable(connection) + len(search.differing(connection))
    return f"{faults} faults" if faults else ""


_CONTROLS: dict[str, Callable[[Connection], str]] = {
    "pages": _pages,
    "structure": _structure,
    "references": _references,
    "posted": _posted,
    "balanced": _balanced,
    "monthly_balances": _monthly,
    "daily_balances": _daily,
    "trial_balance": _trial_balance,
    "chain": _chain,
    "search": _search,
}
OF_DATABASE = len(_CONTROLS)
"""How many controls a database has by itself."""
COUNT = OF_DATABASE + 2
"""How many controls an open book has: the database's, the anchor, the file's length."""


def _anchor(store: Store) -> VerifyCheck:
    """The anchored entry is the one in the ledger; where a disk was full the anchor lags behind."""
    path = book_store.anchor_path(store.folder, store.slots.generation)
    try:
        anchored = anchor.read(path, keys.sub_key(store.data_key, "anchor"))
        link = ledger.link_of(store.connection, anchored.entries)
        head = ledger.head(store.connection)
    except (BookDamaged, DatabaseError) as error:
        return VerifyCheck("anchor", ok=False, detail=getattr(error, "code", "database_damaged"))
    detail = f"{head.entries} entries, head {head.short}"
    return VerifyCheck("anchor", ok=link == anchored.link, detail=detail)


def _length(store: Store) -> VerifyCheck:
    """The file is as long as its pages: neither SQLite nor SQLCipher notices appended bytes.

    While another program reads the book, or the disk is full, its newest pages stay in the WAL.
    """
    try:
        (busy, _, _) = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except DatabaseError:
        busy = 1
    try:
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        (size,) = store.connection.execute("PRAGMA page_size").fetchone()
    except DatabaseError as error:
        return VerifyCheck("length", ok=False, detail=type(error).__name__)
    expected = int(pages) * int(size)  # SQLCipher gives some pragmas as text
    found = store.path.stat().st_size
    whole = found == expected or (bool(busy) and found < expected)
    return VerifyCheck("length", ok=whole, detail=f"{found} bytes")


def _listed(rows: Iterable[tuple[object, ...]]) -> str:
    return "; ".join(" ".join(map(str, row)) for row in rows)
