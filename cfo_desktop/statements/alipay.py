"""Reads the personal bill of Alipay (支付宝交易明细), the app's and the older web site's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import alipay_moves
from cfo_desktop.statements import wallet
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.wallet import Bill
from cfo_desktop.statements.wallet import Columns
from cfo_desktop.statements.wallet import column

PROFILE = "alipay-personal"
_SHARED = frozenset(map(plain, ("交易对方", "收/支", "交易状态")))
_ORDERS = frozenset(map(plain, ("交易订单号", "交易号")))
_ITEMS = frozenset(map(plain, ("商品说明", "商品名称")))
_ACCOUNT = re.compile(r"(?:支付宝账[户号]|账号)\s*[:：]\s*\[?([^\]\s]{3,60})")
_CLOSED = re.compile(r"^(交易)?(已)?关闭$")
_FAILED = re.compile(r"失败|已撤销|已取消")
_UNPAID = re.compile(r"等待付款|待付款|等待买家付款|待支付|未付款")
_HELD = re.compile(r"(解?冻结?|免押|信用服务|芝麻|先享后付|预授权).*(成功|使用|下单|中)")
_DONE = re.compile(r"成功|完成|收货|发货|已(付款|还款|到账|退款|支付|收款|收|转账)|结束")


def is_bill(header: Header) -> bool:
    """Tell whether a table is this bill, by its header."""
    names = header.names
    return names >= _SHARED and bool(names & _ORDERS) and bool(names & _ITEMS)


def read(
    table: Table, header: Header, rows: Sequence[TableRow], around: Sequence[str]
) -> Statement:
    """Read the bill; the statement's own account is the wallet's cash (余额)."""
    read_bills = wallet.read_bills(table, rows, _columns(header), around=around)
    undone = _undone(read_bills.bills)

    def row_of(bill: Bill, warnings: list[Fault]) -> StatementRow | SkippedRow:
        return _row(bill, undone, warnings)

    number = read_bills.printed(_ACCOUNT)
    account = AccountHint("alipay", number, "支付宝余额", Role.WALLET_ALIPAY)
    return wallet.with_refunded(read_bills.statement(account, row_of))


def _columns(header: Header) -> Columns:
    times = (
        column(header, name) for name in ("交易时间", "付款时间", "交易创建时间", "最近修改时间")
    )
    return Columns(
        time=tuple(index for index in times if index >= 0),
        amount=column(header, "金额", "金额(元)"),
        direction=column(header, "收/支"),
        sort=column(header, "交易分类", "类型"),
        party=column(header, "交易对方"),
        item=column(header, "商品说明", "商品名称"),
        method=column(header, "收/付款方式", "支付方式"),
        status=column(header, "交易状态"),
        order=column(header, "交易订单号", "交易号"),
        shop_order=column(header, "商家订单号"),
        note=column(header, "备注"),
        fee=column(header, "服务费(元)"),
        funds=column(header, "资金状态"),
        party_account=column(header, "对方账号"),
    )


def _undone(bills: Sequence[Bill]) -> Mapping[str, str]:
    """Return why the rows of closed orders move nothing, by place.

    An order that was paid, closed and paid back in full stands as a payment and its refunds, which
    cancel; one that was closed before it was paid stands alone.
    """
    closed = {bill.order: bill for bill in bills if bill.order and _CLOSED.match(bill.status)}
    refunds: dict[str, list[Bill]] = defaultdict(list)
    for bill in bills:
        if alipay_moves.is_refund(bill):
            refunds[_original(bill, closed)].append(bill)
    reasons: dict[str, str] = {}
    for bill in bills:
        if not _CLOSED.match(bill.status):
            continue
        back = refunds.get(bill.order, []) if bill.order else []
        total = sum(refund.amount.minor for refund in back)
        if back and total < bill.amount.minor:
            continue  # the part that was kept is an expense
        reasons[bill.place] = "closed"
        if total == bill.amount.minor:
            reasons |= {refund.place: "refund_of_closed" for refund in back}
    return reasons


def _original(refund: Bill, closed: Mapping[str, Bill]) -> str:
    """A refund's order number is the payment's with a suffix after ``_`` or ``*``."""
    for mark in re.finditer(r"[_*]|$", refund.order):
        if refund.order[: mark.start()] in closed:
            return refund.order[: mark.start()]
    shop_order = refund.shop_order
    return next(
        (order for order, bill in closed.items() if shop_order and bill.shop_order == shop_order),
        "",
    )


def _row(bill: Bill, undone: Mapping[str, str], warnings: list[Fault]) -> StatementRow | SkippedRow:
    if bill.place in undone:
        return SkippedRow(bill.place, undone[bill.place])
    for pattern, code in ((_FAILED, "failed"), (_UNPAID, "unpaid"), (_HELD, "held")):
        if pattern.search(bill.status):
            return SkippedRow(bill.place, code)
    if not bill.amount.minor:
        return SkippedRow(bill.place, "zero_amount")
    if alipay_moves.paid_by_other(bill):
        return SkippedRow(bill.place, "paid_by_other")
    if not _DONE.search(bill.status) and not _CLOSED.match(bill.status):
        warnings.append(Fault("status_unknown", bill.place, {"status": bill.status[:40]}))
    move = alipay_moves.of(bill)
    if move.warning:
        warnings.append(Fault(move.warning, bill.place, {"text": bill.item[:40]}))
    row = wallet.moved(bill, move)
    return replace(
        row,
        amount=_with_fee(row.amount, bill.fee),
        party_account=bill.party_account,
        fee=bill.fee,
    )


def _with_fee(amount: Money, fee: Money | None) -> Money:
    """The web site's bills list the service fee beside the amount: it leaves the wallet too."""
    return amount - fee if fee else amount
