"""Decides a document's currency: by its signs, its country, then by what the book uses."""

from __future__ import annotations

import re
from collections import Counter

from cfo_desktop.documents.extracting.amounts import CODES
from cfo_desktop.documents.extracting.label_words import Label
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.domain.currency import is_currency
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Found

_SEVERAL = {
    "$": ("USD", frozenset({"USD", "SGD", "HKD", "TWD", "AUD", "CAD", "NZD", "MXN"})),
    "¥": ("CNY", frozenset({"CNY", "JPY"})),
    "元": ("CNY", frozenset({"CNY", "HKD", "TWD", "MOP"})),
    "kr": ("SEK", frozenset({"SEK", "NOK", "DKK", "ISK"})),
}
"""The usual currency of a sign that several countries use, and the others."""
_MALAYSIA = (
    r"sdn\.?\s?bhd|\bRM\b|\bbhd\b|malaysia|kuala\s?lumpur|selangor|\bjohor\b|\bcukai\b|\bjalan\b"
)
_CLUES = tuple(
    (re.compile(pattern, re.IGNORECASE), code)
    for pattern, code in (
        (_MALAYSIA, "MYR"),
        (r"\bpte\.?\s?ltd|singapore", "SGD"),
        (r"\bA\.?B\.?N\.?\s?:?\s?\d{2}\s?\d{3}|australia|\bpty\.?\s?ltd", "AUD"),
        (r"hong\s?kong|香港|kowloon", "HKD"),
        (r"新台币|统一编号|台北|台湾", "TWD"),
        (r"[぀-ヿ]", "JPY"),
        (r"\bgstin\b|\bpvt\.?\s?ltd|\bindia\b", "INR"),
        (r"new zealand", "NZD"),
        (r"\bcanada\b|\bHST\b", "CAD"),
        (r"\bmoms\b.*sverige|\bAB\b.*org\.?\s?nr", "SEK"),
        (r"united kingdom|\bengland\b|\bVAT\b.{0,20}\bGB\s?\d{3}|\blondon\b", "GBP"),
        (r"\bGmbH\b|\bUSt|\bMwSt|\bTVA\b|\bSIRET\b|\bP\.?\s?IVA\b|\bNIF\b|\bIVA\b", "EUR"),
        (r"发票|元整|合计|小票|收银|有限公司", "CNY"),
    )
)


def decide(sheet: Sheet) -> tuple[str, Found | None]:
    """Return the currency to count in, and the field where the document itself tells it."""
    if named := _named(sheet):
        return named
    votes: Counter[str] = Counter()
    boxes: dict[str, Box] = {}
    for row in sheet.rows:
        for amount in sheet.figures.all_of(row):
            if amount.sign:
                votes[amount.sign] += 1
                boxes.setdefault(amount.sign, row.box(amount.start, amount.end))
    clue = _clue(sheet.text)
    hint = sheet.hints.currency
    for sign, _count in sorted(votes.items(), key=lambda pair: (-pair[1], pair[0])):
        usual, possible = _SEVERAL.get(sign, ("", frozenset()))
        if not usual:
            return sign, sheet.found(sign, Evidence.READ, boxes[sign])
        if clue in possible:
            return clue, sheet.found(clue, Evidence.READ, boxes[sign])
        code = hint if hint in possible else usual
        return code, sheet.found(code, Evidence.GUESS, boxes[sign])
    return clue or (hint if is_currency(hint) else "") or "USD", None


def _named(sheet: Sheet) -> tuple[str, Found] | None:
    for mark in sheet.labelled(Label.CURRENCY):
        for place in sheet.places(mark):
            code = place.text.strip(" ()")[:3].upper()
            if code in CODES:
                box = place.row.box(place.start, place.start + 3)
                return code, sheet.found(code, Evidence.READ, box)
    return None


def _clue(text: str) -> str:
    for pattern, code in _CLUES:
        if pattern.search(text):
            return code
    return ""
