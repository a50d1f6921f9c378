"""How a bank's table is to be read: its currency, dates and signs, decided from all its rows."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.statements import amounts
from cfo_desktop.statements import bank_rows
from cfo_desktop.statements import dates
from cfo_desktop.statements import signs
from cfo_desktop.statements.amounts import DecimalSign
from cfo_desktop.statements.bank_rows import Reading
from cfo_desktop.statements.dates import Order
from cfo_desktop.statements.layout import Layout
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.table import text_of

_CURRENCY_AROUND = re.compile(
    r"(?:币\s*种|货\s*币|币\s*别|貨幣|幣種|幣別|currency|währung|devise|moneda)(?:\s*code)?"
    r"(?:\s*[:：=]\s*[\[(]?\s*([^\s,;|\])]{2,12})|\s*[\[(]?((?-i:[A-Z]{3})\b|[一-鿿]{2,8}))",
    re.IGNORECASE,
)
"""The word, and what follows it. Without a colon (two cells of a row) that is a word of any kind:
then only a code in capitals or a Chinese name is looked at."""
_MONTH_FIRST = {"USD", "PHP"}
"""Currencies of the countries that write the month before the day."""
_STATEMENT_MONTH = re.compile(r"(20\d{2})\s*年\s*(1[0-2]|0?[1-9])\s*月(?!\s*\d)")


def printed_currency(
    chosen: Layout, rows: Sequence[TableRow], around: Iterable[str], *, wanted: str | None
) -> str:
    """Return the currency the file names: in its header, its cells, or the lines around the table.

    Of several that which is ``wanted``, else the most frequent; empty where it names none.
    """
    if chosen.unit:
        return chosen.unit
    if chosen.currency >= 0:
        named = Counter(currencies.from_name(text_of(cell(row, chosen.currency))) for row in rows)
        del named[None]
        if wanted in named:
            return wanted or ""
        return max(named, key=lambda code: named[code]) or "" if named else ""
    marks = Counter(_marks(chosen, rows))
    if marks:
        return marks.most_common(1)[0][0]
    for text in around:
        for found in _CURRENCY_AROUND.finditer(text):
            if code := currencies.from_name(found[1] or found[2]):
                return code
    return ""


def _marks(chosen: Layout, rows: Iterable[TableRow]) -> Iterator[str]:
    """The currencies that cells of amounts carry: ``€5``, ``EUR 5``."""
    for row in rows:
        for index in chosen.money:
            text = text_of(cell(row, index))
            if amounts.is_blank(text) or (text[0].isdigit() and text[-1].isdigit()):
                continue
            found = next(filter(None, (amounts.parse(text, sign) for sign in DecimalSign)), None)
            if found is not None and found.currency:
                yield found.currency


def decide(
    chosen: Layout,
    rows: Sequence[TableRow],
    *,
    currency: str,
    around: Iterable[str],
    warnings: list[Fault],
    mapping: ColumnMapping | None = None,
) -> Reading:
    """Decide how the table is read; what is doubtful in that joins ``warnings``.

    ``currency`` is that of rows that name none, ``around`` the texts above the table. What the
    owner said in ``mapping`` is not asked of the rows.
    """
    told = mapping or ColumnMapping("", ())
    day_texts = [text_of(bank_rows.day_of(row, chosen)) for row in rows]
    style = dates.infer(day_texts, month_first=currency in _MONTH_FIRST)
    if month := _statement_month(around) or dates.last_month(around):
        style = replace(style, year=month[0], month=month[1])
    if told.date_order:
        style = replace(style, order=Order(told.date_order.value), ambiguous=False)
    if style.ambiguous:
        read = ((text, moment) for text in day_texts if (moment := dates.parse(text, style)))
        for text, moment in itertools.islice(read, 1):
            shown = {"text": text[:30], "read": moment.day.isoformat()}
            warnings.append(Fault("date_ambiguous", data=shown))
    sign = amounts.infer(_numbers(chosen, rows), currency=currency)
    if told.decimal_mark:
        sign = DecimalSign(told.decimal_mark.value)
    elif text := amounts.undecided(_numbers(chosen, rows), currency=currency):
        read_as = amounts.parse(text, sign)
        shown = {"text": text[:30], "read": f"{read_as.value.normalize():f}" if read_as else ""}
        warnings.append(Fault("amount_ambiguous", data=shown))
    words = {plain(word): signs.Way.IN for word in told.words_in}
    words |= {plain(word): signs.Way.OUT for word in told.words_out}
    convention = signs.Convention(reversed=told.spending_positive, words=words)
    by = Reading(chosen, style, sign, convention, currency, _width(chosen, rows))
    return replace(by, convention=_convention(rows, by, told=mapping is not None))


def _statement_month(around: Iterable[str]) -> tuple[int, int] | None:
    """The month a statement says it is of; a card's covers some days of the month before."""
    found = next(filter(None, map(_STATEMENT_MONTH.search, around)), None)
    return (int(found[1]), int(found[2])) if found else None


def _numbers(chosen: Layout, rows: Iterable[TableRow]) -> Iterator[str]:
    """The amounts that are printed as text, of all columns that hold money."""
    return (
        text
        for row in rows
        for index in (*chosen.money, chosen.balance, chosen.fee)
        if not isinstance(item := cell(row, index), Decimal)
        if not amounts.is_blank(text := text_of(item))
    )


def _width(chosen: Layout, rows: Sequence[TableRow]) -> int:
    """Cells of a whole row: the header's named ones, or what most rows have instead."""
    named = max(chosen.header.width, chosen.direction + 1)
    full = [len(row.cells) for row in rows if len(row.cells) > 1]
    common, times = Counter(full).most_common(1)[0] if full else (named, 0)
    if times * 2 <= len(full):
        return named
    return common if common < named else max(named, _filled_width(rows, named))


def _filled_width(rows: Sequence[TableRow], named: int) -> int:
    """Where most rows fill cells beyond the named ones, it is the header that falls short."""
    beyond = [row for row in rows if any(text_of(item) for item in row.cells[named:])]
    return (
        max((len(row.cells) for row in beyond), default=named)
        if len(beyond) * 2 > len(rows)
        else named
    )


def _convention(rows: Sequence[TableRow], by: Reading, *, told: bool) -> signs.Convention:
    chosen, convention = by.layout, by.convention
    signed = True
    if chosen.direction >= 0 and chosen.amount >= 0:
        pairs = [
            (
                -found.value if convention.reversed else found.value,
                convention.way(text_of(cell(row, chosen.direction))),
            )
            for row in rows
            if (found := bank_rows.number(cell(row, chosen.amount), by.sign))
        ]
        signed = signs.of_direction(pairs)
    outward = [
        found.value
        for row in rows
        if chosen.outward >= 0
        if (found := bank_rows.number(cell(row, chosen.outward), by.sign)) and found.value
    ]
    return replace(
        convention,
        signed=signed,
        outward_signed=bool(outward) and all(value < 0 for value in outward),
        blank=_blank_way(rows, by, told=told),
        unmarked_out=chosen.direction < 0 and _marks_credits_only(rows, chosen),
    )


def _marks_credits_only(rows: Sequence[TableRow], chosen: Layout) -> bool:
    """Tell whether some amounts carry ``CR`` and all others neither sign nor mark."""
    index = chosen.net if chosen.net >= 0 else chosen.amount
    texts = [text for row in rows if not amounts.is_blank(text := text_of(cell(row, index)))]
    others = [text for text in texts if not amounts.is_credit(text)]
    return 0 < len(others) < len(texts) and not any(map(amounts.has_sign, others))


def _blank_way(rows: Sequence[TableRow], by: Reading, *, told: bool) -> signs.Way:
    """A column that marks one direction means the other by leaving a cell empty.

    Such columns have no name, unless the owner ``told`` which it is.
    """
    chosen = by.layout
    if chosen.direction < 0 or (chosen.header.columns[chosen.direction].name and not told):
        return signs.Way.UNKNOWN
    texts = {text for row in rows if (text := text_of(cell(row, chosen.direction)))}
    marks = {by.convention.way(text) for text in texts}
    opposite = {signs.Way.IN: signs.Way.OUT, signs.Way.OUT: signs.Way.IN}
    return opposite.get(marks.pop(), signs.Way.UNKNOWN) if len(marks) == 1 else signs.Way.UNKNOWN
