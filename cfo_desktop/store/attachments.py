"""Files kept with entries, inside the encrypted book."""

from __future__ import annotations

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.attachment import Attachment
from cfo_desktop.store import papers
from cfo_desktop.store.database import Connection

_COLUMNS = "SELECT id, entry, name, media_type, size FROM attachment"


def add(
    connection: Connection,
    entry: int,
    *,
    name: str,
    media_type: str,
    content: bytes,
    sha256: bytes,
    added_at: int,
) -> Attachment:
    """Keep a file; one that the entry has already is returned as it is."""
    found = connection.execute(
        f"{_COLUMNS} WHERE entry = ? AND sha256 = ?", (entry, sha256)
    ).fetchone()
    if found is not None:
        return Attachment(*found)
    cursor = connection.execute(
        "INSERT INTO attachment (entry, name, media_type, size, sha256, added_at, content)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (entry, name, media_type, len(content), sha256, added_at, content),
    )
    return Attachment(int(cursor.lastrowid), entry, name, media_type, len(content))


def of_entry(connection: Connection, entry: int) -> list[Attachment]:
    """Return an entry's files in the order they were added, originals of papers first."""
    rows = connection.execute(f"{_COLUMNS} WHERE entry = ? ORDER BY id", (entry,))
    originals = [
        Attachment(-each.id, entry, each.name, each.media_type, each.size)
        for each in papers.files_of_entry(connection, entry)
    ]
    return originals + [Attachment(*row) for row in rows]


def content(connection: Connection, attachment: int) -> tuple[Attachment, bytes]:
    """Return a file with its content; raise ``UserError("attachment_missing")``."""
    if attachment < 0:
        return _original(connection, -attachment)
    found = connection.execute(
        "SELECT id, entry, name, media_type, size, content FROM attachment WHERE id = ?",
        (attachment,),
    ).fetchone()
    if found is None:
        raise UserError("attachment_missing")
    *about, data = found
    return Attachment(*about), bytes(data)


def _original(connection: Connection, file: int) -> tuple[Attachment, bytes]:
    entry = papers.entry_of_file(connection, file)
    if entry is None:
        raise UserError("attachment_missing")
    about, data = papers.file_content(connection, file)
    return Attachment(-file, entry, about.name, about.media_type, about.size), data


def remove(connection: Connection, attachment: int) -> None:
    """Remove a file for good; raise ``UserError("attachment_original")`` for a paper's."""
    if attachment < 0:
        raise UserError("attachment_original")
    connection.execute("DELETE FROM attachment WHERE id = ?", (attachment,))
