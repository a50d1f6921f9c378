"""Shows a table as a person maps it: its first rows, and the best guess of what its columns are."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.mapping import DateOrder
from cfo_desktop.domain.mapping import DecimalMark
from cfo_desktop.domain.mapping import MappedColumn
from cfo_desktop.domain.mapping import SampleRow
from cfo_desktop.domain.mapping import TableGuess
from cfo_desktop.domain.mapping import Use
from cfo_desktop.statements import amounts
from cfo_desktop.statements import bank_reading
from cfo_desktop.statements import banks
from cfo_desktop.statements import header as headers
from cfo_desktop.statements import headerless
from cfo_desktop.statements import layout as layouts
from cfo_desktop.statements import mapped
from cfo_desktop.statements import profiles
from cfo_desktop.statements import signs
from cfo_desktop.statements import tables
from cfo_desktop.statements import till
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.header_words import Means
from cfo_desktop.statements.layout import Layout
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.table import words_of

SHOWN = 40
"""Rows shown from the top."""
_SEARCHED = 200
_SAMPLE = 300
_FEWEST = 2
_SURE = 1_000_000
_CENTS = "EUR"
"""Stands for any currency of two digits where none is known."""
_HAS_LETTER = re.compile(r"[^\W\d_]")
_USES = {
    Means.BOOKED: Use.DATE,
    Means.DATED: Use.DATE,
    Means.VALUED: Use.DATE,
    Means.TIME: Use.TIME,
    Means.AMOUNT: Use.AMOUNT,
    Means.IN: Use.MONEY_IN,
    Means.OUT: Use.MONEY_OUT,
    Means.DIRECTION: Use.DIRECTION,
    Means.BALANCE: Use.BALANCE,
    Means.CURRENCY: Use.CURRENCY,
    Means.PARTY: Use.PARTY,
    Means.PAYEE: Use.PARTY,
    Means.PAYER: Use.PARTY,
    Means.PARTY_ACCOUNT: Use.PARTY_ACCOUNT,
    Means.TEXT: Use.TEXT,
    Means.KIND: Use.TEXT,
    Means.REFERENCE: Use.REFERENCE,
    Means.STATUS: Use.STATUS,
}


def worth(table: Table) -> int:
    """Say how well a text was cut where no header is known: by cells of dates and of numbers."""
    known = tables.worth(table)
    return _SURE * known if known else sum(map(_told, _body(table.rows[:_SEARCHED])))


def _told(row: TableRow) -> int:
    texts = [text for item in row.cells if (text := text_of(item))]
    telling = sum(mapped.is_day(text) or mapped.is_number(text) for text in texts)
    return telling + len(texts) * mapped.is_movement(row)


def describe(
    sheets: Sequence[Table],
    *,
    title: str,
    currency: str | None,
    header_row: int | None,
    mappings: Iterable[ColumnMapping],
) -> TableGuess:
    """Guess how the best of a file's tables is to be read.

    ``header_row`` is the number of the row that names the columns, 0 where none does; ``None``
    leaves it to the guess. ``mappings`` are those saved, of which one may fit.
    """
    table = max(sheets, key=worth)
    shown = [_sample(row) for row in table.rows[:SHOWN]]
    while shown and not any(shown[-1].cells):
        shown.pop()
    if not shown:
        return TableGuess((), ColumnMapping("", ()), fault=Fault("no_table"))
    guess = TableGuess(
        tuple(shown),
        ColumnMapping(_name(title), ()),
        sheet=table.name,
        known=_known(table, currency),
    )
    if header_row is None:
        for mapping in mappings:
            if found := mapped.locate(mapping, table):
                return _as_saved(guess, mapping, table, found)
    header = _header(table, header_row)
    mapping = _mapping(table, header, title=title, currency=currency)
    number = table.rows[header.position].number if header.position >= 0 else 0
    return replace(guess, mapping=mapping, header_row=number)


def _known(table: Table, currency: str | None) -> str:
    """Return the name of the export that a table is, also of one that lists no movements.

    A list of a till is told by a few common words: the owner may know better.
    """
    if export := profiles.find(table):
        return export[0].profile
    listed = tables.read([_head(table)], title="", currency=currency)
    if isinstance(listed, Fault) or listed.statements:
        return ""
    return listed.profile if listed.profile != till.PROFILE else ""


def _head(table: Table) -> Table:
    return Table(table.rows[:_SAMPLE], table.name)


def _sample(row: TableRow) -> SampleRow:
    return SampleRow(row.number, tuple(words_of(item) for item in row.cells))


def _name(title: str) -> str:
    """Suggest a name: the file's, without the dates and numbers in it."""
    words = re.split(r"[\W\d_]+", title)
    return " ".join(word for word in words if word) or title


def _as_saved(
    guess: TableGuess, mapping: ColumnMapping, table: Table, found: mapped.Located
) -> TableGuess:
    position = found.header.position
    if not mapping.has_header or position < 0:
        return replace(guess, mapping=mapping, saved=True)
    row = table.rows[position]
    names = [text_of(item) for item in row.cells]
    uses = mapping.columns_of(names) or {}
    columns = tuple(
        MappedColumn(name, uses.get(index, Use.IGNORE)) for index, name in enumerate(names)
    )
    return replace(
        guess, mapping=replace(mapping, columns=columns), header_row=row.number, saved=True
    )


def _body(rows: Sequence[TableRow]) -> list[TableRow]:
    return [row for row in rows if not row.flaw and len(row.cells) >= _FEWEST]


def _width(rows: Sequence[TableRow]) -> int:
    """Return how many cells most rows have."""
    widths = Counter(len(row.cells) for row in rows)
    return max(widths, key=lambda width: widths[width], default=0)


def _header(table: Table, wanted: int | None) -> Header:
    """Return the row that names the columns, or one of no names before the first row."""
    if wanted:
        for position, row in enumerate(table.rows):
            if row.number == wanted:
                return headers.named(row, position)
    if wanted is None:
        if known := headers.find(table):
            return known
        position = _above_the_first_row(table)
        if position >= 0:
            return headers.named(table.rows[position], position)
    return Header(-1, ())


def _above_the_first_row(table: Table) -> int:
    """Return where the names stand by their look: words only, right above a date and a number."""
    rows = table.rows[:_SEARCHED]
    first = next((position for position, row in enumerate(rows) if mapped.is_movement(row)), 0)
    filled = _filled(rows[first]) if rows else 0
    for position in range(first - 1, max(first - 4, -1), -1):
        texts = [text for item in rows[position].cells if (text := text_of(item))]
        named = [text for text in texts if _HAS_LETTER.search(text) and not mapped.is_day(text)]
        if len(named) >= _FEWEST and 2 * len(named) >= filled and len(named) == len(texts):
            return position
    return -1


def _filled(row: TableRow) -> int:
    return sum(bool(text_of(item)) for item in row.cells)


def _mapping(table: Table, header: Header, *, title: str, currency: str | None) -> ColumnMapping:
    rows = mapped.from_first_movement(table.rows[header.position + 1 :])
    body = _body(rows[:_SAMPLE])
    width = max(header.width, _width(body))
    whole = [row for row in body if len(row.cells) == _width(body)] or body
    uses = _known_uses(header, rows)
    shapes = [mapped.shape(whole, index) for index in range(width)]
    _fill_in(uses, shapes, whole)
    names = [header.columns[i].name if i < len(header.columns) else "" for i in range(width)]
    nameless = not any(map(headers.bare, names))
    columns = tuple(
        MappedColumn(name, uses.get(index, Use.IGNORE), shapes[index] if nameless else "")
        for index, name in enumerate(names)
    )
    return _decided(ColumnMapping(_name(title), columns), table, currency)


def _known_uses(header: Header, rows: Sequence[TableRow]) -> dict[int, Use]:
    """Return what the header's words tell, as far as it is used."""
    if not header.columns:
        return {}
    chosen = layouts.choose(header, rows)
    uses = {
        index: use
        for index, use in (
            (column.index, _USES.get(column.means, Use.IGNORE) if column.means else Use.IGNORE)
            for column in header.columns
        )
        if _is_used(index, use, chosen)
    }
    if chosen.direction >= 0 and chosen.amount >= 0:
        uses[chosen.direction] = Use.DIRECTION
    if chosen.time >= 0:
        uses[chosen.time] = Use.TIME
    uses |= dict.fromkeys(chosen.party_accounts[:1], Use.PARTY_ACCOUNT)
    if chosen.currency >= 0:
        uses[chosen.currency] = Use.CURRENCY
    if chosen.net >= 0:
        uses = {index: use for index, use in uses.items() if use is not Use.AMOUNT}
        uses[chosen.net] = Use.AMOUNT
    if Use.AMOUNT in uses.values():
        pair = (Use.MONEY_IN, Use.MONEY_OUT)
        uses = {index: use for index, use in uses.items() if use not in pair}
    return uses


def _is_used(index: int, use: Use, chosen: Layout) -> bool:
    single = {
        Use.TIME: chosen.time,
        Use.AMOUNT: chosen.amount,
        Use.MONEY_IN: chosen.inward,
        Use.MONEY_OUT: chosen.outward,
        Use.DIRECTION: chosen.direction,
        Use.BALANCE: chosen.balance,
        Use.CURRENCY: chosen.currency,
        Use.REFERENCE: chosen.reference,
        Use.STATUS: chosen.status,
        Use.PARTY_ACCOUNT: next(iter(chosen.party_accounts), -1),
    }
    if use is Use.IGNORE:
        return False
    if use is Use.DATE:
        return index in chosen.days
    return use not in single or single[use] == index


def _fill_in(uses: dict[int, Use], shapes: Sequence[str], rows: Sequence[TableRow]) -> None:
    """Guess by their contents the columns whose names tell nothing."""
    free = [index for index in range(len(shapes)) if index not in uses]
    days = [index for index in free if shapes[index].startswith(mapped.DAY_SHAPE)]
    if Use.DATE not in uses.values() and days:
        uses[days[0]] = Use.DATE
    if not {Use.AMOUNT, Use.MONEY_IN, Use.MONEY_OUT} & set(uses.values()):
        _fill_in_money(uses, shapes, Table(rows))
    wordy = [index for index, shape in enumerate(shapes) if shape == mapped.TEXT_SHAPE]
    free = [index for index in wordy if index not in uses]
    cells = {index: [text for row in rows if (text := text_of(cell(row, index)))] for index in free}
    if Use.AMOUNT in uses.values() and Use.DIRECTION not in uses.values():
        ways = [index for index, texts in cells.items() if _are_ways(texts)]
        uses |= dict.fromkeys(ways[:1], Use.DIRECTION)
    if not {Use.TEXT, Use.PARTY} & set(uses.values()):
        told = [index for index, texts in cells.items() if index not in uses and _is_prose(texts)]
        uses |= dict.fromkeys(told, Use.TEXT)


def _are_ways(texts: Sequence[str]) -> bool:
    """Tell whether a column says nothing but which way the money went."""
    return {signs.way(text) for text in texts} == {signs.Way.IN, signs.Way.OUT}


def _is_prose(texts: Sequence[str]) -> bool:
    """Tell whether a column says something else in most rows, in words."""
    worded = [text for text in texts if _HAS_LETTER.search(text)]
    return 2 * len(worded) > len(texts) and 2 * len(set(texts)) > len(texts)


def _fill_in_money(uses: dict[int, Use], shapes: Sequence[str], body: Table) -> None:
    if certain := headerless.guess(body):
        for column in certain.columns:
            use = _USES.get(column.means) if column.means else None
            if use in {Use.AMOUNT, Use.MONEY_IN, Use.MONEY_OUT, Use.BALANCE}:
                uses[column.index] = use
        return
    numbers = [
        index
        for index, shape in enumerate(shapes)
        if shape == mapped.NUMBER_SHAPE and index not in uses
    ]
    rows = body.rows[:_SAMPLE]
    for amount, balance in itertools.permutations(numbers, 2):
        if _follows(rows, amount, balance):
            uses[amount], uses[balance] = Use.AMOUNT, Use.BALANCE
            return
    with_cents = [index for index in numbers if _has_cents(rows, index)]
    if found := with_cents or numbers:
        uses[found[0]] = Use.AMOUNT


def _follows(rows: Sequence[TableRow], amount: int, balance: int) -> bool:
    """Tell whether a column is mostly the running balance of another, either way round."""
    texts = [(text_of(cell(row, amount)), text_of(cell(row, balance))) for row in rows]
    sign = amounts.infer(text for pair in texts for text in pair)
    read = [(amounts.parse(moved, sign), amounts.parse(rest, sign)) for moved, rest in texts]
    pairs = [(moved.value, rest.value) for moved, rest in read if moved and rest]
    for order in (pairs, pairs[::-1]):
        ties = sum(
            before + moved == after
            for (_, before), (moved, after) in itertools.pairwise(order)
            if moved
        )
        if 2 * ties >= len(order) > 1:
            return True
    return False


def _has_cents(rows: Sequence[TableRow], index: int) -> bool:
    return any(text_of(cell(row, index))[-3:-2] in {".", ","} for row in rows)


def _decided(mapping: ColumnMapping, table: Table, currency: str | None) -> ColumnMapping:
    """Say outright what a reader would decide from the rows: dates, decimal sign, spending."""
    found = mapped.locate(mapping, table)
    if found is None or mapping.fault():
        return mapping
    chosen = layouts.as_told(layouts.choose(found.header, found.rows))
    named = bank_reading.printed_currency(chosen, found.rows, found.above, wanted=currency)
    by = bank_reading.decide(
        chosen, found.rows, currency=named or currency or _CENTS, around=found.above, warnings=[]
    )
    return replace(
        mapping,
        date_order=DateOrder(by.dates.order.value),
        decimal_mark=DecimalMark(by.sign.value),
        spending_positive=_spends(table, found, currency=named or currency),
    )


def _spends(table: Table, found: mapped.Located, *, currency: str | None) -> bool:
    """Tell whether the list counts spending as positive, as far as its own words say."""
    if banks.of_table(found.header, found.above).spends_positive:
        return True
    read = tables.read([_head(table)], title="", currency=currency)
    return isinstance(read, tables.Found) and any(
        fault.code == "sign_reversed" for each in read.statements for fault in each.warnings
    )
