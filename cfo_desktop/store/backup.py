"""Backups that verify themselves: one file, under its own key, opened by the same key slots.

The container is an uncompressed ZIP of ``slots.json``, ``head.json`` and ``ledger.db``, the last
encrypted under a key derived from the data key and the container's own random label.
"""

from __future__ import annotations

import contextlib
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import sync_folder
from cfo_desktop.base.files import user_error
from cfo_desktop.base.ids import new_id
from cfo_desktop.base.progress import SCALE
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import part
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.book import Head
from cfo_desktop.store import book_store
from cfo_desktop.store import database
from cfo_desktop.store import keys
from cfo_desktop.store import ledger
from cfo_desktop.store import migrate
from cfo_desktop.store import slot_file
from cfo_desktop.store import verify
from cfo_desktop.store.book_store import Store
from cfo_desktop.store.slot_file import SlotFile

_SLOTS = "slots.json"
_HEAD = "head.json"
_LEDGER = "ledger.db"
_SMALL = 64 * 1024
_BLOCK = 1 << 20
_COPIED = 300
"""How much of the work, of ``SCALE``, it is to copy a database under another key."""


def write(store: Store, target: Path, *, progress: Progress = unheard) -> Head:
    """Write a backup to ``target`` in one step, after it was read back and verified.

    Raises ``UserError`` for the disk, ``BookDamaged("backup_damaged")`` where the copy does not
    hold, or what ``progress`` raises; ``target`` is then as it was.
    """
    packed = target.with_name(f".{target.name}.part")
    try:
        with _working_folder(target) as folder:
            copying = part(progress, first=0, last=_COPIED)
            head = _write_container(store, folder / _LEDGER, packed, copying)
            reading = part(progress, first=_COPIED, last=SCALE)
            _extracted(packed, folder / _LEDGER, store.data_key, reading)
        packed.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise user_error(error, target) from error
    finally:
        packed.unlink(missing_ok=True)
    return head


def _write_container(store: Store, working: Path, packed: Path, progress: Progress) -> Head:
    label = new_id()
    key = _key(store.data_key, label)
    copy = book_store.copy_database(store.connection, working, key, progress=progress)
    with contextlib.closing(copy), database.mapped_errors():
        head = ledger.head(copy)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    about = {"label": label, "entries": head.entries, "link": head.link.hex()}
    with packed.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as container:
            container.writestr(_SLOTS, slot_file.to_bytes(store.slots))
            container.writestr(_HEAD, json.dumps(about))
            container.write(working, _LEDGER)
        stream.flush()
        os.fsync(stream.fileno())
    book_store.remove_database(working)
    return head


def restore(source: Path, folder: Path, *, passphrase: str, progress: Progress = unheard) -> Head:
    """Make the book in ``source`` anew in ``folder``; return its head.

    Raises ``UserError`` (``passphrase_wrong``, ``book_exists``, ``backup_not_ours``,
    ``book_newer``, the disk's), ``BookDamaged("backup_damaged")`` or what ``progress`` raises;
    nothing is left behind then.
    """
    slots = _slots(source)
    data_key = keys.unwrap_with_passphrase(slots.slot("passphrase"), passphrase)
    made = book_store.make_folder(folder)
    try:
        with _working_folder(folder / _LEDGER) as working:
            reading = part(progress, first=0, last=SCALE - _COPIED)
            head = _extracted(source, working / _LEDGER, data_key, reading)
            backup = database.connect(working / _LEDGER, _key(data_key, _about(source)["label"]))
            with contextlib.closing(backup):
                path = book_store.database_path(folder, slots.generation)
                own_key = keys.sub_key(data_key, "database")
                copying = part(progress, first=SCALE - _COPIED, last=SCALE)
                book_store.copy_database(backup, path, own_key, progress=copying).close()
        book_store.write_anchor(folder, slots, data_key, head)
        slot_file.write(folder, slots)
    except BaseException as error:
        book_store.discard(folder, made=made)
        if isinstance(error, OSError):
            raise user_error(error, folder) from error
        raise
    return head


def check(store: Store, source: Path, *, progress: Progress = unheard) -> Head:
    """Read a backup of an open book whole, hold every control against it, return its head.

    Raises ``UserError`` (``backup_not_ours``, ``backup_of_other_book``, the disk's) or
    ``BookDamaged("backup_damaged")``. A copy under the backup's own key lies beside the book
    meanwhile: where the backup lies may not be ours to write to.
    """
    if (_slots(source).book_id, _slots(source).generation) != (
        store.slots.book_id,
        store.slots.generation,
    ):
        raise UserError("backup_of_other_book", path=str(source))
    with _working_folder(store.folder / _LEDGER) as folder:
        try:
            return _extracted(source, folder / _LEDGER, store.data_key, progress)
        except OSError as error:
            raise user_error(error, source) from error


def identity(source: Path) -> tuple[str, str]:
    """Return the id of the book in a backup and the backup's own random label."""
    return _slots(source).book_id, _about(source)["label"]


def _extracted(source: Path, target: Path, data_key: bytes, progress: Progress) -> Head:
    """Unpack the database to ``target``, verify it whole, and return the head it ends in."""
    about = _about(source)
    with (
        _container(source) as container,
        container.open(_LEDGER) as packed,
        target.open("wb") as stream,
    ):
        _unpack(packed, stream, container.getinfo(_LEDGER).file_size, progress)
    try:
        head = _verified(target, _key(data_key, about["label"]), progress)
    except BookDamaged as error:
        raise BookDamaged("backup_damaged") from error
    if head.link.hex() != about["link"]:
        raise BookDamaged("backup_damaged")
    return head


def _unpack(packed: IO[bytes], stream: IO[bytes], size: int, progress: Progress) -> None:
    """Copy the database out of its container: the first fifth of reading a backup."""
    unpacking = part(progress, first=0, last=SCALE // 5)
    while block := packed.read(_BLOCK):
        stream.write(block)
        unpacking(min(stream.tell(), size), size)


def _verified(path: Path, key: bytes, progress: Progress) -> Head:
    """Bring a backup's database to today's schema and hold every control against it."""
    connection = database.connect(path, key)
    with contextlib.closing(connection):
        migrate.migrate(connection, path, progress=part(progress, first=200, last=400))
        checking = part(progress, first=400, last=SCALE)
        for number, check in enumerate(verify.checks(connection), 1):
            if not check.ok:
                raise BookDamaged("backup_damaged")
            checking(number, verify.OF_DATABASE)
        with database.mapped_errors():
            return ledger.head(connection)


def _slots(source: Path) -> SlotFile:
    with _container(source) as container:
        return slot_file.from_bytes(_small(container, _SLOTS))


def _about(source: Path) -> dict[str, str]:
    with _container(source) as container:
        try:
            about = json.loads(_small(container, _HEAD))
            return {"label": str(about["label"]), "link": str(about["link"])}
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BookDamaged("backup_damaged") from error


def _small(container: zipfile.ZipFile, name: str) -> bytes:
    with container.open(name) as stream:
        return stream.read(_SMALL)


@contextlib.contextmanager
def _container(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as container:
            members = {member.filename: member for member in container.infolist()}
            if {_SLOTS, _HEAD, _LEDGER} - set(members):
                raise UserError("backup_not_ours", path=str(source))
            # Ours pack nothing, so a small file cannot unpack to fill the disk.
            if any(member.compress_type != zipfile.ZIP_STORED for member in members.values()):
                raise BookDamaged("backup_damaged")
            yield container
    except zipfile.BadZipFile as error:
        # A broken directory is not ours to read; a broken member is a backup that was damaged.
        if zipfile.is_zipfile(source):
            raise BookDamaged("backup_damaged") from error
        raise UserError("backup_not_ours", path=str(source)) from error
    except OSError as error:
        raise user_error(error, source) from error
    except (EOFError, RuntimeError, ValueError) as error:  # what zipfile says of odd flags and ends
        raise BookDamaged("backup_damaged") from error


def _key(data_key: bytes, label: str) -> bytes:
    return keys.sub_key(data_key, f"backup {label}")


@contextlib.contextmanager
def _working_folder(target: Path) -> Iterator[Path]:
    """Yield a folder on the target's own disk; only encrypted files are put there."""
    try:
        folder = TemporaryDirectory(dir=target.parent, prefix=".cfo-")
    except OSError as error:
        raise user_error(error, target) from error
    with folder as name:
        yield Path(name)
