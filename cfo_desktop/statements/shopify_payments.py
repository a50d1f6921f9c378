"""Reads the transactions of Shopify Payments: what each charge and refund of an order cost."""

from __future__ import annotations

from collections.abc import Mapping

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.takings import Takings
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.domain.takings import Tender
from cfo_desktop.statements import takings_rows
from cfo_desktop.statements import trade_cells
from cfo_desktop.statements.shopify import PROFILE as CLEARING
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.takings_rows import Amounts
from cfo_desktop.statements.trade_cells import Reading

PROFILE = "shopify-payments"
_COLUMNS = trade_cells.vocabulary(
    {
        "day": "transaction_date",
        "sort": "type",
        "order": "order",
        "total": "amount",
        "fees": "fee",
        "net": "net",
        "currency": "currency",
        "checkout": "checkout",
        "brand": "card_brand",
    }
)
_MONEY = ("total", "fees", "net")
_SALES = {"charge", "sale", "refund"}
_PAID_OUT = {"payout", "transfer"}


def columns_of(names: Mapping[str, int]) -> dict[str, int] | None:
    """Return the columns of the export; ``None`` for any other header."""
    found = trade_cells.columns(names, _COLUMNS)
    needed = {"day", "sort", "order", "total", "fees", "net", "checkout"}
    return found if needed <= set(found) else None


def read(
    table: Table, position: int, found: Mapping[str, int], *, currency: str | None
) -> TakingsList | Fault:
    """Read the transactions; faults: ``currency_needed``."""
    rows = table.rows[position + 1 :]
    said = trade_cells.told_currency(rows, found)
    used = said or currency
    if used is None:
        return Fault("currency_needed")
    by = trade_cells.reading(table, position, found, days=("day",), money=_MONEY, currency=used)
    outcome = takings_rows.read_all(rows, by, _takings)
    return outcome.result(currency=said, clearing=CLEARING, checks=())


def _takings(row: TableRow, by: Reading, warnings: list[Fault]) -> Takings | Fault:
    """A dispute or an adjustment is no sale: its money waits to be sorted."""
    place = by.table.place(row)
    moment = by.moment(row, "day")
    if isinstance(moment, Fault):
        return moment
    if other := by.other_currency(row):
        return other
    amounts = Amounts(row, by)
    amount, net, fee = amounts.printed("total"), amounts.printed("net"), amounts.of("fees")
    if amounts.fault or amount is None:
        return amounts.fault or Fault("amount_missing", place)
    sort, order = by.text(row, "sort").casefold(), by.text(row, "order")
    if sort in _PAID_OUT:
        return Fault("payout_listed", place)
    nothing = Money(by.currency, 0)
    sales = amount if sort in _SALES else nothing
    parts = [(Tender.CARD, amount), (Tender.OTHER, sales - amount)]
    back = sort == "refund" or sales.minor < 0
    return Takings(
        place=place,
        day=moment.day,
        time=moment.time,
        tenders=takings_rows.settled(parts, sales, place, warnings),
        sales=sales,
        tax=nothing,
        tips=nothing,
        stored=nothing,
        fee=amount - net if net is not None else fee,
        narration=joined([f"Shopify {sort}", order, by.text(row, "brand")]),
        reference=by.text(row, "checkout") if back else order or by.text(row, "checkout"),
        refund_of=order if back else "",
        refund=back,
        payment_of=order if sort in _SALES else "",
    )
