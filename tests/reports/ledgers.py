"""Random ledgers for the tests of exports: several currencies, and texts as people mistype them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from hypothesis import strategies as st

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.entry import through_exchange
from cfo_desktop.domain.money import Money

CURRENCIES = ("CNY", "USD", "JPY", "KWD")
DAYS = (dt.date(2024, 2, 29), dt.date(2025, 6, 30), dt.date(2026, 12, 31))
"""Dates at which balances are compared; entries lie up to the last."""

NASTY = (
    'he said "no"; | a\\b // {x} [y] (z) @ {{1 CNY}}',
    "line one\nline two\r\n\tline three\u2028four\x0bfive\x1fsix\x7f",
    "=HYPERLINK(1)",
    "* ! (code) 2026-01-01=2026-01-02",
    "#tag ^link key: value, type:A ; comment",
    "上海喆堃镕：“日用品”；（含税）｜🛒𠮷\u202e逆",
    "   leading and trailing   ",
    "\\",
    '"',
    "",
)
TEXTS = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60
)
NAMES = st.text(
    st.characters(categories=["L", "M", "N", "P", "S"]) | st.just(" "), min_size=1, max_size=20
).filter(lambda name: bool(name.strip()))
CODES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,5}", fullmatch=True)
AMOUNTS = st.integers(-(10**12), 10**12).filter(bool) | st.integers(1, 999)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A book's description, accounts and entries, and what their balances must be."""

    book: BookInfo
    accounts: tuple[Account, ...]
    entries: tuple[Entry, ...]

    def balances(self, day: dt.date) -> dict[str, int]:
        """Return the balance of each account at the end of ``day`` in its own currency."""
        found: dict[str, int] = defaultdict(int)
        for entry in self.entries:
            if entry.draft.day <= day:
                for line in entry.draft.postings:
                    found[line.account] += line.amount.minor
        return dict(found)


def nasty() -> Ledger:
    """Return a ledger of what random ones seldom meet, each nasty text once as party and narration.

    Three accounts whose names become the same word, some with marks of the journals' grammars, one
    closed before and one after its last entry.
    """
    closing = DAYS[1]
    accounts = (
        Account("1.1", "Till: (one); [two]", "现金：一；二", Group.CASH, "CNY"),
        Account("1-1", "Till one two", "现金", Group.CASH, "CNY"),
        Account("1..1", "Till one two 2", "现金", Group.CASH, "CNY"),
        Account("a", '"quoted" | bar  two spaces', "甲", Group.RECEIVABLE, "CNY"),
        Account("b", "Closed too early", "乙", Group.PAYABLE, "CNY", closed_on=closing),
        Account("c", "Closed in time", "丙", Group.PAYABLE, "CNY", closed_on=DAYS[2]),
        Account("d", "喆堃镕 Ünïcode 🛒", "丁", Group.SALES, "CNY"),
    )
    entries = []
    for number, text in enumerate(NASTY, start=1):
        day = closing + dt.timedelta(days=number - 5)
        lines = [
            Posting.plain(account.code, Money("CNY", 10**index))
            for index, account in enumerate(accounts[1:])
        ]
        balance = -sum(line.value.minor for line in lines)
        lines.append(Posting.plain(accounts[0].code, Money("CNY", balance)))
        entries.append(Entry(number, Draft(day, text, tuple(lines), party=text)))
    book = BookInfo(NASTY[0], "CNY", "shop", 1, dt.date(2024, 1, 1))
    return Ledger(book, accounts, tuple(entries))


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Return a ledger in which every currency has accounts, its exchange account among them."""
    base = draw(st.sampled_from(CURRENCIES))
    exchange = {currency: f"3090-{currency}" for currency in CURRENCIES}
    accounts = [
        Account(code, "Currency exchange", "货币兑换", Group.CAPITAL, currency)
        for currency, code in exchange.items()
    ]
    codes = draw(st.lists(CODES, min_size=6, max_size=16, unique=True))
    for index, code in enumerate(codes):
        currency = base if index < 3 else draw(st.sampled_from(CURRENCIES))
        group = draw(st.sampled_from(Group))
        closed = draw(st.none() | st.sampled_from(DAYS))
        names = draw(NAMES), draw(NAMES)
        accounts.append(Account(code, *names, group, currency, closed_on=closed))
    count = draw(st.integers(1, 25))
    entries = tuple(draw(_entries(number, accounts, exchange, base)) for number in range(count))
    book = BookInfo(draw(TEXTS), base, "shop", 1, dt.date(2024, 1, 1))
    return Ledger(book, tuple(accounts), entries)


@st.composite
def _entries(
    draw: st.DrawFn, number: int, accounts: list[Account], exchange: dict[str, str], base: str
) -> Entry:
    lines: list[Posting] = []
    for _ in range(draw(st.integers(1, 3))):
        giving, taking = draw(st.permutations(accounts[len(exchange) :]))[:2]
        value = Money(base, draw(AMOUNTS))
        lines.append(_line(draw, giving, value))
        lines.append(_line(draw, taking, -value))
    return Entry(
        number + 1,
        Draft(
            draw(st.dates(dt.date(1900, 1, 1), DAYS[-1])),
            draw(TEXTS),
            through_exchange(lines, exchange_account=exchange.__getitem__),
            party=draw(TEXTS),
            reverses=draw(st.none() | st.just(1)),
        ),
        reversed_by=draw(st.none() | st.just(2)),
        batch=draw(st.none() | st.just("2026-01-02, b")),
    )


def _line(draw: st.DrawFn, account: Account, value: Money) -> Posting:
    if account.currency == value.currency:
        return Posting.plain(account.code, value)
    return Posting(account.code, Money(account.currency, draw(AMOUNTS)), value)
