"""Writing a file so that a crash leaves either the old content or the new, never half of it."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from collections.abc import Iterable
from pathlib import Path

from cfo_desktop.base.errors import UserError

_COUNT = itertools.count()
_FULL = {errno.ENOSPC, errno.EDQUOT}


def user_error(error: OSError, path: Path) -> UserError:
    """Map an operating-system error on ``path`` to what the owner can do about it."""
    if error.errno in _FULL:
        return UserError("disk_full", path=str(path))
    if isinstance(error, FileNotFoundError):
        return UserError("file_missing", path=str(path))
    if isinstance(error, PermissionError):
        return UserError("file_denied", path=str(path))
    if isinstance(error, IsADirectoryError):
        return UserError("file_is_folder", path=str(path))
    return UserError("file_failed", path=str(path), reason=error.strerror or str(error.errno))


def sync_folder(folder: Path) -> None:
    """Make a rename inside ``folder`` durable (POSIX; Windows has no such call)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``: temporary file, fsync, rename, fsync of the folder.

    Raises ``UserError`` (``disk_full``, ``file_denied``, ...); the old file is then as it was.
    """
    write_chunks_atomically(path, [content])


def write_chunks_atomically(path: Path, chunks: Iterable[bytes]) -> None:
    """Do the same with content that is made while it is written; a failure leaves no half file."""
    # Two threads may write one file at a time; each has its own.
    temporary = path.with_name(f".{path.name[:40]}.{os.getpid()}-{next(_COUNT)}.part")
    try:
        with temporary.open("wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise user_error(error, path) from error
    finally:
        with contextlib.suppress(OSError):  # what stopped the writing may stop this too
            temporary.unlink()
