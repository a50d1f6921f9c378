"""One made-up ledger for every program under test: seeded, so that each run counts the same cents.

Three years of a shop on the whole `shop` chart: entries of two to five legs, a quarter of the texts
Chinese, opening balances, money that waits on the suspense account and is categorised later,
reversals, and the year-end closings. Entry ``n`` of the sequence is number ``n`` in our book.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterator
from itertools import count as counting

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.services import charts

CHART = "shop"
CURRENCY = "CNY"
SEED = 20261017
FIRST_DAY = dt.date(2023, 10, 18)
LAST_DAY = dt.date(2026, 10, 17)
"""Not the end of a month: a trial balance at this day also sums part of one."""
MONTH = Month(2025, 6)
"""The month whose income statement is asked for."""

_OPEN_AT_MOST = 300
_NARRATIONS = (
    "Takings of the day",
    "Goods from the wholesaler",
    "Paid the electrician",
    "Paper bags and till rolls",
    "Fruit and vegetables",
    "Refund to a customer",
    "Card terminal settlement",
    "Monthly fee",
    "Milk, bread and eggs",
    "现金销售",
    "进货：饮料与零食",
    "扫码收款",
)
_PARTIES = ("Harbour Wholesale", "Lane & Sons", "Greenfield Dairy", "City Power", "永辉批发", "")


def accounts() -> list[Account]:
    """Return the accounts of the ledger."""
    return charts.load(CHART, currency=CURRENCY)


def drafts(count: int) -> Iterator[Draft]:
    """Yield ``count`` drafts, the days in order."""
    return _Shop(count).drafts()


def sample_rows(count: int) -> Iterator[tuple[dt.date, str, str, int, int]]:
    """Yield rows of a bank statement: day, payee, text, amount and balance in cents."""
    luck = random.Random(SEED)  # noqa: S311 - the same statement every time
    balance = 5_000_000
    for number in range(count):
        day = FIRST_DAY + dt.timedelta(days=number * 365 // count)
        amount = luck.randrange(100, 90_000) * luck.choice((1, 1, -1))
        balance += amount
        party = luck.choice(_PARTIES) or "Cash machine"
        yield day, party, f"{luck.choice(_NARRATIONS)} {number}", amount, balance


class _Shop:
    """The dice, and what later entries depend on: open items, running balances."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._luck = random.Random(SEED)  # noqa: S311 - the same ledger every time
        self._roles = {account.role: account.code for account in accounts() if account.role}
        self._nominal = {
            account.code: 0 for account in accounts() if account.kind in {Kind.INCOME, Kind.EXPENSE}
        }
        kept = {Role.RETAINED, Role.SUSPENSE, Role.EXCHANGE, Role.OPENING}
        self._usable = [account.code for account in accounts() if account.role not in kept]
        self._cash = [
            self._roles[role]
            for role in (Role.TILL, Role.BANK, Role.WALLET_ALIPAY, Role.WALLET_WECHAT)
        ]
        self._expenses = [account.code for account in accounts() if account.kind is Kind.EXPENSE]
        self._open: list[tuple[int, int]] = []
        self._plain: dict[int, Draft] = {}
        self._patterns: list[Callable[[], list[tuple[str, int]]]] = []
        for pattern, weight in (
            (self._sale, 45),
            (self._taxed_sale, 16),
            (self._purchase, 13),
            (self._expense, 13),
            (self._wages, 3),
            (self._transfer, 6),
            (self._anything, 4),
        ):
            self._patterns += [pattern] * weight

    def drafts(self) -> Iterator[Draft]:
        days = (LAST_DAY - FIRST_DAY).days
        year = FIRST_DAY.year
        numbers = counting(1)
        number = next(numbers)
        while number <= self._count:
            day = FIRST_DAY + dt.timedelta(days=(number - 1) * (days + 1) // self._count)
            if number == 1:
                draft = self._opening()
            elif day.year > year:
                draft = self._closing(dt.date(year, 12, 31))
                year = day.year
            else:
                draft = self._draft(number, day)
            for line in draft.postings:
                if line.account in self._nominal:
                    self._nominal[line.account] += line.amount.minor
            yield draft
            number = next(numbers)

    def _draft(self, number: int, day: dt.date) -> Draft:
        dice = self._luck.random()
        narration = f"{self._luck.choice(_NARRATIONS)} {number % 9973}"
        party = self._luck.choice(_PARTIES)
        if party:
            party = f"{party} {self._luck.randrange(60)}"
        suspense, bank = self._roles[Role.SUSPENSE], self._roles[Role.BANK]
        if dice < 0.04:
            minor = self._minor()
            if len(self._open) < _OPEN_AT_MOST:
                self._open.append((number, minor))
            return Draft(day, narration, _lines([(suspense, minor), (bank, -minor)]), party)
        if dice < 0.08 and self._open:
            completes, minor = self._open.pop(self._luck.randrange(len(self._open)))
            legs = [(suspense, -minor), (self._luck.choice(self._expenses), minor)]
            return Draft(day, narration, _lines(legs), party, completes=completes)
        if dice < 0.085 and self._plain:
            original, draft = self._plain.popitem()
            return draft.reversal(original, day=day, narration=draft.narration)
        legs = self._luck.choice(self._patterns)()
        draft = Draft(day, narration, _lines(legs), party)
        if dice > 0.99:
            self._plain[number] = draft
        return draft

    def _minor(self) -> int:
        return self._luck.randrange(100, 250_000)

    def _one_cash(self) -> str:
        return self._luck.choice(self._cash)

    def _sale(self) -> list[tuple[str, int]]:
        minor = self._minor()
        return [(self._one_cash(), minor), (self._roles[Role.SALES], -minor)]

    def _taxed_sale(self) -> list[tuple[str, int]]:
        minor = self._minor()
        tax = minor * 13 // 100
        sales, owed = self._roles[Role.SALES], self._roles[Role.SALES_TAX]
        return [(self._one_cash(), minor + tax), (sales, -minor), (owed, -tax)]

    def _purchase(self) -> list[tuple[str, int]]:
        goods, delivery = self._minor(), self._luck.randrange(100, 9_000)
        tax = goods * 13 // 100
        return [
            (self._roles[Role.STOCK], goods),
            ("5020", delivery),
            (self._roles[Role.SALES_TAX], tax + 1),
            (self._roles[Role.PAYABLES], -goods - delivery - tax - 1),
        ]

    def _expense(self) -> list[tuple[str, int]]:
        minor, fee = self._minor(), self._luck.randrange(1, 500)
        legs = [(self._luck.choice(self._expenses), minor), (self._one_cash(), -minor)]
        if minor % 3:
            return legs
        return [legs[0], (self._roles[Role.FEES], fee), (legs[1][0], -minor - fee)]

    def _wages(self) -> list[tuple[str, int]]:
        gross = self._minor() + 200_000
        insurance, withheld, kept = gross // 10, gross // 20, gross // 50
        return [
            (self._roles[Role.WAGES], gross),
            ("6020", insurance),
            ("2120", -insurance - withheld),
            ("2200", -kept),
            (self._roles[Role.BANK], withheld + kept - gross),
        ]

    def _transfer(self) -> list[tuple[str, int]]:
        minor = self._minor()
        source, target = self._luck.sample(self._cash, 2)
        return [(target, minor), (source, -minor)]

    def _anything(self) -> list[tuple[str, int]]:
        """Return two to five legs on any accounts, so that none stays empty."""
        codes = self._luck.sample(self._usable, self._luck.randrange(2, 6))
        legs = [(code, self._minor() * self._luck.choice((1, -1))) for code in codes[1:]]
        total = sum(minor for _, minor in legs)
        if not total:
            legs[0] = (legs[0][0], legs[0][1] + 1)
            total = 1
        return [*legs, (codes[0], -total)]

    def _opening(self) -> Draft:
        legs = [(code, 5_000_000) for code in self._cash]
        opening = (self._roles[Role.OPENING], -5_000_000 * len(legs))
        return Draft(FIRST_DAY, "Opening balances", _lines([*legs, opening]))

    def _closing(self, day: dt.date) -> Draft:
        legs: dict[str, int] = defaultdict(int)
        for code, minor in self._nominal.items():
            if minor:
                legs[code] -= minor
                legs[self._roles[Role.RETAINED]] += minor
        return Draft(day, "Year-end closing", _lines(list(legs.items())))


def _lines(legs: list[tuple[str, int]]) -> tuple[Posting, ...]:
    return tuple(Posting.plain(code, Money(CURRENCY, minor)) for code, minor in legs if minor)
