"""A demo shop in which something is wrong: paid twice, overdue, money short, an odd amount."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.register import Selection
from cfo_desktop.services import accounts
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services import entries
from cfo_desktop.services import registers
from cfo_desktop.services.books import Book

TODAY = dt.date(2026, 11, 23)


def plant(folder: Path) -> None:
    """Book what findings are made of into a demo shop; its owner is to be told today."""
    book = books.open_book(folder, passphrase=demo.PASSPHRASE)
    roles = {each.role: each.code for each in accounts.all_accounts(book) if each.role}
    bank = roles[Role.BANK]
    unit = 10 if books.info(book).currency == "CNY" else 1
    _pay_twice(book, payables=roles[Role.PAYABLES])
    for days, party, amount in ((75, "Harbour Café & Co", 812), (50, "Old Mill Rooms", 64)):
        _post(
            book,
            days,
            (party, "Catering"),
            (roles[Role.RECEIVABLES], roles[Role.SALES]),
            amount * unit,
        )
    sign = (roles[Role.OTHER_EXPENSE], bank)
    _post(book, 3, ("Bright Signs", "New sign"), sign, 1940 * unit)
    left = accounts.balances(book)[bank] // 100 - 600 * unit
    _post(book, 2, ("Cool & Sons", "Fridge"), (roles[Role.STOCK], bank), left)
    books.close(book)


def _post(
    book: Book, days: int, said: tuple[str, str], accounts: tuple[str, str], amount: int
) -> None:
    """Post whole units, so many days ago; ``accounts`` are where they went and came from."""
    party, text = said
    draft = entries.simple(
        book,
        day=TODAY - dt.timedelta(days=days),
        narration=text,
        party=party,
        debits=[(accounts[0], str(amount))],
        credits=[(accounts[1], str(amount))],
    )
    entries.post(book, draft=draft)


def _pay_twice(book: Book, *, payables: str) -> None:
    """Pay the latest paid bill once more."""
    found = registers.listed(book, selection=Selection(payables), limit=50)
    paid = next(
        row.entry.draft
        for row in found
        if any(
            line.account == payables and line.value.minor > 0 for line in row.entry.draft.postings
        )
    )
    entries.post(book, draft=paid)
