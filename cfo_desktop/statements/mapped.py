"""Reads a table as the owner said: columns found by their names or, without a header, by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.mapping import SHAPED
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.mapping import Use
from cfo_desktop.domain.mapping import column_key
from cfo_desktop.domain.statement import Statement
from cfo_desktop.statements import amounts
from cfo_desktop.statements import bank_table
from cfo_desktop.statements import banks
from cfo_desktop.statements import cut_rows
from cfo_desktop.statements import dates
from cfo_desktop.statements import header as headers
from cfo_desktop.statements.amounts import DecimalSign
from cfo_desktop.statements.dates import DateStyle
from cfo_desktop.statements.dates import Order
from cfo_desktop.statements.header import Column
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.header_words import Means
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import text_of

_SEARCHED = 200
"""Rows from the top among which a header is looked for."""
_SAMPLE = 300
_MAX_NAME = 200
"""Characters of a cell that are compared with a column's name."""
_MOSTLY = 0.6
"""Of the filled cells of a column: some rows may be broken, or notes."""
_FEWEST_NAMES = 2
_MEANS = {
    Use.IGNORE: Means.OTHER,
    Use.DATE: Means.DATED,
    Use.TIME: Means.TIME,
    Use.AMOUNT: Means.AMOUNT,
    Use.MONEY_IN: Means.IN,
    Use.MONEY_OUT: Means.OUT,
    Use.DIRECTION: Means.DIRECTION,
    Use.BALANCE: Means.BALANCE,
    Use.PARTY: Means.PARTY,
    Use.PARTY_ACCOUNT: Means.PARTY_ACCOUNT,
    Use.TEXT: Means.TEXT,
    Use.REFERENCE: Means.REFERENCE,
    Use.CURRENCY: Means.CURRENCY,
    Use.STATUS: Means.STATUS,
}
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
DAY_SHAPE = "day "
NUMBER_SHAPE = "number"
TEXT_SHAPE = "text"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a mapping's columns stand in a table: its header, and the rows under it."""

    table: Table
    header: Header
    rows: Sequence[TableRow]
    above: Sequence[str]


def locate(mapping: ColumnMapping, table: Table) -> Located | None:
    """Find a mapping's columns in a table; ``None`` where it is one of another kind."""
    if not mapping.has_header:
        return _by_place(mapping, table)
    keys = mapping.keys
    if keys.total() < _FEWEST_NAMES:
        return None
    for position, row in enumerate(table.rows[:_SEARCHED]):
        if len(row.cells) < keys.total():
            continue
        names = [text_of(item)[:_MAX_NAME] for item in row.cells]
        if keys <= Counter(map(column_key, names)):
            uses = mapping.columns_of(names)
            if uses is not None:
                return _under(table, headers.named(row, position), uses)
    return None


def _under(table: Table, named: Header, uses: dict[int, Use]) -> Located:
    columns = list(named.columns)
    columns += [Column(index, "", None) for index in range(len(columns), max(uses, default=0) + 1)]
    header = Header(named.position, tuple(_column(column, uses) for column in columns))
    table = cut_rows.marked(table, header)
    first = named.position + 1
    names = [column_key(column.name) for column in named.columns]
    rows = [row for row in table.rows[first:] if row.flaw or not _repeats(row, names)]
    return Located(table, header, rows, headers.texts_around(table, named))


def _column(column: Column, uses: dict[int, Use]) -> Column:
    name = column.name or f"column {column.index + 1}"
    return replace(column, name=name, means=_MEANS[uses.get(column.index, Use.IGNORE)])


def _repeats(row: TableRow, names: Sequence[str]) -> bool:
    """Tell whether a row is the header once more, as at the top of each page."""
    return any(names) and [column_key(text_of(item)) for item in row.cells] == names


def _by_place(mapping: ColumnMapping, table: Table) -> Located | None:
    width = len(mapping.columns)
    rows = from_first_movement(table.rows)[:_SAMPLE]
    sample = [row for row in rows if not row.flaw and len(row.cells) == width]
    if not sample or 2 * len(sample) < len(rows):
        return None
    for index, column in enumerate(mapping.columns):
        if column.use in SHAPED and not _alike(column.shape, shape(sample, index)):
            return None
    uses = {index: column.use for index, column in enumerate(mapping.columns)}
    days = [index for index, use in uses.items() if use is Use.DATE]
    first = next(
        (
            position
            for position, row in enumerate(table.rows)
            if any(is_day(text_of(cell(row, index))) for index in days)
        ),
        0,
    )
    nameless = Header(first - 1, tuple(Column(index, "", None) for index in range(width)))
    return _under(table, nameless, uses)


def _alike(known: str, found: str) -> bool:
    """Compare the shapes of two columns; a blank one may be anything."""
    return not known or not found or known == found


def shape(rows: Sequence[TableRow], index: int) -> str:
    """Return what a column's cells look like: dates of one form, numbers, texts; empty: blank."""
    texts = [text_of(cell(row, index)) for row in rows]
    filled = [text for text in texts if not amounts.is_blank(text)]
    if not filled:
        return ""
    days = [text for text in filled if is_day(text)]
    if len(days) >= _MOSTLY * len(filled):
        forms = Counter(_LETTERS.sub("a", _DIGITS.sub("9", text)) for text in days)
        return DAY_SHAPE + forms.most_common(1)[0][0]
    numbers = sum(is_number(text) for text in filled)
    return NUMBER_SHAPE if numbers >= _MOSTLY * len(filled) else TEXT_SHAPE


def from_first_movement(rows: Sequence[TableRow]) -> Sequence[TableRow]:
    """Return the rows from the first that looks like a movement; all where none does."""
    first = next((at for at, row in enumerate(rows[:_SEARCHED]) if is_movement(row)), 0)
    return rows[first:]


def is_movement(row: TableRow) -> bool:
    """Tell whether a row looks like a movement: a date, and a number beside it."""
    texts = [text_of(item) for item in row.cells]
    days = [index for index, text in enumerate(texts) if is_day(text)]
    return bool(days) and any(
        index not in days and is_number(text) for index, text in enumerate(texts) if text
    )


def is_day(text: str) -> bool:
    """Tell whether a text is a date in any order."""
    return any(dates.parse(text, DateStyle(order)) for order in Order)


def is_number(text: str) -> bool:
    """Tell whether a text is an amount under either decimal sign."""
    return any(amounts.parse(text, sign) for sign in DecimalSign)


def read(
    found: Located, mapping: ColumnMapping, *, title: str, currency: str | None
) -> tuple[Statement, ...] | Fault:
    """Read the rows of a table in which ``mapping`` was located.

    ``title`` names an account that the file does not, ``currency`` is used where neither file nor
    mapping name one. Faults: ``currency_needed`` and those of the mapping.
    """
    if fault := mapping.fault():
        return fault
    return bank_table.read(
        found.table,
        found.header,
        found.rows,
        bank=_bank(mapping, found.above),
        around=found.above,
        title=title,
        currency=mapping.currency or currency,
        mapping=mapping,
    )


def _bank(mapping: ColumnMapping, above: Iterable[str]) -> banks.Bank:
    """Tell whose export it is, by the columns it had when it was mapped: later ones may differ."""
    columns = (
        Column(index, column.name or f"column {index + 1}", None)
        for index, column in enumerate(mapping.columns)
    )
    return banks.of_table(Header(-1, tuple(columns)), above)
