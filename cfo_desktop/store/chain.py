"""The hash chain over posted entries: a changed past is noticed, not only forbidden."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

LINK_BYTES = 32

Line = tuple[str, int, str, int]
"""(account code, amount in minor units, its currency, value in minor units of the book's)."""


FIRST_LINK = hashlib.sha256(b"cfo-desktop ledger").digest()
"""The link an empty ledger ends in, the same for all: equal ledgers have equal heads."""


def canonical(
    number: int,
    *,
    day: int,
    narration: str,
    party: str,
    reverses: int | None,
    completes: int | None,
    batch: str | None,
    recorded_at: int,
    lines: Sequence[Line],
) -> bytes:
    """Return the bytes of one entry that its link covers: compact JSON, UTF-8."""
    fields = (number, day, narration, party, reverses, completes, batch, recorded_at, lines)
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def next_link(previous: bytes, content: bytes) -> bytes:
    """Return SHA-256 over the previous link and an entry's canonical bytes."""
    return hashlib.sha256(previous + content).digest()
