"""Puts back what was there before, in whole and in parts, and sees it noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.book import Head
from cfo_desktop.store import anchor
from cfo_desktop.store import book_store
from cfo_desktop.store import database
from cfo_desktop.store import ledger
from cfo_desktop.store import verify
from tests.store import made_books
from tests.store.made_books import PASSPHRASE
from tests.store.made_books import Template
from tests.store.made_books import entries_added
from tests.store.made_books import post
from tests.store.made_books import refused
from tests.store.made_books import sale
from tests.store.made_books import state


def test_an_older_database_put_back_is_noticed(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    entries_added(template, folder, 2)
    shutil.copy(folder / "ledger-1.db", tmp_path / "old.db")
    entries_added(template, folder, 1)
    shutil.copy(tmp_path / "old.db", folder / "ledger-1.db")
    error = refused(template.open, folder)
    assert (error.code, error.data) == ("ledger_rolled_back", {"anchored": 3, "found": 2})
    assert verify.rebuild_anchor(folder, PASSPHRASE).entries == 2
    template.open(folder).close()


def test_another_past_of_the_same_length_is_noticed(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    other = template.copy(tmp_path / "other")
    entries_added(template, folder, 3)
    store = template.open(other)
    post(store, sale(777), sale(200), sale(300), sale(400))
    store.close()
    shutil.copy(other / "ledger-1.db", folder / "ledger-1.db")
    error = refused(template.open, folder)
    assert (error.code, error.data) == ("ledger_changed", {"entry": 3})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "anchor_missing"),
        (b"", "anchor_forged"),
        (b"null", "anchor_forged"),
        (b"[" * 5000, "anchor_forged"),
        (b'{"entries": 1}', "anchor_forged"),
        (b'{"entries": Infinity, "link": "", "hmac": ""}', "anchor_forged"),
        (b'{"entries": 0, "link": "00", "hmac": "\\ud800"}', "anchor_forged"),
        (b'{"entries": 0, "link": "00", "hmac": "00"}', "anchor_forged"),
        (b'{"entries": 0, "link": "00", "hmac": 5}', "anchor_forged"),
        (b"\xff\xfe", "anchor_forged"),
    ],
)
def test_an_anchor_that_is_not_ours_is_noticed_and_can_be_rebuilt(
    folder: Path, template: Template, content: bytes | None, code: str
) -> None:
    entries_added(template, folder, 2)
    path = folder / "anchor-1.json"
    path.unlink() if content is None else path.write_bytes(content)
    error = refused(template.open, folder)
    assert isinstance(error, BookDamaged)
    assert error.code == code
    assert verify.rebuild_anchor(folder, PASSPHRASE).entries == 2
    template.open(folder).close()


def test_the_anchor_of_another_book_is_forged_here(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    other = made_books.template(tmp_path / "other")
    shutil.copy(other.folder / "anchor-1.json", folder)
    assert refused(template.open, folder).code == "anchor_forged"


def test_entries_newer_than_the_anchor_are_checked_and_the_anchor_moves_up(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    """What a kill between the commit and the anchor leaves."""
    entries_added(template, folder, 1)
    shutil.copy(folder / "anchor-1.json", tmp_path / "old.json")
    entries_added(template, folder, 2)
    newest = (folder / "anchor-1.json").read_bytes()
    shutil.copy(tmp_path / "old.json", folder / "anchor-1.json")
    store = template.open(folder)
    assert state(store)[0].entries == 3
    store.close()
    assert (folder / "anchor-1.json").read_bytes() == newest


def test_a_forged_entry_newer_than_the_anchor_is_noticed(folder: Path, template: Template) -> None:
    entries_added(template, folder, 1)
    store = template.open(folder)
    with database.transaction(store.connection):  # without moving the anchor
        ledger.post(store.connection, [sale(), sale()], recorded_at=0)
    store.connection.execute("DROP TRIGGER entry_no_update")
    store.connection.execute("UPDATE entry SET narration = 'changed' WHERE id = 2")
    store.connection.close()
    error = refused(template.open, folder)
    assert (error.code, error.data) == ("ledger_changed", {"entry": 2})
    error = refused(verify.rebuild_anchor, folder, PASSPHRASE)
    assert (error.code, error.data) == ("ledger_changed", {"entry": 2})


def test_no_anchor_is_made_for_a_ledger_that_does_not_hold(
    folder: Path, template: Template
) -> None:
    entries_added(template, folder, 1)
    store = template.open(folder)
    store.connection.execute("UPDATE monthly_balance SET value = value + 1")
    store.close()
    (folder / "anchor-1.json").unlink()
    assert refused(verify.rebuild_anchor, folder, PASSPHRASE).code == "database_damaged"
    assert not (folder / "anchor-1.json").exists()


def test_an_anchor_that_cannot_be_moved_is_moved_later(
    folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry is committed; the owner must not be told that it is not."""
    store = template.open(folder)
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise UserError("disk_full", path="")

        patch.setattr(anchor, "write", full)
        post(store, sale(100))
    path = folder / "anchor-1.json"
    behind = path.read_bytes()
    assert state(store)[0].entries == 1  # no damage: the anchored past is still there
    post(store, sale(200))
    assert path.read_bytes() != behind
    assert state(store)[0].entries == 2
    store.close()


def test_verify_sees_an_anchor_that_is_not_of_this_past(folder: Path, template: Template) -> None:
    entries_added(template, folder, 2)
    store = template.open(folder)
    for head in (Head(3, bytes(32)), Head(1, bytes(32))):
        book_store.write_anchor(folder, store.slots, store.data_key, head)
        assert not {check.name: check.ok for check in verify.all_checks(store)}["anchor"]
    (folder / "anchor-1.json").unlink()
    assert not {check.name: check.ok for check in verify.all_checks(store)}["anchor"]
    store.close()


def test_a_cut_wal_loses_commits_and_is_noticed(folder: Path, template: Template) -> None:
    """SQLite takes the whole frames it finds and says nothing of those that are gone."""
    store = template.open(folder)
    post(store, sale(100))
    wal = folder / "ledger-1.db-wal"
    length = wal.stat().st_size
    post(store, sale(200))
    killed = folder.with_name("killed")
    shutil.copytree(folder, killed)
    store.close()
    with (killed / wal.name).open("r+b") as stream:
        stream.truncate(length)
    error = refused(template.open, killed)
    assert (error.code, error.data) == ("ledger_rolled_back", {"anchored": 2, "found": 1})


def test_one_old_page_put_back_is_noticed(folder: Path, template: Template) -> None:
    """Each page is authentic by itself; that they do not belong together is for us to see."""
    entries_added(template, folder, 200)
    path = folder / "ledger-1.db"
    old = path.read_bytes()
    entries_added(template, folder, 1)
    new = path.read_bytes()
    assert len(old) == len(new)
    size = 4096
    changed = [at for at in range(0, len(new), size) if old[at : at + size] != new[at : at + size]]
    assert len(changed) > 3
    for at in changed:
        path.write_bytes(new[:at] + old[at : at + size] + new[at + size :])
        try:
            store = template.open(folder)
        except BookDamaged:
            continue
        failed = [check.name for check in verify.all_checks(store) if not check.ok]
        store.close()
        assert failed
    path.write_bytes(new)
    template.open(folder).close()


@pytest.mark.parametrize("more", [b"\0", b"x" * 100, b"\0" * 4096])
def test_bytes_behind_the_last_page_are_noticed(
    folder: Path, template: Template, more: bytes
) -> None:
    """Neither SQLite nor the check of every page looks there."""
    entries_added(template, folder, 1)
    with (folder / "ledger-1.db").open("ab") as stream:
        stream.write(more)
    store = template.open(folder)
    assert not {check.name: check.ok for check in verify.all_checks(store)}["length"]
    store.close()


def test_swapped_appended_and_cut_pages_are_noticed(folder: Path, template: Template) -> None:
    entries_added(template, folder, 100)
    path = folder / "ledger-1.db"
    whole = path.read_bytes()
    size = 4096
    pages = [whole[at : at + size] for at in range(0, len(whole), size)]
    pages[3], pages[4] = pages[4], pages[3]
    for content in (
        b"".join(pages),
        whole + whole[-size:],
        whole + b"\0",
        whole[:-size],
        whole[: -size // 2],
        whole[: 3 * size],
    ):
        path.write_bytes(content)
        try:
            store = template.open(folder)
        except BookDamaged:
            continue
        assert not all(check.ok for check in verify.all_checks(store))
        store.close()
    path.write_bytes(whole)
    store = template.open(folder)
    assert state(store)[0].entries == 100
    store.close()
