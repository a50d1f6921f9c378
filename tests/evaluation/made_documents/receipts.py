"""Finds real receipts in SROIE's form: a picture, and its key file with company, date and total."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from decimal import InvalidOperation
from pathlib import Path

from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.money import Money
from tests.evaluation.made_documents.bills import Truth
from tests.evaluation.made_documents.samples import Sample

_PICTURES = frozenset({".jpg", ".jpeg", ".png"})
_CURRENCY = "MYR"
"""SROIE's receipts are of Malaysian shops."""


def found(folder: Path) -> Iterator[Sample]:
    """Yield the receipts below ``folder`` that have a key file of the same name anywhere in it."""
    keys = {
        path.stem: path for path in sorted(folder.rglob("*")) if path.suffix in {".txt", ".json"}
    }
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _PICTURES and path.stem in keys:
            truth = _truth(keys[path.stem])
            if truth is not None:
                yield Sample(path.name, path.read_bytes(), truth, "receipt")


def _truth(path: Path) -> Truth | None:
    try:
        key = json.loads(path.read_text(encoding="utf-8", errors="replace"))
        company, date, total = (
            str(key["company"]),
            _day(str(key["date"])),
            _total(str(key["total"])),
        )
    except (ValueError, KeyError, TypeError, InvalidOperation):
        return None  # no key of a receipt, or one that its makers left unfilled
    if date is None:
        return None
    hints = Hints(currency=_CURRENCY, day_first=True)
    return Truth(DocumentKind.RECEIPT, "en", (company,), "", date, total, total, hints)


def _total(words: str) -> Money:
    figures = re.sub(r"[^\d.-]", "", words)
    return Money.from_decimal(Decimal(figures), _CURRENCY)


_DAY_FORMS = (
    *("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d-%m-%y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d"),
    *("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%d/%b/%Y", "%d %b %y", "%Y%m%d", "%d%m%Y"),
    *("%d-%B-%Y", "%B %d, %Y", "%b %d, %Y", "%d. %m. %Y", "%d%b%Y", "%d %b, %Y"),
)


def _day(words: str) -> dt.date | None:
    text = " ".join(words.split())
    for form in _DAY_FORMS:
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None
