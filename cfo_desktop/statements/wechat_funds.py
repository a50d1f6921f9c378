"""Reads the funds bill of a WeChat Pay merchant (资金账单): what moved its balance, fees apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence

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
from cfo_desktop.statements import wechat_merchant
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.merchant import Result
from cfo_desktop.statements.merchant import Sections
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import flaw_of
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.table import row_short
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.table import words_of

PROFILE = "wechat-merchant-funds"
_COLUMNS = {
    "time": ("记账时间",),
    "business_id": ("微信支付业务单号",),
    "flow_id": ("资金流水单号",),
    "name": ("业务名称",),
    "type": ("业务类型",),
    "direction": ("收支类型",),
    "amount": ("收支金额(元)", "收支金额"),
    "balance": ("账户结余(元)", "账户结余"),
    "note": ("备注",),
    "voucher": ("业务凭证号",),
}
_NEEDED = frozenset(map(plain, ("记账时间", "资金流水单号", "收支类型")))
_AMOUNT = frozenset(map(plain, _COLUMNS["amount"]))
_TOTALS = "资金流水总笔数"
_SIGNS = {"收入": 1, "支出": -1}
_FEE = re.compile(r"手续费|服务费|佣金")
_BANK = re.compile(r"提现|充值|结算至银行|划款")
_SALE = re.compile(r"交易|收款|支付|订单|入账")
_RETURNED_FEE = re.compile(r"退款总金额\s*([\d.,]+)\s*元.*?含手续费\s*([\d.,]+)\s*元")
_NUMBER = re.compile(r"商户号\s*[:：]\s*[\[`]?(\d{8,12})")


def is_bill(header: Header) -> bool:
    """Tell whether a table is this bill, by its header."""
    return header.names >= _NEEDED and bool(header.names & _AMOUNT)


def read(
    table: Table, header: Header, rows: Sequence[TableRow], around: Sequence[str]
) -> Statement:
    """Read the bill; its account is the merchant's, whose number it seldom prints."""
    columns = merchant.columns(header, _COLUMNS)
    parts = merchant.sections(rows, header, total_name=_TOTALS)
    results: list[Result] = [_row(row, table.place(row), columns) for row in parts.rows]
    warnings = [] if parts.totals else [Fault("totals_missing")]
    number = next((found[1] for text in around if (found := _NUMBER.search(text))), "")
    booked = [row for row in results if isinstance(row, StatementRow)]
    chain = merchant.chain_of(booked)
    return merchant.statement(
        wechat_merchant.hint(number),
        results,
        warnings=warnings,
        controls=[*_controls(parts, results, booked), *filter(None, [chain.check])],
        ends=checks.ends(chain),
    )


def _row(row: TableRow, place: str, columns: Mapping[str, int]) -> Result:  # noqa: PLR0911 - one a fault
    if flaw := flaw_of(row, place):
        return flaw
    expected = max(columns[key] for key in ("amount", "direction", "balance")) + 1
    if len(row.cells) < expected:
        return row_short(row, place, expected=expected)

    def text(key: str) -> str:
        return words_of(cell(row, columns[key]))

    moment = wallet.moment_of([text("time")])
    amount = merchant.money_of(cell(row, columns["amount"]))
    sign = _SIGNS.get(text("direction"))
    if moment is None:
        return Fault("date_invalid", place, {"text": text("time")[:60]})
    if amount is None:
        return Fault("amount_invalid", place, {"text": text_of(cell(row, columns["amount"]))[:60]})
    if sign is None:
        return Fault("direction_unknown", place, {"text": text("direction")[:40]})
    if not amount.minor:
        return SkippedRow(place, "zero_amount")
    signed = Money(amount.currency, sign * abs(amount.minor))
    kind = _kind(text("type"), text("name"), signed)
    printed = text_of(cell(row, columns["balance"]))
    reference, ids, refund_of = _ids(kind, text("business_id"), text("flow_id"), text("voucher"))
    return StatementRow(
        place=place,
        day=moment.day,
        time=moment.time,
        amount=signed,
        counter=_counter(kind, text("note")),
        kind=kind,
        narration=joined([text("name"), text("type"), text("note")]),
        reference=reference,
        other_references=ids,
        refund_of=refund_of,
        fee=_returned_fee(text("note"), signed) if kind is RowKind.SALE_REFUND else None,
        balance=merchant.money_of(printed) if printed else None,
    )


def _kind(business_type: str, name: str, amount: Money) -> RowKind:
    """Tell what a row is by the business type, then by the name of the business."""
    for text in (business_type, name):
        if _FEE.search(text):
            return RowKind.FEE
        if _BANK.search(text):
            return RowKind.TRANSFER
        if "退款" in text:
            return RowKind.SALE_REFUND if amount.minor < 0 else RowKind.PAYMENT
        if _SALE.search(text) and amount.minor > 0:
            return RowKind.SALE
    return RowKind.PAYMENT


def _counter(kind: RowKind, note: str) -> AccountHint | None:
    if kind is not RowKind.TRANSFER:
        return None
    return wallet.card(note) or wallet.some_bank("")


def _ids(
    kind: RowKind, business_id: str, flow_id: str, voucher: str
) -> tuple[str, tuple[str, ...], str]:
    """Return the row's reference, its further ids, and the sale that a refund gives back.

    A refund's business id is the refund's own number; the order stands in the flow id, or in the
    voucher after ``REF``. Its reference is then the same as in the trade bill.
    """
    if kind is not RowKind.SALE_REFUND:
        reference = flow_id or business_id
        return reference, wallet.other_ids(reference, business_id, voucher), ""
    in_voucher = voucher.removeprefix("REF")
    order = in_voucher if voucher.startswith("REF") else flow_id
    reference = wechat_merchant.refund_reference(order, business_id)
    return reference, wallet.other_ids(reference, business_id, flow_id, voucher, order), order


def _returned_fee(note: str, amount: Money) -> Money | None:
    """Return the fee within a refund, as the note tells it, where the amount is net of it."""
    found = _RETURNED_FEE.search(note)
    whole, fee = (wallet.yuan(text) for text in found.groups()) if found else (None, None)
    if whole is None or fee is None or not fee.minor:
        return None
    return -fee if amount.minor == fee.minor - whole.minor else None


def _controls(
    parts: Sections, results: Sequence[Result], booked: Sequence[StatementRow]
) -> list[Check]:
    inward, outward = merchant.in_and_out(booked)
    return [
        *merchant.count_check(parts.total(_TOTALS), len(results)),
        *merchant.total_check("total_in", parts.size("收入金额", "收入金额(元)"), inward),
        *merchant.total_check("total_out", parts.size("支出金额", "支出金额(元)"), outward),
    ]
