"""Chooses a document's date and its due date among the days printed on it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from cfo_desktop.documents.extracting import days as day_reading
from cfo_desktop.documents.extracting.days import Day
from cfo_desktop.documents.extracting.label_words import Label
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found

_WEIGHTS = {
    Label.DATE: 100,
    Label.WEAK_DATE: 10,
    Label.DUE_DATE: -200,
    Label.OTHER_DATE: -300,
    Label.REFERENCE: -100,
}
_TIMED = 40
_NAMED_AFTER_IT = 20
"""``Invoice date`` says more than ``date``."""
_COMPACT = 8
_TITLED = 15
_TITLE = re.compile(r"invoice|rechnung|facture|factura|fattura|receipt|发票", re.IGNORECASE)
_RUNNING = 60
"""A cell of so many signs is a sentence, and the day in it of something else."""


def dates_of(sheet: Sheet, *, currency: str) -> Iterator[tuple[Field, Found]]:
    """Yield the document's date and due date, where they stand on its pages."""
    order = order_of(sheet, currency=currency)
    labelled = _labelled(sheet)
    scored = [
        (_score(day, labelled.get(day)), -number, day) for number, day in enumerate(sheet.days)
    ]
    usable = [one for one in scored if one[0] > _WEIGHTS[Label.DUE_DATE] / 2]
    if usable:
        score, _number, day = max(usable, key=lambda one: one[:2])
        evidence = Evidence.READ if score >= _TIMED - 10 else Evidence.GUESS
        if found := _found(sheet, day, evidence, day_first=order):
            yield Field.DATE, found
    for day, (label, _weight) in labelled.items():
        if label is Label.DUE_DATE and (
            found := _found(sheet, day, Evidence.READ, day_first=order)
        ):
            yield Field.DUE_DATE, found
            return


def order_of(sheet: Sheet, *, currency: str) -> bool:
    """Tell whether the day stands first: the document's own days, its country, the owner's."""
    own = day_reading.prefers_day_first(sheet.days)
    if own is not None:
        return own
    if sheet.hints.day_first is not None:
        return sheet.hints.day_first
    return currency != "USD"


def _found(sheet: Sheet, day: Day, evidence: Evidence, *, day_first: bool) -> Found | None:
    value: dt.date | None = day.read(day_first=day_first)
    if value is None:
        return None
    return sheet.found(value, evidence, day.row.box(day.start, day.end))


def _labelled(sheet: Sheet) -> dict[Day, tuple[Label, int]]:
    """Return what label stands beside or above each day, the nearest one."""
    found: dict[Day, tuple[Label, int]] = {}
    near: dict[Day, int] = {}
    for mark in sheet.marks:
        weight = _WEIGHTS.get(mark.label)
        if weight is None:
            continue
        if len(mark.phrase) > 1 and mark.label is Label.DATE:
            weight += _NAMED_AFTER_IT
        for place in sheet.places(mark):
            day = next(
                (
                    day
                    for day in sheet.days
                    if day.row is place.row
                    and place.start <= day.start + 1
                    and day.end <= place.end + 1
                ),
                None,
            )
            if day is None:
                continue
            distance = day.start - mark.end if place.beside else 1000
            if distance < near.get(day, 10_000):
                near[day], found[day] = distance, (mark.label, weight)
            break
    return found


def _score(day: Day, label: tuple[Label, int] | None) -> float:
    score = float(label[1]) if label else 0.0
    if day.has_time and (label is None or label[1] > 0):
        score += _TIMED
    length = day.end - day.start
    if length == _COMPACT and day.short and not label:
        score -= _TIMED
    if not label and _TITLE.search(day.row.text):
        score += _TITLED
    if len(day.row.cell_at(day.start).text) > _RUNNING:
        score -= _TITLED
    return score - (0.3 if day.short else 0) - day.row.index * 0.1
