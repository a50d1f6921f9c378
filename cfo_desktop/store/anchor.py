"""The anchor: the chain's head kept outside the database, so that rolling it back is noticed.

SQLCipher authenticates single pages, not their history: an old page or a whole old file put back,
or a WAL with one flipped bit that silently drops later commits, opens without complaint.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.files import user_error
from cfo_desktop.base.files import write_atomically
from cfo_desktop.domain.book import Head

_MAX_BYTES = 1024


def write(path: Path, head: Head, key: bytes) -> None:
    """Replace the anchor; raises ``UserError`` where the disk refuses."""
    body = {"entries": head.entries, "link": head.link.hex(), "hmac": _mac(head, key).hex()}
    write_atomically(path, json.dumps(body).encode())


def read(path: Path, key: bytes) -> Head:
    """Read the anchor; raise ``BookDamaged`` with ``anchor_missing`` or ``anchor_forged``."""
    try:
        with path.open("rb") as stream:
            untrusted = json.loads(stream.read(_MAX_BYTES))
        head = Head(int(untrusted["entries"]), bytes.fromhex(untrusted["link"]))
        untrusted_mac = bytes.fromhex(untrusted["hmac"])
    except FileNotFoundError as error:
        raise BookDamaged("anchor_missing") from error
    except OSError as error:
        raise user_error(error, path) from error
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        raise BookDamaged("anchor_forged") from error
    if not hmac.compare_digest(untrusted_mac, _mac(head, key)):
        raise BookDamaged("anchor_forged")
    return head


def _mac(head: Head, key: bytes) -> bytes:
    return hmac.digest(key, f"{head.entries} {head.link.hex()}".encode(), hashlib.sha256)
