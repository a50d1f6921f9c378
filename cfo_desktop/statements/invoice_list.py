"""Reads lists of invoices: the tax bureau's exports, invoicing programs', plain English ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import Invoice
from cfo_desktop.domain.invoice import InvoiceList
from cfo_desktop.domain.invoice import InvoiceStatus
from cfo_desktop.domain.invoice import Trader
from cfo_desktop.domain.money import Money
from cfo_desktop.statements import checks
from cfo_desktop.statements import invoice_words as words
from cfo_desktop.statements import trade_cells
from cfo_desktop.statements.invoice_sides import Sides
from cfo_desktop.statements.invoice_sides import sides_of
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import row_short
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.trade_cells import Reading

_CHINESE = frozenset(("digital", "code", "positive", "buyer_id", "seller_id"))
_ITEM = frozenset(("item", "quantity", "price", "rate"))
_MONEY = ("net", "tax", "gross")
_SHOWN_FIRMS = 3
_EXACT_DIGITS = 15
"""Digits of a whole number that a spreadsheet keeps."""
_PAPER_DIGITS = 8
"""Digits of the number of a paper invoice; a spreadsheet drops zeros before it."""
_POWER = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)


def columns_of(names: Mapping[str, int]) -> dict[str, int] | None:
    """Return the columns of a list of invoices; ``None`` for any other header."""
    found = trade_cells.columns(names, words.COLUMNS)
    has_number = "number" in found or "digital" in found
    if not has_number or not {"day", "tax"} <= set(found) or not {"net", "gross"} & set(found):
        return None
    sided = {"buyer", "seller", "party", "buyer_id", "seller_id", "code", "digital"} & set(found)
    return found if sided and not words.NOT_OF_A_LIST & set(names) else None


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a list, before it is an invoice; several may be of one."""

    invoice: Invoice
    side: str
    """Text of the column that says which way the invoice goes."""
    status: str
    positive: bool | None


@dataclass(slots=True)
class _Outcome(trade_cells.Found):
    """What the rows gave."""

    lines: list[_Line] = field(default_factory=list)
    broken: dict[tuple[str, str], str] = field(default_factory=dict)
    """{code and number: place of the line that could not be read}."""


def read(
    table: Table,
    position: int,
    found: Mapping[str, int],
    *,
    title: str,
    currency: str | None,
) -> tuple[InvoiceList, ...] | Fault:
    """Read the list under the header at ``position``: one result for each way invoices go.

    ``title`` is the file's name, ``currency`` the book's. Faults: ``currency_needed``,
    ``invoices_of_several_firms``.
    """
    rows = table.rows[position + 1 :]
    said = trade_cells.unit_of(table.rows[position])
    said = said or ("CNY" if _CHINESE & set(found) else None)
    used = said or currency
    if used is None:
        return Fault("currency_needed")
    by = trade_cells.reading(table, position, found, days=("day",), money=_MONEY, currency=used)
    if fault := _several_firms(by, rows):
        return fault
    outcome = _Outcome(warnings=list(by.warnings))
    for row in outcome.listed(rows, by):
        _read_row(row, by, outcome)
    lines = _merged(outcome, by_line=bool(_ITEM & set(found)))
    sides = sides_of([line.invoice for line in lines], [line.side for line in lines], found)
    above = [text_of(item) for row in table.rows[:position] for item in row.cells]
    suggested = words.suggestion(" ".join((title, table.name, *above)))
    _warn_of_reds(lines, outcome)
    return _lists(lines, outcome, sides, by, said=said, suggested=suggested)


def _several_firms(by: Reading, rows: Sequence[TableRow]) -> Fault | None:
    """A book is one firm's: invoices of several would be mixed up in it."""
    firms = list(dict.fromkeys(text for row in rows if (text := by.text(row, "firm"))))
    if len(firms) < 2:  # noqa: PLR2004 - one firm
        return None
    shown = ", ".join(firms[:_SHOWN_FIRMS]) + (", …" if len(firms) > _SHOWN_FIRMS else "")
    return Fault("invoices_of_several_firms", data={"count": str(len(firms)), "firms": shown})


def _read_row(row: TableRow, by: Reading, outcome: _Outcome) -> None:
    place = by.table.place(row)
    line = _line(row, place, by, outcome.warnings)
    if isinstance(line, _Line):
        outcome.lines.append(line)
    elif line.code == "invoice_not_issued":
        outcome.skipped.append(line)
    else:
        outcome.rejected.append(line)
        outcome.broken.setdefault(_key(row, by), place)


def _key(row: TableRow, by: Reading) -> tuple[str, str]:
    number = by.text(row, "digital") or by.text(row, "number")
    return ("" if by.text(row, "digital") else by.text(row, "code"), number)


def _line(row: TableRow, place: str, by: Reading, warnings: list[Fault]) -> _Line | Fault:
    if by.columns["tax"] >= len(row.cells) or len(row.cells) <= by.columns["day"]:
        return row_short(row, place, expected=max(by.columns.values()) + 1)
    number = _number(row, place, by)
    if isinstance(number, Fault):
        return number
    moment = by.moment(row, "day")
    if isinstance(moment, Fault):
        return moment
    status = _status(row, place, by, warnings)
    if status == "not_issued":
        return Fault("invoice_not_issued", place)
    moneys = _moneys(row, place, by, warnings)
    if isinstance(moneys, Fault):
        return moneys
    net, tax, gross = moneys
    other = Trader(by.text(row, "party"), by.text(row, "party_id"))
    buyer = Trader(by.text(row, "buyer"), by.text(row, "buyer_id"))
    seller = Trader(by.text(row, "seller"), by.text(row, "seller_id"))
    note = by.text(row, "note")
    red = words.RED_OF.search(note) if gross.minor <= 0 or by.text(row, "positive") else None
    invoice = Invoice(
        place=place,
        number=number,
        day=moment.day,
        net=net,
        tax=tax,
        gross=gross,
        seller=seller if seller != Trader() else other,
        buyer=buyer if buyer != Trader() else other,
        code="" if by.text(row, "digital") else by.text(row, "code"),
        status=InvoiceStatus.VOID if status == "void" else InvoiceStatus.VALID,
        narration=joined([by.text(row, "item"), note]),
        red_of=red[1] if red else "",
        ordinary=words.is_ordinary(by.text(row, "kind")),
    )
    positive = words.yes_or_no(by.text(row, "positive"))
    if any(words.is_credit_note(by.text(row, name)) for name in ("status", "way")):
        positive = False
    return _Line(invoice, by.text(row, "way"), by.text(row, "status"), positive)


def _number(row: TableRow, place: str, by: Reading) -> str | Fault:
    name = "digital" if by.text(row, "digital") else "number"
    item, text = by.cell(row, name), by.text(row, name)
    if not text:
        return Fault("invoice_number_missing", place)
    rounded = isinstance(item, Decimal) and len(text) > _EXACT_DIGITS
    if rounded or _POWER.fullmatch(text):
        return Fault("invoice_number_rounded", place, {"text": text[:60]})
    padded = isinstance(item, Decimal) and "code" in by.columns and name == "number"
    return text.zfill(_PAPER_DIGITS) if padded else text


def _status(row: TableRow, place: str, by: Reading, warnings: list[Fault]) -> str:
    text = by.text(row, "status")
    flag = words.yes_or_no(by.text(row, "voided"))
    status = "void" if flag else words.status_of(text)
    if not status:
        warnings.append(Fault("status_unknown", place, {"status": text[:40]}))
    return status or "valid"


def _moneys(
    row: TableRow, place: str, by: Reading, warnings: list[Fault]
) -> tuple[Money, Money, Money] | Fault:
    """Return net, tax and gross, which add up; the third follows from two that are there."""
    if other := by.other_currency(row):
        return other
    found: dict[str, Money | None] = {}
    for name in _MONEY:
        amount = by.amount(row, name)
        if isinstance(amount, Fault):
            return amount
        found[name] = amount
    net, tax, gross = found["net"], found["tax"], found["gross"]
    nothing = Money(by.currency, 0)
    if net is None and gross is None:
        return Fault("amount_missing", place)
    if net is None and gross is not None:
        net = gross - (tax or nothing)
    if net is None:
        return Fault("amount_missing", place)
    if gross is None:
        gross = net + (tax or nothing)
    tax = gross - net if tax is None else tax
    return _tied(net, tax, gross, place, warnings)


def _tied(
    net: Money, tax: Money, gross: Money, place: str, warnings: list[Fault]
) -> tuple[Money, Money, Money] | Fault:
    """A cent may be rounded away: gross and net are taken. More is somebody's mistake."""
    off = gross.minor - net.minor - tax.minor
    if abs(off) > 1:
        return Fault("invoice_sum", place, {"net": str(net), "tax": str(tax), "gross": str(gross)})
    if off:
        warnings.append(Fault("invoice_cent", place, {"tax": str(tax), "used": str(gross - net)}))
    return net, gross - net, gross


def _merged(outcome: _Outcome, *, by_line: bool) -> list[_Line]:
    """Add up the lines of each invoice; one with a line that cannot be read is not taken.

    ``by_line``: the list names goods or rates, so that equal lines are two of an invoice. In any
    other list a line that says nothing new is the same invoice listed twice, and stays for itself.
    """
    groups: dict[tuple[object, ...], list[_Line]] = defaultdict(list)
    for line in outcome.lines:
        each = line.invoice
        key = each.code, each.number, each.day, each.seller, each.buyer, each.status
        groups[key].append(line)
    merged: list[_Line] = []
    for lines in groups.values():
        first = lines[0].invoice
        if (broken := outcome.broken.get((first.code, first.number))) and (by_line or lines[1:]):
            outcome.rejected += [
                Fault(
                    "invoice_line_unread",
                    line.invoice.place,
                    {"number": first.number, "at": broken},
                )
                for line in lines
            ]
        elif by_line or len({line.invoice.gross for line in lines}) > 1:
            merged.append(_sum(lines, outcome))
        else:
            merged += lines
    return merged


def _sum(lines: Sequence[_Line], outcome: _Outcome) -> _Line:
    """Return an invoice of several lines; the further ones are skipped, as parts of the first."""
    first = lines[0].invoice
    outcome.skipped += [
        Fault("invoice_line", line.invoice.place, {"number": first.number, "at": first.place})
        for line in lines[1:]
    ]
    parts = [line.invoice for line in lines]
    net, tax, gross = (
        Money(first.gross.currency, sum(getattr(part, name).minor for part in parts))
        for name in _MONEY
    )
    narration = joined([part.narration for part in parts])
    return replace(
        lines[0], invoice=replace(first, net=net, tax=tax, gross=gross, narration=narration)
    )


def _warn_of_reds(lines: list[_Line], outcome: _Outcome) -> None:
    """Turn red-letter invoices that are listed positive; say where one is not listed at all."""
    for index, line in enumerate(lines):
        each = line.invoice
        if line.positive is False and each.gross.minor > 0:
            turned = replace(each, net=-each.net, tax=-each.tax, gross=-each.gross)
            lines[index] = replace(line, invoice=turned)
            outcome.warnings.append(
                Fault("invoice_red_positive", each.place, {"number": each.number})
            )
    named = {line.invoice.red_of for line in lines}
    negative = {_mirror(line.invoice) for line in lines if line.invoice.gross.minor < 0}
    for line in lines:
        each = line.invoice
        if not words.is_red(line.status) or each.gross.minor <= 0:
            continue
        listed = each.number in named or _mirror(each, sign=-1) in negative
        if not listed and each.status is InvoiceStatus.VALID:
            outcome.warnings.append(
                Fault("invoice_red_elsewhere", each.place, {"number": each.number})
            )


def _mirror(invoice: Invoice, *, sign: int = 1) -> tuple[Trader, Trader, int]:
    return (invoice.seller, invoice.buyer, sign * invoice.gross.minor)


def _lists(
    lines: Sequence[_Line],
    outcome: _Outcome,
    sides: Sides,
    by: Reading,
    *,
    said: str | None,
    suggested: Direction | None,
) -> tuple[InvoiceList, ...]:
    """One list for each way; what belongs to no invoice goes with the first."""
    ways = list(dict.fromkeys(sides)) or [None]
    result = []
    for number, way in enumerate(ways):
        invoices = tuple(
            line.invoice for line, side in zip(lines, sides, strict=True) if side is way
        )
        first = number == 0
        result.append(
            InvoiceList(
                direction=way,
                suggested=suggested,
                currency=said,
                invoices=invoices,
                skipped=tuple(outcome.skipped) if first else (),
                rejected=tuple(outcome.rejected) if first else (),
                warnings=tuple(outcome.warnings) if first else (),
                checks=tuple(_totals(lines, outcome.sums, by)) if first else (),
            )
        )
    return tuple(result)


def _totals(lines: Sequence[_Line], sums: Sequence[TableRow], by: Reading) -> Iterable[Check]:
    """Check the totals under the columns where one line prints them, with and without the void."""
    if len(sums) != 1:
        return
    for name in _MONEY:
        printed = by.amount(sums[0], name)
        if not isinstance(printed, Money):
            continue
        every = [(line.invoice.status, getattr(line.invoice, name).minor) for line in lines]
        valid = sum(minor for status, minor in every if status is InvoiceStatus.VALID)
        whole = sum(minor for _status, minor in every)
        found = whole if whole == printed.minor else valid
        yield checks.total(f"total_{name}", printed, Money(by.currency, found))
