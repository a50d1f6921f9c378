"""Where figures of customers come from, for the menu that explains them."""

from __future__ import annotations

from collections.abc import Iterable

from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Reckoned
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.customers import Customer
from cfo_desktop.domain.customers import CustomerPage
from cfo_desktop.domain.customers import HourSales
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.ui.reckoned import Reckoning

_LISTED = 7
"""Customers named one by one; what the others bought is one sum."""
_YEAR = 12


def stretch(page: CustomerPage) -> Stretch:
    """Return the days that customers are looked at."""
    return Stretch(page.since.first_day, page.today)


def total(page: CustomerPage) -> Place:
    """Return where all sales come from."""
    return Place(accounts=page.sales_accounts, stretch=stretch(page))


def customer(page: CustomerPage, name: str) -> Place:
    """Return where the sales to one customer come from."""
    return Place(accounts=page.sales_accounts, stretch=stretch(page), party=name)


def kind(page: CustomerPage, code: str) -> Place:
    """Return where the sales of one account come from."""
    return Place(accounts=(code,), stretch=Stretch(page.kinds_since.first_day, page.today))


def monthly(page: CustomerPage, each: Customer) -> Reckoned:
    """Return how what a customer brings a month is reckoned."""
    first, last = Month.of(each.first), Month.of(each.last)
    months = (last.year - first.year) * _YEAR + last.number - first.number + 1
    made = Reckoning(page.currency)
    made.say(
        "customer_monthly",
        sales=made.money(each.sales, customer(page, each.name)),
        first=Fact(each.first),
        last=Fact(each.last),
        months=Fact(months, unit=Unit.MONTHS),
    )
    return made.made(behind=customer(page, each.name))


def together(page: CustomerPage, listed: Iterable[Customer]) -> Reckoned:
    """Return whose sales the sum of some customers is."""
    customers = sorted(listed, key=lambda each: (-each.sales, each.name))
    made = Reckoning(page.currency)
    made.say(
        "customers_together",
        customers=Fact(len(customers), unit=Unit.CUSTOMERS),
        when=Fact(stretch(page)),
    )
    shown = customers if len(customers) <= _LISTED + 1 else customers[:_LISTED]
    for each in shown:
        figure = Money(page.currency, each.sales)
        made.party(each.name, figure, place=customer(page, each.name))
    if len(customers) > len(shown):
        made.part("others", sum(each.sales for each in customers[len(shown) :]))
    return made.made()


def unnamed(page: CustomerPage) -> Reckoned:
    """Return what sales without a name are the rest of."""
    made = Reckoning(page.currency).say("sales_unnamed", when=Fact(stretch(page)))
    made.part("all_sales", page.total, place=total(page))
    made.part("to_customers", -sum(each.sales for each in page.customers))
    if page.left_out:
        made.part("no_customers", -sum(page.left_out.values()))
    return made.made()


def left_out(page: CustomerPage) -> Reckoned:
    """Return under whose names sales came that are no customers."""
    made = Reckoning(page.currency).say("sales_left_out", when=Fact(stretch(page)))
    for name, sales in page.left_out.items():
        made.party(name, Money(page.currency, sales), place=customer(page, name))
    return made.made()


def hour(page: CustomerPage, each: HourSales) -> Reckoned:
    """Return what the sales of an hour are made of."""
    made = Reckoning(page.currency)
    payments = Fact(each.payments, unit=Unit.PAYMENTS)
    return made.say("sales_hour", payments=payments, when=Fact(stretch(page))).made()
