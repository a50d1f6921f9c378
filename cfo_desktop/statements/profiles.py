"""The exports of wallets and platforms: each known by its header, each with its own reader."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.statement import Statement
from cfo_desktop.statements import alipay
from cfo_desktop.statements import alipay_funds
from cfo_desktop.statements import alipay_merchant
from cfo_desktop.statements import header as headers
from cfo_desktop.statements import jd
from cfo_desktop.statements import meituan
from cfo_desktop.statements import wechat
from cfo_desktop.statements import wechat_funds
from cfo_desktop.statements import wechat_merchant
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import plain
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
    Export(alipay_merchant.PROFILE, alipay_merchant.is_bill, alipay_merchant.read),
    Export(alipay_funds.PROFILE, alipay_funds.is_bill, alipay_funds.read),
    Export(wechat_merchant.PROFILE, wechat_merchant.is_bill, wechat_merchant.read),
    Export(wechat_funds.PROFILE, wechat_funds.is_bill, wechat_funds.read),
    Export(jd.PROFILE, jd.is_bill, jd.read),
    Export(meituan.PROFILE, meituan.is_bill, meituan.read),
)
_SEARCHED = 200
"""Rows from the top among which a header is looked for."""
_FEWEST = 4
"""Cells of a row that may name an export's columns."""


def _naming(table: Table) -> Iterator[tuple[int, TableRow]]:
    """Return the rows that may name columns, with their positions: no name begins with a digit."""
    for position, row in enumerate(table.rows[:_SEARCHED]):
        if not any(text_of(item)[:1].isdigit() for item in row.cells):
            yield position, row


def find(table: Table) -> tuple[Export, Header] | None:
    """Return the export that a table is, with its header; ``None`` for any other list."""
    for position, row in _naming(table):
        if len(row.cells) < _FEWEST:
            continue
        header = headers.named(row, position)
        for export in EXPORTS:
            if export.is_one(header):
                return export, header
    return None


# Header names that stand together in one row of a summary and of nothing else: how many sales,
# refunds, payments in and out. Beside its detail such a file repeats what that says row by row.
_SUMMARIES = tuple(
    tuple(frozenset(map(plain, group.split("|"))) for group in line.split())
    for line in (
        "交易订单总笔数|交易总笔数|交易笔数 退款订单总笔数|退款总笔数|退款笔数",
        "收入笔数 支出笔数 类型|账务类型|业务类型|日期|账务日期|月份",
    )
)


def is_summary(table: Table) -> bool:
    """Tell whether a table only adds up a bill that another file lists: it moves no money."""
    if find(table):
        return False
    for position, row in _naming(table):
        names = {plain(text_of(item)) for item in row.cells}
        if any(all(names & group for group in summary) for summary in _SUMMARIES):
            header = headers.find(table)
            # counts may also be printed above a list of movements
            return header is None or header.position == position
    return False
