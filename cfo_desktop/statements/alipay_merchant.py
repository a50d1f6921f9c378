"""Reads the trade bill of an Alipay merchant (业务明细): sales, refunds, and their fees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import checks
from cfo_desktop.statements import merchant
from cfo_desktop.statements import wallet
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.merchant import Result
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import flaw_of
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.table import row_short
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.table import words_of

PROFILE = "alipay-merchant"
_COLUMNS = {
    "trade": ("支付宝交易号",),
    "shop_order": ("商户订单号",),
    "type": ("业务类型",),
    "item": ("商品名称",),
    "finished": ("完成时间",),
    "created": ("创建时间",),
    "shop": ("门店名称",),
    "party": ("对方账户", "对方账号"),
    "order_sum": ("订单金额(元)", "订单金额"),
    "received": ("商家实收(元)", "商家实收"),
    "net": ("实收净额(元)", "实收净额"),
    "refund_id": ("退款批次号/请求号", "退款批次号", "退款请求号", "商户退款单号"),
    "fee": ("服务费(元)", "服务费"),
    "shared": ("分润(元)", "分润"),
    "note": ("备注",),
}
_NEEDED = frozenset(map(plain, ("支付宝交易号", "商户订单号", "业务类型")))
_SUMS = frozenset(map(plain, (*_COLUMNS["order_sum"], *_COLUMNS["received"])))
_SALE, _REFUND = "交易", "退款"
_END = re.compile(r"(明细列表结束|汇总列表)-")
_TOTAL_ROWS = {"合计", "总计", "汇总"}
_SALES = re.compile(r"交易合计\s*[:：]\s*(\d+)\s*笔[^\d]*([\d.,]+)\s*元")
_REFUNDS = re.compile(r"退款合计\s*[:：]\s*(\d+)\s*笔[^\d]*([\d.,]+)\s*元")


def is_bill(header: Header) -> bool:
    """Tell whether a table is this bill, by its header."""
    return header.names >= _NEEDED and bool(header.names & _SUMS)


def hint(number: str) -> AccountHint:
    """Return the hint of a merchant's account."""
    return AccountHint(PROFILE, number, "支付宝商户", Role.WALLET_ALIPAY)


def detail(rows: Iterable[TableRow]) -> list[TableRow]:
    """Return the rows of the list itself: no notes, no total line, nothing of a summary below."""
    found = []
    for row in rows:
        first = next((text for item in row.cells if (text := text_of(item))), "")
        if first.startswith("#") and _END.search(first):
            break
        if not merchant.is_note(row) and first not in _TOTAL_ROWS:
            found.append(row)
    return found


def whole_item(row: TableRow, columns: Mapping[str, int], times: Sequence[str]) -> TableRow:
    """Put a product's name together again that a comma has cut: the times behind it tell."""
    places = [columns[key] for key in times if columns[key] >= 0]

    def is_whole(other: TableRow) -> bool:
        return all(wallet.moment_of([text_of(cell(other, index))]) for index in places)

    return wallet.mended(row, columns["item"], is_whole)


def read(
    table: Table, header: Header, rows: Sequence[TableRow], around: Sequence[str]
) -> Statement:
    """Read the bill; its account is that of the preamble."""
    columns = merchant.columns(header, _COLUMNS)
    warnings: list[Fault] = []
    results: list[Result] = [
        _row(whole_item(row, columns, ("finished", "created")), table.place(row), columns, warnings)
        for row in detail(rows)
    ]
    return merchant.statement(
        hint(merchant.own_number(around)),
        results,
        warnings=warnings,
        controls=_controls("\n".join(around), results),
    )


def _sums(row: TableRow, place: str, sums: Mapping[str, int]) -> dict[str, int] | Fault:
    """Return the sums the row prints, in minor units; which of them are empty differs."""
    found = {}
    for key, index in sums.items():
        item = cell(row, index)
        money = merchant.money_of(item)
        if money is None:
            return Fault("amount_invalid", place, {"text": text_of(item)[:60]})
        if text_of(item):
            found[key] = money.minor
    return found


def _fee(printed: Mapping[str, int]) -> int:
    """Return what Alipay and the partners it shares a payment with keep; never negative.

    Some bills print it as −0.60 and others as 0.60: that it is charged with a sale and given back
    with a refund, the business type tells.
    """
    if "net" in printed and "received" in printed:
        return abs(printed["received"]) - abs(printed["net"])
    return abs(printed.get("fee", 0)) + abs(printed.get("shared", 0))


def _row(row: TableRow, place: str, columns: Mapping[str, int], warnings: list[Fault]) -> Result:
    if flaw := flaw_of(row, place):
        return flaw
    sums = {key: columns[key] for key in ("order_sum", "received", "net", "fee", "shared")}
    expected = max(columns["type"], columns["refund_id"], *sums.values()) + 1
    if len(row.cells) < expected:
        return row_short(row, place, expected=expected)

    def text(key: str) -> str:
        return words_of(cell(row, columns[key]))

    moment = wallet.moment_of(text(key) for key in ("finished", "created"))
    if moment is None:
        return Fault("date_invalid", place, {"text": (text("finished") or text("created"))[:60]})
    printed = _sums(row, place, sums)
    if isinstance(printed, Fault):
        return printed
    whole = printed.get("received", printed.get("order_sum", 0))
    gross, fee = abs(whole), _fee(printed)
    if not gross:
        return SkippedRow(place, "zero_amount")
    kind = text("type")
    if kind not in {_SALE, _REFUND}:
        warnings.append(Fault("type_unknown", place, {"text": kind[:40]}))
    refund = kind == _REFUND or (kind != _SALE and whole < 0)
    sign = -1 if refund else 1
    trade, refund_id = text("trade"), text("refund_id")
    reference = "_".join(filter(None, (trade, refund_id))) if refund else trade
    party, party_account = merchant.party_of(text("party"))
    return StatementRow(
        place=place,
        day=moment.day,
        time=moment.time,
        amount=Money(wallet.CURRENCY, sign * (gross - fee)),
        kind=RowKind.SALE_REFUND if refund else RowKind.SALE,
        party=party,
        narration=joined([text("item"), text("note")]),
        reference=reference,
        other_references=wallet.other_ids(reference, refund_id, trade, text("shop_order")),
        refund_of=trade if refund else "",
        party_account=party_account,
        fee=Money(wallet.CURRENCY, sign * fee) if fee else None,
    )


def _controls(around: str, results: Sequence[Result]) -> list[Check]:
    """Compare the totals below the list, which are of what customers paid and got back."""
    booked = [row for row in results if isinstance(row, StatementRow)]
    before_fees = [row.amount.minor + (row.fee.minor if row.fee else 0) for row in booked]
    sales, refunds = _SALES.search(around), _REFUNDS.search(around)
    found = []
    if sales and refunds:
        found += [checks.count(int(sales[1]) + int(refunds[1]), len(results))]
    for name, printed, minor in (
        ("total_in", sales, sum(n for n in before_fees if n > 0)),
        ("total_out", refunds, -sum(n for n in before_fees if n < 0)),
    ):
        if printed:
            found += merchant.total_check(name, Decimal(printed[2].replace(",", "")), minor)
    return found
