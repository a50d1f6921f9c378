"""The invoices of 82 real firms as books: bought and sold on credit, paid after made-up days.

Of ``../shared/fixtures/credit``, which is not part of the project. The files hold no payments: each
party is given a habit (15 to 60 days, give or take a few), drawn from its name.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import random
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "credit"
CURRENCY = "CNY"
BANK, OWED_TO_US, OWED, SALES, GOODS = "1020", "1100", "2010", "4010", "5010"
ACCOUNTS = tuple(
    Account(code, f"Account {code}", f"账户{code}", group, CURRENCY, role)
    for code, group, role in (
        (BANK, Group.CASH, Role.BANK),
        (OWED_TO_US, Group.RECEIVABLE, Role.RECEIVABLES),
        (OWED, Group.PAYABLE, Role.PAYABLES),
        (SALES, Group.SALES, Role.SALES),
        (GOODS, Group.COST_OF_SALES, Role.PURCHASES),
    )
)
_FILES = {"sales": (OWED_TO_US, SALES), "purchase": (GOODS, OWED)}
"""{file: what an invoice debits and credits}."""


def present() -> bool:
    """Tell whether the files are there."""
    return (FOLDER / "sales-invoices.csv.gz").exists()


def firms() -> Mapping[str, list[Draft]]:
    """Return {firm: drafts of its invoices and their payments, by day}."""
    found: dict[str, list[Draft]] = defaultdict(list)
    for name, (debit, credit) in _FILES.items():
        for firm, draft in _invoices(FOLDER / f"{name}-invoices.csv.gz", debit, credit):
            found[firm].append(draft)
    return {firm: _settled(firm, drafts) for firm, drafts in found.items()}


def _settled(firm: str, invoices: list[Draft]) -> list[Draft]:
    """Return invoices and payments by day; an invoice that was returned as a whole has none."""
    invoices.sort(key=lambda draft: draft.day)
    open_: dict[tuple[str, str, int], list[Draft]] = defaultdict(list)
    gone: set[int] = set()
    for draft in invoices:
        line = draft.postings[0]
        key = (line.account, draft.party, abs(line.value.minor))
        if line.value.minor > 0:
            open_[key].append(draft)
        elif open_[key]:
            gone |= {id(draft), id(open_[key].pop())}
    paid = [_paid(firm, draft) for draft in invoices if id(draft) not in gone]
    return sorted(invoices + paid, key=lambda draft: draft.day)


def _invoices(path: Path, debit: str, credit: str) -> Iterator[tuple[str, Draft]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            minor = int(Decimal(row["gross"]) * 100)
            if row["status"] == "valid" and minor:
                year, month, day = map(int, row["date"].split("/"))
                yield (
                    row["firm"],
                    _draft(dt.date(year, month, day), debit, credit, minor, row["counterparty"]),
                )


def _draft(day: dt.date, debit: str, credit: str, minor: int, party: str) -> Draft:
    postings = (
        Posting.plain(debit, Money(CURRENCY, minor)),
        Posting.plain(credit, Money(CURRENCY, -minor)),
    )
    return Draft(day, "Invoice", postings, party=party)


def _paid(firm: str, invoice: Draft) -> Draft:
    """Return the payment of an invoice; a return is set against it the same way."""
    habit = random.Random(f"{firm} {invoice.party}").uniform(15, 60)
    line = invoice.postings[0]
    chance = random.Random(f"{firm} {invoice.party} {invoice.day} {line.value.minor}")
    day = invoice.day + dt.timedelta(days=max(1, round(chance.gauss(habit, 5))))
    if line.account == GOODS:
        return _draft(day, OWED, BANK, line.value.minor, invoice.party)
    return _draft(day, BANK, OWED_TO_US, line.value.minor, invoice.party)
