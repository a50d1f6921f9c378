"""Made-up shops whose months are known to be ordinary: the ground that faults are planted in.

Four kinds of shop with their own weekdays, seasons, festivals, habits and noise. Nothing here knows
how findings are made: amounts and rates are what such shops have, drawn with a seed.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain import festivals
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.festivals import Festival
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month

CURRENCY = "GBP"
KINDS = ("corner shop", "café", "wholesaler", "online shop")
TILL, BANK, RECEIVABLES, STOCK, PAYABLES, LOAN = "1010", "1020", "1100", "1200", "2010", "2500"
SALES, GOODS, WAGES, RENT, UTILITIES, FEES = "4010", "5010", "6010", "6110", "6120", "6410"
PHONE, SOFTWARE, INSURANCE, ADVICE, COURIER = "6130", "6140", "6150", "6160", "6170"
ADVERTISING, REPAIRS, SUNDRY, TRAVEL, INTEREST = "6180", "6190", "6200", "6210", "6510"
OPENING, DRAWINGS = "3080", "3020"

_CHART: tuple[tuple[str, Group, Role | None], ...] = (
    (TILL, Group.CASH, Role.TILL),
    (BANK, Group.CASH, Role.BANK),
    (RECEIVABLES, Group.RECEIVABLE, Role.RECEIVABLES),
    (STOCK, Group.STOCK, Role.STOCK),
    (PAYABLES, Group.PAYABLE, Role.PAYABLES),
    (LOAN, Group.LOAN, Role.LOAN),
    (OPENING, Group.CAPITAL, Role.OPENING),
    (DRAWINGS, Group.DRAWINGS, Role.DRAWINGS),
    (SALES, Group.SALES, Role.SALES),
    (GOODS, Group.COST_OF_SALES, Role.PURCHASES),
    (WAGES, Group.OPERATING, Role.WAGES),
    (RENT, Group.OPERATING, Role.RENT),
    (UTILITIES, Group.OPERATING, Role.UTILITIES),
    (FEES, Group.OPERATING, Role.FEES),
    *(
        (code, Group.OPERATING, None)
        for code in (
            PHONE,
            SOFTWARE,
            INSURANCE,
            ADVICE,
            COURIER,
            ADVERTISING,
            REPAIRS,
            SUNDRY,
            TRAVEL,
        )
    ),
    (INTEREST, Group.FINANCE, Role.INTEREST),
)
ACCOUNTS = tuple(
    Account(code, f"Account {code}", f"账户{code}", group, CURRENCY, role)
    for code, group, role in _CHART
)
_ONE = dt.timedelta(days=1)


@dataclass(eq=False)
class Event:
    """One entry to be: {account: minor units, debit positive}, balanced."""

    day: dt.date
    text: str
    lines: dict[str, int]
    party: str = ""
    of: Event | None = None
    """The invoice or bill that a payment settles."""

    @property
    def amount(self) -> int:
        """What moves, in minor units."""
        return sum(value for value in self.lines.values() if value > 0)

    def scaled(self, factor: float) -> None:
        """Make it larger or smaller, still balanced."""
        lines = {code: round(value * factor) for code, value in self.lines.items()}
        last = next(reversed(lines))
        lines[last] -= sum(lines.values())
        self.lines = lines

    def again(self, day: dt.date) -> Event:
        """Return the same on another day."""
        return Event(day, self.text, dict(self.lines), self.party, self.of)


@dataclass(frozen=True)
class Regular:
    """A cost that comes every month on a day."""

    party: str
    account: str
    amount: int
    day: int
    spread: float = 0.0
    season: float = 0.0


@dataclass
class Supplier:
    """Who sells goods: its share of them, days of credit, days between deliveries."""

    name: str
    share: float
    terms: int
    every: int
    spread: float


@dataclass
class Customer:
    """Who buys on credit: its share of such sales, and how it pays."""

    name: str
    share: float
    takes: float
    spread: float


@dataclass
class Shop:
    """A shop, its people and what happened; ``events`` in the order of days."""

    kind: str
    chance: random.Random
    start: dt.date
    end: dt.date
    day_sales: float
    closed: frozenset[int]
    chinese: bool
    noise: float
    cost_share: float
    weekdays: tuple[float, ...]
    seasons: tuple[float, ...]
    holiday: tuple[int, int]
    """Day of the year on which the shop's own holiday begins, and its days; 0 for none."""
    pays_on: frozenset[int]
    """Weekdays on which the bank is used."""
    suppliers: list[Supplier] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    regulars: list[Regular] = field(default_factory=list)
    loan: int = 0
    """Monthly capital, 0 for none."""
    events: list[Event] = field(default_factory=list)

    @property
    def month_sales(self) -> float:
        """Roughly what a month sells."""
        return self.day_sales * 30

    @property
    def with_stock(self) -> bool:
        """Whether goods go into stock and leave it as they are sold."""
        return self.kind in {"wholesaler", "online shop"}

    def add(
        self,
        day: dt.date,
        text: str,
        lines: dict[str, int],
        party: str = "",
        of: Event | None = None,
    ) -> Event | None:
        """Let something happen, unless it moves nothing or lies after the end."""
        lines = {code: value for code, value in lines.items() if value}
        if day > self.end or len(lines) < 2:
            return None
        event = Event(day, text, lines, party, of)
        self.events.append(event)
        return event

    def bank_day(self, day: dt.date) -> dt.date:
        """Return the next day on which the bank is used."""
        while day.weekday() not in self.pays_on:
            day += _ONE
        return day

    def factor(self, spread: float) -> float:
        """Return a factor about 1, whose logarithm has this spread."""
        return math.exp(self.chance.gauss(0, spread))

    def open_on(self, day: dt.date) -> bool:
        """Tell whether the shop takes money on a day."""
        if day.weekday() in self.closed:
            return False
        if self.kind == "online shop":
            return True
        about = festivals.of(day)
        if about is not None:
            festival, place = about
            shut = {Festival.LUNAR_NEW_YEAR: (-1, 4)} if self.chinese else _SHUT
            span = shut.get(festival)
            if span and span[0] <= place <= span[1]:
                return False
        begin = dt.date(day.year, 1, 1) + dt.timedelta(days=self.holiday[0] + day.year % 3)
        return not begin <= day < begin + dt.timedelta(days=self.holiday[1])

    def drafts(self) -> list[Draft]:
        """Return what happened as drafts; the nth is entry n. Sorts the events by day."""
        self.events.sort(key=lambda event: event.day)
        return [_draft(event) for event in self.events]

    def number(self, event: Event) -> int:
        """Return the number of an event's entry."""
        return self.events.index(event) + 1


_SHUT = {Festival.CHRISTMAS: (0, 1), Festival.NEW_YEAR: (0, 0), Festival.EASTER: (0, 0)}


def _draft(event: Event) -> Draft:
    return Draft(
        event.day,
        event.text,
        tuple(Posting.plain(code, Money(CURRENCY, value)) for code, value in event.lines.items()),
        party=event.party,
    )


def make(seed: int, *, months: int, end: Month, kind: str = "") -> Shop:
    """Return a shop that ran for ``months`` months to the end of ``end``."""
    chance = random.Random(seed)
    shop = _born(chance, kind or KINDS[seed % len(KINDS)], end.plus(1 - months), end)
    shop.add(
        shop.start,
        "Opening",
        {BANK: 90_000_00, STOCK: _stock(shop), OPENING: -90_000_00 - _stock(shop)},
    )
    _regulars(shop)
    _loan(shop)
    _small(shop)
    if shop.customers:
        _invoices(shop)
    if shop.kind != "wholesaler":
        _takings(shop)
    _goods(shop)
    return shop


def _stock(shop: Shop) -> int:
    return round(shop.month_sales * shop.cost_share * 1.3) if shop.with_stock else 0


def _born(chance: random.Random, kind: str, start: Month, end: Month) -> Shop:
    chinese = chance.random() < 0.5
    big = {"corner shop": 60_000, "café": 50_000, "wholesaler": 200_000, "online shop": 70_000}
    closed = {
        "corner shop": chance.choice([frozenset[int](), frozenset({6})]),
        "café": chance.choice([frozenset({0}), frozenset({6}), frozenset({0, 1})]),
        "wholesaler": frozenset({5, 6}),
        "online shop": frozenset[int](),
    }[kind]
    weekdays = tuple(
        1.0 + (0.3 if day in {4, 5} and kind != "online shop" else 0.0) + chance.uniform(-0.1, 0.1)
        for day in range(7)
    )
    peak = chance.uniform(0.1, 0.35) if kind != "online shop" else chance.uniform(0.3, 0.6)
    seasons = tuple(
        1 + chance.uniform(-0.05, 0.05) + (peak if month == 12 else -peak / 3 if month == 2 else 0)
        for month in range(1, 13)
    )
    holiday = (chance.randint(195, 215), chance.randint(7, 14))
    shop = Shop(
        kind,
        chance,
        start.first_day,
        end.last_day,
        big[kind] * chance.uniform(0.6, 1.8),
        closed,
        chinese,
        chance.uniform(0.1, 0.22),
        {"corner shop": 0.68, "café": 0.34, "wholesaler": 0.76, "online shop": 0.55}[kind]
        + chance.uniform(-0.04, 0.04),
        weekdays,
        seasons,
        holiday if kind == "café" and chance.random() < 0.6 else (0, 0),
        frozenset(range(5)) if chance.random() < 0.6 else frozenset(range(7)),
    )
    _people(shop)
    return shop


def _people(shop: Shop) -> None:
    chance = shop.chance
    count = chance.randint(3, 6)
    shares = _shares(chance, count, most=0.5)
    every = (7,) if shop.kind in {"corner shop", "café"} else (7, 10, 14)
    shop.suppliers = [
        Supplier(
            f"Supplier {number} Ltd",
            share,
            chance.choice([7, 14, 30, 30, 45]),
            chance.choice(every),
            chance.uniform(0.03, 0.12),
        )
        for number, share in enumerate(shares)
    ]
    if shop.kind == "wholesaler":
        count = chance.randint(10, 20)
        shop.customers = [
            Customer(f"Customer {number}", share, chance.uniform(15, 55), chance.uniform(2, 6))
            for number, share in enumerate(_shares(chance, count, most=0.28))
        ]
    elif chance.random() < 0.4:
        shop.customers = [
            Customer(f"Customer {number}", 0.5, chance.uniform(20, 45), chance.uniform(2, 6))
            for number in range(2)
        ]
    shop.loan = round(shop.month_sales * 0.02) if chance.random() < 0.6 else 0
    shop.regulars = list(_monthly(shop))


def _shares(chance: random.Random, count: int, *, most: float) -> list[float]:
    while True:
        raw = [chance.uniform(0.3, 1) ** 2 for _ in range(count)]
        shares = sorted((each / sum(raw) for each in raw), reverse=True)
        if shares[0] <= most:
            return shares


def _monthly(shop: Shop) -> Iterator[Regular]:
    chance = shop.chance
    month = shop.month_sales

    def about(share: float) -> int:
        return round(month * share * chance.uniform(0.7, 1.3))

    labour = {"corner shop": 0.09, "café": 0.28, "wholesaler": 0.06, "online shop": 0.1}
    if chance.random() < 0.6:
        yield Regular("", WAGES, about(labour[shop.kind]), chance.choice([25, 27, 28, 31]), 0.03)
    else:
        for number in range(chance.randint(2, 3)):
            part = about(labour[shop.kind] / 2.5)
            yield Regular(f"Staff {number}", WAGES, part, 27, chance.choice([0.0, 0.05]))
    yield Regular("Landlord", RENT, about(0.04), chance.choice([1, 1, 3, 15]))
    yield Regular("Power and Water", UTILITIES, about(0.012), 18, 0.08, 0.25)
    yield Regular("Broadband", PHONE, about(0.002), 6)
    yield Regular("Mobile", PHONE, about(0.0012), 21, 0.05)
    yield Regular("Insurer", INSURANCE, about(0.005), 12)
    yield Regular("Accountants", ADVICE, about(0.006), 15)
    yield Regular("Bank", FEES, about(0.0006), 2)
    for number in range(chance.randint(2, 5)):
        yield Regular(f"App {number}", SOFTWARE, about(0.0012), chance.randint(1, 28))
    if shop.kind == "online shop":
        yield Regular("Adnet", ADVERTISING, about(0.05), 4, 0.12)


def _days(shop: Shop) -> Iterator[dt.date]:
    day = shop.start
    while day <= shop.end:
        yield day
        day += _ONE


def _regulars(shop: Shop) -> None:
    """Book what comes monthly, on its day or the next one that the bank is used."""
    month = Month.of(shop.start)
    while month <= Month.of(shop.end):
        for each in shop.regulars:
            day = month.first_day + dt.timedelta(days=min(each.day, month.last_day.day) - 1)
            day = shop.bank_day(day)
            season = 1 + each.season * math.cos((month.number - 1) * math.pi / 6)
            amount = round(each.amount * season * shop.factor(each.spread))
            shop.add(day, "Monthly", {each.account: amount, BANK: -amount}, each.party)
        if shop.chance.random() < 0.9:
            drawn = round(shop.month_sales * 0.05 / 1000) * 1000
            day = shop.bank_day(month.first_day + dt.timedelta(days=shop.chance.randint(18, 27)))
            shop.add(day, "Drawings", {DRAWINGS: drawn, BANK: -drawn})
        if month.number in {3, 9}:
            amount = round(shop.month_sales * 0.01)
            day = shop.bank_day(month.first_day + dt.timedelta(days=9))
            shop.add(day, "Half-year licence", {SUNDRY: amount, BANK: -amount}, "City Council")
        month = month.plus(1)


def _loan(shop: Shop) -> None:
    owed = shop.loan * 40
    month = Month.of(shop.start)
    while shop.loan and month <= Month.of(shop.end):
        interest = round(owed * 0.0055)
        lines = {LOAN: shop.loan, INTEREST: interest, BANK: -shop.loan - interest}
        shop.add(shop.bank_day(month.first_day + 4 * _ONE), "Instalment", lines, "The Bank")
        owed -= shop.loan
        month = month.plus(1)


def _small(shop: Shop) -> None:
    """Book the many small payments, most of them by chance, some to people paid once."""
    unit = shop.month_sales
    kinds = [
        ("Fuel", TRAVEL, 4, 0.0012, 0.3, True),
        ("Parking", TRAVEL, 3, 0.0003, 0.4, True),
        ("Packaging", SUNDRY, 3, 0.002, 0.3, False),
        ("Hardware", REPAIRS, 0.8, 0.002, 0.6, False),
        ("Post", COURIER, 3, 0.0006, 0.5, False),
        ("Stationery", SUNDRY, 1.5, 0.001, 0.5, False),
        ("Local paper", ADVERTISING, 0.5, 0.003, 0.3, True),
        ("Fridge service", REPAIRS, 0.3, 0.006, 0.5, False),
    ]
    if shop.kind == "online shop":
        kinds.append(("Parcels", COURIER, 8, 0.008, 0.25, False))
    for day in _days(shop):
        for party, account, rate, share, spread, rounded in kinds:
            if shop.chance.random() < rate / 30:
                minor = max(100, round(unit * share * shop.factor(spread)))
                minor = max(500, round(minor / 500) * 500) if rounded else minor
                lines = {account: minor, BANK: -minor}
                shop.add(shop.bank_day(day), "Card", lines, party)
        if shop.chance.random() < 0.8 / 30:
            minor = round(unit * 0.004 * shop.factor(0.7))
            account = shop.chance.choice([REPAIRS, SUNDRY, ADVICE, ADVERTISING])
            party = f"Once {shop.chance.randrange(10**6)}"
            shop.add(shop.bank_day(day), "Transfer", {account: minor, BANK: -minor}, party)


def _level(shop: Shop, day: dt.date) -> float:
    return shop.day_sales * shop.weekdays[day.weekday()] * shop.seasons[day.month - 1]


def _takings(shop: Shop) -> None:
    for day in _days(shop):
        if shop.open_on(day):
            storm = 0.65 if shop.chance.random() < 0.03 else 1.0
            total = round(_level(shop, day) * storm * shop.factor(shop.noise))
            card = round(total * 0.6)
            fee = round(card * 0.015)
            lines = {BANK: card - fee, FEES: fee, TILL: total - card, SALES: -total}
            shop.add(day, "Takings", lines)


def _invoices(shop: Shop) -> None:
    """Write invoices, let customers pay each as they are used to."""
    credit = shop.day_sales * 30 * (1.0 if shop.kind == "wholesaler" else 0.06)
    for customer in shop.customers:
        rate = shop.chance.choice([2, 4, 4, 8]) if shop.kind == "wholesaler" else 1
        for day in _days(shop):
            if day.weekday() < 5 and shop.chance.random() < rate / 21:
                typical = credit * customer.share / rate * shop.seasons[day.month - 1]
                total = round(typical * shop.factor(0.3))
                lines = {RECEIVABLES: total, SALES: -total}
                if shop.with_stock:
                    cost = round(total * shop.cost_share * shop.factor(0.02))
                    lines |= {GOODS: cost, STOCK: -cost}
                invoice = shop.add(day, "Invoice", lines, customer.name)
                takes = max(2.0, shop.chance.gauss(customer.takes, customer.spread))
                paid = shop.bank_day(day + dt.timedelta(days=round(takes)))
                lines = {BANK: total, RECEIVABLES: -total}
                shop.add(paid, "Received", lines, customer.name, invoice)


def _goods(shop: Shop) -> None:
    """Let suppliers deliver what was sold since they last came, and be paid when terms end."""
    sold: dict[dt.date, int] = {}
    for event in shop.events:
        sold[event.day] = sold.get(event.day, 0) - event.lines.get(SALES, 0)
    for supplier in shop.suppliers:
        phase = shop.chance.randrange(supplier.every)
        waiting = 0.0
        for number, day in enumerate(_days(shop)):
            waiting += sold.get(day, 0) * shop.cost_share * supplier.share
            if number % supplier.every == phase and waiting:
                total = round(waiting * shop.factor(supplier.spread))
                waiting = 0.0
                came = shop.bank_day(day)
                account = STOCK if shop.with_stock else GOODS
                bill = shop.add(came, "Delivery", {account: total, PAYABLES: -total}, supplier.name)
                late = shop.chance.choice([0, 0, 1, 2])
                paid = shop.bank_day(came + dt.timedelta(days=supplier.terms + late))
                lines = {PAYABLES: total, BANK: -total}
                shop.add(paid, "Paid", lines, supplier.name, bill)
    if shop.kind == "online shop":
        _goods_sold(shop)


def _goods_sold(shop: Shop) -> None:
    month = Month.of(shop.start)
    while month <= Month.of(shop.end):
        of = [each for each in shop.events if Month.of(each.day) == month]
        total = -sum(each.lines.get(SALES, 0) for each in of)
        already = sum(each.lines.get(GOODS, 0) for each in of)
        cost = round(total * shop.cost_share * shop.factor(0.01)) - already
        shop.add(month.last_day, "Goods sold", {GOODS: cost, STOCK: -cost})
        month = month.plus(1)
