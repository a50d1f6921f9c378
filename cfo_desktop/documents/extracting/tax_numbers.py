"""Finds the tax numbers of seller and buyer; a check digit that fits proves one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cfo_desktop.documents.extracting.label_words import Label
from cfo_desktop.documents.extracting.parties import Parties
from cfo_desktop.documents.extracting.rows import Row
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.documents.structured import tax_ids
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.fault import Check

_NUMBER = re.compile(r"[A-Z]{0,3}[ .-]?\d[\dA-Z .\-/]{5,24}[\dA-Z]")
_CHINESE = re.compile(r"[0-9A-Z]{15,20}")
_EUROPEAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\s?\d[\d .]{6,13}\d[A-Z]?\d{0,2}(?![A-Z0-9])")
_CLIENTS = frozenset({"client", "kunde", "customer", "buyer", "cliente"})
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class _Number:
    text: str
    row: Row
    start: int
    end: int
    buyers: bool


def tax_numbers_of(sheet: Sheet, parties: Parties) -> Iterator[tuple[Field, Found]]:
    """Yield the tax numbers beside their labels; the shop's own is never the seller's."""
    numbers = list(_numbers(sheet, parties))
    own = {tax_ids.normal(number) for number in sheet.hints.own_tax_ids}
    buyer: _Number | None
    seller: _Number | None
    if parties.two_blocks and len(numbers) >= 2:
        buyer, seller = _in_blocks(numbers)
    else:
        buyer = next((one for one in numbers if one.buyers), None)
        seller = next((one for one in numbers if not one.buyers and one.text not in own), None)
        if parties.two_blocks and seller and parties.seller is None and parties.buyer:
            buyer, seller = seller, None
    if seller and seller.text in own:
        # Blocks that were taken for one another: the shop's own number is the buyer's.
        seller, buyer = (buyer if buyer and buyer.text not in own else None), seller
    for field, number in ((Field.SELLER_TAX_ID, seller), (Field.BUYER_TAX_ID, buyer)):
        if number:
            evidence = Evidence.PROVED if tax_ids.check(number.text) else Evidence.READ
            yield (
                field,
                sheet.found(number.text, evidence, number.row.box(number.start, number.end)),
            )


def checks_of(found: dict[Field, Found]) -> Iterator[Check]:
    """Yield whether each tax number fits its own check digit, where a rule for it is known."""
    for field in (Field.SELLER_TAX_ID, Field.BUYER_TAX_ID):
        one = found.get(field)
        fits = tax_ids.check(str(one.value)) if one else None
        if fits is not None:
            yield Check("tax_id", fits, field.value, field.value, field.value)


def _in_blocks(numbers: list[_Number]) -> tuple[_Number, _Number]:
    first, second = sorted(numbers[:2], key=lambda one: (one.row.index, one.start))
    boxes = [one.row.box(one.start, one.end) for one in (first, second)]
    beside = abs(boxes[0].top - boxes[1].top) < 3 * first.row.height
    return (second, first) if beside and boxes[0].left > boxes[1].left else (first, second)


def _numbers(sheet: Sheet, parties: Parties) -> Iterator[_Number]:
    seen: set[str] = set()
    for mark in sheet.marks:
        if mark.label is not Label.TAX_ID:
            continue
        for place in sheet.places(mark):
            text = place.text.upper()
            pattern = _CHINESE if not mark.phrase[0].isascii() else _NUMBER
            match = pattern.search(text[:40]) if place.beside else pattern.match(text)
            if match is None or (match.start() > 6 and place.beside):
                continue
            number = tax_ids.normal(match[0].split("  ")[0])
            if sum(sign.isdigit() for sign in number) < _SHORTEST or len(number) > 20:
                continue
            if number in seen:
                break
            seen.add(number)
            start = place.start + match.start()
            cell = place.row.cell_at(start)
            buyers = (place.row.index, cell.start) in parties.buyer_cells or bool(
                _CLIENTS & set(mark.phrase)
            )
            yield _Number(number, place.row, start, start + len(match[0]), buyers)
            break
    yield from _unlabelled(sheet, seen)


def _unlabelled(sheet: Sheet, seen: set[str]) -> Iterator[_Number]:
    for row in sheet.rows:
        for match in _EUROPEAN.finditer(row.text):
            number = tax_ids.normal(match[0])
            if number not in seen and tax_ids.check(number):
                seen.add(number)
                yield _Number(number, row, match.start(), match.end(), buyers=False)
