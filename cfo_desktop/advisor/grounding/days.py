"""The days that a sentence names, with every stretch that the words may mean."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from cfo_desktop.advisor.asking import periods_en
from cfo_desktop.advisor.asking import periods_zh
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch


@dataclass(frozen=True, slots=True)
class Days:
    """Days named at ``text[start:end]``: one of ``meant``; ``count`` where they were counted."""

    start: int
    end: int
    meant: frozenset[Stretch]
    count: tuple[int, Unit] | None = None


_UNIQUE = re.compile(
    r"\b(?:19|20)\d\d|\b(?:last|next|this|ago|since|today|yesterday|tomorrow|before|coming|past"
    r"|previous|current|so\sfar|to\sdate|in|within)\s|ago\b|today|yesterday|tomorrow|tonight"
    r"|[去今明前上下本这昨后近]|当月|以来|至今"
)
"""Words that leave no doubt which day or month is meant."""
_PREPOSITION = re.compile(
    r"^(?:in|on|by|of|for|during|since|from|until|before|to|than|and|the|at)\s+"
)
_IN_DAYS = re.compile(r"\b(?:in|within)\s(?P<count>\d{1,4})\s(?P<unit>day|week|month)s?\b")
_AFTER_DAYS = re.compile(
    r"(?P<count>\d{1,4})\s?(?P<unit>天|周|个星期|个月)(?:之?后|以后|之?内|以内)"
)
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b|[周星期礼拜][一二三四五六日天]"
)
_FESTIVALS = frozenset({"十一", "五一", "六一", "618"})
_NUMERAL = re.compile(r"^[一二三四五六七八九十百千万零两\d]..|..[元块万千百亿\d%家位张笔天]$")
"""What stands beside 十一 where it is a number, and no day of October."""
_UNITS = {"day": Unit.DAYS, "week": Unit.WEEKS, "month": Unit.MONTHS, "天": Unit.DAYS}
_UNITS |= {"周": Unit.WEEKS, "个星期": Unit.WEEKS, "个月": Unit.MONTHS}
_DAYS_IN = {Unit.DAYS: 1, Unit.WEEKS: 7}
_SLASHED = re.compile(r"(?<!\d)((?:19|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})(?!\d)")


def find(text: str, today: dt.date, language: str) -> tuple[Days, ...]:
    """Return the days that a sentence names, in order."""
    lowered = text.lower()
    finder = periods_zh.find if language == "zh_CN" else periods_en.find
    found = list(_written(lowered)) + list(_counted(lowered, today, language))
    for named in finder(lowered, today):
        if any(named.start < each.end and each.start < named.end for each in found):
            continue
        start, words = named.start, lowered[named.start : named.end]
        if words in _FESTIVALS and _NUMERAL.search(lowered, max(0, start - 1), named.end + 1):
            continue
        if words[-4:].isdigit() and re.match(r"[.,]\d", lowered[named.end :]):
            continue  # 2028.00 is no year
        while lead := _PREPOSITION.match(words):
            if named.parts is not None:
                break
            start, words = start + lead.end(), words[lead.end() :]
        found.append(Days(start, named.end, _meanings(words, named.stretch, today, start)))
    return tuple(sorted(found, key=lambda each: each.start))


def _written(text: str) -> list[Days]:
    found = []
    for match in _SLASHED.finditer(text):
        try:
            day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
        found.append(Days(match.start(), match.end(), frozenset({Stretch(day, day)})))
    return found


def _counted(text: str, today: dt.date, language: str) -> list[Days]:
    pattern = _AFTER_DAYS if language == "zh_CN" else _IN_DAYS
    found = []
    for match in pattern.finditer(text):
        count, unit = int(match["count"]), _UNITS[match["unit"]]
        if count > 3_000:  # noqa: PLR2004 - eight years; no date lies beyond
            continue
        if unit in _DAYS_IN:
            last = today + dt.timedelta(days=count * _DAYS_IN[unit])
        else:
            month = Month.of(today).plus(count)
            last = month.first_day.replace(day=min(today.day, month.last_day.day))
        meant = frozenset({Stretch(last, last), Stretch(today, last)})
        found.append(Days(match.start(), match.end(), meant, (count, unit)))
    return found


def _meanings(words: str, stretch: Stretch, today: dt.date, start: int) -> frozenset[Stretch]:
    """Return what days without a year may mean: the last such days, or the next."""
    if _UNIQUE.search(f"{words} "):
        return frozenset({stretch})
    if _WEEKDAY.search(words):
        week = dt.timedelta(days=7)
        return frozenset({stretch, Stretch(stretch.first + week, stretch.last + week)})
    try:
        return frozenset({stretch, _year_later(stretch)})
    except ValueError:  # 29 February
        return frozenset({stretch})


def _year_later(stretch: Stretch) -> Stretch:
    first, last = stretch.first, stretch.last
    after = first.replace(year=first.year + 1)
    whole = last == Month.of(last).last_day and first.day == 1
    if whole:
        return Stretch(after, Month(last.year + 1, last.month).last_day)
    return Stretch(after, last.replace(year=last.year + 1))
