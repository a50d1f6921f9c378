"""What an import did, or would do: each statement's counts, controls, faults and rows."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from cfo_desktop.domain.categories import Proposal
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.money import Money


class RowState(enum.StrEnum):
    """What became of a row; each row read is in exactly one of these."""

    NEW = "new"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RowMatch:
    """What a row was found to belong to: ``sure`` ones are linked, the others put to the owner."""

    kind: LinkKind
    entry: int
    """Number of the entry that holds the payment, or will."""
    sure: bool
    reasons: tuple[str, ...]
    """Codes of the evidence."""


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One row as the preview shows it; a skipped or rejected one has a ``reason`` (a fault)."""

    place: str
    state: RowState
    day: dt.date | None = None
    party: str = ""
    narration: str = ""
    amount: Money | None = None
    """Signed as it moves the account; ``None`` where the row could not be read."""
    counter: str = ""
    """Code of the account on the other side."""
    reason: Fault | None = None
    match: RowMatch | None = None
    proposal: Proposal | None = None
    """Where its money probably belongs, how sure that is and by what; by a rule, it is sorted."""
    guessed: bool = False
    """Whether it is sorted as proposed by itself: ``counter`` is that account, and the owner is
    asked to confirm it. Else a proposal waits for the owner."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """One account's statement out of one file. read = new + duplicate + skipped + rejected."""

    file: str
    format: str
    profile: str
    account: str
    """Code of the account the statement is of; empty where nothing of the file was booked."""
    account_name: str
    account_is_new: bool
    read: int
    new: int
    duplicate: int
    skipped: int
    rejected: int
    movement: Money | None
    """Sum of the new rows as they move the account."""
    opening: Money | None
    closing: Money | None
    faults: tuple[Fault, ...]
    """Everything to tell the owner: what stopped the file, rejected rows, warnings."""
    checks: tuple[Check, ...]
    rows: tuple[ImportedRow, ...]
    opening_to_book: Money | None = None
    """What the account held before the statement, by the statement, where the book has nothing of
    the account from before it: the owner may book it as an opening balance."""
    refused: bool = False
    """The file as a whole could not be read: nothing of it was booked."""
    linked: int = 0
    """Rows whose payment another statement had told, or the other half of whose transfer is there:
    linked rather than booked twice."""
    likely: int = 0
    """Rows that probably belong to another payment: the owner is asked."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """A whole import; ``batch`` is empty for a preview and where nothing was booked."""

    batch: str
    files: tuple[ImportedFile, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """An earlier import, as the list of imports shows it."""

    id: str
    recorded_at: dt.datetime
    files: tuple[str, ...]
    entries: int
    undone: bool


@dataclass(frozen=True, slots=True)
class BatchUse:
    """What the owner did with an import's payments since: taking it back takes that back too."""

    sorted: int
    """Payments that were sorted, or whose sorting was confirmed."""
    linked: int
    """Payments linked with those of other imports, or by the owner."""
    ticked: int
    """Payments ticked off against a statement."""

    @property
    def is_used(self) -> bool:
        """Whether anything depends on the import."""
        return bool(self.sorted or self.linked or self.ticked)
