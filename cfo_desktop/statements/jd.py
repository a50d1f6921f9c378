"""Reads the personal bill of JD (京东交易流水), in its orders of columns since 2021."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import banks
from cfo_desktop.statements import wallet
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.table import Cell
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.table import words_of
from cfo_desktop.statements.wallet import Bill
from cfo_desktop.statements.wallet import Columns
from cfo_desktop.statements.wallet import Move
from cfo_desktop.statements.wallet import column

PROFILE = "jd"
_NAMES = frozenset(
    map(plain, ("交易时间", "商户名称", "交易说明", "金额", "收/付款方式", "交易状态", "收/支"))
)
_USER = re.compile(r"京东账号名?\s*[:：]\s*\[?([^\]\s]{1,40})")
_REFUNDED = re.compile(r"(.*?)\s*[(（]\s*已(全额)?退款\s*([\d.,]*)\s*元?\s*[)）]")
"""``115.20(已全额退款)``, ``29.90(已退款5.00)``."""
_CLOSED = re.compile(r"关闭")
_FAILED = re.compile(r"失败|已撤销|已取消")
_UNPAID = re.compile(r"待付款|待支付|未付款|等待付款")
_DONE = re.compile(r"成功|完成|已(支付|付款|退款|还款|到账|收货)|结束|收货")
_OWN = re.compile(r"(京东)?(钱包)?余额|京东钱包")
_VAULT = banks.savings("jd-xiaojinku", "京东小金库")
_BAITIAO = AccountHint("jd-credit", "", "京东白条")
_JINTIAO = AccountHint("jd-loan", "", "京东金条")
_INTO = re.compile(r"转入|存入|买入")
_OUT_OF = re.compile(r"转出|取出|赎回|提现")


def is_bill(header: Header) -> bool:
    """Tell whether a table is this bill, by its header."""
    return header.names >= _NAMES


def read(
    table: Table, header: Header, rows: Sequence[TableRow], around: Sequence[str]
) -> Statement:
    """Read the bill; its own account is JD's balance, most rows were paid elsewhere."""
    columns = _columns(header)
    read_bills = wallet.read_bills(table, rows, columns, around=around, amount_of=_paid)
    bills = read_bills.bills
    given = ((table.place(row), _given_back(cell(row, columns.amount))) for row in rows)
    backs = {place: back for place, back in given if back is not None}

    def row_of(bill: Bill, warnings: list[Fault]) -> StatementRow | SkippedRow:
        return _row(bill, warnings, was_paid=bill.place in backs)

    return read_bills.statement(
        AccountHint("jd", read_bills.printed(_USER), "京东余额"),
        row_of,
        warnings=_refunds_elsewhere(bills, backs),
        # JD may count payments before or after their refunds
        otherwise=[_less(bill, backs.get(bill.place)) for bill in bills],
    )


def _less(bill: Bill, back: Money | None) -> Bill:
    return replace(bill, amount=bill.amount - back) if back else bill


def _columns(header: Header) -> Columns:
    return Columns(
        time=(column(header, "交易时间"),),
        amount=column(header, "金额"),
        direction=column(header, "收/支"),
        sort=column(header, "交易分类"),
        party=column(header, "商户名称"),
        item=column(header, "交易说明"),
        method=column(header, "收/付款方式"),
        status=column(header, "交易状态"),
        order=column(header, "交易订单号"),
        shop_order=column(header, "商家订单号"),
        note=column(header, "备注"),
        fee=-1,
        funds=-1,
    )


def _paid(item: Cell) -> Money | None:
    """Read what was paid, whatever of it came back since."""
    found = _REFUNDED.fullmatch(text_of(item))
    return wallet.yuan(found[1] if found else item)


def _given_back(item: Cell) -> Money | None:
    """Return what an amount's remark says was given back; ``None`` where it says nothing."""
    found = _REFUNDED.fullmatch(text_of(item))
    if not found:
        return None
    return wallet.yuan(found[1] if found[2] or not found[3] else found[3])


def _is_refund(bill: Bill) -> bool:
    return "退款" in bill.item or "退款" in bill.status


def _row(bill: Bill, warnings: list[Fault], *, was_paid: bool) -> StatementRow | SkippedRow:
    for pattern, code in ((_FAILED, "failed"), (_CLOSED, "closed"), (_UNPAID, "unpaid")):
        if pattern.search(bill.status):
            return SkippedRow(bill.place, code)
    if not bill.amount.minor:
        return SkippedRow(bill.place, "zero_amount")
    if not _DONE.search(bill.status):
        warnings.append(Fault("status_unknown", bill.place, {"status": bill.status[:40]}))
    move = _move(bill, was_paid=was_paid)
    if move.warning:
        warnings.append(Fault(move.warning, bill.place, {"text": bill.item[:40]}))
    row = wallet.moved(bill, move)
    return (
        replace(row, refund_of=row.reference.split("_")[0]) if move.kind is RowKind.REFUND else row
    )


def _move(bill: Bill, *, was_paid: bool) -> Move:
    """Tell what the row does by what is said of it, then by its direction.

    ``was_paid``: its amount says that it was refunded since, in full or in part. JD counts a
    payment that was refunded in full as neither income nor expense; it was made all the same.
    """
    method = paid_from(bill.method)
    if _is_refund(bill):
        return Move(1, method, kind=RowKind.REFUND)
    if own := _between_own(bill, method):
        return own
    if bill.direction == "收入":
        return Move(1, method)
    if bill.direction == "支出" or was_paid:
        return Move(-1, method)
    return Move(-1, method, warning="direction_guessed")


def _between_own(bill: Bill, method: AccountHint | None) -> Move | None:  # noqa: PLR0911 - one a rule
    """Tell a transfer between two of the owner's accounts, and interest; ``None`` for others."""
    text = f"{bill.item} {bill.sort}"
    if "还款" in bill.item:
        owed = _owed(bill)
        return _transfer(-1, method if method != owed else None, owed) if owed else None
    if "金条" in text and re.search(r"放款|借款", bill.item):
        return _transfer(1, method if method != _JINTIAO else None, _JINTIAO)
    if "小金库" in text:
        if "收益" in bill.item:
            return Move(1, _VAULT, kind=RowKind.INTEREST)
        if _OUT_OF.search(bill.item):
            if method is None:
                return _transfer(1, None, _VAULT)
            return _transfer(-1, _VAULT, method if method != _VAULT else wallet.some_bank(""))
        if _INTO.search(bill.item):
            return _transfer(-1, method if method != _VAULT else None, _VAULT)
    if "提现" in bill.item:
        return _transfer(-1, None, method or wallet.some_bank(""))
    if "余额充值" in bill.item or ("充值" in bill.item and bill.sort == "余额"):
        return _transfer(1, None, method or wallet.some_bank(""))
    return None


def _owed(bill: Bill) -> AccountHint | None:
    """Return the debt that a repayment settles."""
    text = f"{bill.item} {bill.sort} {bill.party}"
    if "白条" in text:
        return _BAITIAO
    if "金条" in text:
        return _JINTIAO
    if "信用卡" in text:
        return wallet.card(bill.party) or AccountHint("credit-card", "", "信用卡")
    return None


def _transfer(sign: int, account: AccountHint | None, counter: AccountHint) -> Move:
    return Move(sign, account, counter, RowKind.TRANSFER)


@functools.lru_cache(maxsize=512)
def paid_from(untrusted_method: str) -> AccountHint | None:
    """Return the account behind a way of paying; ``None`` for JD's own balance."""
    method = wallet.real_method(untrusted_method)
    if plain(method) in {"", "/"} or _OWN.fullmatch(method):
        return None
    for name, hint in (("白条", _BAITIAO), ("金条", _JINTIAO), ("小金库", _VAULT)):
        if name in method:
            return hint
    if method == "银行卡":
        return wallet.some_bank("")
    return (
        wallet.card(method)
        or wallet.wallet_of(method)
        or AccountHint(f"jd-{plain(method)}"[:60], "", method[:40])
    )


def _refunds_elsewhere(bills: Sequence[Bill], backs: Mapping[str, Money]) -> list[Fault]:
    """Payments that were refunded, by the remark, where no row of this file gives it back."""
    refunded: Counter[str] = Counter()
    for bill in bills:
        if _is_refund(bill):
            refunded[_order(bill)] += bill.amount.minor
    found = []
    for bill in bills:
        back = backs.get(bill.place)
        if back is None or _is_refund(bill):
            continue
        order = _order(bill)
        if refunded[order] >= back.minor:
            refunded[order] -= back.minor
        else:
            found.append(Fault("refund_not_listed", bill.place, {"amount": str(back)}))
    return found


def _order(bill: Bill) -> str:
    """What a refund shares with its payment: the order, or the shop where none is printed."""
    return words_of(bill.order) or words_of(bill.party)
