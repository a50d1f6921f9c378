"""Money: a whole number of minor units in one ISO 4217 currency, never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN
from decimal import Context
from decimal import Decimal
from decimal import Inexact
from decimal import InvalidOperation

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.currency import minor_digits

MAX_MINOR = 10**15
"""Largest amount of one posting, so that nine thousand of them still sum within 64 bits."""

_PLAIN = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,6})?")
# Contexts of our own: the thread's may keep fewer digits, and rounds without a word.
_EXACT = Context(prec=60, traps=[InvalidOperation, Inexact])
_ROUNDING = Context(prec=60, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """``minor`` units (cents, fen, yen) of ``currency``; added within one currency only."""

    currency: str
    minor: int

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """Read a plain decimal such as ``-1234.50``; raise ``UserError("amount_invalid")``.

        No thousands separators, no more digits than the currency has: readers of statements and
        forms normalise first, so that nothing is guessed here.
        """
        if not _PLAIN.fullmatch(text):
            raise UserError("amount_invalid", text=text)
        return cls.from_decimal(Decimal(text), currency)

    @classmethod
    def from_decimal(cls, value: Decimal, currency: str) -> Money:
        """Convert exactly; raise ``UserError("amount_invalid")`` for digits the currency lacks."""
        digits = minor_digits(currency)
        try:
            exact = value.quantize(_smallest(digits), context=_EXACT)
            minor = int(exact.scaleb(digits, _EXACT))
        except (InvalidOperation, Inexact, ValueError) as error:
            raise UserError("amount_invalid", text=str(value)) from error
        if abs(minor) > MAX_MINOR:
            raise UserError("amount_invalid", text=str(value))
        return cls(currency, minor)

    def decimal(self) -> Decimal:
        """Return the amount in major units, with as many digits as the currency has."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency), _EXACT)

    def __str__(self) -> str:
        """Return the plain decimal in major units: ``-1234.50``."""
        return decimal_text(self.minor, self.currency)

    def __neg__(self) -> Money:
        """Return the opposite amount."""
        return Money(self.currency, -self.minor)

    def __add__(self, other: Money) -> Money:
        """Add within one currency; a second currency is a bug of the caller."""
        if other.currency != self.currency:
            message = "amounts of two currencies cannot be added"
            raise TypeError(message)
        return Money(self.currency, self.minor + other.minor)

    def __sub__(self, other: Money) -> Money:
        """Subtract within one currency."""
        return self + -other

    def times(self, rate: Decimal, currency: str) -> Money:
        """Convert at ``rate`` (units of ``currency`` for one of this), rounded half to even.

        Raises ``UserError("amount_invalid")`` where that gives no amount.
        """
        smallest = _smallest(minor_digits(currency))
        try:
            exact = _EXACT.multiply(self.decimal(), rate)
            rounded = exact.quantize(smallest, context=_ROUNDING)
        except (InvalidOperation, Inexact) as error:
            raise UserError("amount_invalid", text=f"{self} × {rate}") from error
        return Money.from_decimal(rounded, currency)


def _smallest(digits: int) -> Decimal:
    """Return one minor unit in major ones: ``0.01`` for two digits."""
    return Decimal((0, (1,), -digits))


def decimal_text(minor: int, currency: str) -> str:
    """Return ``minor`` units as a plain decimal text: ``-1234.50`` (without building a Decimal)."""
    digits = minor_digits(currency)
    if not digits:
        return str(minor)
    sign = "-" if minor < 0 else ""
    whole, part = divmod(abs(minor), 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}"
