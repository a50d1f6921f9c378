"""How much of a stranger's file is read: a limit on everything, so that none costs hours."""

from __future__ import annotations

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 500_000
MAX_CELL = 10_000
"""Characters of one cell."""
MAX_LINE = 100_000
"""Characters of one line of a table; also keeps the csv module below its own limit of 131 072."""
MAX_COLUMNS = 300

MAX_XML_DEPTH = 64
MAX_XML_ELEMENTS = 2_000_000

MAX_ZIP_MEMBERS = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
"""Largest unpacked size of a zip member for each packed byte."""
MAX_SHEET_CELLS = 20_000_000
"""Cells in the rectangle a sheet spans: two in opposite corners would otherwise cost terabytes."""

MAX_TEXT = 500
"""Characters kept of a party, a narration or a reference: what an entry can hold."""
