"""How much of a stranger's document is read: a limit on everything, so that none costs hours."""

from __future__ import annotations

from collections.abc import Sequence

MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 200
MAX_PIXELS = 50_000_000
"""Of one picture."""

MAX_XML_DEPTH = 64
MAX_XML_ELEMENTS = 500_000
MAX_XML_ATTRIBUTES = 200
"""Of one element."""

MAX_ZIP_MEMBERS = 2_000
MAX_PART = 8 * 1024 * 1024
"""Bytes of one part of an OFD file that is read as XML."""
MAX_PIECES = 100_000
"""Texts on the pages of an OFD file."""
MAX_UNPACKED = 60 * 1024 * 1024
MAX_RATIO = 100
"""Largest unpacked size of a ZIP member for each packed byte."""
SMALL = 1 << 20
"""Members this small may be packed as tightly as they like."""

MAX_ATTACHMENTS = 50
"""Of one PDF."""
MAX_NAME = 500
"""Characters kept of a name, a number or a place."""
MAX_TERMS = 2_000
"""Characters kept of terms of payment."""
MAX_TEXT = 200_000
"""Characters kept of all the words of a document, for the search."""


def unpacks_too_far(sizes: Sequence[tuple[int, int]]) -> bool:
    """Tell whether an archive holds too much, by (unpacked, packed) bytes of its members."""
    too_tight = any(
        unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1) for unpacked, packed in sizes
    )
    total = sum(unpacked for unpacked, _packed in sizes)
    return len(sizes) > MAX_ZIP_MEMBERS or total > MAX_UNPACKED or too_tight
