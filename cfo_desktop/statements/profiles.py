"""The exports of wallets and platforms: each known by its header, each with its own reader."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.statement import Statement
from cfo_desktop.statements import alipay
from cfo_desktop.statements import wechat
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.header import bare
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import text_of

Read = Callable[[Table, Header, Sequence[TableRow], Sequence[str]], Statement | Fault]
"""Reads the rows under a header; the texts are those around the table, above and below."""


@dataclass(frozen=True, slots=True)
class Export:
    """One known export."""

    profile: str
    is_one: Callable[[Header], bool]
    read: Read


EXPORTS = (
    Export(alipay.PROFILE, alipay.is_bill, alipay.read),
    Export(wechat.PROFILE, wechat.is_bill, wechat.read),
)


def known(header: Header) -> Export | None:
    """Return the export that a table is by its header; ``None`` for a bank's or any other list."""
    return next((export for export in EXPORTS if export.is_one(header)), None)


# Each: the name shown, then header names that stand in one row of that export and no other. These
# list orders, fees and refunds side by side, so that read as a plain list they would count twice.
_NOT_YET = (
    ("WeChat Pay merchant 交易账单", "公众账号ID 商户号 微信订单号 商户订单号"),
    ("WeChat Pay merchant 资金账单", "微信支付业务单号 资金流水单号 业务名称 收支类型"),
    ("Alipay merchant 账务明细", "账务流水号 业务流水号 商户订单号 账户余额（元）"),
    ("Alipay merchant 业务明细", "支付宝交易号 商户订单号 业务类型 订单金额（元）"),
    ("JD 京东", "商户名称 交易说明 收/付款方式 交易状态 商家订单号"),
    ("Meituan 美团", "交易创建时间 交易成功时间 订单标题 支付方式 实付金额"),
)
_SIGNATURES = [(name, frozenset(map(bare, words.split()))) for name, words in _NOT_YET]
_SEARCHED = 60


def not_yet(rows: Iterable[TableRow]) -> str:
    """Return the name of an export that is recognised and not read yet; empty where it is none."""
    for _count, row in zip(range(_SEARCHED), rows, strict=False):
        names = {bare(text_of(item)) for item in row.cells}
        for name, signature in _SIGNATURES:
            if signature <= names:
                return name
    return ""
