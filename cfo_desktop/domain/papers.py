"""Papers: bills, invoices and receipts as the book keeps them, from draft to entry."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.search import folded

# What is read for one another; each letter becomes the digit it looks like.
_ALIKE = str.maketrans({"o": "0", "i": "1", "l": "1"})


def number_key(number: str) -> str:
    """Return what is the same of a number however it is written or misread.

    Without spaces, signs, leading zeros and the word No. before digits; O is 0, and I and l are 1.
    """
    plain = "".join(letter for letter in folded(number) if letter.isalnum())
    if plain.startswith("no") and plain[2:].isdigit():
        plain = plain[2:]
    return plain.translate(_ALIKE).lstrip("0")


class PaperState(enum.StrEnum):
    """What became of a paper; a confirmed one whose entry is reversed is a draft again."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    """The owner said that it is not to be booked; it stays in the book and can be restored."""


@dataclass(frozen=True, slots=True)
class PaperFile:
    """An original of a paper, without its content."""

    id: int
    name: str
    """Without folders."""
    media_type: str
    size: int
    """Bytes."""
    pages: int
    """Pages that can be shown as pictures; 0 for data alone."""
    added_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file said of a paper, as it was read; its boxes are on the pages of that file."""

    file: int
    document: Document


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the file by its id, and the box on its pages."""

    file: int
    box: Box


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of the book, with its files."""

    number: int
    state: PaperState
    document: Document
    """What its files say together, the surest first, and over it what the owner said."""
    readings: tuple[Reading, ...]
    """Each file's own, as read, in the order the files came."""
    files: tuple[PaperFile, ...]
    places: Mapping[Field, Place] = field(default_factory=dict)
    """Where the values of ``document`` stand, as far as they stand on a page."""
    corrected: frozenset[Field] = frozenset()
    """The fields that the owner said."""
    direction: Direction | None = None
    """Which way it goes, once it is booked."""
    entry: int | None = None
    """Number of its entry, while it is confirmed."""
    due: dt.date | None = None
    """The day it is to be paid, once it is booked and not paid at once."""


@dataclass(frozen=True, slots=True)
class PaperHead:
    """A paper as a list shows it."""

    number: int
    state: PaperState
    kind: DocumentKind
    party: str
    """The seller; of what the shop itself wrote, the buyer. Empty where nothing was read."""
    invoice_number: str
    day: dt.date | None
    due: dt.date | None
    total: Money | None
    file: str
    """Name of its first file."""
    added_at: dt.datetime
    direction: Direction | None = None
    entry: int | None = None
    unsure: int = 0
    """Fields that the owner should look at first."""


class TwinStrength(enum.StrEnum):
    """How sure it is that two are one document, the surest first."""

    SAME_BYTES = "same_bytes"
    STRONG = "strong"
    LIKELY = "likely"
    """For the owner to say."""


class TwinReason(enum.StrEnum):
    """What speaks for two being one document."""

    FILE = "file"
    TAX_ID_AND_NUMBER = "tax_id_and_number"
    SELLER_AND_NUMBER = "seller_and_number"
    NUMBER_AND_TOTAL = "number_and_total"
    """The same number and sum, under names that were read differently."""
    PARTY_TOTAL_DAY = "party_total_day"
    ALREADY_PAID = "already_paid"
    """A payment of this sum to the party is in the ledger."""
    ALREADY_LISTED = "already_listed"
    """A list of invoices, or somebody by hand, booked it before."""
    LISTED_VOID = "listed_void"
    """A list says that this invoice was cancelled."""


@dataclass(frozen=True, slots=True)
class Twin:
    """What may be the same document, or its payment: a paper, an entry, or both."""

    strength: TwinStrength
    reason: TwinReason
    paper: int | None = None
    entry: int | None = None
    party: str = ""
    invoice_number: str = ""
    day: dt.date | None = None
    total: Money | None = None
    total_differs: bool = False
    """Everything speaks for one document, but the sums are not the same: somebody must look."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file: the papers it stands for, in its order."""

    papers: tuple[int, ...] = ()
    new: frozenset[int] = frozenset()
    """Those of them that were made for it; the others had been there."""
    merged: frozenset[int] = frozenset()
    """Those that were there and have it as one more file now."""
    known_file: bool = False
    """The book had these very bytes; nothing was added."""
    twins: Mapping[int, tuple[Twin, ...]] = field(default_factory=dict)
    """{new paper: what it may be the same as}."""
    fault: Fault | None = None
    """Why it could not be read; nothing was added then."""


class AccountBy(enum.StrEnum):
    """Who says what a bill is for."""

    HISTORY = "history"
    """This party's bills were booked so before."""
    RULE = "rule"
    LEARNED = "learned"
    STARTER = "starter"
    USUAL = "usual"
    """Nobody: purchases, or sales."""
    OWNER = "owner"


class DueBy(enum.StrEnum):
    """Who says when a bill is to be paid."""

    PRINTED = "printed"
    TERMS = "terms"
    """The terms of payment on it."""
    BOOK = "book"
    """The book's usual days."""
    OWNER = "owner"


class Settling(enum.StrEnum):
    """How a bill is paid, which decides what it is booked against."""

    LATER = "later"
    """It is owed."""
    MONEY = "money"
    """It was paid at once, from an account of money."""
    PAYMENT = "payment"
    """Its payment is in the ledger: that is sorted by it, nothing is paid twice."""
    BOOKED = "booked"
    """It is in the ledger already: nothing is posted, the original is kept with the entry."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a paper would be booked; the owner changes what is wrong (``dataclasses.replace``).

    Sums are in the book's currency and negative for a credit note.
    """

    direction: Direction
    party: str
    """As the book calls it."""
    party_is_known: bool
    day: dt.date | None
    gross: Money | None
    tax: Money | None
    """The part of ``gross`` that is tax; ``None`` where none is printed."""
    deductible: bool
    """Whether that tax is booked on its own; else it is part of what the goods cost."""
    account: str
    """Code of what it is for: purchases, rent, sales."""
    account_by: AccountBy
    settling: Settling
    money: str
    """Code of what is owed (payables, receivables), or of the till or bank that paid."""
    payment: int | None
    """Number of the entry that paid it or has it already."""
    due: dt.date | None
    """``None`` where nothing is owed."""
    due_by: DueBy
    narration: str
    printed: Money | None = None
    """The total as printed, where it is in another currency than the book's."""
    missing: tuple[Field, ...] = ()
    """What the owner must say before it can be booked."""
    payments: tuple[Twin, ...] = ()
    """Entries that may have paid it, the likeliest first."""
    twins: tuple[Twin, ...] = ()
    warnings: tuple[Fault, ...] = ()
