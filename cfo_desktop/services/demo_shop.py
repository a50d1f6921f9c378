"""The demo shop's life: a corner shop invented day by day, the same for the same end and locale.

Amounts are made in hundredths of the shop's currency and scaled by locale, so that an English
shop in pounds and a Chinese one in yuan are the same shop.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.services.demo_payments import Payments

_SEED = 20_110_917
_WEEKDAYS = (90, 92, 95, 100, 118, 135, 82)
"""Takings of Monday to Sunday, per cent of an ordinary day."""
_SEASONS = (96, 90, 97, 100, 103, 106, 108, 104, 100, 101, 104, 122)
"""Takings of January to December, per cent."""
_DIP_MONTHS_BEFORE_END = 7
_DIP_PERCENT = 62
_DAY = 62_000
_COST_PERCENT = 65
_SLOW_DAYS = 38


@dataclass(frozen=True, slots=True)
class Supplier:
    """Who sells to the shop: its share of the purchases in per cent, its terms in days."""

    name: str
    share: int
    terms: int


@dataclass(frozen=True, slots=True)
class Channel:
    """How takings come in: their share in per cent and the fee in hundredths of a per cent."""

    role: Role
    share: int
    fee: int
    settlement: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Names, words and scale of the demo shop in one locale."""

    name: str
    chart: str
    currency: str
    scale: int
    channels: tuple[Channel, ...]
    suppliers: tuple[Supplier, ...]
    customer: str
    landlord: str
    utility: str
    insurer: str
    bank: str
    words: Mapping[str, str]
    unsorted: tuple[tuple[str, int], ...]
    """Texts and amounts of payments that nobody has categorised yet."""


SCENES: Mapping[str, Scene] = {
    "en": Scene(
        name="Marlow Street Corner Shop",
        chart="shop",
        currency="GBP",
        scale=1,
        channels=(
            Channel(Role.CARD_CLEARING, 58, 149, "Card payout"),
            Channel(Role.WALLET_ALIPAY, 4, 60, "Alipay withdrawal"),
            Channel(Role.WALLET_WECHAT, 3, 60, "WeChat Pay withdrawal"),
        ),
        suppliers=(
            Supplier("Tamar Vale Wholesale", 55, 14),
            Supplier("Hollin Dairy and Bakery", 28, 30),
            Supplier("Northgate Drinks", 17, 45),
        ),
        customer="St Bride's Day Centre",
        landlord="Marlow Street Estates",
        utility="Severn Light and Power",
        insurer="Fairfold Mutual",
        bank="Hartwell Bank",
        words={
            "opening": "Opening balances",
            "takings": "Takings of the day",
            "deposit": "Cash paid into the bank",
            "bill": "Goods delivered",
            "paid": "Supplier paid",
            "rent": "Rent",
            "wages": "Wages",
            "utilities": "Electricity and water",
            "insurance": "Insurance",
            "loan": "Loan instalment",
            "depreciation": "Depreciation of the fittings",
            "drawings": "Owner's drawings",
            "invoice": "Lunches delivered in the month",
            "received": "Invoice paid",
        },
        unsorted=(
            ("DD 0041 TV LICENSING SVC", -1_325),
            ("CARD 7731 TRADE COUNTER", -8_460),
            ("FPI J HARGREAVES REF TABLE", 4_000),
        ),
    ),
    "zh_CN": Scene(
        name="槐树街便利店",
        chart="cn-small-enterprise",
        currency="CNY",
        scale=7,
        channels=(
            Channel(Role.WALLET_WECHAT, 46, 60, "微信提现到银行"),
            Channel(Role.WALLET_ALIPAY, 31, 60, "支付宝提现到银行"),
            Channel(Role.CARD_CLEARING, 5, 60, "刷卡款到账"),
        ),
        suppliers=(
            Supplier("丰禾食品批发", 55, 14),
            Supplier("晨露乳品烘焙", 28, 30),
            Supplier("北门酒水商行", 17, 45),
        ),
        customer="槐荫社区食堂",
        landlord="槐树街物业",
        utility="城东供电供水",
        insurer="安和财产保险",
        bank="城东农商银行",
        words={
            "opening": "期初余额",
            "takings": "当日营业款",
            "deposit": "现金存入银行",
            "bill": "进货",
            "paid": "支付货款",
            "rent": "房租",
            "wages": "工资",
            "utilities": "水电费",
            "insurance": "保险费",
            "loan": "归还贷款本息",
            "depreciation": "设备折旧",
            "drawings": "业主提款",
            "invoice": "当月送餐",
            "received": "收到货款",
        },
        unsorted=(
            ("网上快捷支付 商户尾号4471", -1_325),
            ("POS消费 五金建材", -8_460),
            ("转账汇入 备注桌子", 4_000),
        ),
    ),
}


@dataclass(slots=True)
class _Life:
    """The shop's running state while its days pass."""

    scene: Scene
    codes: Mapping[Role, str]
    equipment: str
    insurance: str
    start: Month
    end: dt.date
    targets: Mapping[str, str]
    payments: Payments
    dice: random.Random = field(default_factory=lambda: random.Random(_SEED))  # noqa: S311
    till: int = 40_000
    week: int = 0
    clearing: dict[Role, int] = field(default_factory=dict)
    owed: int = 1_450_000
    due: dict[dt.date, list[tuple[str, int]]] = field(default_factory=dict)
    expected: dict[dt.date, int] = field(default_factory=dict)

    def draft(self, day: dt.date, word: str, lines: Mapping[str, int], party: str = "") -> Draft:
        """Return the draft of {account code: hundredths, debit positive}."""
        currency = self.scene.currency
        postings = tuple(
            Posting.plain(code, Money(currency, minor)) for code, minor in lines.items() if minor
        )
        return Draft(day, self.scene.words.get(word, word), postings, party=party)

    def about(self, typical: int, spread: int) -> int:
        """Return ``typical`` scaled to the locale, give or take ``spread`` per cent."""
        factor = 100 - spread + self.dice.random() * 2 * spread
        return round(typical * self.scene.scale * factor / 100)


def drafts(
    locale: str,
    *,
    codes: Mapping[Role, str],
    equipment: str,
    insurance: str,
    targets: Mapping[str, str],
    months: int,
    end: dt.date,
) -> Iterator[Draft]:
    """Yield every draft from the first day of ``months`` months up to ``end``, in order.

    ``codes`` holds the accounts by role, ``targets`` by what starter knowledge calls them;
    ``equipment`` and ``insurance`` are codes of the chart.
    """
    start = Month.of(end).plus(1 - months)
    scene = SCENES[locale]
    small = Payments(locale, scene.scale)
    life = _Life(scene, codes, equipment, insurance, start, end, targets, small)
    yield _opening(life)
    day = start.first_day
    while day <= end:
        yield from _day(life, day)
        day += dt.timedelta(days=1)


def _opening(life: _Life) -> Draft:
    scale = life.scene.scale
    amounts = {
        life.codes[Role.TILL]: life.till * scale,
        life.codes[Role.BANK]: 980_000 * scale,
        life.codes[Role.STOCK]: 1_100_000 * scale,
        life.equipment: 1_860_000 * scale,
        life.codes[Role.LOAN]: -life.owed * scale,
    }
    life.till *= scale
    life.owed *= scale
    amounts[life.codes[Role.OPENING]] = -sum(amounts.values())
    return life.draft(life.start.first_day, "opening", amounts)


def _day(life: _Life, day: dt.date) -> Iterator[Draft]:
    yield from _fixed(life, day)
    yield _takings(life, day)
    yield from _settlements(life, day)
    yield from _purchases(life, day)
    yield from _credit_customer(life, day)
    yield from _small(life, day)
    yield from _unsorted(life, day)


def _takings(life: _Life, day: dt.date) -> Draft:
    dip = Month.of(day) == Month.of(life.end).plus(-_DIP_MONTHS_BEFORE_END)
    percent = _WEEKDAYS[day.weekday()] * _SEASONS[day.month - 1] // 100
    percent = percent * _DIP_PERCENT // 100 if dip else percent
    total = life.about(_DAY * percent // 100, 14)
    lines: dict[str, int] = {}
    fees = 0
    rest = total
    for channel in life.scene.channels:
        part = total * channel.share // 100
        fee = part * channel.fee // 10_000
        rest -= part
        fees += fee
        lines[life.codes[channel.role]] = part - fee
        life.clearing[channel.role] = life.clearing.get(channel.role, 0) + part - fee
    life.till += rest
    life.week += total
    lines[life.codes[Role.TILL]] = rest
    lines[life.codes[Role.FEES]] = fees
    lines[life.codes[Role.SALES]] = -total
    return life.draft(day, "takings", lines)


def _settlements(life: _Life, day: dt.date) -> Iterator[Draft]:
    """Pay out the card company's and wallets' money on Mondays; bank the till's twice a week."""
    bank = life.codes[Role.BANK]
    if day.weekday() == 0:
        for channel in life.scene.channels:
            amount = life.clearing.pop(channel.role, 0)
            if amount:
                lines = {bank: amount, life.codes[channel.role]: -amount}
                yield life.draft(day, channel.settlement, lines)
    if day.weekday() in {1, 4}:
        kept = 30_000 * life.scene.scale
        amount = (life.till - kept) // 5_000 * 5_000
        if amount > 0:
            life.till -= amount
            lines = {bank: amount, life.codes[Role.TILL]: -amount}
            yield life.draft(day, "deposit", lines)


def _purchases(life: _Life, day: dt.date) -> Iterator[Draft]:
    """Let each supplier deliver for the week's sales on Mondays, and be paid when its terms end."""
    payables = life.codes[Role.PAYABLES]
    if day.weekday() == 0 and life.week:
        for supplier in life.scene.suppliers:
            amount = life.week * _COST_PERCENT * supplier.share // 10_000
            amount = amount * round(970 + life.dice.random() * 60) // 1_000
            due = day + dt.timedelta(days=supplier.terms)
            life.due.setdefault(due, []).append((supplier.name, amount))
            lines = {life.codes[Role.PURCHASES]: amount, payables: -amount}
            yield life.draft(day, "bill", lines, supplier.name)
        life.week = 0
    for name, amount in life.due.pop(day, []):
        yield life.draft(day, "paid", {payables: amount, life.codes[Role.BANK]: -amount}, name)


def _credit_customer(life: _Life, day: dt.date) -> Iterator[Draft]:
    """Invoice the one credit customer at each month's end; it pays later every time."""
    receivables = life.codes[Role.RECEIVABLES]
    if day == Month.of(day).last_day:
        amount = life.about(86_000, 12)
        elapsed = (day.year - life.start.year) * 12 + day.month - life.start.number
        paid = day + dt.timedelta(days=_SLOW_DAYS + 2 * elapsed + round(life.dice.random() * 9))
        life.expected[paid] = life.expected.get(paid, 0) + amount
        lines = {receivables: amount, life.codes[Role.SALES]: -amount}
        yield life.draft(day, "invoice", lines, life.scene.customer)
    amount = life.expected.pop(day, 0)
    if amount:
        lines = {life.codes[Role.BANK]: amount, receivables: -amount}
        yield life.draft(day, "received", lines, life.scene.customer)


def _fixed(life: _Life, day: dt.date) -> Iterator[Draft]:
    """Book what comes every month on its own day."""
    scale = life.scene.scale
    bank = life.codes[Role.BANK]
    if day.day == 1:
        rent = 185_000 * scale
        lines = {life.codes[Role.RENT]: rent, bank: -rent}
        yield life.draft(day, "rent", lines, life.scene.landlord)
    if day.day == 5 and life.owed:  # noqa: PLR2004 - the day the instalment falls due
        yield _instalment(life, day)
    if day.day == 12:  # noqa: PLR2004 - the day the insurance falls due
        premium = 9_500 * scale
        lines = {life.insurance: premium, bank: -premium}
        yield life.draft(day, "insurance", lines, life.scene.insurer)
    if day.day == 18:  # noqa: PLR2004 - the day the utilities fall due
        season = 130 if day.month in {12, 1, 2} else 100
        amount = life.about(38_000 * season // 100, 8)
        lines = {life.codes[Role.UTILITIES]: amount, bank: -amount}
        yield life.draft(day, "utilities", lines, life.scene.utility)
    if day.day == 25:  # noqa: PLR2004 - the owner's pay day
        amount = 110_000 * scale
        yield life.draft(day, "drawings", {life.codes[Role.DRAWINGS]: amount, bank: -amount})
    if day.day == 27:  # noqa: PLR2004 - the staff's pay day
        wages = life.about(262_000, 3)
        yield life.draft(day, "wages", {life.codes[Role.WAGES]: wages, bank: -wages})
    if day == Month.of(day).last_day:
        amount = 15_500 * scale
        lines = {life.codes[Role.DEPRECIATION]: amount, life.equipment: -amount}
        yield life.draft(day, "depreciation", lines)


def _instalment(life: _Life, day: dt.date) -> Draft:
    """Return the loan's monthly instalment: capital, and interest at 6.6 % a year."""
    interest = life.owed * 55 // 10_000
    capital = min(life.owed, 42_000 * life.scene.scale)
    life.owed -= capital
    lines = {
        life.codes[Role.LOAN]: capital,
        life.codes[Role.INTEREST]: interest,
        life.codes[Role.BANK]: -capital - interest,
    }
    return life.draft(day, "loan", lines, life.scene.bank)


def _small(life: _Life, day: dt.date) -> Iterator[Draft]:
    """Book the many small payments, and what comes in by bank transfer."""
    bank = life.codes[Role.BANK]
    for paid in life.payments.on(day):
        lines = {life.targets[paid.target]: paid.minor, bank: -paid.minor}
        yield life.draft(day, paid.narration, lines, paid.party)


def _unsorted(life: _Life, day: dt.date) -> Iterator[Draft]:
    """Leave a few payments of the last three weeks uncategorised, as an import would."""
    for index, (text, amount) in enumerate(life.scene.unsorted):
        if day == life.end - dt.timedelta(days=3 + 6 * index):
            scaled = amount * life.scene.scale
            lines = {life.codes[Role.BANK]: scaled, life.codes[Role.SUSPENSE]: -scaled}
            yield life.draft(day, text, lines)
