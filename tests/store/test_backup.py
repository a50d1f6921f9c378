"""Writes and restores backups, and sees each crash on the way leave something whole."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import CodedError
from cfo_desktop.store import backup
from cfo_desktop.store import book_store
from cfo_desktop.store import ledger
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


def test_a_backup_comes_back_as_the_same_book(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    entries_added(template, folder, 5)
    store = template.open(folder)
    before = state(store)
    target = tmp_path / "shop.cfobackup"
    assert backup.write(store, target) == before[0]
    assert backup.write(store, target) == before[0]  # in the place of the one before
    post(store, sale(9))
    store.close()
    restored = tmp_path / "restored"
    assert backup.restore(target, restored, passphrase=PASSPHRASE) == before[0]
    again = book_store.open_with_passphrase(restored, PASSPHRASE)
    assert state(again) == before
    post(again, sale(9))
    again.close()
    book_store.open_with_recovery_code(restored, template.code).close()
    assert names(tmp_path) == {"book", "shop.cfobackup", "restored"}
    assert names(restored) == names(folder)


def test_a_restore_refuses_what_would_harm(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    store = template.open(folder)
    target = tmp_path / "backup"
    backup.write(store, target)
    store.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    error = refused(backup.restore, target, folder, passphrase=PASSPHRASE)
    assert error.code == "book_exists"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    new = tmp_path / "new"
    for source, passphrase, code in [
        (target, "wrong", "passphrase_wrong"),
        (target, "", "passphrase_wrong"),
        (tmp_path / "absent", PASSPHRASE, "file_missing"),
        (folder, PASSPHRASE, "file_is_folder"),
        (folder / "ledger-1.db", PASSPHRASE, "backup_not_ours"),
    ]:
        assert refused(backup.restore, source, new, passphrase=passphrase).code == code
        assert not new.exists()


def test_a_backup_that_cannot_be_written_leaves_the_one_before(
    folder: Path, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = template.open(folder)
    target = tmp_path / "backup"
    backup.write(store, target)
    before = target.read_bytes()
    post(store, sale())

    def broken(*_: object) -> None:
        raise BookDamaged("backup_damaged")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "_extracted", broken)
        assert refused(backup.write, store, target).code == "backup_damaged"
    assert refused(backup.write, store, tmp_path / "absent" / "b").code == "file_missing"
    store.close()
    assert target.read_bytes() == before
    assert names(tmp_path) == {"book", "backup"}


def test_a_book_that_does_not_hold_is_not_backed_up_as_if_it_did(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    store = template.open(folder)
    post(store, sale())
    store.connection.execute("UPDATE monthly_balance SET value = value + 1")
    assert refused(backup.write, store, tmp_path / "backup").code == "backup_damaged"
    store.close()
    assert names(tmp_path) == {"book"}


def test_a_backup_that_holds_another_ledger_than_it_says_is_refused(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    store = template.open(folder)
    post(store, sale())
    backup.write(store, tmp_path / "backup")
    store.close()
    with (
        zipfile.ZipFile(tmp_path / "backup") as source,
        zipfile.ZipFile(tmp_path / "forged", "w") as forged,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "head.json":
                content = json.dumps({**json.loads(content), "link": "00" * 32}).encode()
            forged.writestr(name, content)
    error = refused(backup.restore, tmp_path / "forged", tmp_path / "new", passphrase=PASSPHRASE)
    assert error.code == "backup_damaged"
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(os.name != "posix", reason="files are told apart by their inodes")
def test_a_backup_is_on_the_disk_before_it_takes_the_place_of_the_last(
    folder: Path, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    store = template.open(folder)
    backup.write(store, tmp_path / "backup")
    store.close()
    assert (tmp_path / "backup").stat().st_ino in synced
    assert tmp_path.stat().st_ino in synced  # the folder: the renaming itself


def test_a_kill_while_a_backup_is_written_leaves_the_one_before(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    store = template.open(folder)
    first = backup.write(store, shelf / "backup")
    post(store, sale())
    last = ledger.head(store.connection)
    copies = snapshots.taken_during(
        lambda: backup.write(store, shelf / "backup"), of=shelf, into=tmp_path
    )
    store.close()
    heads = set()
    for number, copy in enumerate(copies):
        heads.add(
            backup.restore(copy / "backup", tmp_path / f"back-{number}", passphrase=PASSPHRASE)
        )
    assert heads <= {first, last}
    assert first in heads


def test_a_kill_while_restoring_leaves_a_whole_book_or_none(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    store = template.open(folder)
    post(store, sale())
    target = tmp_path / "backup"
    head = backup.write(store, target)
    store.close()
    restored = tmp_path / "restored"
    copies = snapshots.taken_during(
        lambda: backup.restore(target, restored, passphrase=PASSPHRASE),
        of=restored,
        into=tmp_path,
    )
    opened = 0
    for copy in copies:
        try:
            again = book_store.open_with_passphrase(copy, PASSPHRASE)
        except CodedError as error:
            assert error.code in {"book_missing", "slots_missing"}  # noqa: PT017 - a good end too
            continue
        assert state(again)[0] == head
        again.close()
        opened += 1
    assert 0 < opened < len(copies)


def test_a_backup_of_a_packed_or_foreign_kind_is_refused(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    store = template.open(folder)
    target = tmp_path / "backup"
    backup.write(store, target)
    store.close()
    packed = tmp_path / "packed"
    with zipfile.ZipFile(target) as source, zipfile.ZipFile(packed, "w") as made:
        for name in source.namelist():
            made.writestr(name, source.read(name), compress_type=zipfile.ZIP_DEFLATED)
    assert refused(backup.restore, packed, tmp_path / "n", passphrase=PASSPHRASE).code == (
        "backup_damaged"
    )
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("letter.txt", "hello")
    assert refused(backup.restore, packed, tmp_path / "n", passphrase=PASSPHRASE).code == (
        "backup_not_ours"
    )


def test_a_backup_keeps_the_slots_of_its_day(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    """A rekeyed or renamed-passphrase book does not lock the owner out of older backups."""
    store = template.open(folder)
    backup.write(store, tmp_path / "old")
    book_store.rekey(store, NEW, cost=CHEAP)
    backup.write(store, tmp_path / "new")
    store.close()
    for name, passphrase in [("old", PASSPHRASE), ("new", NEW)]:
        backup.restore(tmp_path / name, tmp_path / f"from-{name}", passphrase=passphrase)
        book_store.open_with_passphrase(tmp_path / f"from-{name}", passphrase).close()


def test_bits_flipped_between_the_members_of_a_backup_end_well(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    """Headers and directory have no checksum of their own; some of their bits mean nothing."""
    store = template.open(folder)
    post(store, sale())
    target = tmp_path / "backup"
    head = backup.write(store, target)
    store.close()
    content = target.read_bytes()
    with zipfile.ZipFile(target) as container:
        members = container.infolist()
    inside: set[int] = set()
    for member in members:
        start = member.header_offset + 30 + len(member.filename)
        inside |= set(range(start, start + member.file_size))
    bits = [at * 8 + bit for at in range(len(content)) if at not in inside for bit in range(8)]
    for bit in bits[:: len(bits) // 60]:
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        target.write_bytes(flipped)
        new = tmp_path / f"from-{bit}"
        try:
            assert backup.restore(target, new, passphrase=PASSPHRASE) == head
        except CodedError as error:
            assert error.code in {"backup_damaged", "backup_not_ours", "file_failed"}  # noqa: PT017
            assert not new.exists()
