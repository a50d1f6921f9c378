"""One open book: its folder, keys and database, and the transaction that every change runs in.

The folder holds ``slots.json`` (key slots) and its spare, ``ledger-<generation>.db`` (SQLCipher)
and ``anchor-<generation>.json``; the slot file names the generation, so that a rekey switches all
of them by renaming one file.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from cfo_desktop.base import log
from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import user_error
from cfo_desktop.base.ids import new_id
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.book import Head
from cfo_desktop.store import anchor
from cfo_desktop.store import database
from cfo_desktop.store import keys
from cfo_desktop.store import ledger
from cfo_desktop.store import migrate
from cfo_desktop.store import slot_file
from cfo_desktop.store.keys import Argon2Cost
from cfo_desktop.store.keys import Slot
from cfo_desktop.store.slot_file import SlotFile

_OF_GENERATION = re.compile(r"(?:ledger-([0-9]+)\.db(?:-wal|-shm|-journal)?|anchor-([0-9]+)\.json)")

_STALE_SECONDS = 60.0
_PAGES_A_STEP = 512
"""Pages copied between two reports: 2 MiB."""


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
        self.move_anchor()

    def move_anchor(self) -> None:
        """Move the anchor to the ledger's head; one that cannot be moved now is moved later.

        The entries are safe in the database; an anchor that lags behind is caught up on opening.
        """
        try:
            with database.mapped_errors():
                head = ledger.head(self.connection)
            if head != self.anchored:
                write_anchor(self.folder, self.slots, self.data_key, head)
                self.anchored = head
        except UserError:
            log.event("anchor_not_moved", entries=self.anchored.entries)

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


def create(
    folder: Path,
    *,
    passphrase: str,
    fill: Callable[[database.Connection], None],
    cost: Argon2Cost | None = None,
) -> tuple[Store, str]:
    """Make a book in ``folder`` and return it open, with the recovery code to print once.

    ``fill`` puts in what every book has; the folder is no book until that is done. Raises
    ``UserError`` with ``book_exists`` where the folder holds anything, ``passphrase_empty``, or
    what the disk says; nothing is left behind then.
    """
    made = make_folder(folder)
    book_id = new_id()
    data_key = keys.new_key()
    path = database_path(folder, 1)
    try:
        recovery, code = keys.recovery_slot(data_key, book_id=book_id)
        opening = keys.passphrase_slot(data_key, passphrase, book_id=book_id, cost=cost)
        slots = SlotFile(book_id, 1, (opening, recovery))
        connection = database.connect(path, keys.sub_key(data_key, "database"), make=True)
        try:
            migrate.migrate(connection, path)
            with database.transaction(connection):
                ledger.set_value(connection, "book_id", book_id)
                fill(connection)
            database.assert_encrypted(connection, path)
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
    import shutil  # here, as below: with the packers it knows it costs every start 2 ms

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


def open_with_passphrase(folder: Path, passphrase: str, *, progress: Progress = unheard) -> Store:
    """Open a book; ``progress`` is called only while one of an older schema is migrated.

    Raises ``UserError`` (``passphrase_wrong``, ``book_missing``, ``book_newer``, ``book_busy``)
    or ``BookDamaged``.
    """
    slots = slot_file.read(folder)
    key = keys.unwrap_with_passphrase(slots.slot("passphrase"), passphrase)
    return open_with_key(folder, slots, key, progress=progress)


def open_with_recovery_code(
    folder: Path, untrusted_code: str, *, progress: Progress = unheard
) -> Store:
    """Open a book by its printed recovery code; raise as ``open_with_passphrase`` does."""
    slots = slot_file.read(folder)
    key = keys.unwrap_with_recovery_code(slots.slot("recovery"), untrusted_code)
    return open_with_key(folder, slots, key, progress=progress)


def open_with_key(
    folder: Path, slots: SlotFile, data_key: bytes, *, progress: Progress = unheard
) -> Store:
    """Open a book whose data key is known; raise as ``open_with_passphrase`` does."""
    store = open_unanchored(folder, slots, data_key, progress=progress)
    try:
        check_anchor(store)
    except BaseException:
        store.connection.close()
        raise
    _tidy(store)
    return store


def open_unanchored(
    folder: Path, slots: SlotFile, data_key: bytes, *, progress: Progress = unheard
) -> Store:
    """Open a book without holding its anchor against the ledger, to find out what is wrong."""
    path = database_path(folder, slots.generation)
    connection = database.connect(path, keys.sub_key(data_key, "database"))
    try:
        migrate.migrate(connection, path, progress=progress)
    except BaseException:
        connection.close()
        raise
    return Store(folder, slots, data_key, connection, Head(0, b""))


def _tidy(store: Store) -> None:
    """Finish what a crash cut short: both slot files alike, and no files of another rekey."""
    try:
        if not slot_file.is_whole(store.folder, store.slots):
            slot_file.write(store.folder, store.slots)
        for path in store.folder.iterdir():
            found = _OF_GENERATION.fullmatch(path.name)
            if found and int(found[1] or found[2]) != store.slots.generation:
                path.unlink()
            if path.suffix == ".part" and time.time() - path.stat().st_mtime > _STALE_SECONDS:
                path.unlink()
    except (UserError, OSError):
        log.event("book_not_tidied")


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
    store.move_anchor()


def check_passphrase(store: Store, passphrase: str) -> None:
    """Raise ``UserError("passphrase_wrong")`` where ``passphrase`` is not the book's."""
    keys.unwrap_with_passphrase(store.slots.slot("passphrase"), passphrase)


def change_passphrase(store: Store, passphrase: str, *, cost: Argon2Cost | None = None) -> None:
    """Rewrap the data key under a new passphrase; no byte of the database changes."""
    slot = keys.passphrase_slot(store.data_key, passphrase, book_id=store.slots.book_id, cost=cost)
    _replace_slot(store, slot)


def new_recovery_code(store: Store) -> str:
    """Replace the recovery slot and return the new code; the old code opens nothing any more."""
    slot, code = keys.recovery_slot(store.data_key, book_id=store.slots.book_id)
    _replace_slot(store, slot)
    return code


def _replace_slot(store: Store, slot: Slot) -> None:
    """Put a slot in the place of the one of its kind; an error leaves the old one in force."""
    present = slot_file.read(store.folder)  # another program may have changed another slot
    if present.generation != store.slots.generation:
        raise UserError("book_busy")
    slots = present.with_slot(slot)
    slot_file.write(store.folder, slots)
    store.slots = slots


def rekey(
    store: Store,
    passphrase: str,
    *,
    cost: Argon2Cost | None = None,
    progress: Progress = unheard,
) -> str:
    """Encrypt the whole book under a new data key and return its new recovery code.

    For a passphrase that leaked: an old copy of the slot file then opens nothing of the new
    database. A crash on the way leaves the old book whole, and so does a cancelled ``progress``.
    Raises ``UserError`` (``book_busy`` while another program has the book open,
    ``passphrase_empty``, the disk's).
    """
    import shutil

    old = store.slots
    data_key = keys.new_key()
    recovery, code = keys.recovery_slot(data_key, book_id=old.book_id)
    opening = keys.passphrase_slot(data_key, passphrase, book_id=old.book_id, cost=cost)
    slots = SlotFile(old.book_id, old.generation + 1, (opening, recovery))
    database.take_alone(store.connection)  # what others wrote to the old database would be lost
    try:
        copy = _copied(store, slots, data_key, progress)
    except BaseException:
        database.share(store.connection)
        raise
    store.connection.close()
    store.connection, store.slots, store.data_key = copy, slots, data_key
    remove_generation(store.folder, old.generation)
    shutil.rmtree(store.folder / migrate.KEPT, ignore_errors=True)
    return code


def _copied(
    store: Store, slots: SlotFile, data_key: bytes, progress: Progress
) -> database.Connection:
    """Write the next generation and make it the current one; return its database open."""
    path = database_path(store.folder, slots.generation)
    key = keys.sub_key(data_key, "database")
    copy = copy_database(store.connection, path, key, progress=progress)
    try:
        write_anchor(store.folder, slots, data_key, store.anchored)
        slot_file.write(store.folder, slots)
    except BaseException:
        copy.close()
        if slot_file.read(store.folder) == slots:
            slot_file.write(store.folder, store.slots)
        remove_generation(store.folder, slots.generation)
        raise
    return copy


def copy_database(
    source: database.Connection, path: Path, key: bytes, *, progress: Progress = unheard
) -> database.Connection:
    """Copy an open database to ``path`` under another key and return the copy open.

    ``progress`` may end it, and then ``path`` is not there.
    """

    def copied(_: int, left: int, total: int) -> None:
        progress(total - left, total)

    remove_database(path)
    target = database.connect(path, key, make=True)
    try:
        with database.mapped_errors(), database.snapshot(source):
            source.backup(target, pages=_PAGES_A_STEP, progress=copied)
        with database.mapped_errors():
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.assert_encrypted(target, path)
    except BaseException:
        target.close()
        remove_database(path)
        raise
    return target


def remove_generation(folder: Path, generation: int) -> None:
    """Remove the database and the anchor of a generation that is not the current one."""
    remove_database(database_path(folder, generation))
    anchor_path(folder, generation).unlink(missing_ok=True)


def remove_database(path: Path) -> None:
    """Remove a database and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
