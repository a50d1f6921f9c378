"""Cancels long work at every report it makes, and sees each leave all as it was before."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.store import backup
from cfo_desktop.store import book_store
from cfo_desktop.store import keys
from cfo_desktop.store import search
from cfo_desktop.store import slot_file
from cfo_desktop.store.book_store import Store
from tests.store.made_books import CHEAP
from tests.store.made_books import PASSPHRASE
from tests.store.made_books import Template
from tests.store.made_books import post
from tests.store.made_books import sale

KEPT = Path(__file__).with_name("kept")
NEW = "another passphrase"


@dataclass
class Reports:
    """Notes each report, and cancels at one of them."""

    cancel_at: int | None = None
    seen: list[tuple[int, int]] = field(default_factory=list)

    def __call__(self, done: int, total: int) -> None:
        self.seen.append((done, total))
        if len(self.seen) - 1 == self.cancel_at:
            raise UserError("cancelled")


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let work on a small book report as often as on a large one."""
    monkeypatch.setattr(book_store, "_PAGES_A_STEP", 8)
    monkeypatch.setattr(backup, "_BLOCK", 64 * 1024)
    monkeypatch.setattr(search, "_CHUNK", 5)


def files(root: Path) -> dict[str, bytes]:
    """Return what lies under ``root``, but for what SQLite keeps while a book is open."""
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else b""
        for path in sorted(root.rglob("*"))
        if not path.name.endswith(("-wal", "-shm"))
    }


def outcome(work: Callable[[Progress], object], reports: Reports) -> str:
    """Return "done", or the code of what ended ``work``."""
    try:
        work(reports)
    except UserError as error:
        return error.code
    return "done"


def cancelled_everywhere(
    work: Callable[[Progress], object], root: Path, *, seen: Callable[[Path], object] = files
) -> None:
    """Cancel ``work`` at each of its reports; it is done at last, after all of them."""
    before = seen(root)
    number = 0
    while (said := outcome(work, reports := Reports(cancel_at=number))) != "done":
        assert said == "cancelled"
        assert seen(root) == before, reports.seen[-1]
        number += 1
    assert number == len(reports.seen) > 3
    assert reports.seen == sorted(reports.seen)
    assert len({total for _, total in reports.seen}) == 1
    assert reports.seen[-1][0] == reports.seen[-1][1]


def filled(template: Template, folder: Path) -> Store:
    store = template.open(folder)
    post(store, *(sale(number, narration=f"sale {number}") for number in range(1, 20)))
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return store


@pytest.mark.parametrize("present", [False, True], ids=["new", "in the place of another"])
def test_a_backup(*, present: bool, folder: Path, template: Template, tmp_path: Path) -> None:
    store = filled(template, folder)
    target = tmp_path / "shop.cfobackup"
    if present:
        target.write_bytes(b"the one before")
    cancelled_everywhere(lambda progress: backup.write(store, target, progress=progress), tmp_path)
    assert backup.check(store, target).entries == 19
    store.close()


def test_checking_a_backup(folder: Path, template: Template, tmp_path: Path) -> None:
    store = filled(template, folder)
    target = tmp_path / "shop.cfobackup"
    backup.write(store, target)
    cancelled_everywhere(lambda progress: backup.check(store, target, progress=progress), tmp_path)
    store.close()


@pytest.mark.parametrize("made", [False, True], ids=["new folder", "empty folder"])
def test_a_restore(*, made: bool, folder: Path, template: Template, tmp_path: Path) -> None:
    store = filled(template, folder)
    backup.write(store, tmp_path / "backup")
    store.close()
    target = tmp_path / "restored"
    if made:
        target.mkdir()
    cancelled_everywhere(
        lambda progress: backup.restore(
            tmp_path / "backup", target, passphrase=PASSPHRASE, progress=progress
        ),
        tmp_path,
    )
    book_store.open_with_passphrase(target, PASSPHRASE).close()


def test_a_rekey(folder: Path, template: Template, tmp_path: Path) -> None:
    store = filled(template, folder)
    book = store.path.read_bytes()

    def rekey(progress: Progress) -> None:
        try:
            book_store.rekey(store, NEW, cost=CHEAP, progress=progress)
        except UserError:
            # The old book is there, and is of use, to this program and to others.
            post(store, sale())
            template.open(folder).close()
            raise

    cancelled_everywhere(rekey, folder, seen=lambda root: {path.name for path in root.iterdir()})
    assert store.path.read_bytes() != book
    store.close()
    book_store.open_with_passphrase(folder, NEW).close()


@pytest.mark.parametrize("schema", [1, 2])
def test_opening_a_book_of_an_older_program(schema: int, tmp_path: Path) -> None:
    kept = KEPT / f"schema-{schema}"
    passphrase = json.loads((kept / "known.json").read_text(encoding="utf-8"))["passphrase"]
    folder = shutil.copytree(kept / "book", tmp_path / "book")
    slots = slot_file.read(folder)
    key = keys.unwrap_with_passphrase(slots.slot("passphrase"), passphrase)
    cancelled_everywhere(
        lambda progress: book_store.open_with_key(folder, slots, key, progress=progress).close(),
        tmp_path,
    )
    assert (folder / "kept" / f"schema-{schema}.db").exists()


def test_making_the_search_index_anew(folder: Path, template: Template, tmp_path: Path) -> None:
    store = filled(template, folder)

    def rebuild(progress: Progress) -> None:
        with store.transaction() as connection:
            search.rebuild(connection, progress)

    cancelled_everywhere(rebuild, tmp_path)
    store.close()
