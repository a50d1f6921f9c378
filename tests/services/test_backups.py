"""Writes backups by plan, and sees that nothing is removed that the program did not write."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.backup import BackupPlan
from cfo_desktop.domain.backup import Every
from cfo_desktop.services import backups
from cfo_desktop.services import books
from cfo_desktop.services.books import Book
from cfo_desktop.store import backup as backup_file
from tests.services.made_shop import PASSPHRASE
from tests.services.made_shop import Shop
from tests.services.made_shop import post
from tests.services.made_shop import verified

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


def plan(book: Book, folder: Path, every: Every = Every.DAY, *, keep: int = 2) -> None:
    backups.change_plan(book, BackupPlan(str(folder), every, keep))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_written_and_read_back_and_restores(book: Book, folder: Path) -> None:
    post(book, "1010", "3010", "5.00")
    plan(book, folder)
    assert backups.due(book, now=NOW)
    record = backups.back_up(book, now=NOW)
    state = backups.state(book)
    assert state.plan == BackupPlan(str(folder), Every.DAY, 2)
    assert state.written == state.verified == record
    assert (record.entries, record.link) == (1, books.head(book).short)
    assert not backups.due(book, now=NOW)
    assert backups.due(book, now=NOW + DAY)
    restored = folder / "restored"
    books.restore(Path(record.path), folder=restored, passphrase=PASSPHRASE)
    again = books.open_book(restored, passphrase=PASSPHRASE)
    assert books.head(again) == books.head(book)
    books.close(again)
    verified(book)


def test_only_files_of_the_programs_own_are_removed(
    book: Book, shop: Shop, folder: Path, tmp_path: Path
) -> None:
    plan(book, folder, keep=2)
    first = Path(backups.back_up(book, now=NOW).path)
    by_hand = folder / "Trial shop 2020-01-01 0900.cfobackup"  # named like ours, the owner's own
    backups.back_up_to(book, target=by_hand, now=NOW)
    copied = folder / "A copy.cfobackup"
    shutil.copy(first, copied)
    other = shop.copy(tmp_path / "other")
    plan(other, folder)
    others = Path(backups.back_up(other, now=NOW).path)
    books.close(other)
    (folder / "Trial shop 2019-01-01 0900.cfobackup").write_bytes(b"something else")
    (folder / "Trial shop 2019-01-02 0900.cfobackup").mkdir()
    (folder / "notes.txt").write_text("mine")
    before = set(names(folder))
    last = first
    for day in range(1, 4):
        last = Path(backups.back_up(book, now=NOW + day * DAY).path)
    after = set(names(folder))
    assert before - after == {first.name}
    assert len(after - before) == 2
    assert {last.name, others.name, by_hand.name, copied.name} <= after


def test_two_backups_of_one_minute_are_two_files(book: Book, folder: Path) -> None:
    plan(book, folder, keep=9)
    made = {backups.back_up(book, now=NOW).path for _ in range(3)}
    assert len(made) == 3
    assert len(names(folder)) == 3


def test_nothing_is_removed_unless_the_new_one_holds(
    book: Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(book, folder, keep=1)
    backups.back_up(book, now=NOW)
    before = names(folder)

    def damaged(*_: object) -> None:
        raise BookDamaged("backup_damaged")

    monkeypatch.setattr(backup_file, "_extracted", damaged)
    with pytest.raises(BookDamaged):
        backups.back_up(book, now=NOW + DAY)
    assert names(folder) == before
    failure = backups.state(book).failure
    assert failure is not None
    assert failure.code == "backup_damaged"


def test_a_folder_that_is_gone_is_said_and_tried_again(book: Book, folder: Path) -> None:
    post(book, "1010", "3010", "5.00")
    plan(book, folder)
    folder.rmdir()
    with pytest.raises(UserError) as caught:
        backups.back_up(book, now=NOW)
    assert caught.value.code == "backup_folder_gone"
    notice = backups.notice(book, now=NOW)
    assert notice is not None
    assert (notice.code, notice.last) == ("failed", None)
    assert notice.failure is not None
    assert dict(notice.failure.data) == {"path": str(folder)}
    assert backups.due(book, now=NOW)
    folder.mkdir()
    backups.back_up(book, now=NOW)
    assert backups.notice(book, now=NOW) is None


def test_the_owner_is_told_of_none_and_of_late_ones(book: Book, folder: Path) -> None:
    assert backups.notice(book, now=NOW) is None  # there is nothing to lose yet
    post(book, "1010", "3010", "5.00")
    never = backups.notice(book, now=NOW)
    assert never is not None
    assert never.code == "none"
    plan(book, folder, Every.WEEK)
    backups.back_up(book, now=NOW)
    assert not backups.due(book, now=NOW + 6 * DAY)
    assert backups.due(book, now=NOW + 7 * DAY)
    assert backups.notice(book, now=NOW + 10 * DAY) is None
    late = backups.notice(book, now=NOW + 11 * DAY)
    assert late is not None
    assert (late.code, late.last) == ("late", NOW)
    plan(book, folder, Every.CLOSE)
    assert not backups.due(book, now=NOW + 400 * DAY)
    assert backups.notice(book, now=NOW + 400 * DAY) is None


def test_a_backup_is_verified_against_its_own_book(
    book: Book, shop: Shop, folder: Path, tmp_path: Path
) -> None:
    plan(book, folder)
    path = Path(backups.back_up(book, now=NOW).path)
    later = NOW + DAY
    found = backups.verify(book, source=path, now=later)
    assert backups.state(book).verified == found
    assert found.moment == later
    whole = path.read_bytes()
    path.write_bytes(whole[:4000] + bytes([whole[4000] ^ 1]) + whole[4001:])
    with pytest.raises((BookDamaged, UserError)):
        backups.verify(book, source=path, now=later + DAY)
    (tmp_path / "no.zip").write_bytes(b"no")
    with pytest.raises(UserError, match="backup_not_ours"):
        backups.verify(book, source=tmp_path / "no.zip", now=NOW)
    path.write_bytes(whole)
    books.rekey(book, passphrase="another", cost=books.FLOOR_COST)
    with pytest.raises(UserError, match="backup_of_other_book"):
        backups.verify(book, source=path, now=NOW)
    assert backups.state(book).verified == found
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", "book", "no.zip"]


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"folder": 1}', '{"every": "hourly"}', "null"])
def test_what_cannot_be_read_counts_as_not_there(book: Book, kept: str) -> None:
    from cfo_desktop.store import ledger

    with book.store.transaction() as connection:
        for key in ("backup_plan", "backup_written", "backup_failed", "backup_labels"):
            ledger.set_value(connection, key, kept)
    state = backups.state(book)
    assert (state.plan, state.written, state.failure) == (BackupPlan(), None, None)


def test_a_plan_needs_a_folder_that_is_there(book: Book, folder: Path) -> None:
    with pytest.raises(UserError, match="backup_folder_needed"):
        backups.change_plan(book, BackupPlan("", Every.DAY))
    with pytest.raises(UserError, match="folder_missing"):
        plan(book, folder / "none")
    plan(book, folder, keep=0)
    assert backups.state(book).plan.keep == 1


def test_a_backup_that_the_owner_cancels_is_no_failure(book: Book, folder: Path) -> None:
    post(book, "1010", "3010", "5.00")
    plan(book, folder)
    before = backups.state(book)

    def cancel(_done: int, _total: int) -> None:
        raise UserError("cancelled")

    with pytest.raises(UserError, match="cancelled"):
        backups.back_up(book, now=NOW, progress=cancel)
    assert backups.state(book) == before
    assert names(folder) == []
