"""Dates and times as banks print them; which is the day and which the month, the column decides."""

from __future__ import annotations

import datetime as dt
import enum
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.period import FIRST_DAY
from cfo_desktop.domain.period import LAST_DAY


class Order(enum.StrEnum):
    """In which order a column of numeric dates names year, month and day."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a column of dates is read; ``ambiguous`` where no date of it tells day from month."""

    order: Order
    ambiguous: bool = False
    year: int = 0
    """Of dates that print none: the year of ``month``, and of those after it the year before."""
    month: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time on it as ``HH:MM:SS`` where one was printed."""

    day: dt.date
    time: str = ""


_NUMERIC = re.compile(r"(\d{1,4})\s?([-/.年])\s?(\d{1,2})\s?[-/.月]\s?(\d{1,4})\s?[日.]?")
_COMPACT = re.compile(r"(\d{8})(\d{6}|\d{4})?(?!\d)")
_DAY_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-\s./]*([^\W\d_]{3,10})\.?[-\s./,]*(\d{4}|\d{2})"
)
_NAME_DAY = re.compile(r"([^\W\d_]{3,10})\.?[-\s]*(\d{1,2})(?:st|nd|rd|th)?[,\s-]+(\d{4}|\d{2})")
_NO_YEAR = re.compile(r"(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?")
_NO_YEAR_COMPACT = re.compile(r"(\d{1,2})(\d{2})")
_NO_YEAR_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-\s./]*([^\W\d_]{3,10})\.?")
_NO_YEAR_NAME_DAY = re.compile(r"([^\W\d_]{3,10})\.?[-\s]*(\d{1,2})(?:st|nd|rd|th)?")
_PRINTED = re.compile(
    r"(?<!\d)(20\d\d)\s?([-/.年]?)\s?(0?[1-9]|1[0-2])\s?(?:\2|月)\s?(0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(0?[1-9]|[12]\d|3[01])\s?([-/.])\s?(0?[1-9]|1[0-2])\s?\6\s?(20\d\d)(?!\d)"
    r"|(?<!\d)(?:0?[1-9]|[12]\d|3[01])?[-\s./]{0,2}([A-Za-z]{3,9})\.?[-\s./]{1,2}"
    r"(?:\d{1,2},?\s)?(20\d\d)(?!\d)"
)
"""A whole date in a line of other words; the day is not looked at."""
_WEEKDAY = re.compile(r"([^\W\d_]{2,12})\.?,?\s+(?=\d)|(?:星期|周)\S\s*")
_TIME = re.compile(
    r"[T\s,]*(上午|下午)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([ap]\.?m\.?)?"
    r"\s*(?:Z|UTC|GMT|[A-Z]{2,4}|[+-]\d{2}:?\d{2}|\([^)]*\))?",
    re.IGNORECASE,
)
_DOTTED_TIME = re.compile(r"^[\s-]*(\d{2})\.(\d{2})\.(\d{2})(?:\.\d{1,9})?$")
"""Behind a day, where it cannot be another: ``2024-01-31-10.11.12.123456``."""
_COMPACT_TIME = re.compile(r"(\d{2})(\d{2})(\d{2})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene gennaio gen januari janeiro jän jänner",
            "feb february februar février févr fév febrero febbraio februari fevereiro fev",
            "mar march märz mär mrz mars marzo maart mrt março",
            "apr april avril avr abril abr aprile",
            "may mai mayo maggio mag mei maio maj",
            "jun june juni juin junio giugno giu junho",
            "jul july juli juillet juil julio luglio lug julho",
            "aug august août aoû agosto ago augustus augusti",
            "sep sept september septembre septiembre settembre set setembro",
            "oct october oktober okt octobre octubre ottobre ott outubro out",
            "nov november novembre noviembre novembro",
            "dec december dezember dez décembre déc diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_FIRST_SEPARATORS = ".年"
_MAX_YEARLESS = 20
_LAST_MONTH = 12
_MAX_LENGTH = 60
_SERIAL_ONE = dt.date(1899, 12, 30)
_SERIALS = range(20_000, 90_000)
_CENTURY_TURNS = 70


def infer(untrusted_texts: Iterable[str], *, month_first: bool) -> DateStyle:
    """Decide the order for a column: by days over 12, else by the order of rows, else by custom.

    ``month_first`` is the custom where the column itself tells nothing.
    """
    first: list[int] = []
    second: list[int] = []
    years: list[int] = []
    dotted = year_first = 0
    texts = list(untrusted_texts)
    for text in texts:
        found = _NUMERIC.match(_without_weekday(text.strip()))
        if not found:
            continue
        if len(found[1]) > 2:  # noqa: PLR2004 - a year stands first
            year_first += 1
            continue
        dotted += found[2] in _DAY_FIRST_SEPARATORS
        first.append(int(found[1]))
        second.append(int(found[3]))
        years.append(_year(found[4]))
    if not first and not year_first:
        return DateStyle(_yearless_order(texts))
    if year_first >= len(first):
        return DateStyle(Order.YMD)
    days_first = sum(number > _LAST_MONTH for number in first)
    days_second = sum(number > _LAST_MONTH for number in second)
    if days_first != days_second:
        return DateStyle(Order.DMY if days_first > days_second else Order.MDY)
    if dotted * 2 > len(first):
        return DateStyle(Order.DMY)
    same = all(a == b for a, b in zip(first, second, strict=True))
    day_first = list(zip(years, second, first, strict=True))
    month_leads = list(zip(years, first, second, strict=True))
    order = _by_sequence(day_first, month_leads) or _by_span(day_first, month_leads)
    return DateStyle(order or (Order.MDY if month_first else Order.DMY), not same)


def _yearless_order(texts: Iterable[str]) -> Order:
    """The order of a column without years: by days over 12, else the month stands first."""
    found = [match for text in texts if (match := _NO_YEAR.fullmatch(text.strip()))]
    over = [int(match[1]) > _LAST_MONTH for match in found]
    return Order.DMY if any(over) else Order.YMD


_Days = Sequence[tuple[int, int, int]]


def _by_sequence(day_first: _Days, month_first: _Days) -> Order | None:
    """Rows stand in order of time: the reading under which they do, where the other breaks it."""
    turns = _turns(day_first), _turns(month_first)
    if turns[0] == turns[1]:
        return None
    return Order.DMY if turns[0] < turns[1] else Order.MDY


def _by_span(day_first: _Days, month_first: _Days) -> Order | None:
    """A statement covers some weeks: the reading whose rows lie much closer together."""
    spans = _span(day_first), _span(month_first)
    if 2 * min(spans) >= max(spans):
        return None
    return Order.DMY if spans[0] < spans[1] else Order.MDY


def _span(days: _Days) -> int:
    """Days from the first to the last, roughly."""
    (year, month, day), (last_year, last_month, last_day) = min(days), max(days)
    return (last_year - year) * 365 + (last_month - month) * 30 + last_day - day


def _turns(days: _Days) -> int:
    """How many steps go against the column's own direction."""
    up = sum(a < b for a, b in itertools.pairwise(days))
    down = sum(a > b for a, b in itertools.pairwise(days))
    return min(up, down)


def parse(untrusted_text: str, style: DateStyle) -> Moment | None:
    """Read one date, with its time where it has one; ``None`` where it is none.

    A zone is left aside: the day is the one the bank printed.
    """
    if len(untrusted_text) > _MAX_LENGTH:
        return None
    return _dated_by(untrusted_text.strip(), style) or _parse(untrusted_text, style.order)


def _dated_by(text: str, style: DateStyle) -> Moment | None:
    """Read a date without a year, and its time; ``None`` for others, or where no year is known."""
    if not style.year or len(text) > _MAX_YEARLESS:
        return None
    day_text, _space, rest = text.rpartition(" ")
    time = parse_time(rest) if day_text and ":" in rest else None
    found = _yearless(day_text if time else text, style.order)
    if found is None:
        return None
    month, day = found
    dated = _day(style.year - (month > style.month), month, day, "")
    return Moment(dated[0], time or "") if dated else None


def _yearless(text: str, order: Order) -> tuple[int, int] | None:
    """Return month and day of a date that prints no year: ``12/29``, ``1229``, ``29 Dec``.

    Numbers stand in the column's order; of a column that tells none, the month stands first.
    """
    text = unicodedata.normalize("NFKC", text)
    if found := _NO_YEAR.fullmatch(text) or _NO_YEAR_COMPACT.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        return (second, first) if order is Order.DMY else (first, second)
    if found := _NO_YEAR_DAY_NAME.fullmatch(text):
        day, name = found.groups()
    elif found := _NO_YEAR_NAME_DAY.fullmatch(text):
        name, day = found.groups()
    else:
        return None
    month = _MONTHS.get(name.casefold())
    return (month, int(day)) if month else None


def last_month(untrusted_texts: Iterable[str]) -> tuple[int, int] | None:
    """Return the latest year and month of all dates printed in lines of words, if there is one.

    That is a statement's last month where the lines stand above its rows.
    """
    months: list[tuple[int, int]] = []
    for text in untrusted_texts:
        for found in _PRINTED.finditer(unicodedata.normalize("NFKC", text)):
            year = int(found[1] or found[8] or found[10])
            month = int(found[3] or found[7] or _MONTHS.get((found[9] or "").casefold(), 0))
            if month:
                months.append((year, month))
    return max(months, default=None)


@functools.lru_cache(maxsize=4096)
def _parse(text: str, order: Order) -> Moment | None:
    text = _without_weekday(unicodedata.normalize("NFKC", text).strip().lstrip("'`").strip())
    for read in (_numeric, _compact, _named):
        found = read(text, order)
        if found:
            day, rest = found
            rest = _DOTTED_TIME.sub(r" \1:\2:\3", rest)
            time = parse_time(rest) if rest.strip() else ""
            return None if time is None else Moment(day, time)
    return None


def _without_weekday(text: str) -> str:
    found = _WEEKDAY.match(text)
    if not found or (found[1] or "").casefold() in _MONTHS:
        return text
    return text[found.end() :]


def parse_time(untrusted_text: str) -> str | None:
    """Return ``HH:MM:SS``; empty for an empty text, ``None`` for what is no time of day."""
    text = untrusted_text.strip()
    if not text:
        return ""
    found = _TIME.fullmatch(text)
    if found:
        hour, minute, second = int(found[2]), int(found[3]), int(found[4] or 0)
        half = (found[5] or "").lower().replace(".", "") or {"上午": "am", "下午": "pm"}.get(
            found[1] or "", ""
        )
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
    elif compact := _COMPACT_TIME.fullmatch(text):
        hour, minute, second = (int(part) for part in compact.groups())
    else:
        return None
    try:
        return dt.time(hour, minute, second).isoformat()
    except ValueError:
        return None


def from_serial(number: int) -> dt.date | None:
    """Return the day of a spreadsheet's serial number; ``None`` if it is no likely day."""
    return _SERIAL_ONE + dt.timedelta(days=number) if number in _SERIALS else None


def _numeric(text: str, order: Order) -> tuple[dt.date, str] | None:
    found = _NUMERIC.match(text)
    if not found:
        return None
    parts = found[1], found[3], found[4]
    if len(found[1]) > 2:  # noqa: PLR2004 - a year stands first whatever the column's order
        order = Order.YMD
    if order is Order.YMD:
        year, month, day = parts
    elif order is Order.DMY:
        day, month, year = parts
    else:
        month, day, year = parts
    if len(year) == 3 or len(day) > 2:  # noqa: PLR2004
        return None
    return _day(_year(year), int(month), int(day), text[found.end() :])


def _compact(text: str, order: Order) -> tuple[dt.date, str] | None:
    found = _COMPACT.match(text)
    if not found:
        return None
    digits = found[1]
    rest = text[found.end() :]
    if found[2]:
        rest = f"{found[2][:2]}:{found[2][2:4]}:{found[2][4:] or '00'}{rest}"
    year_first = _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), rest)
    if year_first or order is Order.YMD:
        return year_first
    first, second, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    return _day(year, *((second, first) if order is Order.DMY else (first, second)), rest)


def _named(text: str, _order: Order) -> tuple[dt.date, str] | None:
    if found := _DAY_NAME.match(text):
        day, name, year = found.groups()
    elif found := _NAME_DAY.match(text):
        name, day, year = found.groups()
    else:
        return None
    month = _MONTHS.get(name.casefold())
    return _day(_year(year), month, int(day), text[found.end() :]) if month else None


def _year(text: str) -> int:
    number = int(text)
    if len(text) > 2:  # noqa: PLR2004
        return number
    return number + (1900 if number >= _CENTURY_TURNS else 2000)


def _day(year: int, month: int, day: int, rest: str) -> tuple[dt.date, str] | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return (found, rest) if FIRST_DAY <= found <= LAST_DAY else None
