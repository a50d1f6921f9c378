"""Reads Square's transactions: one payment or refund a row, by tender, with the fee kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.takings import Takings
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.domain.takings import Tender
from cfo_desktop.statements import checks
from cfo_desktop.statements import takings_rows
from cfo_desktop.statements import tenders
from cfo_desktop.statements import trade_cells
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.takings_rows import Amounts
from cfo_desktop.statements.trade_cells import Reading

PROFILE = "square"
_COLUMNS = trade_cells.vocabulary(
    {
        "day": "date",
        "time": "time",
        "gross": "gross_sales",
        "discounts": "discounts",
        "service": "service_charges",
        "net": "net_sales",
        "stored": "gift_card_sales",
        "tax": "tax",
        "tips": "tip tips",
        "partial": "partial_refunds",
        "total": "total_collected",
        "card": "card",
        "cash_app": "cash_app",
        "cash": "cash",
        "gift_card": "square_gift_card",
        "other": "other_tender",
        "other_type": "other_tender_type",
        "fees": "fees",
        "left": "net_total",
        "sale": "transaction_id",
        "payment": "payment_id",
        "event": "event_type",
        "status": "transaction_status",
        "text": "description details",
        "place": "location",
        "customer": "customer_name",
        "item": "item",
    }
)
_MONEY = ("total", "net", "tax", "tips", "card", "cash", "fees", "left")
_TENDERS = (
    ("card", Tender.CARD),
    ("cash_app", Tender.CARD),
    ("cash", Tender.CASH),
    ("gift_card", Tender.STORED),
)
_DONE = frozenset(("", "complete", "completed", "captured"))


def columns_of(names: Mapping[str, int]) -> dict[str, int] | None:
    """Return the columns of a Square export; ``None`` for any other header."""
    found = trade_cells.columns(names, _COLUMNS)
    if not {"day", "net", "tax", "sale"} <= set(found):
        return None
    return found if {"total", "item"} & set(found) else None


def read(
    table: Table, position: int, found: Mapping[str, int], *, currency: str | None
) -> TakingsList | Fault:
    """Read the transactions; faults: ``currency_needed``, ``items_only``."""
    if "total" not in found:
        return Fault("items_only", data={"name": "Square"})
    if currency is None:
        return Fault("currency_needed")
    rows = table.rows[position + 1 :]
    by = trade_cells.reading(table, position, found, days=("day",), money=_MONEY, currency=currency)
    outcome = takings_rows.read_all(rows, by, _takings)
    return outcome.result(
        currency=None, clearing=PROFILE, checks=tuple(_checks(by, outcome.takings))
    )


def _takings(row: TableRow, by: Reading, warnings: list[Fault]) -> Takings | Fault:
    place = by.table.place(row)
    moment = takings_rows.moment(row, by)
    if isinstance(moment, Fault):
        return moment
    if by.text(row, "status").casefold() not in _DONE:
        return Fault("not_done", place)
    amounts = Amounts(row, by)
    total = amounts.of("total")
    parts = [(tender, amounts.of(name)) for name, tender in _TENDERS]
    other = tenders.tender_of(by.text(row, "other_type")) or Tender.OTHER
    parts.append((other, amounts.of("other")))
    left = amounts.of("left") if "left" in by.columns else total + amounts.of("fees")
    tax, tips, stored = amounts.of("tax"), amounts.of("tips"), amounts.of("stored")
    if amounts.fault:
        return amounts.fault
    back = by.text(row, "event").casefold() == "refund" or total.minor < 0
    sale, payment = by.text(row, "sale"), by.text(row, "payment")
    return Takings(
        place=place,
        day=moment.day,
        time=moment.time,
        tenders=takings_rows.settled(parts, total, place, warnings),
        sales=total - tax - tips - stored,
        tax=tax,
        tips=tips,
        stored=stored,
        fee=total - left,
        narration=joined([by.text(row, "text"), by.text(row, "place")]),
        party=by.text(row, "customer"),
        reference=(payment or sale) if back else (sale or payment),
        other_references=() if back or not sale or not payment else (payment,),
        refund_of=sale if back else "",
        refund=back,
        key=payment or sale,
    )


def _checks(by: Reading, found: Sequence[Takings]) -> Iterator[Check]:
    """Compare what the sales make with the column of net sales, rows that were taken only."""
    taken = {each.place: each for each in found}
    printed = service = 0
    for row in by.table.rows:
        if by.table.place(row) not in taken:
            continue
        amounts = Amounts(row, by)
        printed += amounts.of("net").minor + amounts.of("partial").minor
        service += amounts.of("service").minor
    sales = sum(each.sales.minor for each in found)
    # older exports count service charges among the net sales
    expected = printed if sales == printed else printed + service
    yield checks.total("net_sales", Money(by.currency, expected), Money(by.currency, sales))
