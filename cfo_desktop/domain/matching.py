"""Records of payments, from a book and from statements, and the pairs that are one payment."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import RowKind


class LinkKind(enum.StrEnum):
    """What two records are to each other."""

    SAME = "same"
    """The same payment, as two statements tell it."""
    TRANSFER = "transfer"
    """The two halves of a movement between the owner's accounts."""
    SETTLEMENT = "settlement"
    """What a card or platform company pays out, and the takings it pays for."""
    REFUND = "refund"
    """Money given back, and the payment it was of."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record comes from: the account whose statement tells it, and the reader's profile."""

    account: str
    profile: str


@dataclass(frozen=True, slots=True)
class Leg:
    """Money on one of the owner's accounts (or owed on a card), signed as the account moved."""

    account: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Record:
    """One payment as the book or a statement holds it.

    ``key`` is the entry's number; rows that are not booked yet have numbers below zero.
    ``waiting`` is what stands on the suspense account (its sign is the posting's): ``None`` where
    the other side is known. ``sources`` are empty for an entry that was typed by hand.
    """

    key: int
    day: dt.date
    legs: tuple[Leg, ...]
    waiting: Money | None = None
    sources: frozenset[Source] = frozenset()
    time: str = ""
    party: str = ""
    narration: str = ""
    more: str = ""
    """What other statements say of it: read as evidence, never posted."""
    references: frozenset[str] = frozenset()
    refund_of: str = ""
    party_account: str = ""
    kind: RowKind = RowKind.PAYMENT
    balance: int | None = None
    """Running balance of its own account after it, minor units."""
    sold: int = 0
    """Of a sale: what was sold, minor units, before any fee; negative for what was given back."""

    @property
    def is_new(self) -> bool:
        """Whether it is a row that is about to be imported."""
        return self.key < 0

    @property
    def gives_back(self) -> bool:
        """Whether it is a refund."""
        return bool(self.refund_of) or self.kind in {RowKind.REFUND, RowKind.SALE_REFUND}

    @property
    def text(self) -> str:
        """Party, narration and what other statements say, together."""
        return f"{self.party} {self.narration} {self.more}".strip()

    @property
    def moved(self) -> int:
        """Sum of its legs, minor units: what it changed of the owner's money."""
        return sum(leg.amount.minor for leg in self.legs)


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What is known of one of the owner's accounts.

    Its ``institutions`` (``alipay``, ``boc``) and ``numbers`` are as statements print them;
    ``clearing``: takings wait there for payout.
    """

    code: str
    institutions: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    clearing: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Two records that belong together; ``sure``: by exact evidence, else the owner is asked.

    ``first`` was there before, or stands earlier in the import; ``second`` is linked with it.
    ``members``: of a settlement, the takings it pays for (``first`` is the first of them); of a
    day's takings that a merchant's bill tells sale by sale, those sales. ``account``: code of the
    account that those takings are on.
    ``reasons`` are codes of the evidence. ``fee`` is what a settlement kept back.
    """

    kind: LinkKind
    first: int
    second: int
    sure: bool
    reasons: tuple[str, ...]
    members: tuple[int, ...] = ()
    account: str = ""
    fee: Money | None = None


class LinkState(enum.StrEnum):
    """How a pair stands."""

    PROPOSED = "proposed"
    LINKED = "linked"
    REFUSED = "refused"
    UNDONE = "undone"
    """Its import was taken back: nothing was decided."""


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """One side of a link as a list shows it; ``entry`` is ``None`` where it was not booked."""

    entry: int | None
    day: dt.date
    text: str
    amount: Money
    account: str
    """Code of the account it moved."""
    file: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A pair that was linked, proposed or refused, with both sides and the evidence."""

    number: int
    kind: LinkKind
    state: LinkState
    first: LinkedRecord
    second: LinkedRecord
    reasons: tuple[str, ...]
    by_owner: bool
    members: tuple[int, ...] = ()
