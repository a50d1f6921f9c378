"""What an account's statement says beside what the book says, and what makes the difference.

Amounts are minor units of the account's currency, signed as they move the account.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class PrintedStatement:
    """A statement of one account as the book keeps it; number 0 is a balance the owner typed."""

    number: int
    file: str
    first_day: dt.date
    last_day: dt.date
    opening: int | None = None
    closing: int | None = None
    faults: tuple[tuple[str, str], ...] = ()
    """(code, place) of what of the file is not in the book."""


class PrintedRow(NamedTuple):
    """A row of a statement that is in the book; ``payment`` is the entry that holds it."""

    statement: int
    place: str
    day: dt.date
    amount: int
    balance: int | None
    payment: int


class BookLine(NamedTuple):
    """What one entry moves on the account.

    ``payment`` is the entry itself, or the one that it takes back or completes: together they
    move the account once, or not at all. ``opening``: it says what the account held when the book
    began.
    """

    entry: int
    payment: int
    day: dt.date
    amount: int
    opening: bool = False


class ItemCode(enum.StrEnum):
    """Why the book and the statement differ."""

    OUTSTANDING = "outstanding"
    """In the book, on no statement."""
    CLEARED_LATER = "cleared_later"
    """In the book by the day, on a later statement only."""
    MAYBE_TWICE = "maybe_twice"
    """In the book, on no statement, and like a payment that is on one: booked twice, perhaps."""
    BOOKED_LATER = "booked_later"
    """On the statement, in the book on a later day only."""
    TAKEN_BACK = "taken_back"
    """On the statement; its entry was reversed."""
    AMOUNT_DIFFERS = "amount_differs"
    """On the statement and in the book, with two amounts."""
    TICKED = "ticked"
    """Ticked by hand, on none of the statement's rows."""
    OPENING_MISSING = "opening_missing"
    """The statement begins with a balance; the book holds nothing from before it."""
    OPENING_DIFFERS = "opening_differs"
    STATEMENT_MISSING = "statement_missing"
    """The account moved between two statements, and no statement tells how."""
    ROWS_MISSING = "rows_missing"
    """The printed balance jumps between two rows."""
    ROWS_REJECTED = "rows_rejected"
    """It jumps where rows of the file were rejected or left out."""
    MORE = "more"
    """What is in the book and on no statement beyond what is listed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One part of the difference: ``amount`` is what it adds to the statement over the book."""

    code: ItemCode
    amount: int
    day: dt.date
    until: dt.date
    entry: int | None = None
    text: str = ""
    """The entry's own words."""
    other: int | None = None
    """The entry that it is like; of missing rows, the open one of their amount."""
    statement: int = 0
    file: str = ""
    place: str = ""
    """Place in the file: of the row, or of the one before the jump; empty: its beginning."""
    until_place: str = ""
    """Of the row after the jump; empty: the file's end."""
    places: tuple[str, ...] = ()
    """Of rejected rows."""
    printed: int = 0
    """What the statements say, where the book says something else."""
    booked: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """An account's printed balance at the end of ``at``, the book's, and what lies between them.

    difference = sum of the items + unexplained, always.
    """

    account: str
    currency: str
    statement: PrintedStatement
    printed: int | None
    """``None`` where the statement prints no balance: then nothing can be reconciled."""
    book: int
    items: tuple[Item, ...]
    by_ticks: bool = True
    """Whether an entry on that day, on no statement and not ticked, makes a difference."""
    pairs: int = 0
    """Proposed pairs of the account's payments: until they are decided both are booked."""

    @property
    def at(self) -> dt.date:
        """The day at whose end both balances stand."""
        return self.statement.last_day

    @property
    def difference(self) -> int | None:
        """What the statement has more than the book."""
        return None if self.printed is None else self.printed - self.book

    @property
    def unexplained(self) -> int:
        """What of the difference no item explains."""
        if self.printed is None:
            return 0
        return self.printed - self.book - sum(item.amount for item in self.items)


@dataclass(frozen=True, slots=True)
class AccountState:
    """One account in the overview; ``statement`` is the latest that prints a balance."""

    account: str
    currency: str
    statement: PrintedStatement | None
    book: int
    """The book's balance on the statement's last day; on every day where there is none."""
    reconciled_through: dt.date | None
    """Last day of the latest statement whose printed balance is the book's."""

    @property
    def printed(self) -> int | None:
        """The statement's closing balance."""
        return self.statement.closing if self.statement else None

    @property
    def difference(self) -> int | None:
        """What the statement has more than the book."""
        return None if self.printed is None else self.printed - self.book


class LineState(enum.StrEnum):
    """How a line of the account's register stands."""

    ON_STATEMENT = "on_statement"
    TICKED = "ticked"
    CANCELLED = "cancelled"
    """Taken back, or what takes it back: the two need no tick."""
    BEFORE = "before"
    """Part of what the account held when its first statement began."""
    OPEN = "open"


class Shown(enum.Enum):
    """Which lines of a register are wanted."""

    ALL = enum.auto()
    UNTOLD = enum.auto()
    """Those that should be on a statement and are not: open, or ticked by hand."""
    OPEN = enum.auto()


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """What an entry moves on the account, and by what it is reconciled."""

    entry: int
    day: dt.date
    party: str
    narration: str
    amount: int
    state: LineState
    statement: int = 0
    file: str = ""
    place: str = ""
    ticked_on: dt.date | None = None
    reverses: int | None = None
    reversed_by: int | None = None
