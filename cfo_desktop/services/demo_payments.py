"""The demo shop's many small payments, with the names and texts that a bank prints for them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

_SEED = 20_140_611
_ONCE_PER_MILLE = 22
"""On so many of a thousand days something is paid that is never paid again."""


@dataclass(frozen=True, slots=True)
class Regular:
    """A payment that comes again: on a day of the month, a weekday, or by chance.

    ``typical`` is in hundredths before the locale's scale, negative for money that comes in, and
    varies by ``spread`` per cent. One of ``names`` stands on the statement, and one of ``texts``.
    """

    names: tuple[str, ...]
    texts: tuple[str, ...]
    target: str
    typical: int
    spread: int = 0
    day: int = 0
    weekday: int = -1
    per_mille: int = 0
    also: tuple[str, int] = ("", 0)
    """What else it is for at times, and on how many of a hundred."""

    def falls_on(self, day: dt.date, chance: float) -> bool:
        """Tell whether it is paid on a day; ``chance`` is from 0 to 1."""
        return (
            day.day == self.day or day.weekday() == self.weekday or chance * 1000 < self.per_mille
        )


@dataclass(frozen=True, slots=True)
class Payment:
    """One small payment; ``target`` names what it was for as starter knowledge does."""

    party: str
    narration: str
    target: str
    minor: int
    """Hundredths out of the bank; negative for money that comes in."""


_CARD = ("Card 7731 {date}", "Card 7731 {date} contactless")
_DIRECT = ("Direct debit {number}",)
_TRANSFER = ("Faster payment {letters}", "Online transfer {letters}")

REGULAR: Mapping[str, tuple[Regular, ...]] = {
    "en": (
        Regular(("Tideway Broadband",), _DIRECT, "phone", 3_900, day=6),
        Regular(("Larkfield Mobile", "Larkfield Mobile Ltd"), _DIRECT, "phone", 1_850, 6, day=21),
        Regular(("Hartwell Bank",), ("Account fee to {date}",), "fees", 850, day=2),
        Regular(
            ("Hartwell Bank",), ("Gross interest to {date}",), "interest_received", -340, 20, 28
        ),
        Regular(("Quill and Ledger Accountants",), _TRANSFER, "advice", 9_500, day=15),
        Regular(("Brightpane Window Cleaning", "Brightpane"), _TRANSFER, "property", 2_400, day=10),
        Regular(("Greenbin Waste Services",), _DIRECT, "property", 4_200, 4, day=8),
        Regular(("TillCloud Software", "TILLCLOUD*SUBSCRIPTION"), _CARD, "supplies", 2_900, day=3),
        Regular(("Oak Pensions",), _DIRECT, "social_insurance", 7_800, 3, day=22),
        Regular(
            ("HMRC Shipley",), ("PAYE and NIC {number}",), "social_insurance", 6_500, 5, day=19
        ),
        Regular(
            ("Ridgeway Filling Stn {branch}", "RIDGEWAY FUEL {branch}"),
            _CARD,
            "travel",
            4_200,
            30,
            weekday=2,
        ),
        Regular(
            ("Packright Supplies", "PACKRIGHT.EXAMPLE"), _CARD, "packaging", 1_900, 25, weekday=1
        ),
        Regular(
            ("Fenbrook Cash and Carry {branch}",),
            _CARD,
            "purchases",
            5_200,
            35,
            weekday=5,
        ),
        Regular(
            ("Corner Hardware", "Corner Hardware {branch}"),
            _CARD,
            "repairs",
            2_600,
            50,
            per_mille=26,
        ),
        Regular(("Post Office Counters {branch}",), _CARD, "courier", 950, 50, per_mille=60),
        Regular(
            ("Bazaarly MKTP {letters}", "BAZAARLY.EXAMPLE {letters}"),
            _CARD,
            "supplies",
            2_300,
            60,
            per_mille=55,
            also=("drawings", 15),
        ),
        Regular(("BAZAARLY REFUND {letters}",), _CARD, "supplies", -1_700, 40, per_mille=7),
        Regular(("Socialboard Ads {letters}",), _CARD, "advertising", 1_500, 30, per_mille=40),
        Regular(("Marlow Gazette",), _TRANSFER, "advertising", 6_000, 20, per_mille=14),
        Regular(
            ("City Parking {branch}", "PARKWELL {letters}"), _CARD, "travel", 480, 40, per_mille=80
        ),
        Regular(("Kettle Cafe", "KETTLE CAFE {branch}"), _CARD, "drawings", 720, 40, per_mille=60),
        Regular(
            ("Fresh Harvest Market {branch}",),
            _CARD,
            "drawings",
            2_400,
            50,
            per_mille=45,
            also=("purchases", 30),
        ),
        Regular(("Coolair Refrigeration",), _TRANSFER, "repairs", 9_500, 40, per_mille=9),
        Regular(
            ("{person}",),
            ("Platter order {letters}", "Party order {letters}"),
            "sales",
            -5_500,
            50,
            per_mille=45,
        ),
    ),
    "zh_CN": (
        Regular(("东临通信有限公司城东分公司",), ("宽带费 {number}",), "phone", 3_900, day=6),
        Regular(
            ("移讯通信",), ("话费充值 {number}", "手机缴费{number}"), "phone", 1_850, 6, day=21
        ),
        Regular(("城东农商银行",), ("账户管理费",), "fees", 850, day=2),
        Regular(("城东农商银行",), ("结息 {number}",), "interest_received", -340, 20, 28),
        Regular(
            ("衡平财税咨询有限公司",),
            ("代理记账费 {month}月", "记账{month}月"),
            "advice",
            9_500,
            day=15,
        ),
        Regular(("净洁保洁服务部",), ("保洁 {month}月",), "property", 2_400, day=10),
        Regular(("槐荫街道环卫所",), ("垃圾清运费 {number}",), "property", 4_200, 4, day=8),
        Regular(("云收银科技",), ("收银软件续费 {letters}",), "supplies", 2_900, day=3),
        Regular(
            ("市社会保险基金管理中心",),
            ("社保费{month}月 {number}",),
            "social_insurance",
            7_800,
            3,
            day=22,
        ),
        Regular(("住房公积金管理中心",), ("汇缴 {month}月",), "social_insurance", 6_500, 5, day=19),
        Regular(
            ("石海能源加油站{branch}号", "石海能源{branch}站"),
            ("POS消费 {number}", "快捷支付 {number}"),
            "travel",
            4_200,
            30,
            weekday=2,
        ),
        Regular(
            ("利达包装制品厂", "利达包装"),
            ("转账 {number}", "打包盒 {number}"),
            "packaging",
            1_900,
            25,
            weekday=1,
        ),
        Regular(
            ("万家批发市场{branch}档",),
            ("快捷支付 {number}", "POS消费 {number}"),
            "purchases",
            5_200,
            35,
            weekday=5,
        ),
        Regular(
            ("街角五金", "街角五金店{branch}"),
            ("扫码付款 {number}",),
            "repairs",
            2_600,
            50,
            per_mille=26,
        ),
        Regular(
            ("飞马速运", "飞马速运({branch}营业点)"),
            ("运费 {number}", "扫码付款 {number}"),
            "courier",
            950,
            50,
            per_mille=60,
        ),
        Regular(
            ("集市网络科技 订单{number}", "集市网"),
            ("快捷支付 {number}",),
            "supplies",
            2_300,
            60,
            per_mille=55,
            also=("drawings", 15),
        ),
        Regular(("集市网络科技 退款",), ("退款 {number}",), "supplies", -1_700, 40, per_mille=7),
        Regular(
            ("微圈广告有限公司",), ("广告充值 {number}",), "advertising", 1_500, 30, per_mille=40
        ),
        Regular(
            ("红叶图文快印",),
            ("转账 {number}", "传单 {number}"),
            "advertising",
            6_000,
            20,
            per_mille=14,
        ),
        Regular(
            ("城市停车{branch}场", "安泊停车"),
            ("扫码付款 {number}",),
            "travel",
            480,
            40,
            per_mille=80,
        ),
        Regular(
            ("老街面馆", "老街面馆{branch}店"),
            ("扫码付款 {number}",),
            "drawings",
            720,
            40,
            per_mille=60,
        ),
        Regular(
            ("鲜禾超市{branch}店",),
            ("POS消费 {number}", "扫码付款 {number}"),
            "drawings",
            2_400,
            50,
            per_mille=45,
            also=("purchases", 30),
        ),
        Regular(("恒冷制冷设备维修部",), ("转账 {number}",), "repairs", 9_500, 40, per_mille=9),
        Regular(
            ("{person}",), ("团购订货 {number}", "转账 订餐"), "sales", -5_500, 50, per_mille=45
        ),
    ),
}
"""The regular payments of each locale's shop; but for public offices the names are invented."""

ONCE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("Pell Locksmiths", "repairs"),
        ("Ashdown Signs", "advertising"),
        ("Tern Removals", "courier"),
        ("Wick Solicitors", "advice"),
        ("Blue Door Training", "supplies"),
        ("Mossley Glazing", "repairs"),
        ("Riverside Joinery", "repairs"),
        ("Copper Kettle Hire", "supplies"),
        ("Hobbs Upholstery", "repairs"),
        ("Tallis Translations", "advice"),
        ("Fernhill Nursery", "supplies"),
        ("Crane Electrical", "repairs"),
        ("Station Taxis", "travel"),
        ("Harbour Inn", "drawings"),
        ("Lantern Prints", "advertising"),
        ("Dunmore Scales", "supplies"),
        ("Vale Pest Control", "property"),
        ("Owl Books", "drawings"),
        ("Greystone Roofing", "repairs"),
        ("Peartree Plumbing", "repairs"),
        ("Minster Awnings", "repairs"),
        ("Swift Couriers", "courier"),
        ("Bell and Hart Audit", "advice"),
        ("Northway Coaches", "travel"),
    ),
    "zh_CN": (
        ("平安锁业", "repairs"),
        ("亮彩招牌制作", "advertising"),
        ("顺心搬家", "courier"),
        ("正信律师事务所", "advice"),
        ("蓝海培训", "supplies"),
        ("明净玻璃行", "repairs"),
        ("河畔木工坊", "repairs"),
        ("广聚租赁", "supplies"),
        ("周氏家具修理", "repairs"),
        ("通译翻译社", "advice"),
        ("绿野花木", "supplies"),
        ("联诚水电安装", "repairs"),
        ("顺路出租车", "travel"),
        ("临江宾馆", "drawings"),
        ("灯塔印务", "advertising"),
        ("衡器专营店", "supplies"),
        ("除害消杀服务", "property"),
        ("猫头鹰书店", "drawings"),
        ("石桥防水", "repairs"),
        ("梨园管道疏通", "repairs"),
        ("晴雨遮阳篷", "repairs"),
        ("捷达快运", "courier"),
        ("众信会计师事务所", "advice"),
        ("远方客运", "travel"),
    ),
}
"""Who is paid once, and what for."""

_PEOPLE = {
    "en": (
        "A Penrose",
        "Mrs J Whitlock",
        "T Okafor",
        "S Lindqvist",
        "D Marsh",
        "Priya Nair",
        "C Duval",
        "M Tamsin",
    ),
    "zh_CN": ("陈晓岚", "周立", "吴秀英", "郑凯", "孙梦", "何军", "罗佳怡", "高远"),
}
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ23456789"


@dataclass(slots=True)
class Payments:
    """The small payments of one shop, day after day."""

    locale: str
    scale: int
    dice: random.Random = field(default_factory=lambda: random.Random(_SEED))  # noqa: S311
    left: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Put those that are paid once into an order."""
        self.left = list(ONCE[self.locale])
        self.dice.shuffle(self.left)

    def on(self, day: dt.date) -> Iterator[Payment]:
        """Yield what is paid on a day; call it for every day in turn."""
        for regular in REGULAR[self.locale]:
            if regular.falls_on(day, self.dice.random()):
                yield self._payment(regular, day)
        if self.dice.random() * 1000 < _ONCE_PER_MILLE and self.left:
            name, target = self.left.pop()
            text = "Card 7731 {date}" if self.locale == "en" else "转账 {number}"
            yield self._payment(Regular((name,), (text,), target, 5_400, 60), day)

    def _payment(self, regular: Regular, day: dt.date) -> Payment:
        factor = 100 - regular.spread + self.dice.random() * 2 * regular.spread
        minor = round(regular.typical * self.scale * factor / 100)
        party = self._filled(self.dice.choice(regular.names), day)
        narration = self._filled(self.dice.choice(regular.texts), day)
        other, per_cent = regular.also
        target = other if self.dice.randrange(100) < per_cent else regular.target
        return Payment(party, narration, target, minor)

    def _filled(self, text: str, day: dt.date) -> str:
        return text.format(
            date=f"{day:%d}{_MONTHS[day.month - 1]}",
            month=day.month,
            number=self.dice.randrange(10**7, 10**8),
            branch=self.dice.choice((12, 27, 38)),
            letters="".join(self.dice.choice(_LETTERS) for _ in range(7)),
            person=self.dice.choice(_PEOPLE[self.locale]),
        )


_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
