"""Days on which shops are shut: what moves with the moon, with Easter, and what stands still."""

from __future__ import annotations

import datetime as dt
import enum

_NEW_YEARS = (
    "2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 "
    "2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 "
    "2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 "
    "2039-01-24 2040-02-12"
)
LUNAR_NEW_YEARS = tuple(dt.date.fromisoformat(day) for day in _NEW_YEARS.split())
"""The first days of the lunar years 2015 to 2040, as China's calendar has them."""
_BY_YEAR = {day.year: day for day in LUNAR_NEW_YEARS}


class Festival(enum.StrEnum):
    """A time of the year in which many shops are shut."""

    NEW_YEAR = "new_year"
    LUNAR_NEW_YEAR = "lunar_new_year"
    EASTER = "easter"
    LABOUR_DAY = "labour_day"
    NATIONAL_DAY = "national_day"
    CHRISTMAS = "christmas"


_FIXED = {
    Festival.NEW_YEAR: ((1, 1), 0, 1),
    Festival.LABOUR_DAY: ((5, 1), 0, 2),
    Festival.NATIONAL_DAY: ((10, 1), 0, 6),
    Festival.CHRISTMAS: ((12, 25), -1, 2),
}
"""{festival: (its day, the first and the last day about it)}."""
_LUNAR_ABOUT = (-3, 9)
_EASTER_ABOUT = (-2, 1)


def lunar_new_year(year: int) -> dt.date | None:
    """Return the first day of the Chinese year; ``None`` beyond 2015 to 2040."""
    return _BY_YEAR.get(year)


def easter(year: int) -> dt.date:
    """Return Easter Sunday by the Gregorian calendar (the rule of Oudin, 1940)."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (century - (century - 17) // 25) // 3 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    days = epact - weekday
    month = 3 + (days + 40) // 44
    return dt.date(year, month, days + 28 - 31 * (month // 4))


def anchor(festival: Festival, year: int) -> dt.date | None:
    """Return the day that a festival of a year is counted from; ``None`` where nobody knows."""
    if festival is Festival.LUNAR_NEW_YEAR:
        return lunar_new_year(year)
    if festival is Festival.EASTER:
        return easter(year)
    return dt.date(year, *_FIXED[festival][0])


def of(day: dt.date) -> tuple[Festival, int] | None:
    """Return the festival that a day belongs to and its distance in days from the anchor."""
    for festival in Festival:
        about = _about(festival)
        start = anchor(festival, day.year)
        if start is not None and about[0] <= (day - start).days <= about[1]:
            return festival, (day - start).days
    return None


def year_before(day: dt.date) -> dt.date | None:
    """Return the same day of the same festival a year earlier; ``None`` for an ordinary day."""
    found = of(day)
    start = anchor(found[0], day.year - 1) if found else None
    return start + dt.timedelta(days=found[1]) if found and start else None


def _about(festival: Festival) -> tuple[int, int]:
    if festival is Festival.LUNAR_NEW_YEAR:
        return _LUNAR_ABOUT
    if festival is Festival.EASTER:
        return _EASTER_ABOUT
    return _FIXED[festival][1:]
