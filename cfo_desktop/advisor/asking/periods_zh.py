"""Days as Chinese says them."""

from __future__ import annotations

import datetime as dt
import re

from cfo_desktop.advisor import numbers
from cfo_desktop.advisor.asking import periods
from cfo_desktop.advisor.asking.periods import Named
from cfo_desktop.domain import festivals
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch


def find(text: str, today: dt.date) -> tuple[Named, ...]:
    """Return the days that a Chinese text names, neighbours joined where it joins them."""
    found = periods.scan(text, today, _WAYS)
    return periods.join(text, found, between=_BETWEEN, before=_BEFORE)


_BETWEEN = re.compile(r"\s*(?:[-–—~～]+|到|至|直到|一直到)\s*")
_BEFORE = re.compile(r"(?:自从|从|自|打)")

_N = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})"
_COUNT = rf"(?P<count>{_N}|\d{{3}}|一百|几|半)"
_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][零〇九][一二三四五六七八九零〇]{2}|\d\d(?=年))年?"
_WHICH = r"(?P<which>去年|前年|今年|明年|上年|大前年)?的?"
_MONTH = rf"(?P<month>{_N})月份?"
_DAY = rf"(?P<day>{_N})[号日]"
_UNIT = r"(?P<unit>天|日|周|星期|礼拜|个星期|个礼拜|个月|月|季度|个季度|年)"
_UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month"}
_UNITS |= {"季度": "quarter", "年": "year"}
_WEEK = r"(?:周|星期|礼拜)"
_WEEKDAYS = dict(zip("一二三四五六日天末", (0, 1, 2, 3, 4, 5, 6, 6, 5), strict=True))
_WEEKDAYS |= {str(number): number - 1 for number in range(1, 8)}


def _number(text: str) -> int:
    found = numbers.find(text)
    if len(found) != 1:
        raise ValueError(text)
    return int(found[0].value)


def _unit(name: str) -> str:
    return _UNITS[name.removeprefix("个")]


def _year_number(text: str) -> int:
    if text.isdigit():
        return int(text) + (2000 if len(text) == 2 else 0)  # noqa: PLR2004 - 25年
    return int(numbers.find(text)[0].value)


_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "明年": 1}


def _year_of(match: re.Match[str], today: dt.date) -> int | None:
    found = match.groupdict()
    if found.get("year"):
        return _year_number(found["year"])
    if found.get("which"):
        return today.year + _YEARS[found["which"]]
    return None


def _months(match: re.Match[str], today: dt.date) -> Stretch:
    number, year = _number(match["month"]), _year_of(match, today)
    if year is None:
        return periods.latest_month(today, number)
    return periods.months(Month(year, number))


def _span_of_months(match: re.Match[str], today: dt.date) -> Stretch:
    first, last = _number(match["month"]), _number(match["to"])
    year = _year_of(match, today) or periods.latest_month(today, first).first.year
    return Stretch(Month(year, first).first_day, Month(year + (last < first), last).last_day)


def _date(match: re.Match[str], today: dt.date) -> Stretch:
    month, number = _number(match["month"]), _number(match["day"])
    year = _year_of(match, today)
    if year is None:
        return periods.day(periods.in_year(today, month, number))
    return periods.day(dt.date(year, month, number))


def _dates(match: re.Match[str], today: dt.date) -> Stretch:
    month, first, last = (_number(match[name]) for name in ("month", "day", "to"))
    year = _year_of(match, today)
    end = dt.date(year, month, last) if year else periods.in_year(today, month, last)
    return Stretch(end.replace(day=first), end)


def _this_day(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.day(periods.in_month(today, _number(match["day"])))


def _these_days(match: re.Match[str], today: dt.date) -> Stretch:
    end = periods.in_month(today, _number(match["to"]))
    return Stretch(end.replace(day=_number(match["day"])), end)


def _day_of_month(match: re.Match[str], today: dt.date) -> Stretch:
    later = {"本": 0, "这": 0, "上": -1, "下": 1}[match["which"][0]]
    return periods.day(periods.month(today, later).first.replace(day=_number(match["day"])))


_DAYS = {
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "昨天": -1,
    "昨日": -1,
    "昨儿": -1,
    "昨晚": -1,
    "今天": 0,
    "今日": 0,
    "今儿": 0,
    "今早": 0,
    "今晚": 0,
    "今晨": 0,
    "当天": 0,
    "寻日": -1,
    "明天": 1,
    "明日": 1,
    "明儿": 1,
    "后天": 2,
    "大后天": 3,
    "琴日": -1,
    "听日": 1,
}


def _relative(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.day(today + dt.timedelta(days=_DAYS[match[0]]))


def _later(text: str) -> int:
    """Return how far 上上, 上, 这, 下 … points."""
    return -text.count("上") - (text == "前") + text.count("下") + (text == "后")


def _of_unit(today: dt.date, unit: str, later: int) -> Stretch:
    if unit == "week":
        return periods.week(today, later)
    if unit == "month":
        return periods.month(today, later)
    if unit == "quarter":
        return periods.quarter(today, later)
    return periods.year(today.year + later)


def _pointed(match: re.Match[str], today: dt.date) -> Stretch:
    return _of_unit(today, _unit(match["unit"]), _later(match["point"]))


def _named_year(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.year(today.year + _YEARS[match["which"]])


def _numbered_year(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.year(_year_number(match["year"]))


def _quarter(match: re.Match[str], today: dt.date) -> Stretch:
    number, year = _number(match["q"]), _year_of(match, today)
    found = periods.months(Month(year or today.year, 3 * number - 2), 3)
    return (
        periods.months(Month(today.year - 1, 3 * number - 2), 3)
        if year is None and found.first > today
        else found
    )


_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}


def _season(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.season(today, _SEASONS[match["season"]], of=_year_of(match, today))


def _half(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.half(_year_of(match, today) or today.year, 1 if match["half"] in "上前" else 2)


def _first_months(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.months(Month(_year_of(match, today) or today.year, 1), _number(match["count"]))


def _weekday(match: re.Match[str], today: dt.date) -> Stretch:
    number, point = _WEEKDAYS[match["weekday"]], match["point"] or ""
    if match["weekday"] == "末":
        later = _later(point)
        if not point:
            later = 0 if today.weekday() >= 5 else -1  # noqa: PLR2004 - Saturday
        return periods.weekend(today, later)
    if point:
        return periods.day(periods.week(today, _later(point)).first + dt.timedelta(days=number))
    return periods.day(periods.weekday(today, number))


def _lately(match: re.Match[str], today: dt.date) -> Stretch | None:
    if match["count"] == "几":
        return None
    if match["count"] == "半":
        if _unit(match["unit"]) == "year":
            return periods.last_units(today, 6, "month")
        return periods.last_days(today, 15)
    return periods.last_units(today, _number(match["count"]), _unit(match["unit"]))


def _ahead(match: re.Match[str], today: dt.date) -> Stretch | None:
    if match["count"] == "几":
        return None
    if match["count"] == "半":
        if _unit(match["unit"]) == "year":
            return periods.next_units(today, 6, "month")
        return periods.next_units(today, 15, "day")
    return periods.next_units(today, _number(match["count"]), _unit(match["unit"]))


def _ago(match: re.Match[str], today: dt.date) -> Stretch | None:
    if match["count"] in {"几", "半"}:
        return None
    unit, count = _unit(match["unit"]), _number(match["count"])
    if unit == "day":
        return periods.day(today - dt.timedelta(days=count))
    return _of_unit(today, unit, -count)


def _same_time(match: re.Match[str], today: dt.date) -> Stretch:
    return periods.months(Month(today.year - 1, today.month))


_FIXED = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "六一": (6, 1),
    "国庆": (10, 1),
    "国庆节": (10, 1),
    "十一": (10, 1),
    "双十一": (11, 11),
    "双11": (11, 11),
    "圣诞": (12, 25),
    "圣诞节": (12, 25),
    "618": (6, 18),
    "双十二": (12, 12),
}


def _festival_day(name: str, year: int) -> dt.date | None:
    if name in _FIXED:
        return dt.date(year, *_FIXED[name])
    return festivals.lunar_new_year(year)


def _tens(month: Stretch, ten: str) -> Stretch:
    """Return the first ten days of a month, the next ten, or the rest."""
    first = {"上": 1, "中": 11, "下": 21}[ten]
    last = month.last.day if ten == "下" else first + 9
    return Stretch(month.first.replace(day=first), month.first.replace(day=last))


def _festival_by(match: re.Match[str], today: dt.date) -> Stretch:
    name, coming = match["festival"], bool(match["by"] or match["by2"])
    years = (today.year, today.year + 1) if coming else (today.year, today.year - 1)
    found = [_festival_day(name, year) for year in years]
    days = [each for each in found if each and (each > today if coming else each <= today)]
    if not days:
        raise ValueError(name)
    return periods.day(days[0])


_EDGE = r"(?P<edge>初|底|末|头上|头)"


def _edge_of(inner: periods.Reader) -> periods.Reader:
    def read(match: re.Match[str], today: dt.date) -> Stretch | None:
        of = inner(match, today)
        return periods.edge(of, end=match["edge"] in "底末") if of else None

    return read


def _edge(match: re.Match[str], today: dt.date) -> Stretch:
    unit = "year" if match["unit"] == "年" else "month"
    return periods.edge(_of_unit(today, unit, 0), end=match["edge"] in "底末")


def _since_of(inner: periods.Reader) -> periods.Reader:
    def read(match: re.Match[str], today: dt.date) -> Stretch | None:
        of = inner(match, today)
        return periods.since(of, today) if of and of.first <= today else None

    return read


_SINCE = (
    r"(?:以来|起到现在|起到今天|起至今|开始到现在|开始至今|到现在|到今天|到如今"
    r"|至今|到目前|起|开始|之后|以后)"
)
_FROM = r"(?:自从|从|自|打)"
_FESTIVAL = (
    r"(?P<festival>双十一|双11|双十二|国庆节?|五一|十一(?!月|个|点|块|万)|劳动节|六一|元旦|圣诞节?|618(?!\d)"
    r"|春节|过年|大年初一|年关|除夕|年(?=前(?!后|面)))"
)
_POINT = r"(?P<point>上上个?|上个?|这个?|本|下下个?|下个?|当|头)"


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_WAYS: tuple[tuple[re.Pattern[str], periods.Reader], ...] = (
    (_c(r"(?:19|20)\d\d-\d\d-\d\d"), lambda m, t: periods.day(dt.date.fromisoformat(m[0]))),
    (
        _c(rf"(?:{_YEAR}|{_WHICH})(?P<month>{_N})月(?P<ten>[上中下])旬"),
        lambda m, t: _tens(_months(m, t), m["ten"]),
    ),
    (
        _c(r"(?P<point>上个?|这个?|本|下个?)?月?(?P<ten>[上中下])旬"),
        lambda m, t: _tens(periods.month(t, _later(m["point"] or "")), m["ten"]),
    ),
    (
        _c(r"(?P<which>今年|去年|前年)(?:的)?(?P<edge>最后一天|第一天)"),
        lambda m, t: periods.edge(_named_year(m, t), end=m["edge"] == "最后一天"),
    ),
    (
        _c(
            r"(?P<point>上上个?|上个?|这个?|本|下个?|当)(?P<unit>周|星期|礼拜|月|季度)(?:的)?(?P<edge>最后一天|第一天)"
        ),
        lambda m, t: periods.edge(_pointed(m, t), end=m["edge"] == "最后一天"),
    ),
    # days of a month
    (
        _c(rf"(?:{_YEAR}|{_WHICH}){_MONTH}{_DAY}?(?:到|至|[-–~～])(?P<to>{_N})[号日]"),
        _dates,
    ),
    (_c(rf"{_FROM}?(?:{_YEAR}|{_WHICH}){_MONTH}{_DAY}{_SINCE}"), _since_of(_date)),
    (_c(rf"(?:{_YEAR}|{_WHICH}){_MONTH}{_DAY}"), _date),
    (_c(rf"(?P<which>这个月|本月|上个月|上月|下个月|下月){_DAY}"), _day_of_month),
    (_c(rf"(?<!\d){_DAY}?(?:到|至|[-–~～])(?P<to>{_N})[号日]"), _these_days),
    (_c(rf"{_FROM}(?:这个月|本月)?(?P<day>{_N})[号日]{_SINCE}?"), _since_of(_this_day)),
    (_c(rf"(?<![\d一二三四五六七八九十])(?P<day>{_N})号(?!店|机|楼)"), _this_day),
    # months
    (
        _c(rf"(?:{_YEAR}|{_WHICH}){_MONTH}(?:到|至|[-–~～])(?P<to>{_N})月份?"),
        _span_of_months,
    ),
    (
        _c(rf"(?:{_YEAR}|{_WHICH})(?P<month>{_N})(?:到|至|[-–~～])(?P<to>{_N})月份?"),
        _span_of_months,
    ),
    (_c(rf"(?:{_YEAR}|{_WHICH})(?P<month>{_N})月(?:份的?)?{_EDGE}"), _edge_of(_months)),
    (_c(rf"{_FROM}(?:{_YEAR}|{_WHICH}){_MONTH}{_SINCE}"), _since_of(_months)),
    (
        _c(rf"(?:{_YEAR}|{_WHICH}){_MONTH}(?:以来|起到现在|至今|到现在|到今天|到如今|开始到现在)"),
        _since_of(_months),
    ),
    (_c(rf"(?:{_YEAR}|{_WHICH}){_MONTH}(?!\d)"), _months),
    (_c(rf"(?:{_YEAR}|{_WHICH})(?P<season>[春夏秋冬])(?:天|季)"), _season),
    # quarters, halves
    (
        _c(rf"(?:{_YEAR}|{_WHICH})(?:第?(?P<q>[一二三四1-4])季度?|[qQ](?P<q2>[1-4]))"),
        lambda m, t: _quarter(m, t) if m["q"] else None,
    ),
    (_c(r"(?:(?P<year>20\d\d)年?|(?P<which>去年|今年))?[qQ](?P<q>[1-4])"), _quarter),
    (_c(rf"(?:{_YEAR}|{_WHICH})(?P<half>[上下前后])半年"), _half),
    (_c(rf"(?P<which>今年|去年)的?[头前](?P<count>{_N})个?月"), _first_months),
    # relative
    (_c("|".join(sorted(_DAYS, key=len, reverse=True))), _relative),
    (
        _c(r"(?:去年|上年)(?:的?同期|这个?时候|这会儿|同一时间|同月|的?这个月|本月)|同期"),
        _same_time,
    ),
    (
        _c(
            rf"{_FROM}?{_POINT}(?P<unit>周|星期|礼拜|月|季度?)"
            + _SINCE.replace("|起|开始|之后|以后", "")
        ),
        _since_of(
            lambda m, t: _of_unit(
                t, "quarter" if m["unit"].startswith("季") else _unit(m["unit"]), _later(m["point"])
            )
        ),
    ),
    (
        _c(
            rf"(?P<point>上上个?|上个?|这个?|本|下下个?|下个?|当)?{_WEEK}(?P<weekday>[一二三四五六日天末1-7])(?!个|天|周)"
        ),
        _weekday,
    ),
    (
        _c(r"(?P<point>上上个?|上个?|这个?|本|下下个?|下个?|当)(?P<unit>月)(?P<edge>初|底|末)"),
        _edge_of(_pointed),
    ),
    (
        _c(
            r"(?P<point>上上个?|上个?|这个?|本|下下个?|下个?|当|头个?)(?P<unit>周|星期|礼拜|月|季度)"
        ),
        _pointed,
    ),
    (
        _c(r"(?P<point>上上个?|上个?|这个?|本|下下个?|下个?|当)季(?!节)(?P<unit>)"),
        lambda m, t: periods.quarter(t, _later(m["point"])),
    ),
    (_c(r"(?P<which>今年|去年|前年|明年)(?:年)?(?P<edge>初|底|末)"), _edge_of(_named_year)),
    (
        _c(rf"{_FROM}?(?:今年|年初|开年)(?:以来|到现在|到今天|至今|开始|起|到目前)"),
        lambda m, t: Stretch(dt.date(t.year, 1, 1), t),
    ),
    (
        _c(rf"{_FROM}(?:今年|年初|开年)(?:到现在|到今天|至今|起|开始)?"),
        lambda m, t: Stretch(dt.date(t.year, 1, 1), t),
    ),
    (_c(rf"{_FROM}?(?P<which>去年){_SINCE}"), _since_of(_named_year)),
    (_c(r"(?P<which>今年|去年|前年|明年|大前年|上年)(?:全年|一整年|整年|一年)?"), _named_year),
    (_c(r"(?:本年度?|全年|这一年|当年)"), lambda m, t: periods.year(t.year)),
    (_c(r"(?<!\d)(?P<year>20\d\d)(?:年度?全?年?)"), _numbered_year),
    (_c(r"(?P<year>二[零〇][零一二三四五六七八九〇]{2})年"), _numbered_year),
    (
        _c(
            rf"(?:最近|近|过去|前面|之前|这|头|前|刚过去)的?这?{_COUNT}(?:来)?{_UNIT}(?!前|以前|之前|后|以后)(?:里|内|来|以来|间)?"
        ),
        _lately,
    ),
    (
        _c(
            rf"(?:未来|接下来|今后|往后|以后|后面|下面|再过|再|之后)的?这?{_COUNT}{_UNIT}(?:内|里|后)?"
        ),
        _ahead,
    ),
    (_c(rf"{_COUNT}{_UNIT}(?:之后|以后|后|之内|以内|内)"), _ahead),
    (_c(rf"{_COUNT}{_UNIT}(?:之前|以前|前)"), _ago),
    (_c(r"(?P<unit>月|年)(?P<edge>初|底|末)"), _edge),
    (
        _c(
            rf"{_FROM}?(?P<by>(?!))?{_FESTIVAL}(?P<by2>(?!))?(?:以来|到现在|至今|之后到现在|过后|后到现在)"
        ),
        _since_of(_festival_by),
    ),
    (
        _c(rf"(?P<by>(?:到|赶在|在|等到|撑到|熬到))?{_FESTIVAL}(?P<by2>之?前|以前)?"),
        _festival_by,
    ),
)
