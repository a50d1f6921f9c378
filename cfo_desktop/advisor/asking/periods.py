"""The days a question speaks of: "last week", 三月份, "since March", 5月3号到9号."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.advisor import numbers
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch


@dataclass(frozen=True, slots=True)
class Named:
    """Days that a text names at ``text[start:end]``.

    ``through`` says that two were joined ("from April to May"); ``parts`` are those two.
    """

    start: int
    end: int
    stretch: Stretch
    parts: tuple[Stretch, Stretch] | None = None


Reader = Callable[[re.Match[str], dt.date], Stretch | None]
"""What a match means, said on a day; ``None`` where it means no days after all."""


def scan(
    text: str, today: dt.date, ways: Iterable[tuple[re.Pattern[str], Reader]]
) -> tuple[Named, ...]:
    """Return what the ways find, the earlier way first where two find the same words."""
    found: list[Named] = []
    for pattern, read in ways:
        for match in pattern.finditer(text):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            try:
                stretch = read(match, today)
            except ValueError:  # the 31st of April
                continue
            if stretch is not None:
                found.append(Named(match.start(), match.end(), stretch))
    return tuple(sorted(found, key=lambda each: each.start))


def join(
    text: str,
    found: tuple[Named, ...],
    *,
    between: re.Pattern[str],
    before: re.Pattern[str],
) -> tuple[Named, ...]:
    """Join neighbours that a text says as one stretch; ``before`` may stand in front of the first.

    What stands in front ("from", 从) goes into the place of what is joined.
    """
    joined: list[Named] = []
    for each in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.parts is None
            and last.stretch.first <= each.stretch.last
            and between.fullmatch(text, last.end, each.start)
        ):
            whole = Stretch(last.stretch.first, max(last.stretch.last, each.stretch.last))
            joined[-1] = Named(last.start, each.end, whole, (last.stretch, each.stretch))
        else:
            joined.append(each)
    return tuple(_led(text, each, before) for each in joined)


def _led(text: str, found: Named, before: re.Pattern[str]) -> Named:
    head = before.search(text, 0, found.start)
    while head is not None and head.end() != found.start:
        head = before.search(text, head.start() + 1, found.start)
    return replace(found, start=head.start()) if head and found.parts else found


# --- stretches, counted from a day ---


def day(when: dt.date) -> Stretch:
    """Return one day."""
    return Stretch(when, when)


def week(today: dt.date, weeks: int = 0) -> Stretch:
    """Return a week from Monday on, ``weeks`` after the present one."""
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=weeks)
    return Stretch(monday, monday + dt.timedelta(days=6))


def weekend(today: dt.date, weeks: int = 0) -> Stretch:
    """Return Saturday and Sunday of a week."""
    last = week(today, weeks).last
    return Stretch(last - dt.timedelta(days=1), last)


def months(first: Month, count: int = 1) -> Stretch:
    """Return so many whole months."""
    return Stretch(first.first_day, first.plus(count - 1).last_day)


def month(today: dt.date, later: int = 0) -> Stretch:
    """Return a whole month, so many after the present one."""
    return months(Month.of(today).plus(later))


def quarter(today: dt.date, later: int = 0) -> Stretch:
    """Return a calendar quarter, so many after the present one."""
    return months(Month(today.year, (today.month - 1) // 3 * 3 + 1).plus(3 * later), 3)


def year(number: int) -> Stretch:
    """Return a calendar year."""
    return months(Month(number, 1), 12)


def half(number: int, which: int) -> Stretch:
    """Return the first (1) or second half of a year."""
    return months(Month(number, 6 * which - 5), 6)


def season(today: dt.date, first: int, *, of: int | None = None) -> Stretch:
    """Return the three months from month ``first`` on: of a year, else the latest that began."""
    year = of if of is not None else today.year - (first > today.month)
    return months(Month(year, first), 3)


def latest_month(today: dt.date, number: int) -> Stretch:
    """Return the latest month of this number that has begun."""
    return months(Month(today.year if number <= today.month else today.year - 1, number))


def last_days(today: dt.date, days: int) -> Stretch:
    """Return so many days up to the present one."""
    return Stretch(today - dt.timedelta(days=days - 1), today)


def last_units(today: dt.date, count: int, unit: str) -> Stretch:
    """Return so many days up to today, or whole weeks, months … before the present one."""
    if unit == "day":
        return last_days(today, count)
    if unit == "week":
        return Stretch(week(today, -count).first, week(today, -1).last)
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    if unit == "month":
        return months(Month.of(today).plus(-count), count)
    if unit == "quarter":
        return Stretch(quarter(today, -count).first, quarter(today, -1).last)
    return months(Month(today.year - count, 1), size * count)


def next_units(today: dt.date, count: int, unit: str) -> Stretch:
    """Return the days from tomorrow until so many days, weeks, months … from today."""
    days = {"day": 1, "week": 7}
    if unit in days:
        last = today + dt.timedelta(days=count * days[unit])
    else:
        target = Month.of(today).plus(count * {"month": 1, "quarter": 3, "year": 12}[unit])
        last = target.first_day.replace(day=min(today.day, target.last_day.day))
    return Stretch(today + dt.timedelta(days=1), last)


def in_year(today: dt.date, month_number: int, day_number: int) -> dt.date:
    """Return the latest such day of a year that has come; raise ``ValueError`` for none."""
    found = dt.date(today.year, month_number, day_number)
    return found if found <= today else dt.date(today.year - 1, month_number, day_number)


def in_month(today: dt.date, day_number: int) -> dt.date:
    """Return the latest such day of a month that has come."""
    this = Month.of(today)
    held = this if day_number <= today.day else this.plus(-1)
    return held.first_day.replace(day=day_number)


def weekday(today: dt.date, number: int) -> dt.date:
    """Return the latest such day of the week before today; 0 is Monday."""
    return today - dt.timedelta(days=(today.weekday() - number - 1) % 7 + 1)


def next_weekday(today: dt.date, number: int) -> dt.date:
    """Return the next such day of the week after today."""
    return today + dt.timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def edge(of: Stretch, *, end: bool) -> Stretch:
    """Return the last or first day of a stretch."""
    return day(of.last if end else of.first)


def since(of: Stretch, today: dt.date) -> Stretch:
    """Return the days from the start of a stretch until today."""
    return Stretch(of.first, max(today, of.first))


def counted(text: str) -> int | None:
    """Return the whole number that a text writes, 1 to 9,999; ``None`` for another text."""
    few = {"couple of": 2, "couple": 2, "a": 1, "an": 1, "few": 3, "": 1, "几": 3, "半": 1}
    if text.strip() in few:
        return few[text.strip()]
    found = numbers.find(text)
    if len(found) != 1 or found[0].value != found[0].value.to_integral():
        return None
    value = found[0].value
    return int(value) if Decimal(1) <= value <= Decimal(9_999) else None
