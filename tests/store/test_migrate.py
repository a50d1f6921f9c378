"""Migrates books to a later schema, and refuses those of a later program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import unheard
from cfo_desktop.store import backup
from cfo_desktop.store import book_store
from cfo_desktop.store import database
from cfo_desktop.store import keys
from cfo_desktop.store import ledger
from cfo_desktop.store import migrate
from tests.store.made_books import PASSPHRASE
from tests.store.made_books import Template
from tests.store.made_books import entries_added
from tests.store.made_books import post
from tests.store.made_books import refused
from tests.store.made_books import sale
from tests.store.made_books import state

NEWEST = migrate.newest()


def later_schema(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program have one more migration, as a later version will."""
    scripts = folder / "migrations"
    shutil.copytree(migrate._FOLDER, scripts)
    (scripts / "9000_later.sql").write_text(
        "CREATE TABLE later (x INTEGER);  -- a comment; with a semicolon\n"
        "CREATE TRIGGER later_one BEFORE DELETE ON later\nBEGIN\n"
        "  SELECT RAISE(ABORT, 'no');\nEND;\nINSERT INTO later VALUES (7);\n"
    )
    monkeypatch.setattr(migrate, "_FOLDER", scripts)


def test_a_newer_schema_is_refused_and_left_alone(folder: Path, template: Template) -> None:
    store = template.open(folder)
    store.connection.execute(f"PRAGMA user_version = {migrate.newest() + 1}")
    store.close()
    before = (folder / "ledger-1.db").read_bytes()
    error = refused(book_store.open_with_passphrase, folder, PASSPHRASE)
    assert isinstance(error, UserError)
    assert error.code == "book_newer"
    assert (folder / "ledger-1.db").read_bytes() == before


def test_an_older_schema_is_migrated_after_a_copy_was_kept(
    folder: Path, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries_added(template, folder, 3)
    whole = template.open(folder)
    before = state(whole)
    whole.close()
    later_schema(tmp_path, monkeypatch)
    store = template.open(folder)
    assert store.connection.execute("SELECT x FROM later").fetchall() == [(7,)]
    assert store.connection.execute("PRAGMA user_version").fetchone() == (9000,)
    assert state(store) == before
    store.close()
    kept = database.connect(
        folder / "kept" / f"schema-{NEWEST}.db", keys.sub_key(template.data_key, "database")
    )
    assert kept.execute("PRAGMA user_version").fetchone() == (NEWEST,)
    assert ledger.head(kept) == before[0]
    kept.close()
    monkeypatch.undo()
    assert refused(template.open, folder).code == "book_newer"


def test_a_migration_that_fails_changes_nothing(
    folder: Path, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries_added(template, folder, 1)
    with monkeypatch.context() as patch:
        later_schema(tmp_path, patch)
        with (migrate._FOLDER / "9000_later.sql").open("a") as stream:
            stream.write("INSERT INTO no_such_table VALUES (1);\n")
        with pytest.raises(Bug):
            template.open(folder)
    store = template.open(folder)
    assert state(store)[0].entries == 1
    assert (
        store.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'later'").fetchall()
        == []
    )
    store.close()


def test_two_programs_that_migrate_at_once_do_it_once(
    folder: Path, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second had read the old number before the first was done."""
    key = keys.sub_key(template.data_key, "database")
    second = database.connect(folder / "ledger-1.db", key)
    later_schema(tmp_path, monkeypatch)
    template.open(folder).close()
    migrate._upgrade(second, unheard)
    assert second.execute("SELECT x FROM later").fetchall() == [(7,)]
    second.close()


def test_a_backup_of_an_older_schema_is_migrated_when_it_is_restored(
    folder: Path, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = template.open(folder)
    post(store, sale())
    backup.write(store, tmp_path / "backup")
    store.close()
    later_schema(tmp_path, monkeypatch)
    backup.restore(tmp_path / "backup", tmp_path / "new", passphrase=PASSPHRASE)
    again = book_store.open_with_passphrase(tmp_path / "new", PASSPHRASE)
    assert again.connection.execute("SELECT x FROM later").fetchall() == [(7,)]
    again.close()
    backup_newer = book_store.open_with_passphrase(tmp_path / "new", PASSPHRASE)
    backup.write(backup_newer, tmp_path / "newer")
    backup_newer.close()
    monkeypatch.undo()
    error = refused(backup.restore, tmp_path / "newer", tmp_path / "x", passphrase=PASSPHRASE)
    assert error.code == "book_newer"
    assert not (tmp_path / "x").exists()


def test_every_statement_of_every_script_is_complete() -> None:
    for _, script in migrate._scripts():
        text = script.read_text(encoding="utf-8")
        parts = list(migrate.statements(text))
        assert all(dbapi2.complete_statement(part) for part in parts)
        begun = ("CREATE", "INSERT", "ALTER", "DROP", "UPDATE")
        created = sum(line.startswith(begun) for line in text.splitlines())
        assert len(parts) == created
