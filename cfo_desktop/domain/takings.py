"""What a till or a shop system took: money by tender, and what it was taken for."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money


class Tender(enum.StrEnum):
    """What a customer paid with, which says where the money is now."""

    CASH = "cash"
    CARD = "card"
    """Paid out later by whoever takes the cards, less a fee."""
    ALIPAY = "alipay"
    WECHAT = "wechat"
    PLATFORM = "platform"
    """With a delivery or voucher platform, which pays it out later."""
    STORED = "stored"
    """Paid in advance: a gift card, a stored-value card."""
    BANK = "bank"
    ON_ACCOUNT = "on_account"
    """Not paid yet: the customer owes it."""
    OTHER = "other"
    """Not known: the money waits to be sorted."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Money of one tender: positive received, negative given back."""

    tender: Tender
    amount: Money


@dataclass(frozen=True, slots=True)
class Takings:
    """One sale, one refund or one day's takings.

    ``tenders`` add up to ``sales`` + ``tax`` + ``tips`` + ``stored``: what came in is what it was
    taken for. Every amount is negative for a refund. ``fee`` is positive: the card company or shop
    system keeps it of the card money.
    """

    place: str
    day: dt.date
    tenders: tuple[Taken, ...]
    sales: Money
    """Without tax, after discounts."""
    tax: Money
    tips: Money
    stored: Money
    """Gift cards sold and cards topped up: owed to the customer until goods are fetched."""
    fee: Money
    time: str = ""
    narration: str = ""
    party: str = ""
    reference: str = ""
    other_references: tuple[str, ...] = ()
    refund_of: str = ""
    """Of a refund: the reference of the sale that it gives back."""
    refund: bool = False
    key: str = ""
    """What the system that wrote the file knows it by, whatever else of it is changed later; empty
    for a till's, which are known by what they say."""
    payment_of: str = ""
    """Of a payment that a list of payments tells: the ``key`` of the order it is for, which another
    export may tell with its tax. Booked once: what comes second adds no more than the fee."""
    total_to_date: Money | None = None
    """Of an order's refunds: all that was given back up to now, by which an earlier export's part
    is told from what is new."""

    @property
    def total(self) -> Money:
        """What was taken for everything."""
        return self.sales + self.tax + self.tips + self.stored


@dataclass(frozen=True, slots=True)
class TakingsList:
    """The takings of one file, in its order; ``read`` rows as in a statement.

    ``clearing`` names the shop system (``square``) on whose account card money waits until it is
    paid out; empty for a plain till, whose cards are the shop's own terminal's.
    """

    currency: str | None
    """``None`` where the file does not say: the book's own."""
    takings: tuple[Takings, ...]
    clearing: str = ""
    skipped: tuple[Fault, ...] = ()
    """Rows that move no money, with the reason."""
    rejected: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def read(self) -> int:
        """Rows seen in the file."""
        return len(self.takings) + len(self.skipped) + len(self.rejected)
