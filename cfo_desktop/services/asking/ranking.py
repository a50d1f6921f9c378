"""Answers which day, day of the week or month was the best, and which the weakest."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from cfo_desktop.base import clock
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import By
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services.asking import moving
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.spans import Earned
from cfo_desktop.services.asking.telling import Listed
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info

_GROUPS: Mapping[Tool, tuple[Group, ...]] = {
    Tool.REVENUE: (Group.SALES,),
    Tool.PROFIT: (*moving.INCOME, *moving.COSTS),
    Tool.EXPENSES: moving.COSTS,
}
_WAYS: Mapping[Tool, frozenset[By]] = {
    Tool.REVENUE: frozenset(By),
    Tool.PROFIT: frozenset({By.MONTH}),
    Tool.EXPENSES: frozenset({By.MONTH}),
}
"""Costs, and so the profit, come when bills do: their days say little."""
_WEEKS = 4
"""Weeks with sales before days of the week are told apart."""
_LISTED = 8
_K = TypeVar("_K", int, dt.date, Month)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """What is ranked: sums of days or months, in the order of time."""

    now: Earned
    codes: frozenset[str]
    sign: int

    def days(self) -> dict[dt.date, int]:
        """Return {day: its sum} of the days on which more came than went."""
        sums = {
            day: self.sign * sum(value for code, value in moved.items() if code in self.codes)
            for day, moved in self.now.days.items()
        }
        return {day: sums[day] for day in sorted(sums) if sums[day] > 0}

    def months(self) -> dict[Month, int]:
        """Return {month: its sum}."""
        return {month: self.sign * value for month, value in self.now.by_month(self.codes).items()}

    def place(self, stretch: Stretch) -> Place:
        return Place(accounts=tuple(sorted(self.codes)), stretch=stretch)


def best(book: Book, tool: Tool, wanted: Arguments) -> Answer | None:
    """Return the best and the weakest of ``wanted.by``; ``None`` where there are no two to rank.

    Where no days are named it is all the books tell, of days of the week the last twelve months.
    """
    if wanted.by is None or wanted.by not in _WAYS[tool]:
        return None
    now = spans.earned(book, _looked_at(book, wanted))
    codes = frozenset(now.of(*_GROUPS[tool]))
    ranked = _Ranked(now, codes, 1 if tool is Tool.EXPENSES else -1)
    told = Telling(tool, spans.taken(wanted, now.stretch), currency=info(book).currency)
    if wanted.by is By.WEEKDAY:
        return _weekdays(told, ranked)
    return _days(told, ranked) if wanted.by is By.DAY else _months(told, ranked)


def _looked_at(book: Book, wanted: Arguments) -> Stretch:
    if wanted.period is not None or wanted.by is By.WEEKDAY:
        return spans.year(book, wanted.period)
    return Stretch(spans.began(book) or clock.today(), clock.today())


def _weekdays(told: Telling, ranked: _Ranked) -> Answer | None:
    """Tell the days of the week by what one of them brings on average, if the shop is open."""
    sums: dict[int, list[int]] = defaultdict(list)
    for day, value in ranked.days().items():
        sums[day.weekday()].append(value)
    averages = {
        weekday: round(Fraction(sum(of), len(of)))
        for weekday, of in sorted(sums.items())
        if len(of) >= _WEEKS
    }
    if len(averages) < 2:  # noqa: PLR2004 - two to rank
        return None
    most, least = _ends(averages)
    place, when = ranked.place(ranked.now.stretch), Fact(ranked.now.stretch)
    told.say(
        "revenue.best_weekday",
        weekday=_weekday(most),
        most=told.money(averages[most], place=place),
        when=when,
    )
    told.say(
        "revenue.weak_weekday",
        weak_weekday=_weekday(least),
        least=told.money(averages[least], place=place),
    )
    told.listed(
        [Listed(TextName(f"weekday.{each}"), (value,), place) for each, value in averages.items()]
    )
    further = FollowUp(Tool.REVENUE, Arguments(period=ranked.now.stretch))
    return told.answer(further, FollowUp(Tool.TOP_CUSTOMERS), heads=("what", "average"), chart=True)


def _weekday(number: int) -> Fact:
    return Fact(TextName(f"weekday.{number}"))


def _days(told: Telling, ranked: _Ranked) -> Answer | None:
    sums = ranked.days()
    if len(sums) < 2:  # noqa: PLR2004 - two to rank
        return None
    most, least = _ends(sums)
    one, other = (Stretch(each, each) for each in (most, least))
    told.say(
        "revenue.best_of_days",
        when=Fact(ranked.now.stretch),
        day=Fact(most, place=ranked.place(one)),
        most=told.money(sums[most], place=ranked.place(one)),
    )
    told.say(
        "revenue.weak_of_days",
        weak_day=Fact(least, place=ranked.place(other)),
        least=told.money(sums[least], place=ranked.place(other)),
    )
    return told.answer(
        FollowUp(Tool.REVENUE, Arguments(period=one)),
        FollowUp(Tool.REVENUE, Arguments(period=ranked.now.stretch)),
    )


def _months(told: Telling, ranked: _Ranked) -> Answer | None:
    sums = ranked.months()
    if len(sums) < 2:  # noqa: PLR2004 - two to rank
        return None
    most = _ends(sums)[0]
    _say_month(told, ranked, most, sums[most], weak=False)
    whole = {month: sums[month] for month in sums if _is_whole(month, ranked.now.stretch)}
    least = _ends(whole)[1] if whole else most
    if least != most:
        _say_month(told, ranked, least, sums[least], weak=True)
    shown = list(sums) if len(sums) <= moving.MONTHS else _by_size(sums)[:_LISTED]
    for month in shown:
        told.line_to(ranked.place(_stretch(month)), month, sums[month])
    again = FollowUp(told.tool, Arguments(period=_stretch(most)))
    return told.answer(
        again,
        FollowUp(Tool.FORECAST),
        heads=("what", "amount"),
        chart=len(sums) <= moving.MONTHS and min(sums.values()) >= 0,
    )


def _say_month(told: Telling, ranked: _Ranked, month: Month, value: int, *, weak: bool) -> None:
    """Say which month was the best, or the weakest; of profits one may be a loss."""
    loss = told.tool is Tool.PROFIT and value < 0
    place = ranked.place(_stretch(month))
    sense = Sense.LOSS if loss else Sense.NONE
    money = told.money(abs(value) if loss else value, sense=sense, place=place)
    key = f"{told.tool}.{'weak' if weak else 'best'}_{'loss' if loss else 'month'}"
    if weak:
        told.say(key, weak=Fact(_stretch(month)), least=money)
    else:
        told.say(key, when=Fact(ranked.now.stretch), best=Fact(_stretch(month)), most=money)


def _is_whole(month: Month, stretch: Stretch) -> bool:
    return stretch.first <= month.first_day and month.last_day <= stretch.last


def _stretch(month: Month) -> Stretch:
    return Stretch(month.first_day, min(month.last_day, clock.today()))


def _by_size(sums: Mapping[Month, int]) -> list[Month]:
    return sorted(sums, key=lambda each: (-sums[each], each))


def _ends(sums: Mapping[_K, int]) -> tuple[_K, _K]:
    """Return the keys of the most and of the least, the earliest of equals."""
    return (
        min(sums, key=lambda each: (-sums[each], each)),
        min(sums, key=lambda each: (sums[each], each)),
    )
