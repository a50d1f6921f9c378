"""The watched folder: which one it is, which of its files look like new statements.

Files are only read. Looking at the folder needs no book, so that a slow disk holds nobody up.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import stat
import time
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import MutableMapping
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from cfo_desktop.domain.watching import FolderLook
from cfo_desktop.domain.watching import FolderState
from cfo_desktop.domain.watching import WaitingFile
from cfo_desktop.domain.watching import WaitingState
from cfo_desktop.services.books import Book
from cfo_desktop.services.reading import MAX_BYTES
from cfo_desktop.store import database
from cfo_desktop.store import import_log
from cfo_desktop.store import ledger

MOST_FILES = 500
"""So many files are listed at once."""
QUIET_SECONDS = 2.0
"""A file is done when it has not changed between two looks so far apart."""
_LONG_QUIET_SECONDS = 60.0
"""A file whose last change is so long ago need not be looked at twice."""
_KEY = "watched_folder"
_SURE = frozenset((".csv", ".xls", ".xlsx", ".ofx", ".qfx", ".qif", ".sta", ".mt940", ".940"))
"""Ends of names that statements have and little else."""
_BEGINNINGS = {
    ".txt": (b",", b";", b"\t", b"|", b":20:"),
    ".xml": (b"iso:20022", b"<OFX", b"Workbook", b"gnc-v2"),
    ".html": (b"<table", b"<TABLE"),
    ".htm": (b"<table", b"<TABLE"),
    ".zip": (b"PK\x03\x04",),
    ".gz": (b"\x1f\x8b",),
}
"""Ends of names that other files have too, and what the beginning of a statement holds."""
_BEGINNING = 4_096
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of a file, and when it was first seen so."""

    size: int
    changed: int
    """Nanoseconds, by the file system."""
    since: float
    """Seconds of the monotonic clock."""
    digest: str = ""


Sights = MutableMapping[Path, Sight]


def folder(book: Book) -> Path | None:
    """Return the folder that the book's owner has watched."""
    with database.mapped_errors():
        kept = ledger.values(book.store.connection).get(_KEY, "")
    return Path(kept) if kept else None


def watch(book: Book, *, folder: Path | None) -> None:
    """Watch ``folder`` from now on; ``None``: none."""
    with book.store.transaction() as connection:
        ledger.set_value(connection, _KEY, str(folder) if folder else "")


def leave_out(book: Book, *, digests: Iterable[str]) -> None:
    """Offer files of this content no more."""
    with book.store.transaction() as connection:
        import_log.add_files(connection, None, digests)


def unknown(book: Book, *, look: FolderLook) -> FolderLook:
    """Return the look without the files that were imported or left out."""
    asked = [file.digest for file in look.files if file.digest]
    with database.mapped_errors():
        known = import_log.known_files(book.store.connection, asked)
    return replace(look, files=tuple(file for file in look.files if file.digest not in known))


def digest(path: Path, *, alive: Callable[[], None] = lambda: None) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal; raise ``OSError``.

    ``alive`` is called for each part that is read and may raise to stop.
    """
    made = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            alive()
            made.update(chunk)
    return made.hexdigest()


def look(folder: Path, *, sights: Sights, alive: Callable[[], None] = lambda: None) -> FolderLook:
    """Look at a folder; its own folders are left alone.

    ``sights`` is what was seen the last time, and is brought up to date: by it a file that still
    grows is known, and none is read twice. ``alive`` is called for each file and may raise.
    """
    try:
        found = sorted(_candidates(folder, alive), key=lambda each: -each[1].st_mtime_ns)
    except FileNotFoundError:
        return FolderLook(folder, FolderState.MISSING)
    except NotADirectoryError:
        return FolderLook(folder, FolderState.MISSING)
    except PermissionError:
        return FolderLook(folder, FolderState.DENIED)
    except OSError:
        return FolderLook(folder, FolderState.UNREADABLE)
    listed = found[:MOST_FILES]
    for gone in set(sights) - {path for path, _ in listed}:
        del sights[gone]
    files = []
    for path, status in listed:
        alive()
        files.append(_seen(path, status, sights, alive))
    return FolderLook(folder, FolderState.READ, tuple(files), len(found) - len(listed))


def _candidates(folder: Path, alive: Callable[[], None]) -> list[tuple[Path, os.stat_result]]:
    """Return the files that may be statements by name, kind and size."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            alive()
            suffix = Path(entry.name).suffix.lower()
            if entry.name.startswith((".", "~$")) or suffix not in _SURE | _BEGINNINGS.keys():
                continue
            # it may have gone meanwhile: then it does not wait
            with contextlib.suppress(OSError):
                status = entry.stat()
                if stat.S_ISREG(status.st_mode) and 0 < status.st_size <= MAX_BYTES:
                    found.append((Path(entry.path), status))
    return [each for each in found if _looks_like_one(each[0])]


def _looks_like_one(path: Path) -> bool:
    wanted = _BEGINNINGS.get(path.suffix.lower())
    if wanted is None:
        return True
    try:
        with path.open("rb") as stream:
            beginning = stream.read(_BEGINNING)
    except OSError:
        return True  # that it cannot be read is told in the list
    return any(each in beginning for each in wanted)


def _seen(
    path: Path, status: os.stat_result, sights: Sights, alive: Callable[[], None]
) -> WaitingFile:
    """Return what there is to say of a file, and keep what was seen of it."""
    now = time.monotonic()
    last = sights.get(path)
    if last is None or (last.size, last.changed) != (status.st_size, status.st_mtime_ns):
        last = sights[path] = Sight(status.st_size, status.st_mtime_ns, now)
    modified = dt.datetime.fromtimestamp(status.st_mtime, dt.UTC)
    file = WaitingFile(path, modified, status.st_size, WaitingState.GROWING)
    age = time.time() - status.st_mtime
    if age < _LONG_QUIET_SECONDS and now - last.since < QUIET_SECONDS:
        return file
    if not last.digest:
        try:
            last = sights[path] = replace(last, digest=digest(path, alive=alive))
        except OSError:
            return replace(file, state=WaitingState.UNREADABLE)
    return replace(file, state=WaitingState.READY, digest=last.digest)
