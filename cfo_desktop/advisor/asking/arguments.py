"""What a question names beside its tool: days, amounts, parties, kinds, how many."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.advisor import numbers
from cfo_desktop.advisor.asking import hints
from cfo_desktop.advisor.asking import kinds
from cfo_desktop.advisor.asking import periods
from cfo_desktop.advisor.asking import periods_en
from cfo_desktop.advisor.asking import periods_zh
from cfo_desktop.advisor.asking.names import Meant
from cfo_desktop.advisor.asking.names import Parties
from cfo_desktop.advisor.asking.periods import Named
from cfo_desktop.advisor.numbers import Number
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Kind
from cfo_desktop.domain.asking import Measure
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch

_HAN = re.compile(r"[\u3400-\u9fff]")


def language(text: str) -> str:
    """Return the language a question is asked in: ``zh_CN`` where it has a Chinese character."""
    return "zh_CN" if _HAN.search(text) else "en"


def plain(text: str) -> str:
    """Return a text as it is read: one width, one kind of quote and of space, small letters."""
    narrow = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")
    return re.sub(r"\s+", " ", narrow).strip().lower()


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that was found in a question, each with its place in ``text``."""

    text: str
    language: str
    days: tuple[Named, ...]
    numbers: tuple[Number, ...]
    """Those that are no part of a day."""
    parties: tuple[Meant, ...]


def parts(question: str, *, today: dt.date, parties: Parties) -> Parts:
    """Find what a question names."""
    text, tongue = plain(question), language(question)
    meant = parties.find(text)
    find = periods_zh.find if tongue == "zh_CN" else periods_en.find
    days = tuple(
        each
        for each in find(text, today)
        if not any(each.start < one.end and one.start < each.end for one in meant)
    )
    days = _narrowed(text, days)
    taken = [(day.start, day.end) for day in days] + [(one.start, one.end) for one in meant]
    free = tuple(
        each
        for each in numbers.find(text)
        if not any(each.start < end and start < each.end for start, end in taken)
    )
    return Parts(text, tongue, days, free, meant)


def _narrowed(text: str, days: tuple[Named, ...]) -> tuple[Named, ...]:
    """Put days that follow a year into it: 去年国庆那天10月1号, "last year, in December"."""
    if len(days) < 2 or days[0].parts or _years(days[0].stretch) != 1:  # noqa: PLR2004
        return days
    year = days[0].stretch.first.year
    second = days[1]
    near = second.start - days[0].end <= _NEAR and not _MORE.search(
        text[days[0].end : second.start]
    )
    if not near or _years(second.stretch) or _DATED.search(text[second.start : second.end]):
        return days
    moved = Stretch(_to_year(second.stretch.first, year), _to_year(second.stretch.last, year))
    return (replace(second, start=days[0].start, stretch=moved), *days[2:])


_NEAR = 8
_MORE = re.compile(r"比|跟|和|与|同|than|vs|against|compared|with")


def _years(stretch: Stretch) -> int:
    whole = (stretch.first.month, stretch.first.day, stretch.last.month, stretch.last.day)
    return stretch.last.year - stretch.first.year + 1 if whole == (1, 1, 12, 31) else 0


def _to_year(day: dt.date, year: int) -> dt.date:
    month = Month(year, day.month)
    return month.last_day if day == Month.of(day).last_day else day.replace(year=year)


def read(found: Parts, tool: Tool, *, today: dt.date) -> Arguments:
    """Return what a question names of what its tool can use."""
    return _READERS.get(tool, _of_past)(found, today)


# --- one reader for each family of tools ---


def _of_past(found: Parts, today: dt.date) -> Arguments:
    return Arguments(
        period=found.days[0].stretch if found.days else None,
        party=_party(found),
        amount=_amount(found, marked=True),
        count=_count(found, lone=False),
    )


def _of_cash(found: Parts, today: dt.date) -> Arguments:
    return replace(_of_past(found, today), pot=hints.pot(without_named(found)))


def _of_earned(found: Parts, today: dt.date) -> Arguments:
    return replace(_of_past(found, today), by=hints.by(without_named(found)))


def _of_expenses(found: Parts, today: dt.date) -> Arguments:
    return replace(_of_earned(found, today), kind=_kind(found))


def _of_top(found: Parts, today: dt.date) -> Arguments:
    return replace(_of_past(found, today), count=_count(found, lone=True))


def _of_customers(found: Parts, today: dt.date) -> Arguments:
    return replace(_of_top(found, today), lost=hints.lost(without_named(found)))


def _of_advice(found: Parts, today: dt.date) -> Arguments:
    told = _of_top(found, today)
    return replace(told, overview=hints.overview(found.text))


def _of_future(found: Parts, today: dt.date) -> Arguments:
    return Arguments(horizon=_horizon(found.days, today), party=_party(found))


def _of_purchase(found: Parts, today: dt.date) -> Arguments:
    told = replace(_of_future(found, today), amount=_amount(found, marked=False))
    return replace(told, monthly=told.amount is not None and hints.monthly(found.text))


def _of_loan(found: Parts, today: dt.date) -> Arguments:
    return replace(_of_due(found, today), amount=_amount(found, marked=False), count=None)


def _of_due(found: Parts, today: dt.date) -> Arguments:
    """Return the days meant of what is paid later: a month named alone is the coming one."""
    told = _of_past(found, today)
    day = found.days[0] if found.days else None
    if day is None or _DATED.search(found.text[day.start : day.end]):
        return told
    ago = (today - day.stretch.last).days
    weekday = _WEEKDAY.search(found.text[day.start : day.end]) and 0 < ago <= 7  # noqa: PLR2004
    coming = weekday or ago > 183  # noqa: PLR2004 - half a year
    return replace(told, period=_ahead(day.stretch, today)) if coming else told


_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)|^(?:周|星期|礼拜)")
_DATED = re.compile(r"\d{4}|年|last|ago|year|q\d|quarter")


def _of_nothing(found: Parts, today: dt.date) -> Arguments:
    return Arguments()


def _of_comparison(found: Parts, today: dt.date) -> Arguments:
    period, other = _compared(found, today)
    measure = kinds.measure(without_named(found))
    kind = None if measure in {Measure.PROFIT, Measure.REVENUE} else _kind(found)
    if kind:
        measure = Measure.EXPENSES
    return Arguments(period=period, other=other, measure=measure, kind=kind, party=_party(found))


_READERS: dict[Tool, Callable[[Parts, dt.date], Arguments]] = {
    Tool.CASH: _of_cash,
    Tool.PROFIT: _of_earned,
    Tool.REVENUE: _of_earned,
    Tool.EXPENSES: _of_expenses,
    Tool.PAYABLES: _of_due,
    Tool.TOP_PRODUCTS: _of_top,
    Tool.TOP_CUSTOMERS: _of_customers,
    Tool.TOP_SUPPLIERS: _of_top,
    Tool.STOCK: _of_top,
    Tool.ADVICE: _of_advice,
    Tool.AFFORD: _of_purchase,
    Tool.FORECAST: _of_future,
    Tool.COMPARE: _of_comparison,
    Tool.LOAN: _of_loan,
    Tool.TAX: _of_due,
    Tool.NONE: _of_nothing,
}


# --- days ---


def _horizon(days: tuple[Named, ...], today: dt.date) -> dt.date | None:
    coming = [_ahead(each.stretch, today).last for each in days]
    later = [day for day in coming if day > today]
    return later[-1] if later else None


def _ahead(stretch: Stretch, today: dt.date) -> Stretch:
    """Return the next such days where the text speaks of what is to come."""
    if stretch.last >= today:
        return stretch
    length = (stretch.last - stretch.first).days
    if not length and (today - stretch.last).days <= 7:  # noqa: PLR2004 - a day of the week
        return stretch.earlier(dt.timedelta(weeks=-1))
    if length and length < 27:  # noqa: PLR2004 - shorter than a month
        return stretch
    later = Month.of(stretch.first).plus(12)
    whole = length >= 27  # noqa: PLR2004 - a whole month
    first = stretch.first.replace(year=later.year)
    return Stretch(first, later.last_day if whole else first)


# --- two periods ---

_OTHER_EN = re.compile(
    r"\b(?:than|vs\.?|versus|against|compared?(?:\s(?:to|with))?|to|with|over|from|and|or|on|the\sone\sin"
    r"|what\swe\sdid|it\swas|in|during|for|by|of|was|we\shad|i\sdid|did|back)\s(?:in\s|for\s|the\s|that\sof\s|what\swe\sdid\s|it\swas\s|we\sdid\s|i\sdid\s)*$"
)
_MORE_EN = re.compile(
    r"\b(?:than|vs\.?|versus|against|compared?(?:\s(?:to|with))?|relative\sto|on)\b[^,.?]{0,24}$"
)
_MORE_ZH = re.compile(r"(?:跟|和|与|同|较|比起?|相比|对比|相较于?|比较)[^,，。?？]{0,4}$")
_WHY = re.compile(r"\bwhy\b|\bbehind\b|\breason\b|\bcaused?\b|为什么|为啥|原因")
"""Asks what moved the days that are named, against those before them."""
_BEFORE_EN = re.compile(
    r"\bthe\s(week|month|quarter|year|day)\s(?:before|prior|earlier)\b(?!\slast)"
)
_YEAR_EN = re.compile(
    r"\b(?:an?|one|the)\syear\s(?:earlier|before|previously|ago)\b|\b(?:twelve|12)\smonths\s(?:earlier|before|ago)\b"
)
_THAN_LAST = re.compile(r"\bthan\s(?:the\s)?(?:last|previous|prior)(?:\sone)?\s*(?:[?!.,]|$)")
_BEFORE_ZH = re.compile(r"前一(?:个)?(天|周|星期|月|季度|年)|环比|前一天")
_YEAR_ZH = re.compile(r"同比|同期|去年这时候")


def _compared(found: Parts, today: dt.date) -> tuple[Stretch | None, Stretch | None]:
    days = _parted(found.days)
    if len(days) > 1:
        return _two(found, days, today)
    one = days[0].stretch if days else None
    before = _before(found, one, today)
    if before is not None:
        return before
    if one is None:
        return None, None
    if not _is_other(found, days[0]) and (_is_running(one, today) or _WHY.search(found.text)):
        return one, preceding(one)
    if _is_other(found, days[0]) or one.last >= today - dt.timedelta(days=today.day + 35):
        present = _present(one, today)
        if present is not None:
            return present, one
    return one, preceding(one)


def _parted(days: tuple[Named, ...]) -> list[Named]:
    """Return the days apart again that were joined to one stretch."""
    apart: list[Named] = []
    for each in days:
        if each.parts is None or len(days) > 1:
            apart.append(each)
        else:
            apart += [Named(each.start, each.end, part) for part in each.parts]
    return apart


def _two(found: Parts, days: list[Named], today: dt.date) -> tuple[Stretch | None, Stretch | None]:
    first, second = days[0], days[1]
    if first.stretch == second.stretch and first.stretch.first == first.stretch.last:
        # "last Friday and the Friday before"
        second = replace(second, stretch=second.stretch.earlier(dt.timedelta(weeks=1)))
    elif first.stretch == second.stretch:
        # "this May against last May": the second is the one a year before
        second = replace(second, stretch=year_before(second.stretch))
    if _is_other(found, first) and not _is_other(found, second):
        return second.stretch, first.stretch
    if _is_running(second.stretch, today) and not _is_running(first.stretch, today):
        return second.stretch, first.stretch
    return first.stretch, second.stretch


def _is_other(found: Parts, day: Named) -> bool:
    pattern = _MORE_ZH if found.language == "zh_CN" else _MORE_EN
    return pattern.search(found.text[: day.start]) is not None


def _is_running(stretch: Stretch, today: dt.date) -> bool:
    return stretch.first <= today <= stretch.last


def _before(
    found: Parts, one: Stretch | None, today: dt.date
) -> tuple[Stretch | None, Stretch | None] | None:
    """Return the periods where the second is named by the first: "than the month before"."""
    if found.language == "zh_CN":
        return _before_zh(found.text, one, periods.month(today))
    if one is None:
        return None
    match = _BEFORE_EN.search(found.text)
    if _YEAR_EN.search(found.text) or (match and match[1] == "year"):
        return one, year_before(one)
    return (one, preceding(one)) if match or _THAN_LAST.search(found.text) else None


def _before_zh(
    text: str, one: Stretch | None, this_month: Stretch
) -> tuple[Stretch, Stretch] | None:
    if _YEAR_ZH.search(text) and (one is None or "同期" not in text):
        return one or this_month, year_before(one or this_month)
    if _BEFORE_ZH.search(text):
        return one or this_month, preceding(one or this_month)
    return None


def year_before(stretch: Stretch) -> Stretch:
    """Return the same days a year before: whole months where it is whole months."""
    if stretch.first.day == 1 and stretch.last == Month.of(stretch.last).last_day:
        count = (Month.of(stretch.last).key // 100 - Month.of(stretch.first).key // 100) * 12
        count += stretch.last.month - stretch.first.month + 1
        return periods.months(Month.of(stretch.first).plus(-12), count)
    return stretch.earlier(dt.timedelta(weeks=52))


def preceding(stretch: Stretch) -> Stretch:
    """Return the stretch as long just before: whole months where it is whole months."""
    if stretch.first.day == 1 and stretch.last == Month.of(stretch.last).last_day:
        count = (stretch.last.year - stretch.first.year) * 12
        count += stretch.last.month - stretch.first.month + 1
        return periods.months(Month.of(stretch.first).plus(-count), count)
    return stretch.earlier(dt.timedelta(days=(stretch.last - stretch.first).days + 1))


def _present(other: Stretch, today: dt.date) -> Stretch | None:
    """Return the running period of the same kind as the one that it is compared with."""
    length = (other.last - other.first).days + 1
    if length in {1, 7}:
        return periods.day(today) if length == 1 else periods.week(today)
    if other.first.day != 1 or other.last != Month.of(other.last).last_day:
        return None
    running = (
        periods.month(today),
        periods.quarter(today),
        periods.half(today.year, 1 if today.month <= 6 else 2),  # noqa: PLR2004 - June
        periods.year(today.year),
    )
    longest = (31, 92, 184, 366)
    return next(each for each, days in zip(running, longest, strict=True) if length <= days)


# --- amounts and counts ---

_MONEY_BEFORE = re.compile(r"(?:[$£€¥₹]|rmb|cny|usd|eur|gbp|rs\.?)\s?$")
_MONEY_AFTER = re.compile(
    r"\s?(?:[$£€元块圆]|rmb|cny|usd|eur|gbp|yuan|dollars?|bucks?|quid|pounds?|euros?|rupees?|naira|pesos?|kuai|人民币|大洋)"
)
_LIMIT_BEFORE = re.compile(
    r"\b(?:over|above|more\sthan|at\sleast|exceeding|beyond|under|below|less\sthan|bigger\sthan|larger\sthan|by|saving|save|spare|worth)\s$"
    r"|(?:超过|大于|高于|多于|不到|低于|省|省下|满|以上的?)$"
)
_NO_MONEY_AFTER = re.compile(
    r"[\s-]*(?:%|days?\b|weeks?\b|months?\b|years?\b|hours?\b|people\b|persons?\b|staff\b|extra\b|more\speople|part-?timers?\b|instal\w+|pay\w*ments?\b"
    r"|customers?\b|suppliers?\b|clients?\b|invoices?\b|bills?\b|products?\b|items?\b|things?\b|times?\b|percent|st\b|nd\b|rd\b|th\b"
    r"|个|名|位|天|周|年|月|期|人|台|家|次|件|种|样|条|张|辆|部|号|楼|%|％|成|只|套|份|星|分|点|厘|岁)"
)


def _amount(found: Parts, *, marked: bool) -> Decimal | None:
    """Return the sum of money that is named.

    That is one marked as money, else one that "above" or the like leads; where ``marked`` is not
    asked for, else the largest bare number.
    """
    sums = [each for each in found.numbers if not each.percent and each.value > 0]
    sure = [each for each in sums if _is_money(found.text, each)]
    if sure or marked:
        return sure[0].value if sure else None
    bare = [
        each
        for each in sums
        if each.value >= 10 and not _NO_MONEY_AFTER.match(found.text, each.end)  # noqa: PLR2004
    ]
    return max(each.value for each in bare) if bare else None


def _is_money(text: str, number: Number) -> bool:
    before, after = _MONEY_BEFORE.search(text[: number.start]), _MONEY_AFTER.match(text, number.end)
    if (
        before
        or after
        or (
            _LIMIT_BEFORE.search(text[: number.start])
            and not _NO_MONEY_AFTER.match(text, number.end)
        )
    ):
        return True
    return number.scaled and not _NO_MONEY_AFTER.match(text, number.end)


_COUNT_BEFORE = re.compile(
    r"(?:\btop|\bbest|\bbiggest|\blargest|\bfirst|\bworst|\bleading|\bmain|\bbottom|\blowest|\boldest|\bleast|前|头|排名前|最[^\d一二三四五六七八九十]{1,4}的)\s?$"
)
_COUNT_AFTER = re.compile(
    r"\s?(?:(?:top|best|biggest|largest|main|worst|most|leading|slowest|oldest|highest|lowest|favourite|favorite|key|important|big)\b"
    r"|(?:\w+\s){0,2}(?:customers?|suppliers?|clients?|products?|items?|buyers?|vendors?|dishes|sellers?|names|debtors|people|articles|things|ways|tips|steps|ideas)\b|(?:个(?!月)|[名位大家样种款道件条招项点]|强))"
)


def _count(found: Parts, *, lone: bool) -> int | None:
    """Return how many are wanted."""
    for each in found.numbers:
        whole = each.value == each.value.to_integral() and 1 <= each.value <= 100  # noqa: PLR2004
        if each.percent or each.scaled or not whole:
            continue
        if each.value == 1 and found.language == "zh_CN":
            continue  # 一下, 一共, 一天: no count
        if _COUNT_BEFORE.search(found.text[: each.start]):
            return int(each.value)
        if lone and _COUNT_AFTER.match(found.text, each.end):
            return int(each.value)
    return None


# --- names ---


def _party(found: Parts) -> str:
    return found.parties[0].party if found.parties else ""


def without_named(found: Parts) -> str:
    """Return the text without the days, numbers and parties in it."""
    text = list(found.text)
    named = [(day.start, day.end) for day in found.days]
    named += [(number.start, number.end) for number in found.numbers]
    for start, end in (*named, *((party.start, party.end) for party in found.parties)):
        text[start:end] = " " * (end - start)
    return "".join(text)


def _kind(found: Parts) -> Kind | None:
    return kinds.kind(without_named(found))
