"""Layouts of Chinese papers: tax invoices old and digital, delivery notes, statements, bills."""

from __future__ import annotations

import random
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.domain.document import DocumentKind
from tests.evaluation.made_documents.bills import Bill
from tests.evaluation.made_documents.bills import Truth
from tests.evaluation.made_documents.bills import capitals
from tests.evaluation.made_documents.bills import truth
from tests.evaluation.made_documents.blocks import Column
from tests.evaluation.made_documents.blocks import Pair
from tests.evaluation.made_documents.blocks import Words
from tests.evaluation.made_documents.blocks import pairs
from tests.evaluation.made_documents.blocks import percent
from tests.evaluation.made_documents.blocks import stacked
from tests.evaluation.made_documents.blocks import table
from tests.evaluation.made_documents.parties import digits
from tests.evaluation.made_documents.sheet import Sheet

Layout = Callable[[Bill], tuple[Sheet, Truth]]
_CATEGORIES = ("*食品*", "*纸制品*", "*信息技术服务*", "*餐饮服务*", "*运输服务*", "*日用杂品*", "")


def _paper(bill: Bill, *, width: float = 595, height: float = 842) -> tuple[Sheet, Words]:
    return Sheet(width, height, font=bill.printing.font, is_chinese=True), Words.of(bill)


def _day(bill: Bill) -> str:
    return f"{bill.date.year}年{bill.date.month:02}月{bill.date.day:02}日"


def _yuan(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02}"


def old_code(bill: Bill) -> str:
    """Return the code that ``bill`` has as an invoice of before 2024."""
    return digits(random.Random(bill.printing.seed + 1), 12 if bill.printing.seed % 3 else 10)


def old_number(bill: Bill) -> str:
    """Return the number that it has beside the code."""
    return digits(random.Random(bill.printing.seed + 2), 8)


def digital_number(bill: Bill) -> str:
    """Return the number that ``bill`` has as a fully digitised e-invoice."""
    return f"{bill.date.year % 100}{digits(random.Random(bill.printing.seed), 18)}"


def old_invoice(bill: Bill) -> tuple[Sheet, Truth]:
    """The tax invoice used until 2024: code and number, buyer above and seller below in blocks."""
    sheet, words = _paper(bill, width=610, height=397)
    code, number = old_code(bill), old_number(bill)
    kind = words.one("增值税专用发票", "增值税普通发票", "增值税电子普通发票")
    sheet.text(305, 40, f"{bill.seller.address[0][:2]}{kind}", size=17, align="centre")
    rows = [("发票代码", code), ("发票号码", number), ("开票日期", _day(bill))]
    colon = words.one("：", ":", "")
    pairs(sheet, 440, 32, rows, gap=55, size=9, colon=colon)
    sheet.code(25, 12, side=55, payload=_old_code(bill, code, number, words.chance))
    sheet.box(20, 75, 590, 350)
    _block(sheet, words, bill, y=92, who="购买方", is_buyer=True)
    y = _invoice_table(sheet, words, bill, y=152)
    sheet.text(30, y + 8, words.one("价税合计（大写）", "价税合计(大写)"), size=9)
    sheet.text(
        150,
        y + 8,
        f"⊗{capitals(bill.total)}" if words.likely(0.5) else capitals(bill.total),
        size=9,
    )
    sheet.text(430, y + 8, f"（小写）{words.one('¥', '￥')}{_yuan(bill.total)}", size=9)
    _block(sheet, words, bill, y=y + 30, who="销售方", is_buyer=False)
    sheet.text(30, 365, "收款人：王芳    复核：李强    开票人：陈静", size=8.5)
    sheet.text(420, 365, "销售方：（章）", size=8.5)
    return sheet, truth(bill, number=number)


def _old_code(bill: Bill, code: str, number: str, chance: random.Random) -> str:
    check = digits(chance, 20)
    return f"01,10,{code},{number},{_yuan(bill.net)},{bill.date:%Y%m%d},{check},A1B2,"


def _block(sheet: Sheet, words: Words, bill: Bill, *, y: float, who: str, is_buyer: bool) -> None:
    firm = bill.buyer if is_buyer else bill.seller
    for place, mark in enumerate(who):
        sheet.text(28, y + 4 + place * 14, mark, size=9)
    sheet.rule(42, y - 16, 42, bottom=y + 42)
    label = "纳税人识别号" if bill.printing.seed % 2 else "统一社会信用代码/纳税人识别号"
    spaced = "名　　　　称" if bill.printing.seed % 5 < 2 else "名称"
    rows = [
        (spaced, firm.name),
        (label, firm.tax_id),
        ("地 址、电 话", f"{firm.address[0]} {firm.phone}"),
        ("开户行及账号", f"{firm.account[0]} {firm.account[1]}"),
    ]
    gap = sheet.measure(label, size=8) + 14
    pairs(sheet, 48, y, rows, gap=gap, size=8, colon="：")
    sheet.rule(20, y + 46, 590)


def _invoice_table(sheet: Sheet, words: Words, bill: Bill, *, y: float) -> float:
    columns = [
        Column("货物或应税劳务、服务名称", 30, 165),
        Column("规格型号", 170, 215),
        Column("单位", 220, 245, "centre"),
        Column("数量", 250, 290, "right"),
        Column("单价", 295, 350, "right"),
        Column(words.one("金额", "金 额", "金　额"), 355, 435, "right"),
        Column("税率", 440, 480, "right"),
        Column(words.one("税额", "税 额", "税　额"), 485, 580, "right"),
    ]
    category = words.one(*_CATEGORIES)
    rows = []
    for item in bill.items:
        tax = item.amount * item.rate
        rows.append(
            [
                category + item.name,
                item.code,
                item.unit,
                str(item.quantity),
                _yuan(item.price),
                _yuan(item.amount),
                f"{percent(item.rate)}%",
                _yuan((abs(tax) + 5_000) // 10_000 * (1 if tax >= 0 else -1)),
            ]
        )
    sign = words.one("¥", "￥")
    low = table(sheet, y, columns, rows, size=8, step=13)
    low = max(low, y + 90)
    sheet.text(60, low, words.one("合计", "合 计", "合　　计"), size=9)
    sheet.text(435, low, sign + _yuan(bill.net), size=9, align="right")
    sheet.text(580, low, sign + _yuan(bill.tax), size=9, align="right")
    sheet.rule(20, low + 5, 590)
    return low + 12


def exact_taxes(bill: Bill) -> Bill:
    """Return ``bill`` with its tax summed line by line, as Chinese tax invoices round it."""
    taxes = 0
    for item in bill.items:
        tax = item.amount * item.rate
        taxes += (abs(tax) + 5_000) // 10_000 * (1 if tax >= 0 else -1)
    return replace(bill, tax=taxes)


def digital_invoice(bill: Bill) -> tuple[Sheet, Truth]:
    """The fully digitised e-invoice: twenty-digit number, no code, buyer left and seller right."""
    sheet, words = _paper(bill, width=610, height=397)
    number = digital_number(bill)
    kind = words.one("电子发票（普通发票）", "电子发票（增值税专用发票）")
    sheet.text(305, 40, kind, size=17, align="centre")
    pairs(
        sheet, 430, 36, [("发票号码", number), ("开票日期", _day(bill))], gap=0, size=9, colon="："
    )
    sort = "32" if "普通" in kind else "31"
    payload = f"01,{sort},,{number},{_yuan(bill.total)},{bill.date:%Y%m%d},,5F3A"
    sheet.code(25, 12, side=55, payload=payload)
    sheet.box(20, 75, 590, 350)
    for x, who, firm in ((30, "购买方信息", bill.buyer), (315, "销售方信息", bill.seller)):
        for place, mark in enumerate(who):
            sheet.text(x - 7, 88 + place * 11, mark, size=8)
        sheet.text(x + 10, 95, f"名称：{firm.name}", size=9)
        sheet.text(x + 10, 125, f"统一社会信用代码/纳税人识别号：{firm.tax_id}", size=8)
    sheet.rule(303, 75, 303, bottom=140)
    sheet.rule(20, 140, 590)
    y = _invoice_table(sheet, words, bill, y=155)
    sheet.text(30, y + 8, "价税合计（大写）", size=9)
    sheet.text(150, y + 8, capitals(bill.total), size=9)
    sheet.text(430, y + 8, f"（小写）¥{_yuan(bill.total)}", size=9)
    note = f"备注 购方开户银行:{bill.buyer.account[0]}; 银行账号:{bill.buyer.account[1]};"
    if bill.kind is DocumentKind.CREDIT_NOTE:
        note = f"备注 被红冲蓝字数电发票号码：{bill.date.year % 100}{digits(words.chance, 18)}"
    sheet.text(30, y + 30, note, size=8)
    sheet.text(60, 365, "开票人：刘洋", size=9)
    return sheet, truth(bill, number=number)


def _goods(sheet: Sheet, words: Words, bill: Bill, y: float, *, ruled: bool = True) -> float:
    columns = [
        Column(words.one("序号", "No."), 45, 70, "centre"),
        Column(words.one("品名", "商品名称", "货品名称", "品名及规格"), 80, 250),
        Column("单位", 260, 290, "centre"),
        Column("数量", 300, 345, "right"),
        Column(words.one("单价", "单价(元)"), 355, 425, "right"),
        Column(words.one("金额", "金额(元)", "小计"), 435, 545, "right"),
    ]
    rows = [
        [
            str(i + 1),
            item.name,
            item.unit,
            str(item.quantity),
            _yuan(item.price),
            _yuan(item.amount),
        ]
        for i, item in enumerate(bill.items)
    ]
    return table(sheet, y, columns, rows, ruled=ruled)


def untaxed(bill: Bill) -> Bill:
    """Return ``bill`` as papers print it that know no tax: prices are what is paid."""
    return replace(bill, tax=0, items=tuple(replace(item, rate=0) for item in bill.items))


def delivery_note(bill: Bill) -> tuple[Sheet, Truth]:
    """A wholesaler's sales slip: 送货单, 销售单; total in figures and capitals, signatures."""
    sheet, words = _paper(untaxed(bill))
    bill = words.bill
    sheet.text(297, 55, bill.seller.name, size=16, bold=True, align="centre")
    sheet.text(
        297,
        76,
        words.one("送货单", "销售单", "销货清单", "出库单", "销售出库单"),
        size=14,
        align="centre",
    )
    label = words.one("单号", "单据编号", "NO", "编号", "订单编号", "销售单号")
    date = words.one("日期", "开单日期", "送货日期", "制单日期", "业务日期")
    colon = words.one("：", ":")
    buyer = words.one("客户名称", "收货单位", "购货单位", "客户")
    sheet.text(45, 105, f"{buyer}{colon}{bill.buyer.name}", size=9.5)
    sheet.text(545, 105, f"{label}{colon}{bill.number}", size=9.5, align="right")
    sheet.text(45, 121, f"{words.one('联系电话', '电话')}{colon}{bill.buyer.phone}", size=9.5)
    sheet.text(545, 121, f"{date}{colon}{bill.printing.day(bill.date)}", size=9.5, align="right")
    y = _goods(sheet, words, bill, 145)
    big = words.one("合计金额（大写）", "合计人民币（大写）", "大写", "金额大写")
    small = words.one("小写", "合计", "￥", "合计金额", "总计")
    sheet.text(45, y + 8, f"{big}{colon}{capitals(bill.total)}", size=9.5)
    end = f"{small}{colon}{_yuan(bill.total)}" if small != "￥" else f"￥{_yuan(bill.total)}"
    sheet.text(545, y + 8, end, size=9.5, align="right")
    sheet.text(45, y + 35, "送货人（签字）：          收货人（签字）：          制单：小张", size=9)
    sheet.text(45, y + 55, f"地址：{bill.seller.address[0]}  电话：{bill.seller.phone}", size=8.5)
    return sheet, truth(bill)


def account_statement(bill: Bill) -> tuple[Sheet, Truth]:
    """A supplier's statement of a month: opening, deliveries, payments, what is owed now."""
    sheet, words = _paper(untaxed(bill))
    bill = words.bill
    sheet.text(
        297,
        60,
        words.one("对账单", "月结对账单", "往来对账单", "客户对账单"),
        size=17,
        bold=True,
        align="centre",
    )
    colon = words.one("：", ":")
    left = [
        (words.one("供货单位", "供应商", "销售方", "乙方"), bill.seller.name),
        (words.one("购货单位", "客户", "采购方", "甲方"), bill.buyer.name),
        ("对账期间", f"{bill.date.year}年{bill.date.month}月"),
    ]
    pairs(sheet, 45, 90, left, gap=60, colon=colon)
    number = words.one("对账单号", "编号", "单号", "账单编号")
    date = words.one("对账日期", "制表日期", "日期", "出账日期")
    right = [(number, bill.number), (date, bill.printing.day(bill.date))]
    pairs(sheet, 370, 90, right, gap=60, colon=colon)
    columns = [
        Column("送货日期", 45, 120),
        Column("送货单号", 130, 230),
        Column("品名", 240, 360),
        Column("数量", 370, 420, "right"),
        Column("金额", 430, 545, "right"),
    ]
    rows = []
    for place, item in enumerate(bill.items):
        day = bill.date.replace(day=1 + place)
        rows.append(
            [
                f"{day:%Y-%m-%d}",
                f"SH{digits(words.chance, 8)}",
                item.name,
                str(item.quantity),
                _yuan(item.amount),
            ]
        )
    y = table(sheet, 155, columns, rows, ruled=words.likely(0.6))
    past = 1_000 * (1 + bill.printing.seed % 70)
    sums: list[Pair] = [
        (words.one("上期余额", "期初欠款"), _yuan(past)),
        (words.one("本期已付", "本期收款"), _yuan(past)),
        (
            words.one("本期应付合计", "本期应付款", "应付总额", "合计应付", "期末应付余额"),
            bill.printing.money(bill.total),
        ),
    ]
    y = pairs(sheet, 350, y + 10, sums, right=545, colon=colon)
    sheet.lines(
        45, y + 10, [f"开户行：{bill.seller.account[0]}", f"账号：{bill.seller.account[1]}"], size=9
    )
    sheet.text(45, y + 50, "以上金额请核对无误后签字盖章回传，如有疑问请于三日内联系。", size=9)
    return sheet, truth(bill)


def hotel_bill(bill: Bill) -> tuple[Sheet, Truth]:
    """A hotel's bill: room charges by day, deposit and what was paid."""
    sheet, words = _paper(untaxed(bill))
    bill = words.bill
    sheet.text(297, 60, bill.seller.name, size=16, bold=True, align="centre")
    sheet.text(
        297, 80, words.one("结账单", "宾客账单", "住宿账单", "客人账单"), size=13, align="centre"
    )
    left = [
        ("姓名", "王小明"),
        ("房号", str(bill.printing.seed % 900 + 100)),
        ("单位", bill.buyer.name),
    ]
    label = words.one("账单号", "账号", "单号", "流水号", "账单编号")
    right = [
        (label, bill.number),
        (words.one("结账日期", "离店日期", "打印日期", "日期"), bill.printing.day(bill.date)),
    ]
    colon = words.one("：", ":")
    pairs(sheet, 45, 110, left, gap=45, colon=colon)
    pairs(sheet, 350, 110, right, gap=60, colon=colon)
    columns = [
        Column("日期", 45, 130),
        Column("项目", 140, 330),
        Column("消费", 340, 430, "right"),
        Column("付款", 440, 545, "right"),
    ]
    names = ("房费", "早餐", "洗衣费", "迷你吧", "停车费", "会议室", "送餐服务")
    rows = [
        [bill.printing.day(bill.date), names[i % len(names)], _yuan(item.amount), ""]
        for i, item in enumerate(bill.items)
    ]
    rows.append(
        [
            bill.printing.day(bill.date),
            words.one("微信支付", "支付宝", "银行卡"),
            "",
            _yuan(bill.total),
        ]
    )
    y = table(sheet, 180, columns, rows)
    sums = [
        (
            words.one("消费合计", "合计", "总计", "消费总额", "应收金额"),
            bill.printing.money(bill.total),
        ),
        (words.one("已付金额", "付款合计", "实收金额"), bill.printing.money(bill.total)),
        ("余额", _yuan(0)),
    ]
    pairs(sheet, 350, y + 10, sums, right=545, colon=colon)
    sheet.text(
        45, y + 80, f"酒店地址：{bill.seller.address[0]}　电话：{bill.seller.phone}", size=8.5
    )
    return sheet, truth(bill)


def service_bill(bill: Bill) -> tuple[Sheet, Truth]:
    """A bill for water, power or the premises: labels above their values, one sum to pay."""
    sheet, words = _paper(untaxed(bill))
    bill = words.bill
    title = words.one("电费通知单", "水费账单", "物业费缴费通知单", "宽带服务账单", "燃气费账单")
    sheet.text(45, 60, bill.seller.name, size=13, bold=True)
    sheet.text(45, 84, title, size=18, bold=True)
    y = stacked(
        sheet,
        110,
        [
            (45, words.one("户号", "客户编号"), bill.customer),
            (180, words.one("账单编号", "通知单号", "账单号", "单据号"), bill.number),
            (330, words.one("账单日期", "出账日期", "开具日期"), bill.printing.day(bill.date)),
            (450, words.one("缴费截止日", "最后缴费日期"), bill.printing.day(bill.due)),
        ],
    )
    sheet.text(45, y + 12, f"{words.one('用户名称', '户名', '客户')}：{bill.buyer.name}", size=9.5)
    sheet.text(45, y + 27, f"地址：{bill.buyer.address[0]}", size=9.5)
    y = _goods(sheet, words, bill, y + 55, ruled=False)
    large = words.one("应缴金额", "本期应缴", "应交总额", "本期费用合计", "应付金额", "合计应缴")
    sheet.box(330, y + 2, 548, y + 50, fill=232)
    sheet.text(340, y + 18, large + words.one("", "（元）", "："), size=9)
    sheet.text(340, y + 40, bill.printing.money(bill.total), size=16, bold=True)
    sheet.text(45, y + 30, "请在截止日前缴费，逾期将按日加收违约金。", size=9)
    return sheet, truth(bill)


def purchase_order(bill: Bill) -> tuple[Sheet, Truth]:
    """An order that a supplier confirms: 销售订单, 订货确认单."""
    sheet, words = _paper(bill)
    sheet.text(
        297,
        60,
        words.one("销售订单", "订货确认单", "订单确认书", "采购订单"),
        size=17,
        bold=True,
        align="centre",
    )
    label = words.one("订单编号", "订单号", "合同编号", "单据编号")
    date = words.one("订单日期", "下单日期", "签订日期", "日期")
    left = [
        (words.one("供方", "卖方", "供应商", "销售方"), bill.seller.name),
        (words.one("需方", "买方", "采购方", "客户"), bill.buyer.name),
        ("交货地点", bill.buyer.address[0]),
    ]
    colon = words.one("：", ":")
    pairs(sheet, 45, 90, left, gap=60, colon=colon)
    right = [
        (label, bill.number),
        (date, bill.printing.day(bill.date)),
        ("交货日期", bill.printing.day(bill.due)),
    ]
    pairs(sheet, 350, 90, right, gap=65, colon=colon)
    y = _goods(sheet, words, bill, 160)
    sums = [
        (words.one("不含税金额", "货款合计", "小计"), _yuan(bill.net)),
        (words.one("税额", "增值税"), _yuan(bill.tax)),
        (
            words.one("价税合计", "订单总额", "合同总金额", "总计", "含税总额"),
            bill.printing.money(bill.total),
        ),
    ]
    y = pairs(sheet, 350, y + 10, sums, right=545, colon=colon)
    sheet.text(45, y + 10, f"合计大写：{capitals(bill.total)}", size=9.5)
    sheet.text(45, y + 30, "付款方式：货到30天内付清。质量异议请在收货后七日内提出。", size=9)
    return sheet, truth(bill)


def long_list(bill: Bill) -> tuple[Sheet, Truth]:
    """A sales list over several pages: a sum for each page, then the total and its capitals."""
    sheet, words = _paper(untaxed(bill))
    bill, per_page = words.bill, 22
    chunks = [bill.items[i : i + per_page] for i in range(0, len(bill.items), per_page)]
    title = words.one("销售清单", "销货清单", "供货明细表", "采购清单")
    label, date = words.one("单号", "清单编号", "编号"), words.one("日期", "开单日期")
    page_sum, total = (
        words.one("本页小计", "本页合计"),
        words.one("合计", "总计", "总金额", "全部合计"),
    )
    y = 0.0
    for page, chunk in enumerate(chunks):
        if page:
            sheet.turn_page()
        sheet.text(297, 55, f"{bill.seller.name}{title}", size=14, bold=True, align="centre")
        sheet.text(45, 82, f"购货单位：{bill.buyer.name}", size=9)
        sheet.text(45, 97, f"{date}：{bill.printing.day(bill.date)}", size=9)
        sheet.text(545, 82, f"{label}：{bill.number}", size=9, align="right")
        sheet.text(545, 97, f"第{page + 1}页 共{len(chunks)}页", size=9, align="right")
        y = _goods(sheet, Words.of(bill), replace(bill, items=chunk), 120)
        sheet.text(45, y, page_sum, size=9.5)
        sheet.text(545, y, _yuan(sum(item.amount for item in chunk)), size=9.5, align="right")
    sheet.text(45, y + 18, total, size=10, bold=True)
    sheet.text(545, y + 18, bill.printing.money(bill.total), size=10, bold=True, align="right")
    sheet.text(45, y + 36, f"人民币（大写）：{capitals(bill.total)}", size=9.5)
    return sheet, truth(bill)


def cash_receipt(bill: Bill) -> tuple[Sheet, Truth]:
    """A receipt filled in on a form: 收款收据; the sum in capitals and figures, a line of words."""
    sheet, words = _paper(untaxed(bill), width=520, height=270)
    bill = replace(words.bill, kind=DocumentKind.RECEIPT)
    sheet.text(260, 45, words.one("收款收据", "收 据", "收款单"), size=18, align="centre")
    sheet.text(490, 45, f"{words.one('No', '编号：', 'NO.')} {bill.number}", size=10, align="right")
    sheet.text(260, 68, _day(bill), size=10, align="centre")
    sheet.box(30, 80, 490, 210)
    sheet.text(40, 103, f"{words.one('今收到', '交款单位', '兹收到')}：{bill.buyer.name}", size=11)
    sheet.text(
        40, 130, f"{words.one('交来', '收款事由', '事由')}：{bill.items[0].name}货款", size=11
    )
    sheet.text(40, 157, f"人民币（大写）：{capitals(bill.total)}", size=11)
    sheet.text(
        345,
        157,
        f"￥：{_yuan(bill.total)}" if words.likely(0.4) else f"￥{_yuan(bill.total)}",
        size=11,
    )
    sheet.text(40, 184, f"收款方式：{words.one('现金', '微信', '银行转账')}", size=11)
    sheet.text(
        40,
        235,
        f"{words.one('收款单位（盖章）', '收款单位', '开票单位')}：{bill.seller.name}",
        size=10,
    )
    sheet.text(400, 235, "收款人：周敏", size=10)
    return sheet, truth(bill)


PAPERS: Sequence[Layout] = (
    delivery_note,
    account_statement,
    hotel_bill,
    service_bill,
    cash_receipt,
)
"""Layouts for any bill; tax invoices, orders and lists need bills of their own."""
