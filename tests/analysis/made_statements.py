"""An account that moved, the statements its bank printed, and a book that kept up or did not."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.analysis import reconciliation
from cfo_desktop.analysis.statement_spans import Material
from cfo_desktop.domain.reconciliation import BookLine
from cfo_desktop.domain.reconciliation import Item
from cfo_desktop.domain.reconciliation import PrintedRow
from cfo_desktop.domain.reconciliation import PrintedStatement
from cfo_desktop.domain.reconciliation import Reconciliation

YEAR = 2026


def day(month: int, number: int) -> dt.date:
    """Return a day of the year."""
    return dt.date(YEAR, month, number)


@dataclass
class Bank:
    """What the account really did, what was printed, and what the book holds of it."""

    balance: int = 0
    statements: list[PrintedStatement] = field(default_factory=list)
    rows: list[PrintedRow] = field(default_factory=list)
    lines: list[BookLine] = field(default_factory=list)
    ticks: dict[int, int | None] = field(default_factory=dict)

    def book(
        self, amount: int, on: dt.date, *, opening: bool = False, payment: int | None = None
    ) -> int:
        """Post an entry on the account and return its number."""
        number = len(self.lines) + 1
        self.lines.append(BookLine(number, payment or number, on, amount, opening))
        return number

    def reverse(self, entry: int, *, on: dt.date | None = None) -> int:
        """Take an entry back."""
        line = self.lines[entry - 1]
        return self.book(-line.amount, on or line.day, payment=entry)

    def print(
        self,
        moves: list[tuple[dt.date, int]],
        *,
        file: str = "bank.csv",
        lost: frozenset[int] | set[int] = frozenset(),
        rejected: frozenset[int] | set[int] = frozenset(),
        newest_first: bool = False,
        balances: bool = True,
        entries: dict[int, int] | None = None,
        late: dict[int, int] | None = None,
    ) -> PrintedStatement:
        """Print a statement of ``moves`` (day, amount) and import it, each row into its entry.

        By their index, moves are ``lost`` before the file was made or ``rejected`` on reading,
        belong to entries that are there (``entries``), or are booked days ``late``.
        """
        number = len(self.statements) + 1
        opening = self.balance
        rows = []
        faults = []
        printed = [index for index in range(len(moves)) if index not in lost]
        places = dict(zip(printed, range(2, 2 + len(printed)), strict=True))
        if newest_first:
            places = dict(zip(reversed(printed), range(2, 2 + len(printed)), strict=True))
        for index, (on, amount) in enumerate(moves):
            self.balance += amount
            if index in lost:
                continue
            place = f"row {places[index]}"
            if index in rejected:
                faults.append(("amount_invalid", place))
                continue
            entry = (entries or {}).get(index)
            if entry is None:
                entry = self.book(amount, on + dt.timedelta(days=(late or {}).get(index, 0)))
            balance = self.balance if balances else None
            rows.append(PrintedRow(number, place, on, amount, balance, entry))
        self.rows += reversed(rows) if newest_first else rows
        days = [on for on, _ in moves]
        statement = PrintedStatement(
            number, file, min(days), max(days), opening, self.balance, tuple(faults)
        )
        self.statements.append(statement)
        return statement

    def reconcile(self, target: PrintedStatement | None = None) -> Reconciliation:
        """Reconcile with a statement, the last one by default."""
        material = Material(self.statements, self.rows, self.lines, self.ticks)
        found = reconciliation.reconcile(
            material, account="1020", currency="CNY", target=target or self.statements[-1]
        )
        if found.difference is not None:
            total = sum(item.amount for item in found.items)
            assert found.difference == total + found.unexplained
        return found

    def typed(self, balance: int, at: dt.date) -> Reconciliation:
        """Reconcile with a balance that the owner typed."""
        return self.reconcile(PrintedStatement(0, "", at, at, None, balance))


def brief(items: tuple[Item, ...]) -> list[tuple[str, int]]:
    """Return (code, amount) of items."""
    return [(item.code.value, item.amount) for item in items]


def without(statement: PrintedStatement, **changes: int | None) -> PrintedStatement:
    """Return a statement that prints something else."""
    return dataclasses.replace(statement, **changes)  # type: ignore[arg-type]
