"""The slot file beside the database: which database is current, and the key slots that open it.

Without it nothing opens the book, so it is kept twice, with equal content.
"""

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
SPARE = "slots.spare.json"
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
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise BookDamaged("slots_damaged") from error
    except RecursionError as error:
        raise BookDamaged("slots_damaged") from error


def read(folder: Path) -> SlotFile:
    """Read the slots of the book in ``folder``, from the spare where the file is damaged or gone.

    Raises ``UserError("book_missing")`` where there is no book, ``BookDamaged`` where a ledger lies
    there without them, or where none of them can be read.
    """
    found = [content for name in (NAME, SPARE) if (content := _content(folder / name)) is not None]
    if not found and any(folder.glob("ledger-*.db")):
        raise BookDamaged("slots_missing", path=str(folder))
    if not found:
        raise UserError("book_missing", path=str(folder))
    try:
        return from_bytes(found[0])
    except BookDamaged:
        return from_bytes(found[-1])


def write(folder: Path, file: SlotFile) -> None:
    """Replace both files, each in one step.

    The spare comes first: until the file itself is replaced, nothing has changed.
    """
    for name in (SPARE, NAME):
        write_atomically(folder / name, to_bytes(file))


def is_whole(folder: Path, file: SlotFile) -> bool:
    """Tell whether both files hold ``file``."""
    return all(_content(folder / name) == to_bytes(file) for name in (NAME, SPARE))


def _content(path: Path) -> bytes | None:
    """Return a file's content, ``None`` where there is none; raise ``UserError``."""
    try:
        with path.open("rb") as stream:
            return stream.read(_MAX_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise user_error(error, path) from error


def _slot(untrusted: dict[str, Any]) -> Slot:
    header = {str(key): value for key, value in untrusted["header"].items()}
    if "kind" not in header or not all(isinstance(value, str | int) for value in header.values()):
        raise BookDamaged("slots_damaged")
    return Slot(
        header,
        base64.b64decode(untrusted["nonce"], validate=True),
        base64.b64decode(untrusted["wrapped"], validate=True),
    )


def _digest(body: object) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
