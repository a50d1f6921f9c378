"""Reads what a till prints of its days: takings by tender, and what they were taken for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.takings import Takings
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.domain.takings import Tender
from cfo_desktop.statements import checks
from cfo_desktop.statements import takings_rows
from cfo_desktop.statements import tenders
from cfo_desktop.statements import trade_cells
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.takings_rows import Amounts
from cfo_desktop.statements.takings_rows import Outcome
from cfo_desktop.statements.trade_cells import Reading

PROFILE = "till"
_COLUMNS = trade_cells.vocabulary(
    {
        "day": "营业日期 营业日 日期 交易日期 结算日期 销售日期 统计日期 business_date "
        "business_day trading_date trading_day sale_date sales_date date day",
        "time": "时间 time",
        "total": "实收 实收金额 实收合计 实收总额 实收总计 实际收入 收款合计 收款金额 合计收款 "
        "收入合计 合计实收 total_collected total_takings total_received total_tenders "
        "amount_collected amount_received total_payments takings total_paid total total_sales",
        "gross": "营业额 总营业额 营业总额 营业金额 销售额 销售总额 总销售额 销售金额 流水 "
        "流水金额 营业流水 应收 应收金额 应收合计 应收总额 消费金额 商品金额 gross_sales gross "
        "sales turnover gross_takings gross_amount revenue",
        "net": "不含税销售额 不含税营业额 不含税收入 不含税金额 净销售额 net_sales net net_amount "
        "net_takings sales_ex_tax sales_excl_tax net_revenue",
        "tax": "税额 税金 增值税 销项税额 tax taxes sales_tax vat gst tax_collected tax_amount",
        "tips": "小费 tips tip gratuity gratuities",
        "service": "service_charge service_charges",
        "stored": "充值 充值金额 储值充值 会员充值 储值收入 充值收入 gift_card_sales "
        "gift_cards_sold gift_card_sold deposits_taken",
        "discounts": "优惠 优惠金额 优惠合计 折扣 折扣金额 让利 抹零 满减 优惠券 discounts "
        "discount discount_amount comps promotions",
        "refunds": "退款 退款金额 退货 退货金额 退款合计 refunds refund returns refund_amount",
        "fees": "手续费 支付手续费 平台服务费 平台佣金 佣金 fees fee card_fees processing_fees "
        "merchant_fee merchant_fees commission",
        "number": "单号 订单号 小票号 流水号 班次号 receipt_no receipt_number receipt "
        "order_number order_id transaction_id z_number z_no report_no",
        "shop": "门店 门店名称 店铺 分店 store store_name location shop outlet branch",
        "tender": "收款方式 收款类型 tender tender_type",
        "amount": "收款金额 金额 amount tender_amount",
        "note": "备注 班次 收银员 收银机 款台 note notes remark remarks comment register till "
        "cashier shift terminal",
    }
)
_SALES = ("total", "gross", "net")
_OTHERS = trade_cells.vocabulary(
    {
        "statement": "余额 账户余额 balance running_balance 收/支 收支 借方 贷方 借贷标志 对方户名 "
        "交易对方 交易对手 对方账号 收入金额 支出金额 收入 支出 payee counterparty "
        "deposit withdrawal account account_number iban 账号 卡号 交易状态 description merchant "
        "paid_in paid_out money_in money_out 摘要 category",
        "list": "发票号码 invoice_number currency",
    }
)
_NOT_A_TILL = frozenset(name for names in _OTHERS.values() for name in names)
_COLUMNS_OF_BANKS = {"debit", "credit"}
"""A bank's too, where nothing else is a till's."""
_TENDER = "tender "


def columns_of(names: Mapping[str, int]) -> dict[str, int] | None:
    """Return the columns of a till's list; ``None`` for any other header.

    Each column of a tender is under ``tender`` and its name.
    """
    found = trade_cells.columns(names, _COLUMNS)
    if "day" not in found or _NOT_A_TILL & set(names):
        return None
    if _COLUMNS_OF_BANKS & set(names) and not {"gross", "net", "tips"} & set(found):
        return None
    used = set(found.values())
    paid = {
        f"{_TENDER}{name}": index
        for name, index in names.items()
        if index not in used and tenders.column_tender(name)
    }
    sales = [name for name in _SALES if name in found]
    telling = len(set(found) & {"tax", "tips", "discounts", "refunds", "stored", "service"})
    by_row = {"tender", "amount"} <= set(found)
    enough = by_row or len(paid) > 1 or (paid and sales) or (sales and len(sales) + telling > 1)
    return {**found, **paid} if enough else None


def read(
    table: Table, position: int, found: Mapping[str, int], *, currency: str | None
) -> TakingsList | Fault:
    """Read the days; faults: ``currency_needed``."""
    said = trade_cells.unit_of(table.rows[position])
    used = said or currency
    if used is None:
        return Fault("currency_needed")
    money = [name for name in found if name.startswith(_TENDER) or name in (*_SALES, "amount")]
    by = trade_cells.reading(table, position, found, days=("day",), money=money, currency=used)
    outcome = takings_rows.read_all(table.rows[position + 1 :], by, _takings)
    if not _paid(by) and "tender" not in by.columns and outcome.takings:
        outcome.warnings.append(Fault("tender_unknown"))
    return outcome.result(currency=said, clearing="", checks=tuple(_checks(by, outcome)))


def _paid(by: Reading) -> list[tuple[Tender, str]]:
    """Return (tender, column) of every column of money by tender."""
    found = []
    for name in by.columns:
        if name.startswith(_TENDER):
            tender = tenders.column_tender(name.removeprefix(_TENDER))
            found.append((tender or Tender.OTHER, name))
    return found


def _takings(row: TableRow, by: Reading, warnings: list[Fault]) -> Takings | Fault:
    place = by.table.place(row)
    moment = takings_rows.moment(row, by)
    if isinstance(moment, Fault):
        return moment
    amounts = Amounts(row, by)
    parts = [(tender, amounts.of(name)) for tender, name in _paid(by)]
    if word := by.text(row, "tender"):
        parts.append((tenders.tender_of(word) or Tender.OTHER, amounts.of("amount")))
    tax, tips, stored = amounts.of("tax"), amounts.of("tips"), amounts.of("stored")
    fee = _without_sign(amounts.of("fees"))
    total = _total(amounts, parts, fee)
    if amounts.fault or total is None:
        return amounts.fault or Fault("amount_missing", place)
    return Takings(
        place=place,
        day=moment.day,
        time=moment.time,
        tenders=takings_rows.settled(parts, total, place, warnings if parts else []),
        sales=total - tax - tips - stored,
        tax=tax,
        tips=tips,
        stored=stored,
        fee=fee,
        narration=joined([by.text(row, "shop"), by.text(row, "note")]),
        reference=by.text(row, "number"),
        refund=total.minor < 0,
    )


def _without_sign(money: Money) -> Money:
    return money if money.minor >= 0 else -money


def _total(amounts: Amounts, parts: Sequence[tuple[Tender, Money]], fee: Money) -> Money | None:
    """Return what was received in all: as printed, else by tender, else as it follows from sales.

    Some print what is left after the fees beside tenders before them: the tenders count.
    """
    printed = amounts.printed("total")
    summed = Money(fee.currency, sum(amount.minor for _tender, amount in parts))
    if printed is not None and parts and printed + fee == summed:
        return summed
    if printed is not None:
        return printed
    if parts:
        return summed
    return _of_sales(amounts)


def _of_sales(amounts: Amounts) -> Money | None:
    net, gross = amounts.printed("net"), amounts.printed("gross")
    more = amounts.of("tips") + amounts.of("stored") + amounts.of("service")
    if net is not None:
        return net + amounts.of("tax") + more
    if gross is None:
        return None
    return gross - _less(amounts) + more


def _less(amounts: Amounts) -> Money:
    """What discounts and refunds take off: printed with or without a minus."""
    return _without_sign(amounts.of("discounts")) + _without_sign(amounts.of("refunds"))


def _checks(by: Reading, outcome: Outcome) -> Iterator[Check]:
    """Compare what came in with the sales, and with the totals under the columns."""
    found = outcome.takings
    places = {each.place for each in found}
    rows = [row for row in by.table.rows if by.table.place(row) in places]
    received = sum(each.total.minor for each in found)
    if "gross" in by.columns and (_paid(by) or "total" in by.columns):
        expected = _expected(rows, by, received)
        yield checks.total("takings", Money(by.currency, expected), Money(by.currency, received))
    if len(outcome.sums) == 1:
        amounts = Amounts(outcome.sums[0], by)
        parts = [(tender, amounts.of(name)) for tender, name in _paid(by)]
        total = _total(amounts, parts, _without_sign(amounts.of("fees")))
        if total is not None and not amounts.fault:
            yield checks.total("total_in", total, Money(by.currency, received))


def _expected(rows: Sequence[TableRow], by: Reading, received: int) -> int:
    """Return what the sales make, in the way of reckoning that comes out right where one does.

    Tills differ in whether their sales hold tax, tips, service charges and money for gift cards,
    and whether refunds and discounts were taken off.
    """
    names = [
        name
        for name in ("discounts", "refunds", "tax", "tips", "service", "stored")
        if name in by.columns
    ]
    columns = {
        name: sum(_without_sign(Amounts(row, by).of(name)).minor for row in rows) for name in names
    }
    gross = sum(Amounts(row, by).of("gross").minor for row in rows)
    usual = None
    for used in itertools.product((True, False), repeat=len(names)):
        value = gross
        for name, counts in zip(names, used, strict=True):
            sign = -1 if name in {"discounts", "refunds"} else 1
            value += sign * counts * columns[name]
        usual = value if usual is None else usual
        if value == received:
            return value
    return gross if usual is None else usual
