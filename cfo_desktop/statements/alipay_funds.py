"""Reads the funds bill of an Alipay merchant (账务明细): what moved its balance, fees apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import alipay_merchant
from cfo_desktop.statements import alipay_moves
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

PROFILE = "alipay-merchant-funds"
# The download interface and, since about 2020, the web site name their columns differently.
_COLUMNS = {
    "time": ("入账时间", "发生时间", "记账时间", "账务时间"),
    "flow_id": ("账务流水号", "支付宝流水号", "资金流水号"),
    "trade": ("支付宝交易号", "业务流水号"),
    "shop_order": ("商户订单号",),
    "base_order": ("业务基础订单号",),
    "orders": ("业务订单号",),
    "bank_order": ("银行订单号",),
    "refund_id": ("商户退款请求号", "退款请求号", "退款批次号/请求号"),
    "type": ("账务类型", "业务类型"),
    "described": ("业务描述",),
    "item": ("商品名称",),
    "note": ("备注",),
    "pay_note": ("付款备注",),
    "in": ("收入金额(+元)", "收入(+元)", "收入金额(元)", "收入(元)", "收入金额", "收入"),
    "out": ("支出金额(-元)", "支出(-元)", "支出金额(元)", "支出(元)", "支出金额", "支出"),
    "balance": ("账户余额(元)", "账户余额", "余额(元)"),
    "fee": ("服务费(元)", "服务费"),
    "party": ("对方名称",),
    "party_account": ("对方账号", "对方账户"),
}
_FLOWS = frozenset(map(plain, _COLUMNS["flow_id"]))
_TYPES = frozenset(map(plain, _COLUMNS["type"]))
_IN = frozenset(map(plain, _COLUMNS["in"]))
_OUT = frozenset(map(plain, _COLUMNS["out"]))
_FEE = re.compile(r"收费|退费|服务费|手续费|佣金|技术费")
_BANK = re.compile(r"提现|充值|转出到.*银行|银行卡")
_POT = re.compile(r"理财|申购|赎回|余额宝|余利宝")
_SALE = re.compile(r"在线支付|交易|收款|当面付|支付")
_IDS = re.compile(r"\{([^{}]+)\}")
_TOTAL = r"{}合计\s*[:：]\s*(\d+)\s*笔[^\d]*([\d.,]+)\s*元"
_TOTAL_IN, _TOTAL_OUT = re.compile(_TOTAL.format("收入")), re.compile(_TOTAL.format("支出"))


def is_bill(header: Header) -> bool:
    """Tell whether a table is this bill, by its header."""
    names = header.names
    return all(names & wanted for wanted in (_FLOWS, _TYPES, _IN, _OUT))


def read(
    table: Table, header: Header, rows: Sequence[TableRow], around: Sequence[str]
) -> Statement:
    """Read the bill; its account is that of the preamble, as in the trade bill."""
    columns = merchant.columns(header, _COLUMNS)
    results = _fees_settled(
        [
            _row(alipay_merchant.whole_item(row, columns, ("time",)), table.place(row), columns)
            for row in alipay_merchant.detail(rows)
        ]
    )
    booked = [row for row in results if isinstance(row, StatementRow)]
    chain = merchant.chain_of(booked)
    controls = _controls("\n".join(around), results, booked)
    return merchant.statement(
        alipay_merchant.hint(merchant.own_number(around)),
        results,
        controls=[*controls, *filter(None, [chain.check])],
        ends=checks.ends(chain),
    )


def _row(row: TableRow, place: str, columns: Mapping[str, int]) -> Result:  # noqa: PLR0911 - one a fault
    if flaw := flaw_of(row, place):
        return flaw
    expected = max(columns[key] for key in ("in", "out", "balance", "type", "fee")) + 1
    if len(row.cells) < expected:
        return row_short(row, place, expected=expected)

    def text(key: str) -> str:
        return words_of(cell(row, columns[key]))

    moment = wallet.moment_of([text("time")])
    if moment is None:
        return Fault("date_invalid", place, {"text": text("time")[:60]})
    inward, outward, fee = (
        merchant.money_of(cell(row, columns[key])) for key in ("in", "out", "fee")
    )
    if inward is None or outward is None or fee is None:
        wrong = ((inward, "in"), (outward, "out"), (None, "fee"))
        bad = next(columns[key] for value, key in wrong if value is None)
        return Fault("amount_invalid", place, {"text": text_of(cell(row, bad))[:60]})
    if inward.minor and outward.minor:
        return Fault("amount_twice", place)
    # what went out is printed as 5.00 or as -5.00
    amount = Money(wallet.CURRENCY, inward.minor - abs(outward.minor))
    if not amount.minor:
        return SkippedRow(place, "zero_amount")
    told = f"{text('described')} {text('note')}"
    kind, counter = _kind(text("type"), told, text("item"), amount)
    name, account = merchant.party_of(text("party_account"))
    balance = cell(row, columns["balance"])
    refund = kind in {RowKind.SALE_REFUND, RowKind.REFUND}
    return StatementRow(
        place=place,
        day=moment.day,
        time=moment.time,
        amount=amount,
        counter=counter,
        kind=kind,
        party=text("party") or name,
        narration=joined([text(key) for key in ("item", "type", "described", "note", "pay_note")]),
        reference=text("flow_id") or text("trade"),
        other_references=wallet.other_ids(
            text("flow_id") or text("trade"),
            *(text(key) for key in ("trade", "shop_order", "refund_id", "base_order")),
            *(_IDS.findall(text("orders")) or [text("orders")]),
            text("bank_order"),
        ),
        refund_of=(text("trade") or text("base_order")) if refund else "",
        party_account=account,
        fee=Money(wallet.CURRENCY, abs(fee.minor)) if fee.minor else None,
        balance=merchant.money_of(balance) if text_of(balance) else None,
    )


def _kind(  # noqa: PLR0911 - one a rule
    business_type: str, told: str, item: str, amount: Money
) -> tuple[RowKind, AccountHint | None]:
    """Tell what a row is by its business type, and where that says nothing by what is told of it.

    The second is the other account of the owner that takes part.
    """
    text = f"{business_type} {told}"
    loan = alipay_moves.debt_of(text)
    if loan and re.search(r"放款|还款", text):
        return RowKind.TRANSFER, loan
    if "分账" in business_type and amount.minor < 0 and _FEE.search(f"{told} {item}"):
        return RowKind.FEE, None
    for words in (business_type, told):
        if _FEE.search(words):
            return RowKind.FEE, None
        if "退款" in words:
            return (RowKind.SALE_REFUND if amount.minor < 0 else RowKind.REFUND), None
        if _POT.search(words):
            return RowKind.TRANSFER, alipay_moves.pot_of(f"{text} {item}")
        if _BANK.search(words):
            return RowKind.TRANSFER, wallet.card(told.strip()) or wallet.some_bank("")
        if "分账" in words or "转账" in words:
            return RowKind.PAYMENT, None
        if _SALE.search(words):
            return (RowKind.SALE if amount.minor > 0 else RowKind.PAYMENT), None
    return RowKind.PAYMENT, None


def _fees_settled(results: Sequence[Result]) -> list[Result]:
    """Decide whether a row's fee (服务费) is taken from its amount or stands in a row of its own.

    The balances tell; where they do not, it has its own row, as Alipay books it.
    """
    apart = [replace(row, fee=None) if isinstance(row, StatementRow) else row for row in results]
    within = [_with_fee(row) if isinstance(row, StatementRow) else row for row in results]
    return within if _breaks(within) < _breaks(apart) else apart


def _with_fee(row: StatementRow) -> StatementRow:
    if row.fee is None or row.kind is RowKind.FEE:
        return replace(row, fee=None)
    fee = -row.fee if row.kind is RowKind.SALE_REFUND else row.fee
    return replace(row, amount=row.amount - fee, fee=fee)


def _breaks(results: Sequence[Result]) -> int:
    return merchant.chain_of([row for row in results if isinstance(row, StatementRow)]).breaks


def _controls(
    around: str, results: Sequence[Result], booked: Sequence[StatementRow]
) -> list[Check]:
    inward, outward = _TOTAL_IN.search(around), _TOTAL_OUT.search(around)
    moved_in, moved_out = merchant.in_and_out(booked)
    found = []
    if inward and outward:
        found += [checks.count(int(inward[1]) + int(outward[1]), len(results))]
    for name, printed, minor in (("total_in", inward, moved_in), ("total_out", outward, moved_out)):
        if printed:
            found += merchant.total_check(name, Decimal(printed[2].replace(",", "")), minor)
    return found
