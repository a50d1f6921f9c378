"""Makes one document of what several carriers of it say: the surest wins, the rest is shown."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.documents.extracting import days
from cfo_desktop.documents.extracting import rows as reading_rows
from cfo_desktop.documents.pages import PageText
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.money import decimal_text

DISAGREES = {
    Field.NUMBER: "document_number_disagrees",
    Field.DATE: "document_date_disagrees",
    Field.TOTAL: "document_total_disagrees",
    Field.SELLER: "document_seller_disagrees",
}
"""Codes of the warnings: a bill whose page says something else than its data may be a fraud."""

_MISREAD = 0.8
"""Likeness above which a text read from a picture is the same with a letter misread."""
_ALIKE = 0.6
"""The same for names, which a page shortens or adorns."""


def merged(sure: Document, page: Document, *, pages: Sequence[PageText]) -> Document:
    """Return ``sure`` (data, a code), completed by and compared with ``page``, its pages' words."""
    fields = dict(page.fields)
    disagreed = []
    for name, found in sure.fields.items():
        other = page.fields.get(name)
        kept = found
        if other is not None:
            kept = _kept(name, found, other, lambda value: stands_on(value, pages))
            if kept.otherwise and name in DISAGREES:
                disagreed.append(name)
        fields[name] = kept
    from_code = sure.carrier is Carrier.QR
    return replace(
        page if from_code else sure,
        kind=_kind(sure, page),
        fields=fields,
        lines=sure.lines or page.lines,
        rates=sure.rates or page.rates,
        instalments=sure.instalments or page.instalments,
        checks=sure.checks or page.checks,
        warnings=(*sure.warnings, *page.warnings, *_warnings(disagreed, fields)),
        pages=page.pages or sure.pages,
        text=page.text or sure.text,
    )


def _kind(sure: Document, page: Document) -> DocumentKind:
    if sure.carrier is not Carrier.QR or sure.kind is DocumentKind.CREDIT_NOTE:
        return sure.kind
    return page.kind if page.kind is not DocumentKind.UNKNOWN else sure.kind


def _kept(name: Field, found: Found, other: Found, is_printed: Callable[[Value], bool]) -> Found:
    """Return the surer value: with its place on the page, or with what stands there instead."""
    if _is_same(found.value, other.value, name=name, carrier=other.carrier):
        return replace(found, box=found.box or other.box)
    # what was only guessed says nothing against data, nor does another value beside the right one
    if other.evidence is Evidence.GUESS or is_printed(found.value):
        return found
    return replace(found, otherwise=(*found.otherwise, replace(other, otherwise=())))


def _warnings(names: Iterable[Field], fields: dict[Field, Found]) -> list[Fault]:
    return [
        Fault(
            DISAGREES[name],
            data={
                "data": _shown(fields[name].value),
                "page": _shown(fields[name].otherwise[-1].value),
            },
        )
        for name in names
    ]


def _shown(value: Value) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _is_same(one: Value, other: Value, *, name: Field, carrier: Carrier) -> bool:
    if isinstance(one, Money) and isinstance(other, Money):
        # a credit note prints its sums without a sign, and "$" is many currencies
        return abs(one.minor) == abs(other.minor)
    if not (isinstance(one, str) and isinstance(other, str)):
        return one == other
    first, second = folded(one), folded(other)
    if first == second:
        return True
    if name in {Field.SELLER, Field.BUYER}:
        return first in second or second in first or _likeness(first, second) >= _ALIKE
    return carrier is Carrier.OCR and _likeness(first, second) >= _MISREAD


def _likeness(first: str, second: str) -> float:
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()


def folded(text: str) -> str:
    """Return a text's letters and digits alone, in one width and case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def stands_on(value: Value, pages: Sequence[PageText]) -> bool:
    """Tell whether a value stands anywhere on the pages, however it is written there."""
    lines = reading_rows.rows_of(pages)
    if isinstance(value, dt.date):
        return any(value in day.choice for day in days.days_of(lines))
    text = "\n".join(line.text for line in lines)
    if isinstance(value, Money):
        return _sum_stands_in(value, text)
    wanted = folded(value)
    return bool(wanted) and wanted in folded(text)


def _sum_stands_in(value: Money, text: str) -> bool:
    whole, _, part = decimal_text(abs(value.minor), value.currency).partition(".")
    groups = r"[ .,'’\u00a0\u202f]?".join(_in_threes(whole))
    cents = rf"[.,]{part}" if part else ""
    if part and not part.strip("0"):
        cents = rf"(?:{cents})?"
    return bool(re.search(rf"(?<![\d.,]){groups}{cents}(?![\d]|[.,]\d)", text))


def _in_threes(digits: str) -> list[str]:
    head = len(digits) % 3
    return [part for part in (digits[:head], *_chunks(digits[head:])) if part]


def _chunks(digits: str) -> list[str]:
    return [digits[start : start + 3] for start in range(0, len(digits), 3)]
