"""Reads the fields of a bill from its words: the one reader for PDF text and for OCR."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from decimal import Decimal

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents.extracting import capital_amounts
from cfo_desktop.documents.extracting import currency as currency_reading
from cfo_desktop.documents.extracting import dating
from cfo_desktop.documents.extracting import goods
from cfo_desktop.documents.extracting import instalments
from cfo_desktop.documents.extracting import kinds
from cfo_desktop.documents.extracting import numbering
from cfo_desktop.documents.extracting import parties as party_reading
from cfo_desktop.documents.extracting import paying
from cfo_desktop.documents.extracting import sheet as sheet_reading
from cfo_desktop.documents.extracting import sums as sum_reading
from cfo_desktop.documents.extracting import tax_numbers
from cfo_desktop.documents.extracting import templates
from cfo_desktop.documents.extracting import totals as total_reading
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.documents.extracting.sums import Sums
from cfo_desktop.documents.extracting.totals import Totals
from cfo_desktop.documents.pages import PageText
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import RateTotal
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.money import Money


def extract(pages: Sequence[PageText], *, hints: Hints) -> Document:
    """Return what the pages of one document say; a field that is not found is absent.

    Deterministic, and no amount is made up: each stands on a page, where its box says.
    """
    sheet = sheet_reading.sheet_of(pages, hints=hints)
    code, currency = currency_reading.decide(sheet)
    sums = sum_reading.sums_of(sheet.rows, sheet.figures)
    capitals = tuple(capital_amounts.capitals_of(sheet))
    sums = sum_reading.with_capitals(sums, sheet.rows, sheet.figures, capitals)
    totals = total_reading.choose(
        sums, sheet.rows, sheet.figures, in_capitals=[one.value for one in capitals]
    )
    parties = party_reading.parties_of(sheet, sums)
    fields: dict[Field, Found] = {}
    fields.update(party_reading.fields_of(sheet, parties))
    fields.update(tax_numbers.tax_numbers_of(sheet, parties))
    fields.update(numbering.numbers_of(sheet))
    fields.update(dating.dates_of(sheet, currency=code))
    if currency:
        fields[Field.CURRENCY] = currency
    fields.update(_money(sheet, totals, code))
    if Field.TOTAL not in fields and capitals:
        one = capitals[0]
        total = _as_money(one.value, code)
        if total:
            fields[Field.TOTAL] = sheet.found(total, Evidence.READ, one.row.box(one.start, one.end))
    fields.update(paying.paying_of(sheet))
    fields.update(templates.taught(sheet, fields, currency=code))
    kind = kinds.kind_of(sheet, sums)
    lines = goods.lines_of(sheet, sums, currency=code)
    total_found = fields.get(Field.TOTAL)
    total_money = (
        total_found.value if total_found and isinstance(total_found.value, Money) else None
    )
    return Document(
        kind=kind,
        carrier=sheet.carrier,
        fields=fields,
        lines=lines,
        rates=tuple(_rates(sums, code)),
        instalments=tuple(
            instalments.instalments_of(
                sheet, kind, total_money, day_first=dating.order_of(sheet, currency=code)
            )
        ),
        checks=(
            *_checks(totals, code),
            *goods.checks_of(lines, fields),
            *tax_numbers.checks_of(fields),
        ),
        pages=tuple(page.number for page in pages),
        text="\n".join(row.text for row in sheet.rows),
    )


def _as_money(value: Decimal, code: str) -> Money | None:
    try:
        return Money.from_decimal(value, code)
    except UserError:
        return None


def _money(sheet: Sheet, totals: Totals, code: str) -> Iterator[tuple[Field, Found]]:
    for field, chosen in (
        (Field.TOTAL, totals.total),
        (Field.NET, totals.net),
        (Field.TAX, totals.tax),
        (Field.PAID, totals.paid),
        (Field.ROUNDING, totals.rounding),
    ):
        money = _as_money(chosen.value, code) if chosen else None
        if chosen and money:
            amount = chosen.amount
            box = amount.row.box(amount.start, amount.end)
            yield field, sheet.found(money, chosen.evidence, box)


def _rates(sums: Sums, code: str) -> Iterator[RateTotal]:
    taxed = [one for one in sums.taxed if one.summary] or list(sums.taxed)
    by_rate: dict[int, tuple[Decimal, Decimal]] = {}
    for one in taxed:
        if one.rate is not None:
            net, tax = by_rate.get(one.rate, (Decimal(0), Decimal(0)))
            by_rate[one.rate] = net + one.net.value, tax + one.tax.value
    for rate, (net, tax) in sorted(by_rate.items()):
        yield RateTotal(rate, _as_money(net, code), _as_money(tax, code))


def _checks(totals: Totals, code: str) -> Iterator[Check]:
    for one in totals.tried:
        expected, found = _as_money(one.expected, code), _as_money(one.found, code)
        if expected and found:
            yield Check(one.name, expected == found, str(expected), str(found))
