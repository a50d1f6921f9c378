"""Finds the days printed on a document; its own evidence decides which number is the month."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.documents.extracting.folding import letters
from cfo_desktop.documents.extracting.rows import Row

FIRST = dt.date(1990, 1, 1)
LAST = dt.date(2079, 12, 31)
"""Days outside are misread, or no bill's."""
_D = r"[\dOoIl|]"
_YEAR_FIRST = re.compile(
    rf"(?<![\d.])((?:19|20|2[Oo]){_D}{{2}})\s?([-/.年])\s?({_D}{{1,2}})\s?(?:\2|月)\s?({_D}{{1,2}})"
    r"(?=\D|[012]?\d:|\Z)"
)
_YEAR_LAST = re.compile(
    rf"(?<!\d)(?<!\d[.:])({_D}{{1,2}})\s?([-/.\\])\s?({_D}{{1,2}})\s?[-/.\\]\s?((?:19|20|2[Oo]){_D}{{2}})"
)
_SHORT = re.compile(
    rf"(?<!\d)(?<!\d[.:/-])({_D}{{1,2}})\s?([-/.])\s?({_D}{{1,2}})\s?\2\s?({_D}{{2}})"
    r"(?=[^\d.,/]|[.,]?\s|[.,]?\Z|[.,]?[012]\d:\d\d)"
)
_SHORT_YEAR_FIRST = re.compile(r"(?<!\d)(\d\d)年(\d{1,2})月(\d{1,2})日")
_NAME = r"([^\W\d_]{3,10})"
_DAY_NAME = re.compile(
    # a letter for a digit only beside one: the "i" of "issue 31" is no day
    rf"(?<![\dA-Za-z/])(?=\D?\d)({_D}{{1,2}})\s?(?:st|nd|rd|th|er|º)?[-\s./,']*(?:de\s|of\s)?{_NAME}"
    rf"[-\s./,']*(?:de\s)?((?:19|20){_D}{{2}}|\d{{2}}(?![\d.,]*\d|,?\s?(?:19|20)\d\d))",
    re.IGNORECASE,
)
_NAME_DAY = re.compile(
    rf"{_NAME}[.\s-]*({_D}{{1,2}})(?:st|nd|rd|th)?[\s,.'-]+((?:19|20){_D}{{2}}|'\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_YEAR_NAME = re.compile(rf"(?<!\d)((?:19|20)\d\d)[-\s/.]{_NAME}[-\s/.](\d{{1,2}})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(20[0-7]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_TIME = re.compile(r"\d{1,2}\s?[:：]\s?\d{2}|\d\s?[ap]\.?m\b", re.IGNORECASE)
_MISREAD = str.maketrans("OoIl|", "00111")
_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier janv enero ene gennaio gen januari jän jänner janner",
            "feb february februar fevrier fevr febrero febbraio februari",
            "mar march marz mrz mars marzo mac maart",
            "apr april avril avr abril abr aprile",
            "may mai mayo maggio mag mei",
            "jun june juni juin junio giugno giu",
            "jul july juli juillet juil julio luglio lug julai",
            "aug august aout agosto ago ogos",
            "sep sept september septembre septiembre settembre set",
            "oct october oktober okt octobre octubre ottobre ott",
            "nov november novembre noviembre",
            "dec december dezember dez decembre diciembre dic dicembre dis disember",
        ),
        start=1,
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class Day:
    """One day as printed, and where; ``choice`` are its readings, day first and month first."""

    row: Row
    start: int
    end: int
    choice: tuple[dt.date | None, dt.date | None]
    has_time: bool = False
    """A time of day stands beside it, as the till prints it."""
    short: bool = False
    """Its year has two digits."""

    @property
    def is_open(self) -> bool:
        """Whether it could be read in two ways."""
        first, second = self.choice
        return first is not None and second is not None and first != second

    def read(self, *, day_first: bool) -> dt.date | None:
        """Return the day under one order; the only possible one where there is no choice."""
        first, second = self.choice
        return (first or second) if day_first else (second or first)


def days_of(rows: Sequence[Row]) -> tuple[Day, ...]:
    """Return all plausible days in reading order."""
    return tuple(day for row in rows for day in _days(row))


def days_in(row: Row, start: int, end: int) -> Iterator[Day]:
    """Yield the days in a part of a row's text."""
    yield from (day for day in _days(row) if start <= day.start and day.end <= end)


def prefers_day_first(days: Sequence[Day]) -> bool | None:
    """Tell the order by the document's own days; ``None`` where none of them tells."""
    votes = 0
    known = {day.choice[0] for day in days if not day.is_open}
    for day in days:
        first, second = day.choice
        if day.is_open:
            # The same day printed once more with its month's name settles it.
            votes += (first in known) - (second in known)
        elif first is None:
            votes -= 2
        elif second is None:
            votes += 2
    return votes > 0 if votes else None


_Choice = tuple[dt.date | None, dt.date | None]


def _days(row: Row) -> list[Day]:
    found: list[Day] = []
    timed = _TIME.search(row.text) is not None
    for match, choice, short in _readings(row.text):
        start, end = match.span()
        taken = any(start < day.end and day.start < end for day in found)
        if choice != (None, None) and not taken:
            found.append(Day(row, start, end, choice, timed, short))
    return sorted(found, key=lambda day: day.start)


def _readings(text: str) -> Iterator[tuple[re.Match[str], _Choice, bool]]:
    """Yield what may be a day, the clearest forms first, and whether its year is short."""
    for match in _YEAR_FIRST.finditer(text):
        yield match, _same(_date(match[1], match[3], match[4])), False
    for match in _YEAR_LAST.finditer(text):
        yield match, _choice(match[4], match[1], match[3], match[2]), False
    yield from _with_names(text)
    for match in _SHORT_YEAR_FIRST.finditer(text):
        yield match, _same(_date(match[1], match[2], match[3])), True
    for match in _SHORT.finditer(text):
        choice = _choice(match[4], match[1], match[3], match[2])
        year_first = _same(_date(match[1], match[3], match[4]))
        yield match, year_first if choice == (None, None) else choice, True
    for match in _COMPACT.finditer(text):
        yield match, _same(_date(match[1], match[2], match[3])), True


def _with_names(text: str) -> Iterator[tuple[re.Match[str], _Choice, bool]]:
    """Yield the days whose months are named."""
    for pattern, (day_at, name_at, year_at) in (
        (_DAY_NAME, (1, 2, 3)),
        (_NAME_DAY, (2, 1, 3)),
        (_YEAR_NAME, (3, 2, 1)),
    ):
        for match in pattern.finditer(text):
            month = _month(match[name_at])
            year = match[year_at].lstrip("'")
            day = _date(year, str(month), match[day_at]) if month else None
            yield match, _same(day), len(match[year_at]) < 4


def _same(day: dt.date | None) -> _Choice:
    return day, day


def _month(name: str) -> int | None:
    plain = letters(name)
    plain = "".join(sign for sign in plain if not sign.isdigit())
    return _NAMES.get(plain) or _NAMES.get(plain.replace("0", "o"))


def _choice(
    year: str, first: str, second: str, separator: str
) -> tuple[dt.date | None, dt.date | None]:
    day_first = _date(year, second, first)
    month_first = None if separator == "." else _date(year, first, second)
    return day_first, month_first


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        number = int(year.translate(_MISREAD))
        if number < 100:
            number += 2000 if number < 80 else 1900
        found = dt.date(number, int(month.translate(_MISREAD)), int(day.translate(_MISREAD)))
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None
