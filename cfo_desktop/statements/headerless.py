"""Guesses the columns of a table without a header, where its contents leave one reading only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from cfo_desktop.domain import currency as currencies
from cfo_desktop.statements import amounts
from cfo_desktop.statements import dates
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

_SAMPLE = 300
_FEWEST_COLUMNS = 3
_ALMOST_ALL = 0.95
_MOSTLY = 0.8
"""Steps of a running balance that must tie: a row may be missing, chance makes no two of ten."""


def guess(table: Table) -> Header | None:
    """Return the header the table should have had; ``None`` where more than one would do.

    Told apart are: one signed amount; an amount beside the balance that follows from it; and money
    in and money out, of which each row fills one, beside the balance that follows from them.
    """
    rows = [row for row in table.rows[:_SAMPLE] if not row.flaw and _filled(row) >= _FEWEST_COLUMNS]
    widths = Counter(len(row.cells) for row in rows)
    if not widths or max(widths, key=lambda width: widths[width]) < _FEWEST_COLUMNS:
        return None
    width = max(widths, key=lambda width: widths[width])
    rows = [row for row in rows if len(row.cells) == width]
    meanings: dict[int, Means] = {}
    days = [index for index in range(width) if _share(rows, index, _is_day) >= _ALMOST_ALL]
    if not days:
        return None
    meanings[days[0]] = Means.DATED
    money = _money(rows, [index for index in range(width) if index not in days])
    if money is None:
        return None
    meanings |= money
    rest = [index for index in range(width) if index not in meanings and index not in days]
    texts = sorted(rest, key=lambda index: -sum(len(text_of(cell(row, index))) for row in rows))
    for index in rest:
        if _share(rows, index, lambda text: currencies.from_name(text) is not None) >= _ALMOST_ALL:
            meanings[index] = Means.CURRENCY
        elif index == texts[0]:
            meanings[index] = Means.TEXT
    # the header stands before the first row
    columns = tuple(
        Column(index, f"column {index + 1}", meanings.get(index)) for index in range(width)
    )
    return Header(-1, columns)


def _filled(row: TableRow) -> int:
    return sum(bool(text_of(item)) for item in row.cells)


def _share(rows: Sequence[TableRow], index: int, test: object) -> float:
    good = sum(bool(test(text_of(cell(row, index)))) for row in rows)  # type: ignore[operator]
    return good / len(rows)


def _is_day(text: str) -> bool:
    return any(dates.parse(text, DateStyle(order)) for order in Order)


def _money(rows: Sequence[TableRow], columns: Sequence[int]) -> dict[int, Means] | None:
    """Tell what the numeric columns are; ``None`` where that is left open."""
    texts = [text_of(cell(row, index)) for row in rows for index in columns]
    sign = amounts.infer(text for text in texts if "." in text or "," in text)
    numbers = {
        index: found for index in columns if (found := _numbers(rows, index, sign)) is not None
    }
    full = [index for index, found in numbers.items() if None not in found]
    half = [index for index, found in numbers.items() if None in found]
    if len(half) == 2 and _take_turns(numbers[half[0]], numbers[half[1]]):  # noqa: PLR2004
        return _pair(numbers, half, full)
    if half or not full:
        return None
    if len(full) == 1:
        values = numbers[full[0]]
        return {full[0]: Means.AMOUNT} if any(value and value < 0 for value in values) else None
    for amount in full:
        for balance in full:
            if amount != balance and _follows(numbers[amount], numbers[balance]):
                return {amount: Means.AMOUNT, balance: Means.BALANCE}
    return None


def _numbers(
    rows: Sequence[TableRow], index: int, sign: DecimalSign
) -> list[Decimal | None] | None:
    """The column's amounts, ``None`` for an empty cell; no list where it is no column of money."""
    found: list[Decimal | None] = []
    cents = False
    for row in rows:
        text = text_of(cell(row, index))
        if amounts.is_blank(text):
            found.append(None)
            continue
        amount = amounts.parse(text, sign)
        if amount is None:
            return None
        cents = cents or sign in text
        found.append(amount.value)
    return found if cents else None


def _take_turns(first: Sequence[Decimal | None], second: Sequence[Decimal | None]) -> bool:
    return all((a is None) != (b is None) for a, b in zip(first, second, strict=True))


def _pair(
    numbers: dict[int, list[Decimal | None]], half: Sequence[int], full: Sequence[int]
) -> dict[int, Means] | None:
    """Only a balance tells which of the two is money in."""
    for a, b in (half, half[::-1]):
        moves = [
            (y or Decimal(0)) - (x or Decimal(0))
            for x, y in zip(numbers[a], numbers[b], strict=True)
        ]
        for balance in full:
            if _follows(moves, numbers[balance]):
                return {a: Means.OUT, b: Means.IN, balance: Means.BALANCE}
    return None


def _follows(moves: Sequence[Decimal | None], balances: Sequence[Decimal | None]) -> bool:
    """Tell whether each balance follows from its neighbour's by the movement, either way round."""
    pairs = [
        (move or Decimal(0), balance or Decimal(0))
        for move, balance in zip(moves, balances, strict=True)
    ]
    for order in (pairs, pairs[::-1]):
        good = sum(order[i - 1][1] + order[i][0] == order[i][1] for i in range(1, len(order)))
        if len(order) > 2 and good >= _MOSTLY * (len(order) - 1):  # noqa: PLR2004
            return True
    return False
