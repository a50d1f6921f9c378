"""A shop's book to copy, and statements made for it as a reader would return them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import reading
from cfo_desktop.services import reports
from cfo_desktop.services.books import Book
from cfo_desktop.services.child_process import Told
from cfo_desktop.store import book_store
from cfo_desktop.store import slot_file

PASSPHRASE = "a shop's own"
OWN = "CNY"
BANK = AccountHint("boc", "6217", "Bank of China")
DAY = dt.date(2026, 3, 14)


@dataclass(frozen=True)
class Shop:
    """A closed book and its key."""

    folder: Path
    data_key: bytes

    def copy(self, target: Path) -> Book:
        """Return an open copy."""
        shutil.copytree(self.folder, target)
        store = book_store.open_with_key(target, slot_file.read(target), self.data_key)
        return Book(store)


def make(folder: Path, *, chart: str) -> Shop:
    """Make a new book."""
    book, _ = books.create(
        folder,
        name="Trial shop",
        chart=chart,
        currency=OWN,
        passphrase=PASSPHRASE,
        cost=books.FLOOR_COST,
    )
    books.close(book)
    return Shop(folder, book.store.data_key)


def balances(book: Book, *, at: dt.date = LAST_DAY) -> dict[str, int]:
    """Return {code: balance} of the trial balance."""
    lines = reports.trial_balance(book, at=at).lines
    return {line.account.code: line.balance for line in lines}


def verified(book: Book) -> None:
    """Every control of the book holds."""
    assert [check for check in books.verify(book) if not check.ok] == []


def post(
    book: Book,
    debit: str,
    credit: str,
    amount: str,
    *,
    day: dt.date = DAY,
    narration: str = "",
    party: str = "",
) -> int:
    """Post a simple entry."""
    draft = entries.simple(
        book,
        day=day,
        narration=narration,
        debits=[(debit, amount)],
        credits=[(credit, amount)],
        party=party,
    )
    return entries.post(book, draft=draft)


def row(
    amount: str,
    *,
    day: dt.date = DAY,
    party: str = "",
    narration: str = "",
    currency: str = OWN,
    place: str = "row 1",
    fee: str | None = None,
    **more: object,
) -> StatementRow:
    """Return a row of a statement."""
    return StatementRow(
        place,
        day,
        Money.parse(amount, currency),
        party=party,
        narration=narration,
        fee=Money.parse(fee, currency) if fee else None,
        **more,  # type: ignore[arg-type]
    )


def statement(
    rows: Iterable[StatementRow],
    *,
    account: AccountHint = BANK,
    currency: str | None = OWN,
    **more: object,
) -> Statement:
    """Return one account's statement."""
    return Statement(account, currency, tuple(rows), **more)  # type: ignore[arg-type]


class Files:
    """Files that read as the statements they were given; only their names lie on the disk."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.read: dict[str, ReadFile] = {}
        self.currencies: list[str | None] = []
        monkeypatch.setattr(reading, "read_statements", self._read_statements)

    def _read_statements(
        self, path: Path, *, options: ReadOptions, progress: Told | None = None
    ) -> tuple[ReadFile, ...]:
        self.currencies.append(options.currency)
        return (self.read[path.name],)

    def add(self, name: str, *statements: Statement) -> Path:
        """Return the path of a file that holds ``statements``."""
        self.read[name] = ReadFile("csv", "made-up", tuple(statements))
        return self._path(name)

    def add_read(self, name: str, read: ReadFile) -> Path:
        """Return the path of a file that was read as ``read``."""
        self.read[name] = read
        return self._path(name)

    def _path(self, name: str) -> Path:
        path = self.folder / name
        path.write_bytes(b"made up\n")
        return path


def postings(book: Book, number: int) -> list[tuple[str, str, str]]:
    """Return (account, amount with currency, value) of an entry's lines."""
    draft = entries.entry(book, number=number).draft
    return [
        (line.account, f"{line.amount} {line.amount.currency}", str(line.value))
        for line in draft.postings
    ]


def moved(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """Return what changed between two trial balances."""
    changes = {code: after.get(code, 0) - before.get(code, 0) for code in {*before, *after}}
    return {code: change for code, change in changes.items() if change}


def movements(book: Book, account: str) -> list[tuple[dt.date, int, str]]:
    """Return (day, amount, party) of every standing entry on an account, sorted."""
    found = []
    for entry in entries.page(book, limit=10_000, account=account):
        if entry.reversed_by is None and entry.draft.reverses is None:
            minor = sum(
                line.amount.minor for line in entry.draft.postings if line.account == account
            )
            found.append((entry.draft.day, minor, entry.draft.party))
    return sorted(found)


def codes(faults: Sequence[object]) -> list[str]:
    """Return the codes of faults, in their order."""
    return [fault.code for fault in faults]  # type: ignore[attr-defined]
