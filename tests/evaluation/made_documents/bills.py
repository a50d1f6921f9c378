"""Invents what bills are about, and how a supplier prints sums and days: a sample's truth."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from dataclasses import replace
from decimal import ROUND_HALF_UP
from decimal import Decimal

from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.money import Money
from tests.evaluation.made_documents.parties import COUNTRIES
from tests.evaluation.made_documents.parties import Country
from tests.evaluation.made_documents.parties import Party
from tests.evaluation.made_documents.parties import digits
from tests.evaluation.made_documents.parties import party

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_GOODS = (
    *("Paper bags 25x30 cm", "Ground coffee 1 kg", "Till rolls 80 mm (box 20)", "Oat milk 1L x 6"),
    *(
        "Blue nitrile gloves L",
        "Consulting, on site",
        "Delivery",
        "A4 copier paper 80 gsm",
        "Olive oil 5 L",
    ),
    *(
        "LED panel 600x600",
        "Hand soap refill",
        "Monthly licence fee",
        "Basmati rice 10kg",
        "Labels 62 mm",
    ),
    *(
        "Service call-out",
        "Tea towels, cotton",
        "Cardboard box 40x30x30",
        "Free range eggs (30)",
        "Signage",
    ),
    *(
        "Stainless tray GN 1/1",
        "Bin liners 90L",
        "Sparkling water 24 x 330ml",
        "Apron, black",
        "Repair of oven",
    ),
)
_SLIP_GOODS = (
    *(
        "MILK 1L",
        "BREAD WHT",
        "EGGS GRADE A 10S",
        "NASI LEMAK",
        "TEH TARIK",
        "KOPI O",
        "A4 PAPER 70G",
    ),
    *("BATTERY AA 4PK", "CHKN RICE SET", "MINERAL WATER 500", "SCREW 3X25 100PCS", "PVC PIPE 20MM"),
    *(
        "CABLE TIE",
        "SHAMPOO 340ML",
        "BANANA (LOOSE)",
        "Flat White",
        "Latte L",
        "Ham & cheese toastie",
    ),
    *(
        "COOKING OIL 5KG",
        "TISSUE 3PLY",
        "Roti Canai",
        "DISH SOAP",
        "PAINT BRUSH 2IN",
        "UNLEADED 95",
    ),
)
_ZH_GOODS = (
    *(
        "大米 10kg",
        "食用油 5L",
        "牛皮纸袋",
        "A4复印纸 70g",
        "一次性手套",
        "不锈钢托盘",
        "鲜牛奶 1L",
        "鸡蛋 30枚",
    ),
    *(
        "纸巾 3层",
        "洗洁精",
        "LED灯管",
        "硒鼓 88A",
        "快递包装箱",
        "龙井茶 250g",
        "技术服务费",
        "运输服务",
        "咨询费",
    ),
    *(
        "白砂糖",
        "矿泉水 24瓶",
        "毛巾",
        "标签纸",
        "冷冻鸡腿",
        "生抽酱油",
        "垃圾袋",
        "工作服",
        "软件年费",
    ),
)
_ZH_SLIP_GOODS = (
    *(
        "红烧牛肉面",
        "可乐 330ml",
        "农夫山泉550ml",
        "酸辣土豆丝",
        "米饭",
        "香蕉",
        "纯牛奶",
        "卫生纸10卷",
        "打火机",
    ),
    *(
        "宫保鸡丁",
        "洗衣液2kg",
        "拿铁 大杯",
        "叉烧包",
        "王老吉",
        "青岛啤酒",
        "西红柿",
        "猪五花肉",
        "电池5号4粒",
    ),
)
_UNITS = {
    "en": ("pcs", "each", "box", "kg", "hrs", "pack"),
    "zh": ("个", "箱", "包", "台", "kg", "项"),
}
_NUMBERS = (
    *(
        "INV-{5}",
        "{y}-{4}",
        "{8}",
        "INV/{y}/{4}",
        "SI-{6}",
        "A{7}",
        "RE{y}-{4}",
        "F-{y}/{3}",
        "TI {6}",
    ),
    *(
        "{6}",
        "{y}{m}-{3}",
        "IN{7}",
        "#{5}",
        "C{4}-{5}",
        "{5}/{yy}",
        "SIN{6}",
        "{2}-{6}",
        "INV{y}{5}",
    ),
)
_SLIP_NUMBERS = (
    "{6}",
    "{4}-{4}",
    "CS-{6}",
    "R{8}",
    "{2}/{6}",
    "{12}",
    "CS{8}",
    "OR{7}",
    "T{2}-{5}",
    "{3}/{3}/{6}",
)
_ZH_NUMBERS = (
    "XS-{y}{m}{d}-{4}",
    "SH{8}",
    "{y}{m}{d}{4}",
    "NO.{7}",
    "DD{y}{m}{6}",
    "{8}",
    "XSD{y}-{5}",
)
_MIXED = frozenset({"GB", "DE", "CN"})
"""Where one bill often holds goods of several rates."""
_START = dt.date(2025, 1, 2)
_DAYS = 600


@dataclass(frozen=True, slots=True)
class Item:
    """One line; ``price`` and ``amount`` in minor units without tax, ``rate`` per ten thousand."""

    name: str
    code: str
    quantity: int
    unit: str
    price: int
    amount: int
    rate: int


@dataclass(frozen=True, slots=True)
class Printing:
    """How one supplier prints: days, sums, fonts; ``seed`` draws its choice of labels."""

    dates: str
    mark: str
    thousands: str
    point: str
    font: str
    seed: int
    minus: str = "-{}"

    def day(self, day: dt.date) -> str:
        """Print a day."""
        month = _MONTHS[day.month - 1]
        marks = {
            "yy": f"{day.year % 100:02}",
            "y": f"{day.year}",
            "dth": f"{day.day}{_ending(day.day)}",
            "m": f"{day.month:02}",
            "d": f"{day.day:02}",
            "M": f"{day.month}",
            "D": f"{day.day}",
            "B": month,
            "b": month[:3],
        }
        out, rest = "", self.dates
        while rest:
            mark = next((name for name in ("dth", "yy") if rest.startswith(name)), rest[0])
            out += marks.get(mark, mark)
            rest = rest[len(mark) :]
        return out

    def figures(self, minor: int) -> str:
        """Print a sum without its currency."""
        whole, cents = divmod(abs(minor), 100)
        text = f"{whole:,}".replace(",", self.thousands) + f"{self.point}{cents:02}"
        return self.minus.format(text) if minor < 0 else text

    def money(self, minor: int) -> str:
        """Print a sum with its currency."""
        whole, cents = divmod(abs(minor), 100)
        text = f"{whole:,}".replace(",", self.thousands) + f"{self.point}{cents:02}"
        text = self.mark.format(text)
        return self.minus.format(text) if minor < 0 else text


def _ending(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@dataclass(frozen=True, slots=True)
class Bill:
    """Everything one document says; sums in minor units."""

    country: Country
    kind: DocumentKind
    seller: Party
    buyer: Party
    number: str
    date: dt.date
    due: dt.date
    items: tuple[Item, ...]
    net: int
    tax: int
    rounding: int
    cash: int
    """Handed over; 0 where it is not paid at the till."""
    printing: Printing
    order: str
    """A number that is not the document's own."""
    customer: str

    @property
    def total(self) -> int:
        """What is owed, or was paid."""
        return self.net + self.tax + self.rounding

    @property
    def rates(self) -> tuple[tuple[int, int, int], ...]:
        """(rate, net, tax) of each rate, the highest first."""
        found = sorted({item.rate for item in self.items}, reverse=True)
        nets = [(rate, sum(i.amount for i in self.items if i.rate == rate)) for rate in found]
        return tuple((rate, net, share(net, rate)) for rate, net in nets)


@dataclass(frozen=True, slots=True)
class Truth:
    """What must be read from a sample; ``sellers`` are the names that are right."""

    kind: DocumentKind
    language: str
    sellers: tuple[str, ...]
    number: str
    date: dt.date
    total: Money
    unrounded: Money
    """The total before it was rounded for cash; the same where it was not."""
    hints: Hints


def share(minor: int, rate: int) -> int:
    """Return ``rate`` per ten thousand of a sum, halves away from zero."""
    exact = Decimal(minor) * rate / 10_000
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def truth(bill: Bill, *, number: str | None = None, also: tuple[str, ...] = ()) -> Truth:
    """Say what must be read from ``bill``; every third owner's book does not name the shop."""
    named = bill.printing.seed % 3 > 0
    return Truth(
        bill.kind,
        bill.country.language,
        (bill.seller.name, *also),
        bill.number if number is None else number,
        bill.date,
        Money(bill.country.currency, bill.total),
        Money(bill.country.currency, bill.total - bill.rounding),
        Hints(
            own_names=(bill.buyer.name,) if named else (),
            own_tax_ids=(bill.buyer.tax_id,) if named else (),
            currency=bill.country.currency,
            day_first=bill.country.day_first,
        ),
    )


def invented(
    chance: random.Random,
    country: str,
    *,
    kind: DocumentKind = DocumentKind.INVOICE,
    lines: tuple[int, int] = (1, 7),
) -> Bill:
    """Invent a bill between two firms of ``country``."""
    land = COUNTRIES[country]
    seller, buyer = party(chance, land), party(chance, land, buyer=True)
    date = _START + dt.timedelta(days=chance.randrange(_DAYS))
    numbers = _ZH_NUMBERS if country == "CN" else _NUMBERS
    rate = chance.choice(land.rates)
    mixed = country in _MIXED and chance.random() < 0.25
    goods = _ZH_GOODS if country == "CN" else _GOODS
    items = tuple(
        _item(chance, land, goods, chance.choice(land.rates) if mixed else rate)
        for _ in range(chance.randint(*lines))
    )
    bill = Bill(
        land,
        kind,
        seller,
        buyer,
        numbered(chance, chance.choice(numbers), date),
        date,
        date + dt.timedelta(days=chance.choice((7, 14, 30, 30, 45, 60))),
        items,
        sum(item.amount for item in items),
        0,
        0,
        0,
        printing(chance, land),
        numbered(chance, chance.choice(("PO-{5}", "{6}", "SO{6}", "4500{6}")), date),
        chance.choice(("C", "K-", "", "CUST")) + digits(chance, 5),
    )
    return replace(bill, tax=sum(tax for _, _, tax in bill.rates))


def _item(chance: random.Random, land: Country, goods: tuple[str, ...], rate: int) -> Item:
    quantity = chance.choice((1, 1, 2, 3, 4, 5, 10, 12, 24, 50))
    price = chance.choice((chance.randrange(95, 3_000), chance.randrange(500, 90_000)))
    return Item(
        chance.choice(goods),
        chance.choice("ABKPST") + digits(chance, 4),
        quantity,
        chance.choice(_UNITS[land.language]),
        price,
        price * quantity,
        rate,
    )


def till(chance: random.Random, country: str, *, lines: tuple[int, int] = (1, 9)) -> Bill:
    """Invent a slip of a till: prices hold the tax, sums are rounded, cash is changed."""
    bill = invented(chance, country, kind=DocumentKind.RECEIPT, lines=lines)
    goods = _ZH_SLIP_GOODS if country == "CN" else _SLIP_GOODS
    rate = chance.choice(bill.country.rates)
    items = []
    for _ in range(len(bill.items)):
        quantity, price = chance.choice((1, 1, 1, 2, 3)), chance.randrange(90, 6_000)
        items.append(
            Item(
                chance.choice(goods), digits(chance, 6), quantity, "", price, price * quantity, rate
            )
        )
    gross = sum(item.amount for item in items)
    on_top = country in {"US", "MY"} and rate > 0
    tax = share(gross, rate) if on_top else gross - _without(gross, rate)
    net = gross if on_top else gross - tax
    rounding = 0
    if country == "MY":
        rounding = (net + tax + 2) // 5 * 5 - net - tax
    elif country == "CN" and chance.random() < 0.25:
        rounding = -((net + tax) % 10)
    total = net + tax + rounding
    cash = 0
    if chance.random() < 0.6:
        note = chance.choice((500, 1_000, 5_000, 10_000))
        cash = chance.choice((total, -(-total // note) * note, -(-total // note) * note))
    numbers = _ZH_NUMBERS if country == "CN" else _SLIP_NUMBERS
    return replace(
        bill,
        items=tuple(items),
        net=net,
        tax=tax,
        rounding=rounding,
        cash=cash,
        number=numbered(chance, chance.choice(numbers), bill.date),
    )


def _without(gross: int, rate: int) -> int:
    exact = Decimal(gross) * 10_000 / (10_000 + rate)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def reversed_bill(bill: Bill) -> Bill:
    """Return the credit note that takes ``bill`` back."""
    items = tuple(
        replace(item, amount=-item.amount, quantity=-item.quantity) for item in bill.items
    )
    return replace(bill, kind=DocumentKind.CREDIT_NOTE, items=items, net=-bill.net, tax=-bill.tax)


def numbered(chance: random.Random, pattern: str, date: dt.date) -> str:
    """Fill a pattern of a number: ``{y}`` the year, ``{5}`` five digits."""
    fixed = {
        "y": date.year,
        "yy": f"{date.year % 100:02}",
        "m": f"{date.month:02}",
        "d": f"{date.day:02}",
    }
    out = pattern
    for name, value in fixed.items():
        out = out.replace(f"{{{name}}}", str(value))
    for count in range(2, 13):
        if f"{{{count}}}" in out:
            zeros = count > 3 and chance.random() < 0.5
            made = digits(chance, count - 2 if zeros else count).zfill(count)
            out = out.replace(f"{{{count}}}", made)
    return out


def printing(chance: random.Random, land: Country) -> Printing:
    """Draw how a supplier of ``land`` prints."""
    thousands, point = chance.choice(land.separators)
    return Printing(
        chance.choice(land.dates),
        chance.choice(land.marks),
        thousands,
        point,
        chance.choice(("sans", "sans", "serif", "mono")),
        chance.randrange(1 << 30),
    )


_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def capitals(minor: int) -> str:
    """Write a sum below a hundred million yuan in Chinese capitals, as invoices do."""
    whole, cents = divmod(abs(minor), 100)
    text = _whole(whole) + "元" if whole else ""
    jiao, fen = divmod(cents, 10)
    if not cents:
        return ("负" if minor < 0 else "") + (text or "零元") + "整"
    if jiao:
        text += f"{_CAPITALS[jiao]}角"
    elif whole:
        text += "零"
    text += f"{_CAPITALS[fen]}分" if fen else "整"
    return ("负" if minor < 0 else "") + text


def _whole(number: int) -> str:
    high, low = divmod(number, 10_000)
    if not high:
        return _four(low)
    zero = "零" if 0 < low < 1_000 else ""
    return f"{_four(high)}万{zero}{_four(low) if low else ''}"


def _four(number: int) -> str:
    out, gap = "", False
    for power, unit in ((1_000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if gap else "") + _CAPITALS[digit] + unit
            gap = False
        elif out:
            gap = True
    return out
