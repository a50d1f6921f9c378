"""Days as English says them."""

from __future__ import annotations

import datetime as dt
import re

from cfo_desktop.advisor.asking import periods
from cfo_desktop.advisor.asking.periods import Named
from cfo_desktop.domain import festivals
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
            *("july jul", "august aug", "september sept sep", "october oct", "november nov"),
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            *("monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu"),
            *("friday fri", "saturday sat", "sunday sun"),
        )
    )
    for name in names.split()
}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4}
_ORDINALS |= {"4th": 4, "last": 0}

_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_WEEKDAY = "(?:" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>day|week|month|quarter|year)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_COUNT = (
    r"(?P<count>\d{1,4}|a\scouple\sof|couple\sof|couple|few|an?|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety)"
)
_LAST = r"(?:last|past|previous|prior|preceding)"
_THIS = r"(?:this|the\scurrent|current|the\spresent)"
_DAY = (
    r"(?P<day>\d{1,2}|first|second|third|fourth|fifth|tenth|fifteenth|twentieth|thirtieth)"
    r"(?:st|nd|rd|th)?"
)


def find(text: str, today: dt.date) -> tuple[Named, ...]:
    """Return the days that an English text names, neighbours joined where it joins them."""
    found = periods.scan(text, today, _WAYS)
    return periods.join(text, found, between=_BETWEEN, before=_BEFORE)


_BETWEEN = re.compile(
    r"\s*(?:-|–|—|to|till|til|until|through|thru|up\sto|and\sending|right\sthrough\sto)\s*(?:the\s)?"
)
_BEFORE = re.compile(r"(?:\b(?:from|between|since)\s(?:the\s)?)")


# --- what each way means ---


_DAY_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
_DAY_WORDS |= {"fifteenth": 15, "twentieth": 20, "thirtieth": 30}


def _day_number(text: str) -> int:
    return _DAY_WORDS.get(text) or int(text)


def _month_of(name: str) -> int:
    return _MONTHS[name.rstrip(".")]


def _named_month(match: re.Match[str], today: dt.date) -> Stretch:
    number = _month_of(match["month"])
    if match["year"]:
        return periods.months(Month(int(match["year"]), number))
    told = match["which"] or ""
    if "last year" in told:
        return periods.months(Month(today.year - 1, number))
    if "this year" in told:
        return periods.months(Month(today.year, number))
    if "next year" in told:
        return periods.months(Month(today.year + 1, number))
    if told.startswith("next"):
        later = number > today.month
        return periods.months(Month(today.year + (not later), number))
    return periods.latest_month(today, number)


def _months_span(match: re.Match[str], today: dt.date) -> Stretch | None:
    first, last = _month_of(match["month"]), _month_of(match["to"])
    year = int(match["year"]) if match["year"] else periods.latest_month(today, first).first.year
    end = year + (last < first)
    return Stretch(Month(year, first).first_day, Month(end, last).last_day)


def _date(match: re.Match[str], today: dt.date) -> Stretch:
    number, when = _month_of(match["month"]), _day_number(match["day"])
    if match["year"]:
        return periods.day(dt.date(int(match["year"]), number, when))
    return periods.day(periods.in_year(today, number, when))


def _dates(match: re.Match[str], today: dt.date) -> Stretch:
    number = _month_of(match["month"])
    last = dt.date(int(match["year"]), number, _day_number(match["to"])) if match["year"] else None
    end = last or periods.in_year(today, number, _day_number(match["to"]))
    return Stretch(end.replace(day=_day_number(match["day"])), end)


def _iso(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.day(dt.date.fromisoformat(match[0]))


def _iso_month(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.months(Month(int(match[1]), int(match[2])))


_RELATIVE_DAYS = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "the day after tomorrow": 2,
    "tomorrow": 1,
}


def _relative_day(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.day(today + dt.timedelta(days=_RELATIVE_DAYS[re.sub(r"\s+", " ", match[0])]))


def _unit(today: dt.date, unit: str, later: int) -> Stretch:
    if unit == "day":
        return periods.day(today + dt.timedelta(days=later))
    if unit == "week":
        return periods.week(today, later)
    if unit == "month":
        return periods.month(today, later)
    if unit == "quarter":
        return periods.quarter(today, later)
    return periods.year(today.year + later)


def _later(later: int) -> periods.Reader:
    def read(match: re.Match[str], today: dt.date) -> Stretch:
        return _unit(today, match["unit"], later)

    return read


def _weekends(later: int) -> periods.Reader:
    return lambda match, today: periods.weekend(today, later)


def _last_count(match: re.Match[str], today: dt.date) -> Stretch | None:
    count = periods.counted(match["count"])
    return periods.last_units(today, count, match["unit"]) if count else None


def _ahead(match: re.Match[str], today: dt.date) -> Stretch | None:
    count = periods.counted(match["count"])
    return periods.next_units(today, count, match["unit"]) if count else None


def _ago(match: re.Match[str], today: dt.date) -> Stretch | None:
    count = periods.counted(match["count"])
    return _unit(today, match["unit"], -count) if count else None


def _fortnight(match: re.Match[str], today: dt.date) -> Stretch:
    if match[0].startswith(("last", "past", "the")):
        return periods.last_units(today, 2, "week")
    return periods.next_units(today, 2, "week")


def _year_of(match: re.Match[str], today: dt.date) -> int:
    told = match["of"] or ""
    if match["year"]:
        return int(match["year"])
    return today.year - 1 if "last" in told else today.year


def _quarter(match: re.Match[str], today: dt.date) -> Stretch:
    number = int(match["q"]) if match["q"] else _ORDINALS[match["nth"]] or 4
    found = periods.months(Month(_year_of(match, today), 3 * number - 2), 3)
    if match["of"] is None and match["year"] is None and found.first > today:
        return periods.months(Month(today.year - 1, 3 * number - 2), 3)
    return found


def _half(match: re.Match[str], today: dt.date) -> Stretch:
    which = int(match["h"]) if match["h"] else _ORDINALS[match["nth"]] or 2
    return periods.half(_year_of(match, today), which)


def _to_date(match: re.Match[str], today: dt.date) -> Stretch:
    unit = {"w": "week", "m": "month", "q": "quarter", "y": "year"}[match["to"][0]]
    return _unit(today, unit, 0)


def _weekday(match: re.Match[str], today: dt.date) -> Stretch:
    number, told = _WEEKDAYS[match["weekday"]], (match["which"] or "").strip()
    if told.startswith(("next", "coming", "by", "this coming", "before", "until", "till")):
        return periods.day(periods.next_weekday(today, number))
    if told.startswith("this"):
        return periods.day(periods.week(today).first + dt.timedelta(days=number))
    return periods.day(periods.weekday(today, number))


def _year(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.year(int(match["year"]))


def _of_month(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.day(periods.in_month(today, _day_number(match["day"])))


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def _season(match: re.Match[str], today: dt.date) -> Stretch:
    first = _SEASONS[match["season"]]
    if match["year"]:
        return periods.season(today, first, of=int(match["year"]))
    latest = periods.season(today, first)
    if match["which"] == "last" and latest.last >= today:
        return periods.season(today, first, of=latest.first.year - 1)
    return latest


def _same_last_year(match: re.Match[str], today: dt.date) -> Stretch | None:
    unit = match["unit"]
    if unit in {"month", "period", "time"}:
        return periods.months(Month(today.year - 1, today.month))
    if unit == "quarter":
        return periods.quarter(today, -4)
    if unit == "week":
        return periods.week(today, -52)
    return periods.day(today - dt.timedelta(weeks=52))


_FIXED = {"new year's eve": (12, 31), "new years eve": (12, 31), "new year's day": (1, 1)}
_FIXED |= {"new years day": (1, 1), "boxing day": (12, 26), "christmas eve": (12, 24)}
_FIXED |= {"valentine's day": (2, 14), "valentines day": (2, 14), "valentine's": (2, 14)}
_FIXED |= {"halloween": (10, 31), "black friday": (11, 28), "independence day": (7, 4)}


def _fixed(match: re.Match[str], today: dt.date) -> Stretch:
    month, number = _FIXED[match["named"]]
    if match["by"]:
        this = dt.date(today.year, month, number)
        return periods.day(this if this > today else this.replace(year=today.year + 1))
    return periods.day(periods.in_year(today, month, number))


def _christmas(match: re.Match[str], today: dt.date) -> Stretch:
    coming = bool(match["by"])
    when = dt.date(today.year, 12, 25)
    if not coming and when > today:
        when = dt.date(today.year - 1, 12, 25)
    return periods.day(when)


def _easter(match: re.Match[str], today: dt.date) -> Stretch:
    when = festivals.easter(today.year)
    if match["by"] and when <= today:
        when = festivals.easter(today.year + 1)
    elif not match["by"] and when > today:
        when = festivals.easter(today.year - 1)
    return periods.day(when)


_EDGE = (
    r"(?P<edge>(?:(?:at|by|until|till|before|on)\s)?(?:the\s)?(?:very\s)?(?:end|close|last\sday|start|beginning|first\sday)"
    r"(?:\sof)?\s(?:the\s)?)"
)


def _edge_of(inner: periods.Reader) -> periods.Reader:
    def read(match: re.Match[str], today: dt.date) -> Stretch | None:
        of = inner(match, today)
        first = bool(re.search(r"start|beginning|first", match["edge"]))
        return periods.edge(of, end=not first) if of else None

    return read


def _since_of(inner: periods.Reader) -> periods.Reader:
    def read(match: re.Match[str], today: dt.date) -> Stretch | None:
        of = inner(match, today)
        return periods.since(of, today) if of and of.first <= today else None

    return read


def _this_unit(match: re.Match[str], today: dt.date) -> Stretch:
    return _unit(today, match["unit"], 0)


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")


# "may" is a month only where the words around it say so.
_SURE_MONTH = (
    rf"(?:(?P<which>(?:last|this|next|back\sin)\s)?(?P<month>(?!may\b){_MONTH})\b\.?"
    rf"|(?P<which2>)(?P<month2>(?!))"
    r")"
)
_MONTH_WITH_YEAR = rf"(?P<month>{_MONTH})\.?,?\s(?:of\s|in\s)?{_YEAR}(?P<which>)"
_MONTH_OF_YEAR = (
    rf"(?P<month>{_MONTH})\.?\s(?P<which>(?:of\s)?(?:last|this|next)\syear)(?P<year>(?!))?"
)
_LONE_MONTH = (
    rf"(?P<which>(?:last|this|next)\s)?(?P<month>(?!may\b|mar\b|sun\b){_MONTH})(?P<year>(?!))?"
)
_MAY = (
    r"(?P<which>(?:last|this|next)\s)?(?P<month>(?:"
    r"(?<=\bin\s)may|(?<=\bof\s)may|(?<=\bfor\s)may|(?<=\bduring\s)may|(?<=\bsince\s)may|(?<=\bthan\s)may"
    r"|(?<=\bvs\s)may|(?<=\bvs\.\s)may|(?<=\bversus\s)may|(?<=\band\s)may(?!\s(?:i|we|it|be)\b)|(?<=\bto\s)may"
    r"|(?<=\blast\s)may|(?<=\bthis\s)may|(?<=\bnext\s)may|(?<=\bagainst\s)may|(?<=\bwith\s)may|(?<=\bfrom\s)may"
    r"|(?<=\bthrough\s)may|(?<=\bthroughout\s)may|(?<=\bbetween\s)may|(?<=\bover\s)may|(?<=\bon\s)may"
    r"|(?<=\buntil\s)may|(?<=\bby\s)may|(?<=\bmid\s)may|(?<=\bbefore\s)may|(?<=\blate\s)may|(?<=\bearly\s)may"
    r"|may(?='s)|may(?=\s*(?:[?!.,;:]|$))|may(?=\s(?:vs|versus|against|compared|profit|sales|takings|revenue|expenses"
    r"|costs|turnover|rent|wages|numbers|figures|income|earnings|margin|to\s|and\s(?:june|july|april))\b)"
    r"|(?<=[-–]\s)may|(?<=[-–])may))(?P<year>(?!))?"
)

_WAYS: tuple[tuple[re.Pattern[str], periods.Reader], ...] = (
    (re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b"), _iso),
    (re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b"), _iso_month),
    # ranges within one month, dates
    (
        _p(
            rf"(?:(?:from|between)\s)?(?:the\s)?{_DAY}\s?(?:-|–|to|until|till|and|through)\s?(?:the\s)?(?P<to>\d{{1,2}})"
            rf"(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})\.?(?:,?\s{_YEAR})?"
        ),
        _dates,
    ),
    (
        _p(
            rf"(?:(?:from|between)\s)?(?P<month>{_MONTH})\.?\s(?:the\s)?{_DAY}\s?(?:-|–|to|until|till|and|through)\s?(?:the\s)?"
            rf"(?P<to>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s{_YEAR})?(?!\s(?:of\s)?{_MONTH})"
        ),
        _dates,
    ),
    (
        _p(rf"since\s(?:the\s)?{_DAY}\s(?:of\s)?(?P<month>{_MONTH})\.?(?:,?\s{_YEAR})?"),
        _since_of(_date),
    ),
    (_p(rf"since\s(?P<month>{_MONTH})\.?\s(?:the\s)?{_DAY}(?:,?\s{_YEAR})?"), _since_of(_date)),
    (_p(rf"(?:the\s)?{_DAY}\s(?:of\s)?(?P<month>{_MONTH})\.?(?:,?\s{_YEAR})?"), _date),
    (_p(rf"(?P<month>{_MONTH})\.?\s(?:the\s)?{_DAY}(?:,?\s{_YEAR})?(?![\d,]*\d)"), _date),
    # ends and starts
    (_p(_EDGE + _MONTH_WITH_YEAR), _edge_of(_named_month)),
    (_p(_EDGE + _MONTH_OF_YEAR), _edge_of(_named_month)),
    (
        _p(_EDGE + rf"(?P<which>(?:last|this|next)\s)?(?P<month>{_MONTH})(?P<year>(?!))?"),
        _edge_of(_named_month),
    ),
    (_p(_EDGE + rf"{_LAST}\s{_UNIT}"), _edge_of(_later(-1))),
    (_p(_EDGE + rf"(?:next|the\scoming)\s{_UNIT}"), _edge_of(_later(1))),
    (_p(_EDGE + rf"(?:{_THIS}\s)?{_UNIT}"), _edge_of(_later(0))),
    (
        re.compile(r"\b(?P<edge>(?:month|year|week)[\s-]end)\b"),
        lambda m, t: periods.edge(_unit(t, re.split(r"[\s-]", m[0])[0], 0), end=True),
    ),
    # since
    (
        _p(rf"since\s(?:the\s)?(?:start|beginning)\sof\s(?:the\s)?(?:{_THIS}\s)?{_UNIT}"),
        _since_of(_this_unit),
    ),
    (_p(rf"since\s(?:{_MONTH_WITH_YEAR})"), _since_of(_named_month)),
    (_p(rf"since\s(?:{_MONTH_OF_YEAR})"), _since_of(_named_month)),
    (
        _p(
            rf"(?:since|from)\s(?P<which>(?:last|this)\s)?(?P<month>{_MONTH})(?P<year>(?!))?(?=\s*(?:onwards?|on|[?!.,]|$|until\snow|till\snow|to\snow|to\sdate))(?:\s(?:onwards?|until\snow|till\snow|to\snow|to\sdate))?"
        ),
        _since_of(_named_month),
    ),
    (
        _p(rf"since\s(?P<which>(?:last|this)\s)?(?P<month>{_MONTH})(?P<year>(?!))?"),
        _since_of(_named_month),
    ),
    (_p(rf"since\s{_LAST}\s{_UNIT}"), _since_of(_later(-1))),
    (_p(rf"since\s(?P<which>last\s)?(?P<weekday>{_WEEKDAY})"), _since_of(_weekday)),
    (
        _p(r"since\s(?:yesterday|the\sday\sbefore\syesterday)"),
        lambda m, t: Stretch(
            t - dt.timedelta(days=1 if m[0].endswith("since yesterday") else 2), t
        ),
    ),
    (
        _p(r"since\s(?:new\syear(?:'?s)?(?:\sday)?|january)"),
        lambda m, t: Stretch(dt.date(t.year, 1, 1), t),
    ),
    (_p(rf"since\s{_YEAR}"), _since_of(_year)),
    (_p(r"since\s(?P<by>(?!))?(?:christmas|xmas)"), _since_of(_christmas)),
    (_p(r"since\s(?P<by>(?!))?easter"), _since_of(_easter)),
    (
        _p(
            r"(?:in|over|during|for|of|since|this|last|the)\s(?:the\s)?(?:(?P<which>this|last)\s)?"
            rf"(?P<season>spring|summer|autumn|winter)(?:\s(?:of\s)?{_YEAR})?"
        ),
        _season,
    ),
    # quarters, halves
    (
        _p(
            rf"(?:the\s)?(?:q(?P<q>[1-4])|(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|last)\squarter)(?:,?\s(?:of\s)?(?:the\syear\s)?(?:{_YEAR}|(?P<of>(?:this|last|the)\syear)))?"
        ),
        lambda m, t: (
            periods.quarter(t, -1)
            if m["nth"] == "last" and not (m["of"] or m["year"])
            else _quarter(m, t)
        ),
    ),
    (
        _p(
            rf"(?:the\s)?(?:h(?P<h>[12])|(?P<nth>first|second|1st|2nd|last)\s(?:half|six\smonths|6\smonths)(?=\sof|\s*$|\s*\?))(?:\s(?:of\s)?(?:{_YEAR}|(?P<of>(?:this|last|the)\syear)))?"
        ),
        lambda m, t: None if m["nth"] == "last" else _half(m, t),
    ),
    (
        _p(r"(?:the\s)?first\s(?P<count>\w+)\smonths\s(?:of\s)?(?:this|the)\syear"),
        lambda m, t: periods.months(Month(t.year, 1), periods.counted(m["count"]) or 1),
    ),
    # months
    (_p(_MONTH_WITH_YEAR), _named_month),
    (_p(_MONTH_OF_YEAR), _named_month),
    (_p(_LONE_MONTH), _named_month),
    (
        _p(
            r"(?P<which>(?:last|this|next)\s)?(?P<month>mar)(?=\s*(?:[-–?]|$|to\b|and\b|vs))(?P<year>(?!))?"
        ),
        _named_month,
    ),
    (re.compile(rf"\b{_MAY}"), _named_month),
    # relative
    (
        _p(
            "|".join(
                re.escape(each).replace(r"\ ", r"\s+")
                for each in sorted(_RELATIVE_DAYS, key=len, reverse=True)
            )
        ),
        _relative_day,
    ),
    (
        _p(
            r"(?:the\s)?same\s(?P<unit>month|period|time|quarter|week|day)\s(?:of\s)?(?:the\s)?(?:last|previous)\syear"
        ),
        _same_last_year,
    ),
    (
        _p(r"(?P<unit>month|period|time|quarter|week|day)\s(?:this\stime\s)?last\syear"),
        lambda m, t: _same_last_year(m, t) if m["unit"] == "time" else None,
    ),
    (_p(r"(?:this\s)(?P<unit>time|month)\s(?:last\syear|a\syear\sago)"), _same_last_year),
    (_p(rf"(?:the\s)?{_UNIT}\sbefore\slast"), _later(-2)),
    (_p(r"(?:the\s)?(?:last\sbut\sone)\s" + _UNIT), _later(-2)),
    (
        _p(rf"(?:over|in|during|for)?\s?(?:the\s|these\s|my\s|our\s)?{_LAST}\s{_COUNT}\s{_UNIT}s?"),
        _last_count,
    ),
    (
        _p(r"(?:the\s)?(?:last|past)\sfortnight|(?:in|within)\sa\sfortnight|next\sfortnight"),
        _fortnight,
    ),
    (
        _p(
            rf"(?:in|within|over|during|for)\s(?:the\s)?(?:next|coming|following)\s{_COUNT}\s{_UNIT}s?"
        ),
        _ahead,
    ),
    (_p(rf"(?:the\s)?(?:next|coming|following)\s{_COUNT}\s{_UNIT}s?"), _ahead),
    (
        _p(
            rf"(?:in|within)\s(?:about\s|another\s)?{_COUNT}\s{_UNIT}s?(?:'\stime|\stime|\sfrom\snow)?"
        ),
        _ahead,
    ),
    (_p(rf"{_COUNT}\s{_UNIT}s?\s(?:from\snow|ahead|out)"), _ahead),
    (_p(rf"{_COUNT}\s{_UNIT}s?\s(?:ago|back)"), _ago),
    (_p(r"(?:the\s)?(?P<which>last|past|previous)\sweekend"), _weekends(-1)),
    (_p(r"(?:the\s)?next\sweekend"), _weekends(1)),
    (
        _p(r"(?:this|the|at\sthe|over\sthe|on\sthe)\sweekend"),
        lambda m, t: periods.weekend(t, 0) if m[0].startswith("this") else periods.weekend(t, -1),
    ),
    (_p(rf"(?:all\sof\s|the\swhole\s(?:of\s)?)?{_LAST}\s{_UNIT}(?:'?s)?"), _later(-1)),
    (_p(rf"(?:next|the\scoming|the\sfollowing|coming)\s{_UNIT}(?:'s)?"), _later(1)),
    (
        _p(
            rf"(?:so\sfar\s|up\sto\snow\s|to\sdate\s)?{_THIS}\s(?:whole\s|entire\s|same\s)?{_UNIT}(?:'s)?(?:\sso\sfar|\sto\sdate|\sup\sto\snow)?"
        ),
        _this_unit,
    ),
    (_p(r"(?P<to>week|month|quarter|year)[\s-]to[\s-]date|(?P<x>)(?!)"), _to_date),
    (_p(r"(?P<to>[wmqy])td"), _to_date),
    (_p(r"the\s(?P<unit>week|month|quarter|year)\sso\sfar"), _this_unit),
    (
        _p(
            rf"(?P<which>(?:last|this|next|on|on\slast|by|by\snext|before|until|till|this\scoming|coming|this\spast)\s)?(?P<weekday>(?!sun\b|sat\b|mon\b|wed\b){_WEEKDAY})(?:'s)?(?!s)"
        ),
        _weekday,
    ),
    (_p(r"(?P<which>(?:last|this|next|on|by)\s)(?P<weekday>sun|sat|mon|wed)"), _weekday),
    (
        _p(r"(?:on\s)?the\s(?P<day>\d{1,2})(?:st|nd|rd|th)(?!\s(?:of|biggest|best|largest))"),
        _of_month,
    ),
    (_p(r"(?P<by>(?:by|until|till|before|to)\s)?(?:christmas|xmas)(?!\seve)"), _christmas),
    (_p(r"(?P<by>(?:by|until|till|before|to)\s)?easter"), _easter),
    (_p(r"(?P<by>(?:by|until|till|before|to)\s)?(?P<named>" + "|".join(_FIXED) + ")"), _fixed),
    (_p(rf"(?:in|for|of|during|year|since|than|vs|and|from|through|the\syear)\s{_YEAR}"), _year),
    (
        re.compile(
            r"(?<![\d.,$£€¥])(?P<year>20[0-3]\d)(?=\s*(?:[?!.,]|$)|\s(?:sales|profit|revenue|expenses|total|turnover|takings|vs|against|versus))"
        ),
        _year,
    ),
)
