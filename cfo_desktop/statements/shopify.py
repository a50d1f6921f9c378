"""Reads Shopify's orders: several rows an order, of which the first carries its totals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_EVEN
from decimal import Decimal

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.takings import Taken
from cfo_desktop.domain.takings import Takings
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.domain.takings import Tender
from cfo_desktop.statements import takings_rows
from cfo_desktop.statements import tenders
from cfo_desktop.statements import trade_cells
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import flaw_of
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.takings_rows import Amounts
from cfo_desktop.statements.takings_rows import Outcome
from cfo_desktop.statements.trade_cells import Reading

PROFILE = "shopify"
_COLUMNS = trade_cells.vocabulary(
    {
        "order": "name",
        "state": "financial_status",
        "paid": "paid_at",
        "made": "created_at",
        "cancelled": "cancelled_at",
        "currency": "currency",
        "subtotal": "subtotal",
        "shipping": "shipping",
        "tax": "taxes",
        "total": "total",
        "tips": "tip tips",
        "method": "payment_method payment_methods",
        "refunded": "refunded_amount",
        "owed": "outstanding_balance",
        "id": "id",
        "customer": "billing_name shipping_name",
        "item": "lineitem_name",
        "payment": "payment_reference payment_references payment_id",
    }
)
_MONEY = ("total", "subtotal", "tax", "refunded", "owed")
_PAID = frozenset(("paid", "partially_refunded", "refunded", "partially_paid"))


def columns_of(names: Mapping[str, int]) -> dict[str, int] | None:
    """Return the columns of an export of orders; ``None`` for any other header."""
    found = trade_cells.columns(names, _COLUMNS)
    return found if {"order", "state", "total", "item", "made"} <= set(found) else None


def read(
    table: Table, position: int, found: Mapping[str, int], *, currency: str | None
) -> TakingsList | Fault:
    """Read the orders; faults: ``currency_needed``."""
    rows = table.rows[position + 1 :]
    said = trade_cells.told_currency(rows, found)
    used = said or currency
    if used is None:
        return Fault("currency_needed")
    by = trade_cells.reading(
        table, position, found, days=("paid", "made"), money=_MONEY, currency=used
    )
    outcome = Outcome(warnings=list(by.warnings))
    orders: set[str] = set()
    for row in rows:
        _read_row(row, by, orders, outcome)
    return outcome.result(currency=said, clearing=PROFILE, checks=())


def _read_row(row: TableRow, by: Reading, orders: set[str], outcome: Outcome) -> None:
    place = by.table.place(row)
    if flaw := flaw_of(row, place):
        outcome.rejected.append(flaw)
        return
    order = by.text(row, "order")
    if not order or by.is_header(row, order):
        if not order and any(map(text_of, row.cells)):
            outcome.rejected.append(Fault("order_number_missing", place))
        return
    if order in orders and not by.text(row, "state") and not text_of(by.cell(row, "total")):
        outcome.skipped.append(Fault("order_line", place, {"order": order}))
        return
    orders.add(order)
    sale = _sale(row, by, outcome.warnings)
    outcome.add(sale)
    if isinstance(sale, Takings):
        refund = _refund(row, sale, by, outcome.warnings)
        if refund is not None:
            outcome.add(refund)


def _sale(row: TableRow, by: Reading, warnings: list[Fault]) -> Takings | Fault:
    place = by.table.place(row)
    state = re.sub(r"\s+", "_", by.text(row, "state").casefold())
    if state not in _PAID:
        return Fault("order_unpaid", place, {"state": state or "–"})
    if other := by.other_currency(row):
        return other
    moment = by.moment(row, "paid", "made")
    if isinstance(moment, Fault):
        return moment
    amounts = Amounts(row, by)
    total, tax, tips = amounts.printed("total"), amounts.of("tax"), amounts.of("tips")
    owed = amounts.of("owed") if state == "partially_paid" else Money(by.currency, 0)
    if amounts.fault or total is None:
        return amounts.fault or Fault("amount_missing", place)
    parts = [(_tender(row, by, warnings), total - owed), (Tender.ON_ACCOUNT, owed)]
    order, number = by.text(row, "order"), by.text(row, "id")
    others = dict.fromkeys(text for text in (number, by.text(row, "payment")) if text)
    return Takings(
        place=place,
        day=moment.day,
        time=moment.time,
        tenders=takings_rows.settled(parts, total, place, warnings),
        sales=total - tax - tips,
        tax=tax,
        tips=tips,
        stored=Money(by.currency, 0),
        fee=Money(by.currency, 0),
        narration=joined(["Shopify", by.text(row, "item")]),
        party=by.text(row, "customer"),
        reference=order,
        other_references=tuple(others),
        key=order,
    )


def _tender(row: TableRow, by: Reading, warnings: list[Fault]) -> Tender:
    """Return what an order was paid with; several ways in one cell have no amounts of their own."""
    text = by.text(row, "method")
    ways = {
        tenders.tender_of(way.replace("_", " ")) or Tender.OTHER
        for way in re.split(r"[+,;&]", text)
        if way.strip()
    }
    if len(ways) > 1:
        warnings.append(Fault("tenders_not_told_apart", by.table.place(row), {"text": text[:60]}))
    return ways.pop() if len(ways) == 1 else Tender.OTHER


def _refund(row: TableRow, sale: Takings, by: Reading, warnings: list[Fault]) -> Takings | None:
    """Return what was given back up to now; its tax by its share of the order where not all was."""
    amounts = Amounts(row, by)
    given, total = amounts.of("refunded"), sale.total
    if amounts.fault:
        warnings.append(amounts.fault)
    if given.minor <= 0 or not total.minor:
        return None
    share = Decimal(given.minor) / Decimal(total.minor)
    tax = -int((sale.tax.minor * share).quantize(Decimal(1), ROUND_HALF_EVEN))
    tips = -sale.tips.minor if given == total else 0
    warnings.append(Fault("refund_day_unknown", sale.place, {"order": sale.reference}))
    tender = sale.tenders[0].tender if sale.tenders else Tender.OTHER
    return replace(
        sale,
        tenders=(Taken(tender, -given),),
        sales=Money(given.currency, -given.minor - tax - tips),
        tax=Money(given.currency, tax),
        tips=Money(given.currency, tips),
        refund=True,
        refund_of=sale.reference,
        total_to_date=given,
    )
