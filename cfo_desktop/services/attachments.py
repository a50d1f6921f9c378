"""Files kept with entries: receipts, photos, contracts; the owner adds and removes them."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path

from cfo_desktop.base import files
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.attachment import MAX_SIZE
from cfo_desktop.domain.attachment import Attachment
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from cfo_desktop.store import attachments
from cfo_desktop.store import database

_CHUNK = 1024 * 1024
_MAX_NAME = 200
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
)


def add(book: Book, *, entry: int, path: Path, progress: Progress | None = None) -> Attachment:
    """Keep a copy of the file at ``path`` with an entry; the same file twice is kept once.

    ``progress`` is told (bytes read, bytes in all). Raises ``UserError`` (``entry_missing``,
    ``attachment_too_large`` with ``limit`` in MiB, ``attachment_empty``, the disk's).
    """
    entries.entry(book, number=entry)
    content = _read(path, progress or (lambda _done, _total: None))
    with book.store.transaction() as connection:
        return attachments.add(
            connection,
            entry,
            name=path.name[:_MAX_NAME].encode("utf-8", "replace").decode(),
            media_type=media_type(path.name, content),
            content=content,
            sha256=hashlib.sha256(content).digest(),
            added_at=entries.recorded_now(),
        )


def _read(path: Path, progress: Progress) -> bytes:
    """Read a file that is not too large, however it grows meanwhile."""
    content = bytearray()
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            while size <= MAX_SIZE and (chunk := stream.read(_CHUNK)):
                content += chunk
                size = max(size, len(content))
                progress(len(content), size)
    except OSError as error:
        raise files.user_error(error, path) from error
    if size > MAX_SIZE:
        raise UserError("attachment_too_large", limit=MAX_SIZE // _CHUNK, name=path.name)
    if not content:
        raise UserError("attachment_empty", name=path.name)
    return bytes(content)


def media_type(name: str, content: bytes) -> str:
    """Return what kind of file it is, by how it begins before how it is called."""
    for signature, found in _SIGNATURES:
        if content.startswith(signature):
            return found
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    guessed = mimetypes.guess_type(name)[0] or ""
    return "application/octet-stream" if guessed.startswith("image/") or not guessed else guessed


def of_entry(book: Book, *, entry: int) -> list[Attachment]:
    """Return an entry's files in the order they were added."""
    with database.mapped_errors():
        return attachments.of_entry(book.store.connection, entry)


def content(book: Book, *, attachment: int) -> tuple[Attachment, bytes]:
    """Return a file with its content; raise ``UserError("attachment_missing")``."""
    with database.mapped_errors():
        return attachments.content(book.store.connection, attachment)


def save_copy(book: Book, *, attachment: int, target: Path) -> Path:
    """Write a file out of the book, in clear, where the owner said; raise ``UserError``."""
    files.write_atomically(target, content(book, attachment=attachment)[1])
    return target


def remove(book: Book, *, attachment: int) -> None:
    """Remove a file from the book for good; raise ``UserError("attachment_original")``.

    The original of a bill stays with the bill, as long as that is booked.
    """
    with book.store.transaction() as connection:
        attachments.remove(connection, attachment)
