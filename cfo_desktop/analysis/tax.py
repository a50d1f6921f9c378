"""Tax on sales: each period's summary, from the books where they tell it, else from the takings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cfo_desktop.analysis import sales_pace
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.tax import PostedTax
from cfo_desktop.domain.tax import TaxForm
from cfo_desktop.domain.tax import TaxPace
from cfo_desktop.domain.tax import TaxPlan
from cfo_desktop.domain.tax import TaxRate
from cfo_desktop.domain.tax import TaxSummary

_NOTHING = PostedTax()


def since(today: dt.date) -> Month:
    """Return the first month that is told: January of last year, so that quarters are whole."""
    return Month(today.year - 1, 1)


def summary(history: History, plan: TaxPlan, *, posted: Mapping[Month, PostedTax]) -> TaxSummary:
    """Return every period from the first that is told to the present one.

    ``posted`` is what each month from ``since(history.today)`` on moved on the tax account. From
    the first of them in which entries post tax with their sales, the account is the truth and
    nothing is reckoned: periods before it are not told, what was owed from them is ``carried``.
    Books that never do are reckoned from the plan's first rate and ``since`` on; what the account
    says was paid after the end of the first of these periods is for them, for tax is paid when a
    period is over. Payments, and tax that a period has coming back, settle the earliest period
    first.
    """
    account = history.role(Role.SALES_TAX)
    balance = -history.balances.get(account, 0) if account else 0
    telling = [month for month, each in posted.items() if each.on_sales]
    first = min(telling, default=None)
    months = _months(history, plan, first)
    form_of = _posted_form if first else _reckoned_form
    drafts = [form_of(history, plan, group, posted) for group in _periods(plan, months)]
    first_due = plan.period.months if first is None else 0
    paid = sum(posted.get(month, _NOTHING).paid for month in months[first_due:])
    moved = sum(posted.get(month, _NOTHING).debt for month in months)
    forms, rest = _settled(drafts, pool=paid - (balance - moved if first else 0))
    aside = max(0, history.balances.get(plan.account, 0)) if plan.account else 0
    told = tuple(reversed(_put_aside(forms, aside)))
    pace = _pace(history, plan, told[0], posted) if told else None
    return TaxSummary(
        today=history.today,
        currency=history.currency,
        plan=plan,
        posted=first is not None,
        forms=told,
        carried=max(0, -rest),
        ahead=max(0, rest),
        balance=balance,
        aside=aside,
        pace=pace and _covered(pace, told, ahead=max(0, rest), aside=aside),
        sales_accounts=tuple(sorted(history.codes(Group.SALES))),
        tax_account=account or "",
    )


def _months(history: History, plan: TaxPlan, first: Month | None) -> list[Month]:
    """Return the months that are told, whole periods from the first of them on."""
    begins = min(rate.first for rate in plan.rates)
    start = first or Month.of(max(begins, plan.since or begins))
    begun = min(history.months, default=Month.of(history.today))
    month = plan.period.start(max(start, begun, since(history.today)))
    found = []
    while month <= Month.of(history.today):
        found.append(month)
        month = month.plus(1)
    return found


def _periods(plan: TaxPlan, months: Iterable[Month]) -> list[list[Month]]:
    found: dict[Month, list[Month]] = {}
    for month in months:
        found.setdefault(plan.period.start(month), []).append(month)
    return list(found.values())


def _blank(history: History, plan: TaxPlan, months: list[Month]) -> TaxForm:
    last = plan.period.start(months[0]).plus(plan.period.months - 1)
    return TaxForm(
        first=plan.period.start(months[0]).first_day,
        last=last.last_day,
        due=plan.due(last),
        over=last.last_day <= history.today,
        posted=False,
        takings=0,
        net=0,
        percents=(),
        exempt=False,
        threshold=None,
        on_sales=0,
        on_purchases=0,
        other=0,
        paid=0,
        aside=0,
    )


def _posted_form(
    history: History, plan: TaxPlan, months: list[Month], posted: Mapping[Month, PostedTax]
) -> TaxForm:
    found = [posted.get(month, _NOTHING) for month in months]
    net = sum(_sales(history, month) for month in months)
    on_sales = sum(each.on_sales for each in found)
    rates = {month: rate for month in months if (rate := plan.rate(month))}
    return replace(
        _blank(history, plan, months),
        posted=True,
        takings=net + on_sales,
        net=net,
        on_sales=on_sales,
        on_purchases=sum(each.on_purchases for each in found),
        other=sum(each.other for each in found),
        threshold=_threshold(plan, list(rates.values())),
        at_rate=round(
            sum(
                _sales(history, month) * Fraction(rate.percent) / 100
                for month, rate in rates.items()
            )
        ),
    )


def _reckoned_form(
    history: History, plan: TaxPlan, months: list[Month], posted: Mapping[Month, PostedTax]
) -> TaxForm:
    rated = [month for month in months if plan.rate(month)]
    form = _reckoned(
        plan,
        _blank(history, plan, months),
        {month: _sales(history, month) for month in rated},
        _on_purchases(history, plan, rated, posted),
    )
    return replace(form, other=sum(posted.get(month, _NOTHING).other for month in months))


def _reckoned(
    plan: TaxPlan, blank: TaxForm, sold: Mapping[Month, int], on_purchases: int
) -> TaxForm:
    """Return the form of a period from the sales of its months that have a rate."""
    rates = {month: rate for month in sold if (rate := plan.rate(month))}
    sales = sum(sold.values())
    tax = sum(_on_sales(plan, sold[month], rate.percent) for month, rate in rates.items())
    threshold = _threshold(plan, list(rates.values()))
    net = sales - tax if plan.included else sales
    exempt = threshold is not None and net <= threshold
    on_sales = 0 if exempt else tax
    return replace(
        blank,
        takings=sales if plan.included else sales + on_sales,
        net=sales if exempt else net,
        percents=tuple(dict.fromkeys(rate.percent for rate in rates.values())),
        exempt=exempt,
        threshold=threshold,
        on_sales=on_sales,
        at_rate=tax,
        on_purchases=0 if exempt else on_purchases,
    )


def _pace(
    history: History, plan: TaxPlan, form: TaxForm, posted: Mapping[Month, PostedTax]
) -> TaxPace | None:
    """Return what the running period comes to at this pace, as if nothing were paid.

    Sales go on as ``sales_pace`` says; what is deducted for purchases, and tax that the books post
    themselves, grow as the sales do. What else is on the tax account stays.
    """
    ahead = None if form.over else sales_pace.by_month(history, until=form.last)
    if ahead is None:
        return None
    months = [Month.of(form.first).plus(number) for number in range(plan.period.months)]
    rated = [month for month in months if form.posted or plan.rate(month)]
    sold = {month: _sales(history, month) + ahead.get(month, 0) for month in rated}
    so_far = sum(_sales(history, month) for month in rated)
    growth = Fraction(sum(sold.values()), so_far) if so_far > 0 else Fraction(1)
    if form.posted:
        end = replace(
            form,
            net=sum(sold.values()),
            on_sales=round(form.on_sales * growth),
            on_purchases=round(form.on_purchases * growth),
        )
    else:
        on_purchases = round(_on_purchases(history, plan, rated, posted) * growth)
        end = replace(_reckoned(plan, form, sold, on_purchases), other=form.other)
    return TaxPace(
        last=form.last,
        due=form.due,
        net=end.net - (end.at_rate if end.exempt and plan.included else 0),
        exempt=end.exempt,
        threshold=end.threshold,
        amount=max(0, end.amount),
        certain=max(0, form.amount),
        paid=0,
        aside=0,
    )


def _covered(pace: TaxPace, forms: tuple[TaxForm, ...], *, ahead: int, aside: int) -> TaxPace:
    """Return it with what was paid for it, ``ahead`` too, and what is put aside for it."""
    running, *earlier = forms
    beyond = max(0, ahead - max(0, -running.amount))
    paid = min(running.paid + beyond, pace.amount)
    left = aside - sum(form.aside for form in earlier)
    return replace(pace, paid=paid, aside=min(left, pace.amount - paid))


def _on_sales(plan: TaxPlan, sales: int, percent: Decimal) -> int:
    """Return the tax on a month's sales, rounded once, half to even."""
    return _contained(sales, percent) if plan.included else round(sales * Fraction(percent) / 100)


def _contained(gross: int, percent: Decimal) -> int:
    """Return the tax that an amount contains, rounded half to even."""
    share = Fraction(percent) / 100
    return round(gross * share / (1 + share))


def _threshold(plan: TaxPlan, rates: list[TaxRate]) -> int | None:
    """Return what a whole period may sell free of tax, by the rates of its months."""
    known = [rate.threshold for rate in rates]
    if not known or any(each is None for each in known):
        return None
    most = max(each for each in known if each is not None)
    return most * plan.period.months


def _on_purchases(
    history: History, plan: TaxPlan, months: list[Month], posted: Mapping[Month, PostedTax]
) -> int:
    """Return what can be deducted: as the books tell it, else contained in the goods bought."""
    told = sum(posted.get(month, _NOTHING).on_purchases for month in months)
    if told or plan.purchases is None:
        return told
    goods = history.codes(Group.COST_OF_SALES, Group.STOCK)
    bought = sum(
        value
        for month in months
        for code, value in history.months.get(month, {}).items()
        if code in goods
    )
    return _contained(bought, plan.purchases)


def _sales(history: History, month: Month) -> int:
    codes = history.codes(Group.SALES)
    return -sum(value for code, value in history.months.get(month, {}).items() if code in codes)


def _settled(forms: list[TaxForm], *, pool: int) -> tuple[list[TaxForm], int]:
    """Settle each period out of ``pool`` and what periods have coming back, the earliest first.

    Return what is left of it: below zero where it began so, owed from before the first period.
    """
    pool += sum(-form.amount for form in forms if form.amount < 0)
    found = []
    for form in forms:
        part = min(max(pool, 0), max(form.amount, 0))
        pool -= part
        found.append(replace(form, paid=part))
    return found, pool


def _put_aside(forms: list[TaxForm], aside: int) -> list[TaxForm]:
    """Share the money that is put aside among what is open, the earliest first."""
    found = []
    for form in forms:
        part = min(aside, form.open)
        aside -= part
        found.append(replace(form, aside=part))
    return found
