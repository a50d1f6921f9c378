"""Slips of tills on rolls of 80 mm: shops, restaurants and petrol stations of five countries."""

from __future__ import annotations

from dataclasses import replace

from tests.evaluation.made_documents.bills import Bill
from tests.evaluation.made_documents.bills import Truth
from tests.evaluation.made_documents.bills import truth
from tests.evaluation.made_documents.blocks import Words
from tests.evaluation.made_documents.blocks import percent
from tests.evaluation.made_documents.sheet import Sheet

_WIDTH = 226.0
"""A roll of 80 mm."""


class _Roll:
    """A slip that grows line by line."""

    def __init__(self, bill: Bill, *, width: float, size: float) -> None:
        self.words = Words.of(bill)
        self.bill = bill
        is_chinese = bill.country.code == "CN"
        font = self.words.one("till", "mono", "sans", "narrow", "till", "wide")
        self.sheet = Sheet(width, 0, font=font, is_chinese=is_chinese)
        self.size, self.y, self.edge = size, 24.0, 12.0

    def centre(self, words: str, *, grow: float = 1, bold: bool = False) -> None:
        """Write words in the middle; they take a second line where one is too narrow."""
        size, room = self.size * grow, self.sheet.width - 2 * self.edge
        while " " in words and self._wide(words, size) > room:
            head, _, tail = words.rpartition(" ")
            words, rest = head, tail
            while " " in words and self._wide(words, size) > room:
                words, _, more = words.rpartition(" ")
                rest = f"{more} {rest}"
            self._line(words, size, bold=bold)
            words = rest
        while self._wide(words, size) > room:
            size *= 0.93
        self._line(words, size, bold=bold)

    def _wide(self, words: str, size: float) -> float:
        factor = 0.602 * len(words) * size
        wide = self.sheet.measure(words, size=size) * 1.12
        return (
            max(factor, wide)
            if self.sheet.font in {"mono", "till"} and not self.sheet.is_chinese
            else wide
        )

    def _line(self, words: str, size: float, *, bold: bool) -> None:
        self.sheet.text(self.sheet.width / 2, self.y, words, size=size, bold=bold, align="centre")
        self.y += size * 1.35

    def left(self, words: str, *, bold: bool = False) -> None:
        """Write words at the left edge."""
        self.sheet.text(self.edge, self.y, words, size=self.size, bold=bold)
        self.y += self.size * 1.35

    def both(self, left: str, right: str, *, grow: float = 1, bold: bool = False) -> None:
        """Write words at both edges."""
        size = self.size * grow
        self.sheet.text(self.edge, self.y, left, size=size, bold=bold)
        self.sheet.text(
            self.sheet.width - self.edge, self.y, right, size=size, bold=bold, align="right"
        )
        self.y += size * 1.4

    def rule(self) -> None:
        """Draw what divides the parts of a slip."""
        kind = self.bill.printing.seed % 3
        if kind == 0:
            self.sheet.rule(self.edge, self.y - self.size * 0.5, self.sheet.width - self.edge)
        else:
            mark = "-" if kind == 1 else "*"
            count = int((self.sheet.width - 2 * self.edge) / (0.605 * self.size))
            count = count if self.sheet.font in {"mono", "till"} else count + 4
            self.sheet.text(
                self.sheet.width / 2, self.y, mark * count, size=self.size, align="centre"
            )
        self.y += self.size * 1.2

    def done(self) -> Sheet:
        """Cut the paper and return it."""
        self.sheet.height = self.y + 20
        return self.sheet


def english_slip(bill: Bill) -> tuple[Sheet, Truth]:
    """A slip as shops of Britain, America, Malaysia and Singapore print it."""
    roll = _Roll(bill, width=_WIDTH, size=8.6)
    words, seller = roll.words, bill.seller
    roll.centre(seller.name, grow=words.chance.choice((1, 1.2, 1.4)), bold=words.likely(0.6))
    if words.likely(0.5) and bill.country.code == "MY":
        roll.centre(f"({bill.printing.seed % 900_000 + 100_000}-{'XWKH'[bill.printing.seed % 4]})")
    for line in seller.address:
        roll.centre(line)
    roll.centre(
        words.one(
            f"TEL: {seller.phone}", f"Tel {seller.phone}", f"Phone: {seller.phone}", seller.phone
        )
    )
    if words.likely(0.7):
        roll.centre(f"{words.one(*bill.country.id_labels).removesuffix(':')}: {seller.tax_id}")
    if words.likely(0.6):
        title = "TAX INVOICE" if bill.country.code in {"MY", "SG"} else "RECEIPT"
        roll.centre(words.one(title, "SALES RECEIPT", "CASH BILL", "RECEIPT"), bold=True)
    roll.rule()
    _slip_head(roll)
    roll.rule()
    for item in bill.items:
        _slip_line(roll, item.name, item.quantity, item.price, item.amount)
    roll.rule()
    _slip_sums(roll)
    roll.rule()
    for line in (
        *(
            words.one(
                "THANK YOU", "Thank you for shopping with us", "Thank You. Please Come Again"
            ),
        ),
        *(
            words.one(
                "Goods sold are not returnable", "Please keep this receipt", "Have a nice day"
            ),
        ),
    ):
        roll.centre(line)
    return roll.done(), truth(bill)


def _slip_head(roll: _Roll) -> None:
    words, bill = roll.words, roll.bill
    time = f"{8 + bill.printing.seed % 13:02}:{bill.printing.seed % 60:02}"
    number = words.one(
        "Receipt No",
        "Invoice No",
        "Bill No",
        "Receipt #",
        "Inv No",
        "Doc No.",
        "CB#",
        "Slip No",
        "Trans",
        "Order #",
    )
    day = bill.printing.day(bill.date)
    colon = words.one(":", " :", "")
    shape = words.one("apart", "run", "beside")
    if shape == "apart":
        roll.both(f"{number}{colon}", bill.number)
        roll.both(
            f"{words.one('Date', 'DATE', 'Invoice Date', 'Date/Time')}{colon}", f"{day} {time}"
        )
    elif shape == "run":
        roll.left(f"{number}{colon or ':'} {bill.number}")
        roll.left(
            (
                words.one("Date: ", "DATE : ", "Date ", "")
                + f"{day} {words.one(time, time + ':31', '')}"
            ).strip()
        )
    else:
        roll.left(f"{number}{colon or ':'} {bill.number}")
        roll.both(day, time)
    if words.likely(0.6):
        roll.left(f"Cashier{colon or ':'} {words.one('ANNA', 'USER', 'Lim', '003', 'Maria')}")
    if words.likely(0.3):
        roll.left(f"{words.one('Table', 'Counter', 'POS', 'Till')} {bill.printing.seed % 20 + 1}")


def _slip_line(roll: _Roll, name: str, quantity: int, price: int, amount: int) -> None:
    figures = roll.bill.printing.figures
    shape = roll.bill.printing.seed % 4
    if shape == 0:
        roll.left(name)
        roll.both(f"  {quantity} x {figures(price)}", figures(amount))
    elif shape == 1:
        roll.both(f"{quantity} {name}", figures(amount))
    elif shape == 2:
        roll.both(
            name if quantity == 1 else f"{name} x{quantity}", roll.bill.printing.money(amount)
        )
    else:
        roll.left(name)
        roll.both(f"{quantity}.00 PCS @ {figures(price)}", f"{figures(amount)} SR")


def _slip_sums(roll: _Roll) -> None:
    words, bill = roll.words, roll.bill
    money, tax = bill.printing.money, bill.country.tax
    rate = percent(bill.items[0].rate)
    gross = bill.net + bill.tax
    on_top = bill.country.code in {"US", "MY"} and bill.tax > 0
    if words.likely(0.35):
        roll.both(
            words.one("Item count", "No. of items", "Total Qty"),
            str(sum(i.quantity for i in bill.items)),
        )
    if on_top or words.likely(0.4):
        roll.both(
            words.one("Subtotal", "SUB TOTAL", "Sub-Total"), money(bill.net if on_top else gross)
        )
    if on_top:
        roll.both(
            words.one(f"{tax} {rate}%", f"{tax} ({rate}%)", f"Total {tax}", f"{tax} @{rate}%"),
            money(bill.tax),
        )
    label = words.one(
        "TOTAL",
        "Total",
        "GRAND TOTAL",
        "Total Amount",
        "AMOUNT DUE",
        "Total Sales",
        "Total Inclusive of Tax",
    )
    bold, grow = words.likely(0.5), words.chance.choice((1, 1, 1.25, 1.5))
    if bill.rounding or (bill.country.code == "MY" and words.likely(0.6)):
        roll.both(
            words.one("Total Sales", "Total", "Total (Excl. Rounding)", "TOTAL BEFORE ROUNDING"),
            money(gross),
        )
        roll.both(
            words.one("Rounding", "Rounding Adj", "ROUNDING ADJUSTMENT", "Rounding (RM)"),
            money(bill.rounding),
        )
        label = words.one(
            "NET TOTAL",
            "Total Rounded",
            "Rounded Total (RM)",
            "GRAND TOTAL",
            "TOTAL DUE",
            "Nett Total",
        )
    roll.both(label, money(bill.total), bold=bold, grow=grow)
    if bill.cash:
        roll.both(words.one("CASH", "Cash", "Cash Tendered", "Paid", "TENDERED"), money(bill.cash))
        if bill.cash > bill.total or words.likely(0.7):
            roll.both(
                words.one("CHANGE", "Change", "Change Due", "Bal / Change"),
                money(bill.cash - bill.total),
            )
    else:
        roll.both(
            words.one("VISA", "CARD", "Mastercard **** 4417", "DEBIT", "Credit Card"),
            money(bill.total),
        )
    if bill.tax and words.likely(0.4):
        roll.left(words.one(f"{tax} Summary      Amount      Tax", f"{tax} analysis"))
        roll.both(
            f"SR @ {rate}%   {bill.printing.figures(bill.net)}", bill.printing.figures(bill.tax)
        )


def chinese_slip(bill: Bill) -> tuple[Sheet, Truth]:
    """A slip as Chinese supermarkets and restaurants print it."""
    bill = replace(bill, tax=0, net=bill.net + bill.tax)
    roll = _Roll(bill, width=_WIDTH, size=9.2)
    words, seller = roll.words, bill.seller
    roll.centre(seller.name, grow=words.chance.choice((1, 1.2, 1.3)), bold=words.likely(0.5))
    if words.likely(0.7):
        roll.centre(words.one("收银小票", "结账单", "销售小票", "消费清单", "购物小票", "预结单"))
    roll.rule()
    colon = words.one("：", ":")
    seed = bill.printing.seed
    time = f"{8 + seed % 13:02}:{seed % 60:02}:{seed % 59:02}"
    label = words.one("单号", "流水号", "小票号", "订单号", "交易号", "账单号", "No")
    day = words.one("日期", "时间", "交易时间", "结账时间", "销售日期", "打印时间")
    roll.left(f"{label}{colon}{bill.number}")
    roll.left(f"{day}{colon}{bill.printing.day(bill.date)} {words.one(time, time, '')}".strip())
    if words.likely(0.6):
        roll.left(f"{words.one('收银员', '收银')}{colon}{words.one('0012', '小李', '张娜')}")
    if words.likely(0.3):
        roll.left(f"{words.one('桌号', '机号', '台号')}{colon}{words.one('A12', '08', '包厢3')}")
    roll.rule()
    _chinese_lines(roll)
    roll.rule()
    _chinese_sums(roll)
    roll.rule()
    roll.left(f"{words.one('地址', '店址')}{colon}{seller.address[0]}")
    roll.left(f"{words.one('电话', '服务热线', 'TEL')}{colon}{seller.phone}")
    roll.centre(words.one("谢谢惠顾，欢迎下次光临", "请保留小票，凭票开发票", "多谢惠顾"))
    return roll.done(), truth(bill)


def _chinese_lines(roll: _Roll) -> None:
    figures, bill = roll.bill.printing.figures, roll.bill
    end = roll.sheet.width - roll.edge
    places = (roll.edge, end - 80, end - 42, end)
    for x, title in zip(places, ("品名", "数量", "单价", "金额"), strict=True):
        roll.sheet.text(
            x, roll.y, title, size=roll.size, align="left" if x == roll.edge else "right"
        )
    roll.y += roll.size * 1.4
    for item in bill.items:
        values = (item.name, str(item.quantity), figures(item.price), figures(item.amount))
        for x, value in zip(places, values, strict=True):
            roll.sheet.text(
                x, roll.y, value, size=roll.size, align="left" if x == roll.edge else "right"
            )
        roll.y += roll.size * 1.4


def _chinese_sums(roll: _Roll) -> None:
    words, bill = roll.words, roll.bill
    money = bill.printing.money
    gross = bill.net
    if words.likely(0.4):
        roll.both(
            words.one("件数", "总数量", "数量合计"), str(sum(item.quantity for item in bill.items))
        )
    if bill.rounding:
        roll.both(words.one("合计", "消费合计", "应收金额", "小计"), money(gross))
        roll.both(words.one("抹零", "抹零金额", "优惠"), money(bill.rounding))
        label = words.one("实收", "实收金额", "实付金额", "实付")
    else:
        label = words.one(
            "合计", "总计", "应付金额", "应收", "应收金额", "合计金额", "实付金额", "总金额"
        )
    roll.both(
        label, money(bill.total), bold=words.likely(0.5), grow=words.chance.choice((1, 1, 1.3))
    )
    if bill.cash:
        roll.both(words.one("现金", "现金支付", "收现"), money(bill.cash))
        roll.both(words.one("找零", "找回", "找赎"), money(bill.cash - bill.total))
    else:
        roll.both(words.one("微信支付", "支付宝", "银行卡", "扫码支付"), money(bill.total))
