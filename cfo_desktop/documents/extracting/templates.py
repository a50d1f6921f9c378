"""Learns from corrections where a supplier's fields lie, and reads its next documents by that."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents.extracting import companies
from cfo_desktop.documents.extracting import dating
from cfo_desktop.documents.extracting import days as day_reading
from cfo_desktop.documents.extracting import sheet as sheet_reading
from cfo_desktop.documents.extracting.folding import letters
from cfo_desktop.documents.extracting.rows import Row
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.documents.pages import PageText
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.money import Money

_MONEY = frozenset({Field.NET, Field.TAX, Field.TOTAL, Field.PAID, Field.ROUNDING})
_DAYS = frozenset({Field.DATE, Field.DUE_DATE})
_PARTIES = frozenset({Field.SELLER, Field.SELLER_TAX_ID, Field.CURRENCY})
_PHONE = re.compile(r"(?<![\d.])\+?\(?\d[\d\s()\-]{6,16}\d(?![\d.])")
_WEB = re.compile(
    r"[\w.+-]*@?(?:www\.)?[\w-]{3,}\.(?:com?|net|org|my|de|cn|fr|it|es|uk|sg|biz|"
    r"info)(?:\.[a-z]{2})?\b",
    re.IGNORECASE,
)
_REGISTRATION = re.compile(r"\(\s*(\d{4,}-?[A-Z]?)\s*\)|(?<!\d)(\d{12,15})(?!\d)")
_FREE_MAIL = re.compile(r"gmail|yahoo|hotmail|outlook|qq\.com|163\.com|126\.com", re.IGNORECASE)
_MONEY_SIGN = re.compile(r"[\s:.=#(-]*(?:\bRM|[$¥€£]|\b[A-Z]{3})?[\s:.=#(-]*$")
"""What stands between a label and its amount."""
_MOST_MARKS = 6
_SHORTEST_MARK = 6


def learn(
    document: Document, pages: Sequence[PageText], corrected: Mapping[Field, Value]
) -> Template:
    """Return what a correction teaches: marks of the supplier, and each field's label or place.

    ``corrected`` are the values as the owner set them; one that stands on no page teaches nothing.
    """
    sheet = sheet_reading.sheet_of(pages, hints=Hints())
    seller = corrected.get(Field.SELLER, document.text_of(Field.SELLER))
    tax_id = corrected.get(Field.SELLER_TAX_ID, document.text_of(Field.SELLER_TAX_ID))
    labels: dict[Field, str] = {}
    boxes: dict[Field, Box] = {}
    for field, value in corrected.items():
        if field in _PARTIES:
            continue
        for row, start, end in _standing(sheet, value):
            label = _label_of(row, start)
            if label:
                labels[field] = label
                boxes[field] = row.box(start, end)
                break
            boxes.setdefault(field, row.box(start, end))
    return Template(
        seller=seller if isinstance(seller, str) else "",
        seller_tax_id=tax_id if isinstance(tax_id, str) else "",
        marks=tuple(_marks(sheet, document)),
        labels=labels,
        boxes=boxes,
    )


def taught(
    sheet: Sheet, fields: Mapping[Field, Found], *, currency: str
) -> Iterator[tuple[Field, Found]]:
    """Yield the fields of a supplier that is known from earlier corrections."""
    template = _recognised(sheet, fields)
    if template is None:
        return
    if template.seller:
        old = fields.get(Field.SELLER)
        box = old.box if old and companies.alike(str(old.value), template.seller) else None
        box = box or _box_of_mark(sheet, template) or (old.box if old else None)
        yield Field.SELLER, Found(template.seller, Evidence.READ, sheet.carrier, box)
    if template.seller_tax_id and Field.SELLER_TAX_ID not in fields:
        found = _box_of(sheet, template.seller_tax_id)
        if found:
            yield Field.SELLER_TAX_ID, sheet.found(template.seller_tax_id, Evidence.READ, found)
    for field in Field:
        label, box = template.labels.get(field, ""), template.boxes.get(field)
        value = _by_label(sheet, field, label, box, currency) if label else None
        if value is None and box and not label:
            value = _by_box(sheet, field, box, currency)
        known = fields.get(field)
        if value and (known is None or known.value != value.value):
            yield field, value


def _standing(sheet: Sheet, value: Value) -> Iterator[tuple[Row, int, int]]:
    """Yield every place on the pages where a value stands."""
    if isinstance(value, Money):
        for row in sheet.rows:
            same = [one for one in sheet.figures.all_of(row) if one.value == value.decimal()]
            yield from ((row, one.start, one.end) for one in same)
    elif isinstance(value, dt.date):
        days = [day for day in sheet.days if value in day.choice]
        yield from ((day.row, day.start, day.end) for day in days)
    else:
        yield from _text_standing(sheet, value.strip())


def _text_standing(sheet: Sheet, text: str) -> Iterator[tuple[Row, int, int]]:
    for row in sheet.rows:
        start = row.text.find(text) if text else -1
        if start >= 0:
            yield row, start, start + len(text)


def _label_of(row: Row, start: int) -> str:
    """Return the words left of a place: the nearest cell that has letters."""
    cells = [cell for cell in row.cells if cell.start < start]
    for cell in reversed(cells):
        text = _MONEY_SIGN.sub("", row.text[cell.start : min(cell.end, start)])
        plain = "".join(sign for sign in text if not sign.isdigit()).strip(" :.-")
        if len(letters(plain)) >= 2:
            return plain
    return ""


def _marks(sheet: Sheet, document: Document) -> Iterator[str]:
    buyer = document.text_of(Field.BUYER_TAX_ID)
    seen: list[str] = []
    for row in sheet.rows:
        if any(day.row is row for day in sheet.days) or sheet.figures.of(row):
            continue
        for pattern in (_WEB, _PHONE, _REGISTRATION):
            for match in pattern.finditer(row.text):
                text = match[0].strip(" ()")
                free = pattern is _WEB and _FREE_MAIL.search(text) and "@" not in text
                if len(letters(text)) < _SHORTEST_MARK or free or text in seen or text == buyer:
                    continue
                if pattern is _PHONE and not _is_phone(row, match.start()):
                    continue
                seen.append(text)
                if len(seen) <= _MOST_MARKS:
                    yield text


def _is_phone(row: Row, start: int) -> bool:
    before = row.text[max(0, start - 20) : start].casefold()
    return any(
        word in before
        for word in (
            "tel",
            "phone",
            "fax",
            "hp",
            "fon",
            "mobile",
            "call",
            "电话",
            "手机",
            "热线",
            "t:",
            "+",
        )
    )


def _recognised(sheet: Sheet, fields: Mapping[Field, Found]) -> Template | None:
    """Return the template of the document's supplier: by tax number, marks, or its name."""
    signs = letters(sheet.text)
    seller = fields.get(Field.SELLER)
    name = str(seller.value) if seller else ""
    best: tuple[int, Template] | None = None
    for template in sheet.hints.templates:
        points = 0
        tax_id = letters(template.seller_tax_id)
        if len(tax_id) >= _SHORTEST_MARK and tax_id in signs:
            points += 4
        points += 2 * sum(
            letters(mark) in signs
            for mark in template.marks
            if len(letters(mark)) >= _SHORTEST_MARK
        )
        if name and companies.alike(name, template.seller):
            points += 3
        elif len(letters(template.seller)) >= 8 and letters(template.seller) in signs:
            points += 1
        if points >= 2 and (best is None or points > best[0]):
            best = points, template
    return best[1] if best else None


def _box_of_mark(sheet: Sheet, template: Template) -> Box | None:
    for mark in (template.seller, template.seller_tax_id, *template.marks):
        if len(letters(mark)) >= _SHORTEST_MARK and (box := _box_of(sheet, mark)):
            return box
    return None


def _box_of(sheet: Sheet, text: str) -> Box | None:
    for row in sheet.rows:
        if letters(text) in letters(row.text):
            return row.box()
    return None


def _by_label(
    sheet: Sheet, field: Field, label: str, box: Box | None, currency: str
) -> Found | None:
    """Return the value beside a label that was taught; of several rows, as last time."""
    wanted = letters(label)
    found: list[tuple[bool, int, Found]] = []
    for row in sheet.rows:
        signs = letters("".join(sign for sign in row.text if not sign.isdigit()))
        if wanted not in signs:
            continue
        start = _end_of(row, label)
        value = _typed(sheet, field, row, start=start, end=len(row.text), currency=currency)
        if value is None and row.index + 1 < len(sheet.rows):
            below = sheet.rows[row.index + 1]
            value = _typed(sheet, field, below, start=0, end=len(below.text), currency=currency)
        if value:
            exact = signs.startswith(wanted)
            away = abs(row.top - box.top) if box else 0
            found.append((not exact, away, value))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _end_of(row: Row, label: str) -> int:
    at = row.text.casefold().find(label.casefold())
    return at + len(label) if at >= 0 else 0


def _by_box(sheet: Sheet, field: Field, box: Box, currency: str) -> Found | None:
    for row in sheet.rows:
        middle = (row.top + row.bottom) / 2
        if (
            row.page != box.page
            or not box.top - row.height / 2 <= middle <= box.bottom + row.height / 2
        ):
            continue
        inside = [
            number
            for number, word in enumerate(row.words)
            if box.left - 150 <= (word.left + word.right) / 2 <= box.right + 150
        ]
        if inside:
            return _typed(
                sheet,
                field,
                row,
                start=row.starts[inside[0]],
                end=row.ends[inside[-1]],
                currency=currency,
            )
    return None


def _typed(
    sheet: Sheet, field: Field, row: Row, *, start: int, end: int, currency: str
) -> Found | None:
    """Read a value of the field's kind from a part of a row."""
    if field in _MONEY:
        inside = [one for one in sheet.figures.all_of(row) if start <= one.start and one.end <= end]
        if not inside:
            return None
        amount = inside[-1]
        try:
            money = Money.from_decimal(amount.value, currency)
        except UserError:
            return None
        return sheet.found(money, Evidence.READ, row.box(amount.start, amount.end))
    if field in _DAYS:
        day = next(day_reading.days_in(row, start, end), None)
        value = day.read(day_first=dating.order_of(sheet, currency=currency)) if day else None
        return (
            sheet.found(value, Evidence.READ, row.box(day.start, day.end))
            if day and value
            else None
        )
    begin = start
    while begin < end and row.text[begin] in " :#.-=":
        begin += 1
    cell = row.cell_at(begin) if begin < len(row.text) else None
    text = row.text[begin : min(end, cell.end)].strip() if cell else ""
    return sheet.found(text, Evidence.READ, row.box(begin, begin + len(text))) if text else None
