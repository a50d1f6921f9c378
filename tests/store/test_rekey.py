"""Rekeys books, and sees each crash and each full disk on the way leave one whole book."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.store import book_store
from cfo_desktop.store import database
from cfo_desktop.store import migrate
from cfo_desktop.store import slot_file
from tests.store import snapshots
from tests.store.made_books import CHEAP
from tests.store.made_books import PASSPHRASE
from tests.store.made_books import Template
from tests.store.made_books import entries_added
from tests.store.made_books import names
from tests.store.made_books import post
from tests.store.made_books import refused
from tests.store.made_books import sale
from tests.store.made_books import state

NEW = "another passphrase"


def test_after_a_rekey_old_slots_and_old_bytes_open_nothing(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    entries_added(template, folder, 3)
    (folder / migrate.KEPT).mkdir()
    (folder / migrate.KEPT / "schema-0.db").write_bytes(b"old")
    old = template.copy(tmp_path / "old")
    shutil.copy(folder / "ledger-1.db", old)
    shutil.copy(folder / "anchor-1.json", old)
    store = template.open(folder)
    before = state(store)
    code = book_store.rekey(store, NEW, cost=CHEAP)
    assert state(store) == before
    post(store, sale(5))
    after = state(store)
    store.close()
    assert names(folder) == {"slots.json", "slots.spare.json", "ledger-2.db", "anchor-2.json"}
    for passphrase, opens in [(PASSPHRASE, False), (NEW, True)]:
        if opens:
            again = book_store.open_with_passphrase(folder, passphrase)
            assert state(again) == after
            again.close()
        else:
            error = refused(book_store.open_with_passphrase, folder, passphrase)
            assert error.code == "passphrase_wrong"
    error = refused(book_store.open_with_recovery_code, folder, template.code)
    assert error.code == "recovery_code_wrong"
    book_store.open_with_recovery_code(folder, code).close()
    for name in (slot_file.NAME, slot_file.SPARE):
        shutil.copy(old / slot_file.NAME, folder / name)
    error = refused(book_store.open_with_passphrase, folder, PASSPHRASE)
    assert error.code == "database_missing"
    (folder / "ledger-2.db").rename(folder / "ledger-1.db")
    error = refused(book_store.open_with_passphrase, folder, PASSPHRASE)
    assert error.code == "database_damaged"


def test_what_a_kill_left_half_written_is_removed_later(folder: Path, template: Template) -> None:
    old, young = folder / ".slots.json.123.part", folder / ".anchor-1.json.124.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 3600, time.time() - 3600))
    template.open(folder).close()
    assert not old.exists()
    assert young.exists()  # another program may be writing it just now


def test_a_rekey_reuses_nothing(folder: Path, template: Template) -> None:
    store = template.open(folder)
    book_store.rekey(store, NEW, cost=CHEAP)
    assert store.data_key != template.data_key
    store.close()


def test_an_empty_passphrase_stops_a_rekey_before_anything_changes(
    folder: Path, template: Template
) -> None:
    store = template.open(folder)
    before = names(folder)
    assert refused(book_store.rekey, store, "", cost=CHEAP).code == "passphrase_empty"
    assert names(folder) == before
    post(store, sale())
    store.close()


def test_a_kill_while_rekeying_leaves_the_old_book_or_the_new_one_whole(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    entries_added(template, folder, 3)
    store = template.open(folder)
    before = state(store)
    copies = snapshots.taken_during(
        lambda: book_store.rekey(store, NEW, cost=CHEAP), of=folder, into=tmp_path
    )
    store.close()
    assert len(copies) > 10
    opened_by = []
    for copy in copies:
        for passphrase in (PASSPHRASE, NEW):
            with contextlib.suppress(UserError):
                found = book_store.open_with_passphrase(copy, passphrase)
                opened_by.append(passphrase)
                assert state(found) == before
                generation = found.slots.generation
                found.close()
                # Opening has removed what the other generation left, and both slot files agree.
                assert {name for name in names(copy) if not name.endswith(".part")} == {
                    "slots.json",
                    "slots.spare.json",
                    f"ledger-{generation}.db",
                    f"anchor-{generation}.json",
                }
                slots = [(copy / name).read_bytes() for name in (slot_file.NAME, slot_file.SPARE)]
                assert slots[0] == slots[1]
    assert len(opened_by) == len(copies)  # each by one of the two, never by both
    assert opened_by == sorted(opened_by, key=[PASSPHRASE, NEW].index)
    assert {PASSPHRASE, NEW} == set(opened_by)


@pytest.mark.parametrize("failing", range(1, 8))
def test_a_disk_that_fails_while_rekeying_leaves_the_old_book_open_and_whole(
    folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    entries_added(template, folder, 2)
    store = template.open(folder)
    calls = []
    fsync = os.fsync

    def fails(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        fsync(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fails)
        try:
            book_store.rekey(store, NEW, cost=CHEAP)
        except UserError as error:
            assert error.code == "disk_full"  # noqa: PT017 - one of two good ends
            passphrase = PASSPHRASE
        else:
            passphrase = NEW
    post(store, sale(7))
    after = state(store)
    assert after[0].entries == 3
    store.close()
    again = book_store.open_with_passphrase(folder, passphrase)
    assert state(again) == after
    again.close()


def test_a_rekey_waits_for_no_other_program_and_loses_none_of_its_entries(
    folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.1)
    store, other = template.open(folder), template.open(folder)
    post(other, sale(1))
    assert refused(book_store.rekey, store, NEW, cost=CHEAP).code == "book_busy"
    post(other, sale(2))
    post(store, sale(3))
    other.close()
    book_store.rekey(store, NEW, cost=CHEAP)
    assert state(store)[0].entries == 3
    store.close()


def test_a_book_that_was_rekeyed_behind_its_back_changes_no_slots(
    folder: Path, template: Template
) -> None:
    store = template.open(folder)
    store.slots = slot_file.SlotFile(store.slots.book_id, 0, store.slots.slots)
    for act in (
        book_store.new_recovery_code,
        lambda s: book_store.change_passphrase(s, NEW, cost=CHEAP),
    ):
        assert refused(act, store).code == "book_busy"
    store.close()
