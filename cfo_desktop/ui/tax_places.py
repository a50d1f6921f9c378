"""Where figures of the tax on sales come from, for the menu that explains them."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Reckoned
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.tax import TaxForm
from cfo_desktop.domain.tax import TaxSummary
from cfo_desktop.ui.reckoned import NOWHERE
from cfo_desktop.ui.reckoned import Reckoning


def line(name: str, form: TaxForm, summary: TaxSummary) -> Reckoned:
    """Return what a line of a period was reckoned from: ``takings``, ``net``, ... ``missing``."""
    days = Stretch(form.first, min(form.last, summary.today))
    sales = Place(accounts=summary.sales_accounts, stretch=days)
    made = Reckoning(summary.currency)
    when = Fact(days)
    if name in {"takings", "net"}:
        made.say(f"tax.{name}", when=when)
        if form.exempt:
            made.say("tax.exempt")
        gross = summary.plan.included and not form.posted
        _sales_parts(made, name, form, sales, gross=gross)
        return made.made(behind=sales)
    if name in {"on_sales", "on_purchases", "other"}:
        return _taxed(made, name, form, sales=sales, tax=_tax(summary, days))
    made.say(f"tax.{name}")
    if name == "amount":
        made.part("tax_on_sales", form.on_sales)
        made.part("tax_on_purchases", -form.on_purchases)
        if form.other:
            made.part("tax_other", form.other)
    if name == "missing":
        made.part("tax_owed", max(form.amount, 0))
        made.part("tax_paid", -form.paid)
        made.part("tax_aside", -form.aside)
    return made.made(behind=_behind(name, form, summary))


def _sales_parts(made: Reckoning, name: str, form: TaxForm, sales: Place, *, gross: bool) -> None:
    """Add what goods and tax make of the takings, or what is left of these without the tax.

    ``gross`` is whether the sales in the books have the tax in them.
    """
    if name == "takings":
        made.part("net_sales", form.net, place=NOWHERE if gross else sales)
        made.part("tax_on_sales", form.takings - form.net)
    elif gross:
        made.part("takings", form.takings, place=sales)
        made.part("tax_on_sales", form.net - form.takings)


def _taxed(made: Reckoning, name: str, form: TaxForm, *, sales: Place, tax: Place) -> Reckoned:
    """Return where one kind of tax comes from: the tax account, or the sales by a rate."""
    how = "posted" if form.posted else "exempt" if form.exempt else "reckoned"
    if name == "other":
        return made.say("tax.other", when=Fact(_days(tax, sales))).made(behind=tax)
    made.say(f"tax.{name}.{how}", when=Fact(_days(tax, sales)))
    if form.posted:
        return made.made(behind=tax)
    return made.made(behind=sales if name == "on_sales" else NOWHERE)


def _days(*places: Place) -> Stretch:
    return next(each.stretch for each in places if each.stretch is not None)


def _behind(name: str, form: TaxForm, summary: TaxSummary) -> Place:
    """Return what of the books stands behind what was paid or put aside."""
    if name == "paid":
        return _tax(summary, Stretch(form.first, summary.today))
    account = summary.plan.account
    if name == "aside" and account:
        return _held(account, summary.today)
    return NOWHERE


def _tax(summary: TaxSummary, days: Stretch) -> Place:
    return Place(accounts=(summary.tax_account,), stretch=days) if summary.tax_account else NOWHERE


def _held(account: str, day: dt.date) -> Place:
    return Place(accounts=(account,), stretch=Stretch(day, day))
