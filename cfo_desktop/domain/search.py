"""What a person types to find entries, taken apart: words, amounts and days."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MAX_TERMS = 12
"""More words than that narrow nothing any further."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = "(?P<name>" + "|".join(_MONTHS) + ")[a-z]*\\.?"
_DAY = "(?P<day>[0-9]{1,2})"
_YEAR = "(?P<year>[0-9]{4})"
# Days and months as people write them; what stands first is tried first.
_DAYS = tuple(
    re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])")
    for pattern in (
        rf"{_YEAR}[-/.](?P<month>[0-9]{{1,2}})[-/.]{_DAY}",
        rf"{_YEAR}[-/](?P<month>[0-9]{{1,2}})",
        rf"{_YEAR}年(?:(?P<month>[0-9]{{1,2}})月(?:{_DAY}[日号]?)?)?",
        rf"(?P<month>[0-9]{{1,2}})月(?:{_DAY}[日号]?)?",
        rf"{_DAY}\s+{_NAME}(?:\s+{_YEAR})?",
        rf"{_NAME}\s+{_YEAR}",
        rf"{_NAME}\s+{_DAY}(?:,?\s+{_YEAR})?",
    )
)
_WHOLE_DAY = re.compile(r"(?P<year>[0-9]{4})(?:(?P<month>[0-9]{2})(?P<day>[0-9]{2})?)?")
_AMOUNT = re.compile(r"[-+]?[¥£$€]?[-+]?([0-9][0-9.,]{0,23})")
_DECIMALS = re.compile(r"([0-9]+)[.,]([0-9]{1,3})")
_GROUPED = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,3}))?")
_GROUPED_BY_POINTS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]{1,3}))?")
_YEARS = range(1900, 2201)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing typed; an entry is found by its words, or by an amount, or by a day of it."""

    words: tuple[str, ...]
    """All of them, each by its beginning."""
    amounts: tuple[str, ...] = ()
    """Plain decimals without needless zeros: ``12.5``."""
    days: tuple[str, ...] = ()
    """``YYYY``, ``YYYYMM`` or ``YYYYMMDD``."""
    days_of_any_year: tuple[str, ...] = ()
    """``MM`` or ``MMDD``."""


def terms(untrusted_text: str) -> list[Term]:
    """Take ``untrusted_text`` apart; every term must be found. Signs alone are no term."""
    rest = _plain(untrusted_text)
    found: list[Term] = []
    for pattern in _DAYS:
        for match in list(pattern.finditer(rest)):
            term = _day_term(match)
            if term is not None:
                found.append(term)
                start, end = match.span()
                rest = rest[:start] + " " * (end - start) + rest[end:]
    found += [term for word in rest.split() if (term := _word(word)) is not None]
    return found[:MAX_TERMS]


def _plain(text: str) -> str:
    """Return ``text`` folded, without what no index can hold: control signs, lone surrogates."""
    kept = (" " if unicodedata.category(char)[0] == "C" else char for char in text)
    return folded("".join(kept))


def folded(text: str) -> str:
    """Return ``text`` in the form in which equal words are equal: full width, case, ß and ss."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _day_term(match: re.Match[str]) -> Term | None:
    parts = match.groupdict()
    name = parts.get("name")
    month = _MONTHS.index(name) + 1 if name else int(parts.get("month") or 0)
    key = _key(int(parts.get("year") or 0), month, int(parts.get("day") or 0))
    if key is None:
        return None
    words = tuple(word for word in match[0].split() if _says_something(word))
    if parts.get("year"):
        return Term(words, days=(key,))
    return Term(words, days_of_any_year=(key,))


def _key(year: int, month: int, day: int) -> str | None:
    """Return the beginning of the day keys meant, without the year where that is 0."""
    try:
        dt.date(year or 2000, month or 1, day or 1)  # a leap year: 29 February may be meant
    except ValueError:
        return None
    if year and year not in _YEARS:
        return None
    return (
        (str(year) if year else "")
        + (f"{month:02d}" if month else "")
        + (f"{day:02d}" if day else "")
    )


def _word(word: str) -> Term | None:
    if not _says_something(word):
        return None
    match = _WHOLE_DAY.fullmatch(word)
    key = _key(*(int(part or 0) for part in match.groups())) if match else None
    return Term((word,), tuple(dict.fromkeys(_amounts(word))), (key,) if key else ())


def _says_something(word: str) -> bool:
    return any(unicodedata.category(char)[0] in "LN" for char in word)


def _amounts(word: str) -> Iterator[str]:
    """Yield what ``word`` may mean as an amount: ``1,250`` is one of thousands, or 1.25."""
    match = _AMOUNT.fullmatch(word)
    if match is None or not match[1].isascii():
        return
    digits = match[1].rstrip(".,")
    if digits.isdecimal():
        yield _decimal(digits, "")
    for pattern in (_DECIMALS, _GROUPED, _GROUPED_BY_POINTS):
        parts = pattern.fullmatch(digits)
        if parts is not None:
            yield _decimal(re.sub("[.,]", "", parts[1]), parts[2] or "")


def _decimal(whole: str, part: str) -> str:
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")
