"""What several files of one document say together, and over it what the owner said."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.papers import Place
from cfo_desktop.domain.papers import Reading
from cfo_desktop.domain.party_names import are_alike
from cfo_desktop.domain.search import folded

_T = TypeVar("_T")
_SUREST = tuple(Carrier)
_EVIDENCE = tuple(Evidence)
_SPELT = frozenset({Field.SELLER, Field.BUYER, Field.TERMS, Field.PAYMENT})
"""Fields that one letter read wrongly does not make another."""
_LOOKED_AT = (Field.SELLER, Field.DATE, Field.TOTAL)
"""What a paper cannot be booked without; one that was not found is to be looked at, too."""


def together(
    readings: Sequence[Reading],
    said: Mapping[Field, Value | None],
    *,
    kind: DocumentKind | None = None,
) -> Document:
    """Return what ``readings`` say together, corrected by what the owner ``said``.

    ``kind`` is what the owner says it is. The surest carrier decides each field; what others say
    instead is kept as ``otherwise``. A field that the owner said is empty (``None``) is left out.
    """
    documents = sorted(
        (reading.document for reading in readings), key=lambda each: _SUREST.index(each.carrier)
    )
    first = documents[0]
    names = [name for name in Field if any(name in each.fields for each in documents)]
    fields = {name: _field(name, documents) for name in names}
    for name, value in said.items():
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = _said(value, fields.get(name), first.carrier)
    kinds = [each.kind for each in documents if each.kind is not DocumentKind.UNKNOWN]
    return replace(
        first,
        kind=kind or (kinds[0] if kinds else first.kind),
        fields=fields,
        lines=next((each.lines for each in documents if each.lines), ()),
        rates=next((each.rates for each in documents if each.rates), ()),
        instalments=next((each.instalments for each in documents if each.instalments), ()),
        checks=tuple(_distinct(check for each in documents for check in each.checks)),
        warnings=tuple(_distinct(fault for each in documents for fault in each.warnings)),
        text="\n".join(_distinct(each.text for each in documents if each.text)),
    )


def places(readings: Sequence[Reading], document: Document) -> dict[Field, Place]:
    """Return where the values of ``document`` stand: in the first file that has them on a page."""
    found: dict[Field, Place] = {}
    for name, wanted in document.fields.items():
        for reading in readings:
            here = reading.document.fields.get(name)
            if here is None or here.box is None:
                continue
            owner = wanted.evidence is Evidence.OWNER
            if owner or is_same(name, here.value, wanted.value):
                found[name] = Place(reading.file, here.box)
                break
    return found


def unsure(document: Document) -> tuple[Field, ...]:
    """Return the fields that the owner should look at first: not sure, or needed and not there."""
    doubtful = {name for name, found in document.fields.items() if not found.is_sure}
    missing = {name for name in _LOOKED_AT if name not in document.fields}
    return tuple(name for name in Field if name in doubtful | missing)


def is_same(name: Field, value: Value, other: Value) -> bool:
    """Tell whether two values of a field say the same, whatever their spaces and letters."""
    if not isinstance(value, str) or not isinstance(other, str):
        return value == other
    if _plain(value) == _plain(other):
        return True
    return name in _SPELT and are_alike(value, other)


def _plain(text: str) -> str:
    return "".join(letter for letter in folded(text) if letter.isalnum())


def _field(name: Field, documents: Sequence[Document]) -> Found:
    found = [each.fields[name] for each in documents if name in each.fields]
    # A guess gives way to what another carrier really read.
    guessed = [each for each in found if each.evidence is Evidence.GUESS]
    ordered = [each for each in found if each.evidence is not Evidence.GUESS] + guessed
    best = ordered[0]
    others = [
        each
        for each in (*best.otherwise, *ordered[1:])
        if each.evidence is not Evidence.GUESS and not is_same(name, each.value, best.value)
    ]
    surest = min(
        (each for each in ordered if is_same(name, each.value, best.value)),
        key=lambda each: _EVIDENCE.index(each.evidence),
    )
    return replace(best, evidence=surest.evidence, otherwise=tuple(_distinct(others)))


def _said(value: Value, before: Found | None, carrier: Carrier) -> Found:
    box, otherwise = (before.box, before.otherwise) if before else (None, ())
    return Found(value, Evidence.OWNER, before.carrier if before else carrier, box, otherwise)


def _distinct(values: Iterable[_T]) -> list[_T]:
    kept: list[_T] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return kept
