"""Where figures beside the shop's own past come from, for the menu that explains them."""

from __future__ import annotations

from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Reckoned
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.own_past import Benchmark
from cfo_desktop.domain.own_past import MonthBeside
from cfo_desktop.domain.own_past import PastFigure
from cfo_desktop.domain.period import Stretch
from cfo_desktop.ui.reckoned import Reckoning

_YEAR = 12


def now(row: Benchmark, beside: MonthBeside) -> Place:
    """Return the accounts of a figure in the month's own days."""
    return Place(accounts=_accounts(row, beside), stretch=days(beside))


def year_ago(row: Benchmark, beside: MonthBeside) -> Place:
    """Return the same in as many days of that month a year earlier."""
    return Place(accounts=_accounts(row, beside), stretch=days(beside, back=_YEAR))


def days(beside: MonthBeside, *, back: int = 0) -> Stretch:
    """Return the month's days that are looked at, or as many some months earlier."""
    month = beside.month.plus(-back)
    last = month.last_day
    if not beside.whole:
        last = last.replace(day=min(beside.until.day, last.day))
    return Stretch(month.first_day, last)


def margin(beside: MonthBeside, currency: str, *, back: int = 0) -> Reckoned:
    """Return what is left of sales after the goods: both accounts' entries stand behind it."""
    when = days(beside, back=back)
    accounts = (*beside.sales_accounts, *beside.goods_accounts)
    made = Reckoning(currency).say("past.margin", when=Fact(when))
    return made.made(behind=Place(accounts=accounts, stretch=when))


def usual(row: Benchmark, beside: MonthBeside, currency: str, *, high: bool) -> Reckoned:
    """Return what past months the border of the usual is made of."""
    made = Reckoning(currency)
    since = beside.since or beside.month
    past = Stretch(since.first_day, beside.month.plus(-1).last_day)
    months = Fact(beside.months, unit=Unit.MONTHS)
    made.say("past.high" if high else "past.low", months=months, when=Fact(past))
    if beside.seasonal and row.figure is PastFigure.TAKINGS:
        made.say("past.seasonal")
    if not beside.whole:
        made.say("past.so_far")
    return made.made(behind=Place(accounts=_accounts(row, beside), stretch=past))


def _accounts(row: Benchmark, beside: MonthBeside) -> tuple[str, ...]:
    if row.account is not None:
        return (row.account.code,)
    if row.figure is PastFigure.MARGIN:
        return (*beside.sales_accounts, *beside.goods_accounts)
    return beside.sales_accounts
