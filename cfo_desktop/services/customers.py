"""Customers of an open book: who comes, who stopped, and a list of them to act on."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from cfo_desktop.analysis import customers
from cfo_desktop.base import clock
from cfo_desktop.base.files import write_atomically
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.customers import Customer
from cfo_desktop.domain.customers import CustomerPage
from cfo_desktop.domain.customers import PartyMonth
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.period import Month
from cfo_desktop.reports import export_csv
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import history
from cfo_desktop.services.books import Book
from cfo_desktop.store import customers as kept
from cfo_desktop.store import database

_COMPANIES = frozenset(
    (
        *("alipay", "支付宝", "支付宝(中国)网络技术有限公司", "支付宝（中国）网络技术有限公司"),
        *("wechat pay", "微信支付", "财付通", "财付通支付科技有限公司", "tenpay"),
        *("美团", "饿了么", "抖音", "京东", "银联", "银联商务", "拉卡拉", "收钱吧"),
        *("square", "stripe", "shopify", "sumup", "zettle", "paypal", "worldpay", "klarna"),
        *("uber eats", "doordash", "deliveroo", "just eat", "grubhub", "foodpanda"),
    )
)
"""Names, in small letters, under which wallets, card companies and platforms pay takings out."""


def read(book: Book, *, discount: Decimal | None = None) -> CustomerPage:
    """Return everything that a screen of customers shows.

    ``discount`` is one in per cent to reckon. Raises ``UserError("percent_invalid")``.
    """
    past = history.read(book)
    first = customers.since(past.today).first_day
    with database.mapped_errors():
        hours = kept.by_hour(book.store.connection, first, past.today)
    page = customers.page(
        past,
        _parties(book, past.today),
        no_customers=_no_customers(book, first, past.today),
        hours=hours,
    )
    return replace(page, discount=customers.discount(past, discount)) if discount else page


def kept_page(book: Book) -> CustomerPage:
    """Return the same without a discount, kept until something is written or a day has passed."""
    with database.mapped_errors():
        state = (clock.today(), *database.state(book.store.connection))
    if book.customers is None or book.customers[0] != state:
        book.customers = (state, read(book))
    return book.customers[1]


def by_month(book: Book) -> dict[str, dict[Month, int]]:
    """Return {name in small letters: {month: sales}} of every party that bought something."""
    return customers.by_month(_parties(book, clock.today()))


def write_list(
    path: Path, listed: Sequence[Customer], *, heads: Sequence[str], currency: str
) -> None:
    """Write customers as a table of comma-separated values: the owner's explicit act.

    ``heads`` name the columns: name, first and last visit, visits, rhythm, days away, sales and
    sales a month. Raises ``UserError`` of the disk.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    for each in listed:
        writer.writerow(
            (
                export_csv.guarded(each.name),
                each.first.isoformat(),
                each.last.isoformat(),
                each.visits,
                "" if each.rhythm is None else each.rhythm,
                each.away,
                decimal_text(each.sales, currency),
                "" if each.monthly is None else decimal_text(each.monthly, currency),
            )
        )
    # The mark at the start is what makes spreadsheets read Chinese names as they are.
    write_atomically(path, text.getvalue().encode("utf-8-sig"))


def _parties(book: Book, today: dt.date) -> list[PartyMonth]:
    first = customers.since(today).first_day
    with database.mapped_errors():
        return kept.by_party(book.store.connection, first, today)


def _no_customers(book: Book, first: dt.date, last: dt.date) -> frozenset[str]:
    """Return the names that are no customers, in small letters, as far as the book knows them."""
    with database.mapped_errors():
        movers = kept.movers(book.store.connection, first, last)
    names = {name.casefold() for name in movers}
    for account in chart.all_accounts(book):
        if account.group is Group.CASH:
            names |= {account.name.casefold(), account.name_zh.casefold()}
    return frozenset(names) | _COMPANIES
