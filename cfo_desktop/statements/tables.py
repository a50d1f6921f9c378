"""The tables of one file, CSV or spreadsheet, read by whichever reader knows their header."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.invoice import InvoiceList
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.statements import bank_table
from cfo_desktop.statements import banks
from cfo_desktop.statements import cut_rows
from cfo_desktop.statements import header as headers
from cfo_desktop.statements import headerless
from cfo_desktop.statements import mapped
from cfo_desktop.statements import profiles
from cfo_desktop.statements import trade
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import text_of

_KNOWN_EXPORT = 100
_FEWEST_COLUMNS = 2
_FEWEST_ROWS = 2
_NOTES_BELOW = 60
"""Lines from the end in which totals may stand."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the tables of a file gave."""

    profile: str
    statements: tuple[Statement, ...] = ()
    invoices: tuple[InvoiceList, ...] = ()
    takings: tuple[TakingsList, ...] = ()
    mapped: bool = False
    """Read by a mapping of the owner's, whose name is the profile."""


def worth(table: Table, mappings: Iterable[ColumnMapping] = ()) -> int:
    """Say how well a text was cut: by how many of its columns make sense."""
    if any(mapped.locate(mapping, table) for mapping in mappings):
        return _KNOWN_EXPORT
    if not profiles.find(table) and (listed := trade.worth(table)):
        return listed
    header = headers.find(table)
    known = sum(column.means is not None for column in header.columns) if header else 0
    return known + _KNOWN_EXPORT * bool(profiles.find(table) or profiles.is_summary(table))


def read(
    tables: Sequence[Table],
    *,
    title: str,
    currency: str | None,
    mappings: Sequence[ColumnMapping] = (),
) -> Found | Fault:
    """Read every table with a header; ``title`` names an account that the file does not.

    A known export goes before one of ``mappings`` that knows the columns, that before a guess.
    Faults: ``summary_only``, ``no_table``, ``no_rows``, ``currency_needed``.
    """
    found: list[Found] = []
    lists = [table for table in tables if not profiles.is_summary(table)]
    if tables and not lists:
        return Fault("summary_only")
    trades = [table for table in lists if not _is_known(table, mappings)]
    if listed := trade.read(trades, title=title, currency=currency):
        return listed if isinstance(listed, Fault) else _of_trade(listed)
    for table in lists:
        result = _read(table, title=title, currency=currency, mappings=mappings)
        if isinstance(result, Fault):
            if result.code != "no_table":
                return result
        else:
            found.append(result)
    if not found:
        return Fault("table_unknown" if any(map(_is_one, lists)) else "no_table")
    if not any(each.read for one in found for each in one.statements):
        return Fault("no_rows")
    statements = _without_copies([each for one in found for each in one.statements])
    return Found(found[0].profile, statements, mapped=found[0].mapped)


def _is_one(table: Table) -> bool:
    """Tell whether a table has columns at all, though nobody knows which is what."""
    wide = sum(sum(map(bool, map(text_of, row.cells))) >= _FEWEST_COLUMNS for row in table.rows)
    return wide >= _FEWEST_ROWS and 2 * wide >= len(table.rows)


def read_as(
    tables: Sequence[Table],
    mapping: ColumnMapping,
    *,
    title: str,
    currency: str | None,
    most: int = 0,
) -> Found | Fault:
    """Read by one mapping every table that has its columns, of each ``most`` rows (0: all).

    Faults: ``mapping_other``, ``no_rows``, and those of ``mapped.read``.
    """
    located = [found for table in tables if (found := mapped.locate(mapping, table))]
    if not located:
        return mapping.fault() or Fault("mapping_other", data={"name": mapping.name})
    statements: list[Statement] = []
    for found in located:
        rows = found.rows[:most] if most else found.rows
        result = mapped.read(replace(found, rows=rows), mapping, title=title, currency=currency)
        if isinstance(result, Fault):
            return result
        statements += result
    if not any(each.read for each in statements):
        return Fault("no_rows")
    return Found(mapping.name, _without_copies(statements), mapped=True)


def _is_known(table: Table, mappings: Sequence[ColumnMapping]) -> bool:
    """Tell whether a table is a known export's, or one that the owner said how to read."""
    located = any(mapped.locate(mapping, table) for mapping in mappings)
    return located or profiles.find(table) is not None


def _of_trade(listed: trade.Found) -> Found:
    return Found(listed.profile, invoices=listed.invoices, takings=listed.takings)


def _read(
    table: Table, *, title: str, currency: str | None, mappings: Sequence[ColumnMapping]
) -> Found | Fault:
    export, header = profiles.find(table) or (None, headers.find(table))
    if not export:
        for mapping in mappings:
            if mapped.locate(mapping, table):
                return read_as([table], mapping, title=title, currency=currency)
    guessed: tuple[Fault, ...] = ()
    if header is None:
        header = headerless.guess(table)
        guessed = (Fault("header_guessed"),)
    if header is None:
        return Fault("no_table")
    table = cut_rows.marked(table, header)
    below = table.rows[max(header.position + 1, len(table.rows) - _NOTES_BELOW) :]
    around = headers.texts_around(table, header, rows=below)
    first_row = header.position + 1
    if export:
        bill = export.read(table, header, table.rows[first_row:], around)
        return bill if isinstance(bill, Fault) else Found(export.profile, (bill,))
    above = headers.texts_around(table, header)
    bank = banks.of_table(header, above)
    statements: list[Statement] = []
    for part, rows in _parts(table, header):
        result = bank_table.read(
            table, part, rows, bank=bank, around=above, title=title, currency=currency
        )
        if isinstance(result, Fault):
            return result
        statements += [replace(each, warnings=guessed + each.warnings) for each in result]
    return Found(bank.profile, tuple(statements))


def _parts(table: Table, header: Header) -> Iterator[tuple[Header, Sequence[TableRow]]]:
    """Cut at each further header; the same header printed again on each page is left out."""
    current, rows = header, []
    day = header.day
    for position in range(header.position + 1, len(table.rows)):
        row = table.rows[position]
        day_text = text_of(cell(row, day))
        if row.flaw or not day_text or any(map(str.isdigit, day_text)):
            rows.append(row)
            continue
        following = headers.of_row(row, position)
        if following is None:
            rows.append(row)
        elif following.names != current.names:
            if rows:
                yield current, rows
            current, rows = following, []
    yield current, rows


def _without_copies(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Leave out a sheet that lists the same movements as another: nobody paid twice for it."""
    kept: list[Statement] = []
    for statement in statements:
        for position, other in enumerate(kept):
            if statement.rows and _movements(statement) == _movements(other):
                sheet = statement.rows[0].place.rpartition("!")[0]
                warning = Fault("sheet_repeated", sheet, {"rows": str(len(statement.rows))})
                kept[position] = replace(other, warnings=(*other.warnings, warning))
                break
        else:
            kept.append(statement)
    return tuple(kept)


def _movements(statement: Statement) -> list[tuple[object, ...]]:
    return [(row.day, row.time, row.amount, row.party, row.reference) for row in statement.rows]
