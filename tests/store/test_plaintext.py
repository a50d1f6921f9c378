"""Looks for the shop's words on the disk: no file that the book writes holds one in clear."""

from __future__ import annotations

import base64
import datetime as dt
import os
import sys
import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.rules import Rule
from cfo_desktop.store import backup
from cfo_desktop.store import book_store
from cfo_desktop.store import import_log
from cfo_desktop.store import invoices
from cfo_desktop.store import ledger
from cfo_desktop.store import links
from cfo_desktop.store import rules
from cfo_desktop.store import sources
from cfo_desktop.store import verify
from cfo_desktop.store.book_store import Store
from cfo_desktop.store.database import Connection
from cfo_desktop.store.invoices import KeptInvoice
from cfo_desktop.store.links import KeptLink
from tests.store import canaries
from tests.store.made_books import CHEAP
from tests.store.made_books import OWN
from tests.store.made_books import Template
from tests.store.made_books import post
from tests.store.made_books import sale

WORDS = canaries.made(200)


@pytest.mark.parametrize(
    "write",
    [
        lambda word: word.encode(),
        lambda word: word.encode("utf-16-le"),
        lambda word: word.encode("utf-16-be"),
        lambda word: word.encode("gb18030"),
        lambda word: word.encode().hex().encode(),
        lambda word: base64.b64encode(f"x{word}yz".encode()),
        lambda word: base64.b64encode(f"xy{word}".encode()),
        lambda word: base64.b64encode(f"xyz{word}y".encode()),
        lambda word: ascii(word).encode(),
    ],
)
def test_the_search_finds_what_it_looks_for(tmp_path: Path, write: Callable[[str], bytes]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"\0\1 before " + write(WORDS[-1]) + b" after")
    assert canaries.found(WORDS, tmp_path) == [(WORDS[-1], "deep/file")]


def written_everywhere(store: Store) -> None:
    """Put the words wherever a book takes words."""
    words = iter(WORDS)
    post(store, sale())
    with store.transaction() as connection:
        ledger.set_value(connection, "name", next(words))
        for number in range(20):
            name, name_zh = next(words), next(words)
            ledger.add_account(
                connection, Account(f"9{number:03d}", name, name_zh, Group.CASH, OWN)
            )
            rules.add_rule(connection, Rule(0, next(words), "1010"))
            import_log.remember_hint(connection, next(words), "1020")
        import_log.add_batch(connection, "b", recorded_at=0, summary=[{"file": next(words)}])
        _told(connection, words)
    left = list(words)
    post(store, *[sale(narration=word, party=word[::-1]) for word in left[:40]])
    post(store, *[sale(narration=word, party=word) for word in left] * 10)


def _told(connection: Connection, words: Iterator[str]) -> None:
    """Put words into what statements, pairs and invoices keep."""
    day = dt.date(2026, 3, 14)
    kept = sources.KeptStatement(next(words), "boc", "1010", day, day)
    statement = sources.add_statement(connection, "b", kept)
    row = sources.KeptRow(
        next(words), "1010", day, -5, party=next(words), narration=next(words),
        reference=next(words), party_account=next(words), other_references=(next(words),),
    )  # fmt: skip
    sources.add_rows(connection, "b", [("row", 1, statement, row)])
    unbooked = sale(narration=next(words), party=next(words))
    same = KeptLink(LinkKind.SAME, LinkState.LINKED, 1, ("id",), draft=unbooked, rows=("row",))
    links.add(connection, same, recorded_at=0)
    invoice = KeptInvoice("sale", "", next(words), day, next(words), "", 5, 0, 5, "void")
    invoices.add(connection, "b", [invoice])


def test_no_file_holds_a_word_of_the_book(
    folder: Path, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    store = template.open(folder)
    written_everywhere(store)
    assert (folder / "ledger-1.db-wal").stat().st_size > 100_000
    assert canaries.found(WORDS, tmp_path) == []  # while it is open: database, WAL, shared memory
    assert all(check.ok for check in verify.all_checks(store))
    assert canaries.found(WORDS, tmp_path) == []
    backup.write(store, tmp_path / "backup")
    book_store.rekey(store, "another", cost=CHEAP)
    post(store, *[sale(narration=word) for word in WORDS])
    assert canaries.found(WORDS, tmp_path) == []
    store.close()
    assert canaries.found(WORDS, tmp_path) == []
    for path in (*folder.iterdir(), tmp_path / "backup"):
        assert not path.read_bytes().startswith(b"SQLite format 3")
    assert list(temporary.iterdir()) == []


def test_every_page_of_the_database_and_the_wal_is_noise(folder: Path, template: Template) -> None:
    """Encrypted bytes take every value about equally often; clear text and empty pages do not."""
    store = template.open(folder)
    written_everywhere(store)
    for path, header in ((folder / "ledger-1.db", 0), (folder / "ledger-1.db-wal", 32)):
        content = path.read_bytes()[header:]
        step = 4096 if header == 0 else 4096 + 24  # a frame of the WAL has a header of its own
        for at in range(0, len(content) - step + 1, step):
            page = content[at + step - 4096 : at + step]
            most = max(page.count(value) for value in range(256))
            assert most < 48, (path.name, at)  # 16 is the mean, 48 eight deviations away
    store.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="open files are seen in /proc")
@pytest.mark.parametrize(("kept_in", "seen"), [("MEMORY", False), ("FILE", True)])
def test_sorting_more_than_memory_holds_opens_no_temporary_file(
    folder: Path,
    template: Template,
    kept_in: str,
    seen: bool,  # noqa: FBT001
) -> None:
    """SQLite unlinks its temporary files at once, so they are looked for among the open ones.

    That the look-out works is shown by the same query with temporary files allowed.
    """
    store = template.open(folder)
    post(store, *[sale(narration=word * 8, party=word) for word in WORDS] * 30)
    strange: set[str] = set()

    def look() -> int:
        for descriptor in os.listdir("/proc/self/fd"):  # noqa: PTH208
            try:
                target = os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115
            except OSError:
                continue
            if "etilqs" in target or "(deleted)" in target:
                strange.add(target)
        return 0

    connection: Any = store.connection
    before = set(strange)
    look()
    standing = strange - before
    strange.clear()
    connection.execute("PRAGMA cache_size = 10")
    if kept_in == "FILE":
        connection.execute("PRAGMA temp_store = FILE")
    connection.set_progress_handler(look, 2000)
    connection.execute("CREATE TEMP TABLE held AS SELECT * FROM entry")
    connection.execute(
        "SELECT count(*) FROM (SELECT a.narration, b.party FROM entry a, entry b"
        " WHERE b.id < 10 ORDER BY a.narration || b.party LIMIT 50000)"
    ).fetchone()
    connection.set_progress_handler(None, 0)
    store.close()
    assert bool(strange - standing) == seen
