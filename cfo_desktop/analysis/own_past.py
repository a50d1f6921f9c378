"""This month and the last beside the shop's own past months; no outside figures are pretended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Mapping
from fractions import Fraction

from cfo_desktop.analysis import past_months
from cfo_desktop.analysis.past_months import YEAR
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.history import History
from cfo_desktop.domain.own_past import Benchmark
from cfo_desktop.domain.own_past import MonthBeside
from cfo_desktop.domain.own_past import OwnPast
from cfo_desktop.domain.own_past import PastFigure
from cfo_desktop.domain.period import Month

_ENOUGH = 6
"""Past months from which on there is a usual range."""
_BACK = 24
_YEARS = 2
"""Whole years from which on amounts are made comparable by the season."""
_LARGE = Fraction(2, 100)
"""A cost is large from this share of the sales of the past months on."""
_MOST_COSTS = 8
_LOW = Fraction(1, 10)
_HIGH = Fraction(9, 10)
_COSTS = (Group.OPERATING, Group.FINANCE)
_Movement = Mapping[str, int]


def of(history: History) -> OwnPast:
    """Return the last whole month and the present one so far, beside their past."""
    whole = past_months.whole(history)
    over = whole[-1] if whole else None
    present = Month.of(history.today)
    beside_last = _beside(history, over, over.last_day) if over else None
    running = history.first_day is not None and over != present
    beside_now = _beside(history, present, history.today) if running else None
    return OwnPast(history.today, history.currency, beside_last, beside_now)


def _beside(history: History, month: Month, until: dt.date) -> MonthBeside:
    """Return a month up to a day beside the same days of the whole months before it."""
    past = [each for each in past_months.whole(history) if each < month][-_BACK:]
    known = len(past)
    parts = _part_of(history, until)
    if until != month.last_day:
        past = [each for each in past if each.first_day >= history.days_from]
    seasons = _seasons(history, month)
    movements = {each: parts(each) for each in past}
    now = parts(month)
    year_ago = parts(month.plus(-YEAR)) if month.plus(-YEAR) in movements else None
    made = _Making(history, month, now=now, past=movements, year_ago=year_ago, seasons=seasons)
    return MonthBeside(
        month=month,
        until=until,
        months=len(past),
        since=min(past, default=None),
        known=known,
        seasonal=bool(seasons),
        benchmarks=made.all(),
        sales_accounts=tuple(sorted(history.codes(Group.SALES))),
        goods_accounts=tuple(sorted(history.codes(Group.COST_OF_SALES))),
    )


def _part_of(history: History, until: dt.date) -> Callable[[Month], _Movement]:
    """Return what a month moved up to the same day of it, whole months to their own ends."""

    def part(month: Month) -> _Movement:
        if until == Month.of(until).last_day:
            return history.months.get(month, {})
        found: dict[str, int] = {}
        for number in range(1, min(until.day, month.last_day.day) + 1):
            day = month.first_day.replace(day=number)
            for code, value in history.days.get(day, {}).items():
                found[code] = found.get(code, 0) + value
        return found

    return part


def _seasons(history: History, month: Month) -> dict[int, Fraction]:
    """Return {calendar month: its share of a year's sales} of the whole years before a month.

    Empty with fewer than two years, or where a month's share is nothing.
    """
    past = [each for each in past_months.whole(history) if each < month]
    sales = history.codes(Group.SALES)
    years = len(past) // YEAR
    if years < _YEARS:
        return {}
    shares: dict[int, Fraction] = {}
    for number in range(years):
        end = len(past) - number * YEAR
        year = past[end - YEAR : end]
        total = -past_months.total(history, year, sales)
        if total <= 0:
            return {}
        for each in year:
            own = Fraction(-past_months.total(history, [each], sales), total) / years
            shares[each.number] = shares.get(each.number, Fraction(0)) + own
    return shares if all(share > 0 for share in shares.values()) else {}


class _Making:
    """One month's benchmarks while they are made."""

    def __init__(
        self,
        history: History,
        month: Month,
        *,
        now: _Movement,
        past: Mapping[Month, _Movement],
        year_ago: _Movement | None,
        seasons: Mapping[int, Fraction],
    ) -> None:
        self._month = month
        self._now = now
        self._past = past
        self._year_ago = year_ago
        self._seasons = seasons
        self._accounts = history.accounts
        self._sales = history.codes(Group.SALES)
        self._goods = history.codes(Group.COST_OF_SALES)
        self._costs = history.codes(*_COSTS)

    def all(self) -> tuple[Benchmark, ...]:
        """Return takings, margin and each large cost."""
        return (self._takings(), self._margin(), *map(self._cost, self._large()))

    def _takings(self) -> Benchmark:
        share = self._seasons.get(self._month.number)
        return self._benchmark(
            PastFigure.TAKINGS,
            self._sold,
            seasonal=True,
            year_share=round(share * 1000) if share else None,
        )

    def _margin(self) -> Benchmark:
        return self._benchmark(PastFigure.MARGIN, self._margin_of)

    def _cost(self, account: Account) -> Benchmark:
        return self._benchmark(
            PastFigure.COST, lambda moved: moved.get(account.code, 0), account=account
        )

    def _sold(self, moved: _Movement) -> int:
        return -sum(value for code, value in moved.items() if code in self._sales)

    def _margin_of(self, moved: _Movement) -> int | None:
        sales = self._sold(moved)
        goods = sum(value for code, value in moved.items() if code in self._goods)
        return round(Fraction(1000 * (sales - goods), sales)) if sales > 0 else None

    def _large(self) -> list[Account]:
        """Return the accounts of large costs, the largest first, of all months looked at."""
        months = [*self._past.values(), self._now]
        sold = sum(self._sold(moved) for moved in months)
        spent = {code: sum(moved.get(code, 0) for moved in months) for code in self._costs}
        least = max(Fraction(0), sold * _LARGE)
        large = sorted(
            (code for code, value in spent.items() if value > least),
            key=lambda code: (-spent[code], code),
        )
        return [self._accounts[code] for code in large[:_MOST_COSTS]]

    def _benchmark(
        self,
        figure: PastFigure,
        value: Callable[[_Movement], int | None],
        *,
        account: Account | None = None,
        seasonal: bool = False,
        year_share: int | None = None,
    ) -> Benchmark:
        found = []
        for month, moved in self._past.items():
            past = value(moved)
            if past is not None:
                found.append(self._comparable(past, month) if seasonal else Fraction(past))
        known = len(found) >= _ENOUGH
        return Benchmark(
            figure=figure,
            account=account,
            now=value(self._now),
            low=quantile(found, _LOW) if known else None,
            middle=quantile(found, Fraction(1, 2)) if known else None,
            high=quantile(found, _HIGH) if known else None,
            year_ago=None if self._year_ago is None else value(self._year_ago),
            year_share=year_share,
        )

    def _comparable(self, value: int, month: Month) -> Fraction:
        """Return what a month's sales would be in the season of the month looked at."""
        if not self._seasons:
            return Fraction(value)
        return value * self._seasons[self._month.number] / self._seasons[month.number]


def quantile(values: list[Fraction], share: Fraction) -> int:
    """Return the value that a share of ``values`` (one at least) lies below.

    Between its neighbours it is in proportion, rounded half to even.
    """
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return round(ordered[below] + (place - below) * (ordered[above] - ordered[below]))
