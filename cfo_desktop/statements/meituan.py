"""Reads the personal bill of Meituan (美团交易账单明细)."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import wallet
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.wallet import Bill
from cfo_desktop.statements.wallet import Columns
from cfo_desktop.statements.wallet import Move
from cfo_desktop.statements.wallet import column

PROFILE = "meituan"
_NAMES = frozenset(map(plain, ("交易创建时间", "订单标题", "收/支", "支付方式", "实付金额")))
_USER = re.compile(r"美团用户名\s*[:：]\s*\[?([^\]\s]{1,40})")
_OWN = re.compile(r"(美团)?(钱包)?(余额|零钱)|美团钱包")
_CREDIT = AccountHint("meituan-yuefu", "", "美团月付")
_LOAN = AccountHint("meituan-loan", "", "美团借钱")


def is_bill(header: Header) -> bool:
    """Tell whether a table is this bill, by its header."""
    return header.names >= _NAMES


def read(
    table: Table, header: Header, rows: Sequence[TableRow], around: Sequence[str]
) -> Statement:
    """Read the bill; its own account is Meituan's balance, most rows were paid elsewhere."""
    read_bills = wallet.read_bills(table, rows, _columns(header), around=around)
    # the printed total of expenses may leave repayments out, although they are marked as expenses
    spent = [bill for bill in read_bills.bills if not _is_repayment(bill)]
    account = AccountHint("meituan", read_bills.printed(_USER), "美团余额")
    return read_bills.statement(account, _row, otherwise=spent)


def _is_repayment(bill: Bill) -> bool:
    return "还款" in bill.sort or "还款" in bill.item


def _columns(header: Header) -> Columns:
    times = (column(header, name) for name in ("交易成功时间", "交易创建时间"))
    return Columns(
        time=tuple(index for index in times if index >= 0),
        amount=column(header, "实付金额"),
        direction=column(header, "收/支"),
        sort=column(header, "交易类型"),
        party=column(header, "商家名称", "交易对方"),
        item=column(header, "订单标题"),
        method=column(header, "支付方式"),
        status=column(header, "交易状态"),
        order=column(header, "交易单号"),
        shop_order=column(header, "商家单号"),
        note=column(header, "备注"),
        fee=-1,
        funds=-1,
    )


def _row(bill: Bill, warnings: list[Fault]) -> StatementRow | SkippedRow:
    if not bill.amount.minor:
        return SkippedRow(bill.place, "zero_amount")
    move = _move(bill)
    if move.warning:
        warnings.append(Fault(move.warning, bill.place, {"text": bill.sort[:40]}))
    return wallet.moved(bill, move)


def _move(bill: Bill) -> Move:  # noqa: PLR0911 - one a rule
    """Tell what the row does by Meituan's own word for it, then by its direction."""
    method = paid_from(bill.method)
    if "退款" in bill.sort:
        return Move(1, method, kind=RowKind.REFUND)
    if _is_repayment(bill):
        owed = _LOAN if re.search(r"借钱|生意贷|生活费", bill.item) else _CREDIT
        return Move(-1, method if method != owed else None, owed, RowKind.TRANSFER)
    if "充值" in bill.sort:
        bank = method or wallet.some_bank("")
        return Move(1, None, bank, RowKind.TRANSFER)
    if "提现" in bill.sort:
        bank = method or wallet.some_bank("")
        return Move(-1, None, bank, RowKind.TRANSFER)
    if bill.direction == "收入":
        return Move(1, method)
    if bill.direction == "支出" or "支付" in bill.sort:
        return Move(-1, method)
    return Move(-1, method, warning="direction_guessed")


@functools.lru_cache(maxsize=512)
def paid_from(untrusted_method: str) -> AccountHint | None:
    """Return the account behind a way of paying; ``None`` for Meituan's own balance."""
    method = wallet.real_method(untrusted_method)
    if plain(method) in {"", "/"} or _OWN.fullmatch(method):
        return None
    if "月付" in method:
        return _CREDIT
    return (
        wallet.card(method)
        or wallet.wallet_of(method)
        or AccountHint(f"meituan-{plain(method)}"[:60], "", method[:40])
    )
