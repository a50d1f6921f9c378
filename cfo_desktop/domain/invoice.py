"""Invoices written and received, as the tax bureau or another program lists them."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money


class Direction(enum.StrEnum):
    """Which way an invoice goes: what the shop sold, or what it bought."""

    SALE = "sale"
    PURCHASE = "purchase"


class InvoiceStatus(enum.StrEnum):
    """Whether an invoice counts; one that was cancelled by a red-letter invoice still does."""

    VALID = "valid"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Trader:
    """One side of an invoice as printed; either text may be empty."""

    name: str = ""
    tax_id: str = ""


@dataclass(frozen=True, slots=True)
class Invoice:
    """One invoice of a list; ``gross = net + tax``, and all three are negative for a return.

    A list that names only the other side has it as both ``seller`` and ``buyer``.
    """

    place: str
    number: str
    day: dt.date
    net: Money
    tax: Money
    gross: Money
    seller: Trader
    buyer: Trader
    code: str = ""
    """China's invoice code, which tells equal numbers apart; empty for fully digital invoices."""
    status: InvoiceStatus = InvoiceStatus.VALID
    narration: str = ""
    red_of: str = ""
    """Of a red-letter invoice: the number of the invoice that it takes back, where printed."""
    ordinary: bool = False
    """China's ordinary invoice (普通发票), where printed: its tax is not the buyer's to deduct."""

    def party(self, direction: Direction) -> Trader:
        """Return the other side of an invoice that goes this way."""
        return self.buyer if direction is Direction.SALE else self.seller


@dataclass(frozen=True, slots=True)
class InvoiceList:
    """The invoices of one file that go one way, in the file's order.

    As with a statement, ``read`` rows are ``invoices``, ``skipped`` and ``rejected``: the further
    lines of an invoice that is listed line by line are among the skipped.
    """

    direction: Direction | None
    """``None`` where the columns do not tell: it is for the owner to say."""
    suggested: Direction | None
    """What the file's or the sheet's name says, which is not to be relied on."""
    currency: str | None
    """``None`` where the file does not say: the book's own."""
    invoices: tuple[Invoice, ...]
    skipped: tuple[Fault, ...] = ()
    """Rows that stand for no invoice of their own, with the reason."""
    rejected: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def read(self) -> int:
        """Rows seen in the file."""
        return len(self.invoices) + len(self.skipped) + len(self.rejected)
