"""Finds the number of a document, its code and the number of the document it corrects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cfo_desktop.documents.extracting import days as day_reading
from cfo_desktop.documents.extracting.label_words import Label
from cfo_desktop.documents.extracting.labels import Mark
from cfo_desktop.documents.extracting.labels import Place
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found

_VALUE = re.compile(r"[#:№.\s]*([A-Za-z0-9][\w\-/.&]*(?:\s?[/-]\s?[A-Za-z0-9][\w\-/]*)*)")
_PREFIX = re.compile(r"([A-Z]{1,5}[-.]?)\s([\w\-/]*\d[\w\-/]*)")
_GROUPS = re.compile(r"[A-Z]{0,4}\d[\dA-Z]*(?: -? ?\d[\dA-Z]*){1,3}")
"""A number that is written in groups, and nothing behind it: ``202 501130078``."""
_COLUMN_HEADS = re.compile(
    r"品名|数量|单价|金额|\b(?:qty|quantity|price|amount|description)\b", re.IGNORECASE
)
_HEADS_COLUMN = 60
_AMOUNT = re.compile(r"\d+[.,]\d{2}")
_NUMBER_SIGNS = frozenset(
    {"no", "number", "num", "#", "nr", "n", "numero", "id", "ref", "reference", "号", "号码"}
)
_STRENGTHS = (
    (
        frozenset(
            {
                "发",
                "invoice",
                "inv",
                "rechnung",
                "facture",
                "factura",
                "fattura",
                "avoir",
                "gutschrift",
                "credit",
            }
        ),
        100,
    ),
    (
        frozenset(
            {
                "receipt",
                "rcpt",
                "resit",
                "rechnungsnr",
                "rechnungsnummer",
                "rechnungs",
                "invois",
                "票",
            }
        ),
        95,
    ),
    (
        frozenset(
            {
                "bill",
                "bil",
                "doc",
                "document",
                "documento",
                "合",
                "协",
                "contract",
                "agreement",
                "quotation",
                "quote",
            }
        ),
        90,
    ),
    (
        frozenset(
            {
                "slip",
                "belegnr",
                "belegnummer",
                "beleg",
                "bon",
                "ticket",
                "check",
                "chk",
                "cs",
                "cb",
                "单",
                "收",
                "小",
            }
        ),
        80,
    ),
    (
        frozenset(
            {
                "trans",
                "transaction",
                "trx",
                "trn",
                "txn",
                "流",
                "交",
                "账",
                "结",
                "statement",
                "sales",
                "sale",
            }
        ),
        70,
    ),
    (
        frozenset(
            {
                "order",
                "purchase",
                "po",
                "订",
                "采",
                "bestellung",
                "bestellummer",
                "auftragsnummer",
                "ref",
            }
        ),
        50,
    ),
)
_STREET = re.compile(r"[.:\s]*\d+\s?[A-Za-z]?(?:[-/]\d+)?\s*,")
"""``No. 12, Jalan Ipoh``: a house's number."""
_WEAK = 30
_BARE = 40
"""A label without ``no`` or the like, whose number must look like one."""
_CODE = re.compile(r"(?<!\d)(\d{12}|\d{10})(?!\d)")
_FAPIAO = re.compile(r"(?<!\d)(\d{20}|\d{8})(?!\d)")


def numbers_of(sheet: Sheet) -> Iterator[tuple[Field, Found]]:
    """Yield number, code and reference, where they stand beside or below their labels."""
    best: tuple[int, int, Found] | None = None
    for order, mark in enumerate(sheet.labelled(Label.NUMBER)):
        strength = _strength(mark)
        if mark.phrase == ("no",) and _STREET.match(mark.row.text[mark.end :]):
            continue
        for place in sheet.places(mark):
            found = _value(sheet, place, weak=strength <= _BARE and not _is_title(mark))
            if found is None:
                continue
            below = _HEADS_COLUMN if _heads_column(mark) else 5
            ranked = (strength - (0 if place.beside else below), -order, found)
            if best is None or ranked[:2] > best[:2]:
                best = ranked
            break
    if best:
        yield Field.NUMBER, best[2]
    for field, label in ((Field.CODE, Label.CODE), (Field.REFERENCE, Label.REFERENCE)):
        for mark in sheet.labelled(label):
            value = next(
                (
                    found
                    for place in sheet.places(mark)
                    if (found := _value(sheet, place, weak=False))
                ),
                None,
            )
            if value and (field is not Field.CODE or _CODE.fullmatch(str(value.value))):
                yield field, value
                break


def _heads_column(mark: Mark) -> bool:
    """Whether a label is one of the heads of a table of goods."""
    return len(_COLUMN_HEADS.findall(mark.row.text)) > 1


def _is_title(mark: Mark) -> bool:
    """Whether ``#`` and what follows is a row of its own, as below a title."""
    return mark.phrase == ("#",) and mark.start == 0 and len(mark.row.cells) == 1


def _strength(mark: Mark) -> int:
    words = set(mark.phrase)
    has_sign = bool(words & _NUMBER_SIGNS) or any(
        word.endswith(("nr", "nummer")) for word in mark.phrase
    )
    for known, strength in _STRENGTHS:
        if words & known:
            return strength if has_sign else min(strength, 40) - (100 - strength) // 10
    if words & {"编"}:
        return 82
    return 45 if has_sign and len(words) > 1 else _WEAK - 10


def _cell_rest(place: Place, start: int) -> str:
    """Return what stands in a place's cell from the beginning of a number on."""
    cell = place.row.cell_at(place.start + start)
    return place.row.text[place.start + start : min(cell.end, place.end)].rstrip(" ")


def _value(sheet: Sheet, place: Place, *, weak: bool) -> Found | None:
    text = place.text
    match = _PREFIX.match(text) or _VALUE.match(text)
    if match is None:
        return None
    start = match.start(1)
    end = match.end()
    if place.beside and (groups := _GROUPS.fullmatch(_cell_rest(place, start))):
        end = start + groups.end()
    value = text[start:end].strip(" .-/:")
    digits = sum(sign.isdigit() for sign in value)
    if not digits or _AMOUNT.fullmatch(value) or (weak and digits < 3):
        return None
    begin = place.start + start
    if digits < 2 and not place.beside:
        return None
    for day in day_reading.days_in(place.row, begin, place.start + end):
        if day.end - day.start >= len(value) - 2:
            return None
    if text[end : end + 1] in {"%", "："} or (len(value) < 2 and weak):
        return None
    return sheet.found(value, Evidence.READ, place.row.box(begin, begin + len(value)))
