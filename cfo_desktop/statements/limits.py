"""How much of a stranger's file is read: a limit on everything, so that none costs hours."""

from __future__ import annotations

from collections.abc import Sequence

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 500_000
MAX_CELL = 10_000
"""Characters of one cell."""
MAX_LINE = 100_000
"""Characters of one line of a table; also keeps the csv module below its own limit of 131 072."""
MAX_COLUMNS = 300

MAX_XML_DEPTH = 64
MAX_XML_ELEMENTS = 1_000_000
MAX_XML_ATTRIBUTES = 1_000
"""Of one element."""
MAX_XML_STRETCH = 1 << 19
"""Bytes in a row in which no tag begins."""

MAX_ZIP_MEMBERS = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
"""Largest unpacked size of a zip member for each packed byte."""
SMALL = 1 << 20
"""Members this small may be packed as tightly as they like."""
MAX_SHEET_CELLS = 20_000_000
"""Cells in the rectangle a sheet spans: two in opposite corners would otherwise cost terabytes."""

MAX_XLS_CELLS = 4_000_000
"""The same for all sheets of an old workbook together, whose cells take more memory."""
MAX_SHEETS = 250

MAX_TEXT = 500
"""Characters kept of a party, a narration or a reference: what an entry can hold."""


def unpacks_too_far(sizes: Sequence[tuple[int, int]]) -> bool:
    """Tell whether an archive holds too much, by (unpacked, packed) bytes of its members."""
    too_tight = any(
        unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1) for unpacked, packed in sizes
    )
    total = sum(unpacked for unpacked, _packed in sizes)
    return len(sizes) > MAX_ZIP_MEMBERS or total > MAX_UNPACKED or too_tight
