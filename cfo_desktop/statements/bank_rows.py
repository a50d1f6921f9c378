"""One row of a bank's table made one movement, or the reason why it is none."""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import amounts
from cfo_desktop.statements import dates
from cfo_desktop.statements import row_words as words
from cfo_desktop.statements import signs
from cfo_desktop.statements.amounts import Amount
from cfo_desktop.statements.amounts import DecimalSign
from cfo_desktop.statements.dates import DateStyle
from cfo_desktop.statements.dates import Moment
from cfo_desktop.statements.layout import Layout
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.signs import Convention
from cfo_desktop.statements.signs import Way
from cfo_desktop.statements.table import Cell
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import flaw_of
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.table import row_short
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.table import words_of as words_of_cell

words_of = functools.lru_cache(maxsize=8192)(words_of_cell)
"""A list says the same few things over and over."""
_MAX_LABEL = 40
_ACCOUNT = re.compile(r"(?=[^\d]*\d)[\dA-Za-z*×xX][\dA-Za-z*×xX \-.@+]{2,60}")
_WITH_NAME = re.compile(
    r"^(?P<before>(?=\D*\d)[\dA-Z*]{4,34})/|(?:(?<=[^\w*])|(?<=[^\x00-\x7f]))(?P<after>(?=[\d*]*\d)[\d*]{8,30})$"
)
"""An account's number before the party's name and a slash, or after the name."""
_NOTE_CELLS = 3
"""A line of fewer filled cells, with no money, is a note and no row that went wrong."""


class Nature(enum.Enum):
    """What a line of a table is that is no movement."""

    NOTE = "note"
    SUMMARY = "summary"
    OPENING = "opening"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is no movement, with the amounts a summary holds."""

    nature: Nature
    row: TableRow
    balance: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything decided for a table, by which each of its rows is read."""

    layout: Layout
    dates: DateStyle
    sign: DecimalSign
    convention: Convention
    currency: str
    """Of rows that do not name their own."""
    width: int
    """Cells that a whole row has."""
    fee_apart: bool | None = None
    """Whether the fee moves money beside the amount; ``None``: the column is left aside."""


Outcome = StatementRow | SkippedRow | Fault | Line


def read(row: TableRow, place: str, by: Reading) -> Outcome:
    """Read one row; a ``Fault`` rejects it, a ``Line`` was no row."""
    if flaw := flaw_of(row, place):
        return flaw
    layout = by.layout
    day_cell = day_of(row, layout)
    empty = all(amounts.is_blank(text_of(cell(row, index))) for index in layout.money)
    no_row = _no_row(row, text_of(day_cell), by, money_missing=empty)
    if no_row is not None:
        return no_row
    moment = _moment(row, day_cell, by)
    refused = _misshapen(row, place, by) or _undated(text_of(day_cell), moment, place)
    if refused or moment is None:
        return refused or Fault("date_invalid", place, {"text": ""})
    if empty:
        return Fault("amount_missing", place)
    return _status(row, place, layout) or _movement(row, place, moment, by)


def _undated(text: str, moment: Moment | None, place: str) -> Fault | SkippedRow | None:
    if moment is not None:
        return None
    if words.PENDING.match(text):
        return SkippedRow(place, "pending")
    return (
        Fault("date_invalid", place, {"text": text[:60]}) if text else Fault("date_missing", place)
    )


def day_of(row: TableRow, layout: Layout) -> Cell:
    """Return the cell of the row's day: the first filled of the table's date columns."""
    for index in layout.days:
        item = cell(row, index)
        if not amounts.is_blank(text_of(item)):
            return item
    return ""


def _no_row(row: TableRow, day_text: str, by: Reading, *, money_missing: bool) -> Line | None:
    # most cells are texts already, and there are many
    filled = [
        text for item in row.cells if (text := item if isinstance(item, str) else text_of(item))
    ]
    if not filled:
        return Line(Nature.NOTE, row)
    dated = _is_date(day_text, by)
    if not dated and words.SUMMARY.match(plain(filled[0])):
        return Line(Nature.SUMMARY, row)
    if words.ANY_BALANCE.search(" ".join(filled)):
        for nature, pattern in ((Nature.OPENING, words.OPENING), (Nature.CLOSING, words.CLOSING)):
            if any(pattern.match(text.rstrip(": ：")) for text in filled if len(text) < _MAX_LABEL):
                return Line(nature, row, _printed_balance(row, by))
    if money_missing and not dated and len(filled) < _NOTE_CELLS:
        return Line(Nature.NOTE, row)
    return None


def _is_date(text: str, by: Reading) -> bool:
    return bool(text) and dates.parse(text, by.dates) is not None


def _printed_balance(row: TableRow, by: Reading) -> Decimal | None:
    layout = by.layout
    for index in (layout.balance, *layout.money):
        amount = number(cell(row, index), by.sign)
        if amount is not None:
            return amount.value
    # such lines often stand outside the columns
    found = {
        amount.value
        for item in row.cells
        if by.sign in text_of(item) and not _is_date(text_of(item), by)
        if (amount := number(item, by.sign))
    }
    return found.pop() if len(found) == 1 else None


def _misshapen(row: TableRow, place: str, by: Reading) -> Fault | None:
    """A row cut short, or one that an unquoted delimiter moved to the right."""
    cells = row.cells
    count = len(cells)
    if count < by.width and count <= by.layout.last_needed + 1:
        return row_short(row, place, expected=by.width)
    if count > by.width and any(text_of(item) for item in cells[by.width :]):
        return Fault("row_long", place, {"cells": str(count), "expected": str(by.width)})
    return None


def _moment(row: TableRow, day_cell: Cell, by: Reading) -> Moment | None:
    if isinstance(day_cell, Decimal) and (serial := dates.from_serial(int(day_cell))):
        return Moment(serial)
    moment = dates.parse(text_of(day_cell), by.dates)
    if moment is not None and not moment.time and by.layout.time >= 0:
        return Moment(moment.day, dates.parse_time(text_of(cell(row, by.layout.time))) or "")
    return moment


def _status(row: TableRow, place: str, layout: Layout) -> SkippedRow | None:
    text = text_of(cell(row, layout.status))
    if words.PENDING.match(text):
        return SkippedRow(place, "pending")
    return SkippedRow(place, "not_done") if words.UNDONE.match(text) else None


def number(item: Cell, sign: DecimalSign) -> Amount | None:
    """Read a cell as an amount: a spreadsheet's number, or text."""
    if isinstance(item, Decimal):
        return Amount(item)
    return amounts.parse(text_of(item), sign)


def _movement(
    row: TableRow, place: str, moment: Moment, by: Reading
) -> StatementRow | SkippedRow | Fault:
    layout = by.layout
    found = _amount(row, place, by)
    if not isinstance(found, Amount):
        return found
    currency = _currency(row, found, by)
    if currency is None:
        return Fault(
            "currency_unknown", place, {"currency": text_of(cell(row, layout.currency))[:20]}
        )
    moved = _moved(row, found.value, currency, place, by)
    if isinstance(moved, Fault):
        return moved
    amount, fee = moved
    if not amount.minor and fee is None:
        return SkippedRow(place, "zero_amount")
    balance = _balance(row, currency, by)
    party = _party(row, layout, incoming=amount.minor > 0)
    reference = words_of(cell(row, layout.reference))
    texts = [words_of(cell(row, index)) for index in layout.texts]
    if " " in reference:  # not an id: the words a payer wrote
        texts.append(reference)
    return StatementRow(
        place=place,
        day=moment.day,
        amount=amount,
        kind=kind_of(texts, amount),
        time=moment.time,
        party=party,
        narration=joined(texts),
        reference=reference,
        party_account=_party_account(row, layout, incoming=amount.minor > 0),
        fee=fee,
        balance=balance,
    )


def _moved(
    row: TableRow, value: Decimal, currency: str, place: str, by: Reading
) -> tuple[Money, Money | None] | Fault:
    """Return what moved in all and the fee in it, both as exact money."""
    with_fee = _with_fee(row, value, by)
    if with_fee is None:
        return _invalid(place, cell(row, by.layout.fee))
    whole, fee_value = with_fee
    amount = amounts.money(whole, currency)
    if amount is None:
        return amounts.refusal(whole, currency, place=place)
    fee = amounts.money(fee_value, currency) if fee_value else None
    if fee_value and fee is None:
        return amounts.refusal(fee_value, currency, place=place)
    return amount, fee


def _party(row: TableRow, layout: Layout, *, incoming: bool) -> str:
    """The other side: who paid what came in, who got what went out."""
    sides = (layout.payers, layout.payees) if incoming else (layout.payees, layout.payers)
    for columns in (layout.parties, *sides):
        names = [words_of(cell(row, index)) for index in columns]
        if party := joined(names):
            return party
    return ""


def _party_account(row: TableRow, layout: Layout, *, incoming: bool) -> str:
    """The number of the other side's account: of a column of its own, else of the party's."""
    by_way = layout.payer_accounts if incoming else layout.payee_accounts
    for index in (*layout.party_accounts, *by_way):
        number = words_of(cell(row, index)).strip("'\"[]")
        if _ACCOUNT.fullmatch(number):
            return number.replace(" ", "")
    if not layout.party_accounts and not by_way:
        for index in layout.parties:
            if found := _WITH_NAME.search(words_of(cell(row, index))):
                return found["before"] or found["after"]
    return ""


def kind_of(texts: Sequence[str], amount: Money) -> RowKind:
    """Tell interest, fees and refunds by a bank's own words for them."""
    for text in texts:
        refund, interest, fee = _kinds_said(text)
        if amount.minor > 0 and refund:
            return RowKind.REFUND
        if interest:
            return RowKind.INTEREST
        if amount.minor < 0 and fee:
            return RowKind.FEE
    return RowKind.PAYMENT


@functools.lru_cache(maxsize=4096)
def _kinds_said(text: str) -> tuple[bool, bool, bool]:
    """Tell whether a text speaks of a refund, of interest, of a fee."""
    return (
        bool(words.REFUND.search(text)),
        bool(words.INTEREST.search(text)),
        bool(words.FEE.match(text)),
    )


def _amount(row: TableRow, place: str, by: Reading) -> Amount | SkippedRow | Fault:
    layout = by.layout
    if layout.amount < 0 and layout.net < 0:
        return _of_pair(row, place, by)
    index = layout.net if layout.net >= 0 else layout.amount
    found = number(cell(row, index), by.sign)
    if found is None:
        return _invalid(place, cell(row, index))
    value = -found.value if by.convention.reversed else found.value
    if by.convention.unmarked_out and not amounts.is_credit(text_of(cell(row, index))):
        value = -value
    if by.convention.by_verb:
        value *= way_of_words(row, layout)
    if layout.direction >= 0 and not by.convention.signed:
        text = text_of(cell(row, layout.direction))
        said = by.convention.way(text) if text else by.convention.blank
        if said is Way.MEMO:
            return SkippedRow(place, "memo")
        if said is Way.UNKNOWN:
            return Fault("direction_unknown", place, {"text": text[:20]})
        value *= said.value
    return Amount(value, found.currency)


def way_of_words(row: TableRow, layout: Layout) -> int:
    """Return which way the narration's verb says that the money went; out where it says nothing."""
    return signs.verb(" ".join(words_of(cell(row, index)) for index in layout.texts)) or -1


def _of_pair(row: TableRow, place: str, by: Reading) -> Amount | Fault:
    """Money in and money out in a column each: one of them is filled."""
    layout = by.layout
    found: list[Amount] = []
    for index, sign in (
        (layout.inward, 1),
        (layout.outward, 1 if by.convention.outward_signed else -1),
    ):
        item = cell(row, index)
        if index < 0 or amounts.is_blank(text_of(item)):
            continue
        amount = number(item, by.sign)
        if amount is None:
            return _invalid(place, item)
        found.append(Amount(sign * amount.value, amount.currency))
    moving = [amount for amount in found if amount.value] or found[:1]
    if len(moving) > 1:
        return Fault("amount_twice", place)
    return moving[0]


def _invalid(place: str, item: Cell) -> Fault:
    return Fault("amount_invalid", place, {"text": text_of(item)[:60]})


def _currency(row: TableRow, amount: Amount, by: Reading) -> str | None:
    if amount.currency:
        return amount.currency
    text = text_of(cell(row, by.layout.currency))
    if amounts.is_blank(text):
        return by.currency
    return _currency_named(text)


_currency_named = functools.lru_cache(maxsize=256)(currencies.from_name)


def _with_fee(row: TableRow, value: Decimal, by: Reading) -> tuple[Decimal, Decimal] | None:
    """Return what moved in all and the fee in it; ``None`` for a fee that is no amount."""
    layout = by.layout
    if layout.net >= 0:
        gross = number(cell(row, layout.amount), by.sign)
        return value, max(gross.value - value, Decimal(0)) if gross else Decimal(0)
    item = cell(row, layout.fee)
    if by.fee_apart is None or amounts.is_blank(text_of(item)):
        return value, Decimal(0)
    fee = number(item, by.sign)
    if fee is None:
        return None
    cost = abs(fee.value)
    return (value - cost if by.fee_apart else value), cost


def _balance(row: TableRow, currency: str, by: Reading) -> Money | None:
    found = number(cell(row, by.layout.balance), by.sign) if by.layout.balance >= 0 else None
    return amounts.money(found.value, currency) if found else None
