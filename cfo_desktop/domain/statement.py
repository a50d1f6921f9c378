"""What a reader makes of a bank or wallet file: statements of rows, ready to become drafts."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.invoice import InvoiceList
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.takings import TakingsList


@dataclass(frozen=True, slots=True)
class AccountHint:
    """Which account of the owner's some money is on, as far as a file tells.

    ``institution`` (``alipay``, ``wechat``, ``boc``, a BIC, a bank's printed name) and ``number``
    (as printed, spaces removed, often only the last digits) identify it; together they are the
    key under which the book remembers the account. ``title`` is a name a person would give it.
    ``role`` says what it is where the file tells that (a wallet, the owner's savings), ``owed``
    that it is a credit card or another debt of the owner's.
    """

    institution: str
    number: str = ""
    title: str = ""
    role: Role | None = None
    owed: bool = False

    @property
    def key(self) -> str:
        """Text under which the book remembers the account: ``institution:number``."""
        return f"{self.institution}:{self.number}"


class RowKind(enum.StrEnum):
    """What a row of a statement does, where the file says so."""

    PAYMENT = "payment"
    REFUND = "refund"
    TRANSFER = "transfer"
    """Between two of the owner's own accounts: ``counter`` is set."""
    FEE = "fee"
    INTEREST = "interest"
    SALE = "sale"
    """What a customer paid the shop, by a merchant's bill or a till."""
    SALE_REFUND = "sale_refund"
    """What the shop gave back to a customer: ``amount`` is negative."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One movement of money.

    ``amount`` is signed as it moves the row's account (in positive) and *includes* ``fee``, which
    is posted as a pair of its own: a withdrawal of 100.10 with a fee of 0.10 has ``amount``
    −100.10, ``fee`` 0.10, and 100.00 arrives at ``counter``; a sale of 100.00 with a fee of 0.60
    has ``amount`` 99.40. A negative ``fee`` is one given back: that sale's refund has ``amount``
    −99.40, ``fee`` −0.60, and the customer gets 100.00.
    """

    place: str
    day: dt.date
    amount: Money
    account: AccountHint | None = None
    """The account the money moved on where that is not the statement's own (a wallet bill's row
    that was paid by a bank card); ``None`` for the statement's own."""
    counter: AccountHint | None = None
    """The other side where it is one of the owner's own accounts; ``None``: not known."""
    kind: RowKind = RowKind.PAYMENT
    time: str = ""
    """``HH:MM:SS`` or empty."""
    party: str = ""
    narration: str = ""
    reference: str = ""
    """The bank's or wallet's own id of the movement; not trusted to be unique."""
    other_references: tuple[str, ...] = ()
    """Further ids of the same payment, such as the order number at the shop or the platform."""
    refund_of: str = ""
    """Of a refund: the id (``reference`` or other) of the payment it gives back, where printed."""
    party_account: str = ""
    """Number of the other side's account as printed, often masked (``6226******5669``)."""
    fee: Money | None = None
    balance: Money | None = None
    """Running balance after the row, as printed."""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that moves no money (a closed order), with the reason's code."""

    place: str
    code: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One account's statement out of a file, rows in the file's order.

    ``read`` rows were seen; ``rows``, ``skipped`` and ``rejected`` (faults that cost a row each)
    add up to it. ``warnings`` cost no row.
    """

    account: AccountHint
    currency: str | None
    """``None`` where the file does not say: the book's own, or the chosen account's."""
    rows: tuple[StatementRow, ...]
    skipped: tuple[SkippedRow, ...] = ()
    rejected: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    checks: tuple[Check, ...] = ()
    opening: Money | None = None
    closing: Money | None = None

    @property
    def read(self) -> int:
        """Rows seen in the file."""
        return len(self.rows) + len(self.skipped) + len(self.rejected)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Everything one file gave: its format, what it lists, or the fault that stopped it.

    Where ``fault`` is set nothing of the file may be booked.
    """

    format: str
    """``csv``, ``xlsx``, ``xls``, ``excel-xml``, ``html``, ``ofx``, ``qif``, ``mt940``, ``mt942``,
    ``camt052``, ``camt053`` or ``camt054``; empty where unknown."""
    profile: str
    """``alipay-personal``, ``wechat-personal``, ``boc``, ``generic``, ..."""
    statements: tuple[Statement, ...] = ()
    fault: Fault | None = None
    mapped: bool = False
    """``profile`` is the name of a mapping of the owner's."""
    member: str = ""
    """Its name in the archive that it came in; empty where it is a file of its own."""
    invoices: tuple[InvoiceList, ...] = ()
    takings: tuple[TakingsList, ...] = ()
