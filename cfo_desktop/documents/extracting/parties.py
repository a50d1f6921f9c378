"""Finds who sold and who bought: by labels, the blocks of Chinese invoices, the heading."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.documents.extracting import companies
from cfo_desktop.documents.extracting import days as day_reading
from cfo_desktop.documents.extracting.folding import is_cjk
from cfo_desktop.documents.extracting.folding import letters
from cfo_desktop.documents.extracting.folding import simplified
from cfo_desktop.documents.extracting.label_words import Label
from cfo_desktop.documents.extracting.labels import SIDES
from cfo_desktop.documents.extracting.labels import Mark
from cfo_desktop.documents.extracting.labels import Place
from cfo_desktop.documents.extracting.rows import Cell
from cfo_desktop.documents.extracting.rows import Row
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.documents.extracting.sum_labels import sum_label
from cfo_desktop.documents.extracting.sums import Sums
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found

_HEADING_ROWS = 14
_CLEAR = 40
_IN_GOODS = 50
_HOPELESS = -20
"""Lines that look so little like a name are none, wherever they stand."""
_DOMAIN = re.compile(r"(?:www\.|@|https?://(?:www\.)?)([a-z0-9-]{3,})\.", re.IGNORECASE)
_BLOCK_ROWS = 6
_LATIN = re.compile(r"[a-zà-ÿ]+")
_A_SUM = 100
"""What a label of a sum might stand beside."""
_NOISE = re.compile(r"^[\W_]*(?:name|名称)?[\W_]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A company's name as printed, and where."""

    name: str
    row: Row
    start: int
    end: int
    labelled: bool


@dataclass(frozen=True, slots=True)
class Parties:
    """Who sold and who bought, and the cells that belong to the buyer."""

    seller: Named | None
    buyer: Named | None
    buyer_cells: frozenset[tuple[int, int]]
    """By row and the place in its text where the cell begins."""
    two_blocks: bool = False
    """Chinese invoices name both in blocks of the same shape, the buyer first."""


def parties_of(sheet: Sheet, sums: Sums) -> Parties:
    """Return seller and buyer; the shop itself is never the seller."""
    blocks = _blocks(sheet)
    if blocks:
        buyer, seller = blocks
        if seller is None:
            seller = _labelled(sheet, Label.SELLER)
        if buyer is None:
            buyer = _labelled(sheet, Label.BUYER)
        return Parties(_not_own(sheet, seller), buyer, frozenset(), two_blocks=True)
    cells = _buyer_cells(sheet)
    buyer = _labelled(sheet, Label.BUYER)
    seller = _not_own(sheet, _labelled(sheet, Label.SELLER))
    if seller and buyer and companies.alike(seller.name, buyer.name):
        seller = None
    if seller is None or not seller.labelled:
        seller = _heading(sheet, sums, cells, buyer)
    return Parties(seller, buyer, cells)


def fields_of(sheet: Sheet, parties: Parties) -> Iterator[tuple[Field, Found]]:
    """Yield both parties as fields."""
    for field, named in ((Field.SELLER, parties.seller), (Field.BUYER, parties.buyer)):
        if named:
            evidence = Evidence.READ if named.labelled else Evidence.GUESS
            yield field, sheet.found(named.name, evidence, named.row.box(named.start, named.end))


def is_own(sheet: Sheet, name: str) -> bool:
    """Tell whether a name is the shop's own."""
    return any(companies.alike(name, own) for own in sheet.hints.own_names if own)


def _not_own(sheet: Sheet, named: Named | None) -> Named | None:
    return None if named is None or is_own(sheet, named.name) else named


def _blocks(sheet: Sheet) -> tuple[Named | None, Named | None] | None:
    """Return buyer and seller of a Chinese invoice: left and right, or above and below."""
    if "发票" not in sheet.text and "开票日期" not in sheet.text:
        return None
    names = [
        named
        for mark in sheet.labelled(Label.NAME)
        if mark.phrase != ("name",)
        and not _is_of_goods(mark)
        and (named := _name_beside(sheet, mark))
    ]
    if not names:
        return None
    names.sort(key=lambda one: (one.row.index, one.start))
    if len(names) == 1:
        only = names[0]
        low = only.row.index > len(sheet.rows) / 2
        right = only.row.box(only.start, only.end).left > 5000
        return (None, only) if low or right else (only, None)
    first, second = names[0], names[1]
    boxes = [one.row.box(one.start, one.end) for one in (first, second)]
    side_by_side = abs(boxes[0].top - boxes[1].top) < 3 * first.row.height
    if side_by_side and boxes[0].left > boxes[1].left:
        first, second = second, first
    return first, second


def _is_of_goods(mark: Mark) -> bool:
    """Whether 名称 is the end of a longer word: 项目名称, 设备名称."""
    before = simplified(mark.row.text[max(0, mark.start - 1) : mark.start])
    return bool(before) and is_cjk(before) and before not in SIDES


def _name_beside(sheet: Sheet, mark: Mark) -> Named | None:
    for place in sheet.places(mark):
        if named := _named(sheet, place):
            return named
    return None


def _named(sheet: Sheet, place: Place) -> Named | None:
    """Return the name at a place; ``None`` for a date, an amount, an address or another label."""
    cell = place.row.cell_at(place.start)
    end = min(place.end, cell.end) if cell.end > place.start else place.end
    raw = place.row.text[place.start : end]
    skipped = _NOISE.match(raw)
    start = place.start + (skipped.end() if skipped else 0)
    raw = place.row.text[start:end]
    name = companies.clean(raw)
    if not _may_be_name(name, raw) or any(day_reading.days_in(place.row, start, end)):
        return None
    if place.beside and sum_label(_LATIN.findall(name.casefold()), Decimal(_A_SUM)):
        return None
    marks = [mark for mark in sheet.marks if mark.row is place.row and mark.start == start]
    if any(mark.has_colon for mark in marks):
        return None
    begin = place.row.text.find(name, start)
    begin = start if begin < 0 else begin
    return Named(name, place.row, begin, begin + len(name), labelled=True)


def _may_be_name(name: str, raw: str) -> bool:
    """Whether a text has letters enough and is no heading, no address and no label."""
    if ":" in name[2:-2] or len(letters(name)) < 2 or companies.is_heading(name):
        return False
    digits = sum(sign.isdigit() for sign in name)
    if digits > len(name) / 2 or not any(sign.isalpha() for sign in name):
        return False
    return companies.has_form(name) or companies.score(raw) >= _HOPELESS


def _labelled(sheet: Sheet, label: Label) -> Named | None:
    for mark in sheet.labelled(label):
        if (
            len(mark.phrase) == 1
            and mark.phrase[0].isascii()
            and not (mark.has_colon or _alone(mark))
        ):
            continue
        if mark.phrase[-1] == "name" and not mark.has_colon:
            continue
        if named := _name_beside(sheet, mark):
            return named
    return None


def _alone(mark: Mark) -> bool:
    cell = mark.row.cell_at(mark.start)
    return cell.end <= mark.end + 1


def _buyer_cells(sheet: Sheet) -> frozenset[tuple[int, int]]:
    """Return the cells beside and below ``Bill to`` and ``Ship to``, to the end of their block."""
    taken: set[tuple[int, int]] = set()
    for mark in sheet.labelled(Label.BUYER, Label.SHIP_TO):
        if not (mark.has_colon or _alone(mark)):
            continue
        row = mark.row
        cell = row.cell_at(mark.start)
        taken.add((row.index, cell.start))
        for other in row.cells:
            if other.start > cell.start and cell.end <= mark.end + 2:
                taken.add((row.index, other.start))
                break
        last = row
        reach = _BLOCK_ROWS if _alone(mark) or mark.label is Label.BUYER else 0
        for below in sheet.rows[row.index + 1 : row.index + 1 + reach]:
            if below.page != row.page or below.top - last.bottom > 4 * row.height:
                break
            under = [
                one
                for one in below.cells
                if one.left < cell.right + 300 and one.right > cell.left - 100
            ]
            if not under:
                continue
            taken.update((below.index, one.start) for one in under[:1])
            last = below
    return frozenset(taken)


@dataclass(frozen=True, slots=True)
class _Layout:
    """What a line of the heading is weighed by."""

    rows: int
    """Rows above the first sum, at most so many as a heading has."""
    height: float
    """Of a usual line: names stand out."""
    domains: frozenset[str]
    """Names in web and mail addresses: the seller's own, as a rule."""


def _heading(
    sheet: Sheet, sums: Sums, taken: frozenset[tuple[int, int]], buyer: Named | None
) -> Named | None:
    """Return the likeliest name on the pages where no label tells the seller."""
    first_sum = min((one.amount.row.index for one in sums.sums), default=len(sheet.rows))
    layout = _Layout(
        min(_HEADING_ROWS, first_sum + 1),
        statistics.median([row.height for row in sheet.rows] or [1]),
        frozenset(letters(match[1]) for match in _DOMAIN.finditer(sheet.text)),
    )
    best: tuple[float, Named] | None = None
    for row in sheet.rows:
        for cell in row.cells:
            points = companies.score(cell.text)
            low = row.index >= layout.rows or points <= _HOPELESS
            if (row.index, cell.start) in taken or (points < 0 and low):
                continue
            named = _whole_name(sheet, row, cell, taken)
            if named is None or is_own(sheet, named.name):
                continue
            if buyer and companies.alike(named.name, buyer.name):
                continue
            weight = points + _weight(sheet, row, cell, named, layout=layout)
            if weight > 0 and (best is None or weight > best[0]):
                best = weight, named
    return best[1] if best else None


def _weight(sheet: Sheet, row: Row, cell: Cell, named: Named, *, layout: _Layout) -> float:
    """Return what the place of a name says for it, and what stands around it against it."""
    weight = 20 - 2.5 * row.index if row.index < layout.rows else -25.0
    weight += min(12.0, 8 * (row.height / max(layout.height, 1) - 1))
    signs = letters(named.name)
    if any(
        domain in signs or (len(domain) > 5 and signs.startswith(domain))
        for domain in layout.domains
    ):
        weight += 25
    if sheet.figures.of(row):
        weight -= _IN_GOODS
    if _is_labelled(sheet, row, cell):
        weight -= 60
    if any(day.row is row and cell.start <= day.start < cell.end for day in sheet.days):
        weight -= 80
    return weight


def _is_labelled(sheet: Sheet, row: Row, cell: Cell) -> bool:
    return any(
        mark.row is row
        and mark.start == cell.start
        and (mark.has_colon or mark.end >= cell.end - 1)
        for mark in sheet.marks
    )


def _whole_name(
    sheet: Sheet, row: Row, cell: Cell, taken: frozenset[tuple[int, int]]
) -> Named | None:
    """Return a name, with the line above it where it is only the second half of one."""
    name = companies.clean(cell.text)
    clear = companies.score(cell.text) >= _CLEAR
    start = max(row.text.find(name, cell.start), cell.start)
    named = Named(name, row, start, start + len(name), labelled=clear)
    half = companies.is_only_form(cell.text) or cell.text[:1] in "&("
    if not half or row.index == 0:
        return named if len(letters(name)) >= 2 else None
    above = sheet.rows[row.index - 1]
    over = [
        one
        for one in above.cells
        if (above.index, one.start) not in taken and one.left < cell.right and one.right > cell.left
    ]
    if above.page != row.page or not over or companies.score(over[0].text) <= -40:
        return named
    first = companies.clean(over[0].text)
    return Named(f"{first} {name}", above, over[0].start, over[0].end, labelled=clear)
