"""Customers by recency, frequency and value, each in one segment; what a discount has to bring."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cfo_desktop.analysis import past_months
from cfo_desktop.analysis.past_months import YEAR
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.customers import MONTHS
from cfo_desktop.domain.customers import Customer
from cfo_desktop.domain.customers import CustomerPage
from cfo_desktop.domain.customers import Discount
from cfo_desktop.domain.customers import HourSales
from cfo_desktop.domain.customers import PartyMonth
from cfo_desktop.domain.customers import SalesKind
from cfo_desktop.domain.customers import Segment
from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month

_RHYTHM_FROM = 3
_LEAST_RHYTHM = 7
_SLIPPING = 2
_GONE = 3
_NEW = 90
_RECENT = 3


def since(today: dt.date) -> Month:
    """Return the first month that is looked at."""
    return Month.of(today).plus(1 - MONTHS)


def page(
    history: History,
    parties: Iterable[PartyMonth],
    *,
    no_customers: Collection[str],
    hours: Iterable[HourSales],
) -> CustomerPage:
    """Return everything about customers.

    ``parties`` are all sales from ``since(history.today)`` on, under the empty name those without
    one. Names that differ in case alone are one customer, under the name it had last.
    ``no_customers`` are names, in small letters, of wallets, card companies and platforms.
    """
    merged: dict[str, list[PartyMonth]] = defaultdict(list)
    for each in parties:
        merged[each.party.casefold()].append(each)
    unnamed = merged.pop("", [])
    customers: list[Customer] = []
    left_out: dict[str, int] = {}
    for name, months in merged.items():
        found = None if name in no_customers else _customer(history.today, months)
        if found is None:
            left_out[_name(months)] = _sum(months)
        else:
            customers.append(found)
    begins = None if history.first_day is None else Month.of(history.first_day)
    return CustomerPage(
        today=history.today,
        currency=history.currency,
        since=max(since(history.today), begins) if begins else since(history.today),
        customers=tuple(
            sorted(_segmented(history, customers), key=lambda each: (-each.sales, each.name))
        ),
        total=sum(each.sales for each in customers) + _sum(unnamed) + sum(left_out.values()),
        unnamed=_sum(unnamed),
        left_out=dict(sorted(left_out.items())),
        kinds=_kinds(history),
        hours=tuple(sorted(hours, key=lambda each: each.hour)),
        begins=begins,
        sales_accounts=tuple(sorted(history.codes(Group.SALES))),
    )


def by_month(parties: Iterable[PartyMonth]) -> dict[str, dict[Month, int]]:
    """Return {name in small letters: {month: sales}} of everyone who has a name."""
    found: dict[str, dict[Month, int]] = {}
    for each in parties:
        if each.party:
            months = found.setdefault(each.party.casefold(), {})
            months[each.month] = months.get(each.month, 0) + each.sales
    return found


def _sum(months: Iterable[PartyMonth]) -> int:
    return sum(each.sales for each in months)


def _name(months: Collection[PartyMonth]) -> str:
    """Return how the name was written last."""
    return max(months, key=lambda each: (each.month, each.last or dt.date.min, each.party)).party


def _customer(today: dt.date, months: list[PartyMonth]) -> Customer | None:
    """Return a customer, still as one who passes; ``None`` where it never bought anything."""
    came = [each for each in months if each.first is not None and each.last is not None]
    if not came:
        return None
    first = min(each.first for each in came if each.first is not None)
    last = max(each.last for each in came if each.last is not None)
    # The months of two spellings may share a day; that day then counts twice, which does no harm.
    visits = sum(each.days for each in came)
    span = (last.year - first.year) * YEAR + last.month - first.month + 1
    rhythm = None
    if visits >= _RHYTHM_FROM and last > first:
        rhythm = max(1, round(Fraction((last - first).days, visits - 1)))
    sales = _sum(months)
    return Customer(
        name=_name(months),
        segment=Segment.PASSING,
        first=first,
        last=last,
        visits=visits,
        rhythm=rhythm,
        away=(today - last).days,
        sales=sales,
        monthly=None if rhythm is None else round(Fraction(sales, span)),
    )


def _segmented(history: History, customers: Iterable[Customer]) -> list[Customer]:
    """Put each customer into its one segment."""
    newest = history.today - dt.timedelta(days=_NEW)
    old = history.first_day is not None and history.first_day < newest
    found, coming = [], []
    for each in customers:
        usual = max(each.rhythm or 0, _LEAST_RHYTHM)
        if each.rhythm and each.away > _SLIPPING * usual:
            segment = Segment.GONE if each.away > _GONE * usual else Segment.SLIPPING
            found.append(replace(each, segment=segment))
        elif old and each.first >= newest:
            found.append(replace(each, segment=Segment.NEW))
        else:
            coming.append(each)
    return found + _by_value(coming)


def _by_value(coming: list[Customer]) -> list[Customer]:
    """Tell the few who bring half of it from the regulars and those who pass."""
    half = Fraction(sum(each.sales for each in coming), 2)
    found = []
    reached = 0
    for each in sorted(coming, key=lambda each: (-each.sales, each.name)):
        usual = Segment.REGULAR if each.rhythm else Segment.PASSING
        found.append(replace(each, segment=Segment.BIG if reached < half else usual))
        reached += each.sales
    return found


def _kinds(history: History) -> tuple[SalesKind, ...]:
    """Return what each account of sales brought in twelve months to date and the twelve before.

    Of the twelve before as many months count as the books have.
    """
    present = Month.of(history.today)
    now = {present.plus(-back) for back in range(YEAR)}
    before = {present.plus(-back) for back in range(YEAR, 2 * YEAR)}
    known = bool(before & history.months.keys())
    found = []
    for code in sorted(history.codes(Group.SALES)):
        sales = -past_months.total(history, now & history.months.keys(), {code})
        earlier = -past_months.total(history, before & history.months.keys(), {code})
        if sales or earlier:
            kind = SalesKind(history.accounts[code], sales, earlier if known else None)
            found.append(kind)
    return tuple(sorted(found, key=lambda kind: (-kind.sales, kind.account.code)))


def discount(history: History, percent: Decimal) -> Discount | None:
    """Return what a discount on everything must bring to pay for itself.

    ``None`` where the last whole months have no sales or no cost of goods, so that nobody knows
    the margin. Raises ``UserError("percent_invalid")``.
    """
    if not 0 < percent < 100:  # noqa: PLR2004 - per cent
        raise UserError("percent_invalid", text=f"{percent:f}")
    months = past_months.whole(history, latest=_RECENT)
    sales = -past_months.total(history, months, history.codes(Group.SALES))
    cost = past_months.total(history, months, history.codes(Group.COST_OF_SALES))
    if sales <= 0 or cost <= 0:
        return None
    goods, extra = _needed(sales, cost, percent, months=len(months))
    return Discount(
        percent=percent,
        months=len(months),
        sales=round(Fraction(sales, len(months))),
        cost=round(Fraction(cost, len(months))),
        more_goods=goods,
        more_sales=extra,
    )


def _needed(
    sales: int, cost: int, percent: Decimal, *, months: int
) -> tuple[Decimal | None, int | None]:
    """Return by how many per cent more goods, and how much more takings a month.

    Goods that brought ``sales`` bring ``lowered`` at the lower price. Sold ``times`` as often they
    leave what they left before: times × (lowered - cost) = sales - cost. Both are rounded up.
    """
    lowered = sales * (1 - Fraction(percent) / 100)
    if lowered <= cost:
        return None, None
    times = Fraction(sales - cost) / (lowered - cost)
    more = 100 * (times - 1)
    tenths = -(-more * 10 // 1)
    return Decimal(int(tenths)) / 10, int(-((sales - lowered * times) / months // 1))
