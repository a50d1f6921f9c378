"""Columns found by name, and their cells read: what lists of invoices and of takings share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.statements import amounts
from cfo_desktop.statements import dates
from cfo_desktop.statements import row_words
from cfo_desktop.statements.amounts import Amount
from cfo_desktop.statements.amounts import DecimalSign
from cfo_desktop.statements.dates import DateStyle
from cfo_desktop.statements.dates import Moment
from cfo_desktop.statements.header import bare
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.table import Cell
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import flaw_of
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.table import words_of

Vocabulary = Mapping[str, Sequence[str]]
"""{what a column holds: its names in bare form, the best first}."""
_UNIT = re.compile(r"[(\[]\s*(元|人民币|人民币元|¥|￥|\$|€|£|[A-Za-z]{3})\s*[)\]]|[/-]元$")
_MAX_NAME = 60
_NO_AMOUNT = re.compile(r"\*+|免税|不征税|exempt|n/?a", re.IGNORECASE)
_MONTH_FIRST = frozenset({"USD"})
_CLOCKS = re.compile(r"\d{1,2}:\d{2}")
NOTE_CELLS = 3
"""A line of fewer filled cells, without a day, is a note."""


def vocabulary(text: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return {what a column holds: names} of words separated by spaces, in bare form."""
    return {key: tuple(bare(word) for word in words.split()) for key, words in text.items()}


def names_of(row: TableRow) -> dict[str, int]:
    """Return {bare name without its unit: index} of a row that may be a header."""
    found: dict[str, int] = {}
    for index, item in enumerate(row.cells):
        text = text_of(item)
        if isinstance(item, str) and text and len(text) <= _MAX_NAME:
            found.setdefault(_name(text), index)
    return found


def _name(text: str) -> str:
    return bare(_UNIT.sub("", unicodedata.normalize("NFKC", text)))


def unit_of(row: TableRow) -> str | None:
    """Return the currency that a header's names tell; ``None`` where they tell none, or two."""
    codes = set()
    for item in row.cells:
        for unit in _UNIT.finditer(unicodedata.normalize("NFKC", text_of(item)[:_MAX_NAME])):
            inner = unit[1] or "元"
            code = "CNY" if inner in {"元", "人民币", "人民币元"} else amounts.currency_of(inner)
            if code:
                codes.add(code)
    return codes.pop() if len(codes) == 1 else None


def told_currency(rows: Iterable[TableRow], found: Mapping[str, int]) -> str | None:
    """Return the first currency that the column of currencies names; ``None`` for none."""
    units = (text_of(cell(row, found.get("currency", -1))) for row in rows)
    return next(filter(None, map(currencies.from_name, filter(None, units))), None)


def columns(names: Mapping[str, int], words: Vocabulary) -> dict[str, int]:
    """Return {what a column holds: index} for what of a vocabulary is there."""
    found = {}
    for key, candidates in words.items():
        index = next((names[name] for name in candidates if name in names), None)
        if index is not None:
            found[key] = index
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of one table are read."""

    table: Table
    columns: Mapping[str, int]
    dates: DateStyle
    sign: DecimalSign
    currency: str
    header: frozenset[str]
    """The names of the columns, all of them."""
    warnings: tuple[Fault, ...] = ()

    def is_header(self, row: TableRow, day: str) -> bool:
        """Tell whether a row is the header, printed again on each page."""
        return not any(map(str.isdigit, day)) and frozenset(names_of(row)) == self.header

    def cell(self, row: TableRow, name: str) -> Cell:
        """Return a cell by what its column holds; empty where there is no such column."""
        return cell(row, self.columns.get(name, -1))

    def text(self, row: TableRow, name: str) -> str:
        """Return a cell as words for an entry."""
        return words_of(self.cell(row, name))

    def moment(self, row: TableRow, *names: str) -> Moment | Fault:
        """Return the day and time in the first filled of these columns.

        Faults: ``date_missing``, ``date_invalid``.
        """
        place = self.table.place(row)
        filled = (self.cell(row, name) for name in names)
        item = next((each for each in filled if not amounts.is_blank(text_of(each))), "")
        if isinstance(item, Decimal) and (serial := dates.from_serial(int(item))):
            return Moment(serial)
        text = text_of(item)
        if not text:
            return Fault("date_missing", place)
        moment = dates.parse(text, self.dates)
        if moment is None:
            return Fault("date_invalid", place, {"text": text[:60]})
        return moment

    def amount(self, row: TableRow, name: str) -> Money | Fault | None:
        """Return an amount; ``None`` for a blank cell. Faults: ``amount_invalid`` and its like."""
        item = self.cell(row, name)
        text = text_of(item)
        if amounts.is_blank(text) or _NO_AMOUNT.fullmatch(text):
            return None
        place = self.table.place(row)
        number = Amount(item) if isinstance(item, Decimal) else amounts.parse(text, self.sign)
        if number is None:
            return Fault("amount_invalid", place, {"text": text[:60]})
        if number.currency and number.currency != self.currency:
            return Fault("currency_other", place, {"currency": number.currency})
        found = amounts.money(number.value, self.currency)
        return found or amounts.refusal(number.value, self.currency, place=place)

    def other_currency(self, row: TableRow) -> Fault | None:
        """Return the fault ``currency_other`` of a row in another currency than the list's."""
        unit = self.text(row, "currency")
        code = currencies.from_name(unit) if unit else self.currency
        if code == self.currency:
            return None
        return Fault("currency_other", self.table.place(row), {"currency": code or unit[:20]})


@dataclass(slots=True)
class Found:
    """What the rows of a list gave beside what it lists."""

    skipped: list[Fault] = field(default_factory=list)
    rejected: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    sums: list[TableRow] = field(default_factory=list)
    """Lines that add up those above."""

    def listed(self, rows: Iterable[TableRow], by: Reading) -> Iterator[TableRow]:
        """Go through the sound rows; notes and repeated headers are none, damaged ones rejected."""
        for row in rows:
            if flaw := flaw_of(row, by.table.place(row)):
                self.rejected.append(flaw)
                continue
            day = text_of(by.cell(row, "day"))
            if is_summary(row, day):
                self.sums.append(row)
            elif not is_note(row, day) and not by.is_header(row, day):
                yield row


def reading(
    table: Table,
    position: int,
    found: Mapping[str, int],
    *,
    days: Iterable[str],
    money: Iterable[str],
    currency: str,
) -> Reading:
    """Decide how dates and amounts are written, from all rows under the header at ``position``."""
    rows = table.rows[position + 1 :]
    day_columns = [found[name] for name in days if name in found]
    day_texts = [_first(row, day_columns) for row in rows if not row.flaw]
    style = dates.infer(day_texts, month_first=currency in _MONTH_FIRST)
    warnings = []
    if style.ambiguous:
        read = ((text, moment) for text in day_texts if (moment := dates.parse(text, style)))
        for text, moment in read:
            shown = {"text": text[:30], "read": moment.day.isoformat()}
            warnings.append(Fault("date_ambiguous", data=shown))
            break
    texts = [
        text
        for name in money
        if name in found
        for row in rows
        if isinstance(item := cell(row, found[name]), str) and (text := item)
    ]
    sign = amounts.infer(texts, currency=currency)
    if text := amounts.undecided(texts, currency=currency):
        read_as = amounts.parse(text, sign)
        shown = {"text": text[:30], "read": f"{read_as.value.normalize():f}" if read_as else ""}
        warnings.append(Fault("amount_ambiguous", data=shown))
    header = frozenset(names_of(table.rows[position]))
    return Reading(table, found, style, sign, currency, header, tuple(warnings))


def _first(row: TableRow, indices: Iterable[int]) -> str:
    return next((text for index in indices if (text := text_of(cell(row, index)))), "")


def is_summary(row: TableRow, day: str) -> bool:
    """Tell whether a row adds up those above; ``day`` is the text of its day."""
    filled = [text for item in row.cells if (text := text_of(item))]
    return bool(filled) and not any(map(str.isdigit, day)) and _sums_up(filled)


def _sums_up(filled: Sequence[str]) -> bool:
    return any(row_words.SUMMARY.match(plain(text)) for text in filled[:2])


def is_note(row: TableRow, day: str) -> bool:
    """Tell whether a line is no row at all: empty, or a few words without a day."""
    filled = sum(bool(text_of(item)) for item in row.cells)
    return not filled or (filled < NOTE_CELLS and not any(map(str.isdigit, day)))
