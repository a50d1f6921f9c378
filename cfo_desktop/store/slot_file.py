"""The slot file beside the database: which database is current, and the key slots that open it."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import user_error
from cfo_desktop.base.files import write_atomically
from cfo_desktop.store.keys import Slot

NAME = "slots.json"
PREVIOUS = "slots.previous.json"
_FORMAT = 1
_MAX_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class SlotFile:
    """The slots of one book. ``generation`` names the database file that their data key opens."""

    book_id: str
    generation: int
    slots: tuple[Slot, ...]

    def slot(self, kind: str) -> Slot:
        """Return the slot of ``kind``; a book without it is damaged."""
        found = next((slot for slot in self.slots if slot.kind == kind), None)
        if found is None:
            raise BookDamaged("slots_damaged")
        return found

    def with_slot(self, new: Slot) -> SlotFile:
        """Return a copy in which ``new`` took the place of the slot of its kind."""
        others = tuple(slot for slot in self.slots if slot.kind != new.kind)
        return dataclasses.replace(self, slots=(*others, new))


def to_bytes(file: SlotFile) -> bytes:
    """Return the JSON of ``file`` with a SHA-256 that tells damage from a wrong passphrase."""
    body = {
        "format": _FORMAT,
        "book": file.book_id,
        "generation": file.generation,
        "slots": [
            {
                "header": dict(slot.header),
                "nonce": base64.b64encode(slot.nonce).decode(),
                "wrapped": base64.b64encode(slot.wrapped).decode(),
            }
            for slot in file.slots
        ],
    }
    return json.dumps({**body, "sha256": _digest(body)}, indent=1).encode()


def from_bytes(untrusted_content: bytes) -> SlotFile:
    """Read a slot file; raise ``BookDamaged("slots_damaged")`` or ``UserError("book_newer")``."""
    try:
        untrusted = json.loads(untrusted_content)
        digest = untrusted.pop("sha256")
        if digest != _digest(untrusted):
            raise BookDamaged("slots_damaged")
        if untrusted["format"] > _FORMAT:
            raise UserError("book_newer")
        return SlotFile(
            book_id=str(untrusted["book"]),
            generation=int(untrusted["generation"]),
            slots=tuple(_slot(item) for item in untrusted["slots"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BookDamaged("slots_damaged") from error


def read(folder: Path) -> SlotFile:
    """Read the slots of the book in ``folder``; fall back on the kept previous file where damaged.

    Raises ``UserError("book_missing")`` where there is no book, ``BookDamaged`` where both files
    are damaged.
    """
    path = folder / NAME
    try:
        return from_bytes(_content(path))
    except FileNotFoundError as error:
        raise UserError("book_missing", path=str(folder)) from error
    except OSError as error:
        raise user_error(error, path) from error
    except BookDamaged:
        previous = folder / PREVIOUS
        if not previous.exists():
            raise
        return from_bytes(_content(previous))


def write(folder: Path, file: SlotFile) -> None:
    """Replace the slot file in one step and keep the one before it."""
    path = folder / NAME
    if path.exists():
        write_atomically(folder / PREVIOUS, path.read_bytes())
    write_atomically(path, to_bytes(file))


def _content(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_MAX_BYTES)


def _slot(untrusted: dict[str, Any]) -> Slot:
    header = {str(key): value for key, value in untrusted["header"].items()}
    if not all(isinstance(value, str | int) for value in header.values()):
        raise BookDamaged("slots_damaged")
    return Slot(
        header,
        base64.b64decode(untrusted["nonce"], validate=True),
        base64.b64decode(untrusted["wrapped"], validate=True),
    )


def _digest(body: object) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
