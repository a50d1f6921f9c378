"""Reads the lines of goods where their columns are clear, or where they add up to a printed sum."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents.extracting.amounts import Amount
from cfo_desktop.documents.extracting.folding import letters
from cfo_desktop.documents.extracting.rows import Row
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.documents.extracting.sum_labels import Role
from cfo_desktop.documents.extracting.sums import Sums
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Line
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.money import Money

_NAME_HEADS = re.compile(
    r"descri|\bitems?\b|product|particular|goods|bezeichnung|beschreibung|artikel|leistung|d[eé]signation|concepto|articolo|producto|produkt|service"
    r"|品名|商品|货物|项目|菜品|名称|物品|品项",
    re.IGNORECASE,
)
_NUMBER_HEADS = re.compile(
    r"\bqty\b|quantit|\bprice\b|\brate\b|amount|\btotal\b|menge|preis|betrag|anzahl|\bprix\b|montant|cantidad|precio|importe|quantit|prezzo|importo|\bamt\b"
    r"|\bu/p|unit|数量|单价|金额|小计|价格",
    re.IGNORECASE,
)
_ENDING_ROLES = frozenset(
    {
        Role.TOTAL,
        Role.FINAL,
        Role.NET_TOTAL,
        Role.SUBTOTAL,
        Role.NET,
        Role.TAX,
        Role.TENDER,
        Role.CHANGE,
        Role.PAID,
    }
)
_LEADING_COUNT = re.compile(r"^(?:\d{1,3}\s*[xX×*.)]?\s+|[*#]\s*)(?=\D)")
_MAX_LINES = 500
_CENT = Decimal("0.01")
_PRICE = re.compile(r"(?<![\d.,])\d{1,7}(?:[.,]\d{1,6})?(?![\d.,])")


def lines_of(sheet: Sheet, sums: Sums, *, currency: str) -> tuple[Line, ...]:
    """Return the lines of goods; none where nothing tells them from other rows with amounts."""
    ends = [one.amount.row.index for one in sums.sums if one.role in _ENDING_ROLES]
    head = _head(sheet)
    if head is not None:
        end = min((end for end in ends if end > head), default=len(sheet.rows))
        lines = _between(sheet, head + 1, end, currency)
        if lines:
            return lines
    end = min(ends, default=0)
    lines = _between(sheet, 0, end, currency)
    wanted = {
        one.value
        for one in sums.of(Role.TOTAL, Role.FINAL, Role.SUBTOTAL, Role.NET, Role.NET_TOTAL)
    }
    added = sum((line.net.decimal() for line in lines if line.net), Decimal(0))
    return lines if added and added in wanted else ()


def checks_of(lines: Sequence[Line], fields: Mapping[Field, Found]) -> Iterator[Check]:
    """Yield whether the lines add up to the net sum or to the total."""
    nets = [line.net for line in lines if line.net]
    wanted = [
        found.value
        for field in (Field.NET, Field.TOTAL)
        if (found := fields.get(field)) and isinstance(found.value, Money)
    ]
    if not nets or not wanted:
        return
    added = Money(nets[0].currency, sum(net.minor for net in nets))
    expected = next((money for money in wanted if money == added), wanted[0])
    yield Check("lines", expected == added, str(expected), str(added))


def _head(sheet: Sheet) -> int | None:
    for row in sheet.rows:
        numbers = {match[0].casefold() for match in _NUMBER_HEADS.finditer(row.text)}
        if _NAME_HEADS.search(row.text) and len(numbers) >= 2 and not sheet.figures.of(row):
            return row.index
        if len(numbers) >= 3 and len(row.cells) >= 3 and not sheet.figures.of(row):
            return row.index
    return None


def _between(sheet: Sheet, start: int, end: int, currency: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    waiting: Row | None = None
    for row in sheet.rows[start:end][:_MAX_LINES]:
        amounts = sheet.figures.of(row)
        if not amounts:
            waiting = row if len(letters(row.text)) > 2 else waiting
            continue
        line = _line(sheet, row, amounts, waiting, currency)
        waiting = None
        if line is not None:
            lines.append(line)
    return tuple(lines)


def _line(
    sheet: Sheet, row: Row, amounts: Sequence[Amount], before: Row | None, currency: str
) -> Line | None:
    net, tax, rate = amounts[-1], None, None
    for one in sheet.figures.rates_of(row):
        for first, second in itertools.pairwise(amounts):
            exact = first.value * one.rate / 10_000
            if abs(exact - second.value) <= _CENT and second.value:
                net, tax, rate = first, second, one.rate
    name = _LEADING_COUNT.sub("", row.text[: _name_end(row, amounts)]).strip(" .:-*|")
    box = row.box()
    if len(letters(name)) < 2 and before is not None:
        name = before.text.strip(" .:-|")
    if len(letters(name)) < 2:
        return None
    quantity, price = _quantity(row, net)
    if rate is None and (rates := sheet.figures.rates_of(row)):
        rate = rates[-1].rate
    money, taxed = _money(net, currency), _money(tax, currency) if tax else None
    return (
        Line(name, money, taxed, rate, quantity=quantity, unit_price=price, box=box)
        if money
        else None
    )


def _name_end(row: Row, amounts: Sequence[Amount]) -> int:
    """Return where the name ends: before the first column that holds nothing but a number."""
    for cell in row.cells:
        if (
            cell.start > row.cells[0].start
            and cell.text[:1].isdigit()
            and len(letters(cell.text)) <= 8
        ):
            return cell.start
    return amounts[0].start


def _quantity(row: Row, net: Amount) -> tuple[str, str]:
    """Return quantity and price: the two numbers before the amount whose product it is."""
    texts = [match[0].replace(",", ".") for match in _PRICE.finditer(row.text[: net.start])]
    numbers = [(text, Decimal(text)) for text in texts]
    for place in range(len(numbers) - 1, 0, -1):
        for other in range(place - 1, -1, -1):
            product = numbers[place][1] * numbers[other][1]
            if product and abs(product - abs(net.value)) <= _CENT / 2:
                return _plain(numbers[other][1]), _plain(numbers[place][1])
    if len(numbers) == 1 and numbers[0][1] == net.value:
        return "1", _plain(net.value)
    return "", ""


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _money(amount: Amount, currency: str) -> Money | None:
    try:
        return Money.from_decimal(amount.value, currency)
    except UserError:
        return None
