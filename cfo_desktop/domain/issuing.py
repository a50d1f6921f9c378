"""Quotes, invoices and credit notes that the shop writes: their lines, sums and numbers."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Context
from decimal import Decimal

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.money import MAX_MINOR
from cfo_desktop.domain.shop_details import ShopDetails

HUNDRED_PERCENT = 10_000
"""Rates of tax are parts of this: 2000 is 20 %."""
_REACH = Decimal(10) ** 12
_PLACES = 6
"""Digits after the point of a quantity and of a price for one."""
# A context of our own: the thread's may keep fewer digits. In business half a cent goes up.
_ROUNDING = Context(prec=60, rounding=ROUND_HALF_UP)
_NUMBER = re.compile(r"(.*?)([0-9]{1,9})", re.DOTALL)
MAX_NUMBER = 40
MOST_ITEMS = 500


class IssuedKind(enum.StrEnum):
    """What the shop writes to a customer."""

    QUOTE = "quote"
    """What it would cost: books nothing."""
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    """Takes an invoice back, whole or in part."""


class IssuedState(enum.StrEnum):
    """How far a document of the shop is."""

    DRAFT = "draft"
    """It has no number yet, and can be changed or deleted."""
    ISSUED = "issued"
    """It has its number for good."""
    ACCEPTED = "accepted"
    """Of a quote: an invoice was made of it."""
    TAKEN_BACK = "taken_back"
    """Of an invoice: credit notes took all of it back, or its entry was reversed."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """To whom it is written, as it is printed; only the name is needed."""

    name: str
    address: str = ""
    """Lines, one under the other."""
    tax_id: str = ""

    def __post_init__(self) -> None:
        """Refuse one without a name."""
        if not self.name.strip():
            raise UserError("issuing_no_buyer")


@dataclass(frozen=True, slots=True)
class Item:
    """One line: ``quantity`` times ``price`` (of one, in whole units of the currency)."""

    name: str
    quantity: Decimal
    price: Decimal
    rate: int = 0
    """Tax, in parts of ``HUNDRED_PERCENT``."""
    unit: str = ""
    """``kg``, ``箱``; empty for pieces."""

    def __post_init__(self) -> None:
        """Refuse what could not be printed or added up."""
        if not self.name.strip():
            raise UserError("issuing_item_name")
        for number in (self.quantity, self.price):
            if not number.is_finite() or abs(number) >= _REACH or _digits(number) > _PLACES:
                raise UserError("issuing_item_number", text=f"{number:f}"[:MAX_NUMBER])
        if not 0 <= self.rate <= HUNDRED_PERCENT:
            raise UserError("issuing_item_rate")

    def amount(self, currency: str) -> int:
        """Return what the line comes to in minor units, half a unit rounded away from zero."""
        return _minor(_ROUNDING.multiply(self.quantity, self.price), currency)


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a document, in minor units; ``gross = net + tax``."""

    net: int
    tax: int
    gross: int
    rates: tuple[tuple[int, int, int], ...]
    """(rate, net, tax) for each rate of tax, the lowest first."""


@dataclass(frozen=True, slots=True)
class Written:
    """A quote, an invoice or a credit note as its owner wrote it."""

    kind: IssuedKind
    buyer: Buyer
    day: dt.date
    items: tuple[Item, ...]
    currency: str
    due: dt.date | None = None
    """Of an invoice: when it is to be paid. Of a quote: until when it holds."""
    taxed_prices: bool = False
    """Whether the prices have the tax in them, as in a shop window."""
    note: str = ""
    reference: str = ""
    """The customer's own order number; of a credit note, the number of the invoice."""

    def __post_init__(self) -> None:
        """Refuse what adds up to nothing, or is due before its day."""
        if not self.items:
            raise UserError("issuing_no_items")
        if len(self.items) > MOST_ITEMS:
            raise UserError("issuing_too_many_items", most=MOST_ITEMS)
        if self.due is not None and self.due < self.day:
            raise UserError("issuing_due_early")
        if not 0 < self.totals.gross <= MAX_MINOR:
            raise UserError("issuing_no_amount")

    @property
    def totals(self) -> Totals:
        """Its sums: tax is reckoned on the sum at each rate, not line by line."""
        sums: dict[int, int] = {}
        for item in self.items:
            sums[item.rate] = sums.get(item.rate, 0) + item.amount(self.currency)
        rates = tuple(self._taxed(rate, sums[rate]) for rate in sorted(sums))
        net, tax = (sum(each[place] for each in rates) for place in (1, 2))
        return Totals(net, tax, net + tax, rates)

    def _taxed(self, rate: int, amount: int) -> tuple[int, int, int]:
        if self.taxed_prices:
            tax = _rounded(amount * rate, HUNDRED_PERCENT + rate)
            return rate, amount - tax, tax
        return rate, amount, _rounded(amount * rate, HUNDRED_PERCENT)


@dataclass(frozen=True, slots=True)
class Issued:
    """A document of the shop in the book."""

    id: int
    state: IssuedState
    written: Written
    number: str = ""
    """Empty while it is a draft."""
    entry: int | None = None
    """The entry that it posted."""
    source: int | None = None
    """The quote that an invoice was made of, the invoice that a credit note takes back."""
    credited: int = 0
    """Of an invoice: what credit notes took back, in minor units."""
    shop: ShopDetails | None = None
    """What the shop printed of itself when it was issued."""


@dataclass(frozen=True, slots=True)
class Series:
    """How the documents of one kind are numbered: ``INV-`` and four digits from ``first`` on."""

    prefix: str
    digits: int
    first: int

    @classmethod
    def parse(cls, number: str) -> Series:
        """Read the first number of a series, such as ``INV-0001``; it ends in digits.

        Raises ``UserError("issuing_number")``.
        """
        found = _NUMBER.fullmatch(number.strip())
        if found is None or len(number) > MAX_NUMBER or not number.isprintable():
            raise UserError("issuing_number", text=number[:MAX_NUMBER])
        return cls(found[1], len(found[2]), int(found[2]))

    def number(self, serial: int) -> str:
        """Return the number of the document that is the ``serial``-th of all, counted from 0."""
        return f"{self.prefix}{self.first + serial:0{self.digits}d}"


FIRST_NUMBERS: Mapping[IssuedKind, str] = {
    IssuedKind.QUOTE: "Q-0001",
    IssuedKind.INVOICE: "INV-0001",
    IssuedKind.CREDIT_NOTE: "CN-0001",
}
"""Where numbering begins unless the owner says otherwise."""


def credit_note(
    invoice: Issued, *, day: dt.date, quantities: Mapping[int, Decimal] | None = None
) -> Written:
    """Return the credit note of an invoice: of all of it, or of some lines.

    ``quantities`` is {place of the line, from 0: how much of it comes back}. Raises
    ``UserError("issuing_credit_more")`` for more than the line has.
    """
    of = invoice.written
    taken = quantities if quantities is not None else dict(enumerate(_quantities(of.items)))
    items = []
    for place, quantity in sorted(taken.items()):
        if place >= len(of.items) or not 0 < quantity <= of.items[place].quantity:
            raise UserError("issuing_credit_more")
        item = of.items[place]
        items.append(Item(item.name, quantity, item.price, item.rate, item.unit))
    return Written(
        IssuedKind.CREDIT_NOTE,
        of.buyer,
        day,
        tuple(items),
        of.currency,
        taxed_prices=of.taxed_prices,
        reference=invoice.number,
    )


def _quantities(items: Iterable[Item]) -> Sequence[Decimal]:
    return [item.quantity for item in items]


def _digits(number: Decimal) -> int:
    exponent = number.normalize(_ROUNDING).as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else _PLACES + 1


def _minor(value: Decimal, currency: str) -> int:
    scaled = value.scaleb(minor_digits(currency), _ROUNDING)
    return int(scaled.to_integral_value(ROUND_HALF_UP, _ROUNDING))


def _rounded(part: int, whole: int) -> int:
    """Return ``part / whole``, half a unit rounded away from zero."""
    sign = -1 if part < 0 else 1
    return sign * ((2 * abs(part) + whole) // (2 * whole))
