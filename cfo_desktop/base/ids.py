"""Random ids for things the program makes, content ids for things it reads."""

from __future__ import annotations

import hashlib
import secrets


def new_id() -> str:
    """Return a random 128-bit id as 32 hex digits."""
    return secrets.token_hex(16)


def content_id(*parts: str) -> str:
    """Return the 128-bit id (32 hex digits) of a list of texts.

    Each part is length-prefixed, so that ``("ab", "c")`` and ``("a", "bc")`` differ.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode(errors="surrogatepass")  # half a character, from a broken file
        digest.update(len(data).to_bytes(4, "big"))
        digest.update(data)
    return digest.hexdigest()[:32]
