"""Reads the personal bill of WeChat Pay (微信支付账单明细), as CSV or spreadsheet."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import banks
from cfo_desktop.statements import wallet
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.table import words_of
from cfo_desktop.statements.wallet import Bill
from cfo_desktop.statements.wallet import Columns
from cfo_desktop.statements.wallet import Move
from cfo_desktop.statements.wallet import column

PROFILE = "wechat-personal"
_NAMES = frozenset(
    map(plain, ("交易时间", "交易类型", "交易对方", "收/支", "支付方式", "当前状态"))
)
_CHANGE = "零钱"
_POTS = {
    "零钱通": banks.savings("wechat-lingqiantong", "零钱通"),
    "理财通": banks.savings("wechat-licaitong", "理财通"),
    "小金罐": banks.savings("wechat-xiaojinguan", "小金罐"),
}
_BUSINESS = AccountHint("wechat-经营账户", "", "微信经营账户")
_FEE = re.compile(r"服务费\s*[¥￥]?\s*([\d.,]+)")
_NICK = re.compile(r"微信号\s*[:：]\s*\[?([^\]\s]{2,40})")
_FAILED = re.compile(r"失败|已关闭|已撤销|已取消|未支付|待支付|已过期")
_DONE = re.compile(r"成功|完成|到账|收钱|收款|转账|退款|退还|存入|还款")
_OUT_OF_POT = re.compile(r"赎回|转出|取出|提现|卖出|提取")
_STORED_IN = re.compile(r"已存入(.+)")


def is_bill(header: Header) -> bool:
    """Tell whether a table is this bill, by its header."""
    return header.names >= _NAMES


def read(
    table: Table, header: Header, rows: Sequence[TableRow], around: Sequence[str]
) -> Statement:
    """Read the bill; the statement's own account is the wallet's cash (零钱)."""
    read_bills = wallet.read_bills(table, rows, _columns(header), around=around)
    number = read_bills.printed(_NICK)
    return wallet.with_refunded(
        read_bills.statement(
            AccountHint("wechat", number, "微信零钱", Role.WALLET_WECHAT),
            _row,
            warnings=_refunds_elsewhere(read_bills.bills),
        )
    )


def _columns(header: Header) -> Columns:
    return Columns(
        time=(column(header, "交易时间"),),
        amount=column(header, "金额(元)", "金额"),
        direction=column(header, "收/支"),
        sort=column(header, "交易类型"),
        party=column(header, "交易对方"),
        item=column(header, "商品"),
        method=column(header, "支付方式"),
        status=column(header, "当前状态"),
        order=column(header, "交易单号"),
        shop_order=column(header, "商户单号"),
        note=column(header, "备注"),
        fee=-1,
        funds=-1,
    )


def _row(bill: Bill, warnings: list[Fault]) -> StatementRow | SkippedRow:
    if not bill.amount.minor:
        return SkippedRow(bill.place, "zero_amount")
    if _FAILED.search(bill.status):
        return SkippedRow(bill.place, "failed")
    if not _DONE.search(bill.status):
        warnings.append(Fault("status_unknown", bill.place, {"status": bill.status[:40]}))
    move = _move(bill)
    if move.warning:
        warnings.append(Fault(move.warning, bill.place, {"text": bill.sort[:40]}))
    printed_fee = _FEE.search(bill.note)
    fee = wallet.yuan(printed_fee[1]) if printed_fee else None
    return replace(
        wallet.moved(bill, move),
        narration=joined([words_of(text) for text in (bill.sort, bill.item, bill.note)]),
        fee=fee if fee and fee.minor else None,
    )


def _move(bill: Bill) -> Move:
    """Tell what the row does by the wallet's own word for it, then by its direction."""
    sort, method = bill.sort, _paid_from(bill.method)
    refund = "退款" in sort
    if transfer := None if refund else _transfer(bill, method):
        return transfer
    if bill.direction == "收入" or refund:
        stored = _STORED_IN.search(bill.status)
        account = _paid_from(stored[1]) if stored and bill.method in {"", "/"} else method
        return Move(1, account, kind=RowKind.REFUND if refund else RowKind.PAYMENT)
    if bill.direction == "支出":
        return Move(-1, method)
    return Move(-1, method, warning="direction_guessed")


def _transfer(bill: Bill, method: AccountHint | None) -> Move | None:  # noqa: PLR0911 - one a rule
    """Money between two of the owner's own accounts; ``None`` where it is none."""
    sort = bill.sort
    source, sink = sort.partition("来自")[2], sort.partition("-到")[2]
    if sort.startswith("零钱提现"):
        return _between(None, _bank(bill), -1)
    if sort.startswith("经营账户提现"):
        named = wallet.card(bill.method) or wallet.card(bill.party)
        return _between(_BUSINESS, named, -1) if named else _between(None, _BUSINESS, 1)
    if sort.startswith("零钱充值"):
        return _between(None, _bank(bill), 1)
    if sort == "信用卡还款":
        card = wallet.card(bill.party) or AccountHint(
            "credit-card", "", bill.party[:40] or "信用卡"
        )
        return _between(method, card, -1)
    pot = next((hint for name, hint in _POTS.items() if name in sort), None)
    if pot is None:
        return None
    if sink or _OUT_OF_POT.search(sort):
        target = _paid_from(sink) if sink else method
        # where the wallet takes part, the row is told from its side
        if target is None or target == pot:
            return _between(None, pot, 1)
        return _between(pot, target, -1)
    if source:
        return _between(_paid_from(source), pot, -1)
    return (
        _between(method if method != pot else None, pot, -1)
        if bill.direction not in {"收入", "支出"}
        else None
    )


def _between(account: AccountHint | None, counter: AccountHint, sign: int) -> Move:
    return Move(sign, account, counter, RowKind.TRANSFER)


@functools.lru_cache(maxsize=512)
def _paid_from(untrusted_method: str) -> AccountHint | None:
    """Return the account behind a way of paying; ``None`` for the wallet's own cash."""
    method = wallet.real_method(untrusted_method)
    if plain(method) in {"", "/", _CHANGE, "零钱余额"}:
        return None
    for name, hint in _POTS.items():
        if name in method:
            return hint
    return wallet.card(method) or AccountHint(f"wechat-{plain(method)}"[:60], "", method[:40])


def _bank(bill: Bill) -> AccountHint:
    """The bank account of a withdrawal or top-up: whichever of party and method names it better."""
    hints = [hint for text in (bill.method, bill.party) if (hint := wallet.card(text))]
    numbered = [hint for hint in hints if hint.number]
    return (numbered or hints or [wallet.some_bank(bill.party if bill.party != "/" else "")])[0]


def _refunds_elsewhere(bills: Sequence[Bill]) -> list[Fault]:
    """Payments whose status tells of a refund that no row of this file gives back."""
    refunded = [(bill.party, bill.amount.minor) for bill in bills if "退款" in bill.sort]
    found = []
    for bill in bills:
        if bill.direction != "支出" or not re.search(r"退款|退还", bill.status):
            continue
        printed = re.search(r"[¥￥]\s*([\d.,]+)", bill.status)
        back = (wallet.yuan(printed[1]) if printed else None) or bill.amount
        if (bill.party, back.minor) in refunded:
            refunded.remove((bill.party, back.minor))
        else:
            found.append(Fault("refund_not_listed", bill.place, {"amount": str(back)}))
    return found
