"""What changes would do: the plain continuation of the shop's past, beside itself with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from cfo_desktop.analysis import loans
from cfo_desktop.analysis import past_months
from cfo_desktop.analysis.continuation import Continuation
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.what_if import MONTHS
from cfo_desktop.domain.what_if import Instalment
from cfo_desktop.domain.what_if import Loan
from cfo_desktop.domain.what_if import Plan
from cfo_desktop.domain.what_if import PlanLine
from cfo_desktop.domain.what_if import PlanMonth
from cfo_desktop.domain.what_if import Purchase
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.domain.what_if import Shift
from cfo_desktop.domain.what_if import WhatIf

PartyMonths = Mapping[str, Mapping[Month, int]]
"""{customer: {month: sales}}, minor units, positive for sales."""
_BOUGHT = (Group.COST_OF_SALES, Group.STOCK)


def of(
    history: History,
    scenario: Scenario,
    *,
    customers: PartyMonths,
    months: int = MONTHS,
    cushion: int = 0,
    forecast: Forecast | None = None,
) -> WhatIf:
    """Return the next ``months`` whole months without and with a scenario.

    What is left of the present month stands before them. ``customers`` tells what each bought, by
    their names in small letters; names are compared without regard to case. At each month's end
    that a ``forecast`` to be relied on reaches, the money without changes is what it expects, and
    later months go on from there.
    """
    past = Continuation(history)
    present = Month.of(history.today)
    ahead = [present.plus(number) for number in range(1, months + 1)]
    expected = _month_ends(forecast, ahead[-1])
    changed = _Changed(past, scenario, customers, first=ahead[0])
    return WhatIf(
        today=history.today,
        currency=history.currency,
        cushion=cushion,
        averaged=len(past.year),
        seasonal=past.seasonal,
        scenario=scenario,
        before=_plan(past, ahead, expected, None),
        after=_plan(past, ahead, expected, changed),
        schedules=changed.schedules,
        unknown=changed.unknown,
        forecast_until=max(expected, default=None),
        accounts=tuple(sorted(history.codes(Group.CASH))),
    )


def _month_ends(forecast: Forecast | None, until: Month) -> dict[Month, int]:
    """Return {month: money expected at its end} as far as a forecast to be relied on reaches."""
    if forecast is None or not forecast.reliable:
        return {}
    found = {Month.of(day.date): day for day in forecast.days}
    return {
        month: day.expected
        for month, day in found.items()
        if day.date == month.last_day and month <= until
    }


def _plan(
    past: Continuation, ahead: list[Month], expected: Mapping[Month, int], changed: _Changed | None
) -> Plan:
    opening = past.history.cash()
    cash = usual = opening
    owed = past.owed()
    found = []
    for month in (ahead[0].plus(-1), *ahead):
        whole = month >= ahead[0]
        lines = past.lines(month) if whole else past.rest(month)
        lines[PlanLine.LOAN] = max(lines[PlanLine.LOAN], -owed)
        owed += lines[PlanLine.LOAN]
        usual += PlanMonth(month, whole, lines, 0).moves
        if month in expected:
            # The same with changes as without, so that each change moves what it moves alone.
            lines[PlanLine.TIMING] = expected[month] - usual
            usual = expected[month]
        if changed is not None:
            if whole:
                changed.habits(lines)
            changed.events(lines, month)
        cash += PlanMonth(month, whole, lines, 0).moves
        found.append(PlanMonth(month, whole, lines, cash))
    return Plan(opening, tuple(found))


class _Changed:
    """A scenario, applied to one month's lines after another."""

    def __init__(
        self, past: Continuation, scenario: Scenario, customers: PartyMonths, *, first: Month
    ) -> None:
        self._past = past
        self._scenario = scenario
        self._first = first
        self.schedules = tuple(loans.schedule(loan) for loan in scenario.loans)
        bought = self._bought()
        sold = {
            name: sum(by.get(month, 0) for month in past.year) for name, by in customers.items()
        }
        lost = {name.casefold() for name in scenario.lost}
        self._lost = self._monthly(sum(sold.get(name, 0) for name in lost))
        self._dearer = sum(
            (
                self._monthly(bought.get(name.casefold(), 0)) * Fraction(percent) / 100
                for name, percent in scenario.suppliers
            ),
            Fraction(0),
        )
        self.unknown = tuple(name for name in scenario.lost if name.casefold() not in sold) + tuple(
            name for name, _ in scenario.suppliers if name.casefold() not in bought
        )

    def _monthly(self, total: int) -> Fraction:
        return Fraction(total, len(self._past.year)) if self._past.year else Fraction(0)

    def _bought(self) -> dict[str, int]:
        """Return {supplier in small letters: goods bought in the past year}."""
        history = self._past.history
        goods = history.codes(*_BOUGHT)
        months = set(self._past.year)
        found: dict[str, int] = {}
        for row in history.rows:
            if row.party and row.account in goods and Month.of(row.day) in months:
                name = row.party.casefold()
                found[name] = found.get(name, 0) + row.value
        return found

    def habits(self, lines: dict[PlanLine, int]) -> None:
        """Change what every whole month has: customers and suppliers first, then the prices."""
        wanted = self._scenario
        lost = min(self._lost, Fraction(max(lines[PlanLine.SALES], 0)))
        sales = lines[PlanLine.SALES] - lost
        cost = lines[PlanLine.COST_OF_SALES] + lost * self._past.cost_share - self._dearer
        volume = 1 + _share(wanted.sales)
        lines[PlanLine.SALES] = round(sales * volume * (1 + _share(wanted.price)))
        lines[PlanLine.COST_OF_SALES] = round(cost * volume)
        lines[PlanLine.RENT] = _shifted(lines[PlanLine.RENT], wanted.rent)
        lines[PlanLine.WAGES] = _shifted(lines[PlanLine.WAGES], wanted.wages)

    def events(self, lines: dict[PlanLine, int], month: Month) -> None:
        """Add what happens in this month alone."""
        for purchase in self._scenario.purchases:
            lines[PlanLine.PURCHASE] -= _instalment(purchase, self._place(purchase.day, month))
        for loan, schedule in zip(self._scenario.loans, self.schedules, strict=True):
            number = self._place(loan.day or self._first.first_day, month)
            borrowed, paid = _loan(loan, schedule, number)
            lines[PlanLine.LOAN] += borrowed - paid.principal
            lines[PlanLine.INTEREST] -= paid.interest

    def _place(self, day: dt.date, month: Month) -> int:
        """Return how many months after that of ``day`` a month is; what is past begins at once."""
        start = max(Month.of(day), self._first.plus(-1))
        return (month.year - start.year) * past_months.YEAR + month.number - start.number


def _share(percent: Decimal) -> Fraction:
    return Fraction(percent) / 100


def _shifted(cost: int, by: Shift) -> int:
    """Return a cost (which is negative) that has become ``by`` more; never an income."""
    return min(round(cost * (1 + _share(by.percent))) - by.minor, 0)


def _instalment(purchase: Purchase, number: int) -> int:
    """Return what is paid ``number`` months after the first payment; all together the price."""
    if not 0 <= number < purchase.instalments:
        return 0
    each, rest = divmod(purchase.minor, purchase.instalments)
    return each + (1 if number < rest else 0)


def _loan(loan: Loan, schedule: tuple[Instalment, ...], number: int) -> tuple[int, Instalment]:
    """Return what comes in and what is paid ``number`` months after the loan was taken up."""
    none = Instalment(0, 0, 0, 0)
    paid = schedule[number - 1] if 1 <= number <= len(schedule) else none
    return (loan.minor if number == 0 else 0), paid
