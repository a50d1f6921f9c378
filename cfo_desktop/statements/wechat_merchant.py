"""Reads the trade bill of a WeChat Pay merchant (交易账单): sales, refunds, and their fees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
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
from cfo_desktop.statements import merchant
from cfo_desktop.statements import wallet
from cfo_desktop.statements.dates import Moment
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.merchant import Result
from cfo_desktop.statements.merchant import Sections
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import flaw_of
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.table import row_short
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.table import words_of

PROFILE = "wechat-merchant"
# ALL, SUCCESS and REFUND bills have other columns each; older ones name the sums otherwise.
_COLUMNS = {
    "time": ("交易时间",),
    "refunded": ("退款成功时间",),
    "requested": ("退款申请时间",),
    "merchant": ("商户号",),
    "sub_merchant": ("特约商户号", "子商户号"),
    "order": ("微信订单号",),
    "shop_order": ("商户订单号",),
    "status": ("交易状态",),
    "currency": ("货币种类",),
    "sale": ("应结订单金额", "总金额", "订单金额"),
    "refund": ("退款金额", "申请退款金额"),
    "refund_id": ("微信退款单号",),
    "shop_refund_id": ("商户退款单号",),
    "refund_status": ("退款状态",),
    "item": ("商品名称",),
    "fee": ("手续费",),
    "rate": ("费率",),
}
_NEEDED = frozenset(map(plain, ("交易时间", "微信订单号", "商户订单号", "交易状态")))
_SUMS = frozenset(map(plain, (*_COLUMNS["sale"], *_COLUMNS["refund"])))
_TOTALS = "总交易单数"
_NONE = {"", "0", "-", "/"}

_SALE, _REFUND, _REVOKED = {"SUCCESS", "支付成功"}, {"REFUND", "转入退款"}, {"REVOKED", "已撤销"}
_NOT_PAID = {
    "NOTPAY": "unpaid",
    "未支付": "unpaid",
    "USERPAYING": "unpaid",
    "用户支付中": "unpaid",
    "CLOSED": "closed",
    "已关闭": "closed",
    "PAYERROR": "failed",
    "支付失败": "failed",
}
_GIVEN_BACK = {"SUCCESS", "退款成功", "REFUND_SUCCESS", "已退款"}
_NOT_GIVEN_BACK = {
    "PROCESSING": "refund_pending",
    "退款处理中": "refund_pending",
    "处理中": "refund_pending",
    "NOTSURE": "refund_pending",
    "FAIL": "refund_failed",
    "退款失败": "refund_failed",
    "CHANGE": "refund_failed",
    "转入代发": "refund_failed",
    "ABNORMAL": "refund_failed",
    "退款异常": "refund_failed",
    "CLOSED": "refund_failed",
    "REFUNDCLOSE": "refund_failed",
    "退款关闭": "refund_failed",
}


def is_bill(header: Header) -> bool:
    """Tell whether a table is this bill, by its header."""
    return header.names >= _NEEDED and bool(header.names & _SUMS)


def hint(number: str) -> AccountHint:
    """Return the hint of a merchant's account; the funds bill does not print the number."""
    return AccountHint(PROFILE, number, "微信支付商户", Role.WALLET_WECHAT)


def read(
    table: Table, header: Header, rows: Sequence[TableRow], _around: Sequence[str]
) -> Statement:
    """Read the bill; a service provider's lists the sales of several merchants.

    The statement's own account is the merchant with most rows.
    """
    columns = merchant.columns(header, _COLUMNS)
    parts = merchant.sections(rows, header, total_name=_TOTALS)
    width = header.width
    read_trades = [
        _trade(_mended(row, columns) if len(row.cells) > width else row, table.place(row), columns)
        for row in parts.rows
    ]
    trades = [trade for trade in read_trades if isinstance(trade, _Trade)]
    numbers = Counter(trade.merchant for trade in trades)
    own = max(numbers, key=lambda number: numbers[number], default="")
    warnings: list[Fault] = []
    results: list[Result] = [
        _result(each, own, warnings) if isinstance(each, _Trade) else each for each in read_trades
    ]
    if not parts.totals:
        warnings.append(Fault("totals_missing"))
    return merchant.statement(
        hint(own), results, warnings=warnings, controls=_controls(parts, trades, results)
    )


@dataclass(frozen=True, slots=True)
class _Trade:
    """One row as printed; sums are never negative, ``fee`` is what was printed."""

    place: str
    moment: Moment
    merchant: str
    order: str
    shop_order: str
    status: str
    sale: Money
    refund: Money
    refund_id: str
    shop_refund_id: str
    refund_status: str
    item: str
    fee: Decimal

    @property
    def is_refund(self) -> bool:
        """Whether money went back, by the business type and not by where a sum stands."""
        if self.status in _REFUND | _REVOKED:
            return True
        if self.status in _SALE:
            return self.refund_id not in _NONE and not self.sale.minor
        return self.status not in _NOT_PAID and self.refund_id not in _NONE


def _mended(row: TableRow, columns: Mapping[str, int]) -> TableRow:
    """Put a product's name together again: the fee and its rate show where it ends."""

    def is_whole(other: TableRow) -> bool:
        fee, rate = (text_of(cell(other, columns[key])) for key in ("fee", "rate"))
        known = columns["rate"] < 0 or rate.endswith("%")
        return known and bool(fee) and merchant.sum_of(fee) is not None

    return wallet.mended(row, columns["item"], is_whole)


def _trade(row: TableRow, place: str, columns: Mapping[str, int]) -> _Trade | Fault:
    if flaw := flaw_of(row, place):
        return flaw
    sums = [columns[key] for key in ("sale", "refund", "fee")]
    expected = max(*sums, columns["status"], columns["refund_status"]) + 1
    if len(row.cells) < expected:
        return row_short(row, place, expected=expected)

    def text(key: str) -> str:
        return words_of(cell(row, columns[key]))

    moment = wallet.moment_of(text(key) for key in ("refunded", "requested", "time"))
    if moment is None:
        return Fault("date_invalid", place, {"text": text("time")[:60]})
    if text("currency").upper() not in {"", wallet.CURRENCY, "人民币"}:
        return Fault("currency_other", place, {"currency": text("currency")[:20]})
    sale, refund = (merchant.money_of(cell(row, columns[key])) for key in ("sale", "refund"))
    fee = merchant.sum_of(cell(row, columns["fee"]))
    if sale is None or refund is None or fee is None or merchant.cents(fee) is None:
        wrong = ((sale, "sale"), (refund, "refund"), (None, "fee"))
        bad = next(columns[key] for value, key in wrong if value is None)
        return Fault("amount_invalid", place, {"text": text_of(cell(row, bad))[:60]})
    sub = text("sub_merchant")
    return _Trade(
        place=place,
        moment=moment,
        merchant=sub if sub not in _NONE else text("merchant"),
        order=text("order"),
        shop_order=text("shop_order"),
        status=text("status").upper(),
        sale=replace(sale, minor=abs(sale.minor)),
        refund=replace(refund, minor=abs(refund.minor)),
        refund_id=text("refund_id"),
        shop_refund_id=text("shop_refund_id"),
        refund_status=text("refund_status").upper(),
        item=text("item"),
        fee=fee,
    )


def _result(trade: _Trade, own: str, warnings: list[Fault]) -> StatementRow | SkippedRow:
    """Book a sale or a refund; what was not paid or not given back moves nothing."""
    if reason := _skipped(trade):
        return SkippedRow(trade.place, reason)
    known = _GIVEN_BACK | {""} if trade.is_refund else _SALE
    status = trade.refund_status if trade.is_refund else trade.status
    if status not in known:
        warnings.append(Fault("status_unknown", trade.place, {"status": status[:40]}))
    return _refund_row(trade, own) if trade.is_refund else _sale_row(trade, own)


def _skipped(trade: _Trade) -> str:
    """Return why a row moves no money; empty where it does."""
    if trade.status in _NOT_PAID:
        return _NOT_PAID[trade.status]
    if trade.is_refund:
        if trade.status in _REVOKED and not trade.refund.minor:
            return "revoked"
        if reason := _NOT_GIVEN_BACK.get(trade.refund_status):
            return reason
    moved = trade.refund if trade.is_refund else trade.sale
    return "" if moved.minor else "zero_amount"


def _sale_row(trade: _Trade, own: str) -> StatementRow:
    fee = _fee(trade)
    return StatementRow(
        place=trade.place,
        day=trade.moment.day,
        time=trade.moment.time,
        amount=trade.sale - fee,
        account=None if trade.merchant == own else hint(trade.merchant),
        kind=RowKind.SALE,
        narration=trade.item,
        reference=trade.order,
        other_references=wallet.other_ids(trade.order, trade.shop_order),
        fee=fee if fee.minor else None,
    )


def _refund_row(trade: _Trade, own: str) -> StatementRow:
    fee = _fee(trade)
    reference = refund_reference(trade.order, trade.refund_id)
    ids = (trade.refund_id, trade.shop_refund_id, trade.order, trade.shop_order)
    return StatementRow(
        place=trade.place,
        day=trade.moment.day,
        time=trade.moment.time,
        amount=fee - trade.refund,
        account=None if trade.merchant == own else hint(trade.merchant),
        kind=RowKind.SALE_REFUND,
        narration=trade.item,
        reference=reference,
        other_references=wallet.other_ids(reference, *ids),
        refund_of=trade.order,
        fee=-fee if fee.minor else None,
    )


def refund_reference(order: str, refund_id: str) -> str:
    """Return the id of a refund: an order may be given back in several."""
    return f"{order}_{refund_id}" if order and refund_id not in _NONE else order or refund_id


def _fee(trade: _Trade) -> Money:
    """The fee in whole fen, charged or given back: which of both, the business type tells."""
    fee = merchant.cents(trade.fee.copy_abs())
    return fee or Money(wallet.CURRENCY, 0)


def _controls(parts: Sections, trades: Sequence[_Trade], results: Sequence[Result]) -> list[Check]:
    booked = {row.place for row in results if isinstance(row, StatementRow)}
    moved = [trade for trade in trades if trade.place in booked]
    sales = sum(trade.sale.minor for trade in moved if not trade.is_refund)
    refunds = sum(trade.refund.minor for trade in moved if trade.is_refund)
    fees = sum(_signed_fee(trade) for trade in moved)
    every_fee = merchant.cents(sum((trade.fee for trade in trades), Decimal(0)))
    return [
        *merchant.count_check(parts.total(_TOTALS), len(results)),
        *merchant.total_check(
            "total_in",
            parts.total("应结订单总金额", "总交易额", "订单总金额"),
            sales,
            sum(trade.sale.minor for trade in trades),
        ),
        *merchant.total_check(
            "total_out",
            parts.size("退款总金额", "总退款金额", "申请退款总金额"),
            refunds,
            sum(trade.refund.minor for trade in trades),
        ),
        *merchant.total_check(
            "total_fee", parts.total("手续费总金额"), fees, every_fee.minor if every_fee else fees
        ),
    ]


def _signed_fee(trade: _Trade) -> int:
    return -_fee(trade).minor if trade.is_refund else _fee(trade).minor
