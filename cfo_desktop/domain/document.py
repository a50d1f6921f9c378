"""Bills, invoices and receipts as they were read: each field with its evidence and its place."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money

FULL = 10_000
"""A page's width, and its height: places are parts of it, whatever its size in points or pixels."""


_SUFFIXES = frozenset(
    (".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".heic")
)


def is_document_name(name: str) -> bool | None:
    """Tell by a file's name whether it is a document or, where not, may be a bank's statement.

    ``None`` for XML, which is either. Only to send it to the right room: what it is, reading tells.
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    return None if suffix == ".xml" else suffix in _SUFFIXES


class DocumentKind(enum.StrEnum):
    """What a document is by its content; which way it goes is for the book to say."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    """Takes an invoice back, whole or in part, as a red-letter invoice does.

    Its sums keep the sign that it prints: positive on a note that is named a credit note, negative
    on a red-letter invoice or an invoice over less than nothing. What it does to the books, the
    same for all of them, is ``Document.owed``.
    """
    RECEIPT = "receipt"
    """Proof of something that was paid: a till slip, a taxi ticket."""
    ORDER = "order"
    CONTRACT = "contract"
    UNKNOWN = "unknown"


class Carrier(enum.StrEnum):
    """What a document was read from, the surest first."""

    UBL = "ubl"
    CII = "cii"
    """UN/CEFACT's invoice: Factur-X, ZUGFeRD 2, XRechnung."""
    ZUGFERD1 = "zugferd1"
    FATTURAPA = "fatturapa"
    EINVOICE_CN = "einvoice_cn"
    """China's fully digitised e-invoice as XML, alone or inside an OFD file."""
    OFD = "ofd"
    """The tags and custom data of an OFD file."""
    QR = "qr"
    PDF_TEXT = "pdf_text"
    OCR = "ocr"


class Evidence(enum.StrEnum):
    """How sure a value is, the surest first."""

    MACHINE_READ = "machine_read"
    PROVED = "proved"
    """Arithmetic of labelled figures says so: net + tax = total, cash - change, the capitals."""
    READ = "read"
    """It stands beside its label."""
    GUESS = "guess"
    OWNER = "owner"
    """The owner said so; surer than all that was read."""


class Field(enum.StrEnum):
    """A field of a document's head."""

    SELLER = "seller"
    BUYER = "buyer"
    SELLER_TAX_ID = "seller_tax_id"
    BUYER_TAX_ID = "buyer_tax_id"
    CODE = "code"
    """China's invoice code of ten or twelve digits, beside the number of older invoices."""
    NUMBER = "number"
    DATE = "date"
    DUE_DATE = "due_date"
    CURRENCY = "currency"
    NET = "net"
    TAX = "tax"
    TOTAL = "total"
    PAID = "paid"
    """What was handed over after rounding (抹零), where that is not the total."""
    PAYABLE = "payable"
    """What is left to pay where that is not the total: less what was prepaid, rounded, withheld."""
    ROUNDING = "rounding"
    TERMS = "terms"
    """Terms of payment, as printed."""
    PAYMENT = "payment"
    """Where to pay: an account, an IBAN, a wallet, as printed."""
    REFERENCE = "reference"
    """The number of the document that this one corrects or belongs to."""


Value = str | dt.date | Money


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page (counted from 0), in parts of ``FULL`` of its width and height."""

    page: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Found:
    """One value that was found, what speaks for it, where it stands and what it was read from."""

    value: Value
    evidence: Evidence
    carrier: Carrier
    box: Box | None = None
    """``None`` where it stands on no page: in data."""
    otherwise: tuple[Found, ...] = ()
    """What other carriers of the same document say instead; a reason to look."""

    @property
    def is_sure(self) -> bool:
        """Whether the owner need not look at it first."""
        if self.evidence is Evidence.OWNER:
            return True
        return self.evidence in {Evidence.MACHINE_READ, Evidence.PROVED} and not self.otherwise


@dataclass(frozen=True, slots=True)
class Line:
    """One line of goods or services, as printed."""

    name: str
    net: Money | None = None
    tax: Money | None = None
    tax_rate: int | None = None
    """Per ten thousand: 1300 for 13 %."""
    quantity: str = ""
    """A plain decimal, with nothing where none is printed."""
    unit: str = ""
    unit_price: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class RateTotal:
    """What is taxed at one rate; ``rate`` per ten thousand."""

    rate: int
    net: Money | None
    tax: Money | None


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of an order's or a contract's sum and the day it is to be paid."""

    amount: Money
    day: dt.date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a file; ``fields`` holds those that were found."""

    kind: DocumentKind
    carrier: Carrier
    """What most of it was read from."""
    fields: Mapping[Field, Found] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    rates: tuple[RateTotal, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    checks: tuple[Check, ...] = ()
    """``lines`` (they add up to net), ``rates``, ``total`` (net + tax), ``capitals`` (大写),
    ``payable`` (total - prepaid + rounding), ``change`` (cash - change), ``tax_id`` (its check
    digit): with what was expected and found."""
    warnings: tuple[Fault, ...] = ()
    pages: tuple[int, ...] = ()
    """The pages of the file that it stands on, from 0; none where it is data alone."""
    text: str = ""
    """All its words, for the search."""

    def text_of(self, name: Field) -> str:
        """Return a field's text, empty where it was not found."""
        found = self.fields.get(name)
        return found.value if found and isinstance(found.value, str) else ""

    def day_of(self, name: Field) -> dt.date | None:
        """Return a field's day."""
        found = self.fields.get(name)
        return found.value if found and isinstance(found.value, dt.date) else None

    def money_of(self, name: Field) -> Money | None:
        """Return a field's sum of money."""
        found = self.fields.get(name)
        return found.value if found and isinstance(found.value, Money) else None

    def owed(self) -> Money | None:
        """Return what it adds to what its buyer owes: below zero for a credit note of any sign.

        ``None`` where no total was found.
        """
        total = self.money_of(Field.TOTAL)
        if total and self.kind is DocumentKind.CREDIT_NOTE:
            return Money(total.currency, -abs(total.minor))
        return total


@dataclass(frozen=True, slots=True)
class ReadDocuments:
    """What one file gave: its documents in order, or the ``fault`` why there are none."""

    documents: tuple[Document, ...] = ()
    pages: int = 0
    """Pages that can be shown as pictures; 0 for data alone."""
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """What corrections taught about one supplier's documents: its marks, where its fields lie."""

    seller: str
    seller_tax_id: str = ""
    marks: tuple[str, ...] = ()
    """Texts that stand on its documents however the name was read: a phone number, a slogan."""
    labels: Mapping[Field, str] = field(default_factory=dict)
    """The label beside a field on its pages."""
    boxes: Mapping[Field, Box] = field(default_factory=dict)
    """Where a field without a label lies."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a book knows that helps to read: who the shop itself is, and its suppliers."""

    own_names: tuple[str, ...] = ()
    own_tax_ids: tuple[str, ...] = ()
    """The shop's own are never the seller's of a bill."""
    currency: str = ""
    """Where a document names none."""
    day_first: bool | None = None
    """How 03/04/2026 is read where the document does not tell: the owner's country."""
    templates: tuple[Template, ...] = ()
