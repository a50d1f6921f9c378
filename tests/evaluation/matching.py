"""Measures how well pairs are found: made-up statements of one shop whose truth is known.

    python -m tests.evaluation.matching [--payments 6000] [--seeds 3]

A shop's wallet bill, bank statement, platform orders and till are invented payment by payment,
with fees, refunds, equal amounts on one day and delays of 0 to 3 days. Two rows are one payment
where the maker says so; a link of any others is wrong. Printed are the precision of what is linked
by itself and the share of true pairs that are linked or put to the owner, kind by kind.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.analysis.matching import engine
from cfo_desktop.domain.matching import Leg
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import Match
from cfo_desktop.domain.matching import OwnAccount
from cfo_desktop.domain.matching import Record
from cfo_desktop.domain.matching import Source
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import RowKind

CURRENCY = "CNY"
BANK, OTHER_BANK, WALLET, PLATFORM, CARDS = "1020", "1021", "1040", "1041", "1050"
ACCOUNTS = {
    BANK: OwnAccount(BANK, frozenset({"boc"}), frozenset({"6217001234"}), frozenset({"中国银行"})),
    OTHER_BANK: OwnAccount(
        OTHER_BANK, frozenset({"icbc"}), frozenset({"6222005678"}), frozenset({"工商银行"})
    ),
    WALLET: OwnAccount(WALLET, frozenset({"wechat"}), frozenset({"shop"})),
    PLATFORM: OwnAccount(PLATFORM, frozenset({"meituan"})),
    CARDS: OwnAccount(CARDS, clearing=True),
}
_START = dt.date(2026, 1, 1)
_SPAN = 240
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_TRADES = ("粮油", "蔬菜", "水产", "肉铺", "茶叶", "五金", "饮料", "文具", "快餐", "米线")
_PRICES = (500, 800, 1000, 1200, 1500, 1800, 2000, 2500, 3000, 5000, 10_000)
"""Amounts that many payments share."""


@dataclass
class World:
    """Records and the pairs of keys that are true."""

    chance: random.Random
    records: list[Record] = field(default_factory=list)
    truth: dict[frozenset[int], LinkKind] = field(default_factory=dict)

    def add(
        self,
        source: str,
        day: dt.date,
        legs: list[tuple[str, int]],
        *,
        waiting: int | None,
        **more: object,
    ) -> int:
        """Add a record that ``source``'s statement tells; return its key."""
        key = -len(self.records) - 1
        self.records.append(
            Record(
                key,
                day,
                tuple(Leg(account, Money(CURRENCY, minor)) for account, minor in legs),
                None if waiting is None else Money(CURRENCY, waiting),
                frozenset({Source(source, f"of {source}")}) if source else frozenset(),
                **more,  # type: ignore[arg-type]
            )
        )
        return key

    def pair(self, kind: LinkKind, one: int, other: int) -> None:
        """Say that two records belong together."""
        self.truth[frozenset((one, other))] = kind

    def day(self) -> dt.date:
        """Return a day of the span."""
        return _START + dt.timedelta(days=self.chance.randrange(_SPAN))

    def late(self, day: dt.date) -> dt.date:
        """Return the day on which the bank books it: 0 to 3 days later."""
        return day + dt.timedelta(days=self.chance.choices((0, 1, 2, 3), (55, 25, 12, 8))[0])

    def price(self) -> int:
        """Return an amount, often one that others have too."""
        if self.chance.random() < 0.45:
            return self.chance.choice(_PRICES)
        return self.chance.randrange(100, 60_000)

    def time(self) -> str:
        """Return a time of day."""
        return f"{self.chance.randrange(7, 22):02d}:{self.chance.randrange(60):02d}:00"

    def party(self) -> str:
        """Return the name of somebody who is paid."""
        return f"{self.chance.choice(_SURNAMES)}记{self.chance.choice(_TRADES)}"


def card_payments(world: World, count: int) -> None:
    """Payments by the wallet from a card: both statements tell the card's money."""
    for number in range(count):
        day, price, party, time = world.day(), world.price(), world.party(), world.time()
        order = f"4200{world.chance.randrange(10**9):09d}{number}"
        wallet = world.add(
            WALLET,
            day,
            [(BANK, -price)],
            waiting=price,
            party=party,
            narration="商户消费",
            time=time,
            references=frozenset({order}),
        )
        if world.chance.random() < 0.06:
            continue  # the bank's statement does not reach so far
        named = world.chance.random()
        text = f"财付通-{party}" if named < 0.75 else "财付通" if named < 0.97 else "网上支付"
        bank = world.add(
            BANK,
            world.late(day),
            [(BANK, -price)],
            waiting=price,
            party=text,
            narration="快捷支付",
            time=time if world.chance.random() < 0.5 else "",
            references=frozenset({order} if world.chance.random() < 0.2 else ()),
        )
        world.pair(LinkKind.SAME, wallet, bank)


def withdrawals(world: World, count: int) -> None:
    """Wallet to bank, with a fee; half of them name the card, the others no account at all."""
    for _ in range(count):
        day, amount = world.day(), world.chance.randrange(5_000, 500_000)
        fee = amount // 1000
        arrived = world.late(day)
        if world.chance.random() < 0.5:
            wallet = world.add(
                WALLET,
                day,
                [(WALLET, -amount - fee), (BANK, amount)],
                waiting=None,
                narration="零钱提现",
                kind=RowKind.TRANSFER,
            )
            kind = LinkKind.SAME
        else:
            wallet = world.add(
                WALLET,
                day,
                [(WALLET, -amount - fee)],
                waiting=amount,
                narration="零钱提现",
                kind=RowKind.TRANSFER,
            )
            kind = LinkKind.TRANSFER
        text = "财付通支付科技" if world.chance.random() < 0.9 else "银联入账 转账"
        bank = world.add(
            BANK, arrived, [(BANK, amount)], waiting=-amount, party=text, narration="提现"
        )
        world.pair(kind, wallet, bank)


def transfers(world: World, count: int) -> None:
    """From one bank to the other; the texts name the account, the bank or only a transfer."""
    for _ in range(count):
        day, amount = world.day(), world.chance.randrange(1, 300) * 10_000
        how = world.chance.random()
        out = world.add(
            BANK,
            day,
            [(BANK, -amount)],
            waiting=amount,
            party="本人",
            narration="跨行转账",
            party_account="6222******5678" if how < 0.6 else "",
        )
        in_ = world.add(
            OTHER_BANK,
            world.late(day),
            [(OTHER_BANK, amount)],
            waiting=-amount,
            party="中国银行" if how > 0.5 else "张三",
            narration="转账存入",
            party_account="6217******1234" if how < 0.5 else "",
        )
        world.pair(LinkKind.TRANSFER, out, in_)


def orders(world: World, count: int) -> None:
    """Orders on a platform that the wallet paid: the order's number stands in both."""
    for number in range(count):
        day, price, party = world.day(), world.price(), world.party()
        order = f"2502{world.chance.randrange(10**12):012d}{number}"
        platform = world.add(
            PLATFORM,
            day,
            [(WALLET, -price)],
            waiting=price,
            party=party,
            references=frozenset({order}),
        )
        wallet = world.add(
            WALLET,
            day,
            [(WALLET, -price)],
            waiting=price,
            party="美团",
            narration=party,
            references=frozenset({order, f"420{number}00000"}),
        )
        world.pair(LinkKind.SAME, platform, wallet)


def settlements(world: World) -> None:
    """Each day's card takings, paid out on the next working day less 0.6 %."""
    takings: list[tuple[int, int]] = []
    for offset in range(_SPAN):
        day = _START + dt.timedelta(days=offset)
        minor = world.chance.randrange(80_000, 400_000)
        key = world.add("", day, [(CARDS, minor)], waiting=None, narration="当日刷卡收款")
        takings.append((key, minor))
        if (day + dt.timedelta(days=1)).weekday() >= 5:
            continue  # nothing is paid out at the weekend
        gross = sum(amount for _, amount in takings)
        net = gross - round(gross * 0.006)
        payout = world.add(
            BANK,
            day + dt.timedelta(days=1),
            [(BANK, net)],
            waiting=-net,
            party="银联商务 收单清算",
        )
        for member, _ in takings:
            world.pair(LinkKind.SETTLEMENT, member, payout)
        takings = []


def refunds(world: World, count: int) -> None:
    """Money given back: half of them name the payment, the others the party and the amount."""
    for number in range(count):
        day, price, party = world.day(), world.price(), world.party()
        order = f"P{number:09d}"
        paid = world.add(
            WALLET,
            day,
            [(WALLET, -price)],
            waiting=price,
            party=party,
            references=frozenset({order}),
        )
        named = world.chance.random() < 0.6
        back = world.add(
            WALLET,
            day + dt.timedelta(days=world.chance.randrange(0, 30)),
            [(WALLET, price)],
            waiting=-price,
            party=party,
            narration="退款",
            kind=RowKind.REFUND,
            refund_of=order if named else "",
        )
        world.pair(LinkKind.REFUND, paid, back)


def strangers(world: World, count: int) -> None:
    """Payments of the bank account that no other statement tells."""
    for _ in range(count):
        way = world.chance.choice((-1, 1))
        price = world.price() * way
        text = world.chance.choice(("POS消费", "转账", "代扣", "财付通", "支付宝-某人", "工资"))
        world.add(
            BANK, world.day(), [(BANK, price)], waiting=-price, party=text, narration=world.party()
        )


def made(seed: int, payments: int) -> World:
    """Return a world of about so many payments."""
    world = World(random.Random(seed))
    card_payments(world, payments * 50 // 100)
    withdrawals(world, payments * 8 // 100)
    transfers(world, payments * 5 // 100)
    orders(world, payments * 12 // 100)
    refunds(world, payments * 8 // 100)
    settlements(world)
    strangers(world, payments * 12 // 100)
    return world


@dataclass(frozen=True)
class Score:
    """What was found of one world."""

    linked: Counter[LinkKind]
    right: Counter[LinkKind]
    covered: Counter[LinkKind]
    true: Counter[LinkKind]
    proposed: int

    @property
    def precision(self) -> float:
        """Share of what was linked by itself that is true."""
        return self.right.total() / max(self.linked.total(), 1)

    @property
    def recall(self) -> float:
        """Share of the true pairs that were linked or proposed."""
        return self.covered.total() / self.true.total()


def _pairs(match: Match) -> Iterator[frozenset[int]]:
    if match.members:
        yield from (frozenset((member, match.second)) for member in match.members)
    else:
        yield frozenset((match.first, match.second))


def score(world: World) -> Score:
    """Match a world's records in the order in which files would bring them; judge the pairs."""
    found = engine.matches(world.records, ACCOUNTS)
    linked: Counter[LinkKind] = Counter()
    right: Counter[LinkKind] = Counter()
    covered: Counter[LinkKind] = Counter()
    for match in found:
        for pair in _pairs(match):
            is_true = pair in world.truth
            if match.sure:
                linked[match.kind] += 1
                right[match.kind] += is_true
            covered[world.truth[pair] if is_true else match.kind] += is_true
    proposed = sum(not match.sure for match in found)
    return Score(linked, right, covered, Counter(world.truth.values()), proposed)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--payments", type=int, default=6_000)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    for seed in range(options.seeds):
        world = made(seed, options.payments)
        result = score(world)
        print(
            f"seed {seed}: {len(world.records)} records, {result.true.total()} true pairs,"
            f" linked by itself {result.linked.total()}, proposed {result.proposed}:"
            f" precision {result.precision:.4f}, recall with the review {result.recall:.4f}"
        )
        for kind in LinkKind:
            print(
                f"  {kind:<11} true {result.true[kind]:>5}  linked {result.linked[kind]:>5}"
                f"  right {result.right[kind]:>5}  covered {result.covered[kind]:>5}"
            )


if __name__ == "__main__":
    main()
