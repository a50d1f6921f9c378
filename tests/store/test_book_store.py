"""Makes and opens books, alone and beside another program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import CodedError
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.book import Head
from cfo_desktop.store import book_store
from cfo_desktop.store import chain
from cfo_desktop.store import database
from cfo_desktop.store import ledger
from cfo_desktop.store import verify
from cfo_desktop.store.book_store import Store
from tests.store import made_books
from tests.store import snapshots
from tests.store.made_books import CHEAP
from tests.store.made_books import PASSPHRASE
from tests.store.made_books import Template
from tests.store.made_books import names
from tests.store.made_books import post
from tests.store.made_books import refused
from tests.store.made_books import sale
from tests.store.made_books import state

ROOT = Path(__file__).resolve().parents[2]


def test_a_new_book_is_whole_and_encrypted(folder: Path, template: Template) -> None:
    assert names(folder) == {"slots.json", "slots.spare.json", "ledger-1.db", "anchor-1.json"}
    header = (folder / "ledger-1.db").read_bytes()[:16]
    assert header != b"SQLite format 3\x00"
    store = template.open(folder)
    assert state(store) == (Head(0, chain.FIRST_LINK), {})
    store.close()


def test_a_book_may_be_made_in_an_empty_folder_but_in_no_other(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    store, _ = book_store.create(empty, passphrase="p", cost=CHEAP, fill=made_books.fill)
    store.close()
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("keep me")
    (tmp_path / "file").write_text("keep me too")
    for taken in (empty, full, tmp_path / "file"):
        before = taken.read_bytes() if taken.is_file() else names(taken)
        error = refused(book_store.create, taken, passphrase="p", cost=CHEAP, fill=made_books.fill)
        assert error.code == "book_exists"
        assert (taken.read_bytes() if taken.is_file() else names(taken)) == before


def test_what_cannot_be_filled_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(_: database.Connection) -> None:
        raise UserError("chart_unknown", chart="x")

    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "new", tmp_path / "empty"):
        refused(book_store.create, folder, passphrase="p", cost=CHEAP, fill=fail)
    assert names(tmp_path) == {"empty"}
    assert names(tmp_path / "empty") == set()


def test_a_kill_while_a_book_is_made_leaves_a_whole_one_or_none(tmp_path: Path) -> None:
    made: list[Store] = []

    def work() -> None:
        store, _ = book_store.create(
            tmp_path / "book", passphrase="p", cost=CHEAP, fill=made_books.fill
        )
        made.append(store)

    copies = snapshots.taken_during(work, of=tmp_path / "book", into=tmp_path)
    made[0].close()
    opened = 0
    for copy in copies:
        try:
            store = book_store.open_with_passphrase(copy, "p")
        except CodedError as error:
            assert error.code in {"book_missing", "slots_missing"}  # noqa: PT017 - a good end too
            continue
        opened += 1
        assert ledger.accounts(store.connection) != []
        assert state(store)[0].entries == 0
        store.close()
    assert len(copies) > 8
    assert 0 < opened < len(copies)


def test_an_opened_book_is_what_was_closed(folder: Path, template: Template) -> None:
    store = template.open(folder)
    post(store, sale(1234))
    before = state(store)
    store.close()
    assert names(folder) == {"slots.json", "slots.spare.json", "ledger-1.db", "anchor-1.json"}
    again = book_store.open_with_passphrase(folder, PASSPHRASE)
    assert state(again) == before
    again.close()


def test_a_missing_or_empty_database_is_damage_and_is_not_made_anew(
    folder: Path, template: Template
) -> None:
    path = folder / "ledger-1.db"
    for spoil in (path.unlink, lambda: path.write_bytes(b"")):
        spoil()
        for act in (book_store.open_with_passphrase, verify.rebuild_anchor):
            error = refused(act, folder, PASSPHRASE)
            assert isinstance(error, BookDamaged)
            assert error.code == "database_missing"
    assert path.read_bytes() == b""


def test_a_plain_database_in_the_place_of_the_book_is_refused(folder: Path) -> None:
    path = folder / "ledger-1.db"
    path.unlink()
    plain = dbapi2.connect(str(path))
    plain.execute("CREATE TABLE entry (id INTEGER)")
    plain.commit()
    plain.close()
    error = refused(book_store.open_with_passphrase, folder, PASSPHRASE)
    assert error.code == "database_damaged"


def test_closing_twice_is_harmless(folder: Path, template: Template) -> None:
    store = template.open(folder)
    store.close()
    store.close()


def test_the_folder_may_have_any_name(template: Template, tmp_path: Path) -> None:
    """The path becomes a URI on the way to SQLite."""
    for name in ("槐树街 便利店", "50% off?mode=memory#x", "a&b=c", "quo'te"):
        store = template.open(template.copy(tmp_path / name))
        post(store, sale())
        store.close()
        assert names(tmp_path / name) == names(template.folder)


def test_the_second_writer_waits_or_is_told(
    folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.1)
    one, other = template.open(folder), template.open(folder)
    with database.transaction(one.connection):
        ledger.post(one.connection, [sale(1)], recorded_at=0)
        assert refused(post, other, sale(2)).code == "book_busy"
    post(other, sale(3))
    post(one, sale(4))
    assert state(one) == state(other)
    assert state(one)[0].entries == 3
    one.close()
    other.close()
    again = template.open(folder)
    assert state(again)[0].entries == 3
    again.close()


def test_two_programs_that_post_at_once_both_get_through(folder: Path, template: Template) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.store.writer",
        str(folder),
        template.data_key.hex(),
        "60",
    ]
    writers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    printed = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    numbers = [int(number) for line in printed for number in line.split()]
    assert sorted(numbers) == list(range(1, 121))
    store = template.open(folder)
    assert state(store)[0].entries == 120
    store.close()


def test_an_error_in_a_transaction_takes_everything_back(store: Store) -> None:
    post(store, sale(1))
    before = state(store)

    class OddError(Exception):
        pass

    def half_done(connection: database.Connection) -> None:
        ledger.post(connection, [sale(2)], recorded_at=0)
        ledger.set_value(connection, "name", "Another")
        raise OddError

    with pytest.raises(OddError), store.transaction() as connection:
        half_done(connection)
    assert state(store) == before
    assert ledger.values(store.connection)["name"] == "Trial shop"
    post(store, sale(3))
