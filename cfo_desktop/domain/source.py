"""Where an entry came from: the row of a statement, as the bank's own file told it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cfo_desktop.domain.money import Money


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A kept row of a statement and the entry that holds its payment."""

    id: int
    entry: int
    place: str
    """As the reader of the file names it: ``row 5``."""
    day: dt.date
    amount: Money
    """As it moved the account."""
    balance: Money | None
    party: str
    narration: str
    reference: str
    live: bool
    """Whether its import stands."""


@dataclass(frozen=True, slots=True)
class Source:
    """A row of a statement that tells an entry, and the statement it is of."""

    statement: int
    file: str
    row: SourceRow


@dataclass(frozen=True, slots=True)
class StatementRows:
    """A statement as the book keeps it."""

    file: str
    account: str
    """The account's code; empty for a list that moves none."""
    first_day: dt.date
    last_day: dt.date
    rows: tuple[SourceRow, ...]
