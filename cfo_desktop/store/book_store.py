"""One open book: its folder, keys and database, and the transaction that every change runs in.

The folder holds ``slots.json`` (key slots), ``ledger-<generation>.db`` (SQLCipher) and
``anchor-<generation>.json``; the slot file names the generation, so that a rekey switches all
three by renaming one file.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from cfo_desktop.base import log
from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import user_error
from cfo_desktop.base.ids import new_id
from cfo_desktop.domain.book import Head
from cfo_desktop.store import anchor
from cfo_desktop.store import database
from cfo_desktop.store import keys
from cfo_desktop.store import ledger
from cfo_desktop.store import migrate
from cfo_desktop.store import slot_file
from cfo_desktop.store.keys import Argon2Cost
from cfo_desktop.store.slot_file import SlotFile


def database_path(folder: Path, generation: int) -> Path:
    """Return where the database of a generation lies."""
    return folder / f"ledger-{generation}.db"


def anchor_path(folder: Path, generation: int) -> Path:
    """Return where the anchor of a generation lies."""
    return folder / f"anchor-{generation}.json"


@dataclass(slots=True)
class Store:
    """An open book. One thread uses it; ``close`` ends it."""

    folder: Path
    slots: SlotFile
    data_key: bytes = field(repr=False)
    connection: database.Connection
    anchored: Head

    @property
    def path(self) -> Path:
        """The current database file."""
        return database_path(self.folder, self.slots.generation)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[database.Connection]:
        """Run a change in one transaction and move the anchor to the new head after it."""
        with database.transaction(self.connection):
            yield self.connection
        self._move_anchor()

    def _move_anchor(self) -> None:
        head = ledger.head(self.connection)
        if head == self.anchored:
            return
        try:
            write_anchor(self.folder, self.slots, self.data_key, head)
        except UserError:
            # The entry is safe in the database; an anchor that lags behind is caught up on opening.
            log.event("anchor_not_moved", entries=head.entries)
            return
        self.anchored = head

    def close(self) -> None:
        """Fold the WAL into the database and close it."""
        with database.mapped_errors():
            with contextlib.suppress(database.DatabaseError):  # another reader is open
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.connection.close()


def write_anchor(folder: Path, slots: SlotFile, data_key: bytes, head: Head) -> None:
    """Anchor ``head`` for the current generation."""
    path = anchor_path(folder, slots.generation)
    anchor.write(path, head, keys.sub_key(data_key, "anchor"))


def create(folder: Path, *, passphrase: str, cost: Argon2Cost | None = None) -> tuple[Store, str]:
    """Make an empty book in ``folder`` and return it open, with the recovery code to print once.

    Raises ``UserError`` with ``book_exists`` where the folder holds anything, ``passphrase_empty``,
    or what the disk says; nothing is left behind then.
    """
    made = make_folder(folder)
    book_id = new_id()
    data_key = keys.new_key()
    try:
        recovery, code = keys.recovery_slot(data_key, book_id=book_id)
        opening = keys.passphrase_slot(data_key, passphrase, book_id=book_id, cost=cost)
        slots = SlotFile(book_id, 1, (opening, recovery))
        connection = database.connect(database_path(folder, 1), keys.sub_key(data_key, "database"))
        try:
            migrate.migrate(connection, database_path(folder, 1))
            with database.transaction(connection):
                ledger.set_value(connection, "book_id", book_id)
            database.assert_encrypted(connection, database_path(folder, 1))
            head = ledger.head(connection)
            write_anchor(folder, slots, data_key, head)
            slot_file.write(folder, slots)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        discard(folder, made=made)
        raise
    return Store(folder, slots, data_key, connection, head), code


def discard(folder: Path, *, made: bool) -> None:
    """Remove what a failed creation left in ``folder`` (which was empty or ``made`` for it)."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    if made:
        folder.rmdir()


def make_folder(folder: Path) -> bool:
    """Make ``folder``, or take it where it is empty; tell which. Raises ``UserError``."""
    try:
        if folder.exists():
            if not folder.is_dir() or any(folder.iterdir()):
                raise UserError("book_exists", path=str(folder))
            return False
        folder.mkdir(parents=True)
    except OSError as error:
        raise user_error(error, folder) from error
    return True


def open_with_passphrase(folder: Path, passphrase: str) -> Store:
    """Open a book.

    Raises ``UserError`` (``passphrase_wrong``, ``book_missing``, ``book_newer``, ``book_busy``)
    or ``BookDamaged``.
    """
    slots = slot_file.read(folder)
    return _open(folder, slots, keys.unwrap_with_passphrase(slots.slot("passphrase"), passphrase))


def open_with_recovery_code(folder: Path, untrusted_code: str) -> Store:
    """Open a book by its printed recovery code; raise as ``open_with_passphrase`` does."""
    slots = slot_file.read(folder)
    key = keys.unwrap_with_recovery_code(slots.slot("recovery"), untrusted_code)
    return _open(folder, slots, key)


def _open(folder: Path, slots: SlotFile, data_key: bytes) -> Store:
    path = database_path(folder, slots.generation)
    if not path.exists():
        raise BookDamaged("database_missing")
    connection = database.connect(path, keys.sub_key(data_key, "database"))
    try:
        migrate.migrate(connection, path)
        store = Store(folder, slots, data_key, connection, Head(0, b""))
        check_anchor(store)
    except BaseException:
        connection.close()
        raise
    return store


def check_anchor(store: Store) -> None:
    """Hold the anchor against the ledger; raise ``BookDamaged`` where the ledger went back.

    A ledger that is ahead is one whose program was killed between commit and anchor: its new
    entries are verified link by link, and the anchor is moved up.
    """
    path = anchor_path(store.folder, store.slots.generation)
    anchored = anchor.read(path, keys.sub_key(store.data_key, "anchor"))
    with database.mapped_errors():
        head = ledger.head(store.connection)
        if head.entries < anchored.entries:
            raise BookDamaged("ledger_rolled_back", anchored=anchored.entries, found=head.entries)
        if ledger.link_of(store.connection, anchored.entries) != anchored.link:
            raise BookDamaged("ledger_changed", entry=anchored.entries)
        broken = ledger.first_broken_link(store.connection, after=anchored.entries)
    if broken is not None:
        raise BookDamaged("ledger_changed", entry=broken)
    store.anchored = anchored
    store._move_anchor()  # noqa: SLF001 - the same module


def rebuild_anchor(folder: Path, passphrase: str) -> Head:
    """Anchor a ledger whose whole chain holds; raise ``BookDamaged("ledger_changed")`` else."""
    slots = slot_file.read(folder)
    data_key = keys.unwrap_with_passphrase(slots.slot("passphrase"), passphrase)
    path = database_path(folder, slots.generation)
    connection = database.connect(path, keys.sub_key(data_key, "database"))
    with contextlib.closing(connection), database.mapped_errors():
        broken = ledger.first_broken_link(connection)
        if broken is not None:
            raise BookDamaged("ledger_changed", entry=broken)
        head = ledger.head(connection)
        write_anchor(folder, slots, data_key, head)
    return head


def change_passphrase(store: Store, passphrase: str, *, cost: Argon2Cost | None = None) -> None:
    """Rewrap the data key under a new passphrase; no byte of the database changes."""
    slot = keys.passphrase_slot(store.data_key, passphrase, book_id=store.slots.book_id, cost=cost)
    _replace_slots(store, store.slots.with_slot(slot))


def new_recovery_code(store: Store) -> str:
    """Replace the recovery slot and return the new code; the old code opens nothing any more."""
    slot, code = keys.recovery_slot(store.data_key, book_id=store.slots.book_id)
    _replace_slots(store, store.slots.with_slot(slot))
    return code


def _replace_slots(store: Store, slots: SlotFile) -> None:
    """Write the slots twice, so that the kept previous file opens with the new ones only."""
    slot_file.write(store.folder, slots)
    slot_file.write(store.folder, slots)
    store.slots = slots


def rekey(store: Store, passphrase: str, *, cost: Argon2Cost | None = None) -> str:
    """Encrypt the whole book under a new data key and return its new recovery code.

    For a passphrase that leaked: an old copy of the slot file then opens nothing of the new
    database. A crash on the way leaves the old book whole.
    """
    old = store.slots
    data_key = keys.new_key()
    recovery, code = keys.recovery_slot(data_key, book_id=old.book_id)
    opening = keys.passphrase_slot(data_key, passphrase, book_id=old.book_id, cost=cost)
    slots = SlotFile(old.book_id, old.generation + 1, (opening, recovery))
    path = database_path(store.folder, slots.generation)
    copy = copy_database(store.connection, path, keys.sub_key(data_key, "database"))
    write_anchor(store.folder, slots, data_key, store.anchored)
    slot_file.write(store.folder, slots)
    slot_file.write(store.folder, slots)
    store.close()
    store.connection, store.slots, store.data_key = copy, slots, data_key
    remove_generation(store.folder, old.generation)
    return code


def copy_database(source: database.Connection, path: Path, key: bytes) -> database.Connection:
    """Copy an open database to ``path`` under another key and return the copy open."""
    path.unlink(missing_ok=True)
    target = database.connect(path, key)
    try:
        with database.mapped_errors():
            source.backup(target)
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.assert_encrypted(target, path)
    except BaseException:
        target.close()
        remove_database(path)
        raise
    return target


def remove_generation(folder: Path, generation: int) -> None:
    """Remove the files that a rekey left behind, the copies of older schemas included."""
    remove_database(database_path(folder, generation))
    anchor_path(folder, generation).unlink(missing_ok=True)
    shutil.rmtree(folder / migrate.KEPT, ignore_errors=True)


def remove_database(path: Path) -> None:
    """Remove a database and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
