"""GnuCash's books as XML, packed and plain; and what is no journal at all."""

from __future__ import annotations

import gzip
import random

import pytest

from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.foreign import ForeignBook
from cfo_desktop.statements.journals.reader import read_journal

NAMES = ("gnc", "act", "cmdty", "trn", "ts", "split", "book", "sx")


def account(guid: str, name: str, kind: str, parent: str = "root", currency: str = "EUR") -> str:
    space = "CURRENCY" if len(currency) == 3 else "NASDAQ"
    up = f'<act:parent type="guid">{parent}</act:parent>' if parent else ""
    return (
        f'<gnc:account version="2.0.0"><act:name>{name}</act:name><act:id type="guid">'
        f"{guid}</act:id>"
        f"<act:type>{kind}</act:type><act:commodity><cmdty:space>{space}</cmdty:space>"
        f"<cmdty:id>{currency}</cmdty:id></act:commodity>{up}</gnc:account>"
    )


def transaction(*splits: tuple[str, str, str], day: str = "2024-01-05", text: str = "Sale") -> str:
    inside = "".join(
        f"<trn:split><split:value>{value}</split:value><split:quantity>{quantity}</split:quantity>"
        f'<split:account type="guid">{guid}</split:account></trn:split>'
        for guid, value, quantity in splits
    )
    return (
        f'<gnc:transaction version="2.0.0"><trn:id type="guid">t{day}{text}</trn:id><trn:currency>'
        "<cmdty:space>CURRENCY</cmdty:space><cmdty:id>EUR</cmdty:id></trn:currency>"
        "<trn:date-posted>"
        f"<ts:date>{day} 10:59:00 +0000</ts:date></trn:date-posted><trn:description>{text}"
        f"</trn:description><trn:splits>{inside}</trn:splits></gnc:transaction>"
    )


ACCOUNTS = (
    account("root", "Root", "ROOT", parent="")
    + account("a", "Assets", "ASSET")
    + account("b", "Bank", "BANK", parent="a")
    + account("c", "Dollars", "CASH", parent="a", currency="USD")
    + account("s", "Shares", "STOCK", parent="a", currency="AAPL")
    + account("i", "Sales", "INCOME")
)


def content(*transactions: str, more: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{name}="http://www.gnucash.org/XML/{name}"' for name in NAMES)
    return (
        f'<?xml version="1.0" encoding="utf-8" ?>\n<gnc-v2 {spaces}><gnc:book version="2.0.0">'
        f"{ACCOUNTS}{''.join(transactions)}{more}</gnc:book></gnc-v2>"
    ).encode()


SALE = transaction(("b", "12345/100", "12345/100"), ("i", "-12345/100", "-12345/100"))


def book(*transactions: str, more: str = "") -> ForeignBook:
    found = read_journal(content(*transactions, more=more), filename="x.gnucash")
    assert isinstance(found, ForeignBook)
    return found


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_book(pack: object) -> None:
    assert callable(pack)
    found = read_journal(pack(content(SALE)), filename="x")
    assert isinstance(found, ForeignBook)
    assert (found.program, found.currency, found.not_taken) == ("gnucash", "EUR", ())
    assert [(each.path, each.kind, each.detail) for each in found.accounts] == [
        ("Assets:Bank", Kind.ASSET, "BANK"),
        ("Sales", Kind.INCOME, "INCOME"),
    ]
    (entry,) = found.entries
    assert (entry.place, entry.day.isoformat(), entry.narration) == (
        "transaction 1",
        "2024-01-05",
        "Sale",
    )
    assert [(line.account, str(line.amount)) for line in entry.postings] == [
        ("Assets:Bank", "123.45"),
        ("Sales", "-123.45"),
    ]


def test_foreign_money_carries_its_value() -> None:
    found = book(transaction(("c", "9000/100", "10000/100"), ("b", "-9000/100", "-9000/100")))
    dollars = found.entries[0].postings[0]
    assert (str(dollars.amount), dollars.amount.currency, str(dollars.value)) == (
        "100.00",
        "USD",
        "90.00",
    )


@pytest.mark.parametrize(
    ("splits", "code"),
    [
        ((("s", "100/1", "2/1"), ("b", "-100/1", "-100/1")), "foreign_account"),
        ((("gone", "100/1", "100/1"), ("b", "-100/1", "-100/1")), "foreign_account"),
        ((("b", "1/3", "1/3"), ("i", "-1/3", "-1/3")), "foreign_fraction"),
        ((("b", "x", "x"), ("i", "-1/1", "-1/1")), "foreign_syntax"),
        ((("b", "1/0", "1/1"), ("i", "-1/1", "-1/1")), "foreign_syntax"),
        ((("b", "2/1", "2/1"), ("i", "-1/1", "-1/1")), "foreign_unbalanced"),
    ],
)
def test_a_transaction_that_cannot_be_taken_is_listed(
    splits: tuple[tuple[str, str, str], ...], code: str
) -> None:
    found = book(transaction(*splits, text="bad"), SALE)
    assert [(fault.code, fault.place) for fault in found.not_taken] == [(code, "transaction 1")]
    assert len(found.entries) == 1


def test_what_is_no_transaction_is_listed_too() -> None:
    found = book(SALE, more='<gnc:schedxaction version="2.0.0"/>')
    assert [(fault.code, fault.data["detail"]) for fault in found.not_taken] == [
        ("foreign_directive", "scheduled transactions ×1")
    ]


def test_accounts_in_a_ring_end() -> None:
    ring = account("x", "X", "BANK", parent="y") + account("y", "Y", "BANK", parent="x")
    found = book(transaction(("x", "1/1", "1/1"), ("i", "-1/1", "-1/1")), more=ring)
    assert len(found.entries) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"just words\nand more\n", "journal_unknown"),
        (b"<a/>", "journal_unknown"),
        (b"Date,Amount\n2024-01-01,5\n", "journal_unknown"),
        (content(SALE)[:-30], "file_cut"),
        (gzip.compress(content(SALE))[:-20], "file_cut"),
        (b"\x1f\x8b" + b"x" * 50, "file_damaged"),
        (gzip.compress(b"0" * 110_000_000), "archive_too_large"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><gnc-v2/>", "xml_forbidden"),
    ],
)
def test_what_is_no_journal(data: bytes, code: str) -> None:
    found = read_journal(data, filename="x")
    assert isinstance(found, Fault)
    assert found.code == code


BEANCOUNT = b"""2020-01-01 open Assets:Bank EUR
2024-01-05 * "Baker" "Bread"
  Expenses:Food  (1+2.5) EUR @@ 3 USD
  Assets:Bank
2024-01-06 balance Assets:Bank  5 EUR
2024-01-06 pad Assets:Bank Equity:X
"""
LEDGER = b"""Y2024
alias a = b
2024-01-05 * (c) x | y
    expenses:food   $2.50 @ 3 EUR = $5
    assets:bank
~ monthly
"""
SEEDS = [content(SALE), BEANCOUNT, LEDGER]


@pytest.mark.timeout(60)
def test_damaged_journals_raise_nothing() -> None:
    chance = random.Random(2024)  # noqa: S311 - the same files every time
    for _number in range(1_000):
        data = bytearray(chance.choice(SEEDS))
        for _ in range(chance.choice([1, 2, 10])):
            where = chance.randrange(len(data) + 1)
            match chance.randrange(4):
                case 0:
                    data[where : where + 1] = bytes([chance.randrange(256)])
                case 1:
                    del data[where : where + chance.randint(1, 30)]
                case 2:
                    data[where:where] = bytes(
                        chance.choices(b'0123456789 \n\t;:@={}()$-+*/<>"', k=4)
                    )
                case _:
                    del data[where:]
        found = read_journal(bytes(data), filename="x")
        if isinstance(found, ForeignBook):
            paths = {each.path for each in found.accounts}
            for entry in found.entries:
                assert {line.account for line in entry.postings} <= paths
