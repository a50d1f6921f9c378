"""Finds how and where a bill is to be paid: its terms, an IBAN, an account and its bank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cfo_desktop.documents.extracting.label_words import Label
from cfo_desktop.documents.extracting.labels import Place
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found

_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:\s?[A-Z0-9]){11,30}", re.IGNORECASE)
_ACCOUNT = re.compile(r"[^\d]{0,40}?\d[\d\s-]{5,30}\d")
_TERMS = re.compile(
    r"(?<!\w)(?:net\s?\d{1,3}(?:\s?days)?|\d{1,3}\s?days(?:\s?net)?|\d{1,3}\s?(?:Tage|jours|"
    r"días|giorni)\b[^.]{0,30}|C\.?O\.?D\.?|due on receipt"
    r"|月结\d{0,3}天?|货到付款|款到发货|现结)(?!\w)",
    re.IGNORECASE,
)
_LONGEST = 80
_COUNTRY_LENGTHS = {
    "DE": 22,
    "FR": 27,
    "ES": 24,
    "IT": 27,
    "GB": 22,
    "NL": 18,
    "BE": 16,
    "AT": 20,
    "CH": 21,
}


def paying_of(sheet: Sheet) -> Iterator[tuple[Field, Found]]:
    """Yield terms and payment details, as printed."""
    terms = _terms(sheet)
    if terms:
        yield Field.TERMS, terms
    payment = _iban(sheet) or _account(sheet)
    if payment:
        yield Field.PAYMENT, payment


def _terms(sheet: Sheet) -> Found | None:
    for mark in sheet.labelled(Label.TERMS):
        for place in sheet.places(mark):
            cell = place.row.cell_at(place.start)
            text = place.row.text[place.start : min(place.end, cell.end)].strip()
            if 1 < len(text) <= _LONGEST and not text.replace(" ", "").isdigit():
                return sheet.found(
                    text, Evidence.READ, place.row.box(place.start, place.start + len(text))
                )
    for row in sheet.rows:
        match = _TERMS.search(row.text)
        if match:
            return sheet.found(match[0], Evidence.GUESS, row.box(match.start(), match.end()))
    return None


def _iban(sheet: Sheet) -> Found | None:
    for row in sheet.rows:
        for match in _IBAN.finditer(row.text):
            number = _valid_iban("".join(match[0].split()).upper())
            if number:
                return sheet.found(number, Evidence.PROVED, row.box(match.start(), match.end()))
    return None


def _valid_iban(text: str) -> str | None:
    """Return an IBAN whose check digits fit; letters of the next word may have stuck to it."""
    length = _COUNTRY_LENGTHS.get(text[:2])
    for size in [length] if length else range(34, 14, -1):
        number = text[:size]
        if len(number) < size:
            continue
        turned = number[4:] + number[:4]
        if (
            turned.isalnum()
            and turned.isascii()
            and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
        ):
            return number
    return None


def _account(sheet: Sheet) -> Found | None:
    """Return the seller's account: of two on a Chinese invoice the right or lower one."""
    found: list[tuple[Place, str]] = []
    for mark in sheet.labelled(Label.ACCOUNT):
        for place in sheet.places(mark):
            match = _ACCOUNT.match(place.text)
            if match and place.beside:
                found.append((place, match[0].strip()))
                break
    if not found:
        return None
    place, text = found[-1]
    return sheet.found(text, Evidence.READ, place.row.box(place.start, place.start + len(text)))
